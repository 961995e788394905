//! What stands beside the text: comments, notes, headers and footers. In: their parts. Out: how many there are and what they
//! say, for the notices.

use std::io::BufRead;

use super::body::gather;
use super::left_out::{Kind, LeftOut};
use super::package::{Package, Relationship};
use super::xml::{Token, Xml};
use crate::Result;

/// The most headers and footers that are looked at: three of each for every section.
const MOST: usize = 60;

/// Notes what stands beside the text, with headers and footers where `sections` name them.
pub(super) fn read(
    package: &mut Package<'_>,
    leads: &[Relationship],
    sections: &[String],
    left_out: &mut LeftOut,
) -> Result<()> {
    for (kind, element, what) in [
        ("comments", "comment", Kind::Comments),
        ("footnotes", "footnote", Kind::Footnotes),
        ("endnotes", "endnote", Kind::Endnotes),
    ] {
        let is_used = what == Kind::Comments || left_out.times(what) > 0;
        let Some(lead) = leads.iter().find(|lead| lead.kind == kind && is_used) else { continue };
        if let Some(xml) = package.part(&lead.target)? {
            read_notes(xml, element, what, left_out)?;
        }
    }
    let mut seen: Vec<(Kind, String)> = Vec::new();
    let named = leads.iter().filter(|lead| sections.contains(&lead.id)).take(MOST);
    for lead in named {
        let what = match lead.kind.as_str() {
            "header" => Kind::Header,
            "footer" => Kind::Footer,
            _ => continue,
        };
        let Some(mut xml) = package.part(&lead.target)? else { continue };
        let mut words = String::new();
        // A header is short; of a long one its beginning says enough.
        begin(&mut xml)?;
        gather(&mut xml, |text| {
            if words.len() < 1000 {
                words.push_str(text);
            }
        })?;
        let words = (what, words);
        if !is_page_number(&words.1) && !seen.contains(&words) {
            left_out.words(what, &words.1);
            left_out.words(what, " ");
            seen.push(words);
        }
    }
    Ok(())
}

/// Reads up to the beginning of the outermost element.
fn begin<B: BufRead>(xml: &mut Xml<'_, B>) -> Result<()> {
    while xml.depth() == 0 {
        if let Token::Eof = xml.next()? {
            break;
        }
    }
    Ok(())
}

/// Comments are counted where they stand, notes where the text refers to them.
fn read_notes<B: BufRead>(mut xml: Xml<'_, B>, element: &str, what: Kind, left_out: &mut LeftOut) -> Result<()> {
    loop {
        match xml.next()? {
            Token::Start(tag) if tag.word() == element => {
                // The lines between text and notes are notes, too (ECMA-376 part 1, 17.11.9).
                if tag.attribute("type").is_some_and(|kind| kind != "normal") {
                    xml.skip()?;
                    continue;
                }
                if what == Kind::Comments {
                    left_out.count(what);
                }
                gather(&mut xml, |text| left_out.words(what, text))?;
                left_out.words(what, " ");
            }
            Token::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Whether a header or footer says no more than the page's number.
fn is_page_number(words: &str) -> bool {
    words.chars().all(|letter| {
        letter.is_ascii_digit() || letter.is_whitespace() || "-—－–·.第页共/一二三四五六七八九十".contains(letter)
    })
}
