//! Closing without loss: the page is asked to save first, and is not waited for when it is gone.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tauri::{CloseRequestApi, Emitter as _, Manager as _, Window};

/// How long a page may be silent before the window closes without it.
const SILENCE: Duration = Duration::from_secs(3);

/// Within this time, asking a second time means: close, whatever the page says.
const INSIST: Duration = Duration::from_secs(10);

/// Where the window stands between the request to close it and its end.
///
/// A page that answers with calls but not with `close_now` could not save; the window then stays, with the page's message
/// in it, until the user has put that right or asks again.
#[derive(Default)]
pub(crate) struct Closing(Mutex<Option<Request>>);

#[derive(Clone, Copy)]
struct Request {
    at: Instant,
    heard: bool,
}

impl Closing {
    /// Takes a request to close `window`: holds it back and asks the page, or lets the second one through.
    pub(crate) fn requested(&self, window: &Window, api: &CloseRequestApi) {
        let at = Instant::now();
        let before = self.lock().replace(Request { at, heard: false });
        if before.is_some_and(|before| at.duration_since(before.at) < INSIST) {
            return;
        }
        if window.emit("close-requested", ()).is_err() {
            return;
        }
        api.prevent_close();
        let window = window.clone();
        std::thread::spawn(move || {
            std::thread::sleep(SILENCE);
            if window.state::<Closing>().silent_since(at) {
                let _ = window.destroy();
            }
        });
    }

    /// The page is alive.
    pub(crate) fn heard(&self) {
        if let Some(request) = self.lock().as_mut() {
            request.heard = true;
        }
    }

    fn silent_since(&self, at: Instant) -> bool {
        self.lock().is_some_and(|request| request.at == at && !request.heard)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Request>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
