//! The composed document: what preview, proofreading, text and Word all show.

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A report as it will be printed, paragraph by paragraph.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Document {
    /// The title in one line, for metadata and file names.
    pub title: String,
    /// Who is named as the author in the file: reporter, else unit, else 述职.
    pub creator: String,
    /// When the draft was begun.
    #[ts(type = "string")]
    pub created: DateTime<FixedOffset>,
    /// When the draft was last changed.
    #[ts(type = "string")]
    pub modified: DateTime<FixedOffset>,
    /// The paragraphs, in order.
    pub blocks: Vec<Block>,
}

impl Document {
    /// The whole text, one paragraph a line, with an end of line after each.
    #[must_use]
    pub fn text(&self) -> String {
        self.blocks.iter().map(|block| block.text() + "\n").collect()
    }
}

/// One paragraph. A title of several lines is several blocks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Block {
    /// What the paragraph is; the profile says how that looks.
    pub role: Role,
    /// Its text, in order.
    pub spans: Vec<Span>,
}

impl Block {
    /// The paragraph's text.
    #[must_use]
    pub fn text(&self) -> String {
        self.spans.iter().map(|span| span.text.as_str()).collect()
    }
}

/// What a paragraph is (layout: GB/T 9704-2012, clause 7.3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 标题, one line of it.
    Title,
    /// 署名行 under the title.
    Byline,
    /// The date under the title, in （）.
    DateLine,
    /// `各位领导：`, flush left.
    Salutation,
    /// Own-line heading `一、`.
    Heading1,
    /// Own-line heading `（一）`.
    Heading2,
    /// Own-line heading `1.`.
    Heading3,
    /// Own-line heading `（1）`.
    Heading4,
    /// Body text; it may begin with a run-in heading.
    Paragraph,
    /// 署名 at the end.
    Signature,
    /// 成文日期 at the end.
    SignatureDate,
}

impl Role {
    /// The role of an own-line heading of `level` 1–4; anything else is a paragraph.
    #[must_use]
    pub fn heading(level: u8) -> Role {
        match level {
            1 => Role::Heading1,
            2 => Role::Heading2,
            3 => Role::Heading3,
            4 => Role::Heading4,
            _ => Role::Paragraph,
        }
    }

    /// The level (1–4) of an own-line heading.
    #[must_use]
    pub fn level(self) -> Option<u8> {
        match self {
            Role::Heading1 => Some(1),
            Role::Heading2 => Some(2),
            Role::Heading3 => Some(3),
            Role::Heading4 => Some(4),
            _ => None,
        }
    }
}

/// A stretch of one paragraph with one origin and one look.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Span {
    /// The text: no control characters, no line breaks.
    pub text: String,
    /// How it looks beside the rest of its paragraph.
    pub role: SpanRole,
    /// The field it was typed in; `None` for what the program wrote (numbers, punctuation, patterns).
    pub origin: Option<Origin>,
    /// Whether it stands here letter by letter as typed, so that a place in it is a place in the field; a figure's value
    /// or a composed title is not.
    pub literal: bool,
}

/// How a stretch of text looks beside the rest of its paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SpanRole {
    /// As the paragraph.
    Text,
    /// A run-in heading of level 1 within a body paragraph.
    RunIn1,
    /// A run-in heading of level 2.
    RunIn2,
    /// A run-in heading of level 3.
    RunIn3,
    /// A run-in heading of level 4.
    RunIn4,
    /// The lead sentence of a series, with its 一是.
    SeriesLead,
}

impl SpanRole {
    /// The look of a run-in heading of `level` 1–4; anything else is text.
    #[must_use]
    pub fn run_in(level: u8) -> SpanRole {
        match level {
            1 => SpanRole::RunIn1,
            2 => SpanRole::RunIn2,
            3 => SpanRole::RunIn3,
            4 => SpanRole::RunIn4,
            _ => SpanRole::Text,
        }
    }
}

/// Where a text was typed: a field of the draft, an entry of a part or of an item, and the range within it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Origin {
    /// The part's id; `None` for a field of the draft.
    pub part: Option<String>,
    /// The item's id; `None` for the part's own heading, lead or tail.
    pub item: Option<String>,
    /// The field: a template field's id, or `heading`, `lead`, `tail`, `body`, `text`, `measure`, `result`.
    pub field: String,
    /// Where the range begins, in UTF-16 units.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}
