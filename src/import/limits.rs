//! How much a foreign file may cost before it is refused.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use crate::{Code, Error, Result};

/// What a reader may spend on one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// The file itself, in bytes.
    pub file: u64,
    /// All parts of a package together, inflated, in bytes.
    pub inflated: u64,
    /// How many times a part may grow when it is inflated; small parts may grow more.
    pub ratio: u64,
    /// How deep XML elements may nest.
    pub depth: usize,
    /// The text, in characters.
    pub characters: usize,
    /// The paragraphs.
    pub paragraphs: usize,
    /// How long it may take.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            file: 50 << 20,
            inflated: 200 << 20,
            ratio: 200,
            depth: 256,
            characters: 2_000_000,
            paragraphs: 100_000,
            time: Duration::from_secs(10),
        }
    }
}

/// What a reader needs from outside.
pub struct Reading<'a> {
    /// How much it may cost.
    pub limits: Limits,
    /// Whether somebody has asked to stop.
    pub cancel: &'a Cancel,
    /// The program that reads foreign binaries in a process of its own; they are refused where there is none.
    pub foreign: Option<&'a Path>,
}

/// Whether somebody has asked to stop; shared with another thread.
#[derive(Debug, Default)]
pub struct Cancel(AtomicBool);

impl Cancel {
    /// Asks to stop.
    pub fn cancel(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Whether that was asked.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    /// Goes on, unless somebody has asked to stop.
    ///
    /// # Errors
    /// [`Code::Invalid`] when somebody has.
    pub(crate) fn check(&self, name: &str) -> Result<()> {
        if self.is_cancelled() {
            return Err(Error::new(Code::Invalid, format!("{name}：已取消导入"), "需要时再导入一次"));
        }
        Ok(())
    }
}
