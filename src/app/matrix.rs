//! This year's problems with what is linked to them, and how often each figure is used: what a form shows beside the texts.

use std::collections::{BTreeMap, HashSet};

use super::{Matrix, MatrixItem, MatrixRow};
use crate::compose::{is_asked, is_empty};
use crate::model::{Draft, Item, Part, brief, figure_token, is_blank};
use crate::template::PartKind;

/// The matrix of `draft`, whose items have these `labels`.
pub(super) fn matrix(draft: &Draft, labels: &BTreeMap<String, String>) -> Matrix {
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

/// How often each figure of `draft` stands in a text that is printed, by figure id.
pub(super) fn uses(draft: &Draft) -> BTreeMap<String, u32> {
    let mut by_name: BTreeMap<String, u32> = BTreeMap::new();
    let mut count = |text: &str| {
        let mut rest = text;
        while let Some((_, name, after)) = figure_token(rest) {
            *by_name.entry(name.trim().to_string()).or_default() += 1;
            rest = after;
        }
    };
    draft.fields.values().for_each(|text| count(text));
    in_parts(draft, &draft.parts, &mut count);
    draft
        .figures
        .iter()
        .map(|figure| (figure.id.clone(), by_name.get(figure.name.trim()).copied().unwrap_or(0)))
        .collect()
}

fn in_parts(draft: &Draft, parts: &[Part], count: &mut impl FnMut(&str)) {
    for part in parts.iter().filter(|part| !part.left_out && is_asked(draft, &part.id)) {
        [&part.heading, &part.lead, &part.tail].into_iter().for_each(|text| count(text));
        in_items(&part.items, count);
        in_parts(draft, &part.parts, count);
    }
}

fn in_items(items: &[Item], count: &mut impl FnMut(&str)) {
    for item in items {
        [&item.heading, &item.body, &item.text, &item.measure, &item.result].into_iter().for_each(|text| count(text));
        in_items(&item.items, count);
    }
}
