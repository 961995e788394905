//! 版头 (clause 7.2): where 发文机关标志 stands and how large it is, 发文字号 and 签发人, and how high all that is.

use super::letters::{Heights, Letters, tight};
use super::{Placement, Side};
use crate::model::{Block, Role, SpanRole};
use crate::profile::geometry::together;
use crate::profile::{HalfPoint, Mm, Profile, Twip};

/// From the text area's top down to the letters of 发文机关标志 (clause 7.2.4).
const TO_LETTERS: Mm = Mm(35.0);
/// Empty lines between 发文机关标志 and 发文字号 (clause 7.2.5).
const BELOW_LETTERS: i32 = 2;
/// How far below the line of 发文字号 the red rule begins. The clause (7.2.7) says 4 mm; the letters end 0.8 mm above their
/// line's lower edge.
pub(crate) const RULE_GAP: Twip = Twip(181);
/// The red rule's own width, 2¼ points; the standard names none.
pub(crate) const RULE_WIDTH: Twip = Twip(45);
/// 发文字号 gets no smaller than 八号, half points; it wraps before nobody can read it.
const SMALLEST: i64 = 10;
/// Lines of text that page 1 keeps.
const LINES_OF_TEXT: i32 = 2;

/// What Word and LibreOffice may round differently; a line that is a twip too low loses the last one of its page.
pub(super) const SLACK: Twip = Twip(40);

/// Whether a block of `role` belongs to 版头.
pub(crate) fn belongs(role: Role) -> bool {
    use Role::{CopyNumber, DocumentNumber, IssuingBody, IssuingSuffix, Secrecy, Signer, Urgency};
    matches!(role, CopyNumber | Secrecy | Urgency | IssuingBody | IssuingSuffix | DocumentNumber | Signer)
}

/// From where letters stand down to the lower edge of their tight line.
fn foot(size: HalfPoint) -> i32 {
    tight(size).0 / 5
}

pub(super) fn place(blocks: &[Block], profile: &Profile, placements: &mut [Placement]) {
    let bodies: Vec<String> = texts(blocks, Role::IssuingBody);
    let suffix = blocks.iter().any(|block| block.role == Role::IssuingSuffix);
    let letters = Letters::of(&bodies, suffix, heights(blocks, profile, placements), profile);
    let marks = blocks.iter().filter(|block| matches!(block.role, Role::CopyNumber | Role::Secrecy | Role::Urgency));
    let marks = together(marks.map(|block| rows(block, profile) * profile.block(block.role).line.0));
    // The letters begin an eighth of their size below their line's upper edge.
    let above = Twip::from(TO_LETTERS).0 - Twip::from(letters.size).0 / 8 - marks;
    let joint = bodies.len() > 1;
    let mut first = true;
    for (block, place) in blocks.iter().zip(placements.iter_mut()) {
        match block.role {
            Role::IssuingBody => {
                place.breaks = letters.breaks(&block.text());
                place.spread = joint.then_some(letters.spread);
            }
            Role::IssuingSuffix => {}
            _ => continue,
        }
        if first || (joint && block.role == Role::IssuingSuffix) {
            place.before = Some(Twip(above.max(0)));
        }
        place.size = Some((letters.size, tight(letters.size)));
        first = false;
    }
    let letters = (!bodies.is_empty()).then_some(letters.size);
    place_number(blocks, letters, profile, placements);
}

/// 发文字号 in the middle, or left with the signers at the right on its line, two of them a line (clauses 7.2.5 and 7.2.6).
fn place_number(blocks: &[Block], letters: Option<HalfPoint>, profile: &Profile, placements: &mut [Placement]) {
    let size = profile.block(Role::DocumentNumber).size;
    let (line, pitch) = (tight(size), profile.page.pitch.0);
    let (room, cell) = (profile.page.text_width().0, profile.page.character().0);
    let number =
        texts(blocks, Role::DocumentNumber).first().map_or(0, |text| profile.width(text, Role::DocumentNumber).0);
    let before = letters.map_or(0, |letters| (BELOW_LETTERS + 1) * pitch - line.0 + foot(size) - foot(letters));
    let before = Twip(before.max(0));
    let signers: Vec<&Block> = blocks.iter().filter(|block| block.role == Role::Signer).collect();
    let name = |block: &Block, wanted: bool| -> String {
        let spans = block.spans.iter().filter(|span| (span.role == SpanRole::Name) == wanted);
        spans.map(|span| span.text.as_str()).collect()
    };
    let width = |text: &str| profile.width(text, Role::Signer).0;
    let names = signers.iter().map(|block| width(&name(block, true))).max().unwrap_or(0).min(room / 3);
    let label = signers.first().map_or(0, |block| width(&name(block, false)));
    let last = room - cell - names;
    let two = signers.len() > 1 && last - cell - names - label >= number + 2 * cell;
    // On a page that is too narrow for names beside 发文字号 both wrap.
    let floor = (number + 2 * cell).min(room / 3);
    let begin = if two { last - cell - names } else { last.max(floor) };
    let a_line = if two { 2 } else { 1 };
    let most = if signers.is_empty() { room } else { (begin - label - 2 * cell).max(cell) };
    let mut count: u16 = 0;
    for (block, place) in blocks.iter().zip(placements) {
        match block.role {
            Role::DocumentNumber => {
                place.before = Some(before);
                place.size = Some((smaller(size, number, most), line));
                if !signers.is_empty() {
                    let lines = signers.len().div_ceil(usize::from(a_line));
                    place.line = u16::try_from(lines - 1).ok();
                    place.side = Some(Side::Left { left: Twip(cell.min(room / 8)), overhang: Twip(0) });
                }
            }
            Role::Signer => {
                let at = count / a_line;
                let left = if count == 0 {
                    (begin - label).max(floor)
                } else if count.is_multiple_of(a_line) {
                    begin
                } else {
                    last
                };
                place.side = Some(Side::Left { left: Twip(left), overhang: Twip(0) });
                place.before = Some(if at == 0 { before } else { Twip((pitch - line.0).max(0)) });
                place.size = Some((size, line));
                place.line = Some(at);
                count = count.saturating_add(1);
            }
            _ => {}
        }
    }
}

/// From the text area's top to the red rule's lower edge; `None` where the document has no 版头.
pub(super) fn height(blocks: &[Block], profile: &Profile, placements: &[Placement]) -> Option<Twip> {
    let letterhead = || blocks.iter().zip(placements).filter(|(block, _)| belongs(block.role));
    letterhead().next()?;
    let of = |role: Role| letterhead().filter(move |(block, _)| block.role == role);
    let line = |place: &Placement| place.size.map_or(0, |(_, line)| line.0);
    let before = |place: &Placement| place.before.unwrap_or(Twip(0)).0;
    let marks = [Role::CopyNumber, Role::Secrecy, Role::Urgency];
    let marks = marks.into_iter().flat_map(of);
    let marks = together(marks.map(|(block, _)| rows(block, profile) * profile.block(block.role).line.0));
    let bodies = of(Role::IssuingBody);
    let bodies = together(bodies.map(|(_, place)| (1 + i32::try_from(place.breaks.len()).unwrap_or(0)) * line(place)));
    let above = of(Role::IssuingBody).next().map_or(0, |(_, place)| before(place));
    let numbers = || of(Role::DocumentNumber).chain(of(Role::Signer));
    let number = numbers().next().map_or(0, |(_, place)| before(place) + line(place));
    let further = i32::from(numbers().filter_map(|(_, place)| place.line).max().unwrap_or(0)) * profile.page.pitch.0;
    let rule = match rule_before(blocks, profile) {
        Some(before) => before.0 + RULE_GAP.0 + RULE_WIDTH.0,
        None => 0,
    };
    Some(Twip(marks + above + bodies + number + further + rule + SLACK.0))
}

/// What stands above the gap to the red rule, beside 发文字号; `None` where there is no rule.
pub(crate) fn rule_before(blocks: &[Block], profile: &Profile) -> Option<Twip> {
    let has = |role| blocks.iter().any(|block| block.role == role);
    if has(Role::DocumentNumber) || has(Role::Signer) {
        Some(Twip(0))
    } else {
        has(Role::IssuingBody).then(|| Twip(BELOW_LETTERS * profile.page.pitch.0))
    }
}

/// The heights that page 1 has for 发文机关标志.
fn heights(blocks: &[Block], profile: &Profile, placements: &[Placement]) -> Heights {
    let page = &profile.page;
    let head = |role| matches!(role, Role::Title | Role::Byline | Role::DateLine | Role::Recipient | Role::Salutation);
    let head = blocks.iter().zip(placements).filter(|(block, _)| head(block.role));
    let head = together(head.map(|(block, place)| {
        profile.rows(&block.text(), &place.breaks, block.role, page.text_width()) * profile.block(block.role).line.0
    }));
    let rule = RULE_GAP.0 + RULE_WIDTH.0;
    // 发文字号 with what is above it.
    let number = (BELOW_LETTERS + 1) * page.pitch.0;
    // The gap below the rule, a line lost to the page's grid, and the text.
    let lines = 2 + i32::from(profile.title_below) + LINES_OF_TEXT;
    let alone = page.text_height().0 - Twip::from(TO_LETTERS).0 - rule - number;
    Heights { with_text: Twip(alone - head - lines * page.pitch.0), alone: Twip(alone) }
}

fn rows(block: &Block, profile: &Profile) -> i32 {
    profile.rows(&block.text(), &[], block.role, profile.page.text_width())
}

fn texts(blocks: &[Block], role: Role) -> Vec<String> {
    blocks.iter().filter(|block| block.role == role).map(Block::text).collect()
}

/// `size`, or what it takes for a text of `width` to stay on a line of `room`.
fn smaller(size: HalfPoint, width: i32, room: i32) -> HalfPoint {
    if width <= room {
        return size;
    }
    let fits = i64::from(size.0) * i64::from(room) / i64::from(width.max(1));
    HalfPoint(u16::try_from(fits.max(SMALLEST)).unwrap_or(size.0).min(size.0))
}

#[cfg(test)]
mod tests {
    use super::super::placed;
    use super::*;
    use crate::Result;
    use crate::profile::STANDARD;

    /// Line and left end of number and signers, twips.
    fn lines(number: &str, signers: usize) -> Result<Vec<(Option<u16>, i32)>> {
        let mut blocks = vec![(Role::DocumentNumber, number)];
        blocks.extend((0..signers).map(|index| (Role::Signer, if index == 0 { "签发人：李明远" } else { "王川" })));
        let placed = placed(&blocks, &Profile::named(STANDARD)?)?;
        let left = |place: &Placement| match place.side {
            Some(Side::Left { left, .. }) => left.0,
            _ => 0,
        };
        Ok(placed.iter().map(|place| (place.line, left(place))).collect())
    }

    #[test]
    fn the_number_stands_on_the_last_line_of_the_signers() -> Result<()> {
        let number = "云商党〔2025〕12号";
        assert_eq!(lines(number, 0)?, [(None, 0)]);
        // Three characters of a name, of 314 each, end a character of 316 before the edge; the label takes four.
        let last = 8845 - 316 - 3 * 314;
        assert_eq!(lines(number, 1)?, [(Some(0), 316), (Some(0), last - 4 * 314)]);
        let first = last - 316 - 3 * 314;
        let three = [(Some(1), 316), (Some(0), first - 4 * 314), (Some(0), last), (Some(1), first)];
        assert_eq!(lines(number, 3)?, three);
        Ok(())
    }

    #[test]
    fn beside_a_long_number_signers_stand_below_each_other() -> Result<()> {
        let lines: Vec<Option<u16>> = lines(&"字".repeat(16), 2)?.into_iter().map(|(line, _)| line).collect();
        assert_eq!(lines, [Some(1), Some(0), Some(1)]);
        Ok(())
    }

    #[test]
    fn on_a_narrow_page_number_and_signers_stay_on_it() -> Result<()> {
        let mut layout = crate::profile::standard();
        (layout.page.left, layout.page.right, layout.page.characters) = (75.0, 75.0, 2);
        (layout.page.lines, layout.faces.body.size) = (8, 72.0);
        let profile = Profile::new(&layout)?;
        let blocks =
            [(Role::DocumentNumber, "云商党〔2025〕12号"), (Role::Signer, "签发人：李明远"), (Role::Signer, "王川")];
        let room = profile.page.text_width().0;
        let left = |place: Placement| match place.side {
            Some(Side::Left { left, .. }) => Some(left.0),
            _ => None,
        };
        let lefts: Vec<i32> = placed(&blocks, &profile)?.into_iter().filter_map(left).collect();
        assert_eq!(lefts, [room / 8, room / 3, room / 3]);
        Ok(())
    }

    #[test]
    fn a_number_longer_than_its_line_is_set_smaller() -> Result<()> {
        let placed = placed(&[(Role::DocumentNumber, &"字".repeat(56))], &Profile::named(STANDARD)?)?;
        assert_eq!(placed.first().and_then(|place| place.size).map(|(size, _)| size), Some(HalfPoint(16)));
        Ok(())
    }
}
