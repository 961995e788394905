//! Killed while typing: nothing that was acknowledged is lost, and nothing is half there.

use std::time::Duration;

use super::child::{acknowledge, folder, work_and_kill};
use super::typing::{Typing, state};
use super::{Outcome, moments};

#[test]
fn no_acknowledged_save_is_lost_to_a_kill() -> Outcome {
    kill(40, Duration::from_millis(400))
}

#[test]
#[ignore = "runs for minutes; make torture"]
fn no_acknowledged_save_is_lost_to_2000_kills() -> Outcome {
    kill(2000, Duration::from_millis(80))
}

fn kill(rounds: u64, longest: Duration) -> Outcome {
    /// So many kills hit the same data folder; then it is made anew, so that its making is hit too.
    const SAME: u64 = 20;
    let mut folder = tempfile::tempdir()?;
    let (mut saves, mut versions, mut before) = (0, 0, 0);
    for (round, time) in moments(rounds, longest).enumerate() {
        if (round as u64).is_multiple_of(SAME) {
            (folder, before) = (tempfile::tempdir()?, 0);
        }
        let acknowledged = work_and_kill("save::worker", folder.path(), time)?.unwrap_or(before);
        let (stored, kept) = state(&folder.path().join("data"))?;
        // The one save under way may or may not have been committed.
        assert!(stored == acknowledged || stored == acknowledged + 1, "acknowledged {acknowledged}, stored {stored}");
        saves += stored - before;
        versions += kept;
        before = stored;
    }
    assert!(saves > 0, "no child came to save anything");
    println!("{rounds} kills among {saves} saves: every acknowledged save was there, whole; {versions} versions whole");
    Ok(())
}

#[test]
#[ignore = "a child of the tests above"]
fn worker() -> Outcome {
    let Some(folder) = folder() else { return Ok(()) };
    let mut typing = Typing::start(&folder.join("data"), acknowledge)?;
    if typing.number.is_multiple_of(4) {
        typing.back_up(typing.number)?;
    }
    loop {
        acknowledge(typing.save()?)?;
    }
}
