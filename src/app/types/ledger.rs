//! 整改台账 and 关键数据 over the years, over the border.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ledger::Row;
pub use crate::ledger::{Query as LedgerQuery, StateFilter as LedgerState};
use crate::model::{LedgerColumn, Progress, State};

/// The screen 整改台账.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct LedgerView {
    /// The rows that the query asks for.
    pub rows: Vec<Row>,
    /// The columns, in the user's order.
    pub columns: Vec<LedgerColumn>,
    /// What the screen may say of each column: text of each cell, row by row, in the order of `columns`.
    pub cells: Vec<Vec<String>>,
    /// Rows without the filter by state: all of them.
    pub all: u32,
    /// Open ones.
    pub open: u32,
    /// Open and past their due date.
    pub overdue: u32,
    /// `共查摆问题12项，已整改7项，持续推进5项`, counted over the same rows.
    pub sentence: String,
    /// The units, years and owners to filter by.
    pub units: Vec<String>,
    /// The newest first.
    pub years: Vec<i32>,
    /// By name.
    pub owners: Vec<String>,
    /// What is odd, in Chinese.
    pub notices: Vec<String>,
    /// Reports with open problems that no later report continues: 沿用 is offered.
    pub offers: Vec<LedgerOffer>,
}

/// A report whose problems wait for the next year's draft.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LedgerOffer {
    /// The report's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its unit.
    pub unit: String,
    /// Its year.
    pub year: Option<i32>,
    /// How many problems are open.
    pub open: u32,
}

/// Changes to one item in the draft it belongs to; what is absent stays.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct LedgerEdit {
    /// The report's id.
    pub report: String,
    /// The item's id: a rectification item, or a problem.
    pub item: String,
    /// What was done.
    #[ts(optional)]
    pub measure: Option<String>,
    /// What came of it.
    #[ts(optional)]
    pub result: Option<String>,
    /// The basis for closing.
    #[ts(optional)]
    pub evidence: Option<String>,
    /// The person or office that answers for it.
    #[ts(optional)]
    pub owner: Option<String>,
    /// The leader who answers for it.
    #[ts(optional)]
    pub leader: Option<String>,
    /// The due date.
    #[ts(optional)]
    pub due: Option<String>,
    /// Why it goes on, or to whom it was handed over.
    #[ts(optional)]
    pub reason: Option<String>,
    /// When it was closed.
    #[ts(optional)]
    pub closed: Option<String>,
    /// How far it is; only of a rectification item.
    #[ts(optional)]
    pub state: Option<State>,
    /// A note to add.
    #[ts(optional)]
    pub note: Option<Progress>,
}

/// The columns that the ledger shows and prints, for the settings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LedgerColumns {
    /// In their order; the usual ones when empty.
    pub columns: Vec<LedgerColumn>,
}

/// Which file to make of the ledger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum LedgerFormat {
    /// Excel, the user's columns.
    Xlsx,
    /// Word, the user's columns, on landscape pages.
    Docx,
    /// Word, the short form: 问题｜措施｜责任人｜时限｜完成情况.
    ShortDocx,
    /// CSV in UTF-8 with BOM, the user's columns.
    Csv,
}

/// The ledger as a file, through the window's dialog.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ExportLedger {
    /// Which rows.
    pub query: LedgerQuery,
    /// Which file.
    pub format: LedgerFormat,
}

/// 关键数据 over the years.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct FigureTable {
    /// The years that have figures, the earliest first.
    pub years: Vec<i32>,
    /// One row a figure and unit of the organisation.
    pub rows: Vec<FigureRow>,
    /// The units to choose from.
    pub units: Vec<String>,
}

/// A figure over the years.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct FigureRow {
    /// The organisation.
    pub organisation: String,
    /// The reporter.
    pub reporter: String,
    /// The figure's name.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// Its value in each of the years; empty where there is none.
    pub values: Vec<String>,
}

/// Which organisation's figures; all when empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct FigureQuery {
    /// The unit.
    pub unit: String,
}

/// Something that is due soon or overdue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Reminder {
    /// The report that holds it.
    pub report: String,
    /// The report's unit.
    pub unit: String,
    /// The part in which it can be worked on.
    pub part: String,
    /// The item.
    pub item: String,
    /// The problem's wording.
    pub text: String,
    /// Who answers for it.
    pub owner: String,
    /// The due date, `YYYY-MM-DD`.
    pub due: String,
    /// Days from today; below 0 when overdue.
    pub days: i32,
}
