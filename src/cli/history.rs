//! `shuzhi store history` and `shuzhi store show`: what a report was, and is.

use shuzhi::app::{App, CompareVersions, Env, ReportId, VersionEntry};
use shuzhi::history::{PartChange, Row, SectionDifference, Side};
use shuzhi::store::Cause;

use super::args::{Given, misuse};
use super::draft::stored;
use super::{Run, output};

/// `shuzhi store show`
pub(crate) fn show(given: &Given) -> Run {
    let id = given.operand().to_string_lossy();
    let version = version(given, "version")?;
    let mut app = App::open_to_read(Env::real(given.data_dir()?))?;
    let draft = match version {
        Some(number) => app.version_draft(&id, number)?,
        None => stored(&mut app, &id)?,
    };
    output::print(&output::json(&draft)?)
}

/// `shuzhi store history`; deleted reports have theirs too.
pub(crate) fn history(given: &Given) -> Run {
    let id = given.operand().to_string_lossy().into_owned();
    let older = version(given, "compare")?;
    let mut app = App::open_to_read(Env::real(given.data_dir()?))?;
    if older.is_some() {
        let sections = app.compare(CompareVersions { id, older, newer: None })?.sections;
        return output::print(&match given.has("json") {
            true => output::json(&sections)?,
            false => sections.iter().map(section).collect(),
        });
    }
    let mut versions = app.versions(ReportId { id })?.versions;
    // What is stored now is no version yet.
    versions.retain(|version| version.number.is_some());
    output::print(&match given.has("json") {
        true => output::json(&versions)?,
        false => versions.iter().map(line).collect(),
    })
}

/// The number of a version that `option` gives.
fn version(given: &Given, option: &str) -> shuzhi::Result<Option<i64>> {
    let number = |text: &str| text.parse().map_err(|_| misuse(format!("版本“{text}”不是数字")));
    given.text(option)?.map(number).transpose()
}

fn line(version: &VersionEntry) -> String {
    let number = version.number.map(|number| number.to_string()).unwrap_or_default();
    let changes = match (version.damaged, version.changes.as_slice()) {
        (true, _) => "已损坏，看不了".into(),
        (false, []) => "没有改动".into(),
        (false, changes) => changes.iter().map(told).collect::<Vec<_>>().join("；"),
    };
    let name = version.name.as_deref().unwrap_or_default();
    format!("{number}\t{}\t{}\t{name}\t{changes}\n", version.made, words(version.cause))
}

fn told(change: &PartChange) -> String {
    let counts = [("+", change.added), ("-", change.removed)].into_iter().filter(|(_, count)| *count > 0);
    let counts: String = counts.map(|(sign, count)| format!(" {sign}{count}字")).collect();
    let note = if change.note.is_empty() { String::new() } else { format!("（{}）", change.note) };
    format!("{}{counts}{note}", change.name)
}

/// Why a version was kept.
fn words(cause: Cause) -> &'static str {
    match cause {
        Cause::Work => "编写中",
        Cause::Named => "手动保存",
        Cause::Export => "导出时",
        Cause::Import => "导入前",
        Cause::Carry => "补进上年问题前",
        Cause::Restore => "恢复前",
        Cause::Replace => "替换前",
        Cause::Conflict => "同时保存的另一份",
        Cause::Backup => "备份里的另一份",
    }
}

/// The lines of a section that differ: `-` as it was, `+` as it is.
fn section(section: &SectionDifference) -> String {
    let text = |side: &Side| side.stretches.iter().map(|one| one.text.as_str()).collect::<String>();
    let lines = |row: &Row| {
        let sides = [("-", &row.older), ("+", &row.newer)];
        let line = |(sign, side): (&str, &Option<Side>)| {
            side.as_ref().map(|side| format!("{sign} {}：{}\n", row.label, text(side)))
        };
        sides.into_iter().filter_map(line).collect::<String>()
    };
    let changed: String = section.rows.iter().filter(|row| row.changed).map(lines).collect();
    format!("{}\n{changed}", section.name)
}
