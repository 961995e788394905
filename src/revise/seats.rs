//! Where the parts, items and tables of a draft stand, by their ids.

use std::collections::HashMap;

use super::pairing::{Pairs, Texts, pair};
use crate::history::in_order;
use crate::model::{Draft, Item, Part, Table};

/// An item and the list it stands in.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seat<'a> {
    pub(super) item: &'a Item,
    pub(super) part: &'a str,
    /// The item that it stands in.
    pub(super) parent: Option<&'a str>,
}

/// All of a draft.
#[derive(Default)]
pub(super) struct Seats<'a> {
    pub(super) items: HashMap<&'a str, Seat<'a>>,
    pub(super) parts: HashMap<&'a str, &'a Part>,
    /// The parts that stand beside a part, itself among them.
    beside: HashMap<&'a str, &'a [Part]>,
    /// The tables, with the part that each stands in; an attachment's stands in none.
    pub(super) tables: HashMap<&'a str, (&'a Table, Option<&'a str>)>,
    top: &'a [Part],
}

impl<'a> Seats<'a> {
    pub(super) fn of(draft: &'a Draft) -> Seats<'a> {
        let mut seats = Seats { top: &draft.parts, ..Seats::default() };
        seats.add_parts(&draft.parts);
        for one in &draft.elements.attachments.items {
            seats.tables.insert(&one.table.id, (&one.table, None));
        }
        seats
    }

    fn add_parts(&mut self, parts: &'a [Part]) {
        for part in parts {
            self.parts.insert(&part.id, part);
            self.beside.insert(&part.id, parts);
            self.tables.extend(part.tables.iter().map(|table| (table.id.as_str(), (table, Some(part.id.as_str())))));
            self.add_items(&part.id, None, &part.items);
            self.add_parts(&part.parts);
        }
    }

    fn add_items(&mut self, part: &'a str, parent: Option<&'a str>, items: &'a [Item]) {
        for item in items {
            self.items.insert(&item.id, Seat { item, part, parent });
            self.tables.extend(item.tables.iter().map(|table| (table.id.as_str(), (table, Some(part)))));
            self.add_items(part, Some(&item.id), &item.items);
        }
    }

    /// The items below `parent`, or of the part itself.
    pub(super) fn list(&self, part: &str, parent: Option<&str>) -> &'a [Item] {
        match parent {
            Some(parent) => self.items.get(parent).map_or(&[], |seat| &seat.item.items),
            None => self.parts.get(part).map_or(&[], |part| &part.items),
        }
    }

    /// The parts beside a part.
    pub(super) fn beside(&self, part: &str) -> &'a [Part] {
        self.beside.get(part).copied().unwrap_or(self.top)
    }
}

/// Whether `id` does not keep its order among the ids that both lists have.
pub(super) fn is_moved(before: &[&str], now: &[&str], id: &str) -> bool {
    let common: Vec<(&str, usize)> =
        before.iter().filter_map(|id| Some((*id, now.iter().position(|other| other == id)?))).collect();
    let stay = in_order(&common.iter().map(|(_, place)| *place).collect::<Vec<_>>());
    common.iter().position(|(other, _)| *other == id).is_some_and(|at| !stay.contains(&at))
}

/// Which of `now` a new one comes behind that came behind `after` in `before`: the next one before it that is still there.
pub(super) fn behind<'a>(before: &[&'a str], now: &[&str], after: Option<&str>) -> Option<&'a str> {
    let at = before.iter().position(|id| Some(*id) == after)?;
    before.get(..=at)?.iter().rev().find(|id| now.contains(id)).copied()
}

/// Whether `id` stands in `now` where it is to stand, behind `after`: what was put in between since does not count.
pub(super) fn is_there(before: &[&str], now: &[&str], id: &str, after: Option<&str>) -> bool {
    let Some(at) = now.iter().position(|other| *other == id) else { return false };
    now.get(..at).unwrap_or_default().iter().rev().find(|other| before.contains(other)).copied() == after
}

/// Which rows of a table became which; `None` when its columns are others now.
pub(super) fn rows(before: &Table, now: &Table) -> Option<Pairs> {
    let columns = |table: &Table| table.rows.iter().map(Vec::len).max().unwrap_or(0);
    if columns(before) != columns(now) {
        return None;
    }
    let texts = |table: &Table| table.rows.iter().map(|row| row.join("，")).collect::<Vec<_>>();
    let (old, new) = (texts(before), texts(now));
    let (old, new): (Vec<&str>, Vec<&str>) =
        (old.iter().map(String::as_str).collect(), new.iter().map(String::as_str).collect());
    Some(pair(&Texts { old: &old, new: &new, may_be: &|_, _| true, must_be: &|_, _| false }))
}
