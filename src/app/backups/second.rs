//! The second folder: usually a USB stick, which may be absent, full or pulled out. Whatever goes wrong there is remembered
//! and tried again at the next run; nothing there is touched but this program's own backups of this data folder.

use std::fs::File;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use serde::{Deserialize, Serialize};

use super::names::{self, Name};
use super::{retention, sentence};
use crate::export::{Beside, SUFFIX, write_with};
use crate::{Code, Error, Result, archive};

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(in crate::app) struct Second {
    /// The folder.
    pub(super) path: PathBuf,
    /// What tells this data folder's backups there from those of others: several computers may share a stick.
    pub(super) mark: String,
    /// When a backup was last written there, RFC 3339.
    pub(super) written: Option<String>,
    /// Why the last one was not.
    pub(super) failure: Option<String>,
    /// The numbers of the backups there, as they were seen last: looking may take long, where the folder hangs.
    #[serde(default)]
    pub(super) there: Vec<i64>,
}

impl Second {
    pub(super) fn new(path: PathBuf, id: &str) -> Second {
        let mark: String = id.chars().rev().filter(char::is_ascii_alphanumeric).take(8).collect();
        Second { path, mark, written: None, failure: None, there: Vec::new() }
    }

    /// The file of a backup there.
    pub(super) fn file(&self, name: &Name) -> PathBuf {
        self.path.join(format!("{}{name}", self.prefix()))
    }

    fn prefix(&self) -> String {
        format!("shuzhi-{}-", self.mark)
    }

    fn temporary(&self) -> String {
        format!(".{}", self.prefix())
    }

    /// This data folder's backups there.
    ///
    /// # Errors
    /// [`Code::NotFound`] when the folder is not there; [`Code::Io`] when it cannot be read.
    pub(super) fn backups(&self) -> Result<Vec<Name>> {
        if !self.path.is_dir() {
            return Err(Error::new(
                Code::NotFound,
                format!("第二个备份文件夹“{}”现在找不到", self.path.display()),
                "请插好U盘；下次启动程序时会自动补上这次的备份",
            ));
        }
        let prefix = self.prefix();
        let own = |name: &String| name.strip_prefix(&prefix)?.parse().ok();
        Ok(names::files(&self.path)?.iter().filter_map(own).collect())
    }

    /// Copies the backup `name`, which lies in `folder`, there unless it is there already; old ones go then, unless all stay.
    pub(super) fn bring(&mut self, folder: &Path, name: &Name, all_stay: bool, now: DateTime<FixedOffset>) {
        match self.copy(folder, name, all_stay) {
            Ok(true) => {
                self.written = Some(now.to_rfc3339());
                self.failure = None;
            }
            Ok(false) => self.failure = None,
            Err(error) => self.failure = Some(sentence(&error)),
        }
        if let Ok(there) = self.backups() {
            self.there = there.iter().map(|name| name.ordinal).collect();
        }
    }

    /// Whether it had to be copied.
    fn copy(&self, folder: &Path, name: &Name, all_stay: bool) -> Result<bool> {
        let there = self.backups()?;
        let (from, to) = (folder.join(name.to_string()), self.file(name));
        let digest = archive::check(&from).map_err(|refusal| refusal.told(&from))?;
        if there.contains(name) && archive::check(&to).is_ok_and(|copied| copied == digest) {
            return Ok(false);
        }
        self.sweep();
        let prefix = self.temporary();
        let beside = Beside { prefix: &prefix, private: true };
        let copy = |file: &mut File| std::io::copy(&mut File::open(&from)?, file).map(|_| ());
        write_with(&to, beside, copy, |copied| match archive::check(copied) {
            Ok(copied) if copied == digest => Ok(()),
            Ok(_) => Err(archive::Refusal::Damaged.told(&to)),
            Err(refusal) => Err(refusal.told(&to)),
        })?;
        if all_stay {
            return Ok(true);
        }
        // What cannot be removed is tried again with the next backup.
        let ordinals: Vec<i64> = there.iter().map(|name| name.ordinal).chain([name.ordinal]).collect();
        let surplus = retention::surplus(&ordinals);
        for old in there.iter().filter(|old| surplus.contains(&old.ordinal)) {
            let _ = std::fs::remove_file(self.file(old));
        }
        Ok(true)
    }

    /// Removes what a copy left behind that was cut short.
    pub(super) fn sweep(&self) {
        let begun = self.temporary();
        for name in names::files(&self.path).unwrap_or_default() {
            if name.starts_with(&begun) && name.ends_with(SUFFIX) {
                let _ = std::fs::remove_file(self.path.join(name));
            }
        }
    }

    /// How a file is written there in the place of a backup.
    pub(super) fn rewrite<T>(&self, write: impl FnOnce(Beside<'_>) -> T) -> T {
        write(Beside { prefix: &self.temporary(), private: true })
    }
}
