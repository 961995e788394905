//! Changes of the exported draft → the same changes of the report as it is now. Each goes where its place is by then; what the report
//! says already is left out, and where the same place was changed since, that is told and nothing proposed.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;

use super::apply::applied;
use super::fields::text_mut;
use super::place::{Places, links_note, words_of};
use super::printed::{Kind, Printed, Seg, printed, squeezed};
use super::seats::{Seats, behind, is_moved, rows};
use super::shift::{Edit, STRUCK, Shift};
use super::types::{Change, ChangeKind, Op};
use crate::model::{Draft, Item, Origin, Part, brief, is_blank};

/// What becomes of one change.
#[derive(Default)]
struct Fate {
    ops: Vec<Op>,
    /// What the report says where the same place was changed since.
    clash: Option<Vec<String>>,
    /// Why there is no place for it any more.
    gone: Option<&'static str>,
    notes: Vec<String>,
}

/// Edits of one text: where it stands now, and what comes into it.
struct Text {
    at: Origin,
    shift: Shift,
    edits: Vec<Edit>,
    /// Lines that come before or behind one: the change, the place in the exported text, what is done.
    lines: Vec<(usize, usize, Op)>,
}

/// Part, item and name of a text.
type Field = (Option<String>, Option<String>, String);

const ITEM_GONE: &str = "这一条在导出以后已经删去，不能合并；要用的话，请先在“历史版本”里找回这一条";
const PART_GONE: &str = "这一部分在导出以后已经删去，不能合并；要用的话，请先在“历史版本”里找回";
const TABLE_GONE: &str = "这张表格在导出以后已经删去或者改了列数，不能合并；要用的话，请在“编写”里改表格";
const ROW_GONE: &str = "表格的这一行在导出以后已经删去，不能合并；要用的话，请在“编写”里改表格";
const FIGURE_GONE: &str = "这项关键数据在导出以后已经删去，不能合并；要用的话，请在“编写”里改";
const SAME_PLACE: &str = "导出以后这里又改过，和改后稿改的是同一处；勾选就以改后稿为准";

struct Since<'a> {
    base: Seats<'a>,
    now: Seats<'a>,
    base_draft: &'a Draft,
    now_draft: &'a Draft,
    /// To read texts through; nothing is changed in them.
    scratch: (Draft, Draft),
    places: Places<'a>,
    said: HashSet<String>,
    /// What the program prints for whole fields, such as a date in words.
    worded: HashMap<Field, String>,
    fates: Vec<Fate>,
    texts: BTreeMap<Field, Text>,
}

/// `changes`, which lead from `base` to a file, as changes of `now`.
pub(super) fn since(base: &Draft, now: &Draft, changes: Vec<Change>) -> Vec<Change> {
    let lines: Printed = printed(now);
    let cells = lines.tables.iter().flatten().flatten();
    let said = lines.lines.iter().chain(cells).map(|line| squeezed(&line.full())).collect();
    let whole = |seg: &Seg| match &seg.kind {
        Kind::Whole(at) => Some(((at.part.clone(), at.item.clone(), at.field.clone()), seg.text.clone())),
        _ => None,
    };
    let worded = lines.lines.iter().flat_map(|line| &line.segs).filter_map(whole).collect();
    let mut since = Since {
        base: Seats::of(base),
        now: Seats::of(now),
        base_draft: base,
        now_draft: now,
        scratch: (base.clone(), now.clone()),
        places: Places::of(now, &lines),
        said,
        worded,
        fates: Vec::new(),
        texts: BTreeMap::new(),
    };
    for (at, change) in changes.iter().enumerate() {
        since.fates.push(Fate::default());
        for op in &change.ops {
            since.op(at, op);
        }
    }
    let joined = since.settle();
    since.told(changes, &joined)
}

impl Since<'_> {
    fn fate(&mut self, change: usize) -> Option<&mut Fate> {
        self.fates.get_mut(change)
    }

    fn keep(&mut self, change: usize, op: Op) {
        self.fates.get_mut(change).into_iter().for_each(|fate| fate.ops.push(op.clone()));
    }

    fn gone(&mut self, change: usize, why: &'static str) {
        self.fate(change).into_iter().for_each(|fate| fate.gone = Some(why));
    }

    fn clash(&mut self, change: usize, now: String, note: &str) {
        let Some(fate) = self.fate(change) else { return };
        fate.clash.get_or_insert_default().extend(Some(now).filter(|now| !is_blank(now)));
        if !fate.notes.iter().any(|there| there == note) {
            fate.notes.push(note.into());
        }
    }

    fn op(&mut self, change: usize, op: &Op) {
        match op {
            Op::Write { at, text } => self.text(change, at, Some(text), op),
            Op::Strike { at } => self.text(change, at, None, op),
            Op::Append { at, .. } | Op::Prepend { at, .. } => self.line(change, at, op),
            Op::Add { part, parent, after, item } => self.add(change, part, parent.as_deref(), after.as_deref(), item),
            Op::Remove { item } => self.remove(change, item),
            Op::Move { item, part, parent, after } => {
                self.move_item(change, item, part, parent.as_deref(), after.as_deref())
            }
            Op::MovePart { part, after } => self.move_part(change, part, after.as_deref()),
            Op::LeaveOut { part } => {
                let (was, is) = (self.base.parts.get(part.as_str()), self.now.parts.get(part.as_str()).copied());
                let Some(is) = is.filter(|is| !is.left_out) else { return };
                if was != Some(&is) {
                    self.clash(change, String::new(), "导出以后这一部分又改过；确实不写再勾选");
                }
                self.keep(change, op.clone());
            }
            Op::Figure { id, value } => self.figure(change, id, value, op),
            Op::AddRow { table, after, cells } => self.add_row(change, table, *after, cells),
            Op::RemoveRow { table, row } => self.remove_row(change, table, *row),
            Op::RemoveTable { table } => {
                let (was, is) = (self.base.tables.get(table.as_str()), self.now.tables.get(table.as_str()));
                let (Some((was, _)), Some((is, _))) = (was, is) else { return };
                if was != is {
                    let rows = is.rows.iter().map(|row| row.join("　|　")).collect::<Vec<_>>().join("\n");
                    self.clash(change, rows, "导出以后这张表格又改过；勾选就连同后来改的一起删去");
                }
                self.keep(change, op.clone());
            }
        }
    }

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
    fn text(&mut self, change: usize, at: &Origin, text: Option<&String>, op: &Op) {
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

    fn line(&mut self, change: usize, at: &Origin, op: &Op) {
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
    fn settle(&mut self) -> HashMap<usize, usize> {
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

    fn add(&mut self, change: usize, part: &str, parent: Option<&str>, after: Option<&str>, item: &Item) {
        let part = match parent {
            Some(parent) => match self.now.items.get(parent) {
                Some(seat) => seat.part,
                None => {
                    return self.gone(change, "它所在的那一条在导出以后已经删去，不能合并；要用的话，请在“编写”里加上");
                }
            },
            None => match self.now.parts.get_key_value(part) {
                Some((part, _)) => part,
                None => return self.gone(change, PART_GONE),
            },
        };
        let here = self.now.list(part, parent);
        let same = |other: &&Item| {
            [(&other.heading, &item.heading), (&other.body, &item.body)]
                .iter()
                .all(|(one, other)| one.trim() == other.trim())
        };
        if here.iter().filter(|item| !self.base.items.contains_key(item.id.as_str())).any(|other| same(&other)) {
            return;
        }
        let before =
            ids(self.base.list(self.base.items.get(parent.unwrap_or_default()).map_or(part, |seat| seat.part), parent));
        let after = behind(&before, &ids(here), after);
        let op = Op::Add {
            part: part.into(),
            parent: parent.map(str::to_owned),
            after: after.map(str::to_owned),
            item: Box::new(item.clone()),
        };
        self.keep(change, op);
    }

    fn remove(&mut self, change: usize, id: &str) {
        let Some(seat) = self.now.items.get(id).copied() else { return };
        if self.base.items.get(id).is_none_or(|was| was.item != seat.item) {
            let texts = [&seat.item.heading, &seat.item.text, &seat.item.measure, &seat.item.result, &seat.item.body];
            let now = texts.into_iter().filter(|text| !is_blank(text)).cloned().collect::<Vec<_>>().join("\n");
            self.clash(change, now, "导出以后这一条又改过；勾选就连同后来改的一起删去");
        }
        let links = self.places.links(id);
        if let Some(fate) = self.fates.get_mut(change) {
            // They are counted in the report as it is now.
            fate.notes.extend(links_note(links, seat.item));
            fate.ops.push(Op::Remove { item: id.into() });
        }
    }

    fn move_item(&mut self, change: usize, id: &str, part: &str, parent: Option<&str>, after: Option<&str>) {
        let Some(seat) = self.now.items.get(id).copied() else { return self.gone(change, ITEM_GONE) };
        let target = match parent {
            Some(parent) => self.now.items.get(parent).map(|seat| seat.part),
            None => self.now.parts.get_key_value(part).map(|(part, _)| *part),
        };
        let Some(target) = target else {
            return self.gone(change, "要移去的地方在导出以后已经删去，不能合并；请在“编写”里移");
        };
        let here = ids(self.now.list(target, parent));
        let after = behind(&ids(self.base.list(part, parent)), &here, after);
        let op = Op::Move {
            item: id.into(),
            part: target.into(),
            parent: parent.map(str::to_owned),
            after: after.map(str::to_owned),
        };
        if is_done(self.now_draft, &op) {
            return;
        }
        let moved = self.base.items.get(id).is_none_or(|was| {
            let lists = [ids(self.base.list(was.part, was.parent)), ids(self.now.list(seat.part, seat.parent))];
            (was.part, was.parent) != (seat.part, seat.parent) || is_moved(&lists[0], &lists[1], id)
        });
        if moved {
            let list = self.now.list(seat.part, seat.parent);
            let before = list.iter().position(|item| item.id == id).and_then(|at| list.get(at.checked_sub(1)?));
            let words = before.map_or("最前面".into(), |item| format!("“{}”之后", brief(words_of(item))));
            self.clash(change, format!("在{words}"), "导出以后这一条已经换过位置；勾选就照改后稿移");
        }
        self.keep(change, op);
    }

    fn move_part(&mut self, change: usize, id: &str, after: Option<&str>) {
        if !self.now.parts.contains_key(id) {
            return self.gone(change, PART_GONE);
        }
        let names = |parts: &'_ [Part]| parts.iter().map(|part| part.id.clone()).collect::<Vec<_>>();
        let (was, is) = (names(self.base.beside(id)), names(self.now.beside(id)));
        let (was, is): (Vec<&str>, Vec<&str>) =
            (was.iter().map(String::as_str).collect(), is.iter().map(String::as_str).collect());
        let op = Op::MovePart { part: id.into(), after: behind(&was, &is, after).map(str::to_owned) };
        if is_done(self.now_draft, &op) {
            return;
        }
        if is_moved(&was, &is, id) {
            self.clash(change, String::new(), "导出以后这一部分已经换过位置；勾选就照改后稿移");
        }
        self.keep(change, op);
    }

    fn figure(&mut self, change: usize, id: &str, value: &str, op: &Op) {
        let of = |draft: &Draft| draft.figures.iter().find(|figure| figure.id == id).map(|figure| figure.value.clone());
        let Some(is) = of(self.now_draft) else { return self.gone(change, FIGURE_GONE) };
        if is == value {
            return;
        }
        if of(self.base_draft).as_ref() != Some(&is) {
            self.clash(change, is, SAME_PLACE);
        }
        self.keep(change, op.clone());
    }

    fn add_row(&mut self, change: usize, id: &str, after: usize, cells: &[String]) {
        let (was, is) = (self.base.tables.get(id), self.now.tables.get(id));
        let pairs = was.zip(is).and_then(|((was, _), (is, _))| Some((rows(was, is)?, is)));
        let Some((pairs, table)) = pairs else { return self.gone(change, TABLE_GONE) };
        let is_new = |at: usize| pairs.old_of(at).is_none();
        if table.rows.iter().enumerate().any(|(at, row)| row == cells && is_new(at)) {
            return;
        }
        let after = (0..=after).rev().find_map(|row| pairs.new_of(row)).unwrap_or(0);
        self.keep(change, Op::AddRow { table: id.into(), after, cells: cells.to_vec() });
    }

    fn remove_row(&mut self, change: usize, id: &str, row: usize) {
        let (Some((was, _)), Some((is, _))) = (self.base.tables.get(id), self.now.tables.get(id)) else { return };
        let Some(pairs) = rows(was, is) else { return self.gone(change, TABLE_GONE) };
        let Some(there) = pairs.new_of(row) else { return };
        if was.rows.get(row) != is.rows.get(there) {
            let text = is.rows.get(there).map(|cells| cells.join("　|　")).unwrap_or_default();
            self.clash(change, text, "导出以后这一行又改过；勾选就连同后来改的一起删去");
        }
        self.keep(change, Op::RemoveRow { table: id.into(), row: there });
    }

    /// The changes with what became of them; those that are one by now are told as one.
    fn told(mut self, changes: Vec<Change>, joined: &HashMap<usize, usize>) -> Vec<Change> {
        let mut found: Vec<(usize, Change, Fate)> = Vec::new();
        for (at, change) in changes.into_iter().enumerate() {
            let Some(fate) = self.fates.get_mut(at).map(std::mem::take) else { continue };
            let first = root(joined, at);
            match found.iter_mut().find(|(there, ..)| *there == first).filter(|_| first != at) {
                Some((_, one, all)) => {
                    for (text, more) in [(&mut one.before, change.before), (&mut one.after, change.after)] {
                        *text = [text.as_str(), &more]
                            .iter()
                            .filter(|text| !text.is_empty())
                            .copied()
                            .collect::<Vec<_>>()
                            .join("\n");
                    }
                    one.rows.extend(change.rows);
                    if one.kind != change.kind {
                        one.kind = ChangeKind::Changed;
                    }
                    all.ops.extend(fate.ops);
                    all.notes.extend(fate.notes.into_iter().filter(|note| note != SAME_PLACE));
                    all.gone = all.gone.or(fate.gone);
                    all.clash = match (all.clash.take(), fate.clash) {
                        (Some(one), Some(other)) => Some([one, other].concat()),
                        (one, other) => one.or(other),
                    };
                }
                None => found.push((at, change, fate)),
            }
        }
        found.into_iter().filter_map(|(_, change, fate)| self.one(change, fate)).collect()
    }

    fn one(&self, mut change: Change, fate: Fate) -> Option<Change> {
        if change.ops.is_empty() {
            let is_said = !is_blank(&change.after) && self.said.contains(&squeezed(&change.after));
            return (!is_said).then_some(change);
        }
        let Fate { ops, clash, gone, notes } = fate;
        if let Some(why) = gone {
            return Some(Change {
                kind: ChangeKind::Cannot,
                ticked: false,
                note: why.into(),
                ops: Vec::new(),
                ..change
            });
        }
        if ops.is_empty() {
            return None;
        }
        if change.ops.iter().any(|op| matches!(op, Op::Remove { .. })) {
            (change.ticked, change.note) = (notes.is_empty(), String::new());
        }
        if let Some(texts) = clash {
            change.ticked = false;
            change.now = Some(texts.join("\n"));
        }
        let note = [change.note].into_iter().chain(notes).filter(|note| !note.is_empty());
        change.note = note.collect::<Vec<_>>().join("；");
        change.ops = ops;
        Some(change)
    }
}

fn ids(items: &[Item]) -> Vec<&str> {
    items.iter().map(|item| item.id.as_str()).collect()
}

/// Whether `op` changes nothing.
fn is_done(draft: &Draft, op: &Op) -> bool {
    let change = Change { ops: vec![op.clone()], ..Change::default() };
    applied(draft, std::iter::once(&change)).parts == draft.parts
}

/// The first of the changes that `at` is one with.
fn root(joined: &HashMap<usize, usize>, mut at: usize) -> usize {
    while let Some(before) = joined.get(&at) {
        at = *before;
    }
    at
}
