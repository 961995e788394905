//! Killed while saving: nothing that was acknowledged is lost, and nothing is half there.

use std::io::Write;
use std::path::Path;
use std::time::Duration;

use shuzhi::app::{App, Create, Env, Nothing, OpenReport, ReportId, Save};

use super::child::{folder, work_and_kill};
use super::{Outcome, moments};

const ROUNDS: u64 = 300;

#[test]
#[ignore = "runs for minutes; make torture"]
fn no_acknowledged_save_is_lost_to_a_kill() -> Outcome {
    let folder = tempfile::tempdir()?;
    let report = {
        let mut app = App::open(Env::real(folder.path().into()))?;
        app.create(Create { template: "general".into(), year: 2026, sample: true })?.draft.id
    };
    let (mut saves, mut before) = (0, 0);
    for time in moments(ROUNDS, Duration::from_millis(100)) {
        let acknowledged = work_and_kill("save::worker", folder.path(), time)?;
        let stored = number(&open(folder.path(), &report)?)?;
        // The one save under way may or may not have been committed.
        assert!(stored == acknowledged || stored == acknowledged + 1, "acknowledged {acknowledged}, stored {stored}");
        saves += stored - before;
        before = stored;
    }
    println!("{ROUNDS} kills among {saves} saves: every acknowledged save was there, whole");
    Ok(())
}

#[test]
#[ignore = "a child of the test above"]
fn worker() -> Outcome {
    let Some(folder) = folder() else { return Ok(()) };
    let mut app = App::open(Env::real(folder))?;
    let id = app.home(Nothing {})?.reports.first().ok_or("no report")?.id.clone();
    let OpenReport { mut draft, mut revision, .. } = app.open_report(ReportId { id })?;
    let mut number = draft.fields.get("unit").and_then(|unit| unit.parse().ok()).unwrap_or(0_u64);
    let mut output = std::io::stdout();
    writeln!(output, "\n{number}")?;
    loop {
        number += 1;
        draft.fields.insert("unit".into(), number.to_string());
        // The same number at the other end of the report, so that half of one would show.
        draft.parts.last_mut().ok_or("no parts")?.lead = number.to_string();
        revision = app.save(Save { draft: draft.clone(), revision })?.revision;
        writeln!(output, "{number}")?;
        output.flush()?;
    }
}

/// Opens the report as the next start of the program does.
fn open(folder: &Path, id: &str) -> Outcome<OpenReport> {
    let mut app = App::open(Env::real(folder.into()))?;
    Ok(app.open_report(ReportId { id: id.into() })?)
}

fn number(report: &OpenReport) -> Outcome<u64> {
    let unit = report.draft.fields.get("unit").ok_or("no unit")?;
    let Ok(number) = unit.parse() else { return Ok(0) };
    assert_eq!(&report.draft.parts.last().ok_or("no parts")?.lead, unit, "half of a save was stored");
    Ok(number)
}
