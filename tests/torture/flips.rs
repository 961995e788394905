//! Flipped bits and files that are cut off: every changed text is noticed, every undamaged report is there or rescued.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use shuzhi::Code;
use shuzhi::app::{App, Create, ReportId, Settings, check_store, rescue, summary, view};
use shuzhi::store::{Cause, Entry, FILE, Keep, Store};

use super::{Outcome, env};

const PAGE: usize = 4096;

#[test]
fn some_flipped_bits_are_noticed_and_the_rest_is_rescued() -> Outcome {
    torture(400)
}

#[test]
#[ignore = "runs for minutes; make torture"]
fn every_flipped_bit_is_noticed_and_the_rest_is_rescued() -> Outcome {
    torture(22_000)
}

fn torture(cases: u64) -> Outcome {
    let folder = tempfile::tempdir()?;
    let whole = Whole::make(folder.path())?;
    let mut count = Count::default();
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    for case in 0..cases {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let mut broken = whole.bytes.clone();
        // Every tenth is cut off; every fifth of the others is flipped on the first two pages, where all hangs on it.
        let harmed = if case % 10 == 9 {
            let length = usize::try_from(state % whole.bytes.len() as u64)?;
            broken.truncate(length);
            length / PAGE..whole.bytes.len() / PAGE
        } else {
            let within = if case % 5 == 0 { 2 * PAGE } else { whole.bytes.len() };
            let bit = usize::try_from(state % (within as u64 * 8))?;
            broken[bit / 8] ^= 1 << (bit % 8);
            count.unseen_without_seals += u64::from(whole.is_unseen_by_sql(&broken));
            count.flips += 1;
            bit / 8 / PAGE..bit / 8 / PAGE + 1
        };
        whole
            .judge(folder.path(), &broken, harmed.clone(), &mut count)
            .map_err(|error| format!("case {case}, pages {harmed:?}: {error}"))?;
    }
    assert!(count.rescued > 0 && count.named > 0 && count.unseen_without_seals > 0, "{count:?}");
    println!(
        "{cases} flipped bits and files cut off: {count:?}; every changed text noticed, every undamaged report there"
    );
    Ok(())
}

#[derive(Debug, Default)]
struct Count {
    /// Cases that flip a bit.
    flips: u64,
    /// Of these: text changed, and SQLite's own check says ok.
    unseen_without_seals: u64,
    /// Nothing that can be read has changed.
    harmless: u64,
    /// The damaged rows were named.
    named: u64,
    /// The database had to be rescued.
    rescued: u64,
    /// It was taken for one of a newer program.
    newer: u64,
    /// Reports that came from a version or an older state.
    brought_back: u64,
    /// Reports lost, since they have no version.
    lost: u64,
}

/// All that can be read.
#[derive(Debug, Clone, PartialEq)]
struct Content {
    list: Vec<Entry>,
    drafts: BTreeMap<String, String>,
    versions: BTreeMap<(String, i64), String>,
    settings: Option<String>,
}

struct Whole {
    bytes: Vec<u8>,
    content: Content,
}

impl Whole {
    fn make(folder: &Path) -> Outcome<Whole> {
        let mut app = App::open(env(folder))?;
        app.set_settings(Settings { unit: "某某街道党工委".into(), ..Settings::default() })?;
        let mut drafts = Vec::new();
        // Of several templates, so that no page of one is like a page of another.
        for (template, sample) in [("general", true), ("village-secretary", true), ("general", false)] {
            drafts.push(app.create(Create { template: template.into(), year: 2025, sample })?.draft);
        }
        app.remove(ReportId { id: drafts[2].id.clone() })?;
        drop(app);
        let mut store = Store::open(folder)?;
        for revision in 1..3 {
            let draft = &mut drafts[0];
            draft.fields.insert("reporter".into(), format!("第{revision}次"));
            let keep = Keep { cause: Cause::Work, name: None, made: "2026-01-08T09:30:00+08:00" };
            store.save(draft, &summary(draft, &view(draft)), revision, Some(&keep))?;
        }
        drop(store);
        let content = read(folder)?.0;
        assert_eq!((content.drafts.len(), content.versions.len(), content.settings.is_some()), (3, 2, true));
        Ok(Whole { bytes: fs::read(folder.join(FILE))?, content })
    }

    /// Whether SQLite's own check is content although a text has changed.
    fn is_unseen_by_sql(&self, broken: &[u8]) -> bool {
        let Ok(file) = tempfile::NamedTempFile::new() else { return false };
        let unseen = || -> rusqlite::Result<bool> {
            fs::write(file.path(), broken).map_err(|error| rusqlite::Error::ToSqlConversionFailure(error.into()))?;
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI;
            let db = Connection::open_with_flags(format!("file:{}?immutable=1", file.path().display()), flags)?;
            let mut query = db.prepare("SELECT id, draft FROM report NOT INDEXED")?;
            let drafts: BTreeMap<String, String> =
                query.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
            let verdict: String = db.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
            Ok(verdict == "ok" && drafts != self.content.drafts)
        };
        unseen().unwrap_or(false)
    }

    /// Opens the broken file as the program does, and compares.
    fn judge(&self, folder: &Path, broken: &[u8], harmed: std::ops::Range<usize>, count: &mut Count) -> Outcome {
        clear(folder)?;
        fs::write(folder.join(FILE), broken)?;
        let health = match check_store(folder) {
            Ok(health) => health,
            Err(error) if error.code() == Code::Damaged => {
                count.rescued += 1;
                return self.rescue(folder, harmed, count);
            }
            Err(error) if error.code() == Code::Invalid && error.message().contains("更新版本") => {
                count.newer += 1;
                assert!(harmed.start == 0, "{error}");
                return Ok(());
            }
            Err(error) => return Err(format!("{error}: {error:?}").into()),
        };
        let told = !health.damaged.is_empty() || health.versions > 0 || health.settings;
        // The window opens it, beside a reader.
        let opened = App::open(env(folder)).and_then(|app| app.reports().map(drop));
        if let Err(error) = &opened
            && error.code() != Code::Damaged
        {
            return Err(format!("{error}: {error:?}").into());
        }
        // A row and its index may say otherwise, and SQLite notices on the way.
        let (Ok(()), Ok((content, refused))) = (opened, read(folder)) else {
            assert!(told, "the check was content with what cannot be opened: bytes {harmed:?}");
            count.rescued += 1;
            return self.rescue(folder, harmed, count);
        };
        for id in &refused {
            assert!(health.damaged.iter().any(|damaged| damaged.id == *id), "{id} is damaged and not named");
        }
        for damaged in &health.damaged {
            assert!(refused.contains(&damaged.id) || !self.content.drafts.contains_key(&damaged.id), "{damaged:?}");
        }
        for (id, draft) in &content.drafts {
            assert_eq!(self.content.drafts.get(id), Some(draft), "the draft of {id} changed unnoticed");
        }
        for (id, draft) in &content.versions {
            assert_eq!(self.content.versions.get(id), Some(draft), "a version of {id:?} changed unnoticed");
        }
        assert!(content == self.content || told, "a change was not noticed");
        if told {
            count.named += 1;
        } else {
            count.harmless += 1;
        }
        let missing = self.content.drafts.keys().filter(|id| !content.drafts.contains_key(*id));
        for id in missing {
            assert!(self.is_harmed(id, harmed.clone()), "{id} is damaged although nothing of it was touched");
        }
        Ok(())
    }

    fn rescue(&self, folder: &Path, harmed: std::ops::Range<usize>, count: &mut Count) -> Outcome {
        let refused = App::open(env(folder)).map(|app| app.reports().map(|_| ()));
        assert!(!matches!(refused, Err(error) if error.code() != Code::Damaged), "the window says something else");
        let rescued = rescue(env(folder))?;
        assert_eq!(check_store(folder)?, Default::default(), "what was rescued is whole");
        let (content, _) = read(folder)?;
        count.brought_back += rescued.brought_back.len() as u64;
        count.lost += rescued.lost.len() as u64;
        for (id, draft) in &self.content.drafts {
            if content.drafts.get(id) == Some(draft) {
                let entry = |content: &Content| content.list.iter().find(|entry| entry.id == *id).cloned();
                assert_eq!(entry(&content), entry(&self.content), "its times are kept");
                continue;
            }
            assert!(self.is_harmed(id, harmed.clone()), "{id} is lost although nothing of it was touched");
            let told = rescued.brought_back.len() + rescued.lost.len() > 0;
            // All that names it may be cut off.
            assert!(told || harmed.len() > 1, "the loss of {id} is not told: {rescued:?}");
        }
        for (id, draft) in &content.versions {
            assert_eq!(self.content.versions.get(id), Some(draft), "a version of {id:?} changed unnoticed");
        }
        Ok(())
    }

    /// Whether one of the pages holds a part of the report's row.
    fn is_harmed(&self, id: &str, pages: std::ops::Range<usize>) -> bool {
        let Some(draft) = self.content.drafts.get(id).map(String::as_bytes) else { return true };
        let contains = |all: &[u8], part: &[u8]| all.windows(part.len()).any(|window| window == part);
        self.bytes.chunks(PAGE).skip(pages.start).take(pages.len()).any(|page| {
            // The row's own page, a page of its draft, the last one.
            let begins = draft.get(..60).is_some_and(|begin| contains(page, begin));
            let last: Vec<u8> = page.iter().skip(4).copied().take_while(|byte| *byte != 0).collect();
            begins || contains(draft, &page[4..204]) || (!last.is_empty() && draft.ends_with(&last))
        })
    }
}

/// What can be read in `folder`, and the ids of the reports that are refused.
fn read(folder: &Path) -> Outcome<(Content, Vec<String>)> {
    let store = Store::open_to_read(folder)?;
    let list = store.list()?;
    let (mut drafts, mut versions, mut refused) = (BTreeMap::new(), BTreeMap::new(), Vec::new());
    for entry in &list {
        match store.get(&entry.id) {
            Ok(report) => drop(drafts.insert(entry.id.clone(), report.draft)),
            Err(_) => refused.push(entry.id.clone()),
        }
        for version in store.versions(&entry.id)? {
            if let Ok(draft) = store.version(&entry.id, version.number) {
                versions.insert((entry.id.clone(), version.number), draft);
            }
        }
    }
    let settings = store.setting("settings").ok().flatten();
    Ok((Content { list, drafts, versions, settings }, refused))
}

/// Removes what the last case left; the room in reserve may stay.
fn clear(folder: &Path) -> Outcome {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            fs::remove_dir_all(path)?;
        } else if !path.ends_with("reserve.bin") {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}
