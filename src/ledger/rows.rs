//! Extracts → rows: who says what of which problem, and which reports should say something and do not.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::chain::Chain;
use super::notices::Notices;
use super::row::{Reports, row};
use super::{Extract, Ledger, Row, extract, recurrence};
use crate::compose::is_impossible_date;
use crate::model::{Carried, Draft, State};

/// The ledger of `drafts`, in any order, as of `today`. Its time grows with what it has to say, not with its square.
#[must_use]
pub fn ledger(drafts: &[&Draft], today: NaiveDate) -> Ledger {
    let extracts: Vec<Extract> = drafts.iter().map(|draft| extract(draft)).collect();
    of_extracts(&extracts.iter().collect::<Vec<_>>(), today)
}

/// The ledger of the drafts that `extracts` were made of.
#[must_use]
pub fn of_extracts(extracts: &[&Extract], today: NaiveDate) -> Ledger {
    let mut notices = Notices::default();
    let chain = Chain::of(extracts, &mut notices);
    let mut book = Book::default();
    let mut left: Vec<Vec<(usize, State)>> = vec![Vec::new(); chain.reports.len()];
    for at in &chain.order {
        let Some(report) = chain.reports.get(*at) else { continue };
        let inherited = match chain.parent(*at).and_then(|parent| left.get(parent)) {
            Some(left) => left.clone(),
            None if chain.is_orphan(*at) => book.carried(&report.carried),
            None => Vec::new(),
        };
        let leaves = book.enter(*at, report, inherited);
        if chain.is_orphan(*at) {
            book.recall(*at, report);
        }
        if let Some(left) = left.get_mut(*at) {
            *left = leaves;
        }
    }
    let mut rows = book.rows(&chain.reports, today);
    recurrence::link(&mut rows);
    tell(&rows, &chain.reports, &mut notices);
    recurrence::tell(&rows, &chain.reports, &mut notices);
    Ledger { rows, notices: notices.into_texts() }
}

/// A problem with all that is told of it.
#[derive(Default)]
pub(super) struct Problem<'a> {
    pub(super) id: &'a str,
    pub(super) told: Vec<Told>,
    /// What a report says of it that was carried from one that is gone.
    pub(super) carried: Option<&'a Carried>,
}

/// One report's word on a problem.
#[derive(Clone, Copy)]
pub(super) struct Told {
    /// The report's place in the chain.
    pub(super) report: usize,
    /// Which of its mentions; `None` where it should say something and does not.
    pub(super) mention: Option<usize>,
    pub(super) state: State,
    /// Whether it only hands on what a report that is gone said.
    pub(super) recalled: bool,
}

/// All problems, by their ids.
#[derive(Default)]
struct Book<'a> {
    problems: Vec<Problem<'a>>,
    places: HashMap<&'a str, usize>,
}

impl<'a> Book<'a> {
    fn place(&mut self, id: &'a str) -> usize {
        let problems = &mut self.problems;
        *self.places.entry(id).or_insert_with(|| {
            problems.push(Problem { id, ..Problem::default() });
            problems.len() - 1
        })
    }

    /// The open problems of a list that a report carries along.
    fn carried(&mut self, list: &'a [Carried]) -> Vec<(usize, State)> {
        let mut open = Vec::new();
        for carried in list.iter().filter(|carried| !carried.problem.is_empty()) {
            let state = carried.state.unwrap_or_default();
            if state.is_open() {
                let place = self.place(&carried.problem);
                if let Some(problem) = self.problems.get_mut(place) {
                    problem.carried.get_or_insert(carried);
                }
                open.push((place, state));
            }
        }
        open
    }

    /// Enters what the report at `at` says, which `inherited` open problems; answers those that it leaves open.
    fn enter(&mut self, at: usize, report: &'a Extract, inherited: Vec<(usize, State)>) -> Vec<(usize, State)> {
        let mut mentioned: HashMap<usize, State> = HashMap::new();
        let mut leaves = Vec::new();
        for (mention, said) in report.mentions.iter().enumerate() {
            let state = said.entry.state;
            let place = self.place(&said.problem);
            self.tell(place, Told { report: at, mention: Some(mention), state, recalled: false });
            let least = mentioned.get(&place).map_or(state, |there| least_far(*there, state));
            if mentioned.insert(place, least).is_none() {
                leaves.push(place);
            }
        }
        for (place, state) in inherited {
            if let std::collections::hash_map::Entry::Vacant(unmentioned) = mentioned.entry(place) {
                unmentioned.insert(state);
                leaves.push(place);
                self.tell(place, Told { report: at, mention: None, state, recalled: false });
            }
        }
        let left = leaves.into_iter().filter_map(|place| Some((place, *mentioned.get(&place)?)));
        left.filter(|(_, state)| state.is_open()).collect()
    }

    /// Enters what the report at `at` hands on of problems that were closed or handed over in one that is gone.
    fn recall(&mut self, at: usize, report: &'a Extract) {
        let mentioned: HashSet<&str> = report.mentions.iter().map(|said| said.problem.as_str()).collect();
        for carried in &report.carried {
            let state = carried.state.unwrap_or_default();
            if !state.is_open() && !carried.problem.is_empty() && !mentioned.contains(carried.problem.as_str()) {
                let place = self.place(&carried.problem);
                if let Some(problem) = self.problems.get_mut(place) {
                    problem.carried.get_or_insert(carried);
                }
                self.tell(place, Told { report: at, mention: None, state, recalled: true });
            }
        }
    }

    fn tell(&mut self, place: usize, told: Told) {
        if let Some(problem) = self.problems.get_mut(place) {
            problem.told.push(told);
        }
    }

    fn rows(mut self, reports: &Reports<'a>, today: NaiveDate) -> Vec<Row> {
        let mut rows: Vec<_> = self
            .problems
            .iter_mut()
            .map(|problem| {
                problem.told.sort_by_key(|told| (told.report, told.mention));
                row(problem, reports, today)
            })
            .collect();
        rows.sort_by_key(|(order, _)| *order);
        rows.into_iter().map(|(_, row)| row).collect()
    }
}

/// Of two states the one that is less far.
pub(super) fn least_far(one: State, other: State) -> State {
    if other.rank() < one.rank() { other } else { one }
}

fn tell(rows: &[Row], reports: &Reports<'_>, notices: &mut Notices) {
    let places: HashMap<&str, usize> = (0..).zip(reports.iter()).map(|(at, one)| (one.report.as_str(), at)).collect();
    let mut without_text = vec![0_usize; reports.len()];
    for row in rows.iter().filter(|row| row.text.is_empty()) {
        let first = row.years.first().and_then(|year| year.entries.first());
        let at = first.and_then(|entry| places.get(entry.report.as_str()));
        if let Some(count) = at.and_then(|at| without_text.get_mut(*at)) {
            *count += 1;
        }
    }
    for (report, count) in reports.iter().zip(without_text).filter(|(_, count)| *count > 0) {
        notices.without_text(report, count);
    }
    let impossible: Vec<&Row> = rows.iter().filter(|row| row.state.is_open() && is_impossible_date(&row.due)).collect();
    if let Some(first) = impossible.first() {
        notices.impossible_dates(impossible.len(), &first.due);
    }
}
