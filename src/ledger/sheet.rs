//! Rows → a sheet: the user's columns, or the short form that is handed in beside a report.

use chrono::{DateTime, FixedOffset, NaiveDate};

use super::Row;
use super::cell::cell;
use crate::model::{LedgerColumn, Sheet, SheetCell, SheetColumn, is_blank};

/// The title of every ledger.
const TITLE: &str = "整改台账";

/// The columns to show where a user chose these: each once, the usual ones where none are chosen.
#[must_use]
pub fn columns(chosen: &[LedgerColumn]) -> Vec<LedgerColumn> {
    let mut columns = Vec::new();
    for column in if chosen.is_empty() { LedgerColumn::USUAL.as_slice() } else { chosen } {
        if !columns.contains(column) {
            columns.push(*column);
        }
    }
    columns
}

/// The ledger of `rows` with `columns`, as of `today`; `made` is when the file is said to be made.
#[must_use]
pub fn sheet(rows: &[&Row], columns: &[LedgerColumn], today: NaiveDate, made: DateTime<FixedOffset>) -> Sheet {
    let column = |column: &LedgerColumn| SheetColumn { head: column.name().into(), width: width(*column) };
    let cells = |(number, row): (u32, &&Row)| columns.iter().map(|column| cell(row, number, *column)).collect();
    empty(rows, columns.iter().map(column).collect(), (1..).zip(rows).map(cells).collect(), today, made)
}

/// The short form: 问题, 措施, 责任人, 时限, 完成情况.
#[must_use]
pub fn short_sheet(rows: &[&Row], today: NaiveDate, made: DateTime<FixedOffset>) -> Sheet {
    const COLUMNS: [(&str, u16); 5] = [("问题", 18), ("措施", 22), ("责任人", 8), ("时限", 8), ("完成情况", 18)];
    let cells = |row: &&Row| {
        let text = |column| cell(row, 0, column);
        vec![
            text(LedgerColumn::Problem),
            text(LedgerColumn::Measure),
            text(LedgerColumn::Owner),
            text(LedgerColumn::Due),
            SheetCell::Text(completion(row)),
        ]
    };
    let columns = COLUMNS.map(|(head, width)| SheetColumn { head: head.into(), width });
    empty(rows, columns.into(), rows.iter().map(cells).collect(), today, made)
}

/// How far a problem is, with what came of it.
fn completion(row: &Row) -> String {
    let state = cell(row, 0, LedgerColumn::State).text();
    let more = if is_blank(&row.result) { &row.reason } else { &row.result };
    if is_blank(more) { state } else { format!("{state}。{}", more.trim()) }
}

fn empty(
    rows: &[&Row],
    columns: Vec<SheetColumn>,
    cells: Vec<Vec<SheetCell>>,
    today: NaiveDate,
    made: DateTime<FixedOffset>,
) -> Sheet {
    let units = units(rows);
    let day = today.format("%Y年%-m月%-d日");
    let note = match units.as_slice() {
        [] => format!("截至{day}"),
        [unit] => format!("{unit}　截至{day}"),
        [first, ..] => format!("{first}等{}个单位　截至{day}", units.len()),
    };
    let creator = if let [unit] = units.as_slice() { (*unit).to_string() } else { "述职".into() };
    Sheet { title: TITLE.into(), note, columns, rows: cells, creator, made }
}

/// The units that speak of the problems, in their order.
fn units<'a>(rows: &[&'a Row]) -> Vec<&'a str> {
    let mut seen = std::collections::HashSet::new();
    let units = rows.iter().map(|row| row.unit.as_str()).filter(|unit| !is_blank(unit));
    units.filter(|unit| seen.insert(*unit)).collect()
}

/// How wide a column is fit to be read, in Chinese characters.
fn width(column: LedgerColumn) -> u16 {
    match column {
        LedgerColumn::Number => 4,
        LedgerColumn::Kind => 6,
        LedgerColumn::Source
        | LedgerColumn::State
        | LedgerColumn::Leader
        | LedgerColumn::Due
        | LedgerColumn::Closed => 8,
        LedgerColumn::Owner => 10,
        LedgerColumn::Problem | LedgerColumn::Goal | LedgerColumn::Evidence => 16,
        LedgerColumn::Cause | LedgerColumn::Result => 18,
        LedgerColumn::Shows | LedgerColumn::Measure | LedgerColumn::Progress => 22,
    }
}
