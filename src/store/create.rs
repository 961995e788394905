//! Making the database, bringing an older one up to date, and the settings of a connection.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags, TransactionBehavior};

use super::failure::{self, failed};
use super::{APPLICATION_ID, SCHEMA, header, report, setting};
use crate::{Code, Error, Result, platform};

/// Makes a whole database beside `path` and renames it there, so that a file at `path` is never half made: an empty file
/// there is damage.
pub(super) fn create(folder: &Path, path: &Path) -> Result<()> {
    // SQLite would replay the log of a database that was lost into the new one.
    let log = path.with_extension("sqlite3-wal");
    if log.exists() {
        return Err(Error::new(
            Code::Invalid,
            format!("数据文件“{}”不见了，但它的日志还在“{}”", path.display(), log.display()),
            "请把数据文件放回原处；确实不要了，就把这个日志文件移走",
        ));
    }
    let new = path.with_extension("sqlite3.new");
    for left_over in [new.clone(), new.with_extension("new-wal"), new.with_extension("new-shm")] {
        if left_over.exists() {
            std::fs::remove_file(&left_over).map_err(|error| failure::file(&left_over, "删除", error))?;
        }
    }
    platform::private_file(&new).map_err(|error| failure::file(&new, "建立", error))?;
    let mut db = Connection::open_with_flags(&new, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX)
        .map_err(failed(path, "建立"))?;
    prepare(&mut db, path)?;
    db.close().map_err(|(_, error)| failed(path, "建立")(error))?;
    std::fs::rename(&new, path).map_err(|error| failure::file(path, "建立", error))?;
    platform::sync_folder(folder).map_err(|error| failure::file(path, "建立", error))
}

/// An empty database in memory, for readers of a folder where nothing has been stored yet.
pub(super) fn empty(path: &Path) -> Result<Connection> {
    let mut db = Connection::open_in_memory().map_err(failed(path, "打开"))?;
    upgrade(&mut db, path)?;
    Ok(db)
}

/// Sets up a connection that writes, and brings the schema up to date.
pub(super) fn prepare(db: &mut Connection, path: &Path) -> Result<()> {
    let failed = || failed(path, "打开");
    db.busy_timeout(Duration::from_secs(5)).map_err(failed())?;
    let mode: String = db.query_row("PRAGMA journal_mode=WAL", [], |row| row.get(0)).map_err(failed())?;
    if mode != "wal" {
        return Err(Error::new(
            Code::Io,
            format!("数据文件“{}”所在的磁盘不能保证断电不丢数据", path.display()),
            "请不要把数据文件夹放在网络盘上；请换成本机磁盘上的文件夹",
        ));
    }
    db.execute_batch(
        "PRAGMA synchronous=FULL; PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF",
    )
    .map_err(failed())?;
    upgrade(db, path)
}

/// The schema version of an open file, refused when it is newer than the program.
pub(super) fn version(db: &Connection, path: &Path) -> Result<usize> {
    let version: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(failed(path, "打开"))?;
    header::check_version(path, version)?;
    Ok(usize::try_from(version).unwrap_or(0))
}

/// Takes the steps of the schema that are missing, all in one transaction.
pub(super) fn upgrade(db: &mut Connection, path: &Path) -> Result<()> {
    let version = version(db, path)?;
    if version == SCHEMA.len() {
        return Ok(());
    }
    let failed = || failed(path, "建立");
    let change = db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed())?;
    for (before, step) in SCHEMA.iter().enumerate().skip(version) {
        change.execute_batch(step).map_err(failed())?;
        // What SQL cannot do.
        if before == 1 {
            report::seal_all(&change).and_then(|()| setting::seal_all(&change)).map_err(failed())?;
        }
    }
    change
        .execute_batch(&format!("PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version={}", SCHEMA.len()))
        .map_err(failed())?;
    change.commit().map_err(failed())
}
