//! 沿用上年报告: what goes on, what does not, and that nothing is lost or doubled on the way.

mod bad;
mod chain;
mod commands;
mod last_year;
mod link;
mod offer;
pub(crate) mod report;
mod shapes;
mod whole;

use shuzhi::model::{Draft, Item, Part};
use shuzhi::template::PartKind;

/// The parts of `draft` of this kind, in their order.
pub(crate) fn parts(draft: &Draft, kind: PartKind) -> Vec<&Part> {
    fn collect<'a>(draft: &Draft, parts: &'a [Part], kind: PartKind, found: &mut Vec<&'a Part>) {
        for part in parts {
            if draft.template.content.part(&part.id).is_some_and(|part| part.kind == kind) {
                found.push(part);
            }
            collect(draft, &part.parts, kind, found);
        }
    }
    let mut found = Vec::new();
    collect(draft, &draft.parts, kind, &mut found);
    found
}

/// The items of the parts of this kind.
pub(crate) fn items(draft: &Draft, kind: PartKind) -> Vec<&Item> {
    parts(draft, kind).into_iter().flat_map(|part| &part.items).collect()
}

/// The first part of this kind, to be changed.
pub(crate) fn part_mut(draft: &mut Draft, kind: PartKind) -> &mut Part {
    fn find<'a>(parts: &'a mut [Part], id: &str) -> Option<&'a mut Part> {
        parts.iter_mut().find_map(|part| if part.id == id { Some(part) } else { find(&mut part.parts, id) })
    }
    let id = parts(draft, kind).first().expect("a part of this kind").id.clone();
    find(&mut draft.parts, &id).expect("the part")
}
