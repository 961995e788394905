//! When a version is kept, and which go.

use shuzhi::Code;
use shuzhi::app::{KeepVersion, NameVersion, ReportId, Save};
use shuzhi::store::{Cause, FILE};

use super::{Clocks, begun, id, kept, said, save, saying, versions};
use crate::support::{Result, sample};

#[test]
fn the_first_save_of_a_sitting_keeps_what_was_there_and_then_every_five_minutes() -> Result {
    let (folder, clocks) = (tempfile::tempdir()?, Clocks::default());
    let (mut app, mut report) = begun(folder.path(), &clocks)?;
    let first = said(&report.draft).to_owned();
    save(&mut app, &mut report, "一")?;
    assert_eq!(kept(&mut app, &report.draft)?, [(first.clone(), Cause::Work)]);
    for words in ["二", "三"] {
        clocks.pass(149);
        save(&mut app, &mut report, words)?;
    }
    assert_eq!(versions(&mut app, &report.draft)?.len(), 1, "less than five minutes have passed");
    clocks.pass(2);
    // A clock that jumps is no work.
    clocks.jump(-9);
    save(&mut app, &mut report, "四")?;
    assert_eq!(kept(&mut app, &report.draft)?, [("三".into(), Cause::Work), (first, Cause::Work)]);
    clocks.jump(9);
    save(&mut app, &mut report, "五")?;
    assert_eq!(versions(&mut app, &report.draft)?.len(), 2);
    Ok(())
}

#[test]
fn a_report_made_just_now_has_nothing_to_keep() -> Result {
    let (folder, clocks) = (tempfile::tempdir()?, Clocks::default());
    let mut app = clocks.app(folder.path())?;
    let mut report = sample(&mut app)?;
    save(&mut app, &mut report, "一")?;
    assert_eq!(kept(&mut app, &report.draft)?, []);
    clocks.pass(300);
    save(&mut app, &mut report, "二")?;
    assert_eq!(kept(&mut app, &report.draft)?, [("一".into(), Cause::Work)]);
    Ok(())
}

#[test]
fn a_write_that_comes_second_is_kept_once() -> Result {
    let (folder, clocks) = (tempfile::tempdir()?, Clocks::default());
    let (mut app, mut report) = begun(folder.path(), &clocks)?;
    let (base, first) = (report.clone(), said(&report.draft).to_owned());
    save(&mut app, &mut report, "先存")?;
    for _ in 0..3 {
        clocks.pass(1);
        let second = Save { draft: saying(&base.draft, "后存"), revision: base.revision };
        let refused = app.save(second).err().ok_or("the first one was overwritten")?;
        assert_eq!(refused.code(), Code::Conflict);
        assert!(refused.message().contains("历史版本") && refused.message().contains("没有保存"), "{refused}");
    }
    let second = ("后存".to_owned(), Cause::Conflict);
    assert_eq!(kept(&mut app, &base.draft)?, [second.clone(), (first.clone(), Cause::Work)]);
    assert_eq!(said(&app.open_report(id(&base.draft))?.draft), "先存");
    // Other words of the same window are kept too.
    assert!(app.save(Save { draft: saying(&base.draft, "后存又改"), revision: base.revision }).is_err());
    assert_eq!(kept(&mut app, &base.draft)?.len(), 3);
    // A conflict is not what the report was: what was saved is told as changed since the version before it.
    clocks.pass(300);
    save(&mut app, &mut report, "再存")?;
    let listed = versions(&mut app, &base.draft)?;
    assert_eq!(listed[0].changes.len(), 1);
    let rows = app.compare(shuzhi::app::CompareVersions {
        id: base.draft.id.clone(),
        older: listed[3].number,
        newer: listed[0].number,
    })?;
    assert_eq!(rows.sections.len(), 1);
    assert_eq!(listed[0].changes[0].added, 2, "{:?} since {first}", listed[0].changes);
    Ok(())
}

#[test]
fn a_save_whose_answer_was_lost_is_no_conflict() -> Result {
    let (folder, clocks) = (tempfile::tempdir()?, Clocks::default());
    let (mut app, report) = begun(folder.path(), &clocks)?;
    let again = Save { draft: saying(&report.draft, "一"), revision: report.revision };
    let saved = app.save(again.clone())?;
    clocks.pass(3);
    assert_eq!(app.save(again)?.revision, saved.revision);
    assert_eq!(versions(&mut app, &report.draft)?.len(), 1);
    Ok(())
}

#[test]
fn a_report_that_is_gone_is_added_again_by_its_window() -> Result {
    let (folder, clocks) = (tempfile::tempdir()?, Clocks::default());
    let (app, mut report) = begun(folder.path(), &clocks)?;
    drop(app);
    let db = rusqlite::Connection::open(folder.path().join(FILE))?;
    assert_eq!(db.execute("DELETE FROM report", [])?, 1);
    drop(db);
    let mut app = clocks.app(folder.path())?;
    save(&mut app, &mut report, "还在写")?;
    let found = app.open_report(id(&report.draft))?;
    assert_eq!((said(&found.draft), found.revision), ("还在写", report.revision));
    save(&mut app, &mut report, "接着写")?;
    let mut nameless = report.draft.clone();
    nameless.id.clear();
    assert_eq!(app.save(Save { draft: nameless, revision: 1 }).err().map(|e| e.code()), Some(Code::NotFound));
    Ok(())
}

#[test]
fn a_version_is_named_when_it_is_kept_and_later() -> Result {
    let (folder, clocks) = (tempfile::tempdir()?, Clocks::default());
    let (mut app, report) = begun(folder.path(), &clocks)?;
    let report_id = report.draft.id.clone();
    let keep = |cause, name: Option<&str>| KeepVersion { id: report_id.clone(), cause, name: name.map(Into::into) };
    app.keep_version(keep(Cause::Replace, None))?;
    app.keep_version(keep(Cause::Replace, None))?;
    assert_eq!(versions(&mut app, &report.draft)?.len(), 1, "the same is not kept twice");
    app.keep_version(keep(Cause::Named, Some(" 送审稿\n")))?;
    let named = versions(&mut app, &report.draft)?;
    assert_eq!((named.len(), named[0].name.as_deref(), named[0].cause), (2, Some("送审稿"), Cause::Named));

    let number = named[1].number.ok_or("no number")?;
    let name = |id: &str, number, name: Option<&str>| NameVersion { id: id.into(), number, name: name.map(Into::into) };
    app.name_version(name(&report_id, number, Some("替换之前")))?;
    assert_eq!(versions(&mut app, &report.draft)?[1].name.as_deref(), Some("替换之前"));
    assert!(app.version_draft(&report_id, number).is_ok(), "its seal fits the new name");
    app.name_version(name(&report_id, number, Some(" ")))?;
    assert_eq!(versions(&mut app, &report.draft)?[1].name, None);

    for (id, number, name, code) in [
        (report_id.as_str(), 999, Some("无"), Code::NotFound),
        ("another report", number, Some("别人的"), Code::NotFound),
        (report_id.as_str(), number, Some("长".repeat(61).as_str()), Code::Invalid),
    ] {
        let refused = app.name_version(NameVersion { id: id.into(), number, name: name.map(Into::into) });
        assert_eq!(refused.err().map(|error| error.code()), Some(code));
    }
    let unknown = KeepVersion { id: "no such report".into(), cause: Cause::Named, name: None };
    assert_eq!(app.keep_version(unknown).err().map(|error| error.code()), Some(Code::NotFound));
    Ok(())
}

#[test]
fn what_was_exported_is_kept_once() -> Result {
    let (folder, clocks) = (tempfile::tempdir()?, Clocks::default());
    let (mut app, mut report) = begun(folder.path(), &clocks)?;
    let target = folder.path().join("报告.docx");
    app.export_docx(&report.draft.id, &target, true)?;
    app.export_docx(&report.draft.id, &target, true)?;
    let exported = said(&report.draft).to_owned();
    assert_eq!(kept(&mut app, &report.draft)?, [(exported.clone(), Cause::Export)]);
    save(&mut app, &mut report, "导出之后")?;
    app.export_docx(&report.draft.id, &target, true)?;
    assert_eq!(kept(&mut app, &report.draft)?, [("导出之后".into(), Cause::Export), (exported, Cause::Export)]);
    Ok(())
}

#[test]
fn old_versions_are_thinned_and_their_order_does_not_depend_on_the_clock() -> Result {
    let (folder, clocks) = (tempfile::tempdir()?, Clocks::default());
    let (mut app, mut report) = begun(folder.path(), &clocks)?;
    let name = KeepVersion { id: report.draft.id.clone(), cause: Cause::Named, name: Some("最初".into()) };
    app.keep_version(name)?;
    // Forty days with three versions each, and a clock that is twenty years off now and then.
    let off = |day: i64| if day < 25 { [0, 0, 0, 7_300, 0, -7_300][usize::try_from(day % 6).unwrap_or(0)] } else { 0 };
    for day in 0..40 {
        clocks.jump(off(day));
        for n in 0..3 {
            clocks.pass(301);
            save(&mut app, &mut report, &format!("第{day}天{n}"))?;
        }
        clocks.jump(-off(day));
        clocks.pass(86_400 - 903);
    }
    let listed = kept(&mut app, &report.draft)?;
    // 121 were made; the latest 20 and those of days to come stay, of the days before the last of each.
    assert!((50..=65).contains(&listed.len()), "{}: {listed:?}", listed.len());
    for day in (10..40).filter(|day| off(*day) == 0) {
        let last = format!("第{day}天1");
        assert!(listed.iter().any(|(words, _)| *words == last), "{last} is gone: {listed:?}");
    }
    assert!(versions(&mut app, &report.draft)?.iter().any(|version| version.name.as_deref() == Some("最初")));
    let order: Vec<(u32, u32)> = listed
        .iter()
        .filter_map(|(words, _)| words.strip_prefix('第')?.split_once('天'))
        .map(|(day, n)| Ok((day.parse()?, n.parse()?)))
        .collect::<Result<_>>()?;
    assert!(order.len() > 40 && order.is_sorted_by(|later, earlier| later > earlier), "{order:?}");
    Ok(())
}

#[test]
fn an_unknown_report_has_no_history() -> Result {
    let (folder, clocks) = (tempfile::tempdir()?, Clocks::default());
    let (mut app, _) = begun(folder.path(), &clocks)?;
    let unknown = app.versions(ReportId { id: "no such report".into() }).err().map(|error| error.code());
    assert_eq!(unknown, Some(Code::NotFound));
    Ok(())
}
