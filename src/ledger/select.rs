//! Ledger + query → the rows that are asked for, counted.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Ledger, Row};
use crate::compose::Tally;
use crate::model::{State, is_blank, one_line};

/// Which rows to show.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
#[ts(rename = "LedgerQuery")]
pub struct Query {
    /// Only problems that a report of this unit speaks of or should; all when empty.
    pub unit: String,
    /// Only problems that a report of this year names or should answer.
    pub year: Option<i32>,
    /// Only of this state.
    pub state: StateFilter,
    /// Only with this owner; all when empty.
    pub owner: String,
    /// Only where each of these words, separated by blanks, stands in one of the row's texts.
    pub text: String,
}

/// The states to filter by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "LedgerState")]
pub enum StateFilter {
    /// Not closed and not handed over.
    #[default]
    Open,
    /// All.
    All,
    /// Open and past the due date.
    Overdue,
    /// 待整改.
    Waiting,
    /// 整改中.
    Underway,
    /// 待验收.
    Review,
    /// 持续整改.
    Continuous,
    /// 已销号.
    Closed,
    /// 移交.
    HandedOver,
}

impl StateFilter {
    fn takes(self, row: &Row) -> bool {
        match self {
            StateFilter::Open => row.state.is_open(),
            StateFilter::All => true,
            StateFilter::Overdue => row.overdue.is_some(),
            StateFilter::Waiting => row.state == State::Open,
            StateFilter::Underway => row.state == State::Underway,
            StateFilter::Review => row.state == State::Review,
            StateFilter::Continuous => row.state == State::Continuous,
            StateFilter::Closed => row.state == State::Closed,
            StateFilter::HandedOver => row.state == State::HandedOver,
        }
    }
}

/// The rows that a query asks for.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Selection<'a> {
    /// In the order of the ledger.
    pub rows: Vec<&'a Row>,
    /// How many there are without the filter by state; so are the next three.
    pub all: u32,
    /// How many of those are open.
    pub open: u32,
    /// How many of those are open and past their due date.
    pub overdue: u32,
    /// Those, counted by what became of them.
    pub tally: Tally,
}

/// The rows of `ledger` that `query` asks for.
#[must_use]
pub fn select<'a>(ledger: &'a Ledger, query: &Query) -> Selection<'a> {
    let words: Vec<String> = query.text.split_whitespace().map(folded).collect();
    let mut selection = Selection::default();
    for row in ledger.rows.iter().filter(|row| is_asked_for(row, query, &words)) {
        selection.all += 1;
        selection.open += u32::from(row.state.is_open());
        selection.overdue += u32::from(row.overdue.is_some());
        selection.tally.add(row.state);
        if query.state.takes(row) {
            selection.rows.push(row);
        }
    }
    selection
}

fn is_asked_for(row: &Row, query: &Query, words: &[String]) -> bool {
    let mut entries = row.years.iter().flat_map(|year| &year.entries);
    (is_blank(&query.unit) || entries.any(|entry| entry.unit == query.unit))
        && query.year.is_none_or(|year| row.years.iter().any(|there| there.year == year))
        && (is_blank(&query.owner) || one_line(&row.owner) == query.owner)
        && holds(row, words)
}

fn holds(row: &Row, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let own = [
        &row.text, &row.unit, &row.source, &row.shows, &row.cause, &row.goal, &row.measure, &row.leader, &row.owner,
        &row.due, &row.result, &row.evidence, &row.reason, &row.closed,
    ];
    let notes = row.progress.iter().flat_map(|note| [&note.date, &note.text]);
    let texts: Vec<String> = own.into_iter().chain(&row.wordings).chain(notes).map(|text| folded(text)).collect();
    words.iter().all(|word| texts.iter().any(|text| text.contains(word)))
}

/// `text` with full-width letters as narrow ones and capitals as small ones, as the search over reports has it.
fn folded(text: &str) -> String {
    let narrow = |c: char| match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    text.chars().map(narrow).flat_map(char::to_lowercase).collect()
}
