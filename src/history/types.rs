//! What changed between two states of a report.

use serde::Serialize;
use ts_rs::TS;

/// A section that changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PartChange {
    /// `basic`, the part's id, or `elements`.
    pub section: String,
    /// Its name in the list of the form.
    pub name: String,
    /// Characters that are new.
    pub added: u32,
    /// Characters that are gone.
    pub removed: u32,
    /// What else is to be told of it, such as `位置变了`; empty for nothing.
    pub note: String,
}

/// A section of two states side by side.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SectionDifference {
    /// `basic`, the part's id, or `elements`.
    pub section: String,
    /// Its name in the list of the form.
    pub name: String,
    /// Its texts, line by line.
    pub rows: Vec<Row>,
}

/// A line of text on both sides.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Row {
    /// The field it stands in, in the words of the form: `小标题`, `正文`.
    pub label: String,
    /// As it was; `null` where there was nothing.
    pub older: Option<Side>,
    /// As it became; `null` where it is gone.
    pub newer: Option<Side>,
    /// Whether anything in it changed.
    pub changed: bool,
}

/// One side of a line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "SideText")]
pub struct Side {
    /// Its text in stretches.
    pub stretches: Vec<Stretch>,
}

/// A stretch of text that is the same on both sides, or is not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Stretch {
    /// The text.
    pub text: String,
    /// Whether the other side has something else here.
    pub changed: bool,
}
