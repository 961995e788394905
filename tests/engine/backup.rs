//! Backups by themselves: when they are made, which stay, and what a second folder may do to them.

mod archive;
mod merge;
mod second;

use std::path::Path;

use chrono::{DateTime, FixedOffset, TimeDelta};
use shuzhi::app::{App, BackupRun, Mend, Nothing, OpenReport, ReportId, Save, Settings, back_up_now, backup_if_due};
use shuzhi::archive::read;
use shuzhi::store::{FILE, Store};

use crate::support::{self, Result, app, sample};

/// A day of the tests, `days` after their first one.
pub(crate) fn day(days: i64) -> DateTime<FixedOffset> {
    support::now() + TimeDelta::days(days)
}

/// The names of what lies in the backup folder, in order.
pub(crate) fn listed(folder: &Path) -> Result<Vec<String>> {
    let names = std::fs::read_dir(folder)?.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    let mut names = names.collect::<Result<Vec<String>>>()?;
    names.sort();
    Ok(names)
}

fn local(data: &Path) -> Result<Vec<String>> {
    listed(&data.join("backups"))
}

/// Runs the backup of a day and has the program remember what came of it.
pub(crate) fn run(app: &mut App, days: i64) -> Result<BackupRun> {
    let data = app.data_dir().to_owned();
    app.note_backup(backup_if_due(&data, day(days)))?;
    Ok(backup_if_due(&data, day(days)))
}

/// Changes what is stored of a report.
pub(crate) fn change(app: &mut App, id: &str, unit: &str) -> Result<OpenReport> {
    let OpenReport { mut draft, revision, .. } = app.open_report(ReportId { id: id.into() })?;
    draft.fields.insert("unit".into(), unit.into());
    app.save(Save { draft, revision })?;
    Ok(app.open_report(ReportId { id: id.into() })?)
}

/// The unit of a report in the backup at `path`.
pub(crate) fn unit_in(path: &Path, id: &str) -> Result<String> {
    let scratch = tempfile::tempdir()?;
    let opened = read(path, None, scratch.path()).map_err(|refusal| format!("{refusal:?}"))?;
    let store = Store::open_copy(&opened.database, path)?;
    store.verify()?;
    let draft: serde_json::Value = serde_json::from_str(&store.get(id)?.draft)?;
    Ok(draft["fields"]["unit"].as_str().unwrap_or_default().to_owned())
}

#[test]
fn a_day_has_one_backup_and_each_is_whole() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let nothing = backup_if_due(folder.path(), day(0));
    assert!(nothing.made.is_none() && nothing.failure.is_none(), "there is nothing to back up: {nothing:?}");
    assert!(!folder.path().join("backups").exists());
    let id = sample(&mut app)?.draft.id;
    for days in [0, 1] {
        change(&mut app, &id, &format!("第{days}天"))?;
        let again = run(&mut app, days)?;
        assert!(again.made.is_none() && again.failure.is_none(), "once a day: {again:?}");
    }
    assert_eq!(local(folder.path())?, ["000001-2026-01-08.bak", "000002-2026-01-09.bak"]);
    assert_eq!(unit_in(&folder.path().join("backups/000001-2026-01-08.bak"), &id)?, "第0天");
    assert_eq!(unit_in(&folder.path().join("backups/000002-2026-01-09.bak"), &id)?, "第1天");
    let backups = app.backups(Nothing {})?;
    assert_eq!(backups.backups.iter().map(|one| one.ordinal).collect::<Vec<_>>(), [2, 1]);
    assert_eq!((backups.backups[0].made.as_str(), backups.backups[0].reports), ("2026-01-09T09:30:00+08:00", 1));
    assert_eq!((backups.failure, backups.second), (None, None));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let file = folder.path().join("backups/000001-2026-01-08.bak");
        assert_eq!(std::fs::metadata(file)?.permissions().mode() & 0o777, 0o600);
    }
    Ok(())
}

#[test]
fn one_is_made_at_once_when_asked_for() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    assert!(back_up_now(folder.path(), day(0)).failure.is_some(), "there is nothing to back up");
    let id = sample(&mut app)?.draft.id;
    run(&mut app, 0)?;
    change(&mut app, &id, "刚写的")?;
    let made = back_up_now(folder.path(), day(0));
    assert_eq!((made.made.as_deref(), made.failure.is_none()), (Some("000002-2026-01-08.bak"), true));
    assert_eq!(unit_in(&folder.path().join("backups/000002-2026-01-08.bak"), &id)?, "刚写的");
    let run = backup_if_due(folder.path(), day(0));
    assert!(run.made.is_none(), "the day has its backup");
    Ok(())
}

#[test]
fn a_clock_that_jumps_changes_no_order_and_takes_no_backup() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let id = sample(&mut app)?.draft.id;
    // Twenty years ahead, back again, twenty years behind, and on.
    for (n, days) in [0, 7305, 1, -7304, 2, 3].into_iter().enumerate() {
        change(&mut app, &id, &n.to_string())?;
        run(&mut app, days)?;
    }
    let backups = app.backups(Nothing {})?.backups;
    assert_eq!(backups.iter().map(|one| one.ordinal).collect::<Vec<_>>(), [6, 5, 4, 3, 2, 1]);
    for one in &backups {
        assert_eq!(unit_in(&folder.path().join("backups").join(&one.name), &id)?, (one.ordinal - 1).to_string());
    }
    Ok(())
}

#[test]
fn old_ones_go_by_number_and_the_latest_stay() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    sample(&mut app)?;
    let theirs = folder.path().join("backups");
    for days in 0..22 {
        run(&mut app, days)?;
    }
    support::plant(&theirs.join("000003-2026-01-10 - 副本.bak"), b"the user's own")?;
    run(&mut app, 22)?;
    let ordinals: Vec<i64> = app.backups(Nothing {})?.backups.iter().map(|one| one.ordinal).collect();
    assert_eq!(ordinals, [23, 22, 21, 20, 19, 18, 17, 14, 7]);
    assert_eq!(local(folder.path())?.len(), 10, "what the user put there stays");
    Ok(())
}

#[test]
fn what_is_damaged_stays_out_of_a_backup_and_takes_none() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let [id, whole] = [sample(&mut app)?.draft.id, sample(&mut app)?.draft.id];
    app.set_settings(Settings::default())?;
    for day in 0..5 {
        run(&mut app, day)?;
    }
    // As a broken sector would.
    let db = rusqlite::Connection::open(folder.path().join(FILE))?;
    db.execute("UPDATE report SET draft = replace(draft, '党', '黨') WHERE id = ?1", [&id])?;
    db.execute("UPDATE setting SET value = '{}' WHERE key = 'settings'", [])?;
    for n in 5..12 {
        let run = backup_if_due(folder.path(), day(n));
        assert!(run.made.is_some());
        let error = run.failure.as_ref().ok_or("the damage was not told")?;
        for said in ["已损坏", &id, "设置"] {
            assert!(error.message().contains(said), "{error}");
        }
        app.note_backup(run)?;
    }
    assert_eq!(local(folder.path())?.len(), 12, "the one that has it whole is not pushed out");
    let latest = folder.path().join("backups").join("000012-2026-01-19.bak");
    assert!(!unit_in(&latest, &whole)?.is_empty() && unit_in(&latest, &id).is_err());
    let told = app.backups(Nothing {})?.failure.ok_or("it is not told")?;
    assert!(told.contains("已损坏"), "{told}");
    assert!(app.write_archive(&folder.path().join("b.shuzhi"), None)?.is_some());
    // Put right, it goes on.
    app.mend(Mend { id, source: None })?;
    app.set_damaged_aside()?;
    run(&mut app, 12)?;
    assert_eq!(app.backups(Nothing {})?.failure, None);
    assert!(local(folder.path())?.len() < 12);
    Ok(())
}

#[test]
fn a_backup_folder_that_cannot_be_is_told_and_tried_again() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    sample(&mut app)?;
    let place = folder.path().join("backups");
    support::plant(&place, b"a file in the folder's place")?;
    let failed = backup_if_due(folder.path(), day(0));
    assert!(failed.failure.as_ref().is_some_and(|error| error.message().contains("backups")), "{failed:?}");
    app.note_backup(failed)?;
    std::fs::remove_file(&place)?;
    assert!(app.backups(Nothing {})?.failure.is_some());
    run(&mut app, 0)?;
    assert_eq!(app.backups(Nothing {})?.failure, None);
    Ok(())
}

#[test]
fn what_a_killed_program_left_goes_a_day_later_and_never_becomes_a_backup() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    sample(&mut app)?;
    let place = folder.path().join("backups");
    std::fs::create_dir(&place)?;
    for name in [".shuzhi-abc.tmp", "scratch-abc.sqlite3", "notes.txt"] {
        support::plant(&place.join(name), b"half")?;
    }
    let written = std::fs::metadata(place.join("notes.txt"))?.modified()?;
    let soon = DateTime::<chrono::Utc>::from(written).fixed_offset();
    assert!(backup_if_due(folder.path(), soon).made.is_some());
    assert_eq!(local(folder.path())?.len(), 4, "they may be in use");
    assert!(backup_if_due(folder.path(), soon + TimeDelta::days(2)).made.is_some());
    let names = local(folder.path())?;
    assert!(names.len() == 3 && names.contains(&"notes.txt".into()), "{names:?}");
    Ok(())
}

#[test]
fn erasing_a_report_rewrites_every_backup_without_it() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let gone = sample(&mut app)?.draft.id;
    let stays = sample(&mut app)?.draft.id;
    change(&mut app, &gone, "绝不能留下的单位")?;
    run(&mut app, 0)?;
    run(&mut app, 1)?;
    let place = folder.path().join("backups");
    let elsewhere = tempfile::tempdir()?;
    let locked = elsewhere.path().join("带密码.bak");
    app.write_archive(&locked, Some("密码"))?;
    std::fs::copy(&locked, place.join("带密码.bak"))?;
    support::plant(&place.join("坏的.bak"), b"broken")?;
    support::plant(&place.join("before-schema-2-1.sqlite3"), b"old")?;
    let remains = app.erase_from_backups(&gone);
    assert_eq!(remains.len(), 3, "{remains:?}");
    assert!(remains.iter().any(|one| one.contains("before-schema-2-1.sqlite3")), "{remains:?}");
    assert!(remains.iter().any(|one| one.contains("带密码.bak") && one.contains("密码")), "{remains:?}");
    assert!(remains.iter().any(|one| one.contains("坏的.bak")), "{remains:?}");
    let backups = app.backups(Nothing {})?.backups;
    assert_eq!(backups.iter().map(|one| (one.ordinal, one.reports)).collect::<Vec<_>>(), [(2, 1), (1, 1)]);
    for one in &backups {
        let path = place.join(&one.name);
        assert!(unit_in(&path, &gone).is_err());
        unit_in(&path, &stays)?;
        let scratch = tempfile::tempdir()?;
        let opened = read(&path, None, scratch.path()).map_err(|refusal| format!("{refusal:?}"))?;
        let bytes = std::fs::read(&opened.database)?;
        let word = "绝不能留下的单位".as_bytes();
        assert!(!bytes.windows(word.len()).any(|part| part == word), "a trace is left in {}", one.name);
    }
    assert_eq!(listed(&place)?.len(), 5, "nothing is left behind");
    Ok(())
}
