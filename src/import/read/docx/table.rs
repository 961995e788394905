//! Where in which table a paragraph stands. Columns are those of the grid: a wide cell counts as many as it spans.

use std::io::BufRead;

use super::xml::{Token, Xml};
use crate::Result;
use crate::import::Paragraph;
use crate::model::Cell;

/// A cell spans no more columns: Word has at most 63.
const WIDEST: u32 = 1000;

/// The tables that are open, each within a cell of the one before it.
#[derive(Debug, Default)]
pub(super) struct Tables(Vec<Open>);

#[derive(Debug, Default)]
struct Open {
    table: u32,
    row: u32,
    column: u32,
    span: u32,
    in_cell: bool,
    /// What stands in tables within the present cell.
    nested: Vec<Paragraph>,
}

/// What the properties of a row say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowBegins {
    Shown,
    Deleted,
    Hidden,
}

/// What the properties of a cell say of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CellBegins {
    Shown,
    Deleted,
    /// It is covered by the cell above or before it.
    Covered,
}

impl Tables {
    /// The table with this number begins; answers whether it stands within another one.
    pub(super) fn begin(&mut self, table: u32) -> bool {
        self.0.push(Open { table, ..Open::default() });
        self.0.len() > 1
    }

    /// The innermost table ends; answers whether it stood within another one, and what has found no cell in it.
    pub(super) fn end(&mut self) -> (bool, Vec<Paragraph>) {
        let left = self.0.pop().map(|open| open.nested).unwrap_or_default();
        (!self.0.is_empty(), left)
    }

    /// Keeps what stood in a table within the present cell until that ends.
    pub(super) fn follow_cell(&mut self, nested: Vec<Paragraph>) {
        if let Some(open) = self.0.last_mut() {
            open.nested.extend(nested);
        }
    }

    pub(super) fn begin_row(&mut self) {
        if let Some(open) = self.0.last_mut() {
            (open.column, open.span, open.in_cell) = (0, 1, false);
        }
    }

    pub(super) fn end_row(&mut self) {
        if let Some(open) = self.0.last_mut() {
            open.row = open.row.saturating_add(1);
        }
    }

    /// The present row does not count.
    pub(super) fn drop_row(&mut self) {
        self.begin_row();
    }

    pub(super) fn begin_cell(&mut self) {
        if let Some(open) = self.0.last_mut() {
            (open.span, open.in_cell) = (1, true);
        }
    }

    /// The present cell ends; answers what stood in tables within it.
    pub(super) fn end_cell(&mut self) -> Vec<Paragraph> {
        let Some(open) = self.0.last_mut() else { return Vec::new() };
        open.column = open.column.saturating_add(open.span);
        open.in_cell = false;
        std::mem::take(&mut open.nested)
    }

    /// The present cell does not count.
    pub(super) fn drop_cell(&mut self) {
        if let Some(open) = self.0.last_mut() {
            open.in_cell = false;
        }
    }

    /// The present cell; none outside of one.
    pub(super) fn cell(&self) -> Option<Cell> {
        let open = self.0.last().filter(|open| open.in_cell)?;
        Some(Cell { table: open.table, row: open.row, column: open.column })
    }

    /// Reads the `trPr` that has just begun, to its end.
    pub(super) fn row_properties<B: BufRead>(&mut self, xml: &mut Xml<'_, B>) -> Result<RowBegins> {
        let mut begins = RowBegins::Shown;
        let end = xml.depth().saturating_sub(1);
        while xml.depth() > end {
            let Token::Start(tag) = xml.next()? else { continue };
            match tag.word() {
                "trPrChange" => xml.skip()?,
                "del" => begins = RowBegins::Deleted,
                "hidden" if tag.on() && begins == RowBegins::Shown => begins = RowBegins::Hidden,
                "gridBefore" => {
                    let before = tag.number().unwrap_or(0).min(WIDEST);
                    if let Some(open) = self.0.last_mut() {
                        open.column = before;
                    }
                }
                _ => {}
            }
        }
        Ok(begins)
    }

    /// Reads the `tcPr` that has just begun, to its end.
    pub(super) fn cell_properties<B: BufRead>(&mut self, xml: &mut Xml<'_, B>) -> Result<CellBegins> {
        let mut begins = CellBegins::Shown;
        let end = xml.depth().saturating_sub(1);
        while xml.depth() > end {
            let Token::Start(tag) = xml.next()? else { continue };
            match tag.word() {
                "tcPrChange" => xml.skip()?,
                "gridSpan" => {
                    let span = tag.number().unwrap_or(1).clamp(1, WIDEST);
                    if let Some(open) = self.0.last_mut() {
                        open.span = span;
                    }
                }
                // Without a value it goes on (17.4.84).
                "vMerge" | "hMerge" if tag.attribute("val").is_none_or(|value| value != "restart") => {
                    begins = CellBegins::Covered;
                }
                "cellDel" => begins = CellBegins::Deleted,
                _ => {}
            }
            if begins == CellBegins::Deleted {
                xml.skip_to(end)?;
            }
        }
        Ok(begins)
    }
}
