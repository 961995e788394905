//! Layout as data: a profile as offices name its numbers, and what one report changes in it. What follows from these
//! (grid, pitch, indents) is worked out in [`crate::profile`].

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Extra;

/// A layout profile as it is kept, edited and exchanged. Lengths are in millimetres, sizes and pitches in points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Layout {
    /// Always [`super::SCHEMA`].
    pub schema: u32,
    /// The permanent id.
    pub id: String,
    /// The name users see.
    pub name: String,
    /// Margins and grid.
    pub page: LayoutPage,
    /// The title's lines.
    pub title: LayoutTitle,
    /// The faces.
    pub faces: LayoutFaces,
    /// The face of digits and Latin letters; `None` for the East Asian face around them.
    pub digits: Option<String>,
    /// The lead sentence after 一是 in bold.
    pub bold_series: bool,
    /// A heading on a line of its own stays with the line below it, and a page may end a line early for it.
    #[serde(default)]
    pub keep_headings: bool,
    /// The page number.
    pub page_number: LayoutPageNumber,
    /// Where the byline and the date stand; as the template says when `None`.
    pub byline: Option<Place>,
    /// Keys of a later version.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

/// Margins and grid of A4 paper (GB/T 9704-2012, clauses 5.1 and 5.2.3).
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct LayoutPage {
    /// Top margin (天头), mm.
    pub top: f64,
    /// Bottom margin, mm.
    pub bottom: f64,
    /// Left margin (订口), mm.
    pub left: f64,
    /// Right margin, mm.
    pub right: f64,
    /// Lines a page; what fits when there is a fixed pitch.
    pub lines: u16,
    /// Characters a line.
    pub characters: u16,
    /// The fixed pitch of lines (固定值), points; what follows from the lines a page when `None`.
    pub pitch: Option<f64>,
}

/// The title's lines.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, TS)]
pub struct LayoutTitle {
    /// Their pitch, points.
    pub pitch: f64,
    /// Empty lines of the page below the title, or below the byline and date under it.
    pub below: u8,
}

/// The faces of a profile.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct LayoutFaces {
    /// 标题, and 发文机关标志 in red.
    pub title: LayoutFace,
    /// 署名行 and date under the title.
    pub byline: LayoutFace,
    /// `一、`
    pub heading1: LayoutFace,
    /// `（一）`
    pub heading2: LayoutFace,
    /// `1.`
    pub heading3: LayoutFace,
    /// `（1）`
    pub heading4: LayoutFace,
    /// 正文
    pub body: LayoutFace,
    /// Cells of tables.
    pub table: LayoutFace,
    /// 页码
    pub page_number: LayoutFace,
}

/// A face with its size.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct LayoutFace {
    /// The face's name as written into the file.
    pub face: String,
    /// Points, in halves.
    pub size: f64,
    /// Bold.
    pub bold: bool,
}

/// The page number's place and form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LayoutPageNumber {
    /// Where it stands.
    pub place: PageNumber,
    /// How it is written.
    pub form: PageNumberForm,
}

/// What a report changes in its layout profile; absent values are the profile's.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, TS)]
pub struct LayoutChoice {
    /// The profile's id; the template's when empty.
    #[serde(default)]
    pub profile: String,
    /// The profile itself when it is one of the user's own, as it was when it was chosen: a report is printed alike wherever
    /// it is opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub content: Option<Box<Layout>>,
    /// Where the byline and the date stand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub byline: Option<Place>,
    /// 署名 and 成文日期 at the end leave room for a seal (clause 7.3.5.1).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub sealed: Option<bool>,
    /// The face of digits and Latin letters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub digits: Option<DigitFace>,
    /// Headings of level 3 in bold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub bold_level3: Option<bool>,
    /// The lead sentence after 一是 in bold.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub bold_series: Option<bool>,
    /// Where the page number stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub page_number: Option<PageNumber>,
    /// 送审稿: numbered lines, one and a half times their pitch, a wide right margin for handwriting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub review: Option<bool>,
    /// Keys of a later version.
    #[serde(flatten)]
    #[ts(skip)]
    pub extra: Extra,
}

/// Where the byline and the date stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// Under the title, centred, in 楷体.
    #[default]
    Title,
    /// At the end, right-indented, as 署名 and 成文日期.
    End,
    /// Not printed.
    None,
}

/// The face of digits and Latin letters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum DigitFace {
    /// Times New Roman.
    #[default]
    Times,
    /// The East Asian face of the text around them.
    Text,
}

/// Where the page number stands.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PageNumber {
    /// Odd pages right, even pages left (GB/T 9704-2012, clause 7.5).
    #[default]
    Outside,
    /// In the middle.
    Centre,
}

/// How the page number is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PageNumberForm {
    /// `— 1 —` (clause 7.5).
    #[default]
    Dashes,
    /// `1`
    Plain,
    /// `第1页 共6页`
    OfTotal,
}
