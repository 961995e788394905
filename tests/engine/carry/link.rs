//! A report that was not carried from another one, but follows it: what is linked by its words, and what is left.

use shuzhi::carry::{Linked, link};
use shuzhi::check::check;
use shuzhi::compose::compose;
use shuzhi::ledger::ledger;
use shuzhi::model::{Draft, Item};
use shuzhi::template::PartKind;

use super::report::{empty, problem};
use super::{items, part_mut};
use crate::support::{self, Result};

fn named(headings: &[&str], ids: &mut dyn shuzhi::model::Ids) -> Result<Draft> {
    let mut draft = empty("general", 2023, ids)?;
    let problems = headings.iter().zip(1..).map(|(heading, n)| problem(&format!("p-{n}"), heading));
    part_mut(&mut draft, PartKind::Problem).items = problems.collect();
    Ok(draft)
}

/// A report of 2024 that answers problems in these words, as an import makes it: linked to nothing.
fn answering(texts: &[&str], ids: &mut dyn shuzhi::model::Ids) -> Result<Draft> {
    let mut draft = empty("general", 2024, ids)?;
    let items = texts.iter().zip(1..).map(|(text, n)| Item {
        id: format!("r-{n}"),
        text: (*text).into(),
        measure: "做了改进。".into(),
        ..Item::default()
    });
    part_mut(&mut draft, PartKind::Rectification).items = items.collect();
    Ok(draft)
}

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| (*text).to_string()).collect()
}

#[test]
fn the_same_words_are_the_same_problem() -> Result {
    let mut ids = support::ids();
    let from = named(&["走访不够经常。", "台账不全", "党课形式单一"], &mut ids)?;
    let mut draft = answering(&["“走访不够经常”的问题", "台 账不全", "活动场地不足"], &mut ids)?;
    part_mut(&mut draft, PartKind::Work).items = vec![Item {
        id: "w".into(),
        body: "{{上年问题}}".into(),
        answers: vec!["r-2".into(), "r-3".into()],
        ..Item::default()
    }];
    let done = link(&mut draft, &from);
    let expected = Linked {
        linked: strings(&["“走访不够经常”的问题", "台 账不全"]),
        loose: strings(&["活动场地不足"]),
    };
    assert_eq!(done, expected);
    assert_eq!(draft.previous.as_ref(), Some(&from.id));
    let problems: Vec<&str> = items(&draft, PartKind::Rectification).iter().map(|item| item.problem_id()).collect();
    assert_eq!(problems, ["p-1", "p-2", "r-3"]);
    assert_eq!(items(&draft, PartKind::Work)[0].answers, ["p-2", "r-3"], "what answers it answers it still");
    assert_eq!(items(&draft, PartKind::Rectification)[0].year, Some(2023));
    assert_eq!(draft.carried.iter().map(|one| one.problem.as_str()).collect::<Vec<_>>(), ["p-1", "p-2"]);
    let rows = ledger(&[&from, &draft], support::now().date_naive()).rows;
    let years: Vec<(&str, usize)> = rows.iter().map(|row| (row.id.as_str(), row.years.len())).collect();
    // The third is open, and the ledger tells that the later report does not mention it.
    assert_eq!(years, [("p-1", 2), ("p-2", 2), ("p-3", 2), ("r-3", 1)]);
    Ok(())
}

#[test]
fn what_is_in_doubt_is_left_to_the_user() -> Result {
    let mut ids = support::ids();
    for (before, now) in [
        (&["台账不全", "台账不全。"] as &[&str], &["台账不全"] as &[&str]),
        (&["台账不全"], &["台账不全", "台账不全的问题"]),
        (&["台账不全"], &["台账不够全"]),
        (&["台账不全"], &["，。"]),
    ] {
        let from = named(before, &mut ids)?;
        let mut draft = answering(now, &mut ids)?;
        let before = draft.parts.clone();
        assert_eq!(link(&mut draft, &from), Linked { linked: Vec::new(), loose: strings(now) });
        assert_eq!((draft.parts, draft.carried), (before, Vec::new()));
    }
    Ok(())
}

#[test]
fn a_link_loses_nothing_of_the_text_and_brings_no_finding() -> Result {
    let mut ids = support::ids();
    let from = named(&["走访不够经常", "台账不全"], &mut ids)?;
    let mut draft = answering(&["走访不够经常", "活动场地不足"], &mut ids)?;
    let text = compose(&draft).text();
    link(&mut draft, &from);
    assert_eq!(compose(&draft).text(), text);
    let findings = check(&draft, &compose(&draft), support::now().date_naive());
    let of_chain = ["dropped", "own-problem", "copied", "recurred"];
    assert!(findings.iter().all(|finding| !of_chain.contains(&finding.rule.as_str())), "{findings:?}");
    // Again, nothing changes: what is linked is not linked anew.
    let linked = draft.clone();
    assert_eq!(link(&mut draft, &from).linked, Vec::<String>::new());
    assert_eq!(draft, linked);
    Ok(())
}
