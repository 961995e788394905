//! A 整改台账 in the file → what it says of each problem.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::rectify::bytes;
use crate::import::{Piece, PieceRole, Source};
use crate::model::{Cell, Item, State};

/// What a ledger's column holds.
#[derive(Clone, Copy, PartialEq)]
enum Column {
    Measure,
    Result,
    Owner,
    Leader,
    Due,
    State,
    Goal,
    Cause,
}

/// The texts of a table's cells, by row and column.
type Cells = BTreeMap<(u32, u32), String>;

/// The rows of the ledgers among `pieces`, as items without id.
pub(super) fn rows(source: &Source, pieces: &[&Piece]) -> Vec<Item> {
    let cell = |piece: &Piece| source.paragraphs.get(piece.paragraph).and_then(|paragraph| paragraph.cell);
    let mut tables: BTreeMap<u32, Cells> = BTreeMap::new();
    let mut named: Vec<(Cell, String)> = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.role == PieceRole::Cell) {
        let Some(cell) = cell(piece) else { continue };
        let text = tables.entry(cell.table).or_default().entry((cell.row, cell.column)).or_default();
        text.push_str(&piece.text);
        if let Some(name) = bytes(&piece.text, &piece.last_year).first() {
            let name = piece.text.get(name.clone());
            named.push((cell, name.unwrap_or("").to_string()));
        }
    }
    let mut heads: BTreeMap<u32, Vec<(u32, Column)>> = BTreeMap::new();
    named
        .into_iter()
        .map(|(cell, text)| {
            let mut item = Item { text, ..Item::default() };
            let Some(cells) = tables.get(&cell.table) else { return item };
            let head = heads.entry(cell.table).or_insert_with(|| columns(cells));
            let rows = rows_of(cells, cell);
            for (column, what) in head {
                let values = rows.clone().filter_map(|row| cells.get(&(row, *column)).map(|value| value.trim()));
                fill(&mut item, *what, &joined(values));
            }
            item
        })
        .collect()
}

/// The row of the problem in `named`, and those below it over which its cell is merged: there it is empty, and others are not.
fn rows_of(cells: &Cells, named: Cell) -> RangeInclusive<u32> {
    let text = |row: u32, column: u32| cells.get(&(row, column)).is_some_and(|text| !text.trim().is_empty());
    let goes_on = |row: &u32| {
        let mut others = cells.range((*row, 0)..=(*row, u32::MAX)).map(|((_, column), _)| *column);
        !text(*row, named.column) && others.any(|column| text(*row, column))
    };
    named.row..=(named.row + 1..).take_while(goes_on).last().unwrap_or(named.row)
}

/// What stands in several rows of a column, as one text; what is said twice once.
fn joined<'a>(values: impl Iterator<Item = &'a str>) -> String {
    let mut said: Vec<&str> = Vec::new();
    for value in values.filter(|value| !value.is_empty()) {
        if !said.contains(&value) {
            said.push(value);
        }
    }
    let (last, before) = said.split_last().map_or(("", &[][..]), |(last, before)| (*last, before));
    let before = before.iter().map(|value| format!("{}；", value.trim_end_matches(['。', '；'])));
    before.chain([last.to_string()]).collect()
}

/// What the columns of a table hold, by the first rows' words.
fn columns(cells: &Cells) -> Vec<(u32, Column)> {
    let words: [(&str, Column); 12] = [
        ("措施", Column::Measure),
        ("成效", Column::Result),
        ("进展", Column::Result),
        ("完成情况", Column::State),
        ("状态", Column::State),
        ("责任领导", Column::Leader),
        ("牵头领导", Column::Leader),
        ("责任", Column::Owner),
        ("时限", Column::Due),
        ("完成时间", Column::Due),
        ("目标", Column::Goal),
        ("原因", Column::Cause),
    ];
    let mut found: Vec<(u32, Column)> = Vec::new();
    for ((row, column), text) in cells.iter().filter(|((row, _), _)| *row < 3) {
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        let known = words.iter().find(|(word, _)| plain.contains(word) && plain.chars().count() <= 14);
        if let Some((_, what)) = known.filter(|_| !found.iter().any(|(known, _)| known == column)) {
            found.push((*column, *what));
        }
        let _ = row;
    }
    found
}

fn fill(item: &mut Item, column: Column, value: &str) {
    let value = value.to_string();
    match column {
        Column::Measure => item.measure = value,
        Column::Result => item.result = value,
        Column::Owner => item.owner = value,
        Column::Leader => item.leader = value,
        Column::Due => item.due = value,
        Column::Goal => item.goal = value,
        Column::Cause => item.cause = value,
        Column::State => {
            item.state = state(&value);
            if item.result.is_empty() {
                item.result = value;
            }
        }
    }
}

/// How far a problem is where running text says so without doubt; text tells of much that is done, and little of it is the end.
pub(super) fn said(text: &str) -> Option<State> {
    let has = |list: &[&str]| list.iter().any(|word| text.contains(word));
    if has(&["持续整改", "持续推进", "长期坚持", "正在整改", "尚未"]) {
        state(text)
    } else if has(&["已销号", "完成整改", "已整改", "整改到位", "整改完成", "全部整改"]) {
        Some(State::Closed)
    } else {
        None
    }
}

/// How far a problem is, in the words of offices.
fn state(words: &str) -> Option<State> {
    let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
    if has(&["未完成", "未整改", "待整改", "未启动"]) {
        Some(State::Open)
    } else if has(&["持续", "长期"]) {
        Some(State::Continuous)
    } else if has(&["移交"]) {
        Some(State::HandedOver)
    } else if has(&["待验收", "申请销号"]) {
        Some(State::Review)
    } else if has(&["整改中", "推进", "进行", "部分", "正在", "基本"]) {
        Some(State::Underway)
    } else if has(&["销号", "完成", "已整改", "办结", "整改到位"]) {
        Some(State::Closed)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merged_problem_has_the_measures_of_all_its_rows() {
        let rows = [["甲不足", "先办。"], ["", "再办。"], ["", "再办。"], ["乙偏少", "多办"], ["", ""]];
        let cells: Cells = (1..)
            .zip(rows)
            .flat_map(|(row, cells)| (0..).zip(cells).map(move |(column, text)| ((row, column), text.to_string())))
            .collect();
        let of = |row: u32| rows_of(&cells, Cell { table: 0, row, column: 0 });
        assert_eq!((of(1), of(4)), (1..=3, 4..=4));
        let measures = of(1).filter_map(|row| cells.get(&(row, 1)).map(String::as_str));
        assert_eq!(joined(measures), "先办；再办。");
    }

    #[test]
    fn a_text_says_how_far_a_problem_is_only_in_plain_words() {
        for (text, state) in [
            ("统一了记录本样式，已完成整改。", Some(State::Closed)),
            ("今年6月已销号。", Some(State::Closed)),
            ("分三批办理，正在整改，预计年底完成整改。", Some(State::Underway)),
            ("长期坚持，每月一次。", Some(State::Continuous)),
            ("补录记录37份，完成率100%。", None),
        ] {
            assert_eq!(said(text), state, "{text}");
        }
    }
}
