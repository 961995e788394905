//! The store's sequence: each number is given out once. It orders saves, versions and backups, whatever the clock says.

use rusqlite::Connection;

/// The next number; it is given out when the transaction commits.
pub(super) fn next(db: &Connection) -> rusqlite::Result<i64> {
    db.prepare_cached("UPDATE sequence SET last = last + 1 RETURNING last")?.query_row([], |row| row.get(0))
}
