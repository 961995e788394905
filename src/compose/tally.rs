//! The earlier problems that a report answers, counted: what a sentence such as `共5项，已整改3项，持续推进2项` says is
//! never typed.

use std::collections::HashMap;

use super::part::{is_asked, is_printed};
use crate::model::{Draft, Part, State};
use crate::template::PartKind;

/// The whole clause, in `{{ }}`.
pub const TALLY: &str = "整改统计";

/// How many problems of the earlier years a report answers. Those that it leaves out with a reason are not among them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// All that are answered.
    pub total: u32,
    /// 已销号.
    pub closed: u32,
    /// 移交.
    pub handed_over: u32,
    /// All others.
    pub continuing: u32,
}

impl Tally {
    /// The names in `{{ }}` that stand for the counts, each with its value.
    #[must_use]
    pub fn names(&self) -> [(&'static str, String); 4] {
        [
            (TALLY, self.clause()),
            ("上年问题数", self.total.to_string()),
            ("已整改数", self.closed.to_string()),
            ("持续推进数", self.continuing.to_string()),
        ]
    }

    /// Counts one more.
    pub fn add(&mut self, state: State) {
        self.total += 1;
        match state {
            State::Closed => self.closed += 1,
            State::HandedOver => self.handed_over += 1,
            _ => self.continuing += 1,
        }
    }

    /// `共5项，已整改3项，持续推进2项`; what there is none of is not named, but what was put right always is.
    #[must_use]
    pub fn clause(&self) -> String {
        self.after("共")
    }

    /// The same of all problems found: `共查摆问题5项，已整改3项，持续推进2项`.
    #[must_use]
    pub fn sentence(&self) -> String {
        self.after("共查摆问题")
    }

    fn after(&self, begin: &str) -> String {
        let mut clause = format!("{begin}{}项，已整改{}项", self.total, self.closed);
        for (count, what) in [(self.continuing, "持续推进"), (self.handed_over, "移交")] {
            if count > 0 {
                clause.push_str(&format!("，{what}{count}项"));
            }
        }
        clause
    }
}

/// Counts the earlier problems that `draft` answers, each once however often it is quoted; of two items on one problem the one that
/// is less far says how far it is, as in the ledger.
#[must_use]
pub fn tally(draft: &Draft) -> Tally {
    let mut states = HashMap::new();
    collect(draft, &draft.parts, &mut states);
    let mut tally = Tally::default();
    for state in states.into_values() {
        tally.total += 1;
        match state {
            State::Closed => tally.closed += 1,
            State::HandedOver => tally.handed_over += 1,
            _ => tally.continuing += 1,
        }
    }
    tally
}

fn collect<'a>(draft: &'a Draft, parts: &'a [Part], states: &mut HashMap<&'a str, State>) {
    for part in parts.iter().filter(|part| !part.left_out && is_asked(draft, &part.id)) {
        let template = draft.template.content.part(&part.id);
        if template.is_some_and(|part| part.kind == PartKind::Rectification) {
            for item in part.items.iter().filter(|item| is_printed(item)) {
                let state = item.state.unwrap_or_default();
                let known = states.entry(item.problem_id()).or_insert(state);
                if state.rank() < known.rank() {
                    *known = state;
                }
            }
        }
        collect(draft, &part.parts, states);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clause_names_what_there_is() {
        let of = |total, closed, handed_over, continuing| Tally { total, closed, handed_over, continuing }.clause();
        assert_eq!(of(5, 3, 0, 2), "共5项，已整改3项，持续推进2项");
        assert_eq!(of(5, 3, 1, 1), "共5项，已整改3项，持续推进1项，移交1项");
        assert_eq!(of(2, 2, 0, 0), "共2项，已整改2项");
        assert_eq!(of(1, 0, 0, 1), "共1项，已整改0项，持续推进1项");
    }
}
