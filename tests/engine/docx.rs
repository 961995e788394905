//! The Word export from outside: what is in the file, and what becomes of the file on disk.

mod atomic;
mod content;
mod planted;
pub(crate) mod rules;
pub(crate) mod sample;
mod schema;

pub(crate) use schema::faults_of;

use shuzhi::export::docx;
use shuzhi::model::Document;
use shuzhi::profile::{Profile, STANDARD};

fn standard() -> Profile {
    Profile::named(STANDARD).expect("the standard's profile")
}

fn write(document: &Document) -> Vec<u8> {
    docx::write(document, &standard()).expect("a Word file")
}

/// One part of a Word file as text.
pub(crate) fn part(docx: &[u8], name: &str) -> String {
    let (_, bytes) = sample::parts(docx).into_iter().find(|(part, _)| part == name).expect("this part");
    String::from_utf8(bytes).expect("UTF-8")
}
