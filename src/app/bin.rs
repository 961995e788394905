//! Deleted reports: how long they stay, and how one goes for good.

use super::{App, Erased, ReportId};
use crate::{Code, Error, Result};

impl App {
    /// Removes a report with all traces that the program can reach.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report; [`Code::Io`] when the database cannot be read or written.
    pub fn erase(&mut self, _: ReportId) -> Result<Erased> {
        Err(Error::new(Code::NotFound, "这项功能还没有做好", "请等下一版"))
    }
}
