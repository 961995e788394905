//! 改后稿: what a superior changed in the exported file. In: the draft that was exported, the file that came back, the draft as it is
//! now. Out: every difference, each with the field it belongs to; the draft as it is now with those that are accepted. Ids and
//! links stay, and so does what was changed since the export.
//!
//! The printed lines of the draft, which know their fields, are paired with the lines of the file. What items and parts were moved is
//! found first; the rest is compared with the draft in its new order. What differs even when all is accepted was written
//! by the program, and is told as such. At the end every change is brought to where its place is in the draft as it is now.

mod added;
mod apply;
mod changes;
mod figures;
mod file;
mod fit;
mod lists;
mod moved;
mod naming;
mod number;
mod pairing;
mod place;
mod printed;
mod removed;
mod rest;
mod seats;
mod series;
mod shift;
mod since;
mod tables;
mod types;
mod words;

use self::changes::Comparison;
use self::file::file;
use self::printed::printed;
use crate::import::Source;
use crate::model::Draft;

pub use self::apply::merged;
pub use self::fit::distance;
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
    numbered(revision)
}

/// Compares `source`, the file that came back, with `exported`, the draft that it was made of; the changes are those to make in `now`,
/// the same report as it is by now. What that says already is none; where it was changed in the same place, [`Change::now`] tells how,
/// and the change is not proposed.
#[must_use]
pub fn compare_since(exported: &Draft, now: &Draft, source: &Source) -> Revision {
    let Revision { alike, changes } = compare(exported, source);
    numbered(Revision { alike, changes: since::since(exported, now, changes) })
}

fn numbered(mut revision: Revision) -> Revision {
    for (id, change) in (0..).zip(&mut revision.changes) {
        change.id = id;
    }
    revision
}
