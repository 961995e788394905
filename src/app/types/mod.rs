//! What goes over the border between engine and shell; the TypeScript in `ui/src/generated.ts` is made from these.

mod backup;
mod carry;
mod damage;
mod history;
mod import;
mod layout;
mod ledger;
mod revise;
mod search;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::check::{Finding, Matrix};
use crate::model::{Block, Document, Draft, LedgerColumn};
use crate::profile::{Placement, Profile};

pub use backup::{
    ArchiveContent, ArchiveRead, ArchivedReport, ArchivedState, ArchivedTemplate, BackupEntry, Backups, MergeArchive,
    MergeChoice, Merged, ReadArchive, SecondFolder, WriteArchive,
};
pub use carry::{ApplyFix, CarryChoice, CarryFrom, CarryOffer, CarryResult, LastYear, LastYearOf, OpenedDraft};
pub use damage::{DamagedReport, Health, Mend, Remedy, RemedySource, Rescued, SetAside};
pub use history::{CompareVersions, Comparison, KeepVersion, NameVersion, RestoreVersion, VersionEntry, Versions};
pub use import::{
    ImportChoose, ImportEarlier, ImportEdit, ImportEntry, ImportFile, ImportFileState, ImportFiles, ImportFinished,
    ImportId, ImportMoved, ImportParagraph, ImportPart, ImportPlace, ImportProblem, ImportProposal, ImportStep,
    ImportTable, ImportText, ImportView, Imports,
};
pub use layout::{
    Faces, ImportedLayout, LayoutEntry, LayoutId, LayoutOnly, LayoutReport, Layouts, PdfProgram, PdfProgress,
};
pub use ledger::{
    ExportLedger, FigureQuery, FigureRow, FigureTable, LedgerColumns, LedgerEdit, LedgerFormat, LedgerOffer,
    LedgerQuery, LedgerState, LedgerView, Reminder,
};
pub use revise::{ReviseApply, ReviseFile, ReviseOf, ReviseOffer, Revised, RevisedFrom};
pub use search::{Erased, Hit, HitPlace, Search, SearchFound};

/// Everything 首页 shows.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Home {
    /// The reports, newest year first; deleted ones last.
    pub reports: Vec<ReportSummary>,
    /// The templates to begin with.
    pub templates: Vec<TemplateSummary>,
    /// What is wrong with the user's own template files, one sentence each.
    pub notices: Vec<String>,
    /// Where the data lies, to show.
    pub data_dir: String,
    /// The year that a report begun now is usually about.
    pub report_year: i32,
    /// What is overdue or due within 30 days, the most urgent first.
    pub reminders: Vec<Reminder>,
}

/// A report in the list.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ReportSummary {
    /// The report's id.
    pub id: String,
    /// Its title, as composed.
    pub title: String,
    /// The unit.
    pub unit: String,
    /// The reporter.
    pub reporter: String,
    /// The year, if one is set.
    pub year: Option<i32>,
    /// Sections marked as done.
    pub parts_done: u32,
    /// Sections in all; 0 for an imported report that nobody went on with.
    pub parts_total: u32,
    /// Places still to be filled in.
    pub placeholders: u32,
    /// When it was last saved, RFC 3339.
    pub modified: String,
    /// When it was last exported, RFC 3339.
    pub exported: Option<String>,
    /// When it was deleted, RFC 3339.
    pub deleted: Option<String>,
    /// For how many days more a deleted one stays.
    pub days_left: Option<u32>,
}

/// A template in the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct TemplateSummary {
    /// The template's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whom it is for.
    pub description: String,
    /// The names of its parts.
    pub parts: Vec<String>,
    /// Whether it is one of the user's own files.
    pub own: bool,
}

/// A report, opened.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct OpenReport {
    /// The draft as stored.
    pub draft: Draft,
    /// The revision number to name at the next save.
    #[ts(type = "number")]
    pub revision: i64,
    /// When it was last saved, RFC 3339.
    pub saved_at: String,
    /// What is composed from it.
    pub view: View,
    /// The report that it was carried from is in the store, the bin included.
    pub earlier: bool,
}

/// What a save answers, after COMMIT.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Saved {
    /// The revision number to name at the next save.
    #[ts(type = "number")]
    pub revision: i64,
    /// When, RFC 3339.
    pub saved_at: String,
    /// The disk is full: this save took the room that was kept in reserve.
    pub low_space: bool,
}

/// A draft, composed, counted and checked.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct View {
    /// The composed document.
    pub document: Document,
    /// How it looks.
    pub profile: Profile,
    /// Gaps and indents that follow from what stands beside a paragraph, one for each block of the document.
    pub placements: Vec<Placement>,
    /// Where the layout departs from the standard, in words.
    pub departures: Vec<String>,
    /// What is to be filled in or put right.
    pub findings: Vec<Finding>,
    /// The sections of the form, in the order of the list on the left.
    pub sections: Vec<Section>,
    /// The number in front of each item, by item id, as printed.
    pub labels: BTreeMap<String, String>,
    /// This year's problems with the causes and measures that are linked to them, and its holes.
    pub matrix: Matrix,
    /// The names that stand for what is counted over the earlier problems, each with what is printed for it, the whole clause first.
    pub counted: Vec<(String, String)>,
    /// How often each of the draft's figures stands in a text, by figure id.
    pub figures: BTreeMap<String, u32>,
    /// The title that is composed when none is typed.
    pub composed_title: String,
    /// The byline that is composed when none is typed.
    pub composed_byline: String,
    /// 字数 of the whole text.
    pub characters: u32,
    /// 字数 of each item, by item id.
    pub item_characters: BTreeMap<String, u32>,
    /// Places still to be filled in.
    pub placeholders: u32,
    /// The share of the problem parts in percent, when there are any.
    pub problem_share: Option<u32>,
}

/// A section of the form: 基本信息, or a part.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Section {
    /// `basic`, the part's id, `figures` or `elements`.
    pub id: String,
    /// The name in the list.
    pub name: String,
    /// What a part is about, where its name is the heading of a file that was imported.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub about: Option<String>,
    /// The number as printed, `一、`; empty where there is none.
    pub number: String,
    /// How deep it stands: 0 for 基本信息 and level-1 parts.
    pub depth: u32,
    /// How far it is.
    pub state: SectionState,
    /// 字数.
    pub characters: u32,
    /// How many items it has.
    pub items: u32,
    /// Places still to be filled in.
    pub placeholders: u32,
    /// Errors, placeholders among them.
    pub errors: u32,
    /// Left out of the report by the user.
    pub left_out: bool,
}

/// How far a section is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum SectionState {
    /// Nothing typed.
    NotStarted,
    /// Something typed.
    Started,
    /// Marked as done.
    Done,
    /// Nothing of it is switched on.
    Unused,
}

/// What the user sets once for the program.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(default)]
pub struct Settings {
    /// Light or dark.
    pub theme: Theme,
    /// Zoom of the interface in percent, 100–200.
    pub zoom: u32,
    /// What a new report begins with as 单位.
    pub unit: String,
    /// What a new report begins with as 述职人.
    pub reporter: String,
    /// What a new report begins with as 职务.
    pub post: String,
    /// The author named in Word files; the reporter when empty.
    pub creator: String,
    /// The columns of 整改台账, in their order; the usual ones when empty.
    pub ledger_columns: Vec<LedgerColumn>,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            theme: Theme::System,
            zoom: 100,
            unit: String::new(),
            reporter: String::new(),
            post: String::new(),
            creator: String::new(),
            ledger_columns: Vec::new(),
        }
    }
}

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the system.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// No arguments.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Nothing {}

/// Names a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ReportId {
    /// The report's id.
    pub id: String,
}

/// What to begin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Create {
    /// The template's id.
    pub template: String,
    /// The year reported on.
    pub year: i32,
    /// Filled with the template's examples.
    pub sample: bool,
}

/// What to save.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Save {
    /// The whole draft.
    pub draft: Draft,
    /// The revision it is based on.
    #[ts(type = "number")]
    pub revision: i64,
}

/// A draft that is not saved yet.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct DraftOnly {
    /// The whole draft.
    pub draft: Draft,
}

/// Which part's example.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ExampleOf {
    /// The draft whose template it is.
    pub draft: Draft,
    /// The part's id.
    pub part: String,
}

/// A composed example.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Composed {
    /// The paragraphs.
    pub blocks: Vec<Block>,
}

/// What an export answers.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum Exported {
    /// The file is written.
    Written {
        /// The file's name.
        name: String,
        /// Its folder, to show.
        folder: String,
        /// To open it with.
        handle: u32,
    },
    /// The user closed the dialog.
    Cancelled,
}

/// What to export through the window's dialog.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct ExportReport {
    /// The report's id.
    pub id: String,
    /// Write although something is open.
    pub force: bool,
}

/// An exported file to open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct OpenExported {
    /// From [`Exported::Written`].
    pub handle: u32,
    /// The folder in place of the file.
    pub folder: bool,
}

/// An error as the page sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct Failure {
    /// What kind of failure it is.
    pub code: crate::Code,
    /// What failed.
    pub message: String,
    /// What to do.
    pub hint: String,
}
