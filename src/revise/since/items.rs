//! Items, parts and figures.

use super::{FIGURE_GONE, ITEM_GONE, PART_GONE, SAME_PLACE, Since};
use crate::model::{Draft, Item, Part, brief, is_blank};
use crate::revise::place::{links_note, words_of};
use crate::revise::seats::{behind, is_moved, is_there};
use crate::revise::types::Op;

impl Since<'_> {
    pub(super) fn add(&mut self, change: usize, part: &str, parent: Option<&str>, after: Option<&str>, item: &Item) {
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

    pub(super) fn remove(&mut self, change: usize, id: &str) {
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

    pub(super) fn move_item(&mut self, change: usize, id: &str, part: &str, parent: Option<&str>, after: Option<&str>) {
        let Some(seat) = self.now.items.get(id).copied() else { return self.gone(change, ITEM_GONE) };
        let target = match parent {
            Some(parent) => self.now.items.get(parent).map(|seat| seat.part),
            None => self.now.parts.get_key_value(part).map(|(part, _)| *part),
        };
        let Some(target) = target else {
            return self.gone(change, "要移去的地方在导出以后已经删去，不能合并；请在“编写”里移");
        };
        let here = ids(self.now.list(target, parent));
        let before = ids(self.base.list(part, parent));
        let after = behind(&before, &here, after);
        if self.are_moved(part, parent) {
            return;
        }
        let op = Op::Move {
            item: id.into(),
            part: target.into(),
            parent: parent.map(str::to_owned),
            after: after.map(str::to_owned),
        };
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

    /// Whether every item that is to be moved within this list stands where it is to stand: one of several may seem to only because
    /// the one it follows is not moved yet.
    fn are_moved(&self, part: &str, parent: Option<&str>) -> bool {
        let before = ids(self.base.list(part, parent));
        let target = parent.and_then(|parent| self.now.items.get(parent)).map_or(part, |seat| seat.part);
        let here = ids(self.now.list(target, parent));
        let same = |op: &&Op| matches!(op, Op::Move { part: of, parent: below, .. } if of == part && below.as_deref() == parent);
        self.item_moves.iter().filter(same).all(|op| match op {
            Op::Move { item, after, .. } => is_there(&before, &here, item, behind(&before, &here, after.as_deref())),
            _ => true,
        })
    }

    pub(super) fn move_part(&mut self, change: usize, id: &str, after: Option<&str>) {
        if !self.now.parts.contains_key(id) {
            return self.gone(change, PART_GONE);
        }
        let names = |parts: &'_ [Part]| parts.iter().map(|part| part.id.clone()).collect::<Vec<_>>();
        let (was, is) = (names(self.base.beside(id)), names(self.now.beside(id)));
        let (was, is): (Vec<&str>, Vec<&str>) =
            (was.iter().map(String::as_str).collect(), is.iter().map(String::as_str).collect());
        let after = behind(&was, &is, after);
        // One of several may seem to be there only because the one it follows is not moved yet.
        let done = |(other, after): &(String, Option<String>)| {
            let beside = was.contains(&other.as_str());
            !beside || is_there(&was, &is, other, behind(&was, &is, after.as_deref()))
        };
        if self.part_moves.iter().all(done) {
            return;
        }
        let op = Op::MovePart { part: id.into(), after: after.map(str::to_owned) };
        if is_moved(&was, &is, id) {
            self.clash(change, String::new(), "导出以后这一部分已经换过位置；勾选就照改后稿移");
        }
        self.keep(change, op);
    }

    pub(super) fn leave_out(&mut self, change: usize, id: &str) {
        let Some(is) = self.now.parts.get(id).copied().filter(|is| !is.left_out) else { return };
        if self.base.parts.get(id) != Some(&is) {
            self.clash(change, String::new(), "导出以后这一部分又改过；确实不写再勾选");
        }
        self.keep(change, Op::LeaveOut { part: id.into() });
    }

    pub(super) fn figure(&mut self, change: usize, id: &str, value: &str, op: &Op) {
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
}

fn ids(items: &[Item]) -> Vec<&str> {
    items.iter().map(|item| item.id.as_str()).collect()
}
