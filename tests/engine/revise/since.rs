//! The clerk goes on while the superior reads: what both did is in the report in the end, and where both were at the same place, that
//! is told.

use std::collections::{BTreeMap, HashSet};

use shuzhi::compose::compose;
use shuzhi::model::{Draft, Item, Part};
use shuzhi::revise::{Change, ChangeKind, Revision, compare, compare_since, distance, merged};
use shuzhi::template::builtin;

use super::edits::{edit, edit_in};
use super::property::dangle;
use super::{each_item, each_part, ids_of, sample, source_of, text_of};
use crate::dice::Dice;
use crate::support::Result;

/// Pairs of edited copies of each template's sample in every run.
const COPIES: u64 = 12;
/// In the long run.
const MANY: u64 = 400;

fn all(revision: &Revision) -> Vec<u32> {
    revision.changes.iter().map(|change| change.id).collect()
}

fn shown(changes: &[Change]) -> Vec<String> {
    let one = |one: &Change| {
        format!("{:?} {} | {} | {} | now {:?} | {}", one.kind, one.label, one.before, one.after, one.now, one.note)
    };
    changes.iter().map(one).collect()
}

/// Superior and clerk edit parts of their own: the report has both in the end, whatever each did.
fn apart(draft: &Draft, dice: &mut Dice) -> Result {
    let tops: Vec<String> = draft.parts.iter().map(|part| part.id.clone()).collect();
    let clerks: HashSet<&String> = tops.iter().filter(|_| dice.below(2) == 0).collect();
    let within = |whose: bool| -> Vec<String> {
        let mut ids = Vec::new();
        for part in draft.parts.iter().filter(|part| clerks.contains(&part.id) == whose) {
            each_part(std::slice::from_ref(part), &mut |part| ids.push(part.id.clone()));
        }
        ids
    };
    let (mut theirs, mut now) = (draft.clone(), draft.clone());
    for count in 1..=3 {
        edit_in(&mut theirs, &within(false), dice, count);
        edit_in(&mut now, &within(true), dice, count + 10);
    }
    let mut both = now.clone();
    for (part, edited) in both.parts.iter_mut().zip(&theirs.parts) {
        if !clerks.contains(&part.id) {
            part.clone_from(edited);
        }
    }
    both.fields.extend(theirs.fields.clone().into_iter().filter(|(id, text)| draft.fields.get(id) != Some(text)));
    let source = source_of(&compose(&theirs));
    let alone = compare(draft, &source);
    if text_of(&merged(draft, &alone, &all(&alone))) != text_of(&theirs) {
        // Three edits in one sentence may be more than anybody can tell apart.
        return Ok(());
    }
    let revision = compare_since(draft, &now, &source);
    let whole = merged(&now, &revision, &all(&revision));
    let (is, wanted) = (text_of(&whole), text_of(&both));
    if is != wanted {
        let differs = is.lines().zip(wanted.lines()).find(|(is, wanted)| is != wanted);
        return Err(format!("{differs:#?}\n{:#?}", shown(&revision.changes)).into());
    }
    if let Some(clash) = revision.changes.iter().find(|change| change.now.is_some()) {
        return Err(format!("they were apart: {clash:#?}").into());
    }
    dangle(&now, &whole)?;
    kept(&now, &whole, &revision)?;
    // What is in the report by now is no change.
    let again = compare_since(draft, &whole, &source);
    if again.changes.is_empty() { Ok(()) } else { Err(format!("again: {:#?}", shown(&again.changes)).into()) }
}

fn edits(draft: &mut Draft, dice: &mut Dice, numbers: std::ops::RangeInclusive<usize>) {
    for count in numbers {
        edit(draft, dice, count);
    }
}

/// The texts of all items and parts by their place.
fn texts(draft: &Draft) -> BTreeMap<(String, &'static str), String> {
    let mut found = BTreeMap::new();
    each_item(&draft.parts, &mut |item| {
        let Item { heading, body, text, measure, result, .. } = item;
        for (name, text) in
            [("heading", heading), ("body", body), ("text", text), ("measure", measure), ("result", result)]
        {
            found.insert((item.id.clone(), name), text.clone());
        }
    });
    each_part(&draft.parts, &mut |part| {
        for (name, text) in [("heading", &part.heading), ("lead", &part.lead), ("tail", &part.tail)] {
            found.insert((part.id.clone(), name), text.clone());
        }
    });
    found
}

/// Both edit wherever they like.
fn anywhere(draft: &Draft, dice: &mut Dice) -> Result {
    let (mut theirs, mut now) = (draft.clone(), draft.clone());
    for count in 1..=4 {
        edit(&mut theirs, dice, count);
        edit(&mut now, dice, count + 10);
    }
    let source = source_of(&compose(&theirs));
    let revision = compare_since(draft, &now, &source);
    assert!(merged(&now, &revision, &[]) == now, "nothing was accepted");
    assert!(revision.changes.iter().all(|one| one.now.is_none() || !one.ticked), "a clash is not proposed");
    // What is proposed touches nothing that the clerk changed, and is all there.
    let ticked: Vec<u32> = revision.changes.iter().filter(|one| one.ticked).map(|one| one.id).collect();
    let (was, is, got) = (texts(draft), texts(&now), texts(&merged(&now, &revision, &ticked)));
    let alone = texts(&merged(draft, &compare(draft, &source), &all(&compare(draft, &source))));
    let open: HashSet<&str> =
        revision.changes.iter().filter(|one| !one.ticked).filter_map(|one| one.item.as_deref()).collect();
    for (place, text) in &was {
        let (Some(is), Some(theirs)) = (is.get(place), alone.get(place)) else { continue };
        let at = format!(
            "{place:?}\nwas {text}\nnow {is}\nfile {theirs}\ngot {:?}\n{:#?}",
            got.get(place),
            shown(&revision.changes)
        );
        let told =
            open.contains(place.0.as_str()) || revision.changes.iter().any(|one| !one.ticked && one.section == place.0);
        match got.get(place) {
            Some(got) if theirs == text && got != is => return Err(format!("the clerk's own is gone: {at}").into()),
            Some(got) if is == text && got != theirs && !told => {
                return Err(format!("the superior's is not there: {at}").into());
            }
            None if is != text && theirs == text && !told => return Err(format!("gone without a word: {at}").into()),
            _ => {}
        }
    }
    for accepted in
        [all(&revision), ticked].iter().chain(&all(&revision).into_iter().map(|id| vec![id]).collect::<Vec<_>>())
    {
        let whole = merged(&now, &revision, accepted);
        dangle(&now, &whole)?;
        kept(&now, &whole, &revision)?;
        assert!(!text_of(&whole).contains('\u{FDD0}'));
    }
    Ok(())
}

/// Ids stand once, and none goes but with what was taken out.
fn kept(before: &Draft, after: &Draft, revision: &Revision) -> Result {
    let ids = ids_of(after);
    let unique: HashSet<&String> = ids.iter().collect();
    assert_eq!(unique.len(), ids.len(), "an id stands twice");
    let removed: HashSet<&str> = revision
        .changes
        .iter()
        .filter(|one| one.kind == ChangeKind::Removed)
        .filter_map(|one| one.item.as_deref())
        .collect();
    let mut gone = HashSet::new();
    each_item(&before.parts, &mut |item| {
        if removed.contains(item.id.as_str()) {
            let alone = Part { items: vec![item.clone()], ..Part::default() };
            each_item(&[alone], &mut |one| gone.extend([one.id.clone()]));
        }
    });
    match ids_of(before).into_iter().find(|id| !unique.contains(id) && !gone.contains(id)) {
        Some(lost) => Err(format!("lost without a word: {lost}\n{:#?}", shown(&revision.changes)).into()),
        None => Ok(()),
    }
}

fn run(copies: u64, judge: impl Fn(&Draft, &mut Dice) -> Result + std::panic::RefUnwindSafe) -> Result {
    let (mut failed, mut tried) = (Vec::new(), 0);
    for template in builtin()? {
        let draft = sample(&template.id)?;
        for seed in 1..=copies {
            tried += 1;
            let judged =
                std::panic::catch_unwind(|| judge(&draft, &mut Dice::new(seed)).map_err(|error| error.to_string()));
            if let Err(error) = judged.unwrap_or_else(|_| Err("a panic".into())) {
                failed.push(format!("{} {seed}: {error}", template.id));
            }
        }
    }
    let first: Vec<&String> = failed.iter().take(3).collect();
    if failed.is_empty() {
        Ok(())
    } else {
        Err(format!("{} of {tried}: {first:#?}", failed.len()).replace("\\n", "\n").into())
    }
}

#[test]
fn what_both_edited_apart_is_there_in_the_end() -> Result {
    run(COPIES, apart)
}

#[test]
fn wherever_both_edit_nothing_is_lost_without_a_word() -> Result {
    run(COPIES, anywhere)
}

#[test]
#[ignore = "make torture runs it"]
fn what_both_edited_apart_is_there_in_the_end_many_times() -> Result {
    run(MANY, apart)
}

#[test]
#[ignore = "make torture runs it"]
fn wherever_both_edit_nothing_is_lost_without_a_word_many_times() -> Result {
    run(MANY, anywhere)
}

#[test]
fn a_report_that_was_not_changed_since_is_compared_as_before() -> Result {
    for template in builtin()? {
        let draft = sample(&template.id)?;
        for seed in 1..=COPIES {
            let mut dice = Dice::new(seed);
            let mut copy = draft.clone();
            edits(&mut copy, &mut dice, 1..=4);
            let source = source_of(&compose(&copy));
            let (one, other) = (compare(&draft, &source), compare_since(&draft, &draft, &source));
            assert_eq!(shown(&one.changes), shown(&other.changes));
            assert_eq!(merged(&draft, &one, &all(&one)), merged(&draft, &other, &all(&other)));
        }
    }
    Ok(())
}

#[test]
fn the_version_that_the_file_was_made_of_is_the_nearest() -> Result {
    let draft = sample("general")?;
    let mut dice = Dice::new(7);
    let mut states = vec![draft];
    for round in 0..4 {
        let mut next = states[round].clone();
        edits(&mut next, &mut dice, 10 * round + 1..=10 * round + 4);
        states.push(next);
    }
    for (at, state) in states.iter().enumerate() {
        assert_eq!(distance(state, &source_of(&compose(state))), 0);
        let mut file = state.clone();
        edits(&mut file, &mut dice, 101..=102);
        let source = source_of(&compose(&file));
        let nearest = states.iter().enumerate().min_by_key(|(_, state)| distance(state, &source)).map(|(at, _)| at);
        assert_eq!(nearest, Some(at));
    }
    Ok(())
}
