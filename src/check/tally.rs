//! Rule `nothing-counted` (没有可统计的整改): `{{整改统计}}` in a report that answers no earlier problem, where `共0项` would be printed.

use std::collections::HashSet;

use super::Finding;
use crate::compose::{TALLY, tally};
use crate::model::{Document, Draft};

/// A finding wherever the clause is typed, once however often it is printed.
pub(super) fn check(draft: &Draft, document: &Document) -> Vec<Finding> {
    let counted = tally(draft);
    if counted.total > 0 {
        return Vec::new();
    }
    let clause = counted.clause();
    let mut seen = HashSet::new();
    let spans = document.blocks.iter().flat_map(|block| &block.spans);
    let origins = spans.filter(|span| !span.literal && span.text == clause).filter_map(|span| span.origin.clone());
    let of = |origin| {
        let token = format!("{{{{{TALLY}}}}}");
        let message = format!("整改部分没有一条要印的，“{token}”会印成“{clause}”");
        let hint = "有整改的问题，写进整改部分；没有的，删去这句话";
        Finding::in_text("nothing-counted", origin, &token, message, hint)
    };
    origins
        .map(of)
        .filter(|one| seen.insert((one.part.clone(), one.item.clone(), one.field.clone(), one.start)))
        .collect()
}
