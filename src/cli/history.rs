//! `shuzhi store history` and `shuzhi store show`: what a report was, and is.

use std::cmp::Ordering;

use shuzhi::app::{App, CompareVersions, Env, ReportId, VersionEntry};
use shuzhi::history::{PartChange, Row, SectionDifference, Side};
use shuzhi::store::Cause;
use shuzhi::{Code, Error};

use super::args::{Given, misuse};
use super::draft::{of_list, stored};
use super::{Run, output};

/// `shuzhi store show`
pub(crate) fn show(given: &Given) -> Run {
    let id = given.operand().to_string_lossy();
    let version = version(given, "version")?;
    let mut app = App::open_to_read(Env::real(given.data_dir()?))?;
    let draft = match version {
        Some(number) => app.version_draft(&id, number).map_err(|error| of_versions(&mut app, &id, error))?,
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
        let of = CompareVersions { id: id.clone(), older, newer: None };
        let sections = app.compare(of).map_err(|error| of_versions(&mut app, &id, error))?.sections;
        return output::print(&match given.has("json") {
            true => output::json(&sections)?,
            false => sections.iter().map(section).collect(),
        });
    }
    let mut versions = app.versions(ReportId { id }).map_err(of_list)?.versions;
    // What is stored now is no version yet.
    versions.retain(|version| version.number.is_some());
    output::print(&match given.has("json") {
        true => output::json(&versions)?,
        false => {
            let first = versions.iter().rposition(|version| !version.damaged && !is_aside(version));
            let since = |at: usize| first.map_or(Since::Nothing, |first| Since::of(at, first));
            versions.iter().enumerate().map(|(at, version)| line(version, since(at))).collect()
        }
    })
}

/// What is said of a version that is not there: that the report is not, or where the numbers of its versions are found.
fn of_versions(app: &mut App, id: &str, error: Error) -> Error {
    match (error.code(), app.versions(ReportId { id: id.into() })) {
        (Code::NotFound, Err(report)) => of_list(report),
        (Code::NotFound, Ok(_)) => {
            let hint = format!("用 shuzhi store history {id} 列出它的历史版本，每行开头是版本的编号");
            Error::new(Code::NotFound, error.message(), hint).with_source(error)
        }
        _ => error,
    }
}

/// The number of a version that `option` gives.
fn version(given: &Given, option: &str) -> shuzhi::Result<Option<i64>> {
    let number = |text: &str| text.parse().map_err(|_| misuse(format!("版本“{text}”不是数字")));
    given.text(option)?.map(number).transpose()
}

/// What a version is compared with.
#[derive(Clone, Copy)]
enum Since {
    /// A version before it.
    Before,
    /// None: it is the first one.
    First,
    /// None: it came from elsewhere, and nothing of the report's own is older.
    Nothing,
}

impl Since {
    /// That of the entry `at` of a list in which the entry `first` is the oldest that was the report.
    fn of(at: usize, first: usize) -> Since {
        match at.cmp(&first) {
            Ordering::Less => Since::Before,
            Ordering::Equal => Since::First,
            Ordering::Greater => Since::Nothing,
        }
    }
}

/// Whether a version never was the report: it came second, or from a backup or another computer.
fn is_aside(version: &VersionEntry) -> bool {
    matches!(version.cause, Cause::Conflict | Cause::Backup) || version.revision == 0
}

fn line(version: &VersionEntry, since: Since) -> String {
    let number = version.number.map(|number| number.to_string()).unwrap_or_default();
    let changes = match (version.damaged, since, version.changes.as_slice()) {
        (true, ..) => "已损坏，看不了".into(),
        (false, Since::First, _) => "最早的版本".into(),
        (false, Since::Nothing, _) => "前面没有可以比较的版本".into(),
        (false, Since::Before, []) => "没有改动".into(),
        (false, Since::Before, changes) => changes.iter().map(told).collect::<Vec<_>>().join("；"),
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
        Cause::Revise => "改后稿合并前",
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
