//! Rules `overdue` (逾期) and `bad-date` (日期不对) on the dates of problems.

use super::super::{Finding, Level};
use super::{Known, Place};
use crate::compose::{date_in_words, is_impossible_date, last_day};
use crate::model::brief;
use crate::template::PartKind;

/// An earlier problem that is open past its due date.
pub(super) fn overdue(known: &Known<'_>, place: Place<'_>, found: &mut Vec<Finding>) {
    let item = place.item;
    if !item.state.unwrap_or_default().is_open() {
        return;
    }
    let Some(days) = last_day(&item.due).map(|due| (known.today - due).num_days()).filter(|days| *days > 0) else {
        return;
    };
    let due = date_in_words(&item.due).unwrap_or_default();
    let message = format!("{}过了完成时限（{due}）{days} 天", known.named(item));
    let hint = "写明进展，重新定一个时限；已经完成的，改为“已销号”";
    found.push(place.finding("overdue", Level::Warning, ("due", &item.due), message, hint));
}

/// A due date that says a time which the program cannot reckon with: nobody would be told that it has passed.
pub(super) fn unclear(known: &Known<'_>, place: Place<'_>, found: &mut Vec<Finding>) {
    let item = place.item;
    let numbered = item.due.chars().any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c));
    if numbered
        && item.state.unwrap_or_default().is_open()
        && last_day(&item.due).is_none()
        && !is_impossible_date(&item.due)
    {
        let message = format!("{}的完成时限“{}”算不出是哪一天，逾期不会提醒", known.named(item), brief(&item.due));
        let hint = "写成 2025-06-30 或 2025年6月；没有期限的写“长期”";
        found.push(place.finding("due-unclear", Level::Hint, ("due", &item.due), message, hint));
    }
}

/// A problem that was closed on a day that has not come.
pub(super) fn early(known: &Known<'_>, place: Place<'_>, found: &mut Vec<Finding>) {
    let item = place.item;
    if crate::compose::full_date(&item.closed).is_some_and(|day| day > known.today) {
        let message = format!("{}的销号日期“{}”还没有到", known.named(item), brief(&item.closed));
        found.push(place.finding("closed-early", Level::Warning, ("closed", &item.closed), message, "核对销号日期"));
    }
}

/// Dates that no calendar has.
pub(super) fn impossible(known: &Known<'_>, place: Place<'_>, found: &mut Vec<Finding>) {
    let item = place.item;
    let notes = item.progress.iter().map(|note| ("progress", "进展日期", &note.date));
    let dates = [("due", "完成时限", &item.due), ("closed", "销号日期", &item.closed)].into_iter().chain(notes);
    for (field, name, date) in dates.filter(|(.., date)| is_impossible_date(date)) {
        let problem = match place.template.kind {
            PartKind::Rectification => known.named(item),
            _ => format!("问题“{}”", brief(if item.heading.is_empty() { &item.body } else { &item.heading })),
        };
        let message = format!("{problem}的{name}“{}”不是日历上的日期", brief(date));
        found.push(place.finding("bad-date", Level::Error, (field, date), message, "写成 2025-06-30 这样的日期"));
    }
}
