//! What a program finds around it: a display, a session bus, a home, a data folder. All fresh, all gone afterwards.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use super::hands::Hands;
use super::process::{self, Process, first_line};
use super::{Outcome, Window};

/// The program under test.
pub(crate) const PROGRAM: &str = env!("CARGO_BIN_EXE_shuzhi-desktop");

/// A place to start the program at.
pub(crate) struct Desk {
    display: String,
    bus: String,
    own_folder: bool,
    _screen: Process,
    _bus: Process,
    folder: TempDir,
}

impl Desk {
    /// A fresh desk with a screen of 1920 × 1080.
    pub(crate) fn new() -> Outcome<Desk> {
        let folder = tempfile::Builder::new().prefix("shuzhi-desk-").tempdir()?;
        for name in ["home", "logs", "tmp"] {
            fs::create_dir(folder.path().join(name))?;
        }
        let logs = folder.path().join("logs");
        let (display, bus) = (logs.join("display"), logs.join("bus"));
        let screen = ["-displayfd", "1", "-screen", "0", "1920x1080x24", "-nolisten", "tcp"];
        let screen = Process::start(Command::new("Xvfb").args(screen), &display)?;
        let session =
            Process::start(Command::new("dbus-daemon").args(["--session", "--nofork", "--print-address"]), &bus)?;
        let display = until_number(&display)?;
        Ok(Desk {
            display: format!(":{display}"),
            bus: first_line(&bus)?,
            own_folder: true,
            _screen: screen,
            _bus: session,
            folder,
        })
    }

    /// The program finds its data folder by itself instead of being told.
    pub(crate) fn with_default_folder(mut self) -> Desk {
        self.own_folder = false;
        self
    }

    /// The data folder.
    pub(crate) fn data(&self) -> PathBuf {
        if self.own_folder {
            self.folder.path().join("data")
        } else {
            self.folder.path().join("home/.local/share/shuzhi")
        }
    }

    /// Where exported files go.
    pub(crate) fn exported(&self) -> PathBuf {
        self.folder.path().join("导出 的报告.docx")
    }

    /// The folder for temporary files.
    pub(crate) fn temporary(&self) -> PathBuf {
        self.folder.path().join("tmp")
    }

    /// A file for a log or anything else of the test.
    pub(crate) fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// `program` in this surrounding.
    pub(crate) fn command(&self, program: impl AsRef<Path>) -> Command {
        let mut command = Command::new(program.as_ref());
        let home = self.folder.path().join("home");
        command.env("DISPLAY", &self.display).env("DBUS_SESSION_BUS_ADDRESS", &self.bus).env("HOME", home);
        command.env("GDK_BACKEND", "x11").env("GSETTINGS_BACKEND", "memory").env("LANG", "C.UTF-8");
        command.env("TMPDIR", self.temporary());
        for name in ["WAYLAND_DISPLAY", "SHUZHI_DATA_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"] {
            command.env_remove(name);
        }
        if self.own_folder {
            command.env("SHUZHI_DATA_DIR", self.data());
        }
        command
    }

    /// Starts the program as a user does, without a driver.
    pub(crate) fn start(&self, log: &str) -> Outcome<Process> {
        Process::start(&mut self.command(PROGRAM), &self.file(log))
    }

    /// Opens the program's window.
    pub(crate) fn open(&self) -> Outcome<Window> {
        self.open_as(Path::new(PROGRAM))
    }

    /// Opens the window through `program`, which runs the real one in its turn.
    pub(crate) fn open_as(&self, program: &Path) -> Outcome<Window> {
        // GTK now and then fails to start right after another instance ended.
        Window::open(self, program).or_else(|_| Window::open(self, program))
    }

    /// The user's hands, as soon as the program's window is there.
    pub(crate) fn hands(&self) -> Outcome<Hands> {
        self.hands_on("述职")
    }

    /// The user's hands on the window called `title`.
    pub(crate) fn hands_on(&self, title: &str) -> Outcome<Hands> {
        Hands::at(&self.display, title)
    }

    /// The ids of the programs that run at this desk.
    pub(crate) fn programs(&self) -> Vec<u32> {
        process::running(|program| program == Path::new(PROGRAM), self.folder.path())
    }

    /// The ids of the office programs that were started from this desk.
    pub(crate) fn offices(&self) -> Vec<u32> {
        let is_office = |program: &Path| {
            program.file_name().is_some_and(|name| name == "oosplash" || name.to_string_lossy().starts_with("soffice"))
        };
        process::running(is_office, self.folder.path())
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        for id in self.programs().into_iter().chain(self.offices()) {
            let _ = process::kill(id);
        }
    }
}

/// The number of the display that Xvfb chose; warnings may stand before it.
fn until_number(log: &Path) -> Outcome<u32> {
    super::until("the number of the display", || {
        let text = fs::read_to_string(log)?;
        Ok(text.ends_with('\n').then(|| text.lines().find_map(|line| line.trim().parse().ok())).flatten())
    })
}
