//! What stands around the text, measured on the printed page against GB/T 9704-2012, clause 7, within a millimetre.

mod ending;
mod imprint;
mod letterhead;
mod together;

use shuzhi::model::{Block, Role};

use crate::ink::{Area, Print};
use crate::pages::Line;
use crate::sample;

/// The standard's tolerance (clause 5.1).
const TOLERANCE: f64 = 1.0;
/// The text area (clause 5.1).
const TEXT: Area = Area { top: 37.0, bottom: 262.0, left: 28.0, right: 184.0 };
/// A line and a character of the page (clause 5.2.3).
const LINE: f64 = 225.0 / 22.0;
const CHARACTER: f64 = 156.0 / 28.0;
/// 4号, one character of 版记.
const SMALL: f64 = 14.0 / 72.0 * 25.4;

#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn near(&mut self, what: &str, found: f64, wanted: f64) {
        if (found - wanted).abs() > TOLERANCE {
            self.0.push(format!("{what}: {found:.2} mm, not {wanted:.2}"));
        }
    }

    fn hold(&mut self, what: &str, holds: bool) {
        if !holds {
            self.0.push(what.into());
        }
    }
}

/// Text of so many pages, without title and signature.
fn text(pages: usize) -> Vec<Block> {
    let text =
        |role| !matches!(role, Role::Title | Role::Byline | Role::DateLine | Role::Signature | Role::SignatureDate);
    sample::report(pages).blocks.into_iter().filter(|block| text(block.role)).collect()
}

fn line<'a>(print: &'a Print, page: usize, begins: &str) -> &'a Line {
    let lines = &print.pages[page].lines;
    lines.iter().find(|line| line.text.contains(begins)).unwrap_or_else(|| panic!("{begins} is not in {lines:?}"))
}
