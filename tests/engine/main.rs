//! The tests of the engine, in one binary.

mod calls;
mod cli;
mod cli_bad;
mod compose;
mod rooms;
mod store;
mod store_bad;
mod support;
mod template;
