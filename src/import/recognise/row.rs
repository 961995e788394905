//! A line of the source while it is being judged, and how judged lines become pieces.

use std::ops::Range;

use super::lines::Line;
use super::number::Number;
use crate::import::piece::{Piece, PieceRole};
use crate::model::{Utf16Range, utf16_len};
use crate::template::PartKind;

/// A line with what was found out about it.
#[derive(Debug, Clone)]
pub(super) struct Row<'a> {
    /// The line.
    pub(super) line: Line<'a>,
    /// What it is so far; nothing while that is open.
    pub(super) role: Option<PieceRole>,
    /// How sure that is.
    pub(super) confidence: u8,
    /// Why.
    pub(super) reason: &'static str,
    /// Of headings: the number.
    pub(super) number: Option<Number>,
    /// Of headings: the depth of nesting.
    pub(super) level: u8,
    /// Of headings: where the heading stands in the text.
    pub(super) heading: Range<usize>,
    /// Of headings: where the punctuation after it ends.
    pub(super) end: usize,
    /// Of headings: what the part below is about, where the heading or its place says so.
    pub(super) kind: Option<PartKind>,
    /// What a paragraph of a part of several kinds is about.
    pub(super) own_zone: Option<PartKind>,
    /// What the text here is about.
    pub(super) zone: PartKind,
    /// Of headings: names a problem of this year.
    pub(super) problem: bool,
    /// Of bylines: where a date begins in them.
    pub(super) date_at: Option<usize>,
    /// Series and clauses in the text, in its order.
    pub(super) marks: Vec<Mark>,
    /// Where last year's problems are named in the text.
    pub(super) last_year: Vec<Range<usize>>,
}

/// A stretch of a line's text that is a piece of its own.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// Its number and text.
    pub(super) start: usize,
    /// Where its number ends.
    pub(super) text: usize,
    /// Where its text ends.
    pub(super) text_end: usize,
    /// Where the punctuation after it ends.
    pub(super) end: usize,
    /// Series or clause.
    pub(super) role: PieceRole,
    /// Whether it names a problem of this year.
    pub(super) problem: bool,
}

impl<'a> Row<'a> {
    pub(super) fn new(line: Line<'a>) -> Row<'a> {
        Row {
            line,
            role: None,
            confidence: 0,
            reason: "",
            number: None,
            level: 0,
            heading: 0..0,
            end: 0,
            kind: None,
            own_zone: None,
            zone: PartKind::Prose,
            problem: false,
            date_at: None,
            marks: Vec::new(),
            last_year: Vec::new(),
        }
    }

    pub(super) fn set(&mut self, role: PieceRole, confidence: u8, reason: &'static str) {
        (self.role, self.confidence, self.reason) = (Some(role), confidence, reason);
    }

    pub(super) fn is_noise(&self) -> bool {
        self.role == Some(PieceRole::Noise)
    }

    pub(super) fn is_heading(&self) -> bool {
        self.role == Some(PieceRole::Heading)
    }

    /// Whether it is text of the report, or may be.
    pub(super) fn is_text(&self) -> bool {
        matches!(self.role, None | Some(PieceRole::Text)) && !self.line.is_endless()
    }

    /// The heading's words.
    pub(super) fn heading_text(&self) -> &'a str {
        self.line.text.get(self.heading.clone()).unwrap_or("")
    }

    /// Where running text stands in the line: after a run-in heading, or all of it.
    pub(super) fn body(&self) -> Range<usize> {
        match self.role {
            Some(PieceRole::Heading) => self.end..self.line.text.len(),
            None | Some(PieceRole::Text) => 0..self.line.text.len(),
            _ => 0..0,
        }
    }

    /// The running text.
    pub(super) fn body_text(&self) -> &'a str {
        self.line.text.get(self.body()).unwrap_or("")
    }

    /// Appends the line's pieces to `pieces`.
    pub(super) fn pieces(&self, pieces: &mut Vec<Piece>) {
        let role = self.role.unwrap_or(PieceRole::Text);
        let text = self.line.text;
        let mut goes_on = self.line.goes_on;
        // The number that Word made of a line that is no heading stays with its first piece.
        let mut label = if role == PieceRole::Text { self.line.label } else { "" };
        let mut push = |mut piece: Piece| {
            if !label.is_empty() && (!piece.text.is_empty() || !piece.number.is_empty() || text.is_empty()) {
                piece.number = format!("{}{}", std::mem::take(&mut label), piece.number);
            }
            if piece.text.is_empty() && piece.number.is_empty() && piece.end.is_empty() {
                return;
            }
            let id = u32::try_from(pieces.len()).unwrap_or(u32::MAX).saturating_add(1);
            pieces.push(Piece { id, paragraph: self.line.paragraph, goes_on, ..piece });
            goes_on = true;
        };
        let base = Piece {
            role,
            confidence: self.confidence,
            reason: self.reason.to_string(),
            kind: self.kind,
            ..Piece::default()
        };
        let plain = |range: Range<usize>| {
            let range = super::sentence::trimmed(text, range);
            Piece {
                role: PieceRole::Text,
                last_year: self.ranges(&range),
                kind: None,
                text: text.get(range).unwrap_or("").to_string(),
                confidence: 80,
                reason: "正文".into(),
                ..Piece::default()
            }
        };
        match role {
            PieceRole::Heading => {
                let range = self.heading.clone();
                push(Piece {
                    number: self.number.as_ref().map(|number| number.shown.clone()).unwrap_or_default(),
                    text: text.get(range.clone()).unwrap_or("").to_string(),
                    end: text.get(range.end..self.end).unwrap_or("").trim().to_string(),
                    level: self.level,
                    run_in: self.body_text().chars().any(|c| !c.is_whitespace()),
                    problem: self.problem,
                    last_year: self.ranges(&range),
                    ..base
                });
            }
            PieceRole::Byline => {
                let date = self.date_at.unwrap_or(text.len());
                push(Piece { text: text.get(..date).unwrap_or("").trim().to_string(), ..base });
                let date = text.get(date..).unwrap_or("").trim();
                push(Piece {
                    role: PieceRole::Date,
                    text: date.into(),
                    confidence: 85,
                    reason: "署名后面的日期".into(),
                    ..Piece::default()
                });
                return;
            }
            PieceRole::Text => {}
            PieceRole::Cell => {
                push(Piece {
                    last_year: self.ranges(&(0..text.len())),
                    text: format!("{}{text}", self.line.label),
                    ..base
                });
                return;
            }
            _ => {
                push(Piece { text: format!("{}{text}", self.line.label), ..base });
                return;
            }
        }
        let mut at = self.body().start;
        for mark in &self.marks {
            push(plain(at..mark.start));
            let range = super::sentence::trimmed(text, mark.text..mark.text_end);
            let number = text.get(mark.start..mark.text).unwrap_or("").trim();
            push(Piece {
                role: mark.role,
                number: number.to_string(),
                last_year: self.ranges(&range),
                text: text.get(range).unwrap_or("").to_string(),
                end: text.get(mark.text_end..mark.end).unwrap_or("").trim().to_string(),
                problem: mark.problem,
                confidence: 80,
                reason: if mark.problem { "说的是存在的问题" } else { "“一是、二是”的条目" }.into(),
                ..Piece::default()
            });
            at = mark.end;
        }
        push(plain(at..text.len()));
    }

    /// Last year's problems within `range`, counted from its start.
    fn ranges(&self, range: &Range<usize>) -> Vec<Utf16Range> {
        let text = self.line.text;
        let from = self.last_year.partition_point(|found| found.start < range.start);
        // Counted on from one to the next.
        let (mut at, mut units) = (range.start, 0);
        let mut ranges = Vec::new();
        for found in self.last_year.get(from..).unwrap_or_default().iter().take_while(|found| found.end <= range.end) {
            units += utf16_len(text.get(at..found.start).unwrap_or(""));
            let end = units + utf16_len(text.get(found.clone()).unwrap_or(""));
            ranges.push(units..end);
            (at, units) = (found.end, end);
        }
        ranges
    }
}
