//! The list of calls: its TypeScript is up to date, and each call answers by name what its method answers.

use serde_json::{Value, json};
use shuzhi::Code;
use shuzhi::app::{App, typescript};

use crate::support::{self, Result};

#[test]
fn the_typescript_is_up_to_date() -> Result {
    support::golden("ui/src/generated.ts", &typescript()?)
}

#[test]
fn the_typescript_declares_every_type_it_names() -> Result {
    let source = typescript()?;
    for name in ["Draft", "Item", "Template", "View", "Finding", "Profile", "Exported", "Failure", "Condition", "Calls"]
    {
        let declared = [format!("export type {name} "), format!("export interface {name} ")];
        assert!(declared.iter().any(|line| source.contains(line)), "{name} is not declared");
    }
    for call in App::CALLS {
        assert!(source.contains(&format!("  {call}: {{ args: ")), "{call} is not in Calls");
    }
    assert!(!source.contains("bigint"), "JSON has no bigint");
    Ok(())
}

#[test]
fn every_call_answers_by_name() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = support::app(folder.path())?;
    let home = app.call("home", Value::Null)?;
    assert_eq!(home["report_year"], 2025);
    assert_eq!(home["reports"], json!([]));

    let created = app.call("create", json!({ "template": "general", "year": 2025, "sample": true }))?;
    let id = created["draft"]["id"].clone();
    let mut draft = created["draft"].clone();
    draft["fields"]["unit"] = json!("甲单位党委");
    let saved = app.call("save", json!({ "draft": draft, "revision": created["revision"] }))?;
    assert_eq!(saved["revision"], 2);
    let opened = app.call("open", json!({ "id": id }))?;
    assert_eq!(opened["draft"]["fields"]["unit"], "甲单位党委");
    assert_eq!(app.call("view", json!({ "draft": opened["draft"] }))?, opened["view"]);

    let part = opened["draft"]["parts"].as_array().and_then(|parts| parts.get(1)).ok_or("no part")?;
    let example = app.call("example", json!({ "draft": opened["draft"], "part": part["id"] }))?;
    assert!(example["blocks"].as_array().is_some_and(|blocks| !blocks.is_empty()), "{example}");

    let copy = app.call("copy", json!({ "id": id }))?;
    assert_ne!(copy["draft"]["id"], id);
    app.call("remove", json!({ "id": id }))?;
    let listed = app.call("home", json!({}))?;
    assert_eq!(listed["reports"][0]["id"], copy["draft"]["id"]);
    assert_eq!(listed["reports"][1]["deleted"], "2026-01-08T09:30:00+08:00");
    app.call("restore", json!({ "id": id }))?;
    assert!(
        app.call("home", json!({}))?["reports"]
            .as_array()
            .is_some_and(|all| all.iter().all(|one| one["deleted"].is_null()))
    );

    let set = app.call("set_settings", json!({ "theme": "dark", "zoom": 900, "unit": "乙单位" }))?;
    assert_eq!((&set["zoom"], &set["unit"]), (&json!(200), &json!("乙单位")));
    assert_eq!(app.call("settings", Value::Null)?, set);
    Ok(())
}

#[test]
fn a_call_that_does_not_fit_says_where() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = support::app(folder.path())?;
    let unknown = app.call("shred", Value::Null).err().ok_or("there is no such call")?;
    assert_eq!(unknown.code(), Code::NotFound);
    let wrong = app
        .call("create", json!({ "template": "general", "year": "二〇二五", "sample": false }))
        .err()
        .ok_or("no year")?;
    assert_eq!(wrong.code(), Code::Invalid);
    assert!(wrong.message().contains("year"), "{wrong}");
    let year =
        app.call("create", json!({ "template": "general", "year": 0, "sample": false })).err().ok_or("year 0")?;
    assert_eq!((year.code(), year.message()), (Code::Invalid, "年份“0”不对"));
    Ok(())
}
