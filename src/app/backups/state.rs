//! What is remembered of backups from one run to the next: the second folder and what failed. It belongs to this computer and
//! goes with no archive.

use serde::{Deserialize, Serialize};

use super::super::App;
use super::run::BackupRun;
use super::second::Second;
use super::sentence;
use crate::store::Store;
use crate::{Code, Error, Result};

const KEY: &str = "backup";

#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(in crate::app) struct State {
    /// The number of the last backup.
    pub(super) last: i64,
    /// Why the last run made none.
    pub(super) failure: Option<String>,
    /// The second folder.
    pub(super) second: Option<Second>,
    /// Folders that were the second one; their backups are still there.
    pub(super) former: Vec<Second>,
}

impl State {
    /// What is stored. One that is damaged is none: backups go on.
    ///
    /// # Errors
    /// [`Code::Io`] when the database cannot be read.
    pub(super) fn of(store: &Store) -> Result<State> {
        match store.setting(KEY) {
            Ok(json) => Ok(json.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default()),
            Err(error) if error.code() == Code::Invalid => Ok(State::default()),
            Err(error) => Err(error),
        }
    }

    pub(super) fn note(&mut self, run: BackupRun) {
        self.last = self.last.max(run.last);
        if run.due {
            self.failure = run.failure.as_ref().map(sentence);
        }
        // The user may have chosen another one meanwhile.
        if let (Some(second), Some(ran)) = (&mut self.second, run.second)
            && second.mark == ran.mark
        {
            *second = ran;
        }
    }

    pub(super) fn leave_second(&mut self) {
        self.former.extend(self.second.take());
    }
}

impl App {
    pub(super) fn backup_state(&self) -> Result<State> {
        self.backups_unsaved.clone().map_or_else(|| State::of(&self.store), Ok)
    }

    /// Stores `state`; where the disk is full it is remembered until the program ends.
    pub(super) fn keep_backup_state(&mut self, state: State) -> Result<()> {
        let json = serde_json::to_string(&state)
            .map_err(|error| Error::new(Code::Invalid, "备份的状态无法记下", "请重新启动程序").with_source(error))?;
        let kept = self.store.set_setting(KEY, &json);
        self.backups_unsaved = kept.is_err().then_some(state);
        kept
    }
}
