//! A path → the bytes of a file, and no more of it than is read. Devices, folders and what else never ends are refused before
//! they are opened; what a link leads to counts.

use std::fs::{File, Metadata};
use std::io::{ErrorKind, Read};
use std::path::Path;

use super::read;
use crate::import::{Reading, Source};
use crate::{Code, Error, Result};

/// Reads the file at `path`.
///
/// # Errors
/// [`Code::NotFound`] when there is none; [`Code::Io`] when it cannot be read; [`Code::Invalid`] when it is no file, is too large, or
/// as [`super::read`] says.
pub fn read_file(path: &Path, reading: &Reading<'_>) -> Result<Source> {
    read(&read_bytes(path, reading)?, &path.display().to_string(), reading)
}

/// The bytes of the file at `path`, as far as `reading` allows so many.
///
/// # Errors
/// As [`read_file`].
pub fn read_bytes(path: &Path, reading: &Reading<'_>) -> Result<Vec<u8>> {
    let name = path.display().to_string();
    reading.cancel.check(&name)?;
    let failed = |error: std::io::Error| unreadable(&name, error);
    // A pipe would be waited for when it is opened: it is asked before. What is opened may be another by then.
    check(&name, &std::fs::metadata(path).map_err(failed)?, reading)?;
    let file = File::open(path).map_err(failed)?;
    let data = file.metadata().map_err(failed)?;
    check(&name, &data, reading)?;
    // Files of the system that call themselves empty may keep one waiting for what they will say.
    if data.len() == 0 {
        return Ok(Vec::new());
    }
    let most = reading.limits.file;
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > most { Err(too_large(&name, most)) } else { Ok(bytes) }
}

fn check(name: &str, data: &Metadata, reading: &Reading<'_>) -> Result<()> {
    let refuse = |what: &str, hint: &str| Err(Error::new(Code::Invalid, format!("{name}：{what}"), hint));
    if data.is_dir() {
        return refuse("是一个文件夹", "请选择文件夹里的文件");
    }
    if !data.is_file() {
        return refuse("不是普通文件，没有读", "请选择 .docx、.doc 或 .txt 文件");
    }
    if data.len() > reading.limits.file { Err(too_large(name, reading.limits.file)) } else { Ok(()) }
}

fn too_large(name: &str, most: u64) -> Error {
    let hint = "请把要导入的报告单独存成一个文件，再导入";
    Error::new(Code::Invalid, format!("{name}：文件太大，超过 {} MB", most >> 20), hint)
}

fn unreadable(name: &str, error: std::io::Error) -> Error {
    let (code, why, hint) = match error.kind() {
        ErrorKind::NotFound => (Code::NotFound, "没有这个文件", "请检查路径，文件可能已经移走或改名"),
        ErrorKind::PermissionDenied => (Code::Io, "没有权限读", "请检查这个文件的权限，或者先复制到自己的文件夹"),
        _ => (Code::Io, "读不出来", "请检查磁盘或优盘，再试一次"),
    };
    Error::new(code, format!("{name}：{why}"), hint).with_source(error)
}
