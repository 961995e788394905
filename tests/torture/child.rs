//! A child process that works until it is killed: this test binary again, told by its environment what to do.

use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::Outcome;

/// The variable that names the folder to work in.
pub(crate) const FOLDER: &str = "SHUZHI_TORTURE_FOLDER";

/// Starts the test `name` of this binary as a worker in `folder`, kills it after `time`, and answers the last number that it
/// acknowledged, if it came so far.
pub(crate) fn work_and_kill(name: &str, folder: &Path, time: Duration) -> Outcome<Option<u64>> {
    let mut child = worker(name, folder)?.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    std::thread::sleep(time);
    child.kill()?;
    let ended = child.wait()?;
    if ended.signal() != Some(9) {
        return Err(format!("the worker ended by itself: {ended}").into());
    }
    let mut output = String::new();
    child.stdout.take().ok_or("no output")?.read_to_string(&mut output)?;
    // The last line may have been cut in two.
    let whole = output.split_inclusive('\n').filter(|line| line.ends_with('\n'));
    Ok(whole.filter_map(|line| line.trim().strip_prefix('@')?.parse().ok()).next_back())
}

/// The command that runs the test `name` of this binary over `folder`.
pub(crate) fn worker(name: &str, folder: &Path) -> Outcome<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args([name, "--exact", "--ignored", "--nocapture"]).env(FOLDER, folder).stdin(Stdio::null());
    Ok(command)
}

/// The folder to work in, when this process is a worker.
pub(crate) fn folder() -> Option<PathBuf> {
    std::env::var_os(FOLDER).map(Into::into)
}

/// Says that the work of this number is done.
pub(crate) fn acknowledge(number: u64) -> Outcome {
    say(&format!("@{number}"))
}

/// Says that there is a backup of this name.
pub(crate) fn backed_up(name: &str) -> Outcome {
    say(&format!("+{name}"))
}

/// Says it in one write, so that it has its place among the writes to the disk.
fn say(line: &str) -> Outcome {
    let mut output = std::io::stdout();
    output.write_all(format!("\n{line}\n").as_bytes())?;
    Ok(output.flush()?)
}
