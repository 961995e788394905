//! A foreign file as its paragraphs: what a reader hands to the recognition.

use serde::Serialize;
use ts_rs::TS;

use crate::model::Cell;

/// The text of a foreign file, in reading order, with what tells its paragraphs apart.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Source {
    /// What the file was found to be, by its content.
    pub format: Format,
    /// The paragraphs.
    pub paragraphs: Vec<Paragraph>,
    /// What was left out of the text, and what was odd about the file.
    pub notices: Vec<Notice>,
}

/// What a file is, by its content and not by its name.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    /// Word since 2007 (ECMA-376).
    Docx,
    /// Plain text; pasted text, too.
    #[default]
    Text,
    /// A foreign binary, such as Word's `.doc`, read by another program of ours.
    Foreign,
}

/// Something that the reader left out or wondered at, in Chinese, for the user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Notice {
    /// One sentence.
    pub text: String,
    /// The words that were left out, shortened; empty where there are none.
    pub left_out: String,
}

/// One paragraph, as Word shows it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Paragraph {
    /// The text without an automatic number; `\n` is a soft line break, `\t` a tab.
    pub text: String,
    /// The automatic number as Word shows it, such as `（一）`; empty where the number is typed or absent.
    pub label: String,
    /// The stretches of the text that look alike; together they are as long as it.
    pub runs: Vec<Run>,
    /// The name of its style in lower case, such as `heading 1` or `标题 1`; empty for the default style.
    pub style: String,
    /// The outline level, from 1; body text has none.
    pub outline: Option<u8>,
    /// How its lines stand.
    pub align: Align,
    /// Where it stands in a table.
    pub cell: Option<Cell>,
    /// Which text it belongs to.
    pub story: Story,
}

impl Paragraph {
    /// The number, if Word makes one, and the text.
    #[must_use]
    pub fn full_text(&self) -> String {
        format!("{}{}", self.label, self.text)
    }
}

/// A stretch of text with one look.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Run {
    /// Its length in bytes.
    pub len: usize,
    /// Its look.
    pub look: Look,
}

/// How text looks, after styles and direct formatting; only what tells headings from text.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Look {
    /// In bold.
    pub bold: bool,
    /// In a face other than that of most of the document's text: 黑体 and 楷体 are.
    pub face: Face,
    /// The size in half points; 0 where the file does not say.
    pub size: u16,
    /// In a character style of its own, as the program's run-in headings are.
    pub styled: bool,
}

/// The kinds of faces that official documents tell levels by (GB/T 9704-2012, clause 7.3.3).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Face {
    /// 仿宋, 宋体 and whatever else.
    #[default]
    Text,
    /// 黑体 and its kin.
    Hei,
    /// 楷体 and its kin.
    Kai,
    /// 小标宋 and its kin.
    Title,
}

/// How a paragraph's lines stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Align {
    /// Left or justified.
    #[default]
    Left,
    /// Centred.
    Centre,
    /// Right.
    Right,
}

/// Which text of the file a paragraph belongs to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Story {
    /// The body, tables included.
    #[default]
    Body,
    /// A text box.
    TextBox,
}

impl Source {
    /// The whole text, one paragraph a line; the cells of a table's row are one line, with tabs between, and the paragraphs of
    /// a cell have blanks between, as in [`crate::model::Document::text`].
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::new();
        let mut before: Option<Cell> = None;
        for (n, paragraph) in self.paragraphs.iter().enumerate() {
            if n > 0 {
                text.push(match (before, paragraph.cell) {
                    (Some(a), Some(b)) if a == b => ' ',
                    (Some(a), Some(b)) if (a.table, a.row) == (b.table, b.row) => '\t',
                    _ => '\n',
                });
            }
            text.push_str(&paragraph.label);
            text.push_str(&paragraph.text);
            before = paragraph.cell;
        }
        text
    }
}
