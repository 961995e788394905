//! Damage is found, told, and put right from what is whole; the broken file is kept.

mod aside;
mod rescue;

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use rusqlite::Connection;
use shuzhi::Code;
use shuzhi::app::{
    App, Create, Mend, Nothing, RemedySource, ReportId, Save, Settings, backup_if_due, check_store, summary, view,
};
use shuzhi::model::Draft;
use shuzhi::store::{Cause, FILE, Keep, Store};

use crate::support::{self, Result, app, env, now, sample};

/// Three reports: one with a version of what it was before, one as it was made, one deleted; and settings.
fn several(folder: &Path) -> Result<[Draft; 3]> {
    let mut app = app(folder)?;
    let [mut first, second, third] = [sample(&mut app)?.draft, sample(&mut app)?.draft, sample(&mut app)?.draft];
    app.remove(ReportId { id: third.id.clone() })?;
    app.set_settings(Settings { unit: "某某街道党工委".into(), ..Settings::default() })?;
    drop(app);
    first.fields.insert("reporter".into(), "后来的人".into());
    let keep = Keep { cause: Cause::Work, name: None, made: &now().to_rfc3339() };
    Store::open(folder)?.save(&first, &summary(&first, &view(&first)), 1, Some(&keep))?;
    Ok([first, second, third])
}

fn draft(folder: &Path, id: &str) -> Result<Draft> {
    Ok(serde_json::from_str(&Store::open_to_read(folder)?.get(id)?.draft)?)
}

/// Changes a letter in the draft of a report.
fn damage(folder: &Path, id: &str) -> Result {
    let db = Connection::open(folder.join(FILE))?;
    assert_eq!(db.execute("UPDATE report SET draft = replace(draft, '支部', '枝部') WHERE id = ?1", [id])?, 1);
    Ok(())
}

/// Changes bytes of the file.
fn change(folder: &Path, work: impl Fn(&mut Vec<u8>)) -> Result<Vec<u8>> {
    let path = folder.join(FILE);
    let mut bytes = fs::read(&path)?;
    work(&mut bytes);
    support::plant(&path, &bytes)?;
    Ok(bytes)
}

fn shuzhi(folder: &Path, args: &[&str]) -> Result<Output> {
    Ok(Command::new(env!("CARGO_BIN_EXE_shuzhi")).args(args).arg("--data").arg(folder).output()?)
}

#[test]
fn a_database_that_is_whole_is_said_to_be() -> Result {
    let folder = tempfile::tempdir()?;
    several(folder.path())?;
    assert_eq!(check_store(folder.path())?, Default::default());
    let checked = shuzhi(folder.path(), &["store", "check"])?;
    assert_eq!((checked.status.code(), String::from_utf8(checked.stdout)?.as_str()), (Some(0), "数据完好\n"));
    assert_eq!(shuzhi(&folder.path().join("没有"), &["store", "check"])?.status.code(), Some(2));
    Ok(())
}

#[test]
fn a_damaged_report_is_mended_from_its_newest_whole_version() -> Result {
    let folder = tempfile::tempdir()?;
    let [first, second, _] = several(folder.path())?;
    damage(folder.path(), &first.id)?;
    damage(folder.path(), &second.id)?;
    let mut app = app(folder.path())?;
    // Beside the window.
    let health = check_store(folder.path())?;
    let named: Vec<_> = health.damaged.iter().map(|one| (one.id.as_str(), one.remedies.len())).collect();
    assert_eq!(named, [(first.id.as_str(), 1), (second.id.as_str(), 0)]);
    assert!(health.damaged[0].title.contains("述职报告"), "{:?}", health.damaged[0]);

    app.mend(Mend { id: first.id.clone(), source: None })?;
    let mended = app.open_report(ReportId { id: first.id.clone() })?;
    assert_ne!(mended.draft.fields.get("reporter"), first.fields.get("reporter"), "the version is what was before");
    assert_eq!((mended.draft.parts, mended.revision), (first.parts.clone(), 3));
    let kept = fs::read(folder.path().join("damaged/1.row"))?;
    assert!(String::from_utf8_lossy(&kept).contains("枝部"), "the damaged bytes are kept");

    let code = |mend: Mend, app: &mut App| app.mend(mend).err().map(|error| error.code());
    assert_eq!(code(Mend { id: second.id.clone(), source: None }, &mut app), Some(Code::NotFound), "it has no version");
    let gone = RemedySource::Version { number: 99 };
    assert_eq!(code(Mend { id: second.id.clone(), source: Some(gone) }, &mut app), Some(Code::NotFound));
    assert_eq!(code(Mend { id: first.id, source: None }, &mut app), Some(Code::NotFound), "it is whole");
    Ok(())
}

#[test]
fn damage_in_what_the_list_shows_is_damage_of_that_report_alone() -> Result {
    let folder = tempfile::tempdir()?;
    let [first, ..] = several(folder.path())?;
    // As a broken sector does it: the index says what the row said before.
    let bytes = change(folder.path(), |bytes| {
        let id = first.id.as_bytes();
        let title: Vec<usize> =
            bytes.windows(id.len()).enumerate().filter(|(_, window)| *window == id).map(|(at, _)| at).collect();
        for at in title {
            // Only in the row does the draft follow, and it begins with the schema.
            let row = &mut bytes[at..at + 400];
            let json = row.windows(10).position(|window| window == br#"{"schema":"#);
            if let Some(letter) = json.and_then(|end| row[..end].windows(3).position(|c| c == "报".as_bytes())) {
                row[letter] ^= 1;
            }
        }
    })?;
    assert!(!bytes.is_empty());
    let health = check_store(folder.path())?;
    assert_eq!(health.damaged.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), [first.id.as_str()]);
    app(folder.path())?.mend(Mend { id: first.id, source: None })?;
    assert_eq!(check_store(folder.path())?, Default::default());
    Ok(())
}

#[test]
fn the_command_line_lists_and_mends() -> Result {
    let folder = tempfile::tempdir()?;
    let [first, ..] = several(folder.path())?;
    let db = Connection::open(folder.path().join(FILE))?;
    db.execute_batch("UPDATE setting SET value = '{}'")?;
    drop(db);
    damage(folder.path(), &first.id)?;
    let checked = shuzhi(folder.path(), &["store", "check"])?;
    let said = String::from_utf8(checked.stdout)?;
    assert_eq!(checked.status.code(), Some(1));
    assert!(said.contains(&first.id) && said.contains("可以用历史版本") && said.contains("设置已损坏"), "{said}");
    let json: serde_json::Value =
        serde_json::from_slice(&shuzhi(folder.path(), &["store", "check", "--json"])?.stdout)?;
    assert_eq!(json["damaged"][0]["id"], first.id.as_str());
    assert_eq!(json["damaged"][0]["remedies"][0]["source"]["kind"], "version");

    let mended = shuzhi(folder.path(), &["store", "check", "--mend"])?;
    let said = String::from_utf8(mended.stdout)?;
    assert!(
        said.starts_with(&first.id) && said.contains("已修复：用历史版本") && said.ends_with("数据完好\n"),
        "{said}"
    );
    assert_eq!(mended.status.code(), Some(0));
    assert_eq!(draft(folder.path(), &first.id)?.parts, first.parts);
    assert!(fs::read(folder.path().join("damaged/2.row"))?.starts_with(b"setting\n"));
    Ok(())
}

/// Makes a backup, as on the first start of a day.
fn back_up(folder: &Path) -> Result {
    let run = backup_if_due(folder, now());
    assert!(run.made.is_some(), "{run:?}");
    Ok(())
}

#[test]
fn a_damaged_report_is_mended_from_a_backup_where_that_is_newer() -> Result {
    let folder = tempfile::tempdir()?;
    let [first, second, _] = several(folder.path())?;
    back_up(folder.path())?;
    damage(folder.path(), &first.id)?;
    damage(folder.path(), &second.id)?;
    let health = check_store(folder.path())?;
    let kinds = |at: usize| health.damaged[at].remedies.iter().map(|remedy| &remedy.source).collect::<Vec<_>>();
    let backup = RemedySource::Backup { name: "000001-2026-01-08.bak".into() };
    assert!(matches!(kinds(0).as_slice(), [first, RemedySource::Version { .. }] if **first == backup), "{health:?}");
    assert_eq!(kinds(1), [&backup]);
    let mut app = app(folder.path())?;
    for id in [&first.id, &second.id] {
        app.mend(Mend { id: id.clone(), source: None })?;
    }
    assert_eq!(app.open_report(ReportId { id: first.id.clone() })?.draft, first);
    assert_eq!(app.open_report(ReportId { id: second.id.clone() })?.draft, second);
    assert_eq!(check_store(folder.path())?, Default::default());
    Ok(())
}

/// Keeps the report `id` as it would be with `unit`, last changed on a day, as a version.
fn keep_unit(folder: &Path, draft: &Draft, unit: &str, day: &str, (cause, revision): (Cause, i64)) -> Result {
    let mut draft = draft.clone();
    draft.fields.insert("unit".into(), unit.into());
    let made = format!("{day}T10:00:00+08:00");
    draft.modified = chrono::DateTime::parse_from_rfc3339(&made)?;
    Store::open(folder)?.keep_draft(&draft, revision, &Keep { cause, name: None, made: &made })?;
    Ok(())
}

#[test]
fn what_never_was_the_report_mends_it_only_where_nothing_else_is_left() -> Result {
    let folder = tempfile::tempdir()?;
    let [first, second, _] = several(folder.path())?;
    keep_unit(folder.path(), &first, "自己的", "2026-01-05", (Cause::Work, 2))?;
    let foreign = [(Cause::Backup, 0), (Cause::Conflict, 2), (Cause::Work, 0)];
    for (n, kind) in foreign.into_iter().enumerate() {
        keep_unit(folder.path(), &first, &format!("别处的{n}"), "2026-02-01", kind)?;
    }
    keep_unit(folder.path(), &second, "别处的", "2026-01-01", (Cause::Backup, 0))?;
    let mut app = app(folder.path())?;
    for (draft, unit) in [(&first, "自己的"), (&second, "别处的")] {
        damage(folder.path(), &draft.id)?;
        app.mend(Mend { id: draft.id.clone(), source: None })?;
        assert_eq!(app.open_report(ReportId { id: draft.id.clone() })?.draft.fields["unit"], unit);
    }
    Ok(())
}

#[test]
fn a_backup_of_a_database_that_was_lost_is_not_newer_for_its_larger_numbers() -> Result {
    let folder = tempfile::tempdir()?;
    let [first, ..] = several(folder.path())?;
    let path = folder.path().join(FILE);
    let was = fs::read(&path)?;
    let mut saving = app(folder.path())?;
    for revision in 2..9 {
        saving.save(Save { draft: first.clone(), revision })?;
    }
    drop(saving);
    back_up(folder.path())?;
    // Leaves no log.
    drop(app(folder.path())?);
    support::plant(&path, &was)?;
    keep_unit(folder.path(), &first, "后来的", "2026-03-01", (Cause::Work, 2))?;
    damage(folder.path(), &first.id)?;
    let remedies = check_store(folder.path())?.damaged.remove(0).remedies;
    assert!(matches!(remedies[0].source, RemedySource::Version { .. }), "{remedies:?}");
    Ok(())
}

#[test]
fn a_lost_file_is_told_and_comes_back_from_backups() -> Result {
    let folder = tempfile::tempdir()?;
    let [first, ..] = several(folder.path())?;
    back_up(folder.path())?;
    drop(Store::open(folder.path())?);
    fs::remove_file(folder.path().join(FILE))?;
    assert!(!folder.path().join("shuzhi.sqlite3-wal").exists());
    for args in [&["store", "check"][..], &["store", "list"]] {
        let told = shuzhi(folder.path(), args)?;
        let said = String::from_utf8([told.stdout, told.stderr].concat())?;
        assert!(
            told.status.code() != Some(0) && said.contains("不见了") && said.contains("backups"),
            "{args:?}: {said}"
        );
    }
    assert_eq!(App::open(env(folder.path())).err().map(|error| error.code()), Some(Code::Damaged));
    assert!(!folder.path().join(FILE).exists(), "no empty one takes its place");
    let said = String::from_utf8(shuzhi(folder.path(), &["store", "check", "--rescue"])?.stdout)?;
    assert_eq!(said.matches("找回\t").count(), 3, "{said}");
    assert_eq!(check_store(folder.path())?, Default::default());
    assert_eq!(draft(folder.path(), &first.id)?, first);
    Ok(())
}

#[test]
fn a_lost_file_is_told_by_the_copy_before_its_upgrade() -> Result {
    let folder = tempfile::tempdir()?;
    assert_eq!(check_store(folder.path())?, Default::default(), "nothing was there yet");
    fs::create_dir(folder.path().join("backups"))?;
    assert_eq!(check_store(folder.path())?, Default::default());
    support::plant(&folder.path().join("backups/before-schema-2-1.sqlite3"), b"")?;
    assert_eq!(check_store(folder.path()).err().map(|error| error.code()), Some(Code::Damaged));
    assert_eq!(App::open(env(folder.path())).err().map(|error| error.code()), Some(Code::Damaged));
    Ok(())
}

#[test]
fn a_report_that_cannot_be_mended_keeps_no_other_from_it() -> Result {
    let folder = tempfile::tempdir()?;
    let [mut first, second, _] = several(folder.path())?;
    keep_unit(folder.path(), &second, "前一版", "2026-01-05", (Cause::Work, 1))?;
    // Its newest version is of a program to come.
    first.schema = 99;
    keep_unit(folder.path(), &first, "将来的", "2026-02-01", (Cause::Work, 2))?;
    damage(folder.path(), &first.id)?;
    damage(folder.path(), &second.id)?;
    assert_eq!(check_store(folder.path())?.damaged[0].id, first.id);
    let mended = shuzhi(folder.path(), &["store", "check", "--mend"])?;
    let said = String::from_utf8([mended.stdout, mended.stderr].concat())?;
    assert!(mended.status.code() != Some(0) && said.contains("99") && said.contains(&first.id), "{said}");
    assert_eq!(draft(folder.path(), &second.id)?.fields["unit"], "前一版");
    Ok(())
}

#[test]
fn damaged_settings_keep_no_report_from_being_made_exported_or_merged() -> Result {
    let (folder, other) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let [.., third] = several(folder.path())?;
    let file = folder.path().join("a.shuzhi");
    app(folder.path())?.write_archive(&file, None)?;
    let mut app = app(other.path())?;
    app.set_settings(Settings { unit: "某某街道党工委".into(), ..Settings::default() })?;
    let db = Connection::open(other.path().join(FILE))?;
    db.execute_batch("INSERT INTO setting VALUES ('layouts', x'', '[]'); UPDATE setting SET value = '{}'")?;
    drop(db);
    assert_eq!(app.settings(Nothing {}).err().map(|error| error.code()), Some(Code::Invalid));
    let made = app.create(Create { template: "general".into(), year: 2025, sample: false })?;
    assert_eq!(made.draft.fields.get("unit").map_or("", String::as_str), "");
    app.export_docx(&made.draft.id, &other.path().join("a.docx"), true)?;
    drop(app);
    let restored = shuzhi(other.path(), &["store", "restore", &file.display().to_string()])?;
    assert_eq!(String::from_utf8(restored.stderr)?, "");
    assert_eq!(draft(other.path(), &third.id)?, third);
    Ok(())
}
