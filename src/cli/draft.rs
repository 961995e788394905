//! Drafts in and out, templates and layouts.

use std::ffi::OsStr;
use std::io::Read;
use std::path::Path;

use shuzhi::app::{self, App, Env, ReportId};
use shuzhi::model::{Draft, read_draft};
use shuzhi::template::{Start, Template, new_draft, sample_draft};
use shuzhi::{Code, Error, Result, platform};

use super::args::{Given, misuse};
use super::{Run, output};

/// `shuzhi templates`
pub(crate) fn templates(given: &Given) -> Run {
    let (known, faults) = app::templates(given.data_dir().ok().as_deref())?;
    for fault in &faults {
        output::complain(&output::line("warning", fault));
    }
    let list: Vec<_> = known.iter().map(app::KnownTemplate::summary).collect();
    if given.has("json") {
        return output::print(&output::json(&list)?);
    }
    let own = |own: bool| if own { "（自定义）" } else { "" };
    let line = |one: &app::TemplateSummary| format!("{}\t{}{}\t{}\n", one.id, one.name, own(one.own), one.description);
    output::print(&list.iter().map(line).collect::<String>())
}

/// `shuzhi new`
pub(crate) fn new(given: &Given) -> Run {
    let template = template(given)?;
    let year = year(given.needed("year")?)?;
    let mut ids = platform::new_id;
    let start = Start { year, now: platform::now(), ids: &mut ids };
    let draft = if given.has("sample") { sample_draft(&template, start) } else { new_draft(&template, start) };
    output::write(given.value("output"), output::json(&draft)?.as_bytes())?;
    Ok(super::Outcome::Done)
}

/// The year that `--year` gives.
pub(super) fn year(text: &str) -> Result<i32> {
    app::check_year(text.parse().map_err(|_| misuse(format!("年份“{text}”不是数字")))?)
}

/// The template that `--template` names.
pub(super) fn template(given: &Given) -> Result<Template> {
    let found = app::find_template(given.data_dir().ok().as_deref(), given.needed("template")?);
    found.map_err(|error| match error.code() {
        Code::NotFound => {
            let gap = if error.hint().ends_with('？') { "" } else { "；" };
            let hint = format!("{}{gap}用 shuzhi templates 列出模板", error.hint());
            Error::new(Code::NotFound, error.message(), hint).with_source(error)
        }
        _ => error,
    })
}

/// Where the operand's draft lies.
pub(crate) enum Source<'a> {
    /// Standard input.
    Input,
    /// A file.
    File(&'a Path),
    /// The store, under this id.
    Store(&'a str),
}

impl<'a> Source<'a> {
    /// The operand `-` is standard input, an existing file is that, a UUID is a report in the store.
    pub(crate) fn of(operand: &'a OsStr) -> Source<'a> {
        let path = Path::new(operand);
        match operand.to_str() {
            Some("-") => Source::Input,
            Some(word) if is_id(word) && !path.exists() => Source::Store(word),
            _ => Source::File(path),
        }
    }
}

/// The draft that the operand names.
pub(crate) fn read(given: &Given) -> Result<Draft> {
    read_from(given, Source::of(given.operand()))
}

/// The draft that lies there.
pub(crate) fn read_from(given: &Given, source: Source<'_>) -> Result<Draft> {
    match source {
        Source::Store(id) => stored(&mut App::open_to_read(Env::real(given.data_dir()?))?, id),
        Source::Input => {
            let bytes = whole(std::io::stdin().lock(), "标准输入")?;
            parse(bytes, "标准输入")
        }
        Source::File(path) => {
            let shown = path.display().to_string();
            let file = std::fs::File::open(path).map_err(|error| unreadable(&shown, error))?;
            parse(whole(file, &shown)?, &shown)
        }
    }
}

/// The draft of a stored report.
pub(crate) fn stored(app: &mut App, id: &str) -> Result<Draft> {
    app.open_report(ReportId { id: id.into() }).map(|open| open.draft).map_err(of_list)
}

/// What is said of a report that is not there, with where its id is found on the command line.
pub(crate) fn of_list(error: Error) -> Error {
    match error.code() {
        Code::NotFound => {
            Error::new(Code::NotFound, error.message(), "用 shuzhi store list 列出报告，每行开头是编号，要写全")
                .with_source(error)
        }
        _ => error,
    }
}

/// No draft is larger; a device would never end.
const MOST_BYTES: u64 = 256 << 20;

pub(super) fn whole(input: impl Read, source: &str) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    input.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| unreadable(source, error))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(Error::new(Code::Invalid, format!("{source}：太大，超过 256 MB"), "请给出草稿的 JSON 文件"));
    }
    Ok(bytes)
}

pub(super) fn parse(bytes: Vec<u8>, source: &str) -> Result<Draft> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let message = format!("{source}：不是述职的草稿，或者不是 UTF-8 编码");
        Error::new(Code::Invalid, message, "请给出 shuzhi new 或 shuzhi store show 写出的 JSON 文件").with_source(error)
    })?;
    read_draft(&text, source, &mut platform::new_id)
}

pub(crate) fn unreadable(source: &str, error: std::io::Error) -> Error {
    use std::io::ErrorKind;
    let (code, why, hint) = match error.kind() {
        ErrorKind::NotFound => (Code::NotFound, "没有这个文件", "请检查路径；数据库里的报告用它的完整编号"),
        ErrorKind::PermissionDenied => (Code::Io, "没有权限读", "请检查这个文件的权限"),
        ErrorKind::IsADirectory => (Code::Invalid, "是一个文件夹", "请给出文件夹里的文件"),
        _ => (Code::Io, "读不出来", "请检查磁盘，再试一次"),
    };
    Error::new(code, format!("{source}：{why}"), hint).with_source(error)
}

fn is_id(word: &str) -> bool {
    word.len() == 36
        && word
            .char_indices()
            .all(|(at, c)| if [8, 13, 18, 23].contains(&at) { c == '-' } else { c.is_ascii_hexdigit() })
}
