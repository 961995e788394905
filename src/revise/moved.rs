//! Items and parts that stand in another order in the file.

use super::changes::Comparison;
use super::place::{section, words_of};
use super::types::{Change, ChangeKind, Op};
use crate::history::{in_order, name, rows};
use crate::model::{Item, Join, Part, brief};

/// The items and parts that were moved within their lists.
pub(super) fn moves(of: &Comparison<'_>) -> Vec<Change> {
    let mut found = Vec::new();
    of_parts(of, &of.draft.parts, &mut found);
    found
}

/// Where the first line of these lines that is left stands in the file.
fn place(of: &Comparison<'_>, lines: &[usize]) -> Option<usize> {
    lines.iter().find_map(|line| of.pairs.new_of(*line))
}

fn of_parts(of: &Comparison<'_>, parts: &[Part], found: &mut Vec<Change>) {
    let at = |part: &Part| place(of, &of.places.parts.get(part.id.as_str())?.lines);
    for (id, after) in reordered(parts.iter().filter_map(|part| Some((part.id.as_str(), at(part)?)))) {
        let template = &of.draft.template.content;
        let named = |id: &str| of.places.parts.get(id).map_or("", |place| name(template, place.part));
        let op = Op::MovePart { part: id.into(), after: after.map(str::to_owned) };
        found.push(moved(of, id, None, named(id), after.map(named), op));
    }
    for part in parts {
        if part.style.join == Join::Paragraphs {
            of_items(of, part, None, &part.items, found);
        } else {
            part.items.iter().for_each(|item| below(of, part, item, found));
        }
        of_parts(of, &part.parts, found);
    }
}

fn of_items(of: &Comparison<'_>, part: &Part, parent: Option<&str>, items: &[Item], found: &mut Vec<Change>) {
    let at = |item: &Item| place(of, &of.places.items.get(item.id.as_str())?.lines);
    for (id, after) in reordered(items.iter().filter_map(|item| Some((item.id.as_str(), at(item)?)))) {
        let op = Op::Move {
            item: id.into(),
            part: part.id.clone(),
            parent: parent.map(str::to_owned),
            after: after.map(str::to_owned),
        };
        found.push(change(of, id, after, op));
    }
    items.iter().for_each(|item| below(of, part, item, found));
}

fn below(of: &Comparison<'_>, part: &Part, item: &Item, found: &mut Vec<Change>) {
    if super::place::nested_style(part, item).join == Join::Paragraphs {
        of_items(of, part, Some(&item.id), &item.items, found);
    } else {
        item.items.iter().for_each(|inner| below(of, part, inner, found));
    }
}

/// Of things with their places in the file those that do not keep their order, each with the one it follows there.
fn reordered<'a>(list: impl Iterator<Item = (&'a str, usize)>) -> Vec<(&'a str, Option<&'a str>)> {
    let list: Vec<(&str, usize)> = list.collect();
    let places: Vec<usize> = list.iter().map(|(_, place)| *place).collect();
    let mut distinct = places.clone();
    distinct.sort_unstable();
    distinct.dedup();
    if distinct.len() != places.len() {
        return Vec::new();
    }
    let stay: std::collections::HashSet<usize> = in_order(&places).into_iter().collect();
    let mut in_file: Vec<(usize, usize)> = places.iter().copied().enumerate().map(|(at, place)| (place, at)).collect();
    in_file.sort_unstable();
    let mut before = None;
    let mut found = Vec::new();
    for (_, at) in in_file {
        let id = list.get(at).map(|(id, _)| *id);
        if let (false, Some(id)) = (stay.contains(&at), id) {
            found.push((id, before));
        }
        before = id;
    }
    found
}

/// The item `id` stands behind `after` now, or first.
pub(super) fn change(of: &Comparison<'_>, id: &str, after: Option<&str>, op: Op) -> Change {
    let words = |id: &str| of.places.items.get(id).map_or("", |place| words_of(place.item));
    let part = of.places.items.get(id).map(|place| place.part.id.as_str());
    moved(of, part.unwrap_or_default(), Some(id), words(id), after.map(words), op)
}

fn moved(of: &Comparison<'_>, part: &str, item: Option<&str>, what: &str, after: Option<&str>, op: Op) -> Change {
    let (section, section_name) = section(of.draft, Some(part), "");
    let label =
        super::naming::below(&of.places, &of.printed, item, if item.is_some() { "位置" } else { "这一部分的位置" });
    let place = match after {
        Some(after) => format!("移到“{}”之后", brief(after)),
        None => "移到最前面".into(),
    };
    let what = brief(what);
    Change {
        kind: ChangeKind::Moved,
        section,
        section_name,
        item: item.map(str::to_owned),
        rows: rows(&label, &what, &format!("{what}（{place}）")),
        label,
        before: what.clone(),
        after: what,
        ticked: true,
        note: place,
        ops: vec![op],
        ..Change::default()
    }
}
