//! What crosses the border about layout: profiles, faces, and the making of a PDF.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::faces::MissingFace;
use crate::model::Layout;
use crate::profile::Fault;

/// The layout profiles to choose from.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Layouts {
    /// Those that come with the program, the standard first.
    pub shipped: Vec<LayoutEntry>,
    /// The user's own.
    pub own: Vec<LayoutEntry>,
}

/// A layout profile in the list.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct LayoutEntry {
    /// The profile.
    pub layout: Layout,
    /// Where it departs from the standard, in words.
    pub departures: Vec<String>,
}

/// A layout profile.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
pub struct LayoutOnly {
    /// The profile.
    pub layout: Layout,
}

/// Names a layout profile.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct LayoutId {
    /// The profile's id.
    pub id: String,
}

/// The faces of a draft's pages.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Faces {
    /// Those that this computer lacks.
    pub missing: Vec<MissingFace>,
}

/// The program that makes PDF files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PdfProgram {
    /// Its name; `None` when this computer has none.
    pub name: Option<String>,
    /// Without one: how to make a PDF by hand.
    pub hint: String,
}

/// How far the making of a PDF is, as the event `pdf-progress` says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PdfProgress {
    /// In words.
    pub text: String,
}

/// What reading a layout profile's file answers.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct ImportedLayout {
    /// All profiles, the new one among them; `None` when no file was chosen.
    pub layouts: Option<Layouts>,
}

/// What is to be said of a layout profile that is being edited.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct LayoutReport {
    /// What is impossible in it; empty when it can be saved.
    pub faults: Vec<Fault>,
    /// Where it departs from the standard, in words.
    pub departures: Vec<String>,
    /// Lines a page; 0 while something is impossible.
    pub lines: u16,
}
