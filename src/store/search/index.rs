//! The index as a database of its own, `search.sqlite3` beside the reports. It is a cache: it may be deleted at any time,
//! and one that is damaged or of another program is made anew. Whoever holds its SQLite lock writes it, a reader of the
//! reports too.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, ErrorCode, OpenFlags, OptionalExtension, Transaction, TransactionBehavior, params};

use super::passage::{Kind, tokens_of};
use crate::platform;

/// The name of the index in the data folder.
pub const SEARCH_FILE: &str = "search.sqlite3";

/// `shzs` in ASCII.
const APPLICATION_ID: i64 = 0x7368_7a73;

/// Counted up when tokens or tables change.
const FORMAT: i64 = 1;

/// An open index.
#[derive(Debug)]
pub(in crate::store) struct Index {
    pub(super) db: Connection,
    /// The states of both databases when they were last found to agree.
    pub(super) agreed: Option<super::refresh::States>,
    /// The rows of the present states with their ranks, by row.
    pub(super) ranks: Vec<(i64, i64)>,
}

/// The index of the database at `store`.
pub(super) fn path(store: &Path) -> PathBuf {
    store.with_file_name(SEARCH_FILE)
}

/// Whether an error tells that the index is no good, not that something holds up work on it.
pub(super) fn is_damage(error: &rusqlite::Error) -> bool {
    !matches!(
        error.sqlite_error_code(),
        Some(
            ErrorCode::DatabaseBusy
                | ErrorCode::DatabaseLocked
                | ErrorCode::ReadOnly
                | ErrorCode::CannotOpen
                | ErrorCode::PermissionDenied
                | ErrorCode::DiskFull
                | ErrorCode::SystemIoFailure
                | ErrorCode::OutOfMemory
        )
    )
}

/// Removes the index at `path`, so that the next one is made anew.
pub(super) fn throw_away(path: &Path) {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let mut file = path.as_os_str().to_owned();
        file.push(suffix);
        // What cannot be removed is refused again when it is opened; reports are found without it.
        let _ = std::fs::remove_file(file);
    }
}

impl Index {
    /// Opens the index at `path` and makes it where it is missing.
    pub(super) fn open(path: &Path) -> rusqlite::Result<Index> {
        // Private like the reports; where that fails, opening it tells.
        let _ = platform::private_file(path);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut db = Connection::open_with_flags(path, flags)?;
        db.busy_timeout(Duration::from_secs(1))?;
        // NORMAL syncs before a checkpoint alone: a power cut may lose what was indexed last, and never mixes pages.
        let _: String = db.query_row("PRAGMA journal_mode=WAL", [], |row| row.get(0))?;
        db.execute_batch(
            "PRAGMA synchronous=NORMAL; PRAGMA secure_delete=ON; PRAGMA trusted_schema=OFF; PRAGMA cache_size=-32000;
             PRAGMA wal_autocheckpoint=8000",
        )?;
        if !is_ours(&db)? {
            make(&mut db)?;
        }
        Ok(Index { db, agreed: None, ranks: Vec::new() })
    }

    /// Reads the ranks anew.
    pub(super) fn read_ranks(&mut self) -> rusqlite::Result<()> {
        let mut query = self.db.prepare_cached("SELECT doc, rank FROM present ORDER BY +doc")?;
        self.ranks = query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
        Ok(())
    }

    /// Runs `work` in a transaction that writes; it begins at once or fails.
    pub(super) fn change<T>(
        &mut self,
        wait: Duration,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, super::Stop>,
    ) -> Result<T, super::Stop> {
        self.db.busy_timeout(wait)?;
        let change = self.db.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&change)?;
        change.commit()?;
        Ok(done)
    }
}

fn is_ours(db: &Connection) -> rusqlite::Result<bool> {
    let number = |pragma: &str| db.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get::<_, i64>(0));
    let tables: i64 = db.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    if tables == 0 {
        return Ok(false);
    }
    let format = (number("application_id")?, number("user_version")?);
    let program: Option<String> = if format == (APPLICATION_ID, FORMAT) {
        db.query_row("SELECT program FROM made_by", [], |row| row.get(0)).optional()?
    } else {
        None
    };
    if program.as_deref() == Some(env!("CARGO_PKG_VERSION")) {
        return Ok(true);
    }
    // An error that counts as damage: the caller makes it anew.
    Err(rusqlite::Error::InvalidQuery)
}

fn make(db: &mut Connection) -> rusqlite::Result<()> {
    let change = db.transaction_with_behavior(TransactionBehavior::Immediate)?;
    // Another process may have made it since.
    if change.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))? == 0 {
        change.execute_batch(include_str!("index.sql"))?;
        change.execute("INSERT INTO made_by (program) VALUES (?1)", [env!("CARGO_PKG_VERSION")])?;
        change.execute_batch(&format!("PRAGMA application_id={APPLICATION_ID}; PRAGMA user_version={FORMAT}"))?;
    }
    change.commit()
}

/// The place of a report in the order: by year, then by the number of its save. Reports without a year come last.
pub(super) fn rank(year: Option<i64>, saved: i64) -> i64 {
    let year = year.map_or(0, |year| year.clamp(0, 9998) + 1);
    year << 46 | saved.clamp(0, (1 << 46) - 1)
}

/// A report's texts to index, now or in its versions.
pub(super) struct Texts<'a> {
    pub(super) report: &'a str,
    pub(super) passages: &'a [u8],
}

/// A present state to index.
pub(super) struct Present<'a> {
    pub(super) texts: Texts<'a>,
    pub(super) year: Option<i64>,
    pub(super) saved: i64,
    pub(super) modified: &'a str,
}

/// Puts a present state in the place of the one that is indexed.
pub(super) fn put_present(change: &Connection, present: &Present<'_>) -> rusqlite::Result<()> {
    let Present { texts, year, saved, modified } = present;
    let doc = exchange(change, Kind::Present, texts)?;
    change
        .prepare_cached(
            "INSERT INTO present (doc, report, rank, saved, modified, passages) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (doc) DO UPDATE SET rank = excluded.rank, saved = excluded.saved,
                 modified = excluded.modified, passages = excluded.passages",
        )?
        .execute(params![doc, texts.report, rank(*year, *saved), saved, modified, texts.passages])?;
    Ok(())
}

/// The versions of a report in three numbers that change with them: how many, the largest number, the sum of the numbers.
pub(super) type Versions = (i64, i64, i64);

/// The indexed texts of a report's versions.
pub(super) fn past(db: &Connection, report: &str) -> rusqlite::Result<Option<Vec<u8>>> {
    db.prepare_cached("SELECT passages FROM past WHERE report = ?1")?.query_row([report], |row| row.get(0)).optional()
}

/// Puts the texts of a report's versions in the place of those that are indexed.
pub(super) fn put_past(change: &Connection, texts: &Texts<'_>, versions: Versions) -> rusqlite::Result<()> {
    let doc = exchange(change, Kind::Past, texts)?;
    let (count, last, total) = versions;
    change
        .prepare_cached(
            "INSERT INTO past (doc, report, count, last, total, passages) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (doc) DO UPDATE SET count = excluded.count, last = excluded.last, total = excluded.total,
                 passages = excluded.passages",
        )?
        .execute(params![doc, texts.report, count, last, total, texts.passages])?;
    Ok(())
}

/// Takes a report's present state or its versions out.
pub(super) fn drop_texts(change: &Connection, kind: Kind, report: &str) -> rusqlite::Result<()> {
    let doc = exchange(change, kind, &Texts { report, passages: &[] })?;
    let sql = match kind {
        Kind::Present => "DELETE FROM present WHERE doc = ?1",
        Kind::Past => "DELETE FROM past WHERE doc = ?1",
    };
    change.prepare_cached(sql)?.execute([doc])?;
    Ok(())
}

/// Exchanges the tokens of a report and answers its row. Without content and sizes FTS5 keeps nothing but the tokens' lists, so
/// that only what differs has to be written.
fn exchange(change: &Connection, kind: Kind, texts: &Texts<'_>) -> rusqlite::Result<i64> {
    let [old, next, delete, insert] = match kind {
        Kind::Present => [
            "SELECT doc, passages FROM present WHERE report = ?1",
            "SELECT coalesce(max(doc), 0) + 1 FROM present",
            "INSERT INTO present_words (present_words, rowid, words) VALUES ('delete', ?1, ?2)",
            "INSERT INTO present_words (rowid, words) VALUES (?1, ?2)",
        ],
        Kind::Past => [
            "SELECT doc, passages FROM past WHERE report = ?1",
            "SELECT coalesce(max(doc), 0) + 1 FROM past",
            "INSERT INTO past_words (past_words, rowid, words) VALUES ('delete', ?1, ?2)",
            "INSERT INTO past_words (rowid, words) VALUES (?1, ?2)",
        ],
    };
    let old: Option<(i64, Vec<u8>)> =
        change.prepare_cached(old)?.query_row([texts.report], |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
    let (doc, old) = match old {
        Some(old) => old,
        None => (change.prepare_cached(next)?.query_row([], |row| row.get(0))?, Vec::new()),
    };
    let (gone, new) = tokens_of(&old, kind).differ(tokens_of(texts.passages, kind));
    // In this order: FTS5 writes what it has gathered to the disk when a row is deleted after it was inserted.
    for (sql, tokens) in [(delete, gone), (insert, new)] {
        if !tokens.is_empty() {
            change.prepare_cached(sql)?.execute(params![doc, tokens.words()])?;
        }
    }
    Ok(doc)
}
