//! What stands below the text: closing, signature, date, annexes. In: rows. Out: the roles of the last ones.

use super::front::{is_byline, is_person};
use super::row::Row;
use super::words::UNITS;
use super::{date, number};
use crate::import::piece::PieceRole;
use crate::import::source::Align;

/// Gives the lines below the text their roles.
pub(super) fn back(rows: &mut [Row<'_>]) {
    let annex = annex_start(rows);
    let before: Vec<usize> = (0..annex)
        .rev()
        .filter(|at| rows.get(*at).is_some_and(|row| !row.is_noise()))
        .take(6)
        .take_while(|at| rows.get(*at).is_some_and(|row| row.role.is_none() && row.line.cell.is_none()))
        .collect();
    let mut dated = false;
    for at in before {
        let Some(row) = rows.get_mut(at) else { break };
        let text = row.line.text;
        if !row.line.label.is_empty() {
            break;
        }
        if !dated && date::whole(text).is_some() {
            row.set(PieceRole::SignatureDate, 90, "末尾的日期");
            dated = true;
        } else if is_signature(row, dated) {
            if !dated {
                row.date_at = date::at_end(text).map(|found| found.start);
            }
            row.set(PieceRole::Signature, if dated { 88 } else { 70 }, "末尾的单位或姓名");
        } else if is_annex(text) || number::parse(text).is_some() && row.line.chars < 30 && dated {
            continue;
        } else {
            break;
        }
    }
}

fn is_signature(row: &Row<'_>, dated: bool) -> bool {
    let line = &row.line;
    let text = line.text;
    if line.chars > 40
        || text.ends_with(['。', '；', '，', '！', '：', ':'])
        || number::parse(text).is_some_and(|number| !number.weak)
    {
        return false;
    }
    let named = is_byline(text) || is_person(text) || UNITS.iter().any(|unit| text.ends_with(unit));
    named && !is_closing(text) && (dated || line.align == Align::Right || text.contains(['：', ':']) || is_byline(text))
}

/// The place from which on nothing but annexes comes; the end where there are none.
fn annex_start(rows: &[Row<'_>]) -> usize {
    let half = rows.len() / 2;
    let annex = (half..rows.len()).find(|at| {
        rows.get(*at).is_some_and(|row| {
            let label =
                row.line.text.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '：' | ':' | ' ' | '　'));
            row.role.is_none() && row.line.cell.is_none() && (label == "附件" || label == "附" || label == "附表")
        })
    });
    let table = rows.iter().rposition(|row| !row.is_noise() && row.line.cell.is_none()).map_or(rows.len(), |at| at + 1);
    annex.unwrap_or(rows.len()).min(table.max(half))
}

/// Whether a line names annexes: `附件：1.整改台账`.
pub(super) fn is_annex(text: &str) -> bool {
    text.starts_with("附件")
        || text.starts_with("附：")
        || text.starts_with("抄送")
        || text.starts_with("附表")
        || text.starts_with("主送")
}

/// Whether a line closes the report: `以上述职，请予评议。`
pub(in crate::import) fn is_closing(text: &str) -> bool {
    let short = text.chars().count() <= 45;
    let begins = [
        "以上", "特此", "我的述职", "述职完毕", "汇报完毕", "报告完毕", "谢谢", "妥否", "不妥之处", "不当之处",
        "请予评议", "述职到此",
    ];
    short
        && (begins.iter().any(|word| text.starts_with(word)) || text.contains("批评指正") || text.contains("请予评议"))
}

/// Marks lines below the text that are no headings although they look so: the closing, and all after the signature.
pub(super) fn settle(rows: &mut [Row<'_>]) {
    let annex = annex_start(rows);
    for (at, row) in rows.iter_mut().enumerate() {
        if row.role.is_none() && row.line.cell.is_some() {
            row.set(PieceRole::Cell, 95, "表格里的文字");
        } else if row.role.is_none() && (at >= annex || is_annex(row.line.text)) {
            row.set(PieceRole::Text, 70, "附件");
        } else if row.role.is_none() && is_closing(row.line.text) && row.line.label.is_empty() {
            row.set(PieceRole::Text, 90, "结束语");
        }
    }
}
