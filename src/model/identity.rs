//! A draft → the same with an id of its own for each item, table, figure and attachment. A file made by hand may lack some, or
//! have one twice; what is given then follows from the draft, so that a problem is the same one at each reading.

use std::collections::{HashMap, HashSet};

use sha2::{Digest, Sha256};

use super::{Draft, Item, Part, Table, is_blank};

/// Gives an id to what has none, and to all but the first of those that share one.
pub(crate) fn give_ids(draft: &mut Draft) {
    let mut count = Count::default();
    each(draft, &mut |id, _| count.note(id));
    let Count { all: mut taken, shared } = count;
    if !shared {
        return;
    }
    let report = draft.id.clone();
    let mut seen = HashSet::new();
    let mut alike: HashMap<(String, String), u32> = HashMap::new();
    each(draft, &mut |id, words| {
        if is_blank(id) || !seen.insert(id.clone()) {
            let nth = alike.entry((id.trim().into(), words.into())).or_default();
            loop {
                *nth += 1;
                let given = derived(&report, id.trim(), words, *nth);
                if taken.insert(given.clone()) {
                    *id = given;
                    break;
                }
            }
        }
    });
}

/// The ids of a draft.
#[derive(Default)]
struct Count {
    all: HashSet<String>,
    /// Whether one is missing or stands twice.
    shared: bool,
}

impl Count {
    fn note(&mut self, id: &str) {
        self.shared |= is_blank(id) || !self.all.insert(id.to_string());
    }
}

/// An id in the form of a UUID (version 8, RFC 9562) for the `nth` of those in `report` that share `id` and `words`: by its place
/// alone, one would take over the id of another when something before it is deleted.
fn derived(report: &str, id: &str, words: &str, nth: u32) -> String {
    let mut hash = Sha256::new();
    for text in [report, id, words] {
        hash.update(text.len().to_be_bytes());
        hash.update(text);
    }
    hash.update(nth.to_be_bytes());
    let mut hex: String = hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    for (at, with) in [(12, "8"), (16, "8")] {
        hex.replace_range(at..=at, with);
    }
    for at in [20, 16, 12, 8] {
        hex.insert(at, '-');
    }
    hex
}

/// Calls `give` with each id, and the words that its owner is known by.
fn each(draft: &mut Draft, give: &mut impl FnMut(&mut String, &str)) {
    draft.parts.iter_mut().for_each(|part| of_part(part, give));
    for figure in &mut draft.figures {
        give(&mut figure.id, &figure.name);
    }
    for attachment in &mut draft.elements.attachments.items {
        give(&mut attachment.id, &attachment.name);
        give(&mut attachment.table.id, &attachment.name);
    }
}

fn of_part(part: &mut Part, give: &mut impl FnMut(&mut String, &str)) {
    of_tables(&mut part.tables, give);
    part.items.iter_mut().for_each(|item| of_item(item, give));
    part.parts.iter_mut().for_each(|part| of_part(part, give));
}

fn of_item(item: &mut Item, give: &mut impl FnMut(&mut String, &str)) {
    let words = [&item.heading, &item.text, &item.body].into_iter().find(|text| !is_blank(text));
    give(&mut item.id, words.map_or("", String::as_str));
    of_tables(&mut item.tables, give);
    item.items.iter_mut().for_each(|item| of_item(item, give));
}

fn of_tables(tables: &mut [Table], give: &mut impl FnMut(&mut String, &str)) {
    for table in tables {
        give(&mut table.id, &table.title);
    }
}
