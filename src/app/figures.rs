//! 关键数据 over the years, as a table and as a file.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{DateTime, FixedOffset};

use super::extracts::Extracted;
use super::{App, FigureQuery, FigureRow, FigureTable};
use crate::Result;
use crate::export::xlsx;
use crate::model::{Sheet, SheetCell, SheetColumn, is_blank, one_line};

impl App {
    /// 关键数据 of all reports over the years.
    ///
    /// # Errors
    /// [`crate::Code::Io`] when the database cannot be read.
    pub fn figure_table(&mut self, query: FigureQuery) -> Result<FigureTable> {
        self.refresh_extracts(None)?;
        Ok(table(self.extracts(), &query.unit))
    }

    /// The table of figures as an .xlsx file: a name for it without folder, and its bytes.
    ///
    /// # Errors
    /// Those of [`App::figure_table`]; [`crate::Code::Invalid`] when the file cannot be made.
    pub fn figure_file(&mut self, query: FigureQuery) -> Result<(String, Vec<u8>)> {
        let table = self.figure_table(query)?;
        let sheet = sheet(&table, self.last_change());
        Ok(("关键数据.xlsx".into(), xlsx::write(&sheet)?))
    }
}

/// The organisation, the reporter where several of it report in one year, and the figure's name.
type Key = (String, String, String);

/// The figures of the reports of `unit`, or of all where that is empty.
fn table<'a>(reports: impl Iterator<Item = &'a Extracted>, unit: &str) -> FigureTable {
    let mut reports: Vec<&Extracted> = reports.filter(|report| report.year.is_some()).collect();
    // Of two reports of one year the one that was changed last has the say.
    reports.sort_by_key(|report| (report.year, report.ledger.modified(), report.saved()));
    let units: BTreeSet<&str> = reports.iter().map(|report| report.ledger.unit()).collect();
    let split = with_several_reporters(&reports);
    let mut rows: BTreeMap<Key, (FigureRow, HashMap<i32, String>)> = BTreeMap::new();
    let mut years = BTreeSet::new();
    for report in reports.iter().filter(|report| is_blank(unit) || report.ledger.unit() == unit) {
        let Some(year) = report.year else { continue };
        for figure in report.figures.iter().filter(|figure| !is_blank(&figure.name)) {
            let organisation = report.ledger.unit().to_string();
            let reporter = if split.contains(organisation.as_str()) { report.reporter.clone() } else { String::new() };
            let name = one_line(&figure.name);
            let (row, values) = rows.entry((organisation.clone(), reporter, name.clone())).or_default();
            row.organisation = organisation;
            row.reporter.clone_from(&report.reporter);
            row.name = name;
            if !is_blank(&figure.unit) {
                row.unit = one_line(&figure.unit);
            }
            // What an earlier report said is known from the later one where the earlier is not there.
            if let Some(last) = figure.last_year.filter(|_| !is_blank(&figure.last)) {
                values.entry(last).or_insert_with(|| one_line(&figure.last));
            }
            if !is_blank(&figure.value) {
                values.insert(year, one_line(&figure.value));
            }
            years.extend(values.keys());
        }
    }
    let years: Vec<i32> = years.into_iter().collect();
    let rows = rows.into_values().filter(|(_, values)| !values.is_empty());
    FigureTable {
        rows: rows
            .map(|(row, mut values)| FigureRow {
                values: years.iter().map(|year| values.remove(year).unwrap_or_default()).collect(),
                ..row
            })
            .collect(),
        years,
        units: units.into_iter().filter(|unit| !unit.is_empty()).map(String::from).collect(),
    }
}

/// The organisations of which several people report in one year: their figures are not one row. Where the reporter changes
/// from year to year, they are.
fn with_several_reporters<'a>(reports: &[&'a Extracted]) -> BTreeSet<&'a str> {
    let mut reporters: HashMap<(&str, Option<i32>), BTreeSet<&str>> = HashMap::new();
    for report in reports.iter().filter(|report| !report.figures.is_empty()) {
        reporters.entry((report.ledger.unit(), report.year)).or_default().insert(&report.reporter);
    }
    reporters.into_iter().filter(|(_, reporters)| reporters.len() > 1).map(|((unit, _), _)| unit).collect()
}

/// The table as a sheet.
fn sheet(table: &FigureTable, made: DateTime<FixedOffset>) -> Sheet {
    let column = |head: &str, width| SheetColumn { head: head.into(), width };
    let mut columns = vec![column("单位", 14), column("述职人", 6), column("数据", 14), column("计量单位", 6)];
    columns.extend(table.years.iter().map(|year| column(&format!("{year}年"), 7)));
    let text = |text: &String| SheetCell::Text(text.clone());
    let cells = |row: &FigureRow| {
        let words = [&row.organisation, &row.reporter, &row.name, &row.unit].map(text);
        words.into_iter().chain(row.values.iter().map(|value| number(value).unwrap_or_else(|| text(value)))).collect()
    };
    Sheet {
        title: "关键数据".into(),
        note: String::new(),
        columns,
        rows: table.rows.iter().map(cells).collect(),
        creator: "述职".into(),
        made,
    }
}

/// `text` as a number, where it is one that a number says again letter by letter: `007` and `1,200` are not.
fn number(text: &str) -> Option<SheetCell> {
    /// More digits than this a number does not hold.
    const MOST_DIGITS: usize = 15;
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | '-');
    let value = text.parse::<f64>().ok().filter(|_| text.len() <= MOST_DIGITS && text.chars().all(plain))?;
    let decimals = text.split_once('.').map_or(0, |(_, digits)| digits.len());
    let cell = SheetCell::Number { value, decimals: u8::try_from(decimals).ok()? };
    (cell.text() == text).then_some(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_one_that_says_the_same_again() {
        for text in ["12", "0", "12.50", "-3", "0.5"] {
            assert_eq!(number(text).map(|cell| cell.text()).as_deref(), Some(text));
        }
        for text in ["", "007", "1,200", "85%", "十二", "1e5", "inf", "12.", "1234567890123456", "--1"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
