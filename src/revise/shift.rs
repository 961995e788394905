//! A text as it was exported beside the same text as it is now: where the places of the one lie in the other, and which edits of the
//! superior meet what was changed since. All places are UTF-16 units.

use std::ops::Range;

use crate::history::pairs;
use crate::model::utf16_len;

/// Stands for a line that goes away; no text can hold it.
pub(super) const STRUCK: char = '\u{FDD0}';

const END_OF_LINE: u16 = 0x0A;

/// The two texts and what differs.
pub(super) struct Shift {
    base: Vec<u16>,
    now: Vec<u16>,
    own: Vec<Hunk>,
}

/// A range of the exported text and what stands there now.
#[derive(Debug, Clone)]
struct Hunk {
    old: Range<usize>,
    new: Range<usize>,
}

/// What the superior put into the place of a range of the exported text.
#[derive(Debug, Clone)]
pub(super) struct Edit {
    pub(super) range: Range<usize>,
    pub(super) text: String,
    /// The change it belongs to.
    pub(super) change: usize,
}

/// Edits, in the present text.
#[derive(Debug)]
pub(super) struct Placed {
    pub(super) range: Range<usize>,
    pub(super) text: String,
    /// The changes it belongs to: several where what was changed since reaches over more than one.
    pub(super) changes: Vec<usize>,
    /// The same place was changed since.
    pub(super) clash: bool,
}

/// Edits that meet each other by what was changed since.
#[derive(Default)]
struct Cluster {
    edits: Vec<Edit>,
    own: Vec<Hunk>,
}

impl Shift {
    pub(super) fn new(base: &str, now: &str) -> Shift {
        let own = hunks(base, now).into_iter().map(|(old, new, _)| Hunk { old, new }).collect();
        Shift { base: base.encode_utf16().collect(), now: now.encode_utf16().collect(), own }
    }

    /// Whether nothing was changed since.
    pub(super) fn is_same(&self) -> bool {
        self.own.is_empty()
    }

    /// Whether a line like `line` was put in since.
    pub(super) fn says(&self, line: &str) -> bool {
        let line: Vec<u16> = line.encode_utf16().collect();
        let count = |text: &[u16]| text.split(|unit| *unit == END_OF_LINE).filter(|one| *one == line).count();
        count(&self.now) > count(&self.base)
    }

    /// What stands before a place now.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        slice(&self.now, 0..at).chars().next_back()
    }

    /// The words that differ when `text` comes into the place of a range.
    pub(super) fn edits(&self, range: Range<usize>, text: &str, change: usize) -> Vec<Edit> {
        let old = String::from_utf16_lossy(self.base.get(range.clone()).unwrap_or_default());
        let shifted = |at: Range<usize>| range.start + at.start..range.start + at.end;
        hunks(&old, text).into_iter().map(|(old, _, text)| Edit { range: shifted(old), text, change }).collect()
    }

    /// Where a place lies now: behind what was put in there since, or before it.
    fn place(&self, at: usize, behind: bool) -> usize {
        let mut last: Option<&Hunk> = None;
        for hunk in &self.own {
            let Range { start, end } = hunk.old;
            if end < at || end == at && (start < end || behind) {
                last = Some(hunk);
            } else if start < at {
                return if behind { hunk.new.end } else { hunk.new.start };
            } else {
                break;
            }
        }
        last.map_or(at, |hunk| at - hunk.old.end + hunk.new.end)
    }

    /// The end of the line that a place lies in now, behind all `ranges` that it lies in.
    pub(super) fn line_end(&self, at: usize, ranges: &[Range<usize>]) -> usize {
        let mut at = self.place(at, false);
        // Where the line itself is gone, the one before it ends here.
        if at > 0 && self.now.get(at - 1) == Some(&END_OF_LINE) {
            at -= 1;
        }
        loop {
            at += self.now.get(at..).unwrap_or_default().iter().take_while(|unit| **unit != END_OF_LINE).count();
            match ranges.iter().find(|range| range.start <= at && at < range.end) {
                Some(range) => at = range.end,
                None => return at,
            }
        }
    }

    /// The beginning of the line that a place lies in now, before all `ranges` that it lies in.
    pub(super) fn line_start(&self, at: usize, ranges: &[Range<usize>]) -> usize {
        let mut at = self.place(at, true);
        loop {
            let before = self.now.get(..at).unwrap_or_default().iter().rev();
            at -= before.take_while(|unit| **unit != END_OF_LINE).count();
            match ranges.iter().find(|range| range.start < at && at < range.end) {
                Some(range) => at = range.start,
                None => return at,
            }
        }
    }

    /// The lines now that a range touches.
    pub(super) fn lines(&self, range: &Range<usize>) -> String {
        let before = self.now.get(..range.start).unwrap_or_default().iter().rev();
        let start = range.start - before.take_while(|unit| **unit != END_OF_LINE).count();
        let behind = self.now.get(range.end..).unwrap_or_default().iter();
        let end = range.end + behind.take_while(|unit| **unit != END_OF_LINE).count();
        slice(&self.now, start..end)
    }

    /// `edits` in the present text, without those that it says already.
    pub(super) fn placed(&self, mut edits: Vec<Edit>) -> Vec<Placed> {
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        // Whether each belongs to the one before it, and what was changed since by the first edit that it meets.
        let mut joined = vec![false; edits.len()];
        let mut met: Vec<(usize, &Hunk)> = Vec::new();
        for own in &self.own {
            let from = edits.partition_point(|edit| edit.range.end < own.old.start);
            let near = edits.iter().enumerate().skip(from).take_while(|(_, edit)| edit.range.start <= own.old.end);
            let places: Vec<usize> = near.filter(|(_, edit)| self.meet(edit, own)).map(|(at, _)| at).collect();
            if let (Some(first), Some(last)) = (places.first(), places.last()) {
                joined.get_mut(first + 1..=*last).into_iter().flatten().for_each(|joined| *joined = true);
                met.push((*first, own));
            }
        }
        let mut met = met.into_iter().peekable();
        let mut clusters: Vec<Cluster> = Vec::new();
        for ((at, edit), joined) in edits.into_iter().enumerate().zip(joined) {
            if !joined {
                clusters.push(Cluster::default());
            }
            let Some(cluster) = clusters.last_mut() else { continue };
            cluster.edits.push(edit);
            while let Some((_, own)) = met.next_if(|(first, _)| *first <= at) {
                cluster.own.push(own.clone());
            }
        }
        clusters.into_iter().filter_map(|cluster| self.settled(cluster)).collect()
    }

    /// Whether an edit and what was changed since are about the same place. Whole lines beside it are another place.
    fn meet(&self, edit: &Edit, own: &Hunk) -> bool {
        let (there, range) = (&own.old, &edit.range);
        if range.end < there.start || there.end < range.start {
            return false;
        }
        if range == there && edit.text == slice(&self.now, own.new.clone()) {
            return true;
        }
        let lines = |is: &dyn Fn(&[u16]) -> bool| {
            let (old, new) = (self.base.get(there.clone()), self.now.get(own.new.clone()));
            [old, new].into_iter().flatten().all(|text| text.is_empty() || is(text))
        };
        let behind = range.end == there.start && lines(&|text| text.first() == Some(&END_OF_LINE));
        let before = range.start == there.end && lines(&|text| text.last() == Some(&END_OF_LINE));
        !(behind || before)
    }

    fn settled(&self, Cluster { edits, own }: Cluster) -> Option<Placed> {
        let (first, last) = (edits.first()?, edits.last()?);
        let mut changes: Vec<usize> = edits.iter().map(|edit| edit.change).collect();
        changes.sort_unstable();
        changes.dedup();
        if own.is_empty() {
            let Range { start, end } = first.range;
            let range = if start < end {
                self.place(start, true)..self.place(end, false)
            } else {
                // Whole lines that were put in at the same place come before it where they end with the end of a line.
                let ends = |own: &Hunk| own.old == first.range && self.now.get(own.new.start) != Some(&END_OF_LINE);
                let at = self.place(start, self.own.iter().any(ends));
                at..at
            };
            let mut lines = first.text.split('\n').filter(|line| !line.is_empty()).peekable();
            let is_said = start == end && lines.peek().is_some() && lines.all(|line| self.says(line));
            return (!is_said).then(|| Placed { range, text: first.text.clone(), changes, clash: false });
        }
        let begin = own.iter().map(|own| own.old.start).fold(first.range.start, usize::min);
        let end = own.iter().map(|own| own.old.end).fold(last.range.end, usize::max);
        let start_now = own.iter().find(|own| own.old.start == begin).map(|own| own.new.start);
        let end_now = own.iter().rev().find(|own| own.old.end == end).map(|own| own.new.end);
        let range =
            start_now.unwrap_or_else(|| self.place(begin, true))..end_now.unwrap_or_else(|| self.place(end, false));
        let mut text = String::new();
        let mut at = begin;
        for edit in &edits {
            text.push_str(&slice(&self.base, at..edit.range.start));
            text.push_str(&edit.text);
            at = edit.range.end;
        }
        text.push_str(&slice(&self.base, at..end));
        let there = slice(&self.now, range.clone());
        let gone = text.contains(STRUCK) && text.replace(STRUCK, "").trim().is_empty() && there.trim().is_empty();
        // The lines as the superior has them: whole lines that were put in beside them are another matter.
        let before = self.base.get(..begin).unwrap_or_default().iter().rev();
        let start = begin - before.take_while(|unit| **unit != END_OF_LINE).count();
        let behind = self.base.get(end..).unwrap_or_default().iter();
        let stop = end + behind.take_while(|unit| **unit != END_OF_LINE).count();
        let line = format!("{}{text}{}", slice(&self.base, start..begin), slice(&self.base, end..stop));
        let lines = format!("\n{}\n", self.lines(&range));
        let said = !line.is_empty() && lines.contains(&format!("\n{line}\n"));
        (text != there && !gone && !said).then_some(Placed { range, text, changes, clash: true })
    }
}

fn slice(units: &[u16], range: Range<usize>) -> String {
    String::from_utf16_lossy(units.get(range).unwrap_or_default())
}

/// What differs: the ranges of both, and the text of the new one.
fn hunks(old: &str, new: &str) -> Vec<(Range<usize>, Range<usize>, String)> {
    let (mut old_at, mut new_at) = (0, 0);
    let mut found = Vec::new();
    for pair in pairs(old, new) {
        let (was, is) = (old.get(pair.old).unwrap_or_default(), new.get(pair.new).unwrap_or_default());
        let (old_end, new_end) = (old_at + utf16_len(was), new_at + utf16_len(is));
        if !pair.same {
            found.push((old_at..old_end, new_at..new_end, is.to_owned()));
        }
        (old_at, new_at) = (old_end, new_end);
    }
    found
}
