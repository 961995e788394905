//! A 整改台账 in the file → what it says of each problem.

use std::collections::BTreeMap;

use super::rectify::bytes;
use crate::import::{Piece, PieceRole, Source};
use crate::model::{Item, State};

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

/// The rows of the ledgers among `pieces`, as items without id.
pub(super) fn rows(source: &Source, pieces: &[&Piece]) -> Vec<Item> {
    let cell = |piece: &Piece| source.paragraphs.get(piece.paragraph).and_then(|paragraph| paragraph.cell);
    let mut tables: BTreeMap<u32, BTreeMap<(u32, u32), String>> = BTreeMap::new();
    let mut named: Vec<(u32, u32, String)> = Vec::new();
    for piece in pieces.iter().filter(|piece| piece.role == PieceRole::Cell) {
        let Some(cell) = cell(piece) else { continue };
        let text = tables.entry(cell.table).or_default().entry((cell.row, cell.column)).or_default();
        text.push_str(&piece.text);
        if let Some(name) = bytes(&piece.text, &piece.last_year).first() {
            let name = piece.text.get(name.clone());
            named.push((cell.table, cell.row, name.unwrap_or("").to_string()));
        }
    }
    let mut heads: BTreeMap<u32, Vec<(u32, Column)>> = BTreeMap::new();
    named
        .into_iter()
        .map(|(table, row, text)| {
            let cells = tables.get(&table);
            let head = heads.entry(table).or_insert_with(|| cells.map(columns).unwrap_or_default());
            let mut item = Item { text, ..Item::default() };
            for (column, what) in head {
                let Some(value) = cells.and_then(|cells| cells.get(&(row, *column))) else { continue };
                fill(&mut item, *what, value.trim());
            }
            item
        })
        .collect()
}

/// What the columns of a table hold, by the first rows' words.
fn columns(cells: &BTreeMap<(u32, u32), String>) -> Vec<(u32, Column)> {
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
