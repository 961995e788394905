//! Pieces → the report as a tree: headings with the paragraphs and tables below them.

use crate::import::{Piece, PieceRole, Source};
use crate::model::Cell;

/// A heading with what stands below it; the root has none.
#[derive(Debug, Default)]
pub(super) struct Node<'a> {
    /// The heading.
    pub(super) heading: Option<&'a Piece>,
    /// Paragraphs and tables before the headings below. The first paragraph goes on in the heading's line where that is run-in.
    pub(super) content: Vec<Block<'a>>,
    /// The headings below.
    pub(super) children: Vec<Node<'a>>,
}

/// What stands below a heading.
#[derive(Debug)]
pub(super) enum Block<'a> {
    /// The pieces of one line.
    Paragraph(Vec<&'a Piece>),
    /// A table, row by row.
    Table(Vec<Vec<String>>),
}

/// The tree of the pieces that are text of the report, without those of `skip`.
pub(super) fn tree<'a>(source: &Source, pieces: &[&'a Piece]) -> Node<'a> {
    let starts = line_starts(source, pieces);
    let mut open: Vec<Node<'a>> = vec![Node::default()];
    let mut table: Option<Cell> = None;
    for (piece, starts) in pieces.iter().copied().zip(starts) {
        if piece.role == PieceRole::Heading {
            table = None;
            let level = usize::from(piece.level.max(1));
            close(&mut open, level);
            open.push(Node { heading: Some(piece), ..Node::default() });
            continue;
        }
        let Some(node) = open.last_mut() else { break };
        let cell = source.paragraphs.get(piece.paragraph).and_then(|paragraph| paragraph.cell);
        if let Some(cell) = cell.filter(|_| piece.role == PieceRole::Cell) {
            let same = table.is_some_and(|before| before.table == cell.table);
            put(node, piece, cell, same);
            table = Some(cell);
            continue;
        }
        table = None;
        match node.content.last_mut() {
            Some(Block::Paragraph(line)) if !starts => line.push(piece),
            _ => node.content.push(Block::Paragraph(vec![piece])),
        }
    }
    close(&mut open, 1);
    open.pop().unwrap_or_default()
}

/// Closes the nodes that a heading of `level` ends; headings deeper than the stack is stand right below the last one.
fn close(open: &mut Vec<Node<'_>>, level: usize) {
    while open.len() > level {
        let Some(node) = open.pop() else { return };
        if let Some(parent) = open.last_mut() {
            parent.children.push(node);
        }
    }
}

fn put<'a>(node: &mut Node<'a>, piece: &'a Piece, cell: Cell, same: bool) {
    if !same || !matches!(node.content.last(), Some(Block::Table(_))) {
        node.content.push(Block::Table(Vec::new()));
    }
    let Some(Block::Table(rows)) = node.content.last_mut() else { return };
    // Nobody types a table of a million cells; what is beyond stands in the last one.
    let at = |n: u32, most: usize| usize::try_from(n).unwrap_or(most).min(most);
    let (row, column) = (at(cell.row, 2000), at(cell.column, 62));
    if rows.len() <= row {
        rows.resize(row + 1, Vec::new());
    }
    let Some(row) = rows.get_mut(row) else { return };
    if row.len() <= column {
        row.resize(column + 1, String::new());
    }
    if let Some(text) = row.get_mut(column) {
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&piece.text);
    }
}

/// Whether each piece begins a line: a paragraph, or what follows a soft break.
fn line_starts(source: &Source, pieces: &[&Piece]) -> Vec<bool> {
    let mut at: Option<(usize, usize)> = None;
    pieces
        .iter()
        .map(|piece| {
            let text = source.paragraphs.get(piece.paragraph).map_or("", |paragraph| paragraph.text.as_str());
            let from = at.filter(|(paragraph, _)| *paragraph == piece.paragraph).map(|(_, from)| from);
            let begin: String = piece.text.chars().take(16).collect();
            let found = text.get(from.unwrap_or(0)..).and_then(|rest| rest.find(&begin));
            let start = from.unwrap_or(0) + found.unwrap_or(0);
            let broken =
                found.is_some() && text.get(from.unwrap_or(0)..start).is_some_and(|between| between.contains('\n'));
            at = Some((piece.paragraph, if found.is_some() { start + piece.text.len() } else { start }));
            !piece.goes_on || from.is_none() || broken
        })
        .collect()
}
