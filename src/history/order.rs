//! Two lists → what keeps its order.

use std::collections::HashMap;
use std::hash::Hash;

/// The places of what stands once in `old` and once in `new`, as many as keep their order; by place.
pub(crate) fn anchors<T: Eq + Hash>(old: &[T], new: &[T]) -> Vec<(usize, usize)> {
    let (in_old, in_new) = (once(old), once(new));
    let mut common: Vec<(usize, usize)> =
        in_old.iter().filter_map(|(piece, place)| Some(((*place)?, (*in_new.get(piece)?)?))).collect();
    common.sort_unstable();
    let places: Vec<usize> = common.iter().map(|(_, new)| *new).collect();
    in_order(&places).into_iter().filter_map(|at| common.get(at).copied()).collect()
}

/// The place of each thing that stands once; `None` for the others.
pub(crate) fn once<T: Eq + Hash>(list: &[T]) -> HashMap<&T, Option<usize>> {
    let mut places = HashMap::with_capacity(list.len());
    for (place, thing) in list.iter().enumerate() {
        places.entry(thing).and_modify(|place| *place = None).or_insert(Some(place));
    }
    places
}

/// The indices of a longest ascending subsequence of `values`, which are all different.
pub(crate) fn in_order(values: &[usize]) -> Vec<usize> {
    // The index of the smallest last value of a subsequence of each length, and what comes before each index.
    let mut last: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(values.len());
    for (at, value) in values.iter().enumerate() {
        let length = last.partition_point(|index| values.get(*index).is_some_and(|smaller| smaller < value));
        before.push(length.checked_sub(1).and_then(|shorter| last.get(shorter).copied()));
        match last.get_mut(length) {
            Some(place) => *place = at,
            None => last.push(at),
        }
    }
    let mut found: Vec<usize> =
        std::iter::successors(last.last().copied(), |at| before.get(*at).copied().flatten()).collect();
    found.reverse();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_stretch_in_order_is_found() {
        assert_eq!(in_order(&[]), [0_usize; 0]);
        assert_eq!(in_order(&[2, 0, 1, 3]), [1, 2, 3]);
        assert_eq!(in_order(&[4, 3, 2]).len(), 1);
        assert_eq!(in_order(&[0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13]).len(), 5);
    }

    #[test]
    fn only_what_stands_once_is_an_anchor() {
        assert_eq!(anchors(&["a", "b", "x", "x", "c"], &["x", "c", "a", "b"]), [(0, 2), (1, 3)]);
        assert_eq!(anchors(&["x", "x"], &["x"]), []);
    }
}
