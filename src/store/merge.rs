//! Taking over reports from another database, with their ids, times and versions. Nothing that is here is lost by it: what
//! gives way becomes a version first.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::types::Value;
use rusqlite::{Connection, Row, Transaction, params_from_iter};
use sha2::{Digest, Sha256};

use super::failure::{self, failed};
use super::report::Stored;
use super::seal::seal_of;
use super::version::{Cause, FOREIGN, Keep, inflate};
use super::{Store, Summary, sequence};
use crate::Result;
use crate::model::Draft;

/// What becomes of a report of the other database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Take {
    /// It is added where there is none of its id; one that is here stays, and the other goes into its history.
    Beside,
    /// It takes the place of the one here, which goes into the history.
    Over,
    /// It is the one here; only its versions are taken.
    Same,
}

/// What a merge does.
#[derive(Debug, Default)]
pub struct Merge {
    /// By report id; what is not named is left out.
    pub take: BTreeMap<String, Take>,
    /// Reports to add, which are copies of some of the other database.
    pub copies: Vec<(Draft, Summary)>,
    /// When, RFC 3339.
    pub made: String,
}

impl Store {
    /// Merges reports of `theirs`, whose rows were verified, all or none. Ids, times and revisions are kept, numbers are
    /// given anew in the order they had. Versions of a report that is here too never were the one here, and say so. Versions that are here already are not doubled.
    ///
    /// # Errors
    /// [`crate::Code::Invalid`] when a row of theirs is damaged; [`crate::Code::Io`] when it cannot be written.
    pub fn merge(&mut self, theirs: &Store, merge: &Merge) -> Result<()> {
        let ids: Vec<String> = theirs.listed("SELECT id FROM report ORDER BY saved, id")?;
        // Versions outlive damage to their report's row.
        let alone: Vec<String> =
            theirs.listed("SELECT DISTINCT report FROM version WHERE report NOT IN (SELECT id FROM report)")?;
        self.transaction("保存", |change, path| {
            for id in &ids {
                let Some(take) = merge.take.get(id) else { continue };
                let report = Stored::read(&theirs.db, id).map_err(failed(&theirs.path, "读取"))?;
                let Some(report) = report else { continue };
                let report = report.verified().map_err(|title| failure::damaged(&theirs.path, id, &title))?;
                let keep = Keep { cause: Cause::Backup, name: None, made: &merge.made };
                Merging { change, theirs: &theirs.db, keep }.report(report, *take).map_err(failed(path, "保存"))?;
            }
            for id in alone.iter().filter(|id| merge.take.contains_key(*id)) {
                let here = Stored::read(change, id).map_err(failed(path, "读取"))?;
                let origin = if here.is_some() { Origin::Other } else { Origin::Same };
                versions(change, &theirs.db, id, origin).map_err(failed(path, "保存"))?;
            }
            for (draft, summary) in &merge.copies {
                let saved = sequence::next(change).map_err(failed(path, "保存"))?;
                Stored::new(draft, summary, 1, saved)
                    .and_then(|row| row.write(change))
                    .map_err(failed(path, "保存"))?;
            }
            Ok(())
        })
    }

    /// The ids of all reports of which anything is stored.
    ///
    /// # Errors
    /// [`crate::Code::Io`] or [`crate::Code::Invalid`] when the file cannot be read.
    pub fn known(&self) -> Result<Vec<String>> {
        self.listed("SELECT id FROM report UNION SELECT report FROM version")
    }

    fn listed(&self, sql: &str) -> Result<Vec<String>> {
        let read =
            || -> rusqlite::Result<Vec<String>> { self.db.prepare(sql)?.query_map([], |row| row.get(0))?.collect() };
        read().map_err(failed(&self.path, "读取"))
    }
}

struct Merging<'a> {
    change: &'a Transaction<'a>,
    theirs: &'a Connection,
    keep: Keep<'a>,
}

impl Merging<'_> {
    fn report(&self, theirs: Stored, take: Take) -> rusqlite::Result<()> {
        let id = theirs.id().to_owned();
        let Some(here) = Stored::read(self.change, &id)? else {
            let saved = sequence::next(self.change)?;
            theirs.moved(None, saved).write(self.change)?;
            return versions(self.change, self.theirs, &id, Origin::Same);
        };
        let revision = here.revision();
        // One that is damaged can be replaced, not kept.
        let here = here.verified().ok();
        versions(self.change, self.theirs, &id, Origin::Other)?;
        let gives_way = match take {
            Take::Beside => Some(&theirs),
            Take::Over => here.as_ref(),
            Take::Same => None,
        };
        let same = here.as_ref().is_some_and(|here| here.draft == theirs.draft);
        if let Some(report) = gives_way.filter(|_| !same) {
            let known = Known::of(self.change, &id)?;
            if !known.holds(&report.draft, None) {
                // What gives way here is the user's own, and no version from a file.
                let (cause, revision) =
                    if take == Take::Over { (Cause::Import, revision) } else { (self.keep.cause, FOREIGN) };
                Keep { cause, ..self.keep }.write(self.change, &id, revision, &report.draft)?;
            }
        }
        if take == Take::Over {
            let saved = sequence::next(self.change)?;
            // A window that has the report open must notice.
            let revision = revision.max(theirs.revision()) + 1;
            theirs.moved(Some(revision), saved).write(self.change)?;
        }
        Ok(())
    }
}

/// Whether the report that versions come with is new here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    Same,
    Other,
}

/// Adds the versions of a report that are not here, in their order.
fn versions(change: &Connection, theirs: &Connection, id: &str, origin: Origin) -> rusqlite::Result<()> {
    let known = Known::of(change, id)?;
    let mut query = theirs.prepare_cached(
        "SELECT number, report, revision, cause, name, made, draft FROM version WHERE report = ?1 ORDER BY number",
    )?;
    let mut rows = query.query([id])?;
    while let Some(row) = rows.next()? {
        let draft = draft(row, 6)?;
        let name: Option<String> = row.get(4)?;
        if known.holds(&draft, name.as_deref()) {
            continue;
        }
        let mut values = (0..7).map(|column| row.get(column)).collect::<rusqlite::Result<Vec<Value>>>()?;
        if let Some(number) = values.first_mut() {
            *number = Value::Integer(sequence::next(change)?);
        }
        if origin == Origin::Other {
            if let Some(revision) = values.get_mut(2) {
                *revision = Value::Integer(FOREIGN);
            }
            // A name says more than that it comes from a backup, and stays.
            if let (Some(cause), None) = (values.get_mut(3), &name) {
                *cause = Value::Text(Cause::Backup.word().into());
            }
        }
        values.push(Value::Blob(seal_of(&values)));
        change
            .prepare_cached(
                "INSERT INTO version (number, report, revision, cause, name, made, draft, seal) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params_from_iter(values))?;
    }
    Ok(())
}

/// The versions of a report that are here, by what stands in them.
#[derive(Debug, Default)]
struct Known {
    drafts: BTreeSet<[u8; 32]>,
    named: BTreeSet<([u8; 32], String)>,
}

impl Known {
    fn of(db: &Connection, id: &str) -> rusqlite::Result<Known> {
        let mut known = Known::default();
        let mut query = db.prepare_cached("SELECT name, draft FROM version WHERE report = ?1")?;
        let mut rows = query.query([id])?;
        while let Some(row) = rows.next()? {
            // A damaged one holds nothing.
            if let Ok(draft) = draft(row, 1) {
                known.add(&draft, row.get(0)?);
            }
        }
        Ok(known)
    }

    fn add(&mut self, draft: &str, name: Option<String>) {
        let digest = Sha256::digest(draft).into();
        self.drafts.insert(digest);
        self.named.extend(name.map(|name| (digest, name)));
    }

    /// Whether a version holds `draft`, under this name where it has one.
    fn holds(&self, draft: &str, name: Option<&str>) -> bool {
        let digest = Sha256::digest(draft).into();
        match name {
            Some(name) => self.named.contains(&(digest, name.to_owned())),
            None => self.drafts.contains(&digest),
        }
    }
}

fn draft(row: &Row<'_>, column: usize) -> rusqlite::Result<String> {
    let bytes: Vec<u8> = row.get(column)?;
    inflate(&bytes)
        .map_err(|error| rusqlite::Error::FromSqlConversionFailure(column, rusqlite::types::Type::Blob, error.into()))
}
