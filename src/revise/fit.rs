//! How far a file is from a draft, to find the draft that it was made of.

use std::collections::HashMap;

use super::file::file;
use super::printed::{printed, squeezed};
use crate::history::clauses;
use crate::import::Source;
use crate::model::Draft;

/// How many neighbouring clauses stand in `source` or in the print of `draft` alone: 0 for the file as it was exported.
#[must_use]
pub fn distance(draft: &Draft, source: &Source) -> usize {
    let own = printed(draft);
    let theirs = file(source, &own);
    let lines = own.lines.iter().map(|line| line.full());
    let own_text: Vec<String> = lines.chain(own.tables.iter().flatten().flatten().map(|cell| cell.full())).collect();
    let their_text: Vec<&String> = theirs.lines.iter().chain(theirs.tables.iter().flatten().flatten()).collect();
    let mut pairs: HashMap<(String, String), i64> = HashMap::new();
    count(own_text.iter(), 1, &mut pairs);
    count(their_text.into_iter(), -1, &mut pairs);
    pairs.values().map(|count| usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX)).sum()
}

fn count<'a>(texts: impl Iterator<Item = &'a String>, by: i64, pairs: &mut HashMap<(String, String), i64>) {
    let mut before = String::new();
    for clause in texts.flat_map(|text| clauses(text)).map(squeezed).filter(|clause| !clause.is_empty()) {
        *pairs.entry((before, clause.clone())).or_default() += by;
        before = clause;
    }
}
