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

// What another comparison of texts is made of.
pub(crate) use lines::{LIKE, alike, is_too_much, most_alike, rows};
pub(crate) use order::{anchors, in_order, once};
pub(crate) use pieces::clauses;
pub(crate) use section::{find, name, names_of};
pub(crate) use stretch::{by_clauses, pairs};

pub use compare::{changes, compare};
pub use restore::restore_part;
pub use thin::{Mark, settled_day, thin};
pub use types::{PartChange, Row, SectionDifference, Side, Stretch};
