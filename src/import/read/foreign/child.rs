//! The process that reads a foreign file: bytes on its standard input, an answer as JSON on its output.

use std::io::{Cursor, Read, Write};
use std::process::ExitCode;

use office_oxide::doc::DocError;
use office_oxide::options::ParseOptions;
use office_oxide::{Document, DocumentFormat, OfficeError};

use super::{ARGUMENT, Answer, flatten};
use crate::import::Limits;
use crate::platform::process::limit_memory;

/// How much memory the process may have, in bytes.
const MEMORY: u64 = 384 << 20;

/// When this process was started to read a foreign file: reads it, and answers what to exit with. Programs that import call it
/// before anything else.
#[must_use]
pub fn read_foreign() -> Option<ExitCode> {
    let mut arguments = std::env::args_os().skip(1);
    if arguments.next().is_none_or(|first| first != ARGUMENT) || arguments.next().is_some() {
        return None;
    }
    let answered = limit_memory(MEMORY).is_ok() && answer().is_ok();
    Some(if answered { ExitCode::SUCCESS } else { ExitCode::from(2) })
}

fn answer() -> std::io::Result<()> {
    let most = Limits::default();
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(most.file + 1).read_to_end(&mut bytes)?;
    let answer = read(bytes, &most);
    let mut output = std::io::stdout().lock();
    serde_json::to_writer(&mut output, &answer)?;
    output.flush()
}

fn read(bytes: Vec<u8>, most: &Limits) -> Answer {
    if bytes.len() as u64 > most.file {
        return Answer::Damaged;
    }
    let mut options = ParseOptions::strict();
    options.on_incomplete = office_oxide::options::OnIncomplete::Report;
    options.limits.text_chars = most.characters.saturating_mul(2);
    match Document::from_reader_with(Cursor::new(bytes), DocumentFormat::Doc, &options) {
        Ok(document) => Answer::Read(flatten::lines(&document, most)),
        Err(OfficeError::Doc(DocError::Encrypted)) => Answer::Encrypted,
        Err(_) => Answer::Damaged,
    }
}
