//! The window is killed while someone types at the display's keyboard: what it called 已保存 is there.

use serde_json::json;

use crate::harness::{Desk, Key, Outcome, Window, until};
use crate::steps::{begin, go, reopen, saved};

/// How often the window is killed.
const KILLS: usize = 10;

#[test]
fn what_is_called_saved_survives_ten_kills_while_typing() -> Outcome {
    let desk = Desk::new()?;
    let mut window = desk.open()?;
    begin(&window)?;
    // Of what is typed, a part is saved at each kill and a part is not.
    let mut shown = 0;
    for round in 0..KILLS {
        go(&window, "section-opening")?;
        window.click("part-lead")?;
        let hands = desk.hands()?;
        until("the first of the typing to arrive", || {
            hands.press(&[Key::X])?;
            Ok((length(&window)? > shown).then_some(()))
        })?;
        saved(&window)?;
        let before = shown;
        shown = watch(&window)?;
        assert!(shown > before, "kill {round}: something new was saved, {before} then {shown}");
        // More of it, up to a save that may be under way at the end.
        hands.press(&[Key::X; 12][..round + 2])?;
        shown = shown.max(told(&window)?);
        window.kill()?;

        window = desk.open()?;
        reopen(&window)?;
        go(&window, "section-opening")?;
        let there = length(&window)?;
        assert!(there >= shown, "kill {round}: {shown} characters were called saved, {there} are there");
        shown = there;
    }
    Ok(())
}

/// From now on the page notes how long the text is whenever it says that all is saved. Answers how long it is now.
fn watch(window: &Window) -> Outcome<u64> {
    let watch = "const text = () => document.querySelector('[data-testid=part-lead]').value.length;
        const state = document.querySelector('[data-testid=save-state]');
        // An input that comes after the save makes the state dirty before this is called.
        const note = () => { if (state.dataset.state === 'saved') window.savedLength = text(); };
        note();
        new MutationObserver(note).observe(state, { attributes: true, childList: true, subtree: true, characterData: true });
        return window.savedLength ?? 0";
    Ok(window.script(watch, json!([]))?.as_u64().unwrap_or_default())
}

/// How long the text was when the page last said that all is saved.
fn told(window: &Window) -> Outcome<u64> {
    Ok(window.script("return window.savedLength", json!([]))?.as_u64().unwrap_or_default())
}

fn length(window: &Window) -> Outcome<u64> {
    let lengths = window.values("part-lead")?;
    Ok(lengths.first().map_or(0, String::len).try_into()?)
}
