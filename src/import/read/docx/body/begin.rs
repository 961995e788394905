//! What each element of a document asks for when it begins.

use super::super::left_out::Kind;
use super::super::paragraph::Open;
use super::super::properties::{RunProperties, refer};
use super::super::symbols;
use super::super::xml::{Tag, Vocabulary};
use super::{Frame, Walk};
use crate::Result;

/// What is to be done with an element that has begun.
pub(super) enum Step {
    Open(Frame),
    Skip,
    /// Passes over it, and keeps its words as left out.
    Words(Kind),
    /// The same of the text in a drawing, which has elements of its own.
    Drawn,
    ParagraphProperties,
    RunProperties,
    RowProperties,
    CellProperties,
}

impl Walk<'_, '_> {
    /// What an element that begins asks for.
    pub(super) fn begin(&mut self, tag: &Tag<'_>) -> Result<Step> {
        match tag.vocabulary {
            Vocabulary::Word => self.begin_word(tag),
            Vocabulary::Compatibility => Ok(self.begin_alternative(tag.name())),
            Vocabulary::Math if tag.name() == "t" => Ok(Step::Open(Frame::Text)),
            Vocabulary::Drawing if tag.name() == "t" => {
                self.context.left_out.count(Kind::Drawn);
                Ok(Step::Drawn)
            }
            Vocabulary::Picture if tag.name() == "pic" => Ok(self.counted(Kind::Pictures)),
            Vocabulary::Vml if tag.name() == "imagedata" => Ok(self.counted(Kind::Pictures)),
            // Old WordArt has its words in an attribute; a title in red is often made so.
            Vocabulary::Vml if tag.name() == "textpath" => {
                let words = tag.attribute("string").unwrap_or_default();
                self.word_art(&words)?;
                Ok(Step::Open(Frame::Other))
            }
            Vocabulary::Office if tag.name() == "OLEObject" => Ok(self.counted(Kind::Objects)),
            Vocabulary::Other if tag.name() == "relIds" || tag.name() == "chart" => Ok(self.counted(Kind::Objects)),
            _ => Ok(Step::Open(Frame::Other)),
        }
    }

    fn begin_word(&mut self, tag: &Tag<'_>) -> Result<Step> {
        let frame = match tag.word() {
            "p" => {
                self.open.push(Open::new(self.context.styles.paragraph(None)));
                Frame::Paragraph
            }
            "r" => {
                if let Some(open) = self.open.last_mut() {
                    open.begin_run(self.context.styles, &RunProperties::default());
                }
                Frame::Run
            }
            "t" => Frame::Text,
            "pPr" if matches!(self.frames.last(), Some(Frame::Paragraph)) => return Ok(Step::ParagraphProperties),
            "rPr" if matches!(self.frames.last(), Some(Frame::Run)) => return Ok(Step::RunProperties),
            "tab" | "ptab" => return self.letter("\t"),
            "cr" => return self.letter("\n"),
            "br" if tag.attribute("type").is_none_or(|kind| kind == "textWrapping") => return self.letter("\n"),
            "noBreakHyphen" => return self.letter("-"),
            "sym" => {
                let code = tag.attribute("char").and_then(|code| u32::from_str_radix(&code, 16).ok()).unwrap_or(0);
                match symbols::sign(code, &tag.attribute("font").unwrap_or_default()) {
                    Some(letter) => return self.letter(letter.encode_utf8(&mut [0; 4])),
                    None => self.context.left_out.count(Kind::Symbols),
                }
                Frame::Other
            }
            "tbl" => {
                self.begin_table()?;
                Frame::Table
            }
            "tr" => {
                self.tables.begin_row();
                Frame::Row
            }
            "tc" => {
                self.tables.begin_cell();
                Frame::Cell
            }
            "trPr" if matches!(self.frames.last(), Some(Frame::Row)) => return Ok(Step::RowProperties),
            "tcPr" if matches!(self.frames.last(), Some(Frame::Cell)) => return Ok(Step::CellProperties),
            "txbxContent" => {
                self.begin_text_box();
                Frame::TextBox
            }
            "fldChar" => {
                self.field_mark(&tag.attribute("fldCharType").unwrap_or_default())?;
                Frame::Other
            }
            "fldSimple" => {
                self.fields.begin();
                self.fields.instruct(&tag.attribute("instr").unwrap_or_default());
                self.fields.separate();
                Frame::SimpleField
            }
            "instrText" => Frame::Instruction,
            "del" | "moveFrom" => {
                self.context.left_out.count(Kind::Deleted);
                self.context.left_out.words(Kind::Deleted, " ");
                return Ok(Step::Words(Kind::Deleted));
            }
            "ins" | "moveTo" => {
                self.context.left_out.count(Kind::Inserted);
                Frame::Other
            }
            "footnoteReference" => return Ok(self.counted(Kind::Footnotes)),
            "endnoteReference" => return Ok(self.counted(Kind::Endnotes)),
            "altChunk" | "subDoc" => return Ok(self.counted(Kind::Objects)),
            "headerReference" | "footerReference" => {
                refer(tag, &mut self.sections);
                Frame::Other
            }
            "rt" | "rubyPr" | "tblPr" | "tblPrEx" | "tblGrid" | "sdtPr" | "sdtEndPr" | "smartTagPr" | "customXmlPr"
            | "fldData" | "delInstrText" | "delText" | "pPr" | "rPr" | "trPr" | "tcPr" => return Ok(Step::Skip),
            _ => Frame::Other,
        };
        Ok(Step::Open(frame))
    }

    /// Of several ways to say the same the first is taken, whichever program it is for: they differ in looks, not in words.
    fn begin_alternative(&mut self, name: &str) -> Step {
        match (name, self.frames.last_mut()) {
            ("AlternateContent", _) => Step::Open(Frame::Alternatives(false)),
            ("Choice" | "Fallback", Some(Frame::Alternatives(taken))) if !*taken => {
                *taken = true;
                Step::Open(Frame::Other)
            }
            ("Choice" | "Fallback", _) => Step::Skip,
            _ => Step::Open(Frame::Other),
        }
    }

    fn counted(&mut self, kind: Kind) -> Step {
        self.context.left_out.count(kind);
        Step::Open(Frame::Other)
    }

    fn letter(&mut self, letter: &str) -> Result<Step> {
        self.text(letter)?;
        Ok(Step::Open(Frame::Other))
    }
}
