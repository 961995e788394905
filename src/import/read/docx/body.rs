//! The text of a document, in one pass over its main part, with a stack of open elements and no recursion. In: the part's XML,
//! styles, lists. Out: paragraphs, and what was left out.

mod begin;

use std::io::BufRead;

use super::super::gauge::Gauge;
use super::faces::Theme;
use super::fields::{Ended, Fields};
use super::left_out::{Kind, LeftOut};
use super::numbering::Numbering;
use super::paragraph::Open;
use super::properties::{ParagraphProperties, RunProperties, SectionParts};
use super::styles::Styles;
use super::table::{CellBegins, RowBegins, Tables};
use super::xml::{Token, Xml};
use crate::Result;
use crate::import::{Paragraph, Story};
use begin::Step;

/// What a document's text is read with.
pub(super) struct Context<'c> {
    pub(super) gauge: &'c Gauge<'c>,
    pub(super) theme: &'c Theme,
    pub(super) styles: &'c Styles,
    pub(super) numbering: &'c mut Numbering,
    pub(super) left_out: &'c mut LeftOut,
    /// Whether fields are passed over, because one of them never ends.
    pub(super) ignore_fields: bool,
}

/// The text of a document.
pub(super) struct Text {
    pub(super) paragraphs: Vec<Paragraph>,
    /// Which headers and footers its sections name.
    pub(super) sections: SectionParts,
    /// A field that never ends has hidden some of the text.
    pub(super) broken_fields: bool,
}

/// An open element, as far as its end means something.
enum Frame {
    Paragraph,
    Run,
    Text,
    Table,
    Row,
    Cell,
    TextBox,
    /// Whether a choice was taken already.
    Alternatives(bool),
    SimpleField,
    Instruction,
    Other,
}

/// What goes on around a text box and waits for its end.
struct Outside {
    tables: Tables,
    fields: Fields,
    joined: Option<Open>,
}

/// The reading of a document's text.
struct Walk<'c, 'g> {
    context: &'g mut Context<'c>,
    frames: Vec<Frame>,
    /// The paragraphs that are open: one, and those of text boxes within.
    open: Vec<Open>,
    /// Where paragraphs go when they end: the document, and for each nested table or text box a list of its own.
    lists: Vec<Vec<Paragraph>>,
    tables: Tables,
    fields: Fields,
    /// A paragraph whose end is struck out or hidden: the next one goes on with it.
    joined: Option<Open>,
    outside: Vec<Outside>,
    /// How many tables there were.
    table_count: u32,
    sections: SectionParts,
}

/// Reads the text of the main part `xml`.
pub(super) fn read<B: BufRead>(mut xml: Xml<'_, B>, context: &mut Context<'_>) -> Result<Text> {
    let fields = Fields::new(context.ignore_fields);
    let mut walk = Walk {
        context,
        frames: Vec::new(),
        open: Vec::new(),
        lists: vec![Vec::new()],
        tables: Tables::default(),
        fields,
        joined: None,
        outside: Vec::new(),
        table_count: 0,
        sections: Vec::new(),
    };
    loop {
        match xml.next()? {
            Token::Start(tag) => {
                let step = walk.begin(&tag)?;
                walk.take(step, &mut xml)?;
            }
            Token::End => walk.end()?,
            Token::Text(text) => match walk.frames.last() {
                // A line's end in the file is a blank in the text.
                Some(Frame::Text) if text.contains(['\n', '\r']) => walk.text(&text.replace(['\n', '\r'], " "))?,
                Some(Frame::Text) => walk.text(&text)?,
                Some(Frame::Instruction) => walk.fields.instruct(&text),
                _ => {}
            },
            Token::Nothing => {}
            Token::Eof => break,
        }
    }
    walk.flush()?;
    let broken_fields = walk.fields.is_broken();
    Ok(Text { paragraphs: walk.lists.into_iter().flatten().collect(), sections: walk.sections, broken_fields })
}

impl Walk<'_, '_> {
    fn take<B: BufRead>(&mut self, step: Step, xml: &mut Xml<'_, B>) -> Result<()> {
        match step {
            Step::Open(frame) => self.frames.push(frame),
            Step::Skip => xml.skip()?,
            Step::Words(kind) => gather(xml, |text| self.context.left_out.words(kind, text))?,
            Step::Drawn => {
                let end = xml.depth().saturating_sub(1);
                while xml.depth() > end {
                    match xml.next()? {
                        Token::Text(words) => self.context.left_out.words(Kind::Drawn, &words),
                        Token::Eof => break,
                        _ => {}
                    }
                }
            }
            Step::ParagraphProperties => {
                let properties = ParagraphProperties::read(xml, self.context.theme, &mut self.sections)?;
                if let Some(open) = self.open.last_mut() {
                    open.set(properties, self.context.styles);
                }
            }
            Step::RunProperties => {
                let properties = RunProperties::read(xml, self.context.theme)?;
                if let Some(open) = self.open.last_mut() {
                    open.begin_run(self.context.styles, &properties);
                }
            }
            Step::RowProperties => {
                let row = self.tables.row_properties(xml)?;
                let kind = match row {
                    RowBegins::Shown => return Ok(()),
                    RowBegins::Deleted => Kind::Deleted,
                    RowBegins::Hidden => Kind::Hidden,
                };
                self.context.left_out.count(kind);
                self.leave_out(xml, kind)?;
                self.tables.drop_row();
            }
            Step::CellProperties => match self.tables.cell_properties(xml)? {
                CellBegins::Shown => {}
                CellBegins::Deleted => {
                    self.context.left_out.count(Kind::Deleted);
                    self.leave_out(xml, Kind::Deleted)?;
                    self.tables.drop_cell();
                }
                CellBegins::Covered => {
                    self.leave_out(xml, Kind::Covered)?;
                    self.push(Paragraph { cell: self.tables.cell(), ..Paragraph::default() })?;
                    self.end_cell();
                }
            },
        }
        Ok(())
    }

    /// Passes over what is left of the row or cell that is open, with its end.
    fn leave_out<B: BufRead>(&mut self, xml: &mut Xml<'_, B>, kind: Kind) -> Result<()> {
        self.frames.pop();
        gather(xml, |text| self.context.left_out.words(kind, text))
    }

    fn end(&mut self) -> Result<()> {
        match self.frames.pop() {
            Some(Frame::Paragraph) => self.end_paragraph()?,
            Some(Frame::Run) => {
                if let Some(open) = self.open.last_mut() {
                    open.end_run(self.context.styles);
                }
            }
            Some(Frame::Table) => self.end_table()?,
            Some(Frame::Row) => self.tables.end_row(),
            Some(Frame::Cell) => {
                self.flush()?;
                self.end_cell();
            }
            Some(Frame::TextBox) => self.end_text_box()?,
            Some(Frame::SimpleField) => drop(self.fields.end()),
            _ => {}
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<()> {
        let Some(open) = self.open.last_mut() else { return Ok(()) };
        if !self.fields.shows() {
            self.fields.hide();
            return Ok(());
        }
        let left_out = &mut *self.context.left_out;
        if self.fields.in_contents() {
            open.in_contents = true;
            left_out.words(Kind::Contents, text);
        } else if open.is_hidden() {
            left_out.count(Kind::Hidden);
            left_out.words(Kind::Hidden, text);
        } else {
            self.context.gauge.keep(text)?;
            // The recognition takes what stands between soft breaks as paragraphs.
            for _ in text.matches('\n') {
                self.context.gauge.paragraph()?;
            }
            left_out.add(Kind::Controls, open.push(text));
        }
        Ok(())
    }

    fn field_mark(&mut self, mark: &str) -> Result<()> {
        match mark {
            "begin" => self.fields.begin(),
            "separate" => self.fields.separate(),
            "end" => match self.fields.end() {
                Ended::Text(text) => self.text(&text)?,
                Ended::Unknown => self.context.left_out.count(Kind::Instructions),
                Ended::Nothing => {}
            },
            _ => {}
        }
        Ok(())
    }

    fn end_paragraph(&mut self) -> Result<()> {
        let Some(mut open) = self.open.pop() else { return Ok(()) };
        self.fields.end_paragraph();
        if let Some(before) = self.joined.take() {
            open.goes_on_with(before);
        }
        if open.is_joined_to_next() {
            self.joined = Some(open);
            return Ok(());
        }
        self.write(open)
    }

    /// Writes a paragraph that is complete.
    fn write(&mut self, open: Open) -> Result<()> {
        if open.in_contents && open.is_empty() {
            self.context.left_out.count(Kind::Contents);
            return Ok(());
        }
        let context = &mut *self.context;
        let (mut paragraph, after) = open.finish(context.styles, context.numbering);
        context.gauge.keep(&paragraph.label)?;
        paragraph.cell = self.tables.cell();
        if !self.outside.is_empty() {
            paragraph.story = Story::TextBox;
        }
        self.push(paragraph)?;
        if let Some(list) = self.lists.last_mut() {
            list.extend(after);
        }
        Ok(())
    }

    fn push(&mut self, paragraph: Paragraph) -> Result<()> {
        self.context.gauge.paragraph()?;
        if let Some(list) = self.lists.last_mut() {
            list.push(paragraph);
        }
        Ok(())
    }

    /// Writes what waits for a paragraph that does not come.
    fn flush(&mut self) -> Result<()> {
        match self.joined.take() {
            Some(open) if !open.is_empty() => self.write(open),
            _ => Ok(()),
        }
    }

    fn begin_table(&mut self) -> Result<()> {
        self.flush()?;
        // A nested table follows the cell it stands in, whose row would fall apart otherwise.
        if self.tables.begin(self.table_count) {
            self.lists.push(Vec::new());
        }
        self.table_count = self.table_count.saturating_add(1);
        Ok(())
    }

    fn end_table(&mut self) -> Result<()> {
        self.flush()?;
        let (within, left) = self.tables.end();
        if let Some(list) = self.lists.last_mut() {
            list.extend(left);
        }
        if within {
            let nested = self.lists.pop().unwrap_or_default();
            self.tables.follow_cell(nested);
        }
        Ok(())
    }

    fn end_cell(&mut self) {
        let nested = self.tables.end_cell();
        if let Some(list) = self.lists.last_mut() {
            list.extend(nested);
        }
    }

    fn begin_text_box(&mut self) {
        self.lists.push(Vec::new());
        self.outside.push(Outside {
            tables: std::mem::take(&mut self.tables),
            fields: self.fields.outside(),
            joined: self.joined.take(),
        });
    }

    fn end_text_box(&mut self) -> Result<()> {
        self.flush()?;
        let Some(outside) = self.outside.pop() else { return Ok(()) };
        self.fields.go_on(outside.fields);
        (self.tables, self.joined) = (outside.tables, outside.joined);
        let within = self.lists.pop().unwrap_or_default();
        self.beside(within);
        Ok(())
    }

    /// Puts the paragraphs of a text box before the paragraph it hangs on, or after it where that has begun already.
    fn beside(&mut self, within: Vec<Paragraph>) {
        match self.open.last_mut() {
            Some(open) if !open.is_empty() => open.after.extend(within),
            _ => {
                if let Some(list) = self.lists.last_mut() {
                    list.extend(within);
                }
            }
        }
    }

    fn word_art(&mut self, words: &str) -> Result<()> {
        if words.trim().is_empty() {
            return Ok(());
        }
        self.context.gauge.keep(words)?;
        self.context.gauge.paragraph()?;
        let mut open = Open::new(self.context.styles.paragraph(None));
        self.context.left_out.add(Kind::Controls, open.push(words));
        let (mut paragraph, _) = open.finish(self.context.styles, self.context.numbering);
        paragraph.story = Story::TextBox;
        self.beside(vec![paragraph]);
        Ok(())
    }
}

/// Passes over all up to the end of the innermost open element; its words go to `each`.
pub(super) fn gather<B: BufRead>(xml: &mut Xml<'_, B>, mut each: impl FnMut(&str)) -> Result<()> {
    let end = xml.depth().saturating_sub(1);
    // Where the text that is read begins.
    let mut text = None;
    while xml.depth() > end {
        let now = xml.depth();
        match xml.next()? {
            Token::Start(tag) if ["t", "delText"].contains(&tag.word()) => text = Some(now + 1),
            Token::End if text.is_some_and(|begun| now <= begun) => text = None,
            Token::Text(words) if text.is_some() => each(&words),
            Token::Eof => break,
            _ => {}
        }
    }
    Ok(())
}
