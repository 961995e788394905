//! Reading template files.

use std::io::ErrorKind;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use super::keys::{MOST_KEPT, Mistakes};
use super::twice::keys_twice;
use super::{Template, validate};
use crate::model::{json_error, parse};
use crate::{Code, Error, Result};

/// Reads a template from `json`; `source` names it in messages.
///
/// # Errors
/// Every mistake found, each [`Code::Invalid`] with `source`, JSON path, what is wrong and what would be right.
pub fn read_template(json: &str, source: &str) -> Result<Template, Vec<Error>> {
    let json = json.trim_start_matches('\u{FEFF}');
    let value: Value = serde_json::from_str(json).map_err(|error| vec![json_error(&error, source, "模板", ".")])?;
    if validate::is_too_deep(&value) {
        let message = format!("模板 {source}：$.parts：一层套一层，套得太深");
        return Err(vec![Error::new(Code::Invalid, message, "部分里再分部分，最多分到 20 层")]);
    }
    let mut mistakes = Mistakes::new(source);
    for path in keys_twice(json) {
        mistakes.spoilt(path, "这个键写了两次", "只留下一处");
    }
    let mut sound = value;
    mistakes.shape(&mut sound);
    // A sound file is read from its text, so that whatever is wrong has its line; of another one, what is sound in it.
    let read = match mistakes.errors.is_empty() {
        true => parse::<Template>(json, source, "模板"),
        false => Template::deserialize(sound).map_err(|error| json_error(&error, source, "模板", ".")),
    };
    match read {
        Ok(template) => {
            validate::meaning(&template, &mut mistakes);
            if mistakes.errors.is_empty() { Ok(template) } else { Err(mistakes.errors) }
        }
        Err(error) => {
            mistakes.errors.push(error);
            Err(mistakes.errors)
        }
    }
}

/// Reads the user's own templates, `*.json` in `folder`, by file name. A missing folder holds none; a file that cannot be
/// used becomes an error beside the others.
#[must_use]
pub fn read_user_templates(folder: &Path) -> (Vec<Template>, Vec<Error>) {
    let (mut templates, mut errors) = (Vec::new(), Vec::new());
    let mut paths: Vec<_> = match std::fs::read_dir(folder) {
        Ok(entries) => entries.filter_map(|entry| Some(entry.ok()?.path())).collect(),
        Err(error) if error.kind() == ErrorKind::NotFound => return (templates, errors),
        Err(error) => {
            let message = format!("读不了模板文件夹“{}”", folder.display());
            errors.push(Error::new(Code::Io, message, "看看它是不是文件夹、是否有权限").with_source(error));
            return (templates, errors);
        }
    };
    paths.retain(|path| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json")));
    paths.sort();
    for path in paths {
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        match read_file(&path, &name).map_err(|error| vec![error]).and_then(|text| read_template(&text, &name)) {
            Ok(template) if templates.iter().any(|other: &Template| other.id == template.id) => {
                let message = format!("模板 {name}：$.id：编号“{}”已被前面的一个模板文件占用", template.id);
                errors.push(Error::new(Code::Invalid, message, "换一个编号，或移走其中一个文件"));
            }
            Ok(template) => templates.push(template),
            Err(mut found) => {
                let untold = found.len().saturating_sub(MOST_MISTAKES);
                let more = if found.len() < MOST_KEPT { "" } else { "以上" };
                found.truncate(MOST_MISTAKES);
                errors.extend(found);
                if untold > 0 {
                    let message = format!("模板 {name}：还有 {untold} 处{more}错误没有列出");
                    errors.push(Error::new(Code::Invalid, message, "先改好列出的，再看余下的"));
                }
            }
        }
    }
    (templates, errors)
}

/// No template is larger; a larger file was put there by mistake.
const MOST_BYTES: u64 = 4 << 20;

/// How many mistakes of one file are told at once: who has put these right sees the next.
const MOST_MISTAKES: usize = 10;

fn read_file(path: &Path, name: &str) -> Result<String> {
    let unreadable = |error: std::io::Error| {
        Error::new(Code::Io, format!("读不了模板文件 {name}"), "看看文件是否还在、是否有权限").with_source(error)
    };
    let file = std::fs::metadata(path).map_err(unreadable)?;
    // A pipe or a device would never end.
    if !file.is_file() {
        let message = format!("模板文件 {name} 不是普通文件");
        return Err(Error::new(Code::Invalid, message, "把它移出 templates 文件夹，换成 JSON 文件"));
    }
    if file.len() > MOST_BYTES {
        return Err(Error::new(
            Code::Invalid,
            format!("模板文件 {name} 太大（超过 4 MB）"),
            "模板是一个不大的 JSON 文件，请换一个",
        ));
    }
    let bytes = std::fs::read(path).map_err(unreadable)?;
    String::from_utf8(bytes).map_err(|error| {
        Error::new(Code::Invalid, format!("模板文件 {name} 不是 UTF-8 编码"), "用记事本另存为 UTF-8 编码")
            .with_source(error)
    })
}
