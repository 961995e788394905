//! Rule `own-problem` (对应的不是往年的问题): a rectification item answers a problem of an earlier report.

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
