//! Each place leads back to its field: the text that an origin names, looked up in the draft.

use shuzhi::model::{Document, Draft, Item, Origin, Part, Table};

use crate::support::Result;

/// A range of a text within a field.
pub(super) fn lead_back(draft: &Draft, document: &Document) -> Result {
    for span in document.blocks.iter().flat_map(|block| &block.spans) {
        if span.text.is_empty() || span.text.chars().any(char::is_control) {
            return Err(format!("not a text of one line: {span:?}").into());
        }
        let Some(origin) = &span.origin else { continue };
        // The reporter's own byline may be composed: its field need not be in the template.
        let text = field(draft, origin).or((!span.literal).then_some("")).ok_or_else(|| format!("{origin:?}"))?;
        let units: Vec<u16> = text.encode_utf16().collect();
        let range = units.get(origin.start..origin.end).ok_or_else(|| format!("{origin:?} in {text:?}"))?;
        if span.literal && String::from_utf16(range)?.replace('\t', " ") != span.text {
            return Err(format!("{span:?} in {text:?}").into());
        }
    }
    Ok(())
}

/// The text that `origin` names.
fn field<'a>(draft: &'a Draft, origin: &Origin) -> Option<&'a str> {
    let name = origin.field.as_str();
    match (&origin.part, &origin.item) {
        (None, None) => of_elements(draft, name).or_else(|| draft.fields.get(name).map(String::as_str)),
        (None, Some(id)) => {
            let mut attachments = draft.elements.attachments.items.iter();
            let attachment = attachments.find(|one| one.id == *id || one.table.id == *id)?;
            match name {
                "name" if attachment.id == *id => Some(&attachment.name),
                "body" if attachment.id == *id => Some(&attachment.body),
                _ => of_table(&attachment.table, name).filter(|_| attachment.table.id == *id),
            }
        }
        (Some(part), item) => {
            let part = find(&draft.parts, part)?;
            match item {
                Some(id) => of_item(&part.items, &part.tables, id, name),
                None => match name {
                    "heading" => Some(&part.heading),
                    "lead" => Some(&part.lead),
                    "tail" => Some(&part.tail),
                    _ => None,
                },
            }
        }
    }
}

fn of_elements<'a>(draft: &'a Draft, name: &str) -> Option<&'a str> {
    let elements = &draft.elements;
    let (letterhead, imprint) = (&elements.letterhead, &elements.imprint);
    Some(match name.strip_prefix("elements.")? {
        "copy_number" => &letterhead.copy_number,
        "secrecy" => &letterhead.secrecy,
        "urgency" => &letterhead.urgency,
        "bodies" => &letterhead.bodies,
        "number" => &letterhead.number,
        "signers" => &letterhead.signers,
        "recipient" => &elements.recipient.text,
        "note" => &elements.note.text,
        "copies" => &imprint.copies,
        "issuer" => &imprint.issuer,
        "print_date" => &imprint.date,
        _ => return None,
    })
}

fn find<'a>(parts: &'a [Part], id: &str) -> Option<&'a Part> {
    parts.iter().find_map(|one| if one.id == id { Some(one) } else { find(&one.parts, id) })
}

fn of_item<'a>(items: &'a [Item], tables: &'a [Table], id: &str, name: &str) -> Option<&'a str> {
    if let Some(table) = tables.iter().find(|table| table.id == id) {
        return of_table(table, name);
    }
    items.iter().find_map(|item| {
        if item.id != id {
            return of_item(&item.items, &item.tables, id, name);
        }
        Some(match name {
            "heading" => &item.heading,
            "body" => &item.body,
            "text" => &item.text,
            "measure" => &item.measure,
            "result" => &item.result,
            "cause" => &item.cause,
            "owner" => &item.owner,
            "leader" => &item.leader,
            "goal" => &item.goal,
            "evidence" => &item.evidence,
            _ => return None,
        })
    })
}

fn of_table<'a>(table: &'a Table, name: &str) -> Option<&'a str> {
    let Some(place) = name.strip_prefix("cell:") else { return (name == "title").then_some(&table.title) };
    let (row, column) = place.split_once(':')?;
    table.rows.get(row.parse::<usize>().ok()?)?.get(column.parse::<usize>().ok()?).map(String::as_str)
}
