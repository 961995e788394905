//! The local database: drafts in one SQLite file, `shuzhi.sqlite3` in the data folder. In: drafts and the line each has in
//! the list. Out: the same, or an error that names the file and the report. All SQL of the program is here; nothing here
//! composes, checks or reads a clock.
//!
//! What it promises: a save that returned survives a power cut (WAL with `synchronous=FULL`); a draft that is read is the
//! draft that was written (SHA-256); a file that is damaged, foreign or of a newer program is refused and left as it is.

mod before_upgrade;
mod bin;
mod check;
mod create;
mod failure;
mod header;
mod list;
mod lock;
mod mend;
mod merge;
mod read;
mod report;
mod rescue;
mod reserve;
mod scavenge;
mod seal;
mod search;
mod sequence;
mod setting;
mod snapshot;
mod version;

use std::path::{Path, PathBuf};

use rusqlite::{Connection, MAIN_DB, OpenFlags, Transaction, TransactionBehavior};

use crate::{Code, Error, Result, platform};
use failure::failed;
use lock::Lock;
use reserve::Reserve;

pub use check::Damage;
pub use list::{Entry, Save, Summary};
pub use merge::{Merge, Take};
pub use report::Report;
pub use rescue::{Rescue, rescue};
pub use search::{Found, Hit, Passage, ReadPassages, SEARCH_FILE, Words};
pub use snapshot::Counts;
pub use version::{Cause, Keep, Version};

/// The name of the database in the data folder.
pub const FILE: &str = "shuzhi.sqlite3";

/// `shuz` in ASCII: tells this program's files from other SQLite files.
const APPLICATION_ID: i64 = 0x7368_757a;

/// The schema's steps; a file's `user_version` is the number of steps it has taken.
const SCHEMA: &[&str] = &[include_str!("schema/001.sql"), include_str!("schema/002.sql")];

/// An open database.
#[derive(Debug)]
pub struct Store {
    db: Connection,
    path: PathBuf,
    /// The search index, from the first search on.
    index: Option<search::Index>,
    /// Room for a full disk; `None` for a reader.
    reserve: Option<Reserve>,
    /// Held while this process may write; `None` for a reader.
    _lock: Option<Lock>,
}

impl Store {
    /// Opens the database in `folder` for reading and writing, and makes folder and file where they are missing.
    ///
    /// # Errors
    /// [`Code::InUse`] when another process writes there; [`Code::Damaged`] when the file is damaged, is not this program's,
    /// or is gone although its log or backups are there; [`Code::Invalid`] when it is of a newer program; [`Code::Io`] when folder or file cannot be made or
    /// written, or an older file not be copied before its upgrade.
    pub fn open(folder: &Path) -> Result<Store> {
        platform::private_folder(folder).map_err(|error| {
            Error::new(
                Code::Io,
                format!("无法建立数据文件夹“{}”", folder.display()),
                "请检查上级文件夹是否存在、是否可以写入，或者换一个数据文件夹",
            )
            .with_source(error)
        })?;
        let lock = Lock::take(folder)?;
        let path = folder.join(FILE);
        rescue::finish(folder, &path)?;
        let mut reserve = Reserve::of(folder);
        let db = reserve.with_room(|| Store::open_file(folder, &path))?;
        reserve.keep();
        Ok(Store { db, path, index: None, reserve: Some(reserve), _lock: Some(lock) })
    }

    /// Opens the file at `path` in `folder` for reading and writing, and makes it where it is missing.
    fn open_file(folder: &Path, path: &Path) -> Result<Connection> {
        if !header::check(path)? {
            create::create(folder, path)?;
        }
        header::check_log(path)?;
        // Tightens a file that was copied here with wider permissions, and tells early that it cannot be written; SQLite
        // gives the same permissions to its -wal and -shm.
        platform::private_file(path).map_err(|error| failure::file(path, "写入", error))?;
        let mut db =
            Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)
                .map_err(failed(path, "打开"))?;
        if db.is_readonly(MAIN_DB).map_err(failed(path, "打开"))? {
            return Err(failure::read_only(path));
        }
        create::prepare(&mut db, path)?;
        create::check_schema(&db, path)?;
        // What a killed process left in the log goes into the file, so that the file is whole by itself. Where that fails
        // (a reader, a full disk) nothing is lost: the log stays.
        let _ = db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
        Ok(db)
    }

    /// Opens the database in `folder` for reading only, beside a writer if there is one. A folder without a database
    /// reads as empty.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such folder; [`Code::Damaged`] when the file is damaged, is not this program's, or
    /// is gone although its log or backups are there;
    /// [`Code::Invalid`] when it is of a newer program; [`Code::Io`] when it cannot be read.
    pub fn open_to_read(folder: &Path) -> Result<Store> {
        if !folder.is_dir() {
            return Err(Error::new(
                Code::NotFound,
                format!("没有数据文件夹“{}”", folder.display()),
                "请检查路径；存入第一份报告时会自动建立这个文件夹",
            ));
        }
        let path = folder.join(FILE);
        let db = if header::check(&path)? {
            read::open(&path)?
        } else {
            create::refuse_lost(&path)?;
            create::empty(&path)?
        };
        Ok(Store { db, path, index: None, reserve: None, _lock: None })
    }

    /// The file, as errors name it.
    #[must_use]
    pub fn file(&self) -> &Path {
        &self.path
    }

    /// Whether the disk is full: the room that was kept in reserve was given up for a write.
    #[must_use]
    pub fn is_low_on_space(&self) -> bool {
        self.reserve.as_ref().is_some_and(Reserve::is_given_up)
    }

    /// Runs `work` in a transaction that writes, and commits it when it succeeds. Where the disk is full it gives up the
    /// room in reserve and runs `work` once more, from the beginning.
    fn transaction<T>(
        &mut self,
        doing: &'static str,
        mut work: impl FnMut(&Transaction<'_>, &Path) -> Result<T>,
    ) -> Result<T> {
        let mut attempt = |db: &mut Connection| {
            let failed = || failed(&self.path, doing);
            let change = db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed())?;
            let done = work(&change, &self.path)?;
            change.commit().map_err(failed())?;
            Ok(done)
        };
        let mut done = attempt(&mut self.db);
        if done.as_ref().is_err_and(failure::is_lack_of_space) && self.reserve.as_mut().is_some_and(Reserve::give_up) {
            done = attempt(&mut self.db);
        }
        if let (Ok(_), Some(reserve)) = (&done, &mut self.reserve) {
            reserve.wrote();
        }
        done
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_killed_process_left_in_the_log_goes_into_the_file() -> Result<(), Box<dyn std::error::Error>> {
        let (killed, found) = (tempfile::tempdir()?, tempfile::tempdir()?);
        let mut store = Store::open(killed.path())?;
        store.set_setting("theme", "1")?;
        for name in [FILE, "shuzhi.sqlite3-wal"] {
            std::fs::copy(killed.path().join(name), found.path().join(name))?;
        }
        let again = Store::open(found.path())?;
        let alone = tempfile::tempdir()?;
        std::fs::copy(found.path().join(FILE), alone.path().join(FILE))?;
        drop(again);
        assert_eq!(Store::open(alone.path())?.setting("theme")?.as_deref(), Some("1"));
        Ok(())
    }

    #[test]
    fn the_list_reads_its_index_and_sorts_nothing() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let store = Store::open(folder.path())?;
        for query in [list::LIST, list::SAVES] {
            let mut plan = store.db.prepare(&format!("EXPLAIN QUERY PLAN {query}"))?;
            let steps = plan.query_map([], |row| row.get::<_, String>(3))?.collect::<rusqlite::Result<Vec<_>>>()?;
            assert_eq!(steps, ["SCAN report USING COVERING INDEX report_list"], "{query}");
        }
        Ok(())
    }

    #[test]
    fn a_writer_is_durable_and_forgets_what_is_overwritten() -> Result<(), Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        // Both ways to a writer: the file is made, the file is there.
        for _ in 0..2 {
            let store = Store::open(folder.path())?;
            let pragma = |name: &str| store.db.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
            assert_eq!(pragma("synchronous")?, 2, "FULL");
            assert_eq!(pragma("secure_delete")?, 1);
            assert_eq!(pragma("foreign_keys")?, 1);
            assert_eq!(store.db.pragma_query_value(None, "journal_mode", |row| row.get::<_, String>(0))?, "wal");
            assert_eq!(pragma("application_id")?, APPLICATION_ID);
            assert_eq!(usize::try_from(pragma("user_version")?)?, SCHEMA.len());
        }
        Ok(())
    }
}
