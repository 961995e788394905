//! The chain of years under a program that is killed: problems are carried forward and edited in the ledger by the window's own
//! calls. What was acknowledged is there, no earlier report has changed, and no problem is lost on the way.
//!
//! The steps are numbered: the first report is step 1, every sixth step carries the newest report into the next year, and the
//! others name their number as the owner of the newest report's first problem.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};
use shuzhi::app::{App, Create, LedgerQuery, ReportId};
use shuzhi::carry::plan;
use shuzhi::model::{Draft, Item, Part};
use shuzhi::template::PartKind;

use crate::child::{acknowledge, folder, work_and_kill};
use crate::{Outcome, env, moments};

/// A report is carried forward at each step that is a multiple of this.
const CARRIED: u64 = 6;
const FIRST_YEAR: i32 = 1980;

#[test]
fn no_carried_problem_is_lost_to_a_kill() -> Outcome {
    kill(25, Duration::from_millis(400))
}

#[test]
#[ignore = "runs for minutes; make torture"]
fn no_carried_problem_is_lost_to_500_kills() -> Outcome {
    kill(500, Duration::from_millis(120))
}

fn kill(rounds: u64, longest: Duration) -> Outcome {
    /// So many kills hit the same chain.
    const SAME: u64 = 10;
    let mut folder = tempfile::tempdir()?;
    let mut earlier = BTreeMap::new();
    let (mut steps, mut carries, mut before) = (0, 0, 0);
    for (round, time) in moments(rounds, longest).enumerate() {
        if (round as u64).is_multiple_of(SAME) {
            (folder, earlier, before) = (tempfile::tempdir()?, BTreeMap::new(), 0);
        }
        let acknowledged = work_and_kill("years::worker", folder.path(), time)?.unwrap_or(before);
        let known = earlier.len();
        let stored = verified(&folder.path().join("data"), &mut earlier)?;
        assert!(stored == acknowledged || stored == acknowledged + 1, "acknowledged {acknowledged}, stored {stored}");
        steps += stored - before;
        carries += earlier.len() - known;
        before = stored;
    }
    assert!(carries > 0, "no child came to carry anything");
    println!("{rounds} kills among {steps} steps, {carries} of them carries: none lost, no earlier report changed");
    Ok(())
}

#[test]
#[ignore = "a child of the tests above"]
fn worker() -> Outcome {
    let Some(folder) = folder() else { return Ok(()) };
    let mut app = App::open(env(&folder.join("data")))?;
    if app.reports()?.is_empty() {
        acknowledge(0)?;
        app.create(Create { template: "bureau-secretary".into(), year: FIRST_YEAR, sample: true })?;
        acknowledge(1)?;
    }
    let mut number = number(&chain(&mut app)?)?;
    loop {
        number += 1;
        step(&mut app, number)?;
        acknowledge(number)?;
    }
}

fn step(app: &mut App, number: u64) -> Outcome {
    let newest = chain(app)?.pop().ok_or("no report")?;
    if number.is_multiple_of(CARRIED) {
        let year = newest.year.ok_or("no year")? + 1;
        app.call("carry", carry_all(&newest, year)?)?;
    } else {
        let item = &first(&newest)?.id;
        app.call("edit_ledger", json!({ "report": newest.id, "item": item, "owner": number.to_string() }))?;
    }
    Ok(())
}

/// The call that carries all open problems of a report.
pub(crate) fn carry_all(from: &Draft, year: i32) -> Outcome<Value> {
    let open: Vec<String> = plan(from).problems.into_iter().filter(|left| left.open).map(|left| left.problem).collect();
    if open.is_empty() {
        return Err("no problem to carry".into());
    }
    Ok(json!({ "id": from.id, "year": year, "problems": open, "waived": {} }))
}

/// All reports, the earliest first.
fn chain(app: &mut App) -> Outcome<Vec<Draft>> {
    let mut found = Vec::new();
    for report in app.reports()? {
        found.push(app.open_report(ReportId { id: report.id })?.draft);
    }
    found.sort_by_key(|draft| draft.year);
    Ok(found)
}

/// The step after which the chain is as it is.
fn number(chain: &[Draft]) -> Outcome<u64> {
    let Some(newest) = chain.last() else { return Ok(0) };
    let made = (CARRIED * (chain.len() as u64 - 1)).max(1);
    // A report that was just carried has the owner of the one before.
    Ok(first(newest)?.owner.parse().unwrap_or(0).max(made))
}

/// Opens the data folder as the next start does and answers its step; `earlier` holds what stood in the reports that were
/// followed by another one.
fn verified(data: &Path, earlier: &mut BTreeMap<String, Draft>) -> Outcome<u64> {
    let mut app = App::open(env(data))?;
    let chain = chain(&mut app)?;
    let mut named = BTreeSet::new();
    for pair in chain.windows(2) {
        let [from, to] = pair else { continue };
        if to.previous.as_ref() != Some(&from.id) || to.year != from.year.map(|year| year + 1) {
            return Err(format!("{:?} does not follow {:?}", to.year, from.year).into());
        }
        let there = problems(to);
        if let Some(lost) = plan(from).problems.iter().find(|left| left.open && !there.contains(&left.problem)) {
            return Err(format!("{:?} lost “{}”", to.year, lost.text).into());
        }
        let known = earlier.entry(from.id.clone()).or_insert_with(|| from.clone());
        if known != from {
            return Err(format!("the report of {:?} was changed by the next one", from.year).into());
        }
    }
    chain.iter().for_each(|draft| named.extend(problems(draft)));
    let rows = app.ledger(LedgerQuery::default())?.all;
    if usize::try_from(rows)? != named.len() {
        return Err(format!("{rows} rows in the ledger for {} problems", named.len()).into());
    }
    number(&chain)
}

/// The ids of all problems that a report names or answers.
fn problems(draft: &Draft) -> BTreeSet<String> {
    items(draft).into_iter().map(|item| item.problem.clone().unwrap_or_else(|| item.id.clone())).collect()
}

/// The first item that answers or names a problem.
pub(crate) fn first(draft: &Draft) -> Outcome<&Item> {
    items(draft).into_iter().next().ok_or_else(|| "no problems".into())
}

/// The items that answer or name problems.
fn items(draft: &Draft) -> Vec<&Item> {
    fn within<'a>(draft: &Draft, parts: &'a [Part], found: &mut Vec<&'a Item>) {
        for part in parts {
            let kind = draft.template.content.part(&part.id).map(|part| part.kind);
            if matches!(kind, Some(PartKind::Rectification | PartKind::Problem)) {
                found.extend(&part.items);
            }
            within(draft, &part.parts, found);
        }
    }
    let mut found = Vec::new();
    within(draft, &draft.parts, &mut found);
    found
}
