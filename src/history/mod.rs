//! The history of a report as data: which versions to keep, what changed between two of them, and one part of a version in
//! place of the present one. Pure: no clock, no database.

mod order;
mod pieces;
mod stretch;
mod thin;
mod types;

pub use thin::{Mark, thin};
pub use types::{PartChange, Row, SectionDifference, Side, Stretch};
