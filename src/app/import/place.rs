//! Where pieces stand: the tables of the file with what becomes of them, and what the user moved.

use std::collections::{BTreeMap, BTreeSet};

use super::show::is_empty;
use crate::app::{ImportMoved, ImportTable};
use crate::import::{Piece, PieceRole, Recognition, Source};
use crate::model::{Cell, one_line};

/// So much of a text is told to name it.
const BRIEF: usize = 16;

/// The tables that are tables still: no cell of them was taken for something else.
pub(super) fn tables(source: &Source, pieces: &[Piece]) -> Vec<ImportTable> {
    let mut tables: BTreeMap<u32, Vec<(Cell, &Piece)>> = BTreeMap::new();
    for piece in pieces {
        if let Some(cell) = source.paragraphs.get(piece.paragraph).and_then(|paragraph| paragraph.cell) {
            tables.entry(cell.table).or_default().push((cell, piece));
        }
    }
    let mut shown = Vec::new();
    for (table, cells) in tables {
        let all = |role: PieceRole| cells.iter().all(|(_, piece)| piece.role == role || is_empty(piece));
        let aside = all(PieceRole::Noise);
        if aside || all(PieceRole::Cell) {
            let says = if aside { "表格：已搁置，不进报告".into() } else { becomes(&cells) };
            shown.push(ImportTable { table, pieces: cells.iter().map(|(_, piece)| piece.id).collect(), aside, says });
        }
    }
    shown
}

/// What a table becomes: what its rows name as problems of last year stands in the report's own list of them, too.
fn becomes(cells: &[(Cell, &Piece)]) -> String {
    let rows: BTreeSet<u32> = cells.iter().map(|(cell, _)| cell.row).collect();
    let columns: BTreeSet<u32> = cells.iter().map(|(cell, _)| cell.column).collect();
    let names = cells.iter().filter(|(_, piece)| !piece.last_year.is_empty()).map(|(cell, _)| cell.row);
    let named: BTreeSet<u32> = names.collect();
    match named.first() {
        Some(first) => {
            let listed = rows.range(first..).count();
            let several = if listed == named.len() { String::new() } else { format!("，{} 个问题", named.len()) };
            format!("台账：{listed} 行{several}，成为上年问题整改的 {} 条；表格照原样留在报告里", named.len())
        }
        None => format!("表格：{} 行 {} 列，照原样进报告", rows.len(), columns.len()),
    }
}

/// What stands elsewhere than in the file, of the pieces that the user moved.
pub(super) fn moved(now: &Recognition, roots: impl Iterator<Item = u32>) -> Vec<ImportMoved> {
    let pieces = &now.pieces;
    let mut shown = Vec::new();
    for root in roots {
        let Some(at) = pieces.iter().position(|piece| piece.id == root) else { continue };
        let run = now.moves_with(at);
        let Some(piece) = pieces.get(at) else { continue };
        let (before, after) = (pieces.iter().take(run.start), pieces.iter().skip(run.end));
        let out_of_place = before.clone().any(|other| other.paragraph > piece.paragraph)
            || after.clone().any(|other| other.paragraph < piece.paragraph);
        if out_of_place {
            let moved = pieces.get(run).unwrap_or_default().iter().map(|piece| piece.id).collect();
            shown.push(ImportMoved { pieces: moved, place: after_what(piece, before.rev()) });
        }
    }
    shown
}

/// `在“（二）改作风”之后`; of a heading the first in its part `在“二、存在问题”下面`.
fn after_what<'a>(piece: &Piece, mut before: impl Iterator<Item = &'a Piece>) -> String {
    let heading = piece.role == PieceRole::Heading;
    let found = before.find(|other| match heading {
        true => other.role == PieceRole::Heading && other.level <= piece.level,
        false => !is_empty(other) && other.role != PieceRole::Noise,
    });
    let Some(found) = found else { return if heading { "在各部分最前面" } else { "在最前面" }.into() };
    let whole = one_line(&format!("{}{}", found.number, found.text));
    let brief: String = whole.chars().take(BRIEF).collect();
    let more = if brief.len() < whole.len() { "…" } else { "" };
    let below = heading && found.level < piece.level;
    format!("在“{brief}{more}”{}", if below { "下面" } else { "之后" })
}
