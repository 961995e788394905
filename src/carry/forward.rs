//! An earlier report → the next year's draft, or what a draft lacks that was carried from it already.

use std::collections::{HashMap, HashSet};

use super::Choice;
use super::left::{Left, left};
use super::place::{mentioned, put, rectification_part, write_rectification};
use super::shape::reshape;
use crate::model::{
    Attachment, AttachmentKind, Draft, Elements, Figure, Ids, Item, LayoutChoice, Part, is_blank, part_mut,
};
use crate::template::{Carry, FieldType, PartKind, Start, Template, TemplatePart, new_draft};

/// The report that follows `from` in the year of `start`, with the problems of `choice`. It begins with `template` where a
/// newer one is given, else with the one that `from` holds.
#[must_use]
pub fn carry(from: &Draft, choice: &Choice, template: Option<&Template>, start: Start<'_>) -> Draft {
    let Start { year, now, ids } = start;
    let mut draft = new_draft(template.unwrap_or(&from.template.content), Start { year, now, ids });
    if template.is_none() {
        draft.template = from.template.clone();
    }
    draft.previous = Some(from.id.clone());
    reshape(&mut draft, from);
    fields(&mut draft, from);
    let mut copied = Copied { ids, new: HashMap::new() };
    copied.parts(&mut draft, from);
    draft.layout = LayoutChoice { review: None, ..from.layout.clone() };
    draft.elements = elements(from, copied.ids);
    take_in(&mut draft, from, choice, ids);
    if rectification_part(&draft).is_some_and(|id| has_items(&draft.parts, id)) {
        write_rectification(&mut draft);
    }
    draft
}

/// What [`take_in`] found lacking.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Taken {
    /// Problems that the report answers now, or says why it does not.
    pub problems: usize,
    /// Figures.
    pub figures: usize,
    /// Problems that it only knows of now.
    pub listed: usize,
}

impl Taken {
    /// Whether anything was lacking.
    #[must_use]
    pub fn any(self) -> bool {
        self != Taken::default()
    }
}

/// Takes into `draft` what it lacks of `from`: problems by their ids, figures by theirs. Nothing else in it is changed.
pub fn take_in(draft: &mut Draft, from: &Draft, choice: &Choice, ids: &mut dyn Ids) -> Taken {
    let figures: HashSet<String> = draft.figures.iter().map(|figure| figure.id.clone()).collect();
    let names: HashSet<String> = draft.figures.iter().map(|figure| figure.name.trim().to_string()).collect();
    let new = |figure: &&Figure| !figures.contains(&figure.id) && !names.contains(figure.name.trim());
    let lacking: Vec<Figure> = from.figures.iter().filter(new).map(|figure| last_year(figure, from.year)).collect();
    let listed: HashSet<String> = draft.carried.iter().map(|carried| carried.problem.clone()).collect();
    let there = mentioned(draft);
    let mut taken = Taken { figures: lacking.len(), ..Taken::default() };
    draft.figures.extend(lacking);
    let mut items = Vec::new();
    for Left { carried, item } in left(from).problems {
        let takes = choice.takes(&carried.problem) && !there.contains(&carried.problem);
        if takes {
            let waived = choice.reason(&carried.problem).to_string();
            items.push(Item { id: ids.next(), waived, ..item });
        }
        if !listed.contains(&carried.problem) {
            draft.carried.push(carried);
            taken.listed += usize::from(!takes);
        }
    }
    taken.problems = items.len();
    put(draft, items);
    taken
}

fn last_year(figure: &Figure, year: Option<i32>) -> Figure {
    let filled = !is_blank(&figure.value);
    Figure {
        value: String::new(),
        last: if filled { figure.value.clone() } else { String::new() },
        last_year: year.filter(|_| filled),
        ..figure.clone()
    }
}

fn has_items(parts: &[Part], id: &str) -> bool {
    parts.iter().any(|part| (part.id == id && !part.items.is_empty()) || has_items(&part.parts, id))
}

fn fields(draft: &mut Draft, from: &Draft) {
    for field in draft.template.content.fields.iter().filter(|field| field.carry == Carry::Copy) {
        let Some(value) = from.fields.get(&field.id) else { continue };
        if field.kind != FieldType::Choice || field.options.contains(value) {
            draft.fields.insert(field.id.clone(), value.clone());
        }
    }
}

/// What does not belong to one year alone.
fn elements(from: &Draft, ids: &mut dyn Ids) -> Elements {
    let mut elements = Elements {
        letterhead: from.elements.letterhead.clone(),
        recipient: from.elements.recipient.clone(),
        imprint: from.elements.imprint.clone(),
        ..Elements::default()
    };
    elements.letterhead.number.clear();
    elements.letterhead.copy_number.clear();
    elements.imprint.date.clear();
    let ledgers = from.elements.attachments.items.iter().filter(|one| one.kind == AttachmentKind::Ledger);
    elements.attachments.items = ledgers.map(|one| Attachment { id: ids.next(), ..one.clone() }).collect();
    elements.attachments.on = from.elements.attachments.on && !elements.attachments.items.is_empty();
    elements
}

/// Texts that are the same each year, with new ids.
struct Copied<'a> {
    ids: &'a mut dyn Ids,
    /// New ids by old ones.
    new: HashMap<String, String>,
}

impl Copied<'_> {
    fn parts(&mut self, draft: &mut Draft, from: &Draft) {
        fn copied<'a>(parts: &'a [TemplatePart], found: &mut Vec<&'a TemplatePart>) {
            for part in parts {
                found.extend((part.carry == Carry::Copy).then_some(part));
                copied(&part.parts, found);
            }
        }
        fn old<'a>(parts: &'a [Part], id: &str) -> Option<&'a Part> {
            parts.iter().find_map(|part| if part.id == id { Some(part) } else { old(&part.parts, id) })
        }
        let Draft { template, parts, .. } = draft;
        let mut templates = Vec::new();
        copied(&template.content.parts, &mut templates);
        for template in &templates {
            let (Some(old), Some(part)) = (old(&from.parts, &template.id), part_mut(parts, &template.id)) else {
                continue;
            };
            part.lead.clone_from(&old.lead);
            part.tail.clone_from(&old.tail);
            part.tables.clone_from(&old.tables);
            part.tables.iter_mut().for_each(|table| table.id = self.ids.next());
            // The problems of earlier years go on by the choice of the user.
            if template.kind != PartKind::Rectification {
                part.items.clone_from(&old.items);
                self.items(&mut part.items);
            }
        }
        for template in templates {
            if let Some(part) = part_mut(parts, &template.id) {
                self.link(&mut part.items);
            }
        }
    }

    fn items(&mut self, items: &mut [Item]) {
        for item in items {
            let id = self.ids.next();
            self.new.insert(std::mem::replace(&mut item.id, id.clone()), id);
            item.tables.iter_mut().for_each(|table| table.id = self.ids.next());
            self.items(&mut item.items);
        }
    }

    /// Links lead to what was copied along, or to the problem that goes on.
    fn link(&self, items: &mut [Item]) {
        for item in items {
            for links in [&mut item.answers, &mut item.explains] {
                for link in links.iter_mut() {
                    if let Some(new) = self.new.get(link) {
                        link.clone_from(new);
                    }
                }
            }
            self.link(&mut item.items);
        }
    }
}
