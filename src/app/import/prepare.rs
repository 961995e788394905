//! Bytes or a pasted text → what an import begins with. Costs time; done where no other call waits for it.

use std::path::Path;

use sha2::{Digest, Sha256};

use crate::import::{Limits, Reading, Recognition, Source, read, read_bytes, read_text, recognise};
use crate::model::is_blank;
use crate::{Code, Error, Result};

/// A file that was read and recognised.
#[derive(Debug)]
pub struct Prepared {
    pub(super) name: String,
    pub(super) sha256: String,
    pub(super) source: Source,
    pub(super) recognition: Recognition,
}

/// Reads and recognises the file at `path`.
///
/// # Errors
/// [`Code::NotFound`] or [`Code::Io`] when it cannot be opened; [`Code::Invalid`] when it is none that can be imported, or was cancelled.
pub fn prepare_file(path: &Path, reading: &Reading<'_>) -> Result<Prepared> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = read_bytes(path, reading)?;
    let prepared = prepared(read(&bytes, &name, reading)?, name, &bytes)?;
    // The recognition of the longest text takes a second, and hears nobody meanwhile.
    reading.cancel.check(&prepared.name)?;
    Ok(prepared)
}

/// Recognises a text that was pasted; `name` stands for it where a file has its name.
///
/// # Errors
/// [`Code::Invalid`] when it is empty or too long.
pub(super) fn prepare_text(text: &str, name: &str, limits: &Limits) -> Result<Prepared> {
    prepared(read_text(text, name, limits)?, name.into(), text.as_bytes())
}

fn prepared(source: Source, name: String, bytes: &[u8]) -> Result<Prepared> {
    if source.paragraphs.iter().all(|paragraph| is_blank(&paragraph.text)) {
        return Err(Error::new(Code::Invalid, format!("{name}：里面没有文字"), "请选有文字的旧稿，或者把文字粘贴进来"));
    }
    let sha256 = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    let recognition = recognise(&source);
    Ok(Prepared { name, sha256, source, recognition })
}
