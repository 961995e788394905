//! The lists of items and the tables of a draft, to be changed.

use crate::model::{Draft, Item, Part, Table, part_mut};

/// The list of items that `parent` heads in the part `part`, or the part's own.
pub(super) fn list_mut<'a>(draft: &'a mut Draft, part: &str, parent: Option<&str>) -> Option<&'a mut Vec<Item>> {
    let part = part_mut(&mut draft.parts, part)?;
    match parent {
        None => Some(&mut part.items),
        Some(parent) => below(&mut part.items, parent),
    }
}

fn below<'a>(items: &'a mut [Item], id: &str) -> Option<&'a mut Vec<Item>> {
    items.iter_mut().find_map(|item| if item.id == id { Some(&mut item.items) } else { below(&mut item.items, id) })
}

/// Takes the item `id` out of wherever it stands.
pub(super) fn take_item(parts: &mut [Part], id: &str) -> Option<Item> {
    fn of_items(items: &mut Vec<Item>, id: &str) -> Option<Item> {
        if let Some(at) = items.iter().position(|item| item.id == id) {
            return Some(items.remove(at));
        }
        items.iter_mut().find_map(|item| of_items(&mut item.items, id))
    }
    parts.iter_mut().find_map(|part| of_items(&mut part.items, id).or_else(|| take_item(&mut part.parts, id)))
}

/// The table `id`, wherever it stands.
pub(super) fn table_mut<'a>(draft: &'a mut Draft, id: &str) -> Option<&'a mut Table> {
    fn of_items<'a>(items: &'a mut [Item], id: &str) -> Option<&'a mut Table> {
        items.iter_mut().find_map(|item| match item.tables.iter_mut().find(|table| table.id == id) {
            Some(table) => Some(table),
            None => of_items(&mut item.items, id),
        })
    }
    fn of_parts<'a>(parts: &'a mut [Part], id: &str) -> Option<&'a mut Table> {
        parts.iter_mut().find_map(|part| {
            let Part { tables, items, parts, .. } = part;
            let own = tables.iter_mut().find(|table| table.id == id).or_else(|| of_items(items, id));
            own.or_else(|| of_parts(parts, id))
        })
    }
    let attachments = &mut draft.elements.attachments.items;
    match attachments.iter_mut().find(|one| one.table.id == id) {
        Some(attachment) => Some(&mut attachment.table),
        None => of_parts(&mut draft.parts, id),
    }
}
