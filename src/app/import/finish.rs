//! The end of an import: the report in the store. And what stored reports were made from, so that a second import of a file is
//! noticed.

use std::collections::HashMap;

use serde::Deserialize;
use serde_json::json;

use super::super::{App, ImportEntry, ImportFinished, ImportId, OpenReport, ReportSummary};
use super::chain::{Before, Made};
use super::{IMPORTED, Import, names, show};
use crate::import::{self, draft};
use crate::template::Start;
use crate::{Code, Error, Result};

/// Reports by the SHA-256 of the file that they were made from.
#[derive(Default)]
pub(super) struct Origins(HashMap<String, Vec<String>>);

impl App {
    /// Makes the report and stores it.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such import; [`Code::Invalid`] without a year; [`Code::Io`] when the report cannot be
    /// stored: the import goes on then.
    pub fn import_finish(&mut self, of: ImportId) -> Result<ImportFinished> {
        let ImportId { id } = of;
        let one = self.under_way(id)?;
        let Some(who) = one.who() else {
            let message = format!("“{}”没有写明年度，还不能建立报告", one.name);
            return Err(Error::new(Code::Invalid, message, "请在上方填述职年度"));
        };
        let before = match one.chained {
            true => self.before(&who, one.batch, &self.reports()?),
            false => None,
        };
        let now = (self.env.now)();
        let one = super::under_way(&mut self.imports.open, id)?;
        let chosen = one.template().to_string();
        let Some(template) = one.templates.iter().find(|template| template.id == chosen) else {
            return Err(Error::new(Code::NotFound, "还没有选模板", "请在上方选一个模板"));
        };
        let start = Start { year: who.year, now, ids: self.env.ids.as_mut() };
        let mut draft = draft(&one.source, one.steps.now(), template, start);
        draft.year = Some(who.year);
        if !who.unit.is_empty() {
            draft.fields.insert("unit".into(), who.unit.clone());
        }
        names::name_parts(&mut draft);
        draft.extra.insert(IMPORTED.into(), json!({ "name": one.name, "sha256": one.sha256 }));
        let numbers = import::told(one.steps.now(), &draft).into_iter().map(|notice| notice.text);
        let mut notices: Vec<String> = numbers.collect();
        let (sha256, batch, chained) = (one.sha256.clone(), one.batch, one.chained);
        if let Some(Before::Report(report)) = before {
            notices.extend(self.follow(&mut draft, &report.id)?.told);
        }
        let loose = chained && draft.previous.is_none();
        let report: OpenReport = self.store_new(draft)?;
        self.imports.open.retain(|one| one.id != id);
        let made = report.draft.id.clone();
        if let Some(origins) = &mut self.imports.origins {
            origins.0.entry(sha256).or_default().push(made.clone());
        }
        self.imports.made.push(Made { report: made, batch, who, loose });
        // The report is stored; that a later one cannot be linked to it is told, and no failure of this one.
        match self.link_loose(batch) {
            Ok(told) => notices.extend(told),
            Err(error) => notices.push(format!("{}；{}", error.message(), error.hint())),
        }
        Ok(ImportFinished { report, notices })
    }

    /// The line of an import in the list.
    pub(super) fn entry(&self, one: &Import, reports: &[ReportSummary]) -> ImportEntry {
        let who = one.who();
        let before = who.as_ref().and_then(|who| Some((self.before(who, one.batch, reports)?, who.year)));
        let twice = self.imports.open.iter().any(|other| other.id != one.id && other.sha256 == one.sha256);
        ImportEntry {
            again: twice || !self.duplicates(one, reports).is_empty(),
            earlier: before.and_then(|(before, year)| before.told(&self.imports.open, year)),
            ..show::entry(one)
        }
    }

    /// The reports that were made from the same file.
    pub(super) fn duplicates(&self, one: &Import, reports: &[ReportSummary]) -> Vec<ReportSummary> {
        let made = self.imports.origins.as_ref().and_then(|origins| origins.0.get(&one.sha256));
        let made = made.into_iter().flatten().filter_map(|id| reports.iter().find(|report| report.id == *id));
        made.cloned().collect()
    }

    /// Reads once what the stored reports were made from; a report that cannot be read is left out.
    pub(super) fn know_origins(&mut self) -> Result<()> {
        #[derive(Deserialize)]
        struct Told {
            imported: Option<File>,
        }
        #[derive(Deserialize)]
        struct File {
            sha256: String,
        }
        if self.imports.origins.is_some() {
            return Ok(());
        }
        let mut origins = Origins::default();
        for entry in self.store.list()? {
            let Ok(stored) = self.store.get(&entry.id) else { continue };
            if let Ok(Told { imported: Some(File { sha256 }) }) = serde_json::from_str(&stored.draft) {
                origins.0.entry(sha256).or_default().push(entry.id);
            }
        }
        self.imports.origins = Some(origins);
        Ok(())
    }
}
