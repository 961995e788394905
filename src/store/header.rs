//! The first 100 bytes of a SQLite file, read before SQLite itself touches the file: a foreign or newer file stays exactly
//! as it is (<https://www.sqlite.org/fileformat2.html#the_database_header>).

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use super::{APPLICATION_ID, SCHEMA, failure, scavenge};
use crate::{Code, Result};

/// Whether there is a file at `path`; it is checked to be this program's and not too new.
pub(super) fn check(path: &Path) -> Result<bool> {
    check_as(path, path)
}

/// The same; errors name the file `shown`.
pub(super) fn check_as(path: &Path, shown: &Path) -> Result<bool> {
    // Opening a pipe would wait for whoever writes into it.
    if std::fs::metadata(path).is_ok_and(|data| !data.is_file() && !data.is_dir()) {
        return Err(failure::foreign(shown));
    }
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(failure::file(shown, "打开", error)),
    };
    let mut header = Vec::new();
    file.take(LENGTH).read_to_end(&mut header).map_err(|error| failure::file(shown, "读取", error))?;
    let of_file = verdict(shown, &header);
    // The first page may have been torn when the log was moved into the file; SQLite then takes it from the log.
    if of_file.as_ref().is_err_and(|error| error.code() == Code::Damaged) {
        let log = std::fs::read(path.with_extension("sqlite3-wal")).unwrap_or_default();
        if let Some(page) = scavenge::first_page(&log) {
            return verdict(shown, page.get(..100).unwrap_or_default());
        }
    }
    of_file
}

/// Refuses a log that SQLite would read in part only. Only for a process that is alone with it.
pub(super) fn check_log(path: &Path) -> Result<()> {
    let log = path.with_extension("sqlite3-wal");
    match std::fs::read(&log) {
        Ok(bytes) if scavenge::is_log_damaged(&bytes) => Err(failure::broken(&log)),
        Err(error) if error.kind() != ErrorKind::NotFound => Err(failure::file(&log, "读取", error)),
        _ => Ok(()),
    }
}

const LENGTH: u64 = 100;

/// What the header says.
fn verdict(path: &Path, header: &[u8]) -> Result<bool> {
    if header.len() < 100 || !header.starts_with(b"SQLite format 3\0") || number(header, 68) != APPLICATION_ID {
        return Err(failure::foreign(path));
    }
    check_version(path, number(header, 60))?;
    if !sound(header) {
        return Err(failure::broken(path));
    }
    Ok(true)
}

/// Whether the fields say what they say in every file of this program: SQLite would read all texts otherwise when the
/// encoding is changed, and would not open the file with another version of the format.
fn sound(header: &[u8]) -> bool {
    let is_utf8 = number(header, 56) == 1;
    // Read and write version (1: rollback journal, 2: log), no reserved bytes, the fixed fractions.
    let fixed = matches!(header.get(18..24), Some([1 | 2, 1 | 2, 0, 64, 32, 32]));
    // Page size 4096, schema format 4, no automatic vacuum.
    is_utf8 && fixed && number(header, 16) >> 16 == 4096 && number(header, 44) == 4 && number(header, 52) == 0
}

/// Refuses a file of a newer program.
pub(super) fn check_version(path: &Path, version: i64) -> Result<()> {
    if usize::try_from(version).is_ok_and(|version| version <= SCHEMA.len()) {
        Ok(())
    } else {
        Err(failure::newer(path, version))
    }
}

fn number(header: &[u8], at: usize) -> i64 {
    header.iter().skip(at).take(4).fold(0, |number, byte| number << 8 | i64::from(*byte))
}
