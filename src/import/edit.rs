//! What a user puts right in a recognition. In: a recognition and an edit. Out: the recognition after it.

mod moved;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Piece, PieceRole, Recognition, recognise};
use crate::model::{Utf16Range, utf16_len};
use crate::template::PartKind;
use crate::{Code, Error, Result};

/// One change; a user's changes are a list of these, so that the last one can be undone.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "do", rename_all = "snake_case")]
pub enum Edit {
    /// Gives a piece another role; headings come with their level, from 1.
    Role {
        /// The piece.
        piece: u32,
        /// Its new role.
        role: PieceRole,
        /// The level of a heading.
        level: Option<u8>,
    },
    /// Says what the part below a heading is about.
    Kind {
        /// The heading.
        piece: u32,
        /// What it is about.
        kind: PartKind,
    },
    /// Joins a piece to the one before it.
    Merge {
        /// The later of the two.
        piece: u32,
    },
    /// Splits a piece in two.
    Split {
        /// The piece.
        piece: u32,
        /// Where the second begins in its text, in UTF-16 units.
        at: usize,
    },
    /// Moves a piece by one place: a heading with all below it past its neighbour, a cell with its table.
    Move {
        /// The piece.
        piece: u32,
        /// Towards the beginning.
        up: bool,
    },
    /// Says what the number of a heading or of one of a series is. One that goes on into the words takes them off; without any, the
    /// one that was there is put back into the words.
    Number {
        /// The piece.
        piece: u32,
        /// The number as displayed; empty for none.
        number: String,
    },
    /// Says whether a piece names a problem of this year.
    Problem {
        /// The piece.
        piece: u32,
        /// Whether it does.
        named: bool,
    },
    /// Says whether the `index`th place of a piece names a problem of last year.
    LastYear {
        /// The piece.
        piece: u32,
        /// Which of its places, from 0.
        index: usize,
        /// Whether it does.
        named: bool,
    },
}

impl Recognition {
    /// The recognition after `edit`. Numbers that follow from the roles (levels below, kinds inherited) are made anew.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such piece.
    pub fn edited(&self, edit: &Edit) -> Result<Recognition> {
        let mut after = self.clone();
        match edit {
            Edit::Role { piece, role, level } => after.give_role(*piece, *role, *level)?,
            Edit::Kind { piece, kind } => after.piece(*piece)?.kind = Some(*kind),
            Edit::Merge { piece } => after.merge(*piece)?,
            Edit::Split { piece, at } => after.split(*piece, *at)?,
            Edit::Move { piece, up } => after.shift(*piece, *up)?,
            Edit::Number { piece, number } => after.give_number(*piece, number)?,
            Edit::Problem { piece, named } => {
                let piece = after.piece(*piece)?;
                piece.problem = *named;
                if *named && piece.role == PieceRole::Text {
                    piece.role = PieceRole::Clause;
                }
            }
            Edit::LastYear { piece, index, named } => {
                let piece = after.piece(*piece)?;
                if !named && *index < piece.last_year.len() {
                    piece.last_year.remove(*index);
                }
            }
        }
        after.settle();
        Ok(after)
    }

    fn place(&self, id: u32) -> Result<usize> {
        let place = self.pieces.iter().position(|piece| piece.id == id);
        place.ok_or_else(|| Error::new(Code::NotFound, "这一段不在了", "请重新导入"))
    }

    fn piece(&mut self, id: u32) -> Result<&mut Piece> {
        let at = self.place(id)?;
        self.pieces.get_mut(at).ok_or_else(|| Error::new(Code::NotFound, "这一段不在了", "请重新导入"))
    }

    fn give_role(&mut self, id: u32, role: PieceRole, level: Option<u8>) -> Result<()> {
        let piece = self.piece(id)?;
        let same = piece.role == role;
        (piece.confidence, piece.reason) = (100, "由您指定".into());
        if role == PieceRole::Heading {
            piece.level = level.unwrap_or(if same { piece.level } else { 1 }).clamp(1, 9);
        }
        if same {
            return Ok(());
        }
        make_whole(piece);
        piece.role = role;
        if !matches!(role, PieceRole::Heading | PieceRole::Series | PieceRole::Clause) {
            piece.problem = false;
        }
        match role {
            PieceRole::Heading => self.take_apart(id, recognise::heading_of),
            PieceRole::Series => self.take_apart(id, recognise::member_of),
            _ => Ok(()),
        }
    }

    /// Takes number and punctuation off a piece that was text; what follows its first sentence stays text.
    fn take_apart(&mut self, id: u32, parts: fn(&str) -> (usize, std::ops::Range<usize>, usize)) -> Result<()> {
        let piece = self.piece(id)?;
        let (number, words, end) = parts(&piece.text);
        let (shown, rest) = (cut(&piece.text, 0..number), cut(&piece.text, end..piece.text.len()));
        let after = cut(&piece.text, words.end..end);
        let range = utf16_len(piece.text.get(..words.start).unwrap_or(""))
            ..utf16_len(piece.text.get(..words.end).unwrap_or(""));
        let from = utf16_len(piece.text.get(..end).unwrap_or(""));
        let names = std::mem::take(&mut piece.last_year);
        piece.last_year = shifted(&names, &range);
        piece.text = cut(&piece.text, words);
        (piece.number, piece.end) = (shown.trim().to_string(), after.trim().to_string());
        piece.run_in = piece.role == PieceRole::Heading && !rest.trim().is_empty();
        if rest.trim().is_empty() {
            return Ok(());
        }
        let blank = utf16_len(rest.get(..rest.len() - rest.trim_start().len()).unwrap_or(""));
        let second = Piece {
            paragraph: piece.paragraph,
            goes_on: true,
            text: rest.trim().to_string(),
            last_year: shifted(&names, &(from + blank..usize::MAX)),
            confidence: 100,
            reason: "由您指定".into(),
            ..Piece::default()
        };
        self.insert_after(id, second)
    }

    fn insert_after(&mut self, id: u32, piece: Piece) -> Result<()> {
        let at = self.place(id)?;
        self.pieces.insert(at + 1, Piece { id: self.next, ..piece });
        self.next = self.next.saturating_add(1);
        Ok(())
    }

    fn merge(&mut self, id: u32) -> Result<()> {
        let at = self.place(id)?;
        let Some(before) = at.checked_sub(1) else { return Ok(()) };
        let mut later = self.pieces.remove(at);
        make_whole(&mut later);
        let Some(piece) = self.pieces.get_mut(before) else { return Ok(()) };
        let joined = utf16_len(&piece.text) + utf16_len(&piece.end);
        piece.text = format!("{}{}{}", piece.text, std::mem::take(&mut piece.end), later.text);
        piece.last_year.extend(later.last_year.iter().map(|name| name.start + joined..name.end + joined));
        if piece.role == PieceRole::Heading {
            let words = piece.text.trim_end_matches(|c| END.contains(&c)).len();
            piece.end = piece.text.split_off(words);
            let length = utf16_len(&piece.text);
            piece.last_year.retain(|name| name.end <= length);
        }
        piece.problem |= later.problem && piece.role != PieceRole::Text;
        Ok(())
    }

    fn split(&mut self, id: u32, at: usize) -> Result<()> {
        let piece = self.piece(id)?;
        let mut units = 0;
        let place = piece.text.char_indices().find(|(_, c)| {
            let here = units >= at;
            units += c.len_utf16();
            here
        });
        let Some((place, _)) = place.filter(|(place, _)| *place > 0) else { return Ok(()) };
        let rest = piece.text.split_off(place);
        let names = std::mem::take(&mut piece.last_year);
        let length = utf16_len(&piece.text);
        piece.last_year = shifted(&names, &(0..length));
        let role =
            if matches!(piece.role, PieceRole::Heading | PieceRole::Series) { PieceRole::Text } else { piece.role };
        let second = Piece {
            paragraph: piece.paragraph,
            goes_on: true,
            role,
            text: format!("{rest}{}", std::mem::take(&mut piece.end)),
            last_year: shifted(&names, &(length..usize::MAX)),
            confidence: 100,
            reason: "由您指定".into(),
            ..Piece::default()
        };
        if piece.role == PieceRole::Heading {
            let words = piece.text.trim_end_matches(|c| END.contains(&c)).len();
            piece.end = piece.text.split_off(words);
            piece.run_in = true;
        }
        self.insert_after(id, second)
    }

    fn give_number(&mut self, id: u32, number: &str) -> Result<()> {
        let piece = self.piece(id)?;
        let number = number.trim();
        if !matches!(piece.role, PieceRole::Heading | PieceRole::Series) || number.chars().count() > LONGEST_NUMBER {
            return Err(Error::new(Code::Invalid, "这不是编号", "编号写在标题或“一是、二是”的前面，不超过12个字"));
        }
        if number == piece.number {
            return Ok(());
        }
        (piece.confidence, piece.reason) = (100, "由您指定".into());
        let end = std::mem::take(&mut piece.end);
        let typed = std::mem::take(&mut piece.number);
        let whole = format!("{typed}{}", piece.text);
        let border = number.is_empty() || number.starts_with(&typed);
        if let Some(words) = whole.strip_prefix(number).filter(|_| border) {
            let from = utf16_len(number) + utf16_len(words) - utf16_len(words.trim_start());
            let shift = |at: usize| (at + utf16_len(&typed)).saturating_sub(from);
            piece.last_year.iter_mut().for_each(|name| *name = shift(name.start)..shift(name.end));
            piece.last_year.retain(|name| !name.is_empty());
            piece.text = words.trim_start().to_string();
        }
        (piece.number, piece.end) = (number.to_string(), end);
        Ok(())
    }

    /// Makes anew what follows from the roles: no heading skips a level, parts of level 1 have a kind, and a heading is run-in
    /// only where its paragraph goes on.
    fn settle(&mut self) {
        let mut level = 0;
        let goes_on: Vec<bool> = (0..self.pieces.len())
            .map(|at| {
                let (piece, next) = (self.pieces.get(at), self.pieces.get(at + 1));
                let same = |next: &Piece| piece.is_some_and(|piece| piece.paragraph == next.paragraph);
                next.is_some_and(|next| {
                    let text = matches!(next.role, PieceRole::Text | PieceRole::Series | PieceRole::Clause);
                    next.goes_on && text && same(next)
                })
            })
            .collect();
        for (piece, goes_on) in self.pieces.iter_mut().zip(goes_on) {
            if piece.role != PieceRole::Heading {
                (piece.level, piece.run_in, piece.kind) = (0, false, None);
                continue;
            }
            piece.level = piece.level.clamp(1, level + 1);
            level = piece.level;
            piece.run_in &= goes_on;
            if piece.level == 1 && piece.kind.is_none() {
                piece.kind = Some(recognise::kind_of(&piece.text));
            }
        }
    }
}

/// No number is longer: `第二十三部分` has six letters.
const LONGEST_NUMBER: usize = 12;

/// The punctuation that a heading sheds.
const END: [char; 10] = ['。', '；', '：', '，', '、', '.', ';', ':', ',', ' '];

fn cut(text: &str, range: std::ops::Range<usize>) -> String {
    text.get(range).unwrap_or("").to_string()
}

/// The ranges that lie within `range`, counted from its start.
fn shifted(names: &[Utf16Range], range: &Utf16Range) -> Vec<Utf16Range> {
    let within = names.iter().filter(|name| name.start >= range.start && name.end <= range.end);
    within.map(|name| name.start - range.start..name.end - range.start).collect()
}

/// Puts number and punctuation back into a piece's text.
fn make_whole(piece: &mut Piece) {
    let number = utf16_len(&piece.number);
    piece.text = format!("{}{}{}", std::mem::take(&mut piece.number), piece.text, std::mem::take(&mut piece.end));
    piece.last_year.iter_mut().for_each(|name| *name = name.start + number..name.end + number);
}
