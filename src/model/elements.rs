//! The elements of an official document beside title and text (公文格式各要素, GB/T 9704-2012, clause 7). A 述职报告 has none
//! of them by default; each is switched on by itself, and what was typed stays when it is switched off again.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Extra, Table};

/// Letterhead, recipient, attachments, note and imprint of a report.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Elements {
    /// 版头 (clause 7.2).
    pub letterhead: Letterhead,
    /// 主送机关 (clause 7.3.2), without its colon.
    pub recipient: Element,
    /// 附件说明 and 附件 (clauses 7.3.4 and 7.3.7).
    pub attachments: Attachments,
    /// 附注 (clause 7.3.6), without its brackets.
    pub note: Element,
    /// 版记 (clause 7.4).
    pub imprint: Imprint,
    /// Keys of a later version.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

impl Elements {
    /// Whether a draft's JSON may leave them out.
    #[must_use]
    pub fn is_default(&self) -> bool {
        *self == Elements::default()
    }
}

/// An element that is one text.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Element {
    /// Printed.
    pub on: bool,
    /// Its text.
    pub text: String,
    /// Keys of a later version.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

/// 版头: all above the red rule.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Letterhead {
    /// Printed.
    pub on: bool,
    /// 份号, six digits.
    pub copy_number: String,
    /// 密级和保密期限, such as `机密★1年`.
    pub secrecy: String,
    /// 紧急程度, such as `特急`.
    pub urgency: String,
    /// 发文机关标志: the issuing bodies, one a line, the sponsoring one first.
    pub bodies: String,
    /// `文件` after the issuing bodies.
    pub suffix: bool,
    /// 发文字号, such as `云商党〔2025〕12号`.
    pub number: String,
    /// 签发人, one a line; only on documents to a superior.
    pub signers: String,
    /// Keys of a later version.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

/// 附件.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Attachments {
    /// Printed.
    pub on: bool,
    /// In their order.
    pub items: Vec<Attachment>,
    /// Keys of a later version.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

/// One 附件, on pages of its own.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Attachment {
    /// A UUID that never changes.
    pub id: String,
    /// Its name, as in 附件说明 and as its title.
    pub name: String,
    /// What it holds.
    pub kind: AttachmentKind,
    /// For `text`: one paragraph a line.
    pub body: String,
    /// For `table`.
    pub table: Table,
    /// For `ledger`: the columns, in their order.
    pub columns: Vec<LedgerColumn>,
    /// For `ledger`: on landscape pages.
    pub wide: bool,
    /// Keys of a later version.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

/// What an attachment holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentKind {
    /// Paragraphs.
    #[default]
    Text,
    /// A table.
    Table,
    /// 整改台账 of this draft, made from its problems.
    Ledger,
}

/// A column of 整改台账.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub enum LedgerColumn {
    /// The row's number.
    #[serde(rename = "序号")]
    Number,
    /// The problem's wording.
    #[serde(rename = "问题")]
    Problem,
    /// The year whose report named it.
    #[serde(rename = "来源")]
    Source,
    /// How it shows.
    #[serde(rename = "具体表现")]
    Shows,
    /// Why it came about.
    #[serde(rename = "原因")]
    Cause,
    /// What is to be reached.
    #[serde(rename = "整改目标")]
    Goal,
    /// 立行立改, 分阶段 or 持续整改.
    #[serde(rename = "整改类型")]
    Kind,
    /// What is or will be done.
    #[serde(rename = "整改措施")]
    Measure,
    /// The leader who answers for it.
    #[serde(rename = "责任领导")]
    Leader,
    /// The person or office that answers for it.
    #[serde(rename = "责任单位/责任人")]
    Owner,
    /// The due date.
    #[serde(rename = "完成时限")]
    Due,
    /// Dated notes.
    #[serde(rename = "进展情况")]
    Progress,
    /// What came of it.
    #[serde(rename = "成效")]
    Result,
    /// The basis for closing.
    #[serde(rename = "佐证")]
    Evidence,
    /// How far it is.
    #[serde(rename = "状态")]
    State,
    /// When it was closed.
    #[serde(rename = "销号日期")]
    Closed,
}

impl LedgerColumn {
    /// All columns, in their usual order.
    pub const ALL: [LedgerColumn; 16] = [
        LedgerColumn::Number,
        LedgerColumn::Problem,
        LedgerColumn::Source,
        LedgerColumn::Shows,
        LedgerColumn::Cause,
        LedgerColumn::Goal,
        LedgerColumn::Kind,
        LedgerColumn::Measure,
        LedgerColumn::Leader,
        LedgerColumn::Owner,
        LedgerColumn::Due,
        LedgerColumn::Progress,
        LedgerColumn::Result,
        LedgerColumn::Evidence,
        LedgerColumn::State,
        LedgerColumn::Closed,
    ];

    /// The columns of a ledger for which none are chosen.
    pub const USUAL: [LedgerColumn; 8] = [
        LedgerColumn::Number,
        LedgerColumn::Problem,
        LedgerColumn::Source,
        LedgerColumn::Measure,
        LedgerColumn::Owner,
        LedgerColumn::Due,
        LedgerColumn::Result,
        LedgerColumn::State,
    ];

    /// The column's head, and its name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            LedgerColumn::Number => "序号",
            LedgerColumn::Problem => "问题",
            LedgerColumn::Source => "来源",
            LedgerColumn::Shows => "具体表现",
            LedgerColumn::Cause => "原因",
            LedgerColumn::Goal => "整改目标",
            LedgerColumn::Kind => "整改类型",
            LedgerColumn::Measure => "整改措施",
            LedgerColumn::Leader => "责任领导",
            LedgerColumn::Owner => "责任单位/责任人",
            LedgerColumn::Due => "完成时限",
            LedgerColumn::Progress => "进展情况",
            LedgerColumn::Result => "成效",
            LedgerColumn::Evidence => "佐证",
            LedgerColumn::State => "状态",
            LedgerColumn::Closed => "销号日期",
        }
    }
}

/// 版记, at the foot of the last page.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Imprint {
    /// Printed.
    pub on: bool,
    /// 抄送机关, without 抄送 and end punctuation.
    pub copies: String,
    /// 印发机关.
    pub issuer: String,
    /// 印发日期, `YYYY-MM-DD`.
    pub date: String,
    /// Keys of a later version.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}
