//! Printed pages as lines: the words that `pdftotext -bbox-layout` found, put together by height.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use shuzhi::profile::{Profile, Pt};

/// A printed page; lengths in points from its upper left corner.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// The words in the text area and above and below it, as lines.
    pub(crate) lines: Vec<Line>,
    /// The words left of the text area: the numbers of lines on an upright page, the page's on a landscape one.
    pub(crate) margin: Vec<Word>,
}

/// A printed line, without its blanks.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) text: String,
    pub(crate) words: Vec<String>,
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) middle: f64,
}

/// A printed word.
#[derive(Debug, Default)]
pub(crate) struct Word {
    pub(crate) text: String,
    pub(crate) left: f64,
    pub(crate) right: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
}

impl Page {
    /// Whether it is to be read from the long side.
    pub(crate) fn is_landscape(&self) -> bool {
        self.width > self.height
    }

    /// What stands in the margin of a landscape page, where it is seen when the sheet is turned back.
    pub(crate) fn turned_back(&self) -> Option<Line> {
        let words = self.margin.iter().map(|word| Word {
            text: word.text.clone(),
            left: word.top,
            right: word.bottom,
            top: self.width - word.right,
            bottom: self.width - word.left,
        });
        let mut lines = lines(words.collect());
        (lines.len() == 1).then(|| lines.remove(0))
    }
}

impl Word {
    fn middle(&self) -> f64 {
        (self.top + self.bottom) / 2.0
    }
}

/// Words whose middles are nearer than this stand on one line; half of the smallest pitch in use.
const SAME_LINE: f64 = 7.0;

/// The pages in `xml`, printed as `profile` says.
pub(crate) fn pages(xml: &str, profile: &Profile) -> Vec<Page> {
    let mut reader = Reader::from_str(xml);
    let mut pages: Vec<(Page, Vec<Word>)> = Vec::new();
    let mut word: Option<Word> = None;
    loop {
        match reader.read_event().expect("well-formed boxes") {
            Event::Start(tag) if tag.name().as_ref() == "page" => {
                let (width, height) = (number(&tag, "width"), number(&tag, "height"));
                pages.push((Page { width, height, ..Page::default() }, Vec::new()));
            }
            Event::Start(tag) if tag.name().as_ref() == "word" => {
                let (left, right) = (number(&tag, "xMin"), number(&tag, "xMax"));
                let (top, bottom) = (number(&tag, "yMin"), number(&tag, "yMax"));
                word = Some(Word { text: String::new(), left, right, top, bottom });
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
                let (_, words) = pages.last_mut().expect("a word on a page");
                words.extend(word.take());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    let whole = |(mut page, words): (Page, Vec<Word>)| {
        let area = if page.is_landscape() { profile.page.turned() } else { profile.page };
        let edge = Pt::from(area.left).0;
        let (margin, words) = words.into_iter().partition(|word| word.right < edge);
        page.margin = margin;
        page.lines = lines(words);
        page
    };
    pages.into_iter().map(whole).collect()
}

/// Puts words side by side into lines, from the top.
fn lines(mut words: Vec<Word>) -> Vec<Line> {
    words.sort_by(|a, b| a.middle().total_cmp(&b.middle()));
    let near = |a: &Word, b: &Word| b.middle() - a.middle() < SAME_LINE;
    let mut rows: Vec<Vec<Word>> = Vec::new();
    for word in words {
        match rows.last_mut() {
            Some(row) if near(&row[0], &word) => row.push(word),
            _ => rows.push(vec![word]),
        }
    }
    let line = |mut row: Vec<Word>| {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
        let text = row.iter().flat_map(|word| word.text.chars()).filter(|c| !c.is_whitespace()).collect();
        let right = row.iter().fold(0.0, |right: f64, word| right.max(word.right));
        let (left, middle) = (row[0].left, row[0].middle());
        Line { text, left, right, middle, words: row.into_iter().map(|word| word.text).collect() }
    };
    rows.into_iter().map(line).collect()
}

fn number(tag: &BytesStart, name: &str) -> f64 {
    let attribute = tag.try_get_attribute(name).expect("well-formed attributes").expect("a box has this side");
    attribute.value.parse().expect("a number")
}
