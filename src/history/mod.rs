//! The history of a report as data: which versions to keep, what changed between two of them, and one part of a version in
//! place of the present one. Pure: no clock, no database.

mod compare;
mod frame;
mod lines;
mod order;
mod pieces;
mod restore;
mod section;
mod stretch;
#[cfg(test)]
mod tests;
mod thin;
mod types;

pub use compare::{changes, compare};
pub use restore::restore_part;
pub use thin::{Mark, settled_day, thin};
pub use types::{PartChange, Row, SectionDifference, Side, Stretch};
