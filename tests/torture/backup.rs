//! Backup → copy → flip → restore: a copy that is not what was written is refused, any other gives the same reports.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use shuzhi::app::{App, ArchiveRead, Create, MergeArchive, OpenReport, ReportId, Save};
use shuzhi::store::Store;

use super::random::Random;
use super::{Outcome, env};

const STORES: u64 = 40;
const FLIPS: u64 = 500;

#[test]
#[ignore = "runs for minutes; make torture"]
fn flipped_backups_are_refused_and_others_restore_equal() -> Outcome {
    let done = flip_and_restore(STORES, FLIPS)?;
    println!("{done}");
    Ok(())
}

#[test]
fn a_few_flipped_backups_are_refused_and_others_restore_equal() -> Outcome {
    flip_and_restore(2, 60).map(|_| ())
}

fn flip_and_restore(stores: u64, flips: u64) -> Outcome<String> {
    let (mut refused, mut cut, mut equal) = (0_u64, 0_u64, 0_u64);
    let mut random = Random::new(stores);
    for round in 0..stores {
        let folder = tempfile::tempdir()?;
        let (data, stick) = (folder.path().join("data"), folder.path().join("stick"));
        fs::create_dir(&stick)?;
        let file = folder.path().join("all.shuzhi");
        // A key that is derived from a password takes its time.
        let password = (round % 20 == 19).then_some("密码 1");
        furnish(&data, &mut random)?.write_archive(&file, password)?;
        let whole = fs::read(&file)?;
        let mut reader = App::open(env(&stick))?;
        let copy = folder.path().join("copy.shuzhi");
        for flip in 0..flips {
            let at = random.below(whole.len());
            // One in eight is cut off, the others are flipped in one bit to five.
            let bytes = if flip % 8 == 0 {
                cut += 1;
                whole[..at].to_vec()
            } else {
                let mut flipped = whole.clone();
                flipped[at] ^= 1 << random.below(8);
                for _ in 0..random.below(5) {
                    let other = random.below(whole.len());
                    flipped[other] ^= 1 << random.below(8);
                }
                flipped
            };
            if bytes == whole {
                continue;
            }
            fs::write(&copy, bytes)?;
            if reader.read_archive(&copy, password).is_ok() {
                return Err(format!("store {round}: a copy that is not what was written was read").into());
            }
            refused += 1;
        }
        if !reader.reports()?.is_empty() {
            return Err(format!("store {round}: a refused copy left something").into());
        }
        fs::write(&copy, &whole)?;
        let ArchiveRead::Content(_) = reader.read_archive(&copy, password)? else { return Err("no archive".into()) };
        reader.merge_archive(MergeArchive { reports: BTreeMap::new(), settings: true, templates: Vec::new() })?;
        drop(reader);
        let there = all(&stick)?;
        if there != all(&data)? {
            return Err(format!("store {round}: what was restored is not what was backed up").into());
        }
        equal += there.len() as u64;
    }
    Ok(format!(
        "{stores} stores: {refused} flipped or cut copies refused ({cut} of them cut), 0 read; {equal} reports restored, equal byte for byte with their histories"
    ))
}

/// Some reports, changed some times.
fn furnish(data: &Path, random: &mut Random) -> Outcome<App> {
    let mut app = App::open(env(data))?;
    let templates = ["general", "village-secretary", "school-secretary"];
    for n in 0..=random.below(4) {
        let template = templates[random.below(3)].to_owned();
        let year = 2020 + i32::try_from(n)?;
        let OpenReport { mut draft, mut revision, .. } =
            app.create(Create { template, year, sample: random.below(2) == 0 })?;
        for _ in 0..random.below(4) {
            draft.fields.insert("unit".into(), format!("第{}镇", random.next()));
            revision = app.save(Save { draft: draft.clone(), revision })?.revision;
        }
        if random.below(4) == 0 {
            app.remove(ReportId { id: draft.id })?;
        }
    }
    Ok(app)
}

/// Reports and versions with their times, as they are stored.
fn all(data: &Path) -> Outcome<Vec<String>> {
    let store = Store::open_to_read(data)?;
    let mut all = Vec::new();
    for entry in store.list()? {
        let report = store.get(&entry.id)?;
        let mut said = format!("{entry:?} {} {}", report.revision, report.draft);
        for version in store.versions(&entry.id)? {
            let draft = store.version(&entry.id, version.number)?;
            said.push_str(&format!(
                "{} {:?} {:?} {} {draft}",
                version.revision, version.cause, version.name, version.made
            ));
        }
        all.push(said);
    }
    Ok(all)
}
