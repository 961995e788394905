//! A text → the pieces that are compared: characters with their marks, numbers and words whole; clauses.

use crate::model::is_wide;

/// Whether `c` belongs to a number or to a word of Latin letters.
pub(super) fn is_word(c: char) -> bool {
    (c.is_alphanumeric() && !is_wide(c)) || matches!(c, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

/// Whether `c` only adds to the character before it.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{200D}')
        || matches!(c, '\u{1F3FB}'..='\u{1F3FF}' | '\u{E0100}'..='\u{E01EF}')
}

/// The pieces of `text`: a number such as `98.5`, a word of Latin letters, or one character.
pub(super) fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut last: Option<char> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let goes_on = match last {
            None => true,
            Some(_) if is_mark(c) => true,
            Some('\u{200D}') => true,
            Some(last) if is_word(last) && is_word(c) => true,
            Some(last) if matches!(c, '.' | ',') => digit(Some(last)) && digit(next),
            Some('.' | ',') => digit(Some(c)) && inside_number(text, at),
            Some(_) => false,
        };
        if !goes_on {
            tokens.extend(text.get(start..at));
            start = at;
        }
        last = Some(c);
    }
    if start < text.len() {
        tokens.extend(text.get(start..));
    }
    tokens
}

/// Whether the point or comma before the byte `at` has a digit before it.
fn inside_number(text: &str, at: usize) -> bool {
    text.get(..at).and_then(|before| before.chars().rev().nth(1)).is_some_and(|c| c.is_ascii_digit())
}

/// The clauses of `text`, each with the mark at its end.
pub(crate) fn clauses(text: &str) -> Vec<&str> {
    text.split_inclusive(['。', '！', '？', '；', '，', '、', '：', '\n']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_words_and_marked_characters_are_one_piece() {
        assert_eq!(tokens("会议12次，占98.5%。"), ["会", "议", "12", "次", "，", "占", "98.5", "%", "。"]);
        assert_eq!(tokens("1,200人. 3.x"), ["1,200", "人", ".", " ", "3", ".", "x"]);
        assert_eq!(tokens("ＡＢ１２和naïve"), ["ＡＢ１２", "和", "naïve"]);
        assert_eq!(tokens("葛\u{E0100}👨‍👩‍👧e\u{301}"), ["葛\u{E0100}", "👨‍👩‍👧", "e\u{301}"]);
        assert_eq!(tokens(""), [""; 0]);
    }

    #[test]
    fn clauses_keep_their_marks() {
        assert_eq!(clauses("甲，乙。丙\n"), ["甲，", "乙。", "丙\n"]);
    }
}
