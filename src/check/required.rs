//! What must be there: required fields and parts, a year, dates that exist; and what should be: the usual number of items,
//! no empty ones.

use std::collections::HashSet;

use super::{Finding, Level};
use crate::compose::{has_text, is_asked, is_awaited, is_empty, is_impossible_date, is_printed};
use crate::model::{Draft, Part, YEARS, brief, is_blank};
use crate::profile::{Profile, chosen};
use crate::template::{FieldType, PartKind, TemplatePart};

/// Every finding of these rules, in the order of the form.
pub(super) fn required(draft: &Draft) -> Vec<Finding> {
    let mut found = Vec::new();
    year(draft, &mut found);
    layout(draft, &mut found);
    fields(draft, &mut found);
    twice(&draft.parts, &mut HashSet::new(), &mut found);
    parts(draft, &draft.parts, &mut found);
    found
}

fn year(draft: &Draft, found: &mut Vec<Finding>) {
    if draft.year.is_none_or(|year| !YEARS.contains(&year)) {
        let text = draft.year.map(|year| year.to_string()).unwrap_or_default();
        let message = if text.is_empty() { "没有填年度".into() } else { format!("年度“{text}”不对") };
        found.push(at_field("year", "year", Level::Error, text, message, "填 4 位数的年份，如 2025"));
    }
}

fn layout(draft: &Draft, found: &mut Vec<Finding>) {
    let id = Profile::id_of(draft);
    if let Err(error) = chosen(draft) {
        let message = format!("{}，先按国家标准排版", error.message());
        found.push(at_field("layout", "layout", Level::Warning, id.into(), message, "换一个版式"));
    }
}

fn fields(draft: &Draft, found: &mut Vec<Finding>) {
    for field in &draft.template.content.fields {
        if field.when.as_ref().is_some_and(|condition| !condition.holds(&draft.fields)) {
            continue;
        }
        let value = draft.fields.get(&field.id).map_or("", |value| value.trim());
        if field.required && is_blank(value) {
            let message = format!("没有填{}", field.name);
            let suggestion = if field.hint.is_empty() { format!("填上{}", field.name) } else { field.hint.clone() };
            found.push(at_field("required-field", &field.id, Level::Error, String::new(), message, suggestion));
        }
        if field.kind == FieldType::Date && is_impossible_date(value) {
            let message = format!("{}“{}”不是日历上的日期", field.name, brief(value));
            let year = draft.year.filter(|year| YEARS.contains(year)).unwrap_or(2025);
            let suggestion = format!("写成 {year}-12 或 {year}-12-05");
            found.push(at_field("date", &field.id, Level::Error, value.into(), message, suggestion));
        }
    }
}

/// Parts that share an id, which only a file changed by hand can have: all are printed, but the form cannot tell them apart.
fn twice<'a>(list: &'a [Part], seen: &mut HashSet<&'a str>, found: &mut Vec<Finding>) {
    for part in list {
        if !seen.insert(&part.id) {
            let (id, heading) = (brief(&part.id), brief(&part.heading));
            let message =
                format!("有两个部分的编号都是“{id}”，后一个的标题是“{heading}”；都会印出来，但统计会混在一起");
            let suggestion = "在草稿文件里换掉其中一个的 id，或把两处合成一处";
            found.push(at_part(part, "part-twice", Level::Warning, message, suggestion.into()));
        }
        twice(&part.parts, seen, found);
    }
}

fn parts(draft: &Draft, list: &[Part], found: &mut Vec<Finding>) {
    for part in list.iter().filter(|part| !part.left_out && is_asked(draft, &part.id)) {
        if let Some(template) = draft.template.content.part(&part.id) {
            of_part(draft, part, template, found);
        }
        parts(draft, &part.parts, found);
    }
}

fn of_part(draft: &Draft, part: &Part, template: &TemplatePart, found: &mut Vec<Finding>) {
    let name = &template.name;
    if is_awaited(draft, part, template) && !has_text(part) {
        let message = format!("“{name}”还没有写");
        found.push(at_part(part, "required-part", Level::Error, message, template.hint.clone()));
        return;
    }
    let written = part.items.iter().filter(|item| is_printed(item)).count();
    let usual = match (template.min, template.max) {
        (Some(min), Some(max)) => format!("一般写 {min} 至 {max} 条"),
        (Some(min), None) => format!("一般不少于 {min} 条"),
        (None, Some(max)) => format!("一般不多于 {max} 条"),
        (None, None) => String::new(),
    };
    let outside = template.min.is_some_and(|min| written < min as usize)
        || template.max.is_some_and(|max| written > max as usize);
    if outside && (written > 0 || is_awaited(draft, part, template)) {
        found.push(at_part(part, "item-count", Level::Warning, format!("“{name}”有 {written} 条"), usual));
    }
    for (index, item) in part.items.iter().enumerate().filter(|(_, item)| is_empty(item)) {
        let message = format!("“{name}”第 {} 条是空的，不会印出来", index + 1);
        let field = if template.kind == PartKind::Rectification { "text" } else { "heading" };
        let finding = at_part(part, "empty-item", Level::Hint, message, "写上内容，或删去这一条".into());
        found.push(Finding { item: Some(item.id.clone()), field: Some(field.into()), ..finding });
    }
}

fn at_field(
    rule: &str,
    field: &str,
    level: Level,
    text: String,
    message: String,
    suggestion: impl Into<String>,
) -> Finding {
    Finding {
        rule: rule.into(),
        level,
        part: None,
        item: None,
        field: Some(field.into()),
        start: 0,
        end: crate::model::utf16_len(&text),
        text,
        message,
        suggestion: suggestion.into(),
        fix: None,
    }
}

fn at_part(part: &Part, rule: &str, level: Level, message: String, suggestion: String) -> Finding {
    Finding {
        rule: rule.into(),
        level,
        part: Some(part.id.clone()),
        item: None,
        field: None,
        start: 0,
        end: 0,
        text: String::new(),
        message,
        suggestion,
        fix: None,
    }
}
