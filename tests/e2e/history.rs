//! 历史版本 and 替换 through the window: what was kept is listed, compared and brought back, and outlives a kill.

use serde_json::json;

use crate::harness::{Desk, Outcome, Window, key, until};
use crate::steps::{begin, go, reopen, saved};

const OPENING: &str = "现将履职情况报告如下。";
const CLOSING: &str = "以上报告，请批评指正。";
const MORE: &str = "一年来到堤防一线四十次。";
const THANKS: &str = "感谢大家。";

#[test]
fn a_named_version_is_compared_restored_in_part_and_whole_and_outlives_a_kill() -> Outcome {
    let desk = Desk::new()?;
    let window = desk.open()?;
    begin(&window)?;
    write(&window, OPENING, CLOSING)?;
    name_version(&window, "送审前")?;
    write(&window, MORE, THANKS)?;

    window.click("to-versions")?.wait("versions")?.wait_text("version-title", "送审前")?.wait_count("difference", 2)?;
    let now = entry(&window, 0)?;
    for change in ["当前", "开头", "增加 12 字", "结尾", "增加 5 字"] {
        assert!(now.contains(change), "{change} is not told of what is there now: {now}");
    }
    assert!(entry(&window, 1)?.contains("手动：送审前"));
    assert_eq!(added(&window, "opening")?, [MORE]);
    assert_eq!(added(&window, "closing")?, [THANKS]);

    // The first difference is that of the first section.
    window.click("restore-section")?.wait_count("difference", 1)?.wait_text("toast", "已恢复成")?;
    assert_eq!(added(&window, "closing")?, [THANKS], "the other part is as it was");
    window.click("restore-whole")?.wait("no-differences")?.wait_text("toast", "整份报告已恢复成")?;
    window.click("toast-action")?.wait_count("difference", 1)?;
    assert_eq!(added(&window, "closing")?, [THANKS], "undone");
    saved(&window)?;
    window.kill()?;

    let window = desk.open()?;
    reopen(&window)?;
    holds(&window, "opening", OPENING)?;
    holds(&window, "closing", &format!("{CLOSING}{THANKS}"))?;
    window.click("to-versions")?.wait_text("versions-list", "手动：送审前")?.wait_text("versions-list", "恢复前")?;
    // What stood there before the part was restored: one of the versions still has it.
    let kept = (1..window.count("version")?).try_fold(false, |found, index| -> Outcome<bool> {
        window.click_nth("version", index)?;
        until("the comparison", || {
            Ok((window.count("difference")? + window.count("no-differences")? > 0).then_some(()))
        })?;
        Ok(found || removed(&window, "opening")?.iter().any(|text| text == MORE))
    })?;
    assert!(kept, "what the restored part held before is a version");
    Ok(())
}

#[test]
fn replacing_in_the_whole_report_is_shown_first_and_one_undo_takes_it_back() -> Outcome {
    let (opening, closing) = ("堤防巡查，堤防加固。", "堤防安全。");
    let desk = Desk::new()?;
    let window = desk.open()?;
    begin(&window)?;
    write(&window, opening, closing)?;
    window.press(&[key::CONTROL, "h"])?.wait_focus("find-text")?.type_text("堤防")?.wait_count("find-hit", 3)?;
    window.type_into("find-to", "河堤")?.wait_text("find-hit", "河堤")?;
    let preview = "return [...document.querySelectorAll('[data-testid=find-hit]')].map((row) => [row.querySelector('del')?.lastChild.data ?? '', row.querySelector('ins')?.lastChild.data ?? ''])";
    assert_eq!(window.script(preview, json!([]))?, json!([["堤防", "河堤"], ["堤防", "河堤"], ["堤防", "河堤"]]));
    window.click("replace-all")?.wait_text("toast", "替换了 3 处")?.wait_count("find-hit", 0)?;
    // At once, with the focus where the click left it.
    window.press(&[key::CONTROL, "z"])?.wait_count("find-hit", 3)?;
    holds(&window, "opening", opening)?;
    holds(&window, "closing", closing)?;
    window.press(&[key::CONTROL, "y"])?.wait_count("find-hit", 0)?;
    holds(&window, "opening", &opening.replace("堤防", "河堤"))?;
    holds(&window, "closing", &closing.replace("堤防", "河堤"))?;
    saved(&window)?;
    window.click("to-versions")?.wait_text("versions-list", "替换前")?;
    Ok(())
}

/// Types at the ends of the first and the last part, and waits until that is saved.
fn write(window: &Window, opening: &str, closing: &str) -> Outcome {
    go(window, "section-opening")?;
    window.type_into("part-lead", opening)?;
    go(window, "section-closing")?;
    window.type_into("part-lead", closing)?;
    saved(window)
}

/// Ctrl+S once to save, once more for the name.
fn name_version(window: &Window, name: &str) -> Outcome {
    window.press(&[key::CONTROL, "s"])?.wait("naming")?.press(&[key::CONTROL, "s"])?.wait_focus("version-name")?;
    window.type_text(name)?.press(&[key::ENTER])?.wait_text("toast", &format!("已留作版本“{name}”"))?;
    Ok(())
}

fn holds(window: &Window, section: &str, text: &str) -> Outcome {
    go(window, &format!("section-{section}"))?;
    until(&format!("{text} in {section}"), || Ok((window.values("part-lead")? == [text]).then_some(())))
}

/// All that the list tells of a version, to those who hear it too.
fn entry(window: &Window, index: usize) -> Outcome<String> {
    let text = "return document.querySelectorAll('[data-testid=version]')[arguments[0]].textContent";
    Ok(window.script(text, json!([index]))?.as_str().unwrap_or_default().to_owned())
}

/// What the comparison shows as new in a section.
fn added(window: &Window, section: &str) -> Outcome<Vec<String>> {
    marked(window, section, "ins")
}

/// What the comparison shows as gone from a section, or as new in what is compared with it.
fn removed(window: &Window, section: &str) -> Outcome<Vec<String>> {
    marked(window, section, "del")
}

fn marked(window: &Window, section: &str, mark: &str) -> Outcome<Vec<String>> {
    let marks = "return [...document.querySelectorAll(`[data-testid=difference][data-section='${arguments[0]}'] ${arguments[1]}`)].map((mark) => mark.lastChild.data)";
    Ok(serde_json::from_value(window.script(marks, json!([section, mark]))?)?)
}
