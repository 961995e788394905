//! The automatic backup of a day. It reads beside the one who works, by a connection of its own, so that no save waits.

use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use chrono::{DateTime, FixedOffset};

use super::file::{self, Writing};
use super::names::{self, Name};
use super::second::Second;
use super::state::State;
use super::{FOLDER, backup_folder, retention};
use crate::export::{Beside, SUFFIX};
use crate::store::Store;
use crate::{Code, Error, Result};

/// What a run did; [`crate::app::App::note_backup`] remembers it.
#[derive(Debug, Default)]
pub struct BackupRun {
    /// Whether a backup was due.
    pub(super) due: bool,
    /// The number of the latest backup.
    pub(super) last: i64,
    /// Whether no older backup may go.
    all_stay: bool,
    /// The name of the backup that was made.
    pub made: Option<String>,
    /// Why none was made, or what is lacking in it.
    pub failure: Option<Error>,
    /// The second folder afterwards.
    pub(super) second: Option<Second>,
}

/// Held by who writes in the backup folder.
static WORKING: Mutex<()> = Mutex::new(());

pub(super) fn working() -> MutexGuard<'static, ()> {
    WORKING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes a backup of `data_dir` whatever there is already. Blocks as [`backup_if_due`] does.
#[must_use]
pub fn back_up_now(data_dir: &Path, now: DateTime<FixedOffset>) -> BackupRun {
    run(data_dir, now, true)
}

/// Makes a backup of `data_dir` when the day is another one than that of the latest, earlier or later, and brings the latest
/// to the second folder when it is not there. Blocks for as long as that takes; the one who works is not held up.
#[must_use]
pub fn backup_if_due(data_dir: &Path, now: DateTime<FixedOffset>) -> BackupRun {
    run(data_dir, now, false)
}

fn run(data_dir: &Path, now: DateTime<FixedOffset>, at_once: bool) -> BackupRun {
    let _working = working();
    let mut run = BackupRun { due: at_once, ..BackupRun::default() };
    if let Err(error) = run.backup(data_dir, now) {
        run.due = true;
        run.failure = Some(error);
    }
    run
}

impl BackupRun {
    fn backup(&mut self, data_dir: &Path, now: DateTime<FixedOffset>) -> Result<()> {
        let store = Store::open_to_read(data_dir)?;
        let state = State::of(&store)?;
        self.last = state.last;
        // Where there is nothing, a row of empty backups would take the place of full ones.
        if store.known()?.is_empty() {
            let nothing = || Error::new(Code::NotFound, "还没有报告，不用备份", "写了报告以后再备份");
            return if self.due { Err(nothing()) } else { Ok(()) };
        }
        let folder = backup_folder(data_dir)?;
        sweep(&folder, now.into());
        let there = names::backups(&folder)?;
        self.due |= there.first().is_none_or(|latest| latest.day != now.date_naive());
        let mut latest = there.first().copied();
        let made =
            if self.due { self.make(data_dir, &store, &there, now).map(|name| latest = Some(name)) } else { Ok(()) };
        // Also when none could be made: the one before may not be there yet.
        if let (Some(mut second), Some(latest)) = (state.second, latest) {
            second.bring(&folder, &latest, self.all_stay, now);
            self.second = Some(second);
        }
        made
    }

    fn make(&mut self, data_dir: &Path, store: &Store, there: &[Name], now: DateTime<FixedOffset>) -> Result<Name> {
        let folder = data_dir.join(FOLDER);
        let last = there.iter().map(|name| name.ordinal).max().unwrap_or_default().max(self.last);
        let name = Name { ordinal: last + 1, day: now.date_naive() };
        let (templates, faults) = file::own_templates(data_dir);
        let writing = Writing { store, templates: &templates, made: now, scratch: &folder };
        let damage = writing.write(&folder.join(name.to_string()), Beside { prefix: BEGUN, private: true }, None)?;
        self.last = name.ordinal;
        self.made = Some(name.to_string());
        self.failure = file::left_out(&damage).or_else(|| faults.into_iter().next());
        // A report that is damaged here may be whole in an older backup only: until it is put right, none goes.
        self.all_stay = !damage.reports.is_empty();
        if self.all_stay {
            return Ok(name);
        }
        let ordinals: Vec<i64> = there.iter().map(|name| name.ordinal).chain([name.ordinal]).collect();
        let surplus = retention::surplus(&ordinals);
        for old in there.iter().filter(|old| surplus.contains(&old.ordinal)) {
            // What cannot be removed is tried again with the next backup.
            let _ = std::fs::remove_file(folder.join(old.to_string()));
        }
        Ok(name)
    }
}

/// How files begin that are written in the backup folder.
pub(super) const BEGUN: &str = ".shuzhi-";

/// Removes from the backup folder what a program left there that was killed. What is younger than a day may be in use.
fn sweep(folder: &Path, now: SystemTime) {
    const DAY: Duration = Duration::from_secs(24 * 60 * 60);
    for name in left_over(folder) {
        let path = folder.join(name);
        let written = std::fs::metadata(&path).and_then(|data| data.modified()).unwrap_or(now);
        let apart = now.duration_since(written).unwrap_or_else(|ahead| ahead.duration());
        if apart > DAY {
            let _ = std::fs::remove_file(path);
        }
    }
}

/// The names of files in the backup folder that are not meant to stay.
pub(super) fn left_over(folder: &Path) -> Vec<String> {
    let mut names = names::files(folder).unwrap_or_default();
    names.retain(|name| name.starts_with("scratch-") || (name.starts_with(BEGUN) && name.ends_with(SUFFIX)));
    names
}
