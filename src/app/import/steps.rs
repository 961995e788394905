//! The steps of a confirmation: each can be taken back until the report is made.

use std::collections::BTreeSet;

use crate::app::ImportStep;
use crate::import::{Edit, Piece, PieceRole, Recognition};
use crate::model::{Utf16Range, utf16_len};
use crate::{Code, Error, Result};

/// A recognition with what the user has done about it.
pub(super) struct Steps {
    /// As it was recognised.
    first: Recognition,
    now: Recognition,
    done: Vec<ImportStep>,
    undone: Vec<ImportStep>,
    /// What was taken for a name of last year's problem, and is none: piece, place and words.
    dropped: Vec<(u32, Utf16Range, String)>,
    /// The pieces that were ever taken for the name of a problem.
    problems: BTreeSet<u32>,
    /// The pieces that were moved; some may be back at their place.
    moved: BTreeSet<u32>,
}

impl Steps {
    pub(super) fn begin(recognition: Recognition) -> Steps {
        let mut steps = Steps {
            first: recognition.clone(),
            now: recognition,
            done: Vec::new(),
            undone: Vec::new(),
            dropped: Vec::new(),
            problems: BTreeSet::new(),
            moved: BTreeSet::new(),
        };
        steps.note_problems();
        steps
    }

    pub(super) fn now(&self) -> &Recognition {
        &self.now
    }

    pub(super) fn can_undo(&self) -> bool {
        !self.done.is_empty()
    }

    pub(super) fn can_redo(&self) -> bool {
        !self.undone.is_empty()
    }

    /// What was taken for a name of last year's problem, and can be named again: its words still stand there.
    pub(super) fn dropped(&self) -> impl Iterator<Item = &(u32, Utf16Range, String)> {
        self.dropped.iter().filter(|(id, place, words)| {
            let piece = self.now.pieces.iter().find(|piece| piece.id == *id);
            piece.is_some_and(|piece| {
                within(&piece.text, place) == *words && piece.last_year.iter().all(|other| !overlap(other, place))
            })
        })
    }

    /// Whether the piece was ever taken for the name of a problem.
    pub(super) fn was_problem(&self, piece: u32) -> bool {
        self.problems.contains(&piece)
    }

    /// The pieces that were moved by themselves.
    pub(super) fn moved(&self) -> impl Iterator<Item = u32> {
        self.moved.iter().copied()
    }

    /// Takes a step; one that changes nothing is none.
    pub(super) fn take(&mut self, step: ImportStep) -> Result<()> {
        if self.apply(&step)? {
            self.done.push(step);
            self.undone.clear();
        }
        Ok(())
    }

    pub(super) fn undo(&mut self) -> Result<()> {
        let Some(last) = self.done.pop() else { return Ok(()) };
        self.undone.push(last);
        let done = std::mem::take(&mut self.done);
        let mut again = Steps::begin(std::mem::take(&mut self.first));
        for step in &done {
            again.apply(step)?;
        }
        *self = Steps { done, undone: std::mem::take(&mut self.undone), ..again };
        Ok(())
    }

    pub(super) fn redo(&mut self) -> Result<()> {
        if let Some(step) = self.undone.pop() {
            self.apply(&step)?;
            self.done.push(step);
        }
        Ok(())
    }

    /// Answers whether anything is different then.
    fn apply(&mut self, step: &ImportStep) -> Result<bool> {
        let before = self.now.clone();
        match step {
            ImportStep::Edit { edit } => {
                self.now = before.edited(edit)?;
                if before != self.now
                    && let Some(piece) = self.now.pieces.iter_mut().find(|piece| piece.id == settled(edit))
                {
                    piece.confidence = 100;
                }
                if let Edit::Move { piece, .. } = edit
                    && before != self.now
                {
                    self.moved.insert(*piece);
                }
            }
            ImportStep::Table { pieces, aside } => {
                let (from, role) = match aside {
                    true => (PieceRole::Cell, PieceRole::Noise),
                    false => (PieceRole::Noise, PieceRole::Cell),
                };
                for id in pieces {
                    if self.piece(*id)?.role == from {
                        self.now = self.now.edited(&Edit::Role { piece: *id, role, level: None })?;
                    }
                }
            }
            ImportStep::LastYear { piece, start, end, named } => self.name(*piece, *start..*end, *named)?,
            ImportStep::Sure { piece } => self.piece(*piece)?.confidence = 100,
        }
        self.note_problems();
        Ok(before != self.now)
    }

    fn name(&mut self, id: u32, place: Utf16Range, named: bool) -> Result<()> {
        let piece = self.piece(id)?;
        if place.is_empty() || place.end > utf16_len(&piece.text) || matches!(piece.role, PieceRole::Noise) {
            return Err(Error::new(Code::Invalid, "没有选中文字", "请先在这一段里选中写上年问题的那几个字"));
        }
        let gone: Vec<Utf16Range> = piece.last_year.iter().filter(|other| overlap(other, &place)).cloned().collect();
        let words: Vec<_> = gone.into_iter().map(|place| (id, place.clone(), within(&piece.text, &place))).collect();
        piece.last_year.retain(|other| !overlap(other, &place));
        if named {
            piece.last_year.push(place.clone());
            piece.last_year.sort_by_key(|place| place.start);
            self.dropped.retain(|(other, dropped, _)| *other != id || !overlap(dropped, &place));
        } else {
            self.dropped.extend(words);
        }
        Ok(())
    }

    fn piece(&mut self, id: u32) -> Result<&mut Piece> {
        let missing = || Error::new(Code::NotFound, "这一段不在了", "请在左边重新选一段");
        self.now.pieces.iter_mut().find(|piece| piece.id == id).ok_or_else(missing)
    }

    fn note_problems(&mut self) {
        self.problems.extend(self.now.pieces.iter().filter(|piece| piece.problem).map(|piece| piece.id));
    }
}

/// The piece that is as the user wants it, after an edit.
fn settled(edit: &Edit) -> u32 {
    match edit {
        Edit::Role { piece, .. }
        | Edit::Kind { piece, .. }
        | Edit::Merge { piece }
        | Edit::Split { piece, .. }
        | Edit::Move { piece, .. }
        | Edit::Number { piece, .. }
        | Edit::Problem { piece, .. }
        | Edit::LastYear { piece, .. } => *piece,
    }
}

fn overlap(a: &Utf16Range, b: &Utf16Range) -> bool {
    a.start < b.end && b.start < a.end
}

/// The words of `text` at a place in UTF-16 units; a character that is cut by its border is left out.
pub(super) fn within(text: &str, place: &Utf16Range) -> String {
    let mut at = 0;
    let mut found = String::new();
    for c in text.chars() {
        let end = at + c.len_utf16();
        if at >= place.start && end <= place.end {
            found.push(c);
        }
        at = end;
    }
    found
}
