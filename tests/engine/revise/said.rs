//! Single cases, as a clerk meets them.

use shuzhi::compose::compose;
use shuzhi::history::Row;
use shuzhi::import::{Limits, Source, read_text};
use shuzhi::model::{Draft, Figure, Item, Part};
use shuzhi::revise::{ChangeKind, LEAST_ALIKE, Revision, compare, merged};

use super::{ids_of, sample, source_of, text_of};
use crate::support::Result;

/// The printed text of `draft`, changed, as the file that came back.
pub(super) fn back(draft: &Draft, change: impl Fn(String) -> String) -> Result<Source> {
    Ok(read_text(&change(text_of(draft)), "改后稿.txt", &Limits::default())?)
}

pub(super) fn part<'a>(draft: &'a mut Draft, id: &str) -> &'a mut Part {
    draft.parts.iter_mut().find(|part| part.id == id).expect("a part")
}

pub(super) fn all(revision: &Revision) -> Vec<u32> {
    revision.changes.iter().map(|change| change.id).collect()
}

pub(super) fn told(revision: &Revision) -> Vec<(ChangeKind, &str, &str, &str)> {
    revision.changes.iter().map(|one| (one.kind, one.label.as_str(), one.before.as_str(), one.after.as_str())).collect()
}

/// A small report: run-in headings in its work part.
pub(super) fn small() -> Result<Draft> {
    let mut draft = sample("general")?;
    draft.parts.retain(|part| matches!(part.id.as_str(), "opening" | "work" | "rectification" | "closing"));
    let work = part(&mut draft, "work");
    work.items =
        [("抓学习", "全年集中学习12次。"), ("抓队伍", "发展党员3名。\n培训骨干20人次。"), ("抓服务", "走访企业42家。")]
            .into_iter()
            .zip(["a", "b", "c"])
            .map(|((heading, body), id)| Item {
                id: id.into(),
                heading: heading.into(),
                body: body.into(),
                ..Item::default()
            })
            .collect();
    Ok(draft)
}

#[test]
fn heading_and_text_of_one_paragraph_are_two_changes() -> Result {
    let mut draft = small()?;
    let source = back(&draft, |text| text.replace("抓学习。全年集中学习12次。", "抓学习教育。全年集中学习15次。"))?;
    let revision = compare(&draft, &source);
    assert_eq!(
        told(&revision),
        [
            (ChangeKind::Changed, "（一）抓学习 › 小标题", "抓学习", "抓学习教育"),
            (ChangeKind::Changed, "（一）抓学习 › 正文", "全年集中学习12次。", "全年集中学习15次。"),
        ]
    );
    assert!(revision.changes.iter().all(|change| change.ticked && change.section == "work"));
    let shown = |row: &Row| {
        let side = row.newer.as_ref().map(|side| {
            side.stretches.iter().filter(|one| one.changed).map(|one| one.text.clone()).collect::<Vec<_>>()
        });
        side.unwrap_or_default()
    };
    assert_eq!(revision.changes[1].rows.iter().flat_map(shown).collect::<Vec<_>>(), ["15"]);
    // Only the second.
    let one = merged(&draft, &revision, &[1]);
    part(&mut draft, "work").items[0].body = "全年集中学习15次。".into();
    assert_eq!(one, draft);
    Ok(())
}

#[test]
fn a_numbered_paragraph_is_a_new_item_and_another_one_a_paragraph() -> Result {
    let draft = small()?;
    let source = back(&draft, |text| {
        text.replace("培训骨干20人次。\n", "培训骨干20人次。\n评选先进5名。\n（三）抓安全。开展检查6次。\n")
    })?;
    let revision = compare(&draft, &source);
    let kinds: Vec<ChangeKind> = revision.changes.iter().map(|change| change.kind).collect();
    assert_eq!(kinds, [ChangeKind::Added, ChangeKind::Added], "{:#?}", told(&revision));
    let whole = merged(&draft, &revision, &all(&revision));
    let work = whole.parts.iter().find(|part| part.id == "work").ok_or("no work")?;
    let items: Vec<(&str, &str)> = work.items.iter().map(|item| (item.heading.as_str(), item.body.as_str())).collect();
    assert_eq!(
        items,
        [
            ("抓学习", "全年集中学习12次。"),
            ("抓队伍", "发展党员3名。\n培训骨干20人次。\n评选先进5名。"),
            ("抓安全", "开展检查6次。"),
            ("抓服务", "走访企业42家。"),
        ]
    );
    assert!(!work.items[2].id.is_empty());
    assert_eq!(merged(&draft, &revision, &all(&revision)), whole, "the same id each time");
    Ok(())
}

#[test]
fn items_that_change_places_keep_their_ids() -> Result {
    let draft = small()?;
    let source = back(&draft, |text| {
        text.replace("（一）抓学习。全年集中学习12次。\n", "").replace(
            "（三）抓服务。走访企业42家。\n",
            "（二）抓服务。走访企业42家。\n（三）抓学习。全年集中学习12次。\n",
        )
    })?;
    let revision = compare(&draft, &source);
    assert_eq!(revision.changes.len(), 1, "{:#?}", told(&revision));
    assert_eq!((revision.changes[0].kind, revision.changes[0].note.as_str()), (ChangeKind::Moved, "移到“抓服务”之后"));
    let whole = merged(&draft, &revision, &[0]);
    assert_eq!(
        whole.parts.iter().find(|part| part.id == "work").map(|part| part
            .items
            .iter()
            .map(|item| item.id.as_str())
            .collect()),
        Some(vec!["b", "c", "a"])
    );
    Ok(())
}

#[test]
fn what_others_are_linked_to_is_not_struck_out_unasked() -> Result {
    let mut draft = small()?;
    let problem = part(&mut draft, "rectification").items[1].problem_id().to_owned();
    let gone = part(&mut draft, "rectification").items[1].clone();
    part(&mut draft, "work").items[2].answers = vec![problem.clone()];
    let line = text_of(&draft).lines().find(|line| line.contains(&gone.text)).ok_or("not printed")?.to_owned();
    let source = back(&draft, |text| {
        let text = text.replace(&format!("{line}\n"), "");
        // A superior who takes one out does not renumber the rest.
        text.replace("（二）抓队伍。发展党员3名。\n培训骨干20人次。\n", "")
    })?;
    let revision = compare(&draft, &source);
    let removed: Vec<(bool, Option<&str>)> = revision
        .changes
        .iter()
        .filter(|one| one.kind == ChangeKind::Removed)
        .map(|one| (one.ticked, one.item.as_deref()))
        .collect();
    assert_eq!(removed, [(true, Some("b")), (false, Some(gone.id.as_str()))], "{:#?}", told(&revision));
    assert!(
        revision.changes.iter().any(|one| one.note.contains("2 处对应") || one.note.contains("1 处对应")),
        "{revision:#?}"
    );
    let numbers = revision.changes.iter().any(|one| one.kind == ChangeKind::Cannot && one.note.starts_with("编号"));
    assert!(!numbers, "the old numbers are no changes: {:#?}", told(&revision));
    let whole = merged(&draft, &revision, &all(&revision));
    assert!(!ids_of(&whole).contains(&gone.id));
    assert_eq!(
        whole.parts.iter().find(|part| part.id == "work").map(|part| part.items[1].answers.clone()),
        Some(vec![])
    );
    Ok(())
}

#[test]
fn a_figure_changes_everywhere_or_the_words_in_one_place() -> Result {
    let mut draft = small()?;
    draft.figures =
        vec![Figure { id: "f".into(), name: "学习次数".into(), value: "12".into(), ..Figure::default() }];
    let work = part(&mut draft, "work");
    work.items[0].body = "全年集中学习{{学习次数}}次。".into();
    work.items[2].body = "学习{{学习次数}}次后走访企业42家。".into();
    let everywhere = compare(&draft, &back(&draft, |text| text.replace("学习12次", "学习15次"))?);
    assert_eq!(told(&everywhere), [(ChangeKind::Changed, "关键数据“学习次数”", "12", "15")]);
    let whole = merged(&draft, &everywhere, &[0]);
    assert_eq!((whole.figures[0].value.as_str(), &whole.parts), ("15", &draft.parts));

    let once = compare(&draft, &back(&draft, |text| text.replace("集中学习12次", "集中学习15次"))?);
    assert_eq!(told(&once), [(ChangeKind::Changed, "（一）抓学习 › 正文", "12", "15")]);
    let whole = merged(&draft, &once, &[0]);
    assert_eq!(whole.figures, draft.figures);
    assert_eq!(
        whole.parts.iter().find(|part| part.id == "work").map(|part| part.items[0].body.as_str()),
        Some("全年集中学习15次。")
    );
    Ok(())
}

#[test]
fn what_the_program_counts_and_numbers_is_told() -> Result {
    let draft = small()?;
    assert!(text_of(&draft).contains("共4项"), "{}", text_of(&draft));
    let source = back(&draft, |text| text.replace("共4项", "共5项").replace("（二）抓队伍", "（五）抓队伍"))?;
    let revision = compare(&draft, &source);
    let cannot: Vec<&str> = revision.changes.iter().map(|one| one.note.as_str()).collect();
    assert!(revision.changes.iter().all(|one| one.kind == ChangeKind::Cannot && !one.ticked), "{:#?}", told(&revision));
    assert_eq!(cannot.len(), 2, "{cannot:?}");
    assert!(
        cannot[0].starts_with("编号由程序编写，不能合并") && cannot[1].contains("由程序统计，不能合并"),
        "{cannot:?}"
    );
    assert_eq!(merged(&draft, &revision, &all(&revision)), draft);
    Ok(())
}

#[test]
fn a_part_that_was_struck_out_is_left_out() -> Result {
    let mut draft = small()?;
    part(&mut draft, "rectification").items.clear();
    part(&mut draft, "rectification").lead = "上年没有查摆出问题。".into();
    let source = back(&draft, |text| {
        let (before, rest) = text.split_once("二、").expect("two parts");
        let (_, after) = rest.split_once("上年没有查摆出问题。\n").expect("its text");
        format!("{before}{after}")
    })?;
    let revision = compare(&draft, &source);
    assert_eq!(revision.changes.len(), 1, "{:#?}", told(&revision));
    assert_eq!((revision.changes[0].label.as_str(), revision.changes[0].ticked), ("整个部分", true));
    let whole = merged(&draft, &revision, &[0]);
    part(&mut draft, "rectification").left_out = true;
    assert_eq!(whole, draft);
    Ok(())
}

#[test]
fn title_date_and_salutation_go_to_their_fields() -> Result {
    let draft = small()?;
    let source = back(&draft, |text| {
        text.replacen("2025年度抓基层党建工作述职报告", "2025年度述职报告", 1)
            .replace("（2025年12月）", "（2026年1月）")
            .replace("各位领导、同志们：", "各位代表：")
    })?;
    let revision = compare(&draft, &source);
    let whole = merged(&draft, &revision, &all(&revision));
    for (field, text) in [("title", "2025年度述职报告"), ("date", "2026年1月"), ("salutation", "各位代表：")]
    {
        assert_eq!(whole.fields.get(field).map(String::as_str), Some(text), "{:#?}", told(&revision));
    }
    assert_eq!(text_of(&whole), source.text() + "\n");
    Ok(())
}

#[test]
fn cells_and_rows_go_to_their_table() -> Result {
    let mut draft = small()?;
    let rows = [["支部", "人数"], ["机关", "12"], ["街道", "30"]];
    part(&mut draft, "work").tables = vec![shuzhi::model::Table {
        id: "t".into(),
        title: "各支部情况".into(),
        rows: rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect(),
        ..Default::default()
    }];
    let mut copy = draft.clone();
    let table = &mut part(&mut copy, "work").tables[0];
    table.rows[1][1] = "13".into();
    table.rows.insert(2, vec!["社区".into(), "8".into()]);
    let revision = compare(&draft, &source_of(&compose(&copy)));
    let whole = merged(&draft, &revision, &all(&revision));
    assert_eq!(whole, copy, "{:#?}", told(&revision));
    let back = compare(&copy, &source_of(&compose(&draft)));
    assert_eq!(merged(&copy, &back, &all(&back)), draft, "{:#?}", told(&back));
    Ok(())
}

#[test]
fn another_report_is_told_from_this_one() -> Result {
    let draft = sample("general")?;
    let other = compare(&draft, &source_of(&compose(&sample("hospital-secretary")?)));
    assert!(other.alike < LEAST_ALIKE && other.changes.is_empty(), "{}", other.alike);
    let empty = compare(&draft, &Source::default());
    assert!(empty.alike < LEAST_ALIKE && empty.changes.is_empty());
    let half = back(&draft, |text| text.lines().take(12).map(|line| format!("{line}\n")).collect())?;
    assert!(compare(&draft, &half).alike > 90, "a part of the report is no other report");
    Ok(())
}

#[test]
fn a_long_report_with_changes_everywhere_is_compared_line_by_line() -> Result {
    let mut draft = small()?;
    let item = |n: usize| Item {
        id: format!("i{n}"),
        heading: format!("抓好第{n}项重点工作"),
        body: format!("第{n}项工作由第{}科室牵头，全年开会{}次，办结事项{}件，群众反映良好。", n % 17, n % 29, n % 31),
        ..Item::default()
    };
    part(&mut draft, "work").items = (0..2_500).map(item).collect();
    assert!(text_of(&draft).len() > 300_000);
    let mut copy = draft.clone();
    let work = part(&mut copy, "work");
    for (n, item) in work.items.iter_mut().enumerate() {
        item.body = item.body.replace("群众反映", if n % 2 == 0 { "群众普遍反映" } else { "反映" });
    }
    work.items.remove(1_200);
    let revision = compare(&draft, &source_of(&compose(&copy)));
    assert_eq!(
        revision.changes.len(),
        2_500,
        "{:#?}",
        told(&revision).iter().filter(|one| one.0 != ChangeKind::Changed).take(4).collect::<Vec<_>>()
    );
    assert_eq!(text_of(&merged(&draft, &revision, &all(&revision))), text_of(&copy));
    Ok(())
}
