//! The index is a cache: whatever happens to it, search finds what is there, and nothing that is not.

use std::path::Path;

use shuzhi::app::App;
use shuzhi::store::{FILE, SEARCH_FILE, Store};

use super::{add, draft, hits, present, save};
use crate::cli::{run, stdout};
use crate::support::{self, Result, app};

fn filled(folder: &Path) -> Result<App> {
    let mut store = Store::open(folder)?;
    for n in 0..30 {
        add(&mut store, &draft(&format!("{n}"), 2000 + n, &format!("共同的字第{n}号"))?)?;
    }
    drop(store);
    app(folder)
}

#[test]
fn what_is_saved_is_found_at_once() -> Result {
    let folder = tempfile::tempdir()?;
    drop(filled(folder.path())?);
    let mut reader = App::open_to_read(support::env(folder.path()))?;
    let mut store = Store::open(folder.path())?;
    assert_eq!(hits(&mut reader, "第7号")?, [present("7")]);
    save(&mut store, &draft("7", 2007, "改成别的")?)?;
    assert_eq!(hits(&mut reader, "改成别的")?, [present("7")]);
    let version = store.versions("7")?[0].number;
    assert_eq!(hits(&mut reader, "第7号")?, [("7".into(), Some(version))]);
    store.drop_versions("7", &[version])?;
    assert_eq!(hits(&mut reader, "第7号")?, []);
    // Another year is another place in the order.
    save(&mut store, &draft("7", 2050, "共同的字")?)?;
    assert_eq!(hits(&mut reader, "共同的字")?.first(), Some(&present("7")));
    Ok(())
}

#[test]
fn a_damaged_index_is_made_anew() -> Result {
    let folder = tempfile::tempdir()?;
    let index = folder.path().join(SEARCH_FILE);
    let mut first = filled(folder.path())?;
    assert_eq!(hits(&mut first, "共同的字")?.len(), 30);
    drop(first);
    let whole = std::fs::read(&index)?;
    assert!(whole.len() > 40_000, "{} bytes", whole.len());
    let spoilt: [fn(&mut Vec<u8>); 6] = [
        |bytes| bytes.clear(),
        |bytes| bytes.truncate(5000),
        |bytes| bytes.fill(0x55),
        |bytes| bytes[..100].fill(0),
        |bytes| bytes[4096..].fill(0),
        // The format's number.
        |bytes| bytes[60..64].fill(9),
    ];
    for (n, spoil) in spoilt.iter().enumerate() {
        let mut bytes = whole.clone();
        spoil(&mut bytes);
        for suffix in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(folder.path().join(format!("{SEARCH_FILE}{suffix}")));
        }
        support::plant(&index, &bytes)?;
        let mut app = app(folder.path())?;
        assert_eq!(hits(&mut app, "共同的字")?.len(), 30, "{n}");
        assert_eq!(hits(&mut app, "第29号")?, [present("29")], "{n}");
        drop(app);
        // It is whole again, not only done without.
        let db = rusqlite::Connection::open(&index)?;
        let indexed: i64 = db.query_row("SELECT count(*) FROM present", [], |row| row.get(0))?;
        assert_eq!(indexed, 30, "{n}");
    }
    Ok(())
}

#[test]
fn flipped_bytes_of_the_index_stop_no_search() -> Result {
    let folder = tempfile::tempdir()?;
    let index = folder.path().join(SEARCH_FILE);
    let mut first = filled(folder.path())?;
    hits(&mut first, "共同的字")?;
    drop(first);
    let whole = std::fs::read(&index)?;
    let known: Vec<String> = (0..30).map(|n| n.to_string()).collect();
    for n in 0..30 {
        let mut bytes = whole.clone();
        let at = n * 40_009 % bytes.len();
        bytes[at..(at + 16).min(whole.len())].fill(0xA5);
        support::plant(&index, &bytes)?;
        let mut app = App::open_to_read(support::env(folder.path()))?;
        for words in ["共同的字", "第29号", "没有的"] {
            let found = hits(&mut app, words).map_err(|error| format!("byte {at}: {error}"))?;
            assert!(found.iter().all(|(id, version)| known.contains(id) && version.is_none()), "byte {at}: {found:?}");
        }
    }
    Ok(())
}

#[test]
fn an_index_that_is_held_or_cannot_be_made_is_done_without() -> Result {
    let folder = tempfile::tempdir()?;
    let mut first = filled(folder.path())?;
    hits(&mut first, "共同的字")?;
    drop(first);
    let mut held = rusqlite::Connection::open(folder.path().join(SEARCH_FILE))?;
    let hold = held.transaction_with_behavior(rusqlite::TransactionBehavior::Exclusive)?;
    let mut store = Store::open(folder.path())?;
    save(&mut store, &draft("7", 2050, "后来的字")?)?;
    add(&mut store, &draft("new", 2010, "共同的字")?)?;
    let version = store.versions("7")?[0].number;
    drop(store);
    let mut app = app(folder.path())?;
    assert_eq!(hits(&mut app, "后来的字")?, [present("7")]);
    assert_eq!(hits(&mut app, "第7号")?, [("7".into(), Some(version))]);
    let found = hits(&mut app, "共同的字")?;
    assert_eq!((found.len(), &found[19], &found[20]), (31, &present("new"), &present("10")));
    drop(hold);
    assert_eq!(hits(&mut app, "共同的字")?, found);
    Ok(())
}

#[test]
fn the_command_line_searches_beside_a_window() -> Result {
    let folder = tempfile::tempdir()?;
    let path = folder.path();
    assert_eq!(stdout(path, &["store", "search", "党建", "--data", "elsewhere"], b"")?, b"");
    assert!(!path.join("elsewhere").exists(), "searching makes nothing");
    std::fs::create_dir(path.join("empty"))?;
    assert_eq!(stdout(path, &["store", "search", "党建", "--json", "--data", "empty"], b"")?, b"[]\n");
    assert_eq!(std::fs::read_dir(path.join("empty"))?.count(), 0, "searching makes nothing");

    let _window = filled(path)?;
    let found = stdout(path, &["store", "search", "第29号", "共同", "--json"], b"")?;
    let found: serde_json::Value = serde_json::from_slice(&found)?;
    assert_eq!(found.as_array().map(Vec::len), Some(1));
    let one = &found[0];
    assert_eq!((&one["id"], &one["year"], &one["version"]), (&"29".into(), &2029.into(), &serde_json::Value::Null));
    assert_eq!((&one["before"], &one["found"], &one["after"]), (&"共同的字".into(), &"第29号".into(), &"".into()));
    assert!(one["title"].is_string() && one["unit"].is_string());
    let lines = String::from_utf8(stdout(path, &["store", "search", "共同的字"], b"")?)?;
    assert_eq!(lines.lines().count(), 30);
    assert!(lines.starts_with("29\t2029\t"), "{lines}");
    assert_eq!(stdout(path, &["store", "search", "没有的字"], b"")?, b"", "nothing found is no failure");
    assert_eq!(run(path, &["store", "search"], b"")?.status.code(), Some(2));
    assert!(path.join(FILE).exists());
    Ok(())
}
