//! Two starts on one data folder.

use serde_json::json;

use crate::harness::{Desk, Outcome, until};

#[test]
fn a_second_start_brings_the_first_window_forward() -> Outcome {
    let desk = Desk::new()?.with_default_folder();
    let window = desk.open()?;
    window.wait("first")?;
    assert!(desk.start("second.log")?.finished()?, "the second start ends by itself");
    until("one program", || Ok((desk.programs().len() == 1).then_some(())))?;
    window.wait("first")?;
    Ok(())
}

#[test]
fn a_window_on_a_folder_in_use_says_so_and_goes_on_when_it_is_free() -> Outcome {
    let desk = Desk::new()?;
    let first = desk.open()?;
    first.wait("first")?;
    let second = desk.open()?;
    second.wait_text("failed", "正由另一个“述职”窗口或命令使用")?;
    second.wait_text("failed", &desk.data().display().to_string())?;
    second.click("failed-retry")?.wait("failed")?;
    first.kill()?;
    // The first try may still have been under way, and find the folder free.
    until("the window to go on", || {
        if second.count("first")? > 0 {
            return Ok(Some(()));
        }
        second.script("document.querySelector('[data-testid=failed-retry]')?.click()", json!([]))?;
        Ok(None)
    })
}
