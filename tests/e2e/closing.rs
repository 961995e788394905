//! Closing: what was just typed is saved first, and a page that hangs does not keep the window open.

use std::fs;

use rusqlite::Connection;
use serde_json::json;

use crate::harness::{Desk, Outcome};
use crate::steps::{begin, reopen};

#[test]
fn closing_saves_what_was_just_typed() -> Outcome {
    let desk = Desk::new()?;
    let window = desk.open()?;
    begin(&window)?;
    window.type_into("field-unit", "青禾县水利局")?;
    desk.hands()?.close()?;
    window.ended(&desk)?;
    assert!(desk.data().join("window.json").exists(), "size and position are remembered");
    let alone = desk.file("alone.sqlite3");
    fs::copy(desk.data().join("shuzhi.sqlite3"), &alone)?;
    let unit: String = Connection::open(&alone)?.query_row("SELECT unit FROM report", [], |row| row.get(0))?;
    assert_eq!(unit, "青禾县水利局", "once the window is closed the file is whole without its log");

    let window = desk.open()?;
    reopen(&window)?;
    assert_eq!(window.values("field-unit")?, ["青禾县水利局"]);
    Ok(())
}

#[test]
fn a_page_that_hangs_does_not_keep_the_window_open() -> Outcome {
    let desk = Desk::new()?;
    let window = desk.open()?;
    window.wait("first")?.script("setTimeout(() => { for (;;); }, 200)", json!([]))?;
    std::thread::sleep(std::time::Duration::from_millis(500));
    desk.hands()?.close()?;
    window.ended(&desk)
}
