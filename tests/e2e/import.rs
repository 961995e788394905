//! Reports of earlier years come in: one is put right and carried forward, three at once become a chain.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::Path;

use serde_json::json;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::harness::{Desk, Outcome, Window, key, until};
use crate::look::{LARGE, USUAL, look};
use crate::screens_care::fits_twice;
use crate::steps::{reopen, saved};

const UNIT: &str = "青禾县水利局";
const PROBLEM: &str = "党课讲得不够生动";

/// What the report of a year names first among its problems.
fn problem(year: i32) -> &'static str {
    match year {
        2021 => "走访群众不够经常",
        2022 => "支部活动形式单一",
        _ => PROBLEM,
    }
}

/// A report as an office writes it, with an advertisement below it.
fn lines(year: i32) -> Vec<String> {
    let before = match year {
        2021 => "上年没有提出问题。".into(),
        _ => format!("针对{}的问题，定了每月的日子。", problem(year - 1)),
    };
    let problem = problem(year);
    let text = format!(
        "{year}年度抓基层党建工作述职报告
{UNIT}党支部书记 林知远
（{year}年12月）
现将{year}年抓基层党建工作的情况报告如下。
一、主要工作
（一）抓学习制度。全年集中学习十二次，上党课四次。
（二）抓阅览室修缮。更换桌椅二十套。
二、上年度问题整改情况
{before}
三、存在的问题
（一）{problem}。全年有两个月做得不好。
（二）党员台账登记不全。有三十条没有填写完整。
四、下一步打算
（一）每月走访一次。年初排好日子。
（二）逐户核对台账。由组织委员负责。
以上报告，请予评议。
更多范文请关注公众号“文稿之家”"
    );
    text.lines().map(str::to_owned).collect()
}

/// Puts a text file where the dialog would find it.
fn text_file(desk: &Desk, year: i32) -> Outcome {
    let folder = desk.exported().with_extension("import");
    fs::create_dir_all(&folder)?;
    Ok(fs::write(folder.join(format!("{year}年述职报告.txt")), lines(year).join("\r\n"))?)
}

/// The same as a Word file, as plain as they come.
fn word_file(desk: &Desk, year: i32) -> Outcome {
    let folder = desk.exported().with_extension("import");
    fs::create_dir_all(&folder)?;
    let paragraphs: String =
        lines(year).iter().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")).collect();
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{paragraphs}</w:body></w:document>"#
    );
    let types = r#"<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    let relations = r#"<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>"#;
    let mut zip = ZipWriter::new(File::create(folder.join(format!("{year}年述职报告.docx")))?);
    for (name, content) in
        [("[Content_Types].xml", types), ("_rels/.rels", relations), ("word/document.xml", document.as_str())]
    {
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(content.as_bytes())?;
    }
    zip.finish()?;
    Ok(())
}

#[test]
fn an_old_report_is_put_right_and_carried_forward() -> Outcome {
    let desk = Desk::new()?;
    text_file(&desk, 2024)?;
    let window = desk.open()?;
    window.click("import-report")?.wait("imports")?;
    look(&window, "light", "imports", USUAL)?;
    window.click("import-files")?.wait("import-source")?;
    window.wait_text("import-summary", "认出 4 个部分")?.wait_text("import-summary", "搁置 1 行")?;
    assert_eq!(window.values("import-year")?, ["2024"]);
    for (theme, size) in [("light", USUAL), ("dark", USUAL), ("light", LARGE)] {
        window.script("document.documentElement.dataset.theme = arguments[0]", json!([theme]))?;
        look(&window, theme, "import", size)?;
    }
    window.resize(USUAL.0, USUAL.1)?;
    fits_twice(&window, "import")?;
    put_right(&window)?;
    if window.values("import-unit")? != [UNIT] {
        window.retype("import-unit", UNIT)?;
    }
    window.click("import-finish")?.wait("compose")?;
    let whole = "全年集中学习十二次，上党课四次。";
    window.wait_text("preview", "抓学习制度")?.wait_text("preview", whole)?.wait_text("preview", PROBLEM)?;
    let text = window.text("preview")?;
    assert!(!text.contains("公众号"), "what was set aside is not in the report: {text}");

    // The report is in the store, and the next year begins with its problems.
    window.kill()?;
    let window = desk.open()?;
    window.wait_count("report", 1)?;
    reopen(&window)?;
    window.wait_text("preview", whole)?;
    window.click("to-home")?.click("report-menu")?.click("report-carry")?.wait("carry-go")?;
    window.retype("carry-year", "2025")?.wait_text("carry-go", "2025")?;
    window.wait_text("carry", PROBLEM)?.wait_text("carry", "党员台账登记不全")?;
    window.click("carry-go")?.wait("compose")?.wait("card")?;
    saved(&window)?;

    // The same file again is noticed.
    window.click("to-home")?.click("import-report")?.click("import-files")?.wait_text("import-again", "以前导入过")?;
    look(&window, "light", "import-again", USUAL)?;
    window.click("import-open")?.wait("compose")?;
    Ok(())
}

/// A role is changed, taken back and given again; a text is split and joined.
fn put_right(window: &Window) -> Outcome {
    choose(window, "以上报告，请予评议。")?;
    window.choose("import-role", "落款")?;
    role(window, "以上报告，请予评议。", "signature")?;
    window.press(&[key::CONTROL, "z"])?;
    role(window, "以上报告，请予评议。", "text")?;
    assert!(!window.enabled("undo")?, "all is taken back");

    choose(window, "全年集中学习十二次")?;
    let rows = window.count("import-row")?;
    let caret = "const area = document.querySelector('[data-testid=import-text]'); area.focus(); area.setSelectionRange(arguments[0], arguments[0])";
    window.script(caret, json!(["全年集中学习十二次，".chars().count()]))?;
    // Nothing can be typed there, but Enter splits and Backspace at the beginning joins.
    window.type_text("多余的字")?;
    window.script(caret, json!(["全年集中学习十二次，".chars().count()]))?;
    window.press(&[key::ENTER])?.wait_count("import-row", rows + 1)?;
    assert_eq!(window.values("import-text")?, ["上党课四次。"]);
    window.script(caret, json!([0]))?;
    window.press(&["\u{E003}"])?.wait_count("import-row", rows)?;

    // A heading is moved with its text, and its number put right; both are taken back.
    choose(window, "抓学习制度")?;
    window.press(&[key::ALT, key::DOWN])?.wait_text("import-where", "现在在“（二）抓阅览室修缮”之后")?;
    let heads = "return [...document.querySelectorAll('[data-testid=import-heading]')].map((head) => head.textContent).slice(0, 3)";
    assert_eq!(window.script(heads, json!([]))?, json!(["一、主要工作", "（二）抓阅览室修缮", "（一）抓学习制度"]));
    window.press(&[key::CONTROL, "z"])?.wait_count("import-where", 0)?;
    window.retype("import-number", "1.")?.press(&[key::ENTER])?;
    let first = |wanted: &str| {
        until(wanted, || Ok((window.script(heads, json!([]))?.get(1) == Some(&json!(wanted))).then_some(())))
    };
    first("1.抓学习制度")?;
    choose(window, "抓学习制度")?;
    window.click("import-source")?.press(&[key::CONTROL, "z"])?;
    first("（一）抓学习制度")?;
    Ok(())
}

/// Clicks the row of the source that holds `text`.
fn choose(window: &Window, text: &str) -> Outcome {
    let row = "const row = [...document.querySelectorAll('[data-testid=import-row]')].find((row) => row.textContent.includes(arguments[0]));
        row?.click(); return row?.dataset.piece ?? null";
    let piece = window.script(row, json!([text]))?;
    assert!(!piece.is_null(), "{text} is not in the source");
    let shown = "return document.querySelector('[data-testid=import-desk]')?.dataset.piece ?? null";
    until(&format!("{text} to be chosen"), || Ok((window.script(shown, json!([]))? == piece).then_some(())))
}

/// Waits until the row that holds `text` has this role.
fn role(window: &Window, text: &str, role: &str) -> Outcome {
    let row = "return [...document.querySelectorAll('[data-testid=import-row]')].find((row) => row.textContent.includes(arguments[0]))?.dataset.role ?? null";
    until(&format!("{text} as {role}"), || Ok((window.script(row, json!([text]))? == role).then_some(())))
}

/// A 整改台账 is shown as the table it is, says what becomes of it, and is that in the report.
#[test]
fn a_ledger_is_confirmed_as_a_table() -> Outcome {
    let desk = Desk::new()?;
    let folder = desk.exported().with_extension("import");
    fs::create_dir_all(&folder)?;
    let file = "08-word-ledger-full.docx";
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/import");
    fs::copy(fixtures.join(file), folder.join(file))?;
    let window = desk.open()?;
    window.click("import-report")?.click("import-files")?.wait("import-table")?;
    window.wait_text("import-table-says", "台账：4 行，3 个问题，成为上年问题整改的 3 条")?;
    let cell = "const cell = [...document.querySelectorAll('[data-testid=import-cell]')].find((cell) => cell.textContent.includes(arguments[0])); cell.click()";
    window.script(cell, json!(["乡村义诊覆盖面不够"]))?;
    window.wait_text("import-desk", "表格第 5 行第 2 列")?;
    for theme in ["light", "dark"] {
        window.script("document.documentElement.dataset.theme = arguments[0]", json!([theme]))?;
        look(&window, theme, "import-table", USUAL)?;
    }
    fits_twice(&window, "import-table")?;
    window.click("import-noise")?.wait_text("import-table", "已搁置")?.click("undo")?;
    window.wait_text("import-table-says", "成为上年问题整改的 3 条")?.click("import-finish")?.wait("compose")?;
    window.wait_text("sections", "上年问题清单")?.wait_text("sections", "上年问题整改台账")?;
    window.wait_text("preview", "乡村义诊覆盖面不够")?;
    Ok(())
}

#[test]
fn three_years_at_once_become_a_chain() -> Outcome {
    let desk = Desk::new()?;
    text_file(&desk, 2022)?;
    word_file(&desk, 2021)?;
    word_file(&desk, 2023)?;
    plant_bad(&desk.exported().with_extension("import"))?;
    let window = desk.open()?;
    window.click("import-report")?.click("import-files")?.wait_count("import-entry", 3)?;
    assert_eq!(window.values("import-entry-year")?, ["2021", "2022", "2023"]);
    window.wait_text("import-file", "坏的.docx")?;
    window.retype("import-units", UNIT)?;
    until("the chain to be shown", || Ok((window.count("import-entry-chained")? == 2).then_some(())))?;
    for theme in ["light", "dark"] {
        window.script("document.documentElement.dataset.theme = arguments[0]", json!([theme]))?;
        look(&window, theme, "imports-several", USUAL)?;
    }
    // One of them is confirmed by itself, the rest at once.
    window
        .click_nth("import-confirm", 1)?
        .wait("import-source")?
        .click("import-finish")?
        .wait_count("import-entry", 2)?;
    window.click("import-all")?.wait_text("import-made", "已建立 2 份报告")?;
    window.wait_text("import-made", "2022年度的报告：接在2021年度的报告之后，1 个上年问题对上了")?;
    look(&window, "light", "imports-made", USUAL)?;
    window.click("import-home")?.wait_count("report", 3)?;
    // Whatever happens to the program: the problem of a year is the same one in the next.
    window.kill()?;
    let window = desk.open()?;
    window.click("to-ledger")?.click("ledger-all")?.wait("ledger-row")?;
    let rows = "return [...document.querySelectorAll('[data-testid=ledger-row]')].filter((row) => row.textContent.includes(arguments[0])).length";
    for (year, rows_of) in [(2021, 1), (2022, 1), (2023, 1)] {
        until("one row a problem", || Ok((window.script(rows, json!([problem(year)]))? == rows_of).then_some(())))?;
    }
    let open = "[...document.querySelectorAll('[data-testid=row-open]')].find((row) => row.textContent.includes(arguments[0])).click()";
    window.script(open, json!([problem(2021)]))?;
    window.wait("problem")?.wait_count("life-year", 3)?.wait_text("problem", "每月的日子")?;
    Ok(())
}

/// A file that is none.
fn plant_bad(folder: &Path) -> Outcome {
    Ok(fs::write(folder.join("坏的.docx"), b"\x89PNG\r\n\x1a\n")?)
}
