//! Which versions may go: many of today, fewer of long ago.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, NaiveDate, TimeDelta};

/// What counts of a version when versions are thinned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mark {
    /// Its number; larger is later, whatever the clock said.
    pub number: i64,
    /// The local day on which it was kept.
    pub day: NaiveDate,
    /// The user gave it a name.
    pub named: bool,
    /// It never was the report: a write that came second to another one, or what a backup held.
    pub aside: bool,
    /// It was exported: a file that was made of it may come back.
    pub exported: bool,
}

/// So many of the latest versions always stay.
const NEWEST: usize = 20;

/// So many of the latest exported ones stay, too.
const EXPORTED: usize = 10;

/// For so many days the last version of each day stays; of older ones the last of each month.
const DAYS: i64 = 31;

/// The numbers of the versions of one report that may go on the day `today`, ascending.
///
/// What stays: named ones and those aside, the latest 20, the latest 10 that were exported, all of today and of days still to come (a clock that was wrong),
/// the last of each day for 31 days, the last of each month before. One aside is none of the latest 20, nor
/// the last of its day or month: it must not push out what the report was.
#[must_use]
pub fn thin(marks: &[Mark], today: NaiveDate) -> Vec<i64> {
    let numbers: BTreeSet<i64> = marks.iter().filter(|mark| !mark.aside).map(|mark| mark.number).collect();
    let newest: BTreeSet<i64> = numbers.iter().rev().take(NEWEST).copied().collect();
    let exported: BTreeSet<i64> = marks.iter().filter(|mark| mark.exported).map(|mark| mark.number).collect();
    let exported: BTreeSet<i64> = exported.into_iter().rev().take(EXPORTED).collect();
    let mut last: BTreeMap<Span, i64> = BTreeMap::new();
    for mark in marks.iter().filter(|mark| !mark.aside) {
        let last = last.entry(Span::of(mark.day, today)).or_insert(mark.number);
        *last = mark.number.max(*last);
    }
    let stays = |mark: &Mark| {
        mark.named
            || mark.aside
            || mark.day >= today
            || newest.contains(&mark.number)
            || exported.contains(&mark.number)
            || last.get(&Span::of(mark.day, today)) == Some(&mark.number)
    };
    let gone: BTreeSet<i64> = marks.iter().filter(|mark| !stays(mark)).map(|mark| mark.number).collect();
    gone.into_iter().collect()
}

/// The day to thin for when the clock says `today`: the earliest of the latest 20 versions, where that is before. A clock that
/// jumps ahead for an hour or two must not make everything look old.
#[must_use]
pub fn settled_day(marks: &[Mark], today: NaiveDate) -> NaiveDate {
    let mut latest: Vec<&Mark> = marks.iter().filter(|mark| !mark.aside).collect();
    latest.sort_unstable_by_key(|mark| std::cmp::Reverse(mark.number));
    latest.iter().take(NEWEST).map(|mark| mark.day).fold(today, NaiveDate::min)
}

/// The stretch of time of which one version stays.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Span {
    Month(i32, u32),
    Day(NaiveDate),
}

impl Span {
    fn of(day: NaiveDate, today: NaiveDate) -> Span {
        if today.signed_duration_since(day) > TimeDelta::days(DAYS) {
            Span::Month(day.year(), day.month())
        } else {
            Span::Day(day)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap_or_default()
    }

    fn mark(number: i64, on: &str) -> Mark {
        Mark { number, day: day(on), named: false, aside: false, exported: false }
    }

    /// Twenty of today, so that nothing else is among the latest.
    fn newest() -> Vec<Mark> {
        (1000..1020).map(|number| mark(number, "2026-03-31")).collect()
    }

    fn dropped(mut marks: Vec<Mark>) -> Vec<i64> {
        marks.extend(newest());
        thin(&marks, day("2026-03-31"))
    }

    #[test]
    fn the_last_of_each_day_and_later_of_each_month_stays() {
        let marks = vec![
            mark(1, "2025-12-01"),
            mark(2, "2025-12-31"),
            mark(3, "2026-02-01"),
            mark(4, "2026-02-27"),
            mark(5, "2026-02-27"),
            // 31 days ago: the last day that is kept by day.
            mark(6, "2026-02-28"),
            mark(7, "2026-02-28"),
            mark(8, "2026-03-30"),
            mark(9, "2026-03-30"),
            mark(10, "2026-03-31"),
            mark(11, "2026-03-31"),
        ];
        assert_eq!(dropped(marks), [1, 3, 4, 6, 8]);
    }

    #[test]
    fn what_was_exported_last_stays() {
        let mut marks: Vec<Mark> =
            (1..=12).map(|number| Mark { exported: true, ..mark(number, "2026-03-01") }).collect();
        marks.push(mark(13, "2026-03-01"));
        assert_eq!(dropped(marks), [1, 2]);
    }

    #[test]
    fn named_ones_and_those_aside_stay_for_ever() {
        let named = Mark { named: true, ..mark(1, "2020-01-01") };
        let aside = Mark { aside: true, ..mark(2, "2020-01-01") };
        assert_eq!(dropped(vec![named, aside, mark(3, "2020-01-01"), mark(4, "2020-01-02")]), [3]);
        // The one aside is later than the work of that day, and takes nothing of it away.
        assert_eq!(dropped(vec![mark(1, "2020-01-01"), aside]), [0_i64; 0]);
    }

    #[test]
    fn the_latest_twenty_stay_whatever_their_day() {
        let marks: Vec<Mark> = (1..=25).map(|number| mark(number, "2003-05-05")).collect();
        assert_eq!(thin(&marks, day("2026-03-31")), [1, 2, 3, 4, 5]);
        // What a file brought is later and counts for none of them.
        let brought = (26..=60).map(|number| Mark { aside: true, ..mark(number, "2026-03-30") });
        let marks: Vec<Mark> = marks.into_iter().chain(brought).collect();
        assert_eq!(thin(&marks, day("2026-03-31")), [1, 2, 3, 4, 5]);
    }

    #[test]
    fn days_to_come_are_left_alone() {
        let marks = vec![mark(1, "2046-01-01"), mark(2, "2046-01-01"), mark(3, "2026-03-01"), mark(4, "2026-03-01")];
        assert_eq!(dropped(marks), [3]);
    }

    #[test]
    fn a_clock_that_jumps_ahead_makes_nothing_old() {
        let mut marks: Vec<Mark> = (1..=40).map(|number| mark(number, "2026-03-30")).collect();
        marks.extend((41..=59).map(|number| mark(number, "2046-03-30")));
        assert_eq!(settled_day(&marks, day("2046-03-30")), day("2026-03-30"));
        assert_eq!(settled_day(&marks, day("2026-01-01")), day("2026-01-01"));
        marks.push(mark(60, "2046-03-30"));
        assert_eq!(settled_day(&marks, day("2046-03-30")), day("2046-03-30"), "it was no jump");
    }

    /// Days around today, and up to twenty years away where the clock jumped.
    fn random(seed: u64, today: NaiveDate) -> Vec<Mark> {
        let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
        let mut below = |n: u64| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            i64::try_from(state % n).unwrap_or_default()
        };
        let mut number = 0;
        let marks = (0..below(300)).map(|_| {
            number += 1 + below(3);
            let away = if below(10) == 0 { below(14_610) - 7_305 } else { below(120) - 110 };
            let day = today + TimeDelta::days(away);
            Mark { number, day, named: below(15) == 0, aside: below(20) == 0, exported: below(10) == 0 }
        });
        let mut marks: Vec<Mark> = marks.collect();
        // As they come from somewhere: in no order.
        for at in 0..marks.len() {
            let other = usize::try_from(below(300)).unwrap_or_default() % marks.len();
            marks.swap(at, other);
        }
        marks
    }

    #[test]
    fn random_histories_keep_every_promise() {
        let today = day("2026-03-31");
        for seed in 1..=500 {
            let mut marks = random(seed, today);
            let gone = thin(&marks, today);
            let is_gone = |mark: &Mark| gone.contains(&mark.number);

            let own = marks.iter().filter(|mark| !mark.aside);
            let mut numbers: Vec<i64> = own.map(|mark| mark.number).collect();
            numbers.sort_unstable();
            let newest: Vec<i64> = numbers.iter().rev().take(NEWEST).copied().collect();
            let mut exported: Vec<i64> = marks.iter().filter(|mark| mark.exported).map(|mark| mark.number).collect();
            exported.sort_unstable();
            let exported: Vec<i64> = exported.iter().rev().take(EXPORTED).copied().collect();
            let exempt = |mark: &Mark| {
                let latest = newest.contains(&mark.number) || exported.contains(&mark.number);
                mark.named || mark.aside || mark.day >= today || latest
            };
            assert!(!marks.iter().any(|mark| is_gone(mark) && exempt(mark)), "seed {seed}: an exempt one went");

            let mut counts: BTreeMap<(bool, String), u32> = BTreeMap::new();
            for mark in marks.iter().filter(|mark| !is_gone(mark) && !exempt(mark)) {
                let by_day = today.signed_duration_since(mark.day).num_days() <= 31;
                let span = mark.day.format(if by_day { "%Y-%m-%d" } else { "%Y-%m" }).to_string();
                *counts.entry((by_day, span)).or_default() += 1;
            }
            assert!(counts.values().all(|count| *count == 1), "seed {seed}: {counts:?}");

            for mark in marks.iter().filter(|mark| is_gone(mark)) {
                let later = |other: &&Mark| {
                    other.number > mark.number
                        && !other.aside
                        && !is_gone(other)
                        && other.day.format("%Y-%m").to_string() == mark.day.format("%Y-%m").to_string()
                };
                assert!(marks.iter().any(|other| later(&other)), "seed {seed}: {mark:?} went without a later one");
            }

            let kept: Vec<Mark> = marks.iter().filter(|mark| !is_gone(mark)).copied().collect();
            assert_eq!(thin(&kept, today), [0_i64; 0], "seed {seed}: thinning again drops more");
            marks.reverse();
            assert_eq!(thin(&marks, today), gone, "seed {seed}: the order counts");
        }
    }
}
