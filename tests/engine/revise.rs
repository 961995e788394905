//! 改后稿: what a superior changed in the exported file comes back to the fields, and nothing else changes.

mod app;
mod both;
mod docx;
mod edits;
mod property;
mod said;
mod since;

use shuzhi::compose::compose;
use shuzhi::import::{Paragraph, Run, Source};
use shuzhi::model::{Block, Document, Draft, Item, Part};
use shuzhi::template::{Start, builtin, sample_draft};

use crate::support::{self, Result};

/// The file that `document` is exported as, as a reader reads it.
fn source_of(document: &Document) -> Source {
    let paragraph = |block: &Block| {
        let text = block.text();
        Paragraph {
            runs: vec![Run { len: text.len(), ..Run::default() }],
            text,
            cell: block.cell,
            ..Paragraph::default()
        }
    };
    Source { paragraphs: document.blocks.iter().map(paragraph).collect(), ..Source::default() }
}

/// The sample of the template `id`.
fn sample(id: &str) -> Result<Draft> {
    let template = builtin()?.into_iter().find(|template| template.id == id).ok_or("no such template")?;
    Ok(sample_draft(&template, Start { year: 2025, now: support::now(), ids: &mut support::ids() }))
}

/// The text of `draft` as it is printed.
fn text_of(draft: &Draft) -> String {
    compose(draft).text()
}

/// Calls `see` with each item of `parts`, those below others too.
fn each_item(parts: &[Part], see: &mut impl FnMut(&Item)) {
    fn of_items(items: &[Item], see: &mut impl FnMut(&Item)) {
        for item in items {
            see(item);
            of_items(&item.items, see);
        }
    }
    for part in parts {
        of_items(&part.items, see);
        each_item(&part.parts, see);
    }
}

/// The ids of all items.
fn ids_of(draft: &Draft) -> Vec<String> {
    let mut ids = Vec::new();
    each_item(&draft.parts, &mut |item| ids.push(item.id.clone()));
    ids
}

/// Calls `see` with each part.
fn each_part(parts: &[Part], see: &mut impl FnMut(&Part)) {
    for part in parts {
        see(part);
        each_part(&part.parts, see);
    }
}
