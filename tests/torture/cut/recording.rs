//! Records a worker: every write, sync and change of a name below a folder, and every save that it acknowledged, in their
//! order. In: what strace saw. Out: operations on files, whatever name a file has at the time.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::trace::Call;
use crate::{Outcome, child};

/// What a name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Node {
    Folder,
    /// The file of this number.
    File(usize),
}

/// A change of the content of a file.
#[derive(Debug)]
pub(super) enum Change {
    Write { at: usize, bytes: Vec<u8> },
    Cut { length: usize },
}

/// A change of names. Paths are relative to the recorded folder.
#[derive(Debug)]
pub(super) enum Naming {
    Add { path: String, node: Node },
    Move { from: String, to: String, node: Node },
    Remove { path: String },
}

/// An operation.
#[derive(Debug)]
pub(super) enum Op {
    Change(usize, Change),
    Name(Naming),
    SyncFile(usize),
    SyncFolder(String),
    /// The worker said that this state is stored.
    Acknowledged(u64),
    /// The worker said that there is a backup of this name.
    BackedUp(String),
}

/// What a worker did.
#[derive(Debug, Default)]
pub(super) struct Recording {
    /// What the files held before, by number.
    pub(super) files: Vec<Vec<u8>>,
    /// The names before.
    pub(super) names: BTreeMap<String, Node>,
    pub(super) ops: Vec<Op>,
    /// The folder as the worker left it.
    pub(super) left: BTreeMap<String, Vec<u8>>,
}

/// All calls that change files, or move the place of the next write. Those that a machine does not have are passed over.
const CALLS: &str = "trace=?open,?creat,openat,close,write,pwrite64,writev,pwritev,?pwritev2,lseek,fsync,fdatasync,?sync_file_range,\
    ftruncate,truncate,fallocate,?rename,renameat,?renameat2,?unlink,unlinkat,?link,linkat,?symlink,symlinkat,?mkdir,\
    mkdirat,?rmdir,copy_file_range,sendfile";

/// Runs the test `worker` of this binary over `folder` under strace.
pub(super) fn record(worker: &str, folder: &Path) -> Outcome<Recording> {
    let mut recorder = Recorder { root: fs::canonicalize(folder)?, ..Recorder::default() };
    recorder.begin()?;
    let log = tempfile::NamedTempFile::new()?;
    let mut traced = Command::new("strace");
    traced.args(["-f", "-y", "-xx", "-s", "100000000", "-e", CALLS, "-e", "signal=none", "-o"]).arg(log.path());
    let worker = child::worker(worker, &recorder.root)?;
    traced.arg(worker.get_program()).args(worker.get_args());
    let output = traced.env(child::FOLDER, &recorder.root).stdin(Stdio::null()).output()?;
    if !output.status.success() {
        return Err(format!("the worker failed: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    for line in fs::read_to_string(log.path())?.lines() {
        if let Some(call) = Call::read(line)? {
            recorder.take(&call)?;
        }
    }
    recorder.done.left = contents(&recorder.root)?;
    Ok(recorder.done)
}

#[derive(Default)]
struct Recorder {
    root: PathBuf,
    /// The names now.
    names: BTreeMap<String, Node>,
    /// The open files, and where the next write goes.
    open: BTreeMap<usize, (usize, usize)>,
    done: Recording,
}

impl Recorder {
    fn begin(&mut self) -> Outcome {
        for (path, bytes) in contents(&self.root)? {
            self.names.insert(path, Node::File(self.done.files.len()));
            self.done.files.push(bytes);
        }
        for folder in folders(&self.root)? {
            self.names.insert(folder, Node::Folder);
        }
        self.done.names = self.names.clone();
        Ok(())
    }

    /// The path below the root; `None` outside.
    fn inside(&self, path: &str) -> Option<String> {
        let rest = Path::new(path).strip_prefix(&self.root).ok()?;
        Some(rest.to_string_lossy().into_owned())
    }

    fn file(&self, path: &str) -> Outcome<usize> {
        match self.names.get(path) {
            Some(Node::File(file)) => Ok(*file),
            other => Err(format!("“{path}” is {other:?}").into()),
        }
    }

    fn take(&mut self, call: &Call<'_>) -> Outcome {
        let Some(result) = call.result()? else { return Ok(()) };
        match call.name {
            "openat" => return self.open(call, result),
            "close" => {
                self.open.remove(&call.number(0)?);
            }
            "write" if call.number(0)? == 1 => {
                for line in String::from_utf8_lossy(&call.bytes(1)?).lines() {
                    if let Some(number) = line.strip_prefix('@') {
                        self.done.ops.push(Op::Acknowledged(number.parse()?));
                    }
                    if let Some(name) = line.strip_prefix('+') {
                        self.done.ops.push(Op::BackedUp(name.into()));
                    }
                }
            }
            "write" => {
                if let Some((file, at)) = self.open.get_mut(&call.number(0)?) {
                    let mut bytes = call.bytes(1)?;
                    bytes.truncate(result);
                    self.done.ops.push(Op::Change(*file, Change::Write { at: *at, bytes }));
                    *at += result;
                }
            }
            "lseek" => {
                if let Some((_, at)) = self.open.get_mut(&call.number(0)?) {
                    *at = result;
                }
            }
            "pwrite64" => {
                if let Some((file, _)) = self.open.get(&call.number(0)?) {
                    let mut bytes = call.bytes(1)?;
                    bytes.truncate(result);
                    self.done.ops.push(Op::Change(*file, Change::Write { at: call.number(3)?, bytes }));
                }
            }
            "ftruncate" => {
                if let Some((file, _)) = self.open.get(&call.number(0)?) {
                    self.done.ops.push(Op::Change(*file, Change::Cut { length: call.number(1)? }));
                }
            }
            "fsync" | "fdatasync" => match (self.open.get(&call.number(0)?), self.inside(&call.path_of(0)?)) {
                (Some((file, _)), _) => self.done.ops.push(Op::SyncFile(*file)),
                (None, Some(path)) => self.done.ops.push(Op::SyncFolder(path)),
                (None, None) => {}
            },
            "mkdir" => self.add(&call.path(0)?, Node::Folder),
            "rename" => self.rename(&call.path(0)?, &call.path(1)?)?,
            "renameat" | "renameat2" => self.rename(&call.path(1)?, &call.path(3)?)?,
            "unlink" | "rmdir" => self.remove(&call.path(0)?),
            "unlinkat" => self.remove(&call.path(1)?),
            other if self.concerns(call) => return Err(format!("the recording does not know {other}").into()),
            _ => {}
        }
        Ok(())
    }

    /// Whether any argument of a call that is not known lies below the root.
    fn concerns(&self, call: &Call<'_>) -> bool {
        let paths = (0..4).flat_map(|at| [call.path(at), call.path_of(at)]);
        paths.flatten().any(|path| self.inside(&path).is_some())
    }

    fn open(&mut self, call: &Call<'_>, descriptor: usize) -> Outcome {
        self.open.remove(&descriptor);
        let full = call.path(1)?;
        let Some(path) = self.inside(&full) else { return Ok(()) };
        if self.names.get(&path) == Some(&Node::Folder) || path.is_empty() || unimportant(&path) {
            return Ok(());
        }
        if !self.names.contains_key(&path) {
            if !call.has(2, "O_CREAT") {
                return Err(format!("“{path}” was made unseen").into());
            }
            let file = self.done.files.len();
            self.done.files.push(Vec::new());
            self.add(&full, Node::File(file));
        }
        let file = self.file(&path)?;
        if call.has(2, "O_TRUNC") {
            self.done.ops.push(Op::Change(file, Change::Cut { length: 0 }));
        }
        if call.has(2, "O_APPEND") {
            return Err(format!("“{path}” is opened for appending, which is not known").into());
        }
        self.open.insert(descriptor, (file, 0));
        Ok(())
    }

    fn add(&mut self, full: &str, node: Node) {
        let Some(path) = self.inside(full) else { return };
        self.names.insert(path.clone(), node);
        self.done.ops.push(Op::Name(Naming::Add { path, node }));
    }

    fn remove(&mut self, full: &str) {
        let Some(path) = self.inside(full).filter(|path| self.names.contains_key(path)) else { return };
        self.names.remove(&path);
        self.done.ops.push(Op::Name(Naming::Remove { path }));
    }

    fn rename(&mut self, from: &str, to: &str) -> Outcome {
        let (Some(from), Some(to)) = (self.inside(from), self.inside(to)) else { return Ok(()) };
        let node = Node::File(self.file(&from)?);
        self.names.remove(&from);
        self.names.insert(to.clone(), node);
        self.done.ops.push(Op::Name(Naming::Move { from, to, node }));
        Ok(())
    }
}

/// Files whose content is nothing to anybody: the index of the log, which is memory that is shared and made anew, and the room
/// that is kept for a full disk.
fn unimportant(path: &str) -> bool {
    path.ends_with("-shm") || path.ends_with("reserve.bin")
}

/// The files below `root` that matter, by relative path.
pub(super) fn contents(root: &Path) -> Outcome<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    for folder in folders(root)?.into_iter().chain([String::new()]) {
        for entry in fs::read_dir(root.join(&folder))? {
            let path = entry?.path();
            let name = path.strip_prefix(root)?.to_string_lossy().into_owned();
            if path.is_file() && !unimportant(&name) {
                found.insert(name, fs::read(path)?);
            }
        }
    }
    Ok(found)
}

fn folders(root: &Path) -> Outcome<BTreeSet<String>> {
    let (mut found, mut waiting) = (BTreeSet::new(), vec![root.to_path_buf()]);
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                found.insert(path.strip_prefix(root)?.to_string_lossy().into_owned());
                waiting.push(path);
            }
        }
    }
    Ok(found)
}
