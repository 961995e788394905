//! Backups and 换机 through the window: the files that it writes are whole, and what it reads comes back.

use std::fs;

use crate::harness::{Desk, Outcome, until};
use crate::steps::{begin_sample, saved};

#[test]
fn a_backup_a_second_folder_and_a_file_for_another_computer() -> Outcome {
    let desk = Desk::new()?;
    let window = desk.open()?;
    begin_sample(&window)?;
    window.type_into("field-reporter", "林知远")?;
    saved(&window)?;
    window.click("to-home")?.click("to-backups")?.click("backup-now")?.wait_text("backup-last", "1 份报告")?;
    let backups: Vec<_> = fs::read_dir(desk.data().join("backups"))?.flatten().map(|file| file.path()).collect();
    let [backup] = &backups[..] else { return Err(format!("not one backup: {backups:?}").into()) };
    shuzhi::archive::check(backup).map_err(|refusal| refusal.told(backup))?;

    let stick = desk.exported().with_extension("folder");
    fs::create_dir(&stick)?;
    window.click("second-pick")?.wait_text("second-state", "上次存到这里")?;
    let copy = fs::read_dir(&stick)?.flatten().next().ok_or("no copy in the second folder")?.path();
    assert_eq!(fs::read(&copy)?, fs::read(backup)?);

    window.click("archive-write")?.click("archive-go")?;
    let file = desk.exported().with_extension("shuzhi");
    until("the file to be written", || Ok(file.is_file().then_some(())))?;
    shuzhi::archive::check(&file).map_err(|refusal| refusal.told(&file))?;
    // On another computer.
    let other = Desk::new()?;
    fs::copy(&file, other.exported().with_extension("shuzhi"))?;
    let window = other.open()?;
    window.click("to-backups")?.click("archive-read")?.wait("archive")?.wait_count("archived", 1)?;
    window.click("merge")?.wait("merged")?.click("merged-home")?.wait_count("report-open", 1)?;
    Ok(())
}
