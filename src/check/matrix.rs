//! This year's problems with what is linked to them, and what is missing there.

use std::collections::{BTreeMap, HashSet};

use serde::Serialize;
use ts_rs::TS;

use super::{Finding, Level};
use crate::compose::{is_asked, is_empty};
use crate::model::{Draft, Item, Part, brief, is_blank};
use crate::template::PartKind;

/// Which causes and measures go with which of this year's problems.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct Matrix {
    /// One row a problem, in the order of the report.
    pub rows: Vec<MatrixRow>,
    /// Causes and measures that are linked to no problem.
    pub loose: Vec<MatrixItem>,
    /// Whether the report has a part for causes: else a problem without one is no hole.
    pub asks_causes: bool,
    /// Whether the report has a part for measures.
    pub asks_measures: bool,
}

/// A problem and what goes with it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct MatrixRow {
    /// The problem.
    pub problem: MatrixItem,
    /// Whether its cause is typed with the problem itself.
    pub own_cause: bool,
    /// The causes that explain it.
    pub causes: Vec<MatrixItem>,
    /// The measures that answer it.
    pub measures: Vec<MatrixItem>,
}

/// An item of the matrix.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct MatrixItem {
    /// The id of its part.
    pub part: String,
    /// Its id.
    pub item: String,
    /// Its number as printed.
    pub label: String,
    /// Its heading, or the beginning of its text.
    pub text: String,
}

/// The matrix of `draft`, whose items have these `labels`.
#[must_use]
pub fn matrix(draft: &Draft, labels: &BTreeMap<String, String>) -> Matrix {
    let mut found = Found::default();
    collect(draft, &draft.parts, &mut found);
    let entry = |(part, item): &(&Part, &Item)| MatrixItem {
        part: part.id.clone(),
        item: item.id.clone(),
        label: labels.get(&item.id).cloned().unwrap_or_default(),
        text: brief(if is_blank(&item.heading) { &item.body } else { &item.heading }),
    };
    let linked = |all: &[(&Part, &Item)], problem: &Item, links: fn(&Item) -> &[String]| {
        all.iter().filter(|(_, item)| links(item).contains(&problem.id)).map(entry).collect()
    };
    let problems: HashSet<&str> = found.problems.iter().map(|(_, item)| item.id.as_str()).collect();
    let is_loose = |links: &[String]| !links.iter().any(|id| problems.contains(id.as_str()));
    let loose_causes = found.causes.iter().filter(|(_, item)| is_loose(&item.explains));
    let loose_measures = found.measures.iter().filter(|(_, item)| is_loose(&item.answers));
    Matrix {
        rows: found
            .problems
            .iter()
            .map(|problem| MatrixRow {
                problem: entry(problem),
                own_cause: !is_blank(&problem.1.cause),
                causes: linked(&found.causes, problem.1, |item| &item.explains),
                measures: linked(&found.measures, problem.1, |item| &item.answers),
            })
            .collect(),
        loose: loose_causes.chain(loose_measures).map(entry).collect(),
        asks_causes: found.asks_causes,
        asks_measures: found.asks_measures,
    }
}

#[derive(Default)]
struct Found<'a> {
    problems: Vec<(&'a Part, &'a Item)>,
    causes: Vec<(&'a Part, &'a Item)>,
    measures: Vec<(&'a Part, &'a Item)>,
    asks_causes: bool,
    asks_measures: bool,
}

fn collect<'a>(draft: &Draft, parts: &'a [Part], found: &mut Found<'a>) {
    for part in parts.iter().filter(|part| !part.left_out && is_asked(draft, &part.id)) {
        let list = match draft.template.content.part(&part.id).map(|part| part.kind) {
            Some(PartKind::Problem) => Some(&mut found.problems),
            Some(PartKind::Cause) => {
                found.asks_causes = true;
                Some(&mut found.causes)
            }
            Some(PartKind::Plan) => {
                found.asks_measures = true;
                Some(&mut found.measures)
            }
            _ => None,
        };
        if let Some(list) = list {
            list.extend(part.items.iter().filter(|item| !is_empty(item)).map(|item| (part, item)));
        }
        collect(draft, &part.parts, found);
    }
}

/// What is missing in the matrix. A report whose items are not linked at all gets one hint in place of a warning for each.
pub(super) fn check(draft: &Draft) -> Vec<Finding> {
    let Matrix { rows, loose, asks_causes, asks_measures } = matrix(draft, &BTreeMap::new());
    let linked = rows.iter().any(|row| !row.causes.is_empty() || !row.measures.is_empty());
    if rows.is_empty() || !linked {
        let first = rows.first().filter(|_| loose.len() > 1);
        let message = "还没有说明哪条措施对应哪个问题".into();
        let hint = "在努力方向的每一条下面选上它对应的问题，检查时就能看出哪个问题没有措施";
        return first.map(|row| at(&row.problem, "unlinked", Level::Hint, message, hint)).into_iter().collect();
    }
    let mut found = Vec::new();
    for row in &rows {
        if asks_measures && row.measures.is_empty() {
            let message = format!("问题“{}”没有对应的措施", row.problem.text);
            found.push(at(
                &row.problem,
                "no-measure",
                Level::Warning,
                message,
                "在对应的措施下面选上这个问题，或补写一条措施",
            ));
        }
        if asks_causes && row.causes.is_empty() && !row.own_cause {
            let message = format!("问题“{}”没有对应的原因", row.problem.text);
            found.push(at(
                &row.problem,
                "no-cause",
                Level::Warning,
                message,
                "在对应的原因下面选上这个问题，或补写一条原因",
            ));
        }
    }
    for item in &loose {
        let message = format!("“{}”没有对应的问题", item.text);
        found.push(at(item, "loose", Level::Hint, message, "选上它对应的问题；确实没有的，不用管"));
    }
    found
}

fn at(item: &MatrixItem, rule: &str, level: Level, message: String, suggestion: &str) -> Finding {
    Finding::on_entry(rule, level, (Some(&item.part), &item.item, "heading"), message, suggestion)
}
