//! Where sentences and clauses end, quotes and brackets minded.

use std::ops::Range;

use crate::import::recognise::words::ENDS;

/// How deep in quotes and brackets a place is.
#[derive(Default)]
struct Depth {
    open: u32,
    straight: bool,
}

impl Depth {
    fn step(&mut self, c: char) {
        match c {
            '“' | '‘' | '《' | '（' | '(' | '「' | '『' | '【' | '〔' | '〈' => self.open += 1,
            '”' | '’' | '》' | '）' | ')' | '」' | '』' | '】' | '〕' | '〉' => {
                self.open = self.open.saturating_sub(1)
            }
            '"' => self.straight = !self.straight,
            _ => {}
        }
    }

    fn is_out(&self) -> bool {
        self.open == 0 && !self.straight
    }
}

/// The first run of characters that `stop` accepts, outside quotes and brackets; those that never close do not count.
pub(super) fn find_stop(text: &str, stop: impl Fn(char) -> bool) -> Option<Range<usize>> {
    let mut depth = Depth::default();
    let mut inside = None;
    let mut before = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        depth.step(c);
        let next = chars.peek().map(|(_, c)| *c);
        if is_stop(c, before, next, &stop) {
            if depth.is_out() {
                return Some(run(text, at));
            }
            inside.get_or_insert(at);
        }
        before = Some(c);
    }
    // A quote that is never closed hides nothing.
    if depth.is_out() { None } else { inside.map(|at| run(text, at)) }
}

fn is_stop(c: char, before: Option<char>, next: Option<char>, stop: &impl Fn(char) -> bool) -> bool {
    // A dot between Chinese characters was meant as 。.
    let han = |c: Option<char>| c.is_some_and(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c));
    let parts = next.is_none_or(|next| next.is_whitespace() || matches!(next, '“' | '《')) || han(next);
    if c == '.' { stop('。') && han(before) && parts } else { stop(c) }
}

fn run(text: &str, start: usize) -> Range<usize> {
    let rest = text.get(start..).unwrap_or("");
    let length = rest.find(|c: char| !ENDS.contains(&c)).unwrap_or(rest.len());
    start..start + length.max(rest.chars().next().map_or(0, char::len_utf8))
}

/// Whether `c` ends a sentence.
pub(super) fn ends_sentence(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '!' | '?')
}

/// The pieces of `text` between characters that `stop` accepts, each without them; quotes and brackets minded.
pub(super) fn split(text: &str, stop: impl Fn(char) -> bool + Copy) -> Vec<Range<usize>> {
    let mut pieces = Vec::new();
    let mut depth = Depth::default();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        depth.step(c);
        // A sentence's end is believed within quotes that were never closed.
        if stop(c) && depth.is_out() {
            pieces.push(start..at);
            start = at + c.len_utf8();
        }
    }
    pieces.push(start..text.len());
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// How many characters `text` has.
pub(super) fn chars(text: &str) -> usize {
    text.chars().count()
}

/// The part of `range` in `text` without blanks at its ends.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let piece = text.get(range.clone()).unwrap_or("");
    let start = range.start + (piece.len() - piece.trim_start().len());
    start..start + piece.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_outside_quotes() {
        let end = |text: &str| find_stop(text, ends_sentence).and_then(|end| text.get(..end.start).map(String::from));
        assert_eq!(end("抓“甲。乙”落实。其后").as_deref(), Some("抓“甲。乙”落实"));
        assert_eq!(end("抓“甲落实。其后").as_deref(), Some("抓“甲落实"));
        assert_eq!(end("抓落实.其后").as_deref(), Some("抓落实"));
        assert_eq!(end("增长3.5万元"), None);
    }
}
