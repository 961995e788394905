//! 整改台账 and 关键数据 over three reports: what is due, filters, the life of a problem, edits, files.

use serde_json::json;
use shuzhi::app::{App, Create, Env, Save};
use shuzhi::model::{Draft, Figure, Item, Progress, State};

use crate::harness::{Desk, Outcome, Window, key, word_part};
use crate::look::{USUAL, findings, look, pictures};
use crate::steps::saved;

#[test]
fn the_ledger_is_filtered_edited_and_exported() -> Outcome {
    let desk = Desk::new()?;
    plant(&desk)?;
    let window = desk.open()?;
    window.wait_text("reminders", "逾期 2 项")?.wait_text("reminders", "7 天内到期 1 项")?;
    window.click("to-ledger")?.wait_count("ledger-row", 6)?;
    window
        .wait_text("ledger-sentence", "共查摆问题")?
        .wait_text("ledger-offers", "2025年度的 6 个问题还没有带到下一年")?;
    window.click("ledger-overdue")?.wait_count("ledger-row", 2)?.click("ledger-all")?.wait_count("ledger-row", 7)?;
    window
        .choose("ledger-state", "已销号")?
        .wait_count("ledger-row", 1)?
        .wait_text("ledger-row", "新建企业组织覆盖不够")?;
    window.choose("ledger-state", "状态：不限")?.wait_count("ledger-row", 7)?;
    window.choose("ledger-owner", "陈磊")?.wait_count("ledger-row", 2)?;
    window.choose("ledger-owner", "责任人：不限")?.type_into("ledger-text", "培训")?.wait_count("ledger-row", 1)?;

    window.click("row-open")?.wait("problem")?.wait_count("life-year", 3)?;
    window.retype("entry-result", "两期培训三十八人结业")?.choose("entry-state", "已销号")?;
    window.wait_text("entry-lacking", "销号日期、佐证")?;
    window.type_into("entry-closed", "2025-02-30")?.wait_text("problem", "不是日历上的日期")?;
    window.retype("entry-closed", "2025年12月5日")?.type_into("entry-evidence", "园区党建〔2025〕3号")?;
    saved(&window)?;
    window.type_into("note-text", "第二期结业")?.press(&[key::ENTER])?.wait_text("problem", "第二期结业")?;
    window.click("to-ledger")?.wait("ledger-row")?.wait_text("ledger-row", "已销号")?;

    window.click("ledger-columns")?.wait("columns-done")?.click_nth("column-down", 1)?;
    window.click("columns-done")?.wait_count("dialog", 0)?;
    window.click("export-xlsx")?.wait_text("toast", "已导出")?;
    let file = desk.exported().with_extension("xlsx");
    let sheet = word_part(&file, "xl/sharedStrings.xml").or_else(|_| word_part(&file, "xl/worksheets/sheet1.xml"))?;
    for text in ["党务工作者流动大，培训跟不上", "两期培训三十八人结业", "已销号"] {
        assert!(sheet.contains(text), "{text} is not in the sheet: {sheet}");
    }
    assert!(!sheet.contains("新建企业组织覆盖不够"), "only what is listed is exported");
    assert!(sheet.find("来源") < sheet.find("<t>问题"), "the columns are in the user's order: {sheet}");
    window.click("toast-close")?.click("ledger-menu")?.click("export-csv")?.wait_text("toast", "已导出")?;
    assert!(std::fs::read(desk.exported().with_extension("csv"))?.starts_with("\u{feff}".as_bytes()));

    // What was written here stands in the report.
    window.click("row-open")?.click("entry-open")?.wait("compose")?.wait("card")?;
    assert!(window.values("item-result")?.contains(&"两期培训三十八人结业".to_owned()));
    Ok(())
}

#[test]
fn figures_stand_side_by_side_over_the_years() -> Outcome {
    let desk = Desk::new()?;
    plant(&desk)?;
    let window = desk.open()?;
    window.click("to-ledger")?.click("to-figures")?.wait_count("figure-row", 2)?;
    window.wait_text("figures-table", "+4（+50%）")?.click("export-figures")?.wait_text("toast", "已导出")?;
    let file = desk.exported().with_extension("xlsx");
    let sheet = word_part(&file, "xl/sharedStrings.xml").or_else(|_| word_part(&file, "xl/worksheets/sheet1.xml"))?;
    assert!(sheet.contains("党委会议"), "{sheet}");
    Ok(())
}

#[test]
fn the_ledger_is_accessible_in_light_colours() -> Outcome {
    tour("light")
}

#[test]
fn the_ledger_is_accessible_in_dark_colours() -> Outcome {
    tour("dark")
}

fn tour(theme: &str) -> Outcome {
    let desk = Desk::new()?;
    let window = desk.open()?;
    window.click("to-settings")?.click(&format!("theme-{theme}"))?.wait("settings-saved")?.click("to-home")?;
    window.click("to-ledger")?.wait("ledger-empty")?;
    look(&window, theme, "ledger-empty", USUAL)?;
    window.click("to-figures")?.wait("figures-empty")?;
    look(&window, theme, "figures-empty", USUAL)?;
    window.kill()?;
    plant(&desk)?;
    let window = desk.open()?;
    let look = |name: &str| look(&window, theme, name, USUAL);
    window.wait("reminders")?;
    look("home-reminders")?;
    window.click("to-ledger")?.wait("ledger-row")?;
    look("ledger-open")?;
    window.click("ledger-all")?.wait_count("ledger-row", 7)?;
    look("ledger")?;
    window.click("ledger-columns")?.wait("columns-done")?;
    look("ledger-columns")?;
    window.press(&[key::ESCAPE])?.click("row-open")?.wait("problem")?;
    window.choose("entry-state", "已销号")?.wait("entry-lacking")?;
    saved(&window)?;
    window.type_into("entry-closed", "2025-02-30")?.wait_text("problem", "不是日历上的日期")?;
    look("ledger-problem")?;
    window.retype("entry-closed", "2025-12-05")?;
    saved(&window)?;
    window.click("to-ledger")?.click("to-figures")?.wait("figure-row")?;
    look("figures")?;
    // Twice as large, so that half as much fits on the screen.
    window.click("to-home")?.click("to-settings")?.choose("zoom", "200%")?.wait("settings-saved")?;
    window.click("to-home")?.wait("reminders")?;
    zoomed(&window, theme, "home-reminders")?;
    press(&window, "to-ledger")?.wait("ledger-row")?;
    zoomed(&window, theme, "ledger")?;
    press(&window, "row-open")?.wait("problem")?;
    zoomed(&window, theme, "ledger-problem")
}

/// Presses a button by its keyboard: the driver's clicks miss where the window is zoomed.
fn press<'a>(window: &'a Window, id: &str) -> Outcome<&'a Window> {
    window.wait(id)?.script("document.querySelector(`[data-testid='${arguments[0]}']`).focus()", json!([id]))?;
    window.press(&[key::ENTER])
}

fn zoomed(window: &Window, theme: &str, name: &str) -> Outcome {
    window.picture(&pictures().join(format!("{name}-{theme}-200.png")))?;
    let findings = findings(window)?;
    assert!(findings.is_empty(), "{name}, {theme}, 200%:\n{findings}");
    let wide = window.script(
        "return document.querySelector('.page').scrollWidth - document.querySelector('.page').clientWidth",
        json!([]),
    )?;
    assert_eq!(wide, json!(0), "{name} is wider than the window");
    Ok(())
}

/// Three reports of a chain, with problems that are open, closed, overdue and back again.
fn plant(desk: &Desk) -> Outcome {
    let _ = std::fs::remove_file(desk.data().join("shuzhi.lock"));
    let env = Env::real(desk.data());
    let soon = (env.now)() + std::time::Duration::from_secs(5 * 24 * 3600);
    let mut app = App::open(env)?;
    let of_2023 = write(&mut app, 2023, None, |draft| {
        add(draft, "problem", problem("p1", "党务工作者流动大，培训跟不上", "自查"));
        add(draft, "problem", problem("p2", "新建企业组织覆盖不够", "上级点评"));
        add(draft, "problem", problem("p3", "部分支部活动形式单一", "群众评议"));
        add(draft, "problem", problem("p4", "流动党员管理有空档", "督查"));
        draft.figures = vec![figure("党委会议", "次", "8"), figure("走访企业", "家", "120")];
    })?;
    let of_2024 = write(&mut app, 2024, Some(&of_2023), |draft| {
        add(
            draft,
            "rectification",
            answer("p1", 2023, "党务工作者流动大，培训跟不上", State::Underway, "建轮训名单", "王芳"),
        );
        let closed = answer("p2", 2023, "新建企业组织覆盖不够", State::Closed, "新建支部4个，选派指导员9名", "李明远");
        let (evidence, day) = ("园区党建〔2024〕3号".into(), "2024-09-30".into());
        add(draft, "rectification", Item { evidence, closed: day, result: "应建尽建".into(), ..closed });
        add(
            draft,
            "rectification",
            answer("p3", 2023, "部分支部活动形式单一", State::Underway, "建活动资源库，一季一评", "陈磊"),
        );
        add(
            draft,
            "rectification",
            answer("p4", 2023, "流动党员管理有空档", State::Continuous, "每季度核对一次", "周立"),
        );
        add(draft, "problem", problem("p5", "联合支部台账不规范", "上级点评"));
        draft.figures = vec![figure("党委会议", "次", "12"), figure("走访企业", "家", "120")];
    })?;
    write(&mut app, 2025, Some(&of_2024), |draft| {
        let note = |date: &str, text: &str| Progress { date: date.into(), text: text.into(), ..Progress::default() };
        let first =
            answer("p1", 2023, "党务工作者流动大，培训仍跟不上", State::Underway, "建轮训名单，举办2期", "王芳");
        let progress = vec![note("2025-03-02", "名单报组织部"), note("2025-06-20", "第一期38人结业")];
        add(draft, "rectification", Item { due: "2025-11-08".into(), result: "一期结业".into(), progress, ..first });
        let third = answer("p3", 2023, "部分支部活动形式单一", State::Review, "建活动资源库，一季一评", "陈磊");
        add(draft, "rectification", Item { due: soon.format("%Y-%m-%d").to_string(), ..third });
        let fourth = answer("p4", 2023, "流动党员管理有空档", State::Continuous, "每季度核对一次，长期坚持", "周立");
        add(draft, "rectification", Item { due: "长期".into(), reason: "人员常年流动".into(), ..fourth });
        let fifth = answer("p5", 2024, "联合支部台账不规范", State::Underway, "统一样表，逐户核对", "陈磊");
        add(draft, "rectification", Item { due: "2025-12-17".into(), ..fifth });
        add(draft, "problem", problem("p6", "党群服务中心使用率不高", "自查"));
        add(draft, "problem", Item { recurs: Some("p2".into()), ..problem("p7", "新建企业组织覆盖又有空白", "督查") });
        draft.figures = vec![figure("党委会议", "次", "12"), figure("走访企业", "家", "96")];
    })?;
    Ok(())
}

fn write(app: &mut App, year: i32, previous: Option<&str>, fill: impl FnOnce(&mut Draft)) -> Outcome<String> {
    let report = app.create(Create { template: "general".into(), year, sample: false })?;
    let (mut draft, revision) = (report.draft, report.revision);
    draft.previous = previous.map(str::to_owned);
    draft.fields.insert("unit".into(), "青石园区党工委".into());
    draft.fields.insert("reporter".into(), "李明远".into());
    fill(&mut draft);
    let id = draft.id.clone();
    app.save(Save { draft, revision })?;
    Ok(id)
}

fn add(draft: &mut Draft, part: &str, item: Item) {
    if let Some(part) = draft.parts.iter_mut().find(|entry| entry.id == part) {
        part.items.retain(|there| !there.heading.is_empty() || !there.text.is_empty());
        part.items.push(item);
    }
}

fn problem(id: &str, heading: &str, source: &str) -> Item {
    Item { id: id.into(), heading: heading.into(), source: source.into(), ..Item::default() }
}

fn answer(problem: &str, year: i32, text: &str, state: State, measure: &str, owner: &str) -> Item {
    let (problem, year, state) = (Some(problem.into()), Some(year), Some(state));
    let id = format!("{}-{measure}", problem.as_deref().unwrap_or_default());
    let (text, measure, owner) = (text.into(), measure.into(), owner.into());
    Item { id, problem, year, state, text, measure, owner, ..Item::default() }
}

fn figure(name: &str, unit: &str, value: &str) -> Figure {
    Figure { id: name.into(), name: name.into(), unit: unit.into(), value: value.into(), ..Figure::default() }
}
