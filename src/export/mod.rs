//! Outputs: a composed [`crate::model::Document`] and a [`crate::profile::Profile`] → the bytes of a file, and bytes → a file
//! on disk that is either whole or not there. Nothing here composes, numbers or checks.

mod atomic;
pub mod docx;
mod own;
pub mod pdf;

pub use atomic::{Beside, SUFFIX, write_file, write_with};
pub use own::refuse_own;
