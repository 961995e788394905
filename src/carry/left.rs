//! What a report leaves of each problem that it knows: for the next report's list, and as the item that answers it there.

use std::collections::HashMap;

use super::words::{gist, printed_line};
use crate::compose::{Values, is_asked, is_empty};
use crate::ledger::{answered_problem, own_problems, wording};
use crate::model::{Carried, Draft, Item, Part, State, is_blank};
use crate::template::PartKind;

/// A problem as a report leaves it.
pub(super) struct Left {
    /// For the next report's list.
    pub(super) carried: Carried,
    /// The next report's rectification item, but for its id.
    pub(super) item: Item,
}

impl Left {
    /// Whether it still has to be answered.
    pub(super) fn is_open(&self) -> bool {
        self.carried.state.unwrap_or_default().is_open()
    }

    fn of(item: Item, measure: String, result: String) -> Left {
        let carried = Carried {
            problem: item.problem.clone().unwrap_or_default(),
            report: item.report.clone().unwrap_or_default(),
            year: item.year,
            text: item.text.clone(),
            state: item.state,
            promised: item.promised.clone(),
            owner: item.owner.clone(),
            leader: item.leader.clone(),
            due: item.due.clone(),
            cause: item.cause.clone(),
            measure,
            result,
            ..Carried::default()
        };
        Left { carried, item }
    }
}

/// The rectification item that answers what was carried, but for its id.
pub(super) fn answering(carried: &Carried) -> Item {
    Item {
        problem: Some(carried.problem.clone()),
        report: Some(carried.report.clone()).filter(|report| !report.is_empty()),
        year: carried.year,
        text: carried.text.clone(),
        state: Some(carried.state.unwrap_or_default()),
        promised: carried.promised.clone(),
        owner: carried.owner.clone(),
        leader: carried.leader.clone(),
        due: carried.due.clone(),
        cause: carried.cause.clone(),
        ..Item::default()
    }
}

/// Everything that a report leaves.
#[derive(Default)]
pub(super) struct AllLeft {
    /// The problems, by the years in which they were named.
    pub(super) problems: Vec<Left>,
    /// How many have no text to name them by, and are left behind.
    pub(super) nameless: usize,
}

/// Calls `each` with every item of the parts of `kind`, whether they are printed or not.
pub(crate) fn each_item<'a>(draft: &'a Draft, kind: PartKind, each: &mut impl FnMut(&'a Part, &'a Item)) {
    fn within<'a>(draft: &'a Draft, parts: &'a [Part], kind: PartKind, each: &mut impl FnMut(&'a Part, &'a Item)) {
        for part in parts {
            if draft.template.content.part(&part.id).is_some_and(|part| part.kind == kind) {
                part.items.iter().for_each(|item| each(part, item));
            }
            within(draft, &part.parts, kind, each);
        }
    }
    within(draft, &draft.parts, kind, each);
}

/// The items of the parts of these kinds that are printed.
fn printed<'a>(draft: &'a Draft, parts: &'a [Part], found: &mut HashMap<PartKind, Vec<&'a Item>>) {
    for part in parts.iter().filter(|part| !part.left_out && is_asked(draft, &part.id)) {
        let kind = draft.template.content.part(&part.id).map_or(PartKind::Prose, |part| part.kind);
        found.entry(kind).or_default().extend(part.items.iter().filter(|item| !is_empty(item)));
        printed(draft, &part.parts, found);
    }
}

/// What `from` leaves of each problem: its own, those it answers, and those it was carried with and does not mention.
pub(super) fn left(from: &Draft) -> AllLeft {
    let mut items = HashMap::new();
    printed(from, &from.parts, &mut items);
    let of_kind = |kind| items.get(&kind).map_or(&[] as &[&Item], Vec::as_slice);
    let values = Values::of(from);
    let mut all = Collect {
        from,
        promised: linked(&values, of_kind(PartKind::Plan), |item| &item.answers),
        causes: linked(&values, of_kind(PartKind::Cause), |item| &item.explains),
        before: from.carried.iter().map(|carried| (carried.problem.as_str(), carried)).collect(),
        values,
        own: own_problems(from),
        at: HashMap::new(),
        all: AllLeft::default(),
    };
    each_item(from, PartKind::Rectification, &mut |_, item| all.answered(item));
    of_kind(PartKind::Problem).iter().for_each(|item| all.named(item));
    from.carried.iter().for_each(|carried| all.unmentioned(carried));
    // By the years in which they were named, and within a year as the report that named them had them.
    let order: HashMap<&str, usize> = from.carried.iter().map(|carried| carried.problem.as_str()).zip(0..).collect();
    all.all.problems.sort_by_key(|Left { carried, .. }| {
        let place = order.get(carried.problem.as_str()).copied().unwrap_or(usize::MAX);
        (carried.year.unwrap_or(i32::MAX), place)
    });
    all.all
}

/// What the `items` say that are linked to each problem, joined.
fn linked<'a>(values: &Values, items: &[&'a Item], links: fn(&Item) -> &[String]) -> HashMap<&'a str, String> {
    let mut linked: HashMap<&str, String> = HashMap::new();
    for item in items {
        let gist = gist(values, item);
        for problem in links(item).iter().filter(|_| !gist.is_empty()) {
            let said = linked.entry(problem).or_default();
            if !said.is_empty() {
                said.push('；');
            }
            said.push_str(&gist);
        }
    }
    linked
}

struct Collect<'a> {
    from: &'a Draft,
    values: Values,
    promised: HashMap<&'a str, String>,
    causes: HashMap<&'a str, String>,
    before: HashMap<&'a str, &'a Carried>,
    /// The problems that the report itself names.
    own: HashMap<&'a str, &'a Item>,
    /// Where each problem stands among those found; `None` for one without text.
    at: HashMap<&'a str, Option<usize>>,
    all: AllLeft,
}

impl<'a> Collect<'a> {
    /// A problem that the report answers.
    fn answered(&mut self, item: &'a Item) {
        let problem = answered_problem(item, &self.own);
        let before = self.before.get(problem);
        // A new item into which nothing was typed yet is none; one whose wording was deleted is still the problem.
        if before.is_none() && is_empty(item) {
            return;
        }
        let mut text = printed_line(&self.values, &item.text);
        if text.is_empty() {
            text = before.map(|carried| carried.text.clone()).unwrap_or_default();
        }
        if is_blank(&text) {
            text = self.values.fill(&wording(item));
        }
        let state = item.state.unwrap_or_default();
        let kept = |when: bool, text: &str| if when { text.to_string() } else { String::new() };
        let next = Item {
            report: item.report.clone().or_else(|| before.map(|carried| carried.report.clone())),
            year: item.year.or_else(|| before.and_then(|carried| carried.year)),
            promised: self.promised.get(problem).unwrap_or(&item.promised).clone(),
            cause: self.cause(problem, item),
            reason: kept(matches!(state, State::Continuous | State::HandedOver), &item.reason),
            closed: kept(state == State::Closed, &item.closed),
            ..self.next(problem, text, state, item)
        };
        let left = Left::of(next, self.values.fill(&item.measure), self.values.fill(&item.result));
        self.add(problem, left);
    }

    /// A problem that the report names.
    fn named(&mut self, item: &'a Item) {
        let next = Item {
            report: Some(self.from.id.clone()),
            year: self.from.year,
            promised: self.promised.get(item.id.as_str()).cloned().unwrap_or_else(|| self.values.fill(&item.measure)),
            cause: self.cause(&item.id, item),
            ..self.next(&item.id, self.values.fill(&wording(item)), State::Open, item)
        };
        if !self.at.contains_key(item.id.as_str()) {
            self.add(&item.id, Left::of(next, String::new(), String::new()));
        }
    }

    /// A problem that the report should have answered, or that was closed before.
    fn unmentioned(&mut self, carried: &'a Carried) {
        if self.at.contains_key(carried.problem.as_str()) || is_blank(&carried.problem) {
            return;
        }
        self.add(&carried.problem, Left { carried: carried.clone(), item: answering(carried) });
    }

    /// The next report's item on `problem`, with what of the old `item` goes on whatever it is: as printed, since the next report
    /// has other figures.
    fn next(&self, problem: &str, text: String, state: State, item: &Item) -> Item {
        Item {
            problem: Some(problem.into()),
            text,
            state: Some(state),
            owner: self.values.fill(&item.owner),
            due: self.values.fill(&item.due),
            leader: self.values.fill(&item.leader),
            goal: self.values.fill(&item.goal),
            kind: item.kind,
            source: self.values.fill(&item.source),
            ..Item::default()
        }
    }

    fn cause(&self, problem: &str, item: &Item) -> String {
        let own = self.values.fill(&item.cause);
        if is_blank(&own) { self.causes.get(problem).cloned().unwrap_or_default() } else { own }
    }

    /// Adds a problem, once: of two items that answer it the one counts that is less far.
    fn add(&mut self, problem: &'a str, left: Left) {
        if is_blank(&left.carried.text) {
            self.at.entry(problem).or_insert_with(|| {
                self.all.nameless += 1;
                None
            });
            return;
        }
        match self.at.get(problem).copied().flatten().and_then(|at| self.all.problems.get_mut(at)) {
            Some(there)
                if left.carried.state.unwrap_or_default().rank() < there.carried.state.unwrap_or_default().rank() =>
            {
                *there = left;
            }
            Some(_) => {}
            None => {
                if self.at.insert(problem, Some(self.all.problems.len())) == Some(None) {
                    self.all.nameless = self.all.nameless.saturating_sub(1);
                }
                self.all.problems.push(left);
            }
        }
    }
}
