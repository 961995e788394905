//! Bytes → [`Source`]: what a file is follows from its content, not from its name.

use super::{Format, Limits, Paragraph, Reading, Run, Source};
use crate::{Code, Error, Result};

/// Reads the file `name`, whose content is `bytes`.
///
/// # Errors
/// [`Code::Invalid`] with the file's name, what is wrong with it and what to do: not a text, damaged, too large, cancelled.
pub fn read(bytes: &[u8], name: &str, reading: &Reading<'_>) -> Result<Source> {
    reading.cancel.check(name)?;
    let text = std::str::from_utf8(bytes).map_err(|_| {
        Error::new(Code::Invalid, format!("{name}：读不出文字"), "请用 Word 或 WPS 打开，另存为 .docx 再导入")
    })?;
    read_text(text, name, &reading.limits)
}

/// Reads text that was pasted.
///
/// # Errors
/// [`Code::Invalid`] when it is longer than `limits` allow.
pub fn read_text(text: &str, name: &str, limits: &Limits) -> Result<Source> {
    if text.chars().count() > limits.characters {
        return Err(Error::new(Code::Invalid, format!("{name}：文字太多"), "请分成几个文件导入"));
    }
    let paragraph = |line: &str| Paragraph {
        text: line.to_owned(),
        runs: vec![Run { len: line.len(), ..Run::default() }],
        ..Paragraph::default()
    };
    Ok(Source { format: Format::Text, paragraphs: text.lines().map(paragraph).collect(), notices: Vec::new() })
}
