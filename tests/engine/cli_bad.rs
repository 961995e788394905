//! Wrong usage and bad input: exit code 2, one line on standard error, nothing written.

use std::process::{Command, Stdio};

use crate::cli::{run, stdout};
use crate::support::Result;

/// The one line that a run which cannot be done says.
fn refusal(args: &[&str], input: &[u8]) -> Result<String> {
    let folder = tempfile::tempdir()?;
    let output = run(folder.path(), args, input)?;
    let said = String::from_utf8(output.stderr)?;
    assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
    assert!(output.stdout.is_empty(), "{args:?} wrote to standard output");
    assert!(said.starts_with("error: ") && said.contains(" hint: ") && said.ends_with('\n'), "{args:?}: {said}");
    assert!(said.len() <= 400 && said.lines().count() == 1, "{args:?}: {said}");
    assert_eq!(std::fs::read_dir(folder.path())?.count(), 0, "{args:?} left something behind");
    Ok(said)
}

#[test]
fn wrong_usage_is_told() -> Result {
    for (args, says) in [
        (&["shred"][..], "没有“shred”这个命令 hint: 可用的命令：templates、new、"),
        (&["improt", "a.docx"], "没有“improt”这个命令"),
        (&["exprot", "a"], "没有“exprot”这个命令 hint: 是不是“export”？可用的命令：templates、"),
        (&["store", "lsit"], "是不是“store list”？"),
        (&["store"], "没有“store”这个命令"),
        (&["store", "burn"], "没有“store burn”这个命令"),
        (&["check"], "命令 check 缺少参数"),
        (&["check", "a", "b"], "不需要参数“b”"),
        (&["check", "--jsn", "a"], "不认识的选项“--jsn”"),
        (&["templates", "--force"], "命令 templates 没有选项 --force"),
        (&["templates", "--json=1"], "--json"),
        (&["new", "--year", "2025"], "缺少选项 --template"),
        (&["new", "--template", "general"], "缺少选项 --year"),
        (&["new", "--template"], "后面缺少值"),
        (&["new", "--template", "general", "--year", "今年"], "年份“今年”不是数字"),
        (&["new", "--template", "general", "--year", "0"], "年份“0”不对"),
        (
            &["new", "--template", "无", "--year", "2025"],
            "没有名为“无”的模板 hint: 请在模板列表里选一个；用 shuzhi templates",
        ),
        (&["new", "--template", "generel", "--year", "2025"], "hint: 是不是“general”（通用"),
        (&["new", "--template", "generel", "--year", "2025"], "shuzhi templates"),
        (&["new", "--year", "2025", "--year", "2026"], "给了两次"),
        (&["export", "-"], "缺少选项 -o"),
    ] {
        let said = refusal(args, b"")?;
        assert!(said.contains(says), "{args:?}: {said}");
    }
    Ok(())
}

#[test]
fn bad_drafts_are_told() -> Result {
    for (input, says) in [
        (&b""[..], "标准输入"),
        (b"{\"schema\": 1,", "标准输入"),
        (b"\xff\xfe", "不是 UTF-8"),
        ("[1, 2]".as_bytes(), "标准输入"),
        (b"PK\x03\x04", "标准输入"),
    ] {
        let said = refusal(&["check", "-"], input)?;
        assert!(said.contains(says), "{said}");
    }
    for (input, says) in [
        (&b""[..], "标准输入：文件是空的"),
        (b"{\"schema\": 1,", "标准输入：文件没有写完"),
        (b"\xff\xfe", "标准输入：文件里没有文字"),
        (b"PK\x03\x04", "标准输入：文件已经损坏"),
        (b"{\\rtf1", "标准输入：这是 RTF"),
    ] {
        let said = refusal(&["text", "-"], input)?;
        assert!(said.contains(says), "{said}");
    }
    let long = format!("{}.json", "很长的名字".repeat(40));
    for (operand, says) in [
        ("没有.json", "没有.json：没有这个文件"),
        (".", "是一个文件夹"),
        ("00000000-0000-4000-8000-000000000000", "没有编号为"),
        (long.as_str(), "error: 很长的名字"),
    ] {
        let said = refusal(&["check", operand], b"")?;
        assert!(said.contains(says), "{said}");
    }
    Ok(())
}

#[test]
fn hints_fit_the_command() -> Result {
    let said = refusal(&["store", "backup", "x.shuzhi", "--password-file", "none.txt"], b"")?;
    assert!(
        said.contains("密码文件 none.txt：没有这个文件") && said.contains("hint: 请检查 --password-file"),
        "{said}"
    );
    let folder = tempfile::tempdir()?;
    let sample = stdout(folder.path(), &["new", "--template", "general", "--year", "2025", "--sample"], b"")?;
    let id = String::from_utf8(stdout(folder.path(), &["store", "add", "-"], &sample)?)?.trim().to_owned();
    for (args, hint) in [
        (&["store", "show", "nobody"][..], "hint: 用 shuzhi store list 列出"),
        (&["store", "history", "nobody"], "hint: 用 shuzhi store list 列出"),
        (&["store", "show", "nobody", "--version", "1"], "hint: 用 shuzhi store list 列出"),
        (&["store", "history", "nobody", "--compare", "1"], "hint: 用 shuzhi store list 列出"),
        (&["store", "show", &id, "--version", "99"], "hint: 用 shuzhi store history "),
        (&["store", "history", &id, "--compare", "99"], "hint: 用 shuzhi store history "),
    ] {
        let output = run(folder.path(), args, b"")?;
        let said = String::from_utf8(output.stderr)?;
        assert!(output.status.code() == Some(2) && said.contains(hint), "{args:?}: {said}");
    }
    Ok(())
}

#[test]
#[cfg(unix)]
fn a_device_without_an_end_is_no_draft() -> Result {
    let said = refusal(&["check", "/dev/zero"], b"")?;
    assert!(said.contains("/dev/zero：太大"), "{said}");
    Ok(())
}

#[test]
fn the_draft_is_not_overwritten_by_its_own_export() -> Result {
    let folder = tempfile::tempdir()?;
    stdout(folder.path(), &["new", "--template", "general", "--year", "2025", "--sample", "-o", "a.json"], b"")?;
    let before = std::fs::read(folder.path().join("a.json"))?;
    let output = run(folder.path(), &["export", "a.json", "-o", "./a.json"], b"")?;
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(std::fs::read(folder.path().join("a.json"))?, before);
    Ok(())
}

#[test]
fn a_layout_that_does_not_exist_is_told() -> Result {
    let folder = tempfile::tempdir()?;
    let draft = stdout(folder.path(), &["new", "--template", "general", "--year", "2025", "--sample"], b"")?;
    let said = refusal(&["export", "-", "-o", "a.docx", "--layout", "花边"], &draft)?;
    assert!(said.contains("没有名为“花边”的版式"), "{said}");
    let said = refusal(&["export", "-", "-o", "a.docx", "--layout", "."], &draft)?;
    assert!(said.contains(".：是一个文件夹"), "{said}");
    Ok(())
}

#[test]
fn a_reader_that_goes_away_is_no_failure() -> Result {
    let folder = tempfile::tempdir()?;
    let mut child = Command::new(env!("CARGO_BIN_EXE_shuzhi"))
        .args(["new", "--template", "general", "--year", "2025", "--sample"])
        .env("SHUZHI_DATA_DIR", folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    // Closed at once: a pipe holds less than a sample's JSON.
    drop(child.stdout.take());
    let output = child.wait_with_output()?;
    assert_eq!((output.status.code(), String::from_utf8(output.stderr)?.as_str()), (Some(0), ""));
    Ok(())
}

#[test]
fn without_a_home_templates_are_still_listed() -> Result {
    let bare = |args: &[&str]| Command::new(env!("CARGO_BIN_EXE_shuzhi")).args(args).env_clear().output();
    assert!(bare(&["templates", "--json"])?.status.success());
    let output = bare(&["store", "list"])?;
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8(output.stderr)?.contains("SHUZHI_DATA_DIR"));
    Ok(())
}
