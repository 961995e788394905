//! The use cases, as one typed list of calls for every shell: the window today, another tomorrow. In: a call's name and its
//! arguments as JSON. Out: its result, or an [`crate::Error`]. No window, no dialog, no SQL.

mod backups;
mod bin;
mod calls;
mod carry;
mod copy;
mod damage;
mod export;
mod extracts;
mod figures;
mod history;
mod home;
mod import;
mod last_year;
mod layouts;
mod ledger;
mod reports;
mod rescue;
mod revise;
mod search;
mod settings;
mod summary;
mod templates;
mod types;
mod view;

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, FixedOffset};

use crate::model::Ids;
use crate::store::Store;
use crate::{Result, platform};

pub use backups::{BackupRun, FileRead, back_up_now, backup_if_due, read_file};
pub use calls::typescript;
pub use carry::carry_all;
pub use damage::check_store;
pub use export::{attach_ledger, blocking, file_name, word_file};
pub use import::{Prepared, prepare_file};
pub use layouts::{find_layout, known_layouts, set_layout};
pub use ledger::ledger_bytes;
pub use reports::check_year;
pub use rescue::rescue;
pub use revise::{ReturnedFile, read_returned};
pub use search::searchable;
pub use summary::summary;
pub use templates::{KnownTemplate, find_template, templates};
pub use types::*;
pub use view::{section_of, view, view_on};

/// What the use cases need from outside.
pub struct Env {
    /// The folder that holds the database and the user's own templates.
    pub data_dir: PathBuf,
    /// The clock.
    pub now: Box<dyn Fn() -> DateTime<FixedOffset> + Send>,
    /// How long the program runs, by a clock that never jumps.
    pub elapsed: Box<dyn Fn() -> Duration + Send>,
    /// Where new ids come from.
    pub ids: Box<dyn Ids + Send>,
    /// The names of the faces that this computer has.
    pub faces: Box<dyn Fn() -> BTreeSet<String> + Send>,
}

impl Env {
    /// The environment of a real program: this data folder, the system's clock, random ids, the system's faces.
    #[must_use]
    pub fn real(data_dir: PathBuf) -> Env {
        Env {
            data_dir,
            now: Box::new(platform::now),
            elapsed: Box::new(platform::elapsed),
            ids: Box::new(platform::new_id),
            faces: Box::new(platform::faces::installed_faces),
        }
    }
}

/// The use cases over one data folder.
pub struct App {
    env: Env,
    store: Store,
    history: history::Memory,
    /// The backup or 换机 file that was read last.
    reading: Option<backups::Reading>,
    /// What is to be remembered of backups and could not be stored.
    backups_unsaved: Option<backups::State>,
    /// What the ledger needs of the reports, as they were read last.
    extracts: extracts::Extracts,
    /// The bin was gone through since the start.
    bin_tidied: bool,
    /// The files that are being imported.
    imports: import::Underway,
    /// The file that a superior sent back.
    returned: revise::Returned,
}

impl App {
    /// Opens the data folder for reading and writing, and makes it where it is missing.
    ///
    /// # Errors
    /// Those of [`Store::open`]; [`crate::Code::InUse`] when another process works there.
    pub fn open(env: Env) -> Result<App> {
        let store = Store::open(&env.data_dir)?;
        Ok(App::over(env, store))
    }

    /// Opens the data folder for reading only; it works beside another process. Every call that writes fails.
    ///
    /// # Errors
    /// Those of [`Store::open_to_read`].
    pub fn open_to_read(env: Env) -> Result<App> {
        let store = Store::open_to_read(&env.data_dir)?;
        Ok(App::over(env, store))
    }

    fn over(env: Env, store: Store) -> App {
        App {
            env,
            store,
            history: history::Memory::default(),
            reading: None,
            backups_unsaved: None,
            extracts: extracts::Extracts::default(),
            bin_tidied: false,
            imports: import::Underway::default(),
            returned: revise::Returned::default(),
        }
    }

    /// The data folder.
    #[must_use]
    pub fn data_dir(&self) -> &Path {
        &self.env.data_dir
    }
}

impl fmt::Debug for App {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("App").field("store", &self.store).finish_non_exhaustive()
    }
}
