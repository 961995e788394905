//! Small facts about text that several rooms need.

use std::borrow::Cow;

/// A range within a field's text, in UTF-16 units as the window counts them.
pub type Utf16Range = std::ops::Range<usize>;

/// How long `text` is in UTF-16 units.
#[must_use]
pub fn utf16_len(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// `text` without what no printed page and no XML file can hold: control characters (a tab becomes a blank), U+FFFE and
/// U+FFFF, and the marks that change the direction of writing. Line feeds stay.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_printable) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter_map(|c| if c == '\t' { Some(' ') } else { is_printable(c).then_some(c) }).collect())
}

/// Whether `c` may stand in a document.
pub(crate) fn is_printable(c: char) -> bool {
    c == '\n'
        || !(c.is_control()
            || matches!(c, '\u{FFFE}' | '\u{FFFF}' | '\u{FEFF}' | '\u{200B}' | '\u{200E}' | '\u{200F}')
            || matches!(c, '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}'))
}

/// Splits `text` at its first `{{name}}`: what is before, the name, what is after. Of `{{{{name}}}}` the innermost counts.
pub(crate) fn figure_token(text: &str) -> Option<(&str, &str, &str)> {
    let opened = text.find("{{")?;
    let closed = opened + text.get(opened..)?.find("}}")?;
    let (before, name) = text.get(..closed)?.rsplit_once("{{")?;
    Some((before, name, text.get(closed + 2..)?))
}

/// Whether `c` ends a line: text that was pasted from elsewhere brings ends that a text field of the window never makes.
pub(crate) fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// Whether nothing of `text` would be seen on paper.
pub(crate) fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || !is_printable(c))
}

/// `text` in one line, without what cannot be printed.
pub(crate) fn one_line(text: &str) -> String {
    clean(&text.replace(is_line_end, " ")).trim().to_string()
}

/// The beginning of `text` in one line, to name it in a message.
pub(crate) fn brief(text: &str) -> String {
    const LONGEST: usize = 30;
    let line = one_line(text);
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line.get(..end).unwrap_or_default()),
        None => line,
    }
}

/// 字数 as Word and WPS count it: every Chinese character and mark is one, every run of other letters and digits is one,
/// blanks are none.
#[must_use]
pub fn count_characters(text: &str) -> usize {
    let mut count = 0;
    let mut in_word = false;
    for c in text.chars() {
        if c.is_whitespace() {
            in_word = false;
        } else if is_wide(c) {
            in_word = false;
            count += 1;
        } else {
            if !in_word {
                count += 1;
            }
            in_word = true;
        }
    }
    count
}

/// Whether `c` is set on the full width of a Chinese character.
pub(crate) fn is_wide(c: char) -> bool {
    matches!(c, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '×' | '·' | '\u{2460}'..='\u{27BF}' | '\u{2E80}'..='\u{A4CF}')
        || matches!(c, '\u{F900}'..='\u{FAFF}' | '\u{FE10}'..='\u{FE6F}' | '\u{FF00}'..='\u{FFEF}' | '\u{1F000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_as_word_counts_them() {
        assert_eq!(count_characters("全年召开会议12次。"), 9);
        assert_eq!(count_characters("“1+X”证书 and more"), 7);
        assert_eq!(count_characters(" \n　"), 0);
        assert_eq!(count_characters("𠮷䶮"), 2);
    }

    #[test]
    fn control_characters_go_and_rare_characters_stay() {
        assert_eq!(clean("甲\u{0}乙\u{b}丙\t丁\n𠮷😀"), "甲乙丙 丁\n𠮷😀");
        assert!(matches!(clean("甲乙"), Cow::Borrowed(_)));
    }

    #[test]
    fn the_innermost_braces_hold_the_name() {
        assert_eq!(figure_token("会{{甲}}次"), Some(("会", "甲", "次")));
        assert_eq!(figure_token("{{{{甲}}}}"), Some(("{{", "甲", "}}")));
        assert_eq!(figure_token("}}{{{甲}}}"), Some(("}}{", "甲", "}")));
        assert_eq!(figure_token("{{甲} {{"), None);
    }

    #[test]
    fn what_cannot_be_seen_is_blank() {
        assert!(is_blank(" 　\t\r\n\u{200B}\u{FEFF}\u{0}"));
        assert!(!is_blank("\u{200B}甲"));
    }

    #[test]
    fn a_text_is_named_by_its_beginning_in_one_line() {
        assert_eq!(brief(" 甲\r\n乙\u{0} "), "甲  乙");
        assert_eq!(brief(&"𠮷".repeat(31)), format!("{}…", "𠮷".repeat(30)));
    }
}
