//! Import of foreign files.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

mod hostile;
mod own;
mod package;
mod read;
mod text;
