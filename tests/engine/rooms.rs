//! Which room may know which: the rules of ARCHITECTURE.md, kept by reading the sources.

mod rules;

use std::path::Path;

use self::rules::RULES;
use crate::support::{Result, root};

/// What breaks a rule in the file `path` (below `src/`) with this `source`, one line each.
fn broken(path: &str, source: &str) -> Vec<String> {
    let is_in = |rooms: &[&str]| rooms.iter().any(|room| path.starts_with(room));
    let mut broken = Vec::new();
    for rule in RULES.iter().filter(|rule| !is_in(rule.except) && (rule.within.is_empty() || is_in(rule.within))) {
        for (n, mut code) in code(source) {
            for allowed in rule.allowed {
                code = code.replace(allowed, "");
            }
            if let Some(word) = rule.words.iter().find(|word| code.contains(*word)) {
                broken.push(format!("src/{path}:{n}: {word}: {}", rule.says));
            }
        }
    }
    broken
}

/// The lines of `source` that are code, with their numbers; of `use crate::{a, b::{c, d}}`, which may go over several lines,
/// `crate::a` and `crate::b::{c, d}`. Documentation may speak of any room.
fn code(source: &str) -> Vec<(usize, String)> {
    const GROUP: &str = "crate::{";
    let mut lines = Vec::new();
    let mut depth = 0_usize;
    for (n, line) in source.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
        let mut rest = line.to_owned();
        if depth == 0 {
            let Some((before, group)) = line.split_once(GROUP) else {
                lines.push((n + 1, line.to_owned()));
                continue;
            };
            lines.push((n + 1, before.to_owned()));
            rest = group.to_owned();
            depth = 1;
        }
        let mut name = String::new();
        for c in rest.trim_start().chars() {
            depth = match c {
                '{' => depth + 1,
                '}' => depth.saturating_sub(1),
                _ => depth,
            };
            if depth == 0 || (depth == 1 && c == ',') {
                lines.push((n + 1, format!("crate::{}", name.trim())));
                name.clear();
            } else {
                name.push(c);
            }
            if depth == 0 {
                break;
            }
        }
        if !name.is_empty() {
            lines.push((n + 1, format!("crate::{}", name.trim())));
        }
    }
    lines
}

/// All `.rs` files below `folder`, with their paths below `src`.
fn sources(src: &Path, folder: &Path, found: &mut Vec<(String, String)>) -> Result {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sources(src, &path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.strip_prefix(src)?.to_string_lossy().replace('\\', "/");
            found.push((name, std::fs::read_to_string(&path)?));
        }
    }
    Ok(())
}

/// The rooms that put the others together; what they must not know is said of all.
const FREE: [&str; 2] = ["app/", "cli/"];

/// Every file of the engine.
fn engine() -> Result<Vec<(String, String)>> {
    let src = root().join("src");
    let mut found = Vec::new();
    sources(&src, &src, &mut found)?;
    Ok(found)
}

#[test]
fn no_room_knows_what_it_must_not() -> Result {
    let found = engine()?;
    let broken: Vec<String> = found.iter().flat_map(|(path, source)| broken(path, source)).collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
    println!("{} files keep {} rules", found.len(), RULES.len());
    Ok(())
}

#[test]
fn every_rule_is_about_rooms_that_exist_and_every_room_has_one() -> Result {
    let found = engine()?;
    for rule in RULES {
        for room in rule.within.iter().chain(rule.except) {
            assert!(found.iter().any(|(path, _)| path.starts_with(room)), "{room} is gone: {}", rule.says);
        }
    }
    let rooms = found.iter().filter_map(|(path, _)| path.split_once('/')).map(|(room, _)| format!("{room}/"));
    for room in rooms.filter(|room| !FREE.contains(&room.as_str())) {
        assert!(RULES.iter().any(|rule| rule.within.contains(&room.as_str())), "{room} has no rule");
    }
    Ok(())
}

/// A fault for every rule, in their order.
const PLANTED: &[(&str, &str)] = &[
    ("app/home.rs", "use tauri::Window;"),
    ("app/home.rs", "use lexopt::Parser;"),
    ("profile/mod.rs", "let x = docx_rs::Run::new();"),
    ("import/draft.rs", "use quick_xml::Reader;"),
    ("ledger/sheet.rs", "use rust_xlsxwriter::Workbook;"),
    ("store/mod.rs", "let zip = zip::ZipWriter::new(file);"),
    ("app/home.rs", "use age::secrecy::SecretString;"),
    ("archive/write.rs", "use crate::store::Store;"),
    ("cli/store.rs", "let sql = \"SELECT 1\";"),
    ("store/report.rs", "use crate::app::view;"),
    ("model/read.rs", "use crate::template::validate;"),
    ("template/draft.rs", "use crate::compose;"),
    ("compose/part.rs", "use crate::profile::Profile;"),
    ("profile/mod.rs", "use crate::export::docx;"),
    ("ledger/rows.rs", "use crate::check::Finding;"),
    ("carry/plan.rs", "use crate::store::Store;"),
    ("check/required.rs", "use crate::store::Store;"),
    ("export/atomic.rs", "use crate::check::Finding;"),
    ("import/draft.rs", "use crate::store::Store;"),
    ("import/mod.rs", "use office_oxide::Document;"),
    ("revise/mod.rs", "use crate::profile::Profile;"),
    ("store/report.rs", "use crate::export::write_file;"),
    ("history/mod.rs", "use crate::store::Store;"),
    ("title/mod.rs", "use crate::profile::Profile;"),
    ("check/required.rs", "use icu_segmenter::WordSegmenter;"),
    ("compose/mod.rs", "let now = chrono::Utc::now();"),
    ("platform/office.rs", "use crate::export::write_file;"),
    ("faces.rs", "use crate::profile::Profile;"),
    ("store/lock.rs", "let child = Command::new(program);"),
    ("profile/mod.rs", "use ttf_parser::RawFace;"),
];

#[test]
fn a_planted_fault_is_found() {
    assert_eq!(PLANTED.len(), RULES.len(), "every rule has its fault");
    for ((path, line), rule) in PLANTED.iter().zip(RULES) {
        let found = broken(path, &format!("//! x\n{line}\n"));
        assert!(found.len() == 1 && found[0].ends_with(rule.says), "{path}: {line}: {found:?}");
    }
    for (path, line) in [
        ("profile/units.rs", "use quick_xml::Reader;"),
        ("app/export.rs", "let zip = zip::ZipWriter::new(file);"),
        ("app/reports.rs", "    use rusqlite::Connection;"),
        ("template/draft.rs", "let id = crate::platform::new_id();"),
        ("template/read.rs", "use crate::profile::profiles;"),
        ("export/pdf.rs", "let found = crate::platform::office::converters();"),
        ("check/mod.rs", "use crate::{Code, export, Result};"),
        ("check/mod.rs", "use crate::{model::{Draft, Item}, export::{docx, write_file}};"),
        ("check/mod.rs", "use crate::{\n    Code,\n    model::{\n        Draft,\n    },\n    export,\n};"),
    ] {
        assert_eq!(broken(path, &format!("//! x\n{line}\n")).len(), 1, "{path}: {line}");
    }
    for (path, line) in [
        ("export/docx/body.rs", "use docx_rs::Run;"),
        ("store/report.rs", "use rusqlite::Row;"),
        ("store/report.rs", "let sql = \"SELECT 1\";"),
        ("model/draft.rs", "use crate::template::Template;"),
        ("template/validate.rs", "let found = crate::profile::Profile::named(id);"),
        ("store/report.rs", "/// made by [`crate::app::summary`]"),
        ("check/mod.rs", "use crate::{Code, model::{Draft, export}};"),
    ] {
        assert_eq!(broken(path, line), [""; 0], "{path}: {line}");
    }
}
