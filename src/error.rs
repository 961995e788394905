//! The one public error: a message for office staff, and what to do.

/// Short for `std::result::Result<T, Error>`.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What kind of failure it is; exists only where a caller branches on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// What was given cannot be understood: a broken file, a wrong value.
    Invalid,
    /// What was asked for does not exist.
    NotFound,
    /// Another writer saved this report in the meantime.
    Conflict,
    /// Another process holds the data folder.
    InUse,
    /// Something must be filled in first; the findings say what.
    Blocked,
    /// The file system or the database refused.
    Io,
    /// The database is damaged and cannot be opened; what is whole in it can be rescued.
    Damaged,
}

/// A failure, told to the user: what failed, on which file or part, and what to do.
///
/// `message` and `hint` are Chinese sentences without line breaks. The cause stays available through
/// [`std::error::Error::source`] for a log.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Error {
    code: Code,
    message: String,
    hint: String,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error with what failed (`message`) and what to do about it (`hint`).
    pub fn new(code: Code, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Error { code, message: message.into(), hint: hint.into(), source: None }
    }

    /// Keeps the cause for the log.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// What kind of failure it is.
    #[must_use]
    pub fn code(&self) -> Code {
        self.code
    }

    /// What failed, in Chinese.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// What to do, in Chinese.
    #[must_use]
    pub fn hint(&self) -> &str {
        &self.hint
    }
}
