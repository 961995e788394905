//! A template → a new draft, empty or filled with the template's examples.

use std::collections::HashMap;

use chrono::{DateTime, FixedOffset};

use super::{ExampleItem, FieldType, PartKind, Template, TemplatePart};
use crate::model::{Draft, Elements, Ids, Item, LayoutChoice, Part, SCHEMA, TemplateCopy};

/// What a new draft needs from outside.
pub struct Start<'a> {
    /// The year reported on.
    pub year: i32,
    /// The time now.
    pub now: DateTime<FixedOffset>,
    /// Where ids come from.
    pub ids: &'a mut dyn Ids,
}

/// An empty draft of `template`.
#[must_use]
pub fn new_draft(template: &Template, start: Start<'_>) -> Draft {
    draft(template, start, false)
}

/// A draft of `template` filled with its examples.
#[must_use]
pub fn sample_draft(template: &Template, start: Start<'_>) -> Draft {
    draft(template, start, true)
}

fn draft(template: &Template, start: Start<'_>, sample: bool) -> Draft {
    let Start { year, now, ids } = start;
    let id = ids.next();
    let fields = template.fields.iter().map(|field| {
        // Title and byline are composed from the other fields; a typed one would stand in the way of changes to those.
        let composed = matches!(field.id.as_str(), "title" | "byline");
        let filled = field.kind == FieldType::Choice || sample && !composed;
        let value = if filled { with_years(&field.example, year) } else { String::new() };
        (field.id.clone(), value)
    });
    let mut fill = Fill { year, ids, sample, keys: HashMap::new() };
    let mut parts: Vec<Part> = template.parts.iter().map(|part| fill.part(part)).collect();
    let keys = fill.keys;
    parts.iter_mut().for_each(|part| link(part, &keys));
    Draft {
        schema: SCHEMA,
        id,
        previous: None,
        carried: Vec::new(),
        year: Some(year),
        created: now,
        modified: now,
        template: TemplateCopy {
            id: template.id.clone(),
            version: template.version,
            content: template.clone(),
            extra: Default::default(),
        },
        fields: fields.collect(),
        figures: Vec::new(),
        parts,
        layout: LayoutChoice::default(),
        elements: Elements::default(),
        done: Vec::new(),
        extra: Default::default(),
    }
}

struct Fill<'a> {
    year: i32,
    ids: &'a mut dyn Ids,
    sample: bool,
    /// Key of an example → id of its problem.
    keys: HashMap<String, String>,
}

impl Fill<'_> {
    fn part(&mut self, template: &TemplatePart) -> Part {
        let mut part = Part {
            id: template.id.clone(),
            heading: template.heading.clone(),
            style: template.style,
            nested: template.nested,
            pattern: template.pattern.clone(),
            ..Part::default()
        };
        if self.sample {
            part.lead = with_years(&template.example.lead, self.year);
            part.tail = with_years(&template.example.tail, self.year);
            part.items = template.example.items.iter().map(|example| self.item(example, template.kind)).collect();
        }
        part.parts = template.parts.iter().map(|part| self.part(part)).collect();
        part
    }

    fn item(&mut self, example: &ExampleItem, kind: PartKind) -> Item {
        let mut item = example.item.clone();
        self.fill(&mut item);
        let mut problem = item.id.clone();
        if kind == PartKind::Rectification {
            problem = self.ids.next();
            item.problem = Some(problem.clone());
            item.year = Some(self.year.saturating_sub(1));
        }
        if !example.key.is_empty() {
            self.keys.insert(example.key.clone(), problem);
        }
        item
    }

    fn fill(&mut self, item: &mut Item) {
        item.id = self.ids.next();
        let year = self.year;
        for text in [
            &mut item.heading, &mut item.body, &mut item.cause, &mut item.owner, &mut item.due, &mut item.text,
            &mut item.measure, &mut item.result, &mut item.evidence, &mut item.reason,
        ] {
            *text = with_years(text, year);
        }
        item.items.iter_mut().for_each(|item| self.fill(item));
    }
}

/// Replaces the keys in the links of the examples by the ids they stand for.
fn link(part: &mut Part, keys: &HashMap<String, String>) {
    for item in &mut part.items {
        for links in [&mut item.answers, &mut item.explains] {
            *links = links.iter().filter_map(|key| keys.get(key).cloned()).collect();
        }
    }
    part.parts.iter_mut().for_each(|part| link(part, keys));
}

/// `text` with `{year}`, `{last_year}` and `{next_year}` filled in.
fn with_years(text: &str, year: i32) -> String {
    if !text.contains('{') {
        return text.to_string();
    }
    text.replace("{year}", &year.to_string())
        .replace("{last_year}", &year.saturating_sub(1).to_string())
        .replace("{next_year}", &year.saturating_add(1).to_string())
}
