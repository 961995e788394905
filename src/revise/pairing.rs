//! Two lists of texts → which became which. What stands once on both sides is paired first, then what shares clauses, then what is
//! alike; so a long report costs little more than reading it.

use std::collections::HashMap;
use std::ops::Range;

use crate::history::{LIKE, alike, anchors, clauses, in_order, is_too_much, most_alike, once};

/// Pairs, as places in both lists.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Pairs {
    /// For each of the old ones, the new one that it became.
    pub(super) of_old: Vec<Option<usize>>,
    /// For each of the new ones, the old one that it was.
    pub(super) of_new: Vec<Option<usize>>,
}

impl Pairs {
    fn add(&mut self, old: usize, new: usize) {
        if let (Some(one @ None), Some(other @ None)) = (self.of_old.get_mut(old), self.of_new.get_mut(new)) {
            (*one, *other) = (Some(new), Some(old));
        }
    }

    /// Takes the pair of the old one apart again.
    pub(super) fn part(&mut self, old: usize) {
        let new = self.of_old.get_mut(old).and_then(Option::take);
        if let Some(was) = new.and_then(|new| self.of_new.get_mut(new)) {
            *was = None;
        }
    }

    /// The new one of the old one.
    pub(super) fn new_of(&self, old: usize) -> Option<usize> {
        self.of_old.get(old).copied().flatten()
    }

    /// The old one of the new one.
    pub(super) fn old_of(&self, new: usize) -> Option<usize> {
        self.of_new.get(new).copied().flatten()
    }

    /// The old ones whose pairs do not keep their order.
    pub(super) fn crossing(&self) -> Vec<usize> {
        let pairs: Vec<(usize, usize)> =
            self.of_old.iter().enumerate().filter_map(|(old, new)| Some((old, (*new)?))).collect();
        let stay = in_order(&pairs.iter().map(|(_, new)| *new).collect::<Vec<_>>());
        let mut stays = vec![false; pairs.len()];
        for at in stay {
            if let Some(place) = stays.get_mut(at) {
                *place = true;
            }
        }
        pairs.iter().zip(stays).filter(|(_, stays)| !stays).map(|((old, _), _)| *old).collect()
    }
}

/// What is to be paired.
pub(super) struct Texts<'a> {
    pub(super) old: &'a [&'a str],
    pub(super) new: &'a [&'a str],
    /// Whether two that stand alone in the same place may be one that was written anew, at these places.
    pub(super) may_be: &'a dyn Fn(usize, usize) -> bool,
    /// Whether the first such two are, though other things stand beside them.
    pub(super) must_be: &'a dyn Fn(usize, usize) -> bool,
}

/// Pairs the texts.
pub(super) fn pair(texts: &Texts<'_>) -> Pairs {
    let mut pairs = Pairs { of_old: vec![None; texts.old.len()], of_new: vec![None; texts.new.len()] };
    gap(texts, 0..texts.old.len(), 0..texts.new.len(), &mut pairs, 0);
    strays(texts, &mut pairs);
    alone(texts, &mut pairs);
    pairs
}

/// Deeper than this nothing is left to find.
const DEEPEST: u32 = 12;

fn gap(texts: &Texts<'_>, mut old: Range<usize>, mut new: Range<usize>, pairs: &mut Pairs, depth: u32) {
    while let (Some(one), Some(other)) = (texts.old.get(old.start), texts.new.get(new.start)) {
        if old.is_empty() || new.is_empty() || one != other {
            break;
        }
        pairs.add(old.start, new.start);
        (old.start, new.start) = (old.start + 1, new.start + 1);
    }
    while !old.is_empty() && !new.is_empty() && texts.old.get(old.end - 1) == texts.new.get(new.end - 1) {
        pairs.add(old.end - 1, new.end - 1);
        (old.end, new.end) = (old.end - 1, new.end - 1);
    }
    if old.is_empty() || new.is_empty() {
        return;
    }
    let (old_texts, new_texts) =
        (texts.old.get(old.clone()).unwrap_or_default(), texts.new.get(new.clone()).unwrap_or_default());
    let mut found = anchors(old_texts, new_texts);
    if found.is_empty() {
        found = by_clauses(old_texts, new_texts, true);
    }
    if found.is_empty() {
        if !is_too_much(old_texts, new_texts) {
            for (one, other) in most_alike(old_texts, new_texts) {
                if let (Some(one), Some(other)) = (one, other) {
                    pairs.add(old.start + one, new.start + other);
                }
            }
        }
        return;
    }
    let (mut old_at, mut new_at) = (old.start, new.start);
    for (one, other) in found {
        let (one, other) = (old.start + one, new.start + other);
        pairs.add(one, other);
        if depth < DEEPEST {
            gap(texts, old_at..one, new_at..other, pairs, depth + 1);
        }
        (old_at, new_at) = (one + 1, other + 1);
    }
    if depth < DEEPEST {
        gap(texts, old_at..old.end, new_at..new.end, pairs, depth + 1);
    }
}

/// Shorter clauses stand in many texts.
const LEAST: usize = 4;

/// Texts that share clauses that stand nowhere else; `ordered` leaves out those that do not keep their order.
fn by_clauses(old: &[&str], new: &[&str], ordered: bool) -> Vec<(usize, usize)> {
    let (in_old, in_new) = (places(old), places(new));
    let mut votes: HashMap<(usize, usize), usize> = HashMap::new();
    for (clause, place) in &in_old {
        if let (Some(one), Some(Some(other))) = (place, in_new.get(clause)) {
            *votes.entry((*one, *other)).or_default() += clause.len();
        }
    }
    let mut best: Vec<((usize, usize), usize)> = votes.into_iter().collect();
    best.sort_unstable_by_key(|(pair, votes)| (std::cmp::Reverse(*votes), *pair));
    let (mut old_used, mut new_used) = (vec![false; old.len()], vec![false; new.len()]);
    let mut found = Vec::new();
    for ((one, other), votes) in best {
        let size = |texts: &[&str], at: usize| texts.get(at).map_or(0, |text| text.len());
        let enough = votes * 5 >= size(old, one).min(size(new, other));
        let free = old_used.get(one) == Some(&false) && new_used.get(other) == Some(&false);
        if enough && free {
            for (used, at) in [(&mut old_used, one), (&mut new_used, other)] {
                if let Some(used) = used.get_mut(at) {
                    *used = true;
                }
            }
            found.push((one, other));
        }
    }
    found.sort_unstable();
    if ordered {
        let stay = in_order(&found.iter().map(|(_, other)| *other).collect::<Vec<_>>());
        found = stay.into_iter().filter_map(|at| found.get(at).copied()).collect();
    }
    found
}

/// Where each clause stands; `None` for one that stands in several texts.
fn places<'a>(texts: &[&'a str]) -> HashMap<&'a str, Option<usize>> {
    let mut places: HashMap<&str, Option<usize>> = HashMap::new();
    for (at, text) in texts.iter().enumerate() {
        for clause in clauses(text).into_iter().filter(|clause| clause.chars().count() >= LEAST) {
            places.entry(clause).and_modify(|place| *place = place.filter(|place| *place == at)).or_insert(Some(at));
        }
    }
    places
}

/// Pairs what was moved: equal texts that are left on both sides, then those that share most of their clauses.
fn strays(texts: &Texts<'_>, pairs: &mut Pairs) {
    let left = |of: &[Option<usize>]| -> Vec<usize> {
        of.iter().enumerate().filter(|(_, other)| other.is_none()).map(|(at, _)| at).collect()
    };
    let (old, new) = (left(&pairs.of_old), left(&pairs.of_new));
    let old_texts: Vec<&str> = old.iter().filter_map(|at| texts.old.get(*at).copied()).collect();
    let new_texts: Vec<&str> = new.iter().filter_map(|at| texts.new.get(*at).copied()).collect();
    let (in_old, in_new) = (once(&old_texts), once(&new_texts));
    for (text, one) in &in_old {
        let (Some(one), Some(Some(other)), true) = (one, in_new.get(text), text.chars().count() >= LEAST) else {
            continue;
        };
        if let (Some(one), Some(other)) = (old.get(*one), new.get(*other)) {
            pairs.add(*one, *other);
        }
    }
    for (one, other) in by_clauses(&old_texts, &new_texts, false) {
        if let (Some(one), Some(other)) = (old.get(one), new.get(other)) {
            let like = match (texts.old.get(*one), texts.new.get(*other)) {
                (Some(one), Some(other)) => alike(one, other),
                _ => 0.0,
            };
            if like >= LIKE * 2.0 {
                pairs.add(*one, *other);
            }
        }
    }
}

/// Pairs what stands in one place with as many on both sides, and may be the same written anew.
fn alone(texts: &Texts<'_>, pairs: &mut Pairs) {
    let mut old = 0;
    while old < texts.old.len() {
        if pairs.new_of(old).is_some() {
            old += 1;
            continue;
        }
        let end = (old..texts.old.len()).find(|at| pairs.new_of(*at).is_some()).unwrap_or(texts.old.len());
        let begin = match old.checked_sub(1) {
            None => Some(0),
            Some(before) => pairs.new_of(before).map(|new| new + 1),
        };
        if let Some(begin) = begin {
            let stop = (begin..texts.new.len()).find(|at| pairs.old_of(*at).is_some()).unwrap_or(texts.new.len());
            let all = (old..end).zip(begin..stop).all(|(one, other)| (texts.may_be)(one, other));
            if stop - begin == end - old && all {
                for (one, other) in (old..end).zip(begin..stop) {
                    pairs.add(one, other);
                }
            } else {
                let mut next = begin;
                for one in old..end {
                    if let Some(other) = (next..stop).find(|other| (texts.must_be)(one, *other)) {
                        pairs.add(one, other);
                        next = other + 1;
                    }
                }
            }
        }
        old = end;
    }
}
