//! From one year to the next: a report is carried forward, its problems are answered, noted, left out, and checked.

use std::fs;

use serde_json::{Value, json};
use shuzhi::app::{App, Create, Env, ReportId, Save};
use shuzhi::model::{Draft, Figure, Item, Part};
use shuzhi::template::PartKind;

use crate::harness::{Desk, Outcome, Window, key, until};
use crate::look::{USUAL, look};
use crate::steps::{go, saved};

const RECTIFICATION: &str = "section-rectification";

#[test]
fn a_report_is_carried_forward_and_its_problems_are_answered() -> Outcome {
    let desk = Desk::new()?;
    let (id, before) = plant(&desk)?;
    let window = desk.open()?;
    carry(&window)?;

    // Last year's same part stands beside the form, to be reached by keyboard; the preview comes back.
    go(&window, "section-problem")?;
    window
        .click("tab-last")?
        .wait_text("last-year", "指导员力量不足")?
        .press(&[key::LEFT])?
        .wait_count("last-year", 0)?;
    window.wait_focus("tab-preview")?;
    go(&window, RECTIFICATION)?;

    // The second one is closed with a basis, by the promised measure and a note that was taken back once.
    let cards = window.count("card")?;
    assert!(cards >= 3, "{cards} problems go on");
    window.click("fill-promised")?.type_into_nth("item-result", 1, "全年抽查4次，问题清零。")?;
    choose_nth(&window, "item-state", 1, "已销号")?;
    window.wait_text("closing", "还没有写佐证")?.type_into_nth("item-evidence", 1, "抽查记录4份")?;
    window.wait_text("closing", "销号要有措施、成效和佐证")?.type_into("item-closed", "2026-10-30")?;
    note(&window, 1, "2026-06-03", "开展第一次抽查")?;
    note(&window, 1, "2026-03-01", "制定抽查办法")?;
    window.wait_count("note", 2)?;
    assert_eq!(window.text("note")?.split_whitespace().collect::<String>(), "2026-03-01制定抽查办法");
    window.press(&[key::CONTROL, "z"])?.wait_count("note", 1)?.press(&[key::CONTROL, "y"])?.wait_count("note", 2)?;
    // Another one goes on, with a reason; the last one is left out.
    window.type_into_nth("item-measure", 0, "选派骨干3名。")?.type_into_nth("item-result", 0, "覆盖12个支部。")?;
    choose_nth(&window, "item-state", 0, "持续整改")?;
    window.type_into("item-reason", "力量配备要长期抓")?;
    let last = cards - 1;
    window.click_nth("waive-open", last)?.wait_focus("waived-text")?.type_text("已并入县里统一整改")?;
    window.click("waived-add")?.wait_text("item-waived", "已并入县里统一整改")?.wait_focus("unwaive")?;
    saved(&window)?;

    // What is counted and a figure, in the text before the items.
    go(&window, "section-figures")?;
    window
        .wait_text("figure-used", "0 处")?
        .type_into("figure-value", "15")?
        .wait_text("figure-change", "+3（+25%）")?;
    go(&window, RECTIFICATION)?;
    window.type_into("part-lead", "上年度问题")?.click("insert")?.wait("insert-figure")?.press(&[key::DOWN])?;
    window
        .press(&[key::ENTER])?
        .wait_focus("part-lead")?
        .type_text("，开会")?
        .click("insert")?
        .wait("insert-figure")?;
    window.press(&[key::ENTER])?.wait_focus("part-lead")?.type_text("次。")?;
    assert_eq!(window.values("part-lead")?, ["上年度问题{{整改统计}}，开会{{党委会议}}次。"]);
    let clause = format!("共{}项，已整改1项，持续推进{}项", cards - 1, cards - 2);
    window.wait_text("values", &clause)?.wait_text("values", "15")?;
    window.wait_text("preview", &format!("上年度问题{clause}，开会15次。"))?;
    saved(&window)?;

    // A problem that is taken out is told, and comes back by a click; so does what was there before the click.
    window.click_nth("card-menu", 2)?.click("card-remove")?.wait_count("card", cards - 1)?;
    window.click("to-check")?.wait_text("summary", "没有写到")?;
    window.click("fix")?.wait_text("toast", "已补进")?.click("toast-action")?.wait_text("summary", "没有写到")?;
    window.click("fix")?.wait_text("toast", "已补进")?;
    until("the problem to be back", || {
        Ok((!window.text("summary").unwrap_or_default().contains("没有写到")).then_some(()))
    })?;
    saved(&window)?;
    window.click("to-compose")?;
    go(&window, RECTIFICATION)?;
    window.wait_count("card", cards)?.click("to-home")?.wait("reports")?;
    window.kill()?;

    let mut app = App::open(Env::real(desk.data()))?;
    let from = app.open_report(ReportId { id: id.clone() })?.draft;
    assert_eq!(serde_json::to_value(&from)?, before, "the report that was carried is as it was");
    let new = app.home(shuzhi::app::Nothing {})?.reports.into_iter().find(|report| report.year == Some(2026));
    let new = app.open_report(ReportId { id: new.ok_or("no report of 2026")?.id })?.draft;
    assert_eq!(new.previous.as_deref(), Some(id.as_str()));
    let items = &rectification(&new).ok_or("no part")?.items;
    let first = items.get(1).ok_or("no item")?;
    assert_eq!((first.closed.as_str(), first.evidence.as_str()), ("2026-10-30", "抽查记录4份"));
    assert_eq!(first.measure, first.promised, "the promised measure was filled in");
    assert_eq!(first.progress.iter().map(|note| note.date.as_str()).collect::<Vec<_>>(), ["2026-03-01", "2026-06-03"]);
    assert_eq!(items.iter().filter(|item| item.waived == "已并入县里统一整改").count(), 1);
    let named: Vec<&str> = items.iter().filter_map(|item| item.problem.as_deref()).collect();
    let open: Vec<&str> = new
        .carried
        .iter()
        .filter(|one| one.state.unwrap_or_default().is_open())
        .map(|one| one.problem.as_str())
        .collect();
    assert!(open.iter().all(|problem| named.iter().filter(|one| *one == problem).count() == 1), "{open:?} {named:?}");
    Ok(())
}

#[test]
fn the_screens_of_carrying_forward_are_accessible_in_light_colours() -> Outcome {
    tour("light")
}

#[test]
fn the_screens_of_carrying_forward_are_accessible_in_dark_colours() -> Outcome {
    tour("dark")
}

fn tour(theme: &str) -> Outcome {
    let desk = Desk::new()?;
    let (_, mut other) = plant(&desk)?;
    let window = desk.open()?;
    let look = |name: &str| look(&window, theme, name, USUAL);
    window.click("to-settings")?.click(&format!("theme-{theme}"))?.wait("settings-saved")?.click("to-home")?;
    window.resize(USUAL.0, USUAL.1)?.click("carry-report")?.wait("carry-go")?;
    look("carry")?;
    window.click_nth("carry-tick", 0)?.click_nth("carry-tick", 1)?.wait_count("carry-reason", 2)?;
    window.type_into_nth("carry-reason", 1, "已并入县里统一整改")?.wait_text("carry-count", "注明不写 1 个")?;
    look("carry-reasons")?;
    window.click("carry-go")?.wait("compose")?.wait("item-wording")?;
    look("rectification")?;
    window.click("tab-last")?.wait("last-year")?;
    look("last-year")?;
    window.click("tab-preview")?;
    window.click_nth("note-open", 0)?.wait_focus("note-text")?.type_text("开展第一次抽查")?;
    look("rectification-note")?;
    window.click("note-add")?.wait_count("note", 1)?.choose("item-state", "已销号")?.wait("closing")?;
    look("rectification-closed")?;
    window.click("insert")?.wait("insert-figure")?;
    look("rectification-insert")?;
    window.press(&[key::ESCAPE])?;
    go(&window, "section-figures")?;
    window.type_into("figure-value", "15")?.click("add-figure")?.wait_count("figure", 2)?.type_text("党委会议")?;
    window.wait_text("form", "都叫“党委会议”")?;
    look("key-figures")?;
    window.click("to-check")?.wait("fix")?;
    look("check-years")?;
    window.click("to-compose")?.click("to-home")?.wait_count("report-open", 2)?;
    window.click_nth("report-open", 1)?.wait("compose")?.click("to-check")?.wait("matrix")?;
    assert!(window.count("matrix-row")? >= 6 && window.count("matrix-hole")? >= 2);
    window.script("document.querySelector('[data-testid=\"matrix\"]').scrollIntoView()", json!([]))?;
    look("check-matrix")?;
    window.click("to-compose")?.click("to-home")?.wait("reports")?.click("carry-report")?.wait("carry")?;
    window.choose("carry-from", &chosen(&window)?)?.wait("carry-ways")?;
    look("carry-again")?;
    window.retype("carry-year", "2020")?.wait("carry-refused")?;
    look("carry-refused")?;
    // A draft that is no report here yet.
    (other["id"], other["year"]) = (json!("5f0c7d43-9a83-4dc5-8a4e-5d7a2f0f2a11"), json!(2024));
    fs::write(desk.exported().with_extension("json"), serde_json::to_vec(&other)?)?;
    window.click("carry-file")?;
    until("the draft to be chosen", || {
        let at = "return document.querySelector('#carry-from').selectedOptions[0].text";
        let name = window.script(at, json!([]))?;
        Ok(name.as_str().is_some_and(|name| name.starts_with("2024年度")).then_some(()))
    })?;
    window.wait("carry-go")?;
    Ok(())
}

/// A report of 2025 in the store, as the examples fill it, with four open problems, links and a figure; its id and its draft.
fn plant(desk: &Desk) -> Outcome<(String, Value)> {
    let mut app = App::open(Env::real(desk.data()))?;
    let opened = app.create(Create { template: "general".into(), year: 2025, sample: true })?;
    let (mut draft, revision) = (opened.draft, opened.revision);
    draft.fields.insert("unit".into(), "青禾县水利局".into());
    draft.figures.push(Figure {
        id: "f1".into(),
        name: "党委会议".into(),
        value: "12".into(),
        unit: "次".into(),
        ..Figure::default()
    });
    let id = draft.id.clone();
    let of = |kind| {
        move |part: &Part, draft: &Draft| draft.template.content.part(&part.id).is_some_and(|one| one.kind == kind)
    };
    let template = draft.clone();
    for part in &mut draft.parts {
        if of(PartKind::Problem)(part, &template) {
            for text in ["指导员力量不足", "流动党员管理有空档"] {
                part.items.push(Item {
                    id: format!("p-{text}"),
                    heading: text.into(),
                    owner: "组织科".into(),
                    due: "2026-06-30".into(),
                    ..Item::default()
                });
            }
        }
        if of(PartKind::Plan)(part, &template) {
            for item in &mut part.items {
                item.answers.push("p-指导员力量不足".into());
            }
        }
    }
    app.save(Save { draft, revision })?;
    let stored = serde_json::to_value(app.open_report(ReportId { id: id.clone() })?.draft)?;
    Ok((id, stored))
}

/// From 首页 to the new report, which opens at last year's problems.
fn carry(window: &Window) -> Outcome {
    window.click("carry-report")?.wait("carry-go")?;
    assert_eq!(window.values("carry-year")?, ["2026"]);
    window.click("carry-go")?.wait("compose")?.wait_focus("item-measure")?;
    saved(window)
}

fn note(window: &Window, card: usize, date: &str, text: &str) -> Outcome {
    window.click_nth("note-open", card)?.wait_focus("note-text")?.type_text(text)?;
    window.retype("note-date", date)?.click("note-add")?.wait_count("note-text", 0)?;
    Ok(())
}

fn choose_nth(window: &Window, id: &str, index: usize, value: &str) -> Outcome {
    let choose = "const list = document.querySelectorAll(`[data-testid='${arguments[0]}']`)[arguments[1]];
        list.value = arguments[2]; list.dispatchEvent(new Event('change', { bubbles: true })); return list.value";
    assert_eq!(window.script(choose, json!([id, index, value]))?, value);
    Ok(())
}

/// The report of 2025 in the list of 沿用.
fn chosen(window: &Window) -> Outcome<String> {
    let name = "return [...document.querySelectorAll('#carry-from option')].find((option) => option.text.startsWith('2025')).text";
    Ok(window.script(name, json!([]))?.as_str().unwrap_or_default().into())
}

fn rectification(draft: &Draft) -> Option<&Part> {
    fn find<'a>(parts: &'a [Part], draft: &Draft) -> Option<&'a Part> {
        parts.iter().find_map(|part| {
            let kind = draft.template.content.part(&part.id).map(|part| part.kind);
            if kind == Some(PartKind::Rectification) { Some(part) } else { find(&part.parts, draft) }
        })
    }
    find(&draft.parts, draft)
}
