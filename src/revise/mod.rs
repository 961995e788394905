//! 改后稿: what a superior changed in the exported file. In: the draft that was exported and the file that came back. Out: every
//! difference, each with the field it belongs to; the draft with those that are accepted. Ids and links stay.
//!
//! The printed lines of the draft, which know their fields, are paired with the lines of the file. What items and parts were moved is
//! found first; the rest is compared with the draft in its new order. What differs even when all is accepted was written
//! by the program, and is told as such.

mod added;
mod apply;
mod changes;
mod fields;
mod figures;
mod file;
mod moved;
mod number;
mod pairing;
mod place;
mod printed;
mod removed;
mod rest;
mod series;
mod tables;
mod types;
mod words;

use self::changes::Comparison;
use self::file::file;
use self::printed::printed;
use crate::import::Source;
use crate::model::Draft;

pub use self::apply::merged;
pub use self::types::{Change, ChangeKind, Revision};

/// Texts that have less than this share of their characters in common, in percent, are two reports.
pub const LEAST_ALIKE: u8 = 20;

/// Compares `source`, the file that came back, with `draft`.
///
/// Of a file that is another report nothing but [`Revision::alike`] is told.
#[must_use]
pub fn compare(draft: &Draft, source: &Source) -> Revision {
    let own = printed(draft);
    let file = file(source, &own);
    let first = Comparison::new(draft, own, &file);
    let alike = first.alike();
    if alike < LEAST_ALIKE {
        return Revision { alike, changes: Vec::new() };
    }
    let moves = moved::moves(&first);
    let changes = if moves.is_empty() {
        first.changes()
    } else {
        let arranged = apply::applied(draft, moves.iter());
        let second = Comparison::new(&arranged, printed(&arranged), &file);
        moves.into_iter().chain(second.changes()).collect()
    };
    let mut revision = Revision { alike, changes };
    let whole = apply::applied(draft, revision.changes.iter());
    revision.changes.extend(rest::rest(draft, &whole, &file, &revision.changes));
    for (id, change) in (0..).zip(&mut revision.changes) {
        change.id = id;
    }
    revision
}
