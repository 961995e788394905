//! An item: one entry of a part, with what its kind adds.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Extra, ListStyle, Table, is_blank};

/// One entry of a part. Which of the optional fields are in use follows from the part's kind.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Item {
    /// A UUID that never changes; a problem's id is the identity of the problem over the years.
    #[serde(default)]
    pub id: String,
    /// The heading without number and end punctuation; for a problem its naming clause.
    #[serde(default)]
    pub heading: String,
    /// The text, one paragraph a line.
    #[serde(default)]
    pub body: String,
    /// Items below this one.
    #[serde(default)]
    pub items: Vec<Item>,
    /// Tables below it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Table>>")]
    pub tables: Vec<Table>,
    /// How the items below are written; the part's `nested` style when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub style: Option<ListStyle>,

    /// Problem: why it came about.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub cause: String,
    /// Problem, rectification: the person or office that answers for it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub owner: String,
    /// Problem, rectification: the due date, `YYYY-MM-DD`, or words such as 长期.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub due: String,
    /// Problem, rectification: the leader who answers for it; kept for the ledger, not printed in the report.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub leader: String,
    /// Problem, rectification: what is to be reached; kept for the ledger.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub goal: String,
    /// Problem: how it is to be put right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub kind: Option<MeasureKind>,
    /// Problem: who pointed it out, such as 自查 or 上级点评; kept for the ledger.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub source: String,
    /// Problem: the id of the earlier, closed problem that has come back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub recurs: Option<String>,

    /// Rectification: the id of the problem that is put right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub problem: Option<String>,
    /// Rectification: the id of the report that named the problem.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub report: Option<String>,
    /// Rectification: the year of the report that named the problem.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub year: Option<i32>,
    /// Rectification: the problem's wording as it was carried, without 问题 and end punctuation.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub text: String,
    /// Rectification: the measure that the earlier report promised, as it was carried; shown beside, not printed.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub promised: String,
    /// Rectification: what was done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub measure: String,
    /// Rectification: what came of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub result: String,
    /// Rectification: the basis for closing; kept for the ledger, not printed in the report.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub evidence: String,
    /// Rectification: when it was closed, `YYYY-MM-DD`; kept for the ledger.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub closed: String,
    /// Rectification: how far it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub state: Option<State>,
    /// Rectification: why it goes on (持续整改), or to whom it was handed over (移交); kept for the ledger.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub reason: String,
    /// Rectification: why this report does not answer it. One that is waived is not printed, and stays open.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    #[ts(optional, as = "Option<String>")]
    pub waived: String,
    /// Rectification: dated notes, the earliest first. The form only adds to them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<Progress>>")]
    pub progress: Vec<Progress>,

    /// Work, plan: the ids of the problems that this item answers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub answers: Vec<String>,
    /// Cause: the ids of the problems that this item explains.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(optional, as = "Option<Vec<String>>")]
    pub explains: Vec<String>,

    /// Keys of a later version.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

impl Item {
    /// The id of the problem that a rectification item answers; its own where it names none.
    #[must_use]
    pub fn problem_id(&self) -> &str {
        self.problem.as_deref().filter(|problem| !is_blank(problem)).unwrap_or(&self.id)
    }
}

/// How a problem is to be put right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub enum MeasureKind {
    /// At once.
    #[serde(rename = "立行立改")]
    AtOnce,
    /// In stages, with dates.
    #[serde(rename = "分阶段")]
    Staged,
    /// Without an end.
    #[serde(rename = "持续整改")]
    Continuous,
}

impl MeasureKind {
    /// Its name, as it is printed and as JSON has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            MeasureKind::AtOnce => "立行立改",
            MeasureKind::Staged => "分阶段",
            MeasureKind::Continuous => "持续整改",
        }
    }
}

/// How far the rectification of a problem is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub enum State {
    /// Not begun.
    #[default]
    #[serde(rename = "待整改")]
    Open,
    /// Under way.
    #[serde(rename = "整改中")]
    Underway,
    /// Done, waits for acceptance.
    #[serde(rename = "待验收")]
    Review,
    /// Closed.
    #[serde(rename = "已销号")]
    Closed,
    /// Goes on without an end.
    #[serde(rename = "持续整改")]
    Continuous,
    /// Handed over to someone else.
    #[serde(rename = "移交")]
    HandedOver,
}

impl State {
    /// Its name, as it is printed and as JSON has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            State::Open => "待整改",
            State::Underway => "整改中",
            State::Review => "待验收",
            State::Closed => "已销号",
            State::Continuous => "持续整改",
            State::HandedOver => "移交",
        }
    }

    /// How far it is, as a number: of two reports of one year the lesser counts. 持续整改 and 移交 stand between 待验收 and 已销号.
    #[must_use]
    pub fn rank(self) -> u8 {
        match self {
            State::Open => 0,
            State::Underway => 1,
            State::Review => 2,
            State::Continuous => 3,
            State::HandedOver => 4,
            State::Closed => 5,
        }
    }

    /// Whether the problem still has to be answered next year.
    #[must_use]
    pub fn is_open(self) -> bool {
        !matches!(self, State::Closed | State::HandedOver)
    }
}

/// One dated note on the way.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct Progress {
    /// `YYYY-MM-DD`.
    #[serde(default)]
    pub date: String,
    /// What happened.
    #[serde(default)]
    pub text: String,
    /// Keys of a later version.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}
