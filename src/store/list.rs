//! What the list shows of the reports, read without their drafts: all rows in the list's order, or one of them.

use rusqlite::types::ValueRef;
use rusqlite::{OptionalExtension, Row};

use super::Store;
use super::failure::failed;
use super::report::unknown;
use crate::Result;

/// What the list shows of a draft; made by [`crate::app::summary`] and kept beside the draft.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// The title in one line, as composed.
    pub title: String,
    /// The unit.
    pub unit: String,
    /// The reporter.
    pub reporter: String,
    /// The year reported on.
    pub year: Option<i32>,
    /// Sections marked as done.
    pub parts_done: u32,
    /// Sections in all; 0 where none are counted.
    pub parts_total: u32,
    /// Places still to be filled in.
    pub placeholders: u32,
}

/// A report in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The report's id.
    pub id: String,
    /// What the list shows of its draft.
    pub summary: Summary,
    /// When it was last saved, RFC 3339.
    pub modified: String,
    /// When it was last exported, RFC 3339.
    pub exported: Option<String>,
    /// When it was deleted, RFC 3339.
    pub deleted: Option<String>,
    /// The day on which a deleted one was first seen to be due to go, `YYYY-MM-DD`.
    pub due: Option<String>,
}

/// The last save of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Save {
    /// The report's id.
    pub id: String,
    /// Its number in the store's sequence: where that is the same, so is the report.
    pub saved: i64,
    /// The year reported on.
    pub year: Option<i32>,
}

impl Store {
    /// All reports: newest year first, then the last saved; deleted ones last.
    ///
    /// # Errors
    /// [`crate::Code::Io`] or [`crate::Code::Invalid`] when the file cannot be read.
    pub fn list(&self) -> Result<Vec<Entry>> {
        let read = || -> rusqlite::Result<Vec<Entry>> { self.db.prepare_cached(LIST)?.query_map([], entry)?.collect() };
        read().map_err(failed(&self.path, "读取"))
    }

    /// The reports that are not deleted, newest year first, each with its last save.
    ///
    /// # Errors
    /// [`crate::Code::Io`] or [`crate::Code::Invalid`] when the file cannot be read.
    pub fn saves(&self) -> Result<Vec<Save>> {
        let save = |row: &Row<'_>| {
            Ok(Save { id: text(row, 0)?, saved: row.get(1).unwrap_or_default(), year: row.get(2).unwrap_or_default() })
        };
        let read = || -> rusqlite::Result<Vec<Save>> { self.db.prepare_cached(SAVES)?.query_map([], save)?.collect() };
        read().map_err(failed(&self.path, "读取"))
    }

    /// The report `id` as the list has it.
    ///
    /// # Errors
    /// [`crate::Code::Io`] or [`crate::Code::Invalid`] when the file cannot be read.
    pub fn entry(&self, id: &str) -> Result<Option<Entry>> {
        self.db
            .prepare_cached(
                "SELECT id, title, unit, reporter, year, parts_done, parts_total, placeholders, modified, exported, deleted, due
                 FROM report WHERE id = ?1",
            )
            .and_then(|mut query| query.query_row([id], entry).optional())
            .map_err(failed(&self.path, "读取"))
    }

    /// The title of the report `id` as listed.
    ///
    /// # Errors
    /// [`crate::Code::NotFound`] when there is none; [`crate::Code::Io`] when the file cannot be read.
    pub fn title(&self, id: &str) -> Result<String> {
        self.db
            .query_row("SELECT title FROM report WHERE id = ?1", [id], |row| text(row, 0))
            .optional()
            .map_err(failed(&self.path, "读取"))?
            .ok_or_else(|| unknown(id))
    }
}

/// The list in its order; `report_list` of the schema covers it.
pub(super) const LIST: &str =
    "SELECT id, title, unit, reporter, year, parts_done, parts_total, placeholders, modified, exported, deleted, due
FROM report ORDER BY deleted IS NOT NULL, year IS NULL, year DESC, saved DESC";

/// The numbers of the last saves; `report_list` covers it too.
pub(super) const SAVES: &str = "SELECT id, saved, year FROM report WHERE deleted IS NULL
ORDER BY deleted IS NOT NULL, year IS NULL, year DESC, saved DESC";

/// A text of a row. A damaged one may be no UTF-8 any more; the list shows it as far as it goes, and the report's hash tells.
fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    Ok(match row.get_ref(column)? {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        _ => String::new(),
    })
}

fn optional_text(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<String>> {
    Ok(if row.get_ref(column)? == ValueRef::Null { None } else { Some(text(row, column)?) })
}

/// A row of the columns that the list shows.
fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        id: text(row, 0)?,
        summary: Summary {
            title: text(row, 1)?,
            unit: text(row, 2)?,
            reporter: text(row, 3)?,
            // Made anew at each save; damage here is not worth the list.
            year: row.get(4).unwrap_or_default(),
            parts_done: row.get(5).unwrap_or_default(),
            parts_total: row.get(6).unwrap_or_default(),
            placeholders: row.get(7).unwrap_or_default(),
        },
        modified: text(row, 8)?,
        exported: optional_text(row, 9)?,
        deleted: optional_text(row, 10)?,
        due: optional_text(row, 11)?,
    })
}
