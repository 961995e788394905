//! The store keeps what it acknowledged, and one writer at a time.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::json;
use shuzhi::Code;
use shuzhi::app::{App, Create, Nothing, ReportId, Save, Settings, summary, view};
use shuzhi::model::{Draft, Item};
use shuzhi::store::{FILE, Store};

use crate::support::{self, Result, app, sample};

fn id(draft: &Draft) -> ReportId {
    ReportId { id: draft.id.clone() }
}

#[test]
fn everything_is_there_after_closing_and_opening() -> Result {
    let folder = tempfile::tempdir()?;
    let mut first = app(folder.path())?;
    let mut draft = sample(&mut first)?.draft;
    draft.fields.insert("unit".into(), "𠮷镇党委\u{0}😀\n第二行".into());
    draft.extra.insert("later".into(), json!({ "kept": [1, "二"] }));
    let saved = first.save(Save { draft: draft.clone(), revision: 1 })?;
    assert_eq!((saved.revision, saved.saved_at.as_str()), (2, "2026-01-08T09:30:00+08:00"));
    drop(first);
    let opened = app(folder.path())?.open_report(id(&draft))?;
    assert_eq!(opened.draft, draft);
    assert_eq!(opened.revision, 2);
    Ok(())
}

#[test]
fn a_save_over_another_revision_is_refused_and_changes_nothing() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let draft = sample(&mut app)?.draft;
    let with = |unit: &str| {
        let mut draft = draft.clone();
        draft.fields.insert("unit".into(), unit.into());
        draft
    };
    app.save(Save { draft: with("先存"), revision: 1 })?;
    let refused = app.save(Save { draft: with("后存"), revision: 1 }).err().ok_or("revision 1 is gone")?;
    assert_eq!(refused.code(), Code::Conflict);
    assert!(refused.message().contains("没有保存"), "{refused}");
    assert_eq!(app.open_report(id(&draft))?.draft, with("先存"));
    Ok(())
}

#[test]
fn the_list_shows_what_is_composed_from_each_draft() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    for (year, sample) in [(2024, true), (2026, false), (2025, true)] {
        let created = app.create(Create { template: "general".into(), year, sample })?;
        let mut draft = created.draft;
        let part = draft.parts.first_mut().ok_or("no part")?;
        part.lead = "党员××名，会议 XX 次。".into();
        draft.done = vec!["basic".into(), part.id.clone()];
        draft.fields.insert("reporter".into(), "张\n三\u{7}".into());
        app.save(Save { draft, revision: created.revision })?;
    }
    let listed = app.reports()?;
    assert_eq!(listed.iter().map(|one| one.year).collect::<Vec<_>>(), [Some(2026), Some(2025), Some(2024)]);
    for one in Store::open_to_read(folder.path())?.list()? {
        let draft = app.open_report(ReportId { id: one.id.clone() })?.draft;
        assert_eq!(one.summary, summary(&draft, &view(&draft)), "{}", one.summary.title);
        assert_eq!(one.modified, draft.modified.to_rfc3339());
        assert_eq!((one.summary.parts_done, one.summary.reporter.as_str()), (2, "张 三"));
        assert!(one.summary.placeholders >= 2 && one.summary.title.contains("述职报告"), "{:?}", one.summary);
    }
    Ok(())
}

#[test]
fn a_deleted_report_can_be_taken_back() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let draft = sample(&mut app)?.draft;
    app.remove(id(&draft))?;
    assert_eq!(app.reports()?[0].deleted.as_deref(), Some("2026-01-08T09:30:00+08:00"));
    app.restore(id(&draft))?;
    assert_eq!(app.reports()?[0].deleted, None);
    assert_eq!(app.open_report(id(&draft))?.draft, draft);
    let unknown = app.remove(ReportId { id: "x".into() }).err().map(|error| error.code());
    assert_eq!(unknown, Some(Code::NotFound));
    Ok(())
}

#[test]
fn a_copy_is_another_report_with_its_own_problems() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let mut draft = sample(&mut app)?.draft;
    draft.done = vec!["basic".into()];
    draft.previous = Some("last-year".into());
    app.save(Save { draft: draft.clone(), revision: 1 })?;
    let copy = app.copy(id(&draft))?.draft;
    assert_eq!((copy.previous.as_deref(), copy.done.len(), &copy.fields), (None, 0, &draft.fields));

    let ids = |draft: &Draft| -> Vec<String> {
        let json = serde_json::to_string(&draft.parts).unwrap_or_default();
        json.match_indices("00000000-0000-4000-8000-")
            .filter_map(|(at, _)| json.get(at..at + 36))
            .map(String::from)
            .collect()
    };
    let (old, new) = (ids(&draft), ids(&copy));
    assert!(old.len() > 10, "the sample has items and links: {}", old.len());
    assert!(new.iter().all(|id| !old.contains(id)), "an id was kept");
    // The same positions hold the same ids, so every link still leads to its item.
    let shape = |ids: &[String]| ids.iter().map(|id| ids.iter().position(|other| other == id)).collect::<Vec<_>>();
    assert_eq!(shape(&old), shape(&new));
    // A link that names nothing joins nothing, though a file may say so of several items.
    draft.parts[0].items =
        ["甲", "乙"].map(|text| Item { text: text.into(), problem: Some(String::new()), ..Item::default() }).into();
    app.save(Save { draft: draft.clone(), revision: 2 })?;
    let copy = app.copy(id(&draft))?.draft;
    assert!(copy.parts[0].items.iter().all(|item| item.problem_id() == item.id), "{:?}", copy.parts[0].items);
    Ok(())
}

#[test]
fn a_new_report_begins_with_what_the_settings_say() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    assert_eq!(app.settings(Nothing {})?, Settings::default());
    let unit = "某某街道党工委".to_owned();
    app.set_settings(Settings { unit: unit.clone(), post: "书记".into(), ..Settings::default() })?;
    let draft = app.create(Create { template: "general".into(), year: 2025, sample: false })?.draft;
    assert_eq!((draft.fields.get("unit"), draft.fields.get("post").map(String::as_str)), (Some(&unit), Some("书记")));
    assert_eq!(draft.fields.get("reporter").map(String::as_str), Some(""));
    assert_ne!(sample(&mut app)?.draft.fields.get("unit"), Some(&unit), "a sample keeps its example");
    Ok(())
}

#[test]
fn an_export_is_recorded_and_a_window_can_go_on_saving() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let draft = app.create(Create { template: "general".into(), year: 2025, sample: false })?.draft;
    let target = folder.path().join(format!("{}.docx", app.export_name(&draft.id)?));
    let blocked = app.export_docx(&draft.id, &target, false).err().ok_or("an empty report was exported")?;
    assert_eq!(blocked.code(), Code::Blocked);
    assert!(blocked.message().contains("处没有填好") && !target.exists(), "{blocked}");

    app.export_docx(&draft.id, &target, true)?;
    assert!(std::fs::read(&target)?.starts_with(b"PK"));
    assert_eq!(app.reports()?[0].exported.as_deref(), Some("2026-01-08T09:30:00+08:00"));
    let record =
        json!([{ "when": "2026-01-08T09:30:00+08:00", "forced": true, "file": "2025年度抓基层党建工作述职报告.docx" }]);
    assert_eq!(app.open_report(id(&draft))?.draft.extra.get("exports"), Some(&record));
    app.save(Save { draft: draft.clone(), revision: 1 })?;
    assert_eq!(app.open_report(id(&draft))?.draft.extra.get("exports"), Some(&record), "the save dropped the record");
    Ok(())
}

#[test]
fn a_second_writer_is_told_and_a_reader_is_not_held_up() -> Result {
    let folder = tempfile::tempdir()?;
    let mut writer = app(folder.path())?;
    let draft = sample(&mut writer)?.draft;
    let shuzhi =
        |args: &[&str]| Command::new(env!("CARGO_BIN_EXE_shuzhi")).args(args).arg("--data").arg(folder.path()).output();
    let file = folder.path().join("draft.json");
    std::fs::File::create(&file)?.write_all(&serde_json::to_vec(&draft)?)?;

    let second = shuzhi(&["store", "add", &file.to_string_lossy()])?;
    assert_eq!(second.status.code(), Some(2));
    assert!(String::from_utf8(second.stderr)?.contains("正由另一个“述职”窗口或命令使用"));
    let shown = shuzhi(&["store", "show", &draft.id])?;
    assert_eq!(serde_json::from_slice::<Draft>(&shown.stdout)?, draft, "a reader works beside the writer");
    drop(writer);
    assert!(shuzhi(&["store", "add", &file.to_string_lossy()])?.status.success(), "the lock was given back");
    Ok(())
}

/// Run by [`what_was_acknowledged_survives_kill`] in a process of its own: saves without end, and says so after each.
#[test]
#[ignore = "the child of what_was_acknowledged_survives_kill"]
fn save_until_killed() -> Result {
    let folder = std::env::vars().find(|(key, _)| key == "SHUZHI_TEST_FOLDER").ok_or("run by its parent only")?.1;
    let mut app = app(folder.as_ref())?;
    let mut opened = sample(&mut app)?;
    for n in 1.. {
        opened.draft.fields.insert("unit".into(), format!("第{n}次"));
        opened.revision = app.save(Save { draft: opened.draft.clone(), revision: opened.revision })?.revision;
        println!("\nsaved {n}");
    }
    Ok(())
}

#[test]
fn what_was_acknowledged_survives_kill() -> Result {
    let test = "store::save_until_killed";
    for wanted in [1, 7, 40] {
        let folder = tempfile::tempdir()?;
        let mut child = Command::new(std::env::current_exe()?)
            .args([test, "--exact", "--ignored", "--nocapture", "--test-threads=1"])
            .env("SHUZHI_TEST_FOLDER", folder.path())
            .stdout(Stdio::piped())
            .spawn()?;
        let lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
        let saved =
            lines.map_while(|line| line.ok()).filter_map(|line| line.strip_prefix("saved ")?.parse::<u32>().ok());
        let acknowledged = saved.take_while(|n| *n <= wanted).last();
        // SIGKILL: nothing in the child runs after it.
        child.kill()?;
        child.wait()?;
        assert_eq!(acknowledged, Some(wanted), "the child ended early");
        let mut app = app(folder.path())?;
        let report = app.reports()?.pop().ok_or("the report is gone")?;
        let unit = app.open_report(ReportId { id: report.id })?.draft.fields.get("unit").cloned().unwrap_or_default();
        let found: u32 = unit.trim_start_matches('第').trim_end_matches('次').parse()?;
        assert!(found >= wanted, "save {wanted} was acknowledged, {found} was found");
    }
    Ok(())
}

#[test]
fn whatever_can_be_typed_is_stored_as_typed() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let mut opened = sample(&mut app)?;
    let typed = [
        "长".repeat(100_000),
        "𠮷䶮👨‍👩‍👧\u{0}\u{1b}\u{fffe}\r\n\t\u{202e}'\"\\; --".into(),
        "　\n\n".into(),
        String::new(),
    ];
    for text in typed {
        let part = opened.draft.parts.iter_mut().find(|part| !part.items.is_empty()).ok_or("no items")?;
        part.items[0].heading.clone_from(&text);
        part.items[0].body.clone_from(&text);
        opened.draft.fields.insert("title".into(), text.chars().take(80).collect());
        opened.draft.year = Some(0);
        opened.revision = app.save(Save { draft: opened.draft.clone(), revision: opened.revision })?.revision;
        assert_eq!(app.open_report(id(&opened.draft))?.draft, opened.draft);
        let name = app.export_name(&opened.draft.id)?;
        assert!(name.len() < 256 && !name.contains(['\u{0}', '\n', '"', '\\']), "{name:?}");
    }
    Ok(())
}

/// A database of every schema ever released, written by the program of that time, and a report in it.
const RELEASED: &[(&str, &str)] = &[
    ("schema-001.sqlite3", "25626254-a90a-4a05-9a2e-d638a82bd4ab"),
    ("schema-002.sqlite3", "00000000-0000-4000-8000-000000000001"),
];

#[test]
fn a_database_of_every_schema_is_read_and_brought_up_to_date() -> Result {
    let fresh = tempfile::tempdir()?;
    drop(app(fresh.path())?);
    let schema = |folder: &Path| -> Result<Vec<String>> {
        let db = rusqlite::Connection::open(folder.join(FILE))?;
        let mut query = db.prepare("SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY name")?;
        let rows = query.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    };
    for (file, report) in RELEASED {
        let folder = tempfile::tempdir()?;
        std::fs::copy(support::root().join("tests/fixtures/store").join(file), folder.path().join(FILE))?;
        let mut app = app(folder.path())?;
        let opened = app.open_report(ReportId { id: (*report).into() })?;
        assert_eq!((opened.draft.year, opened.draft.template.id.as_str()), (Some(2024), "village-secretary"));
        app.save(Save { draft: opened.draft, revision: opened.revision })?;
        drop(app);
        assert_eq!(schema(folder.path())?, schema(fresh.path())?, "{file} is not brought to the newest schema");
    }
    Ok(())
}

#[test]
fn an_older_database_is_copied_before_its_upgrade_and_read_without_one() -> Result {
    let folder = tempfile::tempdir()?;
    let (path, old) = (folder.path().join(FILE), support::root().join("tests/fixtures/store/schema-001.sqlite3"));
    std::fs::copy(&old, &path)?;
    let before = std::fs::read(&old)?;
    let read = Store::open_to_read(folder.path())?;
    let (listed, report) = (read.list()?, read.get(RELEASED[0].1)?);
    assert_eq!(listed.len(), 1);
    drop(read);
    assert_eq!(std::fs::read(&path)?, before, "reading changed the file");
    assert!(!folder.path().join("backups").exists());

    // Without a copy there is no upgrade.
    support::plant(&folder.path().join("backups"), b"")?;
    let error = Store::open(folder.path()).err().ok_or("it was upgraded")?;
    assert!(error.code() == Code::Io && error.message().contains("升级之前要先留一份备份"), "{error}");
    assert_eq!(std::fs::read(&path)?, before, "the old file is as it was");
    std::fs::remove_file(folder.path().join("backups"))?;

    let store = Store::open(folder.path())?;
    assert_eq!((store.list()?, store.get(RELEASED[0].1)?), (listed, report), "a reader sees what the upgrade makes");
    let copies = std::fs::read_dir(folder.path().join("backups"))?.collect::<std::io::Result<Vec<_>>>()?;
    assert_eq!(copies.iter().map(|copy| copy.file_name()).collect::<Vec<_>>(), ["before-schema-2-1.sqlite3"]);
    assert_eq!(std::fs::read(copies[0].path())?, before, "the copy is the old file");
    Ok(())
}

#[test]
#[cfg(unix)]
fn folder_and_files_are_private() -> Result {
    use std::os::unix::fs::PermissionsExt;
    let outer = tempfile::tempdir()?;
    let folder = outer.path().join("深/数据");
    let mut app = App::open(support::env(&folder))?;
    sample(&mut app)?;
    let mode = |path: &Path| std::fs::metadata(path).map(|one| one.permissions().mode() & 0o777);
    assert_eq!(mode(&folder)?, 0o700);
    for name in [FILE, "shuzhi.sqlite3-wal", "shuzhi.sqlite3-shm", "shuzhi.lock"] {
        assert_eq!(mode(&folder.join(name))?, 0o600, "{name}");
    }
    Ok(())
}
