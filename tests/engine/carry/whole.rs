//! One report carried, all of it looked at.

use shuzhi::carry::{Choice, carry, plan, take_in};
use shuzhi::model::{Attachment, AttachmentKind, Draft, Ids, Item, MeasureKind, Numbering, Progress, State, Table};
use shuzhi::template::{Carry, PartKind, Start};

use super::report::{answer, done, empty, of_2024, problem};
use super::{items, part_mut, parts};
use crate::support::{self, Result};

fn on(from: &Draft, year: i32, choice: &Choice, ids: &mut dyn Ids) -> Draft {
    carry(from, choice, None, Start { year, now: support::now(), ids })
}

fn next(from: &Draft, ids: &mut dyn Ids) -> Draft {
    on(from, from.year.unwrap_or(2024) + 1, &Choice::all_open(from), ids)
}

fn texts(draft: &Draft) -> Vec<&str> {
    items(draft, PartKind::Rectification).into_iter().map(|item| item.text.as_str()).collect()
}

#[test]
fn a_problem_goes_on_in_its_own_words_with_what_was_promised() -> Result {
    let mut ids = support::ids();
    let from = of_2024(&mut ids)?;
    let before = from.clone();
    let draft = next(&from, &mut ids);
    assert_eq!(from, before);
    assert_eq!((draft.year, draft.previous.as_deref()), (Some(2025), Some(from.id.as_str())));
    assert_ne!(draft.id, from.id);
    assert_eq!(texts(&draft), ["党课次数不够，全年只有2次", "走访少"]);
    let [first, second] = items(&draft, PartKind::Rectification)[..] else { return Err("not two".into()) };
    let wanted = Item {
        id: first.id.clone(),
        problem: Some("p-1".into()),
        report: Some(from.id.clone()),
        year: Some(2024),
        text: "党课次数不够，全年只有2次".into(),
        promised: "每季上一次党课；年初排好课表".into(),
        owner: "组织委员".into(),
        due: "2025-06-30".into(),
        leader: "林远".into(),
        goal: "每季一课".into(),
        kind: Some(MeasureKind::Staged),
        source: "上级点评".into(),
        cause: "排课没有计划".into(),
        state: Some(State::Open),
        ..Item::default()
    };
    assert_eq!(*first, wanted);
    assert!(![&from.id, "p-1", &second.id].contains(&first.id.as_str()));
    assert_eq!((draft.carried.len(), draft.carried[0].promised.as_str()), (2, "每季上一次党课；年初排好课表"));
    assert_eq!(plan(&from).left.last().map(String::as_str), Some("1 个没有写内容的问题"));
    Ok(())
}

#[test]
fn fields_figures_and_elements_go_on_without_what_belongs_to_the_year() -> Result {
    let mut ids = support::ids();
    let mut from = of_2024(&mut ids)?;
    let attachment = |kind| Attachment { id: "a".into(), name: "附表".into(), kind, ..Attachment::default() };
    let elements = &mut from.elements;
    elements.letterhead.on = true;
    elements.letterhead.bodies = "中共云山镇委员会".into();
    elements.letterhead.number = "云党〔2024〕3号".into();
    elements.letterhead.copy_number = "000012".into();
    elements.recipient.text = "县委组织部".into();
    elements.imprint.issuer = "云山镇党政办".into();
    elements.imprint.date = "2024-12-20".into();
    elements.note.text = "联系人".into();
    elements.attachments.on = true;
    elements.attachments.items = vec![attachment(AttachmentKind::Table), attachment(AttachmentKind::Ledger)];
    from.layout.sealed = Some(true);
    from.done = vec!["basic".into()];
    from.extra.insert("exports".into(), serde_json::json!([1]));
    let draft = next(&from, &mut ids);
    let field = |id: &str| draft.fields.get(id).map(String::as_str);
    assert_eq!((field("unit"), field("reporter"), field("date")), (Some("云山镇党委"), Some("林远"), Some("")));
    let [first, second] = &draft.figures[..] else { return Err("not two".into()) };
    assert_eq!((first.id.as_str(), first.name.as_str(), first.unit.as_str()), ("f-1", "党课", "次"));
    assert_eq!((first.value.as_str(), first.last.as_str(), first.last_year), ("", "2", Some(2024)));
    assert_eq!((second.last.as_str(), second.last_year), ("", None), "what had no value has none to look back to");
    assert_eq!((draft.done.len(), draft.extra.len(), draft.layout.sealed), (0, 0, Some(true)));
    let elements = &draft.elements;
    assert_eq!(elements.letterhead.bodies, "中共云山镇委员会");
    assert_eq!((elements.letterhead.number.as_str(), elements.letterhead.copy_number.as_str()), ("", ""));
    assert_eq!((elements.recipient.text.as_str(), elements.note.text.as_str()), ("县委组织部", ""));
    assert_eq!((elements.imprint.issuer.as_str(), elements.imprint.date.as_str()), ("云山镇党政办", ""));
    assert_eq!(elements.attachments.items.len(), 1);
    assert!(elements.attachments.on && elements.attachments.items[0].kind == AttachmentKind::Ledger);
    assert_ne!(elements.attachments.items[0].id, "a");
    Ok(())
}

#[test]
fn what_was_changed_in_the_frame_goes_on_but_no_heading_of_a_year() -> Result {
    let mut ids = support::ids();
    let mut from = of_2024(&mut ids)?;
    part_mut(&mut from, PartKind::Work).heading = "2024年做了什么".into();
    part_mut(&mut from, PartKind::Plan).heading = "往后怎么做".into();
    part_mut(&mut from, PartKind::Plan).style.numbering = Numbering::Arabic;
    part_mut(&mut from, PartKind::Rectification).pattern = "{text}：{measure}".into();
    from.parts.last_mut().ok_or("no parts")?.left_out = true;
    from.parts.swap(1, 2);
    let order = |draft: &Draft| draft.parts.iter().map(|part| part.id.clone()).collect::<Vec<_>>();
    let draft = next(&from, &mut ids);
    assert_eq!(order(&draft), order(&from));
    assert_eq!(parts(&draft, PartKind::Work)[0].heading, "主要履职情况");
    let plan_part = parts(&draft, PartKind::Plan)[0];
    assert_eq!((plan_part.heading.as_str(), plan_part.style.numbering), ("往后怎么做", Numbering::Arabic));
    assert!(plan_part.items.is_empty());
    assert_eq!(parts(&draft, PartKind::Rectification)[0].pattern, "{text}：{measure}");
    assert!(draft.parts.last().is_some_and(|part| part.left_out));
    assert!(plan(&from).left.iter().any(|left| left.contains("“2024年做了什么”")));
    Ok(())
}

#[test]
fn parts_that_are_the_same_each_year_are_copied_with_new_ids() -> Result {
    let mut ids = support::ids();
    let mut from = of_2024(&mut ids)?;
    for part in &mut from.template.content.parts {
        if matches!(part.kind, PartKind::Work | PartKind::Rectification) {
            part.carry = Carry::Copy;
        }
    }
    let table = Table { id: "t-1".into(), rows: vec![vec!["甲".into()]], ..Table::default() };
    let inner = Item { id: "w-2".into(), body: "下面一层".into(), answers: vec!["w-1".into()], ..Item::default() };
    let work = part_mut(&mut from, PartKind::Work);
    (work.lead, work.tail) = ("开头".into(), "结尾".into());
    work.items = vec![Item {
        id: "w-1".into(),
        heading: "年年一样".into(),
        items: vec![inner],
        tables: vec![table],
        answers: vec!["p-1".into()],
        ..Item::default()
    }];
    let draft = next(&from, &mut ids);
    let work = parts(&draft, PartKind::Work)[0];
    assert_eq!((work.lead.as_str(), work.tail.as_str(), work.items.len()), ("开头", "结尾", 1));
    let item = &work.items[0];
    assert_eq!((item.heading.as_str(), item.items[0].body.as_str()), ("年年一样", "下面一层"));
    assert!(item.id != "w-1" && item.items[0].id != "w-2" && item.tables[0].id != "t-1");
    assert_eq!((&item.answers[..], &item.items[0].answers[..]), (&["p-1".to_string()][..], &[item.id.clone()][..]));
    assert_eq!(items(&draft, PartKind::Rectification).len(), 2, "problems go on by choice, not as copies");
    Ok(())
}

#[test]
fn over_three_years_states_promises_and_closed_ones_are_remembered() -> Result {
    let mut ids = support::ids();
    let mut second = next(&of_2024(&mut ids)?, &mut ids);
    done(&mut second, "p-1", State::Closed);
    done(&mut second, "p-2", State::Continuous);
    let item = answer(&mut second, "p-2");
    item.reason = "长期任务".into();
    item.progress.push(Progress { date: "2025-06-01".into(), text: "走访一轮".into(), ..Progress::default() });
    item.due = "长期".into();
    part_mut(&mut second, PartKind::Problem).items.push(problem("q-1", "台账不全"));
    let third = next(&second, &mut ids);
    assert_eq!(texts(&third), ["走访少", "台账不全"]);
    let item = items(&third, PartKind::Rectification)[0];
    assert_eq!((item.state, item.year, item.reason.as_str()), (Some(State::Continuous), Some(2024), "长期任务"));
    assert_eq!((item.due.as_str(), item.measure.as_str(), item.progress.len()), ("长期", "", 0));
    let listed: Vec<_> = third.carried.iter().map(|one| (one.problem.as_str(), one.state, one.year)).collect();
    let wanted = [
        ("p-1", Some(State::Closed), Some(2024)),
        ("p-2", Some(State::Continuous), Some(2024)),
        ("q-1", Some(State::Open), Some(2025)),
    ];
    assert_eq!(listed, wanted);
    assert_eq!(
        (third.carried[0].measure.as_str(), third.carried[0].result.as_str()),
        ("采取了措施p-1", "取得了成效p-1")
    );
    assert_eq!(
        third.carried[0].promised, "每季上一次党课；年初排好课表",
        "the earlier promise stands where there is no new one"
    );
    // A year in between: 2027 follows 2025, and what was closed is still known.
    let later = on(&third, 2027, &Choice::all_open(&third), &mut ids);
    assert_eq!((texts(&later).len(), later.carried.len(), later.carried[0].state), (2, 3, Some(State::Closed)));
    Ok(())
}

#[test]
fn what_is_unticked_stays_known_and_is_offered_again() -> Result {
    let mut ids = support::ids();
    let from = of_2024(&mut ids)?;
    let choice = Choice {
        problems: ["p-1".to_string(), "gone".into()].into(),
        waived: [("p-2".to_string(), " 今年不写 ".to_string()), ("p-1".into(), " ".into())].into(),
    };
    let draft = on(&from, 2025, &choice, &mut ids);
    let waived: Vec<_> = items(&draft, PartKind::Rectification).iter().map(|item| item.waived.clone()).collect();
    assert_eq!(waived, ["", "今年不写"], "what is waived is taken over with its reason");
    let none = on(&from, 2025, &Choice::default(), &mut ids);
    assert_eq!((texts(&none).len(), none.carried.len()), (0, 2));
    let offered = plan(&none).problems;
    assert!(offered.len() == 2 && offered.iter().all(|problem| problem.open), "{offered:?}");
    assert_eq!(texts(&next(&none, &mut ids)), ["党课次数不够，全年只有2次", "走访少"]);
    Ok(())
}

#[test]
fn taking_in_twice_changes_nothing_and_adds_only_what_lacks() -> Result {
    let mut ids = support::ids();
    let mut from = of_2024(&mut ids)?;
    let all = Choice::all_open(&from);
    let mut draft = on(&from, 2025, &Choice { problems: ["p-2".into()].into(), ..Choice::default() }, &mut ids);
    draft.figures.remove(0);
    done(&mut draft, "p-2", State::Underway);
    let before = draft.clone();
    assert!(take_in(&mut draft, &from, &all, &mut ids).any());
    assert_eq!(texts(&draft), ["走访少", "党课次数不够，全年只有2次"]);
    assert_eq!(items(&draft, PartKind::Rectification)[0], items(&before, PartKind::Rectification)[0]);
    assert_eq!((draft.figures.len(), &draft.carried), (2, &before.carried));
    let once = draft.clone();
    assert!(!take_in(&mut draft, &from, &all, &mut ids).any());
    assert_eq!(draft, once);
    // A problem that the earlier report names later on.
    part_mut(&mut from, PartKind::Problem).items.push(problem("p-9", "后来补上的问题"));
    assert!(take_in(&mut draft, &from, &Choice::all_open(&from), &mut ids).any());
    assert_eq!((texts(&draft).len(), draft.carried.len()), (3, 3));
    Ok(())
}

#[test]
fn a_template_without_a_place_for_them_gains_one_before_this_years_problems() -> Result {
    let mut ids = support::ids();
    for template in ["general", "bureau-secretary", "zone-secretary", "park-secretary"] {
        let mut from = empty(template, 2024, &mut ids)?;
        fn drop_drafts(draft: &mut Vec<shuzhi::model::Part>) {
            draft.retain(|part| part.id != "rectification");
            draft.iter_mut().for_each(|part| drop_drafts(&mut part.parts));
        }
        fn drop_templates(parts: &mut Vec<shuzhi::template::TemplatePart>) {
            parts.retain(|part| part.kind != PartKind::Rectification);
            parts.iter_mut().for_each(|part| drop_templates(&mut part.parts));
        }
        drop_drafts(&mut from.parts);
        drop_templates(&mut from.template.content.parts);
        part_mut(&mut from, PartKind::Problem).items.push(problem("p", "联系群众不够"));
        let draft = next(&from, &mut ids);
        let place = |id: &str| draft.parts.iter().position(|part| part.id == id).ok_or("no such part");
        let at = place("rectification")?;
        let follows = &draft.parts[at + 1];
        let holds = |part: &shuzhi::model::Part| {
            let kind = |id: &str| draft.template.content.part(id).map(|part| part.kind);
            kind(&part.id) == Some(PartKind::Problem)
                || part.parts.iter().any(|part| kind(&part.id) == Some(PartKind::Problem))
        };
        assert!(holds(follows), "{template}: {}", follows.id);
        assert_eq!(draft.template.content.parts.iter().position(|part| part.id == "rectification"), Some(at));
        let text = shuzhi::compose::compose(&draft).text();
        assert!(text.contains("上年度问题整改情况") && text.contains("针对联系群众不够的问题"), "{template}: {text}");
        // The copy goes on to the year after.
        let later = next(&draft, &mut ids);
        assert_eq!(parts(&later, PartKind::Rectification).len(), 1);
    }
    Ok(())
}

#[test]
fn problems_are_never_put_where_nothing_is_written() -> Result {
    let mut ids = support::ids();
    let mut from = of_2024(&mut ids)?;
    part_mut(&mut from, PartKind::Rectification).left_out = true;
    let draft = next(&from, &mut ids);
    assert!(!parts(&draft, PartKind::Rectification)[0].left_out);
    assert!(shuzhi::compose::compose(&draft).text().contains("走访少"));
    let none = on(&from, 2025, &Choice::default(), &mut ids);
    assert!(parts(&none, PartKind::Rectification)[0].left_out);
    Ok(())
}

#[test]
fn of_two_answers_to_one_problem_the_one_that_is_less_far_counts() -> Result {
    let mut ids = support::ids();
    let mut draft = next(&of_2024(&mut ids)?, &mut ids);
    done(&mut draft, "p-1", State::Closed);
    let mut again = answer(&mut draft, "p-1").clone();
    (again.id, again.state) = ("again".into(), Some(State::Review));
    part_mut(&mut draft, PartKind::Rectification).items.push(again);
    let offered: Vec<_> = plan(&draft).problems.into_iter().map(|one| (one.problem, one.state)).collect();
    assert_eq!(offered, [("p-1".into(), State::Review), ("p-2".into(), State::Open)]);
    Ok(())
}
