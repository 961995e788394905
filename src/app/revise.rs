//! 改后稿: the file that a superior sends back, beside the version it was exported from. In: the file, read elsewhere; which of its
//! differences to take. Out: the differences; the report with them, the old one kept as a version first.

use std::path::Path;

use super::{App, OpenReport, ReportId, ReviseApply, ReviseOf, ReviseOffer, Revised, RevisedFrom};
use crate::import::{Reading, Source, read, read_bytes};
use crate::model::{Draft, brief, is_blank};
use crate::revise::{ChangeKind, LEAST_ALIKE, compare_since, distance, merged};
use crate::store::Cause;
use crate::{Code, Error, Result};

/// So many exported versions are looked at, from the latest on.
const MOST_EXPORTS: usize = 10;

/// The file that came back and was read last.
#[derive(Debug)]
pub struct ReturnedFile {
    name: String,
    source: Source,
}

/// Those of this sitting: one at a time.
#[derive(Default)]
pub(super) struct Returned {
    last: u32,
    file: Option<ReturnedFile>,
}

/// Reads the file at `path`. Costs time; done where no other call waits for it.
///
/// # Errors
/// [`Code::NotFound`] or [`Code::Io`] when it cannot be opened; [`Code::Invalid`] when it is none that can be read, or says nothing.
pub fn read_returned(path: &Path, reading: &Reading<'_>) -> Result<ReturnedFile> {
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let bytes = read_bytes(path, reading)?;
    let source = read(&bytes, &name, reading)?;
    if source.paragraphs.iter().all(|paragraph| is_blank(&paragraph.text)) {
        return Err(Error::new(Code::Invalid, format!("{name}：里面没有文字"), "请选领导改过的那个 Word 文件"));
    }
    Ok(ReturnedFile { name, source })
}

/// Whether a notice is about what stands around the pages.
fn is_furniture(notice: &str) -> bool {
    ["页眉", "页脚"].iter().any(|word| notice.starts_with(word))
}

impl App {
    /// Takes in a file that was read, and answers its number. The one before is dropped.
    pub fn take_returned(&mut self, file: ReturnedFile) -> u32 {
        self.returned.last += 1;
        self.returned.file = Some(file);
        self.returned.last
    }

    fn returned(&self, handle: u32) -> Result<&ReturnedFile> {
        let file = self.returned.file.as_ref().filter(|_| handle == self.returned.last);
        file.ok_or_else(|| Error::new(Code::NotFound, "读入的改后稿已经放下了", "请重新读入改后稿"))
    }

    /// The version of a report that `file` was made of: the exported one that is nearest to it, of several the latest. `None` when
    /// none is kept.
    fn exported(&self, id: &str, file: &ReturnedFile) -> Result<Option<(RevisedFrom, Draft)>> {
        let kept = self.store.versions(id)?.into_iter().filter(|version| version.cause == Cause::Export);
        let drafts = kept.filter_map(|version| {
            // A damaged one is none to compare with.
            let draft = self.version_draft(id, version.number).ok()?;
            Some((RevisedFrom { number: version.number, made: version.made }, draft))
        });
        Ok(drafts.take(MOST_EXPORTS).min_by_key(|(_, draft)| distance(draft, &file.source)))
    }

    /// What a returned file says otherwise than the version that it was made of, for the report as it is stored.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report or file; [`Code::Invalid`] when the report is damaged, or the file
    /// is another report.
    pub fn revise_offer(&mut self, of: ReviseOf) -> Result<ReviseOffer> {
        let OpenReport { draft, revision, view, .. } = self.open_report(ReportId { id: of.id.clone() })?;
        let file = self.returned(of.handle)?;
        let exported = self.exported(&of.id, file)?;
        let found = compare_since(exported.as_ref().map_or(&draft, |(_, exported)| exported), &draft, &file.source);
        if found.alike < LEAST_ALIKE {
            let message = format!("“{}”和“{}”几乎没有相同的文字，没有合并", file.name, brief(&view.document.title));
            let hint = "请确认选的是这份报告改过的稿子；往年的稿子请在首页用“导入 Word 旧稿”";
            return Err(Error::new(Code::Invalid, message, hint));
        }
        Ok(ReviseOffer {
            name: file.name.clone(),
            handle: of.handle,
            revision,
            from: exported.map(|(from, _)| from),
            // The page number is the program's own.
            notices: file.source.notices.iter().filter(|notice| !is_furniture(&notice.text)).cloned().collect(),
            changes: found.changes,
        })
    }

    /// Takes differences into the report, which is kept as a version first.
    ///
    /// # Errors
    /// [`Code::Conflict`] when something else was saved since the report was compared; [`Code::NotFound`] when there is no such
    /// report, file or version; [`Code::Invalid`] when the report is damaged; [`Code::Io`] when it cannot be written.
    pub fn revise_apply(&mut self, apply: ReviseApply) -> Result<Revised> {
        let ReviseApply { id, handle, revision, from, accepted } = apply;
        let opened = self.open_report(ReportId { id: id.clone() })?;
        if opened.revision != revision {
            let message = format!("“{}”在比较之后又改过，没有合并", brief(&opened.view.document.title));
            return Err(Error::new(Code::Conflict, message, "请重新读入改后稿，再比较一次"));
        }
        let exported = from.map(|number| self.version_draft(&id, number)).transpose()?;
        let exported = exported.as_ref().unwrap_or(&opened.draft);
        let found = compare_since(exported, &opened.draft, &self.returned(handle)?.source);
        let taken =
            found.changes.iter().filter(|change| change.kind != ChangeKind::Cannot && accepted.contains(&change.id));
        let taken = u32::try_from(taken.count()).unwrap_or(u32::MAX);
        let mut draft = merged(&opened.draft, &found, &accepted);
        if draft == opened.draft {
            return Ok(Revised { report: opened, merged: 0 });
        }
        draft.modified = (self.env.now)();
        self.write(&draft, revision, Some(Cause::Revise))?;
        Ok(Revised { report: self.open_report(ReportId { id })?, merged: taken })
    }
}
