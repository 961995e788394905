//! What a comparison answers.

use serde::Serialize;
use ts_rs::TS;

use crate::history::Row;
use crate::model::{Item, Origin};

/// Every difference between a draft and the file that came back.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
pub struct Revision {
    /// How much of the shorter text stands in the other one, in percent.
    pub alike: u8,
    /// In the order of the report, what was moved first.
    pub changes: Vec<Change>,
}

/// One difference.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
pub struct Change {
    /// Its place in the list, from 0.
    pub id: u32,
    /// What it is.
    pub kind: ChangeKind,
    /// The section of the form that it belongs to: a part's id, `basic`, `figures` or `elements`.
    pub section: String,
    /// The section's name in the list of the form.
    pub section_name: String,
    /// The item or table it belongs to.
    pub item: Option<String>,
    /// The field, as in [`Origin`]; empty for an item or a part as a whole.
    pub field: String,
    /// What it is called on the form, such as `（二） 正文`.
    pub label: String,
    /// The text in the draft that was compared; empty where it was added.
    pub before: String,
    /// The text in the file; empty where it was struck out.
    pub after: String,
    /// What the report says now, where the same place was changed since the draft that is compared.
    pub now: Option<String>,
    /// Both side by side, line by line, with the stretches that differ.
    pub rows: Vec<Row>,
    /// Whether it is proposed to be accepted.
    pub ticked: bool,
    /// What to know before it is accepted, or why it cannot be; empty for nothing.
    pub note: String,
    /// What accepting it does.
    #[serde(skip)]
    #[ts(skip)]
    pub(super) ops: Vec<Op>,
}

/// The kinds of differences.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Words were changed.
    #[default]
    Changed,
    /// Something was put in.
    Added,
    /// Something was struck out.
    Removed,
    /// Something stands elsewhere.
    Moved,
    /// Written by the program; it cannot be merged.
    Cannot,
}

/// What is done to a draft. Places in texts are those of the draft before anything is done; lines that hold nothing but
/// [`super::shift::STRUCK`] go.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Op {
    /// Puts a text into the place of a range.
    Write { at: Origin, text: String },
    /// Takes a whole line out.
    Strike { at: Origin },
    /// Puts a line after the one that ends at the range's end; `close` is what the program ended that one with.
    Append { at: Origin, close: String, line: String },
    /// Puts a line before the one that begins at the range's beginning.
    Prepend { at: Origin, line: String },
    /// Adds an item behind another one, or as the first.
    Add { part: String, parent: Option<String>, after: Option<String>, item: Box<Item> },
    /// Takes an item out.
    Remove { item: String },
    /// Puts an item behind another one of a list, or first.
    Move { item: String, part: String, parent: Option<String>, after: Option<String> },
    /// Puts a part behind another one of those beside it, or first.
    MovePart { part: String, after: Option<String> },
    /// Leaves a part out of the report.
    LeaveOut { part: String },
    /// Gives a figure another value.
    Figure { id: String, value: String },
    /// Puts a row behind the row of this number.
    AddRow { table: String, after: usize, cells: Vec<String> },
    /// Takes the row of this number out.
    RemoveRow { table: String, row: usize },
    /// Takes a table out.
    RemoveTable { table: String },
}
