//! A PDF of a report, made by an office program of this computer: seconds of work, told step by step, that can be cancelled.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use shuzhi::app::{ExportReport, Exported, PdfProgram, PdfProgress};
use shuzhi::export::pdf::{Outcome, Step, best, convert};
use shuzhi::platform::office::converters;
use shuzhi::{Code, Error, Result};
use tauri::{Emitter as _, Manager as _, WebviewWindow};

use crate::dialogs::{PDF, ask_where};
use crate::engine::Engine;
use crate::exporting::written;

/// What the page listens to.
const PROGRESS: &str = "pdf-progress";

/// The one conversion that may run at a time.
#[derive(Default)]
pub(crate) struct Conversion {
    /// Cancels the one that was asked for.
    cancel: Mutex<Option<Arc<AtomicBool>>>,
    /// Held while the office program is at work.
    work: Mutex<()>,
}

impl Conversion {
    /// Begins a conversion, unless one is running.
    fn begin(&self) -> Result<Arc<AtomicBool>> {
        let mut running = lock(&self.cancel);
        if running.is_some() {
            return Err(Error::new(Code::InUse, "正在转换另一份 PDF", "请等它完成，或先取消"));
        }
        Ok(Arc::clone(running.insert(Arc::default())))
    }

    fn end(&self) {
        *lock(&self.cancel) = None;
    }

    /// Cancels the conversion that is running, if one is.
    pub(crate) fn cancel(&self) {
        if let Some(cancel) = lock(&self.cancel).as_ref() {
            cancel.store(true, Ordering::Relaxed);
        }
    }

    /// Cancels the conversion that is running and waits until its office program and its files are gone. Called when this
    /// program ends: it would take the thread away that ends the other one.
    pub(crate) fn end_now(&self) {
        self.cancel();
        drop(lock(&self.work));
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Which program makes the PDF.
pub(crate) fn program() -> PdfProgram {
    match best(&converters()) {
        Ok(converter) => PdfProgram { name: Some(converter.name.clone()), hint: String::new() },
        Err(error) => PdfProgram { name: None, hint: format!("{}。{}。", error.message(), error.hint()) },
    }
}

/// Asks where to, and has the PDF made there.
///
/// # Errors
/// [`Code::Blocked`], before anything is asked, while something must be filled in; [`Code::NotFound`] without a program;
/// [`Code::InUse`] while another conversion runs; [`Code::Io`] when the program fails or the file cannot be written.
pub(crate) fn export_pdf(window: &WebviewWindow, args: &ExportReport) -> Result<Exported> {
    let conversion = window.state::<Conversion>();
    let cancel = conversion.begin()?;
    let made = make(window, args, &conversion, &cancel);
    conversion.end();
    made
}

fn make(window: &WebviewWindow, args: &ExportReport, conversion: &Conversion, cancel: &AtomicBool) -> Result<Exported> {
    let engine = window.state::<Engine>();
    let converters = converters();
    let converter = best(&converters)?;
    let name = engine.with(|engine| {
        // Made once for nothing, so that nobody is asked for a place where nothing will be written.
        engine.word_bytes(&args.id, args.force)?;
        engine.export_name(&args.id)
    })?;
    let Some(path) = ask_where(window, &PDF, &format!("{name}.pdf")) else {
        return Ok(Exported::Cancelled);
    };
    let mut tell = |step| {
        let text = match step {
            Step::Preparing => "正在准备 Word 文件".to_string(),
            Step::Converting { seconds } => format!("{} 正在转换，已用 {seconds} 秒", converter.name),
            Step::Saving => "正在保存 PDF".to_string(),
        };
        // A page that has gone hears nothing.
        let _ = window.emit(PROGRESS, PdfProgress { text });
    };
    let work = lock(&conversion.work);
    if cancel.load(Ordering::Relaxed) {
        return Ok(Exported::Cancelled);
    }
    let (docx, forced) = engine.with(|engine| engine.begin_export(&args.id, args.force))?;
    let outcome = convert(&docx, converter, &path, &mut tell, cancel);
    drop(work);
    match outcome? {
        Outcome::Cancelled => Ok(Exported::Cancelled),
        Outcome::Written => {
            let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            engine.with(|engine| engine.record_export(&args.id, &file, forced))?;
            Ok(written(window, path))
        }
    }
}
