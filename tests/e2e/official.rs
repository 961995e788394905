//! A report as an official document: everything around the text is typed, survives a kill, and is what Word gets.

use crate::harness::{Desk, Outcome, Window, key, word_part, word_text};
use crate::steps::{begin_sample, export, reopen, saved};

/// What is typed in 版头、附件和版记: the switch, the field, the text.
const TEXTS: [(&str, &str, &str); 11] = [
    ("letterhead", "elements-copy_number", "000001"),
    ("letterhead", "elements-secrecy", "秘密★1年"),
    ("letterhead", "elements-urgency", "加急"),
    ("letterhead", "elements-bodies", "中共青禾县水利局支部委员会\n青禾县水利局"),
    ("letterhead", "elements-number", "青水党〔2026〕7号"),
    ("letterhead", "elements-signers", "林知远"),
    ("recipient", "elements-recipient", "青禾县直属机关工作委员会"),
    ("note", "elements-note", "联系人：周一帆，电话：0000-1234567"),
    ("imprint", "elements-copies", "青禾县审计局，青禾县财政局"),
    ("imprint", "elements-issuer", "青禾县水利局办公室"),
    ("imprint", "elements-print_date", "2026-12-08"),
];

/// The cells of the table that is pasted, as a spreadsheet copies them.
const PASTED: [[&str; 4]; 3] =
    [["项目", "次数", "人数", "说明"], ["上党课", "6", "42", "局机关"], ["现场教学", "4", "31", "河堤 & 泵站"]];
/// Those of the table that is typed.
const TYPED: [[&str; 3]; 3] =
    [["活动", "时间", "地点"], ["工地课堂", "3月", "一号闸"], ["结对走访", "9月", "沿河社区"]];
/// Those of the attached table.
const ATTACHED: [[&str; 3]; 3] = [["姓名", "岗位", "分工"], ["林知远", "书记", "全面工作"], ["周一帆", "委员", "组织"]];

/// The names of the attachments, and the text of the first.
const ATTACHMENTS: [&str; 3] = ["2026年学习安排", "支部委员分工表", "整改台账"];
const BODY: &str = "每月第一个周五集中学习。\n每季度一次工地课堂。";

/// The head of the ledger after 序号 and 问题 have changed places and 具体表现 was added.
const LEDGER: [&str; 9] =
    ["问题", "序号", "来源", "整改措施", "责任单位/责任人", "完成时限", "成效", "状态", "具体表现"];

#[test]
fn everything_around_the_text_survives_a_kill_and_is_what_word_gets() -> Outcome {
    let desk = Desk::new()?;
    let window = desk.open()?;
    begin_sample(&window)?;
    write_elements(&window)?;
    attach(&window)?;
    insert_tables(&window)?;
    window.click("to-check")?.choose("layout-byline", "文末")?.click("layout-sealed")?;
    saved(&window)?;
    window.kill()?;

    let window = desk.open()?;
    reopen(&window)?;
    everything_is_there(&window)?;
    export(&window)?;
    assert!(window.ticked("layout-sealed")?);
    assert_eq!(window.values("layout-byline")?, ["end"]);
    let text = word_text(&desk.exported())?;
    let lines: Vec<&str> = text.lines().collect();
    stand_in_order(&lines, &order())?;
    let xml = word_part(&desk.exported(), "word/document.xml")?;
    let turned = xml.split("<w:sectPr").skip(1).filter(|section| section.contains(r#"w:orient="landscape""#)).count();
    assert_eq!(turned, 2, "the pasted table and the ledger stand on landscape pages");
    assert!(xml.contains("<w:tblHeader"), "the heads of the tables are repeated");
    Ok(())
}

fn write_elements(window: &Window) -> Outcome {
    window.click("section-elements")?;
    for switch in ["letterhead", "recipient", "note", "imprint"] {
        window.click(&format!("element-{switch}"))?;
    }
    for (_, field, text) in TEXTS {
        window.type_into(field, text)?;
    }
    window.click("element-suffix")?;
    // Off and on again: what was typed stays.
    window.click("element-recipient")?.wait_count("elements-recipient", 0)?.click("element-recipient")?;
    assert_eq!(window.values("elements-recipient")?, ["青禾县直属机关工作委员会"]);
    Ok(())
}

fn attach(window: &Window) -> Outcome {
    window
        .click("element-attachments")?
        .wait("no-attachments")?
        .click("add-attachment")?
        .wait_count("attachment", 1)?;
    window.wait_focus("attachment-name")?.type_text(ATTACHMENTS[0])?.type_into("attachment-body", BODY)?;
    window.click("add-attachment")?.wait_count("attachment", 2)?;
    window.type_into_nth("attachment-name", 1, ATTACHMENTS[1])?;
    // Each attachment has three kinds; the second of them is 表格.
    window.click_nth("attachment-kind", 4)?.wait_count("cell", 9)?;
    for (index, cell) in ATTACHED.as_flattened().iter().enumerate() {
        window.type_into_nth("cell", index, cell)?;
    }
    window.click("add-ledger")?.wait_count("attachment", 3)?.click("ledger")?;
    window.click("column-down")?.click_nth("ledger-column", 8)?.wait_count("column-down", LEDGER.len())?;
    Ok(())
}

/// One table below the part, pasted and turned; one below its first item, typed by keyboard alone.
fn insert_tables(window: &Window) -> Outcome {
    window.click("section-work")?.click("part-menu")?.click("part-table")?.wait_count("cell", 9)?.wait_focus("cell")?;
    window.paste(&PASTED.map(|row| row.join("\t")).join("\r\n"))?.wait_count("cell", 12)?;
    window.type_into("table-title", "2026年学习情况")?.click("table-wide")?;
    window.click("card-menu")?.click("card-table")?.wait_count("table", 2)?.wait_focus("cell")?;
    for (index, cell) in TYPED.as_flattened().iter().enumerate() {
        if index > 0 {
            window.press(&[key::TAB])?.wait_focus("cell")?;
        }
        window.type_text(cell)?;
    }
    Ok(())
}

fn everything_is_there(window: &Window) -> Outcome {
    window.click("section-elements")?.wait("element-letterhead")?;
    for (switch, field, text) in TEXTS {
        assert!(window.ticked(&format!("element-{switch}"))?, "{switch}");
        assert_eq!(window.values(field)?, [text], "{field}");
    }
    assert!(window.ticked("element-suffix")?);
    assert_eq!(window.values("attachment-name")?, ATTACHMENTS);
    assert_eq!(window.values("attachment-body")?, [BODY]);
    assert_eq!(window.values("cell")?, ATTACHED.as_flattened());
    window.wait_text("ledger", &format!("栏目：{}", LEDGER.join("、")))?;

    window.click("section-work")?.wait_count("table", 2)?;
    let cells = window.values("cell")?;
    let (typed, pasted) = (TYPED.as_flattened(), PASTED.as_flattened());
    assert!(cells == [typed, pasted].concat() || cells == [pasted, typed].concat(), "{cells:?}");
    assert_eq!(window.values("table-title")?.concat(), "2026年学习情况");
    Ok(())
}

/// What the file says, in its order.
fn order() -> Vec<&'static str> {
    let head = ["000001", "秘密★1年", "加急", "中共青禾县水利局支部委员会", "青禾县水利局", "文件"];
    let text = ["青水党〔2026〕7号", "签发人：林知远", "青禾县直属机关工作委员会："];
    let notes = ["附件：1.2026年学习安排", "2.支部委员分工表", "3.整改台账"];
    let end = ["（联系人：周一帆，电话：0000-1234567）", "附件1", "2026年学习安排"];
    let body = BODY.lines().chain(["附件2", "支部委员分工表"]);
    let imprint = ["抄送：青禾县审计局，青禾县财政局。", "青禾县水利局办公室", "2026年12月8日印发"];
    // The part's own table stands before its items.
    let tables = ["2026年学习情况"].iter().chain(PASTED.as_flattened()).chain(TYPED.as_flattened());
    let mut order: Vec<&str> = head.into_iter().chain(text).chain(tables.copied()).chain(notes).chain(end).collect();
    order.extend(body.chain(ATTACHED.as_flattened().iter().copied()).chain(["附件3", "整改台账"]));
    order.extend(LEDGER.into_iter().chain(imprint));
    order
}

/// Every one of `order` is a part of a line of its own, after that of the one before.
fn stand_in_order(lines: &[&str], order: &[&str]) -> Outcome {
    let mut rest = lines.iter();
    for text in order {
        if !rest.any(|line| line.contains(text)) {
            return Err(
                format!("“{text}” is not in the file after what stands before it:\n{}", lines.join("\n")).into()
            );
        }
    }
    Ok(())
}
