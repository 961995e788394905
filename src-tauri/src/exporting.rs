//! Files that leave the program: where to is asked here, so that the page never handles a path. It gets a number to open
//! the file with.

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use shuzhi::app::{
    DraftOnly, ExportLedger, ExportReport, Exported, FigureQuery, ImportedLayout, LayoutId, LedgerFormat, OpenExported,
    file_name, view,
};
use shuzhi::export::write_file;
use shuzhi::{Code, Error, Result};
use tauri::{Manager as _, WebviewWindow};

use crate::dialogs::{CSV, DRAFT, EXCEL, Kind, LAYOUT, LAYOUT_TO_READ, WORD, ask_where, ask_which};
use crate::engine::Engine;

/// What was written in this sitting.
#[derive(Default)]
pub(crate) struct Exports(Mutex<Vec<PathBuf>>);

impl Exports {
    /// Opens the file behind a handle, or its folder.
    ///
    /// # Errors
    /// [`Code::NotFound`] when the file is gone, [`Code::Io`] when the desktop cannot open it.
    pub(crate) fn open(&self, args: &OpenExported) -> Result<()> {
        let file = usize::try_from(args.handle).ok().and_then(|handle| self.files().get(handle).cloned());
        let Some(file) = file.filter(|file| file.exists()) else {
            return Err(Error::new(Code::NotFound, "导出的文件已不在原处", "请重新导出"));
        };
        if !args.folder {
            return open_path(&file);
        }
        // Not every desktop can point at a file within its folder.
        tauri_plugin_opener::reveal_item_in_dir(&file).or_else(|_| open_path(file.parent().unwrap_or(&file)))
    }

    fn keep(&self, file: PathBuf) -> u32 {
        let mut files = self.files();
        files.push(file);
        u32::try_from(files.len() - 1).unwrap_or(u32::MAX)
    }

    /// The folder written to last.
    pub(crate) fn folder(&self) -> Option<PathBuf> {
        self.files().last().and_then(|file| file.parent()).map(Path::to_path_buf)
    }

    fn files(&self) -> MutexGuard<'_, Vec<PathBuf>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Asks where to, and writes the Word file there.
///
/// # Errors
/// [`Code::Blocked`], before anything is asked, while something must be filled in; [`Code::Io`] when it cannot be written.
pub(crate) fn export_docx(window: &WebviewWindow, args: &ExportReport) -> Result<Exported> {
    let engine = window.state::<Engine>();
    let name = engine.with(|engine| {
        // Made once for nothing, so that nobody is asked for a place where nothing will be written.
        engine.word_bytes(&args.id, args.force)?;
        engine.export_name(&args.id)
    })?;
    let Some(path) = ask_where(window, &WORD, &format!("{name}.docx")) else {
        return Ok(Exported::Cancelled);
    };
    // Written without the engine, which saves meanwhile: a stick may be slow.
    let (docx, forced) = engine.with(|engine| engine.begin_export(&args.id, args.force))?;
    write_file(&path, &docx)?;
    let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    engine.with(|engine| engine.record_export(&args.id, &file, forced))?;
    Ok(written(window, path))
}

/// Asks where to, and writes 整改台账 there.
///
/// # Errors
/// [`Code::Invalid`], before anything is asked, when the file cannot be made; [`Code::Io`] when it cannot be written.
pub(crate) fn export_ledger(window: &WebviewWindow, args: ExportLedger) -> Result<Exported> {
    let ExportLedger { query, format } = args;
    let kind = match format {
        LedgerFormat::Xlsx => &EXCEL,
        LedgerFormat::Docx | LedgerFormat::ShortDocx => &WORD,
        LedgerFormat::Csv => &CSV,
    };
    let (name, bytes) = window.state::<Engine>().with(|engine| engine.ledger_file(query, format))?;
    write_where_asked(window, kind, &name, &bytes)
}

/// Asks where to, and writes 关键数据 over the years there.
///
/// # Errors
/// Those of [`export_ledger`].
pub(crate) fn export_figures(window: &WebviewWindow, query: FigureQuery) -> Result<Exported> {
    let (name, bytes) = window.state::<Engine>().with(|engine| engine.figure_file(query))?;
    write_where_asked(window, &EXCEL, &name, &bytes)
}

fn write_where_asked(window: &WebviewWindow, kind: &Kind, name: &str, bytes: &[u8]) -> Result<Exported> {
    let Some(path) = ask_where(window, kind, name) else {
        return Ok(Exported::Cancelled);
    };
    write_file(&path, bytes)?;
    Ok(written(window, path))
}

/// Asks where to, and writes a draft there that cannot be saved; the engine need not be open for that.
///
/// # Errors
/// [`Code::Invalid`] when the draft is no JSON; [`Code::Io`] when the file cannot be written.
pub(crate) fn save_elsewhere(window: &WebviewWindow, DraftOnly { draft }: &DraftOnly) -> Result<Exported> {
    let title = view(draft).document.title;
    let unit = draft.fields.get("unit").map(String::as_str).unwrap_or_default();
    let json = serde_json::to_vec_pretty(draft).map_err(|error| {
        let message = format!("“{title}”写不成文件");
        Error::new(Code::Invalid, message, "请先把文字复制到别的文件里保存").with_source(error)
    })?;
    let name = file_name(&format!("{title} {unit}"), "述职报告");
    let Some(path) = ask_where(window, &DRAFT, &format!("{name}.json")) else {
        return Ok(Exported::Cancelled);
    };
    write_file(&path, &json)?;
    Ok(written(window, path))
}

/// Asks where to, and writes one of the layout profiles there.
///
/// # Errors
/// [`Code::NotFound`] when there is no such profile; [`Code::Io`] when it cannot be written.
pub(crate) fn export_layout(window: &WebviewWindow, args: &LayoutId) -> Result<Exported> {
    let (name, json) = window.state::<Engine>().with(|engine| engine.layout_file(&args.id))?;
    let Some(path) = ask_where(window, &LAYOUT, &format!("{}.json", file_name(&name, "版式"))) else {
        return Ok(Exported::Cancelled);
    };
    write_file(&path, json.as_bytes())?;
    Ok(written(window, path))
}

/// Asks for a layout profile's file and stores what it holds beside the user's own.
///
/// # Errors
/// [`Code::Invalid`] when it is no profile, with its place; [`Code::Io`] when it cannot be read.
pub(crate) fn import_layout(window: &WebviewWindow) -> Result<ImportedLayout> {
    let Some(path) = ask_which(window, &LAYOUT_TO_READ) else {
        return Ok(ImportedLayout { layouts: None });
    };
    let source = path.file_name().unwrap_or_default().to_string_lossy();
    let json = read_small(&path).map_err(|error| {
        let message = format!("“{source}”读不出来，或者不是版式文件");
        Error::new(Code::Io, message, "请选“导出文件”写出的版式文件（.json）").with_source(error)
    })?;
    let layouts = window.state::<Engine>().with(|engine| engine.import_layout(&json, &source))?;
    Ok(ImportedLayout { layouts: Some(layouts) })
}

/// The text of a file that is a profile only when it is small.
fn read_small(path: &Path) -> std::io::Result<String> {
    const MOST_BYTES: u64 = 1 << 20;
    let mut text = String::new();
    std::fs::File::open(path)?.take(MOST_BYTES).read_to_string(&mut text)?;
    Ok(text)
}

/// What is told of a file that was written, with a handle to open it by.
pub(crate) fn written(window: &WebviewWindow, path: PathBuf) -> Exported {
    let shown = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    Exported::Written {
        name: shown(path.file_name()),
        folder: shown(path.parent().map(Path::as_os_str)),
        handle: window.state::<Exports>().keep(path),
    }
}

/// Opens `path` with the desktop's own program.
///
/// # Errors
/// [`Code::Io`] when the desktop cannot.
pub(crate) fn open_path(path: &Path) -> Result<()> {
    tauri_plugin_opener::open_path(path, None::<&str>).map_err(|error| {
        let message = format!("打不开“{}”", path.display());
        Error::new(Code::Io, message, "请在文件管理器里打开").with_source(error)
    })
}
