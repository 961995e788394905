//! 改后稿, over the border.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::OpenReport;
use crate::import::Notice;
use crate::revise::Change;

/// A file that was read; no number when the dialog was closed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ReviseFile {
    /// Its number in this sitting.
    pub handle: Option<u32>,
}

/// Which file to compare with which report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReviseOf {
    /// The report's id.
    pub id: String,
    /// The file.
    pub handle: u32,
}

/// The exported version that a file is compared with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct RevisedFrom {
    /// Its number in the history.
    #[ts(type = "number")]
    pub number: i64,
    /// When it was exported, RFC 3339.
    pub made: String,
}

/// What the file says otherwise than the version that it was made of, for the report as it is stored.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ReviseOffer {
    /// The file's name.
    pub name: String,
    /// The file.
    pub handle: u32,
    /// The revision of the report that the differences are for.
    #[ts(type = "number")]
    pub revision: i64,
    /// The version that the file is compared with; `null` for the report as it is, as no exported version is kept.
    pub from: Option<RevisedFrom>,
    /// What the reader left out, such as comments.
    pub notices: Vec<Notice>,
    /// The differences.
    pub changes: Vec<Change>,
}

/// Which differences to take into the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReviseApply {
    /// The report's id.
    pub id: String,
    /// The file.
    pub handle: u32,
    /// The revision of the report that the differences are for.
    #[ts(type = "number")]
    pub revision: i64,
    /// The number of the version that the file was compared with.
    #[ts(type = "number | null")]
    pub from: Option<i64>,
    /// The ids of the differences.
    pub accepted: Vec<u32>,
}

/// The report with what was taken in.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Revised {
    /// The report.
    pub report: OpenReport,
    /// How many differences were taken in.
    pub merged: u32,
}
