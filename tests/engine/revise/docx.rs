//! By way of the real Word file and the real reader.

use shuzhi::compose::compose;
use shuzhi::export::docx;
use shuzhi::import::{Cancel, Limits, Reading, Source, read};
use shuzhi::model::{Draft, Element, Letterhead};
use shuzhi::profile::Profile;
use shuzhi::revise::{compare, merged};
use shuzhi::template::builtin;

use super::edits::edit;
use super::{sample, text_of};
use crate::dice::Dice;
use crate::support::Result;

/// Edited copies of each sample.
const COPIES: u64 = 3;

fn source(draft: &Draft) -> Result<Source> {
    let bytes = docx::write(&compose(draft), &Profile::of(draft))?;
    let reading = Reading { limits: Limits::default(), cancel: &Cancel::default(), foreign: None };
    Ok(read(&bytes, "改后稿.docx", &reading)?)
}

/// With everything around the text switched on.
fn official(mut draft: Draft) -> Draft {
    let on = |text: &str| Element { on: true, text: text.into(), ..Element::default() };
    let elements = &mut draft.elements;
    elements.letterhead = Letterhead {
        on: true,
        copy_number: "000001".into(),
        bodies: "中共某某局委员会\n某某局".into(),
        suffix: true,
        number: "某党〔2025〕12号".into(),
        signers: "张三\n李四".into(),
        ..Letterhead::default()
    };
    elements.recipient = on("县委组织部");
    elements.note = on("此件公开发布");
    elements.imprint.on = true;
    elements.imprint.copies = "县纪委".into();
    elements.imprint.issuer = "某某局办公室".into();
    elements.imprint.date = "2025-12-08".into();
    shuzhi::app::attach_ledger(&mut draft, &mut crate::support::ids());
    draft
}

#[test]
fn the_exported_file_has_no_change() -> Result {
    for template in builtin()? {
        for draft in [sample(&template.id)?, official(sample(&template.id)?)] {
            let revision = compare(&draft, &source(&draft)?);
            assert_eq!(revision.changes, [], "{}", template.id);
            assert_eq!(revision.alike, 100);
        }
    }
    Ok(())
}

#[test]
fn what_was_edited_in_the_word_file_comes_back() -> Result {
    for template in builtin()? {
        let draft = official(sample(&template.id)?);
        for seed in 1..=COPIES {
            let mut dice = Dice::new(seed + 1_000);
            let mut copy = draft.clone();
            for count in 1..=3 {
                edit(&mut copy, &mut dice, count);
            }
            // The ledger follows from the problems; the file has the one of its own.
            let revision = compare(&draft, &source(&copy)?);
            let all: Vec<u32> = revision.changes.iter().map(|change| change.id).collect();
            let body = |draft: &Draft| text_of(draft).split("附件：").next().map(str::to_owned);
            assert_eq!(body(&merged(&draft, &revision, &all)), body(&copy), "{} {seed}: {revision:#?}", template.id);
        }
    }
    Ok(())
}
