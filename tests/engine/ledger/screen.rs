//! The calls of the screen, over stored reports.

use serde_json::{Value, json};
use shuzhi::app::{App, FigureQuery, LedgerColumns, LedgerQuery, LedgerState, LedgerView, Nothing, ReportId, Save};
use shuzhi::model::{Draft, Figure, LedgerColumn, State};

use super::{answered, named, of_unit, report};
use crate::support::{Result, app, plant};

/// Three years: two problems of 2023, one of them closed in 2024; one of 2024 that is overdue in 2025.
pub(super) fn three_years(app: &mut App) -> Result {
    let first =
        report("r23", 2023, None, &json!([named("p", "党员教育抓得不紧"), named("q", "台账不规范")]), &json!([]))?;
    let mut item = answered("p", 2023, "党员教育抓得不紧", "整改中");
    item["progress"] = json!([{ "date": "2024-06-20", "text": "第一期 38 人ＡＢＣ" }]);
    let second = report(
        "r24",
        2024,
        Some("r23"),
        &json!([named("n", "覆盖不够")]),
        &json!([item, answered("q", 2023, "台账不规范", "已销号")]),
    )?;
    let mut open = answered("p", 2023, "党员教育抓得不紧", "持续整改");
    open["due"] = "长期".into();
    let mut late = answered("n", 2024, "覆盖不够", "整改中");
    (late["due"], late["owner"]) = ("2025-12-31".into(), "陈磊".into());
    let third = report("r25", 2025, Some("r24"), &json!([]), &json!([open, late]))?;
    for draft in [first, second, third] {
        app.add(draft)?;
    }
    Ok(())
}

fn view(app: &mut App, query: &Value) -> Result<LedgerView> {
    Ok(app.ledger(serde_json::from_value(query.clone())?)?)
}

fn ids(view: &LedgerView) -> Vec<&str> {
    view.rows.iter().map(|row| row.id.as_str()).collect()
}

#[test]
fn the_rows_are_those_that_are_asked_for_and_the_counts_know_no_state() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    three_years(&mut app)?;
    for (query, rows, counts) in [
        (json!({}), vec!["p", "n"], (3, 2, 1)),
        (json!({ "state": "all" }), vec!["p", "q", "n"], (3, 2, 1)),
        (json!({ "state": "overdue" }), vec!["n"], (3, 2, 1)),
        (json!({ "state": "underway" }), vec!["n"], (3, 2, 1)),
        (json!({ "state": "continuous" }), vec!["p"], (3, 2, 1)),
        (json!({ "state": "closed" }), vec!["q"], (3, 2, 1)),
        (json!({ "state": "waiting" }), vec![], (3, 2, 1)),
        (json!({ "state": "review" }), vec![], (3, 2, 1)),
        (json!({ "state": "handed_over" }), vec![], (3, 2, 1)),
        (json!({ "state": "all", "year": 2023 }), vec!["p", "q"], (2, 1, 0)),
        (json!({ "state": "all", "year": 2025 }), vec!["p", "n"], (2, 2, 1)),
        (json!({ "owner": "陈磊" }), vec!["n"], (1, 1, 1)),
        (json!({ "unit": "财政局" }), vec![], (0, 0, 0)),
        (json!({ "unit": "商务局" }), vec!["p", "n"], (3, 2, 1)),
        (json!({ "text": "教育 abc" }), vec!["p"], (1, 1, 0)),
        (json!({ "text": "教育 覆盖" }), vec![], (0, 0, 0)),
    ] {
        let view = view(&mut app, &query)?;
        assert_eq!((ids(&view), (view.all, view.open, view.overdue)), (rows, counts), "{query}");
        assert_eq!(view.cells.len(), view.rows.len());
    }
    let all = view(&mut app, &json!({ "state": "all" }))?;
    assert_eq!(all.sentence, "共查摆问题3项，已整改1项，持续推进2项");
    assert_eq!(
        (all.units, all.years, all.owners),
        (vec!["商务局".into()], vec![2025, 2024, 2023], vec!["王芳".into(), "陈磊".into()])
    );
    assert_eq!(all.columns, LedgerColumn::USUAL);
    assert_eq!(all.cells[2], ["3", "覆盖不够", "2024年度", "", "陈磊", "2025-12-31", "", "整改中，逾期8天"]);
    Ok(())
}

#[test]
fn the_chosen_columns_are_kept_each_once() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    three_years(&mut app)?;
    let chosen = vec![LedgerColumn::State, LedgerColumn::Problem, LedgerColumn::State];
    let kept = app.set_ledger_columns(LedgerColumns { columns: chosen })?;
    assert_eq!(kept.columns, [LedgerColumn::State, LedgerColumn::Problem]);
    let view = view(&mut app, &json!({}))?;
    assert_eq!(
        (view.columns, &view.cells[0]),
        (kept.columns, &vec!["持续整改".to_string(), "党员教育抓得不紧".into()])
    );
    let usual = app.set_ledger_columns(LedgerColumns { columns: Vec::new() })?;
    assert_eq!(usual.columns, LedgerColumn::USUAL);
    Ok(())
}

#[test]
fn every_change_of_a_report_shows_at_the_next_call() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    three_years(&mut app)?;
    assert_eq!(view(&mut app, &json!({}))?.open, 2);
    let mut open = app.open_report(ReportId { id: "r25".into() })?;
    open.draft.parts[1].items[0].state = Some(State::Closed);
    app.save(Save { draft: open.draft, revision: open.revision })?;
    assert_eq!(view(&mut app, &json!({}))?.open, 1);
    app.remove(ReportId { id: "r25".into() })?;
    let without = view(&mut app, &json!({}))?;
    assert_eq!((without.open, without.years), (2, vec![2024, 2023]), "as 2024 left it");
    app.restore(ReportId { id: "r25".into() })?;
    assert_eq!(view(&mut app, &json!({}))?.open, 1);
    // Erased and added again under the same id, so with the same revision number.
    let mut again = app.open_report(ReportId { id: "r23".into() })?.draft;
    again.parts[2].items[0].heading = "改过的写法".into();
    app.remove(ReportId { id: "r23".into() })?;
    app.erase(ReportId { id: "r23".into() })?;
    app.add(again)?;
    assert_eq!(view(&mut app, &json!({ "state": "all" }))?.rows[0].text, "改过的写法");
    Ok(())
}

#[test]
fn a_damaged_report_is_told_and_the_rest_is_there() -> Result {
    let folder = tempfile::tempdir()?;
    three_years(&mut app(folder.path())?)?;
    let path = folder.path().join("shuzhi.sqlite3");
    let mut bytes = std::fs::read(&path)?;
    let wanted = "\"heading\":\"覆盖不够\"".as_bytes();
    let at = bytes.windows(wanted.len()).position(|window| window == wanted).ok_or("not there")?;
    bytes[at + 11] ^= 1;
    plant(&path, &bytes)?;
    let mut app = app(folder.path())?;
    let view = view(&mut app, &json!({ "state": "all" }))?;
    assert_eq!(ids(&view), ["p", "q", "n"], "what later reports say of it is still known");
    assert!(view.notices[0].contains("已损坏，没有算在内"), "{:?}", view.notices);
    assert_eq!(app.home(Nothing {})?.reports.len(), 3);
    Ok(())
}

#[test]
fn a_past_report_that_none_continues_is_offered() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    three_years(&mut app)?;
    // Today is January 2026: reports on 2025 are being written.
    assert_eq!(view(&mut app, &json!({}))?.offers, []);
    app.remove(ReportId { id: "r25".into() })?;
    let offers = view(&mut app, &json!({}))?.offers;
    let brief: Vec<_> = offers.iter().map(|offer| (offer.id.as_str(), offer.year, offer.open)).collect();
    assert_eq!(brief, [("r24", Some(2024), 2)]);
    Ok(())
}

#[test]
fn home_reminds_of_what_is_due_where_it_can_be_worked_on() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    three_years(&mut app)?;
    let due = |id: &str, due: &str| {
        let mut item = answered(id, 2024, id, "整改中");
        item["due"] = due.into();
        item
    };
    let items = [
        due("a", "2026-02-07"),
        due("b", "2026-02-08"),
        due("c", "2026-01"),
        due("d", "2026-01-08"),
        due("e", "2025-02-30"),
    ];
    app.add(of_unit("财政局", "other", 2025, None, &json!([]), &json!(items))?)?;
    let reminders = app.home(Nothing {})?.reminders;
    let brief: Vec<_> = reminders.iter().map(|one| (one.text.as_str(), one.due.as_str(), one.days)).collect();
    let expected =
        [("覆盖不够", "2025-12-31", -8), ("d", "2026-01-08", 0), ("c", "2026-01-31", 23), ("a", "2026-02-07", 30)];
    assert_eq!(brief, expected);
    let first = &reminders[0];
    assert_eq!((first.report.as_str(), first.part.as_str(), first.item.as_str()), ("r25", "old", "n-整改中-2024"));
    assert_eq!((first.owner.as_str(), first.unit.as_str()), ("陈磊", "商务局"));
    Ok(())
}

#[test]
fn figures_stand_side_by_side_over_the_years() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let with = |id: &str, unit: &str, year, figures: &[(&str, &str)]| -> Result<Draft> {
        let mut draft = of_unit(unit, id, year, None, &json!([]), &json!([]))?;
        draft.figures = figures
            .iter()
            .map(|(name, value)| Figure {
                name: (*name).into(),
                value: (*value).into(),
                unit: "次".into(),
                ..Figure::default()
            })
            .collect();
        Ok(draft)
    };
    app.add(with("a", "一局", 2023, &[("会议", "10"), ("空", " ")])?)?;
    let mut second = with("b", "一局", 2024, &[("会议", "12")])?;
    second.figures[0].last = "9".into();
    second.figures[0].last_year = Some(2023);
    app.add(second)?;
    let mut third = with("c", "一局", 2025, &[("走访", "30")])?;
    third.fields.insert("reporter".into(), "新书记".into());
    third.figures[0].last = "28".into();
    third.figures[0].last_year = Some(2022);
    app.add(third)?;
    app.add(with("d", "二局", 2025, &[("会议", "7")])?)?;
    let table = app.figure_table(FigureQuery::default())?;
    assert_eq!(
        (table.years.as_slice(), table.units.as_slice()),
        ([2022, 2023, 2024, 2025].as_slice(), ["一局".into(), "二局".into()].as_slice())
    );
    let rows: Vec<_> =
        table.rows.iter().map(|row| (row.organisation.as_str(), row.name.as_str(), row.values.join("|"))).collect();
    let expected =
        [("一局", "会议", "|10|12|".to_string()), ("一局", "走访", "28|||30".into()), ("二局", "会议", "|||7".into())];
    assert_eq!(rows, expected, "what was said in its own year comes before what a later report remembers");
    let one = app.figure_table(FigureQuery { unit: "二局".into() })?;
    assert_eq!((one.rows.len(), one.years, one.units.len()), (1, vec![2025], 2));
    // Two people of one unit report in one year: their figures are not one row.
    let mut colleague = with("e", "一局", 2025, &[("会议", "3")])?;
    colleague.fields.insert("reporter".into(), "副书记".into());
    app.add(colleague)?;
    let rows = app.figure_table(FigureQuery { unit: "一局".into() })?.rows;
    let reporters: Vec<_> = rows.iter().filter(|row| row.name == "会议").map(|row| row.reporter.as_str()).collect();
    assert_eq!(reporters, ["副书记", "李明远"]);
    Ok(())
}

#[test]
fn an_empty_store_has_an_empty_ledger() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let view = app.ledger(LedgerQuery { state: LedgerState::All, ..LedgerQuery::default() })?;
    assert_eq!((view.rows.len(), view.sentence.as_str()), (0, "共查摆问题0项，已整改0项"));
    assert_eq!(view.notices, [""; 0]);
    Ok(())
}
