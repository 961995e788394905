//! Backups, and moving to another computer.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The backups there are.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Backups {
    /// Verified backups, the latest first.
    pub backups: Vec<BackupEntry>,
    /// Where they lie, to show.
    pub folder: String,
    /// The second folder, if the user named one.
    pub second: Option<SecondFolder>,
    /// Why the last attempt to back up failed, and what to do; `null` when it did not.
    pub failure: Option<String>,
}

/// A verified backup.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct BackupEntry {
    /// The file's name.
    pub name: String,
    /// Whether it lies in the second folder too.
    pub second: bool,
    /// Its place in the order of backups.
    #[ts(type = "number")]
    pub ordinal: i64,
    /// When it was made, RFC 3339.
    pub made: String,
    /// Its size in bytes.
    #[ts(type = "number")]
    pub bytes: u64,
    /// How many reports it holds.
    pub reports: u32,
}

/// The second folder for backups.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct SecondFolder {
    /// Its path, to show.
    pub path: String,
    /// When a backup was last written there, RFC 3339.
    pub written: Option<String>,
    /// Why the last one could not be written there, and what to do.
    pub failure: Option<String>,
}

/// What to write for another computer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct WriteArchive {
    /// Encrypts the file with this password; `null` or empty: no password.
    pub password: Option<String>,
}

/// What to read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReadArchive {
    /// The backup of this name in the backup folder; `null`: the file that the user chooses in a dialog, or chose last where
    /// `again` says so.
    pub backup: Option<String>,
    /// The file that was chosen last, now with a password.
    pub again: bool,
    /// Its password.
    pub password: Option<String>,
}

/// What came of reading a file.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum ArchiveRead {
    /// The dialog was closed.
    Cancelled,
    /// It needs a password, or another one.
    Password {
        /// The file's name.
        name: String,
        /// Whether one was given and is wrong.
        wrong: bool,
    },
    /// What it holds. Nothing was merged yet.
    Content(ArchiveContent),
    /// It was a single draft, saved with 另存到…; it is in the store now under this id.
    Draft {
        /// The report's id.
        id: String,
    },
}

/// What a file holds, beside what is here.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ArchiveContent {
    /// The file's name.
    pub name: String,
    /// When it was written, RFC 3339.
    pub made: String,
    /// Its reports.
    pub reports: Vec<ArchivedReport>,
    /// Whether its settings differ from those here.
    pub settings: bool,
    /// Its own templates.
    pub templates: Vec<ArchivedTemplate>,
}

/// A report of the file.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ArchivedReport {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The unit.
    pub unit: String,
    /// The year.
    pub year: Option<i32>,
    /// When it was last saved, RFC 3339.
    pub modified: String,
    /// Whether it lies in the bin there.
    pub deleted: bool,
    /// Beside the one here.
    pub state: ArchivedState,
    /// When the one here was last saved, RFC 3339.
    pub here: Option<String>,
}

/// Something of the file beside what is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ArchivedState {
    /// Not here.
    New,
    /// The same here.
    Same,
    /// Another one here.
    Different,
}

/// An own template of the file.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ArchivedTemplate {
    /// The file's name.
    pub name: String,
    /// Beside the one here.
    pub state: ArchivedState,
}

/// What to do with a report that is different on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum MergeChoice {
    /// Leave the one here; the other goes into its history.
    Mine,
    /// Take the other; the one here goes into its history.
    Theirs,
    /// Keep both; the other becomes a copy.
    Both,
    /// Leave it out, new or not.
    Skip,
}

/// How to merge the file that was read last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct MergeArchive {
    /// By report id. New ones without a choice are taken, different ones without a choice stay as they are here.
    pub reports: BTreeMap<String, MergeChoice>,
    /// Take over the settings.
    pub settings: bool,
    /// The own templates to take over, by name; one here of the same name is kept beside under another name.
    pub templates: Vec<String>,
}

/// What came of merging.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Merged {
    /// Reports that are new here.
    pub added: u32,
    /// Reports replaced, with the old state in their history.
    pub replaced: u32,
    /// Reports added as copies.
    pub copied: u32,
    /// Reports left as they are.
    pub unchanged: u32,
    /// Own templates taken over.
    pub templates: u32,
    /// What is worth knowing, one sentence each.
    pub notices: Vec<String>,
}
