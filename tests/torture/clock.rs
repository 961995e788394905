//! A clock that jumps by up to twenty years either way, and to summer time and back, between any two calls. The list and the
//! versions stand in the order in which things happened, whatever the clock said, and the
//! latest backup stays.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

use chrono::{DateTime, FixedOffset, TimeDelta};
use shuzhi::app::{App, ArchiveRead, Create, Env, Nothing, OpenReport, ReportId, Save, backup_if_due};
use shuzhi::store::Store;

use crate::random::Random;
use crate::{Outcome, env};

/// A clock that anybody may set, and one that nobody can.
#[derive(Clone, Default)]
struct Clock {
    /// Minutes off the true time.
    off: Arc<AtomicI64>,
    /// Hours off Greenwich.
    zone: Arc<AtomicI64>,
    /// Minutes since the start.
    elapsed: Arc<AtomicU64>,
}

impl Clock {
    fn jump(&self, random: &mut Random) {
        const MINUTES: usize = 20 * 366 * 24 * 60;
        self.elapsed.fetch_add(random.below(10) as u64, Ordering::Relaxed);
        match random.below(4) {
            // Summer time.
            0 => self.zone.store(8 + random.below(2) as i64, Ordering::Relaxed),
            1 => self.off.store(random.below(2 * MINUTES) as i64 - MINUTES as i64, Ordering::Relaxed),
            2 => self.off.store(0, Ordering::Relaxed),
            _ => {}
        }
    }

    fn env(&self, folder: &Path) -> Env {
        let (clock, elapsed) = (self.clone(), self.elapsed.clone());
        let now = move || -> DateTime<FixedOffset> {
            let minutes = clock.off.load(Ordering::Relaxed) + clock.elapsed.load(Ordering::Relaxed) as i64;
            let zone = i32::try_from(clock.zone.load(Ordering::Relaxed) * 3600).ok().and_then(FixedOffset::east_opt);
            let now = (env(Path::new("")).now)() + TimeDelta::minutes(minutes);
            zone.map_or(now, |zone| now.with_timezone(&zone))
        };
        let elapsed = move || Duration::from_secs(60 * elapsed.load(Ordering::Relaxed));
        Env { now: Box::new(now), elapsed: Box::new(elapsed), ..env(folder) }
    }
}

/// A report as the test knows it.
struct Known {
    id: String,
    revision: i64,
    /// When it was last saved, by count of what happened.
    saved: u64,
    deleted: bool,
}

#[test]
fn order_holds_whatever_the_clock_says() -> Outcome {
    jump(150)
}

#[test]
#[ignore = "runs for minutes; make torture"]
fn order_holds_whatever_the_clock_says_2000_times() -> Outcome {
    jump(2_000)
}

fn jump(steps: u64) -> Outcome {
    let folder = tempfile::tempdir()?;
    let (clock, mut random) = (Clock::default(), Random::new(6));
    let mut app = App::open(clock.env(folder.path()))?;
    let mut known: Vec<Known> = Vec::new();
    let (mut starts, mut made, mut latest) = (1, 0, None);
    for step in 1..=steps {
        clock.jump(&mut random);
        let (which, few) = (random.below(known.len()), known.len() < 12);
        match (known.get_mut(which), random.below(12)) {
            (None, _) | (Some(_), 0) if few => {
                let OpenReport { draft, revision, .. } =
                    app.create(Create { template: "general".into(), year: 2026, sample: false })?;
                known.push(Known { id: draft.id, revision, saved: step, deleted: false });
            }
            (Some(report), 1) => {
                app.remove(ReportId { id: report.id.clone() })?;
                report.deleted = true;
            }
            (Some(report), 2 | 3) => {
                app.restore(ReportId { id: report.id.clone() })?;
                report.deleted = false;
            }
            (Some(_), 4) => {
                drop(app);
                app = App::open(clock.env(folder.path()))?;
                starts += 1;
                let run = backup_if_due(folder.path(), (clock.env(folder.path()).now)());
                latest = run.made.clone().or(latest);
                app.note_backup(run)?;
                made = made.max(backups_in_order(&mut app, folder.path(), latest.as_deref())?);
            }
            (Some(report), _) => {
                let mut draft = app.open_report(ReportId { id: report.id.clone() })?.draft;
                draft.fields.insert("unit".into(), step.to_string());
                report.revision = app.save(Save { draft, revision: report.revision })?.revision;
                report.saved = step;
            }
            (None, _) => {}
        }
        in_order(&app, &mut known).map_err(|error| format!("step {step}: {error}"))?;
    }
    let store = Store::open_to_read(folder.path())?;
    let mut versions = 0;
    for report in &known {
        versions += versions_in_order(&store, &report.id)?;
    }
    println!(
        "a clock that jumps: {steps} calls and {starts} starts, {} reports and {versions} versions in the order of what happened, the latest of {made} backups always there and whole",
        known.len()
    );
    Ok(())
}

/// The list must be in the order of the last saves, latest first, and hold what is known.
fn in_order(app: &App, known: &mut [Known]) -> Outcome {
    known.sort_by_key(|report| (report.deleted, std::cmp::Reverse(report.saved)));
    let listed: Vec<(String, bool)> =
        app.reports()?.into_iter().map(|report| (report.id, report.deleted.is_some())).collect();
    let expected: Vec<(String, bool)> = known.iter().map(|report| (report.id.clone(), report.deleted)).collect();
    if listed == expected { Ok(()) } else { Err(format!("{listed:?} instead of {expected:?}").into()) }
}

/// The backups must be in the order in which they were made, the latest first and whole. Answers its number.
fn backups_in_order(app: &mut App, folder: &Path, latest: Option<&str>) -> Outcome<i64> {
    let backups = app.backups(Nothing {})?.backups;
    let first = backups.first().map(|backup| backup.name.clone());
    if first.as_deref() != latest || !backups.is_sorted_by(|later, earlier| later.ordinal > earlier.ordinal) {
        return Err(format!("{latest:?} was the latest backup, now there are {backups:?}").into());
    }
    let Some(name) = first else { return Ok(0) };
    match app.read_archive(&folder.join("backups").join(&name), None)? {
        ArchiveRead::Content(_) => Ok(backups.first().map_or(0, |backup| backup.ordinal)),
        other => Err(format!("{name} is no backup: {other:?}").into()),
    }
}

/// The versions of a report must be in the order of the saves that they hold.
fn versions_in_order(store: &Store, report: &str) -> Outcome<usize> {
    let versions = store.versions(report)?;
    let mut saves = vec![u64::MAX];
    for version in &versions {
        let draft: serde_json::Value = serde_json::from_str(&store.version(report, version.number)?)?;
        saves.push(draft["fields"]["unit"].as_str().and_then(|unit| unit.parse().ok()).unwrap_or(0));
    }
    if saves.is_sorted_by(|later, earlier| later > earlier) {
        Ok(versions.len())
    } else {
        Err(format!("versions of {report} are out of order: {saves:?}").into())
    }
}
