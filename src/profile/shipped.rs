//! The profiles that come with the program: the standard, and the margins and pitches that offices use in its place.

use super::standard::standard;
use crate::model::{Layout, LayoutPage};

/// A variant: id, name, margins (top, bottom, left, right, mm), fixed pitch (points), lines a page that fit with it.
type Variant = (&'static str, &'static str, [f64; 4], f64, u16);

/// What differs from the standard is margins and pitch; a name says both.
const VARIANTS: [Variant; 5] = [
    ("fixed-28", "国标页边距，固定行距28磅", [37.0, 35.0, 28.0, 26.0], 28.0, 22),
    ("margins-3458", "页边距34.58/32.58/28/26，固定行距29磅", [34.58, 32.58, 28.0, 26.0], 29.0, 22),
    ("margins-38", "页边距38/33/28/28，固定行距28磅", [38.0, 33.0, 28.0, 28.0], 28.0, 22),
    ("margins-35", "页边距35/33/27/27，固定行距29磅", [35.0, 33.0, 27.0, 27.0], 29.0, 22),
    ("margins-28", "页边距28/28/27/27，固定行距28磅", [28.0, 28.0, 27.0, 27.0], 28.0, 24),
];

/// All of them, the standard first.
#[must_use]
pub fn shipped() -> Vec<Layout> {
    let variant = |(id, name, [top, bottom, left, right], pitch, lines): Variant| {
        let standard = standard();
        let page = LayoutPage { top, bottom, left, right, lines, pitch: Some(pitch), ..standard.page };
        Layout { id: id.into(), name: name.into(), page, ..standard }
    };
    std::iter::once(standard()).chain(VARIANTS.into_iter().map(variant)).collect()
}
