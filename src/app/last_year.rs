//! 上年: what the earlier report has in the place of a part that is being written. In: a draft and one of its parts. Out: the
//! composed paragraphs, or why there are none.

use super::{App, LastYear, LastYearOf};
use crate::compose::part_blocks;
use crate::model::{Draft, Part, brief, read_draft};
use crate::template::PartKind;
use crate::{Code, Result};

impl App {
    /// What the report that a draft was carried from has in the place of a part: the part of the same id, else the one of its
    /// kind in the same place of the order.
    ///
    /// # Errors
    /// [`Code::Io`] when the database cannot be read; a report that is gone, deleted or damaged is an answer.
    pub fn last_year(&mut self, of: LastYearOf) -> Result<LastYear> {
        let absent = |absent: String| Ok(LastYear { absent, ..LastYear::default() });
        let LastYearOf { draft, part } = of;
        let entry = match draft.previous.as_deref() {
            Some(id) if id != draft.id => self.store.entry(id)?,
            _ => None,
        };
        let Some(entry) = entry else {
            return absent("上年那份报告已经不在这台电脑上了。".into());
        };
        let title = brief(&entry.summary.title);
        if entry.deleted.is_some() {
            return absent(format!("上年那份报告“{title}”在回收站里；到首页恢复它，这里就能看到。"));
        }
        let stored = self
            .store
            .get(&entry.id)
            .and_then(|stored| read_draft(&stored.draft, &format!("报告 {}", entry.id), self.env.ids.as_mut()));
        let earlier = match stored {
            Ok(earlier) => earlier,
            Err(error) if error.code() == Code::Invalid => {
                return absent(format!("上年那份报告“{title}”已损坏，读不出来；回到首页可以看到怎样修复。"));
            }
            Err(error) => return Err(error),
        };
        let blocks = counterpart(&draft, &part, &earlier).map(|part| part_blocks(&earlier, part)).unwrap_or_default();
        let absent = if blocks.is_empty() { "上年的报告里没有写这一部分。" } else { "" };
        Ok(LastYear { year: earlier.year, blocks, absent: absent.into() })
    }

    /// Whether the report that `draft` was carried from is in the store; not where that cannot be told.
    pub(super) fn has_earlier(&self, draft: &Draft) -> bool {
        let previous = draft.previous.as_deref().filter(|id| *id != draft.id);
        previous.is_some_and(|id| self.store.contains(id).unwrap_or(false))
    }
}

/// The id of the part of `earlier` that corresponds to the part `id` of `draft`.
fn counterpart<'a>(draft: &Draft, id: &str, earlier: &'a Draft) -> Option<&'a str> {
    let theirs = parts(earlier);
    if let Some(same) = theirs.iter().find(|(part, _)| *part == id) {
        return Some(same.0);
    }
    let ours = parts(draft);
    let kind = ours.iter().find(|(part, _)| *part == id)?.1?;
    let place = ours.iter().filter(|(_, other)| *other == Some(kind)).position(|(part, _)| *part == id)?;
    theirs.into_iter().filter(|(_, other)| *other == Some(kind)).nth(place).map(|(part, _)| part)
}

/// The parts with those in them, each with its kind, in the order they stand in.
fn parts(draft: &Draft) -> Vec<(&str, Option<PartKind>)> {
    fn collect<'a>(draft: &Draft, parts: &'a [Part], found: &mut Vec<(&'a str, Option<PartKind>)>) {
        for part in parts {
            found.push((&part.id, draft.template.content.part(&part.id).map(|part| part.kind)));
            collect(draft, &part.parts, found);
        }
    }
    let mut found = Vec::new();
    collect(draft, &draft.parts, &mut found);
    found
}
