//! Rules `dropped` (上年问题没有写到) and `unanswered` (没有答复): an open problem of an earlier year is answered, or left out
//! with a reason.

use super::super::{Finding, Fix, Level};
use super::{Known, Place, named};
use crate::carry::rectification_part;
use crate::compose::is_asked;
use crate::model::{Draft, State, is_blank};
use crate::template::{Condition, PartKind, Shown};

/// The open problems that the draft does not mention, at the first part for them.
pub(super) fn dropped(known: &Known<'_>, found: &mut Vec<Finding>) {
    let mut mentioned = std::collections::HashSet::new();
    crate::carry::each_item(known.draft, PartKind::Rectification, &mut |_, item| {
        mentioned.insert(item.problem_id());
    });
    let mut dropped: Vec<Finding> = Vec::new();
    for carried in &known.draft.carried {
        let open = carried.state.unwrap_or_default().is_open();
        if open && !is_blank(&carried.text) && mentioned.insert(&carried.problem) {
            dropped.push(Finding {
                rule: "dropped".into(),
                level: Level::Error,
                part: rectification_part(known.draft).map(String::from),
                item: None,
                field: None,
                start: 0,
                end: 0,
                text: String::new(),
                message: format!("{}还没有销号，报告里没有写到", named(known.draft, carried.year, &carried.text)),
                suggestion: "列进整改部分；今年不写的，写明理由".into(),
                fix: Some(Fix::TakeIn { problem: carried.problem.clone() }),
            });
        }
    }
    // They stand before what is said of the part's items.
    let at = found.iter().position(|one| dropped.first().is_some_and(|first| first.part == one.part)).unwrap_or(0);
    found.splice(at..at, dropped);
}

/// An item that does not say what was done, or that is not printed.
pub(super) fn unanswered(known: &Known<'_>, place: Place<'_>, found: &mut Vec<Finding>) {
    let Place { part, template, item, printed } = place;
    let problem = item.problem_id();
    let before = known.before(item);
    if !is_blank(&item.waived) || (is_blank(&item.text) && before.is_none_or(|carried| is_blank(&carried.text))) {
        return;
    }
    let name = known.named(item);
    let mut say = |field: (&str, &str), message: String, hint: &str| {
        found.push(place.finding("unanswered", Level::Error, field, message, hint));
    };
    if !printed {
        // What was typed into a part that is not used says nothing of an earlier report.
        let open = before.is_some_and(|carried| carried.state.unwrap_or_default().is_open());
        if open && !known.answered.contains(problem) {
            let message = format!("{name}写在不采用的部分“{}”里，不会印出来", template.name);
            say(("text", ""), message, "采用这一部分；今年不写的，写明理由");
            if let (Some(finding), Some(field)) = (found.last_mut(), asked_by(known.draft, &part.id)) {
                (finding.part, finding.item, finding.field) = (None, None, Some(field));
            }
        }
    } else if template.shown == Shown::Quoted {
        // What is only quoted is answered where the work items tell what was done.
        if !known.quoted.contains(problem) {
            let message = format!("{name}还没有哪一项工作写到，不会印出来");
            say(("text", ""), message, "在做了整改的那一项工作里选上这个问题");
        }
    } else if [&item.measure, &item.result, &item.body].iter().all(|text| is_blank(text))
        && (item.state != Some(State::HandedOver) || is_blank(&item.reason))
    {
        say(("measure", ""), format!("{name}还没有写整改措施"), "写上采取的措施和成效");
    }
}

/// The field of 基本信息 that decides whether the part, or one that it stands in, is asked; `None` where they are.
fn asked_by(draft: &Draft, id: &str) -> Option<String> {
    fn field(condition: &Condition) -> Option<&String> {
        match condition {
            Condition::Equals { field, .. } | Condition::Filled { field } => Some(field),
            Condition::Not(inner) => field(inner),
            Condition::All(inner) | Condition::Any(inner) => inner.iter().find_map(field),
        }
    }
    fn path<'a>(parts: &'a [crate::model::Part], id: &str, out: &mut Vec<&'a str>) -> bool {
        parts.iter().any(|part| {
            let holds = part.id == id || path(&part.parts, id, out);
            if holds {
                out.push(&part.id);
            }
            holds
        })
    }
    let mut parts = Vec::new();
    path(&draft.parts, id, &mut parts);
    let unasked = parts.into_iter().rev().find(|part| !is_asked(draft, part))?;
    draft.template.content.part(unasked)?.when.as_ref().and_then(field).cloned()
}
