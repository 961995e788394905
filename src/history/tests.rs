//! Comparing and restoring, on the sample of the general template.

use super::*;
use crate::model::{Draft, Figure, Item, Part};
use crate::template::{Start, builtin, sample_draft};

type Result<T = ()> = std::result::Result<T, Box<dyn std::error::Error>>;

fn sample() -> Result<Draft> {
    let template = builtin()?.into_iter().find(|template| template.id == "general").ok_or("no template")?;
    let mut n = 0;
    let mut ids = || {
        n += 1;
        format!("item-{n}")
    };
    let now = chrono::DateTime::parse_from_rfc3339("2026-01-08T09:30:00+08:00")?;
    Ok(sample_draft(&template, Start { year: 2025, now, ids: &mut ids }))
}

/// The first part with several items.
fn work(draft: &mut Draft) -> &mut Part {
    let at = draft.parts.iter().position(|part| part.items.len() > 2).expect("the sample has items");
    &mut draft.parts[at]
}

/// The rows that changed, `label: older | newer`, what changed in brackets.
fn shown(older: &Draft, newer: &Draft) -> Vec<String> {
    let side = |side: &Option<Side>| match side {
        None => "-".to_owned(),
        Some(side) => {
            let marked = |one: &Stretch| if one.changed { format!("[{}]", one.text) } else { one.text.clone() };
            side.stretches.iter().map(marked).collect()
        }
    };
    let row = |row: &Row| format!("{}: {} | {}", row.label, side(&row.older), side(&row.newer));
    let sections = compare(older, newer, ["国家标准", "国家标准"]);
    sections.iter().flat_map(|one| &one.rows).filter(|row| row.changed).map(row).collect()
}

fn told(older: &Draft, newer: &Draft) -> Vec<(String, u32, u32, String)> {
    changes(older, newer).into_iter().map(|one| (one.name, one.added, one.removed, one.note)).collect()
}

#[test]
fn a_draft_does_not_differ_from_itself() -> Result {
    let mut draft = sample()?;
    assert_eq!(told(&draft, &draft), []);
    let older = draft.clone();
    // What a save and a mark change is no change of what is written.
    draft.modified += chrono::TimeDelta::days(1);
    draft.done.push("basic".into());
    assert_eq!(told(&older, &draft), []);
    Ok(())
}

#[test]
fn what_was_typed_is_told_with_its_field() -> Result {
    let older = sample()?;
    let mut newer = older.clone();
    newer.fields.insert("unit".into(), "某某县委".into());
    let part = work(&mut newer);
    part.lead = "新的导语".into();
    part.items[1].heading = "抓实学习".into();
    let (name, was) = (work(&mut older.clone()).id.clone(), work(&mut older.clone()).items[1].heading.clone());
    let changes = changes(&older, &newer);
    assert_eq!(changes.iter().map(|one| one.section.as_str()).collect::<Vec<_>>(), ["basic", name.as_str()]);
    assert!(changes.iter().all(|one| one.added > 0 && one.note.is_empty()), "{changes:?}");
    let rows = shown(&older, &newer);
    assert!(rows.iter().any(|row| row.starts_with("单位: ")), "{rows:?}");
    assert!(rows.iter().any(|row| row.starts_with("第2条 小标题: ")) && was != "抓实学习", "{rows:?}");
    assert!(rows.iter().any(|row| row.contains("导语")), "{rows:?}");
    Ok(())
}

#[test]
fn an_item_that_is_put_in_or_moved_does_not_make_the_others_different() -> Result {
    let older = sample()?;
    let mut newer = older.clone();
    let new = Item {
        id: "new".into(), heading: "新增一条".into(), body: "第一段\n第二段".into(), ..Item::default()
    };
    work(&mut newer).items.insert(0, new);
    assert_eq!(
        shown(&older, &newer),
        ["第1条 小标题: - | [新增一条]", "第1条 正文: - | [第一段]", "第1条 正文: - | [第二段]"]
    );
    assert_eq!(told(&newer, &older).iter().map(|one| (one.1, one.2)).collect::<Vec<_>>(), [(0, 10)]);

    let mut moved = older.clone();
    let items = &mut work(&mut moved).items;
    let last = items.len() - 1;
    let item = items.remove(last);
    items.insert(0, item);
    assert_eq!(shown(&older, &moved), [""; 0]);
    let changes = changes(&older, &moved);
    assert_eq!((changes[0].added, changes[0].removed, changes[0].note.as_str()), (0, 0, "条目的顺序变了"));
    let labels: Vec<String> =
        compare(&older, &moved, ["", ""]).remove(0).rows.into_iter().map(|row| row.label).collect();
    assert!(labels.iter().any(|label| label.contains(&format!("第1条（原第{}条）", last + 1))), "{labels:?}");
    Ok(())
}

#[test]
fn parts_that_are_moved_left_out_or_set_otherwise_are_told() -> Result {
    let older = sample()?;
    let mut newer = older.clone();
    let name = told_name(&older, 0);
    let part = newer.parts.remove(0);
    newer.parts.push(part);
    assert_eq!(told(&older, &newer), [(name, 0, 0, "位置变了".into())]);
    assert!(shown(&older, &newer)[0].starts_with("位置: "));

    let mut newer = older.clone();
    let name = told_name(&older, 1);
    newer.parts[1].left_out = true;
    assert_eq!(told(&older, &newer), [(name.clone(), 0, 0, "改为不写进报告".into())]);
    assert_eq!(told(&newer, &older), [(name.clone(), 0, 0, "改为写进报告".into())]);

    let mut newer = older.clone();
    newer.parts[1].style.run_in = !newer.parts[1].style.run_in;
    assert_eq!(told(&older, &newer), [(name, 0, 0, "设置有改动".into())]);
    assert_eq!(shown(&older, &newer), ["其他设置:  | [有改动]"]);
    Ok(())
}

fn told_name(draft: &Draft, at: usize) -> String {
    let part = &draft.parts[at];
    draft.template.content.part(&part.id).map_or_else(String::new, |part| part.name.clone())
}

#[test]
fn a_part_that_came_or_went_is_told_whole() -> Result {
    let older = sample()?;
    let mut newer = older.clone();
    let gone = newer.parts.remove(1);
    assert!(gone.parts.is_empty());
    let name = told_name(&older, 1);
    let changes = told(&older, &newer);
    assert_eq!((changes.len(), &changes[0].0, changes[0].1), (1, &name, 0));
    assert!(changes[0].2 > 20 && changes[0].3 == "这一部分没有了", "{changes:?}");
    assert_eq!(told(&newer, &older)[0].3, "新增的部分");
    Ok(())
}

#[test]
fn what_stands_around_the_text_is_told() -> Result {
    let older = sample()?;
    let mut newer = older.clone();
    newer.elements.note.on = true;
    newer.elements.note.text = "联系人：李明远".into();
    newer.layout.review = Some(true);
    newer.figures.push(Figure { id: "f".into(), name: "会议".into(), value: "12".into(), ..Figure::default() });
    assert_eq!(
        told(&older, &newer).iter().map(|one| (one.0.as_str(), one.1)).collect::<Vec<_>>(),
        [("基本信息", 3), ("版头、附件和版记", 7), ("版式", 0)]
    );
    assert_eq!(
        shown(&older, &newer),
        ["数据: - | [会议 12]", "附注: [不]印 | 印", "附注: - | [联系人：李明远]", "送审稿: [按版式] | [是]"]
    );
    Ok(())
}

#[test]
fn one_section_comes_back_and_nothing_else() -> Result {
    let version = sample()?;
    let mut now = version.clone();
    now.fields.insert("unit".into(), "别的单位".into());
    now.done = vec!["basic".into()];
    now.elements.note.text = "附注".into();
    now.layout.review = Some(true);
    let changed = work(&mut now);
    let id = changed.id.clone();
    changed.lead = "改过".into();
    changed.items.clear();
    let part = now.parts.pop().ok_or("no part")?;
    now.parts.insert(0, part);

    let back = restore_part(&now, &version, &id).ok_or("not restored")?;
    let place = |draft: &Draft| draft.parts.iter().map(|part| part.id.clone()).collect::<Vec<_>>();
    assert_eq!(place(&back), place(&now), "the part stays where it stands now");
    let find = |draft: &Draft| draft.parts.iter().find(|part| part.id == id).cloned();
    assert_eq!(find(&back), find(&version));
    let mut rest = back;
    *work(&mut rest) = find(&now).ok_or("no part")?;
    assert_eq!(rest, now, "nothing else came back");

    for section in ["basic", "elements", "layout"] {
        let back = restore_part(&now, &version, section).ok_or("not restored")?;
        let sections: Vec<String> = changes(&version, &back).into_iter().map(|one| one.section).collect();
        assert!(!sections.contains(&section.to_owned()), "{section}: {sections:?}");
        assert_eq!(sections.len(), 4, "{section}: {sections:?}");
    }
    assert!(restore_part(&now, &version, "basic").is_some_and(|draft| draft.done.is_empty()));
    assert_eq!(restore_part(&now, &version, "no such part"), None);
    Ok(())
}

#[test]
fn a_part_that_is_gone_goes_back_to_its_old_place() -> Result {
    let mut version = sample()?;
    let inner = Part { id: "inner".into(), heading: "里面".into(), ..Part::default() };
    let other = Part { id: "other".into(), heading: "移走的".into(), ..Part::default() };
    version.parts[1].parts = vec![inner.clone(), other.clone()];
    let id = version.parts[1].id.clone();
    let mut now = version.clone();
    now.parts.remove(1);
    now.parts[0].parts.push(other);
    let back = restore_part(&now, &version, &id).ok_or("not restored")?;
    assert_eq!(back.parts[1].id, id);
    assert_eq!(back.parts[1].parts, [inner], "a part that stands elsewhere now is not there twice");
    assert_eq!(back.parts[1].items, version.parts[1].items, "ids are kept");
    // One that stood in another part goes back into it.
    let mut now = version.clone();
    now.parts[1].parts.remove(1);
    assert_eq!(restore_part(&now, &version, "other"), Some(version));
    Ok(())
}
