//! Databases that are damaged, foreign, newer or not to be written: each is refused with a message that names the file, and
//! left as it is.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use shuzhi::app::{App, ReportId, Save};
use shuzhi::store::{FILE, Store};
use shuzhi::{Code, Error};

use crate::support::{self, Result, app, sample};

/// What opening `folder` for writing answers.
fn refusal(folder: &Path) -> Result<Error> {
    App::open(support::env(folder)).err().ok_or_else(|| "it was opened".into())
}

/// Opening refuses what lies at the database's place, and leaves every byte of it.
fn refuses_untouched(bytes: &[u8], code: Code, says: &str) -> Result {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join(FILE);
    support::plant(&path, bytes)?;
    for error in [refusal(folder.path())?, Store::open_to_read(folder.path()).err().ok_or("it was read")?] {
        assert_eq!(error.code(), code, "{error}");
        assert!(error.message().contains(says) && error.message().contains(FILE), "{error}");
        assert!(!error.hint().is_empty());
    }
    assert_eq!(fs::read(&path)?, bytes, "the file was changed");
    Ok(())
}

/// The bytes of a database that `change` was made to.
fn changed(change: &str) -> Result<Vec<u8>> {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    sample(&mut app)?;
    drop(app);
    let path = folder.path().join(FILE);
    let db = Connection::open(&path)?;
    db.execute_batch(change)?;
    db.close().map_err(|(_, error)| error)?;
    Ok(fs::read(&path)?)
}

#[test]
fn a_newer_schema_is_refused_untouched() -> Result {
    refuses_untouched(&changed("PRAGMA user_version=3")?, Code::Invalid, "更新版本")
}

#[test]
fn a_file_that_is_not_ours_is_refused_untouched() -> Result {
    let says = "不是“述职”的数据文件";
    refuses_untouched(b"", Code::Damaged, says)?;
    refuses_untouched("这是一份普通的文本文件。".repeat(40).as_bytes(), Code::Damaged, says)?;
    refuses_untouched(&changed("PRAGMA application_id=1")?, Code::Damaged, says)?;
    let whole = changed("")?;
    refuses_untouched(whole.get(..60).ok_or("short")?, Code::Damaged, says)
}

#[test]
fn a_folder_in_the_databases_place_is_told() -> Result {
    let folder = tempfile::tempdir()?;
    fs::create_dir(folder.path().join(FILE))?;
    let error = refusal(folder.path())?;
    assert_eq!(error.code(), Code::Io);
    assert!(error.message().contains(FILE) && error.message().contains("文件夹"), "{error}");
    Ok(())
}

#[test]
fn a_folder_that_cannot_be_made_is_told() -> Result {
    let folder = tempfile::tempdir()?;
    let file = folder.path().join("文件");
    support::plant(&file, b"x")?;
    let error = refusal(&file.join("数据"))?;
    assert_eq!(error.code(), Code::Io);
    assert!(error.message().contains("无法建立数据文件夹") && error.message().contains("数据"), "{error}");
    Ok(())
}

#[test]
fn a_lost_database_is_not_replaced_while_its_log_is_there() -> Result {
    let folder = tempfile::tempdir()?;
    let log = folder.path().join("shuzhi.sqlite3-wal");
    support::plant(&log, b"the last saves")?;
    let error = refusal(folder.path())?;
    assert_eq!(error.code(), Code::Damaged);
    assert!(error.message().contains("日志还在"), "{error}");
    assert_eq!(fs::read(&log)?, b"the last saves");
    assert!(!folder.path().join(FILE).exists());
    Ok(())
}

#[test]
fn a_damaged_report_is_named_and_the_others_open() -> Result {
    let folder = tempfile::tempdir()?;
    let mut first = app(folder.path())?;
    let (bad, good) = (sample(&mut first)?.draft, sample(&mut first)?.draft);
    drop(first);
    for damage in
        ["draft = replace(draft, '支部', '枝部')", "draft = substr(draft, 1, 100)", "draft = CAST(x'ff00' AS TEXT)"]
    {
        let db = Connection::open(folder.path().join(FILE))?;
        assert_eq!(db.execute(&format!("UPDATE report SET {damage} WHERE id = ?1"), [&bad.id])?, 1);
        drop(db);
        let mut app = app(folder.path())?;
        let error = app.open_report(ReportId { id: bad.id.clone() }).err().ok_or("damage was not seen")?;
        assert_eq!(error.code(), Code::Invalid);
        for named in [FILE, &bad.id, "述职报告", "已损坏"] {
            assert!(error.message().contains(named), "{named} is not named: {error}");
        }
        assert_eq!(app.open_report(ReportId { id: good.id.clone() })?.draft, good);
        assert_eq!(app.reports()?.len(), 2);
    }
    Ok(())
}

#[test]
fn a_report_that_is_damaged_while_it_is_open_is_saved_whole() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let open = sample(&mut app)?;
    Connection::open(folder.path().join(FILE))?.execute("UPDATE report SET draft = '{'", [])?;
    app.save(Save { draft: open.draft.clone(), revision: open.revision })?;
    assert_eq!(app.open_report(ReportId { id: open.draft.id.clone() })?.draft.parts, open.draft.parts);
    Ok(())
}

#[test]
fn a_damaged_title_does_not_hide_the_list() -> Result {
    let folder = tempfile::tempdir()?;
    let id = sample(&mut app(folder.path())?)?.draft.id;
    let db = Connection::open(folder.path().join(FILE))?;
    db.execute("UPDATE report SET title = CAST(x'e7949cff' AS TEXT), modified = CAST(x'ff' AS TEXT), parts_done = -1, year = 1 << 40", [])?;
    drop(db);
    let mut app = app(folder.path())?;
    let listed: Vec<_> = app.reports()?.into_iter().map(|report| (report.id, report.title)).collect();
    assert_eq!(listed, [(id.clone(), "甜\u{FFFD}".into())]);
    let error = app.export_name(&id).err().ok_or("a changed title was not noticed")?;
    assert!(error.code() == Code::Invalid && error.message().contains(&id), "{error}");
    Ok(())
}

#[test]
fn damaged_settings_are_told() -> Result {
    let folder = tempfile::tempdir()?;
    drop(app(folder.path())?);
    Connection::open(folder.path().join(FILE))?.execute("INSERT INTO setting VALUES ('settings', x'00', '{}')", [])?;
    let error = app(folder.path())?.settings(shuzhi::app::Nothing {}).err().ok_or("damage was not seen")?;
    assert_eq!(error.code(), Code::Invalid);
    assert!(error.message().contains("设置已损坏") && error.message().contains(FILE), "{error}");
    Ok(())
}

#[test]
fn reading_needs_a_folder_and_finds_nothing_in_an_empty_one() -> Result {
    let folder = tempfile::tempdir()?;
    assert_eq!(Store::open_to_read(folder.path())?.list()?, []);
    assert_eq!(fs::read_dir(folder.path())?.count(), 0, "reading made a file");
    let error = Store::open_to_read(&folder.path().join("没有")).err().ok_or("it was read")?;
    assert_eq!(error.code(), Code::NotFound);
    Ok(())
}

/// Root may write everywhere, so the program is run as somebody else.
#[test]
#[cfg(unix)]
fn what_cannot_be_written_is_told_and_can_still_be_read() -> Result {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let folder = tempfile::tempdir()?;
    let data = folder.path().join("data");
    let mut app = App::open(support::env(&data))?;
    let draft = sample(&mut app)?.draft;
    drop(app);
    let program = folder.path().join("shuzhi");
    fs::copy(env!("CARGO_BIN_EXE_shuzhi"), &program)?;
    let file = folder.path().join("draft.json");
    support::plant(&file, &serde_json::to_vec(&draft)?)?;
    let mode = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode));
    for (path, bits) in [(folder.path(), 0o755), (&program, 0o755), (&file, 0o644), (&data, 0o555)] {
        mode(path, bits)?;
    }
    for entry in fs::read_dir(&data)? {
        mode(&entry?.path(), 0o444)?;
    }
    let is_root = std::os::unix::fs::MetadataExt::uid(&fs::metadata(&file)?) == 0;
    let run = |args: &[&str]| {
        let mut command = std::process::Command::new(&program);
        command.args(args).arg("--data").arg(&data);
        if is_root {
            command.uid(65534);
        }
        command.output()
    };
    let added = run(&["store", "add", &file.to_string_lossy()])?;
    let said = String::from_utf8(added.stderr)?;
    assert_eq!(added.status.code(), Some(2), "{said}");
    assert!(said.contains("没有权限") && said.contains("data"), "{said}");
    let shown = run(&["store", "show", &draft.id])?;
    assert!(shown.status.success(), "{}", String::from_utf8_lossy(&shown.stderr));
    // A folder that can be written, but the file in it cannot.
    mode(&data, 0o777)?;
    for entry in fs::read_dir(&data)? {
        let path = entry?.path();
        mode(&path, if path.ends_with(FILE) { 0o444 } else { 0o666 })?;
    }
    let added = run(&["store", "add", &file.to_string_lossy()])?;
    let said = String::from_utf8(added.stderr)?;
    assert_eq!(added.status.code(), Some(2), "{said}");
    assert!(said.contains(FILE) && said.contains("没有权限"), "{said}");
    mode(&data, 0o700)?;
    Ok(())
}
