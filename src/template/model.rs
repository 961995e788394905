//! The types of a template, schema 1.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::model::{Extra, ListStyle, Place};

/// A report template: fields, a tree of parts, and the report's settings.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Template {
    /// Always 1.
    pub schema: u32,
    /// The permanent id: small Latin letters, digits and `-`.
    pub id: String,
    /// Counted up with every change.
    pub version: u32,
    /// The name in the list of templates.
    pub name: String,
    /// Whom it is for, in one sentence.
    pub description: String,
    /// The title when none is typed; `{year}` stands for the year and `{字段}` for a field by its id.
    pub title: String,
    /// The byline when none is typed, with field ids in braces.
    pub byline: String,
    /// The report's settings.
    pub settings: Settings,
    /// What is asked once.
    pub fields: Vec<Field>,
    /// The parts, in the usual order.
    pub parts: Vec<TemplatePart>,
    /// Keys of a later version, kept for the copy within a draft.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

impl Template {
    /// The part with this id, at any depth.
    #[must_use]
    pub fn part(&self, id: &str) -> Option<&TemplatePart> {
        fn find<'a>(parts: &'a [TemplatePart], id: &str) -> Option<&'a TemplatePart> {
            parts.iter().find_map(|part| if part.id == id { Some(part) } else { find(&part.parts, id) })
        }
        find(&self.parts, id)
    }
}

/// What holds for the whole report.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(rename = "TemplateSettings")]
pub struct Settings {
    /// Who speaks.
    pub person: Person,
    /// The usual length in characters (字数), or `null` for none.
    pub length: Option<u32>,
    /// The share of the problem parts in the whole text that an office asks for, in percent, or `null`.
    pub problem_share: Option<u32>,
    /// The layout profile's id.
    pub layout: String,
    /// Where byline and date stand.
    pub byline: Place,
    /// Keys of a later version, kept for the copy within a draft.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

/// Who speaks in the report.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Person {
    /// The secretary (我, 本人).
    #[default]
    First,
    /// The organisation.
    Organisation,
}

/// Something asked once for the whole report.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Field {
    /// The permanent id.
    pub id: String,
    /// The label in the form.
    pub name: String,
    /// What can be typed.
    #[serde(rename = "type")]
    pub kind: FieldType,
    /// For `choice`: what can be chosen.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub options: Vec<String>,
    /// Whether an empty field holds the export back.
    pub required: bool,
    /// One sentence below the label.
    pub hint: String,
    /// An example; for `choice` also what a new draft begins with.
    pub example: String,
    /// The id of the part in whose form it is asked; in 基本信息 when empty.
    pub ask_in: String,
    /// Whether next year begins with it.
    pub carry: Carry,
    /// Only asked under this condition.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub when: Option<Condition>,
    /// Keys of a later version, kept for the copy within a draft.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

/// What can be typed into a field.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FieldType {
    /// One line.
    #[default]
    Text,
    /// Several lines.
    Lines,
    /// `2025-12` or `2025-12-05`, or words.
    Date,
    /// One of `options`.
    Choice,
}

/// What next year's draft takes over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Carry {
    /// Nothing.
    #[default]
    None,
    /// The text as it is.
    Copy,
    /// Not the text, but shown beside this year's.
    Reference,
    /// The problems become next year's rectification items.
    Problems,
}

/// A condition on the fields, as data.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Condition {
    /// The field has exactly this value.
    Equals {
        /// The field's id.
        field: String,
        /// The value.
        value: String,
    },
    /// The field is filled in.
    Filled {
        /// The field's id.
        field: String,
    },
    /// The other way round.
    Not(Box<Condition>),
    /// All of them.
    All(Vec<Condition>),
    /// One of them.
    Any(Vec<Condition>),
}

impl Condition {
    /// Whether it holds for these fields.
    #[must_use]
    pub fn holds(&self, fields: &std::collections::BTreeMap<String, String>) -> bool {
        let value = |id: &String| fields.get(id).map_or("", |value| value.trim());
        match self {
            Condition::Equals { field, value: wanted } => value(field) == wanted,
            Condition::Filled { field } => !value(field).is_empty(),
            Condition::Not(inner) => !inner.holds(fields),
            Condition::All(inner) => inner.iter().all(|condition| condition.holds(fields)),
            Condition::Any(inner) => inner.iter().any(|condition| condition.holds(fields)),
        }
    }
}

/// What a part is for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PartKind {
    /// Plain text: opening, closing, or a heading that only holds other parts.
    #[default]
    Prose,
    /// Work done.
    Work,
    /// Last year's problems put right.
    Rectification,
    /// This year's problems.
    Problem,
    /// Causes of the problems.
    Cause,
    /// Next steps.
    Plan,
}

/// Where a rectification part is printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// Where it stands.
    #[default]
    Here,
    /// Not by itself: work items quote its problems.
    Quoted,
}

/// What of a part can be asked in the form beside its heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// Text before the items.
    Lead,
    /// The items.
    Items,
    /// Text after the items.
    Tail,
}

/// A part of the report as the template describes it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct TemplatePart {
    /// The permanent id.
    pub id: String,
    /// What it is for.
    pub kind: PartKind,
    /// Its name in the list of parts.
    pub name: String,
    /// The heading a new draft begins with; empty for a part without heading and number.
    pub heading: String,
    /// Other headings to choose from.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub alternatives: Vec<String>,
    /// How its items and sub-parts are written.
    #[serde(flatten)]
    pub style: ListStyle,
    /// How items below items are written.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub nested: Option<ListStyle>,
    /// Rectification: the sentence of an item.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub pattern: String,
    /// Rectification: printed where it stands, or quoted by work items.
    pub shown: Shown,
    /// What the form asks.
    pub asks: Vec<Ask>,
    /// Whether an empty part holds the export back.
    pub required: bool,
    /// The usual number of items, a finding below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub min: Option<u32>,
    /// The usual number of items, a finding above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub max: Option<u32>,
    /// Only asked and printed under this condition.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub when: Option<Condition>,
    /// What next year's draft takes over.
    pub carry: Carry,
    /// One or two sentences at the head of the form: what to write.
    pub hint: String,
    /// What a reviewer looks for, one short line each.
    pub prompts: Vec<String>,
    /// A filled-in example.
    pub example: Example,
    /// Parts within this one.
    pub parts: Vec<TemplatePart>,
    /// Keys of a later version, kept for the copy within a draft.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

/// A filled-in example of a part. `{year}`, `{last_year}` and `{next_year}` stand for years.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Example {
    /// Text before the items.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub lead: String,
    /// The items.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<ExampleItem>>")]
    pub items: Vec<ExampleItem>,
    /// Text after the items.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub tail: String,
    /// Keys of a later version, kept for the copy within a draft.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

/// An item of an example: as an item of a draft, but with `key` in place of an id and keys in its links.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ExampleItem {
    /// A name that other items of the examples refer to in `answers`, `explains` and `problem`.
    #[serde(skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub key: String,
    /// Everything else, as in [`crate::model::Item`].
    #[serde(flatten)]
    pub item: crate::model::Item,
}
