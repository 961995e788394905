//! Rules on what became of the earlier years' problems, each with the report that breaks it, the words it is told in and the
//! mend.

mod links;

use chrono::NaiveDate;
use shuzhi::app::{blocking, view_on};
use shuzhi::carry::{Choice, carry, fix};
use shuzhi::check::{Finding, Fix, Level};
use shuzhi::model::{Draft, Item, Progress, State};
use shuzhi::template::{PartKind, Start};

use crate::carry::report::{answer, done, of_2024, problem};
use crate::carry::{items, part_mut, parts};
use crate::support::{self, Result};

const RULES: [&str; 9] = [
    "dropped",
    "unanswered",
    "no-result",
    "copied",
    "closed-without-basis",
    "overdue",
    "recurred",
    "bad-date",
    "continuous-without-reason",
];

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap_or_default()
}

/// The findings of these rules, as of a day before anything is due.
fn found(draft: &Draft) -> Vec<Finding> {
    found_on(draft, "2025-06-30")
}

fn found_on(draft: &Draft, today: &str) -> Vec<Finding> {
    let findings = view_on(draft, day(today)).findings;
    findings.into_iter().filter(|finding| RULES.contains(&finding.rule.as_str())).collect()
}

/// Rule, field and message of the findings.
fn told(draft: &Draft) -> Vec<(String, String, String)> {
    let of = |one: Finding| (one.rule, one.field.unwrap_or_default(), one.message);
    found(draft).into_iter().map(of).collect()
}

fn says(rule: &str, field: &str, message: &str) -> (String, String, String) {
    (rule.into(), field.into(), message.into())
}

/// The report of 2025 after [`of_2024`], with both problems answered.
fn of_2025() -> Result<Draft> {
    let mut ids = support::ids();
    let from = of_2024(&mut ids)?;
    let mut draft =
        carry(&from, &Choice::all_open(&from), None, Start { year: 2025, now: support::now(), ids: &mut ids });
    for (id, state) in [("p-1", State::Closed), ("p-2", State::Underway)] {
        done(&mut draft, id, state);
        answer(&mut draft, id).evidence = "会议记录".into();
    }
    assert_eq!(told(&draft), []);
    Ok(draft)
}

#[test]
fn a_problem_that_is_not_mentioned_holds_the_export_back_until_it_is_taken_in() -> Result {
    let mut draft = of_2025()?;
    let part = parts(&draft, PartKind::Rectification)[0].id.clone();
    part_mut(&mut draft, PartKind::Rectification).items.remove(1);
    let [finding] = &found(&draft)[..] else { return Err("not one".into()) };
    assert_eq!((finding.level, finding.part.as_deref()), (Level::Error, Some(part.as_str())));
    assert_eq!(finding.message, "上年问题“走访少”还没有销号，报告里没有写到");
    assert!(blocking(&view_on(&draft, day("2025-06-30"))).any(|one| one.rule == "dropped"));
    let mend = finding.fix.clone().ok_or("no mend")?;
    assert_eq!(mend, Fix::TakeIn { problem: "p-2".into() });
    let mut ids = || "new".to_string();
    fix(&mut draft, &mend, &mut ids);
    let item = answer(&mut draft, "p-2");
    assert_eq!((item.id.as_str(), item.text.as_str(), item.year), ("new", "走访少", Some(2024)));
    assert_eq!(told(&draft), [says("unanswered", "measure", "上年问题“走访少”还没有写整改措施")]);
    let once = draft.clone();
    fix(&mut draft, &mend, &mut ids);
    assert_eq!(draft, once, "what is there is not taken in again");
    // What was closed before needs no answer.
    part_mut(&mut draft, PartKind::Rectification).items.clear();
    draft.carried.iter_mut().for_each(|carried| carried.state = Some(State::Closed));
    assert_eq!(told(&draft), []);
    Ok(())
}

#[test]
fn an_open_problem_is_answered_or_waived_with_a_reason() -> Result {
    let mut draft = of_2025()?;
    let item = answer(&mut draft, "p-2");
    (item.measure, item.result) = (String::new(), " ".into());
    assert_eq!(told(&draft), [says("unanswered", "measure", "上年问题“走访少”还没有写整改措施")]);
    assert_eq!(found(&draft)[0].level, Level::Error);
    answer(&mut draft, "p-2").waived = "并入镇里统一的走访安排".into();
    assert_eq!(told(&draft), []);
    let text = view_on(&draft, day("2025-06-30")).document.text();
    assert!(text.contains("党课次数不够") && !text.contains("走访少"), "what is waived is not printed: {text}");
    answer(&mut draft, "p-2").waived = " \u{200B}".into();
    assert_eq!(told(&draft).len(), 1, "a blank is no reason");
    Ok(())
}

#[test]
fn an_answer_that_is_not_printed_is_none() -> Result {
    let mut draft = of_2025()?;
    part_mut(&mut draft, PartKind::Rectification).left_out = true;
    let unprinted = |draft: &Draft| -> Vec<_> {
        found(draft).into_iter().map(|one| (one.rule, one.level, one.part, one.field)).collect()
    };
    let part = Some("rectification".to_string());
    let at =
        |part: Option<String>, field: &str| ("unanswered".to_string(), Level::Error, part, Some(field.to_string()));
    assert_eq!(unprinted(&draft), [at(part.clone(), "text"), at(part, "text")]);
    part_mut(&mut draft, PartKind::Rectification).left_out = false;
    draft.fields.insert("first_year".into(), "是".into());
    assert_eq!(unprinted(&draft), [at(None, "first_year"), at(None, "first_year")]);
    for id in ["p-1", "p-2"] {
        answer(&mut draft, id).waived = "首年述职".into();
    }
    assert_eq!(told(&draft), []);
    let again = Item { id: "again".into(), waived: String::new(), ..answer(&mut draft, "p-2").clone() };
    part_mut(&mut draft, PartKind::Rectification).items.push(again);
    assert_eq!(told(&draft), [], "the reason stands for a second item on the same problem");
    Ok(())
}

#[test]
fn what_is_quoted_is_answered_by_the_work_that_quotes_it() -> Result {
    let mut ids = support::ids();
    let mut from = crate::carry::report::empty("group-secretary", 2024, &mut ids)?;
    part_mut(&mut from, PartKind::Problem).items = vec![problem("p-1", "台账不全"), problem("p-2", "走访少")];
    let mut draft =
        carry(&from, &Choice::all_open(&from), None, Start { year: 2025, now: support::now(), ids: &mut ids });
    let said = "还没有哪一项工作写到，不会印出来";
    let one = |id: &str| says("unanswered", "text", &format!("上年问题“{id}”{said}"));
    assert_eq!(told(&draft), [one("台账不全"), one("走访少")]);
    let work = Item { id: "w".into(), body: "建了台账。".into(), answers: vec!["p-1".into()], ..Item::default() };
    part_mut(&mut draft, PartKind::Work).items.push(work);
    assert_eq!(told(&draft), [one("走访少")]);
    answer(&mut draft, "p-2").waived = "并入其他工作".into();
    assert_eq!(told(&draft), []);
    // Closed by what the work item tells: only the basis is lacking.
    answer(&mut draft, "p-1").state = Some(State::Closed);
    assert_eq!(told(&draft), [says("closed-without-basis", "evidence", "上年问题“台账不全”已销号，还没有写佐证")]);
    Ok(())
}

#[test]
fn a_state_asks_for_what_it_says() -> Result {
    let mut draft = of_2025()?;
    answer(&mut draft, "p-2").result.clear();
    assert_eq!(told(&draft), [says("no-result", "result", "上年问题“走访少”写了措施，没有写成效")]);
    answer(&mut draft, "p-2").state = Some(State::Open);
    assert_eq!(told(&draft).len(), 1, "whatever the state says");
    for (state, words) in [(State::Continuous, "要持续整改，没有写理由"), (State::HandedOver, "已移交，没有写移交给谁")]
    {
        let item = answer(&mut draft, "p-2");
        (item.state, item.result) = (Some(state), "见了成效".into());
        item.reason.clear();
        assert_eq!(told(&draft), [says("continuous-without-reason", "reason", &format!("上年问题“走访少”{words}"))]);
        answer(&mut draft, "p-2").reason = "由县里统一安排".into();
        assert_eq!(told(&draft), []);
    }
    let item = answer(&mut draft, "p-1");
    (item.result, item.evidence) = (String::new(), " ".into());
    let said = "上年问题“党课次数不够，全年只有2次”已销号，还没有写成效、佐证";
    assert_eq!(told(&draft), [says("closed-without-basis", "result", said)]);
    assert_eq!(found(&draft)[0].level, Level::Warning);
    answer(&mut draft, "p-1").waived = "今年不写".into();
    let said = "上年问题“党课次数不够，全年只有2次”注明今年不写，状态却是已销号";
    assert_eq!(told(&draft), [says("closed-without-basis", "state", said)]);
    Ok(())
}

#[test]
fn what_was_handed_over_needs_a_reason_and_no_measure() -> Result {
    let mut draft = of_2025()?;
    let item = answer(&mut draft, "p-2");
    (item.state, item.measure, item.result) = (Some(State::HandedOver), String::new(), String::new());
    item.reason.clear();
    assert!(told(&draft).iter().any(|(rule, ..)| rule == "unanswered"));
    answer(&mut draft, "p-2").reason = "已交县里统一整改".into();
    assert_eq!(told(&draft), []);
    Ok(())
}

#[test]
fn a_time_that_cannot_be_reckoned_with_and_a_day_that_has_not_come_are_told() -> Result {
    let mut draft = of_2025()?;
    answer(&mut draft, "p-2").due = "2025年6月底".into();
    answer(&mut draft, "p-1").closed = "2099-12-31".into();
    let rules = |draft: &Draft| -> Vec<String> {
        let rules = view_on(draft, day("2025-06-30")).findings.into_iter().map(|one| one.rule);
        rules.filter(|rule| ["due-unclear", "closed-early"].contains(&rule.as_str())).collect()
    };
    assert_eq!(rules(&draft), ["closed-early", "due-unclear"]);
    answer(&mut draft, "p-2").due = "长期".into();
    answer(&mut draft, "p-1").closed = "2025-06-01".into();
    assert!(rules(&draft).is_empty());
    Ok(())
}

#[test]
fn where_the_earlier_report_left_nothing_open_no_rectification_is_asked_for() -> Result {
    let mut ids = support::ids();
    let mut from = of_2024(&mut ids)?;
    part_mut(&mut from, PartKind::Problem).items.clear();
    part_mut(&mut from, PartKind::Rectification).items.clear();
    let draft = carry(&from, &Choice::all_open(&from), None, Start { year: 2025, now: support::now(), ids: &mut ids });
    let view = view_on(&draft, day("2025-06-30"));
    let part = parts(&draft, PartKind::Rectification)[0].id.clone();
    assert!(view.findings.iter().all(|one| one.part.as_ref() != Some(&part)), "{:?}", view.findings);
    assert!(!view.document.text().contains(&parts(&draft, PartKind::Rectification)[0].heading));
    Ok(())
}

#[test]
fn words_of_the_earlier_report_are_told() -> Result {
    let mut draft = of_2025()?;
    draft.carried[1].measure = "每月走访两户\n困难党员".into();
    draft.carried[1].promised = "建立走访登记簿和回访".into();
    draft.carried[1].result = "短".into();
    let item = answer(&mut draft, "p-2");
    (item.measure, item.result) = (" 每月走访两户困难 党员".into(), "短".into());
    assert_eq!(told(&draft), [says("copied", "measure", "上年问题“走访少”的措施与上年报告里写的一样")]);
    assert_eq!(found(&draft)[0].text, " 每月走访两户困难 党员");
    answer(&mut draft, "p-2").measure = "建立走访登记簿和回访".into();
    assert_eq!(told(&draft), [says("copied", "measure", "上年问题“走访少”的措施与上年承诺的措施一样")]);
    answer(&mut draft, "p-2").measure = "建立走访登记簿和回访，走访60户".into();
    answer(&mut draft, "p-2").result = "每月走访两户困难党员".into();
    assert_eq!(told(&draft), [says("copied", "result", "上年问题“走访少”的成效与上年报告里写的一样")]);
    answer(&mut draft, "p-2").result = "走访60户".into();
    part_mut(&mut draft, PartKind::Problem).items = vec![problem("q-1", "走访少的问题。")];
    assert_eq!(told(&draft), [says("copied", "heading", "问题“走访少的问题”与2024年度还没有销号的问题一样")]);
    let item = &mut part_mut(&mut draft, PartKind::Problem).items[0];
    (item.heading, item.body) = (String::new(), "走访少。还有别的。".into());
    assert_eq!(told(&draft), [says("copied", "body", "问题“走访少”与2024年度还没有销号的问题一样")]);
    Ok(())
}

#[test]
fn what_comes_back_in_the_year_of_its_closing_is_marked_so() -> Result {
    let mut draft = of_2025()?;
    part_mut(&mut draft, PartKind::Problem).items = vec![problem("q-1", "党课次数不够，全年只有2次。")];
    let said = "问题“党课次数不够，全年只有2次”与2024年度提出、这份报告里已销号的问题一样";
    assert_eq!(told(&draft), [says("recurred", "heading", said)]);
    let mend = found(&draft)[0].fix.clone().ok_or("no mend")?;
    fix(&mut draft, &mend, &mut support::ids());
    assert_eq!(told(&draft), []);
    Ok(())
}

#[test]
fn what_is_taken_in_is_what_carrying_makes() -> Result {
    let mut ids = support::ids();
    let mut from = of_2024(&mut ids)?;
    let named = &mut part_mut(&mut from, PartKind::Problem).items[1];
    (named.owner, named.leader) = ("人事科".into(), "李明远".into());
    (named.due, named.cause) = ("2025-03-31".into(), "人手不够".into());
    let start = Start { year: 2025, now: support::now(), ids: &mut ids };
    let mut draft = carry(&from, &Choice::all_open(&from), None, start);
    let made = part_mut(&mut draft, PartKind::Rectification).items.remove(1);
    assert_eq!((made.owner.as_str(), made.due.as_str()), ("人事科", "2025-03-31"));
    let problem = made.problem.clone().ok_or("no problem")?;
    fix(&mut draft, &Fix::TakeIn { problem }, &mut || made.id.clone());
    assert_eq!(*answer(&mut draft, "p-2"), made);
    Ok(())
}

#[test]
fn what_comes_back_after_closing_is_marked_so() -> Result {
    let mut draft = of_2025()?;
    draft.carried[0].state = Some(State::Closed);
    let said = "上年问题“党课次数不够，全年只有2次”以前已经销号，又列进了整改";
    assert_eq!(told(&draft), [says("recurred", "state", said)]);
    part_mut(&mut draft, PartKind::Rectification).items.remove(0);
    assert_eq!(told(&draft), []);
    part_mut(&mut draft, PartKind::Problem).items = vec![problem("q-1", "党课次数不够，全年只有 2 次。")];
    let [finding] = &found(&draft)[..] else { return Err("not one".into()) };
    assert_eq!(
        (finding.rule.as_str(), finding.level, finding.field.as_deref()),
        ("recurred", Level::Warning, Some("heading"))
    );
    assert_eq!(finding.message, "问题“党课次数不够，全年只有 2 次”与2024年度已经销号的问题一样");
    let mend = finding.fix.clone().ok_or("no mend")?;
    fix(&mut draft, &mend, &mut support::ids());
    assert_eq!(items(&draft, PartKind::Problem)[0].recurs.as_deref(), Some("p-1"));
    assert_eq!(told(&draft), []);
    Ok(())
}

#[test]
fn an_open_problem_past_its_date_is_overdue_by_days() -> Result {
    let mut draft = of_2025()?;
    let days = |draft: &Draft, today: &str| -> Vec<String> {
        found_on(draft, today).into_iter().map(|one| format!("{} {}", one.rule, one.message)).collect()
    };
    answer(&mut draft, "p-2").due = "2025年11月".into();
    assert_eq!(days(&draft, "2025-11-30"), [""; 0], "a month lasts to its last day, and the closed one is not overdue");
    assert_eq!(days(&draft, "2025-12-10"), ["overdue 上年问题“走访少”过了完成时限（2025年11月）10 天"]);
    answer(&mut draft, "p-2").due = "2024-02-28".into();
    assert_eq!(days(&draft, "2024-02-28"), [""; 0]);
    assert_eq!(days(&draft, "2024-03-01"), ["overdue 上年问题“走访少”过了完成时限（2024年2月28日）2 天"]);
    for words in ["长期", "年底前", ""] {
        answer(&mut draft, "p-2").due = words.into();
        assert_eq!(days(&draft, "2199-12-31"), [""; 0], "{words}");
    }
    answer(&mut draft, "p-2").due = "2024-02-28".into();
    answer(&mut draft, "p-2").waived = "不写".into();
    assert_eq!(days(&draft, "2025-12-10"), [""; 0]);
    Ok(())
}

#[test]
fn a_date_that_no_calendar_has_is_told_and_is_never_overdue() -> Result {
    let mut draft = of_2025()?;
    let item = answer(&mut draft, "p-2");
    (item.due, item.closed) = ("2025-02-30".into(), "2025-13".into());
    item.progress = ["2025-04-31", "六月", "", "2025-06-01"]
        .map(|date| Progress { date: date.into(), text: "走访".into(), ..Progress::default() })
        .to_vec();
    part_mut(&mut draft, PartKind::Problem).items =
        vec![Item { due: "2026年2月30日".into(), ..problem("q-1", "台账不全") }];
    let wanted = [
        says("bad-date", "due", "上年问题“走访少”的完成时限“2025-02-30”不是日历上的日期"),
        says("bad-date", "closed", "上年问题“走访少”的销号日期“2025-13”不是日历上的日期"),
        says("bad-date", "progress", "上年问题“走访少”的进展日期“2025-04-31”不是日历上的日期"),
        says("bad-date", "due", "问题“台账不全”的完成时限“2026年2月30日”不是日历上的日期"),
    ];
    assert_eq!(told(&draft), wanted);
    assert!(found(&draft).iter().all(|one| one.level == Level::Error));
    assert_eq!(found_on(&draft, "2199-12-31").len(), 4);
    Ok(())
}

#[test]
fn an_older_problem_is_named_by_its_year() -> Result {
    let mut draft = of_2025()?;
    answer(&mut draft, "p-2").year = Some(2021);
    answer(&mut draft, "p-2").result.clear();
    assert_eq!(told(&draft), [says("no-result", "result", "2021年度的问题“走访少”写了措施，没有写成效")]);
    Ok(())
}

#[test]
fn a_problem_without_text_is_told_and_breaks_nothing() -> Result {
    let mut draft = of_2025()?;
    // The wording was deleted by hand; the list still has it.
    let item = answer(&mut draft, "p-2");
    (item.text, item.measure, item.result) = (String::new(), String::new(), String::new());
    assert_eq!(told(&draft), [says("unanswered", "measure", "上年问题“走访少”还没有写整改措施")]);
    // Neither has it.
    draft.carried[1].text.clear();
    assert_eq!(told(&draft), []);
    part_mut(&mut draft, PartKind::Rectification).items.clear();
    draft.carried.remove(0);
    assert_eq!(told(&draft), []);
    assert!(shuzhi::carry::plan(&draft).problems.is_empty());
    assert_eq!(shuzhi::carry::notices(&draft, 2026), ["有 1 个问题没有写内容，不能沿用；要沿用，请先在原报告里写上"]);
    Ok(())
}

#[test]
fn a_mend_that_no_longer_fits_changes_nothing() -> Result {
    let mut draft = of_2025()?;
    let before = draft.clone();
    let figure = |part: &str, item: Option<&str>, field: &str| Fix::UseFigure {
        part: part.into(),
        item: item.map(String::from),
        field: field.into(),
        start: 0,
        end: 900,
        name: "党课".into(),
    };
    for mend in [
        Fix::TakeIn { problem: "p-1".into() },
        Fix::TakeIn { problem: "gone".into() },
        Fix::MarkRecurs { item: "gone".into(), problem: "p-1".into() },
        figure("gone", None, "lead"),
        figure("work", Some("gone"), "body"),
        figure("work", None, "numbering"),
        figure("work", None, "lead"),
    ] {
        fix(&mut draft, &mend, &mut support::ids());
        assert_eq!(draft, before, "{mend:?}");
    }
    part_mut(&mut draft, PartKind::Work).lead = "上党课12次".into();
    let mend =
        Fix::UseFigure {
            part: "work".into(), item: None, field: "lead".into(), start: 3, end: 5, name: "党课".into()
        };
    fix(&mut draft, &mend, &mut support::ids());
    assert_eq!(parts(&draft, PartKind::Work)[0].lead, "上党课{{党课}}次");
    Ok(())
}

#[test]
fn two_thousand_problems_are_carried_and_checked() -> Result {
    let mut ids = support::ids();
    let mut from = of_2024(&mut ids)?;
    part_mut(&mut from, PartKind::Problem).items =
        (0..2000).map(|n| problem(&format!("p-{n}"), &format!("第{n}个问题"))).collect();
    let choice = Choice { problems: (0..1000).map(|n| format!("p-{n}")).collect(), ..Choice::default() };
    let draft = carry(&from, &choice, None, Start { year: 2025, now: support::now(), ids: &mut ids });
    assert_eq!((items(&draft, PartKind::Rectification).len(), draft.carried.len()), (1000, 2000));
    let findings = found(&draft);
    let count = |rule: &str| findings.iter().filter(|one| one.rule == rule).count();
    assert_eq!((count("dropped"), count("unanswered"), findings.len()), (1000, 1000, 2000));
    assert_eq!(shuzhi::carry::plan(&draft).problems.len(), 2000);
    Ok(())
}
