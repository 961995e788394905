//! Golden files: what an export held when it was last looked at and found right, in `tests/golden/<case>/<part>`.
//!
//! `UPDATE_GOLDEN=1` writes them anew (look at the difference before you commit it); where `CI=true` that is refused. XML is
//! kept with a line break between two tags, which no text can hold, so that a difference shows as a line.
#![allow(
    clippy::disallowed_methods,
    reason = "blessing is asked for in the environment and writes files of the repository"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Compares every part of `docx` with the case's golden files.
pub(crate) fn docx(case: &str, docx: &[u8]) {
    let parts = crate::docx::sample::parts(docx);
    let texts = parts.into_iter().map(|(name, bytes)| (name, String::from_utf8(bytes).expect("UTF-8")));
    compare(case, texts.map(|(name, text)| (name, lines(&text))).collect());
}

fn lines(xml: &str) -> String {
    xml.replace("><", ">\n<") + "\n"
}

/// Compares texts, by name, with the case's golden files; one that is missing on either side is a difference.
pub(crate) fn compare(case: &str, found: BTreeMap<String, String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(case);
    if std::env::var_os("UPDATE_GOLDEN").is_some_and(|value| value == "1") {
        assert!(std::env::var_os("CI").is_none_or(|value| value != "true"), "golden files are never written in CI");
        bless(&folder, &found);
        return;
    }
    let differences = differences(&read(&folder), &found);
    assert!(
        differences.is_empty(),
        "{case}: not as in tests/golden; if this is meant, run with UPDATE_GOLDEN=1 and look at the difference\n{}",
        differences.join("\n")
    );
}

fn bless(folder: &Path, found: &BTreeMap<String, String>) {
    if folder.exists() {
        fs::remove_dir_all(folder).expect("the old golden files to go");
    }
    for (name, text) in found {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder for golden files");
        fs::write(path, text).expect("a golden file");
    }
}

/// All files below `folder`, by their path in it.
fn read(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders: Vec<PathBuf> = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let Ok(entries) = fs::read_dir(&next) else { continue };
        for path in entries.map(|entry| entry.expect("an entry").path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                let name =
                    path.strip_prefix(folder).expect("a path below the folder").to_string_lossy().replace('\\', "/");
                files.insert(name, fs::read_to_string(&path).expect("a golden file"));
            }
        }
    }
    files
}

/// The first line of each part that is not as wanted.
fn differences(wanted: &BTreeMap<String, String>, found: &BTreeMap<String, String>) -> Vec<String> {
    let names: std::collections::BTreeSet<&String> = wanted.keys().chain(found.keys()).collect();
    let differ = |name: &String| match (wanted.get(name), found.get(name)) {
        (Some(wanted), Some(found)) => first_difference(wanted, found).map(|difference| format!("{name}{difference}")),
        (None, _) => Some(format!("{name}: new")),
        (_, None) => Some(format!("{name}: gone")),
    };
    names.into_iter().filter_map(differ).collect()
}

fn first_difference(wanted: &str, found: &str) -> Option<String> {
    if wanted == found {
        return None;
    }
    let (mut old, mut new) = (wanted.lines(), found.lines());
    for number in 1.. {
        match (old.next(), new.next()) {
            (old, new) if old == new && old.is_some() => {}
            (old, new) => {
                let end = "(end)";
                return Some(format!(":{number}\n  wanted {}\n  found  {}", old.unwrap_or(end), new.unwrap_or(end)));
            }
        }
    }
    None
}

#[test]
fn a_difference_is_found_and_named() {
    let parts = |pairs: &[(&str, &str)]| pairs.iter().map(|(name, text)| ((*name).into(), (*text).into())).collect();
    let wanted: BTreeMap<String, String> = parts(&[("a.xml", "<a>\n<b>\n"), ("gone.xml", "")]);
    let found = parts(&[("a.xml", "<a>\n<c>\n"), ("new.xml", "")]);
    assert_eq!(differences(&wanted, &found), ["a.xml:2\n  wanted <b>\n  found  <c>", "gone.xml: gone", "new.xml: new"]);
    assert_eq!(differences(&wanted, &wanted), Vec::<String>::new());
}
