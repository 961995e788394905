//! Carried problems in the three shapes that real reports have: a paragraph of 针对……问题。 for each, an item of the work part, and
//! quotations inside the work items.

use shuzhi::carry::{Choice, carry};
use shuzhi::compose::compose;
use shuzhi::model::{Draft, Item, State};
use shuzhi::template::{PartKind, Start, builtin, sample_draft};

use super::{items, part_mut};
use crate::support::{self, Result};

/// What is written about a carried problem: heading, measure, result.
const WRITTEN: [(&str, &str, &str); 2] =
    [("补课表", "每季度补一次课，由书记签到。", "全年补课4次。"), ("定走访", "每月走访两个支部。", "全年走访24次。")];

/// The sample of this template a year earlier, carried; its first two problems with what was done about them.
fn carried(template: &str) -> Result<(Draft, Vec<String>)> {
    let templates = builtin()?;
    let template = templates.iter().find(|one| one.id == template).ok_or("no such template")?;
    let mut ids = support::ids();
    let from = sample_draft(template, Start { year: 2024, now: support::now(), ids: &mut ids });
    let two: Vec<String> = items(&from, PartKind::Problem).iter().take(2).map(|item| item.id.clone()).collect();
    let choice = Choice { problems: two.into_iter().collect(), ..Choice::default() };
    let mut draft = carry(&from, &choice, None, Start { year: 2025, now: support::now(), ids: &mut ids });
    let part = part_mut(&mut draft, PartKind::Rectification);
    assert_eq!(part.items.len(), 2);
    for (item, (heading, measure, result)) in part.items.iter_mut().zip(WRITTEN) {
        (item.heading, item.measure, item.result) = (heading.into(), measure.into(), result.into());
        item.state = Some(State::Closed);
    }
    let texts = part.items.iter().map(|item| item.text.clone()).collect();
    Ok((draft, texts))
}

fn paragraphs(draft: &Draft) -> Vec<String> {
    compose(draft).blocks.iter().map(|block| block.text()).collect()
}

/// As the third sample has it: `针对……问题。……`, one after the other.
#[test]
fn a_part_of_its_own_answers_problem_by_problem() -> Result {
    let (draft, texts) = carried("zone-secretary")?;
    let all = paragraphs(&draft).join("\n");
    let mut from = 0;
    for (text, (_, measure, result)) in texts.iter().zip(WRITTEN) {
        let wanted = format!("针对{text}问题。{measure}{result}");
        let at = all[from..].find(&wanted).ok_or_else(|| format!("{wanted} is not in its place in\n{all}"))?;
        from += at + wanted.len();
    }
    Ok(())
}

/// As the first sample has it: an item within the work part, 一是, 二是, a heading, then the problem and what was done.
#[test]
fn an_item_within_the_work_part_answers_them_in_one_paragraph() -> Result {
    let (draft, texts) = carried("bureau-secretary")?;
    let answer = |number: &str, index: usize| {
        let ((heading, measure, result), text) = (WRITTEN[index], &texts[index]);
        format!("{number}{heading}。针对{text}的问题，{measure}{result}")
    };
    let wanted = format!("{}{}", answer("一是", 0), answer("二是", 1));
    let all = paragraphs(&draft);
    let found = all.iter().find(|paragraph| paragraph.contains(&wanted));
    let found = found.ok_or_else(|| format!("{wanted} is not in\n{}", all.join("\n")))?;
    assert!(found.starts_with('（'), "run in after the heading of its own number: {found}");
    Ok(())
}

/// As the fifth sample has it: work items quote the problems that they answer, one or two in a sentence.
#[test]
fn work_items_quote_one_or_two_problems_in_a_sentence() -> Result {
    let (mut draft, texts) = carried("group-secretary")?;
    let problems: Vec<String> =
        items(&draft, PartKind::Rectification).iter().map(|item| item.problem.clone().unwrap_or_default()).collect();
    let item = |id: &str, body: &str, answers: &[String]| Item {
        id: id.into(),
        heading: "抓落实".into(),
        body: body.into(),
        answers: answers.to_vec(),
        ..Item::default()
    };
    let body = "先做了部署。针对上年查摆出的{{上年问题}}问题，逐项整改。";
    part_mut(&mut draft, PartKind::Work).items =
        vec![item("w-1", body, &problems), item("w-2", "办。", &problems[..1])];
    let all = paragraphs(&draft).join("\n");
    let both = format!("先做了部署。针对上年查摆出的“{}”和“{}”问题，逐项整改。", texts[0], texts[1]);
    assert!(all.contains(&both), "{both} is not in\n{all}");
    assert!(all.contains(&format!("针对上年查摆出的“{}”问题，办。", texts[0])), "{all}");
    assert!(!all.contains(WRITTEN[0].1), "what is only quoted is not printed by itself: {all}");
    assert_eq!(shuzhi::compose::tally(&draft).total, 2, "a problem quoted in two places counts once");
    Ok(())
}
