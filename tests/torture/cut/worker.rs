//! The programs that are recorded: they make a data folder or bring an old one up to date, write a report, save it again and
//! again, keep versions, back up, close and start anew.

use crate::Outcome;
use crate::child::{acknowledge, backed_up, folder};
use crate::typing::Typing;

/// The data folder below the recorded one: that it is made belongs to the recording.
pub(super) const DATA: &str = "data";

#[test]
#[ignore = "a child of the tests of the power cut"]
fn short_sittings() -> Outcome {
    sittings(&[3, 4, 3])
}

#[test]
#[ignore = "a child of the tests of the power cut"]
fn long_sittings() -> Outcome {
    // The longest one fills the log, so that what is in it goes into the file amidst saves.
    sittings(&[1, 12, 30, 8, 120, 25, 10])
}

fn sittings(saves: &[u64]) -> Outcome {
    let Some(folder) = folder() else { return Ok(()) };
    for (day, saves) in (1..).zip(saves) {
        let mut typing = Typing::start(&folder.join(DATA), acknowledge)?;
        // What was there before this recording counts from here on too.
        acknowledge(typing.number)?;
        if let Some(name) = typing.back_up(day)? {
            backed_up(&name)?;
        }
        for _ in 0..*saves {
            acknowledge(typing.save()?)?;
        }
    }
    Ok(())
}
