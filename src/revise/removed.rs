//! What was struck out: whole parts, whole items, paragraphs.

use std::collections::{HashMap, HashSet};

use super::changes::{Comparison, Found};
use super::place::{links_note, section};
use super::printed::{Line, Seg, same_field};
use super::types::{Change, ChangeKind, Op};
use crate::history::rows;
use crate::model::{Origin, is_blank};

/// Adds the changes for printed lines that the file lacks; those `taken` only stand elsewhere.
pub(super) fn changes(of: &Comparison<'_>, taken: &HashSet<usize>, found: &mut Found) {
    let is_gone = |at: &usize| !of.has_old(*at) && !taken.contains(at);
    let mut told: HashSet<usize> = HashSet::new();
    for id in &of.places.order {
        let Some(place) = of.places.parts.get(id) else { continue };
        let all = !place.lines.is_empty() && place.lines.iter().all(is_gone);
        let Some(first) = place.lines.first().filter(|first| all && !told.contains(*first)) else { continue };
        // What has no heading is its text, and that is struck out below.
        if is_blank(&place.part.heading) {
            continue;
        }
        told.extend(place.lines.iter().copied());
        found.push((*first, part_gone(of, id, &place.lines)));
    }
    let mut items: Vec<(&usize, &str)> = of
        .places
        .items
        .iter()
        .filter(|(_, place)| !place.lines.is_empty() && place.lines.iter().all(is_gone))
        .filter_map(|(id, place)| Some((place.lines.first()?, *id)))
        .collect();
    items.sort_unstable();
    let gone: HashSet<&str> = items.iter().map(|(_, id)| *id).collect();
    let mut within: HashMap<usize, Vec<&str>> = HashMap::new();
    for (first, id) in items {
        let Some(place) = of.places.items.get(id) else { continue };
        if told.contains(first) || place.above.iter().any(|above| gone.contains(above)) {
            continue;
        }
        place.lines.iter().for_each(|line| within.entry(*line).or_default().push(id));
        found.extend(item_gone(of, id).map(|change| (*first, change)));
    }
    for (at, line) in of.printed.lines.iter().enumerate() {
        if !is_gone(&at) || told.contains(&at) {
            continue;
        }
        let items = within.remove(&at).unwrap_or_default();
        let of_item = |origin: &Origin| {
            let place = of.places.item(origin);
            place.is_some_and(|place| {
                items.contains(&place.item.id.as_str()) || place.above.iter().any(|id| items.contains(id))
            })
        };
        texts_gone(of, line, at, of_item, found);
    }
}

fn texts_gone(of: &Comparison<'_>, line: &Line, at: usize, told: impl Fn(&Origin) -> bool, found: &mut Found) {
    for origin in ranges(line).into_iter().filter(|origin| !told(origin)) {
        let text: String = line
            .segs
            .iter()
            .filter(|seg| seg.origin().is_some_and(|one| same_field(one, &origin)))
            .map(|seg| seg.text.as_str())
            .collect();
        let is_title = origin.part.is_none() && matches!(origin.field.as_str(), "title" | "byline" | "date");
        let kind = if is_title { ChangeKind::Cannot } else { ChangeKind::Removed };
        let mut change = of.change(kind, &origin, &text, "");
        if is_title {
            change.note =
                "标题、署名和日期由程序写在这里，不能合并；不要的话请在“检查并导出”里改版式，或者在“基本信息”里改"
                    .into();
        } else {
            change.ops = vec![Op::Strike { at: origin }];
        }
        found.push((at, change));
    }
}

/// The fields of a line, each with the whole range that stands in it. Last year's problems that a work item only quotes are none.
fn ranges(line: &Line) -> Vec<Origin> {
    let mut found: Vec<Origin> = Vec::new();
    let quoted = |seg: &Seg, origin: &Origin| {
        matches!(seg.kind, super::printed::Kind::Whole(_)) && origin.field == "text" && line.segs.len() > 1
    };
    for (seg, origin) in line.segs.iter().filter_map(|seg| Some((seg, seg.origin()?))) {
        if quoted(seg, origin) {
            continue;
        }
        match found.iter_mut().find(|one| same_field(one, origin)) {
            Some(range) => (range.start, range.end) = (range.start.min(origin.start), range.end.max(origin.end)),
            None => found.push(origin.clone()),
        }
    }
    found
}

/// What takes the text of `line` out of its fields.
pub(super) fn strikes(line: &Line) -> Vec<Op> {
    ranges(line).into_iter().map(|at| Op::Strike { at }).collect()
}

/// The item `id` was struck out.
pub(super) fn item_gone(of: &Comparison<'_>, id: &str) -> Option<Change> {
    let place = of.places.items.get(id)?;
    let links = of.places.links(id);
    let (section, section_name) = section(of.draft, Some(&place.part.id), "");
    let label = super::naming::below(&of.places, &of.printed, Some(id), "整条");
    let lines = place.lines.iter().filter_map(|line| of.printed.lines.get(*line));
    let own = |line: &Line| {
        let of_item = |seg: &&Seg| {
            seg.origin()
                .and_then(|origin| of.places.item(origin))
                .is_some_and(|one| one.item.id == id || one.above.contains(&id))
        };
        let whole = line
            .segs
            .iter()
            .filter_map(Seg::origin)
            .all(|origin| of.places.item(origin).is_some_and(|one| one.item.id == id || one.above.contains(&id)));
        if whole { line.full() } else { line.segs.iter().filter(of_item).map(|seg| seg.text.as_str()).collect() }
    };
    let before = lines.map(own).collect::<Vec<_>>().join("\n");
    Some(Change {
        kind: ChangeKind::Removed,
        section,
        section_name,
        item: Some(id.into()),
        rows: rows(&label, &before, ""),
        label,
        before,
        ticked: links == 0,
        note: links_note(links, place.item).unwrap_or_default(),
        ops: vec![Op::Remove { item: id.into() }],
        ..Change::default()
    })
}

fn part_gone(of: &Comparison<'_>, id: &str, lines: &[usize]) -> Change {
    let (section, section_name) = section(of.draft, Some(id), "");
    let label = "整个部分";
    let texts = lines.iter().filter_map(|line| of.printed.lines.get(*line)).map(Line::full);
    let before = texts.collect::<Vec<_>>().join("\n");
    let inside = of.places.items.values().filter(|place| {
        place.part.id == id || of.places.parts.get(place.part.id.as_str()).is_some_and(|part| part.above.contains(&id))
    });
    let linked = inside.filter(|place| of.places.links(&place.item.id) > 0).count();
    let kept = "这一部分改为不写进报告，填过的内容都还在";
    Change {
        kind: ChangeKind::Removed,
        section,
        section_name,
        label: label.into(),
        rows: rows(label, &before, ""),
        before,
        ticked: linked == 0,
        note: match linked {
            0 => kept.into(),
            _ => format!("{kept}；其中 {linked} 条与别的内容对应，确实不写再勾选"),
        },
        ops: vec![Op::LeaveOut { part: id.into() }],
        ..Change::default()
    }
}
