//! 导入旧稿, over the border.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{OpenReport, ReportSummary};
use crate::import::{Edit, Format, Notice, Piece};
use crate::model::Cell;

/// Names an import that is under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportId {
    /// Its number in this sitting.
    pub id: u32,
}

/// A text that was pasted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ImportText {
    /// The text.
    pub text: String,
}

/// One step of the confirmation.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum ImportStep {
    /// Puts the recognition right.
    Edit {
        /// The change.
        edit: Edit,
    },
    /// Says whether a stretch of a piece names a problem of last year.
    LastYear {
        /// The piece.
        piece: u32,
        /// Where it begins in the piece's text, in UTF-16 units.
        start: usize,
        /// Where it ends.
        end: usize,
        /// Whether it does.
        named: bool,
    },
    /// Sets a table aside, or takes it up again.
    Table {
        /// Its cells.
        pieces: Vec<u32>,
        /// Whether it is set aside.
        aside: bool,
    },
    /// The piece was looked at and is what it was taken for.
    Sure {
        /// The piece.
        piece: u32,
    },
}

/// A step, in the import that it belongs to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ImportEdit {
    /// The import.
    pub id: u32,
    /// The step.
    pub step: ImportStep,
}

/// What the user chooses beside the text; what is absent stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct ImportChoose {
    /// The import.
    pub id: u32,
    /// The template's id.
    pub template: Option<String>,
    /// The year reported on.
    pub year: Option<i32>,
    /// The unit.
    pub unit: Option<String>,
    /// Whether it follows the report of the year before.
    pub chained: Option<bool>,
}

/// An import under way, with all that its screen shows.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ImportView {
    /// The line it has in the list.
    pub entry: ImportEntry,
    /// What the file was found to be.
    pub format: Format,
    /// What the reader left out or wondered at.
    pub notices: Vec<Notice>,
    /// The paragraphs of the file, in its order.
    pub paragraphs: Vec<ImportParagraph>,
    /// The pieces, in the report's order.
    pub pieces: Vec<Piece>,
    /// The headings in order, each with the pieces below it.
    pub parts: Vec<ImportPart>,
    /// The tables of the file, as far as they are still tables.
    pub tables: Vec<ImportTable>,
    /// What the user moved, and where it stands now.
    pub moved: Vec<ImportMoved>,
    /// What names a problem of this year, and what was taken for one.
    pub problems: Vec<ImportProblem>,
    /// Where last year's problems are named, and where they were thought to be.
    pub last_year: Vec<ImportPlace>,
    /// The pieces to be looked at, by their ids.
    pub unsure: Vec<u32>,
    /// The templates, the best first.
    pub proposals: Vec<ImportProposal>,
    /// The reports that were made from the same file, those in the bin included.
    pub duplicates: Vec<ReportSummary>,
    /// There is a step to take back.
    pub can_undo: bool,
    /// There is a step to take again.
    pub can_redo: bool,
}

/// An import in the list of those under way.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ImportEntry {
    /// Its number in this sitting.
    pub id: u32,
    /// The file's name.
    pub name: String,
    /// The title, in one line; empty where there is none.
    pub title: String,
    /// The year reported on, as found or chosen.
    pub year: Option<i32>,
    /// The unit, as found or chosen.
    pub unit: String,
    /// The chosen template's id.
    pub template: String,
    /// What was recognised, in a sentence.
    pub summary: String,
    /// How many pieces are to be looked at.
    pub unsure: u32,
    /// A report was made from the same file before, or the file is in the list twice.
    pub again: bool,
    /// Something was put right by hand.
    pub edited: bool,
    /// Whether it follows the report of an earlier year, where there is one.
    pub chained: bool,
    /// The report that it would follow.
    pub earlier: Option<ImportEarlier>,
}

/// The report that an import follows: the nearest earlier year of the same unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ImportEarlier {
    /// Its year.
    pub year: i32,
    /// Its title, or the name of its file.
    pub title: String,
    /// It is one of those that are still to be made.
    pub waiting: bool,
}

/// A paragraph of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct ImportParagraph {
    /// Its text with its number, where no piece begins in it: it was joined to another one, or is blank.
    pub text: String,
    /// Where it stands in a table.
    pub cell: Option<Cell>,
    /// The pieces that begin in it, by their ids; of one without text of its own that which holds it.
    pub pieces: Vec<u32>,
    /// It was joined to an earlier paragraph.
    pub joined: bool,
}

/// A table of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ImportTable {
    /// Which, as its cells name it.
    pub table: u32,
    /// The pieces in its cells.
    pub pieces: Vec<u32>,
    /// It was set aside as a whole.
    pub aside: bool,
    /// What becomes of it, in a sentence.
    pub says: String,
}

/// A piece that stands elsewhere than in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ImportMoved {
    /// The piece, and what was moved with it.
    pub pieces: Vec<u32>,
    /// Where it stands now, in words.
    pub place: String,
}

/// A heading with what stands below it, up to the next one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct ImportPart {
    /// The heading; none for what stands before the first one.
    pub heading: Option<u32>,
    /// How deep it stands, from 0.
    pub depth: u32,
    /// The pieces below it, by their ids; what was set aside is not among them.
    pub pieces: Vec<u32>,
    /// 字数 of those.
    pub characters: u32,
}

/// A template that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ImportProposal {
    /// The template's id.
    pub template: String,
    /// Its name.
    pub name: String,
    /// How well it fits, in percent.
    pub fit: u8,
    /// Why, the weightiest first.
    pub reasons: Vec<String>,
}

/// A piece that may name a problem of this year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ImportProblem {
    /// The piece.
    pub piece: u32,
    /// Its words.
    pub text: String,
    /// Whether it names one.
    pub named: bool,
}

/// A place that may name a problem of last year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ImportPlace {
    /// The piece.
    pub piece: u32,
    /// Where it begins in the piece's text, in UTF-16 units.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Its words.
    pub text: String,
    /// Whether it names one.
    pub named: bool,
}

/// The imports under way, the earliest year first.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
pub struct Imports {
    /// One line each.
    pub entries: Vec<ImportEntry>,
}

/// The report that an import became.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ImportFinished {
    /// The report as stored.
    pub report: OpenReport,
    /// What it was linked with, and what was not, one sentence each.
    pub notices: Vec<String>,
}

/// The files that are being read, as the shell tells of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
pub struct ImportFiles {
    /// One entry a file, in the order of the dialog; none when it was closed.
    pub files: Vec<ImportFile>,
}

/// One of the files that are being read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct ImportFile {
    /// Its name.
    pub name: String,
    /// How far it is.
    pub state: ImportFileState,
}

/// How far the reading of a file is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ImportFileState {
    /// It comes after others.
    Waiting,
    /// It is being read.
    Reading,
    /// It was read.
    Ready {
        /// The import it became.
        id: u32,
    },
    /// It cannot be read.
    Failed {
        /// Why not, and what to do.
        reason: String,
    },
    /// The user asked to stop before it was read.
    Cancelled,
}
