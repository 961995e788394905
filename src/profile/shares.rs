//! Sharing a length out among columns. In: what each needs at least, would take at most, and how much it weighs. Out: lengths that
//! make up the whole.

/// `room` shared out by `weights`, to each no less than its `least`, and no more than its `longest` as long as others need it.
pub(super) fn shares(least: &[i64], longest: &[i64], weights: &[i64], room: i64) -> Vec<i64> {
    let all: i64 = longest.iter().sum();
    let mut shares: Vec<i64> = if all <= room {
        // Everything stands on one line; what is left over goes to all in proportion.
        longest.iter().map(|length| length * room / all.max(1)).collect()
    } else {
        within(least, longest, weights, room)
    };
    // What rounding lost goes to the widest.
    let lost = room - shares.iter().sum::<i64>();
    if let Some(widest) = shares.iter_mut().max() {
        *widest += lost;
    }
    shares
}

/// Shares by weight; who would get less than its least or more than its most is given just that, and the rest is shared anew.
fn within(least: &[i64], most: &[i64], weights: &[i64], room: i64) -> Vec<i64> {
    let bounds = || least.iter().zip(most);
    let mut fixed: Vec<Option<i64>> = vec![None; weights.len()];
    loop {
        let left = room - fixed.iter().flatten().sum::<i64>();
        let heavy: i64 =
            weights.iter().zip(&fixed).filter(|(_, fixed)| fixed.is_none()).map(|(weight, _)| weight).sum();
        let share = |weight: i64| left * weight / heavy.max(1);
        let now: Vec<i64> =
            fixed.iter().zip(weights).map(|(fixed, weight)| fixed.unwrap_or_else(|| share(*weight))).collect();
        let bent: Vec<i64> =
            now.iter().zip(bounds()).map(|(share, (least, most))| (*share).min(*most).max(*least)).collect();
        let over: i64 = bent.iter().zip(&now).map(|(bent, now)| bent - now).sum();
        let mut changed = false;
        for ((fixed, bent), now) in fixed.iter_mut().zip(&bent).zip(&now) {
            // Those first that take the room from the others, or leave it to them.
            if fixed.is_none() && ((over >= 0 && bent > now) || (over <= 0 && bent < now)) {
                *fixed = Some(*bent);
                changed = true;
            }
        }
        if !changed {
            return bent;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everybody_wants_is_given_and_the_rest_goes_in_proportion() {
        assert_eq!(shares(&[1, 1], &[10, 30], &[1, 1], 80), [20, 60]);
    }

    #[test]
    fn nobody_gets_less_than_the_least_or_more_than_the_most() {
        // By weight it would be 1, 10 and 89.
        assert_eq!(shares(&[5, 5, 5], &[5, 20, 900], &[1, 10, 89], 100), [5, 9, 86]);
        assert_eq!(shares(&[5, 5, 5], &[40, 30, 900], &[900, 10, 90], 100), [40, 6, 54]);
    }

    #[test]
    fn too_little_for_all_still_makes_up_the_whole() {
        assert_eq!(shares(&[0, 0, 0], &[9, 9, 9], &[1, 1, 1], 11).iter().sum::<i64>(), 11);
        assert_eq!(shares(&[], &[], &[], 11), [0_i64; 0]);
    }
}
