//! A recognition → a draft of a template, ready for 沿用上年报告.

mod built;
mod fit;
mod frame;
mod leaf;
mod list;
mod notice;
mod propose;
mod quoted;
mod rectify;
mod table;
mod text;
mod tree;

use super::{Recognition, Source};
use crate::compose::compose;
use crate::model::{Draft, Part, Role};
use crate::template::{Shown, Start, Template, new_draft};
use built::{Builder, Built};

pub use notice::told;
pub use propose::{Proposal, propose};

/// A report with more parts than this is taken as plain text; no office writes one.
const MOST_PARTS: usize = 40;

/// The draft of what was recognised. Its copy of `template` is fitted to the report's own shape, so that nothing of it is lost
/// and composing the draft gives the report's text again.
#[must_use]
pub fn draft(source: &Source, recognition: &Recognition, template: &Template, start: Start<'_>) -> Draft {
    let Start { year, now, ids } = start;
    let mut draft = new_draft(template, Start { year, now, ids });
    let body = frame::fields(&mut draft, recognition);
    let mut root = tree::tree(source, &body);
    let closing = frame::closing(&mut root);
    let mut builder = Builder { ids };
    let mut built: Vec<Built> = Vec::new();
    let many = root.children.len() > MOST_PARTS;
    if !root.content.is_empty() || many {
        built.push(if many { builder.plain(&root, true) } else { builder.opening(&root) });
    }
    let nodes = if many { &[] } else { root.children.as_slice() };
    built.extend(nodes.iter().map(|node| builder.top(node)));
    let mut after = builder.closing(&closing);
    built.append(&mut after);
    let quoted = quoted::quoted(source, &body, &mut built, builder.ids);
    fit::fit(&mut draft, template, &mut built, quoted);
    // A part that would not be printed as it stands in the file is taken as plain text.
    let offset = usize::from(!root.content.is_empty() || many);
    let mut parts = std::mem::take(&mut draft.parts);
    let of_template =
        |part: &&Part| draft.template.content.part(&part.id).is_some_and(|part| part.shown == Shown::Quoted);
    let quoted: Vec<Part> = parts.iter().filter(of_template).cloned().collect();
    for (index, one) in built.iter().enumerate() {
        let Some(part) = parts.iter_mut().find(|part| part.id == one.part.id) else { continue };
        if prints(&mut draft, part, &quoted, &one.expected) {
            continue;
        }
        let node = if index < offset { Some(&root) } else { nodes.get(index - offset) };
        let Some(node) = node else { continue };
        let plain = Builder { ids }.plain(node, false);
        fit::replace(&mut draft, part, plain);
    }
    draft.parts = parts;
    draft
}

/// Whether `part` is printed as `expected`, white space aside. `quoted` holds what its items quote.
fn prints(draft: &mut Draft, part: &Part, quoted: &[Part], expected: &str) -> bool {
    draft.parts = quoted.iter().chain([part]).cloned().collect();
    let printed: String =
        compose(draft).blocks.iter().filter(|block| !is_frame(block.role)).map(crate::model::Block::text).collect();
    draft.parts.clear();
    text::letters(&printed) == text::letters(expected)
}

fn is_frame(role: Role) -> bool {
    role.is_frame()
        || matches!(
            role,
            Role::Title
                | Role::Byline
                | Role::DateLine
                | Role::Recipient
                | Role::Salutation
                | Role::Signature
                | Role::SignatureDate
        )
}
