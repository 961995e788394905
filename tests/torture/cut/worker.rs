//! The programs that are recorded: they make a data folder or bring an old one up to date, write a report, save it again and
//! again with what is typed growing and shrinking, keep versions, close and start anew.
//!
//! The report says in its first and its last field which save it is. State 0 is a data folder, state 1 a report as begun.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use shuzhi::app::{App, Create, Env, Nothing, OpenReport, ReportId, Save};

use crate::child::folder;
use crate::random::Random;
use crate::{Outcome, env};

/// The data folder below the recorded one: that it is made belongs to the recording.
pub(super) const DATA: &str = "data";

#[test]
#[ignore = "a child of the tests of the power cut"]
fn short_sittings() -> Outcome {
    sittings(&[3, 4, 3])
}

#[test]
#[ignore = "a child of the tests of the power cut"]
fn long_sittings() -> Outcome {
    // The longest one fills the log, so that what is in it goes into the file amidst saves.
    sittings(&[1, 12, 30, 8, 120, 25, 10])
}

fn sittings(saves: &[u64]) -> Outcome {
    let Some(folder) = folder() else { return Ok(()) };
    let mut random = Random::new(1);
    let mut number = 1;
    for saves in saves {
        let mut app = App::open(working(&folder.join(DATA)))?;
        let report = match app.home(Nothing {})?.reports.first() {
            Some(report) => app.open_report(ReportId { id: report.id.clone() })?,
            None => {
                acknowledge(0)?;
                let report = app.create(Create { template: "general".into(), year: 2026, sample: true })?;
                acknowledge(1)?;
                report
            }
        };
        let OpenReport { mut draft, mut revision, .. } = report;
        for _ in 0..*saves {
            number += 1;
            draft.fields.insert("unit".into(), number.to_string());
            let last = draft.parts.last_mut().ok_or("no parts")?;
            last.lead = number.to_string();
            last.tail = "加强理论武装，".repeat(random.below(1500));
            let save = serde_json::to_value(Save { draft: draft.clone(), revision })?;
            revision = app.call("save", save)?["revision"].as_i64().ok_or("no revision")?;
            acknowledge(number)?;
        }
    }
    Ok(())
}

/// A program in which six minutes pass between any two looks at the clock, so that versions are kept.
fn working(folder: &Path) -> Env {
    let minutes = Arc::new(AtomicU64::new(0));
    let elapsed = move || Duration::from_secs(60 * minutes.fetch_add(6, Ordering::Relaxed));
    Env { elapsed: Box::new(elapsed), ..env(folder) }
}

/// Says that a state is stored, in one write, so that it has its place among the writes to the disk.
fn acknowledge(number: u64) -> Outcome {
    let mut output = std::io::stdout();
    output.write_all(format!("\n@{number}\n").as_bytes())?;
    Ok(output.flush()?)
}

/// Which save a report says it is; both ends must say the same.
pub(super) fn number(report: &OpenReport) -> Outcome<u64> {
    let unit = report.draft.fields.get("unit").ok_or("no unit")?;
    let Ok(number) = unit.parse() else { return Ok(1) };
    if &report.draft.parts.last().ok_or("no parts")?.lead != unit {
        return Err("half of a save is stored".into());
    }
    Ok(number)
}
