//! The versions of a report.

use super::{
    App, CompareVersions, Comparison, KeepVersion, NameVersion, Nothing, OpenReport, ReportId, RestoreVersion, Versions,
};
use crate::{Code, Error, Result};

impl App {
    /// The versions of a report, with what changed in each.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report; [`Code::Io`] when the database cannot be read or written.
    pub fn versions(&mut self, _: ReportId) -> Result<Versions> {
        Err(Error::new(Code::NotFound, "这项功能还没有做好", "请等下一版"))
    }

    /// Keeps what is stored as a version.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report; [`Code::Io`] when the database cannot be read or written.
    pub fn keep_version(&mut self, _: KeepVersion) -> Result<Nothing> {
        Err(Error::new(Code::NotFound, "这项功能还没有做好", "请等下一版"))
    }

    /// Names a version.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report; [`Code::Io`] when the database cannot be read or written.
    pub fn name_version(&mut self, _: NameVersion) -> Result<Nothing> {
        Err(Error::new(Code::NotFound, "这项功能还没有做好", "请等下一版"))
    }

    /// Two states side by side.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report; [`Code::Io`] when the database cannot be read or written.
    pub fn compare(&mut self, _: CompareVersions) -> Result<Comparison> {
        Err(Error::new(Code::NotFound, "这项功能还没有做好", "请等下一版"))
    }

    /// Restores a version, or one section of it; what is there is kept first.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report; [`Code::Io`] when the database cannot be read or written.
    pub fn restore_version(&mut self, _: RestoreVersion) -> Result<OpenReport> {
        Err(Error::new(Code::NotFound, "这项功能还没有做好", "请等下一版"))
    }
}
