//! What the recognition makes of a source: pieces, each a stretch of one paragraph with a role.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::model::Utf16Range;
use crate::template::PartKind;

/// A report as it was recognised, and as the user has put it right since.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Recognition {
    /// The pieces in the report's order. Together they hold every letter of the source.
    pub pieces: Vec<Piece>,
    /// The year reported on, where something says it.
    pub year: Option<i32>,
    /// The id that the next piece gets that an edit makes.
    pub next: u32,
}

/// A stretch of one paragraph that plays one role.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
pub struct Piece {
    /// Its name, for edits; unique in the recognition and never given twice.
    pub id: u32,
    /// Which paragraph of the source it comes from, from 0.
    pub paragraph: usize,
    /// Whether it begins in the middle of that paragraph.
    pub goes_on: bool,
    /// What it is.
    pub role: PieceRole,
    /// Of headings and series: the number as displayed, such as `（一）` or `一是`.
    pub number: String,
    /// The text without the number; of headings without end punctuation, too.
    pub text: String,
    /// The punctuation that was taken off a heading's end.
    pub end: String,
    /// Of headings: the depth of nesting, from 1.
    pub level: u8,
    /// Of headings: the paragraph goes on with text.
    pub run_in: bool,
    /// Of headings of parts: what the part is about.
    pub kind: Option<PartKind>,
    /// Of headings, series and clauses: it names a problem of this year.
    pub problem: bool,
    /// Where last year's problems are named in the text.
    #[ts(type = "{ start: number, end: number }[]")]
    pub last_year: Vec<Utf16Range>,
    /// How sure the role is, in percent.
    pub confidence: u8,
    /// Why, in Chinese, in a few words.
    pub reason: String,
}

/// What a piece is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PieceRole {
    /// 标题, one line of it.
    Title,
    /// 署名行: post and name under the title.
    Byline,
    /// The date under the title.
    Date,
    /// 主送机关 or 称谓: `各位领导：`.
    Salutation,
    /// A heading, on a line of its own or before text.
    Heading,
    /// The lead sentence of a series: `一是……。`
    Series,
    /// A clause that names a problem, in a sentence of several.
    Clause,
    /// Text.
    #[default]
    Text,
    /// A cell of a table.
    Cell,
    /// 署名 at the end.
    Signature,
    /// The date at the end.
    SignatureDate,
    /// Advertisement, navigation, page furniture; set aside.
    Noise,
}
