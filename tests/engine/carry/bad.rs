//! Chains that were changed by hand, or that the disk has bitten into.

use rusqlite::Connection;
use shuzhi::app::{App, CarryChoice, CarryFrom, Env, Nothing, ReportId};
use shuzhi::carry::{Choice, carry};
use shuzhi::model::{Draft, Item};
use shuzhi::store::FILE;
use shuzhi::template::{PartKind, Start};
use shuzhi::{Code, Result as Answer};

use super::report::{empty, of_2024, problem};
use super::{items, part_mut};
use crate::support::{self, Result, app};

fn all_open(app: &mut App, id: &str, year: i32) -> Answer<Draft> {
    let offer = app.carry_offer(CarryFrom { id: id.into(), year: Some(year) })?;
    let open = offer.plan.problems.into_iter().filter(|problem| problem.open);
    let problems = open.map(|problem| problem.problem).collect();
    let choice = CarryChoice { id: id.into(), year, problems, waived: Default::default(), into: None };
    Ok(app.carry(choice)?.report.draft)
}

fn notices(app: &mut App, id: &str, year: i32) -> Answer<String> {
    Ok(app.carry_offer(CarryFrom { id: id.into(), year: Some(year) })?.notices.join("\n"))
}

fn add(app: &mut App, id: &str, year: i32, previous: &str) -> Result<Draft> {
    let mut draft = of_2024(&mut support::ids())?;
    (draft.id, draft.year, draft.previous) = (id.into(), Some(year), Some(previous.into()));
    app.add(draft.clone())?;
    Ok(draft)
}

#[test]
fn a_damaged_report_is_told_and_the_rest_of_the_chain_goes_on() -> Result {
    let folder = tempfile::tempdir()?;
    let mut first = app(folder.path())?;
    let from = add(&mut first, "10000000-0000-4000-8000-000000000000", 2024, "")?;
    let next = all_open(&mut first, &from.id, 2025)?;
    drop(first);
    let db = Connection::open(folder.path().join(FILE))?;
    assert_eq!(db.execute("UPDATE report SET draft = replace(draft, '党课', '党棵') WHERE id = ?1", [&from.id])?, 1);
    drop(db);
    let mut n = 500_u32;
    let ids = move || {
        n += 1;
        format!("00000000-0000-4000-8000-{n:012}")
    };
    let mut app = App::open(Env { ids: Box::new(ids), ..support::env(folder.path()) })?;
    for answer in [notices(&mut app, &from.id, 2025).map(|_| ()), all_open(&mut app, &from.id, 2025).map(|_| ())] {
        let error = answer.err().ok_or("carried")?;
        assert!(error.code() == Code::Invalid && error.to_string().contains("已损坏"), "{error}");
    }
    assert!(notices(&mut app, &next.id, 2026)?.contains("更早的那份报告已经删除或者损坏"));
    let later = all_open(&mut app, &next.id, 2026)?;
    assert_eq!(items(&later, PartKind::Rectification).len(), 2, "what the report itself says is enough");
    Ok(())
}

#[test]
fn a_chain_that_loops_is_told_and_goes_on() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let ids = [1, 2, 3].map(|n| format!("{n}0000000-0000-4000-8000-000000000000"));
    // 2023 follows 2024, which follows 2023; and a report that follows itself.
    add(&mut app, &ids[0], 2023, &ids[1])?;
    add(&mut app, &ids[1], 2024, &ids[0])?;
    add(&mut app, &ids[2], 2024, &ids[2])?;
    for id in &ids {
        assert!(notices(&mut app, id, 2025)?.contains("前后绕成了一圈"), "{id}");
        let draft = all_open(&mut app, id, 2025)?;
        assert_eq!((draft.previous.as_deref(), items(&draft, PartKind::Rectification).len()), (Some(id.as_str()), 2));
        assert!(notices(&mut app, &draft.id, 2026)?.contains("前后绕成了一圈"));
    }
    // What follows from a report is named with it; it does not follow from itself.
    let offer = app.carry_offer(CarryFrom { id: ids[2].clone(), year: Some(2026) })?;
    assert!(offer.carried.iter().all(|report| report.id != ids[2]) && offer.carried.len() == 1);
    Ok(())
}

#[test]
fn a_report_that_is_gone_is_named() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let error = notices(&mut app, "nowhere", 2025).err().ok_or("an offer")?;
    assert!(error.code() == Code::NotFound && error.to_string().contains("nowhere"), "{error}");
    let next = add(&mut app, "10000000-0000-4000-8000-000000000000", 2024, "nowhere")?;
    assert!(notices(&mut app, &next.id, 2025)?.contains("更早的那份报告已经删除或者损坏"));
    assert_eq!(app.home(Nothing {})?.reports.len(), 1);
    Ok(())
}

#[test]
fn a_report_without_a_year_is_carried_and_told() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let mut draft = of_2024(&mut support::ids())?;
    (draft.id, draft.year) = ("10000000-0000-4000-8000-000000000000".into(), None);
    app.add(draft.clone())?;
    assert!(notices(&mut app, &draft.id, 2025)?.contains("没有填年度"));
    let next = all_open(&mut app, &draft.id, 2025)?;
    assert!(items(&next, PartKind::Rectification).iter().all(|item| item.year.is_none()));
    assert_eq!(next.figures[0].last, "2");
    Ok(())
}

#[test]
fn two_thousand_problems_are_carried_over_five_years() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let mut draft = empty("general", 2020, &mut support::ids())?;
    draft.id = "10000000-0000-4000-8000-000000000000".into();
    part_mut(&mut draft, PartKind::Problem).items =
        (0..2000).map(|n| problem(&format!("p-{n}"), &format!("第{n}个问题"))).collect();
    app.add(draft.clone())?;
    let mut id = draft.id;
    for year in 2021..=2024 {
        let next = all_open(&mut app, &id, year)?;
        let answers = items(&next, PartKind::Rectification);
        assert_eq!((answers.len(), next.carried.len(), answers[1999].text.as_str()), (2000, 2000, "第1999个问题"));
        id = next.id;
    }
    assert!(app.open_report(ReportId { id })?.view.findings.len() >= 2000);
    Ok(())
}

#[test]
fn what_only_a_file_changed_by_hand_can_hold_is_taken_as_it_comes() -> Result {
    let mut ids = support::ids();
    let mut from = of_2024(&mut ids)?;
    // An answer to nothing, one to a problem of the same report, one whose problem has a blank id, and a list with gaps.
    let answer = |id: &str, problem: &str, text: &str| Item {
        id: id.into(),
        problem: Some(problem.into()),
        text: text.into(),
        ..Item::default()
    };
    part_mut(&mut from, PartKind::Rectification).items =
        vec![answer("r-1", "", ""), answer("r-2", "p-2", "走访少，改写过"), answer("r-3", " ", "没有编号")];
    from.carried = vec![Default::default(), Default::default()];
    let all = Choice::all_open(&from);
    let draft = carry(&from, &all, None, Start { year: 2025, now: support::now(), ids: &mut ids });
    let mut found: Vec<_> = items(&draft, PartKind::Rectification)
        .into_iter()
        .map(|item| (item.problem.clone().unwrap_or_default(), item.text.clone()))
        .collect();
    found.sort();
    // What answers a problem of the same report does not take its place.
    let wanted =
        [("p-1", "党课次数不够，全年只有2次"), ("p-2", "走访少"), ("r-2", "走访少，改写过"), ("r-3", "没有编号")];
    assert_eq!(found, wanted.map(|(id, text)| (id.to_string(), text.to_string())));
    Ok(())
}
