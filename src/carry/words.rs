//! The words of a report as another one can hold them.

use std::collections::HashMap;

use crate::compose::tally;
use crate::model::{Draft, Item, clean, figure_token, is_blank, is_line_end, is_printable, one_line};

/// The values that stand for names in `{{ }}` in a report: what is carried says what was printed, as the next report has
/// other values.
pub(super) struct Values<'a>(HashMap<&'a str, String>);

impl<'a> Values<'a> {
    pub(super) fn of(draft: &'a Draft) -> Values<'a> {
        let mut values: HashMap<&str, String> = tally(draft).names().into_iter().collect();
        for figure in draft.figures.iter().filter(|figure| !is_blank(&figure.value)) {
            values.entry(figure.name.trim()).or_insert_with(|| one_line(&figure.value));
        }
        Values(values)
    }

    /// `text` with values in the place of names; a name without a value stays.
    pub(super) fn fill(&self, text: &str) -> String {
        let mut filled = String::new();
        let mut rest = text;
        while let Some((before, name, after)) = figure_token(rest) {
            filled.push_str(before);
            match self.0.get(name.trim()) {
                Some(value) => filled.push_str(value),
                None => filled.push_str(&format!("{{{{{name}}}}}")),
            }
            rest = after;
        }
        filled + rest
    }

    /// A problem's wording: its heading without end punctuation, or the first sentence of its text; empty for neither.
    pub(super) fn wording(&self, heading: &str, body: &str) -> String {
        match self.line(heading) {
            heading if heading.is_empty() => self.line(first_sentence(body)),
            heading => heading,
        }
    }

    /// What an item says in short: its heading, or its text.
    pub(super) fn gist(&self, item: &Item) -> String {
        match self.line(&item.heading) {
            heading if heading.is_empty() => self.line(&item.body),
            heading => heading,
        }
    }

    /// `text` in one line without end punctuation.
    fn line(&self, text: &str) -> String {
        one_line(&self.fill(text)).trim_end_matches(is_end).trim_end().to_string()
    }
}

fn is_end(c: char) -> bool {
    matches!(c, '。' | '；' | '：' | '，' | '、' | '.' | ';' | ':' | ',') || c.is_whitespace() || !is_printable(c)
}

pub(crate) fn first_sentence(text: &str) -> &str {
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || !is_printable(c));
    text.split(|c| is_line_end(c) || matches!(c, '。' | '！' | '？' | '；')).next().unwrap_or_default()
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
    fn the_first_sentence_names_a_problem_without_heading() {
        assert_eq!(first_sentence(" \n一是学习不够。二是……"), "一是学习不够");
        assert_eq!(first_sentence("\n\n只有一行"), "只有一行");
        assert_eq!(first_sentence(" \u{200B}"), "");
    }

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
