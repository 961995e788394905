//! The XML of one part as tokens, under limits: how deep elements nest, how large one of them is, what is inflated, and how
//! long all takes. Declarations of types and entities are refused. Nothing here knows what the elements mean.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

use quick_xml::NsReader;
use quick_xml::XmlVersion;
use quick_xml::encoding::DecodingReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, ResolveResult};

use super::super::gauge::Gauge;
use crate::Result;

/// The largest tag or stretch of text, in bytes: more than the longest text that is read, less than what fills a memory.
const LARGEST_TOKEN: usize = 16 << 20;

/// The vocabularies that are told apart, in their transitional (ECMA-376) and strict (ISO/IEC 29500-1) names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Vocabulary {
    Word,
    Compatibility,
    Drawing,
    Picture,
    Math,
    Vml,
    Office,
    Other,
}

impl Vocabulary {
    fn of(resolved: &ResolveResult<'_>) -> Vocabulary {
        let ResolveResult::Bound(Namespace(name)) = resolved else { return Vocabulary::Other };
        match *name {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Vocabulary::Word,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Vocabulary::Compatibility,
            "http://schemas.openxmlformats.org/drawingml/2006/main" | "http://purl.oclc.org/ooxml/drawingml/main" => {
                Vocabulary::Drawing
            }
            "http://schemas.openxmlformats.org/drawingml/2006/picture"
            | "http://purl.oclc.org/ooxml/drawingml/picture" => Vocabulary::Picture,
            "http://schemas.openxmlformats.org/officeDocument/2006/math"
            | "http://purl.oclc.org/ooxml/officeDocument/math" => Vocabulary::Math,
            "urn:schemas-microsoft-com:vml" => Vocabulary::Vml,
            "urn:schemas-microsoft-com:office:office" => Vocabulary::Office,
            _ => Vocabulary::Other,
        }
    }
}

/// What a part consists of.
pub(super) enum Token<'b> {
    /// An element begins.
    Start(Tag<'b>),
    /// The element that began last ends.
    End,
    /// Text between tags.
    Text(Cow<'b, str>),
    /// A comment or the like.
    Nothing,
    /// The part is over.
    Eof,
}

/// The beginning of an element.
pub(super) struct Tag<'b> {
    pub(super) vocabulary: Vocabulary,
    start: BytesStart<'b>,
}

impl Tag<'_> {
    /// The element's name without prefix.
    pub(super) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// The name of an element of WordprocessingML; empty for others.
    pub(super) fn word(&self) -> &str {
        if self.vocabulary == Vocabulary::Word { self.name() } else { "" }
    }

    /// The value of the attribute with this name, whatever its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut attributes = self.start.attributes();
        let found = attributes.with_checks(false).flatten().find(|one| one.key.local_name().into_inner() == name)?;
        found.normalized_value(XmlVersion::Implicit1_0).ok()
    }

    /// The attribute `val` as a number.
    pub(super) fn number<T: std::str::FromStr>(&self) -> Option<T> {
        self.attribute("val")?.trim().parse().ok()
    }

    /// The attribute `val` of a property that is on when it has none (ECMA-376 part 1, 17.17.4).
    pub(super) fn on(&self) -> bool {
        !self.attribute("val").is_some_and(|value| ["0", "false", "off"].contains(&value.as_ref()))
    }
}

/// A part's XML.
pub(super) struct Xml<'g, B> {
    reader: NsReader<DecodingReader<Metered<'g, B>>>,
    buffer: Vec<u8>,
    depth: usize,
    gauge: &'g Gauge<'g>,
}

impl<'g, B: BufRead> Xml<'g, B> {
    /// The XML that comes out of `bytes`: UTF-8 or UTF-16, as parts may be (ECMA-376 part 2, 6.2.5).
    pub(super) fn new(bytes: B, gauge: &'g Gauge<'g>) -> Xml<'g, B> {
        let mut reader = NsReader::from_reader(DecodingReader::new(Metered { bytes, gauge, token: 0 }));
        reader.config_mut().expand_empty_elements = true;
        Xml { reader, buffer: Vec::new(), depth: 0, gauge }
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }

    /// The next token.
    pub(super) fn next(&mut self) -> Result<Token<'_>> {
        let gauge = self.gauge;
        gauge.step()?;
        self.buffer.clear();
        self.reader.get_mut().get_mut().token = 0;
        let read = self.reader.read_resolved_event_into(&mut self.buffer);
        let (resolved, event) = read.map_err(|error| gauge.failed(error))?;
        match event {
            Event::Start(start) => {
                self.depth += 1;
                if self.depth > gauge.limits().depth {
                    return Err(gauge.too_deep());
                }
                Ok(Token::Start(Tag { vocabulary: Vocabulary::of(&resolved), start }))
            }
            Event::End(_) => {
                self.depth = self.depth.saturating_sub(1);
                Ok(Token::End)
            }
            Event::Text(text) => Ok(Token::Text(text.into_inner())),
            Event::CData(text) => Ok(Token::Text(text.into_inner())),
            Event::GeneralRef(reference) => match &*reference {
                "lt" => Ok(Token::Text("<".into())),
                "gt" => Ok(Token::Text(">".into())),
                "amp" => Ok(Token::Text("&".into())),
                "quot" => Ok(Token::Text("\"".into())),
                "apos" => Ok(Token::Text("'".into())),
                _ => match reference.resolve_char_ref() {
                    Ok(Some(letter)) => Ok(Token::Text(letter.to_string().into())),
                    _ => Err(gauge.has_entities()),
                },
            },
            Event::DocType(_) => Err(gauge.has_entities()),
            Event::Eof if self.depth > 0 => Err(gauge.damaged()),
            Event::Eof => Ok(Token::Eof),
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) => Ok(Token::Nothing),
        }
    }

    /// Passes over all until no more than `depth` elements are open.
    pub(super) fn skip_to(&mut self, depth: usize) -> Result<()> {
        while self.depth > depth {
            if let Token::Eof = self.next()? {
                break;
            }
        }
        Ok(())
    }

    /// Passes over the element that has just begun.
    pub(super) fn skip(&mut self) -> Result<()> {
        self.skip_to(self.depth.saturating_sub(1))
    }
}

/// Bytes that are counted as they are taken.
struct Metered<'g, B> {
    bytes: B,
    gauge: &'g Gauge<'g>,
    /// How many were taken for the present token.
    token: usize,
}

impl<B: BufRead> BufRead for Metered<'_, B> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.token > LARGEST_TOKEN {
            return Err(self.gauge.stop(self.gauge.piece_too_large()));
        }
        self.bytes.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.token = self.token.saturating_add(amount);
        self.bytes.consume(amount);
    }
}

impl<B: BufRead> Read for Metered<'_, B> {
    fn read(&mut self, target: &mut [u8]) -> io::Result<usize> {
        let mut available = self.fill_buf()?;
        let taken = available.read(target)?;
        self.consume(taken);
        Ok(taken)
    }
}
