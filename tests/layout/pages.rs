//! Printed pages as lines: the words that `pdftotext -bbox-layout` found, put together by height.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// A printed page.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) width: f64,
    pub(crate) lines: Vec<Line>,
}

/// A printed line, without its blanks; lengths in points from the page's upper left corner.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) middle: f64,
}

/// Words whose middles are nearer than this stand on one line; half of the smallest pitch in use.
const SAME_LINE: f64 = 7.0;

/// The pages in `xml`.
pub(crate) fn pages(xml: &str) -> Vec<Page> {
    let mut reader = Reader::from_str(xml);
    let mut pages: Vec<Page> = Vec::new();
    let mut word: Option<Line> = None;
    loop {
        match reader.read_event().expect("well-formed boxes") {
            Event::Start(tag) if tag.name().as_ref() == "page" => {
                pages.push(Page { width: number(&tag, "width"), lines: Vec::new() });
            }
            Event::Start(tag) if tag.name().as_ref() == "word" => {
                let middle = (number(&tag, "yMin") + number(&tag, "yMax")) / 2.0;
                let (left, right) = (number(&tag, "xMin"), number(&tag, "xMax"));
                word = Some(Line { text: String::new(), left, right, middle });
            }
            Event::Text(text) => {
                if let Some(word) = &mut word {
                    word.text.push_str(&text);
                }
            }
            Event::GeneralRef(name) => {
                if let Some(word) = &mut word {
                    let entity = quick_xml::escape::resolve_predefined_entity(&name).expect("a known entity");
                    word.text.push_str(entity);
                }
            }
            Event::End(tag) if tag.name().as_ref() == "word" => {
                let page = pages.last_mut().expect("a word on a page");
                page.lines.extend(word.take());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    pages.iter_mut().for_each(join);
    pages
}

/// Puts words side by side into lines, from the top.
fn join(page: &mut Page) {
    let mut words = std::mem::take(&mut page.lines);
    words.sort_by(|a, b| a.middle.total_cmp(&b.middle));
    let near = |a: &Line, b: &Line| b.middle - a.middle < SAME_LINE;
    let mut rows: Vec<Vec<Line>> = Vec::new();
    for word in words {
        match rows.last_mut() {
            Some(row) if near(&row[0], &word) => row.push(word),
            _ => rows.push(vec![word]),
        }
    }
    for mut row in rows {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
        let text = row.iter().flat_map(|word| word.text.chars()).filter(|c| !c.is_whitespace()).collect();
        let right = row.iter().fold(0.0, |right: f64, word| right.max(word.right));
        page.lines.push(Line { text, left: row[0].left, right, middle: row[0].middle });
    }
}

fn number(tag: &BytesStart, name: &str) -> f64 {
    let attribute = tag.try_get_attribute(name).expect("well-formed attributes").expect("a box has this side");
    attribute.value.parse().expect("a number")
}
