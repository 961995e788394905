//! Holds printed pages against the standard: 22 lines a page, 28 characters a line, the page number outside.

use shuzhi::model::{Block, Document, Role};
use shuzhi::profile::{Align, Profile, Pt, Twip};

use crate::pages::{Line, Page};

/// What was found on the pages of one document.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    /// What is not as it should be.
    pub(crate) faults: Vec<String>,
    /// Pages that had to be full.
    pub(crate) full_pages: usize,
    /// Lines that had to hold exactly the standard's characters.
    pub(crate) full_lines: usize,
}

/// Measures `pages`, printed from `document` as `profile` says.
pub(crate) fn measure(document: &Document, profile: &Profile, pages: &[Page]) -> Findings {
    let mut findings = Findings::default();
    let bottom = points(Twip(profile.page.height.0 - profile.page.bottom.0));
    let mut text = Text::new(document);
    for (index, page) in pages.iter().enumerate() {
        let number = index + 1;
        let (lines, below): (Vec<&Line>, Vec<&Line>) = page.lines.iter().partition(|line| line.middle < bottom);
        page_number(number, page, &below, &mut findings);
        for line in &lines {
            match text.next(&line.text) {
                Some(place) => characters(number, line, &place, profile, &mut findings),
                None => {
                    findings.faults.push(format!("page {number}: not in the document at this place: {}", line.text))
                }
            }
        }
        // The signature and its date stay together, so they may leave lines empty on the page before.
        if index + 1 < pages.len() && text.next_role() != Some(Role::Signature) {
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
    let (top, pitch) = (points(profile.page.top), 225.0 / 25.4 * 72.0 / f64::from(profile.page.lines));
    let last = lines.last().map_or(0.0, |line| ((line.middle - top) / pitch).ceil());
    let wanted = profile.page.lines;
    if last != f64::from(wanted) {
        findings.faults.push(format!("page {number}: the last line stands in row {last}, not {wanted}"));
    }
    if number > 1 && lines.len() != usize::from(wanted) {
        findings.faults.push(format!("page {number}: {} lines, not {wanted}", lines.len()));
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
    }
}

/// `— 1 —`, on odd pages right, on even pages left.
fn page_number(number: usize, page: &Page, below: &[&Line], findings: &mut Findings) {
    let wanted = format!("—{number}—");
    let right = number % 2 == 1;
    match below {
        [line] if line.text == wanted && (line.left > page.width / 2.0) == right => {}
        _ => findings.faults.push(format!("page {number}: no {wanted} in its place, but {below:?}")),
    }
}

fn points(length: Twip) -> f64 {
    Pt::from(length).0
}

/// The document's text, to be met again line by line.
struct Text {
    blocks: std::collections::VecDeque<(Role, String)>,
    within: bool,
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
    fn new(document: &Document) -> Text {
        let solid = |block: &Block| block.text().chars().filter(|c| !c.is_whitespace()).collect::<String>();
        let blocks = document.blocks.iter().map(|block| (block.role, solid(block)));
        Text { blocks: blocks.filter(|(_, text)| !text.is_empty()).collect(), within: false }
    }

    fn next(&mut self, line: &str) -> Option<Place> {
        let (role, rest) = self.blocks.front_mut()?;
        *rest = rest.strip_prefix(line)?.to_owned();
        let place = Place { role: *role, first: !self.within, following: rest.chars().take(2).collect() };
        self.within = !rest.is_empty();
        if !self.within {
            self.blocks.pop_front();
        }
        Some(place)
    }

    fn next_role(&self) -> Option<Role> {
        self.blocks.front().map(|(role, _)| *role)
    }
}
