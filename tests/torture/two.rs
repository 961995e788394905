//! Two programs over one data folder, their steps interleaved: opening, which is refused while the other one is open, reading,
//! typing, saving what may be stale by then, closing. Every edit is in the report in the end, or in a version that was
//! kept because the save came second.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use shuzhi::Code;
use shuzhi::app::{App, Create, OpenReport, ReportId, Save};
use shuzhi::model::Draft;
use shuzhi::store::{Cause, Store};

use crate::child::{self, acknowledge};
use crate::random::Random;
use crate::{Outcome, env};

/// What one user has before him.
struct Window {
    folder: PathBuf,
    report: String,
    app: Option<App>,
    held: Option<(Draft, i64)>,
    /// Whether something typed is not saved yet.
    unsaved: bool,
}

/// What came of a save.
#[derive(Debug, PartialEq)]
enum Came {
    Stored,
    KeptAsVersion,
}

impl Window {
    fn new(folder: &Path, report: &str) -> Window {
        Window { folder: folder.into(), report: report.into(), app: None, held: None, unsaved: false }
    }

    /// Starts the program; false while the other one runs, which must be told.
    fn open(&mut self) -> Outcome<bool> {
        match App::open(env(&self.folder)) {
            Ok(app) => self.app = Some(app),
            Err(error) if error.code() == Code::InUse => {
                let named = error.message().contains(&*self.folder.to_string_lossy());
                assert!(named && !error.hint().is_empty(), "not clear: {error} {}", error.hint());
            }
            Err(error) => return Err(error.into()),
        }
        Ok(self.app.is_some())
    }

    fn load(&mut self) -> Outcome {
        let app = self.app.as_mut().ok_or("not open")?;
        let OpenReport { draft, revision, .. } = app.open_report(ReportId { id: self.report.clone() })?;
        self.held = Some((draft, revision));
        Ok(())
    }

    /// Types; what was typed before stays.
    fn edit(&mut self, edit: u64) -> Outcome {
        let (draft, _) = self.held.as_mut().ok_or("nothing to type into")?;
        draft.parts.last_mut().ok_or("no parts")?.lead.push_str(&mark(edit));
        self.unsaved = true;
        Ok(())
    }

    fn save(&mut self) -> Outcome<Came> {
        let (draft, revision) = self.held.take().ok_or("nothing to save")?;
        let app = self.app.as_mut().ok_or("not open")?;
        let saved = app.call("save", serde_json::to_value(Save { draft: draft.clone(), revision })?);
        self.unsaved = false;
        match saved {
            Ok(saved) => {
                self.held = Some((draft, saved["revision"].as_i64().ok_or("no revision")?));
                Ok(Came::Stored)
            }
            // The window reads the report anew; what was typed is to be a version.
            Err(error) if error.code() == Code::Conflict => Ok(Came::KeptAsVersion),
            Err(error) => Err(error.into()),
        }
    }
}

/// How an edit is found again.
fn mark(edit: u64) -> String {
    format!("〔{edit}〕")
}

#[test]
fn no_edit_of_two_programs_is_lost() -> Outcome {
    interleave(60, 2)
}

#[test]
#[ignore = "runs for minutes; make torture"]
fn no_edit_of_two_programs_is_lost_in_20000_interleavings() -> Outcome {
    interleave(20_000, 12)
}

/// What the desks have gone through together.
#[derive(Default)]
struct Figures {
    /// The interleavings, each once.
    seen: HashSet<Vec<(usize, &'static str)>>,
    edits: u64,
    refused: usize,
    conflicts: usize,
}

/// Goes through `count` interleavings at `desks` desks at once, each with two programs over a folder of its own: most of the time
/// they wait for a lock or the disk.
fn interleave(count: usize, desks: u64) -> Outcome {
    let figures = Mutex::new(Figures::default());
    std::thread::scope(|scope| -> Outcome {
        let work = |desk| {
            let figures = &figures;
            scope.spawn(move || sit(figures, count, desk).map_err(|error| error.to_string()))
        };
        for desk in (0..desks).map(work).collect::<Vec<_>>() {
            desk.join().map_err(|_| "a desk failed")??;
        }
        Ok(())
    })?;
    let Figures { seen, edits, refused, conflicts } = figures.into_inner()?;
    println!(
        "two programs: {} interleavings, {edits} edits, {refused} starts refused, {conflicts} saves that came second: every edit is in the report or in a version kept for it",
        seen.len()
    );
    assert!(seen.len() >= count && refused > 0 && conflicts > 0, "the programs never met");
    Ok(())
}

/// One desk, until all have gone through `count` interleavings.
fn sit(figures: &Mutex<Figures>, count: usize, desk: u64) -> Outcome {
    let lock = || figures.lock().map_err(|_| "another desk failed");
    let mut folder = tempfile::tempdir()?;
    let mut random = Random::new(5 + desk);
    let mut rounds = 0_usize;
    while lock()?.seen.len() < count {
        if rounds.is_multiple_of(200) {
            folder = tempfile::tempdir()?;
        }
        rounds += 1;
        let report = begin(folder.path())?;
        let mut windows = [Window::new(folder.path(), &report), Window::new(folder.path(), &report)];
        let (mut steps, mut made, mut second, mut refused) = (Vec::new(), Vec::new(), 0, 0);
        for _ in 0..14 {
            let which = random.below(2);
            let window = &mut windows[which];
            let step = match (window.app.is_some(), window.held.is_some()) {
                (false, true) if random.chance(20) => "type",
                (false, _) => "open",
                (true, _) if random.chance(30) => "close",
                (true, false) => "load",
                (true, true) if !window.unsaved && random.chance(20) => "load",
                (true, true) if random.chance(20) => "type",
                (true, true) => "save",
            };
            steps.push((which, step));
            match step {
                "open" => refused += usize::from(!window.open()?),
                "close" => window.app = None,
                "load" => window.load()?,
                _ => {
                    let edit = made.len() as u64 + 1;
                    made.push(edit);
                    window.edit(edit)?;
                    if step == "save" {
                        second += usize::from(window.save()? == Came::KeptAsVersion);
                    }
                }
            }
        }
        // Each window saves before it closes, the second one when the first has gone.
        for first in [true, false] {
            for window in windows.iter_mut().filter(|window| window.app.is_some() == first) {
                if window.unsaved {
                    assert!(window.app.is_some() || window.open()?, "the lock was not given back");
                    second += usize::from(window.save()? == Came::KeptAsVersion);
                }
                window.app = None;
            }
        }
        verify(folder.path(), &report, &made, Some(second)).map_err(|error| format!("{steps:?}: {error}"))?;
        let mut figures = lock()?;
        figures.edits += made.len() as u64;
        figures.refused += refused;
        figures.conflicts += second;
        figures.seen.insert(steps);
    }
    Ok(())
}

fn begin(folder: &Path) -> Outcome<String> {
    let mut app = App::open(env(folder))?;
    Ok(app.create(Create { template: "general".into(), year: 2026, sample: false })?.draft.id)
}

/// Every edit must be in the report or in a version with the cause 冲突; of these there must be as many as `conflicts`.
fn verify(folder: &Path, report: &str, edits: &[u64], conflicts: Option<usize>) -> Outcome {
    let store = Store::open_to_read(folder)?;
    let mut texts = vec![store.get(report)?.draft];
    for version in store.versions(report)? {
        if version.cause == Cause::Conflict {
            texts.push(store.version(report, version.number)?);
        }
    }
    if let Some(conflicts) = conflicts.filter(|conflicts| texts.len() != conflicts + 1) {
        return Err(format!("{conflicts} saves came second, {} versions were kept for it", texts.len() - 1).into());
    }
    match edits.iter().find(|edit| !texts.iter().any(|text| text.contains(&mark(**edit)))) {
        Some(lost) => Err(format!("the edit {lost} is lost").into()),
        None => Ok(()),
    }
}

#[test]
fn two_processes_at_once_lose_no_edit() -> Outcome {
    let folder = tempfile::tempdir()?;
    let report = begin(folder.path())?;
    let start = || -> Outcome<_> {
        let mut command = child::worker("two::worker", folder.path())?;
        Ok(command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped()).spawn()?)
    };
    let mut edits: Vec<u64> = Vec::new();
    for process in [start()?, start()?] {
        let output = process.wait_with_output()?;
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        edits.extend(said.lines().filter_map(|line| line.strip_prefix('@')?.parse::<u64>().ok()));
    }
    assert_eq!(edits.len(), 2 * EDITS, "a process did not come to its end");
    verify(folder.path(), &report, &edits, None)?;
    println!("two processes at once: {} edits, none lost", edits.len());
    Ok(())
}

/// How many edits a process makes.
const EDITS: usize = 60;

#[test]
#[ignore = "a child of the test above"]
fn worker() -> Outcome {
    let Some(folder) = child::folder() else { return Ok(()) };
    let seed = std::process::id();
    let mut random = Random::new(seed.into());
    let report = Store::open_to_read(&folder)?.list()?.first().ok_or("no report")?.id.clone();
    let mut window = Window::new(&folder, &report);
    let mut done = 0;
    while done < EDITS {
        if window.app.is_none() && !window.open()? {
            std::thread::sleep(std::time::Duration::from_millis(1));
            continue;
        }
        if window.held.is_none() {
            window.load()?;
        } else {
            let edit = u64::from(seed) * 1000 + done as u64;
            window.edit(edit)?;
            window.save()?;
            acknowledge(edit)?;
            done += 1;
        }
        if random.chance(60) {
            window.app = None;
        }
    }
    Ok(())
}
