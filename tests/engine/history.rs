//! Saving keeps what was there: versions in the course of work, of conflicts, before a restore; and the way back.

mod keeping;
mod restoring;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use chrono::TimeDelta;
use shuzhi::app::{App, Env, OpenReport, ReportId, Save, VersionEntry};
use shuzhi::model::Draft;
use shuzhi::store::Cause;

use crate::support::{self, Result, sample};

/// A clock on the wall that may jump, and one that runs on; both in seconds.
#[derive(Clone, Default)]
struct Clocks {
    wall: Arc<AtomicI64>,
    running: Arc<AtomicI64>,
}

impl Clocks {
    /// Lets time pass on both.
    fn pass(&self, seconds: i64) {
        self.running.fetch_add(seconds, Ordering::Relaxed);
        self.wall.fetch_add(seconds, Ordering::Relaxed);
    }

    /// Sets the clock on the wall off by so many days.
    fn jump(&self, days: i64) {
        self.wall.fetch_add(days * 86_400, Ordering::Relaxed);
    }

    fn app(&self, folder: &Path) -> Result<App> {
        let (wall, running) = (self.wall.clone(), self.running.clone());
        let seconds = move || u64::try_from(running.load(Ordering::Relaxed)).unwrap_or_default();
        Ok(App::open(Env {
            now: Box::new(move || support::now() + TimeDelta::seconds(wall.load(Ordering::Relaxed))),
            elapsed: Box::new(move || Duration::from_secs(seconds())),
            ..support::env(folder)
        })?)
    }
}

/// A report in a new sitting, an hour after it was made.
fn begun(folder: &Path, clocks: &Clocks) -> Result<(App, OpenReport)> {
    let report = sample(&mut clocks.app(folder)?)?;
    clocks.pass(3600);
    Ok((clocks.app(folder)?, report))
}

fn id(draft: &Draft) -> ReportId {
    ReportId { id: draft.id.clone() }
}

/// The first part of the report says `words`.
fn saying(draft: &Draft, words: &str) -> Draft {
    let mut draft = draft.clone();
    draft.parts[0].lead = words.into();
    draft
}

/// What the first part of the report says.
fn said(draft: &Draft) -> &str {
    &draft.parts[0].lead
}

/// Saves the report with its first part saying `words`.
fn save(app: &mut App, report: &mut OpenReport, words: &str) -> Result {
    report.draft = saying(&report.draft, words);
    report.revision = app.save(Save { draft: report.draft.clone(), revision: report.revision })?.revision;
    Ok(())
}

/// The kept versions, the latest first.
fn versions(app: &mut App, draft: &Draft) -> Result<Vec<VersionEntry>> {
    let mut versions = app.versions(id(draft))?.versions;
    versions.retain(|version| version.number.is_some());
    Ok(versions)
}

/// What the kept versions say, the latest first, and why they were kept.
fn kept(app: &mut App, draft: &Draft) -> Result<Vec<(String, Cause)>> {
    let versions = versions(app, draft)?;
    let says = |version: &VersionEntry| -> Result<(String, Cause)> {
        let draft = app.version_draft(&draft.id, version.number.ok_or("no number")?)?;
        Ok((said(&draft).to_owned(), version.cause))
    };
    versions.iter().map(says).collect()
}
