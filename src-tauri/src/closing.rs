//! Closing without loss: the page is asked to save first, and is not waited for when it is gone.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tauri::{CloseRequestApi, Emitter as _, Manager as _, Window};

/// How long a page may give no sign of life before the window closes without it.
const SILENCE: Duration = Duration::from_secs(3);

/// Within this time, asking a second time means: close, where the page cannot ask the user.
const INSIST: Duration = Duration::from_secs(10);

/// True in a page that hears the request to close; the page marks itself so.
const HEARS: &str = "document.documentElement.dataset.hearsClose === 'true'";

/// Where the window stands between the request to close it and its end.
///
/// A page that hears the request but does not invoke `close_now` could not save; the window then stays, however often it is
/// asked for, until the user has put that right or has told the page to give up what is unsaved.
#[derive(Default)]
pub(crate) struct Closing(Mutex<Option<Request>>);

#[derive(Clone, Copy)]
struct Request {
    at: Instant,
    page: Page,
}

/// What is known of the page since it was asked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Page {
    /// It gave no sign of life yet.
    Silent,
    /// It runs, but does not hear the request: it is still loading, or broken.
    Deaf,
    /// It saves, or asks the user.
    Hears,
}

impl Closing {
    /// Takes a request to close `window`: holds it back and asks the page, or lets it through where no page can answer.
    pub(crate) fn requested(&self, window: &Window, api: &CloseRequestApi) {
        let at = Instant::now();
        let last = *self.lock();
        if let Some(last) = last.filter(|last| last.page != Page::Hears) {
            let passed = at.duration_since(last.at);
            if last.page == Page::Silent && passed < SILENCE {
                // A double click comes before the page can answer; what was begun then ends the window if need be.
                api.prevent_close();
                return;
            }
            if passed < INSIST {
                return;
            }
        }
        *self.lock() = Some(Request { at, page: Page::Silent });
        let Some(page) = window.get_webview_window(window.label()) else {
            return;
        };
        let asked = page.emit("close-requested", ()).and_then(|()| {
            let window = window.clone();
            page.eval_with_callback(HEARS, move |answer| window.state::<Closing>().answered(answer != "false"))
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

    fn answered(&self, hears: bool) {
        if let Some(request) = self.lock().as_mut() {
            request.page = if hears { Page::Hears } else { Page::Deaf };
        }
    }

    fn silent_since(&self, at: Instant) -> bool {
        self.lock().is_some_and(|request| request.at == at && request.page == Page::Silent)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<Request>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
