//! Proofreading: a draft and its composed document → findings. It never changes either.

mod attachments;
mod continuity;
mod document_number;
mod elements;
mod ending;
mod figures;
mod matrix;
mod placeholder;
mod required;
mod tally;
mod unknown_name;

use std::collections::HashSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::model::{Document, Draft, Origin};

pub use figures::uses;
pub use matrix::{Matrix, MatrixItem, MatrixRow, matrix};
pub use placeholder::placeholders;

/// Something to fill in or to put right, and where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Finding {
    /// The rule's id.
    pub rule: String,
    /// How much it weighs.
    pub level: Level,
    /// The part's id; `None` for a field of the draft.
    pub part: Option<String>,
    /// The item's id.
    pub item: Option<String>,
    /// The field: a template field's id, or a text of the part or item (see [`crate::model::Origin`]).
    pub field: Option<String>,
    /// Where the range begins in the field, in UTF-16 units.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// The text in that range.
    pub text: String,
    /// What is wrong, in Chinese.
    pub message: String,
    /// What would be right, in Chinese; may be empty.
    pub suggestion: String,
    /// What the program can do about it at a click.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub fix: Option<Fix>,
}

/// A mend that [`crate::carry::fix`] makes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fix {
    /// Takes a problem of [`Draft::carried`] in as a rectification item.
    TakeIn {
        /// The problem's id.
        problem: String,
    },
    /// Says of a problem named this year that it is an earlier one that has come back.
    MarkRecurs {
        /// The id of this year's problem.
        item: String,
        /// The id of the earlier one.
        problem: String,
    },
    /// Puts `{{name}}` in the place of a number that was typed.
    UseFigure {
        /// The part's id.
        part: String,
        /// The item's id; `None` for a text of the part itself.
        item: Option<String>,
        /// The field, as in [`Finding::field`].
        field: String,
        /// Where the number begins, in UTF-16 units.
        start: usize,
        /// Where it ends.
        end: usize,
        /// The figure's name.
        name: String,
    },
}

impl Finding {
    /// A finding on a whole entry of an item or a figure.
    fn on_entry(
        rule: &str,
        level: Level,
        (part, item, field): (Option<&str>, &str, &str),
        message: String,
        suggestion: &str,
    ) -> Finding {
        Finding {
            rule: rule.into(),
            level,
            part: part.map(String::from),
            item: Some(item.into()),
            field: Some(field.into()),
            start: 0,
            end: 0,
            text: String::new(),
            message,
            suggestion: suggestion.into(),
            fix: None,
        }
    }

    /// An error at a place in a typed text.
    fn in_text(rule: &str, origin: Origin, text: &str, message: String, suggestion: &str) -> Finding {
        Finding {
            rule: rule.into(),
            level: Level::Error,
            part: origin.part,
            item: origin.item,
            field: Some(origin.field),
            start: origin.start,
            end: origin.end,
            text: text.into(),
            message,
            suggestion: suggestion.into(),
            fix: None,
        }
    }
}

/// How much a finding weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Holds the export back.
    Error,
    /// Should be looked at.
    Warning,
    /// May be looked at.
    Hint,
}

/// All findings on `draft` as of `today`, in the order of the report.
#[must_use]
pub fn check(draft: &Draft, document: &Document, today: NaiveDate) -> Vec<Finding> {
    let mut findings = required::required(draft);
    findings.extend(continuity::check(draft, today));
    findings.extend(elements::check(draft, document));
    findings.extend(ending::check(draft, document));
    findings.extend(attachments::check(draft));
    // What is printed for a name that is missing would be told as a placeholder a second time.
    let unnamed: HashSet<&Option<String>> =
        findings.iter().filter(|one| one.rule == attachments::NO_NAME).map(|one| &one.item).collect();
    let mut in_text = placeholder::check(document);
    in_text.retain(|place| place.field.as_deref() != Some("name") || !unnamed.contains(&place.item));
    in_text.extend(unknown_name::check(document));
    in_text.extend(figures::check(draft, document));
    in_text.extend(tally::check(draft, document));
    in_text.extend(matrix::check(draft));
    findings.extend(in_text);
    findings
}
