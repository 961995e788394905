//! Tables: the blocks of one table of the document → `w:tbl`. Its frame is written here, because docx-rs cannot say that a head
//! row is repeated and holds a whole table in memory; the paragraphs in the cells are docx-rs's, each dropped when it is written.

use std::io::Write as _;

use docx_rs::{AlignmentType, BuildXML as _};

use super::paragraph::paragraph;
use crate::model::{Block, Role};
use crate::profile::{Page, Placement, Profile, TableColumn, TableForm};

/// Black, 0.5 pt (the standard names no table's borders).
const BORDERS: [&str; 6] = ["top", "left", "bottom", "right", "insideH", "insideV"];

/// The table that `blocks`, all of them cells of it, make up, as wide as the text area.
pub(super) fn table(blocks: &[Block], placements: &[Placement], profile: &Profile) -> Vec<u8> {
    let form = TableForm::of(blocks, profile);
    let wide = blocks.first().is_some_and(|block| block.wide);
    let page = if wide { profile.page.turned() } else { profile.page };
    let mut xml = properties(&form, page);
    let room = page.height.0 - page.top.0 - page.bottom.0;
    let head = head_height(blocks, &form, room);
    let mut rest = placements;
    let rows = blocks.chunk_by(|a, b| a.cell.map(|cell| cell.row) == b.cell.map(|cell| cell.row));
    for (index, row) in rows.enumerate() {
        let (here, after) = rest.split_at(row.len().min(rest.len()));
        rest = after;
        xml.extend_from_slice(b"<w:tr>");
        let height = form.height(row).0;
        // Heights are estimates: what comes near to a page may break.
        let whole = if height < (room - head) / 10 * 9 { "<w:cantSplit/>" } else { "" };
        let repeated = if index == 0 && head > 0 { "<w:tblHeader/>" } else { "" };
        if !(whole.is_empty() && repeated.is_empty()) {
            let _ = write!(xml, "<w:trPr>{whole}{repeated}</w:trPr>");
        }
        cells(&mut xml, row, here, &form);
        xml.extend_from_slice(b"</w:tr>");
    }
    xml.extend_from_slice(b"</w:tbl>");
    xml
}

/// The height of the head row, which is repeated on every page; 0 when there is none or when it leaves too little room for rows.
fn head_height(blocks: &[Block], form: &TableForm, room: i32) -> i32 {
    let end = blocks.iter().position(|block| block.role != Role::TableHead).unwrap_or(blocks.len());
    let height = blocks.get(..end).filter(|head| !head.is_empty()).map_or(0, |head| form.height(head).0);
    if height < room / 3 { height } else { 0 }
}

fn properties(form: &TableForm, page: Page) -> Vec<u8> {
    let mut xml = Vec::new();
    let (side, above) = (form.padding.0, form.padding.0 / 2);
    // Writing into a Vec cannot fail; the results have no meaning.
    let _ = write!(xml, r#"<w:tbl><w:tblPr><w:tblW w:w="{}" w:type="dxa"/><w:tblBorders>"#, page.text_width().0);
    for border in BORDERS {
        let _ = write!(xml, r#"<w:{border} w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#);
    }
    xml.extend_from_slice(br#"</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>"#);
    for (edge, margin) in [("top", above), ("left", side), ("bottom", above), ("right", side)] {
        let _ = write!(xml, r#"<w:{edge} w:w="{margin}" w:type="dxa"/>"#);
    }
    xml.extend_from_slice(b"</w:tblCellMar></w:tblPr><w:tblGrid>");
    for column in &form.columns {
        let _ = write!(xml, r#"<w:gridCol w:w="{}"/>"#, column.width.0);
    }
    xml.extend_from_slice(b"</w:tblGrid>");
    xml
}

/// The cells of one row; those that it lacks are empty.
fn cells(xml: &mut Vec<u8>, row: &[Block], placements: &[Placement], form: &TableForm) {
    let empty = Block::new(row.first().map_or(Role::TableCell, |block| block.role), Vec::new());
    let mut cells = row.chunk_by(|a, b| a.cell == b.cell).peekable();
    let mut rest = placements;
    for (index, column) in (0..).zip(&form.columns) {
        let _ = write!(
            xml,
            r#"<w:tc><w:tcPr><w:tcW w:w="{}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>"#,
            column.width.0
        );
        match cells.next_if(|cell| cell.first().and_then(|block| block.cell).is_some_and(|cell| cell.column == index)) {
            Some(cell) => {
                let (here, after) = rest.split_at(cell.len().min(rest.len()));
                rest = after;
                cell.iter().zip(here).for_each(|(block, placement)| text(xml, block, placement, column));
            }
            None => text(xml, &empty, &Placement::default(), column),
        }
        xml.extend_from_slice(b"</w:tc>");
    }
}

fn text(xml: &mut Vec<u8>, block: &Block, placement: &Placement, column: &TableColumn) {
    let mut paragraph = paragraph(block, placement);
    if column.centred && block.role == Role::TableCell {
        paragraph = paragraph.align(AlignmentType::Center);
    }
    xml.extend(paragraph.build());
}
