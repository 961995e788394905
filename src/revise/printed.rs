//! A draft as its printed lines, each in stretches that know their field. 版头 and 版记 are no part of them.

use std::collections::HashSet;

use super::number::{self, Form};
use crate::compose::compose;
use crate::model::{Block, Draft, Origin, Part, Role, figure_token, text_mut};
use crate::template::{Shown, Template};

/// A line of the report.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    /// The number that the program put before it.
    pub(super) label: String,
    /// The text without that number.
    pub(super) text: String,
    /// The same in stretches.
    pub(super) segs: Vec<Seg>,
}

/// A stretch of a line.
#[derive(Debug, Clone)]
pub(super) struct Seg {
    pub(super) text: String,
    pub(super) kind: Kind,
}

/// Where the text of a stretch comes from.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Kind {
    /// Typed, letter by letter.
    Typed(Origin),
    /// Stands for a whole field: a date in words, a title that the program made.
    Whole(Origin),
    /// The value of the figure of this name.
    Figure(Origin, String),
    /// The program's own.
    Own,
}

impl Seg {
    /// The field it comes from.
    pub(super) fn origin(&self) -> Option<&Origin> {
        match &self.kind {
            Kind::Typed(origin) | Kind::Whole(origin) | Kind::Figure(origin, _) => Some(origin),
            Kind::Own => None,
        }
    }
}

impl Line {
    /// The form of its number.
    pub(super) fn form(&self) -> Option<Form> {
        number::split(&self.label).map(|(form, _)| form)
    }

    /// The text without a number, the program's or a typed one.
    pub(super) fn bare(&self) -> &str {
        if self.label.is_empty() { number::bare(&self.text) } else { &self.text }
    }

    /// What `text`, which this line became, says behind the program's number.
    pub(super) fn behind<'t>(&self, text: &'t str) -> &'t str {
        match text.strip_prefix(&self.label) {
            // What was typed behind the number may look like one, too.
            Some(rest) => rest.trim_start(),
            None => number::bare(text),
        }
    }

    /// Number and text.
    pub(super) fn full(&self) -> String {
        format!("{}{}", self.label, self.text)
    }

    /// The last stretch that was typed.
    pub(super) fn last(&self) -> Option<&Origin> {
        self.segs.iter().rev().find_map(Seg::origin)
    }
}

/// A report as it is printed.
#[derive(Debug, Clone, Default)]
pub(super) struct Printed {
    /// The paragraphs, without those in tables.
    pub(super) lines: Vec<Line>,
    /// The tables: their cells row by row.
    pub(super) tables: Vec<Vec<Vec<Line>>>,
    /// The texts of 版头 and 版记, without blanks.
    pub(super) frame: Vec<String>,
    /// How many of the lines come before the first attachment.
    pub(super) body: usize,
    /// The parts whose items are only quoted in others.
    pub(super) quoted: HashSet<String>,
}

/// The lines that `draft` is printed in.
pub(super) fn printed(draft: &Draft) -> Printed {
    let mut found = Printed::default();
    quoted(&draft.template.content, &draft.parts, &mut found.quoted);
    // What is read through it is never changed.
    let mut texts = draft.clone();
    let mut attached = false;
    for block in compose(draft).blocks {
        if block.role.is_head_or_imprint() {
            found.frame.push(squeezed(&block.text()));
            continue;
        }
        if !attached && matches!(block.role, Role::AttachmentLabel) {
            (attached, found.body) = (true, found.lines.len());
        }
        let line = line(&block, &mut texts);
        match block.cell {
            Some(cell) => {
                let place = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
                put(&mut found.tables, place(cell.table), place(cell.row), place(cell.column), line);
            }
            None => found.lines.push(line),
        }
    }
    if !attached {
        found.body = found.lines.len();
    }
    found.lines.retain(|line| !line.full().is_empty());
    found.body = found.body.min(found.lines.len());
    found
}

/// `text` without blanks.
pub(super) fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn quoted(template: &Template, parts: &[Part], found: &mut HashSet<String>) {
    for part in parts {
        if template.part(&part.id).is_some_and(|part| part.shown == Shown::Quoted) {
            found.insert(part.id.clone());
        }
        quoted(template, &part.parts, found);
    }
}

/// Puts a paragraph into its cell; several of one cell are one line with ends of lines.
fn put(tables: &mut Vec<Vec<Vec<Line>>>, table: usize, row: usize, column: usize, line: Line) {
    while tables.len() <= table {
        tables.push(Vec::new());
    }
    let Some(rows) = tables.get_mut(table) else { return };
    while rows.len() <= row {
        rows.push(Vec::new());
    }
    let Some(cells) = rows.get_mut(row) else { return };
    if let Some(there) = cells.get_mut(column) {
        there.join(line);
    } else {
        cells.push(line);
    }
}

impl Line {
    /// Adds a further paragraph.
    pub(super) fn join(&mut self, next: Line) {
        let end = match (self.segs.last().and_then(Seg::origin), next.segs.first().and_then(Seg::origin)) {
            (Some(one), Some(other)) if next.label.is_empty() && same_field(one, other) && one.end <= other.start => {
                Kind::Typed(Origin { start: one.end, end: other.start, ..one.clone() })
            }
            _ => Kind::Own,
        };
        self.segs.push(Seg { text: "\n".into(), kind: end });
        if !next.label.is_empty() {
            self.segs.push(Seg { text: next.label.clone(), kind: Kind::Own });
        }
        self.text = format!("{}\n{}", self.text, next.full());
        self.segs.extend(next.segs);
    }
}

/// Whether both stand in one text.
pub(super) fn same_field(one: &Origin, other: &Origin) -> bool {
    one.part == other.part && one.item == other.item && one.field == other.field
}

fn line(block: &Block, draft: &mut Draft) -> Line {
    let mut line = Line::default();
    for (at, span) in block.spans.iter().enumerate() {
        let kind = match &span.origin {
            None => Kind::Own,
            Some(origin) if span.literal => Kind::Typed(origin.clone()),
            Some(origin) => match figure(draft, origin) {
                Some(name) => Kind::Figure(origin.clone(), name),
                None => Kind::Whole(origin.clone()),
            },
        };
        let is_label = number::split(&span.text).is_some_and(|(_, end)| end == span.text.len());
        if at == 0 && kind == Kind::Own && is_label {
            line.label.clone_from(&span.text);
        } else {
            line.text.push_str(&span.text);
            line.segs.push(Seg { text: span.text.clone(), kind });
        }
    }
    line
}

/// The name in braces that stands at `origin`.
fn figure(draft: &mut Draft, origin: &Origin) -> Option<String> {
    let text = text_mut(draft, origin)?;
    let units = text.encode_utf16().skip(origin.start).take(origin.end.saturating_sub(origin.start));
    let here = String::from_utf16(&units.collect::<Vec<_>>()).ok()?;
    let (before, name, after) = figure_token(&here)?;
    (before.is_empty() && after.is_empty()).then(|| name.trim().to_owned())
}
