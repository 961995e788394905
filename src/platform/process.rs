//! A program that runs beside this one, with all that it starts. In: a command. Out: its end, or its end by force. Nothing
//! here knows what the program is for.
//!
//! Windows is written from documentation (`CREATE_NO_WINDOW`, `taskkill`) and not tried there yet.

use std::io;
use std::process::{Child, Command, ExitStatus};

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
