//! Child processes that end with the value that holds them.

use std::fs::{self, File};
use std::io::Read;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;
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

    /// Whether it still runs.
    pub(crate) fn runs(&mut self) -> Outcome<bool> {
        Ok(self.0.try_wait()?.is_none())
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

/// The ids of the processes that run `program` with `text` in their environment.
pub(crate) fn running(program: &Path, text: &Path) -> Vec<u32> {
    let text = text.as_os_str().as_bytes();
    let processes = fs::read_dir("/proc").into_iter().flatten().flatten();
    let ids = processes.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    ids.filter(|id: &u32| {
        let folder = Path::new("/proc").join(id.to_string());
        let environment = fs::read(folder.join("environ")).unwrap_or_default();
        fs::read_link(folder.join("exe")).is_ok_and(|exe| exe == program)
            && environment.windows(text.len()).any(|part| part == text)
    })
    .collect()
}

/// Sends `signal` to the process.
pub(crate) fn signal(id: u32, signal: &str) -> Outcome {
    let status = Command::new("kill").args(["-s", signal, &id.to_string()]).status()?;
    if status.success() { Ok(()) } else { Err(format!("kill -s {signal} {id}: {status}").into()) }
}
