//! Search over all reports and versions. In: words, and a way from a draft's JSON to its texts. Out: the reports that hold all
//! words, newest year first, each with the place of the first word. The index only names candidates; a hit is what the
//! comparison of texts confirms, so that the result is the same without it.
//!
//! `fold`: what is the same letter, tokens, words. `passage`: the texts as they are kept. `index`: the database of the index.
//! `refresh`: bringing it up to date.

mod fold;
mod index;
mod passage;
mod refresh;

use std::collections::HashSet;
use std::ops::Range;
use std::time::Duration;

use rusqlite::{OptionalExtension, params};

use super::Store;
use super::failure::{busy, failed};
use crate::{Error, Result};
use passage::{Kind, Places};
use refresh::Stale;

pub use fold::Words;
pub(in crate::store) use index::Index;
pub use index::SEARCH_FILE;
pub use passage::Passage;

/// From a draft's JSON to its texts; `None` when it cannot be read.
pub type ReadPassages<'a> = &'a dyn Fn(&str) -> Option<Vec<Passage>>;

/// What a search found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// One a report: those that hold the words now, newest year first; then those that held them once.
    pub hits: Vec<Hit>,
    /// Whether there are more.
    pub more: bool,
}

/// A report that holds all words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The report's id.
    pub id: String,
    /// Its title in the list.
    pub title: String,
    /// Its unit in the list.
    pub unit: String,
    /// Its year.
    pub year: Option<i32>,
    /// Whether it is deleted.
    pub deleted: bool,
    /// The newest version that holds the words, when the report does not: its number, and when it was kept, RFC 3339.
    pub version: Option<(i64, String)>,
    /// The text that holds the first word.
    pub passage: Passage,
    /// Where in it, in bytes.
    pub range: Range<usize>,
    /// Other texts that hold one of the words, at most two, with the place in each.
    pub more: Vec<(Passage, Range<usize>)>,
}

/// A report that may hold the words now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Candidate<'a> {
    /// The index names its row.
    Indexed(i64),
    /// It is not in the index.
    Stale(&'a str),
}

/// Why a search stopped: the index can be done without, the reports cannot.
#[derive(Debug)]
pub(in crate::store) enum Stop {
    Index(rusqlite::Error),
    Store(Error),
}

impl From<rusqlite::Error> for Stop {
    fn from(error: rusqlite::Error) -> Stop {
        Stop::Index(error)
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Stop {
        Stop::Store(error)
    }
}

impl Store {
    /// The reports that hold all of `words`, at most `limit`. What was saved since the last search is indexed first.
    ///
    /// # Errors
    /// [`crate::Code::Io`] or [`crate::Code::Invalid`] when the reports cannot be read. A damaged index is made anew, and what
    /// is not in it is searched all the same.
    pub fn search(&mut self, words: &Words, limit: usize, read: ReadPassages<'_>) -> Result<Found> {
        if words.is_empty() {
            return Ok(Found::default());
        }
        // A reader of a folder where nothing has been stored yet leaves nothing there; a copy has no index.
        if self.path.exists() && self.path.file_name().is_some_and(|name| name == super::FILE) {
            let path = index::path(&self.path);
            for _ in 0..2 {
                let found = self.index.take().map_or_else(|| Index::open(&path), Ok).map_err(Stop::Index);
                match found.and_then(|mut index| Ok((self.search_in(Some(&mut index), words, limit, read)?, index))) {
                    Ok((found, index)) => {
                        self.index = Some(index);
                        return Ok(found);
                    }
                    Err(Stop::Store(error)) => return Err(error),
                    Err(Stop::Index(error)) if index::is_damage(&error) => index::throw_away(&path),
                    Err(Stop::Index(_)) => break,
                }
            }
        }
        self.search_in(None, words, limit, read).map_err(|stop| match stop {
            Stop::Store(error) => error,
            Stop::Index(error) => failed(&self.path, "读取")(error),
        })
    }

    /// Takes a report out of the index, so that no byte of its texts is left in the file.
    ///
    /// # Errors
    /// [`crate::Code::InUse`] when another process holds the index; [`crate::Code::Io`] when it can neither be written nor
    /// removed.
    pub(super) fn forget_in_index(&mut self, report: &str) -> Result<()> {
        // Opened anew: another process may have put another file in its place.
        self.index = None;
        let path = index::path(&self.path);
        if !path.exists() {
            return Ok(());
        }
        let forget = || -> Result<(), Stop> {
            let mut index = Index::open(&path)?;
            index.change(Duration::from_secs(5), |change| {
                index::drop_texts(change, Kind::Present, report)?;
                Ok(index::drop_texts(change, Kind::Past, report)?)
            })?;
            index.db.execute_batch("VACUUM")?;
            let held: bool = index.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
            if held { Err(Stop::Index(busy())) } else { Ok(()) }
        };
        match forget() {
            Ok(()) => Ok(()),
            Err(Stop::Store(error)) => Err(error),
            Err(Stop::Index(error)) => {
                // Without the file there is nothing of the report either.
                index::throw_away(&path);
                if path.exists() { Err(failed(&path, "清除")(error)) } else { Ok(()) }
            }
        }
    }

    fn search_in(
        &self,
        mut index: Option<&mut Index>,
        words: &Words,
        limit: usize,
        read: ReadPassages<'_>,
    ) -> Result<Found, Stop> {
        let stale = match &mut index {
            Some(index) => refresh::refresh(self, index, read)?,
            None => Stale::all(self)?,
        };
        let index = index.map(|index| &*index);
        let wanted = limit.saturating_add(1);
        let mut hits = self.search_present(index, &stale, words, wanted, read)?;
        if hits.len() < wanted {
            let rest = self.search_past(index, &stale, words, &hits, wanted - hits.len(), read)?;
            hits.extend(rest);
        }
        let more = hits.len() > limit;
        hits.truncate(limit);
        Ok(Found { hits, more })
    }

    /// The reports that hold the words now, by their ranks.
    fn search_present(
        &self,
        index: Option<&Index>,
        stale: &Stale,
        words: &Words,
        wanted: usize,
        read: ReadPassages<'_>,
    ) -> Result<Vec<Hit>, Stop> {
        let mut candidates: Vec<(i64, Candidate<'_>)> =
            stale.presents.iter().map(|(rank, id)| (*rank, Candidate::Stale(id))).collect();
        let known: HashSet<&str> = stale.presents.iter().map(|(_, id)| id.as_str()).collect();
        if let Some(Index { db, ranks, .. }) = index {
            let mut query = db.prepare_cached("SELECT rowid FROM present_words WHERE present_words MATCH ?1")?;
            let mut rows = query.query([words.query()])?;
            // Both come in the order of the rows.
            let mut ranks = ranks.iter();
            while let Some(row) = rows.next()? {
                let doc: i64 = row.get(0)?;
                candidates.extend(ranks.find(|(at, _)| *at >= doc).map(|(at, rank)| (*rank, Candidate::Indexed(*at))));
            }
        }
        candidates.sort_unstable();
        let mut hits = Vec::new();
        while hits.len() < wanted
            && let Some((_, candidate)) = candidates.pop()
        {
            match (candidate, index) {
                (Candidate::Stale(id), _) => {
                    let passages = refresh::stored(self, id)?.and_then(|stored| read(&stored.draft));
                    if let Some(place) = passages.and_then(|passages| passage::places_in(&passages, words)) {
                        hits.extend(self.hit(id, None, place)?);
                    }
                }
                (Candidate::Indexed(doc), Some(Index { db, .. })) => {
                    let mut texts = db.prepare_cached("SELECT report, passages FROM present WHERE doc = ?1")?;
                    let mut rows = texts.query([doc])?;
                    let Some(row) = rows.next()? else { continue };
                    let id = row.get_ref(0)?.as_str().unwrap_or_default();
                    let place = passage::places_in_blob(row.get_ref(1)?.as_blob().unwrap_or_default(), words);
                    if let Some(place) = place.filter(|_| !known.contains(id)) {
                        hits.extend(self.hit(id, None, place)?);
                    }
                }
                (Candidate::Indexed(_), None) => {}
            }
        }
        Ok(hits)
    }

    /// The reports that held the words once, but for those in `present`, by their ranks.
    fn search_past(
        &self,
        index: Option<&Index>,
        stale: &Stale,
        words: &Words,
        present: &[Hit],
        wanted: usize,
        read: ReadPassages<'_>,
    ) -> Result<Vec<Hit>, Stop> {
        let mut done: HashSet<&str> = present.iter().map(|hit| hit.id.as_str()).collect();
        let mut candidates: Vec<(i64, String, bool)> = Vec::new();
        for report in stale.pasts.iter().filter(|report| !done.contains(report.as_str())) {
            candidates.extend(self.rank_of(report)?.map(|rank| (rank, report.clone(), false)));
        }
        done.extend(stale.pasts.iter().map(String::as_str));
        if let Some(Index { db, .. }) = index {
            let mut query = db.prepare_cached("SELECT rowid FROM past_words WHERE past_words MATCH ?1")?;
            let mut report = db.prepare_cached("SELECT report FROM past WHERE doc = ?1")?;
            let mut rows = query.query([words.query()])?;
            while let Some(row) = rows.next()? {
                let id: Option<String> = report.query_row([row.get::<_, i64>(0)?], |row| row.get(0)).optional()?;
                if let Some(id) = id.filter(|id| !done.contains(id.as_str())) {
                    candidates.extend(self.rank_of(&id)?.map(|rank| (rank, id, true)));
                }
            }
        }
        candidates.sort_unstable();
        let mut hits = Vec::new();
        while hits.len() < wanted
            && let Some((_, id, indexed)) = candidates.pop()
        {
            match index.filter(|_| indexed) {
                Some(Index { db, .. }) => {
                    let texts = index::past(db, &id)?.unwrap_or_default();
                    for (number, first) in passage::places_in_past(&texts, words) {
                        if let Some(hit) = self.hit(&id, Some(number), Places { first, more: Vec::new() })? {
                            hits.push(hit);
                            break;
                        }
                    }
                }
                None => {
                    for version in self.versions(&id)? {
                        let passages = refresh::version(self, &id, version.number, read).unwrap_or_default();
                        if let Some(Places { first, .. }) = passage::places_in(&passages, words) {
                            // One place leads to the version.
                            let places = Places { first, more: Vec::new() };
                            hits.extend(self.hit(&id, Some(version.number), places)?);
                            break;
                        }
                    }
                }
            }
        }
        Ok(hits)
    }

    /// The rank of a report that is there.
    fn rank_of(&self, id: &str) -> Result<Option<i64>> {
        self.db
            .prepare_cached("SELECT year, saved FROM report WHERE id = ?1")
            .and_then(|mut query| {
                let rank = |row: &rusqlite::Row<'_>| {
                    Ok(index::rank(row.get(0).unwrap_or_default(), row.get(1).unwrap_or_default()))
                };
                query.query_row([id], rank).optional()
            })
            .map_err(failed(&self.path, "读取"))
    }

    /// A hit; `None` when the report or the version is gone.
    fn hit(&self, id: &str, version: Option<i64>, places: Places) -> Result<Option<Hit>> {
        let Places { first: (passage, range), more } = places;
        let read = || -> rusqlite::Result<Option<Hit>> {
            let version = match version {
                None => None,
                Some(number) => {
                    let made = self
                        .db
                        .prepare_cached("SELECT made FROM version WHERE number = ?1 AND report = ?2")?
                        .query_row(params![number, id], |row| row.get(0))
                        .optional()?;
                    let Some(made) = made else { return Ok(None) };
                    Some((number, made))
                }
            };
            let text = |row: &rusqlite::Row<'_>, column| row.get::<_, String>(column).unwrap_or_default();
            self.db
                .prepare_cached("SELECT title, unit, year, deleted IS NOT NULL FROM report WHERE id = ?1")?
                .query_row([id], |row| {
                    Ok(Hit {
                        id: id.into(),
                        title: text(row, 0),
                        unit: text(row, 1),
                        year: row.get(2).unwrap_or_default(),
                        deleted: row.get(3)?,
                        version,
                        passage,
                        range,
                        more,
                    })
                })
                .optional()
        };
        read().map_err(failed(&self.path, "读取"))
    }
}
