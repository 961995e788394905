//! Killed while exporting: the file is the old one or the new one, never a part.

use std::fs;
use std::path::Path;
use std::time::Duration;

use shuzhi::app::{App, Create, Env, Nothing};

use super::child::{acknowledge, folder, work_and_kill};
use super::{Outcome, moments};

const ROUNDS: u64 = 300;

#[test]
#[ignore = "runs for minutes; make torture"]
fn a_kill_leaves_the_old_file_or_the_new_one() -> Outcome {
    let folder = tempfile::tempdir()?;
    begin(&folder.path().join("data"))?;
    let file = folder.path().join("report.docx");
    let mut exports = 0;
    for time in moments(ROUNDS, Duration::from_millis(100)) {
        exports += work_and_kill("export::worker", folder.path(), time)?.unwrap_or(0);
        let mut archive = zip::ZipArchive::new(fs::File::open(&file)?)?;
        for index in 0..archive.len() {
            // Reading to the end checks the sum.
            std::io::copy(&mut archive.by_index(index)?, &mut std::io::sink())?;
        }
    }
    println!("{ROUNDS} kills among {exports} exports: the file was whole each time");
    Ok(())
}

#[test]
#[ignore = "a child of the test above"]
fn worker() -> Outcome {
    let Some(folder) = folder() else { return Ok(()) };
    let mut app = App::open(Env::real(folder.join("data")))?;
    let id = app.home(Nothing {})?.reports.first().ok_or("no report")?.id.clone();
    for number in 1.. {
        app.export_docx(&id, &folder.join("report.docx"), true)?;
        acknowledge(number)?;
    }
    Ok(())
}

/// Stores a sample report and answers its id.
fn begin(data: &Path) -> Outcome<String> {
    let mut app = App::open(Env::real(data.into()))?;
    Ok(app.create(Create { template: "general".into(), year: 2026, sample: true })?.draft.id)
}
