//! The native dialogs that ask for a file: where to write, and what to read.

use std::path::{Path, PathBuf};

use tauri::{Manager as _, WebviewWindow};
use tauri_plugin_dialog::{DialogExt as _, FileDialogBuilder, MessageDialogButtons};

use crate::exporting::Exports;

/// A kind of file, as a dialog names it.
pub(crate) struct Kind {
    /// The dialog's title.
    pub(crate) title: &'static str,
    /// What the files are called.
    pub(crate) name: &'static str,
    /// Their extension, without the dot.
    pub(crate) extension: &'static str,
    /// Other extensions that can be read.
    pub(crate) also: &'static [&'static str],
}

/// A Word file to write.
pub(crate) const WORD: Kind = Kind { title: "导出 Word", name: "Word 文档", extension: "docx", also: &[] };
/// A spreadsheet to write.
pub(crate) const EXCEL: Kind = Kind { title: "导出 Excel", name: "Excel 表格", extension: "xlsx", also: &[] };
/// A table to write for any other program.
pub(crate) const CSV: Kind = Kind { title: "导出 CSV", name: "CSV 表格", extension: "csv", also: &[] };
/// A PDF to write.
pub(crate) const PDF: Kind = Kind { title: "导出 PDF", name: "PDF 文件", extension: "pdf", also: &[] };
/// A draft to write beside the data.
pub(crate) const DRAFT: Kind = Kind { title: "另存到", name: "报告草稿", extension: "json", also: &[] };
/// A draft to read.
pub(crate) const DRAFT_TO_READ: Kind = Kind { title: "选择上年的草稿", ..DRAFT };
/// A layout profile to write.
pub(crate) const LAYOUT: Kind = Kind { title: "导出版式", name: "版式文件", extension: "json", also: &[] };
/// A layout profile to read.
pub(crate) const LAYOUT_TO_READ: Kind = Kind { title: "读入版式文件", ..LAYOUT };

/// A file for another computer to write.
pub(crate) const ARCHIVE: Kind =
    Kind { title: "写换机文件", name: "述职换机文件", extension: "shuzhi", also: &[] };
/// A file to read reports from: one for another computer, a backup, or a draft.
pub(crate) const ARCHIVE_TO_READ: Kind =
    Kind {
        title: "读入备份或换机文件", name: "备份、换机文件和草稿", also: &["bak", "json"], ..ARCHIVE
    };

/// Reports of earlier years to read, several at once.
const OLD_REPORTS: Kind = Kind {
    title: "选择旧稿（可以一次选几年的）",
    name: "Word 文件和文本",
    extension: "docx",
    also: &["doc", "wps", "txt"],
};

/// The file that a superior sent back.
pub(crate) const RETURNED: Kind = Kind { title: "选择改过的稿子", ..OLD_REPORTS };

/// The user's choice of a file to write; `None` when the dialog was closed.
pub(crate) fn ask_where(window: &WebviewWindow, kind: &Kind, suggestion: &str) -> Option<PathBuf> {
    if let Some(path) = named_by_test(kind) {
        return Some(path);
    }
    let chosen = dialog(window, kind).set_file_name(suggestion).blocking_save_file()?.into_path().ok()?;
    let path = with_extension(&chosen, kind.extension);
    // The dialog asked about the name as typed, not about the one with the extension.
    (path == chosen || !path.exists() || may_replace(window, kind, &path)).then_some(path)
}

/// The user's choice of a file to read; `None` when the dialog was closed.
pub(crate) fn ask_which(window: &WebviewWindow, kind: &Kind) -> Option<PathBuf> {
    named_by_test(kind).or_else(|| dialog(window, kind).blocking_pick_file()?.into_path().ok())
}

/// The user's choice of reports of earlier years; none when the dialog was closed. A window test puts the files into a folder
/// beside the file it names, with the extension `import`; they are chosen by their names.
pub(crate) fn ask_several(window: &WebviewWindow) -> Vec<PathBuf> {
    if let Some(folder) = named_by_test(&Kind { extension: "import", ..OLD_REPORTS }) {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        files.sort();
        return files;
    }
    let chosen = dialog(window, &OLD_REPORTS).blocking_pick_files().unwrap_or_default();
    chosen.into_iter().filter_map(|file| file.into_path().ok()).collect()
}

/// The user's choice of a folder; `None` when the dialog was closed. A window test names it with the file it names: the
/// folder beside that, with the extension `folder`.
pub(crate) fn ask_folder(window: &WebviewWindow, title: &'static str) -> Option<PathBuf> {
    let kind = Kind { title, name: "", extension: "folder", also: &[] };
    let chosen = || window.dialog().file().set_title(title).set_parent(window).blocking_pick_folder()?.into_path().ok();
    named_by_test(&kind).or_else(chosen)
}

fn dialog(window: &WebviewWindow, kind: &Kind) -> FileDialogBuilder<tauri::Wry> {
    let folder = window
        .state::<Exports>()
        .folder()
        .or_else(|| window.path().document_dir().ok())
        .or_else(|| window.path().home_dir().ok());
    let dialog =
        window.dialog().file().set_title(kind.title).add_filter(kind.name, &[&[kind.extension], kind.also].concat());
    let dialog = dialog.set_parent(window);
    match folder.filter(|folder| folder.is_dir()) {
        Some(folder) => dialog.set_directory(folder),
        None => dialog,
    }
}

/// The file that a window test names beforehand, since it cannot reach a native dialog. Both variables must be there, and
/// who sets a program's environment could as well write the file himself, so the released program may obey them too.
#[expect(clippy::disallowed_methods, reason = "these variables exist for window tests alone")]
fn named_by_test(kind: &Kind) -> Option<PathBuf> {
    std::env::var_os("TAURI_WEBVIEW_AUTOMATION")
        .and_then(|_| std::env::var_os("SHUZHI_TEST_SAVE_TO"))
        .map(|path| PathBuf::from(path).with_extension(kind.extension))
}

fn may_replace(window: &WebviewWindow, kind: &Kind, path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let buttons = MessageDialogButtons::OkCancelCustom("替换".into(), "取消".into());
    let question = window.dialog().message(format!("“{name}”已经存在，要替换它吗？"));
    question.title(kind.title).buttons(buttons).parent(window).blocking_show()
}

/// `path` with `.extension` added where it ends in something else; `2025.12` is a name, not an extension.
fn with_extension(path: &Path, extension: &str) -> PathBuf {
    if path.extension().is_some_and(|there| there.eq_ignore_ascii_case(extension)) {
        return path.to_path_buf();
    }
    let mut name = path.as_os_str().to_os_string();
    name.push(".");
    name.push(extension);
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
            assert_eq!(with_extension(Path::new(typed), "docx"), Path::new(written));
        }
    }
}
