//! What the user changed in the frame of a report: headings, numbering, order of the parts, parts that are not written.

use std::collections::HashMap;

use super::words::holds_year;
use crate::model::{Draft, Part};
use crate::template::TemplatePart;

/// The headings that were changed and are not carried, as a year stands in them.
pub(super) fn dropped_headings(from: &Draft) -> Vec<&str> {
    let mut dropped = Vec::new();
    each(from, &from.parts, &mut |part, template| {
        if part.heading != template.heading && holds_year(&part.heading) {
            dropped.push(part.heading.as_str());
        }
    });
    dropped
}

/// Whether anything of the frame was changed that is carried.
pub(super) fn is_reshaped(from: &Draft) -> bool {
    let mut changed = is_reordered(&from.parts, &from.template.content.parts);
    each(from, &from.parts, &mut |part, template| {
        changed |= part.left_out
            || part.style != template.style
            || part.nested != template.nested
            || part.pattern != template.pattern
            || (part.heading != template.heading && !holds_year(&part.heading))
            || is_reordered(&part.parts, &template.parts);
    });
    changed
}

fn each<'a>(from: &'a Draft, parts: &'a [Part], judge: &mut impl FnMut(&'a Part, &'a TemplatePart)) {
    for part in parts {
        if let Some(template) = from.template.content.part(&part.id) {
            judge(part, template);
        }
        each(from, &part.parts, judge);
    }
}

fn is_reordered(parts: &[Part], template: &[TemplatePart]) -> bool {
    let mut places = parts.iter().filter_map(|part| template.iter().position(|one| one.id == part.id));
    let mut last = None;
    !places.all(|place| last.replace(place).is_none_or(|last| last < place))
}

/// Gives the new `draft` the frame of `from`, as far as the user changed it; what stands as in the old template stands as
/// in the new one.
pub(super) fn reshape(draft: &mut Draft, from: &Draft) {
    let mut old: HashMap<&str, &Part> = HashMap::new();
    each(from, &from.parts, &mut |part, _| {
        old.entry(&part.id).or_insert(part);
    });
    reorder(&mut draft.parts, &from.parts, &from.template.content.parts);
    change(&mut draft.parts, from, &old);
}

fn change(parts: &mut [Part], from: &Draft, old: &HashMap<&str, &Part>) {
    for part in parts {
        if let (Some(old), Some(template)) = (old.get(part.id.as_str()), from.template.content.part(&part.id)) {
            if old.heading != template.heading && !holds_year(&old.heading) {
                part.heading.clone_from(&old.heading);
            }
            if old.style != template.style {
                part.style = old.style;
            }
            if old.nested != template.nested {
                part.nested = old.nested;
            }
            if old.pattern != template.pattern {
                part.pattern.clone_from(&old.pattern);
            }
            part.left_out = old.left_out;
            reorder(&mut part.parts, &old.parts, &template.parts);
        }
        change(&mut part.parts, from, old);
    }
}

/// Puts `parts` into the order of `from`, if that is not the order of its `template`; parts that `from` does not have stay
/// behind the one before them.
fn reorder(parts: &mut Vec<Part>, from: &[Part], template: &[TemplatePart]) {
    if !is_reordered(from, template) {
        return;
    }
    let place = |part: &Part| from.iter().position(|old| old.id == part.id);
    let mut groups: Vec<(Option<usize>, Vec<Part>)> = Vec::new();
    for part in parts.drain(..) {
        match (place(&part), groups.last_mut()) {
            (None, Some((_, group))) => group.push(part),
            (place, _) => groups.push((place, vec![part])),
        }
    }
    groups.sort_by_key(|(place, _)| *place);
    parts.extend(groups.into_iter().flat_map(|(_, group)| group));
}
