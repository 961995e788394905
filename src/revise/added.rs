//! Paragraphs that were put in: a new item where they are numbered like those beside them, else text of the field they follow.

use std::collections::HashSet;

use super::changes::{Comparison, Found, is_one_line};
use super::number;
use super::place::nested_style;
use super::printed::{Kind, Line, Seg};
use super::series::added;
use super::types::{Change, ChangeKind, Op};
use crate::model::{Item, Join, ListStyle, Origin, is_blank};
use crate::template::PartKind;

/// Where the lines that were put in go on.
enum At {
    /// Behind this printed line.
    Line(Option<usize>),
    /// In the item that the change of this number adds.
    New(usize),
}

/// Adds the changes for lines of the file that were no lines of the draft; `taken` gets the printed lines that only stand elsewhere
/// now.
pub(super) fn changes(of: &Comparison<'_>, taken: &mut HashSet<usize>, found: &mut Found) {
    let mut at = At::Line(None);
    for (new, text) in of.file.lines.iter().enumerate() {
        if let Some(group) = of.group_of_new(new) {
            at = At::Line(Some(group.old.end - 1));
            continue;
        }
        let was = of.moved.get(&new).copied();
        if let Some(was) = was.filter(|was| taken.contains(was)) {
            // Its item was moved as a whole.
            at = At::Line(Some(was));
            continue;
        }
        let text_alone = number::split(text).is_none() && was.is_none();
        if let At::New(change) = at
            && text_alone
            && goes_on(found, change, text)
        {
            continue;
        }
        let place = match at {
            At::Line(line) => line,
            At::New(change) => found.get(change).map(|(line, _)| *line),
        };
        let after = match at {
            At::New(change) => Some(change),
            At::Line(_) => None,
        };
        if let Some(moved) = was.and_then(|was| item_moved(of, was, place, taken)) {
            found.push((place.unwrap_or(0), moved));
            at = At::Line(was);
            continue;
        }
        let item = as_item(of, place, text, after.and_then(|after| found.get(after)).map(|(_, change)| change));
        let is_item = item.is_some();
        let mut change = item.or_else(|| as_text(of, place, text)).unwrap_or_else(|| homeless(text));
        if let Some(was) = was {
            stood(of, was, &mut change, taken);
        }
        found.push((place.unwrap_or(0), change));
        if is_item {
            at = At::New(found.len() - 1);
        }
    }
}

/// Adds `text` to the item that a change adds; answers whether there is one.
fn goes_on(found: &mut Found, change: usize, text: &str) -> bool {
    let Some((_, change)) = found.get_mut(change) else { return false };
    let Some(Op::Add { item, .. }) = change.ops.first_mut() else { return false };
    item.body = if item.body.is_empty() { text.to_owned() } else { format!("{}\n{text}", item.body) };
    change.after = format!("{}\n{text}", change.after);
    change.rows = crate::history::rows(&change.label, "", &change.after);
    true
}

/// The item of the printed line `was`, when that was moved as a whole to a list with the same numbers.
fn item_moved(of: &Comparison<'_>, was: usize, place: Option<usize>, taken: &mut HashSet<usize>) -> Option<Change> {
    let line = of.printed.lines.get(was)?;
    let form = line.form()?;
    let own = of.places.item(line.segs.iter().find_map(Seg::origin)?)?;
    let stay = |at: &usize| of.has_old(*at);
    if own.lines.first() != Some(&was) || own.lines.iter().any(stay) {
        return None;
    }
    let list = lists(of, place)
        .into_iter()
        .find(|list| form.is(list.style.numbering) && list.style.join == Join::Paragraphs)?;
    if list.kind != own.kind || list.parent.as_deref() == Some(own.item.id.as_str()) {
        return None;
    }
    taken.extend(own.lines.iter().copied());
    let op = Op::Move {
        item: own.item.id.clone(),
        part: list.part.clone(),
        parent: list.parent.clone(),
        after: list.after.clone(),
    };
    let mut change = super::moved::change(of, &own.item.id, list.after.as_deref(), op);
    let (section, name) = super::place::section(of.draft, Some(&list.part), "");
    (change.section, change.section_name) = (section, name);
    Some(change)
}

/// A list that a line behind another one can belong to.
struct List<'a> {
    part: String,
    parent: Option<String>,
    after: Option<String>,
    style: ListStyle,
    kind: PartKind,
    neighbour: Option<&'a Item>,
}

/// The lists around the printed line `place`, from the innermost out.
fn lists<'a>(of: &Comparison<'a>, place: Option<usize>) -> Vec<List<'a>> {
    let Some(origin) = place.and_then(|place| of.printed.lines.get(place)).and_then(Line::last) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let Some(part) = origin.part.as_deref().and_then(|part| of.places.parts.get(part)).map(|place| place.part) else {
        return found;
    };
    let kind = of.draft.template.content.part(&part.id).map_or(PartKind::Prose, |part| part.kind);
    let mut next = origin.item.as_deref().filter(|item| of.places.items.contains_key(item));
    if let Some(own) = next.and_then(|id| of.places.items.get(id)) {
        found.push(List {
            part: part.id.clone(),
            parent: Some(own.item.id.clone()),
            after: None,
            style: nested_style(part, own.item),
            kind: PartKind::Prose,
            neighbour: own.item.items.first(),
        });
    } else {
        // Before the items, or behind them.
        let last = part.items.last().filter(|_| origin.field == "tail").map(|item| item.id.clone());
        let neighbour = part.items.first();
        found.push(List { part: part.id.clone(), parent: None, after: last, style: part.style, kind, neighbour });
    }
    while let Some(own) = next.and_then(|id| of.places.items.get(id)) {
        next = own.above.last().copied();
        found.push(List {
            part: part.id.clone(),
            parent: next.map(str::to_owned),
            after: Some(own.item.id.clone()),
            style: own.style,
            kind: own.kind,
            neighbour: Some(own.item),
        });
    }
    found
}

/// `text` as a new item of a list around it.
fn as_item(of: &Comparison<'_>, place: Option<usize>, text: &str, before: Option<&Change>) -> Option<Change> {
    let (form, end) = number::split(text)?;
    let fits = |list: &List<'_>| {
        form.is(list.style.numbering) && list.style.join == Join::Paragraphs && list.kind != PartKind::Rectification
    };
    let list = lists(of, place).into_iter().find(fits)?;
    let item = new_item(list.style, list.neighbour, text.get(end..).unwrap_or_default());
    let mut change = added(of, &list.part, list.parent.as_deref(), list.after.as_deref(), item, text);
    if before.is_some_and(|before| before.ops.iter().any(|op| matches!(op, Op::Add { .. }))) {
        change.note = "接在上面新加的一条之后".into();
    }
    Some(change)
}

/// An item whose text behind its number is `text`, divided as those of its list are.
pub(super) fn new_item(style: ListStyle, neighbour: Option<&Item>, text: &str) -> Item {
    let text = text.trim();
    let own_line = !style.run_in && style.numbering.level().is_some();
    if own_line {
        return Item { heading: text.into(), ..Item::default() };
    }
    let as_body = neighbour.is_some_and(|item| is_blank(&item.heading) && !is_blank(&item.body));
    match text.split_once('。') {
        _ if as_body => Item { body: text.into(), ..Item::default() },
        Some((heading, body)) => Item { heading: heading.into(), body: body.into(), ..Item::default() },
        None => Item { heading: text.trim_end_matches('，').into(), ..Item::default() },
    }
}

/// `text` as a paragraph of the field it follows, or else of the one it comes before.
fn as_text(of: &Comparison<'_>, place: Option<usize>, text: &str) -> Option<Change> {
    let line = place.and_then(|place| of.printed.lines.get(place));
    if let Some((origin, ops)) = line.and_then(|line| behind(of, line, text)) {
        let mut change = of.change(ChangeKind::Added, &origin, "", text);
        change.ops = ops;
        return Some(change);
    }
    let next = of.printed.lines.get(place.map_or(0, |place| place + 1)..)?.iter();
    let origin = next.take(8).find_map(|line| {
        let first = line.segs.first().filter(|_| line.label.is_empty())?.origin()?;
        let fits = matches!(first.field.as_str(), "lead" | "tail" | "body") && !is_one_line(first);
        fits.then_some(first)
    })?;
    let mut change = of.change(ChangeKind::Added, origin, "", text);
    change.ops = vec![Op::Prepend { at: origin.clone(), line: text.into() }];
    Some(change)
}

/// The field that a paragraph behind `line` belongs to, and what puts it there.
fn behind(of: &Comparison<'_>, line: &Line, text: &str) -> Option<(Origin, Vec<Op>)> {
    let last = line.last()?;
    let close: String =
        line.segs.iter().rev().take_while(|seg| seg.kind == Kind::Own).map(|seg| seg.text.as_str()).collect();
    let of_item = last.part.is_some() && of.places.item(last).is_some();
    let field = |name: &str| Origin { field: name.into(), start: 0, end: 0, ..last.clone() };
    match last.field.as_str() {
        "lead" | "tail" | "body" | "measure" | "result" if last.part.is_some() || last.field == "body" => {
            let close = if matches!(close.as_str(), "。") { close } else { String::new() };
            Some((last.clone(), vec![Op::Append { at: last.clone(), close, line: text.into() }]))
        }
        "heading" if !of_item => {
            let part = last.part.as_deref().and_then(|part| of.places.parts.get(part))?.part;
            let at = field("lead");
            // With an end of line behind it, items that are sentences do not go on in it.
            let alone = is_blank(&part.lead) && part.style.join == Join::Paragraphs;
            let op = match alone {
                true => Op::Write { at: whole(&at, &part.lead), text: text.into() },
                false => Op::Prepend { at: at.clone(), line: text.into() },
            };
            Some((at, vec![op]))
        }
        "heading" => {
            let item = of.places.item(last)?;
            let own_line = !item.style.run_in && item.style.numbering.level().is_some();
            let at = field("body");
            if !is_blank(&item.item.body) && own_line {
                return Some((at.clone(), vec![Op::Prepend { at, line: text.into() }]));
            }
            if own_line {
                return Some((at.clone(), vec![Op::Write { at: whole(&at, &item.item.body), text: text.into() }]));
            }
            // Behind a heading in the text comes its text: the heading becomes the first line of that.
            let body = format!("{}{close}\n{text}", last_text(line));
            let ops = vec![
                Op::Write { at: whole(&field("heading"), &item.item.heading), text: String::new() },
                Op::Write { at: whole(&at, &item.item.body), text: body },
            ];
            Some((at, ops))
        }
        _ => None,
    }
}

fn whole(at: &Origin, text: &str) -> Origin {
    Origin { start: 0, end: crate::model::utf16_len(text), ..at.clone() }
}

fn last_text(line: &Line) -> &str {
    line.segs.iter().rev().find(|seg| seg.kind != Kind::Own).map_or("", |seg| seg.text.as_str())
}

/// A paragraph that belongs to no field.
fn homeless(text: &str) -> Change {
    let label = "新的一段";
    Change {
        kind: ChangeKind::Cannot,
        section: "basic".into(),
        section_name: "基本信息".into(),
        label: label.into(),
        after: text.into(),
        rows: crate::history::rows(label, "", text),
        note: "这一段不在报告的正文里，不能合并；要用的话请在“编写”里填到合适的地方".into(),
        ..Change::default()
    }
}

/// Makes `change` one that also takes the paragraph away from where it stood.
fn stood(of: &Comparison<'_>, was: usize, change: &mut Change, taken: &mut HashSet<usize>) {
    let Some(line) = of.printed.lines.get(was) else { return };
    let ops = super::removed::strikes(line);
    if change.kind != ChangeKind::Added || ops.is_empty() {
        return;
    }
    taken.insert(was);
    change.kind = ChangeKind::Moved;
    change.before = line.full();
    change.rows = crate::history::rows(&change.label, &change.before, &change.after);
    change.note = "这一段换了位置".into();
    change.ops.extend(ops);
}
