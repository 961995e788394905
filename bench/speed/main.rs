//! `make bench`: how fast the program is, beside something else that does the same, so that the machine matters less.
//! Nothing is asserted; what is measured is printed in one table.
#![allow(clippy::disallowed_methods, clippy::indexing_slicing, reason = "a bench may fail loudly")]

#[path = "../../tests/e2e/harness/mod.rs"]
#[allow(dead_code, unused_imports, reason = "the window tests use more of it")]
mod harness;

mod export;
mod import;
mod ledger;
mod store;
mod window;

use std::time::Duration;

use harness::Outcome;

fn main() -> Outcome {
    println!("{:<52} {:>14} {:>14} {:>10}", "", "here", "compared", "ratio");
    export::measure()?;
    import::measure()?;
    ledger::measure()?;
    store::measure()?;
    window::measure()
}

/// One line of the table; the ratio says how many times as long the second takes.
fn row(what: &str, here: Duration, compared: Duration) {
    let ratio = compared.as_secs_f64() / here.as_secs_f64();
    println!("{what:<52} {:>11.2} ms {:>11.2} ms {ratio:>9.2}×", millis(here), millis(compared));
}

/// One line of the table with nothing to compare.
fn single(what: &str, here: &str) {
    println!("{what:<52} {here:>14}");
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The middle one of several times.
fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}
