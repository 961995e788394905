//! A draft → its sections as the form shows them, each a list of labelled texts.

use std::borrow::Cow;

use crate::model::{Draft, Item, Part, Progress, Table};
use crate::template::{PartKind, Template};

/// 基本信息.
pub(super) const BASIC: &str = "basic";
/// 版头、附件和版记.
pub(super) const ELEMENTS: &str = "elements";
/// 版式, which the form has beside its sections.
pub(super) const LAYOUT: &str = "layout";

/// A section of the form.
pub(super) struct Section<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
    /// Where a part stands: the id of the part it is in, empty for none, and the name of the part before it.
    pub(super) place: Option<(&'a str, &'a str)>,
    pub(super) groups: Vec<Group<'a>>,
}

/// What belongs to one item, or to the section itself.
pub(super) struct Group<'a> {
    /// The item's id; a name of the program's for what is no item.
    pub(super) id: &'a str,
    /// `第2条`; empty for what is no item.
    pub(super) title: String,
    pub(super) fields: Vec<Field<'a>>,
}

/// A text with the name of its field.
pub(super) struct Field<'a> {
    pub(super) key: &'a str,
    pub(super) label: Cow<'a, str>,
    pub(super) text: Cow<'a, str>,
    /// Typed by the user; what is chosen is told only where it differs and has no characters to count.
    pub(super) typed: bool,
}

impl<'a> Field<'a> {
    pub(super) fn typed(key: &'a str, label: impl Into<Cow<'a, str>>, text: impl Into<Cow<'a, str>>) -> Field<'a> {
        Field { key, label: label.into(), text: text.into(), typed: true }
    }

    pub(super) fn chosen(key: &'a str, label: impl Into<Cow<'a, str>>, text: impl Into<Cow<'a, str>>) -> Field<'a> {
        Field { key, label: label.into(), text: text.into(), typed: false }
    }
}

/// A part with the part it stands in and the one before it.
pub(super) struct Placed<'a> {
    pub(super) part: &'a Part,
    pub(super) parent: &'a str,
    pub(super) before: &'a str,
}

/// All parts of `draft`, in the order of the report.
pub(super) fn placed(draft: &Draft) -> Vec<Placed<'_>> {
    fn add<'a>(template: &'a Template, parts: &'a [Part], parent: &'a str, found: &mut Vec<Placed<'a>>) {
        let mut before = "";
        for part in parts {
            found.push(Placed { part, parent, before });
            add(template, &part.parts, &part.id, found);
            before = name(template, part);
        }
    }
    let mut found = Vec::new();
    add(&draft.template.content, &draft.parts, "", &mut found);
    found
}

/// The part `id` of `parts`, at any depth.
pub(crate) fn find<'a>(parts: &'a [Part], id: &str) -> Option<&'a Part> {
    parts.iter().find_map(|part| if part.id == id { Some(part) } else { find(&part.parts, id) })
}

pub(crate) fn name<'a>(template: &'a Template, part: &'a Part) -> &'a str {
    let named = template.part(&part.id).map(|part| part.name.as_str()).filter(|name| !name.is_empty());
    match named.unwrap_or(&part.heading) {
        "" => "没有标题的部分",
        name => name,
    }
}

/// The section of a part, without the parts in it.
pub(super) fn section_of_part<'a>(draft: &'a Draft, placed: &Placed<'a>) -> Section<'a> {
    let (template, part) = (&draft.template.content, placed.part);
    let kind = template.part(&part.id).map_or(PartKind::Prose, |part| part.kind);
    let state = if part.left_out { "不写进报告" } else { "写进报告" };
    let mut own = vec![Field::chosen("left_out", "这一部分", state), Field::typed("heading", "标题", &part.heading)];
    own.extend(super::frame::fields_asked_in(draft, &part.id));
    own.push(Field::typed("lead", if part.items.is_empty() { "正文" } else { "各条之前的话" }, &part.lead));
    own.extend(part.tables.iter().map(table));
    let mut groups = vec![Group { id: "before the items", title: String::new(), fields: own }];
    items(draft, &part.items, kind, "", &mut groups);
    let tail = vec![Field::typed("tail", "各条之后的话", &part.tail)];
    groups.push(Group { id: "after the items", title: String::new(), fields: tail });
    Section { id: &part.id, name: name(template, part), place: Some((placed.parent, placed.before)), groups }
}

fn items<'a>(draft: &'a Draft, items_here: &'a [Item], kind: PartKind, above: &str, groups: &mut Vec<Group<'a>>) {
    for (number, item) in (1..).zip(items_here) {
        let title = if above.is_empty() { format!("第{number}条") } else { format!("{above}第{number}点") };
        groups.push(Group { id: &item.id, title: title.clone(), fields: fields(draft, item, kind, !above.is_empty()) });
        items(draft, &item.items, PartKind::Prose, &title, groups);
    }
}

/// The texts of an item, named as its card names them.
fn fields<'a>(draft: &'a Draft, item: &'a Item, kind: PartKind, nested: bool) -> Vec<Field<'a>> {
    let (heading, body) = names_of(kind, nested);
    let links = if kind == PartKind::Work { "对应上年问题" } else { "对应问题" };
    let year = item.year.map(|year| year.to_string()).unwrap_or_default();
    let chosen = |choice: Option<serde_json::Value>| match choice {
        Some(serde_json::Value::String(word)) => word,
        _ => String::new(),
    };
    let mut fields = vec![
        Field::typed("text", "上年问题", &item.text),
        Field::typed("heading", heading, &item.heading),
        Field::typed("measure", "整改措施", &item.measure),
        Field::typed("result", "整改成效", &item.result),
        Field::typed("body", body, &item.body),
        Field::typed("cause", "原因", &item.cause),
        Field::typed("owner", "责任人或责任单位", &item.owner),
        Field::typed("leader", "责任领导", &item.leader),
        Field::typed("due", "整改时限", &item.due),
        Field::typed("goal", "整改目标", &item.goal),
        Field::typed("evidence", "佐证", &item.evidence),
        Field::typed("progress", "进展", item.progress.iter().map(progress).collect::<Vec<_>>().join("\n")),
        Field::typed("closed", "销号日期", &item.closed),
        Field::typed("reason", "情况说明", &item.reason),
        Field::typed("waived", "本年不写的理由", &item.waived),
        Field::typed("source", "问题来源", &item.source),
        Field::typed("promised", "上年承诺的措施", &item.promised),
        Field::typed("year", "问题提出的年度", year),
        Field::chosen("kind", "整改方式", chosen(item.kind.and_then(|kind| serde_json::to_value(kind).ok()))),
        Field::chosen("state", "整改状态", chosen(item.state.and_then(|state| serde_json::to_value(state).ok()))),
        Field::chosen("answers", links, linked(draft, &item.answers)),
        Field::chosen("explains", "说明的问题", linked(draft, &item.explains)),
    ];
    fields.extend(item.tables.iter().map(table));
    fields
}

/// How heading and text of an item are named on its card.
pub(crate) fn names_of(kind: PartKind, nested: bool) -> (&'static str, &'static str) {
    match kind {
        _ if nested => ("要点", "内容"),
        PartKind::Problem => ("问题", "具体表现"),
        PartKind::Rectification => ("整改措施的小标题", "其他文字"),
        _ => ("小标题", "正文"),
    }
}

fn progress(note: &Progress) -> String {
    format!("{}：{}", note.date, note.text)
}

/// A table as lines: its title, then its rows.
pub(super) fn table(table: &Table) -> Field<'_> {
    let title = Some(table.title.clone()).filter(|title| !title.is_empty());
    let rows = table.rows.iter().map(|row| row.join("　|　"));
    Field::typed(&table.id, "表格", title.into_iter().chain(rows).collect::<Vec<_>>().join("\n"))
}

/// The wording of the problems with these ids, one a line.
fn linked(draft: &Draft, ids: &[String]) -> String {
    fn wording<'a>(parts: &'a [Part], id: &str) -> Option<&'a str> {
        parts.iter().find_map(|part| {
            let item = part.items.iter().find(|item| item.problem_id() == id);
            let own = item.map(|item| if item.text.is_empty() { item.heading.as_str() } else { item.text.as_str() });
            own.or_else(|| wording(&part.parts, id))
        })
    }
    let wordings = ids.iter().map(|id| wording(&draft.parts, id).unwrap_or("（已不在报告里的问题）"));
    wordings.collect::<Vec<_>>().join("\n")
}
