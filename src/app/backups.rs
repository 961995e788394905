//! Backups, and moving to another computer.

use super::{App, Backups, Nothing};
use crate::{Code, Error, Result};

impl App {
    /// The backups there are.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report; [`Code::Io`] when the database cannot be read or written.
    pub fn backups(&mut self, _: Nothing) -> Result<Backups> {
        Err(Error::new(Code::NotFound, "这项功能还没有做好", "请等下一版"))
    }

    /// Backs up to no second folder any more.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report; [`Code::Io`] when the database cannot be read or written.
    pub fn forget_second_folder(&mut self, _: Nothing) -> Result<Backups> {
        Err(Error::new(Code::NotFound, "这项功能还没有做好", "请等下一版"))
    }
}
