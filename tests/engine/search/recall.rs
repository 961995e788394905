//! The index finds what SQL's LIKE finds in the same texts, and what a search without it finds.

use std::collections::BTreeSet;

use rusqlite::Connection;
use shuzhi::app::{App, Search};
use shuzhi::store::{FILE, SEARCH_FILE, Store};

use super::{add, draft, save, texts};
use crate::support::{self, Result};

/// A xorshift generator.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n as u64).unwrap_or(0)
    }

    /// Text of few different letters, so that every neighbourhood comes up and longer ones are rare.
    fn text(&mut self, letters: &[char], length: usize) -> String {
        (0..length).map(|_| letters[self.below(letters.len())]).collect()
    }
}

fn letters() -> Vec<char> {
    "党建基层工作述职报告组织群众，。；“”（）、0123aB%_'\"*\\-𠮷😀\u{301}".chars().collect()
}

/// Reports with versions; every other one is changed after the index was made.
fn fill(folder: &std::path::Path, random: &mut Random, reports: usize) -> Result {
    let letters = letters();
    let mut store = Store::open(folder)?;
    for n in 0..reports {
        let (id, year) = (format!("report-{n}"), 2020 + i32::try_from(n % 7)?);
        add(&mut store, &draft(&id, year, &random.text(&letters, 40))?)?;
        for _ in 0..random.below(3) {
            save(&mut store, &draft(&id, year, &random.text(&letters, 40))?)?;
        }
    }
    Ok(())
}

/// The reports whose present has the words, and those of which only a version has them.
type Recall = (BTreeSet<String>, BTreeSet<(String, i64)>);

/// What LIKE finds: the reports whose present has `words`, and those of which only a version has.
fn like(db: &Connection, words: &str) -> Result<Recall> {
    let escaped = words.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    let pattern = format!("%{escaped}%");
    let mut query =
        db.prepare("SELECT DISTINCT report FROM text WHERE version IS NULL AND text LIKE ?1 ESCAPE '\\'")?;
    let present: BTreeSet<String> = query.query_map([&pattern], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut query = db.prepare(
        "SELECT report, max(version) FROM text WHERE version IS NOT NULL AND text LIKE ?1 ESCAPE '\\' GROUP BY report",
    )?;
    let past = query.query_map([&pattern], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let past: BTreeSet<(String, i64)> = past.collect::<rusqlite::Result<_>>()?;
    Ok((present.clone(), past.into_iter().filter(|(report, _)| !present.contains(report)).collect()))
}

#[test]
fn recall_is_that_of_like() -> Result {
    let folder = tempfile::tempdir()?;
    let mut random = Random(7);
    fill(folder.path(), &mut random, 40)?;
    let db = Connection::open_in_memory()?;
    db.execute_batch("CREATE TABLE text (report TEXT, version INTEGER, text TEXT)")?;
    for (report, version, texts) in texts(folder.path())? {
        for text in texts {
            db.execute("INSERT INTO text VALUES (?1, ?2, ?3)", (&report, version, text))?;
        }
    }
    let mut app = App::open(support::env(folder.path()))?;
    let letters = letters();
    let (mut found_any, mut found_none) = (0, 0);
    let texts: Vec<String> = texts(folder.path())?.into_iter().flat_map(|(_, _, texts)| texts).collect();
    for round in 0..600 {
        let length = 1 + round % 20;
        let words = if round % 3 == 0 {
            random.text(&letters, length.min(3))
        } else {
            let text: Vec<char> = texts[random.below(texts.len())].chars().collect();
            let start = random.below(text.len());
            text[start..text.len().min(start + length)].iter().filter(|c| !c.is_whitespace()).collect()
        };
        // Width is folded here and not by LIKE, so that these are compared without each other.
        let words = words.replace(['，', '；', '（', '）'], "");
        if words.is_empty() {
            continue;
        }
        let found = app.search(Search { words: words.clone(), limit: 1000 })?;
        let (present, past) = like(&db, &words)?;
        let (now, then): (Vec<_>, Vec<_>) = found.hits.into_iter().partition(|hit| hit.version.is_none());
        assert_eq!(now.into_iter().map(|hit| hit.id).collect::<BTreeSet<_>>(), present, "{words:?}");
        let then: BTreeSet<_> = then.into_iter().filter_map(|hit| Some((hit.id, hit.version?))).collect();
        assert_eq!(then, past, "{words:?}");
        if present.is_empty() && past.is_empty() { found_none += 1 } else { found_any += 1 }
    }
    println!("{found_any} searches with hits, {found_none} without, all as LIKE says");
    assert!(found_any > 300 && found_none > 10, "{found_any}, {found_none}");
    Ok(())
}

#[test]
fn the_result_is_the_same_without_the_index() -> Result {
    let folder = tempfile::tempdir()?;
    let mut random = Random(11);
    fill(folder.path(), &mut random, 25)?;
    let without = tempfile::tempdir()?;
    std::fs::copy(folder.path().join(FILE), without.path().join(FILE))?;
    // A folder of that name: no index can be made there.
    std::fs::create_dir(without.path().join(SEARCH_FILE))?;
    let mut with = App::open(support::env(folder.path()))?;
    let mut without = App::open_to_read(support::env(without.path()))?;
    let letters = letters();
    for round in 0..60 {
        let words = format!("{} {}", random.text(&letters, 1 + round % 2), random.text(&letters, 1 + round % 3));
        let search = Search { words: words.clone(), limit: u32::try_from(round)? % 30 };
        let places = |app: &mut App| -> Result<Vec<_>> {
            let found = app.search(search.clone())?;
            Ok(found.hits.into_iter().map(|hit| (hit.id, hit.version, hit.field, hit.start, found.more)).collect())
        };
        assert_eq!(places(&mut with)?, places(&mut without)?, "{words:?}");
    }
    Ok(())
}
