//! Databases of every schema, broken in every place.

use std::error::Error;
use std::path::{Path, PathBuf};

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, params_from_iter};

use super::super::seal::seal_of;
use super::super::{FILE, Store};
use super::log::Log;
use super::{Found, scavenge};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const PAGE: usize = 4096;

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/store").join(name)
}

/// A database of the present schema with several reports, versions and settings, in its file alone.
fn database() -> Outcome<Vec<u8>> {
    let folder = tempfile::tempdir()?;
    several(folder.path())?;
    Ok(std::fs::read(folder.path().join(FILE))?)
}

/// Stores four reports, three versions and a setting in `folder`. Every page with a part of a report's draft holds its mark.
fn several(folder: &Path) -> Outcome {
    let mut store = Store::open(folder)?;
    store.set_setting("settings", r#"{"unit":"某某街道党工委"}"#)?;
    let text = |text: String| Value::Text(text);
    for n in 1..=4 {
        let mut row =
            vec![text(format!("report {n}")), Value::Integer(n), Value::Integer(n), text(format!("第{n}份报告"))];
        row.extend(["某某街道党工委", "张三"].map(|value| text(value.into())));
        row.extend([2020 + n, 3, 7, 12].map(Value::Integer));
        row.push(text("2026-01-08T09:30:00+08:00".into()));
        row.extend([
            Value::Null,
            if n == 4 { text("2026-01-09T09:30:00+08:00".into()) } else { Value::Null },
            Value::Null,
        ]);
        row.push(text(mark(n).repeat(1000 + usize::try_from(n)?)));
        insert(&store.db, "report", row, 14)?;
        if n < 4 {
            let draft = (0..5000_u16).map(|at| at.to_le_bytes()[0] ^ at.to_le_bytes()[1]);
            let row = vec![Value::Integer(4 + n), text(format!("report {n}")), Value::Integer(n), text("named".into())];
            let name = if n == 1 { Value::Null } else { text("送审稿".into()) };
            let rest = vec![name, text("2026-01-08T09:30:00+08:00".into()), Value::Blob(draft.collect())];
            insert(&store.db, "version", [row, rest].concat(), 6)?;
        }
    }
    store.db.execute("UPDATE sequence SET last = 7", [])?;
    store.db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    Ok(())
}

fn mark(n: i64) -> String {
    format!("“第〔{n}〕”")
}

fn insert(db: &Connection, table: &str, mut row: Vec<Value>, seal: usize) -> Outcome {
    let sealed = seal_of(&row);
    row.insert(seal, Value::Blob(sealed));
    let places = vec!["?"; row.len()].join(", ");
    db.execute(&format!("REPLACE INTO {table} VALUES ({places})"), params_from_iter(row))?;
    Ok(())
}

/// The rows of a table as SQL reads them.
fn rows(db: &Connection, table: &str) -> Outcome<Vec<Vec<Value>>> {
    let mut query = db.prepare(&format!("SELECT * FROM {table} ORDER BY 1"))?;
    let columns = query.column_count();
    let rows = query.query_map([], |row| (0..columns).map(|column| row.get(column)).collect())?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// What SQL finds in `bytes`.
fn by_sql(bytes: &[u8]) -> Outcome<[Vec<Vec<Value>>; 3]> {
    let file = tempfile::NamedTempFile::new()?;
    std::io::Write::write_all(&mut file.as_file(), bytes)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
    let db = Connection::open_with_flags(super::super::read::unchanging(file.path()), flags)?;
    Ok([rows(&db, "report")?, rows(&db, "version")?, rows(&db, "setting")?])
}

fn found_rows(found: Found) -> [Vec<Vec<Value>>; 3] {
    [
        found.reports.into_values().collect(),
        found.versions.into_values().collect(),
        found.settings.into_values().collect(),
    ]
}

fn id(row: &[Value]) -> &str {
    match row.first() {
        Some(Value::Text(id)) => id,
        _ => "",
    }
}

/// Whether a page holds a part of the draft of the row.
fn holds(page: &[u8], row: &[Value]) -> bool {
    let Some(Value::Integer(n)) = row.get(1) else { return false };
    let mark = mark(*n);
    // The last page may hold less than a whole mark.
    page.windows(mark.len()).any(|window| window == mark.as_bytes())
}

#[test]
fn every_row_of_a_whole_file_is_found_as_sql_reads_it() -> Outcome {
    let bytes = database()?;
    let expected = by_sql(&bytes)?;
    assert_eq!(expected.each_ref().map(Vec::len), [4, 3, 1], "the file holds what is to be found");
    let found = scavenge(&bytes, &[]);
    assert_eq!((found.lost.len(), found.lost_versions.len()), (0, 0));
    assert_eq!(found_rows(found), expected);
    Ok(())
}

#[test]
fn rows_of_schema_1_are_brought_into_the_present_form() -> Outcome {
    let folder = tempfile::tempdir()?;
    let old = std::fs::read(fixture("schema-001.sqlite3"))?;
    std::fs::copy(fixture("schema-001.sqlite3"), folder.path().join(FILE))?;
    let upgraded = Store::open(folder.path())?;
    let found = found_rows(scavenge(&old, &[]));
    assert_eq!(found[0], rows(&upgraded.db, "report")?);
    assert_eq!(found[2], rows(&upgraded.db, "setting")?);
    assert!(!found[0].is_empty());
    // The hash of a draft that was changed does not fit.
    let at = old.windows(6).position(|bytes| bytes == "支部".as_bytes()).ok_or("no such word")?;
    let mut changed = old;
    changed[at] ^= 1;
    let found = scavenge(&changed, &[]);
    assert_eq!((found.reports.len(), found.lost.len()), (0, 1));
    Ok(())
}

#[test]
fn whatever_page_is_lost_the_reports_that_have_nothing_on_it_are_found() -> Outcome {
    let bytes = database()?;
    let [reports, ..] = by_sql(&bytes)?;
    let (mut kept, mut lost) = (0, 0);
    for number in 0..bytes.len() / PAGE {
        let mut broken = bytes.clone();
        broken[number * PAGE..(number + 1) * PAGE].fill(0);
        let found = scavenge(&broken, &[]);
        for row in &reports {
            if holds(&bytes[number * PAGE..(number + 1) * PAGE], row) {
                lost += 1;
                assert!(!found.reports.contains_key(id(row)), "page {number} holds nothing of {}", id(row));
                assert!(found.lost.contains_key(id(row)), "the title of {} is known", id(row));
            } else {
                kept += 1;
                assert_eq!(found.reports.get(id(row)), Some(row), "page {number}");
            }
        }
    }
    assert!(lost >= 4 * 4 && kept > lost, "{lost} lost, {kept} kept");
    Ok(())
}

#[test]
fn a_file_that_is_cut_off_keeps_what_stands_before() -> Outcome {
    let bytes = database()?;
    let [reports, ..] = by_sql(&bytes)?;
    for length in (0..bytes.len()).step_by(1000) {
        let found = scavenge(&bytes[..length], &[]);
        let beyond = &bytes[length / PAGE * PAGE..];
        for row in &reports {
            let whole = !beyond.chunks(PAGE).any(|page| holds(page, row));
            assert!(!whole || found.reports.get(id(row)) == Some(row), "cut at {length}: {}", id(row));
        }
        assert!(found.reports.values().all(|row| reports.contains(row)));
    }
    Ok(())
}

#[test]
fn a_loop_of_overflow_pages_ends() -> Outcome {
    let mut bytes = database()?;
    let pages = bytes.len() / PAGE;
    for number in 1..pages {
        let this = u32::try_from(number + 1)?.to_be_bytes();
        bytes[number * PAGE..number * PAGE + 4].copy_from_slice(&this);
    }
    assert_eq!(scavenge(&bytes, &[]).reports.len(), 0);
    Ok(())
}

/// Flips a bit at `count` places; what is found is what was there, and everything that the flip did not touch is found.
fn flip(count: usize) -> Outcome<(usize, usize)> {
    let bytes = database()?;
    let all = by_sql(&bytes)?;
    let (mut touched, mut state) = (0, 0x2545_f491_4f6c_dd1d_u64);
    for _ in 0..count {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let bit = usize::try_from(state % (bytes.len() as u64 * 8))?;
        let (at, mut broken) = (bit / 8, bytes.clone());
        broken[at] ^= 1 << (bit % 8);
        let found = scavenge(&broken, &[]);
        let page = &bytes[at / PAGE * PAGE..(at / PAGE + 1) * PAGE];
        for row in &all[0] {
            match found.reports.get(id(row)) {
                Some(there) => assert_eq!(there, row, "bit {bit}"),
                None => {
                    touched += 1;
                    assert!(holds(page, row), "bit {bit} is none of {}", id(row));
                    // A leaf page holds the beginnings of several records, but the flip is in one place.
                    assert!(found.lost.contains_key(id(row)), "bit {bit}: {} is not told", id(row));
                }
            }
        }
        assert!(found.reports.len() + 1 >= all[0].len(), "bit {bit} took more than one report");
        assert!(found.versions.values().all(|row| all[1].contains(row)), "bit {bit}");
        assert!(found.versions.len() + 1 >= all[1].len(), "bit {bit} took more than one version");
        assert!(found.settings.values().all(|row| all[2].contains(row)), "bit {bit}");
    }
    Ok((count, touched))
}

#[test]
fn a_flipped_bit_takes_one_row_at_most() -> Outcome {
    let (flips, touched) = flip(300)?;
    assert!(touched > flips / 4, "{touched} of {flips} flips touched a report");
    Ok(())
}

#[test]
#[ignore = "runs for minutes; make torture"]
fn none_of_thousands_of_flipped_bits_takes_more_than_one_row() -> Outcome {
    let (flips, touched) = flip(20_000)?;
    println!("{flips} flipped bits: {touched} touched a report, no other row was lost, no changed row was taken");
    Ok(())
}

/// The rows of a table.
type Rows = Vec<Vec<Value>>;

/// A file and its log as a killed process leaves them, and the reports: three were saved once more.
fn with_log() -> Outcome<(Vec<u8>, Vec<u8>, Rows)> {
    let folder = tempfile::tempdir()?;
    several(folder.path())?;
    let store = Store::open(folder.path())?;
    for mut row in rows(&store.db, "report")?.into_iter().take(3) {
        let seal = 14;
        row.remove(seal);
        row[2] = Value::Integer(10 + i64::try_from(row.len())?);
        row[4] = Value::Text("再存一次".into());
        insert(&store.db, "report", row, seal)?;
    }
    let read = |name: &str| std::fs::read(folder.path().join(name));
    Ok((read(FILE)?, read("shuzhi.sqlite3-wal")?, rows(&store.db, "report")?))
}

#[test]
fn what_stands_in_the_log_is_found_beyond_a_damaged_frame_too() -> Outcome {
    let (file, log, reports) = with_log()?;
    let found = |log: &[u8]| scavenge(&file, log).reports.into_values().collect::<Vec<_>>();
    assert_eq!(found(&log), reports);
    assert_ne!(found(&[]), reports, "the log holds something");

    // Without its header, or the file's.
    let mut headless = log.clone();
    headless[..32].fill(0);
    assert_eq!(found(&headless), reports);
    assert_eq!(
        scavenge(&[vec![0; PAGE], file[PAGE..].to_vec()].concat(), &log).reports.into_values().collect::<Vec<_>>(),
        reports
    );

    // SQLite stops at the first frame whose sum is wrong.
    let frames = Log::read(&log, PAGE);
    assert_eq!(frames.sound, frames.frames.len());
    let mut broken = log.clone();
    broken[32 + 24 + 3000] ^= 1;
    assert_eq!(Log::read(&broken, PAGE).sound, 0);
    let there = found(&broken);
    let as_saved = there.iter().filter(|row| reports.contains(row)).count();
    assert!(as_saved + 1 >= reports.len(), "{as_saved} of {} are as they were saved last", reports.len());
    assert_eq!(there.len(), reports.len(), "the one that is damaged is there as it was before");
    Ok(())
}

#[test]
fn a_log_that_sqlite_would_read_in_part_is_noticed() -> Outcome {
    let (_, log, _) = with_log()?;
    let frames = Log::read(&log, PAGE);
    assert!(!frames.is_damaged() && frames.frames.iter().filter(|frame| frame.commits).count() == 3);
    let last =
        frames.frames.iter().take(frames.frames.len() - 1).rposition(|frame| frame.commits).ok_or("no commit")?;
    let damaged = |at: usize| {
        let mut log = log.clone();
        log[at] ^= 1;
        Log::read(&log, PAGE).is_damaged()
    };
    for index in 0..frames.frames.len() {
        let frame = 32 + index * (PAGE + 24);
        // The page, the sum: whatever is changed. What comes after the last synced commit may be torn.
        for at in [frame + 17, frame + 24 + 1234] {
            assert_eq!(damaged(at), index <= last, "frame {index}, byte {at}");
        }
        // Its number: one that makes a page stand twice in the last transaction is not what a power cut leaves.
        assert!(damaged(frame + 3) || index > last, "frame {index}");
    }
    // The header: each of its fields.
    for at in [3, 7, 10, 15, 17, 22, 25, 30] {
        assert!(damaged(at), "byte {at} of the header");
    }
    // A new round's header over frames of the round before, whole or torn.
    let mut new = log.clone();
    for length in [32, 20] {
        new[..length].iter_mut().for_each(|byte| *byte ^= 0x5a);
        assert!(!Log::read(&new, PAGE).is_damaged(), "{length} bytes");
    }
    // Cut off at any place.
    for length in (0..log.len()).step_by(997) {
        assert!(!Log::read(&log[..length], PAGE).is_damaged(), "{length} bytes");
    }
    Ok(())
}

#[test]
fn whatever_is_no_database_holds_nothing() {
    for bytes in [vec![], vec![0; 10_000], vec![0xff; 10_000], "述职报告".repeat(3000).into_bytes(), vec![4; 9000]]
    {
        let found = scavenge(&bytes, &bytes);
        assert_eq!(found.whole(), 0);
        assert!(found.lost.is_empty());
    }
}
