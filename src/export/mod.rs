//! Outputs: a composed [`crate::model::Document`] and a [`crate::profile::Profile`], or a [`crate::model::Sheet`] → the bytes of
//! a file, and bytes → a file on disk that is either whole or not there. Nothing here composes, numbers or checks.

mod atomic;
pub mod csv;
pub mod docx;
mod own;
pub mod pdf;
pub mod xlsx;

pub use atomic::{Beside, SUFFIX, write_file, write_with};
pub use own::refuse_own;
