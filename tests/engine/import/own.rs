//! What the program itself exports comes back as it was.

use shuzhi::compose::compose;
use shuzhi::export::docx;
use shuzhi::import::{Face, Source};
use shuzhi::model::{Document, Role};
use shuzhi::profile::Profile;
use shuzhi::template::{Start, builtin, sample_draft};

use super::package::read_bytes;
use crate::support::{ids, now};

/// The text without blanks.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| !letter.is_whitespace()).collect()
}

/// The paragraphs of a document that stand in the text of its file: 版头 and 版记 stand in it, too.
fn expected(document: &Document) -> String {
    letters(&document.text())
}

fn exported(document: &Document, profile: &Profile) -> Source {
    read_bytes(&docx::write(document, profile).unwrap()).unwrap()
}

#[test]
fn every_sample_comes_back_with_its_text() {
    for template in builtin().unwrap() {
        let mut ids = ids();
        let draft = sample_draft(&template, Start { year: 2025, now: now(), ids: &mut ids });
        let document = compose(&draft);
        let source = exported(&document, &Profile::of(&draft));
        assert_eq!(letters(&source.text()), expected(&document), "{}", template.id);
        assert_eq!(source.notices, [], "{}", template.id);
        let levels = document.blocks.iter().filter_map(|block| block.role.level());
        let outline = source.paragraphs.iter().filter_map(|one| one.outline);
        assert_eq!(outline.collect::<Vec<_>>(), levels.collect::<Vec<_>>(), "{}", template.id);
        let title = document.blocks.iter().position(|block| block.role == Role::Title).unwrap();
        assert_eq!(source.paragraphs[title].runs[0].look.face, Face::Title, "{}", template.id);
    }
}
