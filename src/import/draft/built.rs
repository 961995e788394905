//! A part of the report as a part of the draft, with what it is to be printed as.

use super::text::{plain, whole};
use super::tree::{Block, Node};
use crate::import::Piece;
use crate::import::recognise::{is_closing, numbering};
use crate::model::{Ids, Join, ListStyle, Numbering, Part, Table};
use crate::template::PartKind;

/// A part with what its template has to say of it.
#[derive(Debug, Default)]
pub(super) struct Built {
    /// The part, without id and without the parts below it.
    pub(super) part: Part,
    /// What it is about.
    pub(super) kind: PartKind,
    /// The parts below it.
    pub(super) parts: Vec<Built>,
    /// What it is printed as when it stands alone.
    pub(super) expected: String,
}

/// Makes parts; draws ids for items and tables.
pub(super) struct Builder<'i> {
    pub(super) ids: &'i mut dyn Ids,
}

/// Text and tables in the order that a part can print: text, tables, text.
pub(super) struct Arranged<'n, 'a> {
    pub(super) lead: Vec<&'n [&'a Piece]>,
    pub(super) tables: Vec<&'n Vec<Vec<String>>>,
    pub(super) tail: Vec<&'n [&'a Piece]>,
}

/// `content` in the order that a part prints; nothing where it stands otherwise.
pub(super) fn arranged<'n, 'a>(content: &'n [Block<'a>]) -> Option<Arranged<'n, 'a>> {
    let mut arranged = Arranged { lead: Vec::new(), tables: Vec::new(), tail: Vec::new() };
    for block in content {
        match block {
            Block::Paragraph(line) if arranged.tables.is_empty() => arranged.lead.push(line),
            Block::Paragraph(line) => arranged.tail.push(line),
            Block::Table(_) if !arranged.tail.is_empty() => return None,
            Block::Table(rows) => arranged.tables.push(rows),
        }
    }
    Some(arranged)
}

/// Lines as one text of paragraphs.
pub(super) fn lines(lines: &[&[&Piece]]) -> String {
    lines.iter().map(|line| plain(&whole(line))).collect::<Vec<_>>().join("\n")
}

/// The text of a table as it is printed.
fn table_text(rows: &[Vec<String>]) -> String {
    rows.iter().flatten().map(|cell| plain(cell)).collect()
}

/// Whether the first row is the table's title: one cell over all columns, above the heads.
fn is_caption(rows: &[Vec<String>]) -> bool {
    let filled = |row: usize| rows.get(row).map_or(0, |row| row.iter().filter(|cell| !cell.trim().is_empty()).count());
    rows.len() > 2 && filled(0) == 1 && filled(1) > 2
}

/// How the children of a node are numbered and written.
pub(super) fn style(children: &[Node<'_>]) -> ListStyle {
    let run_in = children.iter().filter(|node| node.heading.is_some_and(|piece| piece.run_in)).count();
    let own_line = children
        .iter()
        .filter(|node| node.heading.is_some_and(|piece| !piece.run_in && !node.content.is_empty()))
        .count();
    let ended = children.iter().all(|node| node.heading.is_some_and(|piece| piece.end == "。"));
    let numbers: Vec<Numbering> = children.iter().filter_map(|node| Some(numbering(&node.heading?.number))).collect();
    let most = Numbering::ALL
        .into_iter()
        .max_by_key(|one| (numbers.iter().filter(|number| *number == one).count(), std::cmp::Reverse(*one as u8)));
    ListStyle {
        numbering: most.unwrap_or_default(),
        run_in: run_in > own_line || run_in == 0 && own_line == 0 && ended,
        join: Join::Paragraphs,
    }
}

impl Builder<'_> {
    pub(super) fn table(&mut self, rows: &[Vec<String>]) -> Table {
        let mut rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(|cell| plain(cell)).collect()).collect();
        let title = if is_caption(&rows) { rows.remove(0).concat() } else { String::new() };
        Table { id: self.ids.next(), title, rows, ..Table::default() }
    }

    /// What stands before the first heading.
    pub(super) fn opening(&mut self, root: &Node<'_>) -> Built {
        let mut built = Built::default();
        self.leaf(&mut built, root);
        built
    }

    /// A part of level 1.
    pub(super) fn top(&mut self, node: &Node<'_>) -> Built {
        let mut built = self.part(node, PartKind::Work);
        let heading = node.heading.map(|piece| format!("{}{}", piece.text, piece.end)).unwrap_or_default();
        built.expected = format!("{}{heading}{}", Numbering::Han.label(1), built.expected);
        lonely(&mut built, node);
        built
    }

    /// A heading with all below it. Its own number and heading are expected by who numbers it.
    pub(super) fn part(&mut self, node: &Node<'_>, inherited: PartKind) -> Built {
        let kind = node.heading.and_then(|piece| piece.kind).unwrap_or(inherited);
        let mut built = Built { kind, ..Built::default() };
        built.part.heading =
            node.heading.map(|piece| plain(&format!("{}{}", piece.text, piece.end))).unwrap_or_default();
        if node.children.is_empty() {
            self.leaf(&mut built, node);
        } else if !self.branch(&mut built, node) {
            return self.plain(node, false);
        }
        built
    }

    /// The closing lines, which stood at the end of the last part.
    pub(super) fn closing(&mut self, closing: &[Vec<&Piece>]) -> Vec<Built> {
        if closing.is_empty() {
            return Vec::new();
        }
        let text: Vec<&[&Piece]> = closing.iter().map(Vec::as_slice).collect();
        let lead = lines(&text);
        let expected = lead.clone();
        vec![Built { part: Part { lead, ..Part::default() }, expected, ..Built::default() }]
    }

    /// A node as plain text: its heading, and all below it as paragraphs.
    pub(super) fn plain(&mut self, node: &Node<'_>, all: bool) -> Built {
        let mut blocks: Vec<Flat<'_>> = Vec::new();
        flatten(node, true, &mut blocks);
        let _ = all;
        let heading = node.heading.map(|piece| plain(&format!("{}{}", piece.text, piece.end))).unwrap_or_default();
        let expected: String = blocks
            .iter()
            .map(|block| match block {
                Flat::Text(text) => text.clone(),
                Flat::Table(rows) => table_text(rows),
            })
            .collect();
        let kind = node.heading.and_then(|piece| piece.kind).unwrap_or_default();
        let label = if heading.is_empty() { String::new() } else { Numbering::Han.label(1) };
        let mut built = Built { kind, expected: format!("{label}{heading}{expected}"), ..Built::default() };
        built.part.heading = heading;
        built.part.style = ListStyle { numbering: Numbering::None, run_in: false, join: Join::Paragraphs };
        let mut texts: Vec<String> = Vec::new();
        let mut open: Vec<Part> = Vec::new();
        let mut tables: Vec<Table> = Vec::new();
        let none = built.part.style;
        let mut end = |texts: &mut Vec<String>, tables: &mut Vec<Table>| {
            if !texts.is_empty() || !tables.is_empty() {
                let lead = std::mem::take(texts).join("\n");
                open.push(Part { lead, tables: std::mem::take(tables), style: none, ..Part::default() });
            }
        };
        for block in blocks {
            match block {
                Flat::Text(text) => {
                    if !tables.is_empty() {
                        end(&mut texts, &mut tables);
                    }
                    texts.push(text);
                }
                Flat::Table(rows) => tables.push(self.table(rows)),
            }
        }
        end(&mut texts, &mut tables);
        let mut parts = open.into_iter();
        if let Some(first) = parts.next() {
            (built.part.lead, built.part.tables) = (first.lead, first.tables);
        }
        built.parts = parts.map(|part| Built { part, ..Built::default() }).collect();
        lonely(&mut built, node);
        built
    }
}

/// A heading with nothing below it is not printed as one; it stays as text, with the number that it has.
fn lonely(built: &mut Built, node: &Node<'_>) {
    let part = &built.part;
    let blank = part.lead.trim().is_empty() && part.tail.trim().is_empty();
    if !blank || !part.items.is_empty() || !part.tables.is_empty() || !built.parts.is_empty() {
        return;
    }
    if let Some(piece) = node.heading {
        let text = plain(&whole(&[piece]));
        built.kind = PartKind::Prose;
        built.expected.clone_from(&text);
        (built.part.heading, built.part.lead) = (String::new(), text);
    }
}

enum Flat<'n> {
    Text(String),
    Table(&'n [Vec<String>]),
}

fn flatten<'n>(node: &'n Node<'_>, top: bool, out: &mut Vec<Flat<'n>>) {
    let mut open = false;
    if let Some(piece) = node.heading.filter(|_| !top) {
        out.push(Flat::Text(plain(&whole(&[piece]))));
        open = piece.run_in;
    }
    for block in &node.content {
        match block {
            Block::Paragraph(line) => {
                let text = plain(&whole(line));
                match out.last_mut() {
                    Some(Flat::Text(before)) if open => before.push_str(&text),
                    _ => out.push(Flat::Text(text)),
                }
            }
            Block::Table(rows) => out.push(Flat::Table(rows)),
        }
        open = false;
    }
    node.children.iter().for_each(|child| flatten(child, false, out));
}

/// Whether a paragraph closes the report.
pub(super) fn closes(line: &[&Piece]) -> bool {
    is_closing(&whole(line))
}
