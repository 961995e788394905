//! Tables as typed: a line above, a head row, cells; on landscape pages where they are wide.

use super::writer::{Place, Source, Writer};
use crate::model::{MOST_COLUMNS, Role, SpanRole, Table, is_blank};

/// Nobody types more cells. Of a table that would have more, pieces leave out the rows that are empty in them: a row of a
/// million cells among thousands of short ones would not fit into the memory otherwise.
const MOST_CELLS: usize = 200_000;

/// Writes `table`; `part` is the part it stands in.
pub(super) fn write_table<'a>(writer: &mut Writer<'a>, part: Option<&'a str>, table: &'a Table) {
    if !has_cells(table) {
        return;
    }
    writer.turn(table.wide);
    write_title(writer, part, table);
    write_cells(writer, part, table);
    writer.turn(false);
}

/// Writes the line above `table`, if there is one.
fn write_title<'a>(writer: &mut Writer<'a>, part: Option<&'a str>, table: &'a Table) {
    if is_blank(&table.title) {
        return;
    }
    writer.begin(Role::TableTitle);
    let title = Source { part, item: Some(&table.id), field: Place::Field("title"), text: &table.title };
    for (start, line) in super::writer::lines(&table.title) {
        writer.single(title, start, line, SpanRole::Text);
    }
    writer.close();
}

/// Writes the rows that hold something, with as many cells each as the longest has.
pub(super) fn write_cells<'a>(writer: &mut Writer<'a>, part: Option<&'a str>, table: &'a Table) {
    let rows: Vec<(usize, &Vec<String>)> =
        table.rows.iter().enumerate().filter(|(_, row)| row.iter().any(|cell| !is_blank(cell))).collect();
    let columns = columns(table);
    let sparse = rows.len().saturating_mul(columns) > MOST_CELLS;
    for first in (0..columns).step_by(MOST_COLUMNS) {
        let last = columns.min(first + MOST_COLUMNS);
        let holds = |row: &[String]| row.iter().take(last).skip(first).any(|cell| !is_blank(cell));
        writer.begin_table();
        for (to, (from, row)) in rows.iter().filter(|(_, row)| !sparse || holds(row)).enumerate() {
            for column in first..last {
                let text = row.get(column).map_or("", String::as_str);
                let field = Place::Cell(number(*from), number(column));
                let source = Source { part, item: Some(&table.id), field, text };
                writer.cell((number(to), number(column - first)), &[source]);
            }
        }
    }
}

/// Whether anything is typed into a cell.
pub(crate) fn has_cells(table: &Table) -> bool {
    table.rows.iter().flatten().any(|cell| !is_blank(cell))
}

/// The columns up to the last that holds something.
pub(crate) fn columns(table: &Table) -> usize {
    let width = |row: &Vec<String>| row.iter().rposition(|cell| !is_blank(cell)).map_or(0, |last| last + 1);
    table.rows.iter().map(width).max().unwrap_or(0)
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
