//! What it costs the sense when a line of a title ends between two characters.

use super::advance;
use super::words::{Class, Word, boundaries};

/// No line ends here: before white space.
pub(super) const BARRED: u32 = u32::MAX;

// Faults. Each is worse than one more line, and the worse one costs more; no number of others outweighs the last two.
/// A verb is taken from its object.
const DANGLING: u32 = 3_000;
/// A line begins with 的, 和 or the like.
const PARTICLE: u32 = 5_000;
/// 《》, “” or （） that fit a line are broken.
const WHOLE: u32 = 6_000;
/// A phrase or a name is broken between two words of the dictionary.
const PHRASE: u32 = 8_000;
/// A word is broken.
const WORD: u32 = 20_000;
/// A number is broken, or taken from its measure.
const NUMBER: u32 = 40_000;
/// A line begins with a closing mark or ends with an opening one (避头尾).
const KINSOKU: u32 = 10_000_000;
/// A mark is taken from the letter it stands on.
const CLUSTER: u32 = 1_000_000_000;

/// What a line's end costs before each character of `title`, [`BARRED`] where there can be none. `words` are the title's
/// words in a row; `room` is the room of a line in half-widths.
pub(super) fn costs(title: &str, words: &[Word<'_>], room: usize) -> Vec<u32> {
    let mut costs = Vec::with_capacity(title.len());
    let mut before: Option<&Word<'_>> = None;
    for word in words {
        let inside = if matches!(word.class, Class::Year | Class::Number) { NUMBER } else { PHRASE };
        let mut boundaries = boundaries(word.text).peekable();
        for (at, _) in word.text.char_indices() {
            while boundaries.next_if(|boundary| *boundary < at).is_some() {}
            let known = boundaries.peek() == Some(&at);
            costs.push(match before {
                _ if at > 0 && known => inside,
                _ if at > 0 => inside.max(WORD),
                Some(before) => between(before, word),
                None => 0,
            });
        }
        before = Some(word);
    }
    add_marks(title, &mut costs);
    add_pairs(title, room, &mut costs);
    costs
}

/// What it costs when a line ends after `before` and the next begins with `after`.
fn between(before: &Word<'_>, after: &Word<'_>) -> u32 {
    use Class::{About, Body, Link, Mark, Name, Number, Of, Place, Plain, Post, Report, Tail, Unit, Verb, Year};
    let subject = matches!(before.class, Name | Unit | Body | Post);
    match (before.class, after.class) {
        (_, Link | Of) => PARTICLE,
        (_, Plain) if after.text == "等" => PARTICLE,
        (Number, _) => 30,
        (Verb, Report | Year) => 22,
        (Verb, Mark) => 60,
        (Verb, Tail) => 45,
        (Verb, _) => DANGLING,
        (Link, Year) => 10,
        (Link, _) => 18,
        (Of, _) => 8,
        (Report, Mark) => 4,
        (_, Mark) if after.text.starts_with(['（', '(']) => 25,
        (_, Mark) => 10,
        (Mark, Tail) => 20,
        (Mark, Body | Post) if before.text.ends_with(['）', ')']) => 14,
        (Mark, _) => 8,
        (About, _) => 0,
        (_, About) if subject => 3,
        (_, About) => 12,
        (_, Year) if subject => 0,
        (_, Year) => 3,
        (_, Verb) if subject => 2,
        (_, Verb) => 6,
        (_, Report) => match before.class {
            Tail => 10,
            _ if before.text.ends_with("工作") || before.text.ends_with("情况") => 10,
            Name | Unit | Body | Post | Year => 14,
            _ => 22,
        },
        (_, Tail) => 45,
        (Place | Plain, Post) => 25,
        (Unit | Name, Body | Post) => 18,
        (Body, Post) => 45,
        (Post, Name) => 12,
        (Post, _) => 10,
        (Unit | Place, Unit | Place | Plain) => 12,
        (Year, _) => 8,
        _ => 30,
    }
}

/// Marks that never begin a line.
fn is_closing(c: char) -> bool {
    "、，。；：！？…—）》〉」』】〕］｝”’·％‰℃,.;:!?)]}%-~～–－/／".contains(c)
}

/// Marks that never end a line.
fn is_opening(c: char) -> bool {
    "（《〈「『【〔［｛“‘([{—–-－~～/／".contains(c)
}

/// What stands on the letter before it.
fn is_combining(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36F}' | '\u{200D}' | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}')
}

/// Adds what marks and white space forbid.
fn add_marks(title: &str, costs: &mut [u32]) {
    let mut last = ' ';
    let mut chars = title.chars().peekable();
    for cost in costs {
        let Some(c) = chars.next() else { break };
        if c.is_whitespace() {
            *cost = BARRED;
        } else if is_combining(c) || last == '\u{200D}' {
            *cost = CLUSTER;
        } else if is_opening(last) {
            *cost = KINSOKU;
        } else if c == '—' && chars.peek() == Some(&'—') {
            // A subtitle begins.
            *cost = 0;
        } else if is_closing(c) {
            *cost = KINSOKU;
        } else if last.is_whitespace() {
            *cost = 0;
        }
        last = c;
    }
}

/// Adds what pairs of marks keep together that fit a line of `room`.
fn add_pairs(title: &str, room: usize, costs: &mut [u32]) {
    const PAIRS: [(char, char); 8] =
        [('《', '》'), ('“', '”'), ('‘', '’'), ('（', '）'), ('〔', '〕'), ('〈', '〉'), ('【', '】'), ('(', ')')];
    let mut open: Vec<(char, usize, usize)> = Vec::new();
    let mut inside: Vec<i32> = vec![0; costs.len() + 1];
    let mut width = 0;
    for (n, c) in title.chars().enumerate() {
        let before = width;
        width += advance(c);
        if let Some((_, closing)) = PAIRS.iter().find(|(opening, _)| *opening == c) {
            open.push((*closing, n, before));
        } else if open.last().is_some_and(|(closing, ..)| *closing == c)
            && let Some((_, first, start)) = open.pop()
            && width - start <= room
        {
            add(&mut inside, first + 1, 1);
            add(&mut inside, n + 1, -1);
        }
    }
    let mut depth = 0;
    for (cost, change) in costs.iter_mut().zip(inside) {
        depth += change;
        if depth > 0 && *cost < WHOLE {
            *cost += WHOLE;
        }
    }
}

fn add(list: &mut [i32], at: usize, change: i32) {
    if let Some(place) = list.get_mut(at) {
        *place += change;
    }
}
