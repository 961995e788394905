//! 国家标准: GB/T 9704-2012 to the letter, with the face names that offices use for the kinds of face it asks for.

use std::collections::BTreeMap;

use super::{Align, HalfPoint, Page, Profile, SpanStyle, TextStyle, Twip};
use crate::model::{PageNumber, Place, Role, SpanRole};

/// The id of the standard's profile.
pub const STANDARD: &str = "gbt9704";

/// The face of digits and Latin letters in practice; the standard names none.
pub(super) const TIMES: &str = "Times New Roman";

const XIAOBIAOSONG: &str = "方正小标宋简体";
const HEITI: &str = "黑体";
const KAITI: &str = "楷体_GB2312";
const FANGSONG: &str = "仿宋_GB2312";
const SONGTI: &str = "宋体";

/// 2号 (clause 7.3.1).
const SIZE_2: HalfPoint = HalfPoint(44);
/// 3号 (clause 5.2.2).
const SIZE_3: HalfPoint = HalfPoint(32);
/// 4号 (clause 7.5).
const SIZE_4: HalfPoint = HalfPoint(28);

/// 12756 / 22 = 579.8 (clause 5.2.3); 580 no longer fits 22 times.
const PITCH: Twip = Twip(579);
/// 35 pt, the usual pitch of a title's lines; the standard names none.
const TITLE_PITCH: Twip = Twip(700);
/// As high as the number itself.
const FOOTER_PITCH: Twip = Twip(280);

pub(super) fn standard() -> Profile {
    let style = |face: &str, size, align, first_line| TextStyle {
        face: face.into(),
        size,
        line: PITCH,
        bold: false,
        align,
        first_line,
        right: 0,
        own_digits: false,
    };
    // Clause 7.3.5.2, unsealed: two characters in from the right.
    let end = || TextStyle { right: 2, ..style(FANGSONG, SIZE_3, Align::Right, 0) };
    let body = |face: &str| style(face, SIZE_3, Align::Both, 2);
    let span = |face: Option<&str>| SpanStyle { face: face.map(String::from), bold: false };
    Profile {
        id: STANDARD.into(),
        name: "国家标准".into(),
        page: Page {
            // Clause 5.1: A4, 天头 37 mm, 订口 28 mm, 版心 156 mm × 225 mm.
            width: Twip(11906),
            height: Twip(16838),
            top: Twip(2098),
            bottom: Twip(1984),
            left: Twip(1587),
            right: Twip(1474),
            // Clause 5.2.3: 22 lines of 28 characters.
            lines: 22,
            characters: 28,
            pitch: PITCH,
            // -5 leaves 27 characters on lines that mix digits and Chinese, -6 holds 28 and never 29.
            spacing: Twip(-6),
            // (442.2 pt / 28 - 16 pt) × 4096.
            grid_spacing: -849,
            // Puts the dashes 7 mm below the text area (clause 7.5).
            footer: Twip(1446),
        },
        blocks: BTreeMap::from([
            // Digits of another face look pale among the heavy strokes of 小标宋.
            (
                Role::Title,
                TextStyle { line: TITLE_PITCH, own_digits: true, ..style(XIAOBIAOSONG, SIZE_2, Align::Centre, 0) },
            ),
            (Role::Byline, style(KAITI, SIZE_3, Align::Centre, 0)),
            (Role::DateLine, style(KAITI, SIZE_3, Align::Centre, 0)),
            (Role::Salutation, style(FANGSONG, SIZE_3, Align::Both, 0)),
            (Role::Heading1, body(HEITI)),
            (Role::Heading2, body(KAITI)),
            (Role::Heading3, body(FANGSONG)),
            (Role::Heading4, body(FANGSONG)),
            (Role::Paragraph, body(FANGSONG)),
            (Role::Signature, end()),
            (Role::SignatureDate, end()),
        ]),
        spans: BTreeMap::from([
            (SpanRole::Text, span(None)),
            (SpanRole::RunIn1, span(Some(HEITI))),
            (SpanRole::RunIn2, span(Some(KAITI))),
            (SpanRole::RunIn3, span(None)),
            (SpanRole::RunIn4, span(None)),
            (SpanRole::SeriesLead, span(None)),
        ]),
        // Clause 7.5: one character in.
        // Clause 7.5: 半角宋体.
        footer: TextStyle { line: FOOTER_PITCH, right: 1, own_digits: true, ..style(SONGTI, SIZE_4, Align::Right, 0) },
        digits: Some(TIMES.into()),
        byline: Place::Title,
        page_number: PageNumber::Outside,
    }
}
