//! Writes a file as a whole: beside its target, synced, then renamed over it. Whatever goes wrong, the old file stays as it
//! was and nothing is left lying about.

use std::fs::{self, File, Permissions};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::{Code, Error, Result};

/// Makes `bytes` the content of the file at `path`, creating it or replacing what was there. A link is followed; the
/// permissions of a file that was there are kept.
///
/// ```
/// # fn main() -> shuzhi::Result<()> {
/// let folder = std::env::temp_dir();
/// let path = folder.join(format!("述职报告-{}.docx", std::process::id()));
/// shuzhi::export::write_file(&path, b"...")?;
/// # std::fs::remove_file(&path).ok();
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// [`Code::Invalid`] when it is one of the program's own files; [`Code::NotFound`] when the folder does not exist;
/// [`Code::Io`] when the target is a folder, is read-only or open in
/// another program, when the folder refuses new files, or when the disk is full. The message names the path.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<()> {
    super::refuse_own(path)?;
    let beside = Beside { prefix: PREFIX, private: false };
    write_with(path, beside, |file| file.write_all(bytes), |_| Ok(()))
}

/// How the names of files begin that [`write_file`] writes beside its target.
const PREFIX: &str = ".shuzhi-";

/// How the names of files end that are written beside a target; one that is killed leaves them behind.
pub const SUFFIX: &str = ".tmp";

/// The file that is written beside a target.
#[derive(Debug, Clone, Copy)]
pub struct Beside<'a> {
    /// How its name begins; random letters and [`SUFFIX`] follow.
    pub prefix: &'a str,
    /// Only its owner may read it. Else a new file is as the user's umask has it.
    pub private: bool,
}

/// Has `write` write a file whole as [`write_file`] does, and `check` look at what can be read back, by its path, before it
/// takes the place of the target.
///
/// # Errors
/// As [`write_file`], and what `check` says; the target is unchanged then.
pub fn write_with(
    path: &Path,
    beside: Beside<'_>,
    write: impl FnOnce(&mut File) -> io::Result<()>,
    check: impl FnOnce(&Path) -> Result<()>,
) -> Result<()> {
    let target = resolve(path)?;
    let refused = |error| failure(path, error);
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let old = match fs::metadata(&target) {
        Ok(old) if old.is_dir() => return Err(refused(ErrorKind::IsADirectory.into())),
        // A rename would put a file in the place of a device.
        Ok(old) if !old.is_file() => return Err(special(path)),
        Ok(old) if old.permissions().readonly() => return Err(read_only(path)),
        Ok(old) => Some(old.permissions()),
        Err(error) if error.kind() == ErrorKind::NotFound => None,
        Err(error) => return Err(refused(error)),
    };
    let mut file = new_file(folder, beside, old.as_ref()).map_err(refused)?;
    write(file.as_file_mut()).map_err(refused)?;
    if let Some(permissions) = old {
        file.as_file().set_permissions(permissions).map_err(refused)?;
    }
    file.as_file().sync_all().map_err(refused)?;
    check(file.path())?;
    file.persist(&target).map_err(|error| refused(error.error))?;
    crate::platform::sync_folder(folder).map_err(refused)
}

/// The file that `path` stands for; a rename would replace a link instead of what it points to.
fn resolve(path: &Path) -> Result<PathBuf> {
    match fs::symlink_metadata(path) {
        Ok(data) if data.is_symlink() => fs::canonicalize(path).map_err(|error| failure(path, error)),
        _ => Ok(path.to_path_buf()),
    }
}

/// A new file in `folder`; it goes away by itself unless it is renamed.
fn new_file(folder: &Path, beside: Beside<'_>, old: Option<&Permissions>) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(beside.prefix).suffix(SUFFIX);
    #[cfg(unix)]
    if old.is_none() && !beside.private {
        use std::os::unix::fs::PermissionsExt;
        // As any program creates a file: the user's umask decides who may read it.
        builder.permissions(Permissions::from_mode(0o666));
    }
    #[cfg(not(unix))]
    let _ = old;
    builder.tempfile_in(folder)
}

fn read_only(path: &Path) -> Error {
    let message = format!("无法写入“{}”：文件是只读的", path.display());
    Error::new(Code::Io, message, "取消文件的只读属性，或换一个文件名")
}

fn special(path: &Path) -> Error {
    Error::new(Code::Io, format!("无法写入“{}”：这不是普通文件", path.display()), "换一个文件名")
}

/// Windows: another program has the file open (ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION).
const SHARING: [i32; 2] = [32, 33];

fn failure(path: &Path, error: io::Error) -> Error {
    let in_use = cfg!(windows) && error.raw_os_error().is_some_and(|code| SHARING.contains(&code));
    let (code, what, hint) = match error.kind() {
        _ if in_use => (Code::Io, "文件正被其他程序使用", "在 Word 或 WPS 中关闭这个文件，再试一次"),
        ErrorKind::NotFound => (Code::NotFound, "文件夹不存在", "先建立文件夹，或换一个位置"),
        ErrorKind::IsADirectory => (Code::Io, "这是一个文件夹", "换一个文件名"),
        ErrorKind::NotADirectory => (Code::Io, "路径中有一段不是文件夹", "换一个位置"),
        ErrorKind::PermissionDenied => {
            (Code::Io, "没有写入权限，或文件正被其他程序使用", "关闭打开这个文件的程序，或换一个有权写入的位置")
        }
        ErrorKind::ReadOnlyFilesystem => (Code::Io, "所在的磁盘是只读的", "换一个位置"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => (Code::Io, "磁盘空间不足", "清理磁盘，或换一个位置"),
        ErrorKind::InvalidFilename | ErrorKind::InvalidInput => {
            (Code::Io, "文件名太长，或含有不能用的字符", "换一个短一些的文件名")
        }
        _ => (Code::Io, "系统拒绝写入", "检查磁盘，或换一个位置"),
    };
    Error::new(code, format!("无法写入“{}”：{what}", path.display()), hint).with_source(error)
}
