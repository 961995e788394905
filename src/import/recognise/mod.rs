//! What the paragraphs of a source are. In: a [`Source`]. Out: its pieces, each with a role, how sure it is, and why.

use super::{Piece, Recognition, Source};

/// Recognises the report in `source`.
#[must_use]
pub fn recognise(source: &Source) -> Recognition {
    let piece = |(n, paragraph): (usize, &super::Paragraph)| Piece {
        id: u32::try_from(n).unwrap_or(u32::MAX),
        paragraph: n,
        text: paragraph.full_text(),
        ..Piece::default()
    };
    Recognition { pieces: source.paragraphs.iter().enumerate().map(piece).collect(), year: None }
}
