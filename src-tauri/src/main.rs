//! The desktop shell: one window around the engine. It adds only what needs a desktop (dialogs, opening files, closing
//! without loss); it knows no rule of the domain, and the page never sees a path it could use.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod closing;
mod commands;
mod engine;
mod saving;
mod window;

use std::process::ExitCode;

use tauri::Manager as _;

use closing::Closing;
use engine::Engine;
use saving::Saving;

fn main() -> ExitCode {
    let mut builder = tauri::Builder::default();
    // With a data folder of its own, an instance is a program of its own; the folder's lock guards it.
    if std::env::var_os("SHUZHI_DATA_DIR").is_none_or(|folder| folder.is_empty()) {
        builder = builder.plugin(tauri_plugin_single_instance::init(|app, _, _| window::bring_forward(app)));
    }
    let run = builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(window::remember())
        .manage(Engine::default())
        .manage(Closing::default())
        .manage(Saving::default())
        .invoke_handler(tauri::generate_handler![
            commands::call,
            commands::export_docx,
            commands::open_exported,
            commands::open_data_dir,
            commands::close_now,
        ])
        .setup(|app| {
            window::open(app.handle())?;
            Ok(())
        })
        .on_window_event(|window, event| {
            if let tauri::WindowEvent::CloseRequested { api, .. } = event {
                window.state::<Closing>().requested(window, api);
            }
        })
        .run(tauri::generate_context!());
    match run {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!(
                "error: 窗口打不开：{error}  hint: 请确认已登录图形桌面，并已安装 WebKitGTK 4.1（Windows 上为 WebView2）"
            );
            ExitCode::from(2)
        }
    }
}
