//! Killed while exporting, and a disk that is full: the file is the old one or the new one, never a part.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;
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

#[test]
#[ignore = "needs a file system of its own; make torture"]
fn a_full_disk_is_told_and_leaves_the_old_file_whole() -> Outcome {
    let folder = tempfile::tempdir()?;
    let disk = folder.path().join("disk");
    fs::create_dir(&disk)?;
    let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"]).arg(&disk).status();
    if !mounted.is_ok_and(|status| status.success()) {
        println!("skipped: only root can mount a small disk");
        return Ok(());
    }
    let result = fill(&disk, &folder.path().join("data"));
    Command::new("umount").arg(&disk).status()?;
    result
}

fn fill(disk: &Path, data: &Path) -> Outcome {
    let id = begin(data)?;
    let mut app = App::open(Env::real(data.into()))?;
    let file = disk.join("report.docx");
    app.export_docx(&id, &file, true)?;
    let before = fs::read(&file)?;
    // What is left of the disk, but for less than a file.
    fs::File::create(disk.join("other"))?.write_all(&vec![0; 44 * 1024]).ok();
    let error = app.export_docx(&id, &file, true).err().ok_or("a full disk was not noticed")?;
    assert!(!error.message().is_empty() && !error.hint().is_empty());
    assert_eq!(fs::read(&file)?, before, "the old file was touched");
    let names: Vec<_> = fs::read_dir(disk)?.flatten().map(|entry| entry.file_name()).collect();
    assert_eq!(names.len(), 2, "something was left behind: {names:?}");
    println!("a full disk: “{}” {}", error.message(), error.hint());
    Ok(())
}

/// Stores a sample report and answers its id.
fn begin(data: &Path) -> Outcome<String> {
    let mut app = App::open(Env::real(data.into()))?;
    Ok(app.create(Create { template: "general".into(), year: 2026, sample: true })?.draft.id)
}
