//! A new database in the place of one that is damaged. In: the data folder. Out: the rows that are whole, in a new file; the
//! broken files, kept in `damaged/`; what is lost, by title.
//!
//! A crash at any point leaves either the broken file, which can be rescued again, or the finished new one under the name
//! that [`finish`] looks for at the next start.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags, Transaction, params_from_iter};

use super::failure::{self, failed};
use super::lock::Lock;
use super::scavenge::{Found, scavenge};
use super::{FILE, SEARCH_FILE, Store, create, header, read};
use crate::{Code, Error, Result, platform};

/// What came of rescuing a database.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rescue {
    /// Reports that were whole.
    pub reports: u32,
    /// Versions that were whole.
    pub versions: u32,
    /// Reports of which no whole row was found, or an older one only: id and title.
    pub lost: Vec<(String, String)>,
    /// How many versions are lost, as far as it is known.
    pub lost_versions: usize,
    /// The folder that holds the broken files.
    pub kept: PathBuf,
}

/// The files that belong to a database; those behind the first would be replayed into a new one.
const OF_DATABASE: [&str; 4] = ["", "-wal", "-journal", "-shm"];

/// How many numbers of the sequence are left out: what is lost may have used some.
const GAP: i64 = 1000;

/// Makes a new database of what is whole in the one in `folder`. `fill` puts into it what comes from elsewhere, before it
/// takes the place of the broken one.
///
/// # Errors
/// [`Code::InUse`] when another process works there; [`Code::Io`] when the files cannot be read, kept or written. The broken
/// file is in its place then.
pub fn rescue(folder: &Path, mut fill: impl FnMut(&mut Store, &Rescue) -> Result<()>) -> Result<Rescue> {
    let lock = Lock::take(folder)?;
    let path = folder.join(FILE);
    match finish(folder, &path) {
        Err(error) if error.code() == Code::Damaged => keep_unfit(folder, &path)?,
        finished => finished?,
    }
    let read = |suffix: &str| -> Result<Readable> {
        let path = beside(&path, suffix);
        readable(&path).map_err(|error| failure::file(&path, "读取", error))
    };
    let (file, log) = (read("")?, read("-wal")?);
    let found = scavenge(&file.bytes, &log.bytes);
    let kept = keep(folder, &path, file.whole && log.whole)?;
    let new = create::make(&path)?;
    let mut db = Connection::open(&new).map_err(failed(&path, "建立"))?;
    create::prepare(&mut db, &path)?;
    let mut store = Store { db, path: path.clone(), index: None, reserve: None, _lock: Some(lock) };
    store.transaction("建立", |change, path| insert(change, &found).map_err(failed(path, "建立")))?;
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let rescue = Rescue {
        reports: count(found.reports.len()),
        versions: count(found.versions.len()),
        lost: found.lost.into_iter().collect(),
        lost_versions: found.lost_versions.len(),
        kept,
    };
    fill(&mut store, &rescue)?;
    let Store { db, _lock, .. } = store;
    db.close().map_err(|(_, error)| failed(&path, "建立")(error))?;
    let done = || -> io::Result<()> {
        File::open(&new)?.sync_all()?;
        fs::rename(&new, ready(&path))?;
        platform::sync_folder(folder)
    };
    done().map_err(|error| failure::file(&path, "建立", error))?;
    finish(folder, &path)?;
    Ok(rescue)
}

/// Puts a new database that is finished into its place: the broken one and its log go first, since they are kept already.
///
/// # Errors
/// [`Code::Damaged`] when what has its name is no whole database: nothing has changed then.
pub(super) fn finish(folder: &Path, path: &Path) -> Result<()> {
    if !is_ready(path)? {
        return Ok(());
    }
    let new = ready(path);
    let put = || -> io::Result<()> {
        for suffix in OF_DATABASE.iter().skip(1) {
            match fs::remove_file(beside(path, suffix)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => {}
            }
        }
        // What was found in the broken one is not to be found in this one.
        for suffix in OF_DATABASE {
            let _ = fs::remove_file(beside(&path.with_file_name(SEARCH_FILE), suffix));
        }
        platform::sync_folder(folder)?;
        fs::rename(&new, path)?;
        platform::sync_folder(folder)
    };
    put().map_err(|error| failure::file(path, "建立", error))
}

/// Whether a new database waits to take its place; that it is a whole one of this program is verified, as the disk may have
/// broken it since, or somebody may have put another file there.
pub(super) fn is_ready(path: &Path) -> Result<bool> {
    let new = ready(path);
    let check = || -> Result<bool> {
        if !header::check(&new)? {
            return Ok(false);
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
        let db = Connection::open_with_flags(read::unchanging(&new), flags).map_err(failed(&new, "打开"))?;
        create::check_schema(&db, &new)?;
        let verdict: String =
            db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0)).map_err(failed(&new, "检查"))?;
        if verdict == "ok" { Ok(true) } else { Err(failure::broken(&new).with_source(verdict)) }
    };
    check().map_err(|error| if error.code() == Code::Damaged { failure::unfit(path, &new, error) } else { error })
}

/// Makes room for a new rescue where an earlier one left what cannot be used; it is kept.
fn keep_unfit(folder: &Path, path: &Path) -> Result<()> {
    let new = ready(path);
    let keep = || -> io::Result<()> {
        fs::rename(&new, new_place(folder)?.with_extension("rescued"))?;
        platform::sync_folder(folder)
    };
    keep().map_err(|error| failure::file(&new, "移走", error))
}

fn ready(path: &Path) -> PathBuf {
    path.with_extension("sqlite3.rescued")
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

/// What could be read of a file.
#[derive(Default)]
struct Readable {
    /// Its bytes; zeros where the disk gave none.
    bytes: Vec<u8>,
    /// Whether the disk gave all of it.
    whole: bool,
}

/// Reads the file at `path` as far as the disk lets it, sector by sector where it must; nothing where there is no file.
fn readable(path: &Path) -> io::Result<Readable> {
    const SECTOR: u64 = 4096;
    match fs::read(path) {
        Ok(bytes) => return Ok(Readable { bytes, whole: true }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Ok(Readable { bytes: Vec::new(), whole: true });
        }
        Err(_) => {}
    }
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut bytes = Vec::new();
    let mut at = 0;
    while at < length {
        let end = length.min(at + SECTOR);
        file.seek(SeekFrom::Start(at))?;
        let mut sector = Vec::new();
        if file.by_ref().take(end - at).read_to_end(&mut sector).is_err() {
            sector.clear();
        }
        bytes.extend_from_slice(&sector);
        // What is missing.
        bytes.resize(usize::try_from(end).unwrap_or(usize::MAX), 0);
        at = end;
    }
    Ok(Readable { bytes, whole: false })
}

/// Keeps the broken files in a new folder in `damaged/`: copies, or, where the disk does not give all of their bytes, the
/// files themselves under a second name, since the disk may give more another day.
fn keep(folder: &Path, path: &Path, whole: bool) -> Result<PathBuf> {
    let kept = new_place(folder).map_err(|error| failure::file(&folder.join("damaged"), "建立", error))?;
    let copy = || -> io::Result<()> {
        platform::private_folder(&kept)?;
        // What SQLite can make anew (-shm) is not worth keeping.
        for suffix in OF_DATABASE.iter().take(3) {
            let from = beside(path, suffix);
            let to = beside(&kept.join(FILE), suffix);
            if from.exists() && !whole {
                fs::hard_link(&from, &to)?;
            } else if from.exists() {
                let mut to = platform::private_file(&to)?;
                io::copy(&mut File::open(&from)?, &mut to)?;
                to.sync_all()?;
            }
        }
        platform::sync_folder(&kept)
    };
    let copied = copy();
    if let Err(error) = copied {
        // Half a copy is none, and takes room.
        let _ = fs::remove_dir_all(&kept);
        return Err(Error::new(
            Code::Io,
            format!("损坏的数据文件“{}”没有能留底到“{}”，所以没有抢救，也没有改动", path.display(), kept.display()),
            "请检查磁盘的空间和数据文件夹的权限，再试一次",
        )
        .with_source(error));
    }
    Ok(kept)
}

/// A name in `damaged/` that is not taken.
pub(super) fn new_place(folder: &Path) -> io::Result<PathBuf> {
    let damaged = folder.join("damaged");
    platform::private_folder(&damaged)?;
    let last = fs::read_dir(&damaged)?
        .flatten()
        .filter_map(|entry| entry.file_name().to_string_lossy().split('.').next()?.parse::<u32>().ok())
        .max();
    Ok(damaged.join((last.unwrap_or(0) + 1).to_string()))
}

fn insert(change: &Transaction<'_>, found: &Found) -> rusqlite::Result<()> {
    let rows = |table: &str, rows: &mut dyn Iterator<Item = &Vec<rusqlite::types::Value>>| -> rusqlite::Result<()> {
        for row in rows {
            let places = vec!["?"; row.len()].join(", ");
            change.prepare_cached(&format!("INSERT INTO {table} VALUES ({places})"))?.execute(params_from_iter(row))?;
        }
        Ok(())
    };
    rows("report", &mut found.reports.values())?;
    rows("version", &mut found.versions.values())?;
    rows("setting", &mut found.settings.values())?;
    change.execute(
        "UPDATE sequence SET last = ?1 + max((SELECT coalesce(max(saved), 0) FROM report),
                                             (SELECT coalesce(max(number), 0) FROM version))",
        [GAP],
    )?;
    Ok(())
}
