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
    /// Names of units, posts and persons, which a title's lines do not break.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub names: Vec<String>,
    /// The paragraphs, in order.
    pub blocks: Vec<Block>,
}

impl Document {
    /// The whole text, one paragraph a line, with an end of line after each; a table's row is a line, with tabs between its
    /// cells.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut blocks = self.blocks.iter().peekable();
        while let Some(block) = blocks.next() {
            text.push_str(&block.text());
            let next = blocks.peek().and_then(|next| next.cell);
            text.push(match (block.cell, next) {
                (Some(here), Some(next)) if here == next => ' ',
                (Some(here), Some(next)) if (here.table, here.row) == (next.table, next.row) => '\t',
                _ => '\n',
            });
        }
        text
    }
}

/// One paragraph. A title of several lines is several blocks.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Block {
    /// What the paragraph is; the profile says how that looks.
    pub role: Role,
    /// Its text, in order.
    pub spans: Vec<Span>,
    /// The table's cell that it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub cell: Option<Cell>,
    /// On a landscape page (横表).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    #[ts(optional, as = "Option<bool>")]
    pub wide: bool,
}

/// A place in a table. The blocks of one table follow each other row by row; a cell of several paragraphs is several blocks, an
/// empty one is a block without spans.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
pub struct Cell {
    /// Which table of the document, from 0.
    pub table: u32,
    /// The row, from 0; row 0 is the head.
    pub row: u32,
    /// The column, from 0.
    pub column: u32,
}

impl Block {
    /// A paragraph of the text.
    #[must_use]
    pub fn new(role: Role, spans: Vec<Span>) -> Block {
        Block { role, spans, cell: None, wide: false }
    }

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
    /// 份号 (clause 7.2.1).
    CopyNumber,
    /// 密级和保密期限 (clause 7.2.2).
    Secrecy,
    /// 紧急程度 (clause 7.2.3).
    Urgency,
    /// 发文机关标志, one issuing body of it (clause 7.2.4).
    IssuingBody,
    /// `文件` after the issuing bodies.
    IssuingSuffix,
    /// 发文字号 (clause 7.2.5).
    DocumentNumber,
    /// 签发人, one of them, the first with its label (clause 7.2.6).
    Signer,
    /// 标题, one line of it.
    Title,
    /// 署名行 under the title.
    Byline,
    /// The date under the title, in （）.
    DateLine,
    /// 主送机关 (clause 7.3.2).
    Recipient,
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
    /// The line above a table.
    TableTitle,
    /// A paragraph in a table's head row.
    TableHead,
    /// A paragraph in another cell of a table.
    TableCell,
    /// 附件说明, one attachment of it (clause 7.3.4).
    AttachmentNote,
    /// 署名 at the end.
    Signature,
    /// 成文日期 at the end.
    SignatureDate,
    /// 附注 (clause 7.3.6).
    Note,
    /// `附件1` on the first line of an attachment (clause 7.3.7).
    AttachmentLabel,
    /// An attachment's title.
    AttachmentTitle,
    /// 抄送机关 in 版记 (clause 7.4.2).
    ImprintCopies,
    /// 印发机关 (clause 7.4.3).
    ImprintIssuer,
    /// 印发日期, on the line of 印发机关.
    ImprintDate,
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

    /// Whether it belongs to 版头, 版记 or the list of attachments, which are no text of the report.
    #[must_use]
    pub fn is_frame(self) -> bool {
        self.is_head_or_imprint() || matches!(self, Role::AttachmentNote | Role::Note | Role::AttachmentLabel)
    }

    /// Whether it belongs to 版头 or 版记.
    #[must_use]
    pub fn is_head_or_imprint(self) -> bool {
        use Role::{
            CopyNumber, DocumentNumber, ImprintCopies, ImprintDate, ImprintIssuer, IssuingBody, IssuingSuffix, Secrecy,
            Signer, Urgency,
        };
        matches!(
            self,
            CopyNumber
                | Secrecy
                | Urgency
                | IssuingBody
                | IssuingSuffix
                | DocumentNumber
                | Signer
                | ImprintCopies
                | ImprintIssuer
                | ImprintDate
        )
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
    /// A signer's name beside its label (clause 7.2.6).
    Name,
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
    /// The id of the item, attachment or table; `None` for the part's own heading, lead or tail.
    pub item: Option<String>,
    /// The field: a template field's id, or `heading`, `lead`, `tail`, `body`, `text`, `measure`, `result`; `title` and
    /// `cell:1:2` (row and column from 0) of a table; `elements.number` and the like for [`super::Elements`]; `name` and
    /// `body` of an attachment.
    pub field: String,
    /// Where the range begins, in UTF-16 units.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}
