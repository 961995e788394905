//! 沿用上年报告: a finished or unfinished report → what of it goes on, and the next year's draft; a draft that was carried
//! → the same with what it lacks. The earlier report is never changed.

mod fix;
mod forward;
mod left;
mod link;
mod notice;
mod place;
mod plan;
mod shape;
mod words;

use std::collections::{BTreeMap, HashSet};

pub use fix::fix;
pub use forward::{Taken, carry, take_in};
pub(crate) use left::each_item;
pub use link::{Linked, link, rename_all};
pub use notice::{notices, refused};
pub(crate) use place::rectification_part;
pub use plan::{CarriedProblem, Plan, plan};
pub(crate) use words::alike;

use crate::model::{Draft, is_blank};

/// Which problems of a report go on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// The ids of the problems to take over.
    pub problems: HashSet<String>,
    /// Why problems are not to be answered in the new report, by problem id; those are taken over too.
    pub waived: BTreeMap<String, String>,
}

impl Choice {
    /// Every problem that `from` leaves open.
    #[must_use]
    pub fn all_open(from: &Draft) -> Choice {
        let open = left::left(from).problems.into_iter().filter(left::Left::is_open);
        Choice { problems: open.map(|left| left.carried.problem).collect(), waived: BTreeMap::new() }
    }

    /// The reason not to answer this problem; empty where it is to be answered.
    fn reason(&self, problem: &str) -> &str {
        self.waived.get(problem).map_or("", |reason| reason.trim())
    }

    fn takes(&self, problem: &str) -> bool {
        self.problems.contains(problem) || !is_blank(self.reason(problem))
    }
}
