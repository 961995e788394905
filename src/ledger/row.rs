//! All that is told of one problem → its row.

use std::collections::HashSet;

use chrono::NaiveDate;

use super::extract::Mention;
use super::problem::without_end;
use super::rows::{Problem, Told, least_far};
use super::{Entry, EntryRole, Extract, Row, RowYear};
use crate::compose::{full_date, last_day};
use crate::model::{Carried, Progress, State, is_blank, one_line};

/// The reports of the chain, by their places.
pub(super) type Reports<'a> = [&'a Extract];

/// Where a row stands among the others: year, report, place in it.
pub(super) type Order = (i32, usize, usize);

/// The row of a problem of which `told` is sorted by report.
pub(super) fn row(problem: &Problem<'_>, reports: &Reports<'_>, today: NaiveDate) -> (Order, Row) {
    let said: Vec<Said<'_>> = problem.told.iter().filter_map(|told| Said::of(told, reports)).collect();
    let naming = said.iter().find(|said| said.role() == EntryRole::Named);
    let first = said.first();
    let found_year = naming
        .and_then(|said| said.mention?.found)
        .or_else(|| said.iter().find_map(|said| said.mention?.found))
        .or_else(|| problem.carried?.year);
    let years = years(&said);
    let state = years.last().map_or(State::Open, |year| year.state);
    // The latest year first, and of its reports the one that is least far: that is whose state the row has.
    let mut latest: Vec<&Said<'_>> = said.iter().collect();
    latest.sort_by_key(|said| (std::cmp::Reverse(said.report.year), said.told.state.rank(), said.told.report));
    let say = |of: fn(&Mention) -> &str| {
        let mut texts = latest.iter().filter_map(|said| Some((said, of(said.mention?))));
        texts.find(|(_, text)| !is_blank(text)).map(|(said, text)| said.report.values.fill(text)).unwrap_or_default()
    };
    let or_recalled = |text: String, of: fn(&Carried) -> &str| match problem.carried.filter(|_| text.is_empty()) {
        Some(carried) => one_line(of(carried)),
        None => text,
    };
    let texts = naming.into_iter().chain(&said).filter_map(|said| Some(said.mention?.entry.text.as_str()));
    let mut texts = texts.filter(|text| !text.is_empty());
    let text = match (texts.next(), problem.carried) {
        (Some(text), _) => text.to_string(),
        (None, Some(carried)) => without_end(&carried.text),
        (None, None) => String::new(),
    };
    // Marks alone make no other wording. Most reports have the very same one.
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let mut seen = HashSet::new();
    let mut wordings = Vec::new();
    for other in texts.filter(|other| *other != text) {
        if seen.is_empty() {
            seen.insert(letters(&text));
        }
        if seen.insert(letters(other)) {
            wordings.push(other.to_string());
        }
    }
    let done = say(|mention| &mention.done);
    let due = say(|mention| &mention.entry.due);
    let current = latest.iter().find_map(|said| said.mention).map(|mention| &mention.entry);
    let overdue = last_day(&due).filter(|_| state.is_open()).map(|due| (today - due).num_days());
    let place = |said: &Said<'_>| (said.told.report, said.told.mention.unwrap_or(usize::MAX));
    let (report, item) = naming.or(first).map(place).unwrap_or_default();
    let year = found_year.or(first.map(|said| said.report.year.saturating_sub(1))).unwrap_or_default();
    let row = Row {
        id: problem.id.to_string(),
        text,
        wordings,
        found_year,
        unit: latest
            .iter()
            .find(|said| said.mention.is_some())
            .or(latest.first())
            .map(|said| said.report.unit.clone())
            .unwrap_or_default(),
        source: say(|mention| &mention.source),
        shows: say(|mention| &mention.shows),
        cause: say(|mention| &mention.cause),
        goal: say(|mention| &mention.goal),
        kind: latest.iter().find_map(|said| said.mention?.kind),
        measure: if done.is_empty() {
            or_recalled(say(|mention| &mention.promised), |carried| &carried.measure)
        } else {
            done
        },
        leader: say(|mention| &mention.entry.leader),
        owner: say(|mention| &mention.entry.owner),
        due,
        progress: progress(&said),
        result: or_recalled(say(|mention| &mention.entry.result), |carried| &carried.result),
        evidence: say(|mention| &mention.entry.evidence),
        state,
        reason: current
            .filter(|_| matches!(state, State::Continuous | State::HandedOver))
            .map(|entry| entry.reason.trim().to_string())
            .unwrap_or_default(),
        closed: current
            .filter(|_| state == State::Closed)
            .map(|entry| entry.closed.trim().to_string())
            .unwrap_or_default(),
        overdue: overdue.and_then(|days| u32::try_from(days).ok()).filter(|days| *days > 0),
        recurs: said.iter().find_map(|said| said.mention?.recurs.clone().filter(|earlier| earlier != problem.id)),
        recurred: Vec::new(),
        years,
    };
    ((year, report, item), row)
}

/// One report's word on the problem, found.
struct Said<'a> {
    told: &'a Told,
    report: &'a Extract,
    mention: Option<&'a Mention>,
}

impl<'a> Said<'a> {
    fn of(told: &'a Told, reports: &Reports<'a>) -> Option<Said<'a>> {
        let report = *reports.get(told.report)?;
        Some(Said { told, report, mention: told.mention.and_then(|at| report.mentions.get(at)) })
    }

    fn role(&self) -> EntryRole {
        let silent = if self.told.recalled { EntryRole::Recalled } else { EntryRole::Dropped };
        self.mention.map_or(silent, |mention| mention.entry.role)
    }

    fn entry(&self) -> Entry {
        self.mention.map_or_else(
            || Entry {
                report: self.report.report.clone(),
                unit: self.report.unit.clone(),
                reporter: self.report.reporter.clone(),
                role: self.role(),
                state: self.told.state,
                ..Entry::default()
            },
            |mention| mention.entry.clone(),
        )
    }
}

/// What is said, year by year.
fn years(said: &[Said<'_>]) -> Vec<RowYear> {
    let mut years: Vec<RowYear> = Vec::new();
    for said in said {
        let (year, state) = (said.report.year, said.told.state);
        match years.last_mut().filter(|last| last.year == year) {
            Some(last) => {
                last.state = least_far(last.state, state);
                last.entries.push(said.entry());
            }
            None => years.push(RowYear { year, state, entries: vec![said.entry()] }),
        }
    }
    years
}

/// The notes of all reports, each once, the earliest first; one without a day stays behind the one before it.
fn progress(said: &[Said<'_>]) -> Vec<Progress> {
    let mut notes: Vec<(Option<NaiveDate>, Progress)> = Vec::new();
    let mut seen = HashSet::new();
    for said in said {
        for note in said.mention.into_iter().flat_map(|mention| &mention.entry.progress) {
            if !is_blank(&note.text) && seen.insert((&note.date, &note.text)) {
                let day = full_date(&note.date).or(notes.last().and_then(|(day, _)| *day));
                let text = said.report.values.fill(&note.text);
                notes.push((day, Progress { date: note.date.clone(), text, extra: note.extra.clone() }));
            }
        }
    }
    notes.sort_by_key(|(day, _)| *day);
    notes.into_iter().map(|(_, note)| note).collect()
}
