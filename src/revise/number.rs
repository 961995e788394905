//! The number that a line begins with, as compose writes it and as people type it.

use crate::model::Numbering;

/// The forms of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `一、`
    Han,
    /// `（一）`, in any brackets.
    HanParen,
    /// `1.`, `1、`
    Arabic,
    /// `（1）`, `①`
    ArabicParen,
    /// `一是`
    Series,
}

impl Form {
    /// Whether a list of this numbering has such numbers.
    pub(super) fn is(self, numbering: Numbering) -> bool {
        matches!(
            (self, numbering),
            (Form::Han, Numbering::Han)
                | (Form::HanParen, Numbering::HanParen)
                | (Form::Arabic, Numbering::Arabic)
                | (Form::ArabicParen, Numbering::ArabicParen)
                | (Form::Series, Numbering::Series)
        )
    }
}

/// The longest number in words that a list has: `九十九`.
const LONGEST: usize = 5;

/// The form of the number that `text` begins with, and where the text after it begins.
pub(super) fn split(text: &str) -> Option<(Form, usize)> {
    let (form, end) = number(text)?;
    let rest = text.get(end..)?;
    Some((form, end + rest.len() - rest.trim_start().len()))
}

fn number(text: &str) -> Option<(Form, usize)> {
    let first = text.chars().next()?;
    if matches!(first, '①'..='⑳' | '⑴'..='⒇') {
        return Some((Form::ArabicParen, first.len_utf8()));
    }
    let open = if matches!(first, '（' | '(' | '〔') { first.len_utf8() } else { 0 };
    let inner = text.get(open..)?;
    let han = length(inner, |c| "一二三四五六七八九十百零〇".contains(c));
    let digits = length(inner, |c| c.is_ascii_digit());
    let end = open + han.max(digits);
    let after = text.get(end..)?.chars().next()?;
    let next = text.get(end + after.len_utf8()..).and_then(|rest| rest.chars().next());
    let form = match (open > 0, han > 0, digits > 0, after) {
        (true, true, false, '）' | ')' | '〕') => Form::HanParen,
        (true, false, true, '）' | ')' | '〕') => Form::ArabicParen,
        (false, true, false, '、') => Form::Han,
        (false, true, false, '是') => Form::Series,
        (false, false, true, '、' | '．') => Form::Arabic,
        // A year or a share is no number of a list.
        (false, false, true, '.') if !next.is_some_and(|c| c.is_ascii_digit()) => Form::Arabic,
        _ => return None,
    };
    Some((form, end + after.len_utf8()))
}

/// The length in bytes of what `text` begins with, none where it is too long for a number.
fn length(text: &str, is: impl Fn(char) -> bool) -> usize {
    let bytes: Vec<usize> = text.chars().take_while(|c| is(*c)).take(LONGEST).map(char::len_utf8).collect();
    if bytes.len() < LONGEST { bytes.iter().sum() } else { 0 }
}

/// `text` without its number.
pub(super) fn bare(text: &str) -> &str {
    split(text).and_then(|(_, end)| text.get(end..)).unwrap_or(text)
}

/// Where in `text` numbers of `form` begin that begin an item: at its start, or after a mark.
pub(super) fn places(text: &str, form: Form) -> Vec<usize> {
    let mut before = '。';
    let mut found = Vec::new();
    for (at, c) in text.char_indices() {
        let begins =
            matches!(before, '。' | '！' | '？' | '；' | '，' | '：' | '、' | '…' | ';' | ':' | ',' | '.' | '\n');
        if begins && text.get(at..).and_then(split).is_some_and(|(here, _)| here == form) {
            found.push(at);
        }
        before = c;
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_all_forms_are_told_from_text() {
        let of = |text: &str| split(text).map(|(form, end)| (form, text.get(end..).unwrap_or_default().to_owned()));
        for (text, form) in [
            ("一、抓学习", Form::Han),
            ("（十二）抓学习", Form::HanParen),
            ("(三)抓学习", Form::HanParen),
            ("1. 抓学习", Form::Arabic),
            ("12、抓学习", Form::Arabic),
            ("（1）抓学习", Form::ArabicParen),
            ("②抓学习", Form::ArabicParen),
            ("二是抓学习", Form::Series),
        ] {
            assert_eq!(of(text), Some((form, "抓学习".into())), "{text}");
        }
        for text in ["2025年抓学习", "98.5%的党员", "一年来", "（试行）抓学习", "", "（", "一二三四五六、"]
        {
            assert_eq!(of(text), None, "{text}");
        }
        assert_eq!(bare("（二）甲"), "甲");
    }

    #[test]
    fn items_begin_after_marks() {
        let text = "主要是：一是甲，二是乙。不是第三是；三是丙";
        let found = places(text, Form::Series).into_iter().filter_map(|at| text.get(at..)?.chars().next());
        assert_eq!(found.collect::<String>(), "一二三");
    }
}
