//! A profile as offices name its numbers → what a page is set with: twips, pitch, spacing, a style for every role.

use std::collections::BTreeMap;

use super::standard::SIZE_4;
use super::{Align, HalfPoint, Mm, Page, Profile, Pt, SpanStyle, TextStyle, Twip};
use crate::model::{Layout, LayoutFace, LayoutPage, Place, Role, SpanRole};

/// A4 paper (clause 5.1).
pub(super) const PAPER: (Twip, Twip) = (Twip(11906), Twip(16838));
/// From the text area down to the dashes of the page number (clause 7.5).
const TO_PAGE_NUMBER: Mm = Mm(7.0);
/// What a line leaves free so that neither digits among the characters nor rounding between runs pushes the last one out: as
/// measured on the standard's page, a sixth of a character. 51 twips, on a page with margins of 28 mm on both sides, left 27
/// characters on lines with a lead sentence in them.
const FREE: i32 = 53;
/// 发文机关标志; the standard names no size, only that it be striking and dignified (clause 7.2.4).
const LETTERHEAD: Pt = Pt(36.0);
/// How much of its size the pitch of a line takes that stands outside the page's lines: in tables, imprint, letterhead.
const LOOSE: f64 = 1.4;

/// The profile that `layout`, which has no faults, stands for.
pub(super) fn resolve(layout: &Layout) -> Profile {
    let page = page(&layout.page, &layout.faces);
    let faces = &layout.faces;
    let style = |face: &LayoutFace, align, first_line| TextStyle {
        face: face.face.trim().into(),
        size: Pt(face.size).into(),
        line: page.pitch,
        bold: face.bold,
        align,
        first_line,
        right: 0,
        own_digits: false,
        red: false,
    };
    let body = |face| style(face, Align::Both, 2);
    let text = |align| style(&faces.body, align, 0);
    let black = |align| TextStyle { bold: faces.heading1.bold, ..style(&faces.heading1, align, 0) };
    // Digits of another face look pale among the heavy strokes of 小标宋.
    let title =
        TextStyle { line: Pt(layout.title.pitch).into(), own_digits: true, ..style(&faces.title, Align::Centre, 0) };
    let letterhead = TextStyle {
        size: LETTERHEAD.into(),
        line: loose(LETTERHEAD),
        red: true,
        align: Align::Centre,
        ..title.clone()
    };
    let table = |face, align| TextStyle {
        size: Pt(faces.table.size).into(),
        line: loose(Pt(faces.table.size)),
        ..style(face, align, 0)
    };
    let imprint = TextStyle { size: Pt(SIZE_4).into(), line: loose(Pt(SIZE_4)), ..text(Align::Both) };
    // Clause 7.3.5.2, unsealed: two characters in from the right.
    let end = TextStyle { right: 2, ..text(Align::Right) };
    let blocks = [
        (Role::CopyNumber, text(Align::Left)),
        (Role::Secrecy, black(Align::Left)),
        (Role::Urgency, black(Align::Left)),
        (Role::IssuingBody, letterhead.clone()),
        (Role::IssuingSuffix, letterhead),
        (Role::DocumentNumber, text(Align::Centre)),
        (Role::Signer, text(Align::Left)),
        (Role::Title, title.clone()),
        (Role::Byline, style(&faces.byline, Align::Centre, 0)),
        (Role::DateLine, style(&faces.byline, Align::Centre, 0)),
        (Role::Recipient, text(Align::Both)),
        (Role::Salutation, text(Align::Both)),
        (Role::Heading1, body(&faces.heading1)),
        (Role::Heading2, body(&faces.heading2)),
        (Role::Heading3, body(&faces.heading3)),
        (Role::Heading4, body(&faces.heading4)),
        (Role::Paragraph, body(&faces.body)),
        (Role::TableTitle, black(Align::Centre)),
        (Role::TableHead, table(&faces.heading1, Align::Centre)),
        (Role::TableCell, table(&faces.table, Align::Left)),
        (Role::AttachmentNote, text(Align::Both)),
        (Role::Signature, end.clone()),
        (Role::SignatureDate, end),
        (Role::Note, body(&faces.body)),
        (Role::AttachmentLabel, black(Align::Left)),
        (Role::AttachmentTitle, title),
        (Role::ImprintCopies, imprint.clone()),
        (Role::ImprintIssuer, imprint.clone()),
        (Role::ImprintDate, TextStyle { align: Align::Right, ..imprint }),
    ];
    let number = &faces.page_number;
    Profile {
        id: layout.id.clone(),
        name: layout.name.clone(),
        blocks: BTreeMap::from(blocks),
        spans: spans(layout),
        // As high as the number itself; one character in, in a face of its own (clause 7.5).
        footer: TextStyle {
            line: Twip::from(HalfPoint::from(Pt(number.size))),
            right: 1,
            own_digits: true,
            ..style(number, Align::Right, 0)
        },
        digits: layout.digits.as_ref().map(|face| face.trim().to_string()),
        byline: layout.byline.unwrap_or(Place::Title),
        sealed: false,
        page_number: layout.page_number.place,
        page_number_form: layout.page_number.form,
        title_below: layout.title.below,
        line_numbers: false,
        keep_headings: layout.keep_headings,
        page,
    }
}

fn spans(layout: &Layout) -> BTreeMap<SpanRole, SpanStyle> {
    let faces = &layout.faces;
    let body = &faces.body;
    let of = |face: &LayoutFace| SpanStyle {
        face: (face.face != body.face).then(|| face.face.trim().to_string()),
        bold: face.bold,
    };
    BTreeMap::from([
        (SpanRole::Text, SpanStyle { face: None, bold: false }),
        (SpanRole::RunIn1, of(&faces.heading1)),
        (SpanRole::RunIn2, of(&faces.heading2)),
        (SpanRole::RunIn3, of(&faces.heading3)),
        (SpanRole::RunIn4, of(&faces.heading4)),
        (SpanRole::SeriesLead, SpanStyle { face: None, bold: layout.bold_series }),
        // Clause 7.2.6: the signer's name in 楷体.
        (SpanRole::Name, SpanStyle { bold: false, ..of(&faces.heading2) }),
    ])
}

fn page(page: &LayoutPage, faces: &crate::model::LayoutFaces) -> Page {
    let (width, height) = PAPER;
    let margin = |length| Twip::from(Mm(length));
    let (top, bottom, left, right) = (margin(page.top), margin(page.bottom), margin(page.left), margin(page.right));
    let room = Twip(width.0 - left.0 - right.0);
    let (rows, pitch) = rows(page);
    let characters = i32::from(page.characters.max(1));
    let size = HalfPoint::from(Pt(faces.body.size));
    let number = Twip::from(HalfPoint::from(Pt(faces.page_number.size)));
    Page {
        width,
        height,
        top,
        bottom,
        left,
        right,
        lines: rows,
        characters: page.characters,
        pitch,
        spacing: spacing(room, characters, size),
        grid_spacing: grid_spacing(room, characters, size),
        // The dashes stand in the middle of their line.
        footer: Twip((bottom.0 - Twip::from(TO_PAGE_NUMBER).0 - number.0 / 2 - 1).max(0)),
    }
}

/// How many lines a page has, and their pitch. Half a point too much, and the last line goes to the next page.
pub(super) fn rows(page: &LayoutPage) -> (u16, Twip) {
    let room = PAPER.1.0 - Twip::from(Mm(page.top)).0 - Twip::from(Mm(page.bottom)).0;
    match page.pitch {
        Some(pitch) => {
            let pitch = Twip::from(Pt(pitch));
            (u16::try_from(room / pitch.0.max(1)).unwrap_or(0), pitch)
        }
        None => (page.lines, pitch_of(page.lines, room)),
    }
}

/// The widest pitch at which `lines` stand in `room`. LibreOffice rounds each: with less than half a twip to spare for every
/// line, as on a page with an upper margin of 38 mm, it took the last one to the next page.
fn pitch_of(lines: u16, room: i32) -> Twip {
    let lines = i32::from(lines.max(1));
    Twip((room - (lines + 1) / 2) / lines)
}

/// What is added to each character's width, so that `characters` of them and no more stand in `room`.
fn spacing(room: Twip, characters: i32, size: HalfPoint) -> Twip {
    Twip((room.0 - FREE).div_euclid(characters) - Twip::from(size).0)
}

/// What the grid adds to each character's width, in 4096ths of a point, down to the tenth of a point that Word's own dialog
/// keeps.
fn grid_spacing(room: Twip, characters: i32, size: HalfPoint) -> i32 {
    let tenths = room.0 / 2;
    let exact = f64::from(tenths) / 10.0 / f64::from(characters) - Pt::from(size).0;
    super::units::whole((exact * 4096.0).floor())
}

/// The smallest text area that a page of text makes sense on.
pub(super) const SMALLEST_AREA: Mm = Mm(60.0);

/// 送审稿: numbered lines, half as far again from each other, and a margin to write on. The characters keep their places
/// in the line, which ends after a whole number of them.
pub(super) fn for_review(profile: &mut Profile) {
    const MARGIN: Mm = Mm(60.0);
    let size = profile.block(Role::Paragraph).size;
    let page = &mut profile.page;
    let cell = page.character().0.max(1);
    let wished = page.width.0 - page.left.0 - Twip::from(MARGIN).max(page.right).0;
    let characters = (wished.max(Twip::from(SMALLEST_AREA).0).min(page.text_width().0) / cell).max(1);
    let room = Twip(cell * characters);
    page.right = Twip(page.width.0 - page.left.0 - room.0);
    page.characters = u16::try_from(characters).unwrap_or(1);
    page.spacing = spacing(room, characters, size);
    page.grid_spacing = grid_spacing(room, characters, size);
    let pitch = page.pitch;
    let room = page.text_height().0;
    page.lines = u16::try_from(room / (pitch.0 * 3 / 2).max(1)).unwrap_or(1).max(1);
    page.pitch = Twip(pitch.0 * 3 / 2).min(pitch_of(page.lines, room));
    for style in profile.blocks.values_mut().filter(|style| style.line == pitch) {
        style.line = profile.page.pitch;
    }
    profile.line_numbers = true;
}

/// A pitch of its own for lines that are not on the page's.
pub(super) fn loose(size: Pt) -> Twip {
    Twip::from(Pt(size.0 * LOOSE))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::standard;

    /// Right margin, characters a line and lines a page of 送审稿 after `change`.
    fn review(change: impl FnOnce(&mut LayoutPage)) -> (Twip, u16, u16) {
        let mut layout = standard();
        change(&mut layout.page);
        let mut profile = resolve(&layout);
        for_review(&mut profile);
        let page = profile.page;
        assert!(page.pitch.0 * i32::from(page.lines) <= page.text_height().0, "{page:?}");
        (page.right, page.characters, page.lines)
    }

    #[test]
    fn lines_leave_half_a_twip_each_free() {
        for lines in 1..=80 {
            for top in [25.4, 34.58, 36.0, 37.0, 38.0] {
                let page = LayoutPage { top, lines, ..standard().page };
                let room = PAPER.1.0 - Twip::from(Mm(top)).0 - Twip::from(Mm(page.bottom)).0;
                let (count, pitch) = rows(&page);
                let spare = 2 * (room - pitch.0 * i32::from(lines));
                assert!(
                    count == lines && (i32::from(lines)..=3 * i32::from(lines) + 1).contains(&spare),
                    "{lines}: {spare}"
                );
            }
        }
    }

    #[test]
    fn a_review_copy_has_a_margin_to_write_on() {
        assert_eq!(review(|_| {}), (Twip(11906 - 1587 - 21 * 316), 21, 14));
    }

    #[test]
    fn a_review_copy_keeps_a_line_and_a_page_to_read() {
        assert_eq!(review(|page| page.lines = 1).2, 1);
        // As narrow as it was, neither wider nor narrower.
        assert_eq!(review(|page| (page.left, page.right, page.characters) = (75.0, 75.0, 10)).1, 10);
        assert_eq!(review(|page| (page.left, page.right, page.characters) = (145.0, 5.0, 10)).1, 10);
    }
}
