//! The same report on both sides: asked about, never overwritten.

use std::collections::BTreeMap;

use shuzhi::Code;
use shuzhi::app::{App, ArchivedState, MergeArchive, MergeChoice, Nothing, ReportId, Save, Settings};
use shuzhi::store::{Cause, Keep, Store};
use tempfile::TempDir;

use super::archive::{all, content, merge};
use super::{change, listed};
use crate::support::{Result, app, sample};

/// Two data folders that had the same report; it was changed in each, and the file of the other one.
struct Sides {
    here: TempDir,
    file: std::path::PathBuf,
    id: String,
    _there: TempDir,
}

/// The unit of the sample; the other side kept it in the course of work.
const AT_FIRST: &str = "禾丰县公共资源交易中心";

fn sides() -> Result<(App, Sides)> {
    let (here, there) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let file = there.path().join("b.shuzhi");
    let mut first = app(here.path())?;
    let id = sample(&mut first)?.draft.id;
    first.write_archive(&file, None)?;
    let mut second = app(there.path())?;
    second.read_archive(&file, None)?;
    merge(&mut second, &[])?;
    for unit in ["那边一", "那边二"] {
        change(&mut second, &id, unit)?;
        drop(second);
        let keep = Keep { cause: Cause::Named, name: Some(unit), made: "2026-01-07T10:00:00+08:00" };
        Store::open(there.path())?.keep(&id, &keep)?;
        second = app(there.path())?;
    }
    change(&mut second, &id, "那边三")?;
    second.write_archive(&file, None)?;
    // So often that it has the revision of the last version there.
    for unit in ["这边一", "这边"] {
        change(&mut first, &id, unit)?;
    }
    Ok((first, Sides { here, file, id, _there: there }))
}

/// The units of the versions of a report, the latest first, with their causes.
fn history(data: &std::path::Path, id: &str) -> Result<Vec<(Cause, String)>> {
    let store = Store::open_to_read(data)?;
    let unit = |number| -> Result<String> {
        let draft: serde_json::Value = serde_json::from_str(&store.version(id, number)?)?;
        Ok(draft["fields"]["unit"].as_str().unwrap_or_default().to_owned())
    };
    // What the program keeps in the course of work depends on its clock; here it is left out.
    let versions = store.versions(id)?.into_iter().filter(|version| version.cause != Cause::Work);
    versions.map(|version| Ok((version.cause, unit(version.number)?))).collect()
}

fn unit(app: &mut App, id: &str) -> Result<String> {
    Ok(app.open_report(ReportId { id: id.into() })?.draft.fields["unit"].clone())
}

fn expected(list: &[(Cause, &str)]) -> Vec<(Cause, String)> {
    list.iter().map(|(cause, unit)| (*cause, (*unit).to_owned())).collect()
}

#[test]
fn a_report_that_differs_is_shown_with_both_times() -> Result {
    let (mut first, sides) = sides()?;
    let shown = content(first.read_archive(&sides.file, None)?)?;
    let report = &shown.reports[0];
    assert_eq!((report.state, report.deleted), (ArchivedState::Different, false));
    assert_eq!(
        (report.modified.as_str(), report.here.as_deref()),
        ("2026-01-08T09:30:00+08:00", Some("2026-01-08T09:30:00+08:00"))
    );
    // An export alone makes no difference.
    first.write_archive(&sides.file, None)?;
    first.export_docx(&sides.id, &sides.here.path().join("a.docx"), true)?;
    assert_eq!(content(first.read_archive(&sides.file, None)?)?.reports[0].state, ArchivedState::Same);
    // In the bin here, not there: that is a difference.
    first.remove(ReportId { id: sides.id.clone() })?;
    assert_eq!(content(first.read_archive(&sides.file, None)?)?.reports[0].state, ArchivedState::Different);
    merge(&mut first, &[(&sides.id, MergeChoice::Theirs)])?;
    assert_eq!(first.reports()?[0].deleted, None, "taken from the file, it is out of the bin");
    Ok(())
}

#[test]
fn keeping_mine_puts_theirs_into_the_history_once() -> Result {
    for choices in [vec![], vec![MergeChoice::Mine]] {
        let (mut first, sides) = sides()?;
        let choices: Vec<_> = choices.into_iter().map(|choice| (sides.id.as_str(), choice)).collect();
        for round in 0..3 {
            first.read_archive(&sides.file, None)?;
            let merged = merge(&mut first, &choices)?;
            assert_eq!((merged.added, merged.replaced, merged.unchanged), (0, 0, 1), "{round}");
            assert_eq!(merged.notices.len(), 1);
            assert_eq!(unit(&mut first, &sides.id)?, "这边");
            let there = history(sides.here.path(), &sides.id)?;
            assert_eq!(
                there,
                expected(&[
                    (Cause::Backup, "那边三"),
                    (Cause::Named, "那边二"),
                    (Cause::Named, "那边一"),
                    (Cause::Backup, AT_FIRST)
                ]),
                "{round}"
            );
        }
        // A window that has the report open goes on saving, and the next version is kept.
        let open = first.open_report(ReportId { id: sides.id.clone() })?;
        drop(first);
        let keep = Keep { cause: Cause::Export, name: None, made: "2026-01-09T10:00:00+08:00" };
        assert!(Store::open(sides.here.path())?.keep(&sides.id, &keep)?.is_some(), "what is here is no version yet");
        app(sides.here.path())?.save(Save { draft: open.draft, revision: open.revision })?;
    }
    Ok(())
}

#[test]
fn taking_theirs_keeps_mine_first() -> Result {
    let (mut first, sides) = sides()?;
    let open = first.open_report(ReportId { id: sides.id.clone() })?;
    first.read_archive(&sides.file, None)?;
    let merged = merge(&mut first, &[(&sides.id, MergeChoice::Theirs)])?;
    assert_eq!((merged.replaced, merged.unchanged), (1, 0));
    assert_eq!(unit(&mut first, &sides.id)?, "那边三");
    let there = history(sides.here.path(), &sides.id)?;
    let foreign = [(Cause::Named, "那边二"), (Cause::Named, "那边一"), (Cause::Backup, AT_FIRST)];
    assert_eq!(there, expected(&[&[(Cause::Import, "这边")], &foreign[..]].concat()));
    let late = first.save(Save { draft: open.draft, revision: open.revision });
    assert_eq!(
        late.err().map(|error| error.code()),
        Some(Code::Conflict),
        "a window that has the old one open must notice"
    );
    change(&mut first, &sides.id, "后来")?;
    let store = Store::open_to_read(sides.here.path())?;
    let kept = store.versions(&sides.id)?.into_iter().filter(|version| version.cause == Cause::Work);
    let kept: Vec<String> = kept.filter_map(|version| store.version(&sides.id, version.number).ok()).collect();
    assert!(kept.iter().any(|draft| draft.contains("那边三")), "what came in is kept before it is changed");
    Ok(())
}

#[test]
fn both_stay_and_the_copy_is_another_report() -> Result {
    let (mut first, sides) = sides()?;
    first.read_archive(&sides.file, None)?;
    let merged = merge(&mut first, &[(&sides.id, MergeChoice::Both)])?;
    assert_eq!((merged.copied, merged.notices.len()), (1, 1));
    assert_eq!(unit(&mut first, &sides.id)?, "这边");
    let other = first.reports()?.into_iter().find(|report| report.id != sides.id).ok_or("no copy")?;
    assert_eq!(unit(&mut first, &other.id)?, "那边三");
    assert!(merged.notices[0].contains("副本"), "{:?}", merged.notices);
    assert!(marked(&first, &other.id)? && !marked(&first, &sides.id)?, "the list tells which one is the copy");
    let items = |app: &mut App, id: &str| -> Result<Vec<String>> {
        let draft = app.open_report(ReportId { id: id.into() })?.draft;
        Ok(draft.parts.iter().flat_map(|part| part.items.iter().map(|item| item.id.clone())).collect())
    };
    let (mine, theirs) = (items(&mut first, &sides.id)?, items(&mut first, &other.id)?);
    assert!(!mine.is_empty() && mine.iter().all(|id| !theirs.contains(id)), "no problem is in two reports");
    Ok(())
}

/// Whether the list says that a report is a copy.
fn marked(app: &App, id: &str) -> Result<bool> {
    Ok(app.reports()?.iter().any(|report| report.id == id && report.title.ends_with("（副本）")))
}

#[test]
fn a_copy_is_told_in_the_list_until_it_is_somebody_elses() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let id = sample(&mut app)?.draft.id;
    let copy = app.copy(ReportId { id: id.clone() })?.draft.id;
    assert!(marked(&app, &copy)? && !marked(&app, &id)?);
    assert!(!app.export_name(&copy)?.contains("副本"), "it is no part of the title");
    let again = app.copy(ReportId { id: copy.clone() })?.draft.id;
    change(&mut app, &copy, "另一个单位")?;
    assert!(!marked(&app, &copy)? && marked(&app, &again)?);
    Ok(())
}

#[test]
fn what_is_skipped_stays_out() -> Result {
    let (mut first, sides) = sides()?;
    let before = all(sides.here.path())?;
    first.read_archive(&sides.file, None)?;
    let merged = merge(&mut first, &[(&sides.id, MergeChoice::Skip)])?;
    assert_eq!((merged.added, merged.unchanged, merged.replaced), (0, 0, 0));
    assert_eq!(all(sides.here.path())?, before);
    let empty = tempfile::tempdir()?;
    let mut fresh = app(empty.path())?;
    fresh.read_archive(&sides.file, None)?;
    merge(&mut fresh, &[(&sides.id, MergeChoice::Skip)])?;
    assert!(all(empty.path())?.is_empty());
    Ok(())
}

#[test]
fn a_damaged_report_here_is_replaced_by_theirs() -> Result {
    let (mut first, sides) = sides()?;
    rusqlite::Connection::open(sides.here.path().join(shuzhi::store::FILE))?
        .execute("UPDATE report SET title = 'x'", [])?;
    let shown = content(first.read_archive(&sides.file, None)?)?;
    assert_eq!(shown.reports[0].state, ArchivedState::Different);
    merge(&mut first, &[(&sides.id, MergeChoice::Theirs)])?;
    assert_eq!(unit(&mut first, &sides.id)?, "那边三");
    Ok(())
}

#[test]
fn templates_and_settings_are_taken_as_asked() -> Result {
    let (here, there) = (tempfile::tempdir()?, tempfile::tempdir()?);
    let file = there.path().join("b.shuzhi");
    for (folder, text) in [(here.path(), "这边"), (there.path(), "那边")] {
        std::fs::create_dir(folder.join("templates"))?;
        for name in ["甲.json", "乙.json"] {
            shuzhi::export::write_file(&folder.join("templates").join(name), text.as_bytes())?;
        }
    }
    let mut second = app(there.path())?;
    second.set_settings(Settings { unit: "那边".into(), ..Settings::default() })?;
    let (_, layout) = second.layout_file("margins-38")?;
    let mine = layout.replace("margins-38", "ours");
    second.import_layout(&mine.replacen("\"bottom\": 33.0", "\"bottom\": 30.0", 1), "theirs.json")?;
    second.write_archive(&file, None)?;
    let mut first = app(here.path())?;
    first.set_settings(Settings { unit: "这边".into(), ..Settings::default() })?;
    first.import_layout(&mine, "ours.json")?;
    let args = |settings: bool, templates: &[&str]| MergeArchive {
        reports: BTreeMap::new(),
        settings,
        templates: templates.iter().map(|name| (*name).to_owned()).collect(),
    };
    let shown = content(first.read_archive(&file, None)?)?;
    assert!(shown.settings && shown.templates.iter().all(|one| one.state == ArchivedState::Different));
    first.merge_archive(args(false, &[]))?;
    assert_eq!(first.settings(Nothing {})?.unit, "这边");
    assert_eq!(std::fs::read_to_string(here.path().join("templates/甲.json"))?, "这边");
    for round in 0..2 {
        first.read_archive(&file, None)?;
        let merged = first.merge_archive(args(true, &["甲.json", "../evil.json"]))?;
        assert_eq!(merged.notices.len(), usize::from(round == 0), "{:?}", merged.notices);
        assert_eq!(first.settings(Nothing {})?.unit, "那边");
        assert_eq!(first.layouts(Nothing {})?.own.len(), 2, "profiles of both sides, each once");
        assert_eq!(listed(&here.path().join("templates"))?, ["乙.json", "甲.json", "甲.json.old"]);
        assert_eq!(std::fs::read_to_string(here.path().join("templates/甲.json"))?, "那边");
        assert_eq!(std::fs::read_to_string(here.path().join("templates/甲.json.old"))?, "这边");
    }
    assert!(!content(first.read_archive(&file, None)?)?.settings);
    Ok(())
}

#[test]
fn versions_from_a_file_push_out_none_of_ones_own() -> Result {
    let (mut first, sides) = sides()?;
    let open = first.open_report(ReportId { id: sides.id.clone() })?;
    let mut archived = open.draft.clone();
    first.write_archive(&sides.file, None)?;
    drop(first);
    let keep = |data: &std::path::Path, draft: &shuzhi::model::Draft, made: &str| -> Result<i64> {
        let keep = Keep { cause: Cause::Work, name: None, made };
        Ok(Store::open(data)?.keep_draft(draft, 1, &keep)?)
    };
    let day = "2025-12-30";
    let own = keep(sides.here.path(), &open.draft, &format!("{day}T18:00:00+08:00"))?;
    let there = tempfile::tempdir()?;
    let mut second = app(there.path())?;
    second.read_archive(&sides.file, None)?;
    merge(&mut second, &[])?;
    drop(second);
    for unit in 0..25 {
        archived.fields.insert("unit".into(), format!("早先{unit}"));
        keep(there.path(), &archived, &format!("{day}T09:00:{unit:02}+08:00"))?;
    }
    app(there.path())?.write_archive(&sides.file, None)?;
    let mut first = app(sides.here.path())?;
    first.read_archive(&sides.file, None)?;
    merge(&mut first, &[])?;
    let causes: Vec<Cause> =
        Store::open_to_read(sides.here.path())?.versions(&sides.id)?.iter().map(|v| v.cause).collect();
    assert_eq!(causes.iter().filter(|cause| **cause == Cause::Backup).count(), 25, "{causes:?}");
    // Kept again, and thinned.
    first.export_docx(&sides.id, &sides.here.path().join("a.docx"), true)?;
    assert!(first.version_draft(&sides.id, own).is_ok(), "the last of one's own day went");
    Ok(())
}
