//! Putting right what a check found: a whole state of a report in the place of a damaged one, whose bytes are kept first.

use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row};

use super::check::{text, unsealed};
use super::failure::{self, failed};
use super::report::Stored;
use super::{Store, Summary, rescue, sequence};
use crate::model::Draft;
use crate::{Result, platform};

/// A row: its table and its number there.
type RowOf = (&'static str, i64);

impl Store {
    /// Stores `draft` as its report, whatever stands there, with a revision above `revision` and above the one there. Bytes
    /// of a row that is there go into a file in `damaged/` first.
    ///
    /// # Errors
    /// [`crate::Code::Io`] when they cannot be kept, or the report not be stored.
    pub fn bring_back(&mut self, draft: &Draft, summary: &Summary, revision: i64) -> Result<()> {
        let there =
            dump(&self.db, "report", "id", &Value::Text(draft.id.clone())).map_err(failed(&self.path, "读取"))?;
        self.keep_bytes(&there)?;
        self.transaction("保存", |change, path| {
            let put = || -> rusqlite::Result<()> {
                // An index that says otherwise than a row keeps SQLite from changing the row.
                change.execute_batch("REINDEX")?;
                let there = Stored::read(change, &draft.id)?.map_or(0, |raw| raw.revision());
                // A revision that was damaged may be anything.
                let there = if (0..1 << 40).contains(&there) { there } else { 0 };
                let saved = sequence::next(change)?;
                Stored::new(draft, summary, revision.max(there) + 1, saved)?.write(change)
            };
            put().map_err(failed(path, "保存"))
        })
    }

    /// Takes damaged versions and settings out of their tables. Their bytes go into a file in `damaged/` first.
    ///
    /// # Errors
    /// [`crate::Code::Io`] when they cannot be kept, or the file not be written.
    pub fn set_aside(&mut self) -> Result<()> {
        let seals = damaged_seals(&self.db, &["version", "setting"]).map_err(failed(&self.path, "读取"))?;
        let mut bytes = Vec::new();
        for (table, seal) in &seals {
            bytes.extend(dump(&self.db, table, "seal", seal).map_err(failed(&self.path, "读取"))?);
        }
        self.keep_bytes(&bytes)?;
        self.transaction("保存", |change, path| remove(change, &seals).map_err(failed(path, "保存")))
    }

    /// Takes the damaged report `id`, an id as [`Store::check`] tells it, out of its table, with its damaged versions. Their
    /// bytes go into a file in `damaged/` first, which is answered; `None` when no such report is damaged.
    ///
    /// # Errors
    /// [`crate::Code::Io`] when they cannot be kept, or the report not be taken out: it is all there then.
    pub fn set_report_aside(&mut self, id: &str) -> Result<Option<PathBuf>> {
        let read = || -> rusqlite::Result<(Vec<RowOf>, Vec<u8>)> {
            let mut rows = damaged_rows(&self.db, "report", "id", id)?;
            if !rows.is_empty() {
                rows.extend(damaged_rows(&self.db, "version", "report", id)?);
            }
            let mut bytes = Vec::new();
            for (table, row) in &rows {
                bytes.extend(dump(&self.db, table, "rowid", &Value::Integer(*row))?);
            }
            Ok((rows, bytes))
        };
        let (rows, bytes) = read().map_err(failed(&self.path, "读取"))?;
        let kept = self.keep_bytes(&bytes)?;
        if kept.is_some() {
            self.transaction("保存", |change, path| {
                let remove = || -> rusqlite::Result<()> {
                    // An index that says otherwise than a row keeps SQLite from removing the row.
                    change.execute_batch("REINDEX")?;
                    for (table, row) in &rows {
                        change.execute(&format!("DELETE FROM {table} WHERE rowid = ?1"), [row])?;
                    }
                    Ok(())
                };
                remove().map_err(failed(path, "保存"))
            })?;
        }
        Ok(kept)
    }

    /// Keeps the bytes of damaged rows, if there are any, as a file in `damaged/`, and answers which.
    fn keep_bytes(&self, bytes: &[u8]) -> Result<Option<PathBuf>> {
        match self.path.parent() {
            Some(folder) if !bytes.is_empty() => {
                let kept = write(folder, bytes);
                kept.map(Some).map_err(|error| failure::file(&folder.join("damaged"), "写入", error))
            }
            _ => Ok(None),
        }
    }

    /// The number of the last save of a report; larger is later.
    ///
    /// # Errors
    /// [`crate::Code::Io`] or [`crate::Code::Damaged`] when the file cannot be read.
    pub fn number_of(&self, id: &str) -> Result<Option<i64>> {
        let number = self.db.query_row("SELECT saved FROM report WHERE id = ?1", [id], |row| row.get(0));
        number.optional().map_err(failed(&self.path, "读取"))
    }

    /// The reports that have versions and no row.
    ///
    /// # Errors
    /// [`crate::Code::Io`] or [`crate::Code::Damaged`] when the file cannot be read.
    pub fn without_row(&self) -> Result<Vec<String>> {
        let read = || -> rusqlite::Result<Vec<String>> {
            let sql = "SELECT DISTINCT report FROM version WHERE report NOT IN (SELECT id FROM report)";
            self.db.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
        };
        read().map_err(failed(&self.path, "读取"))
    }
}

/// The damaged rows of `tables`: each table with the seal of the row, which does not fit.
pub(super) fn damaged_seals(db: &Connection, tables: &[&'static str]) -> rusqlite::Result<Vec<(&'static str, Value)>> {
    let mut seals = Vec::new();
    for table in tables {
        unsealed(db, table, "seal", |row: &Row<'_>| row.get::<_, Value>(0).map(|seal| seals.push((*table, seal))))?;
    }
    Ok(seals)
}

/// The damaged rows of `table` that say `id` in `column`, as far as that can be read: the table with the row's number. A seal
/// does not tell them apart, since those that were damaged before they had one have none.
fn damaged_rows(db: &Connection, table: &'static str, column: &str, id: &str) -> rusqlite::Result<Vec<RowOf>> {
    let mut found = Vec::new();
    unsealed(db, table, &format!("rowid, {column}"), |row| {
        if text(row, 1)? == id {
            found.push((table, row.get(0)?));
        }
        Ok(())
    })?;
    Ok(found)
}

/// Removes the rows that have these seals.
pub(super) fn remove(change: &Connection, seals: &[(&str, Value)]) -> rusqlite::Result<()> {
    // An index that says otherwise than a row keeps SQLite from removing the row.
    change.execute_batch("REINDEX")?;
    for (table, seal) in seals {
        change.execute(&format!("DELETE FROM {table} WHERE seal IS ?1"), [seal])?;
    }
    Ok(())
}

/// Every column of the rows of `table` with this value as they stand there: name, length, bytes.
fn dump(db: &Connection, table: &str, column: &str, value: &Value) -> rusqlite::Result<Vec<u8>> {
    let mut query = db.prepare(&format!("SELECT * FROM {table} WHERE {column} IS ?1"))?;
    let names: Vec<String> = query.column_names().map(String::from).collect();
    let mut bytes = Vec::new();
    let mut rows = query.query([value])?;
    while let Some(row) = rows.next()? {
        bytes.extend_from_slice(format!("{table}\n").as_bytes());
        for (column, name) in names.iter().enumerate() {
            let number;
            let value = match row.get_ref(column)? {
                ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes,
                ValueRef::Null => &[],
                ValueRef::Integer(value) => {
                    number = value.to_string();
                    number.as_bytes()
                }
                ValueRef::Real(value) => {
                    number = value.to_string();
                    number.as_bytes()
                }
            };
            bytes.extend_from_slice(format!("{name} {}\n", value.len()).as_bytes());
            bytes.extend_from_slice(value);
            bytes.push(b'\n');
        }
    }
    Ok(bytes)
}

fn write(folder: &Path, bytes: &[u8]) -> io::Result<PathBuf> {
    let path = rescue::new_place(folder)?.with_extension("row");
    let mut file = platform::private_file(&path)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    platform::sync_folder(&folder.join("damaged"))?;
    Ok(path)
}
