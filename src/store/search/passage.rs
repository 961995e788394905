//! The texts of a report as the index keeps them: one after another, each with its place, in a blob without any other form.

use std::collections::BTreeMap;
use std::ops::Range;

use super::fold::{Tokens, Words};

/// A text of a draft with its place.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Passage {
    /// The section of the form, in its words.
    pub section: String,
    /// The part's id; empty for 基本信息 and elements.
    pub part: String,
    /// The id of the item, table, attachment or figure; empty for none.
    pub item: String,
    /// The field, as in [`crate::model::Origin`].
    pub field: String,
    /// The text.
    pub text: String,
    /// Composed by the program in the place of a field that is empty.
    pub composed: bool,
}

/// A passage and the place of the first word in its text, in bytes.
pub(super) type Place = (Passage, Range<usize>);

/// How many more places of a report are told beside the first.
const MORE: usize = 2;

/// Where the words stand in one state of a report.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Places {
    /// The text with the first word.
    pub(super) first: Place,
    /// Other texts that hold one of the words, at most [`MORE`], in the order of the form.
    pub(super) more: Vec<Place>,
}

/// Over the passages of one state of a report.
pub(super) fn places_in(passages: &[Passage], words: &Words) -> Option<Places> {
    let mut seek = words.seek();
    for (at, passage) in passages.iter().enumerate() {
        seek.look(at, &passage.text);
        if seek.is_complete() {
            break;
        }
    }
    let (first, range) = seek.found()?;
    let others = passages.iter().enumerate().filter(|(at, _)| *at != first);
    let more = others.filter_map(|(_, passage)| Some((passage.clone(), words.any(&passage.text)?)));
    Some(Places { first: (passages.get(first)?.clone(), range), more: more.take(MORE).collect() })
}

/// The same over a blob, without taking apart more than is looked at.
pub(super) fn places_in_blob(blob: &[u8], words: &Words) -> Option<Places> {
    let mut seek = words.seek();
    let mut reader = Reader(blob);
    let mut at = 0;
    while let Some(passage) = reader.passage() {
        seek.look(at, passage.text);
        if seek.is_complete() {
            break;
        }
        at += 1;
    }
    let (first, range) = seek.found()?;
    let mut reader = Reader(blob);
    let (mut place, mut more) = (None, Vec::new());
    let mut at = 0;
    while (place.is_none() || more.len() < MORE)
        && let Some(passage) = reader.passage()
    {
        if at == first {
            place = Some((passage.owned(), range.clone()));
        } else if more.len() < MORE {
            more.extend(words.any(passage.text).map(|range| (passage.owned(), range)));
        }
        at += 1;
    }
    Some(Places { first: place?, more })
}

/// Passages as a blob.
pub(super) fn blob(passages: &[Passage]) -> Vec<u8> {
    let mut blob = Vec::new();
    passages.iter().for_each(|passage| write_passage(&mut blob, passage));
    blob
}

/// The tokens of the texts of a blob.
pub(super) fn tokens_of(blob: &[u8], kind: Kind) -> Tokens {
    let mut tokens = Tokens::default();
    let mut reader = Reader(blob);
    while let Some(passage) = reader.passage() {
        tokens.text(passage.text);
        if kind == Kind::Past {
            reader.numbers();
        }
    }
    tokens
}

/// What a blob holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// One state of a report.
    Present,
    /// All versions of a report: each passage once, with the versions that have it.
    Past,
}

/// All versions of a report.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Past {
    /// In the order in which the versions have them: passage, its rank, the versions that have it.
    passages: BTreeMap<Passage, (usize, Vec<i64>)>,
}

impl Past {
    pub(super) fn read(blob: &[u8]) -> Past {
        let mut past = Past::default();
        let mut reader = Reader(blob);
        while let Some(passage) = reader.passage() {
            let numbers = reader.numbers();
            let rank = past.passages.len();
            past.passages.insert(passage.owned(), (rank, numbers));
        }
        past
    }

    pub(super) fn blob(&self) -> Vec<u8> {
        let mut all: Vec<_> = self.passages.iter().collect();
        all.sort_by_key(|(_, (rank, _))| *rank);
        let mut blob = Vec::new();
        for (passage, (_, numbers)) in all {
            write_passage(&mut blob, passage);
            write_bytes(&mut blob, &numbers.iter().flat_map(|number| number.to_le_bytes()).collect::<Vec<_>>());
        }
        blob
    }

    /// The versions that are in it.
    pub(super) fn numbers(&self) -> Vec<i64> {
        let mut all: Vec<i64> = self.passages.values().flat_map(|(_, numbers)| numbers).copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Leaves only the versions in `numbers`.
    pub(super) fn keep(&mut self, numbers: &[i64]) {
        self.passages.retain(|_, (_, has)| {
            has.retain(|number| numbers.contains(number));
            !has.is_empty()
        });
    }

    /// Takes a version in.
    pub(super) fn add(&mut self, number: i64, passages: Vec<Passage>) {
        // Ranks only order; they need not follow each other.
        let next = self.passages.values().map(|(rank, _)| rank + 1).max().unwrap_or(0);
        for (at, passage) in passages.into_iter().enumerate() {
            let (_, numbers) = self.passages.entry(passage).or_insert_with(|| (next + at, Vec::new()));
            if numbers.last() != Some(&number) {
                numbers.push(number);
            }
        }
    }
}

/// The versions whose texts are in a blob and hold all words, the latest first, each with its place.
pub(super) fn places_in_past<'a>(blob: &'a [u8], words: &'a Words) -> impl Iterator<Item = (i64, Place)> + 'a {
    let mut passages = Vec::new();
    let mut reader = Reader(blob);
    while let Some(passage) = reader.passage() {
        passages.push((passage, reader.numbers()));
    }
    let mut numbers: Vec<i64> = passages.iter().flat_map(|(_, numbers)| numbers).copied().collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers.into_iter().rev().filter_map(move |number| {
        let mut seek = words.seek();
        for (at, (passage, has)) in passages.iter().enumerate() {
            if has.contains(&number) {
                seek.look(at, passage.text);
            }
        }
        let (at, range) = seek.found()?;
        Some((number, (passages.get(at)?.0.owned(), range)))
    })
}

fn write_passage(blob: &mut Vec<u8>, passage: &Passage) {
    let Passage { section, part, item, field, text, composed } = passage;
    for text in [section, part, item, field, text] {
        write_bytes(blob, text.as_bytes());
    }
    blob.push(u8::from(*composed));
}

fn write_bytes(blob: &mut Vec<u8>, bytes: &[u8]) {
    // No text of a draft is as long as 4 GB: the store reads none above 256 MB.
    blob.extend_from_slice(&u32::try_from(bytes.len()).unwrap_or(0).to_le_bytes());
    blob.extend_from_slice(bytes);
}

/// A passage within a blob.
struct Borrowed<'a> {
    section: &'a str,
    part: &'a str,
    item: &'a str,
    field: &'a str,
    text: &'a str,
    composed: bool,
}

impl Borrowed<'_> {
    fn owned(&self) -> Passage {
        let Borrowed { section, part, item, field, text, composed } = *self;
        let [section, part, item, field, text] = [section, part, item, field, text].map(String::from);
        Passage { section, part, item, field, text, composed }
    }
}

/// Reads a blob; one that is damaged ends early.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn bytes(&mut self) -> Option<&'a [u8]> {
        let (length, rest) = self.0.split_first_chunk::<4>()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        let (bytes, rest) = rest.split_at_checked(length)?;
        self.0 = rest;
        Some(bytes)
    }

    fn text(&mut self) -> Option<&'a str> {
        std::str::from_utf8(self.bytes()?).ok()
    }

    fn passage(&mut self) -> Option<Borrowed<'a>> {
        let (section, part, item) = (self.text()?, self.text()?, self.text()?);
        let (field, text) = (self.text()?, self.text()?);
        let (composed, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(Borrowed { section, part, item, field, text, composed: *composed == 1 })
    }

    fn numbers(&mut self) -> Vec<i64> {
        let (numbers, _) = self.bytes().unwrap_or_default().as_chunks::<8>();
        numbers.iter().map(|bytes| i64::from_le_bytes(*bytes)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn passage(field: &str, text: &str) -> Passage {
        Passage { field: field.into(), text: text.into(), ..Passage::default() }
    }

    #[test]
    fn the_newest_version_that_has_all_words_is_found() {
        let mut past = Past::default();
        past.add(3, vec![passage("a", "甲乙"), passage("b", "丙")]);
        past.add(5, vec![passage("a", "甲乙"), passage("b", "丁")]);
        past.add(8, vec![passage("a", "戊"), passage("b", "丁")]);
        let blob = past.blob();
        let found = |words: &str| -> Vec<(i64, String)> {
            let words = Words::of(words);
            places_in_past(&blob, &words).map(|(number, (passage, _))| (number, passage.field)).collect()
        };
        assert_eq!(found("甲乙"), [(5, "a".into()), (3, "a".into())]);
        assert_eq!(found("丙 甲"), [(3, "b".into())]);
        assert_eq!(found("丁"), [(8, "b".into()), (5, "b".into())]);
        assert_eq!(found("丙 丁"), []);

        let mut again = Past::read(&blob);
        assert_eq!(again.numbers(), [3, 5, 8]);
        again.keep(&[8]);
        assert_eq!((again.numbers(), Past::read(&again.blob()).passages.len()), (vec![8], 2));
        assert_eq!(tokens_of(&again.blob(), Kind::Past).sorted().words(), "丁 戊 ");
    }

    #[test]
    fn a_damaged_blob_ends_early() {
        let whole = blob(&[passage("a", "甲"), passage("b", "乙")]);
        let words = Words::of("乙");
        assert!(places_in_blob(&whole, &words).is_some());
        for end in 0..whole.len() {
            assert_eq!(places_in_blob(&whole[..end], &words), None, "{end}");
        }
    }

    #[test]
    fn the_first_word_comes_first_and_two_more_places_follow_in_their_order() {
        let passages =
            [passage("a", "丙"), passage("b", "乙丙"), passage("c", "丁甲"), passage("d", "甲"), passage("e", "丁")];
        for (words, wanted) in [("甲", vec!["c", "d"]), ("甲 丙", vec!["c", "a", "b"]), ("丁", vec!["c", "e"])] {
            let words = Words::of(words);
            let places = places_in(&passages, &words);
            assert_eq!(places, places_in_blob(&blob(&passages), &words));
            let fields = places.map(|Places { first, more }| [vec![first], more].concat()).unwrap_or_default();
            assert_eq!(fields.iter().map(|(passage, _)| passage.field.as_str()).collect::<Vec<_>>(), wanted);
            assert!(fields.iter().all(|(passage, range)| words.any(&passage.text[range.clone()]).is_some()));
        }
    }
}
