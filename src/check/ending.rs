//! Whom a document goes to and who signs it: 主送机关 beside a salutation, an issuing body that signs, dates that are complete
//! (GB/T 9704-2012, clauses 7.3.2, 7.3.5 and 7.4.3).

use super::{Finding, Level};
use crate::compose::{is_full_date, is_impossible_date};
use crate::model::{Document, Draft, Role, brief, is_blank, is_line_end, utf16_len};

/// Every finding of these rules, from the top of the document to its end.
pub(super) fn check(draft: &Draft, document: &Document) -> Vec<Finding> {
    let mut found = Vec::new();
    recipient(draft, &mut found);
    signature(draft, document, &mut found);
    dates(draft, document, &mut found);
    found
}

fn recipient(draft: &Draft, found: &mut Vec<Finding>) {
    let recipient = &draft.elements.recipient;
    if !recipient.on {
        return;
    }
    let salutation = draft.fields.get("salutation").map_or("", String::as_str);
    if is_blank(&recipient.text) {
        let message = "主送机关是空的，不会印出来".into();
        found.push(at("recipient-empty", Level::Warning, "elements.recipient", "", message, "填上，或把它关掉"));
    } else if !is_blank(salutation) {
        let message = "主送机关下面还有一行称谓".into();
        let suggestion = "书面报送一般只写主送机关，会上宣读一般只写称谓";
        found.push(at("salutation-too", Level::Hint, "salutation", salutation, message, suggestion));
    }
}

/// A document with 版头 is signed by the bodies that issue it.
fn signature(draft: &Draft, document: &Document, found: &mut Vec<Finding>) {
    let letterhead = &draft.elements.letterhead;
    let bodies: Vec<&str> =
        letterhead.bodies.split(is_line_end).map(str::trim).filter(|body| !is_blank(body)).collect();
    if !letterhead.on || bodies.is_empty() {
        return;
    }
    let signed: Vec<String> =
        document.blocks.iter().filter(|block| block.role == Role::Signature).map(|block| block.text()).collect();
    let byline = draft.fields.get("byline").map_or("", String::as_str);
    let unsigned: Vec<&str> =
        bodies.into_iter().filter(|body| !signed.iter().any(|line| line.contains(body))).collect();
    if signed.is_empty() {
        let message = "有版头，但文末没有署名".into();
        let suggestion = "在“检查并导出”的版式里，把署名与日期放到文末";
        found.push(at("signature-place", Level::Hint, "byline", byline, message, suggestion));
    } else if let Some(body) = unsigned.first() {
        let message = format!("版头的发文机关“{}”没有在文末署名", brief(body));
        let suggestion = "正式行文由发文机关署名：在署名里写上发文机关，一行一个";
        found.push(at("signature-body", Level::Warning, "byline", byline, message, suggestion));
    }
}

fn dates(draft: &Draft, document: &Document, found: &mut Vec<Finding>) {
    let date = draft.fields.get("date").map_or("", |date| date.trim());
    let official = draft.elements.letterhead.on || draft.layout.sealed.unwrap_or(false);
    let at_end = document.blocks.iter().any(|block| block.role == Role::SignatureDate);
    if official && at_end && incomplete(date) {
        let message = format!("成文日期“{}”没有写到日", brief(date));
        found.push(at("date-day", Level::Warning, "date", date, message, "写全年、月、日，如 2026年1月8日"));
    }
    let print = draft.elements.imprint.date.trim();
    if draft.elements.imprint.on && incomplete(print) {
        let message = format!("印发日期“{}”不是完整的日期", brief(print));
        found.push(at(
            "date-day",
            Level::Warning,
            "elements.print_date",
            print,
            message,
            "写全年、月、日，如 2026年1月8日",
        ));
    }
}

/// Whether `date` says something, but no day; what no calendar has is told by another rule.
fn incomplete(date: &str) -> bool {
    !is_blank(date) && !is_full_date(date) && !is_impossible_date(date)
}

fn at(rule: &str, level: Level, field: &str, text: &str, message: String, suggestion: &str) -> Finding {
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
        suggestion: suggestion.into(),
        fix: None,
    }
}
