//! 整改台账 and 关键数据 over the years.

use super::{App, FigureQuery, FigureTable, LedgerColumns, LedgerEdit, LedgerFormat, LedgerQuery, LedgerView, Nothing};
use crate::{Code, Error, Result};

impl App {
    /// The rows that `query` asks for, over all reports that are not deleted.
    ///
    /// # Errors
    /// [`Code::Io`] when the database cannot be read; a damaged report becomes a notice.
    pub fn ledger(&mut self, _query: LedgerQuery) -> Result<LedgerView> {
        Err(unfinished())
    }

    /// Changes an item in the draft it belongs to.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report or item; [`Code::Io`] when it cannot be stored.
    pub fn edit_ledger(&mut self, _edit: LedgerEdit) -> Result<Nothing> {
        Err(unfinished())
    }

    /// Sets the columns that the ledger shows and prints.
    ///
    /// # Errors
    /// [`Code::Io`] when they cannot be stored.
    pub fn set_ledger_columns(&mut self, _columns: LedgerColumns) -> Result<LedgerColumns> {
        Err(unfinished())
    }

    /// 关键数据 of all reports over the years.
    ///
    /// # Errors
    /// [`Code::Io`] when the database cannot be read.
    pub fn figure_table(&mut self, _query: FigureQuery) -> Result<FigureTable> {
        Err(unfinished())
    }

    /// The ledger as a file: a name for it without folder, and its bytes.
    ///
    /// # Errors
    /// Those of [`App::ledger`]; [`Code::Invalid`] when the file cannot be made.
    pub fn ledger_file(&mut self, _query: LedgerQuery, _format: LedgerFormat) -> Result<(String, Vec<u8>)> {
        Err(unfinished())
    }

    /// The table of figures as an .xlsx file: a name for it without folder, and its bytes.
    ///
    /// # Errors
    /// Those of [`App::figure_table`]; [`Code::Invalid`] when the file cannot be made.
    pub fn figure_file(&mut self, _query: FigureQuery) -> Result<(String, Vec<u8>)> {
        Err(unfinished())
    }
}

fn unfinished() -> Error {
    Error::new(Code::Invalid, "还没有台账", "")
}
