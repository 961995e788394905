//! Continuity with the earlier years: [`Draft::carried`] and the rectification items → findings.

use chrono::NaiveDate;

use super::Finding;
use crate::model::Draft;

/// Every finding of these rules as of `today`.
pub(super) fn check(_draft: &Draft, _today: NaiveDate) -> Vec<Finding> {
    Vec::new()
}
