//! Three years of one office: five problems of 2023, put right, put off, left out and come back; the report of 2025, its annex and
//! the ledger are read back and compared with what was entered.

use serde_json::json;

use crate::harness::{Desk, Outcome, Window, key, until, word_part, word_text};
use crate::look::{USUAL, look};
use crate::steps::{begin_year, export, go, saved};

const FOUND_2023: [&str; 5] = ["理论学习不够经常", "走访企业偏少", "党员台账登记不全", "党课形式单一", "活动场地不足"];
const FOUND_2024: &str = "年轻党员骨干偏少";

/// What is written about a problem: measure, result.
type Answer = (&'static str, &'static str);

const ANSWERS_2024: [Answer; 4] = [
    ("定了周五学习制度", "全年集中学习四十次"),
    ("每月走访六家企业", "全年走访七十二家"),
    ("逐户核对登记信息", "补登三十条"),
    ("与社区共用一处场地", "全年借用十二次"),
];
const EVIDENCE: &str = "学习记录本";
const NOTE: (&str, &str) = ("2024-06-15", "六月第一次核对完成");
const WAIVED: &str = "已并入全县统一安排";
const REASON: &str = "新场地明年动工";

const ANSWERS_2025: [Answer; 4] = [
    ("台账改为按季核对", "全部党员信息齐全"),
    ("党课请先进典型来讲", "全年四讲"),
    ("新场地主体完工", "投入使用还差验收"),
    ("选送三名年轻党员轮训", "两名任了小组长"),
];

/// The ledger of 2025: the problem, its year, how far it is.
const LEDGER: [(&str, &str, &str); 7] = [
    (FOUND_2023[0], "2023", "已销号"),
    (FOUND_2023[1], "2023", "已销号"),
    (FOUND_2023[2], "2023", "已销号"),
    (FOUND_2023[3], "2023", "整改中"),
    (FOUND_2023[4], "2023", "持续整改"),
    (FOUND_2024, "2024", "整改中"),
    // It came back under its old name.
    (FOUND_2023[0], "2025", "待整改"),
];

#[test]
fn problems_go_through_three_years_and_none_is_lost() -> Outcome {
    let desk = Desk::new()?;
    let window = desk.open()?;
    of_2023(&window)?;
    of_2024(&window)?;
    // Whatever happens to the program in between.
    window.kill()?;
    let window = desk.open()?;
    of_2025(&window)?;
    report_and_annex(&desk)?;
    ledger(&desk, &window)
}

fn of_2023(window: &Window) -> Outcome {
    begin_year(window, "2023")?;
    window.click("section-basic")?.click_nth("field-first_year", 1)?;
    around(window, "2023", &FOUND_2023)?;
    saved(window)?;
    window.click("to-home")?.wait("reports")?;
    Ok(())
}

fn of_2024(window: &Window) -> Outcome {
    carry(window, "2024")?;
    window.wait_count("card", FOUND_2023.len())?;
    let wordings = "return [...document.querySelectorAll('[data-testid=item-wording]')].map((one) => one.textContent)";
    let wordings: Vec<String> = serde_json::from_value(window.script(wordings, json!([]))?)?;
    for (wording, problem) in wordings.iter().zip(FOUND_2023) {
        assert!(wording.contains(problem), "{wordings:?}");
    }
    // In June, long before the report is written.
    window.click_nth("note-open", 2)?.wait_focus("note-text")?.type_text(NOTE.1)?;
    window.retype("note-date", NOTE.0)?.click("note-add")?.wait_text("note", NOTE.1)?;
    saved(window)?;
    window.click("to-home")?.click("report-open")?.wait("compose")?;
    // Two are closed with a basis, one is under way, one is left out, one goes on.
    go(window, "section-rectification")?;
    let cards = [0, 1, 2, 4];
    for (card, answer) in cards.into_iter().zip(ANSWERS_2024) {
        window.type_into_nth("item-measure", card, answer.0)?.type_into_nth("item-result", card, answer.1)?;
    }
    for card in [0, 1] {
        window.type_into_nth("item-evidence", card, EVIDENCE)?;
        state(window, card, "已销号")?;
        window.type_into_nth("item-closed", card, "2024-11-20")?;
    }
    state(window, 2, "整改中")?;
    state(window, 4, "持续整改")?;
    window.type_into("item-reason", REASON)?;
    window.click_nth("waive-open", 3)?.wait_focus("waived-text")?.type_text(WAIVED)?;
    window.click("waived-add")?.wait_text("item-waived", WAIVED)?;
    window.type_into("part-lead", "上年度的问题{{整改统计}}。")?;
    window.wait_text("preview", "上年度的问题共4项，已整改2项，持续推进2项。")?;
    around(window, "2024", &[FOUND_2024])?;
    saved(window)?;
    look(window, "light", "three-years-2024", USUAL)?;
    window.click("to-home")?.wait("reports")?;
    Ok(())
}

fn of_2025(window: &Window) -> Outcome {
    carry(window, "2025")?;
    window.wait_count("card", ANSWERS_2025.len())?;
    for (card, answer) in ANSWERS_2025.into_iter().enumerate() {
        window.type_into_nth("item-measure", card, answer.0)?.type_into_nth("item-result", card, answer.1)?;
    }
    state(window, 0, "已销号")?;
    window.type_into("item-evidence", EVIDENCE)?.type_into("item-closed", "2025-11-20")?;
    // The one that goes on is the third; its reason has to be given anew each year.
    for card in [1, 3] {
        state(window, card, "整改中")?;
    }
    window.type_into("part-lead", "上年度的问题{{整改统计}}。")?;
    around(window, "2025", &[FOUND_2023[0]])?;
    // Worded like one that was closed: the check says so, and a click marks it as that one come back.
    window.click("to-check")?;
    let again = "return [...document.querySelectorAll('[data-testid=fix]')].findIndex((one) => one.textContent.includes('标为复发'))";
    let fix = until("the mend of what has come back", || {
        Ok(window.script(again, json!([]))?.as_i64().and_then(|at| usize::try_from(at).ok()))
    })?;
    window.click_nth("fix", fix)?.wait("toast")?;
    saved(window)?;
    window.click("to-compose")?.click("section-elements")?.click("element-attachments")?.click("add-ledger")?;
    window.wait_count("attachment", 1)?;
    saved(window)?;
    export(window)
}

fn report_and_annex(desk: &Desk) -> Outcome {
    let text = word_text(&desk.exported())?;
    assert!(text.contains("上年度的问题共4项，已整改1项，持续推进3项。"), "{text}");
    let answered = [FOUND_2023[2], FOUND_2023[3], FOUND_2023[4], FOUND_2024];
    for (problem, answer) in answered.into_iter().zip(ANSWERS_2025) {
        let line = text.lines().find(|line| line.contains(problem) && line.contains(answer.0));
        let line = line.ok_or_else(|| format!("{problem} is not answered with {answer:?} in\n{text}"))?;
        assert!(line.contains(answer.1), "{line}");
    }
    let (report, annex) = text.rsplit_once("整改台账").ok_or("no annex")?;
    assert!(!report.contains(FOUND_2023[1]), "what was closed the year before is not told again");
    for problem in answered.into_iter().chain([FOUND_2023[0]]) {
        assert_eq!(annex.lines().filter(|line| *line == problem).count(), 1, "{problem} in the annex: {annex}");
    }
    Ok(())
}

fn ledger(desk: &Desk, window: &Window) -> Outcome {
    window.click("to-compose")?.click("to-home")?.click("to-ledger")?.wait("ledger-row")?;
    window.click("ledger-all")?.wait_count("ledger-row", LEDGER.len())?;
    window.wait_text("ledger-sentence", "共查摆问题7项，已整改3项")?;
    look(window, "light", "three-years-ledger", USUAL)?;
    window.click("export-xlsx")?.wait_text("toast", "已导出")?;
    let rows = sheet(&desk.exported().with_extension("xlsx"))?;
    let head = rows.first().ok_or("an empty sheet")?;
    let column = |name: &str| head.iter().position(|cell| cell == name).ok_or(format!("no column {name}: {head:?}"));
    let (problem, source, state) = (column("问题")?, column("来源")?, column("状态")?);
    let read: Vec<(&str, &str, &str)> = rows
        .iter()
        .skip(1)
        .filter(|row| row.len() > state)
        .map(|row| (row[problem].as_str(), row[source].get(..4).unwrap_or_default(), row[state].as_str()))
        .collect();
    assert_eq!(read, LEDGER);
    // The life of the one that was left out for a year.
    let third = "document.querySelectorAll('[data-testid=row-open]')[3].click()";
    window.script(third, json!([]))?;
    window.wait("problem")?.wait_count("life-year", 3)?.wait_text("problem", WAIVED)?;
    window.wait_text("problem", ANSWERS_2025[1].1)?;
    window.press(&[key::ESCAPE])?;
    Ok(())
}

/// The rows of the first sheet, as a stranger reads it: without the program's own code.
fn sheet(file: &std::path::Path) -> Outcome<Vec<Vec<String>>> {
    let shared = word_part(file, "xl/sharedStrings.xml")?;
    let texts: Vec<String> = shared.split("<si>").skip(1).map(text_of).collect();
    let xml = word_part(file, "xl/worksheets/sheet1.xml")?;
    let cell = |cell: &str| {
        let value = cell.split_once("<v>").and_then(|(_, rest)| rest.split_once("</v>")).map_or("", |(value, _)| value);
        let is_shared = cell.split('>').next().is_some_and(|tag| tag.contains(r#"t="s""#));
        let text = is_shared.then(|| value.parse().ok().and_then(|at: usize| texts.get(at).cloned())).flatten();
        text.unwrap_or_else(|| value.to_owned())
    };
    let rows = xml.split("<row ").skip(1).map(|row| row.split("<c ").skip(1).map(cell).collect::<Vec<_>>());
    let rows: Vec<Vec<String>> = rows.collect();
    // A title may stand above the head.
    let head = rows.iter().position(|row| row.iter().any(|cell| cell == "问题")).ok_or("no head")?;
    Ok(rows.into_iter().skip(head).collect())
}

fn text_of(xml: &str) -> String {
    let texts = xml.split("<t").skip(1).filter_map(|text| text.split_once('>'));
    texts.map(|(_, text)| text.split('<').next().unwrap_or_default()).collect()
}

/// From 首页 to the draft of `year`, out of the latest report.
fn carry(window: &Window, year: &str) -> Outcome {
    window.click("carry-report")?.wait("carry-go")?;
    window.retype("carry-year", year)?.wait_text("carry-count", "个")?;
    window.click("carry-go")?.wait("compose")?.wait("card")?;
    saved(window)
}

/// Everything of a report beside its rectification part.
fn around(window: &Window, year: &str, problems: &[&str]) -> Outcome {
    go(window, "section-basic")?;
    for (field, text) in [("unit", "青禾县水利局"), ("reporter", "林知远"), ("post", "党支部书记、局长")]
    {
        if window.values(&format!("field-{field}"))? == [""] {
            window.type_into(&format!("field-{field}"), text)?;
        }
    }
    window.type_into("field-date", &format!("{year}-12"))?;
    go(window, "section-opening")?;
    window.type_into("part-lead", "现将一年来的情况报告如下。")?;
    for (section, headings) in
        [("work", &["抓学习"] as &[&str]), ("problem", problems), ("cause", &["抓得不紧"]), ("plan", &["明年接着抓"])]
    {
        if window.count(&format!("section-{section}"))? == 0 {
            continue;
        }
        go(window, &format!("section-{section}"))?;
        for (index, heading) in headings.iter().enumerate() {
            window.click("add-item")?.wait_count("card", index + 1)?;
            window.type_into_nth("item-heading", index, heading)?;
            window.type_into_nth("item-body", index, "具体情况已经写明。")?;
        }
    }
    go(window, "section-closing")?;
    window.type_into("part-lead", "以上报告，请予评议。")?;
    Ok(())
}

fn state(window: &Window, card: usize, state: &str) -> Outcome {
    let choose = "const list = document.querySelectorAll(`[data-testid='item-state']`)[arguments[0]];
        list.value = arguments[1]; list.dispatchEvent(new Event('change', { bubbles: true })); return list.value";
    assert_eq!(window.script(choose, json!([card, state]))?, state);
    Ok(())
}
