//! Damage, and what can be done about it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What a check of the database found.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
pub struct Health {
    /// Reports that are damaged.
    pub damaged: Vec<DamagedReport>,
    /// Versions that are damaged.
    pub versions: u32,
    /// Whether the settings are damaged; a notice says so too.
    pub settings: bool,
    /// What else is wrong, one sentence each.
    pub notices: Vec<String>,
}

/// A damaged report.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct DamagedReport {
    /// Its id, as far as it can be read.
    pub id: String,
    /// Its title, as far as it can be read.
    pub title: String,
    /// From what it can be brought back, the newest first.
    pub remedies: Vec<Remedy>,
}

/// A whole state of a damaged report.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Remedy {
    /// Where it comes from.
    pub source: RemedySource,
    /// When it was saved, RFC 3339.
    pub modified: String,
}

/// Where a whole state of a report comes from.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum RemedySource {
    /// A version in its history.
    Version {
        /// The version's number.
        #[ts(type = "number")]
        number: i64,
    },
    /// A backup.
    Backup {
        /// The file's name in the backup folder.
        name: String,
    },
}

/// What to mend.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Mend {
    /// The report.
    pub id: String,
    /// From what; `null` takes the newest.
    pub source: Option<RemedySource>,
}

/// Where a damaged report went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SetAside {
    /// The file that has what was left of it, to show.
    pub kept: String,
}

/// What came of rescuing a database that could not be opened.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Rescued {
    /// Reports that were whole in the broken file.
    pub whole: u32,
    /// Reports brought back from a version or a backup, one sentence each.
    pub brought_back: Vec<String>,
    /// What is lost, one sentence each.
    pub lost: Vec<String>,
    /// Where the broken file is kept, to show.
    pub kept: String,
}
