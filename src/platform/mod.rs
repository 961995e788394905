//! All that depends on the platform: where data lies, who may read it, the clock and random ids; which faces and which
//! office programs are installed, and how a program is started and ended. In: nothing but the environment. Only the
//! programs (command line, window) ask for the clock, ids, faces and office programs here and hand them on as arguments.
//!
//! The Windows branches are written from documentation (`%LOCALAPPDATA%` is private to its user by the access list it
//! inherits); they have not been tried there yet.
#![allow(clippy::disallowed_methods, reason = "this is the module the ban points to")]

pub mod faces;
pub mod office;
pub(crate) mod process;

use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use std::sync::OnceLock;
use std::time::{Duration, Instant};

use chrono::{DateTime, FixedOffset, Local, SubsecRound};

use crate::{Code, Error, Result};

/// The time now, in whole seconds, with the offset of the place.
#[must_use]
pub fn now() -> DateTime<FixedOffset> {
    Local::now().fixed_offset().trunc_subsecs(0)
}

/// How long this program runs: a clock that never jumps, whatever the user or the network does to the time of day.
#[must_use]
pub fn elapsed() -> Duration {
    static START: OnceLock<Instant> = OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

/// A new random UUID.
#[must_use]
pub fn new_id() -> String {
    uuid::Uuid::new_v4().to_string()
}

/// The data folder: `SHUZHI_DATA_DIR` where it is set, else the user's own folder for program data
/// (`%LOCALAPPDATA%\shuzhi`, `$XDG_DATA_HOME/shuzhi`, `~/.local/share/shuzhi`).
///
/// # Errors
/// [`Code::NotFound`] when the environment names no such folder.
pub fn default_data_dir() -> Result<PathBuf> {
    let set = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(folder) = set("SHUZHI_DATA_DIR") {
        return Ok(folder);
    }
    let base = if cfg!(windows) {
        set("LOCALAPPDATA")
    } else {
        // The XDG specification says that a relative path is to be ignored.
        set("XDG_DATA_HOME")
            .filter(|path| path.is_absolute())
            .or_else(|| set("HOME").map(|home| home.join(".local/share")))
    };
    base.map(|base| base.join("shuzhi")).ok_or_else(|| {
        Error::new(
            Code::NotFound,
            "找不到存放数据的文件夹：系统没有给出用户文件夹",
            "请用环境变量 SHUZHI_DATA_DIR 指定一个文件夹",
        )
    })
}

/// Makes `folder` with all folders above it, readable by its owner only. An empty folder that is there already becomes
/// private too; one that holds other files keeps its permissions, since it may be shared on purpose. A new folder is there
/// after a power cut too.
///
/// # Errors
/// What the file system says.
pub fn private_folder(folder: &Path) -> io::Result<()> {
    if folder.is_dir() {
        if std::fs::read_dir(folder)?.next().is_none() {
            // A file system without permissions (FAT) refuses; the folder is as private as it can be there.
            let _ = only_owner(folder, 0o700);
        }
        return Ok(());
    }
    let made: Vec<&Path> = folder.ancestors().take_while(|folder| !folder.exists()).collect();
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    // A power cut could take a new folder back, with everything that was synced in it.
    for above in made.iter().filter_map(|folder| folder.parent()) {
        let above = if above.as_os_str().is_empty() { Path::new(".") } else { above };
        match sync_folder(above) {
            // Where folders may be made although they may not be read, there is no way to sync them.
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {}
            synced => synced?,
        }
    }
    Ok(())
}

/// Opens `path` for writing and makes it where it is missing, readable by its owner only. What is in it stays.
///
/// # Errors
/// What the file system says.
pub fn private_file(path: &Path) -> io::Result<File> {
    let file = private().create(true).truncate(false).open(path)?;
    let _ = only_owner(path, 0o600);
    Ok(file)
}

/// Makes the file `path`, readable by its owner only, where nothing has that name yet.
///
/// # Errors
/// What the file system says.
pub fn new_private_file(path: &Path) -> io::Result<File> {
    private().create_new(true).open(path)
}

/// How files of their owner only are opened.
fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
}

/// Makes a rename in `folder` durable.
///
/// # Errors
/// What the file system says.
pub fn sync_folder(folder: &Path) -> io::Result<()> {
    // Windows cannot open a folder as a file; NTFS keeps the order of renames by its own journal.
    if cfg!(unix) { File::open(folder)?.sync_all() } else { Ok(()) }
}

#[cfg(unix)]
fn only_owner(path: &Path, mode: u32) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    let mut permissions = std::fs::metadata(path)?.permissions();
    if permissions.mode() & 0o777 != mode {
        permissions.set_mode(mode);
        std::fs::set_permissions(path, permissions)?;
    }
    Ok(())
}

#[cfg(not(unix))]
fn only_owner(_path: &Path, _mode: u32) -> io::Result<()> {
    Ok(())
}
