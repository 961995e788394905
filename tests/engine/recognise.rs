//! Recognition of reports in foreign files, and the drafts made of them.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

mod again;
mod any;
mod score;
mod shapes;
