//! Rules on links between problems that only a file changed by hand can have.

use shuzhi::check::{Finding, Level};
use shuzhi::model::{Draft, State};
use shuzhi::template::PartKind;

use super::{of_2025, view_on};
use crate::carry::part_mut;
use crate::carry::report::problem;
use crate::support::{Result, now};

/// The findings of `rule`.
fn of_rule(draft: &Draft, rule: &str) -> Vec<Finding> {
    let findings = view_on(draft, now().date_naive()).findings;
    findings.into_iter().filter(|finding| finding.rule == rule).collect()
}

#[test]
fn an_item_on_a_problem_of_the_same_report_is_told() -> Result {
    let mut draft = of_2025()?;
    part_mut(&mut draft, PartKind::Problem).items = vec![problem("p-new", "党课不生动")];
    assert_eq!(of_rule(&draft, "own-problem"), []);
    part_mut(&mut draft, PartKind::Rectification).items[0].problem = Some("p-new".into());
    let [told] = &of_rule(&draft, "own-problem")[..] else { return Err("not one".into()) };
    assert_eq!((told.level, told.item.as_deref()), (Level::Warning, Some(draft_item(&draft).as_str())));
    assert!(told.message.ends_with("对应的是本报告自己提出的问题“党课不生动”"), "{}", told.message);
    // What the earlier report named is an earlier problem, although this one names it again.
    part_mut(&mut draft, PartKind::Problem).items[0].id = "p-1".into();
    part_mut(&mut draft, PartKind::Rectification).items[0].problem = Some("p-1".into());
    assert_eq!(of_rule(&draft, "own-problem"), []);
    Ok(())
}

#[test]
fn a_problem_does_not_come_back_in_itself() -> Result {
    let mut draft = of_2025()?;
    draft.carried[0].state = Some(State::Closed);
    let text = draft.carried[0].text.clone();
    part_mut(&mut draft, PartKind::Problem).items = vec![problem("p-new", &text)];
    assert_eq!((of_rule(&draft, "recurs-itself").len(), of_rule(&draft, "recurred").len()), (0, 2));
    part_mut(&mut draft, PartKind::Problem).items[0].recurs = Some("p-new".into());
    let [told] = &of_rule(&draft, "recurs-itself")[..] else { return Err("not one".into()) };
    assert_eq!((told.item.as_deref(), told.field.as_deref()), (Some("p-new"), Some("recurs")));
    assert_eq!(told.message, format!("问题“{text}”注明是它自己的复发"));
    assert_eq!(of_rule(&draft, "recurred").len(), 2, "nor does that say which it is");
    part_mut(&mut draft, PartKind::Problem).items[0].recurs = Some("p-1".into());
    assert_eq!((of_rule(&draft, "recurs-itself").len(), of_rule(&draft, "recurred").len()), (0, 1));
    Ok(())
}

/// The id of the first rectification item.
fn draft_item(draft: &Draft) -> String {
    crate::carry::items(draft, PartKind::Rectification)[0].id.clone()
}
