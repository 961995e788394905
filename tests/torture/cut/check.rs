//! Opens an image as the next start of the program does, and says what is wrong with it.

use std::fs;
use std::path::Path;

use super::disk::Image;
use super::worker::DATA;
use crate::Outcome;
use crate::typing::state;

/// What is wrong with an image.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wrong {
    /// The program does not start on it, or a report or a version is not what was written.
    Broken(String),
    /// It opens, and holds another state than the last that was acknowledged or the one under way.
    Lost { acknowledged: u64, stored: u64 },
}

/// Puts `image` into `folder`, opens it, and reads everything in it.
pub(super) fn check(image: &Image, folder: &Path, acknowledged: Option<u64>) -> Outcome<Option<Wrong>> {
    lay_out(image, folder)?;
    match state(&folder.join(DATA)) {
        Err(error) => Ok(Some(Wrong::Broken(error.to_string()))),
        Ok((stored, _)) => {
            let acknowledged = acknowledged.unwrap_or(0);
            let right = stored == acknowledged || stored == acknowledged + 1;
            Ok((!right).then_some(Wrong::Lost { acknowledged, stored }))
        }
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
    Ok(())
}
