//! Layout profiles: role → face, size, alignment, indent, and the page's grid. Read by export, layout and preview alike, so
//! that they cannot disagree. In: a profile id and a report's choices. Out: a resolved [`Profile`]. No XML, no drawing.
//!
//! Every number is GB/T 9704-2012 (党政机关公文格式); its clause stands beside it.

mod geometry;
mod placement;
mod standard;
mod units;

use std::collections::BTreeMap;

use serde::Serialize;
use ts_rs::TS;

use crate::model::{DigitFace, Draft, LayoutChoice, PageNumber, Place, Role, SpanRole};
use crate::{Code, Error, Result};

pub use geometry::SignaturePlace;
pub use placement::{Placement, Side, placements};
pub use standard::STANDARD;
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
    let standard = standard::standard();
    vec![ProfileSummary { id: standard.id, name: standard.name }]
}

impl Profile {
    /// The profile that `draft` is printed with: its own choice, else its template's, else the standard, with what the
    /// report changes. A profile that is gone is replaced by the standard, and the check says so.
    #[must_use]
    pub fn of(draft: &Draft) -> Profile {
        let mut profile = Profile::named(Profile::id_of(draft)).unwrap_or_else(|_| standard::standard());
        profile.byline = draft.template.content.settings.byline;
        profile.apply(&draft.layout);
        profile
    }

    /// The id of the profile that `draft` asks for.
    #[must_use]
    pub fn id_of(draft: &Draft) -> &str {
        let wishes = [&draft.layout.profile, &draft.template.content.settings.layout];
        wishes.into_iter().find(|id| !id.is_empty()).map_or(STANDARD, String::as_str)
    }

    /// The profile with this id.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is none of that name.
    pub fn named(id: &str) -> Result<Profile> {
        let profile = standard::standard();
        if id == profile.id {
            return Ok(profile);
        }
        Err(Error::new(Code::NotFound, format!("没有名为“{id}”的版式"), "用 shuzhi layouts 看有哪些版式"))
    }

    fn apply(&mut self, choice: &LayoutChoice) {
        if let Some(place) = choice.byline {
            self.byline = place;
        }
        if let Some(digits) = choice.digits {
            self.digits = match digits {
                DigitFace::Times => Some(standard::TIMES.into()),
                DigitFace::Text => None,
            };
        }
        if let Some(bold) = choice.bold_level3 {
            if let Some(style) = self.blocks.get_mut(&Role::Heading3) {
                style.bold = bold;
            }
            if let Some(style) = self.spans.get_mut(&SpanRole::RunIn3) {
                style.bold = bold;
            }
        }
        if let Some(bold) = choice.bold_series
            && let Some(style) = self.spans.get_mut(&SpanRole::SeriesLead)
        {
            style.bold = bold;
        }
        if let Some(place) = choice.page_number {
            self.page_number = place;
        }
    }
}
