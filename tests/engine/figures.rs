//! 关键数据, counts of earlier problems, and links within the year, as texts and findings.

use serde_json::{Value, json};
use shuzhi::app::{View, view};
use shuzhi::check::{Fix, Level};
use shuzhi::model::{Draft, read_draft};

use crate::support::Result;

fn draft(kinds: &Value, figures: &Value, parts: &Value) -> Result<Draft> {
    let template =
        json!({ "schema": 1, "id": "t", "version": 1, "name": "t", "title": "题", "byline": "", "parts": kinds });
    let json = json!({
        "schema": 1, "id": "d", "year": 2025, "created": "2025-12-01T09:00:00+08:00", "modified": "2025-12-01T09:00:00+08:00",
        "template": { "id": "t", "version": 1, "content": template }, "figures": figures, "parts": parts,
    });
    let mut count = 0;
    Ok(read_draft(&json.to_string(), "test", &mut || {
        count += 1;
        format!("id-{count}")
    })?)
}

fn work(figures: &Value, text: &str) -> Result<View> {
    let parts = json!([{ "id": "w", "heading": "工作", "lead": text }]);
    Ok(view(&draft(&json!([{ "id": "w", "name": "工作", "kind": "work" }]), figures, &parts)?))
}

fn rules(view: &View) -> Vec<(&str, &str)> {
    view.findings.iter().map(|one| (one.rule.as_str(), one.text.as_str())).collect()
}

fn meetings(value: &str) -> Value {
    json!([{ "id": "f", "name": "党委会议", "value": value, "unit": "次" }])
}

#[test]
fn a_figure_stands_in_the_text_as_its_value_and_counts_as_that() -> Result {
    let view = work(&meetings("12"), "召开党委会议{{党委会议}}次。")?;
    assert_eq!(view.document.blocks.last().map(|block| block.text()), Some("召开党委会议12次。".into()));
    assert_eq!((view.figures.get("f"), rules(&view)), (Some(&1), vec![]));
    // 一、工作, and 召开党委会议12次。: a number is one word.
    assert_eq!(view.characters, 4 + 10);
    Ok(())
}

#[test]
fn an_unfilled_figure_is_a_placeholder_where_it_is_used_and_a_hint_where_not() -> Result {
    let used = work(&meetings(""), "召开党委会议{{党委会议}}次。")?;
    assert_eq!((used.placeholders, rules(&used)), (1, vec![("placeholder", "××")]));
    let unused = work(&meetings(""), "没有用到。")?;
    assert_eq!((unused.placeholders, rules(&unused)), (0, vec![("figure-empty", "")]));
    assert_eq!(unused.sections.iter().position(|section| section.id == "figures"), Some(1));
    Ok(())
}

#[test]
fn the_same_figure_typed_otherwise_is_found_with_its_mend() -> Result {
    let view = work(&meetings("12"), "召开党委会议{{党委会议}}次。全年党委会议共召开15次，其中8名党委会议代表。")?;
    assert_eq!(rules(&view), [("figure-differs", "15")]);
    let found = &view.findings[0];
    assert_eq!(found.message, "“党委会议”这里写的是15次，关键数据里是12次");
    let (start, end) = (found.start, found.end);
    let fix =
        Fix::UseFigure { part: "w".into(), item: None, field: "lead".into(), start, end, name: "党委会议".into() };
    assert_eq!((found.fix.as_ref(), end - start), (Some(&fix), 2));
    // Nothing filled in: the first one typed counts.
    let view = work(&meetings(""), "党委会议15次。党委会议12次。党委会议15次。")?;
    assert_eq!(rules(&view), [("figure-empty", ""), ("figure-differs", "12")]);
    Ok(())
}

#[test]
fn braces_that_would_be_printed_are_found() -> Result {
    for (text, braces) in [
        ("开会{{党委会议}次。", "{{"),
        ("开会党委会议}}次。", "}}"),
        ("开会｛｛党委会议｝｝次。", "｛｛"),
        ("{{会议}}次。", "{{会议}}"),
    ] {
        let view = work(&meetings("12"), text)?;
        assert!(rules(&view).contains(&("figure", braces)), "{text}: {:?}", rules(&view));
    }
    let view = work(&meetings("{{12}}"), "开会{{党委会议}}次。")?;
    assert!(rules(&view).contains(&("figure-name", "")), "{:?}", rules(&view));
    Ok(())
}

#[test]
fn names_that_cannot_be_meant_are_told() -> Result {
    let figures = json!([
        { "id": "a", "name": "整改统计", "value": "1" }, { "id": "b", "name": "会议", "value": "1" },
        { "id": "c", "name": " 会议 ", "value": "2" }, { "id": "d", "name": "", "value": "3" }, { "id": "e", "name": "甲}", "value": "4" },
    ]);
    let found = work(&figures, "开会{{会议}}次。")?.findings;
    let items: Vec<_> = found.iter().map(|one| (one.rule.as_str(), one.item.as_deref().unwrap_or(""))).collect();
    assert_eq!(items, ["a", "c", "d", "e"].map(|id| ("figure-name", id)));
    Ok(())
}

#[test]
fn earlier_problems_are_counted_once_and_without_those_left_out() -> Result {
    let kinds = json!([{ "id": "r", "name": "整改", "kind": "rectification" }, { "id": "q", "name": "整改", "kind": "rectification" }]);
    let item = |problem: &str, state: &str, waived: &str| json!({ "problem": problem, "text": "甲", "measure": "办。", "state": state, "waived": waived });
    let parts = json!([
        { "id": "r", "heading": "整改", "lead": "{{整改统计}}。", "numbering": "（一）", "run_in": true, "items": [
            item("1", "已销号", ""), item("2", "整改中", ""), item("3", "移交", ""), item("4", "整改中", "已并入别的问题") ] },
        { "id": "q", "heading": "续", "numbering": "（一）", "run_in": true, "items": [ item("1", "已销号", "") ] },
    ]);
    let view = view(&draft(&kinds, &json!([]), &parts)?);
    let text = view.document.text();
    assert!(text.contains("共3项，已整改1项，持续推进1项，移交1项。"), "{text}");
    assert_eq!(text.matches("针对甲的问题").count(), 4, "what is left out with a reason is not printed: {text}");
    let labels: Vec<&str> = view.labels.values().map(String::as_str).filter(|label| label.starts_with('（')).collect();
    assert!(!labels.contains(&"（四）"), "nor numbered: {labels:?}");
    Ok(())
}

#[test]
fn a_part_whose_problems_are_all_left_out_with_a_reason_is_not_missing() -> Result {
    let kinds = json!([{ "id": "r", "name": "整改", "kind": "rectification", "required": true }]);
    let parts = |waived: &str| json!([{ "id": "r", "heading": "整改", "items": [{ "text": "甲", "waived": waived }] }]);
    let rules = |waived: &str| -> Result<Vec<String>> {
        let view = view(&draft(&kinds, &json!([]), &parts(waived))?);
        Ok(view.findings.into_iter().filter(|one| one.rule == "required-part").map(|one| one.rule).collect())
    };
    assert_eq!(rules("单位已撤销")?, Vec::<String>::new());
    let text = view(&draft(&kinds, &json!([]), &parts("单位已撤销"))?).document.text();
    assert!(!text.contains("整改"), "no heading stands above nothing: {text}");
    Ok(())
}

#[test]
fn the_matrix_shows_links_and_holes() -> Result {
    let kinds = json!([
        { "id": "p", "name": "问题", "kind": "problem" }, { "id": "c", "name": "原因", "kind": "cause" }, { "id": "n", "name": "打算", "kind": "plan" },
    ]);
    let parts = |linked: bool| {
        let links = if linked { json!(["1"]) } else { json!([]) };
        json!([
            { "id": "p", "heading": "问题", "items": [{ "id": "1", "heading": "甲" }, { "id": "2", "heading": "乙", "cause": "忙" }, { "id": "3", "heading": "丙" }] },
            { "id": "c", "heading": "原因", "items": [{ "id": "4", "heading": "因", "explains": links }] },
            { "id": "n", "heading": "打算", "items": [{ "id": "5", "heading": "办", "answers": links }, { "id": "6", "heading": "另办" }] },
        ])
    };
    let view = |linked| draft(&kinds, &json!([]), &parts(linked)).map(|draft| shuzhi::app::view(&draft));
    let linked = view(true)?;
    let rows: Vec<_> =
        linked.matrix.rows.iter().map(|row| (row.own_cause, row.causes.len(), row.measures.len())).collect();
    assert_eq!(rows, [(false, 1, 1), (true, 0, 0), (false, 0, 0)]);
    let found = |view: &View| -> Vec<(String, String)> {
        view.findings.iter().map(|one| (one.rule.clone(), one.item.clone().unwrap_or_default())).collect()
    };
    let told = |rule: &str, item: &str| (rule.to_string(), item.to_string());
    let expected = [told("no-measure", "2"), told("no-measure", "3"), told("no-cause", "3"), told("loose", "6")];
    assert_eq!(found(&linked), expected);
    assert_eq!(found(&view(false)?), [told("unlinked", "1")], "one hint where nothing is linked");
    Ok(())
}

#[test]
fn where_nothing_was_answered_nothing_is_counted() -> Result {
    let item = |waived: &str| json!({ "id": "i", "text": "甲", "measure": "做了", "result": "好", "waived": waived });
    let of = |items: &Value, lead: &str| -> Result<Vec<(Level, usize, usize)>> {
        let kinds = json!([{ "id": "r", "name": "整改", "kind": "rectification" }]);
        let parts = json!([{ "id": "r", "heading": "整改", "lead": lead, "items": items }]);
        let found =
            view(&draft(&kinds, &json!([]), &parts)?).findings.into_iter().filter(|one| one.rule == "nothing-counted");
        Ok(found.map(|one| (one.level, one.start, one.end)).collect())
    };
    let told = vec![(Level::Error, 5, 13)];
    assert_eq!(of(&json!([]), "逐条整改，{{整改统计}}。")?, told);
    assert_eq!(of(&json!([item("上级统一推进")]), "逐条整改，{{整改统计}}。")?, told);
    assert_eq!(of(&json!([item("")]), "逐条整改，{{整改统计}}。")?, []);
    assert_eq!(of(&json!([]), "逐条整改，共0项，已整改0项。")?, [], "what is typed is the user's own");
    Ok(())
}
