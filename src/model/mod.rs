//! The data every other room works on. Nothing here reads a file, asks the clock or decides a rule of the genre.

mod document;
mod draft;
mod elements;
mod fields;
mod identity;
mod item;
mod layout;
mod likely;
mod read;
mod sheet;
mod style;
mod table;
mod text;

pub use document::{Block, Cell, Document, Origin, Role, Span, SpanRole};
pub use draft::{Carried, Draft, Figure, Part, TemplateCopy};
pub use elements::{Attachment, AttachmentKind, Attachments, Element, Elements, Imprint, LedgerColumn, Letterhead};
pub(crate) use fields::{part_mut, text_mut};
pub(crate) use identity::give_ids;
pub use item::{Item, MeasureKind, Progress, State};
pub use layout::{
    DigitFace, Layout, LayoutChoice, LayoutFace, LayoutFaces, LayoutPage, LayoutPageNumber, LayoutTitle, PageNumber,
    PageNumberForm, Place,
};
pub use likely::likely;
pub use read::read_draft;
pub(crate) use read::{json_error, parse, wrong_value};
pub use sheet::{Sheet, SheetCell, SheetColumn};
pub use style::{Join, ListStyle, Numbering};
pub(crate) use table::MOST_COLUMNS;
pub use table::Table;
pub use text::{Utf16Range, clean, count_characters, utf16_len};
pub(crate) use text::{brief, figure_token, is_blank, is_line_end, is_printable, is_wide, one_line};

/// The version of the draft and template JSON that this program writes.
pub const SCHEMA: u32 = 1;

/// Years that a report can be about.
pub const YEARS: std::ops::RangeInclusive<i32> = 1921..=2199;

/// JSON keys that this program does not know; they survive a round trip.
pub type Extra = serde_json::Map<String, serde_json::Value>;

/// Where new ids come from: an argument, so that tests get the same ones each time.
pub trait Ids {
    /// A new UUID in its usual form, never handed out before.
    fn next(&mut self) -> String;
}

impl<F: FnMut() -> String> Ids for F {
    fn next(&mut self) -> String {
        self()
    }
}
