//! Bytes → [`Source`]: what a file is follows from its content, not from its name. A reading stops at its limits.

mod docx;
mod foreign;
mod gauge;
mod kind;
mod open;
mod text;
mod wrap;

pub use foreign::read_foreign;
pub use open::{read_bytes, read_file};

use super::{Limits, Paragraph, Reading, Source};
use crate::Result;
use crate::model::is_blank;
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
    let source = match kind::of(bytes) {
        Kind::Package => docx::read(bytes, &gauge),
        Kind::Binary => foreign::read(bytes, &gauge),
        Kind::Text if bytes.is_empty() => Err(gauge.refuse("文件是空的", "请确认选对了文件")),
        Kind::Text => text::read(bytes, &gauge),
        Kind::Other(what, hint) => Err(gauge.refuse(what, hint)),
    }?;
    let is_empty = |one: &Paragraph| is_blank(&one.label) && is_blank(&one.text);
    if source.paragraphs.iter().all(is_empty) {
        let told = |words: &str| source.notices.iter().any(|notice| notice.text.contains(words));
        let (what, hint) = if told("标为删除") || told("隐藏文字") {
            ("文件里的文字都隐藏了，或者标为删除", "请用 Word 或 WPS 打开，显示隐藏文字，处理完修订，另存以后再导入")
        } else if told("图片") {
            ("文件里只有图片，没有文字", kind::TYPE_OUT)
        } else {
            ("文件里没有文字", "请确认选对了文件")
        };
        return Err(gauge.refuse(what, hint));
    }
    Ok(source)
}

/// Whether a letter is none that a text holds: a control character, a mark of byte order, or a noncharacter (The Unicode Standard,
/// 23.7).
fn is_control(letter: char) -> bool {
    let noncharacter = ('\u{FDD0}'..='\u{FDEF}').contains(&letter) || u32::from(letter) & 0xFFFE == 0xFFFE;
    letter.is_control() || letter == '\u{FEFF}' || noncharacter
}

/// What a notice says of `count` such letters.
fn controls_left_out(count: usize) -> String {
    format!("看不见的控制字符 {count} 个没有读入")
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
