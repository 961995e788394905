//! Files of other programs, for the commands that import: a file or standard input → its paragraphs. What the reader left out
//! is told on standard error, a line each.

use std::ffi::OsStr;
use std::io::Read;
use std::path::Path;

use shuzhi::import::{Cancel, Limits, Notice, Reading, Source, read, read_file};
use shuzhi::{Result, compose};

use super::args::Given;
use super::{Outcome, Run, draft, output};

/// The name of standard input in messages.
const INPUT: &str = "标准输入";

/// `shuzhi text`
pub(crate) fn text(given: &Given) -> Run {
    output::refuse_onto(given.operand(), given.value("output"))?;
    let mut notices = Vec::new();
    let text = match draft::Source::of(given.operand()) {
        draft::Source::Input => {
            let mut input = std::io::stdin().lock();
            let start = start_of(&mut input)?;
            let rest = std::io::Cursor::new(&start).chain(input);
            if is_draft(&start) {
                composed(&draft::parse(draft::whole(rest, INPUT)?, INPUT)?)
            } else {
                plain(parse(rest)?, &mut notices)
            }
        }
        draft::Source::File(path) if !starts_as_draft(path) => plain(source(given.operand())?, &mut notices),
        draft::Source::File(_) | draft::Source::Store(_) => composed(&draft::read(given)?),
    };
    output::write(given.value("output"), text.as_bytes())?;
    tell(&notices);
    Ok(Outcome::Done)
}

fn composed(draft: &shuzhi::model::Draft) -> String {
    compose::compose(draft).text()
}

/// The text of a foreign file; what was left out is told when it is written, so that a failure is one line.
fn plain(source: Source, notices: &mut Vec<Notice>) -> String {
    let text = source.text() + "\n";
    *notices = source.notices;
    text
}

/// The paragraphs of the file that the operand names; `-` is standard input.
pub(crate) fn source(operand: &OsStr) -> Result<Source> {
    if operand != "-" {
        return open(Path::new(operand));
    }
    parse(std::io::stdin().lock())
}

fn open(path: &Path) -> Result<Source> {
    let program = std::env::current_exe().ok();
    let cancel = Cancel::default();
    let reading = Reading { limits: Limits::default(), cancel: &cancel, foreign: program.as_deref() };
    read_file(path, &reading)
}

fn parse(input: impl Read) -> Result<Source> {
    let program = std::env::current_exe().ok();
    let cancel = Cancel::default();
    let limits = Limits::default();
    let mut bytes = Vec::new();
    // One byte more than is read tells that there is too much.
    let most = limits.file + 1;
    input.take(most).read_to_end(&mut bytes).map_err(|error| draft::unreadable(INPUT, error))?;
    read(&bytes, INPUT, &Reading { limits, cancel: &cancel, foreign: program.as_deref() })
}

/// What `input` begins with.
fn start_of(input: impl Read) -> Result<Vec<u8>> {
    let mut start = Vec::new();
    input.take(1024).read_to_end(&mut start).map_err(|error| draft::unreadable(INPUT, error))?;
    Ok(start)
}

/// Tells what was left out.
pub(crate) fn tell(notices: &[Notice]) {
    for Notice { text, left_out } in notices {
        let words = if left_out.is_empty() { String::new() } else { format!("：{left_out}") };
        output::complain(&format!("notice: {text}{words}").replace(char::is_control, " "));
    }
}

/// Whether a file begins as a draft does.
fn starts_as_draft(path: &Path) -> bool {
    // What calls itself empty may keep one waiting.
    let is_file = path.metadata().is_ok_and(|data| data.is_file() && data.len() > 0);
    let file = is_file.then(|| std::fs::File::open(path).ok()).flatten();
    file.and_then(|file| start_of(file).ok()).is_some_and(|start| is_draft(&start))
}

/// Whether this is the beginning of a JSON object, which a draft is; RTF begins with a brace, too.
fn is_draft(bytes: &[u8]) -> bool {
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    start.strip_prefix(b"{").is_some_and(|rest| matches!(rest.trim_ascii_start().first(), Some(b'"' | b'}') | None))
}
