//! A table as it is typed.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Extra;

/// The most columns a table of a Word file may have. A wider one is printed in pieces, one below the other.
pub(crate) const MOST_COLUMNS: usize = 63;

/// A table with a head row. Rows may be of different lengths; the missing cells are empty.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Table {
    /// A UUID that never changes.
    pub id: String,
    /// The line above it; none when empty.
    pub title: String,
    /// The cells, row by row; the first row is the head, repeated on every page.
    pub rows: Vec<Vec<String>>,
    /// On landscape pages of its own (横表).
    pub wide: bool,
    /// Keys of a later version.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}
