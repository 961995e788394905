//! When saving fails: the window says so until it has succeeded, and loses nothing.

use std::fs;

use rusqlite::Connection;
use shuzhi::app::{App, Env, ReportId, Save};

use crate::harness::{Desk, Outcome, Window};
use crate::steps::{begin, reopen, saved, state};

#[test]
fn a_failed_save_shows_the_bar_until_it_has_succeeded() -> Outcome {
    let desk = Desk::new()?;
    let window = desk.open()?;
    begin(&window)?;
    // Another program (a backup, a virus scanner) holds the database longer than the store waits for it.
    let other = Connection::open(desk.data().join("shuzhi.sqlite3"))?;
    other.execute_batch("BEGIN IMMEDIATE")?;
    window.type_into("field-unit", "青禾县水利局")?;
    state(&window, "failed")?;
    window.wait("save-bar")?.wait_text("save-state", "没有保存成功")?;
    assert_eq!(window.values("field-unit")?, ["青禾县水利局"], "what was typed stays in the form");
    window.click("save-elsewhere")?.wait_text("toast", "已另存为")?;
    let written = fs::read_to_string(desk.exported().with_extension("json"))?;
    assert!(written.contains("青禾县水利局"), "the file holds what was typed: {written}");
    window.click("save-retry")?.wait("save-bar")?;

    // Nobody presses anything: the window tries again by itself.
    other.execute_batch("COMMIT")?;
    saved(&window)?;
    window.wait_count("save-bar", 0)?;
    window.kill()?;
    let window = desk.open()?;
    reopen(&window)?;
    assert_eq!(window.values("field-unit")?, ["青禾县水利局"]);
    Ok(())
}

#[test]
fn a_report_that_was_saved_elsewhere_is_not_overwritten() -> Outcome {
    let desk = Desk::new()?;
    let window = desk.open()?;
    conflict(&desk, &window)?;
    window.click("save-reopen")?.wait_count("save-bar", 0)?;
    assert_eq!(window.values("field-unit")?, ["青禾县水利局"]);
    assert_eq!(window.values("field-reporter")?, ["陈望舒"]);
    assert_eq!(kept(&desk)?, 1, "what was typed here is a version");
    window.type_into("field-post", "局长")?;
    saved(&window)
}

#[test]
fn a_draft_can_be_put_over_the_one_that_was_saved_elsewhere() -> Outcome {
    let desk = Desk::new()?;
    let window = desk.open()?;
    conflict(&desk, &window)?;
    window.click("save-overrule")?.wait_count("save-bar", 0)?;
    saved(&window)?;
    assert_eq!(kept(&desk)?, 2, "what was refused is a version, and so is the other draft");
    window.kill()?;
    let window = desk.open()?;
    reopen(&window)?;
    assert_eq!(window.values("field-reporter")?, ["林知远"]);
    Ok(())
}

/// Types into a report that another program has saved in the meantime.
fn conflict(desk: &Desk, window: &Window) -> Outcome {
    begin(window)?;
    window.type_into("field-unit", "青禾县水利局")?;
    saved(window)?;
    // A program that knows nothing of the lock, such as one on another computer with the folder on a network disk.
    fs::remove_file(desk.data().join("shuzhi.lock"))?;
    let mut other = App::open(Env::real(desk.data()))?;
    let id = other.reports()?.first().ok_or("no report")?.id.clone();
    let report = other.open_report(ReportId { id })?;
    let (mut draft, revision) = (report.draft, report.revision);
    draft.fields.insert("reporter".into(), "陈望舒".into());
    other.save(Save { draft, revision })?;
    drop(other);
    window.type_into("field-reporter", "林知远")?;
    state(window, "failed")?;
    window.wait_text("save-bar", "重新打开另一稿")?;
    Ok(())
}

/// How many versions were kept because of a conflict.
fn kept(desk: &Desk) -> Outcome<u32> {
    let data = Connection::open(desk.data().join("shuzhi.sqlite3"))?;
    Ok(data.query_row("SELECT count(*) FROM version WHERE cause = 'conflict'", [], |row| row.get(0))?)
}
