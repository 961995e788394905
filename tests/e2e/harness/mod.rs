//! Drives the real program: a display and a session bus of its own, a fresh home and data folder, the window over WebDriver.

mod desk;
mod driver;
mod hands;
mod process;
mod window;
mod word;

use std::error::Error;
use std::time::{Duration, Instant};

pub(crate) use desk::{Desk, PROGRAM};
pub(crate) use hands::Key;
pub(crate) use process::Process;
pub(crate) use window::{Window, key};
pub(crate) use word::{word_part, word_text};

/// What a journey answers: the first thing that went wrong, if any.
pub(crate) type Outcome<T = ()> = Result<T, Box<dyn Error>>;

/// How long anything may take before it counts as not happening; generous, since nothing here measures speed.
const PATIENCE: Duration = Duration::from_secs(30);

/// Asks `look` until it answers something.
pub(crate) fn until<T>(what: &str, look: impl FnMut() -> Outcome<Option<T>>) -> Outcome<T> {
    within(PATIENCE, what, look)
}

/// Asks `look` for so long until it answers something.
pub(crate) fn within<T>(time: Duration, what: &str, mut look: impl FnMut() -> Outcome<Option<T>>) -> Outcome<T> {
    let begin = Instant::now();
    loop {
        if let Some(found) = look()? {
            return Ok(found);
        }
        if begin.elapsed() > time {
            return Err(format!("waited in vain: {what}").into());
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}
