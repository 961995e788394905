//! 整改台账: the rows, the files, and changes that go to the draft they belong to.

mod due;
mod edit;

use std::collections::BTreeSet;

use chrono::{DateTime, FixedOffset};

use super::{App, LedgerColumns, LedgerFormat, LedgerQuery, LedgerView, Nothing};
use crate::Result;
use crate::export::{csv, docx, xlsx};
use crate::ledger::{self, Extract, Ledger, Row, Selection, of_extracts, select};
use crate::model::{LedgerColumn, Sheet, one_line};
use crate::profile::{Profile, STANDARD};

impl App {
    /// The rows that `query` asks for, over all reports that are not deleted.
    ///
    /// # Errors
    /// [`crate::Code::Io`] when the database cannot be read; a damaged report becomes a notice.
    pub fn ledger(&mut self, query: LedgerQuery) -> Result<LedgerView> {
        let (ledger, mut notices) = self.whole_ledger()?;
        notices.extend(ledger.notices.iter().cloned());
        let columns = self.ledger_columns()?;
        let offers = self.ledger_offers(&ledger)?;
        let Selection { rows, all, open, overdue, tally } = select(&ledger, &query);
        let cells = |(number, row): (u32, &&Row)| {
            columns.iter().map(|column| ledger::cell(row, number, *column).text()).collect()
        };
        let choices = Choices::of(&ledger);
        Ok(LedgerView {
            cells: (1..).zip(&rows).map(cells).collect(),
            rows: rows.into_iter().cloned().collect(),
            columns,
            all,
            open,
            overdue,
            sentence: tally.sentence(),
            units: choices.units,
            years: choices.years,
            owners: choices.owners,
            notices,
            offers,
        })
    }

    /// Sets the columns that the ledger shows and prints, and answers them as they are shown.
    ///
    /// # Errors
    /// [`crate::Code::Invalid`] when the stored settings are damaged; [`crate::Code::Io`] when they cannot be stored.
    pub fn set_ledger_columns(&mut self, chosen: LedgerColumns) -> Result<LedgerColumns> {
        let mut settings = self.settings(Nothing {})?;
        settings.ledger_columns = if chosen.columns.is_empty() { Vec::new() } else { ledger::columns(&chosen.columns) };
        let settings = self.set_settings(settings)?;
        Ok(LedgerColumns { columns: ledger::columns(&settings.ledger_columns) })
    }

    /// The ledger as a file: a name for it without folder, and its bytes.
    ///
    /// # Errors
    /// Those of [`App::ledger`]; [`crate::Code::Invalid`] when the file cannot be made.
    pub fn ledger_file(&mut self, query: LedgerQuery, format: LedgerFormat) -> Result<(String, Vec<u8>)> {
        let (ledger, _) = self.whole_ledger()?;
        let columns = self.ledger_columns()?;
        let rows = select(&ledger, &query).rows;
        let (today, made) = (self.today(), self.last_change());
        let sheet = match format {
            LedgerFormat::ShortDocx => ledger::short_sheet(&rows, today, made),
            _ => ledger::sheet(&rows, &columns, today, made),
        };
        let name = format!("整改台账.{}", format.extension());
        Ok((name, ledger_bytes(&sheet, format)?))
    }

    /// The ledger over all reports that are not deleted, and what could not be read.
    fn whole_ledger(&mut self) -> Result<(Ledger, Vec<String>)> {
        let notices = self.refresh_extracts(None)?;
        let today = self.today();
        let extracts: Vec<&Extract> = self.extracts().map(|one| &one.ledger).collect();
        Ok((of_extracts(&extracts, today), notices))
    }

    /// When a report was changed last: files made of the same reports are said to be made at the same time.
    pub(super) fn last_change(&self) -> DateTime<FixedOffset> {
        self.extracts().map(|one| one.ledger.modified()).max().unwrap_or_else(|| (self.env.now)())
    }

    fn ledger_columns(&self) -> Result<Vec<LedgerColumn>> {
        Ok(ledger::columns(&self.settings_or_default()?.ledger_columns))
    }
}

impl LedgerFormat {
    /// The extension of its files, without the dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            LedgerFormat::Xlsx => "xlsx",
            LedgerFormat::Docx | LedgerFormat::ShortDocx => "docx",
            LedgerFormat::Csv => "csv",
        }
    }
}

/// The bytes of a ledger's file.
///
/// # Errors
/// [`crate::Code::Invalid`] when it cannot be made.
pub fn ledger_bytes(sheet: &Sheet, format: LedgerFormat) -> Result<Vec<u8>> {
    match format {
        LedgerFormat::Xlsx => xlsx::write(sheet),
        LedgerFormat::Csv => Ok(csv::write(sheet)),
        LedgerFormat::Docx | LedgerFormat::ShortDocx => {
            docx::write(&ledger::document(sheet), &Profile::named(STANDARD)?)
        }
    }
}

/// What can be chosen to filter by.
struct Choices {
    units: Vec<String>,
    years: Vec<i32>,
    owners: Vec<String>,
}

impl Choices {
    fn of(ledger: &Ledger) -> Choices {
        let (mut units, mut years, mut owners) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        for row in &ledger.rows {
            owners.insert(one_line(&row.owner));
            for year in &row.years {
                years.insert(year.year);
                units.extend(year.entries.iter().map(|entry| entry.unit.as_str()));
            }
        }
        Choices {
            units: units.into_iter().filter(|unit| !unit.is_empty()).map(String::from).collect(),
            years: years.into_iter().rev().collect(),
            owners: owners.into_iter().filter(|owner| !owner.is_empty()).collect(),
        }
    }
}
