//! What the crate makes of a foreign document → its paragraphs, one after the other. A stack of its own: documents nest.

use office_oxide::Document;
use office_oxide::ir::{Element, InlineContent, List, Paragraph, ParagraphAlignment, Table};

use super::{Line, Lines};
use crate::import::Limits;

/// How many letters of notes are quoted.
const QUOTED: usize = 60;

/// Where elements stand.
#[derive(Debug, Clone, Copy, Default)]
struct Place {
    cell: Option<(u32, u32, u32)>,
    text_box: bool,
}

/// What is still to be read, the next one last.
enum Work<'d> {
    Element(&'d Element, Place),
    /// An empty cell: one that another covers.
    Empty(Place),
}

/// The paragraphs of `document`, as many as `most` allows and one more.
pub(super) fn lines(document: &Document, most: &Limits) -> Lines {
    let ir = document.to_ir();
    let mut lines = Lines { incomplete: document.damage().iter().any(|damage| damage.is_loss()), ..Lines::default() };
    let elements = ir.sections.iter().flat_map(|section| &section.elements);
    let mut work: Vec<Work<'_>> = elements.map(|element| Work::Element(element, Place::default())).collect();
    work.reverse();
    // Without headings of its own the crate takes a document's first line for one.
    let headings = work.iter().filter(|one| matches!(one, Work::Element(Element::Heading(_), _))).count();
    let mut tables = 0;
    while let Some(next) = work.pop() {
        if lines.lines.len() > most.paragraphs {
            break;
        }
        let (element, place) = match next {
            Work::Element(element, place) => (element, place),
            Work::Empty(place) => {
                lines.lines.push(Line { cell: place.cell, ..Line::default() });
                continue;
            }
        };
        match element {
            Element::Heading(heading) => {
                let mut line = line(&heading.content, place);
                line.outline = Some(heading.clamped_level()).filter(|_| headings > 1);
                line.align = align(heading.alignment.as_ref());
                lines.lines.push(line);
            }
            Element::Paragraph(paragraph) => lines.lines.push(plain(paragraph, place)),
            Element::Table(table) => {
                within(table, tables, place, &mut work);
                tables += 1;
            }
            Element::List(list) => items(list, place, &mut work),
            Element::TextBox(text_box) => {
                let place = Place { cell: None, text_box: true };
                work.extend(text_box.content.iter().rev().map(|element| Work::Element(element, place)));
            }
            Element::CodeBlock(code) => lines.lines.push(of_text(&code.content, place)),
            Element::Image(_) => lines.pictures += 1,
            Element::Footnote(note) | Element::Endnote(note) => {
                lines.notes += 1;
                quote(&note.content, &mut lines.note_words);
            }
            _ => {}
        }
    }
    lines
}

fn plain(paragraph: &Paragraph, place: Place) -> Line {
    let mut line = line(&paragraph.content, place);
    line.style = paragraph.style.clone().unwrap_or_default();
    line.align = align(paragraph.alignment.as_ref());
    line
}

fn of_text(text: &str, place: Place) -> Line {
    Line { text: text.to_owned(), cell: place.cell, text_box: place.text_box, ..Line::default() }
}

fn line(content: &[InlineContent], place: Place) -> Line {
    let mut line = of_text("", place);
    for part in content {
        let (text, bold, size) = match part {
            InlineContent::Text(span) => (span.text.as_str(), span.bold, span.font_size_half_pt.unwrap_or(0)),
            InlineContent::LineBreak => ("\n", false, 0),
            _ => continue,
        };
        let size = u16::try_from(size).unwrap_or_default();
        line.text.push_str(text);
        match line.runs.last_mut() {
            // A break looks as what stands before it.
            Some(run) if text == "\n" || (run.1, run.2) == (bold, size) => run.0 += text.len(),
            _ => line.runs.push((text.len(), bold, size)),
        }
    }
    line
}

fn align(alignment: Option<&ParagraphAlignment>) -> char {
    match alignment {
        Some(ParagraphAlignment::Center) => 'c',
        Some(ParagraphAlignment::Right) => 'r',
        _ => 'l',
    }
}

/// The items of a list and of the lists below them, in their order.
fn items<'d>(list: &'d List, place: Place, work: &mut Vec<Work<'d>>) {
    let mut found = Vec::new();
    let mut lists = vec![list.items.iter()];
    while let Some(items) = lists.last_mut() {
        let Some(item) = items.next() else {
            lists.pop();
            continue;
        };
        found.extend(item.content.iter().map(|element| Work::Element(element, place)));
        lists.extend(item.nested.as_ref().map(|nested| nested.items.iter()));
    }
    work.extend(found.into_iter().rev());
}

/// The cells of a table; those that another covers are empty.
fn within<'d>(table: &'d Table, number: u32, place: Place, work: &mut Vec<Work<'d>>) {
    /// A cell covers no more rows or columns.
    const WIDEST: u32 = 1000;
    let mut found = Vec::new();
    // For each column, how many of the next rows a cell above reaches into.
    let mut covered: Vec<u32> = Vec::new();
    for (row, cells) in (0..).zip(&table.rows) {
        let mut column = 0_u32;
        let mut cells = cells.cells.iter();
        loop {
            let at = Place { cell: Some((number, row, column)), ..place };
            let above = covered.get_mut(column as usize).filter(|rows| **rows > 0);
            if let Some(rows) = above {
                *rows -= 1;
                found.push(Work::Empty(at));
                column += 1;
                continue;
            }
            let Some(cell) = cells.next() else { break };
            let (wide, high) = (cell.col_span.clamp(1, WIDEST), cell.row_span.clamp(1, WIDEST));
            if high > 1 {
                covered.resize(covered.len().max((column + wide) as usize), 0);
                covered.iter_mut().skip(column as usize).take(wide as usize).for_each(|rows| *rows = high - 1);
            }
            if cell.content.is_empty() {
                found.push(Work::Empty(at));
            }
            found.extend(cell.content.iter().map(|element| Work::Element(element, at)));
            column = column.saturating_add(wide).min(WIDEST * WIDEST);
        }
    }
    work.extend(found.into_iter().rev());
}

/// Adds the beginning of what a note says.
fn quote(content: &[Element], words: &mut String) {
    for element in content {
        let Element::Paragraph(paragraph) = element else { continue };
        let room = QUOTED.saturating_sub(words.chars().count());
        words.extend(line(&paragraph.content, Place::default()).text.chars().take(room));
    }
}
