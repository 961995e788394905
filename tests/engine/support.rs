//! What several tests need: an application over a fresh folder with a fixed clock and counted ids, and golden files.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, FixedOffset};
use shuzhi::app::{App, Create, Env, OpenReport};
use shuzhi::model::Ids;

pub(crate) type Result<T = ()> = std::result::Result<T, Box<dyn Error>>;

/// The root of the repository.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The time of every test: 2026-01-08 09:30 in China.
pub(crate) fn now() -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339("2026-01-08T09:30:00+08:00").unwrap_or_default()
}

/// Ids that look like UUIDs and are the same in each run.
pub(crate) fn ids() -> impl Ids + Send {
    let mut n = 0_u32;
    move || {
        n += 1;
        format!("00000000-0000-4000-8000-{n:012}")
    }
}

/// The environment of an application over `folder`.
pub(crate) fn env(folder: &Path) -> Env {
    let faces = || ["仿宋", "黑体", "Times New Roman"].map(String::from).into();
    Env {
        data_dir: folder.into(),
        now: Box::new(now),
        elapsed: Box::new(Duration::default),
        ids: Box::new(ids()),
        faces: Box::new(faces),
    }
}

/// An application over `folder`.
pub(crate) fn app(folder: &Path) -> Result<App> {
    Ok(App::open(env(folder))?)
}

/// A stored report, filled with the examples of the general template.
pub(crate) fn sample(app: &mut App) -> Result<OpenReport> {
    Ok(app.create(Create { template: "general".into(), year: 2025, sample: true })?)
}

/// Compares `actual` with the file at `path` below the root; `UPDATE_GOLDEN=1` writes the file, but never in CI.
pub(crate) fn golden(path: &str, actual: &str) -> Result {
    let file = root().join(path);
    let set = |name: &str| std::env::vars().any(|(key, value)| key == name && !value.is_empty() && value != "0");
    if set("UPDATE_GOLDEN") {
        if set("CI") {
            return Err(format!("{path}: golden files are not written in CI").into());
        }
        std::fs::create_dir_all(file.parent().unwrap_or(&file))?;
        shuzhi::export::write_file(&file, actual.as_bytes())?;
    }
    let golden = std::fs::read_to_string(&file).map_err(|error| format!("{path}: {error}"))?;
    if golden == actual {
        return Ok(());
    }
    let differs = golden.lines().zip(actual.lines()).position(|(golden, actual)| golden != actual);
    let line = differs.unwrap_or_else(|| golden.lines().count().min(actual.lines().count()));
    Err(format!(
        "{path}, line {}: is stale\n  there: {}\n  now:   {}\nUPDATE_GOLDEN=1 cargo test -p shuzhi writes it anew",
        line + 1,
        golden.lines().nth(line).unwrap_or("(end)"),
        actual.lines().nth(line).unwrap_or("(end)")
    )
    .into())
}

/// Puts a file where no output of the program may be written; a test that plants a fault does not ask.
pub(crate) fn plant(path: &Path, bytes: &[u8]) -> Result {
    use std::io::Write;
    Ok(std::fs::File::create(path)?.write_all(bytes)?)
}
