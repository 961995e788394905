//! 沿用上年报告, over the border.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{OpenReport, ReportSummary};
use crate::carry::Plan;
use crate::check::Fix;
use crate::model::{Block, Draft};

/// Which report to carry forward, and to which year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CarryFrom {
    /// The report's id.
    pub id: String,
    /// The new report's year; the one that is most likely meant when absent.
    pub year: Option<i32>,
}

/// Everything that the screen shows before anything is made.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct CarryOffer {
    /// The report to carry forward.
    pub from: ReportSummary,
    /// The new report's year.
    pub year: i32,
    /// What goes on from it, and what does not.
    pub plan: Plan,
    /// What to know first, in Chinese: years that are skipped, a template that is gone, problems without text …
    pub notices: Vec<String>,
    /// Why it cannot be carried to this year, in Chinese; empty where it can.
    pub refused: String,
    /// The reports that were carried from it already, to this year or another.
    pub carried: Vec<ReportSummary>,
}

/// What to make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CarryChoice {
    /// The report to carry forward.
    pub id: String,
    /// The new report's year.
    pub year: i32,
    /// The ids of the problems to take over.
    pub problems: Vec<String>,
    /// Why problems that are taken over are not to be answered in the new report, by problem id.
    #[ts(type = "{ [problem: string]: string }")]
    pub waived: BTreeMap<String, String>,
    /// The report that takes them in, when one was carried already; a new one when absent.
    pub into: Option<String>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct CarryResult {
    /// The report.
    pub report: OpenReport,
    /// What a report that was there already took in, or that nothing was new, in Chinese; empty for a new report.
    pub told: String,
}

/// Beside which part of a draft to show the earlier report's.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct LastYearOf {
    /// The draft, saved or not.
    pub draft: Draft,
    /// The part's id.
    pub part: String,
}

/// What the earlier report has in the same place.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
pub struct LastYear {
    /// Its year; `None` where it cannot be read, too.
    pub year: Option<i32>,
    /// The paragraphs as composed; none where there is nothing to show.
    pub blocks: Vec<Block>,
    /// Why there is nothing to show, in Chinese; empty where there is something.
    pub absent: String,
}

/// What came of asking for a draft's file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OpenedDraft {
    /// The id of the report that it is stored as; `None` when the dialog was closed.
    pub id: Option<String>,
}

/// A finding's mend, to be made.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ApplyFix {
    /// The draft, saved or not.
    pub draft: Draft,
    /// The mend.
    pub fix: Fix,
}
