//! Deleted reports: they stay, come back whole, go when their time is over; and one that is erased leaves no byte.

use std::path::Path;
use std::sync::{Arc, Mutex};

use chrono::{DateTime, Days, FixedOffset};
use shuzhi::app::{App, ArchiveRead, Env, Nothing, ReportId, Save, Search, backup_if_due};
use shuzhi::store::{SEARCH_FILE, Store};

use crate::support::{self, Result, app, sample};

fn id(id: &str) -> ReportId {
    ReportId { id: id.into() }
}

/// A clock that tests set.
type Clock = Arc<Mutex<DateTime<FixedOffset>>>;

fn clock() -> Clock {
    Arc::new(Mutex::new(support::now()))
}

/// The program started `days` after the time of every test.
fn start(folder: &Path, clock: &Clock, days: i64) -> Result<App> {
    let now = if days < 0 {
        support::now() - Days::new(days.unsigned_abs())
    } else {
        support::now() + Days::new(days.unsigned_abs())
    };
    *clock.lock().map_err(|_| "the clock is broken")? = now;
    let shared = Arc::clone(clock);
    let now = move || shared.lock().map(|now| *now).unwrap_or_default();
    let mut app = App::open(Env { now: Box::new(now), ..support::env(folder) })?;
    app.home(Nothing {})?;
    Ok(app)
}

#[test]
fn a_deleted_report_stays_90_days_and_comes_back_whole() -> Result {
    let folder = tempfile::tempdir()?;
    let clock = clock();
    let mut first = start(folder.path(), &clock, 0)?;
    let mut opened = sample(&mut first)?;
    opened.draft.fields.insert("unit".into(), "云山镇党委".into());
    first.save(Save { draft: opened.draft.clone(), revision: opened.revision })?;
    first.remove(id(&opened.draft.id))?;
    assert_eq!(first.reports()?[0].days_left, Some(90));
    drop(first);
    let left = |days: i64| -> Result<Option<u32>> {
        Ok(start(folder.path(), &clock, days)?.reports()?.first().ok_or("it is gone")?.days_left)
    };
    // A clock twenty years ahead for a day, and one twenty years back.
    assert_eq!((left(7300)?, left(-7300)?, left(5)?), (Some(0), Some(90), Some(85)));
    assert_eq!((left(7300)?, left(8)?, left(7301)?), (Some(0), Some(82), Some(0)));
    assert_eq!((left(10)?, left(89)?, left(90)?, left(96)?), (Some(80), Some(1), Some(0), Some(0)));
    let mut late = start(folder.path(), &clock, 95)?;
    late.restore(id(&opened.draft.id))?;
    let draft = late.open_report(id(&opened.draft.id))?.draft;
    assert_eq!((draft.fields.get("unit"), &draft.parts), (opened.draft.fields.get("unit"), &opened.draft.parts));
    drop(late);
    assert_eq!(start(folder.path(), &clock, 500)?.reports()?.len(), 1, "what was taken back does not go");
    Ok(())
}

#[test]
fn what_goes_takes_its_versions_and_its_hits_along() -> Result {
    let folder = tempfile::tempdir()?;
    let clock = clock();
    let mut first = start(folder.path(), &clock, 0)?;
    let (mut gone, kept) = (sample(&mut first)?, sample(&mut first)?);
    gone.draft.fields.insert("unit".into(), "苔藓村".into());
    first.save(Save { draft: gone.draft.clone(), revision: gone.revision })?;
    first.remove(id(&gone.draft.id))?;
    let search = |app: &mut App| app.search(Search { words: "苔藓".into(), limit: 9 });
    assert_eq!(search(&mut first)?.hits.len(), 1);
    drop(first);
    drop(start(folder.path(), &clock, 91)?);
    let mut last = start(folder.path(), &clock, 98)?;
    let left: Vec<_> = last.reports()?.into_iter().map(|report| report.id).collect();
    assert_eq!(left, [kept.draft.id.as_str()]);
    assert_eq!(search(&mut last)?.hits, []);
    drop(last);
    let store = Store::open_to_read(folder.path())?;
    assert!(!store.knows(&gone.draft.id)? && store.versions(&gone.draft.id)?.is_empty());
    Ok(())
}

#[test]
fn a_report_whose_row_is_damaged_does_not_go() -> Result {
    let folder = tempfile::tempdir()?;
    let clock = clock();
    let mut first = start(folder.path(), &clock, 0)?;
    let report = sample(&mut first)?.draft.id;
    drop(first);
    // Deleted by a flipped byte, not by the user.
    let db = rusqlite::Connection::open(folder.path().join(shuzhi::store::FILE))?;
    db.execute("UPDATE report SET deleted = '2020-01-01T00:00:00+08:00', due = '2025-01-01', modified = '2020-01-01T00:00:00+08:00'", [])?;
    drop(db);
    assert_eq!(start(folder.path(), &clock, 0)?.reports()?.first().map(|one| one.id.clone()), Some(report));
    Ok(())
}

#[test]
fn a_damaged_report_keeps_no_other_from_going() -> Result {
    let folder = tempfile::tempdir()?;
    let clock = clock();
    let mut first = start(folder.path(), &clock, 0)?;
    for _ in 0..2 {
        let report = sample(&mut first)?.draft.id;
        first.remove(id(&report))?;
    }
    let damaged = first.reports()?.remove(0).id;
    drop(first);
    let db = rusqlite::Connection::open(folder.path().join(shuzhi::store::FILE))?;
    assert_eq!(db.execute("UPDATE report SET draft = '{' WHERE id = ?1", [&damaged])?, 1);
    drop(db);
    drop(start(folder.path(), &clock, 91)?);
    let left: Vec<_> = start(folder.path(), &clock, 98)?.reports()?.into_iter().map(|one| one.id).collect();
    assert_eq!(left, [damaged]);
    Ok(())
}

/// The files below `folder` that hold any of `texts`.
fn holding(folder: &Path, texts: &[&str]) -> Result<Vec<String>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(holding(&path, texts)?);
            continue;
        }
        let bytes = std::fs::read(&path)?;
        for text in texts {
            if bytes.windows(text.len()).any(|window| window == text.as_bytes()) {
                found.push(format!("{}: {text}", path.display()));
            }
        }
    }
    Ok(found)
}

#[test]
fn what_is_erased_is_in_no_byte_of_the_data_folder() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let (mut secret, mut kept) = (sample(&mut app)?, sample(&mut app)?);
    // Pairs of letters too: the index holds those.
    let texts = ["龘靐𪚥密语", "龘靐", "𪚥", "纛旧密", "纛"];
    for (n, text) in ["龘靐𪚥密语", "纛旧密", "龘靐𪚥密语二"].iter().enumerate() {
        secret.draft.fields.insert("unit".into(), (*text).into());
        secret.draft.parts[0].lead = format!("{text}，第{n}次");
        secret.revision = app.save(Save { draft: secret.draft.clone(), revision: secret.revision })?.revision;
        app.keep_version(shuzhi::app::KeepVersion {
            id: secret.draft.id.clone(),
            cause: shuzhi::store::Cause::Named,
            name: Some(format!("{text}稿")),
        })?;
        kept.draft.parts[0].lead = format!("留下的字，第{n}次");
        kept.revision = app.save(Save { draft: kept.draft.clone(), revision: kept.revision })?.revision;
        assert_eq!(app.search(Search { words: "龘靐 密语".into(), limit: 9 })?.hits.len(), 1, "{n}");
    }
    let made = backup_if_due(folder.path(), support::now());
    app.note_backup(made)?;
    let archived = |app: &mut App| -> Result<Vec<String>> {
        let name = app.backups(Nothing {})?.backups.first().ok_or("no backup")?.name.clone();
        let path = app.backup_path(&name)?;
        match app.read_archive(&path, None)? {
            ArchiveRead::Content(content) => Ok(content.reports.into_iter().map(|report| report.id).collect()),
            other => Err(format!("{other:?}").into()),
        }
    };
    assert!(archived(&mut app)?.contains(&secret.draft.id));
    let before = holding(folder.path(), &texts)?;
    assert!(before.iter().any(|found| found.contains("shuzhi.sqlite3")), "{before:?}");
    assert!(before.iter().any(|found| found.contains(SEARCH_FILE)), "{before:?}");

    let erased = app.erase(id(&secret.draft.id))?;
    assert_eq!(holding(folder.path(), &texts)?, [""; 0], "{erased:?}");
    assert!(erased.remains.iter().any(|one| one.contains("固态硬盘")), "{erased:?}");
    assert_eq!(erased.remains.len(), 3, "all that the program can reach was freed: {erased:?}");
    assert_eq!(archived(&mut app)?, [kept.draft.id.as_str()]);
    assert_eq!(app.erase(id(&secret.draft.id)).err().map(|error| error.code()), Some(shuzhi::Code::NotFound));
    assert_eq!(app.search(Search { words: "密语".into(), limit: 9 })?.hits, []);
    assert_eq!(app.search(Search { words: "留下的字".into(), limit: 9 })?.hits.len(), 1);
    let again = app.open_report(id(&kept.draft.id))?;
    assert_eq!((again.draft.parts, again.revision), (kept.draft.parts, kept.revision));
    Ok(())
}

#[test]
fn what_holds_the_files_is_told_when_a_report_is_erased() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let mut secret = sample(&mut app)?;
    secret.draft.parts[0].lead = "龘靐𪚥密语".into();
    app.save(Save { draft: secret.draft.clone(), revision: secret.revision })?;
    app.search(Search { words: "密语".into(), limit: 9 })?;
    std::fs::create_dir(folder.path().join("damaged"))?;
    support::plant(&folder.path().join("damaged/shuzhi.sqlite3"), b"x")?;
    let mut reader = rusqlite::Connection::open(folder.path().join(shuzhi::store::FILE))?;
    let reading = reader.transaction()?;
    reading.query_row("SELECT count(*) FROM report", [], |_| Ok(()))?;
    let erased = app.erase(id(&secret.draft.id))?;
    let said = erased.remains.join("\n");
    assert!(said.contains("没有整理完") && said.contains("damaged"), "{said}");
    drop(reading);
    drop(reader);
    drop(app);
    drop(support::app(folder.path())?);
    assert_eq!(holding(folder.path(), &["龘靐𪚥"])?, [""; 0], "what was held goes at the next start");
    Ok(())
}
