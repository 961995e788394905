//! The styles of a document. In: the part `styles`. Out: what a paragraph or a run of a style looks like, after the document's
//! defaults and the chain of styles it is based on.

use std::cell::RefCell;
use std::collections::HashMap;
use std::io::BufRead;
use std::rc::Rc;

use super::faces::Theme;
use super::properties::{ParagraphProperties, RunProperties};
use super::xml::{Token, Xml};
use crate::Result;
use crate::import::Look;

/// The most styles; Word's own are some 370.
const MOST_STYLES: usize = 4_000;

/// The longest id of a style, in bytes: 253 letters are the most that Word gives.
const LONGEST_ID: usize = 253;

/// How long a chain of styles may be; a longer one is a loop, or meant as one.
const LONGEST_CHAIN: usize = 64;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// What the document says of all text.
    defaults: Style,
    /// The id of the style of paragraphs that name none.
    normal: Option<String>,
    worked_out: RefCell<HashMap<String, Rc<Effective>>>,
}

/// A style as it stands in the part.
#[derive(Debug, Default)]
struct Style {
    name: String,
    is_character: bool,
    based_on: Option<String>,
    paragraph: ParagraphProperties,
    run: RunProperties,
}

/// What a style comes to.
#[derive(Debug, Default)]
pub(super) struct Effective {
    /// Its name in lower case; empty for the default style.
    pub(super) name: String,
    pub(super) paragraph: ParagraphProperties,
    pub(super) run: RunProperties,
    /// Its id and those it is based on, from itself down.
    pub(super) chain: Vec<String>,
}

impl Styles {
    /// Reads the part `styles` (ECMA-376 part 1, 17.7).
    pub(super) fn read<B: BufRead>(mut xml: Xml<'_, B>, theme: &Theme) -> Result<Styles> {
        let mut styles = Styles::default();
        // What is being read: a style with its id, or the defaults.
        let mut id: Option<String> = None;
        let mut style = Style::default();
        let mut begun = usize::MAX;
        loop {
            let open = xml.depth();
            let tag = match xml.next()? {
                Token::Start(tag) => tag,
                Token::End if open == begun => {
                    begun = usize::MAX;
                    let read = std::mem::take(&mut style);
                    match id.take() {
                        Some(id) if styles.styles.len() < MOST_STYLES && id.len() <= LONGEST_ID => {
                            drop(styles.styles.insert(id, read))
                        }
                        Some(_) => {}
                        None => styles.defaults = read,
                    }
                    continue;
                }
                Token::Eof => return Ok(styles),
                _ => continue,
            };
            match tag.word() {
                "docDefaults" => begun = open + 1,
                "style" => {
                    let named = tag.attribute("styleId").unwrap_or_default().into_owned();
                    style.is_character = tag.attribute("type").is_some_and(|kind| kind == "character");
                    let of_paragraphs = tag.attribute("type").is_none_or(|kind| kind == "paragraph");
                    let default = tag.attribute("default").is_some_and(|value| ["1", "true", "on"].contains(&&*value));
                    if default && of_paragraphs {
                        styles.normal = Some(named.clone());
                    }
                    id = Some(named);
                    begun = open + 1;
                }
                // Each paragraph carries the name; Word's own end at 253 letters, and what tells headings stands at the beginning.
                "name" => {
                    style.name =
                        tag.attribute("val").unwrap_or_default().chars().take(60).collect::<String>().to_lowercase()
                }
                "basedOn" => style.based_on = tag.attribute("val").map(Into::into),
                "pPr" => style.paragraph = ParagraphProperties::read(&mut xml, theme, &mut Vec::new())?,
                "rPr" => style.run = RunProperties::read(&mut xml, theme)?,
                // How the parts of a table look.
                "tblStylePr" => xml.skip()?,
                _ => {}
            }
        }
    }

    /// What the paragraph style `id` comes to; the default style where there is no such style.
    pub(super) fn paragraph(&self, id: Option<&str>) -> Rc<Effective> {
        let known = id.filter(|id| self.styles.get(*id).is_some_and(|style| !style.is_character));
        let id = known.or(self.normal.as_deref()).unwrap_or_default();
        if let Some(found) = self.worked_out.borrow().get(id) {
            return Rc::clone(found);
        }
        let effective = Rc::new(self.work_out(id));
        self.worked_out.borrow_mut().insert(id.to_owned(), Rc::clone(&effective));
        effective
    }

    /// The list that the numbering style `id` names.
    pub(super) fn list_of(&self, id: &str) -> Option<u32> {
        self.styles.get(id)?.paragraph.list
    }

    /// How a run looks, and whether it is hidden, in a paragraph of the style `paragraph` with what the run itself says.
    /// Bold and hidden are switches: a character style turns round what the paragraph's style says (17.7.3).
    pub(super) fn look(&self, paragraph: &Effective, run: &RunProperties) -> (Look, bool) {
        let character = run.style.as_deref().filter(|id| self.styles.get(*id).is_some_and(|style| style.is_character));
        let styled = character.map(|id| self.merged(id).1).unwrap_or_default();
        let switch = |direct: Option<bool>, character: Option<bool>, paragraph: Option<bool>| {
            direct.unwrap_or(character.unwrap_or(false) != paragraph.unwrap_or(false))
        };
        let look = Look {
            bold: switch(run.bold, styled.bold, paragraph.run.bold),
            face: run.face.or(styled.face).or(paragraph.run.face).unwrap_or_default(),
            size: run.size.or(styled.size).or(paragraph.run.size).unwrap_or_default(),
            styled: character.and_then(|id| self.styles.get(id)).is_some_and(|style| tells_something(&style.name)),
        };
        (look, switch(run.hidden, styled.hidden, paragraph.run.hidden))
    }

    fn work_out(&self, id: &str) -> Effective {
        let (paragraph, run, chain) = self.merged(id);
        let name = self.styles.get(id).map(|style| style.name.clone()).unwrap_or_default();
        let mut paragraph = paragraph.over(&self.defaults.paragraph);
        if paragraph.outline.is_none() {
            paragraph.outline = built_in_level(&name);
        }
        let name = if self.normal.as_deref() == Some(id) { String::new() } else { name };
        Effective { name, paragraph, run: run.over(&self.defaults.run), chain }
    }

    /// What the style `id` and those it is based on say together, and their ids.
    fn merged(&self, id: &str) -> (ParagraphProperties, RunProperties, Vec<String>) {
        let (mut paragraph, mut run) = (ParagraphProperties::default(), RunProperties::default());
        let mut chain: Vec<String> = Vec::new();
        let mut next = Some(id);
        while let Some((id, style)) = next.and_then(|id| Some((id, self.styles.get(id)?))) {
            if chain.len() >= LONGEST_CHAIN || chain.iter().any(|seen| seen == id) {
                break;
            }
            paragraph = paragraph.over(&style.paragraph);
            run = run.over(&style.run);
            chain.push(id.to_owned());
            next = style.based_on.as_deref();
        }
        (paragraph, run, chain)
    }
}

/// The outline level of Word's own heading styles, from 0, which they have even where the file does not say it.
fn built_in_level(name: &str) -> Option<u8> {
    let number: u8 = name.strip_prefix("heading ").or_else(|| name.strip_prefix("标题 "))?.parse().ok()?;
    (1..=9).contains(&number).then(|| number - 1)
}

/// Whether a character style says more of a text than that it leads somewhere.
fn tells_something(name: &str) -> bool {
    !["default paragraph font", "默认段落字体", "hyperlink", "超链接", "followedhyperlink", "page number", "页码"]
        .contains(&name)
}
