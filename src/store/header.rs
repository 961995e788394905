//! The first 100 bytes of a SQLite file, read before SQLite itself touches the file: a foreign or newer file stays exactly
//! as it is (<https://www.sqlite.org/fileformat2.html#the_database_header>).

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use super::{APPLICATION_ID, SCHEMA, failure};
use crate::Result;

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
    let mut file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(failure::file(shown, "打开", error)),
    };
    let mut header = [0; 100];
    match file.read_exact(&mut header) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Err(failure::foreign(shown)),
        Err(error) => return Err(failure::file(shown, "读取", error)),
    }
    if !header.starts_with(b"SQLite format 3\0") || number(&header, 68) != APPLICATION_ID {
        return Err(failure::foreign(shown));
    }
    check_version(shown, number(&header, 60))?;
    Ok(true)
}

/// Refuses a file of a newer program.
pub(super) fn check_version(path: &Path, version: i64) -> Result<()> {
    if usize::try_from(version).is_ok_and(|version| version <= SCHEMA.len()) {
        Ok(())
    } else {
        Err(failure::newer(path, version))
    }
}

fn number(header: &[u8; 100], at: usize) -> i64 {
    header.iter().skip(at).take(4).fold(0, |number, byte| number << 8 | i64::from(*byte))
}
