//! Word export of a stored report, with its record.

use std::path::Path;

use serde_json::{Value, json};

use super::{App, OpenReport, ReportId, View, view};
use crate::check::{Finding, Level};
use crate::export::{docx, write_file};
use crate::model::{Attachment, AttachmentKind, Draft, Extra, Ids, clean};
use crate::store::{Cause, Keep};
use crate::{Code, Error, Result};

/// The draft's key for the list of its exports.
pub(super) const EXPORTS: &str = "exports";

/// How many findings a refusal names.
const NAMED: usize = 3;

/// What holds the export back.
pub fn blocking(view: &View) -> impl Iterator<Item = &Finding> {
    view.findings.iter().filter(|finding| finding.level == Level::Error)
}

/// The Word file of `draft`, with `creator` as its author unless that is empty. `force` writes although something is open.
///
/// # Errors
/// [`Code::Blocked`] when something must be filled in first; [`Code::Invalid`] when the file cannot be made.
pub fn word_file(draft: &Draft, creator: &str, force: bool) -> Result<Vec<u8>> {
    let mut view = view(draft);
    if !force {
        refuse_open_points(&view)?;
    }
    if !creator.trim().is_empty() {
        view.document.creator = creator.trim().into();
    }
    docx::write(&view.document, &view.profile)
}

/// Puts 整改台账 of `draft` behind it as an attachment, unless it is there already. What is typed of attachments that are
/// switched off stays off.
pub fn attach_ledger(draft: &mut Draft, ids: &mut dyn Ids) {
    let attachments = &mut draft.elements.attachments;
    if !attachments.on {
        attachments.items.clear();
    }
    attachments.on = true;
    if !attachments.items.iter().any(|attachment| attachment.kind == AttachmentKind::Ledger) {
        attachments.items.push(Attachment {
            id: ids.next(),
            name: "整改台账".into(),
            kind: AttachmentKind::Ledger,
            wide: true,
            ..Attachment::default()
        });
    }
}

impl App {
    /// Writes the Word file of a stored report to `target` and records it in the report. `force` writes although
    /// something is open, and is recorded with the rest.
    ///
    /// # Errors
    /// [`Code::Blocked`] when something must be filled in first, with the first of it in the message; [`Code::NotFound`]
    /// when there is no such report; [`Code::Io`] when the file or the record cannot be written.
    pub fn export_docx(&mut self, id: &str, target: &Path, force: bool) -> Result<()> {
        let (bytes, forced) = self.begin_export(id, force)?;
        write_file(target, &bytes)?;
        let name = target.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.record_export(id, &name, forced)
    }

    /// Keeps what is stored of a report as a version and makes the Word file of it: the file and the version are the same, however
    /// long the writing takes.
    ///
    /// # Errors
    /// Those of [`App::word_bytes`]; [`Code::Io`] when the version cannot be kept.
    pub fn begin_export(&mut self, id: &str, force: bool) -> Result<(Vec<u8>, bool)> {
        let export = self.word_bytes(id, force)?;
        self.keep_exported(id)?;
        Ok(export)
    }

    /// Keeps what is stored of a report as a version, for an export.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report; [`Code::Io`] when it cannot be written.
    pub fn keep_exported(&mut self, id: &str) -> Result<()> {
        let made = (self.env.now)().to_rfc3339();
        self.store.keep(id, &Keep { cause: Cause::Export, name: None, made: &made })?;
        self.note_kept(id);
        Ok(())
    }

    /// The Word file of a stored report, to be turned into something else. `force` makes it although something is open; whether
    /// that was so stands beside it.
    ///
    /// # Errors
    /// [`Code::Blocked`] when something must be filled in first; [`Code::NotFound`] when there is no such report.
    pub fn word_bytes(&mut self, id: &str, force: bool) -> Result<(Vec<u8>, bool)> {
        let draft = self.open_report(ReportId { id: id.into() })?.draft;
        let forced = force && blocking(&view(&draft)).next().is_some();
        Ok((word_file(&draft, &self.creator()?, forced)?, forced))
    }

    /// Records in the report that it was exported to a file called `name`, and whether that was `forced` although something
    /// was open; its time of change and its revision number stay.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report; [`Code::Io`] when it cannot be written.
    pub fn record_export(&mut self, id: &str, name: &str, forced: bool) -> Result<()> {
        let mut draft = self.open_report(ReportId { id: id.into() })?.draft;
        let when = (self.env.now)().to_rfc3339();
        let entry = json!({ "when": when, "forced": forced, "file": name });
        match draft.extra.get_mut(EXPORTS) {
            Some(Value::Array(exports)) => exports.push(entry),
            _ => {
                draft.extra.insert(EXPORTS.into(), Value::Array(vec![entry]));
            }
        }
        self.store.note_export(&draft, &when)
    }

    /// The author named in Word files by the settings; empty for the report's own, and where the settings are damaged.
    ///
    /// # Errors
    /// [`Code::Io`] when the settings cannot be read.
    pub fn creator(&self) -> Result<String> {
        Ok(self.settings_or_default()?.creator)
    }

    /// A file name, without its extension, for a stored report that every system accepts: its title and its reporter, whose
    /// name tells apart the reports of one year.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report; [`Code::Invalid`] when it is damaged.
    pub fn export_name(&mut self, id: &str) -> Result<String> {
        let OpenReport { draft, view, .. } = self.open_report(ReportId { id: id.into() })?;
        let reporter = draft.fields.get("reporter").map_or("", String::as_str);
        Ok(file_stem(&view.document.title, reporter))
    }
}

/// Puts the exports recorded in `stored` into `draft`, in place of what it says itself: a window that was open during an
/// export knows nothing of it.
pub(super) fn keep_exports(stored: &str, draft: &mut Draft) -> Result<()> {
    let mut stored: Extra = serde_json::from_str(stored).map_err(|error| {
        Error::new(Code::Invalid, format!("报告 {} 已损坏", draft.id), "请从备份找回这份报告").with_source(error)
    })?;
    match stored.shift_remove(EXPORTS) {
        Some(exports) => draft.extra.insert(EXPORTS.into(), exports),
        None => draft.extra.shift_remove(EXPORTS),
    };
    Ok(())
}

fn refuse_open_points(view: &View) -> Result<()> {
    let open: Vec<&Finding> = blocking(view).collect();
    if open.is_empty() {
        return Ok(());
    }
    let named: Vec<&str> = open.iter().take(NAMED).map(|finding| finding.message.trim_end_matches('。')).collect();
    let rest = if open.len() > NAMED { " 等" } else { "" };
    let message = format!("还有 {} 处没有填好，没有导出：{}{rest}", open.len(), named.join("；"));
    Err(Error::new(Code::Blocked, message, "请先填好；确实要先导出，可以选择仍然导出，报告里会留下记录"))
}

/// `text` as a file name without extension that every system accepts; `otherwise` where nothing of it is left.
#[must_use]
pub fn file_name(text: &str, otherwise: &str) -> String {
    const LONGEST: usize = 120;
    match allowed(text, LONGEST) {
        name if name.is_empty() => otherwise.into(),
        name => name,
    }
}

/// `title（reporter）` as a file name: without what Windows forbids, and short enough for every file system.
fn file_stem(title: &str, reporter: &str) -> String {
    const LONGEST: usize = 200;
    const LONGEST_REPORTER: usize = 60;
    let reporter = match allowed(reporter, LONGEST_REPORTER) {
        name if name.is_empty() || title.contains(&name) => String::new(),
        name => format!("（{name}）"),
    };
    let stem = allowed(title, LONGEST - reporter.len());
    // Windows keeps these names for devices, with any extension.
    let device = |name: &str| {
        ["CON", "PRN", "AUX", "NUL"].contains(&name)
            || (name.len() == 4 && (name.starts_with("COM") || name.starts_with("LPT")))
    };
    let first = stem.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let own = if stem.is_empty() || device(&first) { "述职报告" } else { "" };
    format!("{own}{stem}{reporter}")
}

/// What of `text` may stand in a file name, at most `longest` bytes of it.
fn allowed(text: &str, longest: usize) -> String {
    let allowed = |c: &char| !(c.is_control() || matches!(c, '<' | '>' | ':' | '"' | '/' | '\\' | '|' | '?' | '*'));
    let mut name = String::new();
    for c in clean(text).chars().filter(allowed) {
        if name.len() + c.len_utf8() > longest {
            break;
        }
        name.push(c);
    }
    name.trim_matches(|c: char| c == '.' || c.is_whitespace()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_name_is_one_on_every_system() {
        let of = |title: &str| file_stem(title, "");
        assert_eq!(of("2025年度抓基层党建工作述职报告"), "2025年度抓基层党建工作述职报告");
        assert_eq!(of("a/b\\c:d*e?f\"g<h>i|j\nk"), "abcdefghijk");
        assert_eq!(of("../..报告. "), "报告");
        assert_eq!(of(" ... "), "述职报告");
        assert_eq!(of("con.txt"), "述职报告con.txt");
        let long = of(&"述".repeat(100));
        assert!(long.len() <= 200 && long.chars().all(|c| c == '述'), "{long}");
    }

    #[test]
    fn a_file_name_ends_in_the_reporter() {
        assert_eq!(file_stem("述职报告", " 李明远 "), "述职报告（李明远）");
        assert_eq!(file_stem("李明远述职报告", "李明远"), "李明远述职报告");
        assert_eq!(file_stem("述职报告", "李/明\n\u{202e}远"), "述职报告（李明远）");
        assert_eq!(file_stem("述职报告", "…\u{0} . "), "述职报告（…）");
        assert_eq!(file_stem("述职报告", " . "), "述职报告");
        assert_eq!(file_stem("", "李明远"), "述职报告（李明远）");
        let long = file_stem(&"述".repeat(100), &"李".repeat(100));
        assert!(long.len() <= 200 && long.ends_with("李）"), "{long}");
    }
}
