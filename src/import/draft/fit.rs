//! The draft's copy of a template takes the report's own shape: its parts by kind, in the report's order, with its headings and
//! numbers. Parts that the template does not know get ids of their own.

use super::built::Built;
use crate::model::{Draft, ListStyle, Part, is_blank};
use crate::template::{Ask, PartKind, Shown, Template, TemplatePart};

/// Gives `draft` the parts that were built, and its template what they need.
pub(super) fn fit(draft: &mut Draft, template: &Template, built: &mut [Built], quoted: Option<Built>) {
    let mut pool = Pool { parts: Vec::new(), used: Vec::new() };
    pool.add(&template.parts, 0);
    let mut parts = Vec::new();
    let mut content = Vec::new();
    let last = built.len().saturating_sub(1);
    for (index, one) in built.iter_mut().enumerate() {
        let (part, own) = pool.place(one, 0, index == last && index > 0);
        parts.push(part);
        content.push(own);
    }
    if let Some(mut quoted) = quoted {
        let (part, mut own) = pool.place(&mut quoted, 0, false);
        (own.shown, own.heading) = (Shown::Quoted, String::new());
        let at = parts.iter().position(|part| !is_blank(&part.heading)).unwrap_or(parts.len());
        parts.insert(at, Part { heading: String::new(), ..part });
        content.insert(at, own);
    }
    // Opening and closing stay open to be written where the report has none.
    let open: Vec<TemplatePart> = pool
        .parts
        .iter()
        .filter(|(depth, part)| {
            *depth == 0 && part.kind == PartKind::Prose && is_blank(&part.heading) && part.parts.is_empty()
        })
        .map(|(_, part)| part.clone())
        .collect();
    for part in open {
        let first = template.parts.first().is_some_and(|one| one.id == part.id);
        let at = if first { 0 } else { parts.len() };
        parts.insert(at, Part { id: part.id.clone(), style: part.style, ..Part::default() });
        content.insert(at, part);
    }
    draft.parts = parts;
    draft.template.content.parts = content;
}

/// The template's parts that are still to be had.
struct Pool {
    parts: Vec<(usize, TemplatePart)>,
    used: Vec<String>,
}

impl Pool {
    fn add(&mut self, parts: &[TemplatePart], depth: usize) {
        for part in parts {
            self.used.push(part.id.clone());
            self.parts.push((depth, TemplatePart { parts: Vec::new(), ..part.clone() }));
            self.add(&part.parts, depth + 1);
        }
    }

    /// The part of the draft and of the template for what was built.
    fn place(&mut self, built: &mut Built, depth: usize, last: bool) -> (Part, TemplatePart) {
        let mut own = self.take(built, depth, last);
        let part = &mut built.part;
        part.id.clone_from(&own.id);
        own.kind = built.kind;
        if own.heading.is_empty() != part.heading.is_empty() || !holds_year(&part.heading) {
            own.heading.clone_from(&part.heading);
        }
        (own.style, own.nested) = (part.style, part.nested);
        own.pattern.clone_from(&part.pattern);
        own.shown = Shown::Here;
        for (ask, needed) in [
            (Ask::Lead, !is_blank(&part.lead)),
            (Ask::Items, !part.items.is_empty()),
            (Ask::Tail, !is_blank(&part.tail)),
        ] {
            if needed && !own.asks.contains(&ask) {
                own.asks.push(ask);
            }
        }
        let mut part = built.part.clone();
        own.parts = Vec::new();
        for inner in &mut built.parts {
            let (inner, template) = self.place(inner, depth + 1, false);
            part.parts.push(inner);
            own.parts.push(template);
        }
        (part, own)
    }

    /// The template's part that fits best, or a new one.
    fn take(&mut self, built: &Built, depth: usize, last: bool) -> TemplatePart {
        let headed = !is_blank(&built.part.heading);
        let fits = |(at, part): &(usize, TemplatePart)| {
            part.kind == built.kind
                && (built.kind != PartKind::Prose || is_blank(&part.heading) != headed && (headed || *at == depth))
        };
        let near = |one: &(usize, TemplatePart)| fits(one) && one.0 == depth;
        let found = if last && !headed {
            self.parts.iter().rposition(near)
        } else {
            self.parts.iter().position(near).or_else(|| self.parts.iter().position(fits))
        };
        if let Some(at) = found {
            return self.parts.remove(at).1;
        }
        let (name, id) = names(built.kind);
        let id = self.unused(id);
        let heading = built.part.heading.trim().to_string();
        TemplatePart {
            id,
            kind: built.kind,
            name: if heading.is_empty() || heading.chars().count() > 16 { name.into() } else { heading },
            heading: built.part.heading.clone(),
            ..TemplatePart::default()
        }
    }

    fn unused(&mut self, id: &str) -> String {
        let mut free = (1..).map(|n| if n == 1 { id.to_string() } else { format!("{id}-{n}") });
        let id = free.find(|id| !self.used.contains(id)).unwrap_or_default();
        self.used.push(id.clone());
        id
    }
}

/// The name and the id of a part that the template has none of.
fn names(kind: PartKind) -> (&'static str, &'static str) {
    match kind {
        PartKind::Prose => ("其他", "text"),
        PartKind::Work => ("工作", "work"),
        PartKind::Rectification => ("上年问题整改", "rectification"),
        PartKind::Problem => ("存在问题", "problem"),
        PartKind::Cause => ("原因分析", "cause"),
        PartKind::Plan => ("下一步打算", "plan"),
    }
}

/// Whether a year stands in a heading: next year's must not begin with it.
fn holds_year(heading: &str) -> bool {
    let mut digits = 0;
    heading.chars().any(|c| {
        digits = if c.is_ascii_digit() { digits + 1 } else { 0 };
        digits == 4
    })
}

/// Puts plain text in the place of what was built for a part.
pub(super) fn replace(draft: &mut Draft, part: &mut Part, plain: Built) {
    let content = &mut draft.template.content;
    let mut used: Vec<String> = Vec::new();
    ids(&content.parts, &mut used);
    let mut pool = Pool { parts: Vec::new(), used };
    let style: ListStyle = plain.part.style;
    let mut inner = Vec::new();
    let mut own = Vec::new();
    for mut one in plain.parts {
        let (part, template) = pool.place(&mut one, 1, false);
        inner.push(part);
        own.push(template);
    }
    let id = part.id.clone();
    *part = Part { id: id.clone(), parts: inner, ..plain.part };
    if let Some(template) = content.parts.iter_mut().find(|part| part.id == id) {
        (template.style, template.parts, template.nested) = (style, own, None);
        template.pattern.clear();
    }
}

fn ids(parts: &[TemplatePart], out: &mut Vec<String>) {
    for part in parts {
        out.push(part.id.clone());
        ids(&part.parts, out);
    }
}
