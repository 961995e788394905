//! Drafts → rows.

use serde_json::json;
use shuzhi::carry::{Choice, carry};
use shuzhi::ledger::EntryRole;
use shuzhi::model::{Carried, Figure, Item, State};
use shuzhi::template::Start;

use super::{answered, ledger_of, named, of_unit, report, row, states, today};
use crate::support::{Result, ids, now};

#[test]
fn a_row_follows_its_problem_through_the_years() -> Result {
    let first =
        report("r23", 2023, None, &json!([named("p", "流动党员管理有空档。"), named("q", "台账不规范")]), &json!([]))?;
    let mut item = answered("p", 2023, "流动党员管理有空档", "整改中");
    for (key, value) in [
        ("measure", "每季度核对一次。"),
        ("result", "已核对两次"),
        ("owner", "周立"),
        ("due", "2025年12月"),
        ("source", "督查"),
    ] {
        item[key] = value.into();
    }
    item["progress"] = json!([{ "date": "2024-06-20", "text": "第一次" }, { "date": "2024-09-01", "text": "第二次" }]);
    let mut done = answered("q", 2023, "台账不规范", "已销号");
    done["closed"] = "2024-11-30".into();
    let second = report("r24", 2024, Some("r23"), &json!([]), &json!([item, done]))?;
    let mut last = answered("p", 2023, "流动党员管理仍有空档", "待验收");
    last["progress"] = json!([{ "date": "2024-03-01", "text": "早先的一次" }]);
    let third = report("r25", 2025, Some("r24"), &json!([]), &json!([last]))?;
    // In any order.
    let ledger = ledger_of(&[third, first, second]);
    assert_eq!(ledger.notices, [""; 0]);
    assert_eq!(ledger.rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["p", "q"]);
    let p = row(&ledger, "p");
    assert_eq!((p.text.as_str(), p.found_year), ("流动党员管理有空档", Some(2023)));
    assert_eq!(p.wordings, ["流动党员管理仍有空档"]);
    assert_eq!(states(p), [(2023, State::Open), (2024, State::Underway), (2025, State::Review)]);
    assert_eq!(p.state, State::Review);
    assert_eq!((p.measure.as_str(), p.result.as_str()), ("每季度核对一次。", "已核对两次"));
    assert_eq!((p.owner.as_str(), p.due.as_str(), p.source.as_str()), ("周立", "2025年12月", "督查"));
    assert_eq!(
        p.progress.iter().map(|note| note.text.as_str()).collect::<Vec<_>>(),
        ["早先的一次", "第一次", "第二次"]
    );
    // 2025-12-31 is the last day of the month; today is 2026-01-08.
    assert_eq!(p.overdue, Some(8));
    let q = row(&ledger, "q");
    assert_eq!((q.state, q.closed.as_str(), q.overdue), (State::Closed, "2024-11-30", None));
    assert_eq!(states(q), [(2023, State::Open), (2024, State::Closed)], "closed ones need no word in 2025");
    Ok(())
}

#[test]
fn what_is_left_open_and_not_mentioned_is_dropped_in_every_later_report() -> Result {
    let first = report("r22", 2022, None, &json!([named("p", "甲"), named("q", "乙")]), &json!([]))?;
    let mut waived = answered("q", 2022, "乙", "整改中");
    waived["waived"] = "由上级统一推进".into();
    let second = report("r23", 2023, Some("r22"), &json!([]), &json!([waived]))?;
    let third = report("r25", 2025, Some("r23"), &json!([]), &json!([answered("p", 2022, "甲", "已销号")]))?;
    let ledger = ledger_of(&[first, second, third]);
    let roles = |id: &str| -> Vec<(i32, EntryRole)> {
        row(&ledger, id).years.iter().map(|year| (year.year, year.entries[0].role)).collect()
    };
    assert_eq!(roles("p"), [(2022, EntryRole::Named), (2023, EntryRole::Dropped), (2025, EntryRole::Answered)]);
    assert_eq!(roles("q"), [(2022, EntryRole::Named), (2023, EntryRole::Waived), (2025, EntryRole::Dropped)]);
    assert_eq!(states(row(&ledger, "q"))[2], (2025, State::Underway), "the state it had");
    let dropped = &row(&ledger, "p").years[1].entries[0];
    assert_eq!((dropped.report.as_str(), dropped.item.as_str(), dropped.part.as_str()), ("r23", "", ""));
    Ok(())
}

#[test]
fn a_fork_is_one_row_with_the_state_that_is_least_far() -> Result {
    let first = report("r23", 2023, None, &json!([named("p", "甲")]), &json!([]))?;
    let of = |id: &str, unit: &str, state: &str| {
        of_unit(unit, id, 2024, Some("r23"), &json!([]), &json!([answered("p", 2023, "甲", state)]))
    };
    let (done, under_way) = (of("a", "一局", "已销号")?, of("b", "二局", "持续整改")?);
    let ledger = ledger_of(&[first, done, under_way]);
    assert_eq!(ledger.rows.len(), 1);
    let row = &ledger.rows[0];
    assert_eq!(states(row), [(2023, State::Open), (2024, State::Continuous)]);
    assert_eq!(row.years[1].entries.len(), 2);
    assert_eq!(row.unit, "二局", "the unit of the entry whose state the row has");
    for (states, least) in [
        (["待整改", "整改中"], State::Open),
        (["整改中", "待验收"], State::Underway),
        (["待验收", "持续整改"], State::Review),
        (["持续整改", "移交"], State::Continuous),
        (["移交", "已销号"], State::HandedOver),
    ] {
        for pair in [states, [states[1], states[0]]] {
            let first = report("r23", 2023, None, &json!([named("p", "甲")]), &json!([]))?;
            let ledger = ledger_of(&[first, of("a", "一局", pair[0])?, of("b", "二局", pair[1])?]);
            assert_eq!(ledger.rows[0].state, least, "{pair:?}");
        }
    }
    Ok(())
}

#[test]
fn of_two_items_on_one_problem_in_one_report_the_one_that_is_least_far_counts() -> Result {
    let first = report("r23", 2023, None, &json!([named("p", "甲")]), &json!([]))?;
    for items in [["整改中", "已销号"], ["已销号", "整改中"]] {
        let items = items.map(|state| answered("p", 2023, "甲", state));
        let second = report("r24", 2024, Some("r23"), &json!([]), &json!(items))?;
        let third = report("r25", 2025, Some("r24"), &json!([]), &json!([]))?;
        let ledger = ledger_of(&[first.clone(), second, third]);
        let expected = [(2023, State::Open), (2024, State::Underway), (2025, State::Underway)];
        assert_eq!(states(row(&ledger, "p")), expected);
        assert_eq!(row(&ledger, "p").years[1].entries.len(), 2);
    }
    Ok(())
}

#[test]
fn a_problem_takes_what_causes_plans_and_work_items_say_of_it() -> Result {
    let mut first =
        report("r24", 2024, None, &json!([{ "id": "p", "body": "学得不深。不常学。", "heading": "" }]), &json!([]))?;
    first.figures.push(Figure { name: "期数".into(), value: "3".into(), ..Figure::default() });
    let item = |json| serde_json::from_value(json);
    first.parts[3].items.push(item(json!({ "id": "c", "heading": "抓得不紧", "explains": ["p"] }))?);
    first.parts[4].items.push(item(json!({ "id": "m1", "heading": "办{{期数}}期班", "answers": ["p"] }))?);
    first.parts[4].items.push(item(json!({ "id": "m2", "body": "每月一课。", "answers": ["p"] }))?);
    let ledger = ledger_of(std::slice::from_ref(&first));
    let row = &ledger.rows[0];
    assert_eq!((row.text.as_str(), row.cause.as_str()), ("学得不深", "抓得不紧"));
    assert_eq!(row.measure, "办3期班；每月一课", "a figure has its value");
    assert_eq!(row.years[0].entries[0].measure, "办{{期数}}期班；每月一课", "but can be edited as it was typed");
    let mut second = report("r25", 2025, Some("r24"), &json!([]), &json!([answered("p", 2024, "学得不深", "整改中")]))?;
    second.parts[0].items.push(item(json!({ "id": "w", "heading": "办了班", "answers": ["p"] }))?);
    let ledger = ledger_of(&[first, second]);
    assert_eq!(ledger.rows[0].measure, "办了班", "what was done comes before what was promised");
    Ok(())
}

#[test]
fn what_is_not_printed_is_no_problem_and_what_is_carried_is_one_wherever_it_stands() -> Result {
    let mut draft = report(
        "r25",
        2025,
        None,
        &json!([{ "id": "empty", "heading": " " }, named("p", "甲")]),
        &json!([answered("q", 2024, "乙", "整改中"), { "id": "typed", "text": "自己填的", "year": 2024 }, { "id": "blank" }]),
    )?;
    draft.parts[1].left_out = true;
    let of = |ledger: &shuzhi::ledger::Ledger| ledger.rows.iter().map(|row| row.id.clone()).collect::<Vec<_>>();
    assert_eq!(of(&ledger_of(std::slice::from_ref(&draft))), ["q", "typed", "p"]);
    draft.parts[2].left_out = true;
    assert_eq!(of(&ledger_of(&[draft])), ["q", "typed"]);
    Ok(())
}

#[test]
fn a_problem_that_cannot_have_come_back_so_is_told_and_is_there() -> Result {
    let again = |id: &str, recurs: &str| json!({ "id": id, "heading": format!("问题{id}"), "recurs": recurs });
    let problems = json!([
        again("a", "a"),
        again("b", "c"),
        again("c", "b"),
        again("d", "gone"),
        again("e", "b"),
        again("f", " ")
    ]);
    let ledger = ledger_of(&[report("r24", 2024, None, &problems, &json!([]))?]);
    let recurs: Vec<_> = ledger.rows.iter().map(|row| row.recurs.as_deref().unwrap_or_default()).collect();
    assert_eq!(recurs, ["", "c", "b", "gone", "b", ""]);
    assert_eq!(row(&ledger, "b").recurred, ["c", "e"]);
    let begins: Vec<&str> = ledger.notices.iter().filter_map(|notice| notice.split('；').next()).collect();
    assert_eq!(
        begins,
        [
            "有 1 个问题注明是它自己的复发，如“问题a”",
            "有 2 个问题互相注明是复发，绕成了一圈，如“问题b”",
            "有 1 个问题注明是复发，以前的那个问题却不在这些报告里，如“问题d”",
        ]
    );
    // One that a report carries along from a year that is gone is known.
    let mut draft = report("r25", 2025, Some("gone"), &json!([again("x", "p")]), &json!([]))?;
    draft.carried =
        vec![Carried { problem: "p".into(), text: "甲".into(), state: Some(State::Closed), ..Carried::default() }];
    let ledger = ledger_of(&[draft]);
    assert_eq!((ledger.notices.len(), row(&ledger, "p").recurred.len()), (1, 1), "{:?}", ledger.notices);
    Ok(())
}

#[test]
fn a_fork_is_told_with_the_reports_it_leads_to() -> Result {
    let mut reports = vec![report("r23", 2023, None, &json!([named("p", "甲")]), &json!([]))?];
    for nth in 1..=4 {
        reports.push(of_unit(&format!("{nth}局"), &format!("r24-{nth}"), 2024, Some("r23"), &json!([]), &json!([]))?);
        let notices = ledger_of(&reports).notices;
        let names: Vec<String> = (1..=nth.min(3)).map(|nth| format!("2024年度报告（{nth}局 李明远）")).collect();
        let (names, more) = (names.join("、"), if nth > 3 { "等" } else { "" });
        let told = format!(
            "2023年度报告（商务局 李明远）之后分成了 {nth} 支：{names}{more}；同一个问题写得不一样的，按进展最慢的那份算"
        );
        assert_eq!(notices, if nth > 1 { vec![told] } else { Vec::new() });
    }
    Ok(())
}

#[test]
fn an_item_hides_no_other_whatever_problem_it_is_said_to_answer() -> Result {
    let item = |id: &str, problem: &str, state: &str| json!({ "id": id, "problem": problem, "year": 2023, "text": id, "state": state });
    let items = json!([
        item("老问题", "p", "已销号"),
        item("甲", "", "整改中"),
        item("乙", "", "已销号"),
        item("丙", " ", "整改中"),
        item("丁", " ", "已销号"),
    ]);
    let first = report("r24", 2024, None, &json!([named("p", "今年的问题")]), &items)?;
    let texts = |ledger: &shuzhi::ledger::Ledger| -> Vec<(String, State)> {
        ledger.rows.iter().map(|row| (row.text.clone(), row.state)).collect()
    };
    let of = |text: &str, state| (text.to_string(), state);
    let all = [
        of("老问题", State::Closed),
        of("甲", State::Underway),
        of("乙", State::Closed),
        of("丙", State::Underway),
        of("丁", State::Closed),
        of("今年的问题", State::Open),
    ];
    assert_eq!(texts(&ledger_of(std::slice::from_ref(&first))), all);
    // The next report gets those that are open, each once.
    let start = Start { year: 2025, now: now(), ids: &mut ids() };
    let next = carry(&first, &Choice::all_open(&first), None, start);
    let texts_of = |items: &[Item]| items.iter().map(|item| item.text.clone()).collect::<Vec<_>>();
    assert_eq!(texts_of(&next.parts[1].items), ["甲", "丙", "今年的问题"]);
    assert_eq!(texts(&ledger_of(&[first, next])), all);
    Ok(())
}

#[test]
fn a_problem_that_came_back_and_the_earlier_one_know_each_other() -> Result {
    let first = report("r23", 2023, None, &json!([named("p", "甲")]), &json!([]))?;
    let again = json!([{ "id": "p2", "heading": "甲", "recurs": "p" }]);
    let second = report("r24", 2024, Some("r23"), &again, &json!([answered("p", 2023, "甲", "已销号")]))?;
    let ledger = ledger_of(&[first, second]);
    assert_eq!(row(&ledger, "p").recurred, ["p2"]);
    assert_eq!(row(&ledger, "p2").recurs.as_deref(), Some("p"));
    assert_eq!(ledger.rows.len(), 2);
    Ok(())
}

#[test]
fn a_report_that_is_gone_is_told_and_the_rest_works() -> Result {
    let mut draft = report("r25", 2025, Some("gone"), &json!([]), &json!([answered("p", 2023, "甲", "整改中")]))?;
    let carried = |problem: &str, state| Carried {
        problem: problem.into(),
        year: Some(2023),
        text: format!("{problem}的原文。"),
        state: Some(state),
        ..Carried::default()
    };
    draft.carried = vec![carried("p", State::Open), carried("q", State::Underway), carried("done", State::Closed)];
    let ledger = ledger_of(&[draft]);
    assert_eq!(ledger.notices.len(), 1);
    assert!(
        ledger.notices[0].starts_with("2025年度报告（商务局 李明远）沿用的那份报告不在这里"),
        "{:?}",
        ledger.notices
    );
    let q = row(&ledger, "q");
    assert_eq!(
        (q.text.as_str(), q.found_year, q.years[0].entries[0].role),
        ("q的原文", Some(2023), EntryRole::Dropped)
    );
    assert_eq!(row(&ledger, "p").text, "甲");
    let done = row(&ledger, "done");
    assert_eq!((done.state, done.overdue, done.text.as_str()), (State::Closed, None, "done的原文"));
    assert_eq!((done.years.len(), done.years[0].entries[0].role), (1, EntryRole::Recalled));
    assert_eq!(ledger.rows.len(), 3);
    Ok(())
}

#[test]
fn a_chain_that_loops_is_told_and_every_problem_is_there() -> Result {
    let first = report("a", 2022, Some("c"), &json!([named("p", "甲")]), &json!([]))?;
    let second = report("b", 2023, Some("a"), &json!([named("q", "乙")]), &json!([]))?;
    let third = report("c", 2024, Some("b"), &json!([named("r", "丙")]), &json!([]))?;
    let own = report("d", 2024, Some("d"), &json!([named("s", "丁")]), &json!([]))?;
    let below = report("e", 2025, Some("c"), &json!([]), &json!([answered("p", 2022, "甲", "已销号")]))?;
    let ledger = ledger_of(&[below, third, own, second, first]);
    assert_eq!(ledger.rows.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["p", "q", "r", "s"]);
    assert_eq!(states(row(&ledger, "p")).len(), 4, "in the chain cut at its earliest report");
    assert_eq!(row(&ledger, "p").state, State::Closed);
    let told = |word: &str| ledger.notices.iter().filter(|notice| notice.contains(word)).count();
    assert_eq!((told("有 3 份报告一份沿用一份，绕成了一圈"), told("从它自己沿用来的")), (1, 1), "{:?}", ledger.notices);
    assert_eq!(ledger.notices.len(), 2, "{:?}", ledger.notices);
    Ok(())
}

#[test]
fn what_is_odd_is_told_and_counted_all_the_same() -> Result {
    let mut early = report("a", 2024, None, &json!([named("p", "旧的写法")]), &json!([]))?;
    let late = report("a", 2024, None, &json!([named("p", "新的写法")]), &json!([]))?;
    early.modified -= chrono::Duration::days(1);
    let mut problem = named("x", "");
    problem["items"] = json!([{ "id": "x1", "heading": "只有下一层" }]);
    let earlier = report("b", 2023, Some("a"), &json!([problem]), &json!([answered("p", 2024, "新的写法", "整改中")]))?;
    let mut no_year = report("c", 2025, Some("a"), &json!([named("z", "丙")]), &json!([]))?;
    no_year.year = None;
    no_year.parts[2].items[0].due = "2025-02-30".into();
    let ledger = ledger_of(&[late, early, earlier, no_year]);
    assert_eq!(row(&ledger, "p").text, "新的写法");
    assert_eq!(row(&ledger, "x").text, "");
    assert_eq!((row(&ledger, "z").overdue, row(&ledger, "z").years[0].year), (None, 2025));
    for words in [
        "给了两次",
        "没有写内容",
        "年度却不比它晚",
        "没有填年度的报告（商务局 李明远）先按2025年度算",
        "2024年度报告（商务局 李明远）之后分成了 2 支：2023年度报告（商务局 李明远）、没有填年度的报告（",
        "如“2025-02-30”，没有算逾期",
    ] {
        let told = ledger.notices.iter().filter(|notice| notice.contains(words)).count();
        assert_eq!(told, 1, "{words}: {:?}", ledger.notices);
    }
    assert_eq!(ledger.notices.len(), 6, "{:?}", ledger.notices);
    Ok(())
}

#[test]
fn only_what_is_open_and_past_its_last_day_is_overdue() -> Result {
    let overdue = |due: &str, state: &str| -> Result<Option<u32>> {
        let mut item = answered("p", 2024, "甲", state);
        item["due"] = due.into();
        Ok(ledger_of(&[report("r", 2025, None, &json!([]), &json!([item]))?]).rows[0].overdue)
    };
    let days =
        |text: &str| -> Result<u32> { Ok(u32::try_from((today() - text.parse::<chrono::NaiveDate>()?).num_days())?) };
    assert_eq!(overdue("2026-01-07", "整改中")?, Some(1));
    assert_eq!(overdue("2026-01-08", "整改中")?, None);
    assert_eq!(overdue("2026年1月", "整改中")?, None, "a month ends with its last day");
    assert_eq!(overdue("2024-02", "持续整改")?, Some(days("2024-02-29")?));
    for (due, state) in
        [("2024-01-01", "已销号"), ("2024-01-01", "移交"), ("长期", "整改中"), ("2025-02-30", "整改中"), ("", "整改中")]
    {
        assert_eq!(overdue(due, state)?, None, "{due} {state}");
    }
    Ok(())
}
