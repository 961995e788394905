//! Looking into the backups for what is damaged here.

use std::path::Path;

use super::preview::Reading;
use super::{FOLDER, names};
use crate::Result;

/// Reads the backups in `data_dir`, the latest first, and hands each with its name to `look`, until that answers that it
/// has seen enough. One that cannot be read is passed over.
///
/// # Errors
/// Those of `look`; [`crate::Code::Io`] when the folder cannot be read.
pub(in crate::app) fn look_into(data_dir: &Path, mut look: impl FnMut(&str, &Reading) -> Result<bool>) -> Result<()> {
    let folder = data_dir.join(FOLDER);
    for name in names::backups(&folder)? {
        let name = name.to_string();
        if let Ok(reading) = Reading::open(&folder.join(&name), None, &folder)
            && look(&name, &reading)?
        {
            break;
        }
    }
    Ok(())
}
