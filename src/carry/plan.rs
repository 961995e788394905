//! What a report leaves for the next year.

use serde::Serialize;
use ts_rs::TS;

use crate::model::{Draft, State};

/// What goes on from a report, and what does not.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
#[ts(rename = "CarryPlan")]
pub struct Plan {
    /// Every problem that the report leaves, the open ones first.
    pub problems: Vec<CarriedProblem>,
    /// What is taken over beside them, one sentence each.
    pub taken: Vec<String>,
    /// What is not, one sentence each.
    pub left: Vec<String>,
}

/// A problem that a report leaves.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
pub struct CarriedProblem {
    /// The problem's id.
    pub problem: String,
    /// Its wording.
    pub text: String,
    /// The year of the report that named it.
    pub year: Option<i32>,
    /// How far it is.
    pub state: State,
    /// Whether it still has to be answered; only those are ticked at first.
    pub open: bool,
    /// The measure that was promised.
    pub promised: String,
    /// Who answers for it.
    pub owner: String,
    /// The due date.
    pub due: String,
}

/// What `from` leaves.
#[must_use]
pub fn plan(_from: &Draft) -> Plan {
    Plan::default()
}
