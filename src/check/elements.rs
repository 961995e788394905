//! What a frame around the text asks for (GB/T 9704-2012, clause 7): an issuing body in 版头, something in 版记, and the forms
//! in which 份号, 密级, 紧急程度, 发文字号 and 附注 are written. What is switched off is not looked at.

use super::document_number::{self, Form};
use super::{Finding, Level, placeholders};
use crate::compose::is_impossible_date;
use crate::model::{Document, Draft, Imprint, Letterhead, Role, brief, is_blank, is_line_end, one_line, utf16_len};

/// Above this many issuing bodies 版头 leaves hardly any room for text on the first page.
const MANY_BODIES: usize = 7;

/// Every finding of these rules, from the top of the document to its end.
pub(super) fn check(draft: &Draft, document: &Document) -> Vec<Finding> {
    let mut found = Vec::new();
    let elements = &draft.elements;
    if elements.letterhead.on {
        letterhead(&elements.letterhead, &mut found);
    }
    title(document, &mut found);
    if elements.note.on {
        note(&elements.note.text, &mut found);
    }
    if elements.imprint.on {
        imprint(&elements.imprint, draft.year, &mut found);
    }
    found
}

fn letterhead(letterhead: &Letterhead, found: &mut Vec<Finding>) {
    let Letterhead { copy_number, secrecy, urgency, bodies, number, .. } = letterhead;
    let warn = |rule: &str, field: &str, text: &str, message: String, suggestion: String| {
        at(rule, Level::Warning, field, text, message, suggestion)
    };
    if written(copy_number).is_some_and(|text| text.len() != 6 || !text.chars().all(|c| c.is_ascii_digit())) {
        let message = format!("份号“{}”不是 6 位数字", brief(copy_number));
        found.push(warn(
            "copy-number",
            "elements.copy_number",
            copy_number,
            message,
            "写成 6 位数字，如 000001".into(),
        ));
    }
    if written(secrecy).is_some_and(|text| !is_secrecy(&text)) {
        let message = format!("密级“{}”不是规定的写法", brief(secrecy));
        let suggestion = "写绝密、机密或秘密；有保密期限的用“★”隔开，如 机密★1年";
        found.push(warn("secrecy", "elements.secrecy", secrecy, message, suggestion.into()));
    }
    if written(urgency).is_some_and(|text| !["特急", "加急", "平急", "特提"].contains(&text.as_str())) {
        let message = format!("紧急程度“{}”不是规定的写法", brief(urgency));
        let suggestion = "写特急或加急；电报写特提、特急、加急或平急";
        found.push(warn("urgency", "elements.urgency", urgency, message, suggestion.into()));
    }
    let count = bodies.split(is_line_end).filter(|body| !is_blank(body)).count();
    if count == 0 {
        let message = "版头没有发文机关".into();
        let suggestion = "填上发文机关，每行一个；不要版头就把它关掉";
        found.push(at("letterhead-body", Level::Error, "elements.bodies", "", message, suggestion.into()));
    } else if count > MANY_BODIES {
        let message = format!("有 {count} 个发文机关，版头会占去首页很大一块");
        let suggestion = "可以只写主办机关，首页才有位置放正文";
        found.push(at("many-bodies", Level::Hint, "elements.bodies", bodies, message, suggestion.into()));
    }
    if let Some(text) = written(number) {
        let (message, suggestion) = match document_number::form(&text) {
            Form::Right => return,
            Form::Nearly { faults, right } => {
                (format!("发文字号“{}”{}", brief(number), faults.join("；")), format!("写成 {right}"))
            }
            Form::Unknown => (
                format!("发文字号“{}”不是规定的写法", brief(number)),
                "写成机关代字〔年份〕序号，如 云商党〔2025〕12号".into(),
            ),
        };
        found.push(warn("document-number", "elements.number", number, message, suggestion));
    }
}

/// `text` in one line, unless it is empty or is still to be filled in, which other rules tell.
fn written(text: &str) -> Option<String> {
    let open = is_blank(text) || text.contains("{{") || !placeholders(text).is_empty();
    (!open).then(|| one_line(text))
}

/// Clause 7.2.2: the level, and after ★ the time.
fn is_secrecy(text: &str) -> bool {
    let (level, time) = match text.split_once('★') {
        Some((level, time)) => (level, Some(time)),
        None => (text, None),
    };
    ["绝密", "机密", "秘密"].contains(&level) && time.is_none_or(|time| !is_blank(time))
}

/// Clause 7.3.1: a title has no punctuation at its end.
fn title(document: &Document, found: &mut Vec<Finding>) {
    let last = document.blocks.iter().rfind(|block| block.role == Role::Title);
    let Some(span) = last.and_then(|block| block.spans.last()) else { return };
    let (Some(origin), Some(mark)) = (&span.origin, span.text.chars().next_back().filter(|c| ends_title(*c))) else {
        return;
    };
    let mut origin = origin.clone();
    if span.literal {
        origin.start = origin.end.saturating_sub(mark.len_utf16());
    }
    let message = format!("标题末尾有“{mark}”");
    let finding = Finding::in_text("title-end", origin, &mark.to_string(), message, "标题末尾不加标点，把它去掉");
    found.push(Finding { level: Level::Warning, ..finding });
}

fn ends_title(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '：' | '，' | '、' | '…' | '.' | '!' | '?' | ';' | ':' | ',')
}

/// Clause 7.3.6: one pair of brackets around the whole. The program adds it, unless the text begins with one.
fn note(text: &str, found: &mut Vec<Finding>) {
    let line: Vec<char> = one_line(text).chars().filter(|c| !c.is_whitespace()).collect();
    let (mut open, mut pairs, mut alone) = (Vec::new(), Vec::new(), false);
    for (at, c) in line.iter().enumerate() {
        match c {
            '（' | '(' => open.push(at),
            '）' | ')' => match open.pop() {
                Some(begin) => pairs.push((begin, at)),
                None => alone = true,
            },
            _ => {}
        }
    }
    let around = |depth: usize| line.len().checked_sub(depth + 1).is_some_and(|end| pairs.contains(&(depth, end)));
    let begins = line.first().is_some_and(|c| matches!(c, '（' | '('));
    let message = if alone || !open.is_empty() {
        "附注的括号前后不成对"
    } else if begins && !around(0) {
        "附注以括号开头，印出来时不会再加括号，整句就没有括号"
    } else if around(0) && around(1) {
        "附注有两层括号"
    } else {
        return;
    };
    let suggestion = "附注前后不用写括号，印出来时会加上一对";
    found.push(at("note-brackets", Level::Warning, "elements.note", text, message.into(), suggestion.into()));
}

fn imprint(imprint: &Imprint, year: Option<i32>, found: &mut Vec<Finding>) {
    if [&imprint.copies, &imprint.issuer, &imprint.date].iter().all(|text| is_blank(text)) {
        let message = "版记是空的".into();
        let suggestion = "抄送机关、印发机关、印发日期至少填一项；不要版记就把它关掉";
        found.push(at("imprint-empty", Level::Error, "elements.copies", "", message, suggestion.into()));
    }
    if is_impossible_date(&imprint.date) {
        let message = format!("印发日期“{}”不是日历上的日期", brief(&imprint.date));
        let year = year.filter(|year| crate::model::YEARS.contains(year)).unwrap_or(2025);
        let suggestion = format!("写成 {year}-12-05");
        found.push(at("date", Level::Error, "elements.print_date", &imprint.date, message, suggestion));
    }
}

/// A finding on the whole text of one of the draft's elements.
fn at(rule: &str, level: Level, field: &str, text: &str, message: String, suggestion: String) -> Finding {
    Finding {
        rule: rule.into(),
        level,
        part: None,
        item: None,
        field: Some(field.into()),
        start: 0,
        end: utf16_len(text),
        text: text.into(),
        message,
        suggestion,
        fix: None,
    }
}
