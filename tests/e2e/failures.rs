//! When saving fails: the window says so until it has succeeded, and loses nothing.

use rusqlite::Connection;

use crate::harness::{Desk, Outcome};
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

    other.execute_batch("COMMIT")?;
    window.click("save-retry")?;
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
    begin(&window)?;
    window.type_into("field-unit", "青禾县水利局")?;
    saved(&window)?;
    let other = Connection::open(desk.data().join("shuzhi.sqlite3"))?;
    let revision = || other.query_row("SELECT revision FROM report", [], |row| row.get::<_, i64>(0));
    other.execute("UPDATE report SET revision = revision + 1", [])?;
    let elsewhere = revision()?;
    window.type_into("field-reporter", "林知远")?;
    state(&window, "failed")?;
    window.wait_text("save-bar", "重新打开")?;
    assert_eq!(revision()?, elsewhere, "nothing was written over it");

    window.click("save-reopen")?.wait_count("save-bar", 0)?;
    assert_eq!(window.values("field-unit")?, ["青禾县水利局"]);
    assert_eq!(window.values("field-reporter")?, [""]);
    window.type_into("field-reporter", "林知远")?;
    saved(&window)?;
    assert!(revision()? > elsewhere);
    Ok(())
}
