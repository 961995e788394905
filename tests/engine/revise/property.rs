//! Whatever is edited: all accepted is the edited report, none accepted is the old one, and what was not touched keeps its id.

use std::collections::HashSet;

use shuzhi::compose::compose;
use shuzhi::import::Source;
use shuzhi::model::Draft;
use shuzhi::revise::{Change, ChangeKind, compare, merged};
use shuzhi::template::builtin;

use super::edits::edit;
use super::{each_item, ids_of, sample, source_of, text_of};
use crate::dice::Dice;
use crate::support::Result;

/// Edited copies of each template's sample in every run.
const COPIES: u64 = 12;
/// Of so many one may be too tangled to be merged, and is told.
const FEW: u64 = 500;
/// In the long run.
const MANY: u64 = 400;

/// Whether all could be merged; what could not must be told.
fn judge(draft: &Draft, copy: &Draft) -> Result<bool> {
    let source = source_of(&compose(copy));
    let revision = compare(draft, &source);
    let all: Vec<u32> = revision.changes.iter().map(|change| change.id).collect();
    let whole = merged(draft, &revision, &all);
    let (now, wanted) = (text_of(&whole), text_of(copy));
    let told = revision.changes.iter().any(|change| change.kind == ChangeKind::Cannot);
    if now != wanted && told {
        dangle(draft, &whole)?;
        return Ok(false);
    }
    if now != wanted {
        let differs = now.lines().zip(wanted.lines()).find(|(now, wanted)| now != wanted);
        let told: Vec<_> =
            revision.changes.iter().map(|one| (&one.kind, &one.label, &one.before, &one.after)).collect();
        return Err(format!("{differs:#?}\n{told:#?}").into());
    }
    assert!(merged(draft, &revision, &[]) == *draft, "nothing was accepted");
    if let Some(cannot) = revision.changes.iter().find(|change| change.kind == ChangeKind::Cannot) {
        return Err(format!("all could be merged, and not {cannot:?}").into());
    }
    let again = compare(&whole, &source);
    assert_eq!(again.changes, [], "nothing is left");
    dangle(draft, &whole)?;
    // Each by itself is sound too, whatever it makes.
    for change in &revision.changes {
        let one = merged(draft, &revision, &[change.id]);
        dangle(draft, &one)?;
        assert!(!text_of(&one).is_empty());
    }
    kept(draft, &whole, &revision.changes)?;
    Ok(true)
}

/// No link names what is gone.
pub(super) fn dangle(before: &Draft, after: &Draft) -> Result {
    let names = |draft: &Draft| {
        let mut names = HashSet::new();
        each_item(&draft.parts, &mut |item| {
            names.extend([item.id.clone(), item.problem_id().to_owned()]);
        });
        names
    };
    let (was, is) = (names(before), names(after));
    let mut lost = Vec::new();
    each_item(&after.parts, &mut |item| {
        let links = item.answers.iter().chain(&item.explains);
        lost.extend(links.filter(|id| was.contains(*id) && !is.contains(*id)).cloned());
    });
    if lost.is_empty() { Ok(()) } else { Err(format!("links to what is gone: {lost:?}").into()) }
}

/// Every item that was not taken out is still there under its id, once.
fn kept(before: &Draft, after: &Draft, changes: &[Change]) -> Result {
    let ids = ids_of(after);
    let unique: HashSet<&String> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len(), "an id stands twice");
    let gone: HashSet<&str> =
        changes.iter().filter(|one| one.kind == ChangeKind::Removed).filter_map(|one| one.item.as_deref()).collect();
    let mut below = HashSet::new();
    each_item(&before.parts, &mut |item| {
        if gone.contains(item.id.as_str()) {
            each_item(&[shuzhi::model::Part { items: vec![item.clone()], ..Default::default() }], &mut |one| {
                below.insert(one.id.clone());
            });
        }
    });
    let lost: Vec<String> =
        ids_of(before).into_iter().filter(|id| !unique.contains(id) && !below.contains(id)).collect();
    if lost.is_empty() { Ok(()) } else { Err(format!("lost without a word: {lost:?}").into()) }
}

fn run(copies: u64) -> Result {
    let (mut failed, mut all, mut told) = (Vec::new(), 0, 0);
    for template in builtin()? {
        let draft = sample(&template.id)?;
        for seed in 1..=copies {
            let mut dice = Dice::new(seed);
            let mut copy = draft.clone();
            let did: Vec<_> = (0..1 + dice.below(5)).map(|count| edit(&mut copy, &mut dice, count + 1)).collect();
            all += 1;
            let judged = std::panic::catch_unwind(|| judge(&draft, &copy).map_err(|error| error.to_string()));
            match judged.unwrap_or_else(|_| Err("a panic".into())) {
                Ok(merged) => told += u64::from(!merged),
                Err(error) => failed.push(format!("{} {seed} {did:?}: {error}", template.id)),
            }
        }
    }
    assert!(told * FEW <= all, "{told} of {all} could not be merged");
    let first: Vec<&String> = failed.iter().take(4).collect();
    if failed.is_empty() {
        Ok(())
    } else {
        Err(format!("{} of {all}: {first:#?}", failed.len()).replace("\\n", "\n").into())
    }
}

#[test]
fn what_was_edited_comes_back_and_nothing_else_changes() -> Result {
    run(COPIES)
}

#[test]
#[ignore = "make torture runs it"]
fn what_was_edited_comes_back_many_times() -> Result {
    run(MANY)
}

#[test]
fn the_file_as_it_was_exported_has_no_change() -> Result {
    for template in builtin()? {
        let draft = sample(&template.id)?;
        let revision = compare(&draft, &source_of(&compose(&draft)));
        assert_eq!((revision.alike, revision.changes.len()), (100, 0), "{}: {:#?}", template.id, revision.changes);
    }
    Ok(())
}

#[test]
fn drafts_that_no_one_would_type_are_compared_too() -> Result {
    let mut before: Option<Source> = None;
    crate::random::each(3, |draft, document| {
        let source = source_of(document);
        let same = compare(draft, &source);
        if !same.changes.is_empty() {
            return Err(format!("as it was exported: {:#?}", same.changes).into());
        }
        // Beside another one nothing fits, and nothing breaks.
        if let Some(file) = before.replace(source) {
            let revision = compare(draft, &file);
            let all: Vec<u32> = revision.changes.iter().map(|change| change.id).collect();
            assert!(merged(draft, &revision, &[]) == *draft);
            dangle(draft, &merged(draft, &revision, &all))?;
        }
        Ok(())
    })
}
