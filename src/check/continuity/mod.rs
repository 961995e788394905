//! Continuity with the earlier years: [`Draft::carried`] and the rectification items → findings. A draft is checked by
//! itself, without the reports before it.

mod answer;
mod date;
mod link;
mod state;
mod wording;

use std::collections::{HashMap, HashSet};

use chrono::NaiveDate;

use super::{Finding, Level};
use crate::compose::{is_asked, is_empty};
use crate::ledger::own_problems;
use crate::model::{Carried, Draft, Item, Part, State, brief, is_blank, utf16_len};
use crate::template::{PartKind, TemplatePart};

/// Every finding of these rules as of `today`, in the order of the report.
pub(super) fn check(draft: &Draft, today: NaiveDate) -> Vec<Finding> {
    let mut known = Known {
        draft,
        today,
        carried: draft.carried.iter().map(|carried| (carried.problem.as_str(), carried)).collect(),
        worded: wording::worded(draft),
        own: own_problems(draft),
        quoted: HashSet::new(),
        closed: HashSet::new(),
        answered: HashSet::new(),
    };
    known.collect(&draft.parts, true);
    let mut found = Vec::new();
    known.parts(&draft.parts, true, &mut found);
    answer::dropped(&known, &mut found);
    found
}

/// What the rules need to know of the whole draft.
struct Known<'a> {
    draft: &'a Draft,
    today: NaiveDate,
    /// What the earlier report left, by problem.
    carried: HashMap<&'a str, &'a Carried>,
    /// The same by wording.
    worded: wording::Worded<'a>,
    /// The problems that the draft is the first to name.
    own: HashMap<&'a str, &'a Item>,
    /// The problems that printed items say they answer.
    quoted: HashSet<&'a str>,
    /// The problems that the report itself closes.
    closed: HashSet<&'a str>,
    /// The problems that have an item which is printed, or waived with a reason.
    answered: HashSet<&'a str>,
}

/// An item with what it stands in.
#[derive(Clone, Copy)]
struct Place<'a> {
    part: &'a Part,
    template: &'a TemplatePart,
    item: &'a Item,
    /// Whether the part is printed.
    printed: bool,
}

impl<'a> Known<'a> {
    fn collect(&mut self, parts: &'a [Part], printed: bool) {
        for part in parts {
            let printed = printed && !part.left_out && is_asked(self.draft, &part.id);
            let kind = self.draft.template.content.part(&part.id).map(|part| part.kind);
            if kind == Some(PartKind::Rectification) {
                let counts = |item: &&Item| printed || !is_blank(&item.waived);
                self.answered.extend(part.items.iter().filter(counts).map(Item::problem_id));
                let closed = part.items.iter().filter(|item| item.state == Some(State::Closed));
                self.closed.extend(closed.map(Item::problem_id));
            }
            if printed {
                self.quote(&part.items);
            }
            self.collect(&part.parts, printed);
        }
    }

    fn quote(&mut self, items: &'a [Item]) {
        for item in items.iter().filter(|item| !is_empty(item)) {
            self.quoted.extend(item.answers.iter().map(String::as_str));
            self.quote(&item.items);
        }
    }

    fn parts(&self, parts: &'a [Part], printed: bool, found: &mut Vec<Finding>) {
        for part in parts {
            let printed = printed && !part.left_out && is_asked(self.draft, &part.id);
            if let Some(template) = self.draft.template.content.part(&part.id) {
                for item in &part.items {
                    self.item(Place { part, template, item, printed }, found);
                }
            }
            self.parts(&part.parts, printed, found);
        }
    }

    fn item(&self, place: Place<'a>, found: &mut Vec<Finding>) {
        match place.template.kind {
            PartKind::Rectification => {
                link::own(self, place, found);
                answer::unanswered(self, place, found);
                if !is_blank(&place.item.waived) {
                    state::waived(self, place, found);
                } else if place.printed && !is_empty(place.item) {
                    state::check(self, place, found);
                    wording::of_answer(self, place, found);
                    date::overdue(self, place, found);
                    date::unclear(self, place, found);
                    date::early(self, place, found);
                }
            }
            PartKind::Problem if place.printed && !is_empty(place.item) => {
                link::itself(place, found);
                wording::of_problem(self, place, found);
            }
            _ => {}
        }
        if place.printed && matches!(place.template.kind, PartKind::Rectification | PartKind::Problem) {
            date::impossible(self, place, found);
        }
    }

    /// What the earlier report left of the problem that a rectification item answers.
    fn before(&self, item: &Item) -> Option<&'a Carried> {
        self.carried.get(item.problem_id()).copied()
    }

    /// The problem of a rectification item in words: `上年问题“……”`.
    fn named(&self, item: &Item) -> String {
        let before = self.before(item);
        let year = item.year.or_else(|| before.and_then(|carried| carried.year));
        let text = match before {
            Some(carried) if is_blank(&item.text) => &carried.text,
            _ => &item.text,
        };
        named(self.draft, year, text)
    }
}

/// A problem of an earlier `year` in words.
fn named(draft: &Draft, year: Option<i32>, text: &str) -> String {
    match (year, draft.year) {
        (Some(year), Some(now)) if year.saturating_add(1) != now => format!("{year}年度的问题“{}”", brief(text)),
        _ => format!("上年问题“{}”", brief(text)),
    }
}

impl Place<'_> {
    /// A finding on a field of the item.
    fn finding(self, rule: &str, level: Level, (field, text): (&str, &str), message: String, hint: &str) -> Finding {
        let place = (Some(self.part.id.as_str()), self.item.id.as_str(), field);
        let finding = Finding::on_entry(rule, level, place, message, hint);
        Finding { end: utf16_len(text), text: text.into(), ..finding }
    }
}
