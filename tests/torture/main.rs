//! Tests with faults, through the calls that the window makes. Each runs short in `make test` and long in `make torture`, where
//! it prints its counts: killed while saving and exporting, the power cut at every write, a disk that is full at every
//! write, system calls that fail, two programs at once, a clock that jumps.
#![allow(clippy::disallowed_methods, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod backup;
mod child;
mod clock;
mod cut;
mod export;
mod fault;
mod flips;
mod full;
mod random;
mod save;
mod trace;
mod two;
mod typing;
mod years;

use std::error::Error;
use std::path::Path;
use std::time::Duration;

use chrono::DateTime;
use shuzhi::app::Env;

/// What a test answers: the first thing that went wrong, if any.
type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// The moments at which a child is killed: spread over what it does, and the same in every run.
fn moments(rounds: u64, longest: Duration) -> impl Iterator<Item = Duration> {
    // Steps of the golden ratio fall evenly into any interval.
    let longest = u64::try_from(longest.as_micros()).unwrap_or(u64::MAX);
    (0..rounds).map(move |round| Duration::from_micros(1000 + round * 61803 % longest))
}

/// A program over `folder`, with a clock that stands still at a morning in December.
fn env(folder: &Path) -> Env {
    let morning = DateTime::parse_from_rfc3339("2026-12-01T09:00:00+08:00").unwrap_or_default();
    Env { now: Box::new(move || morning), elapsed: Box::new(Duration::default), ..Env::real(folder.into()) }
}
