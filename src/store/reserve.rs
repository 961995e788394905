//! Room kept for a full disk: a file of 8 MiB beside the database. A write that fails for lack of space deletes it and is
//! tried once more, so that what is being typed can still be saved.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::failure;
use crate::{Result, platform};

const FILE: &str = "reserve.bin";
const BLOCK: usize = 64 << 10;
const BLOCKS: usize = 128;
/// After this many writes it is tried to make the file again.
const PATIENCE: u32 = 20;

/// The room of one data folder.
#[derive(Debug)]
pub(super) struct Reserve {
    path: PathBuf,
    /// Whether it was given up and could not be made again yet.
    given_up: bool,
    /// Writes since the last attempt to make it.
    writes: u32,
}

impl Reserve {
    /// The room in `folder`, as it is.
    pub(super) fn of(folder: &Path) -> Reserve {
        Reserve { path: folder.join(FILE), given_up: false, writes: 0 }
    }

    /// Keeps the room, unless it was given up just now. A disk that refuses the file works without.
    pub(super) fn keep(&mut self) {
        if !self.given_up {
            self.note(self.make());
        }
    }

    /// A disk without room for the file is full, and stays so over a restart.
    fn note(&mut self, made: io::Result<()>) {
        self.given_up |= made.is_err_and(|error| error.kind() == io::ErrorKind::StorageFull);
    }

    /// Runs `work`; where the disk is full it gives up the room and runs it once more, from the beginning.
    pub(super) fn with_room<T>(&mut self, mut work: impl FnMut() -> Result<T>) -> Result<T> {
        let done = work();
        if done.as_ref().is_err_and(failure::is_lack_of_space) && self.give_up() { work() } else { done }
    }

    /// Whether the disk is full: the room was given up.
    pub(super) fn is_given_up(&self) -> bool {
        self.given_up
    }

    /// Gives the room up; answers whether there was any.
    pub(super) fn give_up(&mut self) -> bool {
        self.writes = 0;
        let had = std::fs::remove_file(&self.path).is_ok();
        self.given_up |= had;
        had
    }

    /// Notes that a write succeeded; makes the room again from time to time.
    pub(super) fn wrote(&mut self) {
        if self.given_up {
            self.writes += 1;
            if self.writes >= PATIENCE {
                self.writes = 0;
                self.given_up = self.make().is_err();
            }
        }
    }

    /// Makes the file where it is missing or too short. A part of one is taken away again: the room is wanted by others then.
    fn make(&self) -> io::Result<()> {
        match std::fs::symlink_metadata(&self.path) {
            Ok(data) if data.is_file() && data.len() == (BLOCK * BLOCKS) as u64 => return Ok(()),
            // What is there goes by its name: behind a link lies a file that is somebody else's.
            Ok(_) => std::fs::remove_file(&self.path)?,
            Err(_) => {}
        }
        let made = platform::new_private_file(&self.path).and_then(|file| fill(&file));
        if made.is_err() {
            let _ = std::fs::remove_file(&self.path);
        }
        made
    }
}

/// Writes bytes that no file system can leave out or compress.
fn fill(mut file: &File) -> io::Result<()> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let mut block = Vec::with_capacity(BLOCK);
    while block.len() < BLOCK {
        // Xorshift (Marsaglia 2003).
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        block.extend_from_slice(&state.to_le_bytes());
    }
    for _ in 0..BLOCKS {
        file.write_all(&block)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_room_is_given_up_once_and_made_again() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join(FILE);
        let mut reserve = Reserve::of(folder.path());
        reserve.keep();
        assert_eq!(std::fs::metadata(&path)?.len(), 8 << 20);
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            assert!(std::fs::metadata(&path)?.blocks() * 512 >= 8 << 20, "the file is sparse");
        }
        assert!(reserve.give_up() && reserve.is_given_up() && !path.exists());
        assert!(!reserve.give_up(), "there is none left");
        for _ in 1..PATIENCE {
            reserve.wrote();
        }
        assert!(reserve.is_given_up() && !path.exists(), "it is not made at each write");
        reserve.wrote();
        assert!(!reserve.is_given_up() && path.exists());
        Ok(())
    }

    #[test]
    fn a_folder_without_room_works_without() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        // A folder in its place stands for a disk that refuses the file.
        std::fs::create_dir(folder.path().join(FILE))?;
        let mut reserve = Reserve::of(folder.path());
        reserve.keep();
        assert!(!reserve.is_given_up() && !reserve.give_up());
        reserve.wrote();
        assert!(!reserve.is_given_up());
        Ok(())
    }

    #[test]
    #[cfg(unix)]
    fn a_link_in_its_place_is_not_followed() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let (path, other) = (folder.path().join(FILE), folder.path().join("other"));
        File::create(&other)?.write_all(b"somebody else's")?;
        for link in [std::os::unix::fs::symlink, |to: &Path, at: &Path| std::fs::hard_link(to, at)] {
            link(&other, &path)?;
            Reserve::of(folder.path()).keep();
            assert_eq!(std::fs::read(&other)?, b"somebody else's");
            assert!(std::fs::symlink_metadata(&path)?.is_file());
            std::fs::remove_file(&path)?;
        }
        Ok(())
    }

    #[test]
    fn what_finds_the_disk_full_gets_the_room_once() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join(FILE);
        let full = || Err(failure::file(Path::new("x"), "建立", io::ErrorKind::StorageFull.into()));
        Reserve::of(folder.path()).keep();
        // At a start: the room is there from the time before.
        let mut reserve = Reserve::of(folder.path());
        assert!(reserve.with_room(|| if path.exists() { full() } else { Ok(()) }).is_ok());
        reserve.keep();
        assert!(reserve.is_given_up() && !path.exists(), "it is not taken back at once");
        let mut tries = 0;
        let without = reserve.with_room(|| {
            tries += 1;
            full()
        });
        assert!(without.is_err() && tries == 1);
        Ok(())
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_disk_that_is_full_at_the_start_is_told() -> io::Result<()> {
        let mut reserve = Reserve::of(Path::new("nowhere"));
        reserve.note(fill(&File::options().write(true).open("/dev/full")?));
        assert!(reserve.is_given_up());
        Ok(())
    }
}
