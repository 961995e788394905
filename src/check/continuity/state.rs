//! Rules on what a rectification item says of its state: `no-result` (没有成效), `closed-without-basis` (销号没有依据) and
//! `continuous-without-reason` (持续整改、移交没有理由).

use super::super::{Finding, Level};
use super::{Known, Place};
use crate::model::{State, is_blank};
use crate::template::Shown;

/// An item that is left out with a reason closes nothing.
pub(super) fn waived(known: &Known<'_>, place: Place<'_>, found: &mut Vec<Finding>) {
    let item = place.item;
    let lacks = [&item.measure, &item.result, &item.evidence].into_iter().any(|text| is_blank(text));
    if item.state == Some(State::Closed) && lacks {
        let message = format!("{}注明今年不写，状态却是已销号", known.named(item));
        let hint = "把状态改回“整改中”；确实销号的，写上措施、成效和佐证，不要注明不写";
        found.push(place.finding("closed-without-basis", Level::Warning, ("state", ""), message, hint));
    }
}

pub(super) fn check(known: &Known<'_>, place: Place<'_>, found: &mut Vec<Finding>) {
    let item = place.item;
    let mut say = |rule: &str, field: &str, message: String, hint: &str| {
        found.push(place.finding(rule, Level::Warning, (field, ""), message, hint));
    };
    let state = item.state.unwrap_or_default();
    // What is quoted may be told by the work items alone, and a sentence of its own tells measure and result at once.
    let told_elsewhere =
        (place.template.shown == Shown::Quoted && known.quoted.contains(item.problem_id())) || !is_blank(&item.body);
    match state {
        State::Closed => {
            let lacking: Vec<(&str, &str)> = [
                ("measure", "措施", &item.measure),
                ("result", "成效", &item.result),
                ("evidence", "佐证", &item.evidence),
            ]
            .into_iter()
            .filter(|(field, _, text)| is_blank(text) && (*field == "evidence" || !told_elsewhere))
            .map(|(field, name, _)| (field, name))
            .collect();
            if let Some((field, _)) = lacking.first() {
                let names: Vec<&str> = lacking.iter().map(|(_, name)| *name).collect();
                let message = format!("{}已销号，还没有写{}", known.named(item), names.join("、"));
                say("closed-without-basis", field, message, "补上销号的依据，或者把状态改回“整改中”");
            }
        }
        _ => {
            if !is_blank(&item.measure) && is_blank(&item.result) && !told_elsewhere {
                let message = format!("{}写了措施，没有写成效", known.named(item));
                say("no-result", "result", message, "写上取得的成效；还没有成效的，写进展到哪一步");
            }
        }
    }
    if is_blank(&item.reason) {
        match state {
            State::Continuous => {
                let message = format!("{}要持续整改，没有写理由", known.named(item));
                say("continuous-without-reason", "reason", message, "写明为什么要长期整改，下一步到什么时候");
            }
            State::HandedOver => {
                let message = format!("{}已移交，没有写移交给谁", known.named(item));
                say("continuous-without-reason", "reason", message, "写明移交给谁、为什么");
            }
            _ => {}
        }
    }
}
