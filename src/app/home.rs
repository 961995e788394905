//! 首页.

use super::{App, Home, Nothing, ReportSummary, TemplateSummary, templates};
use crate::Result;
use crate::store::Entry;
use chrono::Datelike;

impl App {
    /// Everything 首页 shows.
    ///
    /// # Errors
    /// [`crate::Code::Io`] or [`crate::Code::Invalid`] when the database cannot be read.
    pub fn home(&mut self, _: Nothing) -> Result<Home> {
        let (known, faults) = templates(Some(self.data_dir()))?;
        Ok(Home {
            reports: self.reports()?,
            templates: known.iter().map(|known| known.summary()).collect::<Vec<TemplateSummary>>(),
            notices: faults.iter().map(|fault| format!("{}；{}", fault.message(), fault.hint())).collect(),
            data_dir: self.data_dir().display().to_string(),
            this_year: (self.env.now)().year(),
        })
    }

    /// The reports, newest year first; deleted ones last.
    ///
    /// # Errors
    /// [`crate::Code::Io`] or [`crate::Code::Invalid`] when the database cannot be read.
    pub fn reports(&self) -> Result<Vec<ReportSummary>> {
        Ok(self.store.list()?.into_iter().map(listed).collect())
    }
}

fn listed(entry: Entry) -> ReportSummary {
    let Entry { id, summary, modified, exported, deleted } = entry;
    ReportSummary {
        id,
        title: summary.title,
        unit: summary.unit,
        reporter: summary.reporter,
        year: summary.year,
        parts_done: summary.parts_done,
        parts_total: summary.parts_total,
        placeholders: summary.placeholders,
        modified,
        exported,
        deleted,
    }
}
