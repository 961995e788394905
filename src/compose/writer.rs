//! Collects spans into paragraphs, and notes what belongs to which part and item.

use std::collections::BTreeMap;

use super::head::is_end_punctuation;
use super::text::{Answers, Figures, figures, pieces, quoted};
use crate::model::{Block, Cell, Draft, Origin, Role, Span, SpanRole, is_line_end, is_printable, utf16_len};

/// Numbers and texts by id, as in [`super::Composition`].
pub(super) type ById = BTreeMap<String, String>;

pub(super) struct Writer<'a> {
    pub(super) draft: &'a Draft,
    figures: Figures<'a>,
    blocks: Vec<Block>,
    /// The paragraph that further text goes on in.
    open: Option<Block>,
    /// The part that is being written.
    part: Option<&'a str>,
    /// The item on the part's first level that is being written, and what is below it.
    items: Vec<&'a str>,
    /// The tables begun so far.
    tables: u32,
    /// Where in a table paragraphs stand now.
    cell: Option<Cell>,
    /// Whether paragraphs stand on landscape pages now.
    wide: bool,
    numbers: ById,
    texts: ById,
}

/// Closing quotes and brackets: what stands before them says whether a sentence has ended.
const CLOSING: [char; 13] = ['”', '’', '"', '\'', '）', ')', '》', '〉', '」', '』', '】', '〕', ']'];

/// More of them in a row close no sentence; looking back over all of them again and again would take for ever.
const MOST_CLOSING: usize = 8;

/// A text of the draft: where it stands, and what it says.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) part: Option<&'a str>,
    pub(super) item: Option<&'a str>,
    pub(super) field: Place<'a>,
    pub(super) text: &'a str,
}

/// Where in its part or item a text stands.
#[derive(Clone, Copy)]
pub(super) enum Place<'a> {
    /// In the entry of this name.
    Field(&'a str),
    /// In a table's cell: row and column, from 0.
    Cell(u32, u32),
}

impl<'a> Writer<'a> {
    pub(super) fn new(draft: &'a Draft) -> Self {
        Writer {
            draft,
            figures: figures(draft),
            blocks: Vec::new(),
            open: None,
            part: None,
            items: Vec::new(),
            tables: 0,
            cell: None,
            wide: false,
            numbers: ById::new(),
            texts: ById::new(),
        }
    }

    pub(super) fn finish(mut self) -> (Vec<Block>, ById, ById) {
        self.close();
        (self.blocks, self.numbers, self.texts)
    }

    /// Notes that what follows belongs to `part`; answers the part before, to be put back.
    pub(super) fn enter_part(&mut self, part: Option<&'a str>) -> Option<&'a str> {
        std::mem::replace(&mut self.part, part)
    }

    pub(super) fn enter_item(&mut self, item: &'a str) {
        self.items.push(item);
    }

    pub(super) fn leave_item(&mut self) {
        self.items.pop();
    }

    pub(super) fn number(&mut self, id: &str, number: &str) {
        self.numbers.insert(id.to_string(), number.to_string());
    }

    /// Ends the open paragraph.
    pub(super) fn close(&mut self) {
        self.blocks.extend(self.open.take().filter(|block| !block.spans.is_empty()));
    }

    /// Puts what follows on landscape pages, or back on upright ones.
    pub(super) fn turn(&mut self, wide: bool) {
        self.close();
        self.wide = wide;
    }

    /// Begins a table: the cells that follow are its.
    pub(super) fn begin_table(&mut self) {
        self.close();
        self.tables += 1;
    }

    /// Writes a cell of the table that was begun last: one paragraph for each line of its texts, an empty one for none.
    pub(super) fn cell(&mut self, (row, column): (u32, u32), texts: &[Source<'a>]) {
        let role = if row == 0 { Role::TableHead } else { Role::TableCell };
        self.cell = Some(Cell { table: self.tables.saturating_sub(1), row, column });
        let before = self.blocks.len();
        for source in texts {
            for line in lines(source.text) {
                self.begin(role);
                self.line(*source, line, SpanRole::Text, &[]);
            }
        }
        self.close();
        if self.blocks.len() == before {
            self.blocks.push(self.block(role));
        }
        self.cell = None;
    }

    /// Writes a cell whose text is the program's own.
    pub(super) fn generated_cell(&mut self, (row, column): (u32, u32), text: &str) {
        let role = if row == 0 { Role::TableHead } else { Role::TableCell };
        self.cell = Some(Cell { table: self.tables.saturating_sub(1), row, column });
        self.begin(role);
        self.generated(text, SpanRole::Text);
        match self.open.take() {
            Some(block) => self.blocks.push(block),
            None => self.blocks.push(self.block(role)),
        }
        self.cell = None;
    }

    fn block(&self, role: Role) -> Block {
        Block { cell: self.cell, wide: self.wide, ..Block::new(role, Vec::new()) }
    }

    /// Ends the open paragraph and begins one of `role`.
    pub(super) fn begin(&mut self, role: Role) {
        self.close();
        self.open = Some(self.block(role));
    }

    /// Whether a paragraph is open.
    pub(super) fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// The last character written into the open paragraph.
    pub(super) fn last_char(&self) -> Option<char> {
        self.open.as_ref()?.spans.iter().rev().find_map(|span| span.text.chars().next_back())
    }

    /// Adds text of the program's own to the open paragraph, beginning a body paragraph where none is open.
    pub(super) fn generated(&mut self, text: &str, role: SpanRole) {
        self.push(Span { text: text.to_string(), role, origin: None, literal: false });
    }

    /// Adds `text` as if it had been typed in `source`: for what the program must put where something is missing.
    pub(super) fn stand_in(&mut self, source: Source<'a>, text: &str, role: SpanRole) {
        let end = utf16_len(source.text);
        self.push(Span { text: text.to_string(), role, origin: Some(origin(source, 0, end)), literal: false });
    }

    /// Adds one line of a typed text to the open paragraph.
    fn line(&mut self, source: Source<'a>, line: (usize, &'a str), role: SpanRole, answers: Answers<'_, 'a>) {
        for piece in pieces(&self.figures, line.1, answers) {
            let origin = match piece.source {
                Some(other) => Some(origin(other, 0, utf16_len(other.text))),
                None if piece.generated => None,
                None => Some(origin(source, line.0 + piece.start, line.0 + piece.end)),
            };
            self.push(Span { text: piece.text.into_owned(), role, origin, literal: piece.literal });
        }
    }

    /// Adds one typed line, from `start` on in its field.
    pub(super) fn single(&mut self, source: Source<'a>, start: usize, line: &'a str, role: SpanRole) {
        self.line(source, (start, line), role, &[]);
    }

    /// Adds last year's problems in quotes.
    pub(super) fn quote(&mut self, answers: Answers<'_, 'a>) {
        for piece in quoted(answers) {
            let origin = piece.source.map(|source| origin(source, 0, utf16_len(source.text)));
            self.push(Span { text: piece.text.into_owned(), role: SpanRole::Text, origin, literal: false });
        }
    }

    /// Whether the open paragraph ends as a sentence or clause does, closing quotes and brackets aside.
    pub(super) fn ends_sentence(&self) -> bool {
        let Some(open) = &self.open else { return true };
        let chars = open.spans.iter().rev().flat_map(|span| span.text.chars().rev());
        let mut chars = chars.take(MOST_CLOSING).peekable();
        let mut closed = false;
        while chars.next_if(|c| CLOSING.contains(c)).is_some() {
            closed = true;
        }
        match chars.next() {
            Some(c) if closed => matches!(c, '。' | '！' | '？' | '…'),
            Some(c) => is_end_punctuation(c),
            None => !closed,
        }
    }

    /// Adds a typed text: its first line goes on in the open paragraph, every further line is a paragraph. Blanks at both
    /// ends of a line and empty lines are left out. Answers whether anything was written.
    pub(super) fn typed(&mut self, source: Source<'a>, role: SpanRole, answers: Answers<'_, 'a>) -> bool {
        let mut written = false;
        for line in lines(source.text) {
            if written {
                self.begin(Role::Paragraph);
            }
            self.line(source, line, role, answers);
            written = true;
        }
        written
    }

    fn push(&mut self, span: Span) {
        if span.text.is_empty() {
            return;
        }
        for id in self.part.iter().chain(&self.items) {
            match self.texts.get_mut(*id) {
                Some(text) => text.push_str(&span.text),
                None => {
                    self.texts.insert((*id).to_string(), span.text.clone());
                }
            }
        }
        let paragraph = self.block(Role::Paragraph);
        self.open.get_or_insert(paragraph).spans.push(span);
    }
}

fn origin(source: Source<'_>, start: usize, end: usize) -> Origin {
    Origin {
        part: source.part.map(String::from),
        item: source.item.map(String::from),
        field: match source.field {
            Place::Field(name) => name.to_string(),
            Place::Cell(row, column) => format!("cell:{row}:{column}"),
        },
        start,
        end,
    }
}

/// The lines of `text` that hold something, trimmed, each with its start in UTF-16 units.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split(is_line_end).filter_map(move |line| {
        let begin = start;
        // Every end of a line is one UTF-16 unit.
        start += utf16_len(line) + 1;
        let blank = |c: char| c.is_whitespace() || !is_printable(c);
        let body = line.trim_start_matches(blank);
        let skipped = line.len() - body.len();
        let offset = utf16_len(line.get(..skipped).unwrap_or(""));
        let body = body.trim_end_matches(blank);
        (!body.is_empty()).then_some((begin + offset, body))
    })
}
