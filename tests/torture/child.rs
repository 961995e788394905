//! A child process that works until it is killed: this test binary again, told by its environment what to do.

use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use super::Outcome;

/// The variable that names the folder to work in.
pub(crate) const FOLDER: &str = "SHUZHI_TORTURE_FOLDER";

/// Starts the test `name` of this binary as a worker in `folder`, waits for its first line, lets it work for `time`, kills
/// it, and answers the last number that it printed.
pub(crate) fn work_and_kill(name: &str, folder: &Path, time: Duration) -> Outcome<u64> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args([name, "--exact", "--ignored", "--nocapture"]).env(FOLDER, folder).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::null()).spawn()?;
    let mut output = BufReader::new(child.stdout.take().ok_or("no output")?);
    let mut last = next_number(&mut child, &mut output)?;
    std::thread::sleep(time);
    child.kill()?;
    let mut rest = String::new();
    output.read_to_string(&mut rest)?;
    child.wait()?;
    // The last line may have been cut in two.
    for line in rest.split_inclusive('\n').filter(|line| line.ends_with('\n')) {
        last = line.trim().parse().unwrap_or(last);
    }
    Ok(last)
}

fn next_number(child: &mut Child, output: &mut impl BufRead) -> Outcome<u64> {
    let mut line = String::new();
    while output.read_line(&mut line)? > 0 {
        if let Ok(number) = line.trim().parse() {
            return Ok(number);
        }
        line.clear();
    }
    Err(format!("the worker ended by itself: {}", child.wait()?).into())
}

/// The folder to work in, when this process is a worker.
pub(crate) fn folder() -> Option<std::path::PathBuf> {
    std::env::var_os(FOLDER).map(Into::into)
}
