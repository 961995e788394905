//! The power cut: the program's own writes and syncs are recorded, and after each of them the disk is thought up as a power cut
//! may leave it. Every image must open, whole, with the last acknowledged save. The same images without the program's
//! syncs must not, or the model would prove nothing.

mod check;
mod disk;
mod recording;
mod worker;

use std::collections::HashSet;
use std::fs;
use std::path::Path;
use std::sync::Mutex;

use check::{Checker, Wrong};
use disk::{Disk, Lasting};
use recording::{Op, Recording, record};

use crate::Outcome;
use crate::random::Random;

/// How many images of each cut are drawn by chance in the long form.
const SOME: usize = 15;

/// What came of all images of a recording.
#[derive(Debug, Default)]
struct Figures {
    /// Distinct images that were opened.
    images: usize,
    /// Those that did not open, or were not whole.
    broken: Vec<String>,
    /// Those that opened without an acknowledged save.
    lost: Vec<String>,
}

/// What the threads share.
#[derive(Default)]
struct Found {
    figures: Figures,
    /// The hashes of the images that were opened, each with what must be in it.
    seen: HashSet<(u64, Option<u64>, usize)>,
}

#[test]
fn a_power_cut_loses_nothing_acknowledged() -> Outcome {
    let folder = workspace()?;
    let recording = record("cut::worker::short_sittings", folder.path())?;
    prove(&recording, "made and saved, short", 4, 2400)?;
    upgrade("cut::worker::short_sittings", 4, 800)?;
    without_syncs(&recording, 1, 200)
}

#[test]
#[ignore = "opens 200,000 images; make torture"]
fn a_power_cut_loses_nothing_acknowledged_long() -> Outcome {
    let folder = workspace()?;
    let recording = record("cut::worker::long_sittings", folder.path())?;
    let images = prove(&recording, "made and saved", SOME, usize::MAX)?;
    assert!(images >= 200_000, "only {images} images");
    without_syncs(&recording, 2, 2000)
}

#[test]
#[ignore = "opens 10,000 images; make torture"]
fn a_power_cut_during_an_upgrade_loses_nothing_acknowledged_long() -> Outcome {
    upgrade("cut::worker::short_sittings", SOME, usize::MAX).map(|_| ())
}

/// The same over a data folder of the first schema, which is brought up to date first.
fn upgrade(worker: &str, some: usize, most: usize) -> Outcome<usize> {
    let folder = workspace()?;
    let data = folder.path().join(worker::DATA);
    fs::create_dir(&data)?;
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/store/schema-001.sqlite3");
    fs::copy(fixture, data.join(shuzhi::store::FILE))?;
    prove(&record(worker, folder.path())?, "brought up to date and saved", some, most)
}

/// Asserts that nothing is lost and answers the number of images.
fn prove(recording: &Recording, what: &str, some: usize, most: usize) -> Outcome<usize> {
    verify(recording)?;
    let figures = images(recording, |_| true, some, most)?;
    let (ops, images) = (recording.ops.len(), figures.images);
    let (broken, lost) = (figures.broken.len(), figures.lost.len());
    println!(
        "{what}: {ops} operations, {images} distinct images, {broken} that do not open whole, {lost} that lost an acknowledged save"
    );
    assert!(broken + lost == 0, "{:#?}", figures.broken.iter().chain(&figures.lost).take(5).collect::<Vec<_>>());
    Ok(images)
}

/// The control: as if the program had not synced its files once the report was begun. Acknowledged saves must be lost, or stand in
/// a file that cannot be opened: a log with a hole in it is refused.
fn without_syncs(recording: &Recording, some: usize, most: usize) -> Outcome {
    let begun = recording.ops.iter().position(|op| matches!(op, Op::Acknowledged(1))).ok_or("no report was begun")?;
    let synced = |at: usize| at < begun || !matches!(recording.ops[at], Op::SyncFile(_));
    let figures = images(recording, synced, some, most)?;
    let (images, broken, lost) = (figures.images, figures.broken.len(), figures.lost.len());
    println!(
        "without syncs: {images} distinct images, {broken} that do not open whole, {lost} that lost an acknowledged save"
    );
    assert!(broken + lost > 0, "the model does not notice that syncs are missing");
    Ok(())
}

/// A folder in memory where there is one.
fn workspace() -> Outcome<tempfile::TempDir> {
    let memory = Path::new("/dev/shm");
    Ok(if memory.is_dir() { tempfile::tempdir_in(memory)? } else { tempfile::tempdir()? })
}

/// All that was recorded, done again, gives what the worker left; so nothing was overlooked.
fn verify(recording: &Recording) -> Outcome {
    let mut disk = Disk::new(recording);
    recording.ops.iter().for_each(|op| disk.apply(op));
    let done = disk.image(Lasting::All, &mut Random::new(0)).files;
    let left = &recording.left;
    let differs: Vec<&String> =
        done.keys().chain(left.keys()).filter(|path| done.get(*path) != left.get(*path)).collect();
    if differs.is_empty() { Ok(()) } else { Err(format!("the recording misses something of {differs:?}").into()) }
}

/// Opens the images of each cut: all lasted, only what was synced lasted, and `some` by chance. Where that would be more than
/// `most`, cuts are left out evenly.
fn images(recording: &Recording, done: impl Fn(usize) -> bool + Sync, some: usize, most: usize) -> Outcome<Figures> {
    let stride = (recording.ops.len() * (some + 2)).div_ceil(most);
    let found = Mutex::new(Found::default());
    let threads = std::thread::available_parallelism()?.get();
    let folder = workspace()?;
    std::thread::scope(|scope| -> Outcome {
        let workers: Vec<_> = (0..threads)
            .map(|thread| {
                let (found, done, place) = (&found, &done, folder.path().join(thread.to_string()));
                let work =
                    move || walk(recording, done, &place, found, some, |at| at % (stride * threads) == thread * stride);
                scope.spawn(move || work().map_err(|error| error.to_string()))
            })
            .collect();
        for worker in workers {
            worker.join().map_err(|_| "a thread failed")??;
        }
        Ok(())
    })?;
    Ok(found.into_inner().map_err(|_| "a thread failed")?.figures)
}

fn walk(
    recording: &Recording,
    done: impl Fn(usize) -> bool,
    place: &Path,
    found: &Mutex<Found>,
    some: usize,
    mine: impl Fn(usize) -> bool,
) -> Outcome {
    let (mut disk, mut checker) = (Disk::new(recording), Checker::new(place.into()));
    for (at, op) in recording.ops.iter().enumerate() {
        if done(at) {
            disk.apply(op);
        }
        if !mine(at) {
            continue;
        }
        let mut random = Random::new(at as u64);
        let kinds = [Lasting::All, Lasting::Synced].into_iter().chain(std::iter::repeat_n(Lasting::Some, some));
        for lasting in kinds {
            let image = disk.image(lasting, &mut random);
            let new = lock(found)?.seen.insert((image.hash(), disk.acknowledged, disk.backups.len()));
            if !new {
                continue;
            }
            let wrong = checker.check(&image, &disk)?;
            let figures = &mut lock(found)?.figures;
            figures.images += 1;
            // The long form takes more than an hour.
            if figures.images.is_multiple_of(20_000) {
                println!("{} images so far, at {at} of {} operations", figures.images, recording.ops.len());
            }
            match wrong {
                Some(Wrong::Broken(why)) => figures.broken.push(format!("cut after {at} ({lasting:?}): {why}")),
                Some(Wrong::Lost { acknowledged, stored }) => {
                    figures.lost.push(format!("cut after {at} ({lasting:?}): {stored} instead of {acknowledged}"));
                }
                None => {}
            }
        }
    }
    Ok(())
}

fn lock<T>(mutex: &Mutex<T>) -> Outcome<std::sync::MutexGuard<'_, T>> {
    mutex.lock().map_err(|_| "another thread failed".into())
}
