//! Closing without loss: the page is asked to save first, and is not waited for when it is gone.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tauri::{CloseRequestApi, Emitter as _, Manager as _, Window};

/// How long a page may give no sign of life before the window closes without it.
const SILENCE: Duration = Duration::from_secs(3);

/// Within this time, asking a second time means: close, whatever the page says.
const INSIST: Duration = Duration::from_secs(10);

/// Where the window stands between the request to close it and its end.
///
/// A page that is alive but does not invoke `close_now` could not save; the window then stays, with the page's message in
/// it, until the user has put that right or asks again.
#[derive(Default)]
pub(crate) struct Closing(Mutex<Option<Request>>);

#[derive(Clone, Copy)]
struct Request {
    at: Instant,
    alive: bool,
}

impl Closing {
    /// Takes a request to close `window`: holds it back and asks the page, or lets the second one through.
    pub(crate) fn requested(&self, window: &Window, api: &CloseRequestApi) {
        let at = Instant::now();
        let before = self.lock().replace(Request { at, alive: false });
        if before.is_some_and(|before| at.duration_since(before.at) < INSIST) {
            return;
        }
        let Some(page) = window.get_webview_window(window.label()) else {
            return;
        };
        let asked = page.emit("close-requested", ()).and_then(|()| {
            let window = window.clone();
            page.eval_with_callback("true", move |_| window.state::<Closing>().alive())
        });
        if asked.is_err() {
            return;
        }
        api.prevent_close();
        std::thread::spawn(move || {
            std::thread::sleep(SILENCE);
            if page.state::<Closing>().silent_since(at) {
                let _ = page.destroy();
            }
        });
    }

    fn alive(&self) {
        if let Some(request) = self.lock().as_mut() {
            request.alive = true;
        }
    }

    fn silent_since(&self, at: Instant) -> bool {
        self.lock().is_some_and(|request| request.at == at && !request.alive)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Request>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
