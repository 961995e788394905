//! The engine of 述职 (`shuzhi`): template + draft → document → {Word file, findings, text}; the store keeps drafts.
//!
//! | room | in → out |
//! |---|---|
//! | [`model`] | the data: [`model::Draft`], [`model::Document`], and nothing that acts on them |
//! | [`template`] | a template file → a checked [`template::Template`] |
//! | [`compose`] | a draft → the composed [`model::Document`], numbered by the program |
//! | [`check`] | a draft and its document → findings |
//! | [`carry`] | a report → the next year's draft, with its open problems |
//! | [`ledger`] | drafts of all years → one row a problem |
//! | [`profile`] | a layout profile: role → face, size, spacing, grid |
//! | [`export`] | a document → the bytes of a `.docx`; those → a PDF; writing a file whole or not at all |
//! | [`faces`] | the faces a layout asks for and those installed → the lacking ones |
//! | [`import`] | a foreign file → its paragraphs → what they are → a draft |
//! | [`revise`] | a draft + the file that came back → every difference → the draft with those accepted |
//! | [`store`] | drafts in SQLite |
//! | [`archive`] | database + own templates ⇄ one file with a checksum, for backups and 换机 |
//! | [`history`] | versions of a report: which to keep, what changed between two |
//! | [`title`] | a title → the lines it is set in |
//! | [`app`] | the use cases, one typed list of calls for every shell |
//! | [`platform`] | where data lies, who may read it, clock, random ids, what is installed; for the programs only |
//!
//! The clock, paths and random ids come in from outside as arguments.

pub mod app;
pub mod archive;
pub mod carry;
pub mod check;
pub mod compose;
mod error;
pub mod export;
pub mod faces;
pub mod history;
pub mod import;
pub mod ledger;
pub mod model;
pub mod platform;
pub mod profile;
pub mod revise;
pub mod store;
pub mod template;
pub mod title;

pub use error::{Code, Error, Result};
