//! The properties of paragraphs and runs that tell headings from text, as one element states them: nothing is inherited here.

use std::io::BufRead;

use super::faces::{Theme, face_of};
use super::xml::{Tag, Token, Xml};
use crate::Result;
use crate::import::{Align, Face};

/// What a `rPr` says; what it does not say is `None`.
#[derive(Debug, Clone, Default)]
pub(super) struct RunProperties {
    /// The id of a character style.
    pub(super) style: Option<String>,
    pub(super) bold: Option<bool>,
    pub(super) face: Option<Face>,
    /// In half points.
    pub(super) size: Option<u16>,
    pub(super) hidden: Option<bool>,
    /// Of a paragraph's mark: it was struck out or moved away with its changes tracked.
    pub(super) deleted: bool,
}

/// What a `pPr` says.
#[derive(Debug, Clone, Default)]
pub(super) struct ParagraphProperties {
    /// The id of a paragraph style.
    pub(super) style: Option<String>,
    /// The list it is an entry of (`numId`); 0 for none.
    pub(super) list: Option<u32>,
    /// The level of the list, from 0.
    pub(super) level: Option<usize>,
    /// The outline level, from 0; 9 is body text.
    pub(super) outline: Option<u8>,
    pub(super) align: Option<Align>,
    /// The paragraph's mark.
    pub(super) mark: RunProperties,
}

/// Headers and footers that a section names, by the ids of their relationships.
pub(super) type SectionParts = Vec<String>;

/// The most references to headers and footers that are kept.
const MOST_REFERENCES: usize = 1000;

/// Elements whose content is what was before a tracked change.
fn is_past(name: &str) -> bool {
    matches!(name, "pPrChange" | "rPrChange" | "sectPrChange" | "numberingChange" | "tcPrChange" | "trPrChange")
}

impl RunProperties {
    /// Reads the `rPr` that has just begun, to its end.
    pub(super) fn read<B: BufRead>(xml: &mut Xml<'_, B>, theme: &Theme) -> Result<RunProperties> {
        let mut properties = RunProperties::default();
        let end = xml.depth().saturating_sub(1);
        while xml.depth() > end {
            if let Token::Start(tag) = xml.next()? {
                if is_past(tag.word()) {
                    xml.skip()?;
                } else {
                    properties.set(&tag, theme);
                }
            }
        }
        Ok(properties)
    }

    fn set(&mut self, tag: &Tag<'_>, theme: &Theme) {
        match tag.word() {
            "rStyle" => self.style = tag.attribute("val").map(Into::into),
            "b" => self.bold = Some(tag.on()),
            "vanish" | "specVanish" => self.hidden = Some(tag.on() || self.hidden == Some(true)),
            "sz" => self.size = tag.number().or(self.size),
            "rFonts" => self.face = face(tag, theme).or(self.face),
            "del" | "moveFrom" => self.deleted = true,
            _ => {}
        }
    }

    /// What `self` says, and where it says nothing, what `below` says.
    pub(super) fn over(&self, below: &RunProperties) -> RunProperties {
        RunProperties {
            style: self.style.clone(),
            bold: self.bold.or(below.bold),
            face: self.face.or(below.face),
            size: self.size.or(below.size),
            hidden: self.hidden.or(below.hidden),
            deleted: self.deleted,
        }
    }
}

/// The face of Chinese text that `rFonts` states (ECMA-376 part 1, 17.3.2.26): the theme's name counts before the font's. Programs
/// that know no East Asian fonts write 黑体 where Latin ones belong; what was meant is plain.
fn face(tag: &Tag<'_>, theme: &Theme) -> Option<Face> {
    if let Some(name) = tag.attribute("eastAsiaTheme") {
        return Some(theme.face(&name).unwrap_or_default());
    }
    if let Some(name) = tag.attribute("eastAsia") {
        return Some(face_of(&name));
    }
    let latin = ["ascii", "hAnsi"].iter().filter_map(|name| tag.attribute(name)).map(|name| face_of(&name));
    latin.into_iter().find(|face| *face != Face::Text)
}

impl ParagraphProperties {
    /// Reads the `pPr` that has just begun, to its end; the headers and footers of its section go into `sections`.
    pub(super) fn read<B: BufRead>(
        xml: &mut Xml<'_, B>,
        theme: &Theme,
        sections: &mut SectionParts,
    ) -> Result<ParagraphProperties> {
        let mut properties = ParagraphProperties::default();
        let end = xml.depth().saturating_sub(1);
        while xml.depth() > end {
            let Token::Start(tag) = xml.next()? else { continue };
            match tag.word() {
                "rPr" => properties.mark = RunProperties::read(xml, theme)?,
                name if is_past(name) => xml.skip()?,
                "headerReference" | "footerReference" => refer(&tag, sections),
                _ => properties.set(&tag),
            }
        }
        Ok(properties)
    }

    fn set(&mut self, tag: &Tag<'_>) {
        match tag.word() {
            "pStyle" => self.style = tag.attribute("val").map(Into::into),
            "numId" => self.list = tag.number().or(self.list),
            "ilvl" => self.level = tag.number().or(self.level),
            "outlineLvl" => self.outline = tag.number().or(self.outline),
            "jc" => {
                self.align = match tag.attribute("val").as_deref() {
                    Some("center") => Some(Align::Centre),
                    Some("right" | "end") => Some(Align::Right),
                    _ => Some(Align::Left),
                }
            }
            _ => {}
        }
    }

    /// What `self` says, and where it says nothing, what `below` says. Of `self`, the style and the mark stay.
    pub(super) fn over(&self, below: &ParagraphProperties) -> ParagraphProperties {
        ParagraphProperties {
            style: self.style.clone(),
            list: self.list.or(below.list),
            level: self.level.or(below.level),
            outline: self.outline.or(below.outline),
            align: self.align.or(below.align),
            mark: self.mark.clone(),
        }
    }
}

/// Notes the header or footer that `tag` refers to.
pub(super) fn refer(tag: &Tag<'_>, sections: &mut SectionParts) {
    if sections.len() < MOST_REFERENCES {
        sections.extend(tag.attribute("id").map(Into::into));
    }
}
