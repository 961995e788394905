//! Reading a draft's JSON: what is wrong with it is said in Chinese with file and place, and what can be understood is kept.

use serde::de::DeserializeOwned;

use super::identity::give_ids;
use super::{Draft, Ids, SCHEMA};
use crate::{Code, Error, Result};

/// Reads a draft from `json`; `source` names it in messages. One without an id gets a new one from `ids`; items without an id, or
/// with one that stands twice, get the same one at each reading of a draft that has its own. Lone surrogates, which a window can produce, become U+FFFD.
///
/// # Errors
/// [`Code::Invalid`] with `source`, line, column and JSON path.
pub fn read_draft(json: &str, source: &str, ids: &mut dyn Ids) -> Result<Draft> {
    let json = replace_lone_surrogates(json.trim_start_matches('\u{FEFF}'));
    let mut draft: Draft = parse(&json, source, "草稿")?;
    if draft.schema != SCHEMA {
        let message = format!("{source}：草稿的格式版本是 {}，本程序认识的是 {SCHEMA}", draft.schema);
        return Err(Error::new(Code::Invalid, message, "请用写出这个文件的程序版本打开，或更新本程序"));
    }
    if draft.id.trim().is_empty() {
        draft.id = ids.next();
    }
    give_ids(&mut draft);
    Ok(draft)
}

/// Reads `json` as a `T`, with a message that says where it fails.
///
/// # Errors
/// [`Code::Invalid`] with `source`, line, column and JSON path.
pub(crate) fn parse<T: DeserializeOwned>(json: &str, source: &str, what: &str) -> Result<T> {
    let mut reader = serde_json::Deserializer::from_str(json);
    let value = serde_path_to_error::deserialize(&mut reader).map_err(|error| {
        let path = error.path().to_string();
        json_error(error.inner(), source, what, &path)
    })?;
    reader.end().map_err(|error| json_error(&error, source, what, "."))?;
    Ok(value)
}

/// The message for a JSON error: file, line, column, path, what is wrong and what would be right.
pub(crate) fn json_error(error: &serde_json::Error, source: &str, what: &str, path: &str) -> Error {
    let place = format!("{source} 第 {} 行第 {} 列", error.line(), error.column());
    if error.is_data() {
        let path = if path == "." { String::new() } else { format!("（$.{path}）") };
        let text = error.to_string();
        let wrong = match unknown_word(&text).map(|(wrong, right)| format!("{wrong}，{right}")).or(in_chinese(&text)) {
            Some(wrong) => wrong,
            // What a time cannot be read for is said in many ways, by another library.
            None if path.ends_with("created）") || path.ends_with("modified）") => format!("这里应是{A_TIME}"),
            None => "这里的值不合要求".into(),
        };
        let message = format!("{place}{path}：{wrong}");
        Error::new(Code::Invalid, message, format!("改好这一处再打开；文件要是述职的{what}"))
    } else {
        let hint = format!("文件可能不完整，或不是述职的{what}；请换一个文件，或从备份取回");
        let message = if error.is_eof() {
            format!("{source}：文件没有写完，到第 {} 行就断了", error.line())
        } else if error.to_string().starts_with("recursion limit exceeded") {
            format!("{place}：一层套一层，套得太深")
        } else {
            format!("{place}：不是正确的 JSON")
        };
        Error::new(Code::Invalid, message, hint)
    }
}

const A_TIME: &str = "一个时间，如 2025-12-01T09:00:00+08:00";

/// What is wrong with a single value, and what would be right where that is a list of words.
pub(crate) fn wrong_value(error: &serde_json::Error) -> (String, Option<String>) {
    let text = error.to_string();
    match unknown_word(&text) {
        Some((wrong, right)) => (wrong, Some(right)),
        None => (in_chinese(&text).unwrap_or_else(|| "这里的值不合要求".into()), None),
    }
}

/// serde's message about a word that is none of those allowed: what is wrong, and what would be right.
fn unknown_word(message: &str) -> Option<(String, String)> {
    let (word, allowed) = message.split_once("unknown variant `")?.1.rsplit_once("`, expected ")?;
    let allowed: Vec<&str> = allowed.split('`').skip(1).step_by(2).collect();
    Some((format!("不认识的值“{}”", super::brief(word)), format!("应是 {}", allowed.join("、"))))
}

/// serde's message about a value, in Chinese, as far as it is known.
fn in_chinese(message: &str) -> Option<String> {
    let between = |start: &str, end: &str| {
        let rest = message.split_once(start)?.1;
        Some(rest.split_once(end).map_or(rest, |(inner, _)| inner).to_string())
    };
    if let Some(key) = between("missing field `", "`") {
        return Some(format!("缺少“{key}”"));
    }
    if let Some(key) = between("duplicate field `", "`") {
        return Some(format!("“{key}”写了两次"));
    }
    if message.starts_with("invalid value: integer") {
        return Some("这个数超出了范围".into());
    }
    let expected = between("expected ", " at line").unwrap_or_default();
    let expected = match expected.as_str() {
        "a string" | "a borrowed string" | "string or map" => "一段文字",
        "a boolean" => " true 或 false",
        "a sequence" => "一个列表",
        "a map" => "一个对象",
        "u32" | "i32" | "i64" | "u8" | "usize" => "一个整数",
        text if text.starts_with("struct ") || text.starts_with("internally tagged") => "一个对象",
        text if text.contains("date") || text.contains("RFC 3339") => A_TIME,
        _ => return None,
    };
    Some(format!("这里应是{expected}"))
}

/// Replaces every `\uD800`–`\uDFFF` escape that is not half of a pair by `\uFFFD`; serde refuses them.
fn replace_lone_surrogates(json: &str) -> std::borrow::Cow<'_, str> {
    if !json.contains("\\u") {
        return json.into();
    }
    let escape = |at: usize| {
        let hex = json.get(at..).and_then(|rest| rest.strip_prefix("\\u")).and_then(|rest| rest.get(..4))?;
        u32::from_str_radix(hex, 16).ok()
    };
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(found) = rest.find('\\') {
        let at = json.len() - rest.len() + found;
        let take = match (escape(at), escape(at + 6)) {
            (Some(0xD800..0xDC00), Some(0xDC00..0xE000)) => 12,
            (Some(0xD800..0xE000), _) => 0,
            (Some(_), _) => 6,
            (None, _) => 2,
        };
        let (before, tail) = rest.split_at(found);
        out.push_str(before);
        // A backslash escapes the next character, so `\\uD800` is a backslash and plain letters.
        let length = if take == 0 { 6 } else { take };
        let length = (0..=length.min(tail.len())).rev().find(|i| tail.is_char_boundary(*i)).unwrap_or(0).max(1);
        let (token, tail) = tail.split_at(length);
        out.push_str(if take == 0 { "\\uFFFD" } else { token });
        rest = tail;
    }
    out.push_str(rest);
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lone_surrogates_are_replaced_and_pairs_stay() {
        let read =
            |json: &str| serde_json::from_str::<String>(&replace_lone_surrogates(json)).map_err(|e| e.to_string());
        assert_eq!(read(r#""甲\ud800乙""#), Ok("甲\u{FFFD}乙".into()));
        assert_eq!(read(r#""\udc00\ud842\udfb7\ud800""#), Ok("\u{FFFD}𠮷\u{FFFD}".into()));
        assert_eq!(read(r#""C:\\ud800\n中\u4e2d""#), Ok("C:\\ud800\n中中".into()));
    }

    #[test]
    fn serde_messages_are_told_in_chinese() {
        let message = |json: &str| parse::<Draft>(json, "a.json", "草稿").map(|_| ()).map_err(|e| e.to_string());
        assert_eq!(message("{\"schema\": 1}"), Err("a.json 第 1 行第 13 列：缺少“created”".into()));
        assert_eq!(message("{\"schema\": \"x\"}"), Err("a.json 第 1 行第 14 列（$.schema）：这里应是一个整数".into()));
        let time = "（$.created）：这里应是一个时间，如 2025-12-01T09:00:00+08:00";
        assert_eq!(message("{\"created\": \"昨天\"}"), Err(format!("a.json 第 1 行第 20 列{time}")));
        assert_eq!(
            message("{\"year\": 1000000000000}"),
            Err("a.json 第 1 行第 22 列（$.year）：这个数超出了范围".into())
        );
        assert_eq!(message("{\"year\": 1, \"year\": 1}"), Err("a.json 第 1 行第 18 列：“year”写了两次".into()));
        let deep = format!("{{\"x\":{}", "[".repeat(200));
        assert_eq!(message(&deep), Err("a.json 第 1 行第 132 列：一层套一层，套得太深".into()));
        assert_eq!(message("{\"schema\": 1,"), Err("a.json：文件没有写完，到第 1 行就断了".into()));
    }
}
