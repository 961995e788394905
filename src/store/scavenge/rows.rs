//! What was found: of each report, version and setting the last whole row, and the names of those that are not whole.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::Value;
use sha2::{Digest, Sha256};

use super::super::seal::seal_of;
use super::record::Shape;

/// Rows by what they are; the values are those of the tables of the present schema, the seal included.
#[derive(Debug, Default, PartialEq)]
pub(in super::super) struct Found {
    /// Reports by id.
    pub(in super::super) reports: BTreeMap<String, Vec<Value>>,
    /// Versions by number.
    pub(in super::super) versions: BTreeMap<i64, Vec<Value>>,
    /// Settings by key.
    pub(in super::super) settings: BTreeMap<String, Vec<Value>>,
    /// The titles, by id, of reports that were there and of which no whole row was found, or an older one only.
    pub(in super::super) lost: BTreeMap<String, String>,
    /// The numbers of versions whose row is damaged, with their report.
    pub(in super::super) lost_versions: BTreeSet<(String, i64)>,
    old_reports: BTreeMap<String, Vec<Value>>,
    old_settings: BTreeMap<String, Vec<Value>>,
    /// Reports as a damaged row names them: number of the save, title.
    damaged: BTreeMap<String, (i64, String)>,
    /// Reports as the index names them.
    listed: BTreeMap<String, (i64, String)>,
    /// The reports of which a whole row stands in the last state.
    now: BTreeSet<String>,
}

const SAVED: usize = 2;

impl Found {
    /// How many rows are whole.
    pub(super) fn whole(&self) -> usize {
        self.reports.len() + self.versions.len() + self.settings.len() + self.old_reports.len()
    }

    /// Takes a row that was found; `now` tells that it is of the last state, not of an earlier or an unfinished one.
    pub(super) fn take(&mut self, shape: Shape, row: Vec<Value>, now: bool) {
        match shape {
            Shape::Report => self.report(row, now),
            Shape::OldReport => self.old_report(row),
            Shape::Version => self.version(row, now),
            Shape::Setting => {
                // Of several, the first: the last state comes first.
                if sealed(&row, 1)
                    && let Some(Value::Text(key)) = row.first()
                {
                    self.settings.entry(key.clone()).or_insert(row);
                }
            }
            Shape::OldSetting => {
                if let [Value::Text(key), Value::Text(json)] = row.as_slice()
                    && !key.is_empty()
                    && serde_json::from_str::<serde_json::Value>(json).is_ok_and(|value| value.is_object())
                {
                    self.old_settings.entry(key.clone()).or_insert(row);
                }
            }
            Shape::Listed => {
                if let (Some(Value::Integer(saved)), Some(Value::Text(id)), Some(Value::Text(title))) =
                    (row.get(3), row.get(4), row.get(5))
                    && now
                {
                    name(&mut self.listed, id, *saved, title);
                }
            }
        }
    }

    fn report(&mut self, row: Vec<Value>, now: bool) {
        let (Some(Value::Text(id)), Some(Value::Integer(saved))) = (row.first(), row.get(SAVED)) else { return };
        if !sealed(&row, 14) {
            if let Some(Value::Text(title)) = row.get(3).filter(|_| now) {
                name(&mut self.damaged, id, *saved, title);
            }
            return;
        }
        if now {
            self.now.insert(id.clone());
        }
        let newer = |there: &Vec<Value>| !matches!(there.get(SAVED), Some(Value::Integer(other)) if other >= saved);
        if self.reports.get(id).is_none_or(newer) {
            self.reports.insert(id.clone(), row);
        }
    }

    /// A report of schema 1, whose hash is that of the draft alone; of several, the one with the highest revision.
    fn old_report(&mut self, row: Vec<Value>) {
        let (Some(Value::Text(id)), Some(Value::Integer(revision)), [.., Value::Blob(hash), Value::Text(draft)]) =
            (row.first(), row.get(1), row.as_slice())
        else {
            return;
        };
        if Sha256::digest(draft).as_slice() != hash {
            if let Some(Value::Text(title)) = row.get(2) {
                name(&mut self.damaged, id, 0, title);
            }
            return;
        }
        let newer = |there: &Vec<Value>| !matches!(there.get(1), Some(Value::Integer(other)) if other >= revision);
        if self.old_reports.get(id).is_none_or(newer) {
            self.old_reports.insert(id.clone(), row);
        }
    }

    fn version(&mut self, row: Vec<Value>, now: bool) {
        let (Some(Value::Integer(number)), Some(Value::Text(report))) = (row.first(), row.get(1)) else { return };
        if sealed(&row, 6) {
            self.versions.entry(*number).or_insert(row);
        } else if now {
            self.lost_versions.insert((report.clone(), *number));
        }
    }

    /// Brings rows of schema 1 into the form of the present one, and tells which reports are lost.
    pub(super) fn finish(&mut self) {
        let mut old: Vec<Vec<Value>> = std::mem::take(&mut self.old_reports).into_values().collect();
        // As the step of the schema does it, but that times are compared as they are written.
        old.sort_by(|one, other| text(one.get(9)).cmp(text(other.get(9))));
        for (saved, mut row) in (1..).zip(old) {
            let (Some(draft), Some(_hash)) = (row.pop(), row.pop()) else { continue };
            row.insert(SAVED, Value::Integer(saved));
            row.extend([Value::Null, draft]);
            let seal = Value::Blob(seal_of(&row));
            row.insert(14, seal);
            self.reports.entry(text(row.first()).into()).or_insert(row);
        }
        for (key, mut row) in std::mem::take(&mut self.old_settings) {
            // A file of schema 2 has no such rows; what looks like one is text.
            if self.versions.is_empty() && self.settings.is_empty() && key == "settings" {
                let seal = Value::Blob(seal_of(&row));
                row.insert(1, seal);
                self.settings.insert(key, row);
            }
        }
        // A row in the last state is what was stored, whatever a damaged index says of it.
        let now = std::mem::take(&mut self.now);
        let listed = std::mem::take(&mut self.listed).into_iter().filter(|(id, _)| !now.contains(id));
        for (id, (saved, title)) in listed.chain(std::mem::take(&mut self.damaged)) {
            let whole = self.reports.get(&id).and_then(|row| row.get(SAVED));
            if !matches!(whole, Some(Value::Integer(there)) if *there >= saved) {
                self.lost.insert(id, title);
            }
        }
        self.lost_versions.retain(|(_, number)| !self.versions.contains_key(number));
    }
}

fn name(names: &mut BTreeMap<String, (i64, String)>, id: &str, saved: i64, title: &str) {
    if (1..=100).contains(&id.len()) && names.get(id).is_none_or(|(there, _)| *there <= saved) {
        names.insert(id.into(), (saved, title.into()));
    }
}

/// Whether the seal in the column `seal` fits the others.
fn sealed(row: &[Value], seal: usize) -> bool {
    let Some((before, [Value::Blob(there), after @ ..])) = row.split_at_checked(seal) else { return false };
    *there == seal_of(&[before, after].concat())
}

fn text(value: Option<&Value>) -> &str {
    match value {
        Some(Value::Text(text)) => text,
        _ => "",
    }
}
