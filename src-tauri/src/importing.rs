//! 导入旧稿: the files are asked for and read here, one after the other, told file by file; it can be cancelled. The page gets
//! names and numbers, never paths.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use shuzhi::app::{ImportFile, ImportFileState, ImportFiles, ReviseFile, prepare_file, read_returned};
use shuzhi::import::{Cancel, Limits, Reading};
use shuzhi::{Code, Error, Result};
use tauri::{Emitter as _, Manager as _, WebviewWindow};

use crate::dialogs::{RETURNED, ask_several, ask_which};
use crate::engine::Engine;

/// What the page listens to.
const PROGRESS: &str = "import-progress";

/// The one reading of files that may run at a time.
#[derive(Default)]
pub(crate) struct Importing(Mutex<Option<Arc<Cancel>>>);

impl Importing {
    fn begin(&self) -> Result<Arc<Cancel>> {
        let mut running = self.lock();
        if running.is_some() {
            return Err(Error::new(Code::InUse, "正在读取另外几个文件", "请等它们读完，或先取消"));
        }
        Ok(Arc::clone(running.insert(Arc::default())))
    }

    /// Stops the reading, if one runs: the file that is being read is dropped, those that were read stay.
    pub(crate) fn cancel(&self) {
        if let Some(cancel) = self.lock().as_ref() {
            cancel.cancel();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Arc<Cancel>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Asks for files and reads them; answers what became of each. What cannot be read does not keep the others back.
///
/// # Errors
/// [`Code::InUse`] while others are being read; [`Code::Invalid`] when the engine cannot take them in.
pub(crate) fn import_files(window: &WebviewWindow) -> Result<ImportFiles> {
    let importing = window.state::<Importing>();
    let cancel = importing.begin()?;
    let read = read_all(window, &ask_several(window), &cancel);
    *importing.lock() = None;
    read
}

fn read_all(window: &WebviewWindow, paths: &[PathBuf], cancel: &Cancel) -> Result<ImportFiles> {
    let engine = window.state::<Engine>();
    let name = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let waiting = |path| ImportFile { name: name(path), state: ImportFileState::Waiting };
    let mut told = ImportFiles { files: paths.iter().map(waiting).collect() };
    if paths.is_empty() {
        return Ok(told);
    }
    let batch = engine.with(|engine| engine.begin_batch())?;
    let own = std::env::current_exe().ok();
    for (at, path) in paths.iter().enumerate() {
        tell(window, &mut told, at, ImportFileState::Reading);
        let state = if cancel.is_cancelled() {
            ImportFileState::Cancelled
        } else {
            // Saving goes on meanwhile.
            match read_one(path, cancel, own.as_deref())
                .and_then(|read| engine.with(|engine| engine.begin_import(read, batch)))
            {
                Ok(id) => ImportFileState::Ready { id },
                Err(_) if cancel.is_cancelled() => ImportFileState::Cancelled,
                Err(error) => ImportFileState::Failed { reason: format!("{}；{}", error.message(), error.hint()) },
            }
        };
        tell(window, &mut told, at, state);
    }
    Ok(told)
}

fn read_one(path: &Path, cancel: &Cancel, own: Option<&Path>) -> Result<shuzhi::app::Prepared> {
    prepare_file(path, &Reading { limits: Limits::default(), cancel, foreign: own })
}

/// Asks for the file that a superior sent back, and reads it. Saving goes on meanwhile.
///
/// # Errors
/// [`Code::Io`] when it cannot be opened; [`Code::Invalid`] when it is none that can be read.
pub(crate) fn revise_file(window: &WebviewWindow) -> Result<ReviseFile> {
    let Some(path) = ask_which(window, &RETURNED) else {
        return Ok(ReviseFile { handle: None });
    };
    let own = std::env::current_exe().ok();
    let reading = Reading { limits: Limits::default(), cancel: &Cancel::default(), foreign: own.as_deref() };
    let file = read_returned(&path, &reading)?;
    window.state::<Engine>().with(|engine| Ok(ReviseFile { handle: Some(engine.take_returned(file)) }))
}

fn tell(window: &WebviewWindow, told: &mut ImportFiles, at: usize, state: ImportFileState) {
    if let Some(file) = told.files.get_mut(at) {
        file.state = state;
    }
    // A page that has gone hears nothing.
    let _ = window.emit(PROGRESS, &*told);
}
