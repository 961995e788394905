//! The history of a report as data: which versions to keep, what changed between two of them, and one part of a version in
//! place of the present one. Pure: no clock, no database.

mod types;

pub use types::{PartChange, Row, SectionDifference, Side, Stretch};
