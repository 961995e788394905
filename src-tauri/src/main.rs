//! The desktop shell: one window around the engine. It adds only what needs a desktop (dialogs, opening files, closing
//! without loss); it knows no rule of the domain, and the page never sees a path it could use.

#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod backup;
mod closing;
mod commands;
mod dialogs;
mod engine;
mod exporting;
mod importing;
mod pdf;
mod window;

use std::process::ExitCode;

use tauri::Manager as _;

use backup::Chosen;
use closing::Closing;
use engine::Engine;
use exporting::Exports;
use importing::Importing;
use pdf::Conversion;

fn main() -> ExitCode {
    // Foreign binaries are read by a process of their own: this program again.
    if let Some(code) = shuzhi::import::read_foreign() {
        return code;
    }
    if !has_display() {
        eprintln!("error: 没有图形桌面，窗口打不开  hint: 请在图形桌面里启动；命令行用 shuzhi");
        return ExitCode::from(2);
    }
    let mut builder = tauri::Builder::default();
    if !has_folder_of_its_own() {
        builder = builder.plugin(tauri_plugin_single_instance::init(|app, _, _| window::bring_forward(app)));
    }
    let program = builder
        .plugin(tauri_plugin_dialog::init())
        .plugin(window::remember())
        .manage(Engine::default())
        .manage(Closing::default())
        .manage(Exports::default())
        .manage(Chosen::default())
        .manage(Conversion::default())
        .manage(Importing::default())
        .invoke_handler(tauri::generate_handler![
            commands::call,
            commands::export_docx,
            commands::export_ledger,
            commands::export_figures,
            commands::save_elsewhere,
            commands::export_layout,
            commands::import_layout,
            commands::pdf_program,
            commands::export_pdf,
            commands::cancel_pdf,
            commands::backup_now,
            commands::pick_backup_folder,
            commands::write_archive,
            commands::read_archive,
            commands::open_draft_file,
            commands::import_files,
            commands::cancel_import,
            commands::revise_file,
            commands::merge_archive,
            commands::check_store,
            commands::rescue,
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
        .build(tauri::generate_context!());
    match program {
        Ok(program) => {
            program.run(|app, event| {
                if let tauri::RunEvent::Exit = event {
                    app.state::<Conversion>().end_now();
                    app.state::<Importing>().cancel();
                    app.state::<Engine>().close();
                }
            });
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!(
                "error: 窗口打不开：{error}  hint: 请确认已登录图形桌面，并已安装 WebKitGTK 4.1（Windows 上为 WebView2）"
            );
            ExitCode::from(2)
        }
    }
}

/// Whether there is a desktop to open a window on; GTK ends a program that asks in vain.
#[expect(clippy::disallowed_methods, reason = "asks only whether there is a display")]
fn has_display() -> bool {
    let named = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY")
}

/// Whether this start was given a data folder: it is then a program of its own, and the folder's lock guards it.
#[expect(clippy::disallowed_methods, reason = "asks only whether a folder was chosen; which one is platform's to say")]
fn has_folder_of_its_own() -> bool {
    std::env::var_os("SHUZHI_DATA_DIR").is_some_and(|folder| !folder.is_empty())
}
