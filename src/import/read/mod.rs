//! Bytes → [`Source`]: what a file is follows from its content, not from its name. A reading stops at its limits.

mod docx;
mod gauge;
mod kind;
mod text;

use super::{Limits, Reading, Source};
use crate::Result;
use gauge::Gauge;
use kind::Kind;

/// Reads the file `name`, whose content is `bytes`.
///
/// # Errors
/// [`crate::Code::Invalid`] with the file's name, what is wrong with it and what to do: not a text, damaged, too large, cancelled.
pub fn read(bytes: &[u8], name: &str, reading: &Reading<'_>) -> Result<Source> {
    let gauge = Gauge::new(name, reading);
    gauge.look()?;
    if bytes.len() as u64 > reading.limits.file {
        return Err(gauge.file_too_large());
    }
    match kind::of(bytes) {
        Kind::Package => docx::read(bytes, &gauge),
        Kind::Binary => Err(gauge.refuse("这是旧版 Word 文档（.doc）", gauge::SAVE_AS)),
        Kind::Text if bytes.is_empty() => Err(gauge.refuse("文件是空的", "请确认选对了文件")),
        Kind::Text => text::read(bytes, &gauge),
        Kind::Other(what, hint) => Err(gauge.refuse(what, hint)),
    }
}

/// Reads text that was pasted.
///
/// # Errors
/// [`crate::Code::Invalid`] when it is longer than `limits` allow.
pub fn read_text(text: &str, name: &str, limits: &Limits) -> Result<Source> {
    let cancel = super::Cancel::default();
    let reading = Reading { limits: limits.clone(), cancel: &cancel, foreign: None };
    text::paragraphs(text, &Gauge::new(name, &reading))
}
