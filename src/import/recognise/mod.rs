//! What the paragraphs of a source are. In: a [`Source`]. Out: its pieces, each with a role, how sure it is, and why.
//!
//! Each step weighs what it sees (numbers, looks, words, places) and settles what it is sure of; what no step claims stays text. No
//! step changes a letter.

mod back;
mod clause;
mod date;
mod front;
mod headings;
mod kinds;
mod last_year;
mod ledger;
mod lines;
mod list;
mod nest;
mod noise;
mod number;
mod problems;
mod row;
mod sentence;
mod series;
mod words;
mod year;

use super::piece::PieceRole;
use super::{Piece, Recognition, Source};
use crate::model::Numbering;
use row::Row;

pub(super) use back::is_closing;
pub(super) use front::is_person;

/// Whether words end as names of units do.
pub(super) fn is_unit(words: &str) -> bool {
    words::UNITS.iter().any(|unit| words.ends_with(unit))
}

/// The numbering that a number as displayed stands for.
pub(super) fn numbering(number: &str) -> Numbering {
    use number::Form;
    match number::parse(number).map(|number| number.form) {
        Some(Form::Part | Form::Han) => Numbering::Han,
        Some(Form::HanParen) => Numbering::HanParen,
        Some(Form::Arabic | Form::Dotted(_)) => Numbering::Arabic,
        Some(Form::ArabicParen | Form::HalfParen | Form::Circle) => Numbering::ArabicParen,
        None => Numbering::None,
    }
}

/// A piece of text taken apart as a heading is: number, words, punctuation after them.
pub(super) fn heading_of(text: &str) -> (usize, std::ops::Range<usize>, usize) {
    let number = number::parse(text).map_or(0, |number| number.len);
    let rest = text.get(number..).unwrap_or("");
    match sentence::find_stop(rest, |c| sentence::ends_sentence(c) || matches!(c, '：' | '；')) {
        Some(stop) => (number, number..number + stop.start, number + stop.end),
        None => (number, number..text.len(), text.len()),
    }
}

/// The same of a member of a series: `一是`, its words, punctuation.
pub(super) fn member_of(text: &str) -> (usize, std::ops::Range<usize>, usize) {
    let number = series::line_number(text).map_or(0, |(length, _)| length);
    let rest = text.get(number..).unwrap_or("");
    match sentence::find_stop(rest, |c| sentence::ends_sentence(c) || matches!(c, '；' | '，')) {
        Some(stop) => (number, number..number + stop.start, number + stop.end),
        None => (number, number..text.len(), text.len()),
    }
}

/// What a part is about whose heading is newly one.
pub(super) fn kind_of(words: &str) -> crate::template::PartKind {
    kinds::of_words(words).first().copied().unwrap_or(crate::template::PartKind::Work)
}

/// Where the members of a series begin in `text`, and their words.
pub(super) fn series_members(text: &str) -> Vec<(usize, usize)> {
    series::of_words(text).iter().map(|member| (member.start, member.words)).collect()
}

/// Recognises the report in `source`.
#[must_use]
pub fn recognise(source: &Source) -> Recognition {
    let lines = lines::lines(source);
    let body = lines::body_look(&lines);
    let noise = noise::noise(&lines);
    let mut rows: Vec<Row<'_>> = lines.into_iter().map(Row::new).collect();
    for (row, noise) in rows.iter_mut().zip(noise) {
        if row.line.is_endless() {
            row.set(PieceRole::Text, 40, "太长，不再细分");
        } else if noise {
            row.set(PieceRole::Noise, 90, "像广告或网页上的字，不属于报告");
        }
    }
    front::front(&mut rows);
    let year = year::year(&rows);
    back::back(&mut rows);
    back::settle(&mut rows);
    headings::numbered(&mut rows, body);
    headings::unnumbered(&mut rows, body);
    headings::run_in_by_look(&mut rows);
    nest::levels(&mut rows);
    kinds::kinds(&mut rows, year);
    problems::problems(&mut rows);
    last_year::last_year(&mut rows, year);
    ledger::ledger(&mut rows);
    problems::other_series(&mut rows);
    let year = year.or_else(|| year::year(&rows));
    let mut pieces: Vec<Piece> = Vec::with_capacity(rows.len());
    rows.iter().for_each(|row| row.pieces(&mut pieces));
    let next = pieces.last().map_or(1, |piece| piece.id.saturating_add(1));
    Recognition { pieces, year, next }
}
