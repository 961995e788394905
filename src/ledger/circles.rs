//! Links, from each to at most one other → the circles that they close, as only files changed by hand have them.

/// The circles in `next`, each once.
pub(super) fn circles(next: &[Option<usize>]) -> Vec<Vec<usize>> {
    let follow = |at: usize| next.get(at).copied().flatten();
    // By which walk each was come by first.
    let mut walks: Vec<Option<usize>> = vec![None; next.len()];
    let mut circles = Vec::new();
    for start in 0..next.len() {
        let mut at = Some(start);
        let met = loop {
            let Some(here) = at else { break None };
            let Some(walk) = walks.get_mut(here) else { break None };
            match *walk {
                Some(walk) => break (walk == start).then_some(here),
                None => *walk = Some(start),
            }
            at = follow(here);
        };
        if let Some(met) = met {
            circles.push(std::iter::successors(Some(met), |at| follow(*at).filter(|next| *next != met)).collect());
        }
    }
    circles
}

#[cfg(test)]
mod tests {
    use super::circles;

    #[test]
    fn each_circle_is_found_once_and_what_leads_into_it_is_not_in_it() {
        let next = [Some(1), Some(2), Some(1), Some(0), Some(4), None, Some(5), Some(99)];
        assert_eq!(circles(&next), [vec![1, 2], vec![4]]);
        assert_eq!(circles(&[]), Vec::<Vec<usize>>::new());
    }
}
