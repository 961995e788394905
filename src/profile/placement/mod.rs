//! What a paragraph needs beside its style, because it follows from its neighbours or from its own length: the gaps around
//! the title and above the signature, where signature and date stand, how large 发文机关标志 is. In: the document's blocks
//! and a profile. Out: one [`Placement`] a block, for export and preview alike.

mod ending;
mod keep;
mod letterhead;
mod letters;
mod title;

use serde::Serialize;
use ts_rs::TS;

use super::columns::place_tables;
use super::{HalfPoint, Profile, Twip};
use crate::model::{Block, Document, Role};

pub(crate) use letterhead::{RULE_GAP, RULE_WIDTH, belongs as is_letterhead, rule_before};

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
    /// The width over which the letters of each of its lines are evenly spread.
    pub spread: Option<Twip>,
    /// Which line it stands on, from 0, of the few that it shares with its neighbours: 发文字号 and 签发人.
    pub line: Option<u16>,
    /// It stands on one page with what follows; the preview has no pages.
    #[serde(skip)]
    #[ts(skip)]
    pub keep: bool,
}

/// Where the lines of a paragraph begin and end within the text area.
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
    /// Its middle, in what is left of the text area.
    Middle {
        /// What is left out of it on the left.
        left: Twip,
    },
    /// Its wrapped lines, from the left edge; its first line begins further left.
    Hanging {
        /// How far.
        left: Twip,
        /// How much further left the first line begins.
        hanging: Twip,
    },
}

/// One placement for each of the document's blocks.
#[must_use]
pub fn placements(document: &Document, profile: &Profile) -> Vec<Placement> {
    let blocks = &document.blocks;
    let mut placements = vec![Placement::default(); blocks.len()];
    title::break_lines(document, profile, &mut placements);
    letterhead::place(blocks, profile, &mut placements);
    title::place(blocks, profile, &mut placements);
    title::place_attachments(blocks, profile, &mut placements);
    ending::place_notes(blocks, profile, &mut placements);
    ending::place_signature(blocks, profile, &mut placements);
    ending::place_imprint(blocks, profile, &mut placements);
    place_tables(blocks, profile, &mut placements);
    keep::place(blocks, profile, &mut placements);
    placements
}

/// The first stretch of blocks of these roles: where it begins, and the blocks.
fn stretch(blocks: &[Block], belongs: impl Fn(Role) -> bool) -> (usize, &[Block]) {
    let start = blocks.iter().position(|block| belongs(block.role)).unwrap_or(blocks.len());
    let (_, rest) = blocks.split_at(start);
    let count = rest.iter().take_while(|block| belongs(block.role)).count();
    (start, rest.get(..count).unwrap_or_default())
}

#[cfg(test)]
fn placed(blocks: &[(Role, &str)], profile: &Profile) -> crate::Result<Vec<Placement>> {
    use crate::model::{Span, SpanRole};
    let block = |&(role, text): &(Role, &str)| {
        let span = |text: &str, role| Span { text: text.into(), role, origin: None, literal: true };
        let spans = match text.strip_prefix("签发人：") {
            Some(name) => vec![span("签发人：", SpanRole::Text), span(name, SpanRole::Name)],
            None if role == Role::Signer => vec![span(text, SpanRole::Name)],
            None => vec![span(text, SpanRole::Text)],
        };
        Block::new(role, spans)
    };
    let blocks: Vec<Block> = blocks.iter().map(block).collect();
    let time = "2025-12-05T09:00:00+08:00".parse().map_err(|_| crate::Error::new(crate::Code::Invalid, "", ""))?;
    let names = Vec::new();
    let document =
        Document { title: String::new(), creator: String::new(), created: time, modified: time, names, blocks };
    Ok(placements(&document, profile))
}
