//! The engine behind the window: opened at the first call, one call at a time.

use std::sync::{Mutex, PoisonError};

use shuzhi::Result;
use shuzhi::app::{App, Env};
use shuzhi::platform::default_data_dir;

/// The one [`App`] of this process.
///
/// It may be impossible to open (the folder is in use, the database is newer than the program). The window opens all the
/// same, every call tells why, and the next call tries again, so that the user can put things right without a restart.
#[derive(Default)]
pub(crate) struct Engine(Mutex<Option<App>>);

impl Engine {
    /// Runs `act` on the engine, opening it first where it is not open yet.
    ///
    /// # Errors
    /// What opening or `act` reports.
    pub(crate) fn with<T>(&self, act: impl FnOnce(&mut App) -> Result<T>) -> Result<T> {
        // A panic in a call must not take every later save with it; the store commits or rolls back by itself.
        let mut app = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match app.as_mut() {
            Some(app) => act(app),
            None => act(app.insert(open()?)),
        }
    }

    /// Runs `act` while no database is open here; the next call opens it anew.
    ///
    /// # Errors
    /// What `act` reports.
    pub(crate) fn closed<T>(&self, act: impl FnOnce() -> Result<T>) -> Result<T> {
        let mut app = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        drop(app.take());
        act()
    }

    /// Closes the database, whose log then goes into the file; the window system ends the process without dropping it.
    pub(crate) fn close(&self) {
        drop(self.0.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}

fn open() -> Result<App> {
    App::open(Env::real(default_data_dir()?))
}
