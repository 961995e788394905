//! What SQLite and the file system say, told to office staff.

use std::io;
use std::path::Path;

use rusqlite::{ErrorCode, ffi};

use crate::{Code, Error};

/// Turns an error of SQLite while `doing` something with the file at `path` into one for the user.
pub(super) fn failed<'a>(path: &'a Path, doing: &'a str) -> impl FnOnce(rusqlite::Error) -> Error + 'a {
    move |error| {
        let shown = path.display();
        let (code, message, hint) = match error.sqlite_error_code() {
            Some(ErrorCode::NotADatabase) => return foreign(path).with_source(error),
            Some(ErrorCode::ReadOnly) => return read_only(path).with_source(error),
            Some(ErrorCode::DatabaseCorrupt) => (
                Code::Invalid,
                format!("数据文件“{shown}”已损坏，无法{doing}"),
                "请不要再写入；请先把整个数据文件夹复制一份留底，再换用备份",
            ),
            // A full disk has no room for the -shm file either.
            Some(ErrorCode::DiskFull | ErrorCode::SystemIoFailure) if is_full(&error) => {
                (Code::Io, format!("磁盘已满，无法{doing}数据文件“{shown}”"), "请腾出一些磁盘空间，再试一次")
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                (Code::InUse, format!("数据文件“{shown}”正被另一个程序使用，无法{doing}"), "请关闭那个程序，再试一次")
            }
            _ => (Code::Io, format!("无法{doing}数据文件“{shown}”"), HINT),
        };
        Error::new(code, message, hint).with_source(error)
    }
}

fn is_full(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error().map(|error| error.extended_code);
    matches!(code, Some(ffi::SQLITE_FULL | ffi::SQLITE_IOERR_SHMSIZE))
}

/// What SQLite says when another connection holds what it needs.
pub(super) fn busy() -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(ffi::Error::new(ffi::SQLITE_BUSY), None)
}

/// Turns an error of the file system while `doing` something with the file at `path` into one for the user.
pub(super) fn file(path: &Path, doing: &str, error: io::Error) -> Error {
    let why = match error.kind() {
        io::ErrorKind::PermissionDenied => "：没有权限",
        io::ErrorKind::ReadOnlyFilesystem => "：磁盘是只读的",
        io::ErrorKind::StorageFull => "：磁盘已满",
        io::ErrorKind::IsADirectory => "：它是一个文件夹",
        _ => "",
    };
    Error::new(Code::Io, format!("无法{doing}“{}”{why}", path.display()), HINT).with_source(error)
}

const HINT: &str = "请检查磁盘和这个文件夹的权限，再试一次，或者换一个数据文件夹";

/// The file is not a database of this program.
pub(super) fn foreign(path: &Path) -> Error {
    Error::new(
        Code::Invalid,
        format!("“{}”不是“述职”的数据文件，或者已经损坏；文件没有改动", path.display()),
        "请把它移到别处再启动，或者换用备份、换一个数据文件夹",
    )
}

/// The file cannot be written.
pub(super) fn read_only(path: &Path) -> Error {
    Error::new(
        Code::Io,
        format!("数据文件“{}”是只读的，无法保存", path.display()),
        "请去掉文件和文件夹的只读属性，或者换一个数据文件夹",
    )
}

/// The file was written by a newer program.
pub(super) fn newer(path: &Path, version: i64) -> Error {
    Error::new(
        Code::Invalid,
        format!(
            "数据文件“{}”由更新版本的“述职”写成（数据格式 {version}），本版本不能打开；文件没有改动",
            path.display()
        ),
        "请安装最新版本再打开",
    )
}

/// A report's row is damaged.
pub(super) fn damaged(path: &Path, id: &str, title: &str) -> Error {
    Error::new(
        Code::Invalid,
        format!("数据文件“{}”里的报告“{title}”（编号 {id}）已损坏：内容与保存时不一致", path.display()),
        "请先把整个数据文件夹复制一份留底，再从备份找回这份报告；其他报告不受影响",
    )
}

/// A version of a report is damaged.
pub(super) fn damaged_version(path: &Path, report: &str, number: i64) -> Error {
    Error::new(
        Code::Invalid,
        format!("数据文件“{}”里报告 {report} 的历史版本 {number} 已损坏：内容与保存时不一致", path.display()),
        "请改用前后相邻的版本；报告本身和其他版本不受影响",
    )
}

/// A setting is damaged.
pub(super) fn damaged_setting(path: &Path) -> Error {
    Error::new(
        Code::Invalid,
        format!("数据文件“{}”里保存的设置已损坏：内容与保存时不一致", path.display()),
        "请在“设置”里重新填写；报告不受影响",
    )
}
