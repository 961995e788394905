//! The reports, one row each.

use rusqlite::types::ValueRef;
use rusqlite::{OptionalExtension, Row, TransactionBehavior, named_params, params};
use sha2::{Digest, Sha256};

use super::Store;
use super::failure::{self, failed};
use crate::model::Draft;
use crate::{Code, Error, Result};

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
    /// Sections in all.
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
}

/// A report, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The draft as JSON, exactly as it was written.
    pub draft: String,
    /// Counted up with each save.
    pub revision: i64,
}

impl Store {
    /// All reports: newest year first, then the last saved; deleted ones last.
    ///
    /// # Errors
    /// [`Code::Io`] or [`Code::Invalid`] when the file cannot be read.
    pub fn list(&self) -> Result<Vec<Entry>> {
        let read = || -> rusqlite::Result<Vec<Entry>> {
            self.db
                .prepare_cached(
                    "SELECT id, title, unit, reporter, year, parts_done, parts_total, placeholders, modified, exported, deleted
                     FROM report ORDER BY deleted IS NOT NULL, year IS NULL, year DESC, julianday(modified) DESC, rowid DESC",
                )?
                .query_map([], entry)?
                .collect()
        };
        read().map_err(failed(&self.path, "读取"))
    }

    /// The report `id`; that it is what was saved is verified.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is none; [`Code::Invalid`] when it is damaged.
    pub fn get(&self, id: &str) -> Result<Report> {
        // As bytes: what is damaged may be no UTF-8 any more, and is to be named all the same.
        let sql = "SELECT CAST(draft AS BLOB), CAST(title AS BLOB), hash, revision FROM report WHERE id = ?1";
        let bytes = |row: &Row<'_>, column: usize| row.get::<_, Vec<u8>>(column);
        let (draft, title, hash, revision) = self
            .db
            .query_row(sql, [id], |row| Ok((bytes(row, 0)?, bytes(row, 1)?, bytes(row, 2)?, row.get(3)?)))
            .optional()
            .map_err(failed(&self.path, "读取"))?
            .ok_or_else(|| unknown(id))?;
        let title = String::from_utf8_lossy(&title);
        if hash != digest(&draft) {
            return Err(failure::damaged(&self.path, id, &title));
        }
        let draft =
            String::from_utf8(draft).map_err(|error| failure::damaged(&self.path, id, &title).with_source(error))?;
        Ok(Report { draft, revision })
    }

    /// The title of the report `id` as listed.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is none; [`Code::Io`] when the file cannot be read.
    pub fn title(&self, id: &str) -> Result<String> {
        self.db
            .query_row("SELECT title FROM report WHERE id = ?1", [id], |row| text(row, "title"))
            .optional()
            .map_err(failed(&self.path, "读取"))?
            .ok_or_else(|| unknown(id))
    }

    /// Whether there is a report `id`, deleted or not.
    ///
    /// # Errors
    /// [`Code::Io`] when the file cannot be read.
    pub fn contains(&self, id: &str) -> Result<bool> {
        self.db
            .query_row("SELECT EXISTS (SELECT 1 FROM report WHERE id = ?1)", [id], |row| row.get(0))
            .map_err(failed(&self.path, "读取"))
    }

    /// Adds a report and answers its first revision number, after COMMIT.
    ///
    /// # Errors
    /// [`Code::Conflict`] when its id is taken; [`Code::Io`] when it cannot be written.
    pub fn add(&mut self, draft: &Draft, summary: &Summary) -> Result<i64> {
        if self.contains(&draft.id)? {
            let message = format!("编号为 {} 的报告已经存在", draft.id);
            return Err(Error::new(Code::Conflict, message, "请打开已有的那份，或者另存为副本"));
        }
        self.write(
            "INSERT INTO report (id, revision, title, unit, reporter, year, parts_done, parts_total, placeholders, modified, hash, draft)
             VALUES (:id, :revision, :title, :unit, :reporter, :year, :done, :total, :placeholders, :modified, :hash, :draft)",
            draft,
            summary,
            1,
        )?;
        Ok(1)
    }

    /// Saves a report that is based on `revision` and answers its new revision number, after COMMIT.
    ///
    /// # Errors
    /// [`Code::Conflict`] when another revision was saved in the meantime; [`Code::NotFound`] when there is no such
    /// report; [`Code::Io`] when it cannot be written. The stored report is unchanged then.
    pub fn save(&mut self, draft: &Draft, summary: &Summary, revision: i64) -> Result<i64> {
        let failed = || failed(&self.path, "保存");
        let change = self.db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed())?;
        let stored: Option<i64> = change
            .query_row("SELECT revision FROM report WHERE id = ?1", [&draft.id], |row| row.get(0))
            .optional()
            .map_err(failed())?;
        match stored {
            None => return Err(unknown(&draft.id)),
            Some(stored) if stored != revision => {
                let message = format!("“{}”已在别处保存过，这次没有保存，以免覆盖", summary.title);
                return Err(Error::new(Code::Conflict, message, "请复制刚才输入的内容，重新打开这份报告后再粘贴"));
            }
            Some(_) => {}
        }
        write(
            &change,
            "UPDATE report SET revision = :revision, title = :title, unit = :unit, reporter = :reporter, year = :year,
             parts_done = :done, parts_total = :total, placeholders = :placeholders, modified = :modified, hash = :hash,
             draft = :draft WHERE id = :id",
            draft,
            summary,
            revision + 1,
        )
        .map_err(failed())?;
        change.commit().map_err(failed())?;
        Ok(revision + 1)
    }

    /// Notes that the report was exported at `when`, with `draft` saying the same. The revision number stays: a window
    /// that has the report open can go on saving.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report; [`Code::Io`] when it cannot be written.
    pub fn note_export(&mut self, draft: &Draft, when: &str) -> Result<()> {
        let json = json(draft).map_err(failed(&self.path, "保存"))?;
        let change = "UPDATE report SET exported = ?2, hash = ?3, draft = ?4 WHERE id = ?1";
        self.change(&draft.id, change, params![draft.id, when, digest(json.as_bytes()), json])
    }

    /// Marks the report as deleted at a time, or as not deleted; its content stays.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report; [`Code::Io`] when it cannot be written.
    pub fn set_deleted(&mut self, id: &str, deleted: Option<&str>) -> Result<()> {
        self.change(id, "UPDATE report SET deleted = ?2 WHERE id = ?1", params![id, deleted])
    }

    fn change(&mut self, id: &str, sql: &str, values: &[&dyn rusqlite::ToSql]) -> Result<()> {
        match self.db.execute(sql, values).map_err(failed(&self.path, "保存"))? {
            0 => Err(unknown(id)),
            _ => Ok(()),
        }
    }

    fn write(&mut self, sql: &str, draft: &Draft, summary: &Summary, revision: i64) -> Result<()> {
        write(&self.db, sql, draft, summary, revision).map_err(failed(&self.path, "保存"))
    }
}

fn write(
    db: &rusqlite::Connection,
    sql: &str,
    draft: &Draft,
    summary: &Summary,
    revision: i64,
) -> rusqlite::Result<()> {
    let json = json(draft)?;
    db.prepare_cached(sql)?.execute(named_params! {
        ":id": draft.id,
        ":revision": revision,
        ":title": summary.title,
        ":unit": summary.unit,
        ":reporter": summary.reporter,
        ":year": summary.year,
        ":done": summary.parts_done,
        ":total": summary.parts_total,
        ":placeholders": summary.placeholders,
        ":modified": draft.modified.to_rfc3339(),
        ":hash": digest(json.as_bytes()),
        ":draft": json,
    })?;
    Ok(())
}

/// A text of a row. A damaged one may be no UTF-8 any more; the list shows it as far as it goes, and the report's hash tells.
fn text(row: &Row<'_>, column: &str) -> rusqlite::Result<String> {
    Ok(match row.get_ref(column)? {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        _ => String::new(),
    })
}

fn optional_text(row: &Row<'_>, column: &str) -> rusqlite::Result<Option<String>> {
    Ok(if row.get_ref(column)? == ValueRef::Null { None } else { Some(text(row, column)?) })
}

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        id: text(row, "id")?,
        summary: Summary {
            title: text(row, "title")?,
            unit: text(row, "unit")?,
            reporter: text(row, "reporter")?,
            // Made anew at each save; damage here is not worth the list.
            year: row.get("year").unwrap_or_default(),
            parts_done: row.get("parts_done").unwrap_or_default(),
            parts_total: row.get("parts_total").unwrap_or_default(),
            placeholders: row.get("placeholders").unwrap_or_default(),
        },
        modified: text(row, "modified")?,
        exported: optional_text(row, "exported")?,
        deleted: optional_text(row, "deleted")?,
    })
}

fn json(draft: &Draft) -> rusqlite::Result<String> {
    serde_json::to_string(draft).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

fn digest(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}

fn unknown(id: &str) -> Error {
    Error::new(Code::NotFound, format!("没有编号为“{id}”的报告"), "请在报告列表里核对编号")
}
