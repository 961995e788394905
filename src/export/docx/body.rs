//! The document's blocks in their order: paragraphs, and what several blocks make up together.

use docx_rs::{BuildXML, Document as Tree, Paragraph};

use super::paragraph::paragraph;
use super::section::section;
use super::{imprint, letterhead, names, table};
use crate::model::{Block, Document, Role};
use crate::profile::{Placement, Profile, placements};

/// `word/document.xml`, as docx-rs writes it.
///
/// A paragraph of docx-rs takes kilobytes of memory; each is written and dropped before the next is built, so that a long
/// report costs no more time a paragraph than a short one.
pub(super) fn document(document: &Document, profile: &Profile) -> Vec<u8> {
    let frame = Tree::new().default_section_property(section(profile)).build();
    // The section's properties stand behind all paragraphs.
    let end = frame.windows(SECTION.len()).position(|window| window == SECTION).unwrap_or(frame.len());
    let (head, tail) = frame.split_at(end);
    let mut xml = head.to_vec();
    let placements = placements(document, profile);
    let mut rest = placements.as_slice();
    for blocks in document.blocks.chunk_by(|before, after| kind(before) == kind(after) && kind(before) != Kind::Alone) {
        let (here, after) = rest.split_at(blocks.len().min(rest.len()));
        rest = after;
        xml.extend(together(blocks, here, profile));
    }
    if document.blocks.is_empty() {
        // Word has no document without a paragraph.
        xml.extend(Paragraph::new().style(names::of_role(Role::Paragraph).id).build());
    }
    xml.extend(tail);
    xml
}

/// How the section's properties begin.
const SECTION: &[u8] = b"<w:sectPr";

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
