//! Items that follow each other in one paragraph: which were put in, taken out or moved.

use super::added::new_item;
use super::changes::{Comparison, Found, Group};
use super::figures::Uses;
use super::number::{self, Form};
use super::pairing::{Pairs, Texts, pair};
use super::place::words_of;
use super::printed::{Kind, Line, Seg};
use super::removed::item_gone;
use super::types::{Change, ChangeKind, Op};
use crate::history::rows;
use crate::template::PartKind;

/// An item within a line, or what stands before the first one.
struct Unit {
    item: Option<String>,
    line: Line,
}

/// Compares the items of a line one by one; answers whether there are such.
pub(super) fn changes(of: &Comparison<'_>, group: &Group, figures: &mut Uses, found: &mut Found) -> bool {
    if group.old.len() != 1 {
        return false;
    }
    let (Some(line), Some(lines)) = (of.printed.lines.get(group.old.start), of.file.lines.get(group.new.clone()))
    else {
        return false;
    };
    let text = lines.join("\n");
    // What was typed may look like a number, too.
    if text == line.full() {
        return false;
    }
    let Some((form, units)) = units(line) else { return false };
    let (head, units) = match units.split_first() {
        Some((first, rest)) if first.item.is_none() => (Some(first), rest),
        _ => (None, units.as_slice()),
    };
    let (text_head, pieces) = pieces(&text, form);
    let pairs = pairs(units, &pieces);
    let Some(list) = units.first().and_then(|unit| of.places.items.get(unit.item.as_deref()?)) else { return false };
    let known = units.iter().all(|unit| {
        let place = unit.item.as_deref().and_then(|item| of.places.items.get(item));
        place.is_some_and(|place| place.above == list.above && place.part.id == list.part.id)
    });
    // What the sentence of a rectification item says cannot be taken apart into its fields again.
    let unclear = list.kind == PartKind::Rectification && pairs.of_new.iter().any(Option::is_none);
    if !known || unclear || pieces.is_empty() {
        return false;
    }
    let at = group.old.start;
    if let Some(head) = head {
        of.line_words(&head.line, head.line.behind(text_head), at, figures, found);
    }
    let crossing = pairs.crossing();
    let parent = list.above.last().map(|id| (*id).to_owned());
    let mut after: Option<String> = None;
    for (new, piece) in pieces.iter().enumerate() {
        let old = pairs.old_of(new);
        let unit = old.and_then(|old| units.get(old));
        let Some(unit) = unit else {
            let Some(first) =
                of.places.items.get(units.first().and_then(|unit| unit.item.as_deref()).unwrap_or_default())
            else {
                continue;
            };
            let item = new_item(first.style, Some(first.item), piece);
            found.push((at, added(of, list.part.id.as_str(), parent.as_deref(), after.as_deref(), item, piece)));
            continue;
        };
        let Some(item) = unit.item.clone() else { continue };
        if old.is_some_and(|old| crossing.contains(&old)) {
            let op = Op::Move {
                item: item.clone(),
                part: list.part.id.clone(),
                parent: parent.clone(),
                after: after.clone(),
            };
            found.push((at, super::moved::change(of, &item, after.as_deref(), op)));
        }
        of.line_words(&unit.line, piece, at, figures, found);
        after = Some(item);
    }
    for (old, unit) in units.iter().enumerate() {
        if let (None, Some(item)) = (pairs.new_of(old), unit.item.as_deref()) {
            found.extend(item_gone(of, item).map(|change| (at, change)));
        }
    }
    true
}

/// An item that was put in.
pub(super) fn added(
    of: &Comparison<'_>,
    part: &str,
    parent: Option<&str>,
    after: Option<&str>,
    item: crate::model::Item,
    text: &str,
) -> Change {
    let (section, section_name) = super::place::section(of.draft, Some(part), "");
    let label = super::naming::below(&of.places, &of.printed, parent, "新的一条");
    Change {
        kind: ChangeKind::Added,
        section,
        section_name,
        rows: rows(&label, "", text),
        label,
        after: text.into(),
        ticked: true,
        note: match after.and_then(|after| of.places.items.get(after)) {
            Some(place) => format!("加在“{}”之后", crate::model::brief(words_of(place.item))),
            None => "加在最前面".into(),
        },
        ops: vec![Op::Add {
            part: part.into(),
            parent: parent.map(str::to_owned),
            after: after.map(str::to_owned),
            item: Box::new(item),
        }],
        ..Change::default()
    }
}

/// The items of a line and the form of their numbers; `None` where there are fewer than two.
fn units(line: &Line) -> Option<(Form, Vec<Unit>)> {
    let is_label = |seg: &Seg| {
        let (form, end) = number::split(&seg.text)?;
        (seg.kind == Kind::Own && end == seg.text.len()).then_some(form)
    };
    let form = line.segs.iter().find_map(is_label)?;
    let mut units = vec![Unit { item: None, line: Line { label: line.label.clone(), ..Line::default() } }];
    for seg in &line.segs {
        if is_label(seg) == Some(form) {
            units.push(Unit { item: None, line: Line { label: seg.text.clone(), ..Line::default() } });
        } else if let Some(unit) = units.last_mut() {
            unit.line.text.push_str(&seg.text);
            unit.line.segs.push(seg.clone());
        }
    }
    let numbered = line.form() == Some(form);
    for unit in units.iter_mut().skip(usize::from(!numbered)) {
        unit.item = unit.line.segs.iter().find_map(Seg::origin).and_then(|origin| origin.item.clone());
        unit.item.as_ref()?;
    }
    Some((form, units))
}

/// What stands before the first number of `form`, and the text behind each.
fn pieces(text: &str, form: Form) -> (&str, Vec<&str>) {
    let places = number::places(text, form);
    let head = text.get(..places.first().copied().unwrap_or(text.len())).unwrap_or_default();
    let ends = places.iter().skip(1).copied().chain([text.len()]);
    let piece = |(begin, end): (&usize, usize)| text.get(*begin..end).map(number::bare);
    (head, places.iter().zip(ends).filter_map(piece).collect())
}

fn pairs(units: &[Unit], pieces: &[&str]) -> Pairs {
    let old: Vec<&str> = units.iter().map(|unit| trimmed(&unit.line.text)).collect();
    let new: Vec<&str> = pieces.iter().map(|piece| trimmed(piece)).collect();
    pair(&Texts { old: &old, new: &new, may_be: &|_, _| true, must_be: &|_, _| false })
}

/// Without the mark at the end, which follows from what comes next.
fn trimmed(text: &str) -> &str {
    text.trim_end_matches(['。', '；', '，', '、'])
}
