//! 换机: one file holds everything, and in an empty folder everything is there again.

use std::collections::BTreeMap;
use std::path::Path;

use sha2::{Digest, Sha256};
use shuzhi::Code;
use shuzhi::app::{
    App, ArchiveContent, ArchiveRead, ArchivedState, Create, MergeArchive, MergeChoice, Merged, Nothing, OpenReport,
    ReportId, Save, Settings,
};
use shuzhi::store::{Cause, Keep, Store};

use super::listed;
use crate::cli;
use crate::support::{self, Result, app, sample};

/// Everything of a store that an archive must carry: by report its hash, times and place in the list; by version its hash.
pub(crate) fn all(data: &Path) -> Result<BTreeMap<String, Vec<String>>> {
    let store = Store::open_to_read(data)?;
    let hash = |text: &str| Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let mut all = BTreeMap::new();
    for (place, entry) in store.list()?.into_iter().enumerate() {
        let report = store.get(&entry.id)?;
        let mut said = vec![format!("{place} {entry:?} {} {}", report.revision, hash(&report.draft))];
        for version in store.versions(&entry.id)? {
            let draft = store.version(&entry.id, version.number)?;
            said.push(format!(
                "{} {:?} {:?} {} {}",
                version.revision,
                version.cause,
                version.name,
                version.made,
                hash(&draft)
            ));
        }
        all.insert(entry.id, said);
    }
    Ok(all)
}

/// What a file holds, once it was read.
pub(crate) fn content(read: ArchiveRead) -> Result<ArchiveContent> {
    match read {
        ArchiveRead::Content(content) => Ok(content),
        other => Err(format!("{other:?}").into()),
    }
}

/// Takes over all that is new.
pub(crate) fn merge(app: &mut App, choices: &[(&str, MergeChoice)]) -> Result<Merged> {
    let reports = choices.iter().map(|(id, choice)| ((*id).to_owned(), *choice)).collect();
    Ok(app.merge_archive(MergeArchive { reports, settings: false, templates: Vec::new() })?)
}

/// A store with reports, versions, a deleted report, settings, a layout profile and an own template.
fn furnish(data: &Path) -> Result<App> {
    let mut app = app(data)?;
    let first = sample(&mut app)?.draft;
    let second = app.create(Create { template: "general".into(), year: 2024, sample: false })?.draft;
    let third = app.copy(ReportId { id: first.id.clone() })?.draft;
    app.remove(ReportId { id: third.id })?;
    drop(app);
    let mut store = Store::open(data)?;
    for (n, id) in [&first.id, &second.id].into_iter().enumerate() {
        let keep = Keep { cause: Cause::Named, name: Some("送审稿"), made: "2026-01-05T10:00:00+08:00" };
        store.keep(id, &keep)?;
        let mut draft = first.clone();
        draft.id.clone_from(id);
        draft.fields.insert("unit".into(), format!("从前的单位{n}"));
        store.keep_draft(&draft, 1, &Keep { cause: Cause::Work, name: None, made: "2026-01-06T10:00:00+08:00" })?;
    }
    drop(store);
    let mut app = support::app(data)?;
    let OpenReport { mut draft, revision, .. } = app.open_report(ReportId { id: first.id })?;
    draft.fields.insert("unit".into(), "𠮷镇党委".into());
    app.save(Save { draft, revision })?;
    app.set_settings(Settings { unit: "某镇".into(), zoom: 120, ..Settings::default() })?;
    let (_, layout) = app.layout_file("margins-38")?;
    app.import_layout(&layout.replace("margins-38", "our-own"), "our-own.json")?;
    std::fs::create_dir(data.join("templates"))?;
    support::plant(&data.join("templates/本镇.json"), b"{ not even read }")?;
    Ok(app)
}

#[test]
fn a_file_carries_everything_to_another_computer() -> Result {
    let (old, new, stick) = (tempfile::tempdir()?, tempfile::tempdir()?, tempfile::tempdir()?);
    let file = stick.path().join("换机.shuzhi");
    let mut from = furnish(old.path())?;
    for password in [None, Some("密码 123")] {
        from.write_archive(&file, password)?;
        assert_eq!(listed(&old.path().join("backups"))?, [""; 0], "nothing is left behind");
        assert_eq!(listed(stick.path())?, ["换机.shuzhi"]);
    }
    let mut to = app(new.path())?;
    for (password, wrong) in [(None, false), (Some(""), false), (Some("密码 124"), true)] {
        let asked = to.read_archive(&file, password)?;
        assert_eq!(asked, ArchiveRead::Password { name: "换机.shuzhi".into(), wrong });
    }
    assert_eq!(
        to.merge_archive(MergeArchive { reports: BTreeMap::new(), settings: true, templates: vec![] })
            .err()
            .map(|e| e.code()),
        Some(Code::NotFound)
    );
    let shown = content(to.read_archive(&file, Some("密码 123"))?)?;
    assert_eq!(
        (shown.name.as_str(), shown.made.as_str(), shown.settings),
        ("换机.shuzhi", "2026-01-08T09:30:00+08:00", true)
    );
    assert_eq!(shown.reports.len(), 3);
    assert!(shown.reports.iter().all(|report| report.state == ArchivedState::New && report.here.is_none()));
    assert_eq!(shown.reports.iter().filter(|report| report.deleted).count(), 1);
    assert_eq!(
        shown.templates.iter().map(|one| (one.name.as_str(), one.state)).collect::<Vec<_>>(),
        [("本镇.json", ArchivedState::New)]
    );
    assert!(to.reports()?.is_empty(), "nothing is merged by reading");
    let merged = to.merge_archive(MergeArchive {
        reports: BTreeMap::new(),
        settings: true,
        templates: vec!["本镇.json".into()],
    })?;
    assert_eq!((merged.added, merged.replaced, merged.copied, merged.unchanged, merged.templates), (3, 0, 0, 0, 1));
    assert_eq!(merged.notices, [""; 0]);
    assert_eq!(all(new.path())?, all(old.path())?);
    assert_eq!(to.settings(Nothing {})?, from.settings(Nothing {})?);
    assert_eq!(to.layouts(Nothing {})?, from.layouts(Nothing {})?);
    assert_eq!(std::fs::read(new.path().join("templates/本镇.json"))?, b"{ not even read }");
    assert_eq!(listed(&new.path().join("backups"))?, [""; 0], "nothing is left behind");
    // Once more, nothing is new.
    let shown = content(to.read_archive(&file, Some("密码 123"))?)?;
    assert!(shown.reports.iter().all(|report| report.state == ArchivedState::Same) && !shown.settings, "{shown:?}");
    assert_eq!(shown.templates[0].state, ArchivedState::Same);
    let before = all(new.path())?;
    assert_eq!(merge(&mut to, &[])?.unchanged, 3);
    assert_eq!(all(new.path())?, before);
    Ok(())
}

#[test]
fn the_same_over_the_command_line() -> Result {
    let (old, new) = (tempfile::tempdir()?, tempfile::tempdir()?);
    drop(furnish(old.path())?);
    let file = old.path().join("all.shuzhi");
    let shown = file.to_string_lossy();
    let secret = old.path().join("password");
    support::plant(&secret, "口令 one\nnot this\n".as_bytes())?;
    let secret = secret.to_string_lossy();
    cli::stdout(old.path(), &["store", "backup", &shown, "--password-file", &secret], b"")?;
    let refused = cli::run(new.path(), &["store", "restore", &shown], b"")?;
    assert_eq!((refused.status.code(), refused.stdout.len()), (Some(2), 0));
    assert!(String::from_utf8(refused.stderr)?.contains("--password-file"));
    let wrong = old.path().join("wrong");
    support::plant(&wrong, b"another\n")?;
    let wrong = wrong.to_string_lossy();
    let refused = cli::run(new.path(), &["store", "restore", &shown, "--password-file", &wrong], b"")?;
    let said = String::from_utf8(refused.stderr)?;
    assert!(refused.status.code() == Some(2) && said.contains("密码不对"), "{said}");
    assert!(said.contains("hint: 请检查 --password-file"), "{said}");
    assert_eq!(super::listed(new.path())?, [""; 0], "nothing is made for a file that is not read");
    let told =
        String::from_utf8(cli::stdout(new.path(), &["store", "restore", &shown, "--password-file", &secret], b"")?)?;
    assert!(told.contains("3"), "{told}");
    assert_eq!(all(new.path())?, all(old.path())?);
    assert!(new.path().join("templates/本镇.json").is_file());
    assert_eq!(app(new.path())?.settings(Nothing {})?.unit, "某镇");
    // A window that has it open holds the folder.
    let window = app(new.path())?;
    assert_eq!(
        cli::run(new.path(), &["store", "restore", &shown, "--password-file", &secret], b"")?.status.code(),
        Some(2)
    );
    cli::stdout(new.path(), &["store", "backup", "beside.shuzhi"], b"")?;
    drop(window);
    // One is changed here: it stays, and the other is in its history.
    let mut there = app(new.path())?;
    let id = there.reports()?.first().ok_or("no report")?.id.clone();
    super::change(&mut there, &id, "这里改过")?;
    drop(there);
    let output = cli::run(new.path(), &["store", "restore", "beside.shuzhi"], b"")?;
    assert_eq!((output.status.code(), output.stderr.len()), (Some(1), 0));
    let told = String::from_utf8(output.stdout)?;
    assert_eq!(told.lines().filter(|line| line.contains(&id)).count(), 1, "{told}");
    let stored = app(new.path())?.open_report(ReportId { id: id.clone() })?;
    assert_eq!(stored.draft.fields["unit"], "这里改过");
    let store = Store::open_to_read(new.path())?;
    let versions = store.versions(&id)?;
    let theirs = |number| store.version(&id, number).is_ok_and(|draft| draft.contains("𠮷镇党委"));
    // The program kept it when the report was changed here; it is not there twice.
    assert_eq!(versions.iter().filter(|version| theirs(version.number)).count(), 1);
    // Again: it is there already.
    let output = cli::run(new.path(), &["store", "restore", "beside.shuzhi"], b"")?;
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(Store::open_to_read(new.path())?.versions(&id)?, versions);
    Ok(())
}

#[test]
fn what_is_no_archive_is_refused_and_changes_nothing() -> Result {
    let (old, new) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let from = furnish(old.path())?;
    let file = new.path().join("a.shuzhi");
    from.write_archive(&file, None)?;
    let whole = std::fs::read(&file)?;
    let mut to = app(new.path())?;
    for (at, says) in [(0, "不是“述职”"), (60, "已损坏"), (whole.len() / 2, "已损坏"), (whole.len() - 1, "已损坏")]
    {
        let mut flipped = whole.clone();
        flipped[at] ^= 4;
        support::plant(&file, &flipped)?;
        let error = to.read_archive(&file, None).err().ok_or("it was read")?;
        assert!(error.message().contains(says) && error.message().contains("a.shuzhi"), "{at}: {error}");
        let refused = cli::run(old.path(), &["store", "restore", &file.to_string_lossy(), "--data", "elsewhere"], b"")?;
        assert_eq!(refused.status.code(), Some(2));
        assert!(merge(&mut to, &[]).is_err(), "nothing is left to be merged");
    }
    assert!(to.reports()?.is_empty());
    let cut = &whole[..whole.len() - 100];
    support::plant(&file, cut)?;
    assert!(to.read_archive(&file, None).is_err_and(|error| error.message().contains("不完整")));
    Ok(())
}

#[test]
fn a_draft_that_was_saved_as_a_file_comes_back_as_a_report() -> Result {
    let data = tempfile::tempdir()?;
    let mut app = app(data.path())?;
    let mut draft = sample(&mut app)?.draft;
    draft.fields.insert("unit".into(), "没存上的".into());
    let file = data.path().join("草稿.json");
    support::plant(&file, serde_json::to_string(&draft)?.as_bytes())?;
    let ArchiveRead::Draft { id } = app.read_archive(&file, None)? else { return Err("no draft".into()) };
    assert_ne!(id, draft.id, "the stored one stays");
    assert_eq!(app.open_report(ReportId { id })?.draft.fields["unit"], "没存上的");
    support::plant(&file, b"{ \"some\": \"json\" }")?;
    assert!(app.read_archive(&file, None).is_err());
    assert_eq!(app.reports()?.len(), 2);
    Ok(())
}

#[test]
fn an_archive_of_an_older_schema_is_brought_up_to_date_and_of_a_newer_one_refused() -> Result {
    let data = tempfile::tempdir()?;
    let mut app = app(data.path())?;
    let frozen = support::root().join("tests/fixtures/store/schema-001.sqlite3");
    let newer = data.path().join("newer.sqlite3");
    std::fs::copy(&frozen, &newer)?;
    rusqlite::Connection::open(&newer)?.execute_batch("PRAGMA user_version=99")?;
    let file = data.path().join("old.shuzhi");
    let reports: i64 =
        rusqlite::Connection::open(&frozen)?.query_row("SELECT count(*) FROM report", [], |row| row.get(0))?;
    let manifest = shuzhi::archive::Manifest {
        made: "2025-01-01T00:00:00+08:00".into(),
        program: "0.0.1".into(),
        reports: reports.unsigned_abs(),
        versions: 0,
    };
    let write = |database: &Path| -> Result {
        let content = shuzhi::archive::Content { manifest: &manifest, database, templates: &[] };
        Ok(shuzhi::archive::write(&mut std::fs::File::create(&file)?, &content, None)?)
    };
    write(&newer)?;
    let error = app.read_archive(&file, None).err().ok_or("a newer one was read")?;
    assert!(error.message().contains("更新版本") && error.message().contains("old.shuzhi"), "{error}");
    write(&frozen)?;
    let shown = content(app.read_archive(&file, None)?)?;
    assert_eq!(shown.reports.len(), usize::try_from(reports)?);
    assert_eq!(u64::from(merge(&mut app, &[])?.added), reports.unsigned_abs());
    for report in &shown.reports {
        app.open_report(ReportId { id: report.id.clone() })?;
    }
    // A manifest that says otherwise is not this database's.
    let content = shuzhi::archive::Content {
        manifest: &shuzhi::archive::Manifest { reports: 99, ..manifest.clone() },
        database: &frozen,
        templates: &[],
    };
    shuzhi::archive::write(&mut std::fs::File::create(&file)?, &content, None)?;
    assert!(app.read_archive(&file, None).is_err());
    Ok(())
}
