//! Where the problems of earlier years are answered in a draft.

use std::collections::HashSet;

use super::left::each_item;
use crate::model::{Draft, Item, Join, ListStyle, Numbering, Part, part_mut};
use crate::template::{Ask, PartKind, Template, TemplatePart};

/// The ids of the problems that `draft` has a place for: those of earlier years, and its own.
pub(super) fn mentioned(draft: &Draft) -> HashSet<String> {
    let mut found = HashSet::new();
    each_item(draft, PartKind::Rectification, &mut |_, item| {
        found.insert(item.problem_id().to_string());
    });
    each_item(draft, PartKind::Problem, &mut |_, item| {
        found.insert(item.id.clone());
    });
    found
}

/// The id of the first part for the problems of earlier years, printed or not.
pub(crate) fn rectification_part(draft: &Draft) -> Option<&str> {
    fn first<'a>(template: &Template, parts: &'a [Part]) -> Option<&'a str> {
        parts.iter().find_map(|part| {
            let is_one = template.part(&part.id).is_some_and(|part| part.kind == PartKind::Rectification);
            if is_one { Some(part.id.as_str()) } else { first(template, &part.parts) }
        })
    }
    first(&draft.template.content, &draft.parts)
}

/// Puts `items` into the first part for the problems of earlier years; the report gains one where its template has none.
pub(super) fn put(draft: &mut Draft, items: Vec<Item>) {
    if items.is_empty() {
        return;
    }
    let id = match rectification_part(draft) {
        Some(id) => id.to_string(),
        None => gain_part(draft),
    };
    if let Some(part) = part_mut(&mut draft.parts, &id) {
        part.items.extend(items);
    }
}

/// Writes the first part for the problems of earlier years, and what it stands in, although the earlier report left them out.
pub(super) fn write_rectification(draft: &mut Draft) {
    fn take_up(parts: &mut [Part], id: &str) -> bool {
        parts.iter_mut().any(|part| {
            let holds = part.id == id || take_up(&mut part.parts, id);
            part.left_out &= !holds;
            holds
        })
    }
    if let Some(id) = rectification_part(draft).map(String::from) {
        take_up(&mut draft.parts, &id);
    }
}

/// Adds a part for the problems of earlier years before the first one for this year's, and answers its id.
fn gain_part(draft: &mut Draft) -> String {
    let template = &draft.template.content;
    let id = (1..)
        .map(|n| if n == 1 { "rectification".to_string() } else { format!("rectification-{n}") })
        .find(|id| template.part(id).is_none() && part_mut(&mut draft.parts, id).is_none())
        .unwrap_or_default();
    let in_template = before_problems(&template.parts, |part| comes_after(template, &part.id), |part| &part.heading);
    let in_draft = before_problems(&draft.parts, |part| comes_after(template, &part.id), |part| &part.heading);
    let part = TemplatePart {
        id: id.clone(),
        kind: PartKind::Rectification,
        name: "上年度问题整改".into(),
        heading: "上年度问题整改情况".into(),
        style: ListStyle { numbering: Numbering::HanParen, run_in: true, join: Join::Paragraphs },
        asks: vec![Ask::Lead, Ask::Items],
        hint: "上年报告列出的问题一项不少，写清措施、结果；仍在推进的讲明进展。".into(),
        ..TemplatePart::default()
    };
    let new = Part { id: id.clone(), heading: part.heading.clone(), style: part.style, ..Part::default() };
    draft.template.content.parts.insert(in_template, part);
    draft.parts.insert(in_draft, new);
    id
}

/// Whether the part, or one within it, is about this year's problems or the time to come.
fn comes_after(template: &Template, id: &str) -> bool {
    fn is_later(part: &TemplatePart) -> bool {
        matches!(part.kind, PartKind::Problem | PartKind::Cause | PartKind::Plan) || part.parts.iter().any(is_later)
    }
    template.part(id).is_some_and(is_later)
}

/// The place before the first of `parts` that is `later`, or else before an ending without heading.
fn before_problems<T>(parts: &[T], later: impl Fn(&T) -> bool, heading: impl Fn(&T) -> &String) -> usize {
    parts.iter().position(later).unwrap_or_else(|| match parts.last() {
        Some(last) if parts.len() > 1 && heading(last).trim().is_empty() => parts.len() - 1,
        _ => parts.len(),
    })
}
