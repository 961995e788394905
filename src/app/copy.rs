//! A copy of a report for another reporter: the same words, but nothing in it is the same problem, item or figure.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::model::{Draft, Ids, Item, Part, is_blank};

/// The key of a draft that says for whom the report was written that it is a copy of.
const COPY: &str = "copy";

/// Makes `draft` a report of its own: new ids throughout, with the links between items kept; not carried from any report,
/// nothing marked as done, never exported, made from no file.
pub(super) fn renew(draft: &mut Draft, ids: &mut dyn Ids) {
    let mut renewed = Renewed { ids, new: BTreeMap::new() };
    draft.id = renewed.ids.next();
    draft.previous = None;
    draft.carried.clear();
    draft.done.clear();
    draft.extra.shift_remove(super::export::EXPORTS);
    draft.extra.shift_remove(super::import::IMPORTED);
    draft.extra.insert(COPY.into(), of_whom(draft));
    for figure in &mut draft.figures {
        renewed.id(&mut figure.id);
    }
    renewed.parts(&mut draft.parts);
}

/// Whether `draft` is a copy in which unit and reporter are still those of the report it was made of, so that nothing in the
/// list tells the two apart.
pub(super) fn is_like_its_original(draft: &Draft) -> bool {
    draft.extra.get(COPY).is_some_and(|of| *of == of_whom(draft))
}

fn of_whom(draft: &Draft) -> Value {
    let field = |id: &str| draft.fields.get(id).map_or("", String::as_str).trim();
    json!({ "unit": field("unit"), "reporter": field("reporter") })
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
            let links = item.problem.iter_mut().chain(&mut item.answers).chain(&mut item.explains);
            // What names nothing does not name one and the same problem.
            links.filter(|link| !is_blank(link)).for_each(|link| self.id(link));
            self.items(&mut item.items);
        }
    }
}
