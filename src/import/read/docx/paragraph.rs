//! A paragraph while it is read: its text grows, its look follows from style and direct formatting, its label from its list.

use std::rc::Rc;

use super::numbering::Numbering;
use super::properties::{ParagraphProperties, RunProperties};
use super::styles::{Effective, Styles};
use crate::import::read::is_control;
use crate::import::{Look, Paragraph, Run};

/// A paragraph that is open.
pub(super) struct Open {
    style: Rc<Effective>,
    /// What it says itself.
    direct: ParagraphProperties,
    text: String,
    runs: Vec<Run>,
    /// How the present run looks.
    look: Look,
    hidden: bool,
    /// A heading that runs into this paragraph (Word's style separator): it has the number.
    heading: Option<(Rc<Effective>, ParagraphProperties)>,
    /// Paragraphs of text boxes that hang on it and follow it.
    pub(super) after: Vec<Paragraph>,
    /// Text of it was a line of a table of contents.
    pub(super) in_contents: bool,
}

impl Open {
    /// An empty paragraph of a style.
    pub(super) fn new(style: Rc<Effective>) -> Open {
        Open {
            style,
            direct: ParagraphProperties::default(),
            text: String::new(),
            runs: Vec::new(),
            look: Look::default(),
            hidden: false,
            heading: None,
            after: Vec::new(),
            in_contents: false,
        }
    }

    /// Gives it its properties.
    pub(super) fn set(&mut self, properties: ParagraphProperties, styles: &Styles) {
        self.style = styles.paragraph(properties.style.as_deref());
        self.direct = properties;
        self.end_run(styles);
    }

    /// A run begins that says this of itself.
    pub(super) fn begin_run(&mut self, styles: &Styles, properties: &RunProperties) {
        (self.look, self.hidden) = styles.look(&self.style, properties);
    }

    /// A run ends; what stands between runs looks as the paragraph.
    pub(super) fn end_run(&mut self, styles: &Styles) {
        self.begin_run(styles, &RunProperties::default());
    }

    /// Whether the present run is hidden.
    pub(super) fn is_hidden(&self) -> bool {
        self.hidden
    }

    /// Whether it has no text.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Adds text of the present run; answers how many of its letters are control characters, which are no text.
    pub(super) fn push(&mut self, text: &str) -> usize {
        let before = self.text.len();
        let mut controls = 0;
        for letter in text.chars() {
            match letter {
                '\n' | '\t' => self.text.push(letter),
                // A break in the file's own lines is a blank.
                '\r' => self.text.push(' '),
                letter if is_control(letter) => controls += 1,
                letter => self.text.push(letter),
            }
        }
        let len = self.text.len() - before;
        match self.runs.last_mut() {
            _ if len == 0 => {}
            Some(run) if run.look == self.look => run.len += len,
            _ => self.runs.push(Run { len, look: self.look }),
        }
        controls
    }

    /// Whether the next paragraph goes on with this one: its mark is struck out, or hidden.
    pub(super) fn is_joined_to_next(&self) -> bool {
        let mark = &self.direct.mark;
        mark.deleted || mark.hidden.or(self.style.run.hidden).unwrap_or(false)
    }

    /// Puts `before`, whose end is gone, at the beginning of this paragraph. The mark that is left says how both look; only a
    /// heading whose mark is hidden keeps its number.
    pub(super) fn goes_on_with(&mut self, before: Open) {
        let runs_in = !before.direct.mark.deleted && !before.is_empty();
        if let Some(heading) = before.heading {
            self.heading = Some(heading);
        } else if runs_in {
            self.heading = Some((before.style, before.direct));
        }
        let text = std::mem::replace(&mut self.text, before.text);
        self.text.push_str(&text);
        let runs = std::mem::replace(&mut self.runs, before.runs);
        self.runs.extend(runs);
        let after = std::mem::replace(&mut self.after, before.after);
        self.after.extend(after);
        self.in_contents |= before.in_contents;
    }

    /// The paragraph with its label, and what follows it. Call it in the order of the document: lists count.
    pub(super) fn finish(self, styles: &Styles, numbering: &mut Numbering) -> (Paragraph, Vec<Paragraph>) {
        let (style, direct) =
            self.heading.as_ref().map_or((&self.style, &self.direct), |(style, direct)| (style, direct));
        let label = label(style, direct, styles, numbering);
        let own = self.direct.over(&self.style.paragraph);
        let outline = own.outline.filter(|level| *level < 9 && self.heading.is_none()).map(|level| level + 1);
        let paragraph = Paragraph {
            text: self.text,
            label,
            runs: self.runs,
            style: self.style.name.clone(),
            outline,
            align: own.align.unwrap_or_default(),
            cell: None,
            story: Default::default(),
        };
        (paragraph, self.after)
    }
}

/// The label of a paragraph. A list of its own comes with a level of its own; a list by its style has the level that names
/// the style (ECMA-376 part 1, 17.9.23).
fn label(style: &Effective, direct: &ParagraphProperties, styles: &Styles, numbering: &mut Numbering) -> String {
    let Some(list) = direct.list.or(style.paragraph.list).filter(|list| *list != 0) else { return String::new() };
    let level = match direct.level {
        Some(level) => level,
        None if direct.list.is_some() => 0,
        None => {
            let own = style.chain.get(..1).and_then(|own| numbering.level_of_style(list, own, styles));
            own.or(style.paragraph.level)
                .or_else(|| numbering.level_of_style(list, &style.chain, styles))
                .unwrap_or_default()
        }
    };
    numbering.label(list, level, styles)
}
