//! Draft → document: numbers, patterns and punctuation made by the program, everything else as typed, each stretch of text
//! with the field it came from. Pure; it knows roles, not faces.

mod date;
mod elements;
mod head;
mod ledger;
mod part;
mod table;
mod tally;
mod text;
mod writer;

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Block, Document, Draft, Part, Place, Role, is_blank};
use crate::template::{Shown, Start, Template, TemplatePart, sample_draft};

pub use date::{date_in_words, full_date, is_full_date, is_impossible_date, last_day};
pub(crate) use elements::is_unused;
pub(crate) use head::is_end_punctuation;
pub(crate) use ledger::{linked_text, notes_in_words, source_in_words};
pub use part::is_asked;
pub(crate) use part::{has_text, is_awaited, is_empty, is_printed};
pub(crate) use table::columns;
pub use tally::{TALLY, Tally, tally};
pub(crate) use text::Values;

/// The name in `{{ }}` that stands for last year's problems that a work item answers.
pub const LAST_YEARS_PROBLEMS: &str = "上年问题";

/// A composed draft with what the form shows of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Composition {
    /// The document.
    pub document: Document,
    /// The number of each part (by part id) and item (by item id) as printed.
    pub numbers: BTreeMap<String, String>,
    /// The text of each part (by part id, without its sub-parts) and item (by item id, with the items below), generated
    /// text included.
    pub texts: BTreeMap<String, String>,
    /// The title when none is typed.
    pub title: String,
    /// The byline when none is typed.
    pub byline: String,
}

/// Composes `draft`.
#[must_use]
pub fn compose(draft: &Draft) -> Document {
    compose_all(draft).document
}

/// Composes `draft`, with numbers and texts for the form.
#[must_use]
pub fn compose_all(draft: &Draft) -> Composition {
    let head = head::Head::of(draft);
    let mut writer = writer::Writer::new(draft);
    elements::write_letterhead(&mut writer);
    head.write(&mut writer, place(draft));
    part::write_parts(&mut writer);
    elements::write_attachment_notes(&mut writer);
    if place(draft) == Place::End {
        head.write_signature(&mut writer);
    }
    elements::write_note(&mut writer);
    elements::write_attachments(&mut writer);
    elements::write_imprint(&mut writer);
    let (blocks, numbers, texts) = writer.finish();
    let field = |id: &str| draft.fields.get(id).map(|value| value.trim()).filter(|value| !is_blank(value));
    Composition {
        document: Document {
            title: blocks.iter().filter(|block| block.role == Role::Title).map(Block::text).collect(),
            creator: field("reporter").or(field("unit")).unwrap_or("述职").to_string(),
            created: draft.created,
            modified: draft.modified,
            names: crate::title::names(draft).into_iter().map(String::from).collect(),
            blocks,
        },
        numbers,
        texts,
        title: head.composed_title,
        byline: head.composed_byline,
    }
}

/// The title of `draft` when none is typed.
#[must_use]
pub fn composed_title(draft: &Draft) -> String {
    head::Head::of(draft).composed_title
}

/// The example of one part of the draft's template, composed as it would be printed.
#[must_use]
pub fn example(draft: &Draft, part: &str) -> Vec<Block> {
    let template: &Template = &draft.template.content;
    let mut count = 0;
    let mut ids = || {
        count += 1;
        format!("example-{count}")
    };
    let year = draft.year.unwrap_or_default();
    let mut sample = sample_draft(template, Start { year, now: draft.created, ids: &mut ids });
    print_here(&mut sample.template.content.parts, part);
    sample.fields.extend(
        draft.fields.iter().filter(|(_, value)| !value.is_empty()).map(|(id, value)| (id.clone(), value.clone())),
    );
    part_blocks(&sample, part)
}

/// The paragraphs of one part of `draft` with the parts in it, as printed in the text; of its tables all cells.
#[must_use]
pub fn part_blocks(draft: &Draft, part: &str) -> Vec<Block> {
    fn family<'a>(parts: &'a [Part], wanted: &str, inside: bool, out: &mut BTreeSet<&'a str>) {
        for part in parts {
            let inside = inside || part.id == wanted;
            if inside {
                out.insert(&part.id);
            }
            family(&part.parts, wanted, inside, out);
        }
    }
    let mut wanted = BTreeSet::new();
    family(&draft.parts, part, false, &mut wanted);
    let from_part = |block: &Block| {
        let mut origins = block.spans.iter().filter_map(|span| span.origin.as_ref()?.part.as_deref());
        origins.any(|part| wanted.contains(part))
    };
    let mut blocks = compose(draft).blocks;
    // What an attachment lists of a part stands in the part already.
    blocks.truncate(blocks.iter().position(|block| block.role == Role::AttachmentLabel).unwrap_or(blocks.len()));
    let table = |block: &Block| block.cell.map(|cell| cell.table);
    let tables: BTreeSet<u32> = blocks.iter().filter(|block| from_part(block)).filter_map(table).collect();
    blocks.retain(|block| from_part(block) || table(block).is_some_and(|table| tables.contains(&table)));
    blocks
}

/// A part that is only quoted elsewhere shows its example all the same.
fn print_here(parts: &mut [TemplatePart], id: &str) {
    for part in parts {
        if part.id == id {
            part.shown = Shown::Here;
        }
        print_here(&mut part.parts, id);
    }
}

fn place(draft: &Draft) -> Place {
    let own = draft.layout.content.as_ref().filter(|own| own.id == draft.layout.profile);
    let of_profile = own.and_then(|own| own.byline);
    draft.layout.byline.or(of_profile).unwrap_or(draft.template.content.settings.byline)
}
