//! A finished report that was imported: nothing in it waits to be written, and nothing in it falls due any more.

use serde_json::json;

use shuzhi::app::{App, Nothing, ReportId, Save};
use shuzhi::model::{Draft, Item};
use shuzhi::template::PartKind;

use crate::support::{self, Result};

/// The sample as a report of `year`, with a due date in it; `imported` or not.
fn begun(app: &mut App, year: i32, imported: bool) -> Result<Draft> {
    let report = support::sample(app)?;
    let mut draft = report.draft;
    draft.year = Some(year);
    draft.done.clear();
    let kind = |part: &shuzhi::model::Part| draft.template.content.part(&part.id).map(|part| part.kind);
    let at = draft.parts.iter().position(|part| kind(part) == Some(PartKind::Rectification)).ok_or("no such part")?;
    draft.parts[at].items = vec![Item {
        id: format!("{year}-{imported}"),
        problem: Some(format!("p-{year}-{imported}")),
        text: format!("{year}年的问题"),
        due: "2025-12-31".into(),
        ..Item::default()
    }];
    if imported {
        draft.extra.insert("imported".into(), json!({ "name": "旧稿.docx", "sha256": "0" }));
    }
    app.save(Save { draft: draft.clone(), revision: report.revision })?;
    Ok(draft)
}

#[test]
fn an_imported_report_of_a_year_that_is_over_waits_for_nothing() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = support::app(folder.path())?;
    let mut old = begun(&mut app, 2024, true)?;
    begun(&mut app, 2024, false)?;
    begun(&mut app, 2025, true)?;
    let home = app.home(Nothing {})?;
    assert_eq!(home.report_year, 2025);
    let total = |id: &str| home.reports.iter().find(|one| one.id == id).map(|one| one.parts_total);
    assert_eq!(total(&old.id), Some(0));
    assert_eq!(home.reports.iter().filter(|one| one.parts_total > 0).count(), 1, "only the one that is written here");
    let due: Vec<&str> = home.reminders.iter().map(|one| one.item.as_str()).collect();
    assert_eq!(due, ["2024-false", "2025-true"]);

    // Who goes on with it is shown how far it is.
    old.done.push("basic".into());
    let revision = app.open_report(ReportId { id: old.id.clone() })?.revision;
    app.save(Save { draft: old.clone(), revision })?;
    let now = app.reports()?.into_iter().find(|one| one.id == old.id).ok_or("gone")?;
    assert!(now.parts_done == 1 && now.parts_total > 1, "{now:?}");

    // A copy is a report of somebody else, who writes it here.
    let copy = app.copy(ReportId { id: old.id })?.draft;
    assert!(!copy.extra.contains_key("imported"));
    Ok(())
}
