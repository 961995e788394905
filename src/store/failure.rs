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
            Some(ErrorCode::DatabaseCorrupt) => return broken(path).with_source(error),
            Some(ErrorCode::SystemIoFailure) if is_unreadable(&error) => return broken(path).with_source(error),
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

/// Whether an error came of a disk that is full.
pub(super) fn is_lack_of_space(error: &Error) -> bool {
    let Some(source) = std::error::Error::source(error) else { return false };
    let of_files = source.downcast_ref::<io::Error>();
    source.downcast_ref::<rusqlite::Error>().is_some_and(is_full)
        || of_files.is_some_and(|error| error.kind() == io::ErrorKind::StorageFull)
}

/// Whether a page cannot be read: the file ends before it, or the disk is broken there.
fn is_unreadable(error: &rusqlite::Error) -> bool {
    let code = error.sqlite_error().map(|error| error.extended_code);
    matches!(code, Some(ffi::SQLITE_IOERR_SHORT_READ | ffi::SQLITE_IOERR_READ | ffi::SQLITE_IOERR_CORRUPTFS))
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
    let why = why(&error).map(|why| format!("：{why}")).unwrap_or_default();
    Error::new(Code::Io, format!("无法{doing}“{}”{why}", path.display()), HINT).with_source(error)
}

/// Why the file system refused, where it is worth telling.
pub(super) fn why(error: &io::Error) -> Option<&'static str> {
    match error.kind() {
        io::ErrorKind::PermissionDenied => Some("没有权限"),
        io::ErrorKind::ReadOnlyFilesystem => Some("磁盘是只读的"),
        io::ErrorKind::StorageFull => Some("磁盘已满"),
        io::ErrorKind::IsADirectory => Some("它是一个文件夹"),
        _ => None,
    }
}

const HINT: &str = "请检查磁盘和这个文件夹的权限，再试一次，或者换一个数据文件夹";

/// The file is not a database of this program, or its beginning is damaged.
pub(super) fn foreign(path: &Path) -> Error {
    Error::new(Code::Damaged, format!("“{}”不是“述职”的数据文件，或者已经损坏；文件没有改动", path.display()), RESCUE)
}

/// The database is damaged.
pub(super) fn broken(path: &Path) -> Error {
    Error::new(Code::Damaged, format!("数据文件“{}”已损坏", path.display()), RESCUE)
}

const RESCUE: &str = "请用“抢救数据”（命令 shuzhi store check --rescue）：完好的报告会取出来，其余的从历史版本和备份找回，原来的文件会留底";

/// What an earlier rescue left beside the file at `path` cannot take its place.
pub(super) fn unfit(path: &Path, new: &Path, error: Error) -> Error {
    let message = format!(
        "上次抢救出来的“{}”打不开，或者不是“述职”的数据文件，没有用它；“{}”没有改动",
        new.display(),
        path.display()
    );
    Error::new(Code::Damaged, message, RESCUE).with_source(error)
}

/// The same of a copy that came from the file `shown`: there is nothing to rescue in it, another one is taken.
pub(super) fn of_copy(shown: &Path, error: Error) -> Error {
    if error.code() != Code::Damaged {
        return error;
    }
    let message = format!("“{}”里的数据已损坏，或者不是“述职”的数据", shown.display());
    Error::new(Code::Invalid, message, "请换一个备份").with_source(error)
}

/// The file is not there, but `left` of it is: its log, or backups.
pub(super) fn lost(path: &Path, left: &Path, what: &str) -> Error {
    Error::new(
        Code::Damaged,
        format!("数据文件“{}”不见了，但它的{what}还在“{}”", path.display(), left.display()),
        "请把数据文件放回原处；找不到了，就用“抢救数据”（命令 shuzhi store check --rescue）取出日志里和备份里的报告",
    )
}

/// Neither way to write safely is open.
pub(super) fn unsafe_disk(path: &Path) -> Error {
    Error::new(
        Code::Io,
        format!("数据文件“{}”所在的磁盘不能保证断电不丢数据", path.display()),
        "请不要把数据文件夹放在网络盘上；请换成本机磁盘上的文件夹",
    )
}

/// There is no verified copy of the old file, so it is not upgraded.
pub(super) fn no_copy(path: &Path, why: &str) -> Error {
    Error::new(
        Code::Io,
        format!("数据文件“{}”是旧格式，升级之前要先留一份备份，但是备份没有做成：{why}；文件没有改动", path.display()),
        "请检查磁盘的空间和数据文件夹的权限，再试一次",
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
