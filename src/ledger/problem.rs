//! Which problem an item is about, and in what words.

use std::collections::HashMap;

use crate::compose::is_end_punctuation;
use crate::model::{Draft, Item, Part, is_blank, is_line_end, one_line};
use crate::template::PartKind;

/// The problems that `draft` is the first to name, by their ids.
pub(crate) fn own_problems(draft: &Draft) -> HashMap<&str, &Item> {
    fn collect<'a>(draft: &'a Draft, parts: &'a [Part], own: &mut HashMap<&'a str, &'a Item>) {
        for part in parts {
            if draft.template.content.part(&part.id).is_some_and(|part| part.kind == PartKind::Problem) {
                own.extend(part.items.iter().map(|item| (item.id.as_str(), item)));
            }
            collect(draft, &part.parts, own);
        }
    }
    let mut own = HashMap::new();
    collect(draft, &draft.parts, &mut own);
    for carried in &draft.carried {
        own.remove(carried.problem.as_str());
    }
    own
}

/// The earlier problem that a rectification item answers. One of the report's `own` is none, which only a file changed by hand
/// says: the item stands for itself beside it, so that neither hides the other.
pub(crate) fn answered_problem<'a>(item: &'a Item, own: &HashMap<&str, &Item>) -> &'a str {
    match item.problem_id() {
        id if own.contains_key(id) => &item.id,
        id => id,
    }
}

/// A problem's wording in one line without end punctuation: its heading, or else the first sentence of its text.
#[must_use]
pub fn wording(item: &Item) -> String {
    let heading = without_end(&item.heading);
    if !heading.is_empty() {
        return heading;
    }
    let line = item.body.split(is_line_end).find(|line| !is_blank(line)).unwrap_or_default();
    without_end(line.split_inclusive(['。', '！', '？', '；']).next().unwrap_or_default())
}

/// `text` in one line without blanks and punctuation at its end; a question or a call stays one.
pub(super) fn without_end(text: &str) -> String {
    let is_end = |c: char| c.is_whitespace() || (is_end_punctuation(c) && !matches!(c, '！' | '？' | '!' | '?' | '…'));
    one_line(text).trim_end_matches(is_end).to_string()
}
