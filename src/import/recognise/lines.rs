//! A source's paragraphs → lines: soft breaks divide, blanks at the ends fall away, empty ones are left out.

use std::collections::{HashMap, HashSet};

use crate::import::source::{Align, Face, Look, Paragraph, Source, Story};
use crate::model::{Cell, is_printable};

/// So many characters fill more than thirty pages.
const LONGEST_PARAGRAPH: usize = 20_000;

/// One line of the source with what tells it apart.
#[derive(Debug, Clone)]
pub(super) struct Line<'a> {
    /// The paragraph it stands in.
    pub(super) paragraph: usize,
    /// Whether it begins after a soft break.
    pub(super) goes_on: bool,
    /// Word's own number before it.
    pub(super) label: &'a str,
    /// Its text, without blanks at the ends.
    pub(super) text: &'a str,
    /// The look of most of it.
    pub(super) look: Look,
    /// How many bytes of its beginning look otherwise than its end; 0 where all looks alike.
    pub(super) lead: usize,
    /// The look of that beginning.
    pub(super) lead_look: Look,
    /// The name of the paragraph's style.
    pub(super) style: &'a str,
    /// The outline level.
    pub(super) outline: Option<u8>,
    /// How it stands.
    pub(super) align: Align,
    /// Its place in a table.
    pub(super) cell: Option<Cell>,
    /// Whether it stands in a text box.
    pub(super) boxed: bool,
    /// How many characters the text has.
    pub(super) chars: usize,
}

impl Line<'_> {
    /// Whether it is longer than any paragraph that is written; nothing is looked for in it, so that what a file costs does not grow
    /// with the length of its longest paragraph.
    pub(super) fn is_endless(&self) -> bool {
        self.chars > LONGEST_PARAGRAPH
    }

    /// Whether it is shown as headings are: in a face of its own, or by a heading's style.
    pub(super) fn is_styled(&self, body: Look) -> bool {
        let look = self.look;
        self.outline.is_some()
            || is_heading_style(self.style)
            || look.bold && !body.bold
            || look.face != Face::Text && look.face != body.face
            || body.size > 0 && look.size > body.size
    }
}

/// Whether a style's name says that it is one of headings.
pub(super) fn is_heading_style(style: &str) -> bool {
    style.starts_with("heading") || style.starts_with("标题") && style != "标题"
}

/// Whether a style's name says that it is one of titles.
pub(super) fn is_title_style(style: &str) -> bool {
    style == "title" || style == "标题" || style.ends_with("报告标题")
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || !is_printable(c)
}

/// The lines of `source`, in its order.
pub(super) fn lines(source: &Source) -> Vec<Line<'_>> {
    let layout = layout_tables(source);
    let mut lines: Vec<Line<'_>> =
        source.paragraphs.iter().enumerate().flat_map(|(at, paragraph)| of_paragraph(at, paragraph)).collect();
    for line in lines.iter_mut().filter(|line| line.cell.is_some_and(|cell| layout.contains(&cell.table))) {
        line.cell = None;
    }
    lines
}

/// The tables that only lay out a page: of one column, or with a whole text in a cell.
fn layout_tables(source: &Source) -> HashSet<u32> {
    // Of each table: its last column; of each cell: paragraphs and characters.
    let mut widths: HashMap<u32, u32> = HashMap::new();
    let mut cells: HashMap<Cell, (usize, usize)> = HashMap::new();
    for paragraph in &source.paragraphs {
        let Some(cell) = paragraph.cell else { continue };
        let width = widths.entry(cell.table).or_default();
        *width = (*width).max(cell.column);
        if !paragraph.text.trim().is_empty() {
            let known = cells.entry(cell).or_default();
            known.0 += 1 + paragraph.text.matches('\n').count();
            known.1 += paragraph.text.len();
        }
    }
    let narrow = widths.into_iter().filter(|(_, width)| *width == 0).map(|(table, _)| table);
    let whole = cells.into_iter().filter(|(_, (lines, bytes))| *lines >= 6 && *bytes > 900).map(|(cell, _)| cell.table);
    narrow.chain(whole).collect()
}

fn of_paragraph(at: usize, paragraph: &Paragraph) -> Vec<Line<'_>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut runs = Runs { runs: &paragraph.runs, before: 0 };
    for (index, part) in paragraph.text.split('\n').enumerate() {
        let skipped = part.len() - part.trim_start_matches(is_blank).len();
        let text = part.trim_matches(is_blank);
        let label = if index == 0 { paragraph.label.trim_matches(is_blank) } else { "" };
        if !text.is_empty() || !label.is_empty() {
            let (look, lead, lead_look) = runs.of(start + skipped, text.len());
            lines.push(Line {
                paragraph: at,
                goes_on: index > 0,
                label,
                text,
                look,
                lead,
                lead_look,
                style: &paragraph.style,
                outline: paragraph.outline,
                align: paragraph.align,
                cell: paragraph.cell,
                boxed: paragraph.story == Story::TextBox,
                chars: text.chars().count(),
            });
        }
        start += part.len() + 1;
    }
    lines
}

/// The runs of a paragraph, walked through once.
struct Runs<'a> {
    runs: &'a [crate::import::source::Run],
    /// Where the first of them begins.
    before: usize,
}

impl Runs<'_> {
    /// The look of most of `len` bytes from `start` on, and how many of them look otherwise at the beginning.
    fn of(&mut self, start: usize, len: usize) -> (Look, usize, Look) {
        let end = start + len;
        while let Some((first, rest)) = self.runs.split_first().filter(|(first, _)| self.before + first.len <= start) {
            self.before += first.len;
            self.runs = rest;
        }
        let mut at = self.before;
        let mut stretches: Vec<(Look, usize)> = Vec::new();
        for run in self.runs {
            if at >= end {
                break;
            }
            let length = (at + run.len).min(end).saturating_sub(at.max(start));
            match stretches.last_mut() {
                Some((look, known)) if *look == run.look => *known += length,
                _ if length > 0 => stretches.push((run.look, length)),
                _ => {}
            }
            at += run.len;
        }
        let most = stretches.iter().max_by_key(|(_, length)| *length).map_or(Look::default(), |(look, _)| *look);
        match stretches.as_slice() {
            [(first, length), rest @ ..] if !rest.is_empty() => (most, *length, *first),
            _ => (most, 0, most),
        }
    }
}

/// The look of most of the text.
pub(super) fn body_look(lines: &[Line<'_>]) -> Look {
    let mut looks: Vec<(Look, usize)> = Vec::new();
    for line in lines.iter().filter(|line| line.cell.is_none()) {
        if let Some((_, count)) = looks.iter_mut().find(|(look, _)| *look == line.look) {
            *count += line.chars;
        } else if looks.len() < 64 {
            // Nobody sets a report in more.
            looks.push((line.look, line.chars));
        }
    }
    looks.iter().max_by_key(|(_, count)| *count).map_or(Look::default(), |(look, _)| *look)
}
