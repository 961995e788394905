//! A draft and the changes that are accepted → the draft with them. Texts first, by their places; then rows, items and parts, which
//! move no text within a field.

use std::collections::{BTreeMap, HashSet};

use super::lists::{list_mut, table_mut, take_item};
use super::shift::STRUCK;
use super::types::{Change, Op, Revision};
use crate::model::{Draft, Item, Origin, Part, Table, give_ids, is_blank, part_mut, text_mut};

/// `draft` with the changes of `revision` whose ids are `accepted`; `draft` is the one that they are for. What cannot be merged
/// changes nothing. New items get ids that follow from the draft and their words; links to an item that goes away go with it.
#[must_use]
pub fn merged(draft: &Draft, revision: &Revision, accepted: &[u32]) -> Draft {
    let accepted: HashSet<u32> = accepted.iter().copied().collect();
    applied(draft, revision.changes.iter().filter(|change| accepted.contains(&change.id)))
}

/// `draft` with `changes`.
pub(super) fn applied<'a>(draft: &Draft, changes: impl Iterator<Item = &'a Change>) -> Draft {
    let ops: Vec<&Op> = changes.flat_map(|change| &change.ops).collect();
    let mut draft = draft.clone();
    write(&mut draft, &ops);
    rows(&mut draft, &ops);
    for op in &ops {
        match op {
            Op::Figure { id, value } => {
                let figure = draft.figures.iter_mut().find(|figure| figure.id == *id);
                figure.into_iter().for_each(|figure| figure.value.clone_from(value));
            }
            Op::Move { item, part, parent, after } => {
                put_item(&mut draft, item, part, parent.as_deref(), after.as_deref())
            }
            Op::MovePart { part, after } => move_part(&mut draft.parts, part, after.as_deref()),
            Op::LeaveOut { part } => {
                part_mut(&mut draft.parts, part).into_iter().for_each(|part| part.left_out = true);
            }
            _ => {}
        }
    }
    // From the last, so that several behind one item keep their order.
    for op in ops.iter().rev() {
        if let Op::Add { part, parent, after, item } = op
            && let Some(list) = list_mut(&mut draft, part, parent.as_deref())
        {
            let at = place_after(list, after.as_deref());
            list.insert(at, item.as_ref().clone());
        }
    }
    remove(&mut draft, &ops);
    if ops.iter().any(|op| matches!(op, Op::Add { .. })) {
        give_ids(&mut draft);
    }
    draft
}

fn place_after(list: &[Item], after: Option<&str>) -> usize {
    match after {
        None => 0,
        Some(after) => list.iter().position(|item| item.id == after).map_or(list.len(), |at| at + 1),
    }
}

fn put_item(draft: &mut Draft, id: &str, part: &str, parent: Option<&str>, after: Option<&str>) {
    if list_mut(draft, part, parent).is_none() {
        return;
    }
    let Some(item) = take_item(&mut draft.parts, id) else { return };
    if let Some(list) = list_mut(draft, part, parent) {
        let at = place_after(list, after);
        list.insert(at, item);
    }
}

fn move_part(parts: &mut Vec<Part>, id: &str, after: Option<&str>) {
    let Some(at) = parts.iter().position(|part| part.id == id) else {
        return parts.iter_mut().for_each(|part| move_part(&mut part.parts, id, after));
    };
    let part = parts.remove(at);
    let to = after.and_then(|after| parts.iter().position(|part| part.id == after)).map_or(0, |at| at + 1);
    parts.insert(to, part);
}

/// The edits of one text: begin, end, rank among those with the same beginning, text.
type Edit = (usize, usize, u8, String);

/// Part, item and name of a text.
type Field<'a> = (Option<&'a str>, Option<&'a str>, &'a str);

fn write(draft: &mut Draft, ops: &[&Op]) {
    let mut fields: BTreeMap<Field<'_>, (Origin, Vec<Edit>)> = BTreeMap::new();
    let mut closed: HashSet<(Field<'_>, usize)> = HashSet::new();
    for op in ops {
        let (at, edit) = match op {
            Op::Write { at, text } => (at, (at.start, at.end, 0, text.clone())),
            Op::Strike { at } => (at, (at.start, at.end, 0, STRUCK.to_string())),
            Op::Append { at, close, line } => {
                let place = ((at.part.as_deref(), at.item.as_deref(), at.field.as_str()), at.end);
                let close = if closed.insert(place) { close.as_str() } else { "" };
                (at, (at.end, at.end, 2, format!("{close}\n{line}")))
            }
            Op::Prepend { at, line } => (at, (at.start, at.start, 1, format!("{line}\n"))),
            _ => continue,
        };
        let key = (at.part.as_deref(), at.item.as_deref(), at.field.as_str());
        fields.entry(key).or_insert_with(|| (at.clone(), Vec::new())).1.push(edit);
    }
    for (at, edits) in fields.into_values() {
        if let Some(text) = text_mut(draft, &at) {
            *text = edited(text, edits);
        }
    }
}

/// `text` with `edits`; of two that overlap the first one counts.
fn edited(text: &str, mut edits: Vec<Edit>) -> String {
    // What is put in before a range comes before it, what is put in after one before what comes next.
    edits.sort_by_key(|(start, end, rank, _)| {
        (*start, if *rank == 2 { 0 } else { 1 }, if *rank == 1 { 0 } else { 1 }, *end)
    });
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for (start, end, _, with) in edits {
        if start < at {
            continue;
        }
        out.push_str(&String::from_utf16_lossy(units.get(at..start.min(units.len())).unwrap_or_default()));
        out.push_str(&with);
        at = end.max(start).min(units.len());
    }
    out.push_str(&String::from_utf16_lossy(units.get(at..).unwrap_or_default()));
    if !out.contains(STRUCK) {
        return out;
    }
    let lines = out.split('\n').filter(|line| !(line.contains(STRUCK) && is_blank(&line.replace(STRUCK, ""))));
    lines.collect::<Vec<_>>().join("\n").replace(STRUCK, "")
}

fn rows(draft: &mut Draft, ops: &[&Op]) {
    let mut rows: Vec<(&str, usize, Option<&Vec<String>>)> = ops
        .iter()
        .filter_map(|op| match op {
            Op::AddRow { table, after, cells } => Some((table.as_str(), *after, Some(cells))),
            Op::RemoveRow { table, row } => Some((table.as_str(), *row, None)),
            _ => None,
        })
        .collect();
    rows.reverse();
    // From the last row on, and what comes behind a row before the row itself, so that the numbers hold.
    rows.sort_by_key(|(_, row, cells)| (std::cmp::Reverse(*row), cells.is_none()));
    for (table, row, cells) in rows {
        let Some(table) = table_mut(draft, table) else { continue };
        match cells {
            Some(cells) => table.rows.insert((row + 1).min(table.rows.len()), cells.clone()),
            None if row < table.rows.len() => drop(table.rows.remove(row)),
            None => {}
        }
    }
}

fn remove(draft: &mut Draft, ops: &[&Op]) {
    let mut gone = Vec::new();
    for op in ops {
        match op {
            Op::Remove { item } => gone.extend(take_item(&mut draft.parts, item)),
            Op::RemoveTable { table } => {
                draft.parts.iter_mut().for_each(|part| drop_table(part, table));
                if let Some(table) = table_mut(draft, table) {
                    *table = Table { id: table.id.clone(), ..Table::default() };
                }
            }
            _ => {}
        }
    }
    let mut ids = HashSet::new();
    gone.iter().for_each(|item| problems(item, &mut ids));
    let mut left = HashSet::new();
    draft.parts.iter().for_each(|part| each(part, &mut |item| problems(item, &mut left)));
    ids.retain(|id| !left.contains(id));
    if !ids.is_empty() {
        draft.parts.iter_mut().for_each(|part| unlink(part, &ids));
    }
}

fn drop_table(part: &mut Part, id: &str) {
    fn of_items(items: &mut [Item], id: &str) {
        for item in items {
            item.tables.retain(|table| table.id != id);
            of_items(&mut item.items, id);
        }
    }
    part.tables.retain(|table| table.id != id);
    of_items(&mut part.items, id);
    part.parts.iter_mut().for_each(|part| drop_table(part, id));
}

/// The ids by which others may name the item, and those below it.
fn problems(item: &Item, ids: &mut HashSet<String>) {
    ids.extend([item.id.clone(), item.problem_id().to_owned()]);
    item.items.iter().for_each(|item| problems(item, ids));
}

fn each(part: &Part, see: &mut impl FnMut(&Item)) {
    part.items.iter().for_each(&mut *see);
    part.parts.iter().for_each(|part| each(part, see));
}

/// Takes the links to `ids` away: an item that is gone is answered by nobody.
fn unlink(part: &mut Part, ids: &HashSet<String>) {
    fn of_items(items: &mut [Item], ids: &HashSet<String>) {
        for item in items {
            item.answers.retain(|id| !ids.contains(id));
            item.explains.retain(|id| !ids.contains(id));
            of_items(&mut item.items, ids);
        }
    }
    of_items(&mut part.items, ids);
    part.parts.iter_mut().for_each(|part| unlink(part, ids));
}
