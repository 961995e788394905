//! Opening the database for reading only.

use std::path::Path;
use std::time::Duration;

use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::failure::failed;
use super::{SCHEMA, create};
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
    create::keep_pages(&db).map_err(failed(path, "打开"))?;
    create::check_schema(&db, path)?;
    if create::version(&db, path)? < SCHEMA.len() {
        return upgraded(&db, path);
    }
    Ok(db)
}

/// A copy in memory with the present schema of an older database, whose file stays as it is: a window of the program that
/// wrote it may have it open.
fn upgraded(old: &Connection, path: &Path) -> Result<Connection> {
    let failed = || failed(path, "读取");
    let mut new = Connection::open_in_memory().map_err(failed())?;
    let version = create::version(old, path)?;
    create::take_steps(&mut new, path, SCHEMA.get(..version).unwrap_or_default())?;
    let read = old.unchecked_transaction().map_err(failed())?;
    let write = new.transaction().map_err(failed())?;
    let tables = |db: &Connection| -> rusqlite::Result<Vec<String>> {
        let mut query = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")?;
        query.query_map([], |row| row.get(0))?.collect()
    };
    for table in tables(&write).map_err(failed())? {
        // In the order of the table, as the steps of the schema number what they find.
        let mut rows = read.prepare(&format!("SELECT * FROM {table} NOT INDEXED")).map_err(failed())?;
        let places = vec!["?"; rows.column_count()].join(", ");
        let mut copy = write.prepare(&format!("INSERT INTO {table} VALUES ({places})")).map_err(failed())?;
        let columns = rows.column_count();
        let mut rows = rows.query([]).map_err(failed())?;
        while let Some(row) = rows.next().map_err(failed())? {
            let values = (0..columns).map(|column| row.get_ref(column)).collect::<rusqlite::Result<Vec<_>>>();
            let values = values.map_err(failed())?;
            copy.execute(rusqlite::params_from_iter(values.into_iter().map(ToSqlOutput::Borrowed))).map_err(failed())?;
        }
    }
    write.commit().map_err(failed())?;
    create::upgrade(&mut new, path)?;
    Ok(new)
}

/// The URI of a file that nobody changes while it is open (<https://www.sqlite.org/uri.html>).
pub(super) fn unchanging(path: &Path) -> String {
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
