//! Where items and parts of a draft stand, on which lines they are printed, and what is linked to them.

use std::collections::HashMap;

use super::printed::Printed;
use crate::history::name;
use crate::model::{Draft, Item, Join, ListStyle, Numbering, Origin, Part, brief, is_blank};
use crate::template::PartKind;

/// How items below items are written where neither item nor part says.
const NESTED: ListStyle = ListStyle { numbering: Numbering::Series, run_in: true, join: Join::Sentences };

/// An item and where it stands.
#[derive(Debug, Clone)]
pub(super) struct ItemPlace<'a> {
    pub(super) item: &'a Item,
    pub(super) part: &'a Part,
    pub(super) kind: PartKind,
    /// The items it stands in, from the outermost in.
    pub(super) above: Vec<&'a str>,
    /// How the list is written that it stands in.
    pub(super) style: ListStyle,
    /// The lines it is printed on, with those of the items below it.
    pub(super) lines: Vec<usize>,
}

/// A part and where it stands.
#[derive(Debug, Clone)]
pub(super) struct PartPlace<'a> {
    pub(super) part: &'a Part,
    pub(super) above: Vec<&'a str>,
    /// The lines it is printed on, with those of the parts in it.
    pub(super) lines: Vec<usize>,
}

/// All items and parts of a draft.
#[derive(Debug, Default)]
pub(super) struct Places<'a> {
    pub(super) items: HashMap<&'a str, ItemPlace<'a>>,
    pub(super) parts: HashMap<&'a str, PartPlace<'a>>,
    /// The ids of the parts, in the order of the report.
    pub(super) order: Vec<&'a str>,
}

impl<'a> Places<'a> {
    pub(super) fn of(draft: &'a Draft, printed: &Printed) -> Places<'a> {
        let mut places = Places::default();
        places.add_parts(draft, &draft.parts, &[]);
        for (at, line) in printed.lines.iter().enumerate().take(printed.body) {
            for origin in line.segs.iter().filter_map(super::printed::Seg::origin) {
                let Some(part) = origin.part.as_deref().filter(|part| !printed.quoted.contains(*part)) else {
                    continue;
                };
                places.note(part, origin.item.as_deref(), at);
            }
        }
        places
    }

    fn add_parts(&mut self, draft: &'a Draft, parts: &'a [Part], above: &[&'a str]) {
        for part in parts {
            self.order.push(&part.id);
            self.parts.insert(&part.id, PartPlace { part, above: above.to_vec(), lines: Vec::new() });
            let kind = draft.template.content.part(&part.id).map_or(PartKind::Prose, |part| part.kind);
            self.add_items(part, kind, &part.items, part.style, &[]);
            self.add_parts(draft, &part.parts, &[above, &[part.id.as_str()]].concat());
        }
    }

    fn add_items(&mut self, part: &'a Part, kind: PartKind, items: &'a [Item], style: ListStyle, above: &[&'a str]) {
        for item in items {
            let place = ItemPlace { item, part, kind, above: above.to_vec(), style, lines: Vec::new() };
            self.items.insert(&item.id, place);
            let inner = [above, &[item.id.as_str()]].concat();
            self.add_items(part, kind, &item.items, nested_style(part, item), &inner);
        }
    }

    fn note(&mut self, part: &str, item: Option<&str>, at: usize) {
        let put = |lines: &mut Vec<usize>| {
            if lines.last() != Some(&at) {
                lines.push(at);
            }
        };
        let Some(place) = self.parts.get_mut(part) else { return };
        put(&mut place.lines);
        for above in place.above.clone() {
            self.parts.get_mut(above).into_iter().for_each(|place| put(&mut place.lines));
        }
        let Some(place) = item.and_then(|item| self.items.get_mut(item)) else { return };
        put(&mut place.lines);
        for above in place.above.clone() {
            self.items.get_mut(above).into_iter().for_each(|place| put(&mut place.lines));
        }
    }

    /// The item that `origin` belongs to.
    pub(super) fn item(&self, origin: &Origin) -> Option<&ItemPlace<'a>> {
        self.items.get(origin.item.as_deref()?)
    }

    /// Whether something stands in the report for the item: a problem that is answered, a plan for it, or that it answers one.
    pub(super) fn links(&self, id: &str) -> usize {
        let below = |place: &ItemPlace<'_>| place.item.id == id || place.above.contains(&id);
        let own: Vec<&ItemPlace<'_>> = self.items.values().filter(|place| below(place)).collect();
        let names = |other: &Item, one: &Item| {
            let named = [one.id.as_str(), one.problem_id()];
            other.answers.iter().chain(&other.explains).any(|id| named.contains(&id.as_str()))
                || [&other.problem, &other.recurs].into_iter().flatten().any(|id| *id == one.id)
        };
        let others = self.items.values().filter(|place| !below(place));
        let from_others = others.filter(|other| own.iter().any(|one| names(other.item, one.item))).count();
        let own_links = |item: &Item| {
            item.answers.len()
                + item.explains.len()
                + usize::from(item.problem.is_some())
                + usize::from(item.recurs.is_some())
        };
        from_others + own.iter().map(|place| own_links(place.item)).sum::<usize>()
    }
}

/// How the items below `item` are written.
pub(super) fn nested_style(part: &Part, item: &Item) -> ListStyle {
    item.style.or(part.nested).unwrap_or(NESTED)
}

/// A section of the form: its id and its name.
pub(super) fn section(draft: &Draft, part: Option<&str>, field: &str) -> (String, String) {
    let template = &draft.template.content;
    let asked = template.fields.iter().find(|one| one.id == field).map(|one| one.ask_in.as_str());
    match part.or(asked.filter(|part| !part.is_empty())) {
        Some(id) => {
            let part = crate::history::find(&draft.parts, id);
            (id.into(), part.map_or("", |part| name(template, part)).into())
        }
        None if field.starts_with("elements.") || matches!(field, "name" | "body") || field.starts_with("cell:") => {
            ("elements".into(), "版头、附件和版记".into())
        }
        None => ("basic".into(), "基本信息".into()),
    }
}

/// What an item is called in a sentence: the first words that it has.
pub(super) fn words_of(item: &Item) -> &str {
    let texts = [&item.heading, &item.text, &item.body, &item.measure];
    texts.into_iter().find(|text| !is_blank(text)).map_or("", String::as_str)
}

/// What is lost with an item that others are linked to; nothing where there are no `links`.
pub(super) fn links_note(links: usize, item: &Item) -> Option<String> {
    let words = brief(words_of(item));
    (links > 0).then(|| {
        format!(
            "“{words}”与别的内容有 {links} 处对应（上年问题、原因、整改或打算），删掉后这些对应就断了；确实不要再勾选"
        )
    })
}
