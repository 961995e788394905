//! Looks at a screen: axe-core finds nothing in it, and a picture of it is kept in `target/screenshots`.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::harness::{Outcome, Window};

/// What most offices have.
pub(crate) const USUAL: (u32, u32) = (1366, 768);
/// What newer ones have.
pub(crate) const LARGE: (u32, u32) = (1920, 1080);

/// Checks the screen as it is now at a size of the window, and keeps a picture of it.
pub(crate) fn look(window: &Window, theme: &str, name: &str, (width, height): (u32, u32)) -> Outcome {
    window.resize(width, height)?;
    let file = pictures().join(format!("{name}-{theme}-{width}x{height}.png"));
    window.picture(&file)?;
    let findings = findings(window)?;
    assert!(findings.is_empty(), "{name}, {theme}, {width} × {height}:\n{findings}");
    Ok(())
}

/// Where pictures are kept.
pub(crate) fn pictures() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("screenshots")
}

/// What axe-core finds on the page, one rule and place a line.
pub(crate) fn findings(window: &Window) -> Outcome<String> {
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
