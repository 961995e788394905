//! Somebody who types: a report that is saved again and again by the window's own call, with what is typed growing and
//! shrinking, and versions kept of it.
//!
//! The report says in its first and its last field which save it is. State 0 is an empty data folder, state 1 a report as
//! begun, and each save is one more.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use shuzhi::app::{App, BackupRun, Create, Env, OpenReport, ReportId, Save, backup_if_due};
use shuzhi::model::Draft;
use shuzhi::store::Store;

use crate::random::Random;
use crate::{Outcome, env};

/// A sitting.
pub(crate) struct Typing {
    app: App,
    draft: Draft,
    revision: i64,
    pub(crate) number: u64,
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
        Ok(Typing { app, draft, revision, number, random: Random::new(number) })
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
        self.revision = self.app.call("save", save)?["revision"].as_i64().ok_or("no revision")?;
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
    let mut app = App::open(env(data))?;
    let reports = app.reports()?;
    if reports.len() > 1 {
        return Err("a report came from nowhere".into());
    }
    let Some(report) = reports.first() else { return Ok((0, 0)) };
    let state = number(&app.open_report(ReportId { id: report.id.clone() })?)?;
    let store = Store::open_to_read(data)?;
    let versions = store.versions(&report.id)?;
    for version in &versions {
        store.version(&report.id, version.number)?;
    }
    Ok((state, versions.len()))
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
