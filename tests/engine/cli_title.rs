//! `shuzhi title`, run as the real program.

use std::path::Path;

use serde_json::{Value, json};

use crate::cli::{run, stdout};
use crate::support::Result;

/// A new draft with these fields, as JSON.
fn draft(folder: &Path, fields: &[(&str, &str)]) -> Result<Vec<u8>> {
    let new = stdout(folder, &["new", "--template", "park-committee", "--year", "2025"], b"")?;
    let mut draft: Value = serde_json::from_slice(&new)?;
    for (id, value) in fields {
        draft["fields"][*id] = Value::from(*value);
    }
    Ok(serde_json::to_vec(&draft)?)
}

fn printed(folder: &Path, args: &[&str], input: &[u8]) -> Result<String> {
    Ok(String::from_utf8(stdout(folder, args, input)?)?)
}

#[test]
fn a_long_title_is_printed_in_its_lines() -> Result {
    let folder = tempfile::tempdir()?;
    let path = folder.path();
    let text = "青石工业园区党工委书记2025年度抓基层党建工作述职报告";
    assert_eq!(
        printed(path, &["title", "--text", text], b"")?,
        "青石工业园区党工委书记\n2025年度抓基层党建工作述职报告\n"
    );
    let lines: Value = serde_json::from_slice(&stdout(path, &["title", "--json", "--text", text], b"")?)?;
    assert_eq!(lines, json!(["青石工业园区党工委书记", "2025年度抓基层党建工作述职报告"]));
    assert_eq!(printed(path, &["title", "--text", " 述职\u{1}报告\n"], b"")?, "述职报告\n");
    assert_eq!(printed(path, &["title", "--text", ""], b"")?, "");
    assert!(printed(path, &["--help"], b"")?.contains("\n  title "));
    Ok(())
}

#[test]
fn a_draft_gives_its_title_and_its_names() -> Result {
    let folder = tempfile::tempdir()?;
    let path = folder.path();
    // The template's title is made of the unit, which stays whole.
    let unit = "青石湖畔高新技术产业园区企业服务联盟";
    let composed = draft(path, &[("unit", unit)])?;
    assert_eq!(printed(path, &["title", "-"], &composed)?, format!("{unit}\n2025年度抓基层党建工作述职报告\n"),);
    // Without the draft nobody knows whose name ends where.
    let title = "临江经济技术开发区党工委书记欧阳和平安抓基层党建工作述职报告";
    let typed = draft(path, &[("title", title), ("reporter", "欧阳和平安")])?;
    assert_eq!(
        printed(path, &["title", "-"], &typed)?,
        "临江经济技术开发区党工委书记欧阳和平安\n抓基层党建工作述职报告\n"
    );
    assert_ne!(printed(path, &["title", "--text", title], b"")?, printed(path, &["title", "-"], &typed)?);
    Ok(())
}

#[test]
fn lines_that_were_typed_stay() -> Result {
    let folder = tempfile::tempdir()?;
    let long = "青石工业园区党工委书记兼管理委员会主任2025年度";
    let typed = draft(folder.path(), &[("title", &format!("{long}\n抓基层党建工作\r\n 述职报告"))])?;
    let lines: Value = serde_json::from_slice(&stdout(folder.path(), &["title", "-", "--json"], &typed)?)?;
    assert_eq!(lines, json!([long, "抓基层党建工作", "述职报告"]));
    Ok(())
}

#[test]
fn wrong_usage_is_told() -> Result {
    let folder = tempfile::tempdir()?;
    for (args, says) in [
        (&["title"][..], "命令 title 缺少参数"),
        (&["title", "a.json", "--text", "述职报告"], "不需要参数“a.json”"),
        (&["title", "--text"], "后面缺少值"),
        (&["check", "--text", "述职报告"], "命令 check 没有选项 --text"),
        (&["title", "a.json"], "没有这个文件"),
    ] {
        let output = run(folder.path(), args, b"")?;
        let said = String::from_utf8(output.stderr)?;
        assert!(output.status.code() == Some(2) && said.contains(says), "{args:?}: {said}");
    }
    Ok(())
}
