//! Series within text: 一是……二是……, 首先……其次……, （1）……（2）……. In: text. Out: where each member begins, and after its number.

use super::number::{self, han_number};

/// A member of a series.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Member {
    /// Where its number begins.
    pub(super) start: usize,
    /// Where its words begin.
    pub(super) words: usize,
    /// Where it ends: where the next one begins, or the text ends.
    pub(super) end: usize,
}

/// Words that number, with what they count.
const WORDS: &[(&str, u32)] = &[
    ("首先是", 1),
    ("首先，", 1),
    ("首先", 1),
    ("其次是", 2),
    ("其次，", 2),
    ("其次", 2),
    ("再次是", 3),
    ("再次，", 3),
    ("再次", 3),
    ("再者，", 3),
    ("最后是", 9),
    ("最后，", 9),
    ("一方面，", 1),
    ("一方面", 1),
    ("另一方面，", 2),
    ("另一方面", 2),
];

/// The length of the number at the beginning of `text`, and what it counts.
fn numeral(text: &str) -> Option<(usize, u32)> {
    for (word, value) in WORDS {
        if text.starts_with(word) {
            return Some((word.len(), *value));
        }
    }
    let (rest, lead) = match text.strip_prefix('第').or_else(|| text.strip_prefix('其')) {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    let end = rest.find(|c: char| !"一二三四五六七八九十".contains(c)).unwrap_or(rest.len());
    let value = han_number(rest.get(..end)?)?;
    let after = rest.get(end..)?;
    let used = text.len() - rest.len() + end;
    let comma = |after: &str| after.chars().next().filter(|c| "，、：,".contains(*c)).map(char::len_utf8);
    if let Some(tail) = after.strip_prefix('是') {
        // `三是` counts; `一是一` does not.
        return (!tail.is_empty()).then(|| (used + '是'.len_utf8() + comma(tail).unwrap_or(0), value));
    }
    if let Some(tail) = after.strip_prefix('要') {
        return (!lead && !tail.is_empty()).then_some((used + '要'.len_utf8(), value));
    }
    // `第一、二学期` counts nothing.
    let listed = after.strip_prefix('、').is_some_and(|rest| rest.starts_with(|c| "一二三四五六七八九十".contains(c)));
    match comma(after).filter(|_| !listed) {
        Some(length) if lead => Some((used + length, value)),
        _ => None,
    }
}

/// Whether a line begins as a member of a series of words does.
pub(super) fn begins(text: &str) -> bool {
    numeral(text).is_some()
}

/// The members of the series of words in `text`, if there are two or more.
pub(super) fn of_words(text: &str) -> Vec<Member> {
    // 一方面……另一方面 within a member of 一是……二是 counts nothing of that series.
    let sides = |rest: &str| rest.starts_with("一方面") || rest.starts_with("另一方面");
    let counted = found(text, |rest, _| numeral(rest).filter(|_| !sides(rest)));
    if counted.is_empty() { found(text, |rest, _| numeral(rest)) } else { counted }
}

/// The members of a series of figures within `text`: `（1）`, `①`, `1.`; the first need not stand at its beginning.
pub(super) fn of_figures(text: &str) -> Vec<Member> {
    found(text, |rest, before| {
        let number = number::parse(rest).filter(|number| !number.weak)?;
        let inner = matches!(
            number.form,
            number::Form::ArabicParen
                | number::Form::Circle
                | number::Form::Arabic
                | number::Form::HanParen
                | number::Form::HalfParen
        );
        (inner && before.is_none_or(|c| !c.is_ascii_digit())).then_some((number.len, number.value))
    })
}

fn found(text: &str, number: impl Fn(&str, Option<char>) -> Option<(usize, u32)>) -> Vec<Member> {
    let mut members: Vec<Member> = Vec::new();
    let mut last = 0;
    let mut before: Option<char> = None;
    let mut skip = 0;
    for (at, c) in text.char_indices() {
        let open = before.is_none_or(|c| "。；：，、！？;:,. …”）)　".contains(c));
        let previous = before;
        before = Some(c);
        if !open || at < skip {
            continue;
        }
        let Some((length, value)) = text.get(at..).and_then(|rest| number(rest, previous)) else { continue };
        // A series goes up; one that begins anew in the middle is another one's elaboration.
        let fits = if members.is_empty() {
            value == 1
        } else {
            value > last && value <= last + 3 || value == 9 || value == last
        };
        if fits {
            members.push(Member { start: at, words: at + length, end: text.len() });
            last = value;
            skip = at + length;
        }
    }
    if members.len() < 2 {
        return Vec::new();
    }
    let starts: Vec<usize> = members.iter().map(|member| member.start).collect();
    for (member, next) in members.iter_mut().zip(starts.into_iter().skip(1)) {
        member.end = next;
    }
    members
}

/// The number at the beginning of a line of a series whose members are lines.
pub(super) fn line_number(text: &str) -> Option<(usize, u32)> {
    numeral(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        of_words(text).iter().filter_map(|member| text.get(member.words..member.end)).collect()
    }

    #[test]
    fn members_are_found_in_order() {
        assert_eq!(words("总的看，一是学习少。平时忙。二是调研少。"), ["学习少。平时忙。", "调研少。"]);
        assert_eq!(words("首先学习少；其次调研少；第三是服务少。"), ["学习少；", "调研少；", "服务少。"]);
        assert_eq!(words("第一，学习少。第二，调研少。"), ["学习少。", "调研少。"]);
        assert_eq!(words("一是学习少。"), [""; 0]);
        assert_eq!(words("他是第一书记，二是村民"), [""; 0]);
        let text = "问题：（1）学习少；（2）调研少。";
        assert_eq!(of_figures(text).len(), 2);
    }
}
