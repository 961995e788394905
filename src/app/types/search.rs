//! Search over all reports and versions.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What to look for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Search {
    /// Words, separated by spaces; all of them have to be there.
    pub words: String,
    /// How many hits at most.
    pub limit: u32,
}

/// What was found.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct SearchFound {
    /// The hits, one a report: newest year first.
    pub hits: Vec<Hit>,
    /// Whether there are more.
    pub more: bool,
}

/// A report in which the words stand.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Hit {
    /// The report's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The unit.
    pub unit: String,
    /// The year.
    pub year: Option<i32>,
    /// Whether it lies in the bin.
    pub deleted: bool,
    /// The version in which they stand, when the report itself no longer has them.
    #[ts(type = "number | null")]
    pub version: Option<i64>,
    /// When that version was kept, RFC 3339.
    pub made: Option<String>,
    /// The section of the form, in its words.
    pub section_name: String,
    /// The part; `null` for 基本信息 and elements.
    pub part: Option<String>,
    /// The item.
    pub item: Option<String>,
    /// The field, as findings name it.
    pub field: String,
    /// Where the first word begins in the field, in UTF-16 code units.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// Some text before it.
    pub before: String,
    /// The word as it stands there.
    pub found: String,
    /// Some text after it.
    pub after: String,
    /// Other places in the report as it is now, at most two.
    pub more: Vec<HitPlace>,
}

/// Another place in a report that was found.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct HitPlace {
    /// The section of the form, in its words.
    pub section_name: String,
    /// The part; `null` for 基本信息 and elements.
    pub part: Option<String>,
    /// The item.
    pub item: Option<String>,
    /// The field, as findings name it.
    pub field: String,
    /// Where the word begins in the field, in UTF-16 code units.
    pub start: u32,
    /// Where it ends.
    pub end: u32,
    /// Some text before it.
    pub before: String,
    /// The word as it stands there.
    pub found: String,
    /// Some text after it.
    pub after: String,
}

/// What 清除全部痕迹 did.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Erased {
    /// Where the report may still be, one sentence each.
    pub remains: Vec<String>,
}
