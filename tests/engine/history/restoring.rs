//! Looking at versions and taking them back.

use std::process::{Command, Output};

use shuzhi::Code;
use shuzhi::app::{App, CompareVersions, KeepVersion, ReportId, RestoreVersion};
use shuzhi::model::Draft;
use shuzhi::store::{Cause, FILE, Keep, Store};

use super::{Clocks, begun, id, kept, said, save, versions};
use crate::cli::stdout;
use crate::support::Result;

fn restore(app: &mut App, draft: &Draft, number: i64, section: Option<&str>) -> Result<Draft> {
    let which = RestoreVersion { id: draft.id.clone(), number, section: section.map(Into::into) };
    Ok(app.restore_version(which)?.draft)
}

fn number(app: &mut App, draft: &Draft, at: usize) -> Result<i64> {
    versions(app, draft)?.get(at).and_then(|version| version.number).ok_or_else(|| "no such version".into())
}

#[test]
fn the_list_says_what_changed_in_which_part() -> Result {
    let (folder, clocks) = (tempfile::tempdir()?, Clocks::default());
    let (mut app, mut report) = begun(folder.path(), &clocks)?;
    save(&mut app, &mut report, "甲乙丙")?;
    clocks.pass(300);
    report.draft.fields.insert("unit".into(), "别处".into());
    save(&mut app, &mut report, "甲乙丙丁")?;
    let listed = app.versions(id(&report.draft))?;
    assert_eq!(listed.title, app.reports()?[0].title);
    let changes: Vec<Vec<(&str, u32, u32)>> = listed
        .versions
        .iter()
        .map(|version| version.changes.iter().map(|one| (one.section.as_str(), one.added, one.removed)).collect())
        .collect();
    let part = report.draft.parts[0].id.as_str();
    assert_eq!(listed.versions.iter().map(|version| version.number.is_some()).collect::<Vec<_>>(), [false, true, true]);
    assert_eq!(changes[0].iter().map(|one| one.0).collect::<Vec<_>>(), ["basic", part], "what is stored now");
    assert_eq!(changes[0][1], (part, 1, 0));
    assert_eq!((changes[1].len(), changes[1][0].0, changes[1][0].1), (1, part, 3));
    assert_eq!(changes[2], []);
    assert_eq!(app.versions(id(&report.draft))?, listed, "remembered changes are the same");

    let older = listed.versions[1].number;
    let sections = app.compare(CompareVersions { id: report.draft.id.clone(), older, newer: None })?.sections;
    let changed = sections[1].rows.iter().find(|row| row.changed).ok_or("no row changed")?;
    let marked = |side: &Option<shuzhi::history::Side>| {
        let side = side.iter().flat_map(|side| &side.stretches);
        side.map(|one| if one.changed { format!("[{}]", one.text) } else { one.text.clone() }).collect::<String>()
    };
    assert_eq!((marked(&changed.older), marked(&changed.newer)), ("甲乙丙".into(), "甲乙丙[丁]".into()));
    Ok(())
}

#[test]
fn a_whole_version_comes_back_and_what_was_there_is_kept() -> Result {
    let (folder, clocks) = (tempfile::tempdir()?, Clocks::default());
    let (mut app, mut report) = begun(folder.path(), &clocks)?;
    let first = report.draft.clone();
    save(&mut app, &mut report, "一")?;
    app.export_docx(&first.id, &folder.path().join("报告.docx"), true)?;
    save(&mut app, &mut report, "二")?;
    clocks.pass(10);
    let oldest = number(&mut app, &first, 1)?;
    let back = restore(&mut app, &first, oldest, None)?;
    assert_eq!(said(&back), said(&first));
    assert_eq!(back.created, first.created);
    assert!(back.modified > first.modified);
    assert!(back.extra.contains_key("exports"), "it is still told to be exported");
    let all = kept(&mut app, &first)?;
    assert_eq!(all[0], ("二".into(), Cause::Restore));
    // And back again.
    let before = number(&mut app, &first, 0)?;
    assert_eq!(said(&restore(&mut app, &first, before, None)?), "二");
    // A window that is still open with the state of before cannot overwrite what was restored.
    assert!(save(&mut app, &mut report, "三").is_err());
    Ok(())
}

#[test]
fn one_section_comes_back_alone() -> Result {
    let (folder, clocks) = (tempfile::tempdir()?, Clocks::default());
    let (mut app, mut report) = begun(folder.path(), &clocks)?;
    let first = report.draft.clone();
    report.draft.fields.insert("unit".into(), "别处".into());
    save(&mut app, &mut report, "一")?;
    let oldest = number(&mut app, &first, 0)?;
    let back = restore(&mut app, &first, oldest, Some(&first.parts[0].id))?;
    assert_eq!(said(&back), said(&first));
    assert_eq!(back.fields.get("unit").map(String::as_str), Some("别处"));
    let back = restore(&mut app, &first, oldest, Some("basic"))?;
    assert_eq!(back.fields, first.fields);
    let unknown = RestoreVersion { id: first.id.clone(), number: oldest, section: Some("no such part".into()) };
    assert_eq!(app.restore_version(unknown).err().map(|error| error.code()), Some(Code::NotFound));
    let unknown = RestoreVersion { id: first.id.clone(), number: 999, section: None };
    assert_eq!(app.restore_version(unknown).err().map(|error| error.code()), Some(Code::NotFound));
    Ok(())
}

#[test]
fn a_deleted_report_stays_deleted_and_one_that_is_gone_comes_back() -> Result {
    let (folder, clocks) = (tempfile::tempdir()?, Clocks::default());
    let (mut app, mut report) = begun(folder.path(), &clocks)?;
    let first = report.draft.clone();
    save(&mut app, &mut report, "一")?;
    app.remove(id(&first))?;
    let oldest = number(&mut app, &first, 0)?;
    restore(&mut app, &first, oldest, None)?;
    assert!(app.reports()?[0].deleted.is_some());
    drop(app);
    let db = rusqlite::Connection::open(folder.path().join(FILE))?;
    db.execute("DELETE FROM report", [])?;
    drop(db);
    let mut app = clocks.app(folder.path())?;
    assert_eq!(app.versions(id(&first))?.versions.len(), 2, "there is no present state");
    assert!(app.versions(id(&first))?.title.contains("述职报告"));
    let part = RestoreVersion { id: first.id.clone(), number: oldest, section: Some("basic".into()) };
    assert_eq!(app.restore_version(part).err().map(|error| error.code()), Some(Code::NotFound));
    assert_eq!(said(&restore(&mut app, &first, oldest, None)?), said(&first));
    Ok(())
}

#[test]
fn a_damaged_version_is_told_and_spoils_no_other() -> Result {
    let (folder, clocks) = (tempfile::tempdir()?, Clocks::default());
    let (mut app, mut report) = begun(folder.path(), &clocks)?;
    for words in ["一", "二", "三"] {
        save(&mut app, &mut report, words)?;
        clocks.pass(300);
    }
    let middle = number(&mut app, &report.draft, 1)?;
    drop(app);
    let db = rusqlite::Connection::open(folder.path().join(FILE))?;
    db.execute("UPDATE version SET made = '2026-01-08T10:30:01+08:00' WHERE number = ?1", [middle])?;
    drop(db);
    let mut app = clocks.app(folder.path())?;
    let listed = versions(&mut app, &report.draft)?;
    assert_eq!(listed.iter().map(|version| version.damaged).collect::<Vec<_>>(), [false, true, false]);
    assert_eq!(listed[0].changes.len(), 1, "it is compared with the whole one before");
    let which = RestoreVersion { id: report.draft.id.clone(), number: middle, section: None };
    assert_eq!(app.restore_version(which).err().map(|error| error.code()), Some(Code::Invalid));
    assert_eq!(said(&app.open_report(id(&report.draft))?.draft), "三");
    Ok(())
}

#[test]
fn the_command_line_shows_the_history() -> Result {
    let (folder, clocks) = (tempfile::tempdir()?, Clocks::default());
    let (mut app, mut report) = begun(folder.path(), &clocks)?;
    let first = report.draft.clone();
    save(&mut app, &mut report, "改过的话")?;
    app.remove(ReportId { id: first.id.clone() })?;
    let oldest = number(&mut app, &first, 0)?.to_string();
    let shuzhi = |args: &[&str]| -> Result<Output> {
        Ok(Command::new(env!("CARGO_BIN_EXE_shuzhi")).args(args).arg("--data").arg(folder.path()).output()?)
    };
    let told = String::from_utf8(shuzhi(&["store", "history", &first.id])?.stdout)?;
    assert_eq!(told, format!("{oldest}\t2026-01-08T10:30:00+08:00\t编写中\t\t最早的版本\n"));
    let json: serde_json::Value = serde_json::from_slice(&shuzhi(&["store", "history", &first.id, "--json"])?.stdout)?;
    assert_eq!(json[0]["number"].to_string(), oldest);
    assert_eq!((&json[0]["cause"], json[0]["changes"].as_array().map(Vec::len)), (&"work".into(), Some(0)));
    let shown = shuzhi(&["store", "show", &first.id, "--version", &oldest])?.stdout;
    assert_eq!(serde_json::from_slice::<Draft>(&shown)?, first);
    let compared = String::from_utf8(shuzhi(&["store", "history", &first.id, "--compare", &oldest])?.stdout)?;
    assert!(compared.contains("+ ") && compared.contains("改过的话"), "{compared}");

    let version = Command::new(env!("CARGO_BIN_EXE_shuzhi")).arg("--version").output()?;
    assert!(String::from_utf8(version.stdout)?.starts_with("shuzhi "));
    for wrong in [
        vec!["store", "history", "no such report"],
        vec!["store", "show", &first.id, "--version", "999"],
        vec!["store", "show", &first.id, "--version", "x"],
        vec!["store", "history", &first.id, "--compare", "999"],
        vec!["store", "history"],
    ] {
        let refused = shuzhi(&wrong)?;
        assert_eq!(refused.status.code(), Some(2), "{wrong:?}");
        assert!(refused.stderr.starts_with(b"error: ") && refused.stdout.is_empty(), "{wrong:?}");
    }
    Ok(())
}

#[test]
fn the_command_line_says_which_version_is_the_first() -> Result {
    let (folder, clocks) = (tempfile::tempdir()?, Clocks::default());
    let (app, mut report) = begun(folder.path(), &clocks)?;
    drop(app);
    // What a backup held, before anything of the report's own was kept.
    let elsewhere = Keep { cause: Cause::Backup, name: None, made: "2026-01-08T10:00:00+08:00" };
    Store::open(folder.path())?.keep_draft(&report.draft, 0, &elsewhere)?;
    let mut app = clocks.app(folder.path())?;
    save(&mut app, &mut report, "改过的话")?;
    for name in ["甲", "乙"] {
        let id = report.draft.id.clone();
        app.keep_version(KeepVersion { id, cause: Cause::Named, name: Some(name.into()) })?;
    }
    drop(app);
    let told = stdout(folder.path(), &["store", "history", &report.draft.id], b"")?;
    let told = String::from_utf8(told)?;
    let ends: Vec<&str> = told.lines().filter_map(|line| line.rsplit('\t').next()).collect();
    assert!(ends.len() == 4 && ends[1].contains('+'), "{told}");
    assert_eq!((ends[0], ends[2], ends[3]), ("没有改动", "最早的版本", "前面没有可以比较的版本"), "{told}");
    Ok(())
}
