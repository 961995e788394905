//! A recognition as the command line shows it.

use serde::Serialize;

use super::{Recognition, Source};

/// What `shuzhi outline` answers.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Outline {
    /// The title in one line.
    pub title: Option<String>,
    /// 署名行 under the title.
    pub subtitle: Option<String>,
    /// The date, without brackets.
    pub date: Option<String>,
    /// The headings as a tree.
    pub sections: Vec<Section>,
    /// This year's problems, by their naming clauses.
    pub problems: Vec<String>,
    /// Last year's problems, as quoted or named.
    pub last_year_problems: Vec<String>,
    /// How many places are to be filled in.
    pub placeholders: usize,
    /// Lines that are no part of the report.
    pub noise: Vec<String>,
}

/// A heading with what stands below it.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Section {
    /// The depth of nesting, from 1.
    pub level: u8,
    /// The number as displayed.
    pub number: String,
    /// The heading without number and end punctuation.
    pub heading: String,
    /// Whether text follows in the same paragraph.
    pub run_in: bool,
    /// The headings below it.
    pub children: Vec<Section>,
}

/// The outline of what was recognised in `source`.
#[must_use]
pub fn outline(source: &Source, recognition: &Recognition) -> Outline {
    let _ = (source, recognition);
    Outline::default()
}
