//! Layout profiles: one of the user's own is made, used, handed on as a file and deleted; a draft for correction.

use std::fs;

use serde_json::{Value, json};

use crate::harness::{Desk, Outcome, Window, until, word_part};
use crate::steps::begin_sample;

/// The margins that are typed: the value's path, millimetres, twips.
const MARGINS: [(&str, &str, u32); 4] =
    [("top", "38", 2154), ("bottom", "33", 1871), ("left", "30", 1701), ("right", "24.5", 1389)];
const NAME: &str = "青禾县的版式";

#[test]
fn an_own_profile_is_made_used_handed_on_and_deleted() -> Outcome {
    let desk = Desk::new()?;
    let window = desk.open()?;
    make(&window)?;
    window.click("to-home")?;
    begin_sample(&window)?;
    window.click("to-check")?.choose("layout-profile", NAME)?;
    window
        .wait_text("layout-departures", "上边距 38 毫米（标准 37 毫米）")?
        .wait_text("layout-departures", "正文用华文仿宋")?;
    printed_as_typed(&export(&desk, &window)?);
    assert!(word_part(&desk.exported(), "word/styles.xml")?.contains("华文仿宋"));

    window.click("layout-manage")?.click("layout-menu")?.click("layout-export")?.wait_text("toast", "版式已导出为")?;
    let profile: Value = serde_json::from_slice(&fs::read(desk.exported().with_extension("json"))?)?;
    assert_eq!(profile["name"], json!(NAME));
    assert_eq!(profile["page"]["right"], json!(24.5));

    window.click("layout-menu")?.click("layout-remove")?.wait("no-own-layouts")?;
    window.click("to-check")?.wait("layout-carried")?.wait_text("layout-departures", "右边距 24.5 毫米")?;
    printed_as_typed(&export(&desk, &window)?);

    window.click("layout-manage")?.click("layout-import")?.wait_text("toast", "已读入版式")?.wait("layout-edit")?;
    window.click("layout-edit")?.wait("layout-editor")?;
    assert_eq!(window.values("edit-name")?, [NAME]);
    for (side, millimetres, _) in MARGINS {
        assert_eq!(window.values(&format!("edit-page.{side}"))?, [millimetres]);
    }
    Ok(())
}

#[test]
fn a_draft_for_correction_has_line_numbers_and_the_final_text_has_none() -> Outcome {
    let desk = Desk::new()?;
    let window = desk.open()?;
    begin_sample(&window)?;
    window.click("to-check")?.wait("layout-review")?;
    assert!(!export(&desk, &window)?.contains("<w:lnNumType"));
    window.click("layout-review")?;
    assert!(window.ticked("layout-review")?);
    assert!(export(&desk, &window)?.contains("<w:lnNumType"));
    window.click("layout-review")?;
    assert!(!export(&desk, &window)?.contains("<w:lnNumType"));
    Ok(())
}

/// Copies the standard, types what is impossible and then what is meant, and saves.
fn make(window: &Window) -> Outcome {
    window.click("to-settings")?.wait("no-own-layouts")?.click("layout-copy")?.wait("layout-editor")?;
    window.retype("edit-name", NAME)?;
    wrong(window, "edit-page.top", "200", "上边距应在 5 至 150 毫米之间")?;
    wrong(window, "edit-page.left", "三厘米", "左边距应是数字（毫米）")?;
    wrong(window, "edit-faces.body.face", "仿宋；楷体", "字体名不会有的符号")?;
    window.retype("edit-faces.body.face", "华文仿宋")?;
    for (side, millimetres, _) in MARGINS {
        window.retype(&format!("edit-page.{side}"), millimetres)?;
    }
    window.wait_count("layout-faults", 0)?.click("layout-save")?.wait("layouts")?.wait("layout-edit")?;
    Ok(())
}

/// Types what is impossible: the field says why, and nothing can be saved.
fn wrong(window: &Window, field: &str, text: &str, why: &str) -> Outcome {
    window.retype(field, text)?;
    let said = "const field = document.querySelector(`[data-testid='${arguments[0]}']`);
        return field.getAttribute('aria-invalid') === 'true' ? document.getElementById(field.getAttribute('aria-describedby')).innerText : ''";
    until(&format!("{field} to say {why}"), || {
        let said = window.script(said, json!([field]))?;
        Ok(said.as_str().unwrap_or_default().contains(why).then_some(()))
    })?;
    window.wait_text("layout-faults", why)?;
    assert!(!window.enabled("layout-save")?, "{field}: “{text}” could be saved");
    Ok(())
}

fn printed_as_typed(xml: &str) {
    for (side, _, twips) in MARGINS {
        assert!(xml.contains(&format!(r#"w:{side}="{twips}""#)), "{side}: {twips} twips, in {:?}", page_of(xml));
    }
}

fn page_of(xml: &str) -> Option<&str> {
    xml.split("<w:pgMar").nth(1)?.split("/>").next()
}

/// Exports the Word file anew and answers its document.xml.
fn export(desk: &Desk, window: &Window) -> Outcome<String> {
    if desk.exported().exists() {
        fs::remove_file(desk.exported())?;
    }
    window.wait("all-clear")?.click("export")?;
    until("the Word file", || Ok(desk.exported().exists().then_some(())))?;
    // The page hears of it a moment later, and what it then shows moves the rest.
    until("the page to show it", || Ok(window.enabled("export")?.then_some(())))?;
    word_part(&desk.exported(), "word/document.xml")
}
