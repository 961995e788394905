//! Pieces as text again.

use crate::import::Piece;

/// The pieces' text with their numbers and punctuation, as they stand in the file.
pub(super) fn whole(pieces: &[&Piece]) -> String {
    pieces.iter().map(|piece| format!("{}{}{}", piece.number, piece.text, piece.end)).collect()
}

/// Text that the composer must not take for a name in `{{ }}`: an invisible blank parts the braces.
pub(super) fn plain(text: &str) -> String {
    text.replace("{{", "{\u{200B}{")
}

/// `text` without what white space and invisible characters make of it, to compare two texts.
pub(super) fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace() && crate::model::is_printable(*c)).collect()
}
