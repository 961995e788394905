//! 首页.

use super::bin::days_left;
use super::{App, Home, Nothing, ReportSummary, TemplateSummary, templates};
use crate::Result;
use crate::store::Entry;
use chrono::{Datelike, NaiveDate};

impl App {
    /// Everything 首页 shows.
    ///
    /// # Errors
    /// [`crate::Code::Io`] or [`crate::Code::Invalid`] when the database cannot be read.
    pub fn home(&mut self, _: Nothing) -> Result<Home> {
        let (known, faults) = templates(Some(self.data_dir()))?;
        // What cannot go today goes at another start; the list is shown all the same.
        let _ = self.tidy_bin();
        Ok(Home {
            reports: self.reports()?,
            templates: known.iter().map(|known| known.summary()).collect::<Vec<TemplateSummary>>(),
            notices: faults.iter().map(|fault| format!("{}；{}", fault.message(), fault.hint())).collect(),
            data_dir: self.data_dir().display().to_string(),
            report_year: report_year((self.env.now)().date_naive()),
            // The list is shown although what is due cannot be read.
            reminders: self.reminders().unwrap_or_default(),
        })
    }

    /// The reports, newest year first; deleted ones last.
    ///
    /// # Errors
    /// [`crate::Code::Io`] or [`crate::Code::Invalid`] when the database cannot be read.
    pub fn reports(&self) -> Result<Vec<ReportSummary>> {
        let today = (self.env.now)().date_naive();
        Ok(self.store.list()?.into_iter().map(|entry| listed(entry, today)).collect())
    }
}

fn listed(entry: Entry, today: NaiveDate) -> ReportSummary {
    let days_left = days_left(&entry, today);
    let Entry { id, summary, modified, exported, deleted, due: _ } = entry;
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
        days_left,
    }
}

/// The year that a report begun on `today` is usually about: reports are written from November to the end of March.
pub(super) fn report_year(today: NaiveDate) -> i32 {
    if today.month() <= 3 { today.year() - 1 } else { today.year() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_begun_after_the_new_year_is_about_the_old_one() {
        let of = |year, month| NaiveDate::from_ymd_opt(year, month, 15).map(report_year);
        assert_eq!(
            (of(2025, 12), of(2026, 1), of(2026, 3), of(2026, 4)),
            (Some(2025), Some(2025), Some(2025), Some(2026))
        );
    }
}
