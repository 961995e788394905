//! A 整改台账 in the file: a table whose head says so, or lines with tabs. In: rows. Out: the cells that name last year's problems.

use std::collections::BTreeMap;
use std::ops::Range;

use super::number;
use super::row::Row;
use super::sentence::{chars, trimmed};
use super::words::ENDS;

/// What the heads of a ledger's columns say.
const HEADS: &[&str] = &[
    "问题", "措施", "责任", "时限", "完成", "进展", "整改", "成效", "状态", "销号", "序号", "来源", "原因", "目标",
    "情况",
];

/// Marks the problems that ledgers list.
pub(super) fn ledger(rows: &mut [Row<'_>]) {
    let mut tables: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (at, row) in rows.iter().enumerate() {
        if let Some(cell) = row.line.cell {
            tables.entry(cell.table).or_default().push(at);
        }
    }
    for cells in tables.values() {
        table(rows, cells);
    }
    lines(rows);
}

fn table(rows: &mut [Row<'_>], cells: &[usize]) {
    let place = |rows: &[Row<'_>], at: usize| rows.get(at).and_then(|row| row.line.cell);
    let Some(first) = cells.first().and_then(|at| place(rows, *at)) else { return };
    // The head may stand below a line that is the table's title.
    for head in first.row..first.row + 3 {
        let titles: Vec<(u32, &str)> = cells
            .iter()
            .filter_map(|at| rows.get(*at))
            .filter_map(|row| row.line.cell.filter(|cell| cell.row == head).map(|cell| (cell.column, row.line.text)))
            .collect();
        let Some(column) = problem_column(&titles) else { continue };
        let mut last = None;
        for at in cells {
            let Some(cell) = place(rows, *at).filter(|cell| cell.row > head && cell.column == column) else { continue };
            // Of a cell in several paragraphs the first names the problem.
            if last.replace(cell.row) == Some(cell.row) {
                continue;
            }
            if let Some(row) = rows.get_mut(*at) {
                let name = name(row.line.text, 0..row.line.text.len());
                row.last_year.extend((name.len() >= 6).then_some(name));
            }
        }
        return;
    }
}

/// The column whose head says 问题, where the other heads are a ledger's.
fn problem_column(titles: &[(u32, &str)]) -> Option<u32> {
    let bare = |title: &str| title.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let known = titles
        .iter()
        .filter(|(_, title)| chars(title) <= 14 && HEADS.iter().any(|head| bare(title).contains(head)))
        .count();
    if titles.len() < 2 || known < 2 || known * 2 < titles.len() {
        return None;
    }
    let other = ["来源", "类别", "类型", "分类", "序号", "编号", "整改情况", "原因", "数"];
    let fits = |title: &str| {
        let title = bare(title);
        title.contains("问题") && !other.iter().any(|word| title.contains(word)) && chars(&title) <= 12
    };
    titles.iter().find(|(_, title)| fits(title)).map(|(column, _)| *column)
}

/// The words of a cell without number and punctuation.
fn name(text: &str, range: Range<usize>) -> Range<usize> {
    let range = trimmed(text, range);
    let words = text.get(range.clone()).unwrap_or("");
    let start = number::parse(words).filter(|number| !number.weak).map_or(0, |number| number.len);
    let words = words.get(start..).unwrap_or("");
    let plain = words.trim_end_matches(|c: char| ENDS.contains(&c));
    let plain = plain.strip_suffix("的问题").unwrap_or(plain);
    range.start + start..range.start + start + plain.len()
}

/// Tables typed as lines with tabs or bars.
fn lines(rows: &mut [Row<'_>]) {
    let mut column: Option<usize> = None;
    for row in rows.iter_mut() {
        let text = row.line.text;
        if row.line.cell.is_some() || row.is_noise() {
            column = None;
            continue;
        }
        let cells = cells(text);
        if cells.len() < 3 {
            column = None;
            continue;
        }
        match column {
            None => {
                let titles: Vec<(u32, &str)> =
                    (0..).zip(&cells).filter_map(|(at, cell)| Some((at, text.get(cell.clone())?))).collect();
                column = problem_column(&titles).and_then(|column| usize::try_from(column).ok());
            }
            Some(at) => {
                let Some(cell) = cells.get(at) else { continue };
                let name = name(text, cell.clone());
                if name.len() >= 6 && !text.get(name.clone()).unwrap_or("").chars().all(|c| "-—｜|:".contains(c)) {
                    row.last_year = vec![name];
                }
            }
        }
    }
}

/// The cells of a line with tabs or bars between them.
fn cells(text: &str) -> Vec<Range<usize>> {
    let bar = text.contains(['｜', '|', '│']);
    let parts = |c: char| if bar { matches!(c, '｜' | '|' | '│') } else { c == '\t' };
    let mut cells = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices().filter(|(_, c)| parts(*c)) {
        cells.push(start..at);
        start = at + c.len_utf8();
    }
    cells.push(start..text.len());
    // A bar at the line's beginning opens the first cell.
    if bar && cells.first().is_some_and(Range::is_empty) {
        cells.remove(0);
    }
    cells
}
