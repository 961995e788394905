//! Everything by keyboard: no click from the empty program to the Word file.

use crate::harness::{Desk, Outcome, Window, key, word_text};
use crate::steps::saved;

#[test]
fn a_report_is_written_and_exported_without_a_mouse() -> Outcome {
    let desk = Desk::new()?;
    let window = desk.open()?;
    window.wait("first")?;
    tab_to(&window, "new-report")?;
    window.press(&[key::ENTER])?.wait("new-create")?;
    tab_to(&window, "template-park-secretary")?;
    walk(&window, key::DOWN, "template-general")?;
    tab_to(&window, "new-create")?;
    window.press(&[key::ENTER])?.wait("compose")?;

    tab_to(&window, "field-unit")?;
    window.type_text("青禾县水利局")?;
    window.press(&[key::CONTROL, key::DOWN])?.wait("add-figure")?;
    window.press(&[key::CONTROL, key::DOWN])?.wait("part-lead")?;
    tab_to(&window, "part-lead")?;
    window.type_text("现将履职情况报告如下。")?;

    window.press(&[key::CONTROL, key::DOWN])?.wait("no-items")?;
    window
        .press(&[key::CONTROL, key::ENTER])?
        .wait_count("card", 1)?
        .wait_focus("item-heading")?
        .type_text("抓学习")?;
    window.press(&[key::TAB])?;
    tab_to(&window, "item-body")?;
    window.type_text("全年上党课6次。")?;
    window
        .press(&[key::CONTROL, key::ENTER])?
        .wait_count("card", 2)?
        .wait_focus("item-heading")?
        .type_text("抓队伍")?;
    window.press(&[key::ALT, key::UP])?;
    headings(&window, ["抓队伍", "抓学习"])?;
    assert_eq!(window.focus()?, "item-heading", "the moved item keeps the focus");
    window.press(&[key::CONTROL, "z"])?;
    headings(&window, ["抓学习", "抓队伍"])?;
    window.press(&[key::CONTROL, "y"])?;
    headings(&window, ["抓队伍", "抓学习"])?;
    window.press(&[key::CONTROL, "s"])?;
    saved(&window)?;

    tab_to(&window, "to-check")?;
    window.press(&[key::ENTER])?.wait("summary")?;
    tab_to(&window, "export-force")?;
    window.press(&[key::ENTER])?.wait("force-yes")?;
    tab_to(&window, "force-yes")?;
    window.press(&[key::ENTER])?.wait("exported")?;
    let text = word_text(&desk.exported())?;
    let order = ["现将履职情况报告如下。", "（一）抓队伍", "（二）抓学习", "全年上党课6次。"];
    let places = order.map(|part| text.find(part));
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{places:?} in\n{text}");
    Ok(())
}

/// Presses Tab until the thing with this test id has the focus.
fn tab_to(window: &Window, id: &str) -> Outcome {
    window.wait(id)?;
    walk(window, key::TAB, id)
}

fn walk(window: &Window, step: &str, id: &str) -> Outcome {
    let mut passed = Vec::new();
    while window.focus()? != id {
        if passed.len() > 80 {
            return Err(format!("{id} cannot be reached by keyboard; passed {passed:?}").into());
        }
        window.press(&[step])?;
        passed.push(window.focus()?);
    }
    Ok(())
}

fn headings(window: &Window, wanted: [&str; 2]) -> Outcome {
    crate::harness::until(&format!("{wanted:?}"), || Ok((window.values("item-heading")? == wanted).then_some(())))
}
