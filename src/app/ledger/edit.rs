//! Changes made in the ledger, in the draft they belong to.

use crate::app::{App, LedgerEdit, Nothing, Save};
use crate::compose::{full_date, is_impossible_date};
use crate::model::{Draft, Item, Part, Progress, is_blank, one_line, read_draft};
use crate::template::PartKind;
use crate::{Code, Error, Result};

impl App {
    /// Changes an item in the draft it belongs to. A note is added among the others by its day; notes that are there never
    /// change.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report or item; [`Code::Invalid`] when a date is none, the report is damaged or
    /// deleted, or the problem was named in that very report and is only answered in the next one; [`Code::Conflict`] and
    /// [`Code::Io`] as in [`App::save`].
    pub fn edit_ledger(&mut self, edit: LedgerEdit) -> Result<Nothing> {
        let id = &edit.report;
        if self.store.entry(id)?.is_some_and(|entry| entry.deleted.is_some()) {
            return Err(Error::new(Code::Invalid, "这份报告在回收站里，没有改", "请先在首页还原这份报告"));
        }
        let stored = self.store.get(id)?;
        let mut draft = read_draft(&stored.draft, &format!("报告 {id}"), self.env.ids.as_mut())?;
        let before = draft.clone();
        let today = self.today().to_string();
        change(&mut draft, &edit, &today)?;
        if draft != before {
            self.save(Save { draft, revision: stored.revision })?;
        }
        Ok(Nothing {})
    }
}

/// Makes the changes in `draft`, all of them or none.
fn change(draft: &mut Draft, edit: &LedgerEdit, today: &str) -> Result<()> {
    let template = draft.template.content.clone();
    let is_of_kind = |part: &Part, wanted| template.part(&part.id).is_some_and(|part| part.kind == wanted);
    let found = find(&mut draft.parts, &edit.item, &mut |part| {
        is_of_kind(part, PartKind::Rectification)
            .then_some(true)
            .or(is_of_kind(part, PartKind::Problem).then_some(false))
    });
    let Some((item, rectification)) = found else {
        return Err(Error::new(Code::NotFound, "报告里已没有这个问题，没有改", "请重新打开台账"));
    };
    let answers = [&edit.result, &edit.evidence, &edit.reason, &edit.closed];
    if !rectification && (edit.state.is_some() || edit.note.is_some() || answers.iter().any(|text| text.is_some())) {
        let message = "这个问题是这份报告自己查摆的，状态、进展和成效写在下一年的报告里，没有改";
        return Err(Error::new(Code::Invalid, message, "请先点“沿用上年报告”建立下一年的报告，再在那里填写"));
    }
    let due = edit.due.as_deref().map(|due| date("完成时限", due)).transpose()?;
    let closed = edit.closed.as_deref().map(|day| whole_date("销号日期", day)).transpose()?;
    let note = edit.note.as_ref().map(|note| checked(note, today)).transpose()?;
    for (field, value) in [
        (&mut item.measure, &edit.measure),
        (&mut item.result, &edit.result),
        (&mut item.evidence, &edit.evidence),
        (&mut item.owner, &edit.owner),
        (&mut item.leader, &edit.leader),
        (&mut item.reason, &edit.reason),
        (&mut item.due, &due),
        (&mut item.closed, &closed),
    ] {
        if let Some(value) = value {
            field.clone_from(value);
        }
    }
    if edit.state.is_some() {
        item.state = edit.state;
    }
    if let Some(note) = note {
        let later = |there: &Progress| full_date(&there.date) > full_date(&note.date);
        let place = item.progress.iter().rposition(|there| !later(there)).map_or(0, |last| last + 1);
        item.progress.insert(place, note);
    }
    Ok(())
}

/// The item `id` in a part that `of` knows, with what `of` says.
fn find<'a, T>(parts: &'a mut [Part], id: &str, of: &mut impl FnMut(&Part) -> Option<T>) -> Option<(&'a mut Item, T)> {
    for part in parts {
        let kind = of(part);
        let Part { items, parts, .. } = part;
        if let (Some(item), Some(kind)) = (items.iter_mut().find(|item| item.id == id), kind) {
            return Some((item, kind));
        }
        if let Some(found) = find(parts, id, of) {
            return Some(found);
        }
    }
    None
}

/// A due date as it is kept: a day as `YYYY-MM-DD`, anything else as typed.
fn date(what: &str, typed: &str) -> Result<String> {
    if is_impossible_date(typed) {
        let message = format!("{what}“{}”不是日历上的日期，没有改", one_line(typed));
        return Err(Error::new(Code::Invalid, message, "请填日历上有的日期，例如 2025-12-05"));
    }
    Ok(full_date(typed).map_or_else(|| typed.trim().to_string(), |day| day.to_string()))
}

/// A day as it is kept; nothing where nothing is typed.
fn whole_date(what: &str, typed: &str) -> Result<String> {
    let kept = date(what, typed)?;
    if kept.is_empty() || full_date(&kept).is_some() {
        return Ok(kept);
    }
    let message = format!("{what}“{}”不是完整的日期，没有改", one_line(typed));
    Err(Error::new(Code::Invalid, message, "请填年、月、日，例如 2025-12-05"))
}

/// A note as it is kept: of today where it names no day.
fn checked(note: &Progress, today: &str) -> Result<Progress> {
    if is_blank(&note.text) {
        return Err(Error::new(Code::Invalid, "进展没有写内容，没有记", "请写上做了什么，再记一次"));
    }
    let day = whole_date("进展的日期", &note.date)?;
    Ok(Progress { date: if day.is_empty() { today.into() } else { day }, ..note.clone() })
}
