//! What a report was before: which versions may go, what changed between two of them, and one part taken back. In: drafts,
//! days and numbers. Out: the same. Nothing here reads a clock or the store.

mod pieces;
mod stretch;
mod thin;

pub use thin::{Mark, thin};
