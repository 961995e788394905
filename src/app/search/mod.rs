//! Search over all reports and versions.

mod searchable;

use std::ops::Range;

use super::{App, Hit, HitPlace, Search, SearchFound};
use crate::Result;
use crate::model::{clean, is_line_end, read_draft, utf16_len};
use crate::store::{self, Passage, Words};

pub use searchable::searchable;

impl App {
    /// Finds the reports that hold all of the words, in any of their texts and in any order; full-width letters are as narrow
    /// ones, capitals as small ones. Those that hold them now come first, newest year first; then those of which only a version
    /// holds them, each with the newest such version.
    ///
    /// # Errors
    /// [`crate::Code::Io`] or [`crate::Code::Invalid`] when the database cannot be read.
    pub fn search(&mut self, search: Search) -> Result<SearchFound> {
        let limit = usize::try_from(search.limit).unwrap_or(usize::MAX);
        let found = self.store.search(&Words::of(&search.words), limit, &passages)?;
        Ok(SearchFound { hits: found.hits.into_iter().map(hit).collect(), more: found.more })
    }
}

/// The texts of a draft's JSON.
fn passages(json: &str) -> Option<Vec<Passage>> {
    // An item without an id is found, and no place in it can be gone to.
    let mut ids = String::new;
    read_draft(json, "", &mut ids).ok().map(|draft| searchable(&draft))
}

fn hit(hit: store::Hit) -> Hit {
    let store::Hit { id, title, unit, year, deleted, version, passage, range, more } = hit;
    let HitPlace { section_name, part, item, field, start, end, before, found, after } = place((passage, range));
    let (version, made) = version.unzip();
    let more = more.into_iter().map(place).collect();
    Hit {
        id,
        title,
        unit,
        year,
        deleted,
        version,
        made,
        section_name,
        part,
        item,
        field,
        start,
        end,
        before,
        found,
        after,
        more,
    }
}

fn place((passage, range): (Passage, Range<usize>)) -> HitPlace {
    let Passage { section, part, item, field, text, composed } = passage;
    let (before, found, after) = excerpt(&text, &range);
    // A composed title stands in no field: its place is the empty field.
    let units = |to: usize| text.get(..to).filter(|_| !composed).map_or(0, utf16_len);
    let some = |id: String| Some(id).filter(|id| !id.is_empty());
    HitPlace {
        section_name: section,
        part: some(part),
        item: some(item),
        field,
        start: number(units(range.start)),
        end: number(units(range.end)),
        before,
        found,
        after,
    }
}

/// How many characters of the text stand before a hit.
const BEFORE: usize = 20;
/// And after it.
const AFTER: usize = 40;

/// What stands before `range` of `text`, in it and after it, in one line; `…` where more was cut off.
fn excerpt(text: &str, range: &Range<usize>) -> (String, String, String) {
    let part = |range: Range<usize>| text.get(range).unwrap_or_default();
    let line = |text: &str| clean(&text.replace(is_line_end, " ")).into_owned();
    let (before, after) = (part(0..range.start), part(range.end..text.len()));
    let from = before.char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at);
    let to = after.char_indices().nth(AFTER).map_or(after.len(), |(at, _)| at);
    let mut shown_before = line(part(from..range.start));
    if from > 0 {
        shown_before.insert(0, '…');
    }
    let mut shown_after = line(part(range.end..range.end + to));
    if to < after.len() {
        shown_after.push('…');
    }
    (shown_before, line(part(range.clone())), shown_after)
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_one_line_and_says_where_it_was_cut() {
        let text = format!("{}甲\n乙党建丙\r丁{}", "前".repeat(30), "后".repeat(50));
        let start = text.find("党建").unwrap_or_default();
        let (before, found, after) = excerpt(&text, &(start..start + 6));
        assert_eq!(before, format!("…{}甲 乙", "前".repeat(17)));
        assert_eq!(found, "党建");
        assert_eq!(after, format!("丙 丁{}…", "后".repeat(37)));
        assert_eq!(excerpt("党建", &(0..6)), (String::new(), "党建".into(), String::new()));
    }
}
