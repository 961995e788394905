//! What the lengths of a title's lines cost: trapezoid and lozenge are free, hourglass, zigzag and rectangle are not.

/// Lines whose lengths differ by less, in half-widths, look alike.
const ALIKE: usize = 2;

/// From here on, in half-widths, two lines next to each other differ too much.
const MUCH: usize = 8;

/// Two lines next to each other look alike.
const EVEN: u64 = 6;

/// All lines look alike: a rectangle, for each line but the first.
const RECTANGLE: u64 = 10;

/// A line becomes longer after one became shorter: an hourglass or a zigzag.
const HOURGLASS: u64 = 80;

/// What lines of these `widths` (half-widths, from the top) cost.
pub(super) fn cost(widths: &[usize]) -> u64 {
    let steps = || widths.iter().zip(widths.iter().skip(1));
    let mut cost: u64 = steps().map(|(upper, lower)| step(upper.abs_diff(*lower))).sum();
    let mut narrowing = false;
    for (upper, lower) in steps() {
        if upper.abs_diff(*lower) < ALIKE {
            continue;
        }
        if lower < upper {
            narrowing = true;
        } else if narrowing {
            cost += HOURGLASS;
        }
    }
    if steps().all(|(upper, lower)| upper.abs_diff(*lower) < ALIKE) {
        cost += RECTANGLE * steps().count() as u64;
    }
    cost + lopsided(widths)
}

/// What a difference of `step` half-widths costs between two lines.
fn step(step: usize) -> u64 {
    let over = step.saturating_sub(MUCH) as u64;
    let even = if step < ALIKE { EVEN } else { 0 };
    even + over * over / 8
}

/// A lozenge should be symmetrical: its first and last line equally long.
fn lopsided(widths: &[usize]) -> u64 {
    let [first, middle @ .., last] = widths else { return 0 };
    let is_lozenge = !middle.is_empty() && middle.iter().all(|width| width >= first && width >= last);
    if is_lozenge { first.abs_diff(*last) as u64 / 2 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trapezoid_and_lozenge_are_free() {
        for widths in [&[30][..], &[24, 30], &[30, 24], &[20, 26, 32], &[32, 26, 20], &[24, 32, 24], &[20, 26, 32, 24]]
        {
            assert!(cost(widths) <= 2, "{widths:?}: {}", cost(widths));
        }
    }

    #[test]
    fn the_worse_shape_costs_more() {
        for (better, worse) in [
            (&[28, 32][..], &[30, 30][..]),
            (&[24, 32, 24], &[32, 24, 32]),
            (&[24, 30, 36], &[30, 30, 30]),
            (&[26, 30], &[8, 40]),
            (&[24, 32, 26], &[20, 32, 30]),
            (&[24, 30, 30, 24], &[30, 24, 30, 24]),
        ] {
            assert!(cost(better) < cost(worse), "{better:?} {} {worse:?} {}", cost(better), cost(worse));
        }
    }
}
