//! Where the text of an [`Origin`] lies in a draft.

use super::{Attachment, Draft, Item, Origin, Part, Table};

/// The text that `origin` names, whatever its range; a field of the draft that is not there yet is made. `None` for 版头 and 版记.
pub(crate) fn text_mut<'a>(draft: &'a mut Draft, origin: &Origin) -> Option<&'a mut String> {
    let field = origin.field.as_str();
    match (&origin.part, &origin.item) {
        (None, None) if field.starts_with("elements.") => element(draft, field),
        (None, None) => Some(draft.fields.entry(field.into()).or_default()),
        (None, Some(id)) => draft.elements.attachments.items.iter_mut().find_map(|one| of_attachment(one, id, field)),
        (Some(id), None) => {
            let part = part_mut(&mut draft.parts, id)?;
            match field {
                "heading" => Some(&mut part.heading),
                "lead" => Some(&mut part.lead),
                "tail" => Some(&mut part.tail),
                _ => None,
            }
        }
        (Some(part), Some(id)) => {
            let part = part_mut(&mut draft.parts, part)?;
            match part.tables.iter_mut().find(|table| table.id == *id) {
                Some(table) => of_table(table, field),
                None => part.items.iter_mut().find_map(|item| of_item(item, id, field)),
            }
        }
    }
}

/// The part `id`, at any depth.
pub(crate) fn part_mut<'a>(parts: &'a mut [Part], id: &str) -> Option<&'a mut Part> {
    parts.iter_mut().find_map(|part| if part.id == id { Some(part) } else { part_mut(&mut part.parts, id) })
}

fn element<'a>(draft: &'a mut Draft, field: &str) -> Option<&'a mut String> {
    let elements = &mut draft.elements;
    match field {
        "elements.recipient" => Some(&mut elements.recipient.text),
        "elements.note" => Some(&mut elements.note.text),
        _ => None,
    }
}

fn of_attachment<'a>(attachment: &'a mut Attachment, id: &str, field: &str) -> Option<&'a mut String> {
    if attachment.table.id == id && (field == "title" || field.starts_with("cell:")) {
        return of_table(&mut attachment.table, field);
    }
    match field {
        "name" if attachment.id == id => Some(&mut attachment.name),
        "body" if attachment.id == id => Some(&mut attachment.body),
        _ => None,
    }
}

fn of_item<'a>(item: &'a mut Item, id: &str, field: &str) -> Option<&'a mut String> {
    if item.id != id {
        if let Some(table) = item.tables.iter_mut().find(|table| table.id == id) {
            return of_table(table, field);
        }
        return item.items.iter_mut().find_map(|item| of_item(item, id, field));
    }
    match field {
        "heading" => Some(&mut item.heading),
        "body" => Some(&mut item.body),
        "text" => Some(&mut item.text),
        "measure" => Some(&mut item.measure),
        "result" => Some(&mut item.result),
        "cause" => Some(&mut item.cause),
        "owner" => Some(&mut item.owner),
        "leader" => Some(&mut item.leader),
        "goal" => Some(&mut item.goal),
        "evidence" => Some(&mut item.evidence),
        _ => None,
    }
}

fn of_table<'a>(table: &'a mut Table, field: &str) -> Option<&'a mut String> {
    let Some(place) = field.strip_prefix("cell:") else { return (field == "title").then_some(&mut table.title) };
    let (row, column) = place.split_once(':')?;
    let cells = table.rows.get_mut(row.parse::<usize>().ok()?)?;
    let column = column.parse::<usize>().ok()?;
    // A cell that a short row lacks is empty.
    while cells.len() <= column && column < super::table::MOST_COLUMNS {
        cells.push(String::new());
    }
    cells.get_mut(column)
}
