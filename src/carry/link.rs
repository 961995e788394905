//! Linking a report that was not carried from another one, but follows it: by the words of the problems, where those leave no doubt.

use std::collections::HashMap;

use super::left::{Left, left};
use super::words::alike;
use crate::ledger::{own_problems, wording};
use crate::model::{Draft, Item, Part, is_blank};
use crate::template::PartKind;

/// What [`link`] did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Linked {
    /// The problems that were linked, in the words of the later report.
    pub linked: Vec<String>,
    /// Those of the later report that were not.
    pub loose: Vec<String>,
}

/// Says that `draft` follows `from`, and gives each item on an earlier problem the identity of the problem that `from` leaves in
/// the same words, but for blanks and marks, where there is exactly one on either side.
pub fn link(draft: &mut Draft, from: &Draft) -> Linked {
    draft.previous = Some(from.id.clone());
    let mut before: HashMap<String, Vec<Left>> = HashMap::new();
    for left in left(from).problems {
        before.entry(alike(&left.carried.text)).or_default().push(left);
    }
    let own = own_problems(draft).into_keys().map(String::from).collect::<Vec<_>>();
    let known: Vec<String> = draft.carried.iter().map(|carried| carried.problem.clone()).collect();
    let mut now: Vec<(String, String, String)> = Vec::new();
    super::each_item(draft, PartKind::Rectification, &mut |_, item| {
        let text = if is_blank(&item.text) { wording(item) } else { item.text.clone() };
        let problem = item.problem_id();
        if !is_blank(&text) && !own.iter().any(|id| id == problem) && !known.iter().any(|id| id == problem) {
            now.push((problem.to_string(), alike(&text), text));
        }
    });
    let mut done = Linked::default();
    for (problem, words, text) in &now {
        let once = now.iter().filter(|(_, other, _)| other == words).count() == 1;
        let Some([left]) = before.get(words).map(Vec::as_slice).filter(|_| once && !words.is_empty()) else {
            done.loose.push(text.clone());
            continue;
        };
        rename(&mut draft.parts, problem, left);
        draft.carried.push(left.carried.clone());
        done.linked.push(text.clone());
    }
    done
}

/// Gives the problem `old` the identity of the one that is left, in every item that names it.
fn rename(parts: &mut [Part], old: &str, left: &Left) {
    fn within(items: &mut [Item], old: &str, left: &Left) {
        let new = &left.carried.problem;
        for item in items {
            if item.problem_id() == old {
                item.problem = Some(new.clone());
                item.report = Some(left.carried.report.clone()).filter(|report| !is_blank(report));
                item.year = left.carried.year.or(item.year);
            }
            for link in item.answers.iter_mut().chain(&mut item.explains).filter(|link| *link == old) {
                link.clone_from(new);
            }
            within(&mut item.items, old, left);
        }
    }
    for part in parts {
        within(&mut part.items, old, left);
        rename(&mut part.parts, old, left);
    }
}
