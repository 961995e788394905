//! The main road: begin, write, be killed, go on, export.

use crate::harness::{Desk, Outcome, Window, word_text};
use crate::steps::{begin, export, fill_basics, reopen, saved};

/// What is typed into a part: its section, the test id of the field, which of them, and the text.
type Typed = (&'static str, &'static str, usize, &'static str);

const OPENING: &str = "2026年，我担任局党支部书记、局长。\n现将履职情况报告如下，请审议。";

/// Everything typed, after the first two work items have changed places.
const TYPED: &[Typed] = &[
    ("opening", "part-lead", 0, OPENING),
    ("work", "item-heading", 0, "抓队伍，补齐年轻党员短板"),
    ("work", "item-body", 0, "安排４名青年党员到堤防一线轮岗 & 跟班，<全部>考核合格。"),
    ("work", "item-heading", 1, "抓学习，把课堂搬到河堤上"),
    ("work", "item-body", 1, "全年上党课6次。\n第二段：到泵站开展现场教学。"),
    ("work", "item-heading", 2, "首先"),
    ("work", "item-body", 2, "把学习计划排到每个月。"),
    ("rectification", "part-lead", 0, "上年度共有1个问题，整改如下："),
    ("rectification", "item-text", 0, "党小组活动不经常"),
    ("rectification", "item-measure", 0, "把活动日定在每月第一个周五，"),
    ("rectification", "item-result", 0, "全年开展12次。"),
    ("problem", "part-lead", 0, "对照职责，还有以下问题："),
    ("problem", "item-heading", 0, "理论学习不够深"),
    ("problem", "item-body", 0, "学得多，结合水利工作想得少。"),
    ("problem", "item-heading", 1, "督促检查不够勤"),
    ("problem", "item-body", 1, "下到所站的次数偏少。"),
    ("cause", "part-lead", 0, "主要原因："),
    ("cause", "item-heading", 0, "思想认识有偏差"),
    ("cause", "item-body", 0, "重业务、轻党务。"),
    ("plan", "item-heading", 0, "把学习落到工程上"),
    ("plan", "item-body", 0, "每季度办一次工地课堂。"),
    ("closing", "part-lead", 0, "以上报告，请批评指正。"),
];

/// The texts of the first two work items as first typed, before they change places.
const WORK_AS_TYPED: [usize; 4] = [3, 4, 1, 2];

#[test]
fn what_was_typed_survives_a_kill_and_is_what_word_gets() -> Outcome {
    let desk = Desk::new()?;
    let window = desk.open()?;
    window.wait("first")?;
    begin(&window)?;
    fill_basics(&window)?;
    write(&window)?;
    saved(&window)?;
    window.kill()?;

    let window = desk.open()?;
    reopen(&window)?;
    for (section, id, index, text) in TYPED {
        window.click(&format!("section-{section}"))?.wait("part-menu")?;
        let values = window.values(id)?;
        assert_eq!(values.get(*index).map(String::as_str), Some(*text), "{section}: {id} {index}");
    }
    export(&window)?;
    window.wait_text("exported-name", "导出 的报告.docx")?;
    let text = word_text(&desk.exported())?;
    let mut from = 0;
    for (section, id, index, typed) in TYPED {
        for line in typed.lines() {
            let line = line.trim_end_matches(['，', '。', '：']);
            let at = text.get(from..).and_then(|rest| rest.find(line));
            from += at.ok_or_else(|| {
                format!("{section}: {id} {index}: “{line}” is not in the file after what stands before it:\n{text}")
            })?;
        }
    }
    Ok(())
}

fn write(window: &Window) -> Outcome {
    let of = |section: &'static str| TYPED.iter().filter(move |typed| typed.0 == section);
    window.click("section-opening")?.type_into("part-lead", OPENING)?;

    window.click("section-work")?.click("add-item")?.wait_count("card", 1)?.click("add-item")?.wait_count("card", 2)?;
    for (index, typed) in WORK_AS_TYPED.iter().filter_map(|at| TYPED.get(*at)).enumerate() {
        window.type_into_nth(typed.1, index / 2, typed.3)?;
    }
    // Below the first card, so that its fields are the second ones in the page until the cards change places.
    window.click("add-row")?.wait_count("row", 1)?;
    for (_, id, _, text) in of("work").skip(4) {
        window.type_into_nth(id, 1, text)?;
    }
    window.click("card-down")?;

    for section in ["rectification", "problem", "cause", "plan", "closing"] {
        window.click(&format!("section-{section}"))?.wait("part-menu")?;
        let cards = of(section).filter(|typed| typed.1 == "item-heading" || typed.1 == "item-text").count();
        for card in 1..=cards {
            window.click("add-item")?.wait_count("card", card)?;
        }
        for (_, id, index, text) in of(section) {
            window.type_into_nth(id, *index, text)?;
        }
    }
    Ok(())
}
