//! Where titles break, and the gaps around them, so that the text below stands on the page's lines.

use super::letterhead::height;
use super::{Placement, stretch};
use crate::model::{Block, Document, Role, utf16_len};
use crate::profile::geometry::together;
use crate::profile::{Profile, Twip};

/// Empty lines between the red rule and the title (clause 7.3.1).
const BELOW_RULE: i32 = 2;

/// Titles that fill more than a line are broken where the sense breaks (clause 7.3.1).
pub(super) fn break_lines(document: &Document, profile: &Profile, placements: &mut [Placement]) {
    let names: Vec<&str> = document.names.iter().map(String::as_str).collect();
    for (block, place) in document.blocks.iter().zip(placements) {
        if matches!(block.role, Role::Title | Role::AttachmentTitle) {
            let mut end = 0;
            let lines = profile.title_lines(&block.text(), block.wide, &names);
            let ends = lines.iter().map(|line| {
                end += utf16_len(line);
                end
            });
            place.breaks = ends.take(lines.len().saturating_sub(1)).collect();
        }
    }
}

/// The title takes whole lines of the page; below it, or below the byline and date under it, stand the profile's empty lines.
pub(super) fn place(blocks: &[Block], profile: &Profile, placements: &mut [Placement]) {
    let pitch = profile.page.pitch.0;
    let above = height(blocks, profile, placements);
    let (start, head) = stretch(blocks, |role| matches!(role, Role::Title | Role::Byline | Role::DateLine));
    let above = above.map_or(0, |above| {
        let gap = BELOW_RULE * pitch;
        // 版记 has its place at the foot, and an attachment its page.
        let apart = |role| {
            use Role::{AttachmentLabel, ImprintCopies, ImprintDate, ImprintIssuer};
            matches!(role, AttachmentLabel | ImprintCopies | ImprintIssuer | ImprintDate)
        };
        let first = blocks.iter().zip(placements.iter_mut()).find(|(block, _)| !super::letterhead::belongs(block.role));
        if let Some((_, place)) = first.filter(|(block, _)| !apart(block.role)) {
            place.before = Some(Twip(gap));
        }
        above.0 + gap
    });
    let titles = head.iter().take_while(|block| block.role == Role::Title).count();
    let empty = i32::from(profile.title_below) * pitch;
    let padding = padding(blocks, start..start + titles, above, profile, placements);
    if let Some(last) = head.len().checked_sub(1).and_then(|last| placements.get_mut(start + last)) {
        last.after = Some(Twip(empty));
    }
    if let Some(last) = titles.checked_sub(1).and_then(|last| placements.get_mut(start + last)) {
        last.after = Some(if titles < head.len() { padding } else { with_empty(padding, empty, pitch) });
    }
}

/// Clause 7.3.7: the title of an attachment on the third line of its page, the text one empty line below.
pub(super) fn place_attachments(blocks: &[Block], profile: &Profile, placements: &mut [Placement]) {
    let pitch = profile.page.pitch.0;
    for (index, _) in blocks.iter().enumerate().filter(|(_, block)| block.role == Role::AttachmentTitle) {
        let is_title = |at: Option<usize>| {
            at.and_then(|at| blocks.get(at)).is_some_and(|other| other.role == Role::AttachmentTitle)
        };
        let padding = padding(blocks, index..index + 1, 0, profile, placements);
        let Some(place) = placements.get_mut(index) else { continue };
        if !is_title(index.checked_sub(1)) {
            place.before = Some(Twip(pitch));
        }
        if !is_title(index.checked_add(1)) {
            place.after = Some(with_empty(padding, pitch, pitch));
        }
    }
}

/// `padding` and `empty`, which is lines of the page. Padding of half a line and more is an empty line.
fn with_empty(padding: Twip, empty: i32, pitch: i32) -> Twip {
    let saved = if empty >= pitch && 2 * padding.0 >= pitch { pitch } else { 0 };
    Twip(padding.0 + empty - saved)
}

/// What goes below the title's blocks in `range`, which begin `above` below the text area's top, so that the text after them
/// stands on the page's lines.
fn padding(
    blocks: &[Block],
    range: std::ops::Range<usize>,
    above: i32,
    profile: &Profile,
    placements: &[Placement],
) -> Twip {
    let (blocks, placements) = (blocks.get(range.clone()), placements.get(range));
    let titles = blocks.unwrap_or_default().iter().zip(placements.unwrap_or_default());
    let height = together(titles.map(|(block, place)| {
        profile.rows(&block.text(), &place.breaks, block.role, profile.page.room(block.wide))
            * profile.block(block.role).line.0
    }));
    let pitch = profile.page.pitch.0.max(1);
    Twip((pitch - (above + height).rem_euclid(pitch)) % pitch)
}

#[cfg(test)]
mod tests {
    use super::super::placed;
    use super::*;
    use crate::Result;
    use crate::profile::STANDARD;

    fn after(blocks: &[(Role, &str)], profile: &Profile) -> Result<Vec<Option<i32>>> {
        Ok(placed(blocks, profile)?.iter().map(|place| place.after.map(|after| after.0)).collect())
    }

    #[test]
    fn the_text_begins_on_a_line_of_the_page_below_the_title() -> Result<()> {
        let profile = Profile::named(STANDARD)?;
        for (titles, gap) in [(1, 458), (2, 337), (3, 216 + 579), (4, 95 + 579)] {
            let mut blocks = vec![(Role::Title, "述职报告"); titles];
            blocks.push((Role::Paragraph, "正文。"));
            let mut wanted = vec![None; titles + 1];
            wanted.splice(titles - 1..titles, [Some(gap)]);
            assert_eq!(after(&blocks, &profile)?, wanted);
        }
        Ok(())
    }

    #[test]
    fn the_profile_says_how_many_lines_stay_empty() -> Result<()> {
        let mut profile = Profile::named(STANDARD)?;
        for (below, alone, head) in [(0, 458, 0), (1, 458, 579), (2, 458 + 579, 2 * 579)] {
            profile.title_below = below;
            assert_eq!(after(&[(Role::Title, "报告"), (Role::Paragraph, "正文。")], &profile)?, [Some(alone), None]);
            let blocks = [(Role::Title, "报告"), (Role::Byline, "某某"), (Role::Paragraph, "正文。")];
            assert_eq!(after(&blocks, &profile)?, [Some(458), Some(head), None]);
        }
        Ok(())
    }

    #[test]
    fn an_empty_line_follows_the_byline_and_not_the_title() -> Result<()> {
        let blocks =
            [(Role::Title, "报告"), (Role::Byline, "某某"), (Role::DateLine, "（12月）"), (Role::Paragraph, "")];
        assert_eq!(after(&blocks, &Profile::named(STANDARD)?)?, [Some(458), None, Some(579), None]);
        Ok(())
    }

    #[test]
    fn lines_below_a_letterhead_are_lines_of_the_page() -> Result<()> {
        let profile = Profile::named(STANDARD)?;
        let blocks = [
            (Role::IssuingBody, "云溪县商务局"),
            (Role::DocumentNumber, "云商〔2025〕1号"),
            (Role::Title, "报告"),
            (Role::Recipient, "县委："),
        ];
        let places = placed(&blocks, &profile)?;
        let [body, number, title, _] = places.as_slice() else { return Ok(()) };
        let height = |place: &Placement| {
            let (before, after) = (place.before.unwrap_or(Twip(0)).0, place.after.unwrap_or(Twip(0)).0);
            before + after + place.size.map_or(700, |(_, line)| line.0)
        };
        let rule = super::super::RULE_GAP.0 + super::super::RULE_WIDTH.0 + super::super::letterhead::SLACK.0;
        assert_eq!(title.before, Some(Twip(2 * 579)));
        assert_eq!((height(body) + height(number) + rule + height(title)) % 579, 0);
        Ok(())
    }

    #[test]
    fn an_imprint_right_below_a_letterhead_has_no_gap_in_it() -> Result<()> {
        let blocks = [(Role::IssuingBody, "云溪县商务局"), (Role::ImprintDate, "2025年1月5日印发")];
        let places = placed(&blocks, &Profile::named(STANDARD)?)?;
        assert_eq!(places.last().map(|place| place.before), Some(None));
        Ok(())
    }

    #[test]
    fn the_title_of_an_attachment_stands_on_line_3_and_its_text_on_line_5() -> Result<()> {
        let blocks = [(Role::AttachmentLabel, "附件"), (Role::AttachmentTitle, "名单"), (Role::Paragraph, "正文。")];
        let places = placed(&blocks, &Profile::named(STANDARD)?)?;
        let title = places.get(1).map(|place| (place.before, place.after));
        assert_eq!(title, Some((Some(Twip(579)), Some(Twip(458)))));
        Ok(())
    }
}
