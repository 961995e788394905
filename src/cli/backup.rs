//! `shuzhi store backup` and `store restore`: all of the database as one file, and back.

use std::ffi::OsStr;
use std::io::Read;
use std::path::Path;

use shuzhi::app::{App, ArchiveRead, ArchivedState, Env, MergeArchive};
use shuzhi::{Code, Error, archive};

use super::args::{Given, misuse};
use super::draft::unreadable;
use super::output::Stop;
use super::{Outcome, Run, output};

/// `shuzhi store backup`; works beside a window.
pub(crate) fn backup(given: &Given) -> Run {
    let password = password(given)?;
    let app = App::open_to_read(Env::real(given.data_dir()?))?;
    let left_out = app.write_archive(Path::new(given.operand()), password.as_deref())?;
    // The file is written, but it is not all that there was.
    left_out.map_or(Ok(Outcome::Done), |error| Err(error.into()))
}

/// `shuzhi store restore`: what is new is added with its id, times and history; a report that is another one here stays, and
/// the file's goes into its history.
pub(crate) fn restore(given: &Given) -> Run {
    let (path, password) = (Path::new(given.operand()), password(given)?);
    // Before a data folder is made for it.
    archive::check(path).map_err(|refusal| refusal.told(path))?;
    archive::unlock(path, password.as_deref()).map_err(|refusal| refused(path, refusal))?;
    let mut app = App::open(Env::real(given.data_dir()?))?;
    let content = match app.read_archive(path, password.as_deref())? {
        ArchiveRead::Content(content) => content,
        ArchiveRead::Password { wrong, .. } => {
            return Err(refused(path, archive::Refusal::Password { wrong }).into());
        }
        ArchiveRead::Draft { .. } | ArchiveRead::Cancelled => return Err(archive::Refusal::Foreign.told(path).into()),
    };
    let new = |state: ArchivedState| state == ArchivedState::New;
    let templates =
        content.templates.iter().filter(|template| new(template.state)).map(|template| template.name.clone());
    let merged = app.merge_archive(MergeArchive {
        reports: Default::default(),
        settings: app.is_unset()?,
        templates: templates.collect(),
    })?;
    let mut told = String::new();
    for report in content.reports.iter().filter(|report| report.state == ArchivedState::Different) {
        told.push_str(&format!("{}  {}：这里的不同，没有改动；文件里的放进了历史版本\n", report.id, report.title));
    }
    let different = content.reports.iter().filter(|report| report.state == ArchivedState::Different).count();
    let different = u32::try_from(different).unwrap_or(u32::MAX);
    for template in content.templates.iter().filter(|template| template.state == ArchivedState::Different) {
        told.push_str(&format!("{}：这里的模板不同，没有改动\n", template.name));
    }
    let found = !told.is_empty();
    told.push_str(&format!(
        "新增 {} 份，相同 {} 份，不同 {} 份，新增模板 {} 个\n",
        merged.added,
        merged.unchanged.saturating_sub(different),
        different,
        merged.templates
    ));
    output::print(&told)?;
    Ok(if found { Outcome::Found } else { Outcome::Done })
}

/// The refusal of the file at `path`; here nobody types a password.
fn refused(path: &Path, refusal: archive::Refusal) -> Error {
    let hint = match refusal {
        archive::Refusal::Password { wrong: false } => "请把密码写在一个文件的第一行，用 --password-file 给出",
        archive::Refusal::Password { wrong: true } => {
            "请检查 --password-file 给出的文件：第一行应是写出时设的密码，注意大小写和多余的空格"
        }
        _ => return refusal.told(path),
    };
    let told = refusal.told(path);
    Error::new(told.code(), told.message(), hint)
}

/// The first line of `--password-file`: on the command line itself others could see it.
fn password(given: &Given) -> Result<Option<String>, Stop> {
    const MOST_BYTES: u64 = 64 << 10;
    let Some(file) = given.value("password-file") else { return Ok(None) };
    let shown = Path::new(file).display().to_string();
    let text = read(file, MOST_BYTES).map_err(|error| {
        let told = unreadable(&shown, error);
        let hint = if told.code() == Code::NotFound {
            "请检查 --password-file 后面的路径；这个文件的第一行是密码"
        } else {
            told.hint()
        };
        Error::new(told.code(), format!("密码文件 {}", told.message()), hint)
    })?;
    let text = String::from_utf8(text).map_err(|error| {
        Error::new(Code::Invalid, format!("{shown}：不是 UTF-8 编码"), "请另存为 UTF-8 编码，密码写在第一行")
            .with_source(error)
    })?;
    let line = text.trim_start_matches('\u{FEFF}').lines().next().unwrap_or_default();
    if line.is_empty() {
        return Err(misuse(format!("{shown}：第一行是空的，没有密码")).into());
    }
    Ok(Some(line.into()))
}

fn read(file: &OsStr, most: u64) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::fs::File::open(file)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}
