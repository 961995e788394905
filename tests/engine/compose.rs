//! Draft → document: every shape that real reports have.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use shuzhi::check::{Level, check};
use shuzhi::compose::{compose, compose_all, example};
use shuzhi::model::{Block, Draft, Figure, Role, SpanRole, read_draft};

/// A draft with these parts and fields; the template knows each part by kind `prose` unless `kinds` says otherwise.
fn draft(fields: Value, kinds: Value, parts: Value) -> Draft {
    let template = json!({
        "schema": 1, "id": "t", "version": 1, "name": "t", "title": "{year}年度述职报告", "byline": "{post}　{reporter}",
        "parts": kinds,
    });
    let json = json!({
        "schema": 1, "id": "d", "year": 2025, "created": "2025-12-01T09:00:00+08:00", "modified": "2025-12-01T09:00:00+08:00",
        "template": { "id": "t", "version": 1, "content": template },
        "fields": fields, "figures": [{ "name": "会议", "value": "12" }, { "name": "空" }], "parts": parts,
    });
    let mut count = 0;
    let mut ids = || {
        count += 1;
        format!("id-{count}")
    };
    read_draft(&json.to_string(), "test", &mut ids).expect("a draft")
}

fn parts(parts: Value) -> Draft {
    draft(json!({ "title": "题" }), json!([{ "id": "p", "name": "p" }]), parts)
}

/// The text of every block but the title.
fn text(draft: &Draft) -> Vec<String> {
    compose(draft).blocks.iter().filter(|block| block.role != Role::Title).map(Block::text).collect()
}

#[test]
fn parts_items_and_sub_parts_are_numbered_on() {
    let draft = parts(json!([
        { "id": "a", "heading": "工作", "numbering": "（一）", "run_in": true,
          "items": [{ "heading": "甲", "body": "做。" }, { "heading": "" }, { "heading": "乙！", "body": "成。" }],
          "parts": [{ "id": "b", "heading": "整改", "numbering": "一是", "join": "sentences", "lead": "针对问题：",
                      "items": [{ "heading": "丙", "body": "办" }, { "heading": "丁" }] }] },
        { "id": "c", "heading": "打算", "numbering": "（一）", "run_in": false,
          "items": [{ "heading": "戊", "body": "一段。\n二段。" }] },
    ]));
    let expected = [
        "一、工作",
        "（一）甲。做。",
        "（二）乙！成。",
        "（三）整改。针对问题：一是丙。办。二是丁。",
        "二、打算",
        "（一）戊",
        "一段。",
        "二段。",
    ];
    assert_eq!(text(&draft), expected);
}

#[test]
fn text_pasted_from_elsewhere_keeps_its_paragraphs() {
    let draft = parts(json!([
        { "id": "p", "heading": "工作", "lead": "甲\r\n乙\r丙\u{2028}丁\u{b}戊", "join": "sentences",
          "tail": "\r\n己", "items": [{ "heading": "\u{200B}" }] },
        { "id": "q", "heading": "\u{200B}\u{0}", "lead": "庚" },
    ]));
    assert_eq!(text(&draft), ["一、工作", "甲", "乙", "丙", "丁", "戊", "己", "庚"]);
}

#[test]
fn a_sentence_in_quotes_and_brackets_gets_no_second_stop() {
    let draft = parts(json!([
        { "id": "p", "heading": "工作", "numbering": "（一）", "run_in": true, "items": [
            { "heading": "（“干。”）", "body": "甲。" }, { "heading": "学“理论”", "body": "乙。" }, { "heading": "改！』】", "body": "丙。" },
            { "heading": "“”", "body": "丁。" }] },
    ]));
    assert_eq!(
        text(&draft),
        ["一、工作", "（一）（“干。”）甲。", "（二）学“理论”。乙。", "（三）改！』】丙。", "（四）“”。丁。"]
    );
}

#[test]
fn time_grows_with_the_text_and_not_faster() {
    // Closing quotes alone and figures by the hundred once took quadratic time. A machine that does other work too may be
    // slow for a while.
    let time = |count: usize| {
        let items: Vec<Value> = (0..count).map(|n| json!({ "heading": "”", "body": format!("{{{{{n}}}}}") })).collect();
        let style = json!({ "id": "p", "numbering": "none", "run_in": true, "join": "sentences", "items": items });
        let mut draft = parts(json!([style]));
        let figure = |n: usize| Figure { name: n.to_string(), value: "”".into(), ..Figure::default() };
        draft.figures = (0..count).map(figure).collect();
        let run = || {
            let start = Instant::now();
            assert_eq!(compose(&draft).blocks.len(), 2);
            start.elapsed()
        };
        (0..3).map(|_| run()).min().unwrap_or(Duration::ZERO)
    };
    // What is quadratic takes 64 times as long each time.
    let tries: Vec<(Duration, Duration)> = (0..5).map(|_| (time(1000), time(8000))).collect();
    assert!(tries.iter().any(|(short, long)| *long < *short * 24), "{tries:?}");
}

#[test]
fn a_clause_goes_on_in_a_clause() {
    let items = json!([
        { "id": "a", "heading": "发展不平衡", "body": "三个支部记录不全。" },
        { "id": "b", "heading": "形式单一：", "body": "读文件多" },
        { "id": "c", "heading": "更新不及时" },
    ]);
    let draft = parts(
        json!([{ "id": "p", "heading": "问题", "numbering": "none", "run_in": true, "join": "clauses", "items": items }]),
    );
    assert_eq!(text(&draft)[1], "发展不平衡，三个支部记录不全。形式单一：读文件多，更新不及时。");
}

#[test]
fn a_heading_does_not_stand_over_parts_that_are_left_out() {
    let draft = parts(json!([
        { "id": "a", "heading": "工作", "parts": [{ "id": "b", "heading": "做法", "lead": "甲。", "left_out": true }] },
        { "id": "c", "heading": "打算", "lead": "乙。" },
    ]));
    assert_eq!(text(&draft), ["一、打算", "乙。"]);
}

#[test]
fn figures_hold_one_line_and_the_innermost_braces_count() {
    let mut draft =
        parts(json!([{ "id": "p", "heading": "工作", "lead": "{{{{会议}}}}、{{}}、{{无}}、{{ 会议 }}、{{" }]));
    draft.figures[0].value = "1\r\n2".into();
    assert_eq!(text(&draft), ["一、工作", "{{1  2}}、{{}}、{{无}}、1  2、{{"]);
}

#[test]
fn the_words_of_a_token_are_no_token() {
    let kinds = json!([{ "id": "r", "name": "r", "kind": "rectification", "shown": "quoted" }, { "id": "w", "name": "w", "kind": "work" }]);
    let list = json!([
        { "id": "r", "items": [{ "id": "i", "text": "学习不深\r\n不透" }] },
        { "id": "w", "heading": "工作", "items": [{ "body": "上年问题已整改。", "answers": ["i"] }] },
    ]);
    let draft = draft(json!({ "title": "题" }), kinds, list);
    assert_eq!(text(&draft), ["一、工作", "（一）针对上年查摆出的“学习不深  不透”问题，上年问题已整改。"]);
}

#[test]
fn what_would_be_printed_wrong_or_not_at_all_holds_the_export_back() {
    let kinds = json!([{ "id": "r", "name": "r", "kind": "rectification", "shown": "quoted" }, { "id": "w", "name": "w", "kind": "work" }]);
    let list = |answers: Value| {
        json!([{ "id": "r", "items": [{ "id": "i", "text": "学习不深" }] },
               { "id": "w", "heading": "工作", "items": [{ "id": "j", "body": "𠮷{{会议}}、{{无}}。", "answers": answers }] }])
    };
    let found = |answers: Value| -> Vec<(String, String, usize, usize)> {
        let draft = draft(json!({ "title": "题" }), kinds.clone(), list(answers));
        let found = check(&draft, &compose(&draft), draft.modified.date_naive()).into_iter();
        let found = found.filter(|one| one.level == Level::Error);
        found.map(|one| (one.rule, one.text, one.start, one.end)).collect()
    };
    let figure = || ("figure".to_string(), "{{无}}".to_string(), 9, 14);
    assert_eq!(found(json!(["i"])), [figure()]);
    assert_eq!(found(json!([])), [("unanswered".into(), String::new(), 0, 0), figure()]);
}

#[test]
fn a_year_at_the_end_of_all_years_has_an_example() {
    let mut draft = parts(json!([{ "id": "p" }]));
    for year in [i32::MIN, i32::MAX] {
        draft.year = Some(year);
        assert!(example(&draft, "p").is_empty());
        assert_eq!(compose(&draft).blocks.len(), 1);
    }
}

#[test]
fn run_in_and_own_line_headings_have_their_roles() {
    let draft = parts(json!([
        { "id": "a", "heading": "甲", "numbering": "（一）", "run_in": false, "nested": { "numbering": "1.", "run_in": true },
          "items": [{ "heading": "乙", "items": [{ "heading": "丙", "body": "丁" }] }] },
        { "id": "b", "heading": "戊", "numbering": "（1）", "run_in": true, "items": [{ "heading": "己", "body": "庚" }] },
    ]));
    let blocks = compose(&draft).blocks;
    let roles: Vec<Role> = blocks.iter().map(|block| block.role).collect();
    assert_eq!(roles, [Role::Title, Role::Heading1, Role::Heading2, Role::Paragraph, Role::Heading1, Role::Paragraph]);
    let spans =
        |index: usize| blocks[index].spans.iter().map(|span| (span.text.as_str(), span.role)).collect::<Vec<_>>();
    let run_in = SpanRole::RunIn3;
    assert_eq!(spans(3), [("1.", run_in), ("丙", run_in), ("。", run_in), ("丁", SpanRole::Text)]);
    let run_in = SpanRole::RunIn4;
    assert_eq!(spans(5), [("（1）", run_in), ("己", run_in), ("。", run_in), ("庚", SpanRole::Text)]);
}

#[test]
fn clauses_make_one_sentence() {
    let draft =
        parts(json!([{ "id": "a", "heading": "问题", "numbering": "none", "join": "clauses", "lead": "总的看，",
        "items": [{ "heading": "甲不够" }, { "heading": "乙不实，" }, { "body": "丙不多" }] }]));
    assert_eq!(text(&draft), ["一、问题", "总的看，甲不够，乙不实，丙不多。"]);
}

#[test]
fn a_series_may_also_stand_in_paragraphs() {
    let draft = parts(json!([{ "id": "a", "heading": "方向", "numbering": "一是", "lead": "要做：",
        "items": [{ "heading": "甲", "body": "乙。" }, { "heading": "丙", "body": "丁。" }], "tail": "完。" }]));
    assert_eq!(text(&draft), ["一、方向", "要做：", "一是甲。乙。", "二是丙。丁。", "完。"]);
}

#[test]
fn rectification_follows_its_pattern() {
    let kinds = json!([{ "id": "r", "name": "r", "kind": "rectification" }]);
    let item = json!({ "heading": "规范程序", "text": "程序不清", "measure": "立了规矩", "result": "已执行" });
    let of = |pattern: &str, numbering: &str, item: &Value| {
        let part = json!([{ "id": "r", "heading": "整改", "numbering": numbering, "run_in": true, "join": "sentences",
            "pattern": pattern, "items": [item] }]);
        text(&draft(json!({ "title": "题" }), kinds.clone(), part)).pop().unwrap_or_default()
    };
    assert_eq!(of("", "none", &item), "规范程序。针对程序不清的问题，立了规矩。已执行。");
    assert_eq!(
        of("针对{text}问题。{measure}{result}", "none", &json!({ "text": "覆盖不够", "measure": "新建两个。" })),
        "针对覆盖不够问题。新建两个。"
    );
    assert_eq!(
        of("{heading}。针对{text}的问题，{measure}{result}", "一是", &item),
        "一是规范程序。针对程序不清的问题，立了规矩。已执行。"
    );
    assert_eq!(
        of("针对{text}的问题，{measure}", "（一）", &json!({ "text": "组织覆盖问题", "measure": "办。" })),
        "（一）针对组织覆盖问题，办。"
    );
    assert_eq!(of("针对{text}的问题，{measure}", "none", &json!({ "measure": "办。" })), "针对××的问题，办。");
}

#[test]
fn work_items_quote_last_years_problems() {
    let kinds = json!([
        { "id": "w", "name": "w", "kind": "work" },
        { "id": "r", "name": "r", "kind": "rectification", "shown": "quoted" },
    ]);
    let quoting = json!([
        { "id": "w", "heading": "工作", "numbering": "（一）", "run_in": true, "items": [
            { "heading": "甲", "body": "先说。针对{{上年问题}}等问题，办。", "answers": ["p1", "p2"] },
            { "heading": "乙", "body": "办了。", "answers": ["p3"] }] },
        { "id": "r", "heading": "", "items": [
            { "id": "i1", "problem": "p1", "text": "一号" }, { "id": "i2", "problem": "p2", "text": "二号" },
            { "id": "i3", "problem": "p3", "text": "三号" }] },
    ]);
    let draft = draft(json!({ "title": "题" }), kinds, quoting);
    let expected =
        ["一、工作", "（一）甲。先说。针对“一号”和“二号”等问题，办。", "（二）乙。针对上年查摆出的“三号”问题，办了。"];
    assert_eq!(text(&draft), expected);
    let blocks = compose(&draft).blocks;
    let quoted = blocks.iter().flat_map(|block| &block.spans).find(|span| span.text == "二号");
    let origin = quoted.and_then(|span| span.origin.clone()).expect("an origin");
    assert_eq!(
        (origin.part.as_deref(), origin.item.as_deref(), origin.field.as_str()),
        (Some("r"), Some("i2"), "text")
    );
}

#[test]
fn figures_stand_as_their_value_and_every_origin_names_its_range() {
    let body = "𠮷开会{{会议}}次，{{空}}人，{{不认识}}。\t完\u{0}了";
    let draft = parts(json!([{ "id": "p", "heading": "", "lead": body }]));
    assert_eq!(text(&draft), ["𠮷开会12次，××人，{{不认识}}。 完了"]);
    let utf16: Vec<u16> = body.encode_utf16().collect();
    for span in compose(&draft).blocks.iter().flat_map(|block| &block.spans).filter(|span| span.text != "题") {
        let origin = span.origin.clone().expect("typed");
        let range = String::from_utf16_lossy(&utf16[origin.start..origin.end]);
        match span.text.as_str() {
            "12" => assert_eq!(range, "{{会议}}"),
            "××" => assert_eq!(range, "{{空}}"),
            text => assert_eq!(range.replace('\t', " "), text),
        }
    }
}

#[test]
fn title_byline_and_date_are_composed_where_nothing_is_typed() {
    let fields = json!({ "post": "书记", "reporter": "李明", "date": "2025-12-05", "salutation": "各位领导" });
    let mut draft = draft(fields, json!([{ "id": "p", "name": "p" }]), json!([{ "id": "p", "lead": "正文。" }]));
    let of = |draft: &Draft| compose(draft).blocks.iter().map(|block| (block.role, block.text())).collect::<Vec<_>>();
    let title = (Role::Title, "2025年度述职报告".to_string());
    let body = (Role::Paragraph, "正文。".to_string());
    let salutation = (Role::Salutation, "各位领导：".to_string());
    let byline = (Role::Byline, "书记　李明".to_string());
    let date = (Role::DateLine, "（2025年12月5日）".to_string());
    assert_eq!(of(&draft), [title.clone(), byline, date, salutation.clone(), body.clone()]);

    draft.layout.byline = Some(shuzhi::model::Place::End);
    let signature = (Role::Signature, "书记　李明".to_string());
    let date = (Role::SignatureDate, "2025年12月5日".to_string());
    assert_eq!(of(&draft), [title, salutation.clone(), body.clone(), signature, date]);

    draft.layout.byline = Some(shuzhi::model::Place::None);
    draft.fields.insert("title".into(), "第一行\n第二行".into());
    let lines = [(Role::Title, "第一行".to_string()), (Role::Title, "第二行".to_string())];
    assert_eq!(of(&draft), [lines.to_vec(), vec![salutation, body]].concat());
    assert_eq!(compose(&draft).title, "第一行第二行");
}

#[test]
fn what_is_left_out_or_not_asked_is_not_printed_and_stays() {
    let kinds = json!([
        { "id": "a", "name": "a", "when": { "equals": { "field": "first", "value": "否" } } },
        { "id": "b", "name": "b" }, { "id": "c", "name": "c" },
    ]);
    let of = |first: &str| {
        let parts = json!([
            { "id": "a", "heading": "甲", "lead": "甲文。" },
            { "id": "b", "heading": "乙", "lead": "乙文。", "left_out": true },
            { "id": "c", "heading": "丙", "lead": "丙文。" },
        ]);
        draft(json!({ "title": "题", "first": first }), kinds.clone(), parts)
    };
    assert_eq!(text(&of("否")), ["一、甲", "甲文。", "二、丙", "丙文。"]);
    assert_eq!(text(&of("是")), ["一、丙", "丙文。"]);
    assert_eq!(of("是").parts[0].lead, "甲文。");
}

#[test]
fn numbers_are_told_for_the_form() {
    let draft = parts(json!([{ "id": "a", "heading": "甲", "numbering": "（一）", "run_in": true,
        "items": [{ "id": "x", "heading": "乙", "items": [{ "id": "y", "body": "丙" }] }, { "id": "z" }] }]));
    let numbers = compose_all(&draft).numbers;
    let of = |id: &str| numbers.get(id).map(String::as_str);
    assert_eq!((of("a"), of("x"), of("y"), of("z")), (Some("一、"), Some("（一）"), Some("一是"), Some("（二）")));
}

#[test]
fn an_example_is_composed_with_its_number() {
    for template in shuzhi::template::builtin().expect("templates") {
        let mut count = 0;
        let mut ids = || {
            count += 1;
            count.to_string()
        };
        let now = "2025-12-01T09:00:00+08:00".parse().expect("a time");
        let start = shuzhi::template::Start { year: 2025, now, ids: &mut ids };
        let draft = shuzhi::template::new_draft(&template, start);
        for part in &template.parts {
            let blocks = example(&draft, &part.id);
            assert!(!blocks.is_empty(), "{} {}", template.id, part.id);
        }
    }
}
