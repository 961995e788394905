//! Opening the database for reading only.

use std::path::Path;
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::create;
use super::failure::failed;
use crate::Result;

/// Opens the database at `path` for reading, beside a writer if there is one.
pub(super) fn open(path: &Path) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut db = Connection::open_with_flags(path, flags).map_err(failed(path, "打开"))?;
    db.busy_timeout(Duration::from_secs(5)).map_err(failed(path, "打开"))?;
    // Even a reader makes a -shm file. Where it may not (a read-only folder or disk) nobody writes either, so that without
    // a log the file can be read as it is.
    let probe = db.query_row("PRAGMA schema_version", [], |_| Ok(()));
    let refused = |error: &rusqlite::Error| {
        matches!(error.sqlite_error_code(), Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen))
    };
    if probe.is_err_and(|error| refused(&error)) && !path.with_extension("sqlite3-wal").exists() {
        db = Connection::open_with_flags(unchanging(path), flags | OpenFlags::SQLITE_OPEN_URI)
            .map_err(failed(path, "打开"))?;
    }
    create::version(&db, path)?;
    Ok(db)
}

/// The URI of a file that nobody changes while it is open (<https://www.sqlite.org/uri.html>).
fn unchanging(path: &Path) -> String {
    let path = path.to_string_lossy();
    let path = if cfg!(windows) { format!("/{}", path.replace('\\', "/")) } else { path.into_owned() };
    let encode = |c: char| match c {
        '%' => "%25".into(),
        '?' => "%3f".into(),
        '#' => "%23".into(),
        other => other.to_string(),
    };
    format!("file:{}?immutable=1", path.chars().map(encode).collect::<String>())
}
