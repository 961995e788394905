//! The names of backups: their place in the order and the day, `000012-2026-01-08.bak`. The order is by number; the day only
//! tells, since clocks jump.

use std::fmt;
use std::io::ErrorKind;
use std::path::Path;
use std::str::FromStr;

use chrono::NaiveDate;

use crate::{Code, Error, Result};

/// The name of a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name {
    /// Its place in the order of backups.
    pub(super) ordinal: i64,
    /// The local day on which it was made.
    pub(super) day: NaiveDate,
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:06}-{}.bak", self.ordinal, self.day.format("%Y-%m-%d"))
    }
}

/// No program makes as many backups; a name with a larger number was not given by this one.
const MOST: i64 = 1_000_000_000;

impl FromStr for Name {
    type Err = ();

    fn from_str(name: &str) -> Result<Name, ()> {
        let (ordinal, day) = name.strip_suffix(".bak").and_then(|name| name.split_once('-')).ok_or(())?;
        let day = NaiveDate::parse_from_str(day, "%Y-%m-%d").map_err(|_| ())?;
        let read = Name { ordinal: ordinal.parse().map_err(|_| ())?, day };
        // One way to write it: what reads alike but is written otherwise is somebody else's.
        if (1..MOST).contains(&read.ordinal) && read.to_string() == name { Ok(read) } else { Err(()) }
    }
}

/// The backups in `folder`, the latest first; none where there is no folder.
///
/// # Errors
/// [`Code::Io`] when it cannot be read.
pub(super) fn backups(folder: &Path) -> Result<Vec<Name>> {
    let mut found: Vec<Name> = files(folder)?.iter().filter_map(|name| name.parse().ok()).collect();
    found.sort_unstable_by(|a, b| b.cmp(a));
    Ok(found)
}

/// The names of all files in `folder`; none where there is no folder.
///
/// # Errors
/// [`Code::Io`] when it cannot be read.
pub(super) fn files(folder: &Path) -> Result<Vec<String>> {
    let unreadable = |error| {
        let message = format!("读不了备份文件夹“{}”", folder.display());
        Error::new(Code::Io, message, "请检查磁盘和这个文件夹的权限").with_source(error)
    };
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(unreadable(error)),
    };
    let name = |entry: std::io::Result<std::fs::DirEntry>| Ok(entry?.file_name().to_string_lossy().into_owned());
    entries.map(name).collect::<std::io::Result<_>>().map_err(unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_as_it_is_written_and_no_other_way() {
        let day = NaiveDate::from_ymd_opt(2026, 1, 8).unwrap_or_default();
        let name = Name { ordinal: 12, day };
        assert_eq!(name.to_string(), "000012-2026-01-08.bak");
        assert_eq!("000012-2026-01-08.bak".parse(), Ok(name));
        assert_eq!("1234567-2026-01-08.bak".parse(), Ok(Name { ordinal: 1_234_567, day }));
        for odd in [
            "12-2026-01-08.bak",
            "000012-2026-1-8.bak",
            "000012-2026-01-08.bak.part",
            "000000-2026-01-08.bak",
            "-00001-2026-01-08.bak",
            "备份.bak",
            "000012-2026-02-30.bak",
            "+00012-2026-01-08.bak",
        ] {
            assert_eq!(odd.parse::<Name>(), Err(()), "{odd}");
        }
    }
}
