//! What an official document needs, light and dark: its elements, attachments, tables, layout profiles, faces and files.

use serde_json::json;

use crate::harness::{Desk, Outcome, Window, until};
use crate::look::{USUAL, look};
use crate::steps::{begin_sample, go, saved};

#[test]
fn the_screens_of_the_official_layout_are_accessible_in_light_colours() -> Outcome {
    tour("light")
}

#[test]
fn the_screens_of_the_official_layout_are_accessible_in_dark_colours() -> Outcome {
    tour("dark")
}

fn tour(theme: &str) -> Outcome {
    let desk = Desk::new()?;
    let window = desk.open()?;
    let look = |name: &str| look(&window, theme, name, USUAL);
    window.click("to-settings")?.click(&format!("theme-{theme}"))?.wait("settings-saved")?;
    window.wait("no-own-layouts")?.resize(USUAL.0, USUAL.1)?;
    show(&window, "layouts")?;
    look("layouts")?;
    edit_layout(&window)?;
    look("layout-faults")?;
    window
        .retype("edit-page.top", "38")?
        .retype("edit-page.left", "28")?
        .retype("edit-faces.title.face", "华文中宋")?;
    window.click("edit-by-pitch")?.wait_count("layout-faults", 0)?;
    look("layout-editor")?;
    show(&window, "edit-page_number.place")?;
    look("layout-editor-end")?;
    window
        .click("layout-save")?
        .wait("layout-edit")?
        .click("toast-close")?
        .click("layout-menu")?
        .wait("layout-export")?;
    look("layouts-own")?;
    assert_eq!(window.script(MENU_IN_SIGHT, json!([]))?, json!(true), "the end of the menu is out of sight");
    window.click("layout-menu")?.click("to-home")?;

    begin_sample(&window)?;
    go(&window, "section-elements")?;
    fill(&window)?;
    look("elements-foot")?;
    show(&window, "element-letterhead")?;
    look("elements-letterhead")?;
    assert_eq!(window.script(OVERLAPPING, json!([]))?, json!([]), "lines of the letterhead lie upon each other");
    attach(&window)?;
    until("the preview to follow", || Ok((window.script(FOLLOWED, json!([]))? == json!(true)).then_some(())))?;
    show(&window, "element-attachments")?;
    look("attachment-text")?;
    for (index, name) in ["attachment-table", "attachment-ledger"].into_iter().enumerate() {
        show_nth(&window, "attachment", index + 1)?;
        look(name)?;
    }

    go(&window, "section-work")?;
    window.click("part-menu")?.click("part-table")?.wait_count("cell", 9)?.wait_focus("cell")?;
    window
        .paste("项目\t次数\t人数\t说明\n上党课\t6\t42\t局机关全体党员，含两名预备党员\n现场教学\t4\t31\t河堤和泵站")?;
    window.type_into("table-title", "2026年学习情况")?.click("table-wide")?;
    look("table-part")?;
    window.click("card-menu")?.click("card-table")?.wait_count("table", 2)?.wait_focus("cell")?;
    look("table-card")?;
    window.click("undo")?.wait_count("table", 1)?;
    saved(&window)?;

    window.click("to-check")?.wait("all-clear")?.wait("face-missing")?;
    window.choose("layout-profile", "国家标准（副本）")?.choose("layout-byline", "文末")?.click("layout-sealed")?;
    window.click("layout-review")?.wait("layout-departures")?;
    show(&window, "layout")?;
    look("check-layout")?;
    show(&window, "layout-departures")?;
    look("check-departures")?;
    show(&window, "faces")?;
    look("check-faces")?;
    window.click("face-missing")?;
    look("check-face")
}

/// The paragraphs of the preview's letterhead that are higher than one line of theirs.
const OVERLAPPING: &str = "return [...document.querySelectorAll('[data-testid=\"preview\"] .p-issuing_body')]
    .filter((line) => line.offsetHeight > 1.5 * parseFloat(getComputedStyle(line).lineHeight)).map((line) => line.innerText)";

/// Whether the attachment that is being worked on stands in the visible part of the preview.
const FOLLOWED: &str = "const pane = document.querySelector('[data-testid=\"preview\"]');
    const now = pane.querySelector('.p-attachment_title.now')?.getBoundingClientRect();
    return now !== undefined && now.top >= pane.getBoundingClientRect().top && now.top < innerHeight";

const MENU_IN_SIGHT: &str =
    "return document.querySelector('[data-testid=\"layout-remove\"]').getBoundingClientRect().bottom <= innerHeight";

/// Copies the standard, and types what is impossible.
fn edit_layout(window: &Window) -> Outcome {
    window.click("layout-copy")?.wait("layout-editor")?;
    window
        .retype("edit-page.top", "200")?
        .retype("edit-page.left", "三厘米")?
        .retype("edit-faces.title.face", "仿宋；楷体")?;
    window.wait_count("layout-fault", 3)?;
    Ok(())
}

fn fill(window: &Window) -> Outcome {
    for switch in ["letterhead", "recipient", "note", "imprint"] {
        window.click(&format!("element-{switch}"))?;
    }
    for (field, text) in [
        ("copy_number", "000001"),
        ("secrecy", "秘密★1年"),
        ("urgency", "加急"),
        ("bodies", "中共青禾县水利局支部委员会\n青禾县水利局"),
        ("number", "青水党[2026]7号"),
        ("signers", "林知远"),
        ("recipient", "青禾县直属机关工作委员会"),
        ("note", "联系人：周一帆，电话：0000-1234567"),
        ("copies", "青禾县审计局，青禾县财政局"),
        ("issuer", "青禾县水利局办公室"),
        ("print_date", "2026-12-08"),
    ] {
        window.type_into(&format!("elements-{field}"), text)?;
    }
    window.click("element-suffix")?;
    Ok(())
}

/// One attachment of each kind.
fn attach(window: &Window) -> Outcome {
    window
        .click("element-attachments")?
        .wait("no-attachments")?
        .click("add-attachment")?
        .wait_count("attachment", 1)?;
    window.type_into("attachment-name", "2026年学习安排")?;
    window.type_into("attachment-body", "每月第一个周五集中学习。\n每季度一次工地课堂。")?;
    window.click("add-attachment")?.wait_count("attachment", 2)?;
    window
        .type_into_nth("attachment-name", 1, "支部委员分工表")?
        .click_nth("attachment-kind", 4)?
        .wait_count("cell", 9)?;
    let cells = ["姓名", "岗位", "分工", "林知远", "书记", "主持全面工作", "周一帆", "委员", "组织、宣传"];
    for (index, cell) in cells.into_iter().enumerate() {
        window.type_into_nth("cell", index, cell)?;
    }
    window.click("add-ledger")?.wait_count("attachment", 3)?.click("ledger")?.wait("ledger-column")?;
    saved(window)
}

fn show(window: &Window, id: &str) -> Outcome {
    show_nth(window, id, 0)
}

/// Scrolls the `index`th thing with this test id to the upper edge.
fn show_nth(window: &Window, id: &str, index: usize) -> Outcome {
    let scroll =
        "document.querySelectorAll(`[data-testid='${arguments[0]}']`)[arguments[1]].scrollIntoView({ block: 'start' })";
    window.wait(id)?.script(scroll, json!([id, index]))?;
    Ok(())
}
