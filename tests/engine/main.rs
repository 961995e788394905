//! The engine's tests, one binary.
#![allow(clippy::expect_used, clippy::indexing_slicing, reason = "a test may fail loudly")]

mod archive;
mod backup;
mod bin;
mod calls;
mod carry;
mod cli;
mod cli_bad;
mod cli_title;
mod compose;
mod continuity;
mod damage;
mod dice;
mod docx;
mod elements;
mod faces;
mod figures;
mod findings;
mod golden;
mod history;
mod identity;
mod import;
mod import_app;
mod imported;
mod layouts;
mod ledger;
#[cfg(unix)]
mod own;
mod pdf;
mod random;
mod recognise;
mod revise;
mod rooms;
mod samples;
mod search;
mod store;
mod store_bad;
mod support;
mod template;
#[allow(dead_code, clippy::panic, reason = "the engine's tests only validate; pages are printed by the layout's")]
#[path = "../layout/tools.rs"]
mod tools;
