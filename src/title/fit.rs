//! Chooses where the lines of a title end: what each end costs, what fits, and the outline.

use super::sense::BARRED;
use super::{advance, shape};

/// What a line costs: more than any flaw of sense or shape, less than any fault.
const LINE: u64 = 2_000;

/// A line of less than four characters.
const ORPHAN: u64 = 4_000;

/// Four characters, in half-widths.
const SHORTEST: usize = 8;

/// Titles of more lines have no outline: trying all ways would take too long.
const MOST_SHAPED: usize = 4;

/// A title, character by character.
struct Title<'a> {
    /// Where each character begins and what room all before it take, and the same for the end.
    marks: Vec<(usize, usize)>,
    /// For each place between two characters where the line that ends there ends in ink: white space takes no room there.
    inked: Vec<usize>,
    /// What a line's end costs before each character.
    costs: &'a [u32],
    /// The room of a line, in half-widths.
    room: usize,
}

/// Where the lines of `title` end, in bytes, the last at its end. `costs` has the cost of an end before each character.
pub(super) fn ends(title: &str, costs: &[u32], room: usize) -> Vec<usize> {
    let title = Title::new(title, costs, room);
    let mut ends = title.fewest();
    if (2..=MOST_SHAPED).contains(&ends.len()) {
        let mut search = Search { title: &title, ends: Vec::new(), best: title.judge(&ends), found: ends };
        search.go(search.found.len(), 0, 0);
        ends = search.found;
    }
    ends.iter().filter_map(|end| title.marks.get(*end)).map(|(byte, _)| *byte).collect()
}

impl<'a> Title<'a> {
    fn new(title: &str, costs: &'a [u32], room: usize) -> Self {
        let mut marks = Vec::with_capacity(costs.len() + 1);
        let mut inked = Vec::with_capacity(costs.len() + 1);
        let (mut taken, mut ink) = (0, 0);
        for (n, (byte, c)) in title.char_indices().enumerate() {
            marks.push((byte, taken));
            inked.push(ink);
            taken += advance(c);
            if !c.is_whitespace() {
                ink = n + 1;
            }
        }
        marks.push((title.len(), taken));
        inked.push(ink);
        Title { marks, inked, costs, room }
    }

    /// How many characters there are.
    fn len(&self) -> usize {
        self.inked.len() - 1
    }

    /// What a line's end costs before character `at`; `None` where no line may end. The title's own end is free.
    fn cost(&self, at: usize) -> Option<u64> {
        self.costs.get(at).map_or(Some(0), |cost| (*cost != BARRED).then_some(u64::from(*cost)))
    }

    /// The room that the line from character `start` to character `end` takes.
    fn width(&self, start: usize, end: usize) -> usize {
        let taken = |at: usize| self.marks.get(at).map_or(0, |(_, taken)| *taken);
        taken(self.inked.get(end).copied().unwrap_or(end)).saturating_sub(taken(start))
    }

    /// The ends with the least cost, lines counted and shape not; in one pass, however long the title is.
    fn fewest(&self) -> Vec<usize> {
        // The cheapest way to end a line before each character, and where that line begins.
        let mut best: Vec<Option<(u64, usize)>> = vec![None; self.len() + 1];
        for end in 1..=self.len() {
            let Some(cost) = self.cost(end) else { continue };
            let last = self.inked.get(end).copied().unwrap_or(end).saturating_sub(1);
            let mut cheapest: Option<(u64, usize)> = None;
            for start in (0..=last).rev() {
                let width = self.width(start, end);
                // One character makes a line, whatever the room.
                if width > self.room && start < last {
                    break;
                }
                let before = match best.get(start) {
                    _ if start == 0 => 0,
                    Some(Some((before, _))) => *before,
                    _ => continue,
                };
                let slack = self.room.saturating_sub(width) as u64;
                let sum = before + cost + LINE + orphan(width) + slack * slack / 16;
                if cheapest.is_none_or(|(least, _)| sum < least) {
                    cheapest = Some((sum, start));
                }
            }
            if let Some(place) = best.get_mut(end) {
                *place = cheapest;
            }
        }
        let mut ends = Vec::new();
        let mut end = self.len();
        while end > 0 {
            ends.push(end);
            end = best.get(end).copied().flatten().map_or(0, |(_, start)| start);
        }
        ends.reverse();
        ends
    }

    /// What lines with these ends cost, shape counted.
    fn judge(&self, ends: &[usize]) -> u64 {
        let starts = std::iter::once(0).chain(ends.iter().copied());
        let widths: Vec<usize> = starts.zip(ends).map(|(start, end)| self.width(start, *end)).collect();
        let sense: u64 = ends.iter().filter_map(|end| self.cost(*end)).sum();
        sense + widths.iter().map(|width| orphan(*width)).sum::<u64>() + shape::cost(&widths)
    }
}

fn orphan(width: usize) -> u64 {
    if width < SHORTEST { ORPHAN } else { 0 }
}

/// Tries all ways to break a title into a number of lines.
struct Search<'a> {
    title: &'a Title<'a>,
    /// The ends of the lines so far.
    ends: Vec<usize>,
    /// The cost of what was found.
    best: u64,
    found: Vec<usize>,
}

impl Search<'_> {
    /// Goes on with `lines` lines from character `start`, `spent` being what the ends before it cost.
    fn go(&mut self, lines: usize, start: usize, spent: u64) {
        let title = self.title;
        if lines == 1 {
            let end = title.len();
            if title.width(start, end) <= title.room {
                self.ends.push(end);
                let cost = title.judge(&self.ends);
                if cost < self.best {
                    self.best = cost;
                    self.found.clone_from(&self.ends);
                }
                self.ends.pop();
            }
            return;
        }
        for end in start + 1..title.len() {
            if title.width(start, end) > title.room {
                break;
            }
            let Some(spent) = title.cost(end).map(|cost| spent + cost).filter(|spent| *spent < self.best) else {
                continue;
            };
            if title.width(end, title.len()) <= (lines - 1) * title.room {
                self.ends.push(end);
                self.go(lines - 1, end, spent);
                self.ends.pop();
            }
        }
    }
}
