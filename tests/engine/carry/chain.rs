//! Chains of years that no one would work through: forked, with years skipped, reports deleted, problems unticked, waived,
//! closed, dropped by hand, come back. A model beside keeps count of what each report says; carrying, checking and the ledger
//! must agree with it.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use shuzhi::carry::{Choice, carry, plan, take_in};
use shuzhi::check::check;
use shuzhi::compose::{compose, is_asked, tally};
use shuzhi::ledger::ledger;
use shuzhi::model::{Draft, Ids, Item, State};
use shuzhi::template::{Example, PartKind, Start, Template, TemplatePart, builtin, new_draft};

use super::{items, part_mut, parts};
use crate::dice::Dice;
use crate::support::{self, Result};

/// Chains in every run of the tests.
const CHAINS: u64 = 320;
/// Chains in the long run.
const MANY: u64 = 5_000;

const STATES: [State; 6] =
    [State::Open, State::Underway, State::Review, State::Continuous, State::HandedOver, State::Closed];

/// How far a state is, said once more: 待整改, 整改中, 待验收, 持续整改, 移交, 已销号.
fn far(state: State) -> usize {
    STATES.iter().position(|one| *one == state).unwrap_or(STATES.len())
}

type States = BTreeMap<String, State>;

/// Notes `state` for a problem, unless one that is less far is noted.
fn note(states: &mut States, problem: &str, state: State) {
    let there = states.entry(problem.into()).or_insert(state);
    if far(state) < far(*there) {
        *there = state;
    }
}

/// What the model knows of a report.
#[derive(Default)]
struct Report {
    draft: Option<Draft>,
    year: i32,
    parent: Option<usize>,
    /// Every problem that the earlier report knew, as it left it.
    carried: States,
    /// What the report itself says.
    says: States,
    deleted: bool,
}

impl Report {
    fn draft(&self) -> &Draft {
        self.draft.as_ref().expect("every report has its draft")
    }

    /// What the report leaves.
    fn leaves(&self) -> States {
        let unmentioned = self.carried.iter().filter(|(id, _)| !self.says.contains_key(*id));
        unmentioned.chain(&self.says).map(|(id, state)| (id.clone(), *state)).collect()
    }
}

struct World<'t> {
    dice: Dice,
    ids: Box<dyn Ids>,
    templates: &'t [Template],
    reports: Vec<Report>,
    problems: usize,
}

impl World<'_> {
    /// A chain of up to 8 years.
    fn chain(seed: u64, templates: &[Template]) -> Result<Vec<Report>> {
        let ids = Box::new(support::ids());
        let mut world = World { dice: Dice::new(seed), ids, templates, reports: Vec::new(), problems: 0 };
        world.first();
        for _ in 0..world.dice.below(8) {
            world.next()?;
        }
        for at in 0..world.reports.len() {
            world.reports[at].deleted = world.dice.one_in(6);
        }
        Ok(world.reports)
    }

    fn first(&mut self) {
        let template = &self.templates[self.dice.below(self.templates.len())];
        let year = 2018;
        let mut draft = new_draft(template, Start { year, now: support::now(), ids: self.ids.as_mut() });
        let mut report = Report { year, ..Report::default() };
        self.work(&mut draft, &mut report);
        report.draft = Some(draft);
        self.reports.push(report);
    }

    /// Carries a report to a later year, and works on what comes of it.
    fn next(&mut self) -> Result {
        let last = self.reports.len() - 1;
        let parent = if self.dice.one_in(4) { self.dice.below(last + 1) } else { last };
        let year = self.reports[parent].year + 1 + i32::try_from(self.dice.below(5) / 4)?;
        if year > 2025 {
            return Ok(());
        }
        let from = self.reports[parent].draft().clone();
        let before = serde_json::to_string(&from)?;
        let leaves = self.reports[parent].leaves();
        // The plan names every problem there is, once, and the open ones as open.
        let planned = plan(&from).problems;
        let named: States = planned.iter().map(|one| (one.problem.clone(), one.state)).collect();
        same("what the plan names", &named, &leaves)?;
        same("the plan's length", &planned.len(), &leaves.len())?;
        if let Some(wrong) = planned.iter().find(|one| one.open != one.state.is_open()) {
            return Err(format!("{wrong:?}").into());
        }
        let mut choice = Choice::default();
        for one in &planned {
            match self.dice.below(10) {
                0 => {}
                1 => {
                    choice.waived.insert(one.problem.clone(), "本年不写".into());
                }
                _ if one.open || self.dice.one_in(8) => {
                    choice.problems.insert(one.problem.clone());
                }
                _ => {}
            }
        }
        let mut draft = carry(&from, &choice, None, Start { year, now: support::now(), ids: self.ids.as_mut() });
        let listed: States =
            draft.carried.iter().map(|one| (one.problem.clone(), one.state.unwrap_or_default())).collect();
        same("what is carried along", &listed, &leaves)?;
        same("the length of the list", &draft.carried.len(), &leaves.len())?;
        let taken: Vec<String> = answered(&draft).into_iter().map(|(id, _)| id).collect();
        let ticked: BTreeSet<&String> = choice.problems.iter().chain(choice.waived.keys()).collect();
        same("what is taken over", &taken.iter().collect(), &ticked)?;
        same("how much is taken over", &taken.len(), &ticked.len())?;
        // The same again adds nothing; all that is open adds what was left out, once.
        let mut again = draft.clone();
        if take_in(&mut again, &from, &choice, self.ids.as_mut()).any() || again != draft {
            return Err("carrying twice changed something".into());
        }
        let all = Choice::all_open(&from);
        let lacking = all.problems.iter().filter(|id| !taken.contains(id)).count();
        same("how much lacks", &take_in(&mut again, &from, &all, self.ids.as_mut()).problems, &lacking)?;
        same("what was lacking", &answered(&again).len(), &(taken.len() + lacking))?;
        if take_in(&mut again, &from, &all, self.ids.as_mut()).any() {
            return Err("taking in twice changed something".into());
        }
        same("the earlier report", &serde_json::to_string(&from)?, &before)?;
        let mut report = Report { year, parent: Some(parent), carried: leaves, ..Report::default() };
        if self.dice.one_in(3) {
            draft = again;
        }
        self.work(&mut draft, &mut report);
        report.draft = Some(draft);
        self.reports.push(report);
        Ok(())
    }

    /// A year's work on a report.
    fn work(&mut self, draft: &mut Draft, report: &mut Report) {
        let dice = &mut self.dice;
        let rectification = part_mut(draft, PartKind::Rectification);
        rectification.left_out = dice.one_in(12);
        // Dropped by hand.
        rectification.items.retain(|_| !dice.one_in(10));
        for item in &mut rectification.items {
            if dice.one_in(8) {
                item.waived = if dice.one_in(2) { String::new() } else { "并入其他工作".into() };
            }
            item.state = if dice.one_in(10) { None } else { Some(dice.one(&STATES)) };
            item.measure = dice.one(&["", "定期走访"]).into();
        }
        if let Some(item) = rectification.items.first().filter(|_| dice.one_in(10)) {
            let twice = Item { id: self.ids.next(), state: Some(dice.one(&STATES)), ..item.clone() };
            rectification.items.push(twice);
        }
        if dice.one_in(5) {
            self.problems += 1;
            let typed = Item {
                id: self.ids.next(),
                problem: dice.one_in(2).then(|| self.ids.next()),
                text: format!("自己写上的问题{}", self.problems),
                state: Some(dice.one(&STATES)),
                ..Item::default()
            };
            rectification.items.push(typed);
        }
        for item in &rectification.items {
            let problem = item.problem.as_ref().unwrap_or(&item.id);
            note(&mut report.says, problem, item.state.unwrap_or(State::Open));
        }
        let closed: Vec<String> =
            report.carried.iter().filter(|(_, state)| **state == State::Closed).map(|(id, _)| id.clone()).collect();
        let problems = part_mut(draft, PartKind::Problem);
        problems.left_out = dice.one_in(15);
        for _ in 0..dice.below(4) {
            self.problems += 1;
            let words = format!("第{}个问题", self.problems);
            let (heading, body) =
                if dice.one_in(4) { (String::new(), words + "。详情。") } else { (words, String::new()) };
            let recurs = closed.first().filter(|_| dice.one_in(2)).cloned();
            let id = self.ids.next();
            if !problems.left_out {
                note(&mut report.says, &id, State::Open);
            }
            problems.items.push(Item { id, heading, body, recurs, ..Item::default() });
        }
        // Nothing was typed into it.
        if dice.one_in(6) {
            problems.items.push(Item { id: self.ids.next(), ..Item::default() });
        }
    }
}

/// The problems that the rectification items answer, with their states.
fn answered(draft: &Draft) -> Vec<(String, State)> {
    let of = |item: &Item| (item.problem.clone().unwrap_or_else(|| item.id.clone()), item.state.unwrap_or_default());
    items(draft, PartKind::Rectification).into_iter().map(of).collect()
}

fn same<T: PartialEq + std::fmt::Debug>(what: &str, found: &T, wanted: &T) -> Result {
    if found == wanted { Ok(()) } else { Err(format!("{what}: {found:?}, not {wanted:?}").into()) }
}

fn today() -> NaiveDate {
    support::now().date_naive()
}

/// What the check says of each report by itself.
fn checked(report: &Report) -> Result {
    let draft = report.draft();
    let mentioned: BTreeSet<String> = answered(draft).into_iter().map(|(id, _)| id).collect();
    let open = report.carried.iter().filter(|(_, state)| state.is_open());
    let wanted = open.filter(|(id, _)| !mentioned.contains(*id)).count();
    let findings = check(draft, &compose(draft), today());
    same("dropped", &findings.iter().filter(|one| one.rule == "dropped").count(), &wanted)?;
    // An open problem of the earlier report is answered by a printed item, or waived; else the export is held back.
    let (mut answers, mut waived) = (BTreeSet::new(), BTreeSet::new());
    let mut counts = States::new();
    for part in parts(draft, PartKind::Rectification) {
        let printed = !part.left_out && is_asked(draft, &part.id);
        for item in &part.items {
            let id = item.problem.clone().unwrap_or_else(|| item.id.clone());
            if !item.waived.is_empty() {
                waived.insert(id);
            } else if printed {
                note(&mut counts, &id, item.state.unwrap_or_default());
                if !item.measure.is_empty() {
                    answers.insert(id);
                }
            }
        }
    }
    let quoted = draft.template.id == "group-secretary";
    let left = |(id, state): &(&String, &State)| {
        state.is_open() && !waived.contains(*id) && (quoted || !answers.contains(*id))
    };
    let held = report.carried.iter().filter(left).count();
    let blocks = findings.iter().any(|one| ["dropped", "unanswered"].contains(&one.rule.as_str()));
    if held > 0 && !blocks {
        return Err(format!("{held} problems are neither answered nor waived, and nothing is told").into());
    }
    let found = tally(draft);
    let count = |wanted: fn(State) -> bool| counts.values().filter(|state| wanted(**state)).count();
    let wanted = [
        counts.len(),
        count(|state| state == State::Closed),
        count(|state| state == State::HandedOver),
        count(|state| !matches!(state, State::Closed | State::HandedOver)),
    ];
    let found = [found.total, found.closed, found.handed_over, found.continuing].map(|n| n as usize);
    same("the counts", &found, &wanted)
}

/// The ledger of what is not deleted, against a recount.
fn counted(reports: &[Report], dice: &mut Dice) -> Result {
    let mut wanted: BTreeMap<String, BTreeMap<i32, State>> = BTreeMap::new();
    let mut left: Vec<States> = Vec::new();
    for report in reports {
        let mut leaves = report.says.clone();
        if !report.deleted {
            let parent = report.parent.map(|at| (&reports[at], &left[at]));
            let inherited = match parent {
                Some((parent, _)) if parent.deleted => &report.carried,
                Some((_, left)) => left,
                None => &States::new(),
            };
            for (id, state) in inherited.iter().filter(|(_, state)| state.is_open()) {
                leaves.entry(id.clone()).or_insert(*state);
            }
            // What was closed in a report that is gone is known from the one that was carried from it.
            let is_orphan = parent.is_some_and(|(parent, _)| parent.deleted);
            let closed = report.carried.iter().filter(|(id, state)| !state.is_open() && !report.says.contains_key(*id));
            for (id, state) in leaves.iter().chain(closed.filter(|_| is_orphan)) {
                let years = wanted.entry(id.clone()).or_default();
                let there = years.entry(report.year).or_insert(*state);
                if far(*state) < far(*there) {
                    *there = *state;
                }
            }
        }
        left.push(leaves);
    }
    let mut drafts: Vec<&Draft> = reports.iter().filter(|report| !report.deleted).map(Report::draft).collect();
    for at in (1..drafts.len()).rev() {
        drafts.swap(at, dice.below(at + 1));
    }
    let ledger = ledger(&drafts, today());
    let mut found = BTreeMap::new();
    for row in &ledger.rows {
        let years: BTreeMap<i32, State> = row.years.iter().map(|year| (year.year, year.state)).collect();
        same("one state a year", &row.years.len(), &years.len())?;
        same("the state of now", &Some(&row.state), &years.values().next_back())?;
        if found.insert(row.id.clone(), years).is_some() {
            return Err(format!("{} has two rows", row.id).into());
        }
    }
    same("the ledger", &found, &wanted)?;
    let open = |rows: &BTreeMap<String, BTreeMap<i32, State>>| {
        rows.values().filter(|years| years.values().next_back().is_some_and(|state| state.is_open())).count()
    };
    same("the open ones", &ledger.rows.iter().filter(|row| row.state.is_open()).count(), &open(&wanted))
}

fn hold(seeds: std::ops::Range<u64>) -> Result<(usize, usize)> {
    fn strip(parts: &mut [TemplatePart]) {
        for part in parts {
            part.example = Example::default();
            strip(&mut part.parts);
        }
    }
    // The examples are long, and nobody looks at them here.
    let mut templates = builtin()?;
    templates.iter_mut().for_each(|template| strip(&mut template.parts));
    let (mut reports, mut problems) = (0, 0);
    for seed in seeds {
        let judge = || -> Result<(usize, usize)> {
            let chain = World::chain(seed, &templates)?;
            chain.iter().try_for_each(checked)?;
            counted(&chain, &mut Dice::new(seed + 1))?;
            Ok((chain.len(), chain.iter().map(|report| report.carried.len()).sum()))
        };
        let (of_chain, carried) = judge().map_err(|error| format!("chain {seed}: {error}"))?;
        reports += of_chain;
        problems += carried;
    }
    Ok((reports, problems))
}

#[test]
fn whatever_happens_no_problem_is_lost_or_doubled() -> Result {
    let (reports, problems) = hold(1..CHAINS + 1)?;
    println!("{CHAINS} chains of {reports} reports, {problems} problems carried: every one accounted for");
    assert!(reports > 1000 && problems > 3000, "the chains are too short to say anything");
    Ok(())
}

#[test]
#[ignore = "runs for minutes; make torture"]
fn thousands_of_chains_lose_nothing() -> Result {
    let (reports, problems) = hold(1..MANY + 1)?;
    println!("{MANY} chains of {reports} reports, {problems} problems carried: every one accounted for");
    Ok(())
}
