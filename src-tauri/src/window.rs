//! The one window: its first size, its zoom, where it may go (nowhere).

use shuzhi::app::{Nothing, Settings};
use shuzhi::platform::default_data_dir;
use tauri::plugin::TauriPlugin;
use tauri::{AppHandle, Manager as _, Url, WebviewWindow, WebviewWindowBuilder, Wry};
use tauri_plugin_window_state::StateFlags;

use crate::engine::Engine;

/// The window's label in `tauri.conf.json`.
const MAIN: &str = "main";

/// The file that remembers size and position.
const STATE: &str = "window.json";

/// Below this width of the screen, in its own pixels, the first window takes all of it.
const ROOMY: f64 = 1600.0;

/// Opens the window.
///
/// # Errors
/// What the system reports.
pub(crate) fn open(app: &AppHandle) -> tauri::Result<()> {
    let Some(config) = app.config().app.windows.iter().find(|config| config.label == MAIN) else {
        return Ok(());
    };
    let mut builder = WebviewWindowBuilder::from_config(app, config)?.on_navigation(is_own);
    // The page keeps nothing outside the database; what the webview itself lays down is cache. (Incognito would keep even
    // that away, but WebDriver cannot reach such a window, and the window that is tested is to be the one that ships.)
    if let Ok(cache) = app.path().app_cache_dir() {
        builder = builder.data_directory(cache);
    }
    let window = builder.build()?;
    if first_time() && is_small(&window)? {
        window.maximize()?;
    }
    // Opens the engine and reads the templates while the page is still loading; what fails here is told by the first call.
    std::thread::spawn(move || {
        apply_zoom(&window);
        let _ = shuzhi::template::builtin();
    });
    Ok(())
}

/// Brings the window forward for a second start of the program.
pub(crate) fn bring_forward(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        let _ = window.unminimize().and_then(|()| window.set_focus());
    }
}

/// Zooms the page as the settings say. Where the data cannot be opened the page tells so itself, unzoomed.
pub(crate) fn apply_zoom(window: &WebviewWindow) {
    if let Ok(Settings { zoom, .. }) = window.state::<Engine>().with(|engine| engine.settings(Nothing {})) {
        let _ = window.set_zoom(f64::from(zoom) / 100.0);
    }
}

/// Remembers size and position in the data folder, beside everything else of the program.
pub(crate) fn remember() -> TauriPlugin<Wry> {
    let builder = tauri_plugin_window_state::Builder::new()
        .with_state_flags(StateFlags::SIZE | StateFlags::POSITION | StateFlags::MAXIMIZED);
    match default_data_dir() {
        Ok(folder) => builder.with_filename(folder.join(STATE).to_string_lossy()).build(),
        Err(_) => builder.build(),
    }
}

/// Whether `url` is the program's own page: a file dropped on the window or a link must not replace it.
fn is_own(url: &Url) -> bool {
    url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost")
}

fn first_time() -> bool {
    default_data_dir().is_ok_and(|folder| !folder.join(STATE).exists())
}

fn is_small(window: &WebviewWindow) -> tauri::Result<bool> {
    let monitor = window.current_monitor()?;
    Ok(monitor.is_some_and(|monitor| f64::from(monitor.size().width) / monitor.scale_factor() < ROOMY))
}
