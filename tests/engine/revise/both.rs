//! Single cases where the clerk went on after the export.

use shuzhi::compose::compose;
use shuzhi::model::{Draft, Figure};
use shuzhi::revise::{ChangeKind, Revision, compare_since, merged};

use super::said::{all, back, part, small, told};
use super::{ids_of, source_of};
use crate::support::Result;

/// What is offered, proposed, told of now.
fn offered(revision: &Revision) -> Vec<(ChangeKind, &str, bool, Option<&str>)> {
    revision.changes.iter().map(|one| (one.kind, one.label.as_str(), one.ticked, one.now.as_deref())).collect()
}

#[test]
fn two_changes_in_one_paragraph_meet_only_in_the_same_place() -> Result {
    let draft = small()?;
    let source = back(&draft, |text| {
        text.replace("全年集中学习12次", "全年集中学习15次").replace("走访企业42家", "走访企业43家")
    })?;
    let mut now = draft.clone();
    part(&mut now, "work").items[0].body = "今年集中学习12次。\n另办班3期。".into();
    part(&mut now, "work").items[2].body = "走访企业44家。".into();
    let revision = compare_since(&draft, &now, &source);
    assert_eq!(
        offered(&revision),
        [
            (ChangeKind::Changed, "（一）抓学习 › 正文", true, None),
            (ChangeKind::Changed, "（三）抓服务 › 正文", false, Some("走访企业44家。")),
        ]
    );
    assert!(revision.changes[1].note.contains("改的是同一处"), "{}", revision.changes[1].note);
    let bodies = |draft: &Draft| -> Vec<String> {
        let work = draft.parts.iter().find(|part| part.id == "work").expect("work");
        work.items.iter().map(|item| item.body.clone()).collect()
    };
    let one = merged(&now, &revision, &[0]);
    assert_eq!(bodies(&one)[0], "今年集中学习15次。\n另办班3期。");
    assert_eq!(bodies(&one)[2], "走访企业44家。");
    assert_eq!(bodies(&merged(&now, &revision, &[1]))[2], "走访企业43家。");
    // Where the clerk wrote the same, there is nothing to do.
    part(&mut now, "work").items[2].body = "走访企业43家。".into();
    assert_eq!(compare_since(&draft, &now, &source).changes.len(), 1);
    Ok(())
}

#[test]
fn what_reaches_over_two_changes_makes_them_one() -> Result {
    let mut draft = small()?;
    part(&mut draft, "work").items[0].body = "第一段写学习情况。\n第二段写培训情况。".into();
    let source = back(&draft, |text| text.replace("学习情况", "学习安排").replace("培训情况", "培训安排"))?;
    let mut now = draft.clone();
    part(&mut now, "work").items[0].body = "两段并成一段，都重新写过了。".into();
    let revision = compare_since(&draft, &now, &source);
    assert_eq!(
        offered(&revision),
        [(ChangeKind::Changed, "（一）抓学习 › 正文", false, Some("两段并成一段，都重新写过了。"))]
    );
    let whole = merged(&now, &revision, &[0]);
    let body = &whole.parts.iter().find(|part| part.id == "work").ok_or("no work")?.items[0].body;
    assert!(body.contains("第一段写学习安排") && body.contains("第二段写培训安排"), "{body}");
    Ok(())
}

#[test]
fn what_was_moved_goes_with_its_item_and_what_is_gone_is_told() -> Result {
    let draft = small()?;
    let source = back(&draft, |text| {
        text.replace("全年集中学习12次", "全年集中学习15次")
            .replace("走访企业42家", "走访企业43家")
            .replace("培训骨干20人次。\n", "培训骨干20人次。\n（三）抓安全。开展检查6次。\n")
    })?;
    let mut now = draft.clone();
    let work = part(&mut now, "work");
    let first = work.items.remove(0);
    work.items.push(first);
    work.items.retain(|item| item.id != "c");
    let revision = compare_since(&draft, &now, &source);
    let gone = revision.changes.iter().find(|one| one.after.contains("43")).ok_or("not told")?;
    assert_eq!((gone.kind, gone.ticked), (ChangeKind::Cannot, false));
    assert!(gone.note.contains("已经删去") && gone.note.contains("历史版本"), "{}", gone.note);
    let whole = merged(&now, &revision, &all(&revision));
    let work = whole.parts.iter().find(|part| part.id == "work").ok_or("no work")?;
    let shown: Vec<(&str, &str)> = work.items.iter().map(|item| (item.heading.as_str(), item.body.as_str())).collect();
    assert_eq!(
        shown,
        [("抓队伍", "发展党员3名。\n培训骨干20人次。"), ("抓安全", "开展检查6次。"), ("抓学习", "全年集中学习15次。"),]
    );
    Ok(())
}

#[test]
fn an_item_that_the_clerk_went_on_with_is_not_taken_out_unasked() -> Result {
    let draft = small()?;
    let source = back(&draft, |text| text.replace("（二）抓队伍。发展党员3名。\n培训骨干20人次。\n", ""))?;
    let mut now = draft.clone();
    part(&mut now, "work").items[1].body.push_str("\n评选先进5名。");
    let revision = compare_since(&draft, &now, &source);
    assert_eq!(
        offered(&revision),
        [(
            ChangeKind::Removed,
            "（二）抓队伍 › 整条",
            false,
            Some("抓队伍\n发展党员3名。\n培训骨干20人次。\n评选先进5名。")
        )]
    );
    assert_eq!(merged(&now, &revision, &[]), now);
    assert!(!ids_of(&merged(&now, &revision, &[0])).contains(&"b".to_owned()));
    // Taken out by both, it is no change.
    part(&mut now, "work").items.remove(1);
    assert_eq!(compare_since(&draft, &now, &source).changes, []);
    Ok(())
}

#[test]
fn rows_of_a_table_and_figures_are_found_where_they_are_now() -> Result {
    let mut draft = small()?;
    draft.figures =
        vec![Figure { id: "f".into(), name: "学习次数".into(), value: "12".into(), ..Figure::default() }];
    let work = part(&mut draft, "work");
    work.items[0].body = "全年集中学习{{学习次数}}次。".into();
    let rows = [["支部", "人数"], ["机关", "12"], ["街道", "30"]];
    work.tables = vec![shuzhi::model::Table {
        id: "t".into(),
        rows: rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect(),
        ..Default::default()
    }];
    let mut copy = draft.clone();
    copy.figures[0].value = "15".into();
    let table = &mut part(&mut copy, "work").tables[0];
    table.rows[2][1] = "31".into();
    table.rows.push(vec!["社区".into(), "8".into()]);
    let source = source_of(&compose(&copy));
    let mut now = draft.clone();
    part(&mut now, "work").tables[0].rows.insert(1, vec!["企业".into(), "5".into()]);
    let revision = compare_since(&draft, &now, &source);
    assert!(revision.changes.iter().all(|one| one.ticked), "{:#?}", told(&revision));
    let whole = merged(&now, &revision, &all(&revision));
    assert_eq!(whole.figures[0].value, "15");
    let table = &whole.parts.iter().find(|part| part.id == "work").ok_or("no work")?.tables[0];
    assert_eq!(
        table.rows.iter().map(|row| row.join(" ")).collect::<Vec<_>>(),
        ["支部 人数", "企业 5", "机关 12", "街道 31", "社区 8"]
    );
    now.figures[0].value = "13".into();
    let revision = compare_since(&draft, &now, &source);
    let figure = revision.changes.iter().find(|one| one.section == "figures").ok_or("no figure")?;
    assert_eq!((figure.ticked, figure.now.as_deref()), (false, Some("13")));
    Ok(())
}

#[test]
fn two_items_that_were_moved_together_are_moved_together() -> Result {
    let draft = small()?;
    let order = |draft: &Draft| -> String {
        let work = draft.parts.iter().find(|part| part.id == "work").expect("work");
        work.items.iter().map(|item| item.id.as_str()).collect()
    };
    let mut more = draft.clone();
    let mut extra = part(&mut more, "work").items[0].clone();
    (extra.id, extra.heading, extra.body) = ("d".into(), "抓安全".into(), "开展检查6次。".into());
    part(&mut more, "work").items.push(extra);
    let mut copy = more.clone();
    part(&mut copy, "work").items.rotate_left(2);
    let source = source_of(&compose(&copy));
    let mut now = more.clone();
    part(&mut now, "work").lead = "另写一句。".into();
    let revision = compare_since(&more, &now, &source);
    let whole = merged(&now, &revision, &all(&revision));
    assert_eq!((order(&now).as_str(), order(&whole).as_str()), ("abcd", "cdab"), "{:#?}", told(&revision));
    assert_eq!(compare_since(&more, &whole, &source).changes, [], "it is there by now");
    Ok(())
}
