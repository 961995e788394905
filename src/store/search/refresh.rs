//! Bringing the index up to date before a search: what differs from the reports and versions is indexed, what is gone is
//! taken out. What could not be done now (another process holds the index, no room on the disk) is answered, so that it can
//! be searched without the index.

use std::collections::HashMap;
use std::time::Duration;

use rusqlite::Connection;

use super::index::{self, Index, Present, Texts, Versions};
use super::passage::{Kind, Past, blob};
use super::{ReadPassages, Stop};
use crate::store::Store;
use crate::store::failure::failed;
use crate::store::report::Stored;

/// What tells that the databases were not written since, by this connection or another: `data_version` and `total_changes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) struct States {
    store: (i64, u64),
    index: (i64, u64),
}

/// What differs from the index.
#[derive(Debug, Default)]
pub(super) struct Stale {
    /// Reports as they are now: their ranks and ids.
    pub(super) presents: Vec<(i64, String)>,
    /// Reports whose versions differ.
    pub(super) pasts: Vec<String>,
    /// Indexed and not there any more.
    gone: Vec<String>,
    gone_pasts: Vec<String>,
}

impl Stale {
    /// All there is, for a search without an index.
    pub(super) fn all(store: &Store) -> Result<Stale, Stop> {
        let mut stale = Stale::default();
        stale.presents = presents(store)?.into_iter().map(|(id, (rank, ..))| (rank, id)).collect();
        stale.pasts = pasts(store)?.into_keys().collect();
        Ok(stale)
    }

    fn of(store: &Store, index: &Connection) -> Result<Stale, Stop> {
        let mut stale = Stale::default();
        let mut presents = presents(store)?;
        let mut query = index.prepare_cached("SELECT report, saved, modified FROM present")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let id = row.get_ref(0)?.as_str().unwrap_or_default();
            match presents.get(id) {
                None => stale.gone.push(id.into()),
                Some((_, saved, modified)) => {
                    if *saved == row.get::<_, i64>(1)? && row.get_ref(2)?.as_str().is_ok_and(|it| it == modified) {
                        presents.remove(id);
                    }
                }
            }
        }
        let mut pasts = pasts(store)?;
        let mut query = index.prepare_cached("SELECT report, count, last, total FROM past")?;
        let mut rows = query.query([])?;
        while let Some(row) = rows.next()? {
            let id = row.get_ref(0)?.as_str().unwrap_or_default();
            match pasts.get(id) {
                None => stale.gone_pasts.push(id.into()),
                Some(versions) if *versions == (row.get(1)?, row.get(2)?, row.get(3)?) => drop(pasts.remove(id)),
                Some(_) => {}
            }
        }
        stale.presents = presents.into_iter().map(|(id, (rank, ..))| (rank, id)).collect();
        stale.pasts = pasts.into_keys().collect();
        Ok(stale)
    }
}

/// How many reports are indexed in one transaction: another process waits no longer than for these.
const AT_ONCE: usize = 200;

/// Brings `index` up to date and answers what could not be done.
pub(super) fn refresh(store: &Store, index: &mut Index, read: ReadPassages<'_>) -> Result<Stale, Stop> {
    let states = States::of(store, &index.db)?;
    if index.agreed == Some(states) {
        return Ok(Stale::default());
    }
    let mut stale = Stale::of(store, &index.db)?;
    let brought = bring(store, index, &mut stale, read);
    index.read_ranks()?;
    match brought {
        Ok(()) => {
            index.agreed = Some(States { store: states.store, index: state(&index.db)? });
            Ok(Stale::default())
        }
        Err(Stop::Index(error)) if !index::is_damage(&error) => Ok(stale),
        Err(stop) => Err(stop),
    }
}

/// Does what is listed in `stale`, and takes it off the list as it is done.
fn bring(store: &Store, index: &mut Index, stale: &mut Stale, read: ReadPassages<'_>) -> Result<(), Stop> {
    // At once: whoever holds the index does the same work.
    const WAIT: Duration = Duration::ZERO;
    let Stale { presents, pasts, gone, gone_pasts } = stale;
    if !(gone.is_empty() && gone_pasts.is_empty()) {
        index.change(WAIT, |change| {
            gone.iter().try_for_each(|id| index::drop_texts(change, Kind::Present, id))?;
            Ok(gone_pasts.iter().try_for_each(|id| index::drop_texts(change, Kind::Past, id))?)
        })?;
    }
    while !presents.is_empty() {
        let some = presents.len().min(AT_ONCE);
        let (now, _) = presents.split_at(some);
        // The rows are read after the index is held: what was erased before cannot come back.
        index.change(WAIT, |change| now.iter().try_for_each(|(_, id)| present(store, change, id, read)))?;
        presents.drain(..some);
    }
    while !pasts.is_empty() {
        let some = pasts.len().min(AT_ONCE / 10);
        let (now, _) = pasts.split_at(some);
        index.change(WAIT, |change| now.iter().try_for_each(|id| past(store, change, id, read)))?;
        pasts.drain(..some);
    }
    Ok(())
}

/// Indexes a report as it is now; one that is damaged or gone is left alone.
fn present(store: &Store, change: &Connection, id: &str, read: ReadPassages<'_>) -> Result<(), Stop> {
    let Some(stored) = stored(store, id)? else { return Ok(()) };
    let Some(passages) = read(&stored.draft) else { return Ok(()) };
    let texts = Texts { report: id, passages: &blob(&passages) };
    let present = Present { texts, year: stored.year(), saved: stored.saved(), modified: stored.modified() };
    Ok(index::put_present(change, &present)?)
}

/// Indexes the versions of a report, of those that are indexed already only what changed.
fn past(store: &Store, change: &Connection, report: &str, read: ReadPassages<'_>) -> Result<(), Stop> {
    let mut numbers: Vec<i64> = store.versions(report)?.iter().map(|version| version.number).collect();
    numbers.sort_unstable();
    let Some(last) = numbers.last() else { return Ok(index::drop_texts(change, Kind::Past, report)?) };
    let mut past = index::past(change, report)?.map(|blob| Past::read(&blob)).unwrap_or_default();
    past.keep(&numbers);
    let known = past.numbers();
    for number in numbers.iter().filter(|number| known.binary_search(number).is_err()) {
        if let Some(passages) = version(store, report, *number, read) {
            past.add(*number, passages);
        }
    }
    let versions = (i64::try_from(numbers.len()).unwrap_or(i64::MAX), *last, numbers.iter().sum());
    Ok(index::put_past(change, &Texts { report, passages: &past.blob() }, versions)?)
}

/// A report as it is now; `None` when it is damaged or gone.
pub(super) fn stored(store: &Store, id: &str) -> Result<Option<Stored>, Stop> {
    let raw = Stored::read(&store.db, id).map_err(failed(&store.path, "读取"))?;
    Ok(raw.and_then(|raw| raw.verified().ok()))
}

/// The passages of a version; `None` when it is damaged or gone.
pub(super) fn version(store: &Store, report: &str, number: i64, read: ReadPassages<'_>) -> Option<Vec<super::Passage>> {
    read(&store.version(report, number).ok()?)
}

impl States {
    fn of(store: &Store, index: &Connection) -> Result<States, Stop> {
        Ok(States { store: state(&store.db).map_err(failed(&store.path, "读取"))?, index: state(index)? })
    }
}

fn state(db: &Connection) -> rusqlite::Result<(i64, u64)> {
    Ok((db.query_row("PRAGMA data_version", [], |row| row.get(0))?, db.total_changes()))
}

/// The reports: rank, number of the save, time of the save.
fn presents(store: &Store) -> Result<HashMap<String, (i64, i64, String)>, Stop> {
    let read = || -> rusqlite::Result<_> {
        store
            .db
            .prepare_cached("SELECT id, year, saved, modified FROM report")?
            .query_map([], |row| {
                // What is damaged is no reason to find nothing.
                let (year, saved) = (row.get(1).unwrap_or_default(), row.get(2).unwrap_or_default());
                Ok((row.get(0)?, (index::rank(year, saved), saved, row.get(3).unwrap_or_default())))
            })?
            .filter(Result::is_ok)
            .collect()
    };
    Ok(read().map_err(failed(&store.path, "读取"))?)
}

/// The reports that have versions.
fn pasts(store: &Store) -> Result<HashMap<String, Versions>, Stop> {
    let read = || -> rusqlite::Result<_> {
        store
            .db
            .prepare_cached("SELECT report, count(*), max(number), sum(number) FROM version GROUP BY report")?
            .query_map([], |row| Ok((row.get(0)?, (row.get(1)?, row.get(2)?, row.get(3)?))))?
            .filter(Result::is_ok)
            .collect()
    };
    Ok(read().map_err(failed(&store.path, "读取"))?)
}
