//! A verified copy of a database before its schema is upgraded. In: the open database. Out: a file in `backups/` that is the
//! old one, byte for byte, or an error, and then there is no upgrade.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::failure::{self, failed};
use super::read;
use crate::{Result, platform};

/// Copies the database at `path`, which is about to get the schema `to`.
pub(super) fn copy(db: &Connection, path: &Path, to: usize) -> Result<()> {
    // The log goes into the file, so that the file alone is the database.
    let (busy, left) = db
        .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))
        .map_err(failed(path, "备份"))?;
    // -1: there is no log.
    if busy != 0 || left > 0 {
        return Err(failure::no_copy(path, "另一个程序正在读数据文件"));
    }
    let verdict: String =
        db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(failed(path, "检查"))?;
    if verdict != "ok" {
        return Err(failure::broken(path));
    }
    let folder = path.with_file_name("backups");
    copied(path, &folder, to)
        .map_err(|error| failure::no_copy(path, failure::why(&error).unwrap_or("写入失败")).with_source(error))
}

/// Whether a file in `backups/` is such a copy, by its name.
pub(super) fn is_copy(name: &str) -> bool {
    name.starts_with(BEFORE) && name.ends_with(".sqlite3")
}

/// How the names of copies begin.
const BEFORE: &str = "before-schema-";

fn copied(path: &Path, folder: &Path, to: usize) -> io::Result<()> {
    platform::private_folder(folder)?;
    let name = |n: u32| folder.join(format!("{BEFORE}{to}-{n}.sqlite3"));
    let mut target = name(1);
    for n in 2.. {
        if !target.exists() {
            break;
        }
        // An earlier attempt got as far as this.
        if same(path, &target)? {
            return Ok(());
        }
        target = name(n);
    }
    let part = target.with_extension("part");
    let made =
        write(path, &part).and_then(|()| fs::rename(&part, &target)).and_then(|()| platform::sync_folder(folder));
    if made.is_err() {
        let _ = fs::remove_file(&part);
    }
    made
}

fn write(path: &Path, part: &Path) -> io::Result<()> {
    let mut file = platform::private_file(part)?;
    file.set_len(0)?;
    io::copy(&mut File::open(path)?, &mut file)?;
    file.sync_all()?;
    drop(file);
    if !same(path, part)? {
        return Err(io::Error::other("the copy differs"));
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let verdict = Connection::open_with_flags(read::unchanging(part), flags)
        .and_then(|copy| copy.query_row("PRAGMA integrity_check(1)", [], |row| row.get::<_, String>(0)));
    match verdict {
        Ok(verdict) if verdict == "ok" => Ok(()),
        Ok(verdict) => Err(io::Error::other(verdict)),
        Err(error) => Err(io::Error::other(error)),
    }
}

/// Whether two files hold the same bytes.
fn same(one: &Path, other: &Path) -> io::Result<bool> {
    Ok(fs::read(one)? == fs::read(other)?)
}
