//! A report by hand: problems with causes and measures, earlier ones answered, everything else that could go on.

use shuzhi::model::{Draft, Figure, Ids, Item, MeasureKind, State};
use shuzhi::template::{PartKind, Start, builtin, new_draft};

use super::part_mut;
use crate::support::{self, Result};

/// An empty report of this template and year.
pub(crate) fn empty(template: &str, year: i32, ids: &mut dyn Ids) -> Result<Draft> {
    let template = builtin()?.into_iter().find(|known| known.id == template).ok_or("no such template")?;
    let mut draft = new_draft(&template, Start { year, now: support::now(), ids });
    draft.fields.insert("unit".into(), "云山镇党委".into());
    draft.fields.insert("reporter".into(), "林远".into());
    draft.fields.insert("date".into(), format!("{year}-12-20"));
    Ok(draft)
}

/// A problem with this heading.
pub(crate) fn problem(id: &str, heading: &str) -> Item {
    Item { id: id.into(), heading: heading.into(), body: "具体表现在几个方面。".into(), ..Item::default() }
}

/// A report of 2024 that names three problems: the first with everything, the second without heading, the third without text.
pub(crate) fn of_2024(ids: &mut dyn Ids) -> Result<Draft> {
    let mut draft = empty("general", 2024, ids)?;
    let full = Item {
        owner: "组织委员".into(),
        due: "2025-06-30".into(),
        leader: "林远".into(),
        goal: "每季一课".into(),
        kind: Some(MeasureKind::Staged),
        source: "上级点评".into(),
        ..problem("p-1", "党课次数不够，全年只有{{党课}}次。")
    };
    let table = shuzhi::model::Table { id: "t".into(), rows: vec![vec!["甲".into()]], ..Default::default() };
    part_mut(&mut draft, PartKind::Problem).items = vec![
        full,
        Item { heading: String::new(), body: "\n走访少。二是……".into(), ..problem("p-2", "") },
        Item { body: String::new(), tables: vec![table], ..problem("p-3", "") },
    ];
    let plan = |id: &str, heading: &str, body: &str, answers: &[&str]| Item {
        id: id.into(),
        heading: heading.into(),
        body: body.into(),
        answers: answers.iter().map(|id| (*id).to_string()).collect(),
        ..Item::default()
    };
    part_mut(&mut draft, PartKind::Plan).items =
        vec![plan("m-1", "每季上一次党课。", "书记带头", &["p-1"]), plan("m-2", "", "年初排好课表。", &["p-1", "x"])];
    let cause =
        Item {
            id: "c".into(), heading: "排课没有计划。".into(), explains: vec!["p-1".into()], ..Item::default()
        };
    part_mut(&mut draft, PartKind::Cause).items = vec![cause];
    draft.figures = vec![
        Figure { id: "f-1".into(), name: "党课".into(), value: "2".into(), unit: "次".into(), ..Figure::default() },
        Figure { id: "f-2".into(), name: "走访".into(), ..Figure::default() },
    ];
    Ok(draft)
}

/// The rectification item on the problem `id`.
pub(crate) fn answer<'a>(draft: &'a mut Draft, id: &str) -> &'a mut Item {
    let items = &mut part_mut(draft, PartKind::Rectification).items;
    items.iter_mut().find(|item| item.problem.as_deref() == Some(id)).expect("the item")
}

/// Says in `draft` what was done about the problem `id`.
pub(crate) fn done(draft: &mut Draft, id: &str, state: State) {
    let item = answer(draft, id);
    (item.measure, item.result) = (format!("采取了措施{id}"), format!("取得了成效{id}"));
    item.state = Some(state);
}
