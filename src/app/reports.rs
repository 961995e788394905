//! Beginning, opening, saving, copying and deleting reports.

use super::{App, Composed, Create, DraftOnly, ExampleOf, Nothing, OpenReport, ReportId, Save, Saved, View};
use super::{copy, export, find_template, summary, view, view_on};
use crate::model::{Draft, YEARS, read_draft};
use crate::template::{Start, new_draft, sample_draft};
use crate::{Code, Error, Result, compose};

impl App {
    /// Begins a report from a template and stores it; unit, reporter and post come from the settings where they are set.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such template; [`Code::Invalid`] when the year is none; [`Code::Io`] when the
    /// report cannot be stored.
    pub fn create(&mut self, create: Create) -> Result<OpenReport> {
        let template = find_template(Some(self.data_dir()), &create.template)?;
        let start = Start { year: check_year(create.year)?, now: (self.env.now)(), ids: self.env.ids.as_mut() };
        if create.sample {
            let draft = sample_draft(&template, start);
            return self.store_new(draft);
        }
        let mut draft = new_draft(&template, start);
        let settings = self.settings_or_default()?;
        for (field, value) in [("unit", settings.unit), ("reporter", settings.reporter), ("post", settings.post)] {
            if !value.is_empty() && template.fields.iter().any(|asked| asked.id == field) {
                draft.fields.insert(field.into(), value);
            }
        }
        self.store_new(draft)
    }

    /// Opens a stored report.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is none; [`Code::Invalid`] when it is damaged.
    pub fn open_report(&mut self, which: ReportId) -> Result<OpenReport> {
        let stored = self.store.get(&which.id)?;
        let draft = read_draft(&stored.draft, &format!("报告 {}", which.id), self.env.ids.as_mut())?;
        Ok(OpenReport {
            revision: stored.revision,
            saved_at: draft.modified.to_rfc3339(),
            view: view_on(&draft, self.today()),
            earlier: self.has_earlier(&draft),
            draft,
        })
    }

    /// Saves a report; the answer comes after COMMIT. Its list of exports stays as stored, since the engine alone writes it.
    /// What was stored before becomes a version at the first save of a sitting and then every five minutes. A report that is
    /// not in the database any more is added again: what was typed is worth more than a removal that somebody else made.
    ///
    /// # Errors
    /// [`Code::Conflict`] when something else was saved in the meantime: what is stored stays, and this is kept as a version.
    /// [`Code::Io`] when it cannot be written.
    pub fn save(&mut self, save: Save) -> Result<Saved> {
        let Save { mut draft, revision } = save;
        match self.store.get(&draft.id) {
            Ok(stored) => export::keep_exports(&stored.draft, &mut draft)?,
            // The window holds the whole report: saving it puts right what was damaged or removed since it was opened.
            Err(error) if matches!(error.code(), Code::Invalid | Code::NotFound) => {}
            Err(error) => return Err(error),
        }
        draft.modified = (self.env.now)();
        let revision = self.write(&draft, revision, self.due(&draft.id))?;
        Ok(Saved { revision, saved_at: draft.modified.to_rfc3339(), low_space: self.store.is_low_on_space() })
    }

    /// Composes, counts and checks a draft, saved or not.
    ///
    /// # Errors
    /// None; a layout profile that is gone becomes a finding.
    pub fn view(&mut self, of: DraftOnly) -> Result<View> {
        Ok(view_on(&of.draft, self.today()))
    }

    /// Composes the example of a part.
    ///
    /// # Errors
    /// None; a part without an example has no paragraphs.
    pub fn example(&mut self, of: ExampleOf) -> Result<Composed> {
        Ok(Composed { blocks: compose::example(&of.draft, &of.part) })
    }

    /// Stores a copy of a report, for another reporter.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report; [`Code::Invalid`] when it is damaged; [`Code::Io`] when the copy
    /// cannot be stored.
    pub fn copy(&mut self, of: ReportId) -> Result<OpenReport> {
        let mut draft = self.open_report(of)?.draft;
        copy::renew(&mut draft, self.env.ids.as_mut());
        draft.created = (self.env.now)();
        draft.modified = draft.created;
        self.store_new(draft)
    }

    /// Stores a draft that comes from outside, as it is, and answers its id: its own, or a new one for a copy when that
    /// is taken.
    ///
    /// # Errors
    /// [`Code::Io`] when it cannot be stored.
    pub fn add(&mut self, mut draft: Draft) -> Result<String> {
        if self.store.contains(&draft.id)? {
            draft.id = self.env.ids.next();
        }
        Ok(self.store_new(draft)?.draft.id)
    }

    /// Marks a report as deleted.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is none; [`Code::Io`] when it cannot be written.
    pub fn remove(&mut self, which: ReportId) -> Result<Nothing> {
        let now = (self.env.now)().to_rfc3339();
        self.store.set_deleted(&which.id, Some(&now)).map(|()| Nothing {})
    }

    /// Takes a deleted report back.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is none; [`Code::Io`] when it cannot be written.
    pub fn restore(&mut self, which: ReportId) -> Result<Nothing> {
        self.store.set_deleted(&which.id, None).map(|()| Nothing {})
    }

    /// The day it is.
    pub(super) fn today(&self) -> chrono::NaiveDate {
        (self.env.now)().date_naive()
    }

    pub(super) fn store_new(&mut self, draft: Draft) -> Result<OpenReport> {
        let view = view(&draft);
        let revision = self.store.add(&draft, &summary(&draft, &view))?;
        self.begin_sitting(&draft.id);
        let earlier = self.has_earlier(&draft);
        Ok(OpenReport { revision, saved_at: draft.modified.to_rfc3339(), view, earlier, draft })
    }
}

/// A year that a report can be about.
///
/// # Errors
/// [`Code::Invalid`] outside [`YEARS`].
pub fn check_year(year: i32) -> Result<i32> {
    if YEARS.contains(&year) {
        return Ok(year);
    }
    Err(Error::new(Code::Invalid, format!("年份“{year}”不对"), "请填四位数字的年份，例如 2025"))
}
