//! A database that cannot be opened gives back what is whole in it, and the rest comes from versions and backups.

use std::fs;
use std::path::Path;

use shuzhi::Code;
use shuzhi::app::{App, Nothing, ReportId, Rescued, Save, check_store, rescue};
use shuzhi::store::{FILE, Store};

use super::{back_up, change, draft, several, shuzhi};
use crate::support::{self, Result, app, env, sample};

#[test]
fn a_file_of_zeros_gives_way_to_the_newest_backup() -> Result {
    let folder = tempfile::tempdir()?;
    let drafts = several(folder.path())?;
    let before = Store::open_to_read(folder.path())?.list()?;
    back_up(folder.path())?;
    let broken = change(folder.path(), |bytes| bytes.fill(0))?;
    let rescued = rescued(folder.path(), &broken)?;
    assert_eq!((rescued.whole, rescued.brought_back.len(), rescued.lost.len()), (0, 3, 0), "{rescued:?}");
    assert!(rescued.brought_back[0].contains("000001-2026-01-08.bak"), "{rescued:?}");
    let after = Store::open_to_read(folder.path())?;
    assert_eq!(after.list()?.len(), before.len());
    for entry in before {
        assert_eq!(after.entry(&entry.id)?, Some(entry), "its times are kept");
    }
    assert_eq!(after.versions(&drafts[0].id)?.len(), 1);
    let mut app = app(folder.path())?;
    assert_eq!(app.open_report(ReportId { id: drafts[0].id.clone() })?.draft, drafts[0]);
    assert_eq!(app.settings(Nothing {})?.unit, "某某街道党工委");
    Ok(())
}

/// Rescues, and tells that what is kept is what was there.
fn rescued(folder: &Path, broken: &[u8]) -> Result<Rescued> {
    assert_eq!(App::open(env(folder)).err().map(|error| error.code()), Some(Code::Damaged), "it cannot be opened");
    assert_eq!(check_store(folder).err().map(|error| error.code()), Some(Code::Damaged));
    assert_eq!(fs::read(folder.join(FILE))?, broken, "what is refused stays as it is");
    let rescued = rescue(env(folder))?;
    assert_eq!(fs::read(Path::new(&rescued.kept).join(FILE))?, broken, "the broken file is kept");
    assert_eq!(check_store(folder)?, Default::default());
    Ok(rescued)
}

/// What makes a file unreadable, and the word for it.
type Break = (&'static str, fn(&mut Vec<u8>));

#[test]
fn a_file_that_cannot_be_opened_gives_back_everything_that_is_whole() -> Result {
    let breaks: [Break; 5] = [
        ("no header", |bytes| bytes[..100].fill(0)),
        ("another program's number", |bytes| bytes[69] ^= 1),
        ("no schema", |bytes| bytes[100..4096].fill(0)),
        ("another encoding", |bytes| bytes[59] = 2),
        ("a table by another name", |bytes| {
            let at = bytes.windows(20).position(|window| window == b"CREATE TABLE version").unwrap_or(0);
            bytes[at + 13] ^= 1;
        }),
    ];
    for (name, work) in breaks {
        let folder = tempfile::tempdir()?;
        let drafts = several(folder.path())?;
        let before = Store::open_to_read(folder.path())?.list()?;
        let broken = change(folder.path(), work)?;
        let rescued = rescued(folder.path(), &broken)?;
        assert_eq!((rescued.whole, rescued.brought_back.len(), rescued.lost.len()), (3, 0, 0), "{name}: {rescued:?}");
        let mut app = app(folder.path())?;
        assert_eq!(Store::open_to_read(folder.path())?.list()?, before, "{name}: ids, times and titles are kept");
        for draft in &drafts {
            assert_eq!(app.open_report(ReportId { id: draft.id.clone() })?.draft, *draft, "{name}");
        }
        assert_eq!(app.open_report(ReportId { id: drafts[0].id.clone() })?.revision, 2, "{name}");
        assert_eq!(Store::open_to_read(folder.path())?.versions(&drafts[0].id)?.len(), 1, "{name}");
        assert_eq!(app.settings(Nothing {})?.unit, "某某街道党工委", "{name}");
        // Work goes on, with numbers that were never given out.
        app.save(Save { draft: drafts[1].clone(), revision: 1 })?;
    }
    Ok(())
}

#[test]
fn what_is_lost_comes_from_its_version_or_is_named() -> Result {
    let folder = tempfile::tempdir()?;
    let [first, second, third] = several(folder.path())?;
    let broken = change(folder.path(), |bytes| {
        bytes[..100].fill(0);
        for lost in [&first.id, &second.id] {
            // The beginning of its draft.
            let begins = format!(r#"{{"schema":1,"id":"{lost}""#).into_bytes();
            let at = bytes.windows(begins.len()).position(|window| window == begins);
            if let Some(at) = at {
                bytes[at] ^= 1;
            }
        }
    })?;
    let rescued = rescued(folder.path(), &broken)?;
    assert_eq!(rescued.whole, 1);
    assert!(rescued.brought_back.len() == 1 && rescued.brought_back[0].contains("从历史版本找回"), "{rescued:?}");
    assert!(rescued.lost.len() == 1 && rescued.lost[0].contains(&second.id), "{rescued:?}");
    assert!(rescued.lost[0].contains("述职报告"), "its title is known: {rescued:?}");
    assert_eq!(draft(folder.path(), &first.id)?.parts, first.parts);
    assert_eq!(draft(folder.path(), &third.id)?, third);
    Ok(())
}

#[test]
fn an_index_that_says_otherwise_is_noticed_and_made_anew() -> Result {
    let folder = tempfile::tempdir()?;
    let [first, ..] = several(folder.path())?;
    let title = Store::open_to_read(folder.path())?.title(&first.id)?;
    let broken = change(folder.path(), |bytes| {
        let (id, title) = (first.id.as_bytes(), title.as_bytes());
        // In the list's index the title follows the id right away.
        let entry = [id, title].concat();
        let at = bytes.windows(entry.len()).position(|window| window == entry);
        bytes[at.map_or(0, |at| at + id.len() + 1)] ^= 1;
    })?;
    assert_eq!(check_store(folder.path()).err().map(|error| error.code()), Some(Code::Damaged));
    assert_eq!(fs::read(folder.path().join(FILE))?, broken);
    rescue(env(folder.path()))?;
    assert_eq!(check_store(folder.path())?, Default::default());
    assert_eq!(app(folder.path())?.reports()?.len(), 3);
    Ok(())
}

#[test]
fn the_command_line_rescues() -> Result {
    let folder = tempfile::tempdir()?;
    let [first, ..] = several(folder.path())?;
    change(folder.path(), |bytes| bytes[..4096].fill(0))?;
    let checked = shuzhi(folder.path(), &["store", "check"])?;
    let said = String::from_utf8(checked.stdout)?;
    assert!(checked.status.code() == Some(1) && said.contains("--rescue"), "{said}");
    let json: serde_json::Value =
        serde_json::from_slice(&shuzhi(folder.path(), &["store", "check", "--json"])?.stdout)?;
    assert!(json["broken"].as_str().is_some_and(|broken| broken.contains(FILE)), "{json}");
    let rescued = shuzhi(folder.path(), &["store", "check", "--rescue"])?;
    let said = String::from_utf8(rescued.stdout)?;
    assert!(rescued.status.success() && said.contains("3 份报告完好") && said.contains("留底"), "{said}");
    assert_eq!(shuzhi(folder.path(), &["store", "check"])?.status.code(), Some(0));
    assert_eq!(draft(folder.path(), &first.id)?, first);
    Ok(())
}

#[test]
fn a_lost_file_gives_back_what_stands_in_its_log() -> Result {
    let (folder, killed) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let mut running = app(folder.path())?;
    let draft = sample(&mut running)?.draft;
    // A process that was killed leaves its log.
    let log = "shuzhi.sqlite3-wal";
    fs::copy(folder.path().join(log), killed.path().join(log))?;
    let error = App::open(env(killed.path())).err().ok_or("the log was not noticed")?;
    assert_eq!(error.code(), Code::Damaged);
    let rescued = rescue(env(killed.path()))?;
    assert_eq!((rescued.whole, rescued.lost.len()), (1, 0));
    assert!(Path::new(&rescued.kept).join(log).exists());
    assert_eq!(app(killed.path())?.open_report(ReportId { id: draft.id.clone() })?.draft, draft);
    Ok(())
}

#[test]
fn a_damaged_log_is_noticed_before_sqlite_leaves_out_what_follows() -> Result {
    let (folder, killed) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let drafts = several(folder.path())?;
    let mut running = app(folder.path())?;
    for draft in &drafts[..2] {
        let revision = running.open_report(ReportId { id: draft.id.clone() })?.revision;
        running.save(Save { draft: draft.clone(), revision })?;
    }
    let saved = Store::open_to_read(folder.path())?.list()?;
    for name in [FILE, "shuzhi.sqlite3-wal"] {
        fs::copy(folder.path().join(name), killed.path().join(name))?;
    }
    drop(running);
    let log = killed.path().join("shuzhi.sqlite3-wal");
    let mut bytes = fs::read(&log)?;
    // In the number that a frame begins with: the page itself is whole.
    bytes[32 + 17] ^= 1;
    support::plant(&log, &bytes)?;
    let error = App::open(env(killed.path())).err().ok_or("the damage was not noticed")?;
    assert!(error.code() == Code::Damaged && error.message().contains("-wal"), "{error}");
    assert_eq!(check_store(killed.path()).err().map(|error| error.code()), Some(Code::Damaged));
    assert_eq!(rescue(env(killed.path()))?.lost, [""; 0]);
    assert_eq!(Store::open_to_read(killed.path())?.list()?, saved, "the last saves are there");
    Ok(())
}

#[test]
fn a_rescue_that_was_cut_short_is_finished_at_the_next_start() -> Result {
    let (folder, other) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let [first, ..] = several(folder.path())?;
    // The new database is finished, the broken one still there with its log.
    fs::copy(folder.path().join(FILE), other.path().join("shuzhi.sqlite3.rescued"))?;
    let mut running = app(folder.path())?;
    running.remove(ReportId { id: first.id.clone() })?;
    fs::copy(folder.path().join("shuzhi.sqlite3-wal"), other.path().join("shuzhi.sqlite3-wal"))?;
    support::plant(&other.path().join(FILE), &[0; 10_000])?;
    let mut app = app(other.path())?;
    let deleted = app.reports()?.iter().filter(|report| report.deleted.is_some()).count();
    assert_eq!(deleted, 1, "the log of the broken one is not replayed into the new one");
    assert_eq!(app.open_report(ReportId { id: first.id.clone() })?.draft, first);
    Ok(())
}

#[test]
fn what_is_no_whole_database_takes_no_place() -> Result {
    let foreign = tempfile::NamedTempFile::new()?;
    rusqlite::Connection::open(foreign.path())?.execute_batch("CREATE TABLE a (b)")?;
    let whole = tempfile::tempdir()?;
    several(whole.path())?;
    let mut broken = fs::read(whole.path().join(FILE))?;
    // A page of the schema's tables is gone.
    broken[4096..12_288].fill(0);
    for (name, bytes) in
        [("nothing", Vec::new()), ("another program's", fs::read(foreign.path())?), ("a broken page", broken)]
    {
        let folder = tempfile::tempdir()?;
        let [first, ..] = several(folder.path())?;
        drop(app(folder.path())?);
        let (path, left) = (folder.path().join(FILE), folder.path().join("shuzhi.sqlite3.rescued"));
        support::plant(&left, &bytes)?;
        let was = fs::read(&path)?;
        let error = App::open(env(folder.path())).err().ok_or(name)?;
        assert!(error.code() == Code::Damaged && error.message().contains("rescued"), "{name}: {error}");
        assert_eq!((fs::read(&path)?, fs::read(&left)?), (was, bytes.clone()), "{name}: nothing has changed");
        let checked = String::from_utf8(shuzhi(folder.path(), &["store", "check"])?.stdout)?;
        assert!(checked.contains("rescued") && checked.contains("--rescue"), "{name}: {checked}");
        // The way out that the error names.
        let rescued = shuzhi(folder.path(), &["store", "check", "--rescue"])?;
        assert_eq!(rescued.status.code(), Some(0), "{name}: {}", String::from_utf8_lossy(&rescued.stderr));
        assert_eq!(draft(folder.path(), &first.id)?, first, "{name}");
        assert_eq!(fs::read(folder.path().join("damaged/1.rescued"))?, bytes, "{name}: it is kept");
        assert_eq!(check_store(folder.path())?, Default::default(), "{name}");
    }
    Ok(())
}

#[test]
fn a_rescue_that_cannot_keep_the_broken_file_changes_nothing() -> Result {
    let folder = tempfile::tempdir()?;
    several(folder.path())?;
    let broken = change(folder.path(), |bytes| bytes[..100].fill(0))?;
    // A file where the folder should be.
    support::plant(&folder.path().join("damaged"), b"")?;
    let error = rescue(env(folder.path())).err().ok_or("it was not kept")?;
    assert!(error.code() == Code::Io && error.message().contains("damaged"), "{error}");
    assert_eq!(fs::read(folder.path().join(FILE))?, broken);
    let window = Store::open(folder.path()).err().map(|error| error.code());
    assert_eq!(window, Some(Code::Damaged));
    Ok(())
}
