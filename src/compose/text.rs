//! One line of typed text → pieces: literal stretches, figures, and last year's problems.

use std::borrow::Cow;
use std::collections::HashMap;

use super::writer::Source;
use super::{LAST_YEARS_PROBLEMS, tally};
use crate::model::{Draft, figure_token, is_blank, is_printable, one_line, utf16_len};

/// The values of the draft's figures, by name.
pub(super) type Figures<'a> = HashMap<&'a str, Cow<'a, str>>;

/// The figures of `draft` and what is counted in it; of two with one name the first counts, and one without a name cannot be meant.
pub(super) fn figures(draft: &Draft) -> Figures<'_> {
    let counted = tally(draft).names().map(|(name, value)| (name, Cow::Owned(value)));
    let mut figures = Figures::from(counted);
    for figure in draft.figures.iter().filter(|figure| !is_blank(&figure.name)) {
        figures.entry(figure.name.trim()).or_insert(Cow::Borrowed(&figure.value));
    }
    figures
}

/// What the names in `{{ }}` stand for in a draft, so that its texts can be told elsewhere.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Values(HashMap<String, String>);

impl Values {
    pub(crate) fn of(draft: &Draft) -> Values {
        Values(figures(draft).into_iter().map(|(name, value)| (name.into(), value.into_owned())).collect())
    }

    /// `text` with the values in the place of their names; one that is not filled in is printed as it is in the report.
    pub(crate) fn fill(&self, text: &str) -> String {
        let mut filled = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, name, after)) = figure_token(rest) {
            filled.push_str(before);
            match self.0.get(name.trim()) {
                Some(value) if is_blank(value) => filled.push_str(UNFILLED),
                Some(value) => filled.push_str(&one_line(value)),
                None => filled.push_str(rest.get(before.len()..rest.len() - after.len()).unwrap_or_default()),
            }
            rest = after;
        }
        filled.push_str(rest);
        filled
    }
}

/// Last year's problems that the item in hand answers.
pub(super) type Answers<'s, 'a> = &'s [Source<'a>];

/// A stretch of a line.
pub(super) struct Piece<'a> {
    pub(super) text: Cow<'a, str>,
    /// Where the range begins in the line, in UTF-16 units.
    pub(super) start: usize,
    /// Where it ends.
    pub(super) end: usize,
    /// Another text of the draft that stands here.
    pub(super) source: Option<Source<'a>>,
    /// Written by the program.
    pub(super) generated: bool,
    /// As typed, letter by letter.
    pub(super) literal: bool,
}

/// What stands for a figure without a value: a placeholder, to be found by the check.
pub(super) const UNFILLED: &str = "××";

/// The pieces of `line`. Literal ones are as long as their range; control characters fall out between two pieces.
pub(super) fn pieces<'a>(figures: &Figures<'_>, line: &'a str, answers: Answers<'_, 'a>) -> Vec<Piece<'a>> {
    let mut out = Vec::new();
    let mut rest = line;
    let mut at = 0;
    while let Some((before, name, after)) = figure_token(rest) {
        literal(&mut out, before, at);
        let start = at + utf16_len(before);
        let end = start + utf16_len(name) + 4;
        if name.trim() == LAST_YEARS_PROBLEMS && !answers.is_empty() {
            quote(&mut out, answers, start, end);
        } else if let Some(value) = figures.get(name.trim()) {
            let text = if is_blank(value) { UNFILLED.into() } else { Cow::Owned(one_line(value)) };
            out.push(Piece { text, start, end, source: None, generated: false, literal: false });
        } else {
            let literal_token = rest.get(before.len()..rest.len() - after.len()).unwrap_or_default();
            literal(&mut out, literal_token, start);
        }
        at = end;
        rest = after;
    }
    literal(&mut out, rest, at);
    out
}

fn literal<'a>(out: &mut Vec<Piece<'a>>, text: &'a str, at: usize) {
    let mut start = at;
    for stretch in text.split_inclusive(|c| !is_printable(c)) {
        let printed = stretch.trim_end_matches(|c| !is_printable(c));
        let tab = stretch.ends_with('\t');
        let end = start + utf16_len(printed);
        if tab {
            out.push(Piece {
                text: format!("{printed} ").into(),
                start,
                end: end + 1,
                source: None,
                generated: false,
                literal: true,
            });
        } else if !printed.is_empty() {
            out.push(Piece { text: printed.into(), start, end, source: None, generated: false, literal: true });
        }
        start += utf16_len(stretch);
    }
}

/// `“甲”、“乙”和“丙”`.
pub(super) fn quoted<'a>(answers: Answers<'_, 'a>) -> Vec<Piece<'a>> {
    let mut out = Vec::new();
    quote(&mut out, answers, 0, 0);
    out
}

/// The same, in place of the token at `start`–`end`.
fn quote<'a>(out: &mut Vec<Piece<'a>>, answers: Answers<'_, 'a>, start: usize, end: usize) {
    let generated = |out: &mut Vec<Piece<'a>>, text: &'static str| {
        out.push(Piece { text: text.into(), start, end, source: None, generated: true, literal: false });
    };
    for (index, source) in answers.iter().enumerate() {
        let lead = match index {
            0 => "“",
            _ if index + 1 == answers.len() => "和“",
            _ => "、“",
        };
        generated(out, lead);
        let text = if is_blank(source.text) { UNFILLED.into() } else { Cow::Owned(one_line(source.text)) };
        out.push(Piece { text, start, end, source: Some(*source), generated: false, literal: false });
        generated(out, "”");
    }
}
