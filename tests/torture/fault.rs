//! System calls that fail while a Word file is exported or a report is stored: each call that concerns the folder in turn, with
//! each error that it may give (strace injects them), and files that may not grow beyond a size, so that writes fall short.
//!
//! The target is the old file or the new one, byte for byte; the database opens, with what it held and with what was
//! reported as stored; and a failure is one line.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use shuzhi::app::{App, ReportId};
use shuzhi::store::Store;

use crate::{Outcome, env};

/// A command under test, over a folder that is laid out anew for each run.
struct Subject {
    folder: PathBuf,
    /// What the folder holds before, by relative path.
    before: BTreeMap<&'static str, Vec<u8>>,
    args: Vec<String>,
    /// The Word file, when all goes well.
    new: Option<Vec<u8>>,
}

const TARGET: &str = "报告.docx";
const DATA: &str = "shuzhi.sqlite3";
const OLD: &[u8] = b"the old file";

#[test]
fn a_failing_call_leaves_the_old_file_or_the_new_one() -> Outcome {
    all(17, 16)
}

#[test]
#[ignore = "runs for minutes; make torture"]
fn every_failing_call_leaves_the_old_file_or_the_new_one() -> Outcome {
    all(1, 1)
}

/// Takes every `stride`-th fault, and every `step`-th size.
fn all(stride: usize, step: usize) -> Outcome {
    let holder = tempfile::tempdir()?;
    let folder = fs::canonicalize(holder.path())?;
    let id = {
        fs::create_dir(folder.join("seed"))?;
        let mut app = App::open(env(&folder.join("seed")))?;
        app.create(shuzhi::app::Create { template: "general".into(), year: 2026, sample: true })?.draft.id
    };
    let draft = folder.join("draft.json");
    fs::write(&draft, Store::open_to_read(&folder.join("seed"))?.get(&id)?.draft)?;
    let database = fs::read(folder.join("seed").join(DATA))?;
    let target = folder.join("work").join(TARGET).display().to_string();
    let (draft, work) = (draft.display().to_string(), folder.join("work").display().to_string());
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_string()).collect::<Vec<_>>();
    for (what, args, before, stride) in [
        ("export of a file", words(&["export", &draft, "--force", "-o", &target]), vec![(TARGET, OLD.to_vec())], 1),
        (
            "export of a stored report",
            words(&["export", &id, "--force", "-o", &target, "--data", &work]),
            vec![(TARGET, OLD.to_vec()), (DATA, database.clone())],
            stride,
        ),
        ("storing", words(&["store", "add", &draft, "--data", &work]), vec![(DATA, database.clone())], stride),
        ("storing for the first time", words(&["store", "add", &draft, "--data", &work]), vec![], stride),
    ] {
        let mut subject =
            Subject { folder: folder.join("work"), before: before.into_iter().collect(), args, new: None };
        subject.lay_out()?;
        subject.finish(&subject.plain().output()?)?;
        subject.new = fs::read(&target).ok();
        let faults = subject.faults()?;
        let (mut tried, mut refused) = (0, 0);
        for (call, fault) in faults.iter().enumerate().filter(|(at, _)| at % stride == 0) {
            let failed = subject.inject(fault).map_err(|error| format!("{what}, fault {call} {fault:?}: {error}"))?;
            tried += 1;
            refused += usize::from(failed);
        }
        let (short, fell_short) = subject.sizes(step)?;
        println!(
            "{what}: {tried} failing calls ({refused} told), {short} limits of size ({fell_short} told): the old or the new state each time"
        );
        assert!(refused > 0 && fell_short > 0, "nothing failed");
    }
    Ok(())
}

/// A call that fails: its name, its place among the calls of that name, and how.
type Fault = (String, usize, &'static str);

impl Subject {
    fn lay_out(&self) -> Outcome {
        if self.folder.exists() {
            fs::remove_dir_all(&self.folder)?;
        }
        fs::create_dir(&self.folder)?;
        for (name, bytes) in &self.before {
            fs::write(self.folder.join(name), bytes)?;
        }
        Ok(())
    }

    fn plain(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_shuzhi"));
        command.args(&self.args).stdin(Stdio::null());
        command
    }

    fn under(&self, program: &str, args: &[&str]) -> Command {
        let mut command = Command::new(program);
        command.args(args).arg(env!("CARGO_BIN_EXE_shuzhi")).args(&self.args).stdin(Stdio::null());
        command
    }

    /// Every call that names something in the folder, with every way in which it is made to fail; but for the closing of folders that
    /// were listed: Rust's library panics when that fails (`DirStream` in std/src/sys/fs/unix.rs), which no file system of Linux lets it.
    fn faults(&self) -> Outcome<Vec<Fault>> {
        self.lay_out()?;
        let log = tempfile::NamedTempFile::new()?;
        let path = log.path().display().to_string();
        self.finish(&self.under("strace", &["-f", "-y", "-xx", "-s", "4096", "-o", &path]).output()?)?;
        let folder: String = self.folder.as_os_str().as_bytes().iter().map(|byte| format!("\\x{byte:02x}")).collect();
        let (mut made, mut faults, mut listed) = (BTreeMap::new(), Vec::new(), HashSet::new());
        for line in fs::read_to_string(log.path())?.lines() {
            let call = line.trim_start_matches(|c: char| c.is_ascii_digit()).trim();
            let Some((name, args)) = call.split_once('(') else { continue };
            let count = made.entry(name.to_string()).or_insert(0_usize);
            *count += 1;
            let handle = args.rsplit_once('<').map(|(_, path)| path.split('>').next().unwrap_or_default());
            if name == "openat" && args.contains("O_DIRECTORY") {
                listed.extend(handle.map(str::to_owned));
            }
            let folder_closed = name == "close" && handle.is_some_and(|handle| listed.contains(handle));
            if args.contains(&folder) && name != "execve" && !folder_closed {
                faults.extend(errors(name).iter().map(|how| (name.to_string(), *count, *how)));
            }
        }
        Ok(faults)
    }

    /// Runs with one call failing, and answers whether the program told of it.
    fn inject(&self, (call, at, how): &Fault) -> Outcome<bool> {
        self.lay_out()?;
        let log = tempfile::NamedTempFile::new()?;
        let (trace, inject) = (format!("trace={call}"), format!("inject={call}:{how}:when={at}"));
        let path = log.path().display().to_string();
        let output = self.under("strace", &["-f", "-o", &path, "-e", &trace, "-e", &inject]).output()?;
        if !fs::read_to_string(log.path())?.contains("INJECTED") {
            return Err("the call did not come".into());
        }
        self.finish(&output)
    }

    /// Runs with files that may not grow beyond each size, up to one that is enough; writes fall short there. Answers how many
    /// runs there were and how many told of it.
    fn sizes(&self, step: usize) -> Outcome<(usize, usize)> {
        const LIMIT: &str = "trap '' XFSZ; ulimit -f $0; exec \"$@\"";
        let (mut runs, mut failed, mut well) = (0, 0, 0);
        for blocks in (0..).step_by(step) {
            self.lay_out()?;
            let output = self.under("sh", &["-c", LIMIT, &blocks.to_string()]).output()?;
            let told = self.finish(&output).map_err(|error| format!("{blocks} blocks of 512 bytes: {error}"))?;
            runs += 1;
            failed += usize::from(told);
            // Some of what is written beside the report may be refused and do no harm, so one success is not the end.
            well = if told { 0 } else { well + 1 };
            if well == 12 {
                break;
            }
        }
        Ok((runs, failed))
    }

    /// Looks at what a run left, and answers whether it told of a failure.
    fn finish(&self, output: &Output) -> Outcome<bool> {
        let told = String::from_utf8_lossy(&output.stderr);
        let failed = match output.status.code() {
            Some(0) => false,
            Some(2) => true,
            _ => return Err(format!("{}: {told}", output.status).into()),
        };
        let line = told.starts_with("error: ") && told.contains(" hint: ") && told.lines().count() == 1;
        if failed && !(line && told.len() <= 400) {
            return Err(format!("not one line: {told}").into());
        }
        self.target(failed)
            .and_then(|()| self.stored(failed, &output.stdout))
            .map_err(|error| format!("{error}; {told}"))?;
        Ok(failed)
    }

    fn target(&self, failed: bool) -> Outcome {
        let Some(old) = self.before.get(TARGET) else { return Ok(()) };
        let now = fs::read(self.folder.join(TARGET))?;
        let new = self.new.as_ref().is_none_or(|new| *new == now) && &now != old;
        if !(new || failed && &now == old) {
            return Err(format!("the target is neither the old file nor the new one: {} bytes", now.len()).into());
        }
        let names = fs::read_dir(&self.folder)?.collect::<Result<Vec<_>, _>>()?;
        let left = names.iter().filter(|entry| entry.file_name().to_string_lossy().starts_with(".shuzhi-")).count();
        if left == 0 { Ok(()) } else { Err("a part of a file was left behind".into()) }
    }

    fn stored(&self, failed: bool, printed: &[u8]) -> Outcome {
        let adds = self.args.first().is_some_and(|word| word == "store");
        if !(adds || self.before.contains_key(DATA)) {
            return Ok(());
        }
        let mut app = App::open(env(&self.folder))?;
        let reports = app.reports()?;
        for report in &reports {
            app.open_report(ReportId { id: report.id.clone() })?;
        }
        let old = usize::from(self.before.contains_key(DATA));
        let printed = String::from_utf8_lossy(printed);
        let there = !adds || reports.iter().any(|report| report.id == printed.trim());
        let count = reports.len() == old || adds && reports.len() == old + 1;
        if count && (failed || there) { Ok(()) } else { Err(format!("{} reports", reports.len()).into()) }
    }
}

/// How a call may fail. A write that answers 0 is one that fell short of everything.
fn errors(call: &str) -> &'static [&'static str] {
    match call {
        "write" | "pwrite64" => &["error=EIO", "error=ENOSPC", "retval=0"],
        "fcntl" => &["error=EACCES", "error=EAGAIN", "error=ENOLCK", "error=EIO"],
        "flock" => &["error=EAGAIN", "error=ENOLCK"],
        "openat" | "rename" | "renameat2" | "mkdir" | "unlink" => &["error=EIO", "error=EACCES", "error=ENOSPC"],
        _ => &["error=EIO", "error=EACCES"],
    }
}
