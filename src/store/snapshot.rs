//! Copies of the whole database: made beside a writer, verified row by row, brought up to date, freed of a report. A copy is
//! a file that nobody else has; the database itself is never opened here.

use std::path::{Path, PathBuf};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags, Row};

use super::failure::{self, failed};
use super::seal::seal;
use super::{Store, create, header};
use crate::{Code, Error, Result};

/// What a whole database holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Reports, deleted ones too.
    pub reports: u64,
    /// Versions of reports.
    pub versions: u64,
}

impl Store {
    /// Copies all that is stored to `to`, a new or empty file, as it is at one moment. A writer is not held up.
    ///
    /// # Errors
    /// [`Code::Invalid`] when the file is damaged; [`Code::Io`] when the copy cannot be written.
    pub fn copy_to(&self, to: &Path) -> Result<()> {
        self.db.execute("VACUUM INTO ?1", [to.to_string_lossy()]).map(|_| ()).map_err(failed(&self.path, "备份"))
    }

    /// Opens the copy at `path`, which nobody else has open, and brings it up to date. Errors name the file `shown`, from
    /// which it was made.
    ///
    /// # Errors
    /// [`Code::Invalid`] when it is no database of this program, is damaged, or of a newer program; [`Code::Io`] when it
    /// cannot be opened.
    pub fn open_copy(path: &Path, shown: &Path) -> Result<Store> {
        if !header::check_as(path, shown)? {
            return Err(failure::foreign(shown));
        }
        let open = || -> rusqlite::Result<Connection> {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let db = Connection::open_with_flags(path, flags)?;
            // The copy is thrown away when anything goes wrong; it may come from elsewhere.
            db.query_row("PRAGMA journal_mode=MEMORY", [], |_| Ok(()))?;
            db.execute_batch(
                "PRAGMA synchronous=OFF; PRAGMA secure_delete=ON; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON",
            )?;
            Ok(db)
        };
        let mut db = open().map_err(failed(shown, "读取"))?;
        create::upgrade(&mut db, shown)?;
        Ok(Store { db, path: PathBuf::from(shown), index: None, reserve: None, _lock: None })
    }

    /// Counts the rows, whole or not.
    ///
    /// # Errors
    /// [`Code::Io`] or [`Code::Invalid`] when the file cannot be read.
    pub fn counts(&self) -> Result<Counts> {
        let sql = "SELECT (SELECT count(*) FROM report), (SELECT count(*) FROM version)";
        let counts = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?));
        let (reports, versions) = self.db.query_row(sql, [], counts).map_err(failed(&self.path, "读取"))?;
        Ok(Counts { reports: reports.unsigned_abs(), versions: versions.unsigned_abs() })
    }

    /// Verifies all of it: the structure of the file, its schema, and the seal of every row.
    ///
    /// # Errors
    /// [`Code::Invalid`], naming what is damaged first; [`Code::Io`] when the file cannot be read.
    pub fn verify(&self) -> Result<Counts> {
        let failed = || failed(&self.path, "检查");
        let structure: String =
            self.db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(failed())?;
        if structure != "ok"
            || schema(&self.db).map_err(failed())? != schema(&create::empty(&self.path)?).map_err(failed())?
        {
            return Err(Error::new(
                Code::Invalid,
                format!("“{}”里的数据已损坏：文件的结构不对", self.path.display()),
                "请先把整个数据文件夹复制一份留底，再换用备份",
            )
            .with_source(structure));
        }
        let text = |row: &Row<'_>, column| match row.get_ref(column) {
            Ok(ValueRef::Text(bytes) | ValueRef::Blob(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
            _ => String::new(),
        };
        let reports = self.sealed(
            "SELECT id, revision, saved, title, unit, reporter, year, parts_done, parts_total, placeholders, modified, exported, deleted, due, draft, seal FROM report",
            |row| failure::damaged(&self.path, &text(row, 0), &text(row, 3)),
        )?;
        let versions = self
            .sealed("SELECT number, report, revision, cause, name, made, draft, seal FROM version", |row| {
                failure::damaged_version(&self.path, &text(row, 1), row.get(0).unwrap_or_default())
            })?;
        self.sealed("SELECT key, value, seal FROM setting", |_| failure::damaged_setting(&self.path))?;
        Ok(Counts { reports, versions })
    }

    /// Counts the rows of `sql`, whose last column is the seal of the others; `damaged` tells of one whose seal does not fit.
    fn sealed(&self, sql: &str, damaged: impl Fn(&Row<'_>) -> Error) -> Result<u64> {
        let failed = || failed(&self.path, "检查");
        let mut query = self.db.prepare(sql).map_err(failed())?;
        let columns = query.column_count() - 1;
        let mut rows = query.query([]).map_err(failed())?;
        let mut count = 0;
        while let Some(row) = rows.next().map_err(failed())? {
            let values: Vec<ValueRef<'_>> =
                (0..columns).map(|column| row.get_ref(column)).collect::<rusqlite::Result<_>>().map_err(failed())?;
            match row.get_ref(columns) {
                Ok(ValueRef::Blob(sealed)) if seal(values) == sealed => count += 1,
                _ => return Err(damaged(row)),
            }
        }
        Ok(count)
    }

    /// Whether anything is stored of a report: its row or a version of it.
    ///
    /// # Errors
    /// [`Code::Io`] or [`Code::Invalid`] when the file cannot be read.
    pub fn knows(&self, report: &str) -> Result<bool> {
        let sql =
            "SELECT EXISTS (SELECT 1 FROM report WHERE id = ?1) OR EXISTS (SELECT 1 FROM version WHERE report = ?1)";
        self.db.query_row(sql, [report], |row| row.get(0)).map_err(failed(&self.path, "读取"))
    }

    /// Removes a report with its versions from a copy, and every trace of it from the copy's file.
    ///
    /// # Errors
    /// [`Code::Io`] when it cannot be written.
    pub fn forget(&mut self, report: &str) -> Result<()> {
        self.transaction("改写", |change, path| {
            let failed = || failed(path, "改写");
            change.execute("DELETE FROM report WHERE id = ?1", [report]).map_err(failed())?;
            change.execute("DELETE FROM version WHERE report = ?1", [report]).map_err(failed())?;
            Ok(())
        })?;
        self.db.execute_batch("VACUUM").map_err(failed(&self.path, "改写"))
    }
}

/// All that the schema consists of. A file from elsewhere may hold triggers and views beside what this program knows.
fn schema(db: &Connection) -> rusqlite::Result<Vec<(String, String, Option<String>)>> {
    db.prepare("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")?
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::FILE;

    type Outcome = std::result::Result<(), Box<dyn std::error::Error>>;

    #[test]
    fn a_copy_is_whole_while_a_writer_writes_and_is_verified() -> Outcome {
        let (folder, copies) = (tempfile::tempdir()?, tempfile::tempdir()?);
        let mut writer = Store::open(folder.path())?;
        writer.set_setting("a", "1")?;
        let reader = Store::open_to_read(folder.path())?;
        // A transaction that is under way is neither waited for nor copied.
        writer.db.execute_batch("BEGIN IMMEDIATE; INSERT INTO setting VALUES ('b', x'', '2')")?;
        let copy = copies.path().join("copy");
        reader.copy_to(&copy)?;
        writer.db.execute_batch("COMMIT")?;
        let copy = Store::open_copy(&copy, &folder.path().join(FILE))?;
        assert_eq!(copy.verify()?, Counts { reports: 0, versions: 0 });
        assert_eq!((copy.setting("a")?.as_deref(), copy.setting("b")?), (Some("1"), None));
        // The row without a seal is in the next one, and is noticed.
        let second = copies.path().join("second");
        reader.copy_to(&second)?;
        let error = Store::open_copy(&second, Path::new("给张三.shuzhi"))?.verify().err().ok_or("no seal")?;
        assert!(error.message().contains("给张三.shuzhi") && error.message().contains("设置"), "{error}");
        Ok(())
    }

    #[test]
    fn what_the_program_did_not_make_is_refused() -> Outcome {
        let folder = tempfile::tempdir()?;
        let store = Store::open(folder.path())?;
        for (n, planted) in [
            "CREATE VIEW extra AS SELECT 1",
            "CREATE TRIGGER extra AFTER DELETE ON report BEGIN DELETE FROM version; END",
            "DROP INDEX version_of",
        ]
        .into_iter()
        .enumerate()
        {
            let path = folder.path().join(n.to_string());
            store.copy_to(&path)?;
            assert!(Store::open_copy(&path, &path)?.verify().is_ok());
            Connection::open(&path)?.execute_batch(planted)?;
            assert!(Store::open_copy(&path, &path)?.verify().is_err(), "{planted}");
        }
        Ok(())
    }
}
