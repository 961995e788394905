//! Which backups stay. Numbers decide, one a backup; no clock is asked.

/// How many of the latest stay.
const DAILY: usize = 7;
/// Every 7th stays until there are so many of them.
const WEEKLY: (i64, usize) = (7, 5);
/// Every 28th stays until there are so many of them.
const MONTHLY: (i64, usize) = (28, 12);

/// The numbers among `ordinals` whose backups are not kept any more. The latest stay always.
pub(super) fn surplus(ordinals: &[i64]) -> Vec<i64> {
    let mut sorted = ordinals.to_vec();
    sorted.sort_unstable_by(|a, b| b.cmp(a));
    sorted.dedup();
    let older = sorted.split_off(DAILY.min(sorted.len()));
    let every = |(step, most): (i64, usize)| older.iter().copied().filter(move |n| n % step == 0).take(most);
    let kept: Vec<i64> = every(WEEKLY).chain(every(MONTHLY)).collect();
    older.iter().copied().filter(|ordinal| !kept.contains(ordinal)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is there after a backup a day.
    fn after(days: i64) -> Vec<i64> {
        let mut there = Vec::new();
        for day in 1..=days {
            there.push(day);
            let gone = surplus(&there);
            there.retain(|ordinal| !gone.contains(ordinal));
        }
        there
    }

    #[test]
    fn a_year_of_backups_thins_to_days_weeks_and_months() {
        assert_eq!(after(7), [1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(after(8), [2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(
            after(20),
            [7, 14, 15, 16, 17, 18, 19, 20].iter().copied().filter(|n| *n == 7 || *n >= 14).collect::<Vec<_>>()
        );
        let year = after(365);
        assert_eq!(year.split_at(year.len() - 7).1, [359, 360, 361, 362, 363, 364, 365]);
        assert_eq!(
            year.split_at(year.len() - 7).0,
            [28, 56, 84, 112, 140, 168, 196, 224, 252, 280, 308, 329, 336, 343, 350, 357]
        );
    }

    #[test]
    fn the_latest_stay_and_there_are_never_many() {
        for days in 1..800 {
            let there = after(days);
            assert!(there.len() <= 7 + 5 + 12, "{days}: {}", there.len());
            assert!((1.max(days - 6)..=days).all(|latest| there.contains(&latest)), "{days}");
        }
        // With holes, as after days without work or a disk that was full, and in any order.
        let holes: Vec<i64> = (1..500).filter(|n| n * n % 11 < 4).rev().collect();
        let gone = surplus(&holes);
        assert!(holes.iter().take(7).all(|latest| !gone.contains(latest)));
        assert_eq!(surplus(&[5]), [0; 0]);
        assert_eq!(surplus(&[]), [0; 0]);
    }
}
