//! Every screen, light and dark: without findings of axe-core, and as pictures in `target/screenshots` to look at.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::harness::{Desk, Outcome, Window};
use crate::steps::{begin, begin_sample, export, saved};

const SIZES: [(u32, u32); 2] = [(1366, 768), (1920, 1080)];

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
    window.press(&[crate::harness::key::ESCAPE])?.wait_count("dialog", 0)?;
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
        window.click(section)?.wait("mark-done")?;
        look(&window, theme, &format!("compose-{section}"))?;
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

/// Checks the screen as it is now, at each size, and keeps pictures of it.
fn look(window: &Window, theme: &str, name: &str) -> Outcome {
    for (width, height) in SIZES {
        window.resize(width, height)?;
        let file = pictures().join(format!("{name}-{theme}-{width}x{height}.png"));
        window.picture(&file)?;
        let findings = findings(window)?;
        assert!(findings.is_empty(), "{name}, {theme}, {width} × {height}:\n{findings}");
    }
    Ok(())
}

fn pictures() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screenshots")
}

/// What axe-core finds on the page, one rule and place a line.
fn findings(window: &Window) -> Outcome<String> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/node_modules/axe-core/axe.min.js");
    let axe =
        fs::read_to_string(&file).map_err(|error| format!("{}: {error}; run npm ci in ui first", file.display()))?;
    // As a script of the driver: the page's own policy forbids evaluating text, as it should.
    window.script(&format!("if (!window.axe) {{ {axe} }}"), json!([]))?;
    let run = "const done = arguments[arguments.length - 1];
        axe.run(document, { resultTypes: ['violations'] }).then((result) => done(result.violations.flatMap((rule) =>
            rule.nodes.map((node) => `${rule.id} (${rule.help}): ${node.target} ${node.html} ${node.failureSummary}`))),
            (error) => done([String(error)]))";
    let found: Vec<String> = serde_json::from_value(window.script_async(run, json!([]))?)?;
    Ok(found.join("\n"))
}
