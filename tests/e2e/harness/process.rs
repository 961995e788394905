//! Child processes that end with the value that holds them.

use std::fs::{self, File};
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::{Outcome, until};

/// A process of this test; killed when dropped.
pub(crate) struct Process(Child);

impl Process {
    /// Starts `command` with its output in the file `log`; a pipe would stay open in children that outlive it.
    pub(crate) fn start(command: &mut Command, log: &Path) -> Outcome<Process> {
        let log = File::create(log)?;
        let child = command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log).spawn();
        Ok(Process(child.map_err(|error| format!("{command:?}: {error}"))?))
    }

    /// Waits for its end by itself, and says whether it went well.
    pub(crate) fn finished(&mut self) -> Outcome<bool> {
        until("the end of a process", || Ok(self.0.try_wait()?.map(|status| status.success())))
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The first line of `file`, as soon as it is there.
pub(crate) fn first_line(file: &Path) -> Outcome<String> {
    until(&format!("a line in {}", file.display()), || {
        let mut text = String::new();
        File::open(file)?.read_to_string(&mut text)?;
        Ok(text.split_once('\n').map(|(line, _)| line.trim().to_owned()))
    })
}

/// The ids of the processes whose program is one of those that are meant, with `text` in their environment.
pub(crate) fn running(is_meant: impl Fn(&Path) -> bool, text: &Path) -> Vec<u32> {
    let text = text.as_os_str().as_bytes();
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    ids.filter(|id: &u32| {
        let folder = Path::new("/proc").join(id.to_string());
        let environment = fs::read(folder.join("environ")).unwrap_or_default();
        fs::read_link(folder.join("exe")).is_ok_and(|exe| is_meant(&exe))
            && environment.windows(text.len()).any(|part| part == text)
    })
    .collect()
}

/// Ends the process as a power cut would, and waits until it is gone with all that it held.
pub(crate) fn kill(id: u32) -> Outcome {
    let status = Command::new("kill").args(["-s", "KILL", &id.to_string()]).status()?;
    if !status.success() {
        return Err(format!("kill -s KILL {id}: {status}").into());
    }
    // Whoever started it may not have asked for its end yet; what it held is given back by its last thread.
    let threads = Path::new("/proc").join(id.to_string()).join("task");
    let ended = |thread: PathBuf| fs::read_to_string(thread.join("stat")).map_or(true, |stat| stat.contains(") Z "));
    until("the end of a killed process", || {
        let threads = fs::read_dir(&threads).into_iter().flatten().flatten();
        Ok(threads.map(|thread| thread.path()).all(ended).then_some(()))
    })
}
