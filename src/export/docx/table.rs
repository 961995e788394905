//! Tables: the blocks of one table of the document → a table of docx-rs.

use docx_rs::{BuildXML as _, Table, TableCell, TableRow};

use super::paragraph::paragraph;
use crate::model::Block;
use crate::profile::{Placement, Profile};

/// The table that `blocks`, all of them cells of it, make up.
pub(super) fn table(blocks: &[Block], placements: &[Placement], _profile: &Profile) -> Vec<u8> {
    let rows = blocks.chunk_by(|a, b| a.cell.map(|cell| cell.row) == b.cell.map(|cell| cell.row));
    let mut placements = placements.iter();
    let rows = rows.map(|row| {
        let cells = row.chunk_by(|a, b| a.cell == b.cell).map(|cell| {
            cell.iter()
                .zip(placements.by_ref())
                .fold(TableCell::new(), |whole, (block, placement)| whole.add_paragraph(paragraph(block, placement)))
        });
        TableRow::new(cells.collect())
    });
    Table::new(rows.collect()).build()
}
