//! What attachments and tables ask for: a name for each attachment, without punctuation at its end (GB/T 9704-2012, clause
//! 7.3.4), a ledger that has rows, and tables that a Word file can hold.

use super::{Finding, Level};
use crate::compose::{columns, is_asked, is_unused};
use crate::model::{
    Attachment, AttachmentKind, Draft, Item, MOST_COLUMNS, Part, Table, brief, is_blank, is_printable, utf16_len,
};
use crate::template::Shown;

/// The rule that an attachment must have a name.
pub(super) const NO_NAME: &str = "attachment-name";

/// Every finding of these rules, in the order of the report.
pub(super) fn check(draft: &Draft) -> Vec<Finding> {
    let mut found = Vec::new();
    parts(draft, &draft.parts, &mut found);
    let attachments = &draft.elements.attachments;
    if !attachments.on {
        return found;
    }
    let printed: Vec<&Attachment> =
        attachments.items.iter().filter(|attachment| !is_unused(draft, attachment)).collect();
    for (index, attachment) in printed.iter().enumerate() {
        let label = if printed.len() > 1 { format!("附件{}", index + 1) } else { "附件".into() };
        name(attachment, &label, &mut found);
        if attachment.kind == AttachmentKind::Table {
            too_wide(None, &attachment.table, &label, &mut found);
        }
    }
    let ledgers = attachments.items.iter().filter(|one| one.kind == AttachmentKind::Ledger);
    for attachment in ledgers.filter(|one| is_unused(draft, one)) {
        let name = if is_blank(&attachment.name) { "整改台账".into() } else { brief(&attachment.name) };
        let message = format!("附件“{name}”没有内容，不会印出来：报告里还没有写问题");
        let suggestion = "先在报告里写上问题和整改情况，或删去这个附件".into();
        found.push(of(attachment, "empty-ledger", Level::Warning, 0, 0, message, suggestion));
    }
    found
}

fn name(attachment: &Attachment, label: &str, found: &mut Vec<Finding>) {
    let typed = attachment.name.trim_end_matches(|c: char| c.is_whitespace() || !is_printable(c));
    if is_blank(typed) {
        // A ledger is printed under a name of its own.
        if attachment.kind != AttachmentKind::Ledger {
            let (message, suggestion) = (format!("{label}没有名称"), "填上附件的名称");
            found.push(of(
                attachment,
                NO_NAME,
                Level::Error,
                0,
                utf16_len(&attachment.name),
                message,
                suggestion.into(),
            ));
        }
        return;
    }
    let Some(mark) = typed.chars().next_back().filter(|c| ends_name(*c)) else { return };
    let dropped = matches!(mark, '。' | '；' | '，');
    let what = if dropped { "，印出来时会去掉" } else { "" };
    let end = utf16_len(typed);
    let message = format!("{label}的名称末尾有“{mark}”{what}");
    let suggestion = "附件名称末尾不加标点，把它去掉".into();
    let start = end - mark.len_utf16();
    found.push(of(attachment, "attachment-end", Level::Warning, start, end, message, suggestion));
}

fn ends_name(c: char) -> bool {
    matches!(c, '。' | '！' | '；' | '：' | '，' | '、' | '.' | '!' | ';' | ':' | ',')
}

/// A finding on the name of `attachment`.
fn of(
    attachment: &Attachment,
    rule: &str,
    level: Level,
    start: usize,
    end: usize,
    message: String,
    suggestion: String,
) -> Finding {
    let units: Vec<u16> = attachment.name.encode_utf16().skip(start).take(end - start).collect();
    Finding {
        rule: rule.into(),
        level,
        part: None,
        item: Some(attachment.id.clone()),
        field: Some("name".into()),
        start,
        end,
        text: String::from_utf16_lossy(&units),
        message,
        suggestion,
        fix: None,
    }
}

/// The tables of the parts that are printed.
fn parts(draft: &Draft, list: &[Part], found: &mut Vec<Finding>) {
    for part in list.iter().filter(|part| !part.left_out && is_asked(draft, &part.id)) {
        let template = draft.template.content.part(&part.id);
        if template.is_some_and(|part| part.shown == Shown::Quoted) {
            continue;
        }
        let name = template.map_or(part.heading.as_str(), |template| &template.name);
        let label = format!("“{}”里的表格", brief(name));
        part.tables.iter().for_each(|table| too_wide(Some(&part.id), table, &label, found));
        items(part, &part.items, &label, found);
        parts(draft, &part.parts, found);
    }
}

fn items(part: &Part, list: &[Item], label: &str, found: &mut Vec<Finding>) {
    for item in list {
        item.tables.iter().for_each(|table| too_wide(Some(&part.id), table, label, found));
        items(part, &item.items, label, found);
    }
}

/// A table of more columns than a Word file can hold, told at the first cell beyond.
fn too_wide(part: Option<&str>, table: &Table, label: &str, found: &mut Vec<Finding>) {
    let count = columns(table);
    let beyond = |row: &Vec<String>| {
        let cells = row.iter().enumerate().skip(MOST_COLUMNS);
        cells.filter(|(_, cell)| !is_blank(cell)).map(|(column, cell)| (column, cell.clone())).next()
    };
    let place = table.rows.iter().enumerate().find_map(|(row, cells)| Some((row, beyond(cells)?)));
    let Some((row, (column, text))) = place else { return };
    found.push(Finding {
        rule: "table-columns".into(),
        level: Level::Error,
        part: part.map(String::from),
        item: Some(table.id.clone()),
        field: Some(format!("cell:{row}:{column}")),
        start: 0,
        end: utf16_len(&text),
        message: format!("{label}有 {count} 列，Word 的表格最多 {MOST_COLUMNS} 列，印出来会拆成几个"),
        suggestion: format!("删去不用的列，或分成几个表格，每个不超过 {MOST_COLUMNS} 列"),
        fix: None,
        text,
    });
}
