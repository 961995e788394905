//! Drafts → rows.

use chrono::NaiveDate;

use super::Ledger;
use crate::model::Draft;

/// The ledger of `drafts`, in any order, as of `today`.
#[must_use]
pub fn ledger(_drafts: &[&Draft], _today: NaiveDate) -> Ledger {
    Ledger::default()
}
