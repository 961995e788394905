//! What counts as the same letter, and the tokens that texts are indexed by. Index and query go through the same functions,
//! and so does the comparison that confirms a candidate.
//!
//! Folding: the full-width forms of ASCII become ASCII, a capital its small letter where that is one letter. One letter
//! stays one letter, so that a place in a folded text is a place in the text.
//!
//! Tokens: every letter and every pair of neighbours, blanks left out, each once a text. FTS5's `trigram` tokenizer finds
//! nothing for two letters, and words of Chinese cannot be told apart without a dictionary.

use std::fmt::Write;
use std::ops::{Range, RangeInclusive};

/// Chinese characters and their marks.
const WITHOUT_CASE: RangeInclusive<char> = '\u{3001}'..='\u{9FFF}';

/// A letter as it is compared.
pub(super) fn folded(c: char) -> char {
    // Nearly all of a report, and none of it has capitals: to ask for them takes most of the time of a search.
    if WITHOUT_CASE.contains(&c) {
        return c;
    }
    let narrow = match c {
        '\u{3000}' => ' ',
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    };
    let mut small = narrow.to_lowercase();
    match (small.next(), small.next()) {
        (Some(one), None) => one,
        _ => narrow,
    }
}

/// Whether no other letter is compared as `c`; such a word stands in a text as it is.
fn is_plain(c: char) -> bool {
    !c.is_ascii() && !c.is_lowercase() && folded(c) == c
}

/// The words of a search: all of them have to be in a report, in any order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    words: Vec<Word>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Word {
    folded: String,
    plain: bool,
}

/// More tokens make no candidate less likely to be a hit, only the query longer.
const MOST_TOKENS: usize = 64;

impl Words {
    /// The words of `typed`, which blanks separate.
    #[must_use]
    pub fn of(typed: &str) -> Words {
        let all: String = typed.chars().map(folded).collect();
        let mut words: Vec<Word> = Vec::new();
        for word in all.split_whitespace() {
            if words.iter().all(|other| other.folded != word) {
                words.push(Word { folded: word.into(), plain: word.chars().all(is_plain) });
            }
        }
        Words { words }
    }

    /// Whether there is nothing to look for.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The query of FTS5 that no report with all words fails.
    pub(super) fn query(&self) -> String {
        let mut tokens = Tokens::default();
        for word in &self.words {
            let single = word.folded.chars().nth(1).is_none();
            tokens.add(&word.folded, if single { Kind::Letters } else { Kind::Pairs });
        }
        let tokens = tokens.sorted().tokens.into_iter().take(MOST_TOKENS);
        tokens.map(|token| format!("\"{}\"", token_text(token))).collect::<Vec<_>>().join(" ")
    }

    /// Where one of the words stands in `text`, in bytes: the first that does, in their order.
    pub(super) fn any(&self, text: &str) -> Option<Range<usize>> {
        let mut folded_text = None;
        self.words.iter().find_map(|word| word.find(text, &mut folded_text))
    }

    /// Looks for the words in one text after another.
    pub(super) fn seek(&self) -> Seek<'_> {
        Seek { words: self, missing: self.words.iter().collect(), first: None }
    }
}

impl Word {
    /// Where the word begins and ends in `text`, in bytes; `folded_text` is the text as it is compared, made when it is needed.
    fn find(&self, text: &str, folded_text: &mut Option<String>) -> Option<Range<usize>> {
        if self.plain {
            return text.find(&self.folded).map(|start| start..start + self.folded.len());
        }
        let folded = folded_text.get_or_insert_with(|| text.chars().map(folded).collect::<String>());
        folded.find(&self.folded).map(|start| unfolded(text, folded, start, &self.folded))
    }
}

/// A search through the texts of one report.
pub(super) struct Seek<'a> {
    words: &'a Words,
    missing: Vec<&'a Word>,
    /// The place of the first word.
    first: Option<(usize, Range<usize>)>,
}

impl Seek<'_> {
    /// Looks into the text number `at`.
    pub(super) fn look(&mut self, at: usize, text: &str) {
        let mut folded_text = None;
        let first = self.words.words.first();
        let place = &mut self.first;
        self.missing.retain(|word| match word.find(text, &mut folded_text) {
            Some(range) => {
                if first == Some(*word) {
                    *place = Some((at, range));
                }
                false
            }
            None => true,
        });
    }

    /// The text that holds the first word and its place there in bytes, when all words were found.
    pub(super) fn found(self) -> Option<(usize, Range<usize>)> {
        if self.missing.is_empty() { self.first } else { None }
    }

    pub(super) fn is_complete(&self) -> bool {
        self.missing.is_empty()
    }
}

/// The bytes of `text` that `word` stands for, found at `start` of `folded`.
fn unfolded(text: &str, folded: &str, start: usize, word: &str) -> Range<usize> {
    let before = folded.get(..start).map_or(0, |before| before.chars().count());
    let mut ends = text.char_indices().map(|(at, _)| at).chain([text.len()]).skip(before);
    let from = ends.next().unwrap_or(text.len());
    from..ends.nth(word.chars().count().saturating_sub(1)).unwrap_or(text.len())
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Letters,
    Pairs,
    Both,
}

/// Letters and pairs of neighbours.
#[derive(Default)]
pub(super) struct Tokens {
    /// Two letters in one number, the second one 0 for a single letter.
    tokens: Vec<u64>,
}

impl Tokens {
    /// Takes a text's tokens in.
    pub(super) fn text(&mut self, text: &str) {
        self.add(text, Kind::Both);
    }

    fn add(&mut self, text: &str, kind: Kind) {
        let mut before = None;
        for c in text.chars().map(folded) {
            if c.is_whitespace() {
                before = None;
                continue;
            }
            let here = u64::from(written(c));
            if kind != Kind::Pairs {
                self.tokens.push(here << 32);
            }
            if let (Some(before), true) = (before, kind != Kind::Letters) {
                self.tokens.push(before << 32 | here);
            }
            before = Some(here);
        }
    }

    /// Each token once, in their order.
    pub(super) fn sorted(mut self) -> Tokens {
        self.tokens.sort_unstable();
        self.tokens.dedup();
        self
    }

    /// The tokens that are only here, and those that are only in `other`.
    pub(super) fn differ(self, other: Tokens) -> (Tokens, Tokens) {
        let (here, there) = (self.sorted().tokens, other.sorted().tokens);
        let only = |some: &[u64], others: &[u64]| Tokens {
            tokens: some.iter().filter(|token| others.binary_search(token).is_err()).copied().collect(),
        };
        (only(&here, &there), only(&there, &here))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.tokens.is_empty()
    }

    /// What FTS5 is given: the tokens with blanks between.
    pub(super) fn words(&self) -> String {
        let mut words = String::with_capacity(self.tokens.len() * 7);
        for token in &self.tokens {
            let _ = write!(words, "{} ", token_text(*token));
        }
        words
    }
}

fn token_text(token: u64) -> String {
    let letter = |bits: u64| u32::try_from(bits & 0xFFFF_FFFF).ok().and_then(char::from_u32).filter(|c| *c != '\0');
    [token >> 32, token].into_iter().filter_map(letter).collect()
}

/// A letter as it is written in a token. To FTS5's `ascii` tokenizer the marks of ASCII are borders: they become letters of
/// Unicode's private use. A text that uses those itself is a candidate in vain, which the comparison of texts puts right.
fn written(c: char) -> u32 {
    let code = u32::from(c);
    if c.is_ascii() && !c.is_ascii_alphanumeric() { 0xE000 + code } else { code }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, words: &str) -> Option<String> {
        let words = Words::of(words);
        let mut seek = words.seek();
        seek.look(0, text);
        seek.found().map(|(_, range)| text[range].to_string())
    }

    #[test]
    fn width_and_case_do_not_matter_and_the_place_is_that_of_the_text() {
        for (text, words, found) in [
            ("全年召开ＡＢＣ会", "abc", "ＡＢＣ"),
            ("İ𠮷ABC会", "abc会", "ABC会"),
            ("（一）党建", "(一)", "（一）"),
            ("50%，Word", "50％，", "50%，"),
            ("抓基层　党建", "党建　基层", "党建"),
            ("𠮷䶮😀", "😀", "😀"),
        ] {
            assert_eq!(place(text, words).as_deref(), Some(found), "{words} in {text}");
        }
        assert_eq!(place("党建 工作", "党建工作"), None);
        assert_eq!(place("党建", "党建 工作"), None);
    }

    #[test]
    fn every_letter_stays_one_letter_and_plain_ones_stand_for_themselves_alone() {
        for c in '\0'..=char::MAX {
            assert_eq!(folded(folded(c)), folded(c), "{c:?}");
            assert!(folded(c) == c || !is_plain(folded(c)), "{c:?} is compared as {:?}", folded(c));
        }
        assert!(WITHOUT_CASE.clone().all(|c| c.to_lowercase().eq([c]) && c.to_uppercase().eq([c])));
        assert!("党建，。·—“”𠮷〇".chars().filter(|c| is_plain(*c)).count() >= 9);
    }

    #[test]
    fn tokens_are_letters_and_pairs_without_blanks() {
        let mut tokens = Tokens::default();
        tokens.text("Ａb 党建\n建");
        assert_eq!(tokens.sorted().words().split(' ').collect::<Vec<_>>(), ["a", "ab", "b", "党", "党建", "建", ""]);
        assert_eq!(Words::of("党").query(), "\"党\"");
        assert_eq!(Words::of("党建党 B").query(), "\"b\" \"党建\" \"建党\"");
        assert_eq!(Words::of("\"*\"").query(), "\"\u{E022}\u{E02A}\" \"\u{E02A}\u{E022}\"");
        assert_eq!(Words::of(" 　\n").query(), "");
    }
}
