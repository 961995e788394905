//! A disk that is full, with every amount of room left: each write of a save, a first start, an upgrade, a new report, one that
//! is carried forward, an edit of the ledger and an export fails in its turn. What was there stays whole, the message says which file and why, and with room again the
//! same program goes on. The disk is a small file system in memory that only root can make.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::json;
use shuzhi::app::{App, ArchiveRead, Create, Nothing, ReportId};
use shuzhi::model::Draft;
use shuzhi::store::FILE;

use crate::typing::{Typing, backup, state};
use crate::years::{carry_all, first};
use crate::{Outcome, env};

/// The size of a page of memory, the least that the disk gives away.
const PAGE: usize = 4096;
/// Empties the file, or every file of the folder, before it is removed: a child that another test starts at this moment holds it open,
/// and its pages with it.
fn empty(path: &Path) -> Outcome {
    if !path.is_dir() {
        return Ok(File::options().write(true).open(path)?.set_len(0)?);
    }
    fs::read_dir(path)?.try_for_each(|entry| empty(&entry?.path()))
}

/// A small disk. What fills it lies in a file of its own.
struct Disk {
    folder: tempfile::TempDir,
}

impl Disk {
    /// `None` where this user may not mount one.
    fn new(pages: usize) -> Outcome<Option<Disk>> {
        let folder = tempfile::tempdir()?;
        let size = format!("size={},mode=700", pages * PAGE);
        let mut mount = Command::new("mount");
        let mounted = mount.args(["-t", "tmpfs", "-o", &size, "tmpfs"]).arg(folder.path()).output();
        if !mounted.is_ok_and(|mounted| mounted.status.success()) {
            println!("skipped: only root can mount a small disk");
            return Ok(None);
        }
        Ok(Some(Disk { folder }))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Leaves room for so many pages.
    fn leave(&self, pages: usize) -> Outcome {
        self.make_room()?;
        let mut filler = File::create(self.path("filler"))?;
        let mut filled = 0_u64;
        let page = [1; PAGE];
        while filler.write_all(&page).is_ok() {
            filled += PAGE as u64;
        }
        Ok(filler.set_len(filled.saturating_sub((pages * PAGE) as u64))?)
    }

    fn make_room(&self) -> Outcome {
        let filler = self.path("filler");
        if filler.exists() {
            empty(&filler)?;
            fs::remove_file(filler)?;
        }
        Ok(())
    }

    /// A data folder that holds what `from` does, and nothing else on the disk.
    fn lay_out(&self, from: Option<&Path>) -> Outcome<PathBuf> {
        self.make_room()?;
        for entry in fs::read_dir(self.folder.path())? {
            let path = entry?.path();
            empty(&path)?;
            if path.is_dir() { fs::remove_dir_all(path)? } else { fs::remove_file(path)? }
        }
        let data = self.path("data");
        if let Some(from) = from {
            fs::create_dir(&data)?;
            fs::copy(from, data.join(FILE))?;
        }
        Ok(data)
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.folder.path()).status();
    }
}

#[test]
fn a_full_disk_leaves_the_old_state_at_some_writes() -> Outcome {
    full(5)
}

#[test]
#[ignore = "runs for minutes; make torture"]
fn a_full_disk_leaves_the_old_state_at_every_write() -> Outcome {
    full(1)
}

#[test]
fn the_reserve_saves_what_is_typed_on_a_full_disk() -> Outcome {
    const SAVES: usize = 40;
    let Some(disk) = Disk::new(5000)? else { return Ok(()) };
    let data = disk.lay_out(None)?;
    let mut typing = Typing::start(&data, |_| Ok(()))?;
    assert!(!typing.low_space && data.join("reserve.bin").exists());
    disk.leave(0)?;
    for _ in 0..SAVES {
        typing.save()?;
        assert!(typing.low_space, "the full disk was not told");
    }
    let last = typing.number;
    drop(typing);
    expect(state(&data)?.0, last)?;
    println!("full disk with a reserve: {SAVES} saves, all stored");
    Ok(())
}

fn full(step: usize) -> Outcome {
    // Too small a disk for the reserve, so that every write may fail.
    let Some(disk) = Disk::new(512)? else { return Ok(()) };
    let begun = tempfile::tempdir()?;
    drop(Typing::start(begun.path(), |_| Ok(()))?);
    let begun = begun.path().join(FILE);
    let first_schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/store/schema-001.sqlite3");
    for (what, from, work) in [
        ("save", Some(begun.as_path()), save as fn(&Disk, &Path, usize) -> Outcome<Option<String>>),
        ("new report", Some(begun.as_path()), create),
        ("start", Some(begun.as_path()), start),
        ("first start", None, start),
        ("upgrade", Some(first_schema.as_path()), start),
        ("export", Some(begun.as_path()), export),
        ("backup", Some(begun.as_path()), back_up),
        ("file for another computer", Some(begun.as_path()), carry_over),
        ("next year's report", Some(begun.as_path()), carry_forward),
        ("edit of the ledger", Some(begun.as_path()), edit_ledger),
    ] {
        each(&disk, what, from, work, step)?;
    }
    Ok(())
}

/// Runs `work` with more and more room, until there is enough for it several times over.
fn each(
    disk: &Disk,
    what: &str,
    from: Option<&Path>,
    work: fn(&Disk, &Path, usize) -> Outcome<Option<String>>,
    step: usize,
) -> Outcome {
    let (mut runs, mut told, mut well) = (0, 0, 0);
    let mut said = String::new();
    for pages in (0..).step_by(step) {
        let data = disk.lay_out(from)?;
        let message = work(disk, &data, pages).map_err(|error| format!("{what}, room for {pages} pages: {error}"))?;
        runs += 1;
        match message {
            Some(message) => (told, well, said) = (told + 1, 0, message),
            None => well += 1,
        }
        if well == 4 {
            break;
        }
    }
    println!(
        "full disk, {what}: {runs} amounts of room, {told} times told, the old state or the new one each time: {said}"
    );
    if told > 0 { Ok(()) } else { Err(format!("{what}: the disk was never full").into()) }
}

/// Saves until the disk is full, then makes room and saves again.
fn save(disk: &Disk, data: &Path, pages: usize) -> Outcome<Option<String>> {
    let mut typing = Typing::start(data, |_| Ok(()))?;
    disk.leave(pages)?;
    let mut told = None;
    for _ in 0..3 {
        if let Err(error) = typing.save() {
            told = Some(clear(error, data)?);
            typing.unsaved();
            break;
        }
    }
    disk.make_room()?;
    let goes_on = typing.save()?;
    drop(typing);
    expect(state(data)?.0, goes_on)?;
    Ok(told)
}

fn create(disk: &Disk, data: &Path, pages: usize) -> Outcome<Option<String>> {
    let mut app = App::open(env(data))?;
    let new = || Create { template: "general".into(), year: 2026, sample: true };
    disk.leave(pages)?;
    let made = app.create(new());
    disk.make_room()?;
    let told = made.err().map(|error| clear(error.into(), data)).transpose()?;
    expect(app.reports()?.len(), 1 + usize::from(told.is_none()))?;
    let again = app.create(new())?;
    app.open_report(shuzhi::app::ReportId { id: again.draft.id })?;
    Ok(told)
}

fn start(disk: &Disk, data: &Path, pages: usize) -> Outcome<Option<String>> {
    let reports = usize::from(data.exists());
    disk.leave(pages)?;
    let opened = App::open(env(data));
    disk.make_room()?;
    let told = opened.err().map(|error| clear(error.into(), data)).transpose()?;
    // Starting again reads and verifies all.
    state(data)?;
    expect(App::open(env(data))?.reports()?.len(), reports)?;
    Ok(told)
}

fn export(disk: &Disk, data: &Path, pages: usize) -> Outcome<Option<String>> {
    let target = disk.path("报告.docx");
    let mut app = App::open(env(data))?;
    let id = app.reports()?.first().ok_or("no report")?.id.clone();
    fs::write(&target, "the old file")?;
    disk.leave(pages)?;
    let exported = app.export_docx(&id, &target, true);
    disk.make_room()?;
    let now = fs::read(&target)?;
    let whole = zip::ZipArchive::new(std::io::Cursor::new(&now)).is_ok();
    if !(whole || exported.is_err() && now == b"the old file") {
        return Err("the target is neither the old file nor the new one".into());
    }
    let told = exported.err().map(|error| clear(error.into(), disk.folder.path())).transpose()?;
    app.export_docx(&id, &target, true)?;
    drop(app);
    state(data)?;
    Ok(told)
}

fn back_up(disk: &Disk, data: &Path, pages: usize) -> Outcome<Option<String>> {
    let good = backup(data, 1).made.ok_or("the first backup was not made")?;
    disk.leave(pages)?;
    let run = backup(data, 2);
    disk.make_room()?;
    let told = run.failure.map(|error| clear(error.into(), disk.folder.path())).transpose()?;
    expect(run.made.is_none(), told.is_some())?;
    let (_, third) = (state(data)?, backup(data, 3).made.ok_or("no backup was made when there was room again")?);
    let mut app = App::open(env(data))?;
    let expected = 2 + usize::from(told.is_none());
    let there: Vec<String> = app.backups(Nothing {})?.backups.into_iter().map(|backup| backup.name).collect();
    expect(there.len(), expected)?;
    expect((there.first(), there.last()), (Some(&third), Some(&good)))?;
    for name in &there {
        whole(&mut app, &data.join("backups").join(name))?;
    }
    Ok(told)
}

fn carry_over(disk: &Disk, data: &Path, pages: usize) -> Outcome<Option<String>> {
    let target = disk.path("换机.shuzhi");
    let mut app = App::open(env(data))?;
    app.write_archive(&target, None)?;
    let old = fs::read(&target)?;
    disk.leave(pages)?;
    let written = app.write_archive(&target, None);
    disk.make_room()?;
    if written.is_err() {
        expect(fs::read(&target)? == old, true)?;
    }
    whole(&mut app, &target)?;
    let told = written.err().map(|error| clear(error.into(), disk.folder.path())).transpose()?;
    app.write_archive(&target, None)?;
    Ok(told)
}

fn carry_forward(disk: &Disk, data: &Path, pages: usize) -> Outcome<Option<String>> {
    let mut app = App::open(env(data))?;
    let from = only(&mut app)?;
    let carry = carry_all(&from, 2027)?;
    disk.leave(pages)?;
    let carried = app.call("carry", carry.clone());
    disk.make_room()?;
    let told = carried.err().map(|error| clear(error.into(), data)).transpose()?;
    expect(app.reports()?.len(), 1 + usize::from(told.is_none()))?;
    app.call("carry", carry)?;
    expect(app.open_report(ReportId { id: from.id.clone() })?.draft, from)?;
    Ok(told)
}

fn edit_ledger(disk: &Disk, data: &Path, pages: usize) -> Outcome<Option<String>> {
    let mut app = App::open(env(data))?;
    let before = only(&mut app)?;
    let edit = json!({ "report": before.id, "item": first(&before)?.id, "owner": "陈磊".repeat(2000) });
    disk.leave(pages)?;
    let edited = app.call("edit_ledger", edit.clone());
    disk.make_room()?;
    let told = edited.err().map(|error| clear(error.into(), data)).transpose()?;
    expect(only(&mut app)? == before, told.is_some())?;
    app.call("edit_ledger", edit)?;
    drop(app);
    expect(only(&mut App::open(env(data))?)? == before, false)?;
    Ok(told)
}

/// The one report that there is.
fn only(app: &mut App) -> Outcome<Draft> {
    let id = app.reports()?.first().ok_or("no report")?.id.clone();
    Ok(app.open_report(ReportId { id })?.draft)
}

/// The file must be a whole archive.
fn whole(app: &mut App, path: &Path) -> Outcome {
    match app.read_archive(path, None)? {
        ArchiveRead::Content(content) if content.reports.len() == 1 => Ok(()),
        other => Err(format!("no whole archive: {other:?}").into()),
    }
}

/// The message of an error, which must name a file in `folder` and say that the disk is full.
fn clear(error: Box<dyn std::error::Error>, folder: &Path) -> Outcome<String> {
    let Some(error) = error.downcast_ref::<shuzhi::Error>() else { return Err(error) };
    let (message, hint) = (error.message(), error.hint());
    let says = ["磁盘已满", "空间不足"].iter().any(|words| message.contains(words)) && !hint.is_empty();
    if says && message.contains(&*folder.to_string_lossy()) {
        return Ok(format!("“{}” {hint}", message.replace(&*folder.to_string_lossy(), "…")));
    }
    Err(format!("not clear: {message} {hint} {:?}", std::error::Error::source(error)).into())
}

fn expect<T: PartialEq + std::fmt::Debug>(found: T, expected: T) -> Outcome {
    if found == expected { Ok(()) } else { Err(format!("{found:?} instead of {expected:?}").into()) }
}
