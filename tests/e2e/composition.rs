//! Input methods: nothing is saved while a word is being composed, and what was composed stays.

use std::time::Duration;

use rusqlite::Connection;
use serde_json::json;

use crate::harness::{Desk, Outcome};
use crate::steps::{begin, saved};

/// Shows `arguments[1]` in the field as a word in the making, as an input method does after each key.
const COMPOSE: &str = "
    const field = document.querySelector(`[data-testid='${arguments[0]}']`);
    if (document.activeElement !== field) field.focus();
    field.composed ??= (field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true })), '');
    field.dispatchEvent(new CompositionEvent('compositionupdate', { bubbles: true, data: arguments[1] }));
    field.setRangeText(arguments[1], field.value.length - field.composed.length, field.value.length, 'end');
    field.composed = arguments[1];
    field.dispatchEvent(new InputEvent('input', { bubbles: true, data: arguments[1], inputType: 'insertCompositionText', isComposing: true }));";

/// Puts `arguments[1]` in the place of the word in the making and ends the composition.
const FINISH: &str = "
    const field = document.querySelector(`[data-testid='${arguments[0]}']`);
    field.setRangeText(arguments[1], field.value.length - field.composed.length, field.value.length, 'end');
    delete field.composed;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, data: arguments[1], inputType: 'insertFromComposition', isComposing: true }));
    field.dispatchEvent(new CompositionEvent('compositionend', { bubbles: true, data: arguments[1] }));";

#[test]
fn nothing_is_saved_during_a_composition_and_the_word_survives() -> Outcome {
    let desk = Desk::new()?;
    let window = desk.open()?;
    begin(&window)?;
    window.type_into("field-unit", "青禾县")?;
    saved(&window)?;
    let database = Connection::open(desk.data().join("shuzhi.sqlite3"))?;
    let revision = || database.query_row("SELECT revision FROM report", [], |row| row.get::<_, i64>(0));
    let before = revision()?;
    for letters in ["s", "sh", "shu", "shui", "shui l", "shui li", "shui li j", "shui li ju"] {
        window.script(COMPOSE, json!(["field-unit", letters]))?;
    }
    // Longer than the pause after which typing is saved.
    std::thread::sleep(Duration::from_millis(1500));
    assert_eq!(revision()?, before, "letters of a word in the making were saved");
    assert_eq!(window.values("field-unit")?, ["青禾县shui li ju"], "the field was drawn anew during the composition");

    window.script(FINISH, json!(["field-unit", "水利局𠮷"]))?;
    saved(&window)?;
    assert_eq!(window.values("field-unit")?, ["青禾县水利局𠮷"]);
    let unit: String = database.query_row("SELECT unit FROM report", [], |row| row.get(0))?;
    assert_eq!(unit, "青禾县水利局𠮷");
    Ok(())
}
