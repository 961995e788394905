//! The way from the empty program to the exported file, light and dark: every screen at two sizes of the window, and the
//! sections of the form, which are alike, at the usual one.

use serde_json::{Value, json};

use crate::harness::{Desk, Outcome, Window, key};
use crate::look::{self, LARGE, USUAL, findings};
use crate::steps::{begin, begin_sample, export, go, saved};

#[test]
fn every_screen_is_accessible_in_light_colours() -> Outcome {
    tour("light")
}

#[test]
fn every_screen_is_accessible_in_dark_colours() -> Outcome {
    tour("dark")
}

#[test]
fn axe_finds_a_planted_fault() -> Outcome {
    let desk = Desk::new()?;
    let window = desk.open()?;
    window.wait("first")?.script("document.body.append(document.createElement('button'))", json!([]))?;
    assert!(findings(&window)?.contains("button-name"));
    Ok(())
}

fn tour(theme: &str) -> Outcome {
    let desk = Desk::new()?;
    let window = desk.open()?;
    window.click("to-settings")?.click(&format!("theme-{theme}"))?.wait("settings-saved")?;
    look(&window, theme, "settings")?;
    window.click("to-home")?.wait("first")?;
    look(&window, theme, "home-first")?;
    window.click("new-report")?.wait("new-create")?;
    look(&window, theme, "new-report")?;
    window.click("new-cancel")?;

    begin(&window)?;
    look(&window, theme, "compose-empty")?;
    window.click("section-work")?.click("add-item")?.wait("card")?;
    saved(&window)?;
    window.click("card-menu")?.wait("card-remove")?;
    look(&window, theme, "compose-menu")?;
    window.click("card-menu")?.click("help")?.wait("dialog")?;
    look(&window, theme, "help")?;
    window.press(&[key::ESCAPE])?.wait_count("dialog", 0)?;
    window.click("to-check")?.wait("summary")?;
    look(&window, theme, "check-open")?;
    window.click("export-force")?.wait("force-no")?;
    look(&window, theme, "check-force")?;
    window.click("force-no")?.wait_count("dialog", 0)?;
    window.click("to-compose")?.wait("compose")?;
    look(&window, theme, "compose-errors")?;
    window.click("to-home")?.wait("reports")?;

    begin_sample(&window)?;
    let sections = window.script(SECTIONS, json!([]))?;
    for section in sections.as_array().ok_or("no sections")?.iter().filter_map(Value::as_str) {
        go(&window, section)?;
        look::look(&window, theme, &format!("compose-{section}"), USUAL)?;
    }
    window.click("section-work")?.wait("card")?.click("example-open")?.wait("example")?;
    look(&window, theme, "compose-example")?;
    export(&window)?;
    look(&window, theme, "exported")?;
    window.click("to-compose")?.click("to-home")?.wait("reports")?;
    look(&window, theme, "home")?;
    window.click("report-menu")?.click("report-remove")?.wait("toast")?.click("deleted-toggle")?;
    look(&window, theme, "home-deleted")
}

/// The test ids of the sections in the list.
const SECTIONS: &str = "return [...document.querySelectorAll('[data-testid=\"sections\"] [data-testid]')].map((row) => row.dataset.testid)";

/// Looks at the screen as it is now at both sizes.
fn look(window: &Window, theme: &str, name: &str) -> Outcome {
    look::look(window, theme, name, USUAL)?;
    look::look(window, theme, name, LARGE)
}
