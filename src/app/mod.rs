//! The use cases, as one typed list of calls for every shell: the window today, another tomorrow. In: a call's name and its
//! arguments as JSON. Out: its result, or an [`crate::Error`]. No window, no dialog, no SQL.

mod types;
mod view;

pub use types::*;
pub use view::view;
