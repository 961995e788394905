//! Room kept for a full disk: a file of 8 MiB beside the database. A write that fails for lack of space deletes it and is
//! tried once more, so that what is being typed can still be saved.

use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::platform;

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
    /// Keeps room in `folder`. A disk that has none works without.
    pub(super) fn keep(folder: &Path) -> Reserve {
        let reserve = Reserve { path: folder.join(FILE), given_up: false, writes: 0 };
        reserve.make();
        reserve
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
                self.given_up = !self.make();
            }
        }
    }

    /// Makes the file where it is missing or too short; answers whether it is there. A part of one is taken away again:
    /// the room is wanted by others then.
    fn make(&self) -> bool {
        let there = std::fs::metadata(&self.path).is_ok_and(|data| data.len() == (BLOCK * BLOCKS) as u64);
        if there {
            return true;
        }
        let made = platform::private_file(&self.path).and_then(|file| fill(&file));
        if made.is_err() {
            let _ = std::fs::remove_file(&self.path);
        }
        made.is_ok()
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
        let mut reserve = Reserve::keep(folder.path());
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
        let mut reserve = Reserve::keep(folder.path());
        assert!(!reserve.is_given_up() && !reserve.give_up());
        reserve.wrote();
        assert!(!reserve.is_given_up());
        Ok(())
    }
}
