//! A title → its words: names that the draft knows, numbers with their measure, phrases of the genre, and the dictionary's
//! words for what is between, with names that no dictionary knows put together again.

use std::collections::HashMap;
use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

use super::vocabulary::{
    BODIES, LINKS, MEASURES, NO_UNITS, PARTICLES, PHRASES, PLACES, POSTS, SUFFIXES, TAILS, UNITS, VERBS,
};

/// What a word is to the words around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    /// A word like any other.
    Plain,
    /// A person, or another name of the draft.
    Name,
    /// 省、市、县 with its name.
    Place,
    /// The end of a unit's name.
    Unit,
    /// 党委、党支部.
    Body,
    /// 书记、主任.
    Post,
    /// A number with a year.
    Year,
    /// Another number.
    Number,
    /// 抓、履行.
    Verb,
    /// 关于.
    About,
    /// 和、与.
    Link,
    /// 的.
    Of,
    /// 述职报告.
    Report,
    /// 工作、情况.
    Tail,
    /// A mark, or white space.
    Mark,
}

/// A stretch of a title that should stay on one line.
#[derive(Debug)]
pub(super) struct Word<'a> {
    pub(super) text: &'a str,
    pub(super) class: Class,
    /// Its last character is one that no dictionary knows a word with: a name goes on.
    open: bool,
}

/// The dictionary's segmenter; it holds nothing but references to the data that is part of the program.
static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// The phrases by their first character, the longest first.
static BY_FIRST: LazyLock<HashMap<char, Vec<&'static str>>> = LazyLock::new(|| {
    let mut by_first: HashMap<char, Vec<&'static str>> = HashMap::new();
    for phrase in PHRASES.split_whitespace() {
        if let Some(first) = phrase.chars().next() {
            by_first.entry(first).or_default().push(phrase);
        }
    }
    for phrases in by_first.values_mut() {
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.len()));
    }
    by_first
});

/// The words with a class of their own.
static WHOLE: LazyLock<HashMap<&'static str, Class>> = LazyLock::new(|| {
    let lists = [(LINKS, Class::Link), (VERBS, Class::Verb), (TAILS, Class::Tail), (NO_UNITS, Class::Plain)];
    by_class(&[&lists[..], &[("关于", Class::About), ("的", Class::Of)]].concat())
});

/// The endings that give a word its class; of several the longest counts.
static ENDINGS: LazyLock<HashMap<&'static str, Class>> = LazyLock::new(|| {
    let report = ("报告 总结", Class::Report);
    by_class(&[(PLACES, Class::Place), (UNITS, Class::Unit), (BODIES, Class::Body), (POSTS, Class::Post), report])
});

fn by_class(lists: &[(&'static str, Class)]) -> HashMap<&'static str, Class> {
    lists.iter().flat_map(|(list, class)| list.split_whitespace().map(|word| (word, *class))).collect()
}

/// The words of `title` in a row; `names` stay whole.
pub(super) fn words<'a>(title: &'a str, names: &[&str]) -> Vec<Word<'a>> {
    let mut words = Vec::new();
    let mut gap = 0;
    let mut at = 0;
    while let Some(rest) = title.get(at..).filter(|rest| !rest.is_empty()) {
        match known(rest, names) {
            Some((length, class)) => {
                cut(title.get(gap..at).unwrap_or_default(), &mut words);
                if let Some(text) = title.get(at..at + length) {
                    words.push(Word { text, class, open: false });
                }
                at += length;
                gap = at;
            }
            None => at += rest.chars().next().map_or(1, char::len_utf8),
        }
    }
    cut(title.get(gap..).unwrap_or_default(), &mut words);
    joined(title, words)
}

/// Where the dictionary would break `text`, in bytes, both ends included.
pub(super) fn boundaries(text: &str) -> impl Iterator<Item = usize> {
    SEGMENTER.segment_str(text)
}

/// The length in bytes and the class of the name, number or phrase that `rest` begins with.
fn known(rest: &str, names: &[&str]) -> Option<(usize, Class)> {
    let named = names.iter().filter(|name| rest.starts_with(**name)).max_by_key(|name| name.len());
    if let Some(name) = named {
        let class = class(name);
        return Some((name.len(), if class == Class::Plain { Class::Name } else { class }));
    }
    if let Some(number) = number(rest) {
        return Some(number);
    }
    let Some(phrase) = phrase(rest) else {
        // The dictionary takes 和行｜业 for 和｜行业; the words that do begin so are phrases.
        let link = rest.chars().next().filter(|c| matches!(c, '和' | '与' | '及'))?;
        return Some((link.len_utf8(), Class::Link));
    };
    // 市委｜员会: a longer phrase that begins inside goes before.
    let mut inside = phrase.char_indices().skip(1).filter_map(|(at, _)| rest.get(at..));
    let hidden = inside.any(|tail| self::phrase(tail).is_some_and(|other| other.len() > phrase.len()));
    (!hidden).then(|| (phrase.len(), class(phrase)))
}

/// The longest phrase that `rest` begins with.
fn phrase(rest: &str) -> Option<&'static str> {
    let phrases = BY_FIRST.get(&rest.chars().next()?)?;
    phrases.iter().find(|phrase| rest.starts_with(**phrase)).copied()
}

/// The length and class of the number that `rest` begins with: `2025年度`, `2021—2025年`, `第三`, `二〇二五年`, `20××年`.
fn number(rest: &str) -> Option<(usize, Class)> {
    let ordinal = if rest.starts_with('第') { '第'.len_utf8() } else { 0 };
    let body = rest.get(ordinal..)?;
    let digits = run(body, is_digit);
    let counted = if digits > 0 { digits } else { run(body, is_numeral) };
    if counted == 0 {
        return None;
    }
    let mut length = ordinal + counted;
    let mut measure = measure(rest.get(length..)?);
    // 一 alone begins a word more often than a number.
    if digits == 0 && ordinal == 0 && measure.is_none() {
        return None;
    }
    loop {
        length += measure.map_or(0, str::len);
        let after = rest.get(length..)?;
        let between = run(after, |c| matches!(c, '—' | '–' | '-' | '~' | '～' | '－' | '至' | '/' | '.' | '．'));
        let next = if between == 0 { 0 } else { run(after.get(between..)?, is_digit) };
        if next == 0 {
            break;
        }
        length += between + next;
        measure = self::measure(rest.get(length..)?);
    }
    let is_year = measure.is_some_and(|measure| measure.starts_with('年')) && ordinal == 0;
    Some((length, if is_year { Class::Year } else { Class::Number }))
}

/// How many bytes of `text`, from its start, are characters of a kind; looking further than any number goes would take for
/// ever on a text of nothing else.
fn run(text: &str, of_kind: fn(char) -> bool) -> usize {
    const LONGEST: usize = 32;
    text.chars().take(LONGEST).take_while(|c| of_kind(*c)).map(char::len_utf8).sum()
}

/// A digit, or a mark that stands for one that is not known yet.
fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '０'..='９' | '×' | '＊' | '○')
}

fn is_numeral(c: char) -> bool {
    matches!(c, '〇' | '零' | '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十' | '百')
}

fn measure(text: &str) -> Option<&'static str> {
    MEASURES.split_whitespace().find(|measure| text.starts_with(measure))
}

/// Cuts `gap` into the dictionary's words.
fn cut<'a>(gap: &'a str, words: &mut Vec<Word<'a>>) {
    let mut start = 0;
    for end in boundaries(gap).filter(|end| *end > 0) {
        if let Some(text) = gap.get(start..end) {
            words.push(Word { text, class: class(text), open: is_unknown(text) });
        }
        start = end;
    }
}

/// A single Chinese character that is no word of its own.
fn is_unknown(text: &str) -> bool {
    let mut chars = text.chars();
    matches!((chars.next(), chars.next()), (Some('\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}'), None))
        && !PARTICLES.contains(text)
}

/// The class of a word, by its end.
fn class(text: &str) -> Class {
    /// 总支部委员会 is the longest ending, in characters.
    const LONGEST: usize = 6;
    if !text.chars().any(char::is_alphanumeric) {
        return Class::Mark;
    }
    if let Some(class) = WHOLE.get(text) {
        return *class;
    }
    if text.starts_with("述职") {
        return Class::Report;
    }
    let endings = text.char_indices().rev().take(LONGEST).filter_map(|(at, _)| ENDINGS.get(text.get(at..)?));
    endings.last().copied().unwrap_or(Class::Plain)
}

/// Names that no dictionary knows are not longer, in bytes: 12 Chinese characters.
const LONGEST_NAME: usize = 36;

/// Puts the pieces of names together that no dictionary knows: 梁｜家｜湾｜村, 王｜建国.
fn joined<'a>(title: &'a str, words: Vec<Word<'a>>) -> Vec<Word<'a>> {
    let mut joined: Vec<Word<'a>> = Vec::with_capacity(words.len());
    let mut start = 0;
    let mut end = 0;
    for word in words {
        let next = end + word.text.len();
        match joined.last_mut() {
            Some(last) if next - start <= LONGEST_NAME && belongs(last, &word) => {
                if let Some(text) = title.get(start..next) {
                    let open = word.open && !is_suffix(word.text);
                    *last = Word { text, class: class(text), open };
                }
            }
            _ => {
                start = end;
                joined.push(word);
            }
        }
        end = next;
    }
    joined
}

/// Whether `word` goes on with the word `last`.
fn belongs(last: &Word<'_>, word: &Word<'_>) -> bool {
    let named = matches!(last.class, Class::Plain | Class::Place | Class::Tail);
    // A number without measure counts what follows: 第一｜中学.
    if last.class == Class::Number && !ends_in_measure(last.text) {
        return word.class != Class::Mark && !PARTICLES.contains(word.text);
    }
    // 清河｜镇长, 青石｜县委: the first character belongs to both.
    let begins_as_place = word.text.starts_with(['省', '市', '县', '区', '州', '旗', '镇', '乡', '村']);
    if last.class == Class::Plain && begins_as_place && matches!(word.class, Class::Unit | Class::Body | Class::Post) {
        return true;
    }
    if word.open {
        return last.open || last.class == Class::Plain || (named && is_suffix(word.text));
    }
    last.open && word.class == Class::Plain
}

fn is_suffix(text: &str) -> bool {
    SUFFIXES.contains(text)
}

fn ends_in_measure(text: &str) -> bool {
    MEASURES.split_whitespace().any(|measure| text.ends_with(measure))
}
