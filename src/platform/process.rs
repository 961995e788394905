//! A program that runs beside this one, with all that it starts. In: a command. Out: its end, or its end by force. Nothing
//! here knows what the program is for.
//!
//! Windows is written from documentation (`CREATE_NO_WINDOW`, `taskkill`) and not tried there yet.

use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::Duration;

/// A running program and its descendants; dropping it ends them all.
///
/// On Unix they are one process group, so that descendants end even after the program itself has. On Windows they are
/// found by their parents, from a program that still runs.
#[derive(Debug)]
pub(crate) struct Group {
    child: Child,
}

impl Group {
    /// Starts `command`; on Windows without a console window.
    ///
    /// # Errors
    /// What the system says, [`io::ErrorKind::NotFound`] when there is no such program.
    pub(crate) fn start(command: &mut Command) -> io::Result<Group> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        Ok(Group { child: without_window(command).spawn()? })
    }

    /// How the program ended; `None` while it runs.
    ///
    /// # Errors
    /// What the system says.
    pub(crate) fn ended(&mut self) -> io::Result<Option<ExitStatus>> {
        self.child.try_wait()
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        kill(&mut self.child);
        // Without it the ended program stays in the system's list until this one ends.
        let _ = self.child.wait();
    }
}

/// `command`, which on Windows opens no console window.
pub(super) fn without_window(command: &mut Command) -> &mut Command {
    #[cfg(windows)]
    {
        const CREATE_NO_WINDOW: u32 = 0x0800_0000;
        std::os::windows::process::CommandExt::creation_flags(command, CREATE_NO_WINDOW);
    }
    command
}

#[cfg(unix)]
fn kill(child: &mut Child) {
    use rustix::process::{Pid, Signal, kill_process_group};
    // Fails only when all have ended already.
    let _ = kill_process_group(Pid::from_child(child), Signal::KILL);
}

#[cfg(windows)]
fn kill(child: &mut Child) {
    if matches!(child.try_wait(), Ok(None)) {
        let mut taskkill = Command::new(super::office::system_program("taskkill.exe"));
        let _ = without_window(taskkill.args(["/T", "/F", "/PID", &child.id().to_string()])).output();
        // Where taskkill fails, at least the program itself.
        let _ = child.kill();
    }
}

/// How often a running program is looked after.
const POLL: Duration = Duration::from_millis(5);

/// How a program ended that was asked something, and what it said.
#[derive(Debug)]
pub(crate) struct Said {
    /// How it ended.
    pub(crate) status: ExitStatus,
    /// What it wrote to its standard output, cut at the length that was asked for.
    pub(crate) output: Vec<u8>,
}

/// Starts `program` with one argument, gives it `input` on its standard input, and waits for its end; at most `most` bytes of
/// what it says are kept. `None` when `goes_on` said no before; the program is ended then.
///
/// # Errors
/// What the system says.
pub(crate) fn ask(
    program: &Path,
    argument: &str,
    input: &[u8],
    most: u64,
    goes_on: &mut dyn FnMut() -> bool,
) -> io::Result<Option<Said>> {
    let mut command = Command::new(program);
    command.arg(argument).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut group = Group::start(&mut command)?;
    let (stdin, stdout) = (group.child.stdin.take(), group.child.stdout.take());
    // Both ends at once: a program that says much before it has heard all would wait for us, and we for it.
    thread::scope(|scope| {
        scope.spawn(move || {
            // A program that ends before it has heard all breaks the pipe; its status tells.
            stdin.map(|mut stdin| stdin.write_all(input))
        });
        let output = scope.spawn(move || {
            let mut output = Vec::new();
            stdout.map(|stdout| stdout.take(most).read_to_end(&mut output));
            output
        });
        let status = loop {
            if let Some(status) = group.ended()? {
                break status;
            }
            if !goes_on() {
                return Ok(None);
            }
            thread::sleep(POLL);
        };
        // Ends what it may have left behind, and with it the pipes.
        drop(group);
        Ok(Some(Said { status, output: output.join().unwrap_or_default() }))
    })
}

/// Lets this process have no more than `bytes` of memory of its own from now on. On systems other than Unix it does nothing.
///
/// # Errors
/// What the system says.
pub(crate) fn limit_memory(bytes: u64) -> io::Result<()> {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        // What is mapped from files, such as the libraries of a window, counts for `As` but costs nothing here.
        setrlimit(Resource::Data, Rlimit { current: Some(bytes), maximum: Some(bytes) })?;
    }
    #[cfg(not(unix))]
    let _ = bytes;
    Ok(())
}
