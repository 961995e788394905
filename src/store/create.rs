//! Making the database, bringing an older one up to date, and the settings of a connection.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use super::failure::{self, failed};
use super::{APPLICATION_ID, SCHEMA, before_upgrade, header, report, setting};
use crate::{Result, platform};

/// Makes a whole database beside `path` and renames it there, so that a file at `path` is never half made: an empty file
/// there is damage.
pub(super) fn create(folder: &Path, path: &Path) -> Result<()> {
    refuse_lost(path)?;
    let new = make(path)?;
    std::fs::rename(&new, path).map_err(|error| failure::file(path, "建立", error))?;
    platform::sync_folder(folder).map_err(|error| failure::file(path, "建立", error))
}

/// Refuses to take a database that is not there for one that never was: its log is there, which SQLite would replay into a
/// new one, or there are backups of it.
pub(super) fn refuse_lost(path: &Path) -> Result<()> {
    let log = path.with_extension("sqlite3-wal");
    if log.exists() {
        return Err(failure::lost(path, &log, "日志"));
    }
    let folder = path.with_file_name("backups");
    let is_backup = |name: &str| name.ends_with(".bak") || before_upgrade::is_copy(name);
    // A folder that cannot be read tells nothing.
    let mut names = std::fs::read_dir(&folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
    if names.any(|name| is_backup(&name.to_string_lossy())) {
        Err(failure::lost(path, &folder, "备份"))
    } else {
        Ok(())
    }
}

/// Makes an empty database beside `path`, for a rename, and answers where it is.
pub(super) fn make(path: &Path) -> Result<PathBuf> {
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
    // Closing does that too, but keeps silent when it fails; without its log the file would be an empty one.
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).map_err(failed(path, "建立"))?;
    db.close().map_err(|(_, error)| failed(path, "建立")(error))?;
    Ok(new)
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
    durable(db, path)?;
    keep_pages(db).map_err(failed())?;
    db.execute_batch("PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF").map_err(failed())?;
    let version = version(db, path)?;
    if (1..SCHEMA.len()).contains(&version) {
        check_schema(db, path)?;
        before_upgrade::copy(db, path, SCHEMA.len())?;
    }
    upgrade(db, path)
}

/// Gives a connection room for the pages of a long list: 16 MB, taken as they are read. With SQLite's usual 2 MB each listing of
/// 10,000 reports reads all its pages anew, which is half of its time.
pub(super) fn keep_pages(db: &Connection) -> rusqlite::Result<()> {
    db.execute_batch("PRAGMA cache_size=-16384")
}

/// Asks for a log that is synced at each commit; a disk that refuses it (a network drive) gets a rollback journal whose
/// deletion is synced too. What SQLite answers is checked: it refuses by answering something else.
fn durable(db: &Connection, path: &Path) -> Result<()> {
    let failed = || failed(path, "打开");
    let set = |name: &str, value: &str| db.query_row(&format!("PRAGMA {name}={value}"), [], |row| row.get(0));
    let synchronous = |value: &str, wanted: i64| -> Result<bool> {
        db.execute_batch(&format!("PRAGMA synchronous={value}")).map_err(failed())?;
        Ok(db.pragma_query_value(None, "synchronous", |row| row.get::<_, i64>(0)).map_err(failed())? == wanted)
    };
    let mode: rusqlite::Result<String> = set("journal_mode", "WAL");
    if mode.as_deref() == Ok("wal") && synchronous("FULL", 2)? {
        return Ok(());
    }
    if let Err(error) = &mode {
        // A file with a log, moved to a disk that refuses logs, can be read only by a process that is alone with it.
        if error.sqlite_error_code() != Some(ErrorCode::CannotOpen) {
            return Err(mode.map_err(failed()).err().unwrap_or_else(|| failure::unsafe_disk(path)));
        }
        db.execute_batch("PRAGMA locking_mode=EXCLUSIVE").map_err(failed())?;
    }
    let mode: String = set("journal_mode", "DELETE").map_err(failed())?;
    if mode == "delete" && synchronous("EXTRA", 3)? { Ok(()) } else { Err(failure::unsafe_disk(path)) }
}

/// The schema version of an open file, refused when it is newer than the program.
pub(super) fn version(db: &Connection, path: &Path) -> Result<usize> {
    let version: i64 = db.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(failed(path, "打开"))?;
    header::check_version(path, version)?;
    Ok(usize::try_from(version).unwrap_or(0))
}

/// Refuses a file whose tables and indexes are not those of its schema version: SQLite trusts what stands there.
pub(super) fn check_schema(db: &Connection, path: &Path) -> Result<()> {
    let version = version(db, path)?;
    let expected = Connection::open_in_memory().map_err(failed(path, "打开"))?;
    for step in SCHEMA.iter().take(version) {
        expected.execute_batch(step).map_err(failed(path, "打开"))?;
    }
    let listed = |db: &Connection| -> rusqlite::Result<Vec<[Option<String>; 4]>> {
        let mut query = db.prepare("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name")?;
        let rows = query.query_map([], |row| Ok([row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?]))?;
        rows.collect()
    };
    let there = listed(db);
    if there.as_ref().is_err_and(|error| error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)) {
        return there.map(|_| ()).map_err(failed(path, "打开"));
    }
    if version > 0 && there.is_ok_and(|there| listed(&expected).is_ok_and(|expected| expected == there)) {
        Ok(())
    } else {
        Err(failure::broken(path))
    }
}

/// Brings the schema up to date.
pub(super) fn upgrade(db: &mut Connection, path: &Path) -> Result<()> {
    take_steps(db, path, SCHEMA)
}

/// Takes those of the schema's first `steps` that are missing, all in one transaction.
pub(super) fn take_steps(db: &mut Connection, path: &Path, steps: &[&str]) -> Result<()> {
    let version = version(db, path)?;
    if version == steps.len() {
        return Ok(());
    }
    let failed = || failed(path, "建立");
    let change = db.transaction_with_behavior(TransactionBehavior::Immediate).map_err(failed())?;
    for (before, step) in steps.iter().enumerate().skip(version) {
        change.execute_batch(step).map_err(failed())?;
        // What SQL cannot do.
        if before == 1 {
            report::seal_all(&change).and_then(|()| setting::seal_all(&change)).map_err(failed())?;
        }
    }
    change
        .execute_batch(&format!("PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version={}", steps.len()))
        .map_err(failed())?;
    change.commit().map_err(failed())
}

#[cfg(test)]
mod tests {
    use super::*;

    type Outcome = std::result::Result<(), Box<dyn std::error::Error>>;

    /// A connection on a disk without the shared memory that a log needs, as a network drive is.
    #[cfg(unix)]
    fn without_log(path: &Path) -> rusqlite::Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        Connection::open_with_flags_and_vfs(path, flags, "unix-dotfile")
    }

    #[test]
    #[cfg(unix)]
    fn a_disk_that_refuses_a_log_gets_a_journal_that_is_synced_at_each_step() -> Outcome {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("new");
        // A new file, the same again, and one that was made where there is a log.
        let logged = folder.path().join("logged");
        prepare(&mut Connection::open(&logged)?, &logged)?;
        for path in [&path, &path, &logged] {
            let mut db = without_log(path)?;
            prepare(&mut db, path)?;
            let mode: String = db.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
            let synchronous: i64 = db.pragma_query_value(None, "synchronous", |row| row.get(0))?;
            assert_eq!((mode.as_str(), synchronous), ("delete", 3), "{}", path.display());
            db.execute("INSERT INTO setting VALUES (hex(randomblob(8)), x'', '{}')", [])?;
        }
        Ok(())
    }

    #[test]
    fn a_disk_that_refuses_both_is_refused() -> Outcome {
        // In memory there is no log and no journal on a disk.
        let error = durable(&Connection::open_in_memory()?, Path::new("data")).err().ok_or("it was taken")?;
        assert!(error.code() == crate::Code::Io && error.hint().contains("网络盘"), "{error}");
        Ok(())
    }

    #[test]
    fn a_step_that_fails_leaves_the_old_schema() -> Outcome {
        let mut db = Connection::open_in_memory()?;
        take_steps(&mut db, Path::new("data"), SCHEMA)?;
        let schema = |db: &Connection| -> rusqlite::Result<Vec<String>> {
            db.prepare("SELECT name FROM sqlite_schema ORDER BY name")?.query_map([], |row| row.get(0))?.collect()
        };
        let before = schema(&db)?;
        let steps = [SCHEMA, &["CREATE TABLE later (id); INSERT INTO nowhere VALUES (1)"]].concat();
        assert!(take_steps(&mut db, Path::new("data"), &steps).is_err());
        assert_eq!(schema(&db)?, before);
        assert_eq!(version(&db, Path::new("data"))?, SCHEMA.len());
        Ok(())
    }
}
