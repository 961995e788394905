//! Edits go to the draft they belong to.

use serde_json::{Value, json};
use shuzhi::Code;
use shuzhi::app::{App, ReportId};
use shuzhi::model::{Draft, Item, State};

use super::screen::three_years;
use crate::support::{Result, app};

fn edit(app: &mut App, edit: &Value) -> shuzhi::Result<()> {
    app.edit_ledger(serde_json::from_value(edit.clone()).expect("an edit")).map(|_| ())
}

fn stored(app: &mut App, id: &str) -> Result<Draft> {
    Ok(app.open_report(ReportId { id: id.into() })?.draft)
}

fn item(app: &mut App, id: &str) -> Result<Item> {
    let draft = stored(app, "r25")?;
    draft.parts[1].items.iter().find(|item| item.id == id).cloned().ok_or_else(|| "gone".into())
}

const LATE: &str = "n-整改中-2024";

#[test]
fn an_edit_changes_its_item_and_nothing_else_and_what_was_there_is_a_version() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    three_years(&mut app)?;
    let before = stored(&mut app, "r25")?;
    drop(app);
    // At another start, so that a sitting begins.
    let mut app = crate::support::app(folder.path())?;
    edit(
        &mut app,
        &json!({
            "report": "r25", "item": LATE, "measure": "新建支部", "result": "建成4个", "evidence": "文件", "owner": "周立",
            "leader": "李明远", "due": "2026年1月5日", "reason": "跨年", "closed": "2026.1.6", "state": "已销号",
        }),
    )?;
    let changed = item(&mut app, LATE)?;
    let mut expected = before.clone();
    let there = expected.parts[1].items.iter_mut().find(|item| item.id == LATE).ok_or("gone")?;
    (there.measure, there.result, there.evidence) = ("新建支部".into(), "建成4个".into(), "文件".into());
    (there.owner, there.leader, there.reason) = ("周立".into(), "李明远".into(), "跨年".into());
    (there.due, there.closed, there.state) = ("2026-01-05".into(), "2026-01-06".into(), Some(State::Closed));
    assert_eq!(changed, *there);
    let now = stored(&mut app, "r25")?;
    assert_eq!(now.parts, expected.parts);
    assert_eq!(stored(&mut app, "r24")?.parts[2].items[0].heading, "覆盖不够", "the earlier report is as it was");
    let versions = app.versions(ReportId { id: "r25".into() })?.versions;
    assert_eq!(versions.len(), 2, "what is stored, and what was before");
    let number = versions[1].number.ok_or("no version")?;
    assert_eq!(app.version_draft("r25", number)?.parts, before.parts);
    // An edit that changes nothing saves nothing.
    let revision = app.open_report(ReportId { id: "r25".into() })?.revision;
    edit(&mut app, &json!({ "report": "r25", "item": LATE, "measure": "新建支部" }))?;
    assert_eq!(app.open_report(ReportId { id: "r25".into() })?.revision, revision);
    Ok(())
}

#[test]
fn notes_are_added_by_their_day_and_never_changed() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    three_years(&mut app)?;
    for (date, text) in [("2025-06-20", "第一次"), ("2025-09-01", "第三次"), ("2025年7月1日", "第二次"), ("", "今天")]
    {
        edit(&mut app, &json!({ "report": "r25", "item": LATE, "note": { "date": date, "text": text } }))?;
    }
    let notes = item(&mut app, LATE)?.progress;
    let notes: Vec<_> = notes.iter().map(|note| (note.date.as_str(), note.text.as_str())).collect();
    let expected =
        [("2025-06-20", "第一次"), ("2025-07-01", "第二次"), ("2025-09-01", "第三次"), ("2026-01-08", "今天")];
    assert_eq!(notes, expected);
    Ok(())
}

#[test]
fn a_problem_of_this_year_takes_what_a_problem_has() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    three_years(&mut app)?;
    edit(&mut app, &json!({ "report": "r24", "item": "n", "owner": "周立", "due": "长期", "measure": "早做" }))?;
    let problem = stored(&mut app, "r24")?.parts[2].items[0].clone();
    assert_eq!((problem.owner.as_str(), problem.due.as_str(), problem.measure.as_str()), ("周立", "长期", "早做"));
    for more in
        [json!({ "state": "已销号" }), json!({ "result": "好" }), json!({ "note": { "date": "", "text": "甲" } })]
    {
        let mut change = json!({ "report": "r24", "item": "n" });
        change.as_object_mut().ok_or("no object")?.extend(more.as_object().cloned().unwrap_or_default());
        let error = edit(&mut app, &change).expect_err("refused");
        assert_eq!(error.code(), Code::Invalid);
        assert!(error.message().contains("下一年的报告里"), "{}", error.message());
    }
    Ok(())
}

#[test]
fn what_cannot_be_is_refused_plainly_and_nothing_is_changed() -> Result {
    let folder = tempfile::tempdir()?;
    let mut app = app(folder.path())?;
    three_years(&mut app)?;
    let before = stored(&mut app, "r25")?;
    let refused = |app: &mut App, more: Value| {
        let mut change = json!({ "report": "r25", "item": LATE, "measure": "不该写进去" });
        for (key, value) in more.as_object().expect("an object") {
            change[key] = value.clone();
        }
        let error = edit(app, &change).expect_err("refused");
        assert!(!error.hint().is_empty());
        (error.code(), error.message().to_string())
    };
    for (more, code, says) in [
        (json!({ "due": "2025-02-30" }), Code::Invalid, "完成时限“2025-02-30”不是日历上的日期"),
        (json!({ "closed": "2025-13-01" }), Code::Invalid, "销号日期“2025-13-01”不是日历上的日期"),
        (json!({ "closed": "年底" }), Code::Invalid, "销号日期“年底”不是完整的日期"),
        (json!({ "note": { "date": "2025-02-30", "text": "甲" } }), Code::Invalid, "进展的日期“2025-02-30”"),
        (json!({ "note": { "date": "", "text": " " } }), Code::Invalid, "进展没有写内容"),
        (json!({ "item": "gone" }), Code::NotFound, "已没有这个问题"),
        (json!({ "report": "gone" }), Code::NotFound, "gone"),
    ] {
        let (found, message) = refused(&mut app, more);
        assert_eq!(found, code, "{message}");
        assert!(message.contains(says), "{message}");
    }
    assert_eq!(stored(&mut app, "r25")?, before);
    app.remove(ReportId { id: "r25".into() })?;
    let (code, message) = refused(&mut app, json!({}));
    assert_eq!((code, message.contains("回收站")), (Code::Invalid, true), "{message}");
    Ok(())
}
