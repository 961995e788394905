//! Rule `placeholder` (待填): a run of × X x * ＊ ○ _ that stands for something not yet known.

use std::collections::HashSet;
use std::ops::Range;

use super::Finding;
use crate::model::{Block, Document, Origin, Span, brief, utf16_len};

/// Words with a letter X of their own.
const FALSE_FRIENDS: [&str; 9] = ["X光", "X射线", "X线", "X轴", "X染色体", "x光", "x射线", "x轴", "X形"];

/// The placeholders in `text`, as byte ranges.
///
/// One is a maximal run of placeholder characters, with the digits of `20XX` before it. False friends are left alone:
/// letters within Latin words (`“1+X”证书`, `Excel`), `×` between numbers or sizes (`3×5`), `○` as a Chinese zero (`二○二五年`).
///
/// ```
/// let text = "召开会议××次，20XX年发展党员X名，“1+X”证书";
/// let found: Vec<&str> = shuzhi::check::placeholders(text).into_iter().map(|range| &text[range]).collect();
/// assert_eq!(found, ["××", "20XX", "X"]);
/// ```
#[must_use]
pub fn placeholders(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, first)) = chars.next() {
        if !is_mark(first) {
            continue;
        }
        let mut run = vec![first];
        let mut end = start + first.len_utf8();
        while let Some((at, next)) = chars.next_if(|(_, next)| is_mark(*next)) {
            run.push(next);
            end = at + next.len_utf8();
        }
        let (before, after) = (text.get(..start).unwrap_or(""), text.get(end..).unwrap_or(""));
        if stands_for_something(&run, before, after) {
            found.push(start - year_digits(&run, before)..end);
        }
    }
    found
}

fn is_mark(c: char) -> bool {
    matches!(c, '×' | 'X' | 'x' | 'Ｘ' | 'ｘ' | '*' | '＊' | '○' | '_' | '＿')
}

/// How many bytes of digits before a run of X belong to it: `20` of `20XX`.
fn year_digits(run: &[char], before: &str) -> usize {
    let letters = run.iter().all(|c| matches!(c, 'X' | 'x' | '×' | '*' | '○' | 'Ｘ'));
    let digits = before.len() - before.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    if letters && digits + run.len() == 4 && run.len() < 4 { digits } else { 0 }
}

fn stands_for_something(run: &[char], before: &str, after: &str) -> bool {
    let (left, right) = (before.chars().next_back(), after.chars().next());
    let is = |side: Option<char>, what: fn(char) -> bool| side.is_some_and(what);
    let all = |what: fn(&char) -> bool| run.iter().all(what);
    let digit = |c: char| c.is_ascii_digit();
    if all(|c| *c == '○') {
        // 二○二五年: a zero among Chinese numerals; 一 before alone is as well a count (一○名 is nobody's typing).
        return !(is(left, is_han_digit) || is(right, is_han_digit));
    }
    if all(|c| matches!(c, '_' | '＿')) {
        return !(is(left, |c| c.is_ascii_alphanumeric()) || is(right, |c| c.is_ascii_alphanumeric()));
    }
    if all(|c| matches!(c, '*' | '＊')) {
        return !(is(left, digit) && is(right, digit));
    }
    if all(|c| *c == '×') {
        let product = |side: Option<char>| is(side, |c| c.is_ascii_alphanumeric());
        let sizes = is(left, |c| "长宽高".contains(c)) && is(right, |c| "长宽高".contains(c));
        let times = run.len() == 1 && (product(left) && product(right) || sizes);
        return !times;
    }
    // Letters: not within a Latin word or formula, not a word of their own.
    let formula = |c: char| c.is_ascii_alphabetic() || matches!(c, '+' | '/' | '&' | '.' | '@' | '-' | '－' | '＋');
    if is(left, formula) || is(right, |c| c.is_ascii_alphabetic() || matches!(c, '+' | '&' | '@' | '＋')) {
        return false;
    }
    if run.len() == 1 {
        let word: String = run.iter().collect::<String>() + &after.chars().take(3).collect::<String>();
        if FALSE_FRIENDS.iter().any(|friend| word.starts_with(friend)) {
            return false;
        }
        // 5x8, 3X5: a product; X5, x86: a name.
        return !is(right, digit);
    }
    true
}

fn is_han_digit(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '零' | '〇')
}

/// A finding for every placeholder in the composed text, each at the field it was typed in, each field's place once.
pub(super) fn check(document: &Document) -> Vec<Finding> {
    let mut seen: HashSet<Origin> = HashSet::new();
    let mut findings = Vec::new();
    for block in &document.blocks {
        let text = block.text();
        let mut places = Places::of(block);
        for range in placeholders(&text) {
            let Some(origin) = places.origin(&range) else { continue };
            if seen.insert(origin.clone()) {
                findings.push(finding(origin, text.get(range).unwrap_or_default()));
            }
        }
    }
    findings
}

fn finding(origin: Origin, text: &str) -> Finding {
    Finding::in_text("placeholder", origin, text, format!("有一处待填（{}）", brief(text)), "填上确切的内容")
}

/// Finds where ranges of a block's text were typed, in one pass over the block: ranges are asked for in ascending order.
struct Places<'a> {
    spans: &'a [Span],
    /// Where the first span begins in the block, in bytes.
    at: usize,
    /// How far the first span has been counted: bytes and UTF-16 units.
    counted: (usize, usize),
}

impl<'a> Places<'a> {
    fn of(block: &'a Block) -> Self {
        Places { spans: &block.spans, at: 0, counted: (0, 0) }
    }

    /// Where the text of `range` was typed: its first stretch that has an origin, as far as it goes on in the same field.
    fn origin(&mut self, range: &Range<usize>) -> Option<Origin> {
        while let Some((first, rest)) =
            self.spans.split_first().filter(|(first, _)| self.at + first.text.len() <= range.start)
        {
            self.at += first.text.len();
            self.spans = rest;
            self.counted = (0, 0);
        }
        let mut at = self.at;
        let mut found: Option<Origin> = None;
        for span in self.spans {
            if at >= range.end {
                break;
            }
            let inner = range.start.saturating_sub(at)..(range.end - at).min(span.text.len());
            let from = if at == self.at { self.counted } else { (0, 0) };
            if let Some((origin, counted)) = within(span, inner, from) {
                match &mut found {
                    Some(first)
                        if (&first.part, &first.item, &first.field) == (&origin.part, &origin.item, &origin.field) =>
                    {
                        first.end = origin.end;
                    }
                    Some(_) => {}
                    None => found = Some(origin),
                }
                if at == self.at {
                    self.counted = counted;
                }
            }
            at += span.text.len();
        }
        found
    }
}

/// The origin of `range` of a span, counted on from `from` (bytes, UTF-16 units), and how far it has been counted.
fn within(span: &Span, range: Range<usize>, from: (usize, usize)) -> Option<(Origin, (usize, usize))> {
    let origin = span.origin.clone()?;
    if !span.literal {
        return Some((origin, from));
    }
    let before = from.1 + utf16_len(span.text.get(from.0..range.start)?);
    let after = before + utf16_len(span.text.get(range.clone())?);
    let (start, end) = (origin.start + before, origin.start + after);
    Some((Origin { start, end, ..origin }, (range.end, after)))
}

#[cfg(test)]
mod tests {
    use super::placeholders;

    fn found(text: &str) -> Vec<&str> {
        placeholders(text).into_iter().filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn runs_are_found_whole() {
        assert_eq!(found("召开会议××次，研究事项X个，宣讲*次，到__村，张○○"), ["××", "X", "*", "__", "○○"]);
        assert_eq!(found("20XX年，XX省委第XX届X次全会"), ["20XX", "XX", "XX", "X"]);
        assert_eq!(found("“××××提升”行动，×个村，××、××集团"), ["××××", "×", "××", "××"]);
        assert_eq!(found("ｘ次，ＸＸ人，＊名"), ["ｘ", "ＸＸ", "＊"]);
        assert_eq!(found("达X%，投入X万元，X余场"), ["X", "X", "X"]);
    }

    #[test]
    fn false_friends_are_left_alone() {
        for text in
            ["“1+X”证书", "Excel表", "3×5米", "5×8小时", "24*7值守", "二○二五年", "一九九○年", "X光机", "长×宽", "a_b"]
        {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }
}
