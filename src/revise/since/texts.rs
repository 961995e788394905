//! Words, lines and whole fields.

use std::collections::HashMap;
use std::ops::Range;

use super::{ITEM_GONE, PART_GONE, ROW_GONE, SAME_PLACE, Since, TABLE_GONE, root};
use crate::model::{Origin, is_blank, text_mut};
use crate::revise::seats::rows;
use crate::revise::shift::{Edit, STRUCK, Shift};
use crate::revise::types::Op;

/// Edits of one text: where it stands now, and what comes into it.
pub(super) struct Text {
    at: Origin,
    shift: Shift,
    edits: Vec<Edit>,
    /// Lines that come before or behind one: the change, the place in the exported text, what is done.
    lines: Vec<(usize, usize, Op)>,
}

impl Since<'_> {
    /// Where the text of `at` stands now.
    fn there(&self, at: &Origin) -> std::result::Result<Origin, &'static str> {
        let part_there = |part: &str| if self.now.parts.contains_key(part) { Ok(()) } else { Err(PART_GONE) };
        let (part, item) = match (at.part.as_deref(), at.item.as_deref()) {
            (part, None) => {
                part.map_or(Ok(()), part_there)?;
                return Ok(at.clone());
            }
            (part, Some(item)) => (part, item),
        };
        if let Some(seat) = self.now.items.get(item) {
            return Ok(Origin { part: Some(seat.part.into()), ..at.clone() });
        }
        if self.base.items.contains_key(item) {
            return Err(ITEM_GONE);
        }
        let Some((was, _)) = self.base.tables.get(item) else {
            let attachments = &self.now_draft.elements.attachments.items;
            return if part.is_none() && attachments.iter().any(|one| one.id == item) {
                Ok(at.clone())
            } else {
                Err(PART_GONE)
            };
        };
        let Some((table, part)) = self.now.tables.get(item) else { return Err(TABLE_GONE) };
        let mut there = Origin { part: part.map(str::to_owned), ..at.clone() };
        if let Some((row, column)) = at.field.strip_prefix("cell:").and_then(|place| place.split_once(':')) {
            let pairs = rows(was, table).ok_or(TABLE_GONE)?;
            let row = row.parse().ok().and_then(|row| pairs.new_of(row)).ok_or(ROW_GONE)?;
            there.field = format!("cell:{row}:{column}");
        }
        Ok(there)
    }

    /// The text of `at`, exported and now.
    fn field(&mut self, at: &Origin) -> std::result::Result<&mut Text, &'static str> {
        let there = self.there(at)?;
        let key = (there.part.clone(), there.item.clone(), there.field.clone());
        if !self.texts.contains_key(&key) {
            let base = text_mut(&mut self.scratch.0, at).cloned().unwrap_or_default();
            let now = text_mut(&mut self.scratch.1, &there).cloned().ok_or(PART_GONE)?;
            let text = Text { at: there, shift: Shift::new(&base, &now), edits: Vec::new(), lines: Vec::new() };
            self.texts.insert(key.clone(), text);
        }
        self.texts.get_mut(&key).ok_or(PART_GONE)
    }

    /// `None` takes the line out.
    pub(super) fn text(&mut self, change: usize, at: &Origin, text: Option<&String>, op: &Op) {
        let range = at.start..at.end;
        let key = (at.part.clone(), at.item.clone(), at.field.clone());
        if at.part.is_none() && text.is_some() && self.worded.get(&key) == text {
            return;
        }
        match self.field(at) {
            Ok(field) if field.shift.is_same() => {
                let at = Origin { start: at.start, end: at.end, ..field.at.clone() };
                let op = match op {
                    Op::Write { text, .. } => Op::Write { at, text: text.clone() },
                    _ => Op::Strike { at },
                };
                self.keep(change, op);
            }
            Ok(field) => {
                // A field of one line counts as a whole.
                let whole = field.at.part.is_none() && field.at.item.is_none();
                field.edits.extend(match text {
                    Some(text) if whole => vec![Edit { range, text: text.clone(), change }],
                    Some(text) => field.shift.edits(range, text, change),
                    None => vec![Edit { range, text: STRUCK.into(), change }],
                });
            }
            // It is gone already.
            Err(_) if text.is_none_or(|text| is_blank(text)) => {}
            Err(why) => self.gone(change, why),
        }
    }

    pub(super) fn line(&mut self, change: usize, at: &Origin, op: &Op) {
        match self.field(at) {
            Ok(field) if field.shift.is_same() => {
                let at = Origin { start: at.start, end: at.end, ..field.at.clone() };
                let op = match op.clone() {
                    Op::Append { close, line, .. } => Op::Append { at, close, line },
                    Op::Prepend { line, .. } => Op::Prepend { at, line },
                    other => other,
                };
                self.keep(change, op);
            }
            Ok(field) => {
                let place = if matches!(op, Op::Append { .. }) { at.end } else { at.start };
                field.lines.push((change, place, op.clone()));
            }
            Err(why) => self.gone(change, why),
        }
    }

    /// Puts what comes into texts to where it belongs now; answers which changes are one by then.
    pub(super) fn settle(&mut self) -> HashMap<usize, usize> {
        let mut joined = HashMap::new();
        for Text { at, shift, edits, lines } in std::mem::take(&mut self.texts).into_values() {
            let mut ranges: Vec<Range<usize>> = Vec::new();
            for placed in shift.placed(edits) {
                let mut all: Vec<usize> = placed.changes.iter().map(|at| root(&joined, *at)).collect();
                all.sort_unstable();
                let Some((first, others)) = all.split_first() else { continue };
                let first = *first;
                joined.extend(others.iter().filter(|other| **other != first).map(|other| (*other, first)));
                if placed.clash {
                    self.clash(first, shift.lines(&placed.range), SAME_PLACE);
                    ranges.push(placed.range.clone());
                }
                let at = Origin { start: placed.range.start, end: placed.range.end, ..at.clone() };
                self.keep(first, Op::Write { at, text: placed.text });
            }
            for (change, place, op) in lines {
                match op {
                    Op::Append { line, close, .. } if !shift.says(&line) => {
                        let end = shift.line_end(place, &ranges);
                        let at = Origin { start: end, end, ..at.clone() };
                        let op = match shift.before(end) {
                            None => Op::Write { at, text: line },
                            Some(mark) => {
                                let ended = matches!(mark, '。' | '！' | '？' | '；' | '：' | '\n');
                                Op::Append { at, close: if ended { String::new() } else { close }, line }
                            }
                        };
                        self.keep(change, op);
                    }
                    Op::Prepend { line, .. } if !shift.says(&line) => {
                        let start = shift.line_start(place, &ranges);
                        self.keep(change, Op::Prepend { at: Origin { start, end: start, ..at.clone() }, line });
                    }
                    _ => {}
                }
            }
        }
        joined
    }
}
