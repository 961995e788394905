//! Holds printed pages against their profile: lines a page, characters a line, margins, the page number's place and form.

use shuzhi::model::{Block, Document, PageNumber, PageNumberForm, Role};
use shuzhi::profile::{Align, Mm, Profile, Pt, Twip, placements};

use crate::pages::{Line, Page};

/// What was found on the pages of one document.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    /// What is not as it should be.
    pub(crate) faults: Vec<String>,
    /// Pages that had to be full.
    pub(crate) full_pages: usize,
    /// Lines that had to hold exactly the profile's characters.
    pub(crate) full_lines: usize,
}

/// Measures `pages`, printed from `document` as `profile` says.
pub(crate) fn measure(document: &Document, profile: &Profile, pages: &[Page]) -> Findings {
    let mut findings = Findings::default();
    let bottom = points(Twip(profile.page.height.0 - profile.page.bottom.0));
    let mut text = Text::new(document, profile);
    for (index, page) in pages.iter().enumerate() {
        let number = index + 1;
        let (lines, below): (Vec<&Line>, Vec<&Line>) = page.lines.iter().partition(|line| line.middle < bottom);
        findings.faults.extend(page_number(number, pages.len(), profile, &below));
        findings.faults.extend(line_numbers(number, page, profile, lines.len()));
        for line in &lines {
            match text.next(&line.text) {
                Some(place) => characters(number, line, &place, profile, &mut findings),
                None => {
                    findings.faults.push(format!("page {number}: not in the document at this place: {}", line.text))
                }
            }
        }
        // What stays together may leave lines empty on the page before.
        if index + 1 < pages.len() && !text.at_kept() {
            findings.full_pages += 1;
            rows(number, &lines, profile, &mut findings);
        }
    }
    if let Some(role) = text.next_role() {
        findings.faults.push(format!("the pages end before the document does, at a {role:?}"));
    }
    findings
}

/// A page that is full has its last line in the last row; pages after the first have a line in each.
fn rows(number: usize, lines: &[&Line], profile: &Profile, findings: &mut Findings) {
    let (top, pitch) = (points(profile.page.top), points(profile.page.pitch));
    let row = |line: &Line| ((line.middle - top) / pitch).ceil();
    let wanted = profile.page.lines;
    let last = lines.last().map_or(0.0, |line| row(line));
    if last != f64::from(wanted) {
        findings.faults.push(format!("page {number}: the last line stands in row {last}, not {wanted}"));
    }
    let rows: Vec<f64> = lines.iter().map(|line| row(line)).collect();
    if number > 1 && !rows.iter().copied().eq((1..=wanted).map(f64::from)) {
        findings.faults.push(format!("page {number}: {} lines, not {wanted}, in the rows {rows:?}", lines.len()));
    }
}

/// A line in the middle of a paragraph, all Chinese and with no mark around its end that line breaking has to care for, holds
/// exactly the standard's characters. A mark may hang over the edge.
fn characters(number: usize, line: &Line, place: &Place, profile: &Profile, findings: &mut Findings) {
    let style = profile.block(place.role);
    if style.align != Align::Both {
        return;
    }
    let indent = if place.first { f64::from(style.first_line) } else { 0.0 };
    let cells = indent + line.text.chars().map(|c| if c.is_ascii() { 0.5 } else { 1.0 }).sum::<f64>();
    let wanted = f64::from(profile.page.characters);
    if cells > wanted + 1.0 {
        findings.faults.push(format!("page {number}: {cells} characters in a line: {}", line.text));
    }
    let plain = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    let before = line.text.chars().last().is_some_and(plain);
    let after = !place.following.is_empty() && place.following.chars().all(plain);
    if before && after && !line.text.contains(|c: char| c.is_ascii()) {
        findings.full_lines += 1;
        if cells != wanted {
            findings.faults.push(format!("page {number}: {cells} characters, not {wanted}: {}", line.text));
        }
        let page = &profile.page;
        let left = points(page.left) + indent * points(page.character());
        let right = points(Twip(page.width.0 - page.right.0));
        if !(near(line.left, left) && near(line.right, right)) {
            let (from, to) = (line.left, line.right);
            findings
                .faults
                .push(format!("page {number}: from {from} to {to} pt, not {left} to {right}: {}", line.text));
        }
    }
}

/// What is wrong with the page number `found` below the text area of the page `number`: its form, or its place. It stands 7 mm
/// below the text area, on odd pages one character in from the right, on even pages from the left, or in the middle.
pub(crate) fn page_number(number: usize, pages: usize, profile: &Profile, found: &[&Line]) -> Option<String> {
    let wanted = match profile.page_number_form {
        PageNumberForm::Dashes => format!("—{number}—"),
        PageNumberForm::Plain => number.to_string(),
        PageNumberForm::OfTotal => format!("第{number}页共{pages}页"),
    };
    let page = &profile.page;
    let (left, right) = (points(page.left), points(Twip(page.width.0 - page.right.0)));
    let side = Pt::from(profile.footer.size).0;
    let below = points(Twip(page.height.0 - page.bottom.0)) + points(Twip::from(Mm(7.0)));
    match found {
        [line] if line.text == wanted => {
            let (stands, should) = match profile.page_number {
                PageNumber::Outside if number % 2 == 1 => (line.right, right - side),
                PageNumber::Outside => (line.left, left + side),
                PageNumber::Centre => ((line.left + line.right) / 2.0, (left + right) / 2.0),
            };
            (!near(stands, should) || !near(line.middle, below))
                .then(|| format!("page {number}: its number at {stands}, {} pt, not {should}, {below} pt", line.middle))
        }
        _ => Some(format!("page {number}: no {wanted} in its place, but {found:?}")),
    }
}

/// What is wrong with the numbers beside the lines of a page of so many `lines`: on 送审稿 all lines of the text have one, the
/// title's and the page number's have none.
fn line_numbers(number: usize, page: &Page, profile: &Profile, lines: usize) -> Option<String> {
    let found: Vec<&str> = page.margin.iter().map(|word| word.text.as_str()).collect();
    let counted = if profile.line_numbers { found.len() } else { 0 };
    let wanted: Vec<String> = (1..=counted).map(|line| line.to_string()).collect();
    let all = !profile.line_numbers || (number == 1 && counted > 0 && counted < lines) || counted == lines;
    (found != wanted || !all).then(|| format!("page {number}: beside its {lines} lines stands {found:?}"))
}

/// Within a millimetre.
fn near(a: f64, b: f64) -> bool {
    (a - b).abs() <= points(Twip::from(Mm(1.0)))
}

fn points(length: Twip) -> f64 {
    Pt::from(length).0
}

/// The document's text, to be met again line by line.
struct Text {
    blocks: std::collections::VecDeque<Met>,
    within: bool,
}

/// A block, with what of it is still to be met.
struct Met {
    role: Role,
    rest: String,
    /// It stays with the block below.
    kept: bool,
}

/// Where a printed line stands in the document.
struct Place {
    role: Role,
    /// The first line of its paragraph.
    first: bool,
    /// The next two characters of the same paragraph: a mark as the second may pull the first with it.
    following: String,
}

impl Text {
    fn new(document: &Document, profile: &Profile) -> Text {
        let solid = |block: &Block| block.text().chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let blocks = document.blocks.iter().zip(placements(document, profile));
        let blocks = blocks.map(|(block, place)| Met { role: block.role, rest: solid(block), kept: place.keep });
        Text { blocks: blocks.filter(|block| !block.rest.is_empty()).collect(), within: false }
    }

    fn next(&mut self, line: &str) -> Option<Place> {
        let Met { role, rest, .. } = self.blocks.front_mut()?;
        *rest = rest.strip_prefix(line)?.to_owned();
        let place = Place { role: *role, first: !self.within, following: rest.chars().take(2).collect() };
        self.within = !rest.is_empty();
        if !self.within {
            self.blocks.pop_front();
        }
        Some(place)
    }

    fn next_role(&self) -> Option<Role> {
        self.blocks.front().map(|block| block.role)
    }

    /// Whether a block begins that stays with the next.
    fn at_kept(&self) -> bool {
        !self.within && self.blocks.front().is_some_and(|block| block.kept)
    }
}
