//! A sheet → a document on landscape pages, for Word: title, line and table.

use crate::compose::date_in_words;
use crate::model::{Block, Cell, Document, Role, Sheet, SheetCell, Span, SpanRole, one_line};

/// `sheet` as a document.
#[must_use]
pub fn document(sheet: &Sheet) -> Document {
    let mut blocks = vec![block(Role::Title, &sheet.title)];
    if !sheet.note.is_empty() {
        blocks.push(block(Role::Byline, &sheet.note));
    }
    for (column, head) in (0..).zip(&sheet.columns) {
        blocks.push(in_cell(Role::TableHead, &head.head, Cell { table: 0, row: 0, column }));
    }
    for (row, cells) in (1..).zip(&sheet.rows) {
        for (column, cell) in (0..).zip(cells) {
            let text = words(cell);
            let place = Cell { table: 0, row, column };
            // A cell of several paragraphs is several blocks, an empty one is a block without text.
            blocks.extend(text.split('\n').map(|line| in_cell(Role::TableCell, line, place)));
        }
    }
    Document {
        title: sheet.title.clone(),
        creator: sheet.creator.clone(),
        created: sheet.made,
        modified: sheet.made,
        names: Vec::new(),
        blocks,
    }
}

/// What a cell says on paper: a day as `2025年1月5日`.
fn words(cell: &SheetCell) -> String {
    let text = cell.text();
    match cell {
        SheetCell::Date(_) => date_in_words(&text).unwrap_or(text),
        SheetCell::Text(_) | SheetCell::Number { .. } => text,
    }
}

fn block(role: Role, text: &str) -> Block {
    let text = one_line(text);
    let span = Span { text: text.clone(), role: SpanRole::Text, origin: None, literal: false };
    let spans = if text.is_empty() { Vec::new() } else { vec![span] };
    Block { wide: true, ..Block::new(role, spans) }
}

fn in_cell(role: Role, text: &str, cell: Cell) -> Block {
    Block { cell: Some(cell), ..block(role, text) }
}
