//! Files that leave the program: where to is asked here, so that the page never handles a path. It gets a number to open
//! the file with.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use shuzhi::app::{ExportReport, Exported, OpenExported, ReportId, word_file};
use shuzhi::{Code, Error, Result};
use tauri::{Manager as _, WebviewWindow};
use tauri_plugin_dialog::{DialogExt as _, MessageDialogButtons};

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
    fn folder(&self) -> Option<PathBuf> {
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
    let suggestion = engine.with(|engine| {
        // Made once for nothing, so that nobody is asked for a place where nothing will be written.
        let draft = engine.open_report(ReportId { id: args.id.clone() })?.draft;
        word_file(&draft, &engine.creator()?, args.force)?;
        engine.export_name(&args.id)
    })?;
    let Some(path) = ask(window, &suggestion) else {
        return Ok(Exported::Cancelled);
    };
    engine.with(|engine| engine.export_docx(&args.id, &path, args.force))?;
    let shown = |part: Option<&std::ffi::OsStr>| part.unwrap_or_default().to_string_lossy().into_owned();
    Ok(Exported::Written {
        name: shown(path.file_name()),
        folder: shown(path.parent().map(Path::as_os_str)),
        handle: window.state::<Exports>().keep(path),
    })
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

/// The user's choice of a file; `None` when the dialog was closed.
fn ask(window: &WebviewWindow, suggestion: &str) -> Option<PathBuf> {
    if let Some(path) = named_by_test() {
        return Some(path);
    }
    let folder = window
        .state::<Exports>()
        .folder()
        .or_else(|| window.path().document_dir().ok())
        .or_else(|| window.path().home_dir().ok());
    let mut dialog = window.dialog().file().set_title("导出 Word").add_filter("Word 文档", &["docx"]);
    if let Some(folder) = folder.filter(|folder| folder.is_dir()) {
        dialog = dialog.set_directory(folder);
    }
    let chosen = dialog.set_file_name(suggestion).set_parent(window).blocking_save_file()?.into_path().ok()?;
    let path = with_extension(&chosen);
    // The dialog asked about the name as typed, not about the one with the extension.
    (path == chosen || !path.exists() || may_replace(window, &path)).then_some(path)
}

/// The file that a window test names beforehand, since it cannot reach a native dialog. Both variables must be there, and
/// who sets a program's environment could as well write the file himself, so the released program may obey them too.
#[expect(clippy::disallowed_methods, reason = "these variables exist for window tests alone")]
fn named_by_test() -> Option<PathBuf> {
    std::env::var_os("TAURI_WEBVIEW_AUTOMATION")
        .and_then(|_| std::env::var_os("SHUZHI_TEST_SAVE_TO"))
        .map(PathBuf::from)
}

fn may_replace(window: &WebviewWindow, path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let buttons = MessageDialogButtons::OkCancelCustom("替换".into(), "取消".into());
    let question = window.dialog().message(format!("“{name}”已经存在，要替换它吗？"));
    question.title("导出 Word").buttons(buttons).parent(window).blocking_show()
}

/// `path` with `.docx` added where it ends in something else; `2025.12` is a name, not an extension.
fn with_extension(path: &Path) -> PathBuf {
    if path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("docx")) {
        return path.to_path_buf();
    }
    let mut name = path.as_os_str().to_os_string();
    name.push(".docx");
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_extension_is_added_once_and_never_in_place_of_a_part_of_the_name() {
        for (typed, written) in
            [("报告", "报告.docx"), ("报告.docx", "报告.docx"), ("报告.DOCX", "报告.DOCX"), ("2025.12", "2025.12.docx")]
        {
            assert_eq!(with_extension(Path::new(typed)), Path::new(written));
        }
    }
}
