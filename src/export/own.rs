//! The program's own files, whose place no output may take: a window that has the database open would go on writing into a file
//! that is no longer there.

use std::path::Path;

use crate::{Code, Error, Result};

/// The file that marks a data folder: every program that writes there holds it.
const LOCK: &str = "shuzhi.lock";

/// The database with what SQLite and the program put beside it, and the other files of a data folder, by how their names begin.
const FILES: [&str; 4] = ["shuzhi.sqlite3", LOCK, "search.sqlite3", "reserve.bin"];

/// The folders in a data folder in which the program alone writes.
const FOLDERS: [&str; 2] = ["backups", "damaged"];

/// Refuses the target of an output that the user named when it is one of the program's own files.
///
/// # Errors
/// [`Code::Invalid`] when it is one.
pub fn refuse_own(path: &Path) -> Result<()> {
    // A link is followed, as the output would follow it.
    let target = std::fs::canonicalize(path).or_else(|_| {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        std::fs::canonicalize(folder).map(|folder| folder.join(path.file_name().unwrap_or_default()))
    });
    if !target.is_ok_and(|target| is_own(&target)) {
        return Ok(());
    }
    let message = format!("不能写到“{}”：那是“述职”存放数据的地方", path.display());
    Err(Error::new(Code::Invalid, message, "请换一个文件夹，或换一个文件名"))
}

fn is_own(target: &Path) -> bool {
    let is_data = |folder: &Path| folder.join(LOCK).is_file();
    let name = |path: &Path| path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let file = FILES.iter().any(|own| name(target).starts_with(own)) && target.parent().is_some_and(is_data);
    file || target
        .ancestors()
        .skip(1)
        .any(|folder| FOLDERS.contains(&name(folder).as_str()) && folder.parent().is_some_and(is_data))
}
