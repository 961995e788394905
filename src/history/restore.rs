//! One section of an older state in the place of the present one.

use super::frame::fields_asked_in;
use super::section::{BASIC, ELEMENTS, LAYOUT, find, placed};
use crate::model::{Draft, Part, part_mut};

/// `current` with one section as `version` has it; `None` when neither knows such a section, or `version` does not.
///
/// `section` is a part's id, `basic`, `elements` or `layout`. A part comes back without the parts in it, which are sections of
/// their own and stay as they are; it stays where it stands now, or goes back to its old place when it is gone, with those
/// of its parts that are gone too. Ids stay, and so do links to items that are gone: they count for nothing until their
/// item comes back.
#[must_use]
pub fn restore_part(current: &Draft, version: &Draft, section: &str) -> Option<Draft> {
    let mut draft = current.clone();
    match section {
        BASIC => {
            draft.year = version.year;
            draft.figures.clone_from(&version.figures);
            take_fields(&mut draft, version, "");
        }
        ELEMENTS => draft.elements.clone_from(&version.elements),
        LAYOUT => draft.layout.clone_from(&version.layout),
        part => {
            let old = find(&version.parts, part)?;
            match part_mut(&mut draft.parts, part) {
                Some(place) => {
                    let parts = std::mem::take(&mut place.parts);
                    *place = Part { parts, ..old.clone() };
                }
                None => put_back(&mut draft, version, old),
            }
            take_fields(&mut draft, version, part);
        }
    }
    take_mark(&mut draft, version, section);
    Some(draft)
}

/// Takes over the fields that the form asks in `part`.
fn take_fields(draft: &mut Draft, version: &Draft, part: &str) {
    let asked =
        |draft: &Draft| fields_asked_in(draft, part).iter().map(|field| field.key.to_owned()).collect::<Vec<_>>();
    for id in asked(draft).into_iter().chain(asked(version)) {
        match version.fields.get(&id) {
            Some(text) => draft.fields.insert(id, text.clone()),
            None => draft.fields.remove(&id),
        };
    }
}

/// Takes over whether the section is marked as done.
fn take_mark(draft: &mut Draft, version: &Draft, section: &str) {
    draft.done.retain(|done| done != section);
    if version.done.iter().any(|done| done == section) {
        draft.done.push(section.into());
    }
}

/// Puts a part that is gone where it stood: in its part when that is still there, after what it stood after.
fn put_back(draft: &mut Draft, version: &Draft, part: &Part) {
    let known: Vec<String> = placed(draft).iter().map(|one| one.part.id.clone()).collect();
    let mut back = part.clone();
    drop_known(&mut back.parts, &known);
    let in_version = placed(version);
    let parent = in_version.iter().find(|one| one.part.id == part.id).map_or("", |one| one.parent);
    let beside = match find(&version.parts, parent) {
        Some(parent) => &parent.parts,
        None => &version.parts,
    };
    let before: Vec<&str> = beside.iter().map(|one| one.id.as_str()).take_while(|id| *id != part.id).collect();
    let list = match (parent.is_empty(), draft.parts.iter_mut().find_map(|one| list_of(one, parent))) {
        (false, Some(list)) => list,
        _ => &mut draft.parts,
    };
    let at = list.iter().rposition(|one| before.contains(&one.id.as_str())).map_or(0, |at| at + 1);
    list.insert(at, back);
}

/// Takes out of `parts` what stands elsewhere already.
fn drop_known(parts: &mut Vec<Part>, known: &[String]) {
    parts.retain(|part| !known.contains(&part.id));
    parts.iter_mut().for_each(|part| drop_known(&mut part.parts, known));
}

/// The parts of the part `id`, which is `part` or stands in it.
fn list_of<'a>(part: &'a mut Part, id: &str) -> Option<&'a mut Vec<Part>> {
    if part.id == id {
        return Some(&mut part.parts);
    }
    part.parts.iter_mut().find_map(|part| list_of(part, id))
}
