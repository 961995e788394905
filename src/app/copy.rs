//! A copy of a report for another reporter: the same words, but nothing in it is the same problem, item or figure.

use std::collections::BTreeMap;

use crate::model::{Draft, Ids, Item, Part};

/// Makes `draft` a report of its own: new ids throughout, with the links between items kept; not carried from any report,
/// nothing marked as done, never exported.
pub(super) fn renew(draft: &mut Draft, ids: &mut dyn Ids) {
    let mut renewed = Renewed { ids, new: BTreeMap::new() };
    draft.id = renewed.ids.next();
    draft.previous = None;
    draft.done.clear();
    draft.extra.shift_remove(super::export::EXPORTS);
    for figure in &mut draft.figures {
        renewed.id(&mut figure.id);
    }
    renewed.parts(&mut draft.parts);
}

/// New ids by old ones, so that every link finds its target again.
struct Renewed<'a> {
    ids: &'a mut dyn Ids,
    new: BTreeMap<String, String>,
}

impl Renewed<'_> {
    fn id(&mut self, id: &mut String) {
        let ids = &mut *self.ids;
        *id = self.new.entry(id.clone()).or_insert_with(|| ids.next()).clone();
    }

    fn parts(&mut self, parts: &mut [Part]) {
        for part in parts {
            self.items(&mut part.items);
            self.parts(&mut part.parts);
        }
    }

    fn items(&mut self, items: &mut [Item]) {
        for item in items {
            self.id(&mut item.id);
            // The problem was named in another reporter's report; here it stands for itself.
            item.report = None;
            item.recurs = None;
            for link in item.problem.iter_mut().chain(&mut item.answers).chain(&mut item.explains) {
                self.id(link);
            }
            self.items(&mut item.items);
        }
    }
}
