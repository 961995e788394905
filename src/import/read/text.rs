//! Plain text: bytes in one of the encodings that Chinese offices meet → letters → paragraphs, one a line.

use std::sync::OnceLock;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use super::gauge::Gauge;
use super::{controls_left_out, is_control};
use crate::Result;
use crate::import::{Format, Notice, Paragraph, Run, Source};

/// How much of a file is looked at to tell its encoding, in bytes.
const SAMPLE: usize = 1 << 16;

/// Reads the text file with this content.
pub(super) fn read(bytes: &[u8], gauge: &Gauge<'_>) -> Result<Source> {
    // Some programs leave a row of zeros behind when the power fails.
    let end = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let padded = bytes.len() - end > 1;
    let whole = if padded { bytes.get(..end + end % 2).unwrap_or(bytes) } else { bytes };
    let not_a_text = || gauge.refuse("里面不是文字，也不像 Word 文档", super::gauge::SAVE_AS);
    let (encoding, marked) = match Encoding::for_bom(whole) {
        Some((encoding, length)) => (encoding, length),
        None => (guess(whole).ok_or_else(not_a_text)?, 0),
    };
    let content = whole.get(marked..).unwrap_or_default();
    // A letter is two bytes of UTF-16, or three of UTF-8.
    if content.len() / 4 > gauge.limits().characters {
        return Err(gauge.too_long());
    }
    let (text, broken) = encoding.decode_without_bom_handling(content);
    if broken && share(&text, |letter| letter == char::REPLACEMENT_CHARACTER) > 0.1 {
        return Err(not_a_text());
    }
    let mut source = paragraphs(&text, gauge)?;
    if broken {
        let count = text.chars().filter(|letter| *letter == char::REPLACEMENT_CHARACTER).count();
        let text = format!("{count} 处文字已经损坏，显示为 \u{FFFD}");
        source.notices.push(Notice { text, left_out: String::new() });
    }
    Ok(source)
}

/// The paragraphs of `text`: its lines, whatever ends them.
pub(super) fn paragraphs(text: &str, gauge: &Gauge<'_>) -> Result<Source> {
    let mut source = Source { format: Format::Text, ..Source::default() };
    let mut controls = 0_usize;
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let mut lines = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        gauge.step()?;
        let line;
        (line, rest) = next_line(rest);
        let kept: String = line.chars().filter(|letter| *letter == '\t' || !is_control(*letter)).collect();
        controls += line.chars().count() - kept.chars().count();
        let kept = if kept.trim().is_empty() { String::new() } else { kept };
        gauge.keep(&kept)?;
        gauge.paragraph()?;
        lines.push(kept);
    }
    if let Some(joined) = super::wrap::joined(&lines) {
        lines = joined;
        let text = "原文每行断在同一个宽度上，断开的段落已经接好".into();
        source.notices.push(Notice { text, left_out: String::new() });
    }
    for kept in lines {
        let runs = if kept.is_empty() { Vec::new() } else { vec![Run { len: kept.len(), ..Run::default() }] };
        source.paragraphs.push(Paragraph { text: kept, runs, ..Paragraph::default() });
    }
    if controls > 0 {
        source.notices.push(Notice { text: controls_left_out(controls), left_out: String::new() });
    }
    Ok(source)
}

/// The first line of `text`, and what follows its end.
fn next_line(text: &str) -> (&str, &str) {
    let (line, after) = text.split_at(text.find(is_line_end).unwrap_or(text.len()));
    let mut letters = after.chars();
    letters.next();
    (line, after.strip_prefix("\r\n").unwrap_or(letters.as_str()))
}

/// Ends of lines, of pages, and the separators of Unicode.
fn is_line_end(letter: char) -> bool {
    matches!(letter, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The encoding of `bytes` without a mark: UTF-8 where they are that; else the one in which most letters are common ones.
/// None where they are no text in any.
fn guess(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = bytes.get(..SAMPLE).unwrap_or(bytes);
    let is_utf8 = match std::str::from_utf8(bytes) {
        Ok(_) => true,
        // A letter cut in two at the end.
        Err(error) => error.error_len().is_none() && error.valid_up_to() > 0,
    };
    if is_utf8 && !sample.contains(&0) {
        return Some(UTF_8);
    }
    let score = |encoding: &'static Encoding| {
        let (text, _) = encoding.decode_without_bom_handling(sample);
        share(&text, is_common)
    };
    // GB18030 last but one of equals: it makes letters of nearly all bytes.
    let candidates = [GB18030, UTF_16BE, UTF_16LE, UTF_8].map(|encoding| (score(encoding), encoding));
    let best = candidates.into_iter().max_by(|a, b| a.0.total_cmp(&b.0))?;
    (best.0 > 0.6).then_some(best.1)
}

/// Which share of the letters `is_it`; all of none.
fn share(text: &str, is_it: impl Fn(char) -> bool) -> f64 {
    let (mut all, mut hits) = (0_u32, 0_u32);
    for letter in text.chars() {
        all += 1;
        hits += u32::from(is_it(letter));
    }
    if all == 0 { 1.0 } else { f64::from(hits) / f64::from(all) }
}

/// Whether a letter is one that Chinese reports are made of: ASCII, Chinese punctuation, one of the 3,755 letters of GB 2312's
/// first level, which lie at B0 to D7 of GB18030.
fn is_common(letter: char) -> bool {
    match letter {
        '\t'
        | '\r'
        | '\n'
        | ' '..='~'
        | '\u{3000}'..='\u{301F}'
        | '\u{FF01}'..='\u{FF5E}'
        | '“'
        | '”'
        | '‘'
        | '’'
        | '—'
        | '…'
        | '·'
        | '×'
        | '○'
        | '①'..='⑳' => true,
        '\u{4E00}'..='\u{9FFF}' => first_level().binary_search(&letter).is_ok(),
        _ => false,
    }
}

/// The letters of GB 2312's first level, in order. They are decoded once: the other way round each letter is looked for in
/// tables that are not ordered by it.
fn first_level() -> &'static [char] {
    static LETTERS: OnceLock<Vec<char>> = OnceLock::new();
    LETTERS.get_or_init(|| {
        let bytes: Vec<u8> = (0xB0..=0xD7).flat_map(|row| (0xA1..=0xFE).flat_map(move |cell| [row, cell])).collect();
        let (text, _) = GB18030.decode_without_bom_handling(&bytes);
        let mut letters: Vec<char> = text.chars().filter(|letter| ('\u{4E00}'..='\u{9FFF}').contains(letter)).collect();
        letters.sort_unstable();
        letters
    })
}
