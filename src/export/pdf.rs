//! PDF: the bytes of a Word file → a PDF on disk, made by an office program that is installed. In: a [`Converter`], found by
//! [`crate::platform::office`]; of the platform nothing else is known here. Which program is used is the user's choice.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;
use std::process::{ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::write_file;
use crate::platform::{office::Converter, process::Group};
use crate::{Code, Error, Result};

/// What a conversion is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The Word file is being laid out for the office program.
    Preparing,
    /// The office program is at work, for so many whole seconds.
    Converting {
        /// Whole seconds since its start.
        seconds: u64,
    },
    /// The PDF is there and is being written to its place.
    Saving,
}

/// How a conversion ended that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[must_use = "a cancelled conversion has written nothing"]
pub enum Outcome {
    /// The PDF is at its place.
    Written,
    /// It was cancelled; what was at its place is there still.
    Cancelled,
}

/// How often a running program is looked after.
const POLL: Duration = Duration::from_millis(50);

/// What to do where no program can do it.
const BY_HAND: &str = "用 WPS 或 Word 打开导出的 Word 文件，点“文件—另存为”，类型选 PDF";

/// The best of the installed programs.
///
/// # Errors
/// [`Code::NotFound`] when there is none; the hint says how to make a PDF by hand.
pub fn best(converters: &[Converter]) -> Result<&Converter> {
    converters.first().ok_or_else(|| Error::new(Code::NotFound, "这台电脑上没有找到能转换 PDF 的办公软件", BY_HAND))
}

/// Turns the Word file `docx` into a PDF at `target`, which holds the old file or the whole new one, never a part.
///
/// It waits for the program: seconds, at most [`Converter::limit`]. `progress` is called at each new [`Step`] and once a
/// second; `cancel` may be set from another thread at any time. The Word file lies meanwhile in a folder that only its
/// owner can read, and which goes with all that is in it.
///
/// ```no_run
/// use std::sync::atomic::AtomicBool;
/// use shuzhi::export::pdf;
///
/// # fn main() -> shuzhi::Result<()> {
/// # let docx = Vec::new();
/// let converters = shuzhi::platform::office::converters();
/// let cancel = AtomicBool::new(false);
/// let mut progress = |step| eprintln!("{step:?}");
/// let end = pdf::convert(&docx, pdf::best(&converters)?, "述职报告.pdf".as_ref(), &mut progress, &cancel)?;
/// assert_eq!(end, pdf::Outcome::Written);
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// [`Code::NotFound`] when the program is gone; [`Code::Io`] when it fails, takes too long or makes no whole PDF (its last
/// line is the error's source), or when there is no place for the files; those of [`write_file`] for the target.
pub fn convert(
    docx: &[u8],
    converter: &Converter,
    target: &Path,
    progress: &mut dyn FnMut(Step),
    cancel: &AtomicBool,
) -> Result<Outcome> {
    progress(Step::Preparing);
    let folder = private_folder().map_err(no_room)?;
    let made = convert_in(folder.path(), docx, converter, progress, cancel);
    remove(folder);
    match made? {
        Some(pdf) if !cancel.load(Ordering::Relaxed) => {
            progress(Step::Saving);
            write_file(target, &pdf)?;
            Ok(Outcome::Written)
        }
        _ => Ok(Outcome::Cancelled),
    }
}

/// The PDF of `docx`, made in `folder`; `None` when cancelled. Whatever it returns, nothing it started runs any more.
fn convert_in(
    folder: &Path,
    docx: &[u8],
    converter: &Converter,
    progress: &mut dyn FnMut(Step),
    cancel: &AtomicBool,
) -> Result<Option<Vec<u8>>> {
    let word = folder.join("report.docx");
    write_file(&word, docx)?;
    let log = folder.join("log.txt");
    let mut command = converter.command(&word, folder);
    let written = File::create(&log).and_then(|log| Ok((log.try_clone()?, log)));
    let (out, err) = written.map_err(no_room)?;
    command.stdin(Stdio::null()).stdout(out).stderr(err);
    let mut running = Group::start(&mut command).map_err(|error| not_started(converter, error))?;
    let status = wait(&mut running, converter, progress, cancel);
    drop(running);
    let Some(status) = status? else { return Ok(None) };
    let failed = |why: String| failure(converter, why, &last_line(&log).unwrap_or_default());
    match fs::read(word.with_extension("pdf")) {
        Ok(pdf) if is_whole(&pdf) => Ok(Some(pdf)),
        Ok(_) => Err(failed(format!("{}生成的 PDF 不完整", converter.name))),
        // LibreOffice says that all went well when it could not read a file.
        Err(error) if error.kind() == ErrorKind::NotFound => {
            Err(failed(format!("{}没有把报告转换成 PDF（{status}）", converter.name)))
        }
        Err(error) => Err(no_room(error)),
    }
}

/// How the program ended by itself; `None` when cancelled.
fn wait(
    running: &mut Group,
    converter: &Converter,
    progress: &mut dyn FnMut(Step),
    cancel: &AtomicBool,
) -> Result<Option<ExitStatus>> {
    let start = Instant::now();
    let mut told = None;
    loop {
        if let Some(status) = running.ended().map_err(|error| not_started(converter, error))? {
            return Ok(Some(status));
        }
        if cancel.load(Ordering::Relaxed) {
            let asked = Instant::now();
            while asked.elapsed() < converter.grace() && matches!(running.ended(), Ok(None)) {
                sleep(POLL);
            }
            return Ok(None);
        }
        if start.elapsed() >= converter.limit {
            return Err(too_long(converter));
        }
        let seconds = start.elapsed().as_secs();
        if told.replace(seconds) != Some(seconds) {
            progress(Step::Converting { seconds });
        }
        sleep(POLL);
    }
}

/// A new folder that only its owner can read, with its absolute path.
fn private_folder() -> io::Result<TempDir> {
    let mut builder = tempfile::Builder::new();
    builder.prefix("shuzhi-pdf-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o700));
    builder.tempdir_in(std::path::absolute(std::env::temp_dir())?)
}

/// Removes `folder` with all in it. What a program was just writing when it was ended may come up a moment later.
fn remove(folder: TempDir) {
    let path = folder.keep();
    for _ in 0..20 {
        match fs::remove_dir_all(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => sleep(POLL),
            _ => return,
        }
    }
}

/// Whether `pdf` has a PDF's beginning and end: a file that breaks off has no end.
fn is_whole(pdf: &[u8]) -> bool {
    const TAIL: usize = 1024;
    let tail = pdf.get(pdf.len().saturating_sub(TAIL)..).unwrap_or_default();
    pdf.starts_with(b"%PDF-") && tail.windows(5).any(|bytes| bytes == b"%%EOF")
}

/// The last line that says something in the file `log`, at most 4 KB of it.
fn last_line(log: &Path) -> io::Result<String> {
    const LONGEST: u64 = 4096;
    let mut file = File::open(log)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(LONGEST)))?;
    let mut end = Vec::new();
    file.take(LONGEST).read_to_end(&mut end)?;
    let end = String::from_utf8_lossy(&end);
    Ok(end.lines().map(str::trim).rfind(|line| !line.is_empty()).unwrap_or_default().into())
}

fn failure(converter: &Converter, message: String, said: &str) -> Error {
    let hint = format!("再试一次；仍不行，{BY_HAND}");
    let error = Error::new(Code::Io, message, hint);
    if said.is_empty() { error } else { error.with_source(format!("{}: {said}", converter.name)) }
}

fn not_started(converter: &Converter, error: io::Error) -> Error {
    let path = converter.program().display();
    let (code, why) = match error.kind() {
        ErrorKind::NotFound => (Code::NotFound, format!("{}已经不在“{path}”，没有转换成 PDF", converter.name)),
        _ => (Code::Io, format!("{}无法启动（{path}），没有转换成 PDF", converter.name)),
    };
    Error::new(code, why, BY_HAND).with_source(error)
}

fn too_long(converter: &Converter) -> Error {
    let seconds = converter.limit.as_secs();
    let time = if seconds >= 60 { format!("{} 分钟", seconds / 60) } else { format!("{seconds} 秒") };
    let message = format!("{}用了 {time}还没有转换成 PDF，已经停止", converter.name);
    Error::new(Code::Io, message, format!("关闭其他程序后再试一次；仍不行，{BY_HAND}"))
}

fn no_room(error: io::Error) -> Error {
    let folder = std::env::temp_dir();
    let message = format!("无法在临时文件夹“{}”中转换 PDF", folder.display());
    Error::new(Code::Io, message, "检查磁盘是否已满，或重新启动电脑后再试").with_source(error)
}
