//! What a place of the report is called on the form: the item's number and first words, then the field.

use super::number;
use super::place::{ItemPlace, Places, words_of};
use super::printed::{Kind, Printed, Seg};
use crate::history::names_of;
use crate::model::{Draft, Origin, brief};

/// Between the steps of a name.
const STEP: &str = " › ";

/// What the field of `origin` is called, below the name of its section: `（二）抓队伍 › 正文`.
pub(super) fn label(draft: &Draft, places: &Places<'_>, printed: &Printed, origin: &Origin) -> String {
    let field = origin.field.as_str();
    if let Some(cell) = field.strip_prefix("cell:") {
        let row = cell.split(':').next().and_then(|row| row.parse::<usize>().ok()).unwrap_or(0);
        return format!("表格{STEP}第{}行", row + 1);
    }
    if let Some(place) = places.item(origin) {
        let (heading, body) = names_of(place.kind, !place.above.is_empty());
        let word = match field {
            "heading" => heading,
            "body" => body,
            "text" => "上年问题",
            "measure" => "整改措施",
            "result" => "整改成效",
            _ => "文字",
        };
        return below(places, printed, Some(&place.item.id), word);
    }
    if origin.part.is_some() {
        return match field {
            "heading" => "标题",
            "lead" if has_items(places, origin) => "各条之前的话",
            "lead" => "正文",
            "tail" => "各条之后的话",
            _ => "表格标题",
        }
        .into();
    }
    let named = draft.template.content.fields.iter().find(|one| one.id == field).map(|one| one.name.clone());
    named.unwrap_or_else(|| {
        match field {
            "title" => "标题",
            "byline" => "署名",
            "date" => "日期",
            "salutation" => "称谓",
            "elements.recipient" => "主送机关",
            "elements.note" => "附注",
            "name" => "附件名称",
            _ => "附件正文",
        }
        .into()
    })
}

/// `word` of the item `id`, with the items it stands in; of the part itself without one.
pub(super) fn below(places: &Places<'_>, printed: &Printed, id: Option<&str>, word: &str) -> String {
    let Some(place) = id.and_then(|id| places.items.get(id)) else { return word.into() };
    let above = place.above.iter().filter_map(|id| places.items.get(id)).chain([place]);
    let names = above.map(|place| item_name(place, printed)).chain([word.to_owned()]);
    names.collect::<Vec<_>>().join(STEP)
}

fn has_items(places: &Places<'_>, origin: &Origin) -> bool {
    let place = origin.part.as_deref().and_then(|part| places.parts.get(part));
    place.is_some_and(|place| !place.part.items.is_empty())
}

/// `（二）抓队伍`; where it is printed without a number, that of its card.
fn item_name(place: &ItemPlace<'_>, printed: &Printed) -> String {
    let words = brief(words_of(place.item).trim_end_matches(['。', '；', '，']));
    if let Some(number) = number_of(place, printed) {
        return format!("{number}{words}");
    }
    let parent = place.above.last();
    let at = place.part.items.iter().position(|item| item.id == place.item.id).filter(|_| parent.is_none());
    match at {
        Some(at) => format!("第{}条 {words}", at + 1),
        None => words,
    }
}

/// The number that the program put before the item.
fn number_of<'p>(place: &ItemPlace<'_>, printed: &'p Printed) -> Option<&'p str> {
    let line = printed.lines.get(*place.lines.first()?)?;
    let own = |seg: &Seg| seg.origin().is_some_and(|origin| origin.item.as_deref() == Some(&place.item.id));
    let at = line.segs.iter().position(own)?;
    let number = match at.checked_sub(1) {
        None => Some(line.label.as_str()),
        Some(before) => line.segs.get(before).filter(|seg| seg.kind == Kind::Own).map(|seg| seg.text.as_str()),
    };
    number.filter(|number| number::split(number).is_some_and(|(_, end)| end == number.len()))
}
