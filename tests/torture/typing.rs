//! Somebody who types: a report that is saved again and again by the window's own call, with what is typed growing and
//! shrinking, and versions kept of it.
//!
//! The report says in its first and its last field which save it is. State 0 is an empty data folder, state 1 a report as
//! begun, and each save is one more.

use std::collections::hash_map::DefaultHasher;
use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use shuzhi::app::{App, BackupRun, Create, Env, OpenReport, ReportId, Save, backup_if_due};
use shuzhi::model::Draft;
use shuzhi::store::{FILE, Store};

use crate::random::Random;
use crate::{Outcome, env};

/// A sitting.
pub(crate) struct Typing {
    app: App,
    draft: Draft,
    revision: i64,
    pub(crate) number: u64,
    /// Whether the last save said that the disk is full.
    pub(crate) low_space: bool,
    random: Random,
}

impl Typing {
    /// Opens the data folder and the report in it, or begins both; `done` hears of each state that is stored by that.
    pub(crate) fn start(folder: &Path, done: impl Fn(u64) -> Outcome) -> Outcome<Typing> {
        let mut app = App::open(working(folder))?;
        let report = match app.reports()?.first() {
            Some(report) => app.open_report(ReportId { id: report.id.clone() })?,
            None => {
                done(0)?;
                let report = app.create(Create { template: "general".into(), year: 2026, sample: true })?;
                done(1)?;
                report
            }
        };
        let number = number(&report)?;
        let OpenReport { draft, revision, .. } = report;
        Ok(Typing { app, draft, revision, number, low_space: false, random: Random::new(number) })
    }

    /// Makes the backup of a day in December, as the window does at its start, and answers its name if it was due.
    pub(crate) fn back_up(&mut self, day: u64) -> Outcome<Option<String>> {
        let mut run = backup(self.app.data_dir(), day);
        let made = run.made.clone();
        let failure = run.failure.take();
        self.app.note_backup(run)?;
        failure.map_or(Ok(made), |failure| Err(failure.into()))
    }

    /// The last save failed: what is typed stays, to be saved by the next one.
    pub(crate) fn unsaved(&mut self) {
        self.number -= 1;
    }

    /// Types and saves, and answers the number of the save.
    pub(crate) fn save(&mut self) -> Outcome<u64> {
        self.number += 1;
        self.draft.fields.insert("unit".into(), self.number.to_string());
        let last = self.draft.parts.last_mut().ok_or("no parts")?;
        last.lead = self.number.to_string();
        last.tail = "加强理论武装，".repeat(self.random.below(1500));
        let save = serde_json::to_value(Save { draft: self.draft.clone(), revision: self.revision })?;
        let saved = self.app.call("save", save)?;
        self.revision = saved["revision"].as_i64().ok_or("no revision")?;
        self.low_space = saved["low_space"].as_bool().ok_or("no word on space")?;
        Ok(self.number)
    }
}

/// Makes the backup of a day in December if it is due.
pub(crate) fn backup(data: &Path, day: u64) -> BackupRun {
    backup_if_due(data, (env(data).now)() + chrono::Days::new(day))
}

/// A program in which six minutes pass between any two looks at the clock, so that versions are kept.
fn working(folder: &Path) -> Env {
    let minutes = Arc::new(AtomicU64::new(0));
    let elapsed = move || Duration::from_secs(60 * minutes.fetch_add(6, Ordering::Relaxed));
    Env { elapsed: Box::new(elapsed), ..env(folder) }
}

/// Opens a data folder as the next start of the program does, reads and verifies all that is in it, and answers its state
/// and the number of versions.
pub(crate) fn state(data: &Path) -> Outcome<(u64, usize)> {
    state_beyond(data, &mut HashSet::new())
}

/// The same; versions whose rows are, byte for byte, among the `verified` ones are not inflated and verified again.
pub(crate) fn state_beyond(data: &Path, verified: &mut HashSet<u64>) -> Outcome<(u64, usize)> {
    let mut app = App::open(env(data))?;
    let reports = app.reports()?;
    if reports.len() > 1 {
        return Err("a report came from nowhere".into());
    }
    let Some(report) = reports.first() else { return Ok((0, 0)) };
    let state = number(&app.open_report(ReportId { id: report.id.clone() })?)?;
    let store = Store::open_to_read(data)?;
    let versions = store.versions(&report.id)?;
    let rows = version_rows(&data.join(FILE))?;
    for version in &versions {
        let row = rows.get(&version.number).ok_or("a version is listed and not there")?;
        if !verified.contains(row) {
            store.version(&report.id, version.number)?;
            verified.insert(*row);
        }
    }
    Ok((state, versions.len()))
}

/// A hash of all columns of each version, by its number.
fn version_rows(file: &Path) -> rusqlite::Result<HashMap<i64, u64>> {
    let db = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut query = db.prepare("SELECT * FROM version")?;
    let columns = query.column_count();
    let mut rows = query.query([])?;
    let mut found = HashMap::new();
    while let Some(row) = rows.next()? {
        let mut hasher = DefaultHasher::new();
        for column in 0..columns {
            match row.get_ref(column)? {
                ValueRef::Null => 0.hash(&mut hasher),
                ValueRef::Integer(number) => (1, number).hash(&mut hasher),
                ValueRef::Real(number) => (2, number.to_bits()).hash(&mut hasher),
                ValueRef::Text(bytes) => (3, bytes).hash(&mut hasher),
                ValueRef::Blob(bytes) => (4, bytes).hash(&mut hasher),
            }
        }
        found.insert(row.get("number")?, hasher.finish());
    }
    Ok(found)
}

/// Which save a report says it is; both ends must say the same.
fn number(report: &OpenReport) -> Outcome<u64> {
    let unit = report.draft.fields.get("unit").ok_or("no unit")?;
    let Ok(number) = unit.parse() else { return Ok(1) };
    if &report.draft.parts.last().ok_or("no parts")?.lead != unit {
        return Err("half of a save is stored".into());
    }
    Ok(number)
}
