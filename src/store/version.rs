//! What a report was before: versions, oldest numbers first, each whole and sealed.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::DeflateDecoder;
use flate2::write::DeflateEncoder;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, Row, params};

use super::failure::{self, failed};
use super::report::{Stored, json, unknown};
use super::seal::seal_of;
use super::{Store, sequence};
use crate::model::Draft;
use crate::{Code, Error, Result};

/// Why a version was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Cause {
    /// In the course of work.
    Work,
    /// Named by the user.
    Named,
    /// Before an export.
    Export,
    /// Before a file was read into the report.
    Import,
    /// Before it took in problems of the report that it was carried from.
    Carry,
    /// Before another version was restored.
    Restore,
    /// Before words were replaced in the whole report.
    Replace,
    /// Before changes of a file that came back were merged.
    Revise,
    /// A write that came second to another one.
    Conflict,
    /// What a backup held beside another state of the report.
    Backup,
}

impl Cause {
    const WORDS: &[(Cause, &str)] = &[
        (Cause::Work, "work"),
        (Cause::Named, "named"),
        (Cause::Export, "export"),
        (Cause::Import, "import"),
        (Cause::Carry, "carry"),
        (Cause::Restore, "restore"),
        (Cause::Replace, "replace"),
        (Cause::Revise, "revise"),
        (Cause::Conflict, "conflict"),
        (Cause::Backup, "backup"),
    ];

    pub(super) fn word(self) -> &'static str {
        Cause::WORDS.iter().find(|(cause, _)| *cause == self).map_or("work", |(_, word)| word)
    }

    /// A word of a newer program reads as [`Cause::Work`].
    fn of(word: &str) -> Cause {
        Cause::WORDS.iter().find(|(_, known)| *known == word).map_or(Cause::Work, |(cause, _)| *cause)
    }
}

/// A version in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its number in the store's sequence; larger is later.
    pub number: i64,
    /// The report's id.
    pub report: String,
    /// The revision of the report when it was this.
    pub revision: i64,
    /// Why it was kept.
    pub cause: Cause,
    /// The name given by the user.
    pub name: Option<String>,
    /// When it was kept, RFC 3339.
    pub made: String,
}

/// The revision of a version that was none of the report here: those here count from 1, and two that have the same number
/// are held for the same.
pub(super) const FOREIGN: i64 = 0;

impl Version {
    /// Whether it never was the report here: a write that came second, or what a backup held beside it.
    #[must_use]
    pub fn is_aside(&self) -> bool {
        matches!(self.cause, Cause::Conflict | Cause::Backup) || self.revision == FOREIGN
    }
}

/// What to keep a version for.
#[derive(Debug, Clone, Copy)]
pub struct Keep<'a> {
    /// Why.
    pub cause: Cause,
    /// The name given by the user.
    pub name: Option<&'a str>,
    /// When, RFC 3339.
    pub made: &'a str,
}

impl Keep<'_> {
    /// Keeps what is stored of a report and answers the version's number; `None` when its last version is the same already
    /// and the new one has no name, and none but its own or no particular reason: what was exported is found as such, and
    /// so is what was there before a merge. What never was the report (a conflict, what a backup held) does not count.
    pub(super) fn stored(&self, change: &Connection, report: &Stored) -> rusqlite::Result<Option<i64>> {
        let last: Option<(i64, String)> = change
            .prepare_cached(
                "SELECT revision, cause FROM version WHERE report = ?1 AND cause NOT IN ('conflict', 'backup') ORDER BY number DESC LIMIT 1",
            )?
            .query_row([report.id()], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let is_kept = last.is_some_and(|(revision, cause)| {
            revision == report.revision() && (self.cause == Cause::Work || cause == self.cause.word())
        });
        if is_kept && self.name.is_none() {
            return Ok(None);
        }
        self.write(change, report.id(), report.revision(), &report.draft).map(Some)
    }

    /// Keeps `draft`, which is based on `revision`, unless a version for the same cause and revision says the same already:
    /// a write that is tried again is kept once.
    pub(super) fn once(&self, change: &Connection, draft: &Draft, revision: i64) -> rusqlite::Result<()> {
        let mut query =
            change.prepare_cached("SELECT draft FROM version WHERE report = ?1 AND revision = ?2 AND cause = ?3")?;
        let drafts = query.query_map(params![draft.id, revision, self.cause.word()], |row| row.get::<_, Vec<u8>>(0))?;
        for kept in drafts {
            if inflate(&kept?).is_ok_and(|kept| says_the_same(&kept, draft)) {
                return Ok(());
            }
        }
        self.write(change, &draft.id, revision, &json(draft)?).map(|_| ())
    }

    /// Keeps `draft` as a version of `report`.
    pub(super) fn write(&self, change: &Connection, report: &str, revision: i64, draft: &str) -> rusqlite::Result<i64> {
        let number = sequence::next(change)?;
        let values = [
            Value::Integer(number),
            Value::Text(report.into()),
            Value::Integer(revision),
            Value::Text(self.cause.word().into()),
            self.name.map_or(Value::Null, |name| Value::Text(name.into())),
            Value::Text(self.made.into()),
            Value::Blob(deflate(draft)),
        ];
        let seal = seal_of(&values);
        let [number_value, report, revision, cause, name, made, draft] = values;
        change
            .prepare_cached(
                "INSERT INTO version (number, report, revision, cause, name, made, draft, seal) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![number_value, report, revision, cause, name, made, draft, seal])?;
        Ok(number)
    }
}

impl Store {
    /// The versions of a report, the latest first. Those of a report that is gone from the table are found too.
    ///
    /// # Errors
    /// [`Code::Io`] or [`Code::Invalid`] when the file cannot be read.
    pub fn versions(&self, report: &str) -> Result<Vec<Version>> {
        let read = || -> rusqlite::Result<Vec<Version>> {
            self.db
                .prepare_cached(
                    "SELECT number, report, revision, cause, name, made FROM version WHERE report = ?1 ORDER BY number DESC",
                )?
                .query_map([report], listed)?
                .collect()
        };
        read().map_err(failed(&self.path, "读取"))
    }

    /// The draft of a version, as JSON; that it is what was kept is verified.
    ///
    /// # Errors
    /// [`Code::NotFound`] when the report has no such version; [`Code::Invalid`] when it is damaged.
    pub fn version(&self, report: &str, number: i64) -> Result<String> {
        let row = read(&self.db, report, number).map_err(failed(&self.path, "读取"))?;
        let Some((values, seal)) = row else { return Err(unknown_version(report, number)) };
        match values.last() {
            Some(Value::Blob(draft)) if seal_of(&values) == seal => inflate(draft).ok(),
            _ => None,
        }
        .ok_or_else(|| failure::damaged_version(&self.path, report, number))
    }

    /// Keeps what is stored of the report `id` as a version and answers its number; `None` when its last version is the
    /// same already.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report; [`Code::Invalid`] when it is damaged; [`Code::Io`] when it cannot be
    /// written.
    pub fn keep(&mut self, id: &str, keep: &Keep<'_>) -> Result<Option<i64>> {
        self.transaction("保存", |change, path| {
            let stored = Stored::read(change, id).map_err(failed(path, "读取"))?.ok_or_else(|| unknown(id))?;
            let stored = stored.verified().map_err(|title| failure::damaged(path, id, &title))?;
            keep.stored(change, &stored).map_err(failed(path, "保存"))
        })
    }

    /// Keeps a draft that is not what is stored of its report, and answers the version's number.
    ///
    /// # Errors
    /// [`Code::Io`] when it cannot be written.
    pub fn keep_draft(&mut self, draft: &Draft, revision: i64, keep: &Keep<'_>) -> Result<i64> {
        self.transaction("保存", |change, path| {
            json(draft).and_then(|json| keep.write(change, &draft.id, revision, &json)).map_err(failed(path, "保存"))
        })
    }

    /// Gives a version of a report a name, or takes it away.
    ///
    /// # Errors
    /// [`Code::NotFound`] when the report has no such version; [`Code::Invalid`] when it is damaged; [`Code::Io`] when it
    /// cannot be written.
    pub fn name_version(&mut self, report: &str, number: i64, name: Option<&str>) -> Result<()> {
        self.transaction("保存", |change, path| {
            let (mut values, seal) = read(change, report, number)
                .map_err(failed(path, "读取"))?
                .ok_or_else(|| unknown_version(report, number))?;
            if seal_of(&values) != seal {
                return Err(failure::damaged_version(path, report, number));
            }
            let name = name.map_or(Value::Null, |name| Value::Text(name.into()));
            if let Some(there) = values.get_mut(NAME) {
                there.clone_from(&name);
            }
            let update =
                || -> rusqlite::Result<usize> {
                    change
                        .prepare_cached("UPDATE version SET name = ?1, seal = ?2 WHERE number = ?3")?
                        .execute(params![name, seal_of(&values), number])
                };
            update().map(|_| ()).map_err(failed(path, "保存"))
        })
    }

    /// Removes versions of a report.
    ///
    /// # Errors
    /// [`Code::Io`] when they cannot be removed.
    pub fn drop_versions(&mut self, report: &str, numbers: &[i64]) -> Result<()> {
        self.transaction("保存", |change, path| {
            let drop = || -> rusqlite::Result<()> {
                let mut drop = change.prepare_cached("DELETE FROM version WHERE number = ?1 AND report = ?2")?;
                for number in numbers {
                    drop.execute(params![number, report])?;
                }
                Ok(())
            };
            drop().map_err(failed(path, "保存"))
        })
    }
}

/// The place of the name among the values that are sealed.
const NAME: usize = 4;

/// The values of a version and its seal.
fn read(db: &Connection, report: &str, number: i64) -> rusqlite::Result<Option<(Vec<Value>, Vec<u8>)>> {
    let values = |row: &Row<'_>| {
        let values = (0..7).map(|at| row.get(at)).collect::<rusqlite::Result<Vec<Value>>>()?;
        Ok((values, row.get::<_, Vec<u8>>(7)?))
    };
    db.prepare_cached(
        "SELECT number, report, revision, cause, name, made, draft, seal FROM version WHERE number = ?1 AND report = ?2",
    )?
    .query_row(params![number, report], values)
    .optional()
}

fn unknown_version(report: &str, number: i64) -> Error {
    let message = format!("报告 {report} 没有编号为 {number} 的历史版本");
    Error::new(Code::NotFound, message, "请在历史版本的列表里重新选择")
}

/// Whether the JSON of a draft says the same as `draft`, the time of its save aside.
pub(super) fn says_the_same(stored: &str, draft: &Draft) -> bool {
    serde_json::from_str::<Draft>(stored).is_ok_and(|stored| Draft { modified: draft.modified, ..stored } == *draft)
}

fn listed(row: &Row<'_>) -> rusqlite::Result<Version> {
    Ok(Version {
        number: row.get(0)?,
        report: row.get(1)?,
        revision: row.get(2)?,
        cause: Cause::of(&row.get::<_, String>(3)?),
        name: row.get(4)?,
        made: row.get(5)?,
    })
}

fn deflate(text: &str) -> Vec<u8> {
    let mut deflater = DeflateEncoder::new(Vec::new(), Compression::default());
    // Writing into memory cannot fail.
    let _ = deflater.write_all(text.as_bytes());
    deflater.finish().unwrap_or_default()
}

/// No draft is larger; a damaged length must not fill the memory.
const MOST_BYTES: u64 = 256 << 20;

pub(super) fn inflate(bytes: &[u8]) -> std::io::Result<String> {
    let mut text = String::new();
    DeflateDecoder::new(bytes).take(MOST_BYTES).read_to_string(&mut text)?;
    Ok(text)
}
