//! Rules on links that only a file changed by hand has: `own-problem` (对应的不是往年的问题), where a rectification item is to answer a
//! problem of the very same report, and `recurs-itself` (自己的复发).

use super::super::{Finding, Level};
use super::{Known, Place};
use crate::ledger::wording;
use crate::model::brief;

/// An item that is linked to a problem which this very report names, as only a file changed by hand has it.
pub(super) fn own(known: &Known<'_>, place: Place<'_>, found: &mut Vec<Finding>) {
    let item = place.item;
    let Some(named) = known.own.get(item.problem_id()).filter(|named| named.id != item.id) else { return };
    let message = format!("{}对应的是本报告自己提出的问题“{}”", known.named(item), brief(&wording(named)));
    let hint = "台账里按另外一个问题算；写重了的，删去这一条";
    found.push(place.finding("own-problem", Level::Warning, ("text", &item.text), message, hint));
}

/// A problem that is said to be one that came back, and to be that one itself.
pub(super) fn itself(place: Place<'_>, found: &mut Vec<Finding>) {
    let item = place.item;
    if item.recurs.as_ref() == Some(&item.id) {
        let message = format!("问题“{}”注明是它自己的复发", brief(&wording(item)));
        let hint = "选上以前的那个问题；不是复发的，选“不是”";
        found.push(place.finding("recurs-itself", Level::Warning, ("recurs", ""), message, hint));
    }
}
