//! A draft: one report as it is being written, with the template as it was.

use std::collections::BTreeMap;

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Elements, Extra, Item, LayoutChoice, ListStyle, State, Table};
use crate::template::Template;

/// One report, finished or not. This is the JSON that the store keeps and that the command line reads and writes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Draft {
    /// Always [`super::SCHEMA`].
    pub schema: u32,
    /// A UUID that never changes.
    #[serde(default)]
    pub id: String,
    /// The id of the report that this one was carried forward from.
    #[serde(default)]
    pub previous: Option<String>,
    /// Every problem of the earlier years, as the report that this one was carried from left it. Continuity is checked against
    /// this list, so that a report can be checked by itself.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Carried>>")]
    pub carried: Vec<Carried>,
    /// The year reported on.
    #[serde(default)]
    pub year: Option<i32>,
    /// When it was begun.
    #[ts(type = "string")]
    pub created: DateTime<FixedOffset>,
    /// When it was last changed.
    #[ts(type = "string")]
    pub modified: DateTime<FixedOffset>,
    /// The template, as it was when the draft was begun.
    pub template: TemplateCopy,
    /// What was filled in, by field id.
    #[serde(default)]
    #[ts(type = "{ [id: string]: string }")]
    pub fields: BTreeMap<String, String>,
    /// Named figures; `{{name}}` in a text stands for the value.
    #[serde(default)]
    pub figures: Vec<Figure>,
    /// The parts, in the order of the report.
    #[serde(default)]
    pub parts: Vec<Part>,
    /// What this report changes in the layout profile.
    #[serde(default)]
    pub layout: LayoutChoice,
    /// 版头, 主送机关, 附件, 附注, 版记.
    #[serde(default, skip_serializing_if = "Elements::is_default")]
    pub elements: Elements,
    /// Ids of form sections that the user marked as done: `basic` or a part's id.
    #[serde(default)]
    pub done: Vec<String>,
    /// Keys of a later version.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

/// The template that a draft was begun with; a template that is gone never breaks an old report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct TemplateCopy {
    /// The template's id.
    pub id: String,
    /// The template's version.
    pub version: u32,
    /// The whole template.
    pub content: Template,
    /// Keys of a later version.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

/// A problem of an earlier year, as the report that a draft was carried from left it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Carried {
    /// The problem's id.
    #[serde(default)]
    pub problem: String,
    /// The id of the report that named it.
    #[serde(default)]
    pub report: String,
    /// The year of that report.
    #[serde(default)]
    pub year: Option<i32>,
    /// Its wording, as in [`Item::text`].
    #[serde(default)]
    pub text: String,
    /// How far it was; one named in that very report had not been begun.
    #[serde(default)]
    pub state: Option<State>,
    /// The measure that was promised for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub promised: String,
    /// The person or office that answered for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub owner: String,
    /// The leader who answered for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub leader: String,
    /// The due date.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub due: String,
    /// What that report said was its cause.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub cause: String,
    /// What that report said was done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub measure: String,
    /// What that report said came of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub result: String,
    /// Keys of a later version.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

/// A named figure: typed once, used in many places.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Figure {
    /// A UUID.
    #[serde(default)]
    pub id: String,
    /// The name that stands between `{{` and `}}`.
    #[serde(default)]
    pub name: String,
    /// The value as printed.
    #[serde(default)]
    pub value: String,
    /// The unit, for tables; not printed in the text.
    #[serde(default)]
    pub unit: String,
    /// The value in the report that this one was carried from.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub last: String,
    /// The year of that report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub last_year: Option<i32>,
    /// Keys of a later version.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

/// One part of the report. `numbering`, `run_in` and `join` say how its items and sub-parts are written; its own number
/// and shape come from the part it stands in.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Part {
    /// The id of the template's part.
    #[serde(default)]
    pub id: String,
    /// The heading without number and end punctuation; a part without heading has no number either.
    #[serde(default)]
    pub heading: String,
    /// How items and sub-parts are written.
    #[serde(flatten)]
    pub style: ListStyle,
    /// How items below items are written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub nested: Option<ListStyle>,
    /// Rectification: the sentence each item is written as, with `{text}`, `{heading}`, `{measure}`, `{result}` in it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub pattern: String,
    /// Text before the items, one paragraph a line.
    #[serde(default)]
    pub lead: String,
    /// Tables below the lead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Table>>")]
    pub tables: Vec<Table>,
    /// The items.
    #[serde(default)]
    pub items: Vec<Item>,
    /// Text after the items, one paragraph a line.
    #[serde(default)]
    pub tail: String,
    /// Parts within this one; they are numbered on after the items.
    #[serde(default)]
    pub parts: Vec<Part>,
    /// Left out of the report; what was typed stays.
    #[serde(default)]
    pub left_out: bool,
    /// Keys of a later version.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}
