//! Versions of a report.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::history::{PartChange, SectionDifference};
use crate::store::Cause;

/// A version in the list of a report's history.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct VersionEntry {
    /// Its number; larger is later. `null` is what is stored now.
    #[ts(type = "number | null")]
    pub number: Option<i64>,
    /// The revision of the report when it was this.
    #[ts(type = "number")]
    pub revision: i64,
    /// Why it was kept.
    pub cause: Cause,
    /// The name given by the user.
    pub name: Option<String>,
    /// When it was kept (what is stored now: saved), RFC 3339.
    pub made: String,
    /// What changed since the one before; empty for the first one.
    pub changes: Vec<PartChange>,
    /// Its content is damaged and cannot be shown.
    pub damaged: bool,
}

/// The history of a report, the latest first; the first entry is what is stored now.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Versions {
    /// The report's id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The versions.
    pub versions: Vec<VersionEntry>,
}

/// Which state to keep as a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct KeepVersion {
    /// The report's id.
    pub id: String,
    /// Why.
    pub cause: Cause,
    /// The name given by the user.
    pub name: Option<String>,
}

/// A name for a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct NameVersion {
    /// The report's id.
    pub id: String,
    /// The version's number.
    #[ts(type = "number")]
    pub number: i64,
    /// Its new name; empty or `null` takes the name away.
    pub name: Option<String>,
}

/// Two states of a report; `null` is what is stored now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct CompareVersions {
    /// The report's id.
    pub id: String,
    /// The older one, on the left.
    #[ts(type = "number | null")]
    pub older: Option<i64>,
    /// The newer one, on the right.
    #[ts(type = "number | null")]
    pub newer: Option<i64>,
}

/// Two states side by side.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Comparison {
    /// The sections that differ, in the order of the form.
    pub sections: Vec<SectionDifference>,
}

/// What to restore.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct RestoreVersion {
    /// The report's id.
    pub id: String,
    /// The version's number.
    #[ts(type = "number")]
    pub number: i64,
    /// Only this section (a part's id, `basic` or `elements`); `null` for the whole report.
    pub section: Option<String>,
}
