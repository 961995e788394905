//! `shuzhi ledger`, run as the real program.

use std::path::Path;

use serde_json::{Value, json};
use shuzhi::app::ReportId;

use super::{answered, named, report};
use crate::cli::{run, stdout};
use crate::support::{Result, app, plant};

/// Three years of one chain as files in `folder`; answers their names.
fn files(folder: &Path) -> Result<[String; 3]> {
    const ID: [&str; 3] = [
        "00000000-0000-4000-8000-000000002023",
        "00000000-0000-4000-8000-000000002024",
        "00000000-0000-4000-8000-000000002025",
    ];
    let mut done = answered("q", 2023, "乙", "已销号");
    done["measure"] = "=做了\n两件事".into();
    let drafts = [
        report(ID[0], 2023, None, &json!([named("p", "甲"), named("q", "乙")]), &json!([]))?,
        report(ID[1], 2024, Some(ID[0]), &json!([]), &json!([answered("p", 2023, "甲", "整改中"), done]))?,
        report(ID[2], 2025, Some(ID[1]), &json!([]), &json!([answered("p", 2023, "甲", "持续整改")]))?,
    ];
    let names = ["a.json", "b.json", "c.json"].map(String::from);
    for (name, draft) in names.iter().zip(drafts) {
        plant(&folder.join(name), serde_json::to_string(&draft)?.as_bytes())?;
    }
    Ok(names)
}

#[test]
fn json_has_the_rows_of_the_design() -> Result {
    let folder = tempfile::tempdir()?;
    let [a, b, c] = files(folder.path())?;
    let found: Value = serde_json::from_slice(&stdout(folder.path(), &["ledger", &c, &a, &b, "--json"], b"")?)?;
    let rows = found.as_array().ok_or("no array")?;
    assert_eq!(rows.len(), 2);
    let p = &rows[0];
    for (key, wanted) in [
        ("id", json!("p")),
        ("text", json!("甲")),
        ("found_year", json!(2023)),
        ("cause", json!("")),
        ("measure", json!("")),
        ("owner", json!("王芳")),
        ("due", json!("2024-06-30")),
        ("state", json!("持续整改")),
    ] {
        assert_eq!(p[key], wanted, "{key}");
    }
    let years: Vec<_> =
        p["years"].as_array().ok_or("no years")?.iter().map(|year| (&year["year"], &year["state"])).collect();
    let expected = [(json!(2023), json!("待整改")), (json!(2024), json!("整改中")), (json!(2025), json!("持续整改"))];
    assert_eq!(years, expected.each_ref().map(|(year, state)| (year, state)));
    assert_eq!(rows[1]["state"], "已销号");
    Ok(())
}

#[test]
fn lines_and_files_are_written() -> Result {
    let folder = tempfile::tempdir()?;
    let [a, b, _] = files(folder.path())?;
    let text = String::from_utf8(stdout(folder.path(), &["ledger", &a, &b], b"")?)?;
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4, "{text}");
    assert!(lines[0].starts_with("序号\t问题\t来源\t"), "{text}");
    assert_eq!(lines[2], "2\t乙\t2023年度\t=做了 两件事\t王芳\t2024-06-30\t\t已销号");
    assert_eq!(lines[3], "共查摆问题2项，已整改1项，持续推进1项");
    let short = String::from_utf8(stdout(folder.path(), &["ledger", &a, &b, "--short"], b"")?)?;
    assert!(short.starts_with("问题\t措施\t责任人\t时限\t完成情况\n"), "{short}");
    let draft = std::fs::read(folder.path().join(&b))?;
    let output = run(folder.path(), &["ledger", &a, "-"], &draft)?;
    assert_eq!(String::from_utf8(output.stdout)?, text, "a draft from standard input");
    for (name, begins) in [("l.xlsx", &b"PK"[..]), ("l.DOCX", b"PK"), ("l.csv", b"\xEF\xBB\xBF")] {
        assert!(stdout(folder.path(), &["ledger", &a, &b, "-o", name], b"")?.is_empty());
        assert!(std::fs::read(folder.path().join(name))?.starts_with(begins), "{name}");
    }
    assert!(std::fs::read_to_string(folder.path().join("l.csv"))?.contains(",\"'=做了\n两件事\","));
    Ok(())
}

#[test]
fn a_stored_report_brings_those_it_was_carried_from_along() -> Result {
    let folder = tempfile::tempdir()?;
    let names = files(folder.path())?;
    let mut ids = Vec::new();
    for name in &names {
        let id = stdout(folder.path(), &["store", "add", name], b"")?;
        ids.push(String::from_utf8(id)?.trim().to_string());
    }
    let rows = |args: &[&str]| -> Result<Value> {
        Ok(serde_json::from_slice(&stdout(folder.path(), &[&["ledger", "--json"], args].concat(), b"")?)?)
    };
    let last = rows(&[&ids[2]])?;
    assert_eq!(last[0]["years"].as_array().map(Vec::len), Some(3));
    // Named twice by two reports of one chain, it is there once, and nothing is said of it.
    assert_eq!(rows(&[&ids[2], &ids[1]])?, last);
    assert_eq!(rows(&[&ids[1]])?[0]["years"].as_array().map(Vec::len), Some(2));
    // What is in the bin is not brought along.
    let mut app = app(folder.path())?;
    app.remove(ReportId { id: ids[0].clone() })?;
    drop(app);
    let output = run(folder.path(), &["ledger", "--json", &ids[2]], b"")?;
    assert!(String::from_utf8(output.stderr)?.contains("沿用的那份报告不在这里"));
    Ok(())
}

#[test]
fn a_stored_chain_that_loops_comes_to_an_end() -> Result {
    let folder = tempfile::tempdir()?;
    let ids = ["00000000-0000-4000-8000-00000000000a", "00000000-0000-4000-8000-00000000000b"];
    let mut app = app(folder.path())?;
    app.add(report(ids[0], 2024, Some(ids[1]), &json!([named("p", "甲")]), &json!([]))?)?;
    app.add(report(ids[1], 2025, Some(ids[0]), &json!([]), &json!([]))?)?;
    drop(app);
    let output = run(folder.path(), &["ledger", "--json", ids[1]], b"")?;
    assert_eq!(output.status.code(), Some(0));
    assert!(String::from_utf8(output.stderr)?.contains("绕成了一圈"));
    let rows: Value = serde_json::from_slice(&output.stdout)?;
    assert_eq!(rows[0]["years"].as_array().map(Vec::len), Some(2));
    Ok(())
}

#[test]
fn what_is_odd_is_a_warning_and_the_ledger_is_there() -> Result {
    let folder = tempfile::tempdir()?;
    let [a, b, c] = files(folder.path())?;
    let output = run(folder.path(), &["ledger", &a, &a, &c, "--json"], b"")?;
    let said = String::from_utf8(output.stderr)?;
    assert_eq!(output.status.code(), Some(0));
    let warnings: Vec<&str> = said.lines().collect();
    assert_eq!(warnings.len(), 2, "{said}");
    assert!(warnings[0].starts_with("warning: 2023年度报告（商务局 李明远）给了两次"), "{said}");
    assert!(warnings[1].contains("沿用的那份报告不在这里"), "{said}");
    let rows: Value = serde_json::from_slice(&output.stdout)?;
    assert_eq!(rows.as_array().map(Vec::len), Some(2));
    assert_eq!(rows[0]["years"].as_array().map(Vec::len), Some(2), "without {b}");
    Ok(())
}

#[test]
fn bad_input_is_one_line_and_nothing_is_written() -> Result {
    let folder = tempfile::tempdir()?;
    let [a, b, _] = files(folder.path())?;
    plant(&folder.path().join("broken.json"), b"{\"schema\": 1,")?;
    plant(&folder.path().join("draft.csv"), &std::fs::read(folder.path().join(&a))?)?;
    let there = std::fs::read_dir(folder.path())?.count();
    for (args, says) in [
        (&["ledger"][..], "命令 ledger 缺少参数"),
        (&["ledger", "gone.json"], "gone.json：没有这个文件"),
        (&["ledger", &a, "broken.json"], "broken.json"),
        (&["ledger", &a, "-o", "l.pdf"], "不知道“l.pdf”要写成什么文件"),
        (&["ledger", &a, "-o", "l"], "不知道“l”要写成什么文件"),
        (&["ledger", &a, "--json", "-o", "l.xlsx"], "--json 不能与 -o、--short 同用"),
        (&["ledger", &a, "--json", "--short"], "--json 不能与 -o、--short 同用"),
        (&["ledger", &b, "draft.csv", "-o", "draft.csv"], "是正在读的那个文件"),
        (&["ledger", "00000000-0000-4000-8000-00000000ffff"], "00000000-0000-4000-8000-00000000ffff"),
        (&["ledger", &a, "-o", "gone/l.xlsx"], "gone"),
    ] {
        let output = run(folder.path(), args, b"")?;
        let said = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
        assert!(output.stdout.is_empty() && said.lines().count() == 1 && said.len() <= 400, "{args:?}: {said}");
        assert!(said.starts_with("error: ") && said.contains(" hint: ") && said.contains(says), "{args:?}: {said}");
        assert_eq!(std::fs::read_dir(folder.path())?.count(), there, "{args:?} left something behind");
    }
    Ok(())
}
