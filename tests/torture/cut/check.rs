//! Opens an image as the next start of the program does, and says what is wrong with it.

use std::collections::HashSet;
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use shuzhi::app::{App, ArchiveRead};

use super::disk::{Disk, Image};
use super::worker::DATA;
use crate::typing::state_beyond;
use crate::{Outcome, env};

/// What is wrong with an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wrong {
    /// The program does not start on it, or a report, a version or a backup is not what was written.
    Broken(String),
    /// It opens, and holds another state than the last that was acknowledged or the one under way.
    Lost { acknowledged: u64, stored: u64 },
}

/// Opens images in a folder of its own.
pub(super) struct Checker {
    folder: PathBuf,
    /// The hashes of backups that were read and are whole.
    whole: HashSet<u64>,
    /// The hashes of versions that were read and are whole.
    versions: HashSet<u64>,
}

impl Checker {
    pub(super) fn new(folder: PathBuf) -> Checker {
        Checker { folder, whole: HashSet::new(), versions: HashSet::new() }
    }

    /// Opens `image` and reads everything in it; it may be what is left of `disk`.
    pub(super) fn check(&mut self, image: &Image, disk: &Disk<'_>) -> Outcome<Option<Wrong>> {
        lay_out(image, &self.folder)?;
        let data = self.folder.join(DATA);
        let state = state_beyond(&data, &mut self.versions);
        match state.and_then(|(stored, _)| self.backups(image, disk).map(|()| stored)) {
            Err(error) => Ok(Some(Wrong::Broken(error.to_string()))),
            Ok(stored) => {
                let acknowledged = disk.acknowledged.unwrap_or(0);
                let right = stored == acknowledged || stored == acknowledged + 1;
                Ok((!right).then_some(Wrong::Lost { acknowledged, stored }))
            }
        }
    }

    /// Every backup that was made must be there, and every one that is there must be whole.
    fn backups(&mut self, image: &Image, disk: &Disk<'_>) -> Outcome {
        let place = format!("{DATA}/backups/");
        if let Some(lost) = disk.backups.iter().find(|name| !image.files.contains_key(&format!("{place}{name}"))) {
            return Err(format!("the backup {lost} is lost").into());
        }
        for (path, bytes) in &image.files {
            let backup = path.strip_prefix(&place).is_some_and(|name| name.ends_with(".bak") && !name.starts_with('.'));
            let mut hasher = DefaultHasher::new();
            bytes.hash(&mut hasher);
            if backup && !self.whole.contains(&hasher.finish()) {
                let mut app = App::open(env(&self.folder.join(DATA)))?;
                match app.read_archive(&self.folder.join(path), None)? {
                    ArchiveRead::Content(_) => self.whole.insert(hasher.finish()),
                    other => return Err(format!("{path} is no backup: {other:?}").into()),
                };
            }
        }
        Ok(())
    }
}

fn lay_out(image: &Image, folder: &Path) -> Outcome {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    fs::create_dir(folder)?;
    for path in &image.folders {
        fs::create_dir_all(folder.join(path))?;
    }
    for (path, bytes) in &image.files {
        fs::write(folder.join(path), bytes)?;
    }
    // The room kept for a full disk is made anew where it is missing; making it for every image would take most of the time.
    if folder.join(DATA).is_dir() {
        fs::File::create(folder.join(DATA).join("reserve.bin"))?.set_len(8 << 20)?;
    }
    Ok(())
}
