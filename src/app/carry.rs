//! 沿用上年报告, and mends of findings.

use super::{App, ApplyFix, CarryFrom, CarryOffer, CarryReport, OpenReport};
use crate::model::Draft;
use crate::{Code, Error, Result, carry};

impl App {
    /// What goes on from a report into a new one, before anything is made.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report; [`Code::Invalid`] when it is damaged or the year is none.
    pub fn carry_offer(&mut self, _from: CarryFrom) -> Result<CarryOffer> {
        Err(unfinished())
    }

    /// Makes the new report, or takes what it lacks into one that was made before.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report; [`Code::Invalid`] when one is damaged or the year does not follow;
    /// [`Code::Io`] when it cannot be stored.
    pub fn carry(&mut self, _carry: CarryReport) -> Result<OpenReport> {
        Err(unfinished())
    }

    /// Makes a finding's mend in a draft, saved or not; the draft as it was where the mend no longer fits.
    ///
    /// # Errors
    /// None.
    pub fn fix(&mut self, of: ApplyFix) -> Result<Draft> {
        let mut draft = of.draft;
        carry::fix(&mut draft, &of.fix, self.env.ids.as_mut());
        Ok(draft)
    }
}

fn unfinished() -> Error {
    Error::new(Code::Invalid, "还不能沿用", "")
}
