//! 改后稿: what a superior changed in the exported file. In: the draft that was exported and the file that came back. Out: every
//! difference, each with the field it belongs to; the draft with those that are accepted. Ids and links stay.

use serde::Serialize;
use ts_rs::TS;

use crate::import::Source;
use crate::model::Draft;

/// Every difference between a draft and the file that came back.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
pub struct Revision {
    /// In the order of the report.
    pub changes: Vec<Change>,
}

/// One difference.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
pub struct Change {
    /// Its place in the list, from 0.
    pub id: u32,
    /// The text in the draft; empty where it was added.
    pub before: String,
    /// The text in the file; empty where it was struck out.
    pub after: String,
}

/// Compares `source`, the file that came back, with `draft`.
#[must_use]
pub fn compare(draft: &Draft, source: &Source) -> Revision {
    let _ = (draft, source);
    Revision::default()
}

/// `draft` with the changes of `revision` whose ids are `accepted`.
#[must_use]
pub fn merged(draft: &Draft, revision: &Revision, accepted: &[u32]) -> Draft {
    let _ = (revision, accepted);
    draft.clone()
}
