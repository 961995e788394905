//! A profile's JSON file. It need not say everything: what it leaves out is the standard's.

use serde_json::Value;

use super::faults::faults;
use super::standard::standard;
use crate::model::{Layout, json_error, likely, parse};
use crate::{Code, Error, Result};

/// Reads a profile from `json`; `source` names it in messages.
///
/// # Errors
/// [`Code::Invalid`] with `source` and JSON path: what is wrong and what would be right.
pub fn read_layout(json: &str, source: &str) -> Result<Layout> {
    let given: Value = parse(json.trim_start_matches('\u{FEFF}'), source, "版式")?;
    let mut whole = serde_json::to_value(standard()).map_err(|error| json_error(&error, source, "版式", "."))?;
    if let Value::Object(keys) = &given {
        if keys.contains_key("parts") && keys.contains_key("template") {
            return Err(Error::new(Code::Invalid, format!("{source}：这是一份草稿，不是版式"), "请给出版式文件"));
        }
        for needed in ["id", "name"] {
            if !keys.contains_key(needed) {
                return Err(invalid(source, needed, &format!("缺少“{needed}”")));
            }
        }
    }
    merge(&mut whole, given, "", source)?;
    let layout: Layout = serde_path_to_error::deserialize(whole).map_err(|error| {
        let path = error.path().to_string();
        invalid(source, &path, &crate::model::wrong_value(error.inner()).0)
    })?;
    match faults(&layout).first() {
        Some(fault) => Err(invalid(source, &fault.path, &fault.message)),
        None => Ok(layout),
    }
}

/// `layout` as the text of a file.
///
/// # Errors
/// [`Code::Invalid`] when it has numbers that JSON cannot hold.
pub fn write_layout(layout: &Layout) -> Result<String> {
    serde_json::to_string_pretty(layout)
        .map(|json| json + "\n")
        .map_err(|error| Error::new(Code::Invalid, "版式无法写成文件", "请检查版式里的数字").with_source(error))
}

/// Puts what is `given` in place of the standard's.
fn merge(whole: &mut Value, given: Value, path: &str, source: &str) -> Result<()> {
    let (Value::Object(known), Value::Object(keys)) = (&mut *whole, &given) else {
        if whole.is_object() {
            return Err(invalid(source, path, "这里应是一个对象"));
        }
        *whole = given;
        return Ok(());
    };
    for (key, value) in keys {
        let path = if path.is_empty() { key.clone() } else { format!("{path}.{key}") };
        let Some(place) = known.get_mut(key) else {
            let meant = likely(key, known.keys().map(String::as_str));
            let meant = meant.map(|meant| format!("，是不是“{meant}”？")).unwrap_or_default();
            return Err(invalid(source, &path, &format!("不认识的项“{key}”{meant}")));
        };
        merge(place, value.clone(), &path, source)?;
    }
    Ok(())
}

fn invalid(source: &str, path: &str, message: &str) -> Error {
    let path = if path.is_empty() || path == "." { String::new() } else { format!("（$.{path}）") };
    Error::new(Code::Invalid, format!("{source}{path}：{message}"), "改好这一处，再读入这个版式")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::shipped;

    fn message(json: &str) -> String {
        read_layout(json, "a.json")
            .map(|layout| layout.name)
            .map_or_else(|error| error.message().to_string(), |_| String::new())
    }

    #[test]
    fn what_a_file_leaves_out_is_the_standards() -> Result<()> {
        let layout = read_layout(r#"{"id": "ours", "name": "本局", "page": {"top": 38}}"#, "a.json")?;
        assert_eq!((layout.page.top, layout.page.left), (38.0, 28.0));
        assert_eq!(layout.faces, standard().faces);
        Ok(())
    }

    #[test]
    fn profiles_are_read_as_they_were_written() -> Result<()> {
        for layout in shipped() {
            assert_eq!(read_layout(&write_layout(&layout)?, "a.json")?, layout);
        }
        Ok(())
    }

    #[test]
    fn mistakes_are_named_with_their_place() {
        assert_eq!(message("{}"), "a.json（$.id）：缺少“id”");
        assert_eq!(
            message(r#"{"id": "a", "name": "甲", "pages": {}}"#),
            "a.json（$.pages）：不认识的项“pages”，是不是“page”？"
        );
        assert_eq!(message(r#"{"id": "a", "name": "甲", "page": 3}"#), "a.json（$.page）：这里应是一个对象");
        assert_eq!(
            message(r#"{"id": "a", "name": "甲", "page": {"left": 300}}"#),
            "a.json（$.page.left）：左边距应在 5 至 150 毫米之间，现在是 300"
        );
        assert!(message(r#"{"id": "a", "name": "甲", "page": {"lines": "二十"}}"#).contains("$.page.lines"));
        assert!(message("[").contains("a.json"));
    }
}
