//! The line of a report in the list, from its draft and view. The store keeps it; this is the one place that makes it.

use super::import::IMPORTED;
use super::view::{ELEMENTS, FIGURES};
use super::{SectionState, View, copy};
use crate::model::{Draft, clean};
use crate::store::Summary;

/// Whether `draft` was made from a file.
pub(super) fn is_imported(draft: &Draft) -> bool {
    draft.extra.contains_key(IMPORTED)
}

/// What the list shows of `draft`, whose composed view is `view`. Sections that are left out, and those that no report must have, do not
/// count; nor do those of an imported report, which was finished elsewhere, until one is marked as done. A copy says that it is one, until it has a unit or reporter of its own.
#[must_use]
pub fn summary(draft: &Draft, view: &View) -> Summary {
    let field = |id: &str| draft.fields.get(id).map(|value| clean(value).trim().replace('\n', " ")).unwrap_or_default();
    let sections =
        || view.sections.iter().filter(|section| !section.left_out && section.id != ELEMENTS && section.id != FIGURES);
    let done = sections().filter(|section| section.state == SectionState::Done).count();
    let total = if is_imported(draft) && done == 0 { 0 } else { sections().count() };
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let mark = if copy::is_like_its_original(draft) { "（副本）" } else { "" };
    Summary {
        title: format!("{}{mark}", view.document.title),
        unit: field("unit"),
        reporter: field("reporter"),
        year: draft.year,
        parts_done: count(done),
        parts_total: count(total),
        placeholders: view.placeholders,
    }
}
