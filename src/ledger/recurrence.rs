//! Problems that have come back: each is told in which later ones it did, and what cannot be is told as a notice.

use std::collections::{HashMap, HashSet};

use super::Row;
use super::circles::circles;
use super::notices::Notices;
use super::row::Reports;

/// Tells each problem of `rows` in which later ones it came back.
pub(super) fn link(rows: &mut [Row]) {
    let mut recurred: HashMap<String, Vec<String>> = HashMap::new();
    for row in rows.iter() {
        if let Some(earlier) = &row.recurs {
            recurred.entry(earlier.clone()).or_default().push(row.id.clone());
        }
    }
    for row in rows {
        row.recurred = recurred.remove(&row.id).unwrap_or_default();
    }
}

/// Tells of problems that are said to have come back in themselves, in a circle, or from one that no report knows.
pub(super) fn tell(rows: &[Row], reports: &Reports<'_>, notices: &mut Notices) {
    let places: HashMap<&str, usize> = (0..).zip(rows).map(|(at, row)| (row.id.as_str(), at)).collect();
    let mentions = reports.iter().flat_map(|report| &report.mentions);
    let own = mentions.filter(|said| said.recurs.as_deref() == Some(said.problem.as_str()));
    let own: HashSet<usize> = own.filter_map(|said| places.get(said.problem.as_str()).copied()).collect();
    let earlier: Vec<Option<usize>> = rows.iter().map(|row| places.get(row.recurs.as_deref()?).copied()).collect();
    let around = circles(&earlier).into_iter().flatten().collect();
    let unknown = |row: &Row| row.recurs.as_deref().is_some_and(|earlier| !places.contains_key(earlier));
    let lost = (0..).zip(rows).filter(|(_, row)| unknown(row)).map(|(at, _)| at).collect();
    for (which, what, then) in [
        (own, "注明是它自己的复发", "没有当作复发；请在报告里重新选以前的那个问题"),
        (around, "互相注明是复发，绕成了一圈", "请在报告里核对是哪个问题的复发"),
        (lost, "注明是复发，以前的那个问题却不在这些报告里", "请在报告里重新选，或把更早的报告找回来"),
    ] {
        if let Some(first) = which.iter().min().and_then(|at| rows.get(*at)) {
            notices.recurrences(which.len(), what, &first.text, then);
        }
    }
}
