//! Last year's report out of a foreign file. In: the bytes of a Word file, a text file or a paste. Out: its paragraphs
//! ([`Source`]), what they are ([`Recognition`]), a draft. Nothing is thrown away: what is not understood stays text.
//!
//! Untrusted bytes are read under [`Limits`], iteratively; paths, clocks and ids come in from outside.

mod draft;
mod edit;
mod limits;
mod outline;
mod piece;
mod read;
mod recognise;
mod source;

pub use draft::{Proposal, draft, propose, told};
pub use edit::Edit;
pub use limits::{Cancel, Limits, Reading};
pub use outline::{Outline, Section, outline};
pub use piece::{Piece, PieceRole, Recognition};
pub use read::{read, read_bytes, read_file, read_foreign, read_text};
pub use recognise::recognise;
pub use source::{Align, Face, Format, Look, Notice, Paragraph, Run, Source, Story};
