//! Backups by themselves beside the one who works, and the dialogs around backups and 换机.

use std::path::PathBuf;
use std::sync::{Mutex, Once, PoisonError};
use std::time::Duration;

use shuzhi::app::{
    App, ArchiveRead, BackupRun, Backups, Env, Exported, MergeArchive, Merged, Nothing, OpenedDraft, ReadArchive,
    WriteArchive, back_up_now, backup_if_due, read_file,
};
use shuzhi::platform::{default_data_dir, now};
use shuzhi::{Code, Error, Result};
use tauri::{AppHandle, Manager as _, WebviewWindow};

use crate::dialogs::{ARCHIVE, ARCHIVE_TO_READ, DRAFT_TO_READ, ask_folder, ask_where, ask_which};
use crate::engine::Engine;
use crate::exporting::written;

/// The file that was chosen last, so that the page can ask for it again with a password.
#[derive(Default)]
pub(crate) struct Chosen(Mutex<Option<PathBuf>>);

/// Makes the backups that are due from now on, as long as the program runs; the first call begins.
pub(crate) fn begin(app: &AppHandle) {
    // A window may stay open for days.
    const PAUSE: Duration = Duration::from_secs(60 * 60);
    static BEGUN: Once = Once::new();
    let app = app.clone();
    BEGUN.call_once(move || {
        std::thread::spawn(move || {
            loop {
                if let Ok(folder) = default_data_dir() {
                    let run = backup_if_due(&folder, now());
                    // Told by the list of backups.
                    let _ = app.state::<Engine>().with(|engine| engine.note_backup(run));
                }
                std::thread::sleep(PAUSE);
            }
        });
    });
}

/// Backs up now.
///
/// # Errors
/// [`Code::Io`] when what came of it cannot be stored; why a backup failed is in the answer.
pub(crate) fn backup_now(window: &WebviewWindow) -> Result<Backups> {
    noted(window, back_up_now(&default_data_dir()?, now()))
}

/// Asks for the second folder and copies the latest backup there; answers what was when the dialog is closed.
///
/// # Errors
/// [`Code::Invalid`] when the folder is no second place; [`Code::Io`] when the choice cannot be stored.
pub(crate) fn pick_folder(window: &WebviewWindow) -> Result<Backups> {
    let engine = window.state::<Engine>();
    let Some(folder) = ask_folder(window, "选择另存备份的文件夹") else {
        return engine.with(|engine| engine.backups(Nothing {}));
    };
    engine.with(|engine| engine.set_second_folder(&folder))?;
    noted(window, backup_if_due(&default_data_dir()?, now()))
}

fn noted(window: &WebviewWindow, run: BackupRun) -> Result<Backups> {
    window.state::<Engine>().with(|engine| {
        // What cannot be stored is in the answer all the same.
        let _ = engine.note_backup(run);
        engine.backups(Nothing {})
    })
}

/// Asks where to, and writes the file for another computer there. Saving goes on meanwhile.
///
/// # Errors
/// [`Code::Io`] when it cannot be written.
pub(crate) fn write_archive(window: &WebviewWindow, args: &WriteArchive) -> Result<Exported> {
    let Some(path) = ask_where(window, &ARCHIVE, &format!("述职换机-{}.shuzhi", now().format("%Y-%m-%d"))) else {
        return Ok(Exported::Cancelled);
    };
    let left_out = App::open_to_read(Env::real(default_data_dir()?))?.write_archive(&path, args.password.as_deref())?;
    // The file is written, but it is not all that there was.
    left_out.map_or_else(|| Ok(written(window, path)), Err)
}

/// Reads a backup, or asks for a file and reads that; merges nothing.
///
/// # Errors
/// [`Code::Invalid`] when it is none or damaged; [`Code::Io`] when it cannot be read.
pub(crate) fn read_archive(window: &WebviewWindow, args: &ReadArchive) -> Result<ArchiveRead> {
    let chosen = window.state::<Chosen>();
    let engine = window.state::<Engine>();
    let path = match &args.backup {
        Some(name) => engine.with(|engine| engine.backup_path(name))?,
        None if args.again => {
            last(&chosen).ok_or_else(|| Error::new(Code::NotFound, "还没有选文件", "请先选择文件"))?
        }
        None => match ask_which(window, &ARCHIVE_TO_READ) {
            Some(path) => path,
            None => return Ok(ArchiveRead::Cancelled),
        },
    };
    *chosen.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(path.clone());
    // A stick may be slow; saving goes on meanwhile.
    let read = read_file(&default_data_dir()?, &path, args.password.as_deref());
    engine.with(|engine| engine.show_file(read))
}

/// Asks for a draft's file and stores it as a report.
///
/// # Errors
/// [`Code::Invalid`] when it is no draft; [`Code::Io`] when it cannot be read or stored.
pub(crate) fn open_draft_file(window: &WebviewWindow) -> Result<OpenedDraft> {
    let Some(path) = ask_which(window, &DRAFT_TO_READ) else {
        return Ok(OpenedDraft { id: None });
    };
    let read = read_file(&default_data_dir()?, &path, None);
    match window.state::<Engine>().with(|engine| engine.show_file(read))? {
        ArchiveRead::Draft { id } => Ok(OpenedDraft { id: Some(id) }),
        _ => {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let hint = "请选“另存到”或 shuzhi 写出的 .json 草稿；换机文件请在“备份与换机”里读入";
            Err(Error::new(Code::Invalid, format!("“{name}”不是报告草稿"), hint))
        }
    }
}

fn last(chosen: &Chosen) -> Option<PathBuf> {
    chosen.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

/// Merges the file that was read last.
///
/// # Errors
/// [`Code::NotFound`] when none was; [`Code::Io`] when it cannot be stored.
pub(crate) fn merge_archive(window: &WebviewWindow, args: MergeArchive) -> Result<Merged> {
    window.state::<Engine>().with(|engine| engine.merge_archive(args))
}
