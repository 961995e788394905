//! A file made by hand that lacks ids, or has one twice: what it holds is the same at each reading.

use std::collections::HashSet;

use serde_json::{Value, json};
use shuzhi::carry::{Choice, carry};
use shuzhi::ledger::ledger;
use shuzhi::model::{Draft, Item, read_draft};
use shuzhi::template::Start;

use crate::ledger::report;
use crate::support::{Result, ids, now};

/// A report with these problems, read as from a file, each time with other ids at hand.
fn read(problems: &Value, nth: usize) -> Result<Draft> {
    let mut json = serde_json::to_value(report("r24", 2024, None, &json!([]), &json!([]))?)?;
    json["parts"][2]["items"] = problems.clone();
    let mut other = || format!("random-{nth}");
    Ok(read_draft(&json.to_string(), "手写的草稿", &mut other)?)
}

fn problems(draft: &Draft) -> Vec<(String, String)> {
    let of = |item: &Item| (item.heading.clone(), item.id.clone());
    draft.parts[2].items.iter().map(of).collect()
}

fn item(id: &str, heading: &str) -> Value {
    json!({ "id": id, "heading": heading })
}

#[test]
fn what_shares_an_id_or_lacks_one_is_the_same_at_each_reading() -> Result {
    let all = [item("p", "甲"), item("p", "乙"), item("", "丙"), item("p", "乙"), item(" ", "丙"), item("q", "丁")];
    let first = problems(&read(&json!(all), 1)?);
    assert_eq!(first, problems(&read(&json!(all), 2)?));
    assert_eq!((first[0].1.as_str(), first[5].1.as_str()), ("p", "q"), "the first keeps it");
    let distinct: HashSet<&String> = first.iter().map(|(_, id)| id).collect();
    assert_eq!(distinct.len(), all.len());
    // What is deleted hands its id to no other, and what was saved keeps it.
    for gone in [2, 5] {
        let mut rest: Vec<Value> = all.to_vec();
        rest.remove(gone);
        let mut wanted = first.clone();
        wanted.remove(gone);
        if gone == 2 {
            wanted[3].1.clone_from(&first[2].1);
        }
        assert_eq!(problems(&read(&json!(rest), 1)?), wanted, "without {gone}");
    }
    let mut saved: Vec<Value> = first.iter().map(|(heading, id)| item(id, heading)).collect();
    assert_eq!(problems(&read(&json!(saved), 1)?), first);
    saved.insert(1, item("p", "乙"));
    let again = problems(&read(&json!(saved), 1)?);
    assert_eq!(again[2..], first[1..], "what is written first does not take it away");
    let other = problems(&read(&json!([item("p", "甲"), item("p", "另一个")]), 1)?);
    assert!(first.iter().all(|(_, id)| *id != other[1].1));
    Ok(())
}

#[test]
fn a_file_without_ids_goes_on_in_the_next_year() -> Result {
    let all = json!([{ "heading": "甲" }, { "heading": "乙" }, { "id": "p", "heading": "丙" }, { "id": "p", "heading": "丁" }]);
    let from = read(&all, 1)?;
    let start = Start { year: 2025, now: now(), ids: &mut ids() };
    let next = carry(&from, &Choice::all_open(&from), None, start);
    let ledger = ledger(&[&read(&all, 2)?, &next], now().date_naive());
    let rows: Vec<_> = ledger.rows.iter().map(|row| (row.text.as_str(), row.years.len())).collect();
    assert_eq!(rows, [("甲", 2), ("乙", 2), ("丙", 2), ("丁", 2)]);
    Ok(())
}

#[test]
fn problems_of_one_wording_in_reports_without_ids_are_two() -> Result {
    let mut json = serde_json::to_value(report("", 2024, None, &json!([]), &json!([]))?)?;
    json["id"] = json!("");
    json["parts"][2]["items"] = json!([{ "heading": "甲" }]);
    let read = |nth: usize| read_draft(&json.to_string(), "手写的草稿", &mut || format!("random-{nth}"));
    assert_ne!(problems(&read(1)?), problems(&read(2)?));
    Ok(())
}
