//! The document's blocks in their order: sections, in them paragraphs and what several blocks make up together.

use docx_rs::{BuildXML, LineSpacing, LineSpacingType, Paragraph};

use super::paragraph::paragraph;
use super::parts::{DECLARATION, W};
use super::section::{R, section};
use super::{imprint, letterhead, names, table};
use crate::model::{Block, Document, Role};
use crate::profile::{Placement, Profile, placements};

/// `word/document.xml`, before it is put right.
///
/// A paragraph of docx-rs takes kilobytes of memory; each is written and dropped before the next is built, so that a long
/// report costs no more time a paragraph than a short one.
pub(super) fn document(document: &Document, profile: &Profile) -> Vec<u8> {
    let mut xml = format!(r#"{DECLARATION}<w:document xmlns:r="{R}" xmlns:w="{W}"><w:body>"#).into_bytes();
    let placements = placements(document, profile);
    let mut rest = placements.as_slice();
    let mut sections = document.blocks.chunk_by(|before, after| before.wide == after.wide).peekable();
    while let Some(blocks) = sections.next() {
        let (here, after) = rest.split_at(blocks.len().min(rest.len()));
        rest = after;
        let last = content(&mut xml, blocks, here, profile);
        let more = sections.peek().is_some();
        if matches!(last, Kind::Table(_)) || (more && last != Kind::Alone) {
            xml.extend(empty(1).build());
        }
        if more {
            // A section's properties stand in those of its last paragraph.
            let end = xml.windows(END.len()).rposition(|window| window == END).unwrap_or(xml.len());
            xml.splice(end..end, section(profile, blocks.first().is_some_and(|block| block.wide)).into_bytes());
        }
    }
    if document.blocks.is_empty() {
        // Word has no document without a paragraph.
        xml.extend(Paragraph::new().style(names::of_role(Role::Paragraph).id).build());
    }
    let wide = document.blocks.last().is_some_and(|block| block.wide);
    xml.extend(section(profile, wide).into_bytes());
    xml.extend_from_slice(b"</w:body></w:document>");
    xml
}

/// How a paragraph's properties end.
const END: &[u8] = b"</w:pPr>";

/// Writes the blocks of one section and answers what the last of them is.
fn content(xml: &mut Vec<u8>, blocks: &[Block], placements: &[Placement], profile: &Profile) -> Kind {
    let mut rest = placements;
    let mut last = Kind::Alone;
    for blocks in blocks.chunk_by(|before, after| kind(before) == kind(after) && kind(before) != Kind::Alone) {
        let (here, after) = rest.split_at(blocks.len().min(rest.len()));
        rest = after;
        let next = blocks.first().map_or(Kind::Alone, kind);
        if matches!((&last, &next), (Kind::Table(_), Kind::Table(_))) {
            // Word makes one of two tables that follow each other.
            xml.extend(empty(profile.page.pitch.0).build());
        }
        xml.extend(together(blocks, here, profile));
        last = next;
    }
    last
}

/// An empty paragraph of this height in twips. Without one, a table would stand last in a section or touch the next.
fn empty(height: i32) -> Paragraph {
    let spacing = LineSpacing::new().line(height).line_rule(LineSpacingType::Exact);
    Paragraph::new().style(names::of_role(Role::TableCell).id).line_spacing(spacing)
}

/// What a block is written together with.
#[derive(PartialEq, Eq)]
enum Kind {
    /// Nothing.
    Alone,
    /// The rest of 版头.
    Letterhead,
    /// The rest of its table.
    Table(u32),
    /// The rest of 版记.
    Imprint,
}

fn kind(block: &Block) -> Kind {
    match (block.cell, block.role) {
        (Some(cell), _) => Kind::Table(cell.table),
        (None, role) if letterhead::belongs(role) => Kind::Letterhead,
        (None, role) if imprint::belongs(role) => Kind::Imprint,
        _ => Kind::Alone,
    }
}

fn together(blocks: &[Block], placements: &[Placement], profile: &Profile) -> Vec<u8> {
    match blocks.first().map_or(Kind::Alone, kind) {
        Kind::Letterhead => letterhead::letterhead(blocks, placements, profile),
        Kind::Table(_) => table::table(blocks, placements, profile),
        Kind::Imprint => imprint::imprint(blocks, placements, profile),
        Kind::Alone => {
            blocks.iter().zip(placements).flat_map(|(block, placement)| paragraph(block, placement).build()).collect()
        }
    }
}
