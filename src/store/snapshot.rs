//! Copies of the whole database: made beside a writer, verified row by row, brought up to date, freed of a report. A copy is
//! a file that nobody else has; the database itself is never opened here.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, Row};

use super::failure::{self, failed};
use super::{Damage, Store, create, header, mend};
use crate::Result;

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
    /// [`crate::Code::Invalid`] when the file is damaged; [`crate::Code::Io`] when the copy cannot be written.
    pub fn copy_to(&self, to: &Path) -> Result<()> {
        self.db.execute("VACUUM INTO ?1", [to.to_string_lossy()]).map(|_| ()).map_err(failed(&self.path, "备份"))
    }

    /// Opens the copy at `path`, which nobody else has open, and brings it up to date. Errors name the file `shown`, from
    /// which it was made.
    ///
    /// # Errors
    /// [`crate::Code::Invalid`] when it is no database of this program, is damaged, or of a newer program;
    /// [`crate::Code::Io`] when it cannot be opened.
    pub fn open_copy(path: &Path, shown: &Path) -> Result<Store> {
        let refused = |error| failure::of_copy(shown, error);
        if !header::check_as(path, shown).map_err(refused)? {
            return Err(failure::of_copy(shown, failure::foreign(shown)));
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
        let mut db = open().map_err(failed(shown, "读取")).map_err(refused)?;
        create::check_schema(&db, shown).and_then(|()| create::upgrade(&mut db, shown)).map_err(refused)?;
        Ok(Store { db, path: PathBuf::from(shown), index: None, reserve: None, _lock: None })
    }

    /// Counts the rows, whole or not.
    ///
    /// # Errors
    /// [`crate::Code::Io`] or [`crate::Code::Invalid`] when the file cannot be read.
    pub fn counts(&self) -> Result<Counts> {
        let sql = "SELECT (SELECT count(*) FROM report), (SELECT count(*) FROM version)";
        let counts = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?));
        let (reports, versions) = self.db.query_row(sql, [], counts).map_err(failed(&self.path, "读取"))?;
        Ok(Counts { reports: reports.unsigned_abs(), versions: versions.unsigned_abs() })
    }

    /// Verifies all of it, as [`Store::check`] does: the structure of the file, its schema, the seal of every row.
    ///
    /// # Errors
    /// [`crate::Code::Invalid`], naming what is damaged first; [`crate::Code::Io`] when the file cannot be read.
    pub fn verify(&self) -> Result<Counts> {
        let damage = self.check().map_err(|error| failure::of_copy(&self.path, error))?;
        let report = damage.reports.first().map(|(id, title)| failure::damaged(&self.path, id, title));
        let version = || damage.versions.first().map(|(report, n)| failure::damaged_version(&self.path, report, *n));
        let setting = || damage.settings.first().map(|_| failure::damaged_setting(&self.path));
        report.or_else(version).or_else(setting).map_or_else(|| self.counts(), Err)
    }

    /// Leaves what is damaged out of a copy, and answers what it was. The rest is whole then.
    ///
    /// # Errors
    /// [`crate::Code::Invalid`] when the structure of the file is damaged; [`crate::Code::Io`] when it cannot be read or
    /// written.
    pub fn leave_out_damaged(&mut self) -> Result<Damage> {
        let damage = self.check().map_err(|error| failure::of_copy(&self.path, error))?;
        if !damage.is_none() {
            let seals = mend::damaged_seals(&self.db, &["report", "version", "setting"]);
            let seals = seals.map_err(failed(&self.path, "读取"))?;
            self.transaction("改写", |change, path| mend::remove(change, &seals).map_err(failed(path, "改写")))?;
            self.db.execute_batch("VACUUM").map_err(failed(&self.path, "改写"))?;
        }
        Ok(damage)
    }

    /// Whether anything is stored of a report: its row or a version of it.
    ///
    /// # Errors
    /// [`crate::Code::Io`] or [`crate::Code::Invalid`] when the file cannot be read.
    pub fn knows(&self, report: &str) -> Result<bool> {
        let sql =
            "SELECT EXISTS (SELECT 1 FROM report WHERE id = ?1) OR EXISTS (SELECT 1 FROM version WHERE report = ?1)";
        self.db.query_row(sql, [report], |row| row.get(0)).map_err(failed(&self.path, "读取"))
    }

    /// Removes a report with its versions from a copy, and every trace of it from the copy's file.
    ///
    /// # Errors
    /// [`crate::Code::Io`] when it cannot be written.
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
            assert!(Store::open_copy(&path, &path).is_err(), "{planted}");
        }
        Ok(())
    }
}
