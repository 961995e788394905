//! Search over all reports and versions.

use super::{App, Search, SearchFound};
use crate::{Code, Error, Result};

impl App {
    /// Finds the reports that hold all of the words.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report; [`Code::Io`] when the database cannot be read or written.
    pub fn search(&mut self, _: Search) -> Result<SearchFound> {
        Err(Error::new(Code::NotFound, "这项功能还没有做好", "请等下一版"))
    }
}
