//! Looks at everything in an open database: its structure by SQLite's own check, every row by its seal.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row};

use super::failure::{self, failed};
use super::seal::seal;
use super::{Store, create, header, rescue};
use crate::Result;

/// What is damaged in a database whose structure is whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Damage {
    /// Reports: id and title, as far as they can be read.
    pub reports: Vec<(String, String)>,
    /// Versions: report and number.
    pub versions: Vec<(String, i64)>,
    /// Keys of settings.
    pub settings: Vec<String>,
    /// Whether the disk refuses the log that saves are safest with, as network drives do.
    pub without_log: bool,
}

impl Damage {
    /// Whether every row is whole.
    #[must_use]
    pub fn is_none(&self) -> bool {
        self.reports.is_empty() && self.versions.is_empty() && self.settings.is_empty()
    }
}

impl Store {
    /// Checks structure and rows.
    ///
    /// # Errors
    /// [`crate::Code::Damaged`] when the structure is damaged: what is whole can be rescued; [`crate::Code::Io`] when the
    /// file cannot be read.
    pub fn check(&self) -> Result<Damage> {
        create::check_schema(&self.db, &self.path)?;
        rescue::is_ready(&self.path)?;
        header::check_log(&self.path)?;
        let failed = || failed(&self.path, "检查");
        let faults = faults(&self.db).map_err(failed())?;
        if let Some(fault) = faults.iter().find(|fault| !is_of_a_row(fault)) {
            return Err(failure::broken(&self.path).with_source(fault.clone()));
        }
        if !numbers_follow(&self.db).map_err(failed())? {
            return Err(failure::broken(&self.path).with_source("a number was used that was not given out"));
        }
        let mut damage = Damage::default();
        let two = |row: &Row<'_>| Ok((text(row, 0)?, text(row, 1)?));
        unsealed(&self.db, "report", "id, title", |row| two(row).map(|one| damage.reports.push(one)))
            .map_err(failed())?;
        let version = |row: &Row<'_>| Ok((text(row, 0)?, row.get(1)?));
        unsealed(&self.db, "version", "report, number", |row| version(row).map(|one| damage.versions.push(one)))
            .map_err(failed())?;
        unsealed(&self.db, "setting", "key", |row| text(row, 0).map(|key| damage.settings.push(key)))
            .map_err(failed())?;
        // An index that says what no row says.
        if let Some(fault) = faults.first().filter(|_| damage.is_none()) {
            return Err(failure::broken(&self.path).with_source(fault.clone()));
        }
        let mode: String = self.db.pragma_query_value(None, "journal_mode", |row| row.get(0)).map_err(failed())?;
        damage.without_log = !matches!(mode.as_str(), "wal" | "memory");
        Ok(damage)
    }
}

/// What SQLite finds in the structure of the file.
fn faults(db: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut query = db.prepare("PRAGMA integrity_check(1000)")?;
    let mut faults: Vec<String> = query.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    faults.retain(|fault| fault != "ok");
    Ok(faults)
}

/// Whether a fault is one of a row, not of the structure: its index or the kind of a value says otherwise. The row's seal
/// tells then, too.
fn is_of_a_row(fault: &str) -> bool {
    let of_index = fault.contains(" missing from index ") || fault.starts_with("wrong # of entries in index ");
    let of_value = fault.contains(" value in ") && !fault.starts_with("Tree ");
    of_index || of_value
}

/// Whether every number in use was given out by the sequence.
fn numbers_follow(db: &Connection) -> rusqlite::Result<bool> {
    let sql = "SELECT (SELECT last FROM sequence) >= max((SELECT coalesce(max(saved), 0) FROM report),
                                                       (SELECT coalesce(max(number), 0) FROM version))";
    Ok(db.query_row(sql, [], |row| row.get::<_, Option<bool>>(0)).optional()?.flatten() == Some(true))
}

/// Hands on `names` of each row of `table` whose seal does not fit.
pub(super) fn unsealed(
    db: &Connection,
    table: &str,
    names: &str,
    mut found: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let named = names.split(", ").count();
    // From the table itself: an index may hold the same columns.
    let mut query = db.prepare(&format!("SELECT {names}, * FROM {table} NOT INDEXED"))?;
    let seal_column = query.column_names().skip(named).position(|name| name == "seal").unwrap_or(0) + named;
    let columns = query.column_count();
    let mut rows = query.query([])?;
    while let Some(row) = rows.next()? {
        let others = (named..columns).filter(|column| *column != seal_column);
        let values = others.map(|column| row.get_ref(column)).collect::<rusqlite::Result<Vec<ValueRef<'_>>>>()?;
        if row.get_ref(seal_column)? != ValueRef::Blob(&seal(values)) {
            found(row)?;
        }
    }
    Ok(())
}

/// A text as far as it can be read.
pub(super) fn text(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    Ok(match row.get_ref(column)? {
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        _ => String::new(),
    })
}
