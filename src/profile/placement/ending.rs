//! What stands below the text: 附件说明, 署名 and 成文日期, 版记.

use super::{Placement, Side, stretch};
use crate::model::{Block, Role};
use crate::profile::{Profile, Twip};

/// What 附件说明 begins with.
const LABEL: &str = "附件：";
/// What 抄送机关 begins with.
const COPIES: &str = "抄送：";
/// How far a sealed date ends from the right edge, in characters (clause 7.3.5.1).
const SEALED_RIGHT: i32 = 4;

/// Clause 7.3.4: one empty line below the text, two characters in; the second attachment below the first one's number, wrapped
/// lines below the name's first character.
pub(super) fn place_notes(blocks: &[Block], profile: &Profile, placements: &mut [Placement]) {
    let (start, notes) = stretch(blocks, |role| role == Role::AttachmentNote);
    let width = |text: &str| profile.width(text, Role::AttachmentNote).0;
    let indent = 2 * profile.page.character().0;
    for ((index, note), place) in notes.iter().enumerate().zip(placements.iter_mut().skip(start)) {
        let text = note.text();
        let label = text.starts_with(LABEL);
        let rest = text.strip_prefix(LABEL).unwrap_or(&text);
        let number = if notes.len() > 1 { number(rest) } else { "" };
        let left = indent + width(LABEL) + width(number);
        let hanging = left - indent - if label { 0 } else { width(LABEL) };
        // A line of few characters has no room for that.
        let fits = 2 * left <= profile.page.text_width().0;
        let (left, hanging) = if fits { (left, hanging) } else { (0, 0) };
        place.side = Some(Side::Hanging { left: Twip(left), hanging: Twip(hanging) });
        if index == 0 {
            place.before = Some(profile.page.pitch);
        }
    }
}

/// The number that `text` begins with, with its point.
fn number(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let end = if text.split_at(end).1.starts_with('.') { end + 1 } else { 0 };
    text.split_at(end).0
}

/// One empty line above the signature, or above a date that stands alone (clause 7.3.5).
pub(super) fn place_signature(blocks: &[Block], profile: &Profile, placements: &mut [Placement]) {
    let (start, ending) = stretch(blocks, |role| matches!(role, Role::Signature | Role::SignatureDate));
    let Some(places) = placements.get_mut(start..start + ending.len()) else { return };
    let date = ending.iter().find(|block| block.role == Role::SignatureDate).map(Block::text);
    if profile.sealed {
        sealed(ending, date.as_deref(), profile, places);
    } else {
        unsealed(ending, date.as_deref(), profile, places);
    }
    if let Some(first) = places.first_mut() {
        first.before = Some(profile.page.pitch);
    }
}

/// Clause 7.3.5.2. Several signatures begin below each other, so that the date stands two characters right of each.
fn unsealed(ending: &[Block], date: Option<&str>, profile: &Profile, places: &mut [Placement]) {
    let signatures: Vec<String> =
        ending.iter().filter(|block| block.role == Role::Signature).map(Block::text).collect();
    let width = |text: &str| profile.width(text, Role::Signature);
    let Some(widest) = signatures.iter().max_by_key(|text| width(text)) else { return };
    let cell = profile.page.character().0;
    // One that takes several lines has no place of its own; all end where their style says.
    let wraps = width(widest).0 > profile.page.text_width().0 - 2 * cell;
    if wraps || (date.is_none() && signatures.len() < 2) {
        return;
    }
    let overhang = Twip(2 * cell);
    let place = profile.signature_place(widest, date.unwrap_or_default());
    let left = Twip((place.date_left.0 - 2 * cell).max(0));
    for (block, at) in ending.iter().zip(places) {
        at.side = Some(match block.role {
            Role::SignatureDate => Side::Left { left: place.date_left, overhang },
            _ if width(&block.text()) == width(widest) => Side::Right { right: place.signature_right },
            _ => Side::Left { left, overhang },
        });
    }
}

/// Clause 7.3.5.1: the date ends four characters in from the right, the signatures stand in the middle above it. One that is
/// too long for that ends at the edge of the text area.
fn sealed(ending: &[Block], date: Option<&str>, profile: &Profile, places: &mut [Placement]) {
    let room = profile.page.text_width().0;
    let right = SEALED_RIGHT * profile.page.character().0;
    let date = date.map_or(0, |date| profile.width(date, Role::SignatureDate).0);
    // Twice the way from the right edge to the middle of the date.
    let around = (2 * right + date).min(room);
    for (block, place) in ending.iter().zip(places) {
        place.side = Some(match block.role {
            Role::Signature if profile.width(&block.text(), Role::Signature).0 <= around => {
                Side::Middle { left: Twip(room - around) }
            }
            Role::Signature => Side::Right { right: Twip(0) },
            _ => Side::Right { right: Twip(right) },
        });
    }
}

/// Clause 7.4.2: wrapped lines of 抄送机关 begin below the character after the colon.
pub(super) fn place_imprint(blocks: &[Block], profile: &Profile, placements: &mut [Placement]) {
    for (block, place) in blocks.iter().zip(placements) {
        if block.role == Role::ImprintCopies && block.text().starts_with(COPIES) {
            let left = profile.width(COPIES, Role::ImprintCopies);
            place.side = Some(Side::Hanging { left, hanging: left });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::placed;
    use super::*;
    use crate::Result;
    use crate::profile::STANDARD;

    fn sides(blocks: &[(Role, &str)], sealed: bool) -> Result<Vec<Option<Side>>> {
        let profile = Profile { sealed, ..Profile::named(STANDARD)? };
        Ok(placed(blocks, &profile)?.into_iter().map(|place| place.side).collect())
    }

    #[test]
    fn an_empty_line_stands_above_the_first_line_of_the_signature() -> Result<()> {
        let blocks = [
            (Role::Paragraph, "正文。"),
            (Role::Signature, "某某党委"),
            (Role::SignatureDate, "2025年1月5日"),
            (Role::Note, "（此件公开发布）"),
        ];
        let placed = placed(&blocks, &Profile::named(STANDARD)?)?;
        let before: Vec<Option<Twip>> = placed.iter().map(|placement| placement.before).collect();
        assert_eq!(before, [None, Some(Twip(579)), None, None]);
        assert!(matches!(
            placed.as_slice(),
            [_, Placement { side: Some(Side::Right { .. }), .. }, Placement { side: Some(Side::Left { .. }), .. }, _]
        ));
        Ok(())
    }

    #[test]
    fn a_document_without_title_and_signature_needs_nothing() -> Result<()> {
        let profile = Profile::named(STANDARD)?;
        assert_eq!(placed(&[(Role::Paragraph, "正文。")], &profile)?, [Placement::default()]);
        assert_eq!(placed(&[], &profile)?, []);
        Ok(())
    }

    #[test]
    fn several_signatures_begin_below_each_other() -> Result<()> {
        let blocks = [
            (Role::Signature, "云溪县商务局党组书记"),
            (Role::Signature, "李明远"),
            (Role::SignatureDate, "2025年1月5日"),
        ];
        // 8845 − 2 × 316 − 10 × 314: where the first one begins.
        let (begin, overhang) = (5073, Twip(632));
        assert_eq!(
            sides(&blocks, false)?,
            [
                Some(Side::Right { right: Twip(632) }),
                Some(Side::Left { left: Twip(begin), overhang }),
                Some(Side::Left { left: Twip(begin + 632), overhang }),
            ]
        );
        Ok(())
    }

    #[test]
    fn a_sealed_signature_stands_in_the_middle_above_its_date() -> Result<()> {
        let long = "委".repeat(20);
        let blocks =
            [(Role::Signature, "某某党委"), (Role::Signature, long.as_str()), (Role::SignatureDate, "2025年1月5日")];
        // Six digits of 154 and three characters of 314.
        let around = 2 * 4 * 316 + 6 * 154 + 3 * 314;
        assert_eq!(
            sides(&blocks, true)?,
            [
                Some(Side::Middle { left: Twip(8845 - around) }),
                Some(Side::Right { right: Twip(0) }),
                Some(Side::Right { right: Twip(4 * 316) }),
            ]
        );
        Ok(())
    }

    #[test]
    fn names_of_attachments_have_room_on_a_narrow_page() -> Result<()> {
        let mut layout = crate::profile::standard();
        (layout.page.left, layout.page.right, layout.page.characters) = (75.0, 75.0, 6);
        (layout.page.lines, layout.faces.body.size) = (15, 26.0);
        let placed = placed(&[(Role::AttachmentNote, "附件：名单")], &Profile::new(&layout)?)?;
        let side = placed.first().and_then(|place| place.side);
        assert_eq!(side, Some(Side::Hanging { left: Twip(0), hanging: Twip(0) }));
        Ok(())
    }

    #[test]
    fn wrapped_names_of_attachments_align_with_their_first_character() -> Result<()> {
        let one = sides(&[(Role::AttachmentNote, "附件：3.5万元明细")], false)?;
        assert_eq!(one, [Some(Side::Hanging { left: Twip(632 + 942), hanging: Twip(942) })]);
        let several = sides(&[(Role::AttachmentNote, "附件：1.名单"), (Role::AttachmentNote, "2.台账")], false)?;
        // A digit takes half a character, a point of Times New Roman a quarter; each is set 6 closer.
        let number = 154 + 74;
        let left = Twip(632 + 942 + number);
        assert_eq!(
            several,
            [
                Some(Side::Hanging { left, hanging: Twip(942 + number) }),
                Some(Side::Hanging { left, hanging: Twip(number) }),
            ]
        );
        Ok(())
    }
}
