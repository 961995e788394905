//! Two drafts of one report → which sections differ, and how, side by side.

use std::collections::HashMap;

use super::frame::{basic, elements, fields_asked_in, layout};
use super::lines::{rows, same_lines, side_by_side};
use super::order::in_order;
use super::section::{Field, Group, Placed, Section, placed, section_of_part};
use super::types::{PartChange, Row, SectionDifference, Side};
use crate::model::{Draft, Part, count_characters};

/// What changed from `older` to `newer`, section by section in the order of the form; the sections that are alike are
/// left out.
#[must_use]
pub fn changes(older: &Draft, newer: &Draft) -> Vec<PartChange> {
    let profiles = [older.layout.profile.as_str(), newer.layout.profile.as_str()];
    differences(older, newer, profiles).into_iter().map(Difference::change).collect()
}

/// `older` and `newer` side by side, section by section in the order of the form; the sections that are alike are left out.
/// `profiles` are the names of their layout profiles.
#[must_use]
pub fn compare(older: &Draft, newer: &Draft, profiles: [&str; 2]) -> Vec<SectionDifference> {
    let section = |difference: Difference| SectionDifference {
        section: difference.section,
        name: difference.name,
        rows: difference.rows.into_iter().map(|(row, _)| row).collect(),
    };
    differences(older, newer, profiles).into_iter().map(section).collect()
}

/// A section that differs.
struct Difference {
    section: String,
    name: String,
    /// The rows, and whether their text was typed.
    rows: Vec<(Row, bool)>,
    notes: Vec<&'static str>,
}

impl Difference {
    fn change(self) -> PartChange {
        let count = |side: fn(&Row) -> &Option<Side>| {
            let typed = self.rows.iter().filter(|(row, typed)| *typed && row.changed);
            let stretches = typed.filter_map(|(row, _)| side(row).as_ref()).flat_map(|side| &side.stretches);
            let count: usize = stretches.filter(|one| one.changed).map(|one| count_characters(&one.text)).sum();
            u32::try_from(count).unwrap_or(u32::MAX)
        };
        PartChange {
            added: count(|row| &row.newer),
            removed: count(|row| &row.older),
            note: self.notes.join("；"),
            section: self.section,
            name: self.name,
        }
    }
}

fn differences(older: &Draft, newer: &Draft, [old_profile, new_profile]: [&str; 2]) -> Vec<Difference> {
    let mut found = Vec::new();
    found.extend(difference(Some(&basic(older)), Some(&basic(newer))));
    parts(older, newer, &mut found);
    let around = difference(Some(&elements(older)), Some(&elements(newer)));
    found.extend(or_settings(around, older.elements != newer.elements, || elements(newer)));
    let look = difference(Some(&layout(older, old_profile)), Some(&layout(newer, new_profile)));
    let differs = older.layout != newer.layout || older.template != newer.template;
    found.extend(or_settings(look, differs, || layout(newer, new_profile)));
    found
}

fn parts(older: &Draft, newer: &Draft, found: &mut Vec<Difference>) {
    let (old, new) = (placed(older), placed(newer));
    let moved = moved(&old, &new);
    let ids = |placed: &[Placed<'_>]| placed.iter().map(|one| one.part.id.clone()).collect::<Vec<_>>();
    for (old, new) in merged(&ids(&old), &ids(&new))
        .into_iter()
        .map(|(i, j)| (i.and_then(|i| old.get(i)), j.and_then(|j| new.get(j))))
    {
        let is_moved = new.is_some_and(|new| moved.contains(&new.part.id.as_str()));
        let settings = match (old, new) {
            (Some(old), Some(new)) => {
                let id = &new.part.id;
                let differ = !same_but_parts(old.part, new.part);
                if !differ && !is_moved && texts(&fields_asked_in(older, id)) == texts(&fields_asked_in(newer, id)) {
                    continue;
                }
                differ
            }
            _ => true,
        };
        let (old_section, new_section) =
            (old.map(|one| section_of_part(older, one)), new.map(|one| section_of_part(newer, one)));
        let mut part = difference(old_section.as_ref(), new_section.as_ref());
        if let (true, Some(old), Some(new)) = (is_moved, &old_section, &new_section) {
            part.get_or_insert_with(|| empty(new)).move_from(old, new);
        }
        if let Some(any) = new_section.or(old_section) {
            found.extend(or_settings(part, settings, || any));
        }
    }
}

fn texts<'f>(fields: &'f [Field<'_>]) -> Vec<&'f str> {
    fields.iter().map(|field| field.text.as_ref()).collect()
}

fn same_but_parts(one: &Part, other: &Part) -> bool {
    let alone = |part: &Part| Part { parts: Vec::new(), ..part.clone() };
    one == other || alone(one) == alone(other)
}

/// The ids of the parts that stand elsewhere than before: in another part, or not in the order of those beside them.
fn moved<'a>(old: &[Placed<'a>], new: &[Placed<'a>]) -> Vec<&'a str> {
    let was: HashMap<&str, (usize, &str)> =
        old.iter().enumerate().map(|(at, one)| (one.part.id.as_str(), (at, one.parent))).collect();
    let mut moved = Vec::new();
    let mut beside: HashMap<&str, Vec<(&'a str, usize)>> = HashMap::new();
    for one in new {
        match was.get(one.part.id.as_str()) {
            Some((at, parent)) if *parent == one.parent => {
                beside.entry(one.parent).or_default().push((&one.part.id, *at))
            }
            Some(_) => moved.push(one.part.id.as_str()),
            None => {}
        }
    }
    for list in beside.values() {
        let places: Vec<usize> = list.iter().map(|(_, at)| *at).collect();
        let stay = in_order(&places);
        moved.extend(list.iter().enumerate().filter(|(at, _)| !stay.contains(at)).map(|(_, (id, _))| *id));
    }
    moved
}

fn empty(section: &Section<'_>) -> Difference {
    Difference { section: section.id.into(), name: section.name.into(), rows: Vec::new(), notes: Vec::new() }
}

impl Difference {
    /// Tells that the part stands elsewhere.
    fn move_from(&mut self, old: &Section<'_>, new: &Section<'_>) {
        let place = |section: &Section<'_>| match section.place {
            Some((_, before)) if !before.is_empty() => format!("在“{before}”之后"),
            _ => "在最前".into(),
        };
        self.rows.insert(0, (side_by_side("位置", &place(old), &place(new)), false));
        self.notes.insert(0, "位置变了");
    }
}

/// `difference`; where no text says why the data `differ`, a line that tells so.
fn or_settings<'a>(
    difference: Option<Difference>,
    differ: bool,
    section: impl FnOnce() -> Section<'a>,
) -> Option<Difference> {
    if difference.is_some() || !differ {
        return difference;
    }
    let mut told = empty(&section());
    told.rows.push((side_by_side("其他设置", "", "有改动"), false));
    told.notes.push("设置有改动");
    Some(told)
}

/// How two states of a section differ in their texts; `None` when they do not.
fn difference(old: Option<&Section<'_>>, new: Option<&Section<'_>>) -> Option<Difference> {
    let mut found = empty(new.or(old)?);
    let groups = |section: Option<&Section<'_>>| section.map_or_else(Vec::new, |one| ids(&one.groups));
    let (old_ids, new_ids) = (groups(old), groups(new));
    let order = merged(&old_ids, &new_ids);
    let stay = {
        let both: Vec<(usize, usize)> = order.iter().filter_map(|(i, j)| Some(((*i)?, (*j)?))).collect();
        let places: Vec<usize> = both.iter().map(|(i, _)| *i).collect();
        in_order(&places).into_iter().filter_map(|at| both.get(at).map(|(i, _)| *i)).collect::<Vec<_>>()
    };
    let (mut changed, mut reordered) = (old.is_none() || new.is_none(), false);
    for (i, j) in order {
        let old_group = i.and_then(|i| old?.groups.get(i));
        let new_group = j.and_then(|j| new?.groups.get(j));
        let moved = matches!((i, j), (Some(i), Some(_)) if !stay.contains(&i));
        reordered |= moved;
        let title = match (old_group, new_group) {
            (Some(old), Some(new)) if moved => format!("{}（原{}）", new.title, old.title),
            (old, new) => new.or(old).map(|group| group.title.clone()).unwrap_or_default(),
        };
        changed |= group_rows(&title, old_group, new_group, &mut found.rows);
    }
    match (old, new) {
        (None, _) => found.notes.push("新增的部分"),
        (_, None) => found.notes.push("这一部分没有了"),
        _ => {}
    }
    if let Some((row, _)) = found.rows.iter().find(|(row, _)| row.label == "这一部分" && old.is_some() && new.is_some())
    {
        let left_out = row.newer.as_ref().is_some_and(|side| side.stretches.iter().any(|one| one.text.contains('不')));
        found.notes.push(if left_out { "改为不写进报告" } else { "改为写进报告" });
    }
    if reordered {
        found.notes.push("条目的顺序变了");
    }
    (changed || reordered).then_some(found)
}

/// The ids of `groups`; of two with one id the second is told apart.
fn ids(groups: &[Group<'_>]) -> Vec<String> {
    unique(groups.iter().map(|group| group.id))
}

fn unique<'a>(keys: impl Iterator<Item = &'a str>) -> Vec<String> {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    keys.map(|key| {
        let times = seen.entry(key).or_default();
        *times += 1;
        format!("{times} {key}")
    })
    .collect()
}

/// Adds the rows of a group and answers whether they differ.
fn group_rows(title: &str, old: Option<&Group<'_>>, new: Option<&Group<'_>>, found: &mut Vec<(Row, bool)>) -> bool {
    let fields =
        |group: Option<&Group<'_>>| group.map_or_else(Vec::new, |one| unique(one.fields.iter().map(|field| field.key)));
    let mut changed = false;
    for (i, j) in merged(&fields(old), &fields(new)) {
        let old = i.and_then(|i| old?.fields.get(i));
        let new = j.and_then(|j| new?.fields.get(j));
        let text = |field: Option<&Field<'_>>| field.map_or_else(String::new, |field| field.text.clone().into_owned());
        let (older, newer) = (text(old), text(new));
        let Some(field) = new.or(old) else { continue };
        let differs = !same_lines(&older, &newer);
        if !field.typed && (!differs || old.is_none() || new.is_none()) {
            continue;
        }
        changed |= differs;
        let label = if title.is_empty() { field.label.to_string() } else { format!("{title} {}", field.label) };
        match field.typed {
            true => found.extend(rows(&label, &older, &newer).into_iter().map(|row| (row, true))),
            false => found.push((side_by_side(&label, &older, &newer), false)),
        }
    }
    changed
}

/// Pairs what has the same id, in the order of `new`; what is only in `old` comes after what it came after.
fn merged(old: &[String], new: &[String]) -> Vec<(Option<usize>, Option<usize>)> {
    let places: HashMap<&String, usize> = old.iter().enumerate().rev().map(|(at, id)| (id, at)).collect();
    let mut used = vec![false; old.len()];
    let mut merged: Vec<(Option<usize>, Option<usize>)> = Vec::with_capacity(new.len());
    for (j, id) in new.iter().enumerate() {
        let was =
            places.get(id).copied().filter(|at| used.get_mut(*at).is_some_and(|used| !std::mem::replace(used, true)));
        merged.push((was, Some(j)));
    }
    for (i, _) in used.iter().enumerate().filter(|(_, used)| !**used) {
        let before = i.checked_sub(1).and_then(|before| merged.iter().position(|(was, _)| *was == Some(before)));
        merged.insert(before.map_or(0, |at| at + 1), (Some(i), None));
    }
    merged
}
