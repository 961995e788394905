//! 整改台账: what a chain of reports says of each problem, the screen's calls, and every file read back.

mod edits;
mod large;
mod rows;
mod screen;

use chrono::NaiveDate;
use serde_json::{Value, json};
use shuzhi::ledger::{Ledger, Row, ledger};
use shuzhi::model::{Draft, State, read_draft};

use crate::support::{Result, ids, now};

/// A report of `year` that was carried from `previous`, with this year's problems and its items on earlier ones.
pub(crate) fn report(id: &str, year: i32, previous: Option<&str>, problems: &Value, items: &Value) -> Result<Draft> {
    of_unit("商务局", id, year, previous, problems, items)
}

pub(crate) fn of_unit(
    unit: &str,
    id: &str,
    year: i32,
    previous: Option<&str>,
    problems: &Value,
    items: &Value,
) -> Result<Draft> {
    let template = json!({
        "schema": 1, "id": "t", "version": 1, "name": "t", "title": "{year}年度述职报告", "byline": "{post}　{reporter}",
        "parts": [
            { "id": "work", "name": "工作", "kind": "work" },
            { "id": "old", "name": "上年问题", "kind": "rectification" },
            { "id": "new", "name": "存在问题", "kind": "problem" },
            { "id": "cause", "name": "原因", "kind": "cause" },
            { "id": "plan", "name": "打算", "kind": "plan" },
        ],
    });
    let part = |id: &str, items: &Value| json!({ "id": id, "heading": id, "items": items });
    let json = json!({
        "schema": 1, "id": id, "previous": previous, "year": year,
        "created": format!("{year}-12-01T09:00:00+08:00"), "modified": format!("{year}-12-20T09:00:00+08:00"),
        "template": { "id": "t", "version": 1, "content": template },
        "fields": { "unit": unit, "reporter": "李明远" },
        "parts": [
            part("work", &json!([])), part("old", items), part("new", problems), part("cause", &json!([])),
            part("plan", &json!([])),
        ],
    });
    Ok(read_draft(&json.to_string(), "测试", &mut ids())?)
}

/// A problem of this year.
pub(crate) fn named(id: &str, text: &str) -> Value {
    json!({ "id": id, "heading": text, "owner": "王芳", "due": "2024-06-30" })
}

/// An item on an earlier problem.
pub(crate) fn answered(problem: &str, year: i32, text: &str, state: &str) -> Value {
    json!({ "id": format!("{problem}-{state}-{year}"), "problem": problem, "year": year, "text": text, "state": state })
}

/// The day of every test.
pub(crate) fn today() -> NaiveDate {
    now().date_naive()
}

fn ledger_of(drafts: &[Draft]) -> Ledger {
    ledger(&drafts.iter().collect::<Vec<_>>(), today())
}

fn row<'a>(ledger: &'a Ledger, id: &str) -> &'a Row {
    ledger.rows.iter().find(|row| row.id == id).expect("this row")
}

/// Year and state of each year of a row.
fn states(row: &Row) -> Vec<(i32, State)> {
    row.years.iter().map(|year| (year.year, year.state)).collect()
}
