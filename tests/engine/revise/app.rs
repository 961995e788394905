//! The use case: what is there is kept first, and nothing is merged into what has changed since.

use shuzhi::app::{App, ReportId, ReviseApply, ReviseOf, Save, read_returned};
use shuzhi::import::{Cancel, Limits, Reading};
use shuzhi::store::Cause;
use shuzhi::{Code, Result as Answer};

use crate::support::{self, Result};

/// Puts the report's Word file at a path, its XML changed, and has it read.
fn returned(app: &mut App, id: &str, folder: &std::path::Path, change: impl Fn(String) -> String) -> Result<u32> {
    let text = app.open_report(ReportId { id: id.into() })?.view.document.text();
    let path = folder.join("改后稿.txt");
    support::plant(&path, change(text).as_bytes())?;
    let reading = Reading { limits: Limits::default(), cancel: &Cancel::default(), foreign: None };
    Ok(app.take_returned(read_returned(&path, &reading)?))
}

fn code<T>(answer: Answer<T>) -> Option<Code> {
    answer.err().map(|error| error.code())
}

#[test]
fn the_old_one_is_kept_and_the_ticked_ones_are_merged() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = support::app(folder.path())?;
    let report = support::sample(&mut app)?;
    let id = report.draft.id.clone();
    let handle = returned(&mut app, &id, folder.path(), |text| {
        text.replace("全年开会12次", "全年开会14次").replace("请予评议", "请批评指正")
    })?;
    let offer = app.revise_offer(ReviseOf { id: id.clone(), handle })?;
    assert_eq!((offer.name.as_str(), offer.changes.len(), offer.revision), ("改后稿.txt", 2, report.revision));
    let accepted = vec![offer.changes[0].id];
    let apply = ReviseApply { id: id.clone(), handle, revision: offer.revision, from: None, accepted };
    let revised = app.revise_apply(apply.clone())?;
    assert_eq!(revised.merged, 1);
    let text = revised.report.view.document.text();
    assert!(text.contains("全年开会14次") && text.contains("请予评议"));
    let versions = app.versions(ReportId { id: id.clone() })?.versions;
    let kept: Vec<(Option<i64>, Cause)> = versions.iter().map(|one| (one.number, one.cause)).collect();
    assert!(matches!(kept.as_slice(), [(None, _), (Some(_), Cause::Revise)]), "{kept:?}");
    assert_eq!(app.version_draft(&id, kept[1].0.ok_or("no number")?)?, report.draft);
    // What was compared is not there any more.
    assert_eq!(code(app.revise_apply(apply)), Some(Code::Conflict));
    Ok(())
}

#[test]
fn what_is_merged_fits_what_was_compared() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = support::app(folder.path())?;
    let report = support::sample(&mut app)?;
    let id = report.draft.id.clone();
    assert_eq!(code(app.revise_offer(ReviseOf { id: id.clone(), handle: 1 })), Some(Code::NotFound));
    let handle = returned(&mut app, &id, folder.path(), |text| text.replace("12次", "14次"))?;
    let offer = app.revise_offer(ReviseOf { id: id.clone(), handle })?;
    let accepted: Vec<u32> = offer.changes.iter().map(|change| change.id).collect();
    app.save(Save { draft: report.draft, revision: report.revision })?;
    let late = ReviseApply { id: id.clone(), handle, revision: offer.revision, from: None, accepted };
    assert_eq!(code(app.revise_apply(late.clone())), Some(Code::Conflict));
    assert_eq!(
        app.versions(ReportId { id: id.clone() })?.versions.iter().filter(|one| one.cause == Cause::Revise).count(),
        0
    );
    // Nothing ticked changes nothing, and keeps nothing.
    let now = app.open_report(ReportId { id: id.clone() })?;
    let none = app.revise_apply(ReviseApply { revision: now.revision, accepted: Vec::new(), ..late })?;
    assert_eq!((none.merged, none.report.revision), (0, now.revision));
    Ok(())
}

#[test]
fn another_report_is_refused_in_words() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = support::app(folder.path())?;
    let id = support::sample(&mut app)?.draft.id;
    let handle = returned(&mut app, &id, folder.path(), |_| {
        "今年工厂生产了三千台机器，销往全国各地，客户很满意。\n".repeat(40)
    })?;
    let refused = app.revise_offer(ReviseOf { id, handle }).err().ok_or("taken for this report")?;
    assert!(refused.message().contains("几乎没有相同的文字"), "{refused}");
    assert!(refused.hint().contains("导入 Word 旧稿"));
    let path = folder.path().join("空.txt");
    support::plant(&path, " \n\n".as_bytes())?;
    let reading = Reading { limits: Limits::default(), cancel: &Cancel::default(), foreign: None };
    assert_eq!(code(read_returned(&path, &reading)), Some(Code::Invalid));
    assert_eq!(code(read_returned(&folder.path().join("没有.docx"), &reading)), Some(Code::NotFound));
    Ok(())
}

#[test]
fn the_file_is_compared_with_the_version_it_was_exported_from() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = support::app(folder.path())?;
    let report = support::sample(&mut app)?;
    let id = report.draft.id.clone();
    let target = folder.path().join("报告.docx");
    let save = |app: &mut App, change: &dyn Fn(&str) -> String| -> Result {
        let open = app.open_report(ReportId { id: id.clone() })?;
        let mut draft = open.draft;
        let closing = draft.parts.last_mut().ok_or("no parts")?;
        closing.lead = change(&closing.lead);
        app.save(Save { draft, revision: open.revision })?;
        Ok(())
    };
    app.export_docx(&id, &target, true)?;
    let handle = returned(&mut app, &id, folder.path(), |text| text.replace("全年开会12次", "全年开会14次"))?;
    // The clerk goes on, and exports again.
    save(&mut app, &|text| format!("{text}恳请各位提出意见。"))?;
    app.export_docx(&id, &target, true)?;
    save(&mut app, &|text| text.replace("恳请", "敬请"))?;

    let offer = app.revise_offer(ReviseOf { id: id.clone(), handle })?;
    let exported: Vec<i64> = app
        .versions(ReportId { id: id.clone() })?
        .versions
        .iter()
        .filter(|one| one.cause == Cause::Export)
        .filter_map(|one| one.number)
        .collect();
    assert_eq!(exported.len(), 2);
    let from = offer.from.ok_or("compared with no version")?;
    assert_eq!(Some(&from.number), exported.last(), "the first one is the nearest");
    let changes: Vec<&str> = offer.changes.iter().map(|change| change.after.as_str()).collect();
    assert!(matches!(changes.as_slice(), [only] if only.contains("14次")), "{changes:?}");
    let accepted = offer.changes.iter().map(|change| change.id).collect();
    let apply = ReviseApply { id: id.clone(), handle, revision: offer.revision, from: Some(from.number), accepted };
    let text = app.revise_apply(apply)?.report.view.document.text();
    assert!(text.contains("全年开会14次") && text.contains("敬请各位提出意见"), "{text}");
    assert_eq!(app.revise_offer(ReviseOf { id: id.clone(), handle })?.changes, [], "what is merged differs no more");

    // Exported again and merged at once: both are found in the history.
    app.export_docx(&id, &target, true)?;
    let handle = returned(&mut app, &id, folder.path(), |text| text.replace("14次", "15次"))?;
    let offer = app.revise_offer(ReviseOf { id: id.clone(), handle })?;
    let from = offer.from.map(|from| from.number);
    app.revise_apply(ReviseApply { id: id.clone(), handle, revision: offer.revision, from, accepted: vec![0] })?;
    let causes: Vec<Cause> =
        app.versions(ReportId { id })?.versions.iter().skip(1).take(2).map(|one| one.cause).collect();
    assert_eq!(causes, [Cause::Revise, Cause::Export]);
    Ok(())
}
