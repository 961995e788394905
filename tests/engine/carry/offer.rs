//! Carrying forward within the store.

use shuzhi::Code;
use shuzhi::app::{App, CarryChoice, CarryFrom, CarryResult, OpenReport, ReportId, Save};
use shuzhi::model::Draft;
use shuzhi::store::Cause;
use shuzhi::template::PartKind;

use super::report::of_2024;
use super::{items, part_mut};
use crate::support::{self, Result, app};

fn open_ones(app: &mut App, id: &str, year: i32) -> Result<Vec<String>> {
    let offer = app.carry_offer(CarryFrom { id: id.into(), year: Some(year) })?;
    Ok(offer.plan.problems.into_iter().filter(|problem| problem.open).map(|problem| problem.problem).collect())
}

fn carry(app: &mut App, id: &str, year: i32, into: Option<&str>) -> Result<OpenReport> {
    Ok(carried(app, id, year, into)?.report)
}

fn carried(app: &mut App, id: &str, year: i32, into: Option<&str>) -> Result<CarryResult> {
    let problems = open_ones(app, id, year)?;
    let carry = CarryChoice { id: id.into(), year, problems, waived: Default::default(), into: into.map(String::from) };
    Ok(app.carry(carry)?)
}

fn store(app: &mut App) -> Result<Draft> {
    let mut draft = of_2024(&mut support::ids())?;
    draft.id = "10000000-0000-4000-8000-000000000000".into();
    app.add(draft.clone())?;
    Ok(draft)
}

fn stored(app: &mut App, id: &str) -> Result<Draft> {
    Ok(app.open_report(ReportId { id: id.into() })?.draft)
}

#[test]
fn a_report_is_carried_and_stays_as_it_was() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let from = store(&mut app)?;
    let offer = app.carry_offer(CarryFrom { id: from.id.clone(), year: Some(2025) })?;
    assert_eq!((offer.from.id.as_str(), offer.refused.as_str(), offer.carried.len()), (from.id.as_str(), "", 0));
    assert_eq!(offer.notices, ["有 1 个问题没有写内容，不能沿用；要沿用，请先在原报告里写上"]);
    let made = carry(&mut app, &from.id, 2025, None)?;
    assert_eq!(stored(&mut app, &made.draft.id)?, made.draft);
    assert_eq!((made.draft.year, items(&made.draft, PartKind::Rectification).len()), (Some(2025), 2));
    assert_eq!(stored(&mut app, &from.id)?, from);
    assert_eq!(app.versions(ReportId { id: from.id.clone() })?.versions.len(), 1, "nothing happened to it");
    Ok(())
}

#[test]
fn a_report_that_was_carried_already_takes_in_what_it_lacks() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let mut from = store(&mut app)?;
    let made = carry(&mut app, &from.id, 2025, None)?;
    let same = carried(&mut app, &from.id, 2025, Some(&made.draft.id))?;
    assert_eq!((same.report.draft, same.report.revision), (made.draft.clone(), made.revision), "nothing was lacking");
    assert!(same.told.starts_with("没有新的可补"), "{}", same.told);
    part_mut(&mut from, PartKind::Problem).items.push(super::report::problem("p-9", "后来补上的"));
    app.save(Save { draft: from.clone(), revision: 1 })?;
    let offer = app.carry_offer(CarryFrom { id: from.id.clone(), year: Some(2026) })?;
    assert_eq!(offer.carried.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), [made.draft.id.as_str()]);
    assert!(offer.notices.iter().any(|one| one.contains("跳过了2025年度")), "{:?}", offer.notices);
    assert!(offer.notices.iter().any(|one| one.contains("沿用过 1 份（2025年度）")), "{:?}", offer.notices);
    let more = carried(&mut app, &from.id, 2025, Some(&made.draft.id))?;
    assert_eq!(more.told, "已补进 1 个上年问题，写过的没有动");
    let more = more.report;
    assert_eq!(items(&more.draft, PartKind::Rectification).len(), 3);
    let versions = app.versions(ReportId { id: made.draft.id.clone() })?.versions;
    assert_eq!((versions.len(), versions[1].cause), (2, Cause::Carry), "what was there is kept first");
    assert_eq!(app.version_draft(&made.draft.id, versions[1].number.ok_or("no number")?)?, made.draft);
    // Only what was carried from it takes its problems in.
    let other = carry(&mut app, &more.draft.id, 2026, None)?;
    for (into, says) in [(other.draft.id.as_str(), "不是从这份报告沿用的"), (&from.id, "不是从这份报告沿用的")]
    {
        let error = carry(&mut app, &from.id, 2025, Some(into)).err().ok_or("taken in")?;
        assert!(error.to_string().contains(says), "{error}");
    }
    Ok(())
}

#[test]
fn a_year_that_does_not_follow_is_refused() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let from = store(&mut app)?;
    for year in [2024, 2023, 1999] {
        let offer = app.carry_offer(CarryFrom { id: from.id.clone(), year: Some(year) })?;
        assert_eq!(offer.refused, format!("2024年度的报告不能沿用到{year}年度；请选2025年度或以后的年度"));
        assert!(!offer.plan.problems.is_empty());
        assert!(carry(&mut app, &from.id, year, None).is_err());
    }
    let none = app.carry_offer(CarryFrom { id: from.id.clone(), year: Some(0) }).err().ok_or("a year")?;
    assert_eq!((none.code(), app.reports()?.len()), (Code::Invalid, 1));
    Ok(())
}

#[test]
fn a_deleted_report_is_refused_until_it_is_taken_back() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let from = store(&mut app)?;
    let made = carry(&mut app, &from.id, 2025, None)?;
    app.remove(ReportId { id: from.id.clone() })?;
    let offer = app.carry_offer(CarryFrom { id: from.id.clone(), year: Some(2026) })?;
    assert!(offer.refused.contains("在回收站里，不能沿用；请先"), "{}", offer.refused);
    for into in [None, Some(made.draft.id.as_str())] {
        let error = carry(&mut app, &from.id, 2026, into).err().ok_or("carried")?;
        assert!(error.to_string().contains("在回收站里"), "{error}");
    }
    // The rest of the chain goes on, and says what is odd about it.
    let offer = app.carry_offer(CarryFrom { id: made.draft.id.clone(), year: Some(2026) })?;
    assert!(offer.refused.is_empty() && offer.notices.iter().any(|one| one.contains("更早的那份报告")));
    app.restore(ReportId { id: from.id.clone() })?;
    app.remove(ReportId { id: made.draft.id.clone() })?;
    let offer = app.carry_offer(CarryFrom { id: from.id.clone(), year: Some(2025) })?;
    assert!(offer.refused.is_empty() && offer.carried.is_empty());
    assert!(offer.notices.iter().any(|one| one.contains("回收站里有一份")), "{:?}", offer.notices);
    assert!(carry(&mut app, &from.id, 2025, Some(&made.draft.id)).is_err(), "nothing is put into the bin");
    assert!(carry(&mut app, &from.id, 2025, None).is_ok());
    Ok(())
}

#[test]
fn a_template_that_is_gone_or_newer_is_told() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let mut from = store(&mut app)?;
    from.template.id = "vanished".into();
    app.save(Save { draft: from.clone(), revision: 1 })?;
    let told = |app: &mut App| -> Result<String> {
        Ok(app.carry_offer(CarryFrom { id: from.id.clone(), year: Some(2025) })?.notices.join("\n"))
    };
    assert!(told(&mut app)?.contains("模板“通用”已经没有了"));
    let made = carry(&mut app, &from.id, 2025, None)?.draft;
    assert_eq!(made.template, from.template);
    let mut own = from.template.content.clone();
    (own.id, own.version) = ("vanished".into(), from.template.version + 1);
    own.fields.retain(|field| field.id != "salutation");
    for part in &mut own.parts {
        part.example = Default::default();
        part.parts.iter_mut().for_each(|part| part.example = Default::default());
        if part.kind == PartKind::Work {
            part.heading = "新的标题".into();
        }
    }
    std::fs::create_dir(folder.path().join("templates"))?;
    let file = folder.path().join("templates/own.json");
    shuzhi::export::write_file(&file, serde_json::to_string(&own)?.as_bytes())?;
    assert_eq!(app.home(shuzhi::app::Nothing {})?.notices, [""; 0]);
    assert!(told(&mut app)?.contains("模板“通用”有了新的版本"), "{}", told(&mut app)?);
    let made = carry(&mut app, &from.id, 2025, None)?.draft;
    assert_eq!(
        (made.template.version, super::parts(&made, PartKind::Work)[0].heading.as_str()),
        (own.version, "新的标题")
    );
    assert_eq!(items(&made, PartKind::Rectification).len(), 2);
    Ok(())
}

#[test]
fn the_year_that_is_proposed_fits_the_reports_that_are_there() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    let proposed = |app: &mut App, id: &str| -> Result<(i32, String)> {
        let offer = app.carry_offer(CarryFrom { id: id.into(), year: None })?;
        Ok((offer.year, offer.notices.join("\n")))
    };
    let of_year = |app: &mut App, id: &str, year: Option<i32>| -> Result<Draft> {
        let mut draft = of_2024(&mut support::ids())?;
        (draft.id, draft.year) = (id.into(), year);
        app.add(draft.clone())?;
        Ok(draft)
    };
    // Reports on 2025 are written now.
    of_year(&mut app, "r22", Some(2022))?;
    let (year, notices) = proposed(&mut app, "r22")?;
    assert!(year == 2025 && notices.contains("跳过了2023至2024年度"), "{year} {notices}");
    of_year(&mut app, "r24", Some(2024))?;
    assert_eq!(proposed(&mut app, "r24")?.0, 2025);
    let (year, notices) = proposed(&mut app, "r22")?;
    assert!(year == 2023 && notices.contains("更晚的一份：2024年度"), "{year} {notices}");
    // CarryResult already, that one is meant, whatever its year.
    let made = carry(&mut app, "r22", 2024, None)?;
    assert_eq!(proposed(&mut app, "r22")?.0, 2024);
    app.remove(ReportId { id: made.draft.id })?;
    of_year(&mut app, "r25", Some(2025))?;
    assert_eq!(proposed(&mut app, "r25")?.0, 2026);
    of_year(&mut app, "no year", None)?;
    assert_eq!(proposed(&mut app, "no year")?.0, 2025);
    Ok(())
}
