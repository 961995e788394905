//! What waits: reports whose problems were not carried forward, and what is due.

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use crate::Result;
use crate::app::extracts::Extracted;
use crate::app::home::report_year;
use crate::app::{App, LedgerOffer, Reminder};
use crate::compose::last_day;
use crate::ledger::{Entry, EntryRole, Extract, Ledger, Row, of_extracts};
use crate::model::{is_blank, one_line};
use crate::store;

/// How many days ahead 首页 reminds of what is due.
const AHEAD: i64 = 30;

/// How many years before this one 首页 looks back. What has waited longer still stands in the ledger; reading every report
/// there ever was would keep 首页 waiting at each start.
const YEARS_BACK: i32 = 2;

impl App {
    /// Reports of the years before this one with open problems that no later report continues, as the list has them.
    pub(super) fn ledger_offers(&self, ledger: &Ledger) -> Result<Vec<LedgerOffer>> {
        let this_year = report_year(self.today());
        let continued: HashSet<&str> = self.extracts().filter_map(|one| one.ledger.previous()).collect();
        let mut open: HashMap<&str, HashSet<&str>> = HashMap::new();
        for row in &ledger.rows {
            let entries = row.years.iter().flat_map(|year| &year.entries);
            for entry in entries.filter(|entry| entry.state.is_open() && entry.role != EntryRole::Dropped) {
                open.entry(&entry.report).or_default().insert(&row.id);
            }
        }
        let offer = |entry: store::Entry| {
            let store::Entry { id, summary, .. } = entry;
            let problems = open.get(id.as_str()).filter(|_| !continued.contains(id.as_str()))?;
            let open = u32::try_from(problems.len()).unwrap_or(u32::MAX);
            let past = summary.year.is_some_and(|year| year < this_year);
            past.then_some(LedgerOffer { id, title: summary.title, unit: summary.unit, year: summary.year, open })
        };
        Ok(self.store.list()?.into_iter().filter_map(offer).collect())
    }

    /// What is overdue or due within 30 days by the last report of each chain, the most urgent first. Imported reports of the years
    /// before this one were finished long ago and remind of nothing.
    pub(in crate::app) fn reminders(&mut self) -> Result<Vec<Reminder>> {
        let today = self.today();
        self.refresh_extracts(Some(report_year(today) - YEARS_BACK))?;
        let extracts: Vec<&Extract> = self.extracts().map(|one| &one.ledger).collect();
        let continued: HashSet<&str> = extracts.iter().filter_map(|one| one.previous()).collect();
        let ledger = of_extracts(&extracts, today);
        let open = ledger.rows.iter().filter(|row| row.state.is_open());
        let this_year = report_year(today);
        let is_old = |one: &&Extracted| one.imported && one.year.is_some_and(|year| year < this_year);
        let old: HashSet<&str> = self.extracts().filter(is_old).map(|one| one.ledger.report()).collect();
        let at_work = open.flat_map(|row| last_entries(row, &continued).into_iter().map(move |entry| (row, entry)));
        let at_work = at_work.filter(|(_, entry)| !old.contains(entry.report.as_str()));
        let mut reminders: Vec<Reminder> = at_work.filter_map(|(row, entry)| reminder(row, entry, today)).collect();
        reminders.sort_by(|a, b| (a.days, &a.text, &a.report).cmp(&(b.days, &b.text, &b.report)));
        Ok(reminders)
    }
}

/// Where the problem of `row` can be worked on: in the last report of each chain that speaks of it and leaves it open; in the
/// last one at all where those say nothing.
fn last_entries<'a>(row: &'a Row, continued: &HashSet<&str>) -> Vec<&'a Entry> {
    let open = || {
        let entries = row.years.iter().rev().flat_map(|year| &year.entries);
        entries.filter(|entry| !entry.item.is_empty() && entry.state.is_open())
    };
    let mut reports = HashSet::new();
    let last = open().filter(|entry| !continued.contains(entry.report.as_str()));
    let last: Vec<&Entry> = last.filter(|entry| reports.insert(entry.report.as_str())).collect();
    if last.is_empty() { open().take(1).collect() } else { last }
}

fn reminder(row: &Row, entry: &Entry, today: NaiveDate) -> Option<Reminder> {
    let due = last_day(if is_blank(&entry.due) { &row.due } else { &entry.due })?;
    let days = (due - today).num_days();
    (days <= AHEAD).then(|| Reminder {
        report: entry.report.clone(),
        unit: entry.unit.clone(),
        part: entry.part.clone(),
        item: entry.item.clone(),
        text: row.text.clone(),
        owner: one_line(if is_blank(&entry.owner) { &row.owner } else { &entry.owner }),
        due: due.to_string(),
        days: i32::try_from(days).unwrap_or(i32::MIN),
    })
}
