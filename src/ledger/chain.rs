//! Extracts → the chain of reports: which follows from which, in an order in which no report comes before the one it follows.

use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

use super::Extract;
use super::circles::circles;
use super::notices::Notices;

/// The reports of a ledger, each once: by year, then as they were begun.
pub(super) struct Chain<'a> {
    pub(super) reports: Vec<&'a Extract>,
    /// The report that each was carried from.
    parents: Vec<Option<usize>>,
    /// Reports whose `previous` is not among them.
    orphans: HashSet<usize>,
    /// Every report, later ones after those they follow.
    pub(super) order: Vec<usize>,
}

impl<'a> Chain<'a> {
    /// What is odd is told in `notices`; the rest works all the same.
    pub(super) fn of(extracts: &[&'a Extract], notices: &mut Notices) -> Chain<'a> {
        let reports = each_once(extracts, notices);
        let places: HashMap<&str, usize> = (0..).zip(&reports).map(|(at, one)| (one.report.as_str(), at)).collect();
        let mut orphans = HashSet::new();
        let mut parents = Vec::with_capacity(reports.len());
        for (at, report) in reports.iter().enumerate() {
            let parent = report.previous.as_deref().and_then(|id| places.get(id)).copied();
            if report.previous.is_some() && parent.is_none() {
                orphans.insert(at);
                notices.missing(report);
            }
            if !report.has_year {
                notices.no_year(report);
            }
            parents.push(parent);
        }
        cut_loops(&reports, &mut parents, notices);
        tell_forks(&reports, &parents, notices);
        for (report, parent) in reports.iter().zip(&parents) {
            if let Some(parent) = parent.and_then(|at| reports.get(at)).filter(|parent| parent.year >= report.year) {
                notices.not_later(report, parent);
            }
        }
        let order = parents_first(&parents);
        Chain { reports, parents, orphans, order }
    }

    /// The report that the one at `at` was carried from.
    pub(super) fn parent(&self, at: usize) -> Option<usize> {
        self.parents.get(at).copied().flatten()
    }

    /// Whether the report at `at` was carried from one that is not there.
    pub(super) fn is_orphan(&self, at: usize) -> bool {
        self.orphans.contains(&at)
    }
}

/// Each report once; of two states of one report the later counts.
fn each_once<'a>(extracts: &[&'a Extract], notices: &mut Notices) -> Vec<&'a Extract> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut reports: Vec<&Extract> = Vec::with_capacity(extracts.len());
    for extract in extracts {
        match places.get(extract.report.as_str()).and_then(|at| reports.get_mut(*at)) {
            Some(there) => {
                notices.twice(extract);
                if extract.modified > there.modified {
                    *there = extract;
                }
            }
            None => {
                places.insert(&extract.report, reports.len());
                reports.push(extract);
            }
        }
    }
    reports.sort_by(|a, b| (a.year, a.begun, &a.report).cmp(&(b.year, b.begun, &b.report)));
    reports
}

/// Lets the earliest report of each loop, which only a file changed by hand can make, follow none.
fn cut_loops(reports: &[&Extract], parents: &mut [Option<usize>], notices: &mut Notices) {
    for circle in circles(parents) {
        let Some(earliest) = circle.iter().copied().min() else { continue };
        if let Some(link) = parents.get_mut(earliest) {
            *link = None;
        }
        if let Some(report) = reports.get(earliest) {
            notices.loops(report, circle.len());
        }
    }
}

/// Tells which reports were carried on more than once.
fn tell_forks(reports: &[&Extract], parents: &[Option<usize>], notices: &mut Notices) {
    let mut next: BTreeMap<usize, Vec<&Extract>> = BTreeMap::new();
    for (report, parent) in reports.iter().zip(parents) {
        if let Some(parent) = parent {
            next.entry(*parent).or_default().push(report);
        }
    }
    for (parent, next) in next.into_iter().filter(|(_, next)| next.len() > 1) {
        if let Some(parent) = reports.get(parent) {
            notices.forks(parent, &next);
        }
    }
}

fn parents_first(parents: &[Option<usize>]) -> Vec<usize> {
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); parents.len()];
    let mut next = VecDeque::new();
    for (at, parent) in parents.iter().enumerate() {
        match parent.and_then(|parent| children.get_mut(parent)) {
            Some(children) => children.push(at),
            None => next.push_back(at),
        }
    }
    let mut order = Vec::with_capacity(parents.len());
    while let Some(at) = next.pop_front() {
        order.push(at);
        next.extend(children.get(at).into_iter().flatten());
    }
    order
}
