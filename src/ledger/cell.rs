//! What stands in a column of 整改台账: the one place that says so for the screen and every file.

use super::problem::without_end;
use super::{EntryRole, Row};
use crate::compose::{date_in_words, full_date, notes_in_words, source_in_words};
use crate::model::{LedgerColumn, MeasureKind, SheetCell, is_line_end, one_line};

/// The cell of `row`, which is the `number`th, from 1, in `column`.
#[must_use]
pub fn cell(row: &Row, number: u32, column: LedgerColumn) -> SheetCell {
    match column {
        LedgerColumn::Number => SheetCell::count(number),
        LedgerColumn::Problem => text(&row.text),
        LedgerColumn::Source => text(&source_in_words(row.found_year, &row.source)),
        LedgerColumn::Shows => text(&row.shows),
        LedgerColumn::Cause => text(&row.cause),
        LedgerColumn::Goal => text(&row.goal),
        LedgerColumn::Kind => text(row.kind.map(MeasureKind::name).unwrap_or_default()),
        LedgerColumn::Measure => text(&row.measure),
        LedgerColumn::Leader => text(&row.leader),
        LedgerColumn::Owner => text(&row.owner),
        LedgerColumn::Due => date(&row.due),
        LedgerColumn::Progress => text(&notes_in_words(&row.progress)),
        LedgerColumn::Result => text(&row.result),
        LedgerColumn::Evidence => text(&row.evidence),
        LedgerColumn::State => text(&state(row)),
        LedgerColumn::Closed => date(&row.closed),
    }
}

/// How far the problem is, for how long it has been due, and why its last report does not answer it.
fn state(row: &Row) -> String {
    let mut state = row.state.name().to_string();
    if let Some(days) = row.overdue {
        state.push_str(&format!("，逾期{days}天"));
    }
    if let Some(reason) = waived(row) {
        state.push_str(&format!("，本年不写：{}", without_end(reason)));
    }
    state
}

/// Why the report whose state the row has leaves the problem out.
fn waived(row: &Row) -> Option<&str> {
    let entry = row.years.last()?.entries.iter().find(|entry| entry.state == row.state)?;
    (entry.role == EntryRole::Waived).then_some(entry.waived.as_str())
}

/// The lines of a text that say something, trimmed.
fn text(text: &str) -> SheetCell {
    let lines = text.split(is_line_end).map(one_line).filter(|line| !line.is_empty());
    SheetCell::Text(lines.collect::<Vec<_>>().join("\n"))
}

/// A day where there is one; a month, words, and what no calendar has as they are printed.
fn date(typed: &str) -> SheetCell {
    match full_date(typed) {
        Some(day) => SheetCell::Date(day),
        None => text(&date_in_words(typed).unwrap_or_default()),
    }
}
