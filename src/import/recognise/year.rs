//! The year that a report is about: by its title, else its opening, else its date.

use std::collections::BTreeMap;

use super::date;
use super::row::Row;
use crate::import::piece::PieceRole;

/// The year reported on, where something says it.
pub(super) fn year(rows: &[Row<'_>]) -> Option<i32> {
    let of = |role: PieceRole| rows.iter().filter(move |row| row.role == Some(role)).map(|row| row.line.text);
    let title: String = of(PieceRole::Title).collect();
    if let Some((year, _)) = date::years(&title).first() {
        return Some(*year);
    }
    let opening = rows
        .iter()
        .filter(|row| row.is_text() && row.line.cell.is_none() && row.line.chars > 20)
        .map(|row| row.line.text)
        .next()
        .unwrap_or("");
    let named = |text: &str| {
        let year =
            |(year, at): &(i32, usize)| text.get(*at..).is_some_and(|rest| rest.starts_with('年')).then_some(*year);
        date::years(text).iter().find_map(year)
    };
    let dated = || {
        let lines = of(PieceRole::Date).chain(of(PieceRole::SignatureDate)).chain(of(PieceRole::Byline));
        let found = lines.filter_map(|line| date::whole(line).or_else(|| date::at_end(line))).next()?;
        // A report that is dated in spring tells of the year before.
        found.year.map(|year| if found.month.is_some_and(|month| month <= 4) { year - 1 } else { year })
    };
    named(opening).or_else(dated).or_else(|| commonest(rows))
}

/// The year that the text names most often, the later of two.
fn commonest(rows: &[Row<'_>]) -> Option<i32> {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for row in rows.iter().filter(|row| !row.is_noise()) {
        for (year, at) in date::years(row.line.text) {
            if row.line.text.get(at..).is_some_and(|rest| rest.starts_with('年')) {
                *counts.entry(year).or_default() += 1;
            }
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(year, _)| year)
}
