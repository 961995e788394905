//! Killed while exporting: the file is the old one or the new one, never a part.

use std::fs;
use std::time::Duration;

use shuzhi::app::{App, Create};

use super::child::{acknowledge, folder, work_and_kill};
use super::{Outcome, env, moments};

#[test]
fn a_kill_leaves_the_old_file_or_the_new_one() -> Outcome {
    kill(12, Duration::from_millis(600))
}

#[test]
#[ignore = "runs for minutes; make torture"]
fn each_of_300_kills_leaves_the_old_file_or_the_new_one() -> Outcome {
    kill(300, Duration::from_millis(100))
}

fn kill(rounds: u64, longest: Duration) -> Outcome {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("report.docx");
    {
        let mut app = App::open(env(&folder.path().join("data")))?;
        let report = app.create(Create { template: "general".into(), year: 2026, sample: true })?;
        app.export_docx(&report.draft.id, &file, true)?;
    }
    let mut exports = 0;
    for time in moments(rounds, longest) {
        exports += work_and_kill("export::worker", folder.path(), time)?.unwrap_or(0);
        let mut archive = zip::ZipArchive::new(fs::File::open(&file)?)?;
        for index in 0..archive.len() {
            // Reading to the end checks the sum.
            std::io::copy(&mut archive.by_index(index)?, &mut std::io::sink())?;
        }
    }
    println!("{rounds} kills among {exports} exports: the file was whole each time");
    Ok(())
}

#[test]
#[ignore = "a child of the test above"]
fn worker() -> Outcome {
    let Some(folder) = folder() else { return Ok(()) };
    let mut app = App::open(env(&folder.join("data")))?;
    let id = app.reports()?.first().ok_or("no report")?.id.clone();
    for number in 1.. {
        app.export_docx(&id, &folder.join("report.docx"), true)?;
        acknowledge(number)?;
    }
    Ok(())
}
