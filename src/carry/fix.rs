//! A finding's mend, made.

use super::left::answering;
use super::place::{mentioned, put};
use crate::check::Fix;
use crate::model::{Draft, Ids, Item, Origin, Part, text_mut, utf16_len};

/// Makes `fix` in `draft`; nothing where it no longer fits.
pub fn fix(draft: &mut Draft, fix: &Fix, ids: &mut dyn Ids) {
    match fix {
        Fix::TakeIn { problem } => {
            let carried = draft.carried.iter().find(|carried| carried.problem == *problem);
            if let Some(carried) = carried.filter(|_| !mentioned(draft).contains(problem)) {
                let item = Item { id: ids.next(), ..answering(carried) };
                put(draft, vec![item]);
            }
        }
        Fix::MarkRecurs { item, problem } => {
            if let Some(item) = draft.parts.iter_mut().find_map(|part| item_of(part, item)) {
                item.recurs = Some(problem.clone());
            }
        }
        Fix::UseFigure { part, item, field, start, end, name } => {
            let at =
                Origin { part: Some(part.clone()), item: item.clone(), field: field.clone(), start: *start, end: *end };
            let text = text_mut(draft, &at);
            if let Some(text) = text {
                replace(text, *start, *end, &format!("{{{{{name}}}}}"));
            }
        }
    }
}

fn item_of<'a>(part: &'a mut Part, id: &str) -> Option<&'a mut Item> {
    let Part { items, parts, .. } = part;
    items.iter_mut().find_map(|item| below(item, id)).or_else(|| parts.iter_mut().find_map(|part| item_of(part, id)))
}

fn below<'a>(item: &'a mut Item, id: &str) -> Option<&'a mut Item> {
    if item.id == id { Some(item) } else { item.items.iter_mut().find_map(|item| below(item, id)) }
}

/// Replaces a range in UTF-16 units, unless it is none of `text`.
fn replace(text: &mut String, start: usize, end: usize, with: &str) {
    let at = |wanted: usize| {
        let mut units = 0;
        let mut bytes = text.char_indices().map(|(byte, c)| {
            let here = (units, byte);
            units += c.len_utf16();
            here
        });
        let found = bytes.find(|(units, _)| *units >= wanted).unwrap_or((utf16_len(text), text.len()));
        (found.0 == wanted).then_some(found.1)
    };
    if let (Some(start), Some(end)) = (at(start), at(end))
        && start < end
    {
        text.replace_range(start..end, with);
    }
}

#[cfg(test)]
mod tests {
    use super::replace;

    #[test]
    fn a_range_is_replaced_only_where_it_is_one() {
        let with = |start, end| {
            let mut text = String::from("𠮷共12次");
            replace(&mut text, start, end, "{{会}}");
            text
        };
        assert_eq!(with(3, 5), "𠮷共{{会}}次");
        assert_eq!(with(5, 6), "𠮷共12{{会}}");
        for (start, end) in [(1, 3), (3, 9), (5, 3), (4, 4)] {
            assert_eq!(with(start, end), "𠮷共12次", "{start}..{end}");
        }
    }
}
