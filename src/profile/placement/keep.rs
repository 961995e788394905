//! What stays on one page with what follows, so that no page holds a signature and no text: the last paragraph of the text,
//! 附件说明, 署名, 成文日期 and 附注. In: the blocks with their gaps and indents. Out: which of them are kept.

use super::{Placement, Side};
use crate::model::{Block, Role};
use crate::profile::{Profile, Twip};

/// Keeps as much of the ending together as takes no more than two thirds of a page, from its last block upwards.
///
/// Word leaves of a kept paragraph as much on the page before as finds room there, and takes its last lines along. LibreOffice
/// takes the whole paragraph, and fills no page with a chain that is longer than one: so what is kept has to be short, and a
/// page that loses it still has a third of its lines.
pub(super) fn place(blocks: &[Block], profile: &Profile, placements: &mut [Placement]) {
    let Some(start) = blocks.iter().position(|block| ends(block.role)) else { return };
    let ending = blocks.iter().skip(start).take_while(|block| ends(block.role)).count();
    let text = start.checked_sub(1).and_then(|at| blocks.get(at)).is_some_and(is_text);
    let first = if text { start - 1 } else { start };
    let mut left = i32::from(profile.page.lines) * 2 / 3;
    let chain = blocks.iter().zip(placements).take(start + ending).skip(first).rev();
    for (at, (block, place)) in chain.enumerate() {
        left -= rows(block, place, profile);
        if left < 0 {
            return;
        }
        // What follows the ending is another matter.
        place.keep = at > 0;
    }
}

/// Whether a block of `role` stands below the text.
fn ends(role: Role) -> bool {
    matches!(role, Role::AttachmentNote | Role::Signature | Role::SignatureDate | Role::Note)
}

/// Whether `block` is text that can take the ending along; a table's last row cannot, nor can what stands on another sheet.
fn is_text(block: &Block) -> bool {
    block.cell.is_none() && !block.wide && (block.role == Role::Paragraph || block.role.level().is_some())
}

/// How many lines of the page `block` takes, with the empty ones above it.
fn rows(block: &Block, place: &Placement, profile: &Profile) -> i32 {
    let beside = match place.side {
        Some(Side::Hanging { left, .. }) => left.0,
        _ => 0,
    };
    let room = Twip(profile.page.text_width().0 - beside);
    let indent = "　".repeat(profile.block(block.role).first_line.into());
    let rows = profile.rows(&(indent + &block.text()), &place.breaks, block.role, room);
    let pitch = profile.page.pitch.0.max(1);
    rows + place.before.map_or(0, |before| (before.0 + pitch - 1) / pitch)
}

#[cfg(test)]
mod tests {
    use super::super::placed;
    use super::*;
    use crate::Result;
    use crate::profile::STANDARD;

    /// The places of the blocks that are kept.
    fn kept(blocks: &[(Role, &str)]) -> Result<Vec<usize>> {
        let placed = placed(blocks, &Profile::named(STANDARD)?)?;
        Ok((0..).zip(&placed).filter(|(_, place)| place.keep).map(|(at, _)| at).collect())
    }

    const ENDING: [(Role, &str); 5] = [
        (Role::AttachmentNote, "附件：1.名单"),
        (Role::AttachmentNote, "2.台账"),
        (Role::Signature, "某某党委"),
        (Role::SignatureDate, "2025年1月5日"),
        (Role::Note, "（此件公开发布）"),
    ];

    #[test]
    fn the_last_paragraph_keeps_the_whole_ending() -> Result<()> {
        // Seven lines of the ending leave seven to the paragraph.
        for (characters, begin) in [(1, 1), (7 * 28 - 2, 1), (7 * 28 + 2, 2)] {
            let last = "字".repeat(characters);
            let mut blocks = vec![(Role::Paragraph, "正文。"), (Role::Paragraph, last.as_str())];
            blocks.extend(ENDING);
            blocks.extend([(Role::AttachmentLabel, "附件1"), (Role::AttachmentTitle, "名单")]);
            assert_eq!(kept(&blocks)?, (begin..6).collect::<Vec<_>>(), "{characters}");
        }
        Ok(())
    }

    #[test]
    fn a_heading_keeps_the_ending_and_a_title_or_a_table_does_not() -> Result<()> {
        for (role, begin) in [(Role::Heading2, 0), (Role::Title, 1), (Role::TableCell, 1)] {
            let blocks: Vec<(Role, &str)> = std::iter::once((role, "字")).chain(ENDING).collect();
            let mut wanted = vec![0, 1, 2, 3, 4];
            wanted.retain(|at| *at >= begin);
            assert_eq!(kept(&blocks)?, wanted, "{role:?}");
        }
        assert_eq!(kept(&[(Role::Paragraph, "正文。")])?, [0_usize; 0]);
        Ok(())
    }

    #[test]
    fn of_many_attachments_only_the_last_ones_are_kept() -> Result<()> {
        let mut blocks = vec![(Role::Paragraph, "正文。")];
        blocks.extend([(Role::AttachmentNote, "附件：1.名单")]);
        blocks.extend([(Role::AttachmentNote, "2.台账"); 29]);
        blocks.extend(ENDING.iter().skip(2));
        // Four lines are 署名, its empty line, date and 附注.
        assert_eq!(kept(&blocks)?, (21..33).collect::<Vec<_>>());
        Ok(())
    }
}
