//! Templates: data that says what a report is made of. In: the text of a JSON file. Out: a checked [`Template`], or every
//! mistake in it with file and JSON path. Nothing here composes or writes.
//!
//! The field reference for authors is `templates/README.md`.

mod builtin;
mod draft;
mod keys;
mod model;
mod read;
mod twice;
mod validate;

pub use builtin::builtin;
pub use draft::{Start, new_draft, sample_draft};
pub use model::{
    Ask, Carry, Condition, Example, ExampleItem, Field, FieldType, PartKind, Person, Settings, Shown, Template,
    TemplatePart,
};
pub use read::{read_template, read_user_templates};
