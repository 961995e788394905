//! 整改台账 over a chain of years: drafts + today → one row a problem, with its state in each year. Pure.

mod cell;
mod chain;
mod circles;
mod document;
mod extract;
mod notices;
mod problem;
mod recurrence;
mod row;
mod rows;
mod select;
mod sheet;

use serde::Serialize;
use ts_rs::TS;

use crate::model::{MeasureKind, Progress, State};

pub use cell::cell;
pub use document::document;
pub use extract::{Extract, extract};
pub use problem::wording;
pub(crate) use problem::{answered_problem, own_problems};
pub use rows::{ledger, of_extracts};
pub use select::{Query, Selection, StateFilter, select};
pub use sheet::{columns, sheet, short_sheet};

/// The ledger of some reports.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
pub struct Ledger {
    /// One row a problem: by the year it was found, then by report and place in it.
    pub rows: Vec<Row>,
    /// What is odd about the chain, in Chinese: a report that is missing, a chain that loops, a problem without text.
    pub notices: Vec<String>,
}

/// A problem over the years.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
#[ts(rename = "LedgerRow")]
pub struct Row {
    /// The problem's id.
    pub id: String,
    /// Its wording in the report that named it; the earliest there is where that report is not among them.
    pub text: String,
    /// Other wordings of it in later reports.
    pub wordings: Vec<String>,
    /// The year of the report that named it.
    pub found_year: Option<i32>,
    /// The unit of the latest report that holds it.
    pub unit: String,
    /// Who pointed it out.
    pub source: String,
    /// How it shows.
    pub shows: String,
    /// Why it came about: its own text, or what the items say that explain it.
    pub cause: String,
    /// What is to be reached.
    pub goal: String,
    /// How it is to be put right.
    pub kind: Option<MeasureKind>,
    /// What was done; what is promised where nothing was done yet.
    pub measure: String,
    /// The leader who answers for it.
    pub leader: String,
    /// The person or office that answers for it: of the latest rectification item, else the problem's own.
    pub owner: String,
    /// The due date, likewise.
    pub due: String,
    /// The dated notes of all years, the earliest first.
    pub progress: Vec<Progress>,
    /// What came of it, by the latest report that says so.
    pub result: String,
    /// The basis for closing, likewise.
    pub evidence: String,
    /// How far it is by the latest report.
    pub state: State,
    /// Why it goes on, or to whom it was handed over.
    pub reason: String,
    /// When it was closed.
    pub closed: String,
    /// For how many days it has been due, where it is open and past its due date. Never stored.
    pub overdue: Option<u32>,
    /// The earlier problem that has come back in this one.
    pub recurs: Option<String>,
    /// The later problems in which this one came back.
    pub recurred: Vec<String>,
    /// One entry for each year from the one it was found in to the last, where a report of that year speaks of it or should.
    pub years: Vec<RowYear>,
}

/// A problem in one year.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
#[ts(rename = "LedgerYear")]
pub struct RowYear {
    /// The year.
    pub year: i32,
    /// Its state in that year; of several reports, the one that is least far.
    pub state: State,
    /// What each report of that year says. More than one where the chain forks.
    pub entries: Vec<Entry>,
}

/// A problem in one report.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
#[ts(rename = "LedgerEntry")]
pub struct Entry {
    /// The report's id.
    pub report: String,
    /// Its unit.
    pub unit: String,
    /// Its reporter.
    pub reporter: String,
    /// The part that holds it; empty where the report does not mention it.
    pub part: String,
    /// The item that holds it; empty where the report does not mention it.
    pub item: String,
    /// What the report does with it.
    pub role: EntryRole,
    /// How the report words it.
    pub text: String,
    /// How far it is.
    pub state: State,
    /// What was done, or is promised.
    pub measure: String,
    /// What came of it.
    pub result: String,
    /// The basis for closing.
    pub evidence: String,
    /// The person or office that answers for it.
    pub owner: String,
    /// The leader who answers for it.
    pub leader: String,
    /// The due date.
    pub due: String,
    /// Why it goes on, or to whom it was handed over.
    pub reason: String,
    /// Why the report does not answer it.
    pub waived: String,
    /// When it was closed.
    pub closed: String,
    /// The dated notes.
    pub progress: Vec<Progress>,
}

/// What a report does with a problem.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "LedgerRole")]
pub enum EntryRole {
    /// Names it as one of this year's.
    #[default]
    Named,
    /// Answers it as one of an earlier year.
    Answered,
    /// Leaves it out, with a reason.
    Waived,
    /// Should answer it and does not mention it.
    Dropped,
    /// Hands on that it was closed or handed over in an earlier report, which is not among those at hand.
    Recalled,
}
