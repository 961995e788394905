//! What becomes of reports that are deleted, searched for, damaged or killed, through the window.

use std::fs;
use std::io::{Cursor, Read as _};
use std::path::Path;

use rusqlite::Connection;
use serde_json::json;
use zip::ZipArchive;

use crate::harness::{Desk, Outcome, Window, key, until};
use crate::steps::{begin, begin_sample, fill_basics, go, reopen, saved};

/// Words that stand nowhere else.
const SECRET: &str = "鹮麓渡槽";

#[test]
fn a_deleted_report_comes_back_and_an_erased_one_leaves_no_trace() -> Outcome {
    let desk = Desk::new()?;
    let window = desk.open()?;
    begin(&window)?;
    fill_basics(&window)?;
    go(&window, "section-opening")?;
    window.type_into("part-lead", SECRET)?;
    saved(&window)?;
    window.press(&[key::CONTROL, "s"])?.wait("naming")?.press(&[key::CONTROL, "s"])?.wait_focus("version-name")?;
    window.type_text(SECRET)?.press(&[key::ENTER])?.wait("toast")?;
    window.click("to-home")?.wait("reports")?;
    // The index for searching and a backup hold the words too.
    window.type_into("filter", SECRET)?.wait_count("hit", 1)?;
    window.retype("filter", "青禾")?.wait_count("report-open", 1)?;
    window.click("to-backups")?.click("backup-now")?.wait_text("backup-last", "1 份报告")?;
    window.click("to-home")?;

    remove(&window)?;
    window.click("deleted-toggle")?.wait_text("days-left", "还留 90 天")?;
    window.click("report-restore")?.wait_count("report-open", 1)?.wait_count("deleted", 0)?;
    reopen(&window)?;
    go(&window, "section-opening")?;
    assert_eq!(window.values("part-lead")?, [SECRET]);
    window.click("to-home")?.wait("reports")?;
    let before = holding(&desk.data(), SECRET)?;
    for kind in ["shuzhi.sqlite3", "search.sqlite3", ".bak"] {
        assert!(before.iter().any(|name| name.contains(kind)), "the words are in {kind} before: {before:?}");
    }

    remove(&window)?;
    if window.count("days-left")? == 0 {
        window.click("deleted-toggle")?;
    }
    window.click("report-erase")?.click("erase-yes")?.wait("erase-done")?.click("erase-done")?;
    window.wait_count("deleted", 0)?.wait_count("report-open", 0)?.wait("first")?;
    assert_eq!(holding(&desk.data(), SECRET)?, Vec::<String>::new());
    window.kill()?;
    assert_eq!(holding(&desk.data(), SECRET)?, Vec::<String>::new(), "after the end of the program");
    // Versions are packed, so that their words are not seen in the file.
    let data = Connection::open(desk.data().join("shuzhi.sqlite3"))?;
    let left: u32 =
        data.query_row("SELECT (SELECT count(*) FROM version) + (SELECT count(*) FROM report)", [], |row| row.get(0))?;
    assert_eq!(left, 0, "reports and versions");
    Ok(())
}

#[test]
fn two_characters_lead_to_the_field_where_they_stand_in_the_report_of_last_year() -> Outcome {
    let desk = Desk::new()?;
    let window = desk.open()?;
    begin(&window)?;
    window.retype("field-year", "2025")?;
    go(&window, "section-closing")?;
    window.type_into("part-lead", "感谢大家来到鹮麓，请批评。")?;
    saved(&window)?;
    window.click("to-home")?.wait("reports")?;
    begin(&window)?;
    saved(&window)?;
    window.click("to-home")?.wait_count("report-open", 2)?;
    window.type_into("filter", "鹮麓")?.wait_count("hit", 1)?.wait_text("hit", "2025")?;
    window.click("hit")?.wait("compose")?.wait_focus("part-lead")?;
    let selected =
        "const field = document.activeElement; return field.value.slice(field.selectionStart, field.selectionEnd)";
    until("the words to be selected", || Ok((window.script(selected, json!([]))? == "鹮麓").then_some(())))
}

#[test]
fn a_damaged_report_is_whole_again_after_three_clicks() -> Outcome {
    let desk = Desk::new()?;
    let window = desk.open()?;
    begin_sample(&window)?;
    go(&window, "section-closing")?;
    window.type_into("part-lead", SECRET)?;
    saved(&window)?;
    window.press(&[key::CONTROL, "s"])?.wait("naming")?.press(&[key::CONTROL, "s"])?.wait_focus("version-name")?;
    window.type_text("写完")?.press(&[key::ENTER])?.wait("toast")?;
    window.click("to-home")?.wait("reports")?;
    window.kill()?;
    flip_draft(&desk.data().join("shuzhi.sqlite3"))?;

    let window = desk.open()?;
    window.wait_text("damage-banner", "有 1 份报告已损坏")?.wait_text("damage-banner", "都能找回")?;
    window.click("damage-show")?.wait_count("damaged", 1)?;
    window.click("mend")?.wait_text("mended", "已找回 1 份")?;
    window.click("damage-home")?.wait_count("damage-banner", 0)?;
    reopen(&window)?;
    go(&window, "section-closing")?;
    assert!(window.values("part-lead")?.iter().any(|text| text.ends_with(SECRET)), "what was named is back");
    Ok(())
}

#[test]
fn reports_are_rescued_from_a_file_with_a_broken_header() -> Outcome {
    let desk = Desk::new()?;
    let window = desk.open()?;
    begin_sample(&window)?;
    go(&window, "section-closing")?;
    window.type_into("part-lead", SECRET)?;
    saved(&window)?;
    window.click("to-home")?.wait("reports")?;
    begin(&window)?;
    saved(&window)?;
    window.kill()?;
    let file = desk.data().join("shuzhi.sqlite3");
    // So that the reports are in the file itself.
    Connection::open(&file)?.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    let mut bytes = fs::read(&file)?;
    bytes.get_mut(..100).ok_or("a file without a header")?.fill(0);
    fs::write(&file, &bytes)?;

    let window = desk.open()?;
    window.wait("failed")?.click("rescue")?.wait_text("rescued", "2 份报告是完好的")?.wait_count("rescued-lost", 0)?;
    let kept = fs::read_dir(desk.data().join("damaged"))?.flatten().map(|file| file.path()).collect::<Vec<_>>();
    let same = kept.iter().any(|path| holds_file(path, &bytes));
    assert!(same, "the broken file is kept as it was: {kept:?}");
    window.click("rescue-go-on")?.wait_count("report-open", 2)?;
    window.type_into("filter", SECRET)?.wait_count("hit", 1)?.click("hit")?.wait_focus("part-lead")?;
    assert!(window.values("part-lead")?.iter().any(|text| text.ends_with(SECRET)));
    Ok(())
}

/// Deletes the only report of the list.
fn remove(window: &Window) -> Outcome {
    window.click("report-menu")?.click("report-remove")?.wait("deleted")?.wait_count("report-open", 0)?;
    Ok(())
}

/// The names of the files below `folder` that hold `words` in UTF-8 or UTF-16, also in the database packed in a backup.
fn holding(folder: &Path, words: &str) -> Outcome<Vec<String>> {
    let utf16: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let holds = |bytes: &[u8]| {
        [words.as_bytes(), &utf16].iter().any(|wanted| bytes.windows(wanted.len()).any(|part| part == *wanted))
    };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder)?.flatten() {
        let path = entry.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            found.extend(holding(&path, words)?);
            continue;
        }
        let mut bytes = fs::read(&path)?;
        if name.ends_with(".bak") {
            let mut packed = ZipArchive::new(Cursor::new(&bytes))?;
            let mut database = Vec::new();
            packed.by_name("shuzhi.sqlite3")?.read_to_end(&mut database)?;
            bytes.extend(database);
        }
        if holds(&bytes) {
            found.push(name);
        }
    }
    Ok(found)
}

/// Flips bytes in the middle of the only draft, in the file itself, as a bad sector does.
fn flip_draft(file: &Path) -> Outcome {
    Connection::open(file)?.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    let mut bytes = fs::read(file)?;
    let at = bytes.windows(SECRET.len()).position(|part| part == SECRET.as_bytes()).ok_or("the draft is not there")?;
    for byte in bytes.iter_mut().skip(at).take(3) {
        *byte ^= 1;
    }
    Ok(fs::write(file, bytes)?)
}

/// Whether `path` is a file, or a folder with one, of these bytes.
fn holds_file(path: &Path, bytes: &[u8]) -> bool {
    if path.is_dir() {
        return fs::read_dir(path).is_ok_and(|files| files.flatten().any(|file| holds_file(&file.path(), bytes)));
    }
    fs::read(path).is_ok_and(|held| held == bytes)
}
