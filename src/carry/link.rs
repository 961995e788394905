//! Linking a report that was not carried from another one, but follows it: by the words of the problems, where those leave no doubt.

use std::collections::HashMap;

use super::left::{Left, left};
use super::words::alike;
use crate::ledger::{own_problems, wording};
use crate::model::{Carried, Draft, Item, Part, is_blank};
use crate::template::PartKind;

/// What [`link`] did.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Linked {
    /// The problems that were linked, in the words of the later report.
    pub linked: Vec<String>,
    /// Those of the later report that were not.
    pub loose: Vec<String>,
    /// The ids that stood for the linked ones, each with the problem that it is: a report that follows has them, too.
    pub renamed: Vec<(String, Carried)>,
}

/// Says that `draft` follows `from`, and gives each item on an earlier problem the identity of the problem that `from` leaves in
/// the same words, but for blanks and marks, where there is exactly one on either side.
pub fn link(draft: &mut Draft, from: &Draft) -> Linked {
    draft.previous = Some(from.id.clone());
    let mut before: HashMap<String, Vec<Left>> = HashMap::new();
    for left in left(from).problems {
        before.entry(words(&left.carried.text)).or_default().push(left);
    }
    let own = own_problems(draft).into_keys().map(String::from).collect::<Vec<_>>();
    let known: Vec<String> = draft.carried.iter().map(|carried| carried.problem.clone()).collect();
    let mut now: Vec<(String, String, String)> = Vec::new();
    super::each_item(draft, PartKind::Rectification, &mut |_, item| {
        let text = if is_blank(&item.text) { wording(item) } else { item.text.clone() };
        let problem = item.problem_id();
        if !is_blank(&text) && !own.iter().any(|id| id == problem) && !known.iter().any(|id| id == problem) {
            now.push((problem.to_string(), words(&text), text));
        }
    });
    let mut done = Linked::default();
    for (problem, words, text) in &now {
        let once = now.iter().filter(|(_, other, _)| other == words).count() == 1;
        let left = before.get(words).filter(|_| once && !words.is_empty()).and_then(|found| only(found, &from.id));
        let Some(left) = left else {
            done.loose.push(text.clone());
            continue;
        };
        rename(&mut draft.parts, problem, &left.carried);
        draft.carried.push(left.carried.clone());
        done.linked.push(text.clone());
        done.renamed.push((problem.clone(), left.carried.clone()));
    }
    done
}

/// The one problem of several in the same words that is meant: the only one, else the only one that the earlier report names itself.
fn only<'a>(found: &'a [Left], report: &str) -> Option<&'a Left> {
    if let [one] = found {
        return Some(one);
    }
    let mut own = found.iter().filter(|left| left.carried.report == report);
    own.next().filter(|_| own.next().is_none())
}

/// What two wordings of one problem have in common: `对……联系不够` is written `针对……联系不够的问题`, too.
fn words(text: &str) -> String {
    let words = alike(text);
    words.strip_prefix('对').map_or_else(|| words.clone(), String::from)
}

/// Gives the problems of `draft` the identity that they turned out to have in the report that it follows. Answers whether any was
/// among them.
pub fn rename_all(draft: &mut Draft, renamed: &[(String, Carried)]) -> bool {
    let mut any = false;
    for (old, new) in renamed {
        any |= rename(&mut draft.parts, old, new);
        for carried in draft.carried.iter_mut().filter(|carried| carried.problem == *old) {
            carried.problem.clone_from(&new.problem);
            carried.report.clone_from(&new.report);
            carried.year = new.year.or(carried.year);
            any = true;
        }
    }
    any
}

/// Gives the problem `old` another identity, in every item that names it.
fn rename(parts: &mut [Part], old: &str, new: &Carried) -> bool {
    fn within(items: &mut [Item], old: &str, new: &Carried) -> bool {
        let mut any = false;
        for item in items {
            if item.problem_id() == old {
                item.problem = Some(new.problem.clone());
                item.report = Some(new.report.clone()).filter(|report| !is_blank(report));
                item.year = new.year.or(item.year);
                any = true;
            }
            for link in item.answers.iter_mut().chain(&mut item.explains).filter(|link| *link == old) {
                link.clone_from(&new.problem);
                any = true;
            }
            any |= within(&mut item.items, old, new);
        }
        any
    }
    let mut any = false;
    for part in parts {
        any |= within(&mut part.items, old, new);
        any |= rename(&mut part.parts, old, new);
    }
    any
}
