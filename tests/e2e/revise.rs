//! 改后稿 through the window: the exported file comes back with tracked and plain changes; what is ticked is merged, undo takes it
//! back, and what was there before is a version. What the clerk wrote after the export stays.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::path::Path;

use serde_json::json;

use crate::harness::{Desk, Outcome, Window, until};
use crate::look::{USUAL, look};
use crate::steps::{begin_sample, export, go, reopen, saved};

/// A number that the superior changed with tracking on.
const TRACKED: [&str; 2] = ["党工委会议22次", "党工委会议24次"];
/// Words changed without.
const PLAIN: [&str; 2] = ["请予评议", "请批评指正"];
/// What the clerk wrote meanwhile.
const LATER: &str = "谢谢大家。";
/// A paragraph that was struck out, by its heading.
const GONE: &str = "用好“先锋岗”";

#[test]
fn what_a_superior_changed_is_shown_merged_and_taken_back() -> Outcome {
    let desk = Desk::new()?;
    let window = desk.open()?;
    begin_sample(&window)?;
    export(&window)?;
    window.click("to-compose")?.wait("compose")?;
    // The clerk went on meanwhile.
    go(&window, "section-closing")?;
    window.type_into("part-lead", LATER)?;
    saved(&window)?;
    go(&window, "section-work")?;
    let cards = window.wait("card")?.count("card")?;
    change(&desk.exported())?;

    window.click("report-more")?.click("to-revise")?.wait("revise")?.wait_count("revise-change", 3)?;
    window.wait_text("revise-summary", "共 3 处不同：改 2 处、删 1 处")?.wait_text("revise-count", "已勾选 3 处")?;
    window.wait_text("revise-from", "今天")?.wait_text("revise-from", "导出的一稿比较")?;
    let shown = window.script(
        "return [...document.querySelectorAll('[data-testid=revise-change] :is(del, ins)')].map((one) => one.lastChild.data)",
        json!([]),
    )?;
    let shown: Vec<String> = serde_json::from_value(shown)?;
    assert!(["22", "24"].iter().all(|number| shown.iter().any(|text| text == number)), "{shown:?}");
    assert!(!shown.iter().any(|text| text.contains(LATER)), "what the clerk wrote is no change: {shown:?}");
    look(&window, "light", "revise", USUAL)?;
    // The closing words stay as they are.
    let last = window.count("revise-tick")? - 1;
    window.click_nth("revise-tick", last)?.wait_text("revise-count", "已勾选 2 处")?;
    window.click("revise-merge")?.wait("compose")?.wait_text("toast", "已合并 2 处改动")?;

    go(&window, "section-work")?;
    window.wait_count("card", cards - 1)?;
    assert!(bodies(&window)?.contains(TRACKED[1]), "merged");
    window.wait_text("preview", PLAIN[0])?;
    window.click("undo")?.wait_count("card", cards)?;
    assert!(bodies(&window)?.contains(TRACKED[0]), "one step takes all of it back");
    window.click("redo")?.wait_count("card", cards - 1)?;
    saved(&window)?;
    window.click("to-versions")?.wait_text("versions-list", "改后稿合并前")?;
    window.kill()?;

    let window = desk.open()?;
    reopen(&window)?;
    go(&window, "section-work")?;
    window.wait_count("card", cards - 1)?;
    assert!(bodies(&window)?.contains(TRACKED[1]), "stored");
    window.click("to-home")?.click("to-settings")?.click("theme-dark")?.wait("settings-saved")?;
    // The clerk wrote something of her own where the superior did.
    window.click("to-home")?;
    reopen(&window)?;
    go(&window, "section-closing")?;
    window.retype("part-lead", "以上述职，请各位评议。")?;
    saved(&window)?;
    // From the list; what was merged differs no more.
    window.click("to-home")?.click("report-menu")?.click("report-revise")?.wait("revise")?;
    window.wait_count("revise-tick", 1)?.wait_text("revise-summary", "共 1 处不同：改 1 处")?;
    window.wait_text("revise-count", "已勾选 0 处")?.wait_text("revise-now", "请各位评议")?;
    look(&window, "dark", "revise-again", USUAL)
}

fn bodies(window: &Window) -> Outcome<String> {
    until("the texts", || {
        let texts = window.values("item-body")?.join("\n");
        Ok((!texts.is_empty()).then_some(texts))
    })
}

/// Changes the Word file as Word would.
fn change(file: &Path) -> Outcome {
    let mut archive = zip::ZipArchive::new(File::open(file)?)?;
    let mut xml = String::new();
    archive.by_name("word/document.xml")?.read_to_string(&mut xml)?;
    let by = r#"w:id="901" w:author="张书记" w:date="2026-01-10T09:00:00Z""#;
    let tracked = format!(
        r#"党工委会议</w:t></w:r><w:del {by}><w:r><w:delText>22</w:delText></w:r></w:del><w:ins {by}><w:r><w:t>24</w:t></w:r></w:ins><w:r><w:t xml:space="preserve">次"#
    );
    assert!([TRACKED[0], PLAIN[0], GONE].iter().all(|text| xml.contains(text)), "{xml}");
    let mut xml = xml.replacen(TRACKED[0], &tracked, 1).replacen(PLAIN[0], PLAIN[1], 1);
    let at = xml.find(GONE).ok_or("no such paragraph")?;
    let begin = xml[..at].rfind("<w:p>").max(xml[..at].rfind("<w:p ")).ok_or("no beginning")?;
    let end = at + xml[at..].find("</w:p>").ok_or("no end")? + "</w:p>".len();
    xml.replace_range(begin..end, "");

    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let entry = archive.by_index_raw(index)?;
        if entry.name()? != "word/document.xml" {
            writer.raw_copy_file(entry)?;
        }
    }
    writer.start_file("word/document.xml", zip::write::SimpleFileOptions::default())?;
    writer.write_all(xml.as_bytes())?;
    std::fs::write(file, writer.finish()?.into_inner())?;
    Ok(())
}
