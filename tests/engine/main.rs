//! The engine's tests, one binary.
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod compose;
mod template;
