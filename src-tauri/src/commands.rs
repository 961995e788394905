//! What the page may invoke. Each command is a few lines around the engine, off the main thread, so that the window never
//! waits for the disk.

use serde_json::Value;
use shuzhi::app::{
    ArchiveRead, Backups, DraftOnly, Env, ExportLedger, ExportReport, Exported, Failure, FigureQuery, Health,
    ImportFiles, ImportedLayout, LayoutId, MergeArchive, Merged, OpenExported, OpenedDraft, PdfProgram, ReadArchive,
    Rescued, ReviseFile, WriteArchive,
};
use shuzhi::platform::default_data_dir;
use shuzhi::{Code, Error, Result};
use tauri::{AppHandle, Manager as _, WebviewWindow};

use crate::backup;
use crate::engine::Engine;
use crate::exporting::{self, Exports};
use crate::importing::{self, Importing};
use crate::pdf::{self, Conversion};
use crate::window;

/// Calls the use case `name` of the engine.
#[tauri::command]
pub(crate) async fn call(window: WebviewWindow, name: String, args: Value) -> Result<Value, Failure> {
    aside(move || {
        let result = window.state::<Engine>().with(|engine| engine.call(&name, args))?;
        match name.as_str() {
            "set_settings" => window::apply_zoom(&window),
            // What the user waits for is on the screen now.
            "home" => backup::begin(window.app_handle()),
            _ => {}
        }
        Ok(result)
    })
    .await
}

/// Asks where to, and writes the Word file there.
#[tauri::command]
pub(crate) async fn export_docx(window: WebviewWindow, args: ExportReport) -> Result<Exported, Failure> {
    aside(move || exporting::export_docx(&window, &args)).await
}

/// Asks where to, and writes 整改台账 there.
#[tauri::command]
pub(crate) async fn export_ledger(window: WebviewWindow, args: ExportLedger) -> Result<Exported, Failure> {
    aside(move || exporting::export_ledger(&window, args)).await
}

/// Asks where to, and writes 关键数据 over the years there.
#[tauri::command]
pub(crate) async fn export_figures(window: WebviewWindow, args: FigureQuery) -> Result<Exported, Failure> {
    aside(move || exporting::export_figures(&window, args)).await
}

/// Which program of this computer makes PDF files.
#[tauri::command]
pub(crate) async fn pdf_program() -> Result<PdfProgram, Failure> {
    aside(|| Ok(pdf::program())).await
}

/// Asks where to, and has a PDF made there; the event `pdf-progress` tells how far it is.
#[tauri::command]
pub(crate) async fn export_pdf(window: WebviewWindow, args: ExportReport) -> Result<Exported, Failure> {
    aside(move || pdf::export_pdf(&window, &args)).await
}

/// Cancels the PDF that is being made; `export_pdf` then answers that.
#[tauri::command]
pub(crate) async fn cancel_pdf(app: AppHandle) -> Result<(), Failure> {
    app.state::<Conversion>().cancel();
    Ok(())
}

/// Asks where to, and writes a draft there that cannot be saved.
#[tauri::command]
pub(crate) async fn save_elsewhere(window: WebviewWindow, args: DraftOnly) -> Result<Exported, Failure> {
    aside(move || exporting::save_elsewhere(&window, &args)).await
}

/// Asks where to, and writes one of the layout profiles there.
#[tauri::command]
pub(crate) async fn export_layout(window: WebviewWindow, args: LayoutId) -> Result<Exported, Failure> {
    aside(move || exporting::export_layout(&window, &args)).await
}

/// Asks for a layout profile's file and stores what it holds.
#[tauri::command]
pub(crate) async fn import_layout(window: WebviewWindow) -> Result<ImportedLayout, Failure> {
    aside(move || exporting::import_layout(&window)).await
}

/// Backs up now.
#[tauri::command]
pub(crate) async fn backup_now(window: WebviewWindow) -> Result<Backups, Failure> {
    aside(move || backup::backup_now(&window)).await
}

/// Asks for the second folder for backups.
#[tauri::command]
pub(crate) async fn pick_backup_folder(window: WebviewWindow) -> Result<Backups, Failure> {
    aside(move || backup::pick_folder(&window)).await
}

/// Asks where to, and writes the file for another computer there.
#[tauri::command]
pub(crate) async fn write_archive(window: WebviewWindow, args: WriteArchive) -> Result<Exported, Failure> {
    aside(move || backup::write_archive(&window, &args)).await
}

/// Reads a backup, or asks for a file and reads that.
#[tauri::command]
pub(crate) async fn read_archive(window: WebviewWindow, args: ReadArchive) -> Result<ArchiveRead, Failure> {
    aside(move || backup::read_archive(&window, &args)).await
}

/// Asks for a draft's file and stores it as a report.
#[tauri::command]
pub(crate) async fn open_draft_file(window: WebviewWindow) -> Result<OpenedDraft, Failure> {
    aside(move || backup::open_draft_file(&window)).await
}

/// Asks for reports of earlier years and reads them; the event `import-progress` tells how far it is.
#[tauri::command]
pub(crate) async fn import_files(window: WebviewWindow) -> Result<ImportFiles, Failure> {
    aside(move || importing::import_files(&window)).await
}

/// Stops the reading of files; `import_files` then answers what was read.
#[tauri::command]
pub(crate) async fn cancel_import(app: AppHandle) -> Result<(), Failure> {
    app.state::<Importing>().cancel();
    Ok(())
}

/// Asks for the file that a superior sent back, and reads it.
#[tauri::command]
pub(crate) async fn revise_file(window: WebviewWindow) -> Result<ReviseFile, Failure> {
    aside(move || importing::revise_file(&window)).await
}

/// Merges the file that was read last.
#[tauri::command]
pub(crate) async fn merge_archive(window: WebviewWindow, args: MergeArchive) -> Result<Merged, Failure> {
    aside(move || backup::merge_archive(&window, args)).await
}

/// Checks all that is stored, beside the one who works.
#[tauri::command]
pub(crate) async fn check_store() -> Result<Health, Failure> {
    aside(|| shuzhi::app::check_store(&default_data_dir()?)).await
}

/// Makes a new database of what is whole in the one that cannot be opened; the broken file is kept.
#[tauri::command]
pub(crate) async fn rescue(app: AppHandle) -> Result<Rescued, Failure> {
    aside(move || app.state::<Engine>().closed(|| shuzhi::app::rescue(Env::real(default_data_dir()?)))).await
}

/// Opens an exported file, or its folder, with the desktop's own program.
#[tauri::command]
pub(crate) async fn open_exported(app: AppHandle, args: OpenExported) -> Result<(), Failure> {
    aside(move || app.state::<Exports>().open(&args)).await
}

/// Opens the data folder in the desktop's file manager.
#[tauri::command]
pub(crate) async fn open_data_dir() -> Result<(), Failure> {
    aside(|| exporting::open_path(&default_data_dir()?)).await
}

/// Closes the window: the page has saved what there was.
#[tauri::command]
pub(crate) async fn close_now(window: WebviewWindow) -> Result<(), Failure> {
    let closed = window.destroy();
    closed.map_err(|error| failure(&Error::new(Code::Io, "窗口关不掉", "请再关一次").with_source(error)))
}

/// Runs `act` on a thread that may block.
async fn aside<T: Send + 'static>(act: impl FnOnce() -> Result<T> + Send + 'static) -> Result<T, Failure> {
    let done = tauri::async_runtime::spawn_blocking(act).await;
    done.unwrap_or_else(|error| {
        let message = "程序内部出错，这一步没有完成";
        Err(Error::new(Code::Io, message, "已保存的内容都在；请重试，若再出现请重新启动程序").with_source(error))
    })
    .map_err(|error| failure(&error))
}

/// `error` as the page shows it; its causes go to the log.
fn failure(error: &Error) -> Failure {
    let causes = std::iter::successors(std::error::Error::source(error), |cause| cause.source());
    let causes: Vec<String> = causes.map(ToString::to_string).collect();
    if !causes.is_empty() {
        eprintln!("{error}: {}", causes.join(": "));
    }
    Failure { code: error.code(), message: error.message().into(), hint: error.hint().into() }
}
