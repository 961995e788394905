//! The words of a report as another one can hold them.

use crate::compose::{Values, is_end_punctuation, linked_text};
use crate::model::{Item, clean, one_line};

/// `text` as it was printed, in one line without end punctuation.
pub(super) fn printed_line(values: &Values, text: &str) -> String {
    let end = |c: char| c.is_whitespace() || is_end_punctuation(c);
    one_line(&values.fill(text)).trim_end_matches(end).to_string()
}

/// What an item says in short: its heading, or its text.
pub(super) fn gist(values: &Values, item: &Item) -> String {
    printed_line(values, linked_text(item).1)
}

/// `text` as it is compared with another: without blanks and punctuation, and without 问题 at its end.
pub(crate) fn alike(text: &str) -> String {
    let letters: String = clean(text).chars().filter(|c| c.is_alphanumeric()).collect();
    let plain = letters.strip_suffix("问题").unwrap_or(&letters);
    plain.strip_suffix('的').unwrap_or(plain).to_string()
}

/// Whether a year stands in `text`: four digits, or four Chinese ones.
pub(super) fn holds_year(text: &str) -> bool {
    let digit = |c: char| match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => u32::from(c).checked_sub(u32::from('０')),
        '〇' | '○' | '零' => Some(0),
        _ => "一二三四五六七八九".chars().zip(1..).find_map(|(han, value)| (han == c).then_some(value)),
    };
    let (mut length, mut value) = (0, 0_u32);
    for found in text.chars().map(digit).chain([None]) {
        match found {
            Some(digit) => {
                length += 1;
                value = value.saturating_mul(10).saturating_add(digit);
            }
            None if length == 4 && (1900..2200).contains(&value) => return true,
            None => (length, value) = (0, 0),
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wordings_are_alike_whatever_their_marks() {
        assert_eq!(alike("学习 不够深入的问题。"), alike("“学习不够深入”"));
        assert_eq!(alike("党员教育问题"), alike("党员教育"));
        assert_ne!(alike("学习不够"), alike("学习不够深入"));
        assert_eq!(alike(" ，。"), "");
    }

    #[test]
    fn a_year_in_a_heading_is_seen() {
        assert!(["2024年工作", "回顾２０２４", "二〇二四年", "（2025）"].into_iter().all(holds_year));
        assert!(!["今年工作", "十二项任务", "走访12024户", "“3456”工程", ""].into_iter().any(holds_year));
    }
}
