//! Changes of the exported draft → the same changes of the report as it is now. Each goes where its place is by then; what the report
//! says already is left out, and where the same place was changed since, that is told and nothing proposed.

mod items;
mod tables;
mod texts;

use std::collections::{BTreeMap, HashMap, HashSet};

use self::texts::Text;
use super::place::Places;
use super::printed::{Kind, Printed, Seg, printed, squeezed};
use super::seats::Seats;
use super::types::{Change, ChangeKind, Op};
use crate::model::{Draft, is_blank};

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
    /// The changes that move items.
    item_moves: Vec<Op>,
    /// The parts that are to be moved, each with the one it comes behind.
    part_moves: Vec<(String, Option<String>)>,
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
    let ops = || changes.iter().flat_map(|change| &change.ops);
    let part_move = |op: &Op| match op {
        Op::MovePart { part, after } => Some((part.clone(), after.clone())),
        _ => None,
    };
    let mut since = Since {
        base: Seats::of(base),
        now: Seats::of(now),
        base_draft: base,
        now_draft: now,
        scratch: (base.clone(), now.clone()),
        places: Places::of(now, &lines),
        said,
        item_moves: ops().filter(|op| matches!(op, Op::Move { .. })).cloned().collect(),
        part_moves: ops().filter_map(part_move).collect(),
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
        if let Some(fate) = self.fate(change) {
            fate.ops.push(op);
        }
    }

    fn gone(&mut self, change: usize, why: &'static str) {
        if let Some(fate) = self.fate(change) {
            fate.gone = Some(why);
        }
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
            Op::LeaveOut { part } => self.leave_out(change, part),
            Op::Figure { id, value } => self.figure(change, id, value, op),
            Op::AddRow { table, after, cells } => self.add_row(change, table, *after, cells),
            Op::RemoveRow { table, row } => self.remove_row(change, table, *row),
            Op::RemoveTable { table } => self.remove_table(change, table),
        }
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

/// The first of the changes that `at` is one with.
fn root(joined: &HashMap<usize, usize>, mut at: usize) -> usize {
    while let Some(before) = joined.get(&at) {
        at = *before;
    }
    at
}
