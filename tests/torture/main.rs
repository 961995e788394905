//! Long tests with faults, run by `make torture`: killed while saving, killed while exporting, a disk that is full.
#![allow(clippy::disallowed_methods, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod child;
mod export;
mod save;

use std::error::Error;
use std::time::Duration;

/// What a test answers: the first thing that went wrong, if any.
type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// The moments at which a child is killed: spread over what it does, and the same in every run.
fn moments(rounds: u64) -> impl Iterator<Item = Duration> {
    // Steps of the golden ratio fall evenly into any interval.
    (0..rounds).map(|round| Duration::from_micros(1000 + round * 61803 % 100_000))
}
