//! Standard output, standard error and files.

use std::ffi::OsStr;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use serde::Serialize;
use shuzhi::{Code, Error, export};

use super::{Outcome, Run};

/// Why a command stopped.
pub(crate) enum Stop {
    /// It failed.
    Failed(Error),
    /// Nobody reads its output any more.
    Closed,
}

impl From<Error> for Stop {
    fn from(error: Error) -> Stop {
        Stop::Failed(error)
    }
}

/// The longest line on standard error, in bytes, with its end.
const LONGEST: usize = 400;

/// Writes `bytes` to the file `target`, or to standard output where that is `-` or not given.
pub(crate) fn write(target: Option<&OsStr>, bytes: &[u8]) -> Result<(), Stop> {
    match target.filter(|target| *target != "-") {
        Some(target) => Ok(export::write_file(Path::new(target), bytes)?),
        None => {
            let mut out = io::stdout().lock();
            out.write_all(bytes).and_then(|()| out.flush()).map_err(|error| match error.kind() {
                ErrorKind::BrokenPipe => Stop::Closed,
                _ => Error::new(Code::Io, "无法写到标准输出", "请检查输出的去处，或者用 -o 写到文件")
                    .with_source(error)
                    .into(),
            })
        }
    }
}

/// Refuses to write where `input` stands: a file that is read is somebody's year.
///
/// # Errors
/// [`Code::Invalid`] where both are one file, by whatever names.
pub(crate) fn refuse_onto(input: &OsStr, target: Option<&OsStr>) -> Result<(), Error> {
    let Some(target) = target.filter(|target| *target != "-" && input != "-") else { return Ok(()) };
    let same =
        Path::new(input).canonicalize().is_ok_and(|input| Path::new(target).canonicalize().is_ok_and(|to| to == input));
    if same {
        let message = format!("{}：-o 是正在读的那个文件，没有写", target.to_string_lossy());
        return Err(Error::new(Code::Invalid, message, "请给输出另起一个文件名"));
    }
    Ok(())
}

/// Prints `text` on standard output.
pub(crate) fn print(text: &str) -> Run {
    write(None, text.as_bytes()).map(|()| Outcome::Done)
}

/// `value` as JSON with an end of line.
pub(crate) fn json(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string_pretty(value)
        .map(|json| json + "\n")
        .map_err(|error| Error::new(Code::Invalid, "结果无法写成 JSON", "请检查草稿的内容").with_source(error))
}

/// Writes one line to standard error; when that is closed too, there is nobody left to tell.
pub(crate) fn complain(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// An error as one line of at most 400 bytes with its end: `error: … hint: …`, or `warning:` for what stops nothing. What is too long loses the end of its
/// message, and of its hint only when that alone is too long.
pub(crate) fn line(kind: &str, error: &Error) -> String {
    // A file's name may hold what a terminal takes for a command.
    let one_line = |text: &str| text.replace(char::is_control, " ").trim().to_string();
    let (message, hint) = (one_line(error.message()), one_line(error.hint()));
    let hint = cut(&hint, LONGEST / 2);
    let tail = if hint.is_empty() { String::new() } else { format!(" hint: {hint}") };
    let room = LONGEST - kind.len() - ": ".len() - tail.len() - "\n".len();
    format!("{kind}: {}{tail}", cut(&message, room))
}

/// At most `longest` bytes of `text`, cut between characters and marked with `…`.
fn cut(text: &str, longest: usize) -> String {
    if text.len() <= longest {
        return text.into();
    }
    let end = (0..=longest - '…'.len_utf8()).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    format!("{}…", text.get(..end).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_one_line_of_at_most_400_bytes() {
        let told = |message: &str, hint: &str| line("error", &Error::new(Code::Io, message, hint));
        assert_eq!(told("坏了", "修好"), "error: 坏了 hint: 修好");
        assert_eq!(told("坏\r\n了\u{1b}[31m\n", ""), "error: 坏  了 [31m");
        for shift in ["", "a", "ab"] {
            let long = told(&format!("{shift}{}", "错".repeat(500)), &"改".repeat(500));
            assert!(long.len() < 400 && long.len() > 390, "{} bytes", long.len());
            assert!(long.ends_with("改…") && long.contains("错… hint: 改"), "{long}");
        }
    }
}
