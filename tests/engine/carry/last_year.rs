//! 上年: the earlier report's part beside this year's.

use rusqlite::Connection;
use shuzhi::app::{App, CarryChoice, CarryFrom, LastYear, LastYearOf, ReportId, Save, attach_ledger};
use shuzhi::model::{Draft, Part, Role, Table};
use shuzhi::store::FILE;
use shuzhi::template::{PartKind, TemplatePart};

use super::report::of_2024;
use super::{part_mut, parts};
use crate::support::{self, Result, app};

/// `from` in the store, and the report of the year after it.
fn carried(app: &mut App, from: &mut Draft) -> Result<Draft> {
    from.id = "10000000-0000-4000-8000-000000000000".into();
    app.add(from.clone())?;
    Ok(next(app, &from.id, 2025)?)
}

fn next(app: &mut App, id: &str, year: i32) -> shuzhi::Result<Draft> {
    let offer = app.carry_offer(CarryFrom { id: id.into(), year: Some(year) })?;
    let problems = offer.plan.problems.into_iter().map(|problem| problem.problem).collect();
    let choice = CarryChoice { id: id.into(), year, problems, waived: Default::default(), into: None };
    Ok(app.carry(choice)?.report.draft)
}

fn beside(app: &mut App, draft: &Draft, kind: PartKind) -> Result<LastYear> {
    let part = parts(draft, kind).first().ok_or("no such part")?.id.clone();
    Ok(app.last_year(LastYearOf { draft: draft.clone(), part })?)
}

fn text(answer: &LastYear) -> String {
    answer.blocks.iter().map(|block| block.text() + "\n").collect()
}

#[test]
fn the_same_part_stands_as_it_was_printed() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let mut from = of_2024(&mut support::ids())?;
    let grid = vec![vec!["甲".into(), String::new()], vec![String::new(), "乙".into()]];
    part_mut(&mut from, PartKind::Plan).items[0].tables =
        vec![Table { id: "t-1".into(), rows: grid, ..Table::default() }];
    let mut draft = carried(&mut app, &mut from)?;
    // What is typed since is this year's, and changes nothing there.
    part_mut(&mut draft, PartKind::Problem).heading = "本年的标题".into();
    let problems = beside(&mut app, &draft, PartKind::Problem)?;
    assert_eq!((problems.year, problems.absent.as_str()), (Some(2024), ""));
    let printed = text(&problems);
    assert!(printed.contains("党课次数不够，全年只有2次") && !printed.contains("本年的标题"), "{printed}");
    assert!(printed.contains("排课没有计划"), "the parts in it too: {printed}");
    assert!(!printed.contains("每季上一次党课"), "{printed}");
    let plan = beside(&mut app, &draft, PartKind::Plan)?;
    assert_eq!(plan.blocks.iter().filter(|block| block.cell.is_some()).count(), 4, "empty cells too");
    assert!(app.open_report(ReportId { id: draft.id.clone() })?.earlier);
    assert!(!app.open_report(ReportId { id: from.id.clone() })?.earlier);
    Ok(())
}

#[test]
fn an_attachment_that_lists_the_part_is_not_the_part() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let mut draft = carried(&mut app, &mut of_2024(&mut support::ids())?)?;
    for item in &mut part_mut(&mut draft, PartKind::Rectification).items {
        item.measure = "排好课表。".into();
    }
    attach_ledger(&mut draft, &mut support::ids());
    app.save(Save { draft: draft.clone(), revision: 1 })?;
    let later = next(&mut app, &draft.id, 2026)?;
    let answer = beside(&mut app, &later, PartKind::Rectification)?;
    assert!(text(&answer).contains("排好课表"), "{}", text(&answer));
    assert!(answer.blocks.iter().all(|block| block.cell.is_none() && block.role != Role::AttachmentTitle));
    Ok(())
}

#[test]
fn a_part_of_another_id_is_found_by_its_kind_and_place() -> Result {
    fn rename(parts: &mut [Part], template: &mut [TemplatePart]) {
        for part in parts {
            part.id.insert_str(0, "old-");
            rename(&mut part.parts, &mut []);
        }
        for part in template {
            part.id.insert_str(0, "old-");
            rename(&mut [], &mut part.parts);
        }
    }
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let mut from = of_2024(&mut support::ids())?;
    for (part, lead) in [(0, "上年的开头。"), (from.parts.len() - 1, "上年的结尾。")] {
        from.parts[part].lead = lead.into();
    }
    let draft = carried(&mut app, &mut from)?;
    rename(&mut from.parts, &mut from.template.content.parts);
    app.save(Save { draft: from, revision: 1 })?;
    for (part, lead) in [(0, "上年的开头。"), (draft.parts.len() - 1, "上年的结尾。")] {
        let of = LastYearOf { draft: draft.clone(), part: draft.parts[part].id.clone() };
        assert!(text(&app.last_year(of)?).contains(lead));
    }
    // A kind of which there were fewer.
    let mut more = draft.clone();
    let mut added = more.template.content.parts[0].clone();
    added.id = "added".into();
    more.template.content.parts.push(added);
    more.parts.push(Part { id: "added".into(), ..Part::default() });
    let answer = app.last_year(LastYearOf { draft: more, part: "added".into() })?;
    assert_eq!((answer.blocks.len(), answer.absent.as_str()), (0, "上年的报告里没有写这一部分。"));
    Ok(())
}

#[test]
fn what_cannot_be_shown_is_told() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let mut from = of_2024(&mut support::ids())?;
    part_mut(&mut from, PartKind::Work).left_out = true;
    let mut draft = carried(&mut app, &mut from)?;
    assert_eq!(beside(&mut app, &draft, PartKind::Work)?.absent, "上年的报告里没有写这一部分。");
    app.remove(ReportId { id: from.id.clone() })?;
    assert!(beside(&mut app, &draft, PartKind::Plan)?.absent.contains("在回收站里；到首页恢复它"));
    assert!(app.open_report(ReportId { id: draft.id.clone() })?.earlier, "it can be restored");
    app.restore(ReportId { id: from.id.clone() })?;
    let db = Connection::open(folder.path().join(FILE))?;
    assert_eq!(db.execute("UPDATE report SET draft = replace(draft, '党课', '党棵') WHERE id = ?1", [&from.id])?, 1);
    drop(db);
    let answer = beside(&mut app, &draft, PartKind::Plan)?;
    assert!(answer.absent.contains("已损坏，读不出来") && answer.blocks.is_empty(), "{}", answer.absent);
    for previous in [Some("20000000-0000-4000-8000-000000000000".into()), Some(draft.id.clone()), None] {
        draft.previous = previous;
        assert_eq!(beside(&mut app, &draft, PartKind::Plan)?.absent, "上年那份报告已经不在这台电脑上了。");
    }
    app.save(Save { draft: draft.clone(), revision: 1 })?;
    assert!(!app.open_report(ReportId { id: draft.id })?.earlier);
    Ok(())
}
