//! Drafts that no one would type, over every template, profile and switch: whatever they hold, everything typed is printed as
//! often as it should be, each place leads back to its field, and the Word file is a valid one with the same text that keeps
//! the layout's rules.

mod counts;
mod draft;
mod elements;
mod places;
mod said;

use std::collections::BTreeMap;
use std::time::Instant;

use shuzhi::app::view;
use shuzhi::compose::compose;
use shuzhi::history::{PartChange, changes, compare, restore_part};
use shuzhi::model::{Block, Document, Draft, Part, Role, read_draft};
use shuzhi::template::{Start, builtin, new_draft};

use self::draft::Random;
use crate::support::{self, Result};
use crate::tools;

/// Drafts of each template in every run of the tests.
const DRAFTS: u64 = 20;
/// Of these, how many are written as a Word file.
const FILES: u64 = 8;
/// Drafts of each template in the long run.
const MANY: u64 = 250;

/// Calls `judge` with each of `count` drafts a template and its document, and says which draft it was when that fails.
pub(crate) fn each(count: u64, mut judge: impl FnMut(&Draft, &Document) -> Result) -> Result {
    for template in builtin()? {
        for seed in 1..=count {
            let mut ids = support::ids();
            let start = Start { year: 2025, now: support::now(), ids: &mut ids };
            let empty = new_draft(&template, start);
            let draft = Random::new(seed).draft(empty, &mut ids);
            judge(&draft, &compose(&draft)).map_err(|error| format!("{} {seed}: {error}", template.id))?;
        }
    }
    Ok(())
}

#[test]
fn every_place_leads_back_to_what_was_typed_there() -> Result {
    each(DRAFTS, places::lead_back)
}

#[test]
fn everything_typed_is_printed_as_often_as_it_should_be() -> Result {
    each(DRAFTS, counts::agree)
}

#[test]
fn no_number_stands_before_nothing() -> Result {
    fn flatten(parts: &mut [Part]) {
        for part in parts {
            // An item that only holds items or tables has nothing of its own beside its number.
            for item in &mut part.items {
                item.items.clear();
                item.tables.clear();
            }
            flatten(&mut part.parts);
        }
    }
    each(DRAFTS, |draft, _| {
        let mut draft = draft.clone();
        flatten(&mut draft.parts);
        let frame = |block: &Block| matches!(block.role, Role::AttachmentLabel | Role::IssuingSuffix);
        let bare = |block: &&Block| block.cell.is_none() && block.spans.iter().all(|span| span.origin.is_none());
        match compose(&draft).blocks.iter().filter(|block| !frame(block)).find(bare) {
            Some(block) => Err(format!("{block:?}").into()),
            None => Ok(()),
        }
    })
}

#[test]
fn the_word_file_says_the_same_and_keeps_the_rules() -> Result {
    each(FILES, |draft, document| {
        assert_eq!(view(draft).document, *document);
        said::word_file(draft, document).map(|_| ())
    })
}

#[test]
fn what_changed_is_told_and_each_section_can_be_taken_back() -> Result {
    each(2, |older, _| {
        let mut ids = support::ids();
        let newer = Random::new(99).draft(older.clone(), &mut ids);
        assert_eq!(changes(older, older), []);
        let told = changes(older, &newer);
        let compared = compare(older, &newer, ["", "另一个"]);
        assert!(told.len() > 3);
        for change in &told {
            assert!(compared.iter().any(|one| one.section == change.section && one.rows.iter().any(|row| row.changed)));
            let back = restore_part(&newer, older, &change.section).ok_or("a section is gone")?;
            let left = changes(older, &back);
            let same =
                left.iter().find(|one| one.section == change.section).is_none_or(|one| one.note.contains("位置变了"));
            assert!(same, "{}: {left:?}", change.section);
            let others = |list: &[PartChange]| list.iter().filter(|one| one.section != change.section).count();
            assert!(others(&left) >= others(&told), "{}: something else came back: {left:?}", change.section);
        }
        Ok(())
    })
}

#[test]
fn a_draft_is_read_as_it_was_written() -> Result {
    each(DRAFTS, |draft, document| {
        let json = serde_json::to_string(draft)?;
        let read = read_draft(&json, "随机", &mut support::ids())?;
        assert_eq!(read, *draft);
        assert_eq!(document.blocks.iter().any(|block| block.role == Role::Title), !document.title.is_empty());
        Ok(())
    })
}

#[test]
fn one_draft_of_each_template_is_valid_for_the_sdk() -> Result {
    let mut files = Vec::new();
    each(1, |draft, document| {
        files.push(said::word_file(draft, document)?);
        Ok(())
    })?;
    validate(&files)
}

#[test]
#[ignore = "runs for minutes; make torture"]
fn thousands_of_drafts_keep_every_promise() -> Result {
    let (begin, mut count, mut settings) = (Instant::now(), 0_u64, BTreeMap::<String, usize>::new());
    let mut files = Vec::new();
    each(MANY, |draft, document| {
        places::lead_back(draft, document)?;
        counts::agree(draft, document)?;
        let file = said::word_file(draft, document)?;
        // Every template and seed is met now and then.
        if count % 19 == 0 {
            files.push(file);
        }
        count += 1;
        *settings.entry(elements::setting(draft)).or_default() += 1;
        Ok(())
    })?;
    println!("{count} drafts of {} settings in {:?}: every promise kept", settings.len(), begin.elapsed());
    validate(&files)?;
    println!("{} of them are valid for the Open XML SDK", files.len());
    Ok(())
}

/// Holds `files` against the Open XML SDK, as many at a time as the machine has processors.
fn validate(files: &[Vec<u8>]) -> Result {
    let next = std::sync::atomic::AtomicUsize::new(0);
    let judge = || {
        let take = || files.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
        std::iter::from_fn(take).flat_map(|file| tools::validate(file)).collect::<Vec<String>>()
    };
    let judges = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let faults: Vec<String> = std::thread::scope(|scope| {
        let judges: Vec<_> = (0..judges).map(|_| scope.spawn(judge)).collect();
        judges.into_iter().flat_map(|judge| judge.join().unwrap_or_else(|_| vec!["a judge failed".into()])).collect()
    });
    match faults.first() {
        Some(fault) => Err(format!("{} faults, such as {fault}", faults.len()).into()),
        None => Ok(()),
    }
}
