//! Rules on words that stood in an earlier report: `copied` (照抄上年) and `recurred` (销号后又出现).

use std::collections::HashMap;

use super::super::{Finding, Fix, Level};
use super::{Known, Place};
use crate::carry::alike;
use crate::compose::linked_text;
use crate::ledger;
use crate::model::{Carried, Draft, State, brief, is_blank};

/// Problems of the earlier years by their wording, as it is compared; of two the one that is less far.
pub(super) type Worded<'a> = HashMap<String, &'a Carried>;

pub(super) fn worded(draft: &Draft) -> Worded<'_> {
    let mut worded = Worded::new();
    for carried in &draft.carried {
        let state = |carried: &Carried| carried.state.unwrap_or_default().rank();
        let there = worded.entry(alike(&carried.text)).or_insert(carried);
        if state(carried) < state(there) {
            *there = carried;
        }
    }
    worded.remove("");
    worded
}

/// The shortest text, in characters without blanks and marks, of which it is odd that it stands in two reports.
const SHORTEST: usize = 8;

/// `text` without blanks and marks; `None` for one that is too short to be odd.
fn told(text: &str) -> Option<String> {
    let letters: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    (letters.chars().count() >= SHORTEST).then_some(letters)
}

/// What was done is told in the words of the earlier report; or the problem was closed there.
pub(super) fn of_answer(known: &Known<'_>, place: Place<'_>, found: &mut Vec<Finding>) {
    let item = place.item;
    let Some(before) = known.before(item) else { return };
    for (field, what, text) in [("measure", "措施", &item.measure), ("result", "成效", &item.result)] {
        let Some(now) = told(text) else { continue };
        let same = |then: &String| told(then).is_some_and(|then| then == now);
        let message = if same(&before.measure) || same(&before.result) {
            format!("{}的{what}与上年报告里写的一样", known.named(item))
        } else if same(&before.promised) {
            format!("{}的{what}与上年承诺的措施一样", known.named(item))
        } else {
            continue;
        };
        let hint = if field == "measure" { "写今年实际做了什么" } else { "写今年取得的成效" };
        found.push(place.finding("copied", Level::Warning, (field, text), message, hint));
    }
    if before.state == Some(State::Closed) {
        let message = format!("{}以前已经销号，又列进了整改", known.named(item));
        let hint = "又出现的，作为今年的问题提出，选上“复发”；没有再出现的，删去这一条";
        found.push(place.finding("recurred", Level::Warning, ("state", ""), message, hint));
    }
}

/// A problem named this year is worded like an earlier one.
pub(super) fn of_problem(known: &Known<'_>, place: Place<'_>, found: &mut Vec<Finding>) {
    let item = place.item;
    let said = ledger::wording(item);
    let (field, text) = linked_text(item);
    let Some(before) = known.worded.get(&alike(&said)).filter(|before| before.problem != item.id) else { return };
    // Closed this year already, it has come back since.
    let closed = known.closed.contains(before.problem.as_str());
    let state = if closed { State::Closed } else { before.state.unwrap_or_default() };
    let year = before.year.map_or_else(|| "上年".into(), |year| format!("{year}年度"));
    let problem = brief(&said);
    if state.is_open() {
        let message = format!("问题“{problem}”与{year}还没有销号的问题一样");
        let hint = "接着整改的，写在整改部分；是新问题的，写清新的表现";
        found.push(place.finding("copied", Level::Warning, (field, text), message, hint));
    } else if state == State::Closed && item.recurs.as_ref().is_none_or(|recurs| is_blank(recurs) || *recurs == item.id)
    {
        let then = if closed { "提出、这份报告里已销号" } else { "已经销号" };
        let message = format!("问题“{problem}”与{year}{then}的问题一样");
        let mut finding = place.finding(
            "recurred",
            Level::Warning,
            (field, text),
            message,
            "确实又出现的，注明是复发；不是的，换个写法",
        );
        finding.fix = Some(Fix::MarkRecurs { item: item.id.clone(), problem: before.problem.clone() });
        found.push(finding);
    }
}
