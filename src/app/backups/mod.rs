//! Backups, and moving to another computer. Backups are made by [`backup_if_due`] beside the one who works; the rest are use
//! cases. What a file holds is the room [`crate::archive`]'s to say, what stands in its database [`crate::store`]'s.

mod erase;
mod file;
mod look;
mod merge;
mod names;
mod preview;
mod retention;
mod run;
mod second;
mod state;

use std::path::{Path, PathBuf};

pub use run::{BackupRun, back_up_now, backup_if_due};

pub(super) use look::look_into;
pub use preview::{FileRead, read_file};

pub(super) use preview::Reading;
pub(super) use state::State;

use super::{App, BackupEntry, Backups, Nothing, SecondFolder};
use crate::{Code, Error, Result, archive, platform};
use names::Name;
use second::Second;

/// The folder of the backups in the data folder.
const FOLDER: &str = "backups";

impl App {
    /// The backups there are.
    ///
    /// # Errors
    /// [`Code::Io`] when the backup folder or the database cannot be read.
    pub fn backups(&mut self, _: Nothing) -> Result<Backups> {
        let folder = self.env.data_dir.join(FOLDER);
        let state = self.backup_state()?;
        let mut backups = Vec::new();
        for name in names::backups(&folder)? {
            let file = folder.join(name.to_string());
            // What cannot be read is no backup.
            let (Ok(Some(manifest)), Ok(data)) = (archive::manifest(&file), std::fs::metadata(&file)) else { continue };
            backups.push(BackupEntry {
                second: state.second.as_ref().is_some_and(|second| second.there.contains(&name.ordinal)),
                ordinal: name.ordinal,
                name: name.to_string(),
                made: manifest.made,
                bytes: data.len(),
                reports: u32::try_from(manifest.reports).unwrap_or(u32::MAX),
            });
        }
        let second = state.second.map(|second| SecondFolder {
            path: second.path.display().to_string(),
            written: second.written,
            failure: second.failure,
        });
        Ok(Backups { backups, folder: folder.display().to_string(), second, failure: state.failure })
    }

    /// Backs up to `folder` as well from now on; the next backup run copies the latest backup there.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such folder; [`Code::Invalid`] when it is the data folder or within it;
    /// [`Code::Io`] when the choice cannot be stored.
    pub fn set_second_folder(&mut self, folder: &Path) -> Result<Backups> {
        let real = std::fs::canonicalize(folder).ok().filter(|path| path.is_dir()).ok_or_else(|| {
            let message = format!("没有文件夹“{}”", folder.display());
            Error::new(Code::NotFound, message, "请插好U盘，选上面的一个文件夹")
        })?;
        if std::fs::canonicalize(&self.env.data_dir).is_ok_and(|data| real.starts_with(data)) {
            let message = format!("“{}”就在数据文件夹里，备份在这里与没有备份一样", folder.display());
            return Err(Error::new(Code::Invalid, message, "请选U盘或另一块磁盘上的文件夹"));
        }
        let mut state = self.backup_state()?;
        state.leave_second();
        // The same folder again has its backups already.
        let known = state.former.iter().position(|former| former.path == folder);
        let second = match known {
            Some(at) => state.former.remove(at),
            None => Second::new(folder.into(), &self.env.ids.next()),
        };
        state.second = Some(second);
        self.keep_backup_state(state)?;
        self.backups(Nothing {})
    }

    /// Backs up to no second folder any more. What lies there stays.
    ///
    /// # Errors
    /// [`Code::Io`] when the choice cannot be stored.
    pub fn forget_second_folder(&mut self, _: Nothing) -> Result<Backups> {
        let mut state = self.backup_state()?;
        state.leave_second();
        self.keep_backup_state(state)?;
        self.backups(Nothing {})
    }

    /// Remembers what came of a backup run.
    ///
    /// # Errors
    /// [`Code::Io`] when it cannot be stored; it is remembered until the program ends all the same.
    pub fn note_backup(&mut self, run: BackupRun) -> Result<()> {
        let mut state = self.backup_state()?;
        let before = state.clone();
        state.note(run);
        if state == before { Ok(()) } else { self.keep_backup_state(state) }
    }

    /// Writes all reports, settings and own templates to the file `target`, for another computer or to keep; encrypted where
    /// there is a password. The file is read back and verified before it takes the place of one that was there. Answers what
    /// is not in it because it is damaged.
    ///
    /// # Errors
    /// [`Code::Invalid`] when the target is one of the program's own files or some other file, or the structure of the database is
    /// damaged;
    /// [`Code::Io`] when the file cannot be written or is not what was written.
    pub fn write_archive(&self, target: &Path, password: Option<&str>) -> Result<Option<Error>> {
        crate::export::refuse_own(target)?;
        let other = || matches!(archive::check(target), Err(archive::Refusal::Foreign));
        if std::fs::metadata(target).is_ok_and(|there| there.is_file() && there.len() > 0) && other() {
            let message = format!("“{}”已经存在，而且不是“述职”的备份", target.display());
            return Err(Error::new(Code::Invalid, message, "请换一个文件名，以免盖掉别的文件"));
        }
        let scratch = self.backup_folder()?;
        let beside = crate::export::Beside { prefix: ".shuzhi-", private: true };
        let (templates, faults) = file::own_templates(&self.env.data_dir);
        if let Some(fault) = faults.into_iter().next() {
            return Err(fault);
        }
        let made = (self.env.now)();
        let writing = file::Writing { store: &self.store, templates: &templates, made, scratch: &scratch };
        Ok(file::left_out(&writing.write(target, beside, password)?))
    }

    /// The path of the backup called `name`.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is none.
    pub fn backup_path(&self, name: &str) -> Result<PathBuf> {
        let folder = self.env.data_dir.join(FOLDER);
        let known = name.parse::<Name>().is_ok_and(|parsed| parsed.to_string() == name);
        Some(folder.join(name)).filter(|path| known && path.is_file()).ok_or_else(|| {
            let message = format!("备份文件夹里没有“{name}”");
            Error::new(Code::NotFound, message, "请在备份列表里重新选择")
        })
    }

    /// The backup folder, made where it is missing.
    fn backup_folder(&self) -> Result<PathBuf> {
        backup_folder(&self.env.data_dir)
    }
}

fn backup_folder(data_dir: &Path) -> Result<PathBuf> {
    let folder = data_dir.join(FOLDER);
    platform::private_folder(&folder).map_err(|error| {
        let message = format!("无法建立备份文件夹“{}”", folder.display());
        Error::new(Code::Io, message, "请检查数据文件夹是否可以写入、磁盘是否已满").with_source(error)
    })?;
    Ok(folder)
}

/// An error in one sentence, to be remembered.
fn sentence(error: &Error) -> String {
    format!("{}；{}", error.message(), error.hint())
}
