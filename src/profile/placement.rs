//! What a paragraph needs beside its style, because it follows from its neighbours or from its own length: the gaps below the
//! title and above the signature, and where signature and date stand.

use serde::Serialize;
use ts_rs::TS;

use super::columns::place_tables;
use super::{HalfPoint, Profile, Twip};
use crate::model::{Block, Document, Role};

/// What a paragraph has beside its style.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
pub struct Placement {
    /// Space above.
    pub before: Option<Twip>,
    /// Space below.
    pub after: Option<Twip>,
    /// Indent.
    pub side: Option<Side>,
    /// Where its lines end before the last: places in its text, in UTF-16 units.
    pub breaks: Vec<usize>,
    /// Another size than its style's, with the pitch of its lines.
    pub size: Option<(HalfPoint, Twip)>,
}

/// Where a line of the signature stands.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, TS)]
#[serde(tag = "from", rename_all = "snake_case")]
pub enum Side {
    /// Its end, from the right edge of the text area.
    Right {
        /// How far.
        right: Twip,
    },
    /// Its beginning, from the left edge. Where digits are set wider than in Word, it may run into the margin and stays one
    /// line.
    Left {
        /// How far.
        left: Twip,
        /// How far it may run into the right margin.
        overhang: Twip,
    },
}

/// One placement for each of the document's blocks.
#[must_use]
pub fn placements(document: &Document, profile: &Profile) -> Vec<Placement> {
    let blocks = &document.blocks;
    let mut placements = vec![Placement::default(); blocks.len()];
    place_title(blocks, profile, &mut placements);
    place_signature(blocks, profile, &mut placements);
    place_tables(blocks, profile, &mut placements);
    placements
}

/// The title takes whole lines of the page; one empty line stands between title, byline and date and the text.
fn place_title(blocks: &[Block], profile: &Profile, placements: &mut [Placement]) {
    let titles = blocks.iter().take_while(|block| block.role == Role::Title).count();
    let head = |block: &&Block| matches!(block.role, Role::Title | Role::Byline | Role::DateLine);
    let head = blocks.iter().take_while(head).count();
    let lines: Vec<String> = blocks.iter().take(titles).map(Block::text).collect();
    let padding = profile.title_padding(lines.iter().map(String::as_str));
    let empty = profile.page.pitch;
    // Padding of half a line and more is the empty line.
    let below_title = if titles < head || 2 * padding.0 >= empty.0 { padding } else { Twip(padding.0 + empty.0) };
    if let Some(last) = head.checked_sub(1).and_then(|last| placements.get_mut(last)) {
        last.after = Some(empty);
    }
    if let Some(last) = titles.checked_sub(1).and_then(|last| placements.get_mut(last)) {
        last.after = Some(below_title);
    }
}

/// One empty line above the signature, or above a date that stands alone (clause 7.3.5.2).
fn place_signature(blocks: &[Block], profile: &Profile, placements: &mut [Placement]) {
    let ending = |block: &&Block| matches!(block.role, Role::Signature | Role::SignatureDate);
    let body = blocks.len() - blocks.iter().rev().take_while(ending).count();
    let last = |role| blocks.iter().enumerate().skip(body).rfind(|(_, block)| block.role == role);
    if let (Some((at, signature)), Some((date_at, date))) = (last(Role::Signature), last(Role::SignatureDate)) {
        let place = profile.signature_place(&signature.text(), &date.text());
        let overhang = Twip(2 * profile.page.character().0);
        if let Some(signature) = placements.get_mut(at) {
            signature.side = Some(Side::Right { right: place.signature_right });
        }
        if let Some(date) = placements.get_mut(date_at) {
            date.side = Some(Side::Left { left: place.date_left, overhang });
        }
    }
    if let Some(first) = placements.get_mut(body) {
        first.before = Some(profile.page.pitch);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Result;
    use crate::model::{Span, SpanRole};
    use crate::profile::STANDARD;

    fn placed(blocks: &[(Role, &str)]) -> Result<Vec<Placement>> {
        let span = |text: &str| Span { text: text.into(), role: SpanRole::Text, origin: None, literal: true };
        let block = |&(role, text): &(Role, &str)| Block::new(role, vec![span(text)]);
        let blocks: Vec<Block> = blocks.iter().map(block).collect();
        let time = "2025-12-05T09:00:00+08:00".parse().map_err(|_| crate::Error::new(crate::Code::Invalid, "", ""))?;
        let names = Vec::new();
        let document =
            Document { title: String::new(), creator: String::new(), created: time, modified: time, names, blocks };
        Ok(placements(&document, &Profile::named(STANDARD)?))
    }

    #[test]
    fn the_text_begins_on_a_line_of_the_page_below_the_title() -> Result<()> {
        for (titles, gap) in [(1, 458), (2, 337), (3, 216 + 579), (4, 95 + 579)] {
            let mut blocks = vec![(Role::Title, "述职报告"); titles];
            blocks.push((Role::Paragraph, "正文。"));
            let after: Vec<Option<Twip>> = placed(&blocks)?.iter().map(|placement| placement.after).collect();
            let mut wanted = vec![None; titles + 1];
            wanted.splice(titles - 1..titles, [Some(Twip(gap))]);
            assert_eq!(after, wanted);
        }
        Ok(())
    }

    #[test]
    fn an_empty_line_follows_the_byline_and_not_the_title() -> Result<()> {
        let placed = placed(&[
            (Role::Title, "报告"),
            (Role::Byline, "某某"),
            (Role::DateLine, "（12月）"),
            (Role::Paragraph, ""),
        ])?;
        let after: Vec<Option<Twip>> = placed.iter().map(|placement| placement.after).collect();
        assert_eq!(after, [Some(Twip(458)), None, Some(Twip(579)), None]);
        Ok(())
    }

    #[test]
    fn an_empty_line_stands_above_the_first_line_of_the_signature() -> Result<()> {
        let placed = placed(&[
            (Role::Paragraph, "正文。"),
            (Role::Signature, "某某党委"),
            (Role::SignatureDate, "2025年1月5日"),
        ])?;
        let before: Vec<Option<Twip>> = placed.iter().map(|placement| placement.before).collect();
        assert_eq!(before, [None, Some(Twip(579)), None]);
        assert!(matches!(
            placed.as_slice(),
            [_, Placement { side: Some(Side::Right { .. }), .. }, Placement { side: Some(Side::Left { .. }), .. }]
        ));
        Ok(())
    }

    #[test]
    fn a_document_without_title_and_signature_needs_nothing() -> Result<()> {
        assert_eq!(placed(&[(Role::Paragraph, "正文。")])?, [Placement::default()]);
        assert_eq!(placed(&[])?, []);
        Ok(())
    }
}
