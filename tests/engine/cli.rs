//! The command line, run as the real program.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use shuzhi::model::Draft;

use crate::support::Result;

/// Runs `shuzhi` with its data in `folder` and `input` on standard input.
pub(crate) fn run(folder: &Path, args: &[&str], input: &[u8]) -> Result<Output> {
    let mut child = Command::new(env!("CARGO_BIN_EXE_shuzhi"))
        .args(args)
        .env("SHUZHI_DATA_DIR", folder)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut stdin = child.stdin.take().ok_or("no standard input")?;
    let input = input.to_vec();
    // From a thread of its own: a program that writes before it has read everything would wait for its reader. What the
    // program does not read is no failure of the test.
    let writer = std::thread::spawn(move || drop(stdin.write_all(&input)));
    let output = child.wait_with_output()?;
    writer.join().map_err(|_| "the writer failed")?;
    Ok(output)
}

/// What a run prints that succeeds in silence.
pub(crate) fn stdout(folder: &Path, args: &[&str], input: &[u8]) -> Result<Vec<u8>> {
    let output = run(folder, args, input)?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.code() == Some(0) && said.is_empty() {
        return Ok(output.stdout);
    }
    Err(format!("shuzhi {args:?}: {:?}, {said}", output.status).into())
}

fn text(folder: &Path, args: &[&str], input: &[u8]) -> Result<String> {
    Ok(String::from_utf8(stdout(folder, args, input)?)?)
}

fn json(folder: &Path, args: &[&str], input: &[u8]) -> Result<Value> {
    Ok(serde_json::from_slice(&stdout(folder, args, input)?)?)
}

#[test]
fn lists_are_arrays_of_objects_with_id_and_name() -> Result {
    let folder = tempfile::tempdir()?;
    for (list, least) in [("templates", 10), ("layouts", 1)] {
        let found = json(folder.path(), &[list, "--json"], b"")?;
        let found = found.as_array().ok_or("no array")?;
        assert!(found.len() >= least, "{list}: {}", found.len());
        for one in found {
            assert!(one["id"].is_string() && one["name"].is_string(), "{one}");
        }
        let lines = text(folder.path(), &[list], b"")?;
        assert_eq!(lines.lines().count(), found.len());
    }
    Ok(())
}

#[test]
fn help_and_version_name_every_command() -> Result {
    let folder = tempfile::tempdir()?;
    let help = text(folder.path(), &["--help"], b"")?;
    for command in ["templates", "new", "text", "check", "export", "layouts", "store add", "store list", "store show"] {
        assert!(help.contains(&format!("\n  {command} ")), "{command} is not in the help");
    }
    let of = |words: &[&str]| text(folder.path(), words, b"");
    let check = of(&["check", "--help"])?;
    assert!(check.contains("\n  check 草稿") && !check.contains("\n  export ") && check.contains("退出码"), "{check}");
    assert_eq!(of(&["store", "--help"])?.matches("\n  store ").count(), help.matches("\n  store ").count());
    assert_eq!(of(&["kartoffel", "--help"])?, help);
    assert_eq!(text(folder.path(), &["--version"], b"")?, format!("shuzhi {}\n", env!("CARGO_PKG_VERSION")));
    Ok(())
}

#[test]
fn a_template_is_named_by_its_id_or_its_name() -> Result {
    let folder = tempfile::tempdir()?;
    for template in shuzhi::template::builtin()? {
        let draft: Draft = serde_json::from_value(json(
            folder.path(),
            &["new", "--template", &template.name, "--year", "2025"],
            b"",
        )?)?;
        assert_eq!(draft.template.id, template.id);
    }
    Ok(())
}

#[test]
fn a_draft_goes_from_new_over_text_and_check_to_word() -> Result {
    let folder = tempfile::tempdir()?;
    let path = folder.path();
    // Of a year to come: what is overdue is told by the clock.
    let sample = ["new", "--template", "general", "--year", "2125", "--sample"];
    assert_eq!(stdout(path, &[&sample[..], &["-o", "a.json"]].concat(), b"")?, b"");
    let draft = std::fs::read(path.join("a.json"))?;
    assert_eq!(serde_json::from_slice::<Draft>(&draft)?.year, Some(2125));
    let from_file = text(path, &["text", "a.json"], b"")?;
    assert!(from_file.starts_with("2125年度") && from_file.chars().count() > 1000);
    assert_eq!(text(path, &["text", "-"], &draft)?, from_file);
    assert_eq!(json(path, &["check", "a.json", "--json"], b"")?, Value::Array(vec![]));
    assert_eq!(text(path, &["check", "-"], &draft)?, "没有发现问题\n");
    stdout(path, &["export", "a.json", "-o", "a.docx"], b"")?;
    let word = std::fs::read(path.join("a.docx"))?;
    assert!(word.starts_with(b"PK"));
    assert_eq!(stdout(path, &["export", "-", "-o", "-", "--layout", "gbt9704"], &draft)?, word, "the same draft");
    Ok(())
}

#[test]
fn what_blocks_is_listed_and_force_writes() -> Result {
    let folder = tempfile::tempdir()?;
    let path = folder.path();
    stdout(path, &["new", "--template=general", "--year=2025", "-oa.json"], b"")?;
    let check = run(path, &["check", "a.json", "--json"], b"")?;
    assert_eq!((check.status.code(), check.stderr.is_empty()), (Some(1), true));
    let findings: Value = serde_json::from_slice(&check.stdout)?;
    let findings = findings.as_array().ok_or("no array")?;
    for key in ["rule", "level", "part", "item", "field", "start", "end", "text", "message", "suggestion"] {
        assert!(findings[0].get(key).is_some(), "{key}");
    }
    let blocked = run(path, &["export", "a.json", "-o", "a.docx"], b"")?;
    assert_eq!((blocked.status.code(), blocked.stderr.is_empty()), (Some(1), true));
    let listed = String::from_utf8(blocked.stdout)?;
    let errors = findings.iter().filter(|one| one["level"] == "error").count();
    assert_eq!(listed.lines().filter(|line| line.starts_with("错误　")).count(), errors);
    assert!(listed.contains("没有填单位"), "{listed}");
    assert!(!path.join("a.docx").exists());
    let forced = run(path, &["export", "a.json", "-o", "a.docx", "--force"], b"")?;
    assert_eq!(forced.status.code(), Some(0));
    assert!(std::fs::read(path.join("a.docx"))?.starts_with(b"PK"));
    Ok(())
}

#[test]
fn the_store_keeps_a_draft_and_its_exports() -> Result {
    let folder = tempfile::tempdir()?;
    let path = folder.path();
    let draft = stdout(path, &["new", "--template", "general", "--year", "2025"], b"")?;
    let read = |bytes: &[u8]| serde_json::from_slice::<Draft>(bytes);
    let id = text(path, &["store", "add", "-"], &draft)?.trim().to_owned();
    assert_eq!(id, read(&draft)?.id);
    assert_eq!(stdout(path, &["store", "show", &id], b"")?, draft, "what is shown is what was added");
    let copy = text(path, &["store", "add", &id], b"")?.trim().to_owned();
    assert_ne!(copy, id);
    assert_eq!(read(&stdout(path, &["store", "show", &copy], b"")?)?, Draft { id: copy.clone(), ..read(&draft)? });
    let listed = json(path, &["store", "list", "--json"], b"")?;
    assert_eq!(listed.as_array().map(Vec::len), Some(2));
    assert_eq!(listed[0]["year"], 2025);
    assert!(listed[0]["title"].is_string() && listed[0]["unit"].is_string());
    assert!(text(path, &["store", "list"], b"")?.contains(&copy));
    assert_eq!(stdout(path, &["store", "list", "--data", "elsewhere"], b"")?, b"", "nothing is there yet");
    assert_eq!(json(path, &["store", "list", "--data", "elsewhere", "--json"], b"")?, Value::Array(vec![]));
    assert!(!path.join("elsewhere").exists(), "listing makes nothing");
    assert!(stdout(path, &["store", "show", &id, "--data", "elsewhere"], b"").is_err(), "there is no such report");

    let exported = run(path, &["export", &id, "-o", "word.docx", "--force"], b"")?;
    assert_eq!(exported.status.code(), Some(0));
    let exports = read(&stdout(path, &["store", "show", &id], b"")?)?.extra.get("exports").cloned().unwrap_or_default();
    assert_eq!((&exports[0]["forced"], &exports[0]["file"]), (&Value::Bool(true), &Value::from("word.docx")));
    let history = json(path, &["store", "history", &id, "--json"], b"")?;
    assert_eq!((history.as_array().map(Vec::len), &history[0]["cause"]), (Some(1), &Value::from("export")));
    Ok(())
}

#[test]
fn an_own_template_is_listed_and_a_broken_one_is_told() -> Result {
    let folder = tempfile::tempdir()?;
    let path = folder.path();
    let templates = path.join("templates");
    std::fs::create_dir(&templates)?;
    let general = std::fs::read_to_string(crate::support::root().join("templates/general.json"))?;
    let own = general.replacen("\"general\"", "\"our-own\"", 1);
    shuzhi::export::write_file(&templates.join("own.json"), own.as_bytes())?;
    shuzhi::export::write_file(&templates.join("broken.json"), b"{")?;
    let output = run(path, &["templates", "--json"], b"")?;
    let list: Value = serde_json::from_slice(&output.stdout)?;
    assert_eq!((&list[0]["id"], &list[0]["own"]), (&Value::from("our-own"), &Value::Bool(true)));
    let said = String::from_utf8(output.stderr)?;
    assert!(
        output.status.success() && said.starts_with("warning: broken.json：") && said.lines().count() == 1,
        "{said}"
    );
    stdout(path, &["new", "--template", "our-own", "--year", "2025"], b"")?;
    let unknown = run(path, &["new", "--template", "our-won", "--year", "2025"], b"")?;
    let said = String::from_utf8(unknown.stderr)?;
    assert!(said.contains("是不是“our-own”") && !said.contains("broken.json"), "{said}");
    Ok(())
}
