//! The reports, one row each.

use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, Transaction, params, params_from_iter};
use sha2::{Digest, Sha256};

use super::failure::{self, failed};
use super::seal::seal_of;
use super::version::{Cause, Keep, says_the_same};
use super::{Store, Summary, sequence};
use crate::model::Draft;
use crate::{Code, Error, Result};

/// A report, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// The draft as JSON, exactly as it was written.
    pub draft: String,
    /// Counted up with each save.
    pub revision: i64,
}

impl Store {
    /// The report `id`; that it is what was saved is verified.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is none; [`Code::Invalid`] when it is damaged.
    pub fn get(&self, id: &str) -> Result<Report> {
        let stored = Stored::read(&self.db, id).map_err(failed(&self.path, "读取"))?.ok_or_else(|| unknown(id))?;
        let stored = stored.verified().map_err(|title| failure::damaged(&self.path, id, &title))?;
        Ok(Report { revision: stored.revision(), draft: stored.draft })
    }

    /// The revision to save a report on whose row is damaged or gone: that of the row, or of its latest version.
    ///
    /// # Errors
    /// [`Code::Io`] when the file cannot be read.
    pub fn revision(&self, id: &str) -> Result<i64> {
        let read = || -> rusqlite::Result<i64> {
            if let Some(row) = Stored::read(&self.db, id)? {
                return Ok(row.revision());
            }
            let sql = "SELECT coalesce(max(revision), 0) FROM version WHERE report = ?1";
            self.db.query_row(sql, [id], |row| row.get(0))
        };
        read().map_err(failed(&self.path, "读取"))
    }

    /// Whether there is a report `id`, deleted or not.
    ///
    /// # Errors
    /// [`Code::Io`] when the file cannot be read.
    pub fn contains(&self, id: &str) -> Result<bool> {
        self.db
            .query_row("SELECT EXISTS (SELECT 1 FROM report WHERE id = ?1)", [id], |row| row.get(0))
            .map_err(failed(&self.path, "读取"))
    }

    /// Adds a report and answers its first revision number, after COMMIT.
    ///
    /// # Errors
    /// [`Code::Conflict`] when its id is taken; [`Code::Io`] when it cannot be written.
    pub fn add(&mut self, draft: &Draft, summary: &Summary) -> Result<i64> {
        if self.contains(&draft.id)? {
            let message = format!("编号为 {} 的报告已经存在", draft.id);
            return Err(Error::new(Code::Conflict, message, "请打开已有的那份，或者另存为副本"));
        }
        let write = |change: &Transaction<'_>| {
            let saved = sequence::next(change)?;
            Stored::new(draft, summary, 1, saved)?.write(change)
        };
        self.transaction("保存", |change, path| write(change).map_err(failed(path, "保存")))?;
        Ok(1)
    }

    /// Saves a report that is based on `revision` and answers its new revision number, after COMMIT. What was stored before
    /// becomes a version where `keep` says so. A report that is gone from the table is added again.
    ///
    /// # Errors
    /// [`Code::Conflict`] when something else was saved in the meantime: the stored report is unchanged, and `draft` is kept
    /// as a version, once. [`Code::Io`] when it cannot be written: nothing is changed then. [`Code::NotFound`] when the draft
    /// has no id.
    pub fn save(&mut self, draft: &Draft, summary: &Summary, revision: i64, keep: Option<&Keep<'_>>) -> Result<i64> {
        if draft.id.is_empty() {
            return Err(unknown(&draft.id));
        }
        let saved = self.transaction("保存", |change, path| {
            let failed = || failed(path, "保存");
            let stored = Stored::read(change, &draft.id).map_err(failed())?;
            let there = stored.as_ref().map(Raw::revision);
            // What is damaged cannot become a version; the save puts it right.
            let before = stored.and_then(|stored| stored.verified().ok());
            match there {
                Some(there) if there != revision => {
                    // The answer to a save was lost on its way, and the window tries again.
                    if before.is_some_and(|before| says_the_same(&before.draft, draft)) {
                        return Ok(Some(there));
                    }
                    let made = draft.modified.to_rfc3339();
                    let second = Keep { cause: Cause::Conflict, name: None, made: &made };
                    return second.once(change, draft, revision).map(|()| None).map_err(failed());
                }
                _ => {}
            }
            if let (Some(keep), Some(before)) = (keep, &before) {
                keep.stored(change, before).map_err(failed())?;
            }
            let number = sequence::next(change).map_err(failed())?;
            let mut row = Stored::new(draft, summary, revision + 1, number).map_err(failed())?;
            if let Some(before) = before {
                row.keep_times(&before);
            }
            row.write(change).map(|()| Some(revision + 1)).map_err(failed())
        })?;
        saved.ok_or_else(|| {
            let message = format!(
                "“{}”已在别处保存过，这次没有保存到报告里，以免覆盖；这次的内容另存在“历史版本”里",
                summary.title
            );
            Error::new(Code::Conflict, message, "请重新打开这份报告，再到“历史版本”里对照、取回这次的内容")
        })
    }

    /// Notes that the report was exported at `when`, with `draft` saying the same. The revision number stays: a window
    /// that has the report open can go on saving.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report; [`Code::Io`] when it cannot be written.
    pub fn note_export(&mut self, draft: &Draft, when: &str) -> Result<()> {
        let json = json(draft).map_err(failed(&self.path, "保存"))?;
        self.change(&draft.id, |row| {
            row.set(EXPORTED, Some(when));
            row.draft.clone_from(&json);
        })
    }

    /// Marks the report as deleted at a time, or as not deleted; its content stays.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report; [`Code::Invalid`] when it is damaged; [`Code::Io`] when it cannot be
    /// written.
    pub fn set_deleted(&mut self, id: &str, deleted: Option<&str>) -> Result<()> {
        self.change(id, |row| {
            row.set(DELETED, deleted);
            row.set(DUE, None);
        })
    }

    /// Changes a row that is whole.
    pub(super) fn change(&mut self, id: &str, mut change_row: impl FnMut(&mut Stored)) -> Result<()> {
        self.transaction("保存", |change, path| {
            let stored = Stored::read(change, id).map_err(failed(path, "保存"))?.ok_or_else(|| unknown(id))?;
            let mut stored = stored.verified().map_err(|title| failure::damaged(path, id, &title))?;
            change_row(&mut stored);
            stored.write(change).map_err(failed(path, "保存"))
        })
    }
}

/// The columns of a row but for `seal` and `draft`, in the order of the table.
const COLUMNS: &str = "id, revision, saved, title, unit, reporter, year, parts_done, parts_total, placeholders, modified, exported, deleted, due";
const REVISION: usize = 1;
const SAVED: usize = 2;
const TITLE: usize = 3;
const YEAR: usize = 6;
const MODIFIED: usize = 10;
const EXPORTED: usize = 11;
pub(super) const DELETED: usize = 12;
pub(super) const DUE: usize = 13;

/// A row as it stands in the table, not verified yet.
pub(super) struct Raw {
    columns: Vec<Value>,
    seal: Vec<u8>,
    /// As bytes: what is damaged may be no UTF-8 any more, and is to be named all the same.
    draft: Vec<u8>,
}

/// A row that is what was written.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stored {
    /// The values of [`COLUMNS`].
    columns: Vec<Value>,
    /// The draft as JSON.
    pub(super) draft: String,
}

impl Raw {
    /// The revision number, as far as it can be read.
    pub(super) fn revision(&self) -> i64 {
        integer(&self.columns, REVISION)
    }

    /// The row when its seal fits, else its title as far as it can be read.
    pub(super) fn verified(self) -> Result<Stored, String> {
        let title = match self.columns.get(TITLE) {
            Some(Value::Text(title)) => title.clone(),
            Some(Value::Blob(bytes)) => String::from_utf8_lossy(bytes).into_owned(),
            _ => String::new(),
        };
        let stored = match String::from_utf8(self.draft) {
            Ok(draft) => Stored { columns: self.columns, draft },
            Err(_) => return Err(title),
        };
        if stored.seal() == self.seal { Ok(stored) } else { Err(title) }
    }
}

impl Stored {
    /// The row `id` as it stands in the table.
    pub(super) fn read(db: &Connection, id: &str) -> rusqlite::Result<Option<Raw>> {
        let sql = format!("SELECT {COLUMNS}, seal, CAST(draft AS BLOB) FROM report WHERE id = ?1");
        db.prepare_cached(&sql)?.query_row([id], raw).optional()
    }

    /// The row of a draft.
    pub(super) fn new(draft: &Draft, summary: &Summary, revision: i64, saved: i64) -> rusqlite::Result<Stored> {
        let text = |text: &str| Value::Text(text.into());
        let columns = vec![
            text(&draft.id),
            Value::Integer(revision),
            Value::Integer(saved),
            text(&summary.title),
            text(&summary.unit),
            text(&summary.reporter),
            summary.year.map_or(Value::Null, |year| Value::Integer(year.into())),
            Value::Integer(summary.parts_done.into()),
            Value::Integer(summary.parts_total.into()),
            Value::Integer(summary.placeholders.into()),
            text(&draft.modified.to_rfc3339()),
            Value::Null,
            Value::Null,
            Value::Null,
        ];
        Ok(Stored { columns, draft: json(draft)? })
    }

    /// The revision number.
    pub(super) fn revision(&self) -> i64 {
        integer(&self.columns, REVISION)
    }

    /// The number of its last save.
    pub(super) fn saved(&self) -> i64 {
        integer(&self.columns, SAVED)
    }

    /// The year reported on.
    pub(super) fn year(&self) -> Option<i64> {
        match self.columns.get(YEAR) {
            Some(Value::Integer(year)) => Some(*year),
            _ => None,
        }
    }

    /// When it was last saved, RFC 3339.
    pub(super) fn modified(&self) -> &str {
        self.text(MODIFIED)
    }

    /// The text in a column; empty where there is none.
    pub(super) fn text(&self, column: usize) -> &str {
        match self.columns.get(column) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    /// The id.
    pub(super) fn id(&self) -> &str {
        self.text(0)
    }

    /// The row as it comes into another database: with its place in the order there and, where it takes a report's place, its
    /// revision; whether it is due to go is found out there.
    pub(super) fn moved(mut self, revision: Option<i64>, saved: i64) -> Stored {
        for (column, number) in [(REVISION, revision), (SAVED, Some(saved))] {
            if let (Some(there), Some(number)) = (self.columns.get_mut(column), number) {
                *there = Value::Integer(number);
            }
        }
        self.set(DUE, None);
        self
    }

    pub(super) fn set(&mut self, column: usize, value: Option<&str>) {
        if let Some(there) = self.columns.get_mut(column) {
            *there = value.map_or(Value::Null, |value| Value::Text(value.into()));
        }
    }

    /// Takes over when `before` was exported and deleted.
    fn keep_times(&mut self, before: &Stored) {
        for column in [EXPORTED, DELETED, DUE] {
            if let (Some(there), Some(kept)) = (self.columns.get_mut(column), before.columns.get(column)) {
                there.clone_from(kept);
            }
        }
    }

    fn seal(&self) -> Vec<u8> {
        seal_of(&[self.columns.as_slice(), &[Value::Text(self.draft.clone())]].concat())
    }

    /// Writes the row in the place of the one with its id, if there is one.
    pub(super) fn write(&self, db: &Connection) -> rusqlite::Result<()> {
        let set = COLUMNS.split(", ").skip(1).chain(["seal", "draft"]).map(|name| format!("{name} = excluded.{name}"));
        let set: Vec<String> = set.collect();
        let places = vec!["?"; self.columns.len() + 2].join(", ");
        let sql = format!(
            "INSERT INTO report ({COLUMNS}, seal, draft) VALUES ({places}) ON CONFLICT (id) DO UPDATE SET {}",
            set.join(", ")
        );
        let mut values = self.columns.clone();
        values.push(Value::Blob(self.seal()));
        values.push(Value::Text(self.draft.clone()));
        db.prepare_cached(&sql)?.execute(params_from_iter(values))?;
        Ok(())
    }
}

/// The values of [`COLUMNS`], the seal and the draft of a query's row.
fn raw(row: &Row<'_>) -> rusqlite::Result<Raw> {
    let columns = COLUMNS.split(", ").count();
    let value = |column: usize| -> rusqlite::Result<Value> {
        Ok(match row.get_ref(column)? {
            // What is no UTF-8 any more is no text any more, and so the seal does not fit.
            ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => Value::Text(text.into()),
                Err(_) => Value::Blob(bytes.into()),
            },
            ValueRef::Blob(bytes) => Value::Blob(bytes.into()),
            ValueRef::Null => Value::Null,
            ValueRef::Integer(number) => Value::Integer(number),
            ValueRef::Real(number) => Value::Real(number),
        })
    };
    let bytes = |column: usize| -> rusqlite::Result<Vec<u8>> {
        Ok(match row.get_ref(column)? {
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => bytes.into(),
            _ => Vec::new(),
        })
    };
    Ok(Raw {
        columns: (0..columns).map(value).collect::<rusqlite::Result<_>>()?,
        seal: bytes(columns)?,
        draft: bytes(columns + 1)?,
    })
}

fn integer(columns: &[Value], column: usize) -> i64 {
    match columns.get(column) {
        Some(Value::Integer(number)) => *number,
        _ => 0,
    }
}

/// Seals every row of schema 1 that is what its old hash says; a damaged one gets no seal and stays damaged.
pub(super) fn seal_all(change: &Transaction<'_>) -> rusqlite::Result<()> {
    let mut ids = change.prepare("SELECT id FROM report")?;
    let ids: Vec<String> = ids.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    for id in ids {
        let Some(raw) = Stored::read(change, &id)? else { continue };
        let whole = Sha256::digest(&raw.draft).to_vec() == raw.seal;
        let sealed = match String::from_utf8(raw.draft) {
            Ok(draft) if whole => Stored { columns: raw.columns, draft }.seal(),
            _ => Vec::new(),
        };
        change.execute("UPDATE report SET seal = ?2 WHERE id = ?1", params![id, sealed])?;
    }
    Ok(())
}

pub(super) fn json(draft: &Draft) -> rusqlite::Result<String> {
    serde_json::to_string(draft).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))
}

pub(super) fn unknown(id: &str) -> Error {
    Error::new(Code::NotFound, format!("没有编号为“{id}”的报告"), "请在报告列表里核对编号")
}
