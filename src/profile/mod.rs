//! Layout profiles: role → face, size, alignment, indent, and the page's grid. Read by export, layout and preview alike, so
//! that they cannot disagree. In: a profile id and a report's choices. Out: a resolved [`Profile`]. No XML, no drawing.
//!
//! Every number is GB/T 9704-2012 (党政机关公文格式); its clause stands beside it.

mod columns;
mod departures;
mod faces;
mod faults;
mod geometry;
mod placement;
mod read;
mod resolve;
mod shares;
mod shipped;
mod standard;
mod units;

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

use crate::model::{DigitFace, Draft, Layout, PageNumber, PageNumberForm, Place, Role, SpanRole};
use crate::{Code, Error, Result};

pub use columns::{TableColumn, TableForm};
pub use departures::departures;
pub use faces::wanted_faces;
pub use faults::{Fault, faults};
pub use geometry::SignaturePlace;
pub use placement::{Placement, Side, placements};
pub(crate) use placement::{RULE_GAP, RULE_WIDTH, is_letterhead, rule_before};
pub use read::{read_layout, write_layout};
use resolve::{for_review, resolve};
pub use shipped::shipped;
pub use standard::{STANDARD, standard};
pub use units::{HalfPoint, Mm, Pt, Twip};

/// A resolved layout: what a report's pages look like.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Profile {
    /// The permanent id.
    pub id: String,
    /// The name users see.
    pub name: String,
    /// Paper, margins, grid.
    pub page: Page,
    /// How each kind of paragraph looks.
    pub blocks: BTreeMap<Role, TextStyle>,
    /// How each kind of stretch within a paragraph looks, where it differs from the paragraph.
    pub spans: BTreeMap<SpanRole, SpanStyle>,
    /// The page number's look.
    pub footer: TextStyle,
    /// The face of digits and Latin letters; `None` for the East Asian face around them.
    pub digits: Option<String>,
    /// Where byline and date stand.
    pub byline: Place,
    /// Where the page number stands.
    pub page_number: PageNumber,
    /// How the page number is written.
    pub page_number_form: PageNumberForm,
    /// 署名 and 成文日期 at the end leave room for a seal (clause 7.3.5.1).
    pub sealed: bool,
    /// Empty lines below the title, or below the byline and date under it.
    pub title_below: u8,
    /// Headings on lines of their own stay with the line below.
    pub keep_headings: bool,
    /// Numbered lines, for 送审稿.
    pub line_numbers: bool,
}

/// Paper, margins and grid.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
pub struct Page {
    /// Paper width.
    pub width: Twip,
    /// Paper height.
    pub height: Twip,
    /// Top margin (天头).
    pub top: Twip,
    /// Bottom margin.
    pub bottom: Twip,
    /// Left margin (订口).
    pub left: Twip,
    /// Right margin.
    pub right: Twip,
    /// Lines a page.
    pub lines: u16,
    /// Characters a line.
    pub characters: u16,
    /// Line pitch, exact.
    pub pitch: Twip,
    /// What is added to each character's width in the body, so that the characters fit.
    pub spacing: Twip,
    /// What the page's grid adds to each character's width, in 4096ths of a point.
    pub grid_spacing: i32,
    /// Distance of the footer's lower edge from the paper's.
    pub footer: Twip,
}

/// How a kind of paragraph looks.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct TextStyle {
    /// The East Asian face's name as written into the file.
    pub face: String,
    /// The size.
    pub size: HalfPoint,
    /// The pitch of its lines, exact.
    pub line: Twip,
    /// Bold.
    pub bold: bool,
    /// Alignment.
    pub align: Align,
    /// First-line indent in characters.
    pub first_line: u8,
    /// Indent from the right in characters.
    pub right: u8,
    /// Digits and Latin letters in `face` too, whatever the profile's face for them is.
    pub own_digits: bool,
    /// Red (clause 7.2.4); all else is black.
    pub red: bool,
}

/// How a stretch within a paragraph looks.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct SpanStyle {
    /// The East Asian face; the paragraph's when `None`.
    pub face: Option<String>,
    /// Bold.
    pub bold: bool,
}

/// Alignment of a paragraph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Align {
    /// Flush left.
    Left,
    /// Centred.
    Centre,
    /// Flush right.
    Right,
    /// Both edges.
    Both,
}

/// A profile in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ProfileSummary {
    /// The permanent id.
    pub id: String,
    /// The name users see.
    pub name: String,
}

/// The profiles that come with the program.
#[must_use]
pub fn profiles() -> Vec<ProfileSummary> {
    shipped().into_iter().map(|layout| ProfileSummary { id: layout.id, name: layout.name }).collect()
}

impl Profile {
    /// The profile that `draft` is printed with: its own choice, else its template's, else the standard, with what the
    /// report changes. A profile that is gone or impossible is replaced by the standard, and the check says so.
    #[must_use]
    pub fn of(draft: &Draft) -> Profile {
        let layout = layout_of(draft);
        let mut profile = resolve(&layout);
        profile.byline = layout.byline.unwrap_or(draft.template.content.settings.byline);
        profile.sealed = draft.layout.sealed.unwrap_or(false);
        if draft.layout.review.unwrap_or(false) {
            for_review(&mut profile);
        }
        profile
    }

    /// The id of the profile that `draft` asks for.
    #[must_use]
    pub fn id_of(draft: &Draft) -> &str {
        let wishes = [&draft.layout.profile, &draft.template.content.settings.layout];
        wishes.into_iter().find(|id| !id.is_empty()).map_or(STANDARD, String::as_str)
    }

    /// The profile with this id that comes with the program.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is none of that name.
    pub fn named(id: &str) -> Result<Profile> {
        named(id).map(|layout| resolve(&layout))
    }

    /// The profile that `layout` stands for.
    ///
    /// # Errors
    /// [`Code::Invalid`] when it has numbers or names that no page can be set with.
    pub fn new(layout: &Layout) -> Result<Profile> {
        match faults(layout).first() {
            None => Ok(resolve(layout)),
            Some(fault) => {
                let message = format!("版式“{}”（{}）：{}", layout.name, fault.path, fault.message);
                Err(Error::new(Code::Invalid, message, "请在设置里改好这个版式"))
            }
        }
    }
}

/// The profile with this id that comes with the program, as data.
///
/// # Errors
/// [`Code::NotFound`] when there is none of that name.
pub fn named(id: &str) -> Result<Layout> {
    shipped()
        .into_iter()
        .find(|layout| layout.id == id)
        .ok_or_else(|| Error::new(Code::NotFound, format!("没有名为“{id}”的版式"), "用 shuzhi layouts 看有哪些版式"))
}

/// What `draft` asks for and cannot have: a profile that is gone, or one that no page can be set with.
///
/// # Errors
/// [`Code::NotFound`] or [`Code::Invalid`], as said.
pub fn chosen(draft: &Draft) -> Result<Layout> {
    let id = Profile::id_of(draft);
    match &draft.layout.content {
        Some(own) if own.id == id => Profile::new(own).map(|_| own.as_ref().clone()),
        _ => named(id),
    }
}

/// The profile that `draft` is printed with, as data, with what the report changes in it.
#[must_use]
pub fn layout_of(draft: &Draft) -> Layout {
    let mut layout = chosen(draft).unwrap_or_else(|_| standard());
    let choice = &draft.layout;
    layout.byline = choice.byline.or(layout.byline);
    if let Some(digits) = choice.digits {
        layout.digits = match digits {
            DigitFace::Times => Some(layout.digits.unwrap_or_else(|| standard::TIMES.into())),
            DigitFace::Text => None,
        };
    }
    if let Some(bold) = choice.bold_level3 {
        layout.faces.heading3.bold = bold;
    }
    if let Some(bold) = choice.bold_series {
        layout.bold_series = bold;
    }
    if let Some(place) = choice.page_number {
        layout.page_number.place = place;
    }
    layout
}
