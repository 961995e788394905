//! Templates: every mistake is named with file, JSON path and what would be right; those of the program have none.

use std::collections::HashSet;

use serde_json::{Value, json};
use shuzhi::app::view;
use shuzhi::check::Level;
use shuzhi::model::Draft;
use shuzhi::template::{
    PartKind, Person, Start, Template, TemplatePart, builtin, new_draft, read_template, read_user_templates,
    sample_draft,
};

use crate::support::Result;

fn good() -> Value {
    json!({
        "schema": 1, "id": "own", "version": 1, "name": "自定", "title": "{year}年度述职报告",
        "fields": [{ "id": "unit", "name": "单位", "required": true }],
        "parts": [{ "id": "work", "kind": "work", "name": "工作", "heading": "主要工作", "asks": ["items"] }],
    })
}

/// The messages for `good` after `change`.
fn mistakes(change: impl FnOnce(&mut Value)) -> Vec<String> {
    let mut value = good();
    change(&mut value);
    messages(&value.to_string())
}

fn messages(json: &str) -> Vec<String> {
    match read_template(json, "own.json") {
        Ok(_) => Vec::new(),
        Err(errors) => errors.iter().map(|error| format!("{}｜{}", error.message(), error.hint())).collect(),
    }
}

#[test]
fn a_good_template_is_read() {
    assert_eq!(mistakes(|_| ()), [""; 0]);
}

#[test]
fn an_unknown_key_is_named_with_the_likely_one() {
    let found = mistakes(|value| value["parts"][0]["headng"] = json!("x"));
    assert_eq!(found, ["模板 own.json：$.parts[0]：不认识的键“headng”｜是不是“heading”？"]);
    let found = mistakes(|value| value["parts"][0]["example"] = json!({ "items": [{ "colour": 1, "progress": 1 }] }));
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(
        found[0].starts_with("模板 own.json：$.parts[0].example.items[0]：不认识的键“colour”｜这里可以有："),
        "{found:?}"
    );
}

#[test]
fn a_missing_key_a_wrong_type_and_a_wrong_value_are_named() {
    let found = mistakes(|value| {
        value.as_object_mut().expect("an object").remove("name");
    });
    assert_eq!(found, ["模板 own.json：$：缺少“name”｜补上“name”"]);
    let found = mistakes(|value| value["version"] = json!("一"));
    assert!(
        found[0].contains("own.json") && found[0].contains("$.version") && found[0].contains("应是一个整数"),
        "{found:?}"
    );
    let found = mistakes(|value| value["parts"][0]["kind"] = json!("job"));
    let kinds = "prose、work、rectification、problem、cause、plan";
    assert_eq!(found, [format!("模板 own.json：$.parts[0].kind：不认识的值“job”｜应是 {kinds}")]);
}

#[test]
fn every_wrong_value_is_named_with_its_key() {
    let numberings = "应是 一、、（一）、1.、（1）、一是、none";
    let joins = "应是 paragraphs、sentences、clauses";
    let found = mistakes(|value| {
        value["settings"] = json!({ "person": "我", "byline": "top", "length": -1 });
        value["fields"][0]["type"] = json!("number");
        value["fields"][0]["required"] = json!("是");
        let part = &mut value["parts"][0];
        part["numbering"] = json!("(一)");
        part["join"] = json!("lines");
        part["shown"] = json!(1);
        part["asks"] = json!(["lead", "body", "end"]);
        part["carry"] = json!("move");
        part["nested"] = json!({ "numbering": "①" });
        part["example"] = json!({ "items": [{ "kind": "马上", "state": "完成", "style": { "join": "x" } }] });
    });
    let carries = "应是 none、copy、reference、problems";
    let asks = "应是 lead、items、tail";
    let expected = [
        ("$.settings.person：不认识的值“我”", "应是 first、organisation"),
        ("$.settings.length：这个数超出了范围", "改好这一处"),
        ("$.settings.byline：不认识的值“top”", "应是 title、end、none"),
        ("$.fields[0].type：不认识的值“number”", "应是 text、lines、date、choice"),
        ("$.fields[0].required：这里应是 true 或 false", "改好这一处"),
        ("$.parts[0].numbering：不认识的值“(一)”", numberings),
        ("$.parts[0].join：不认识的值“lines”", joins),
        ("$.parts[0].shown：这里应是一段文字", "改好这一处"),
        ("$.parts[0].asks[1]：不认识的值“body”", asks),
        ("$.parts[0].asks[2]：不认识的值“end”", asks),
        ("$.parts[0].carry：不认识的值“move”", carries),
        ("$.parts[0].nested.numbering：不认识的值“①”", numberings),
        ("$.parts[0].example.items[0].kind：不认识的值“马上”", "应是 立行立改、分阶段、持续整改"),
        ("$.parts[0].example.items[0].state：不认识的值“完成”", "应是 待整改、整改中、待验收、已销号、持续整改、移交"),
        ("$.parts[0].example.items[0].style.join：不认识的值“x”", joins),
    ];
    assert_eq!(found, expected.map(|(what, hint)| format!("模板 own.json：{what}｜{hint}")));
}

#[test]
fn a_key_that_stands_twice_is_named_wherever_it_is() {
    let text = good().to_string().replace("\"required\":true", "\"required\":true,\"hint\":\"a\",\"hint\":\"b\"");
    let text = text.replacen("\"id\":\"own\"", "\"id\":\"own\",\"id\":\"other\"", 1);
    let text = text.replace("\"items\"", "\"item\"");
    let found = messages(&text);
    let found: Vec<&str> = found.iter().filter_map(|line| line.strip_prefix("模板 own.json：")).collect();
    assert_eq!(
        found,
        [
            "$.id：这个键写了两次｜只留下一处",
            "$.fields[0].hint：这个键写了两次｜只留下一处",
            "$.parts[0].asks[0]：不认识的值“item”｜应是 lead、items、tail",
        ]
    );
}

#[test]
fn what_is_independent_of_a_mistake_is_named_beside_it() {
    let found = mistakes(|value| {
        value["schema"] = json!(2);
        value["settings"] = json!({ "layout": "花边" });
        value["parts"][0]["headng"] = json!("x");
        value["parts"][0]["numbering"] = json!("①");
        value["fields"][0]["ask_in"] = json!("nowhere");
        value["fields"][0]["id"] = json!("单位");
        value["fields"].as_array_mut().expect("an array").insert(0, json!({ "id": "a", "name": "甲", "options": [3] }));
    });
    let found: Vec<&str> = found.iter().filter_map(|line| line.split('｜').next()).collect();
    assert_eq!(
        found,
        [
            "模板 own.json：$.fields[0].options[0]：这里应是一段文字",
            "模板 own.json：$.parts[0]：不认识的键“headng”",
            "模板 own.json：$.parts[0].numbering：不认识的值“①”",
            "模板 own.json：$.schema：模板的格式版本是 2",
            "模板 own.json：$.settings.layout：没有名为“花边”的版式",
            "模板 own.json：$.fields[1].id：编号“单位”不合要求",
            "模板 own.json：$.fields[1].ask_in：没有编号为“nowhere”的部分",
        ]
    );
    let found = mistakes(|value| {
        let bad = json!({ "id": "b", "name": "乙", "join": "x" });
        value["parts"].as_array_mut().expect("an array").extend([json!(1), bad]);
    });
    assert_eq!(found.len(), 2, "a list with a wrong element is read on: {found:?}");
}

#[test]
fn what_follows_from_a_mistake_is_not_named_as_another() {
    let found = mistakes(|value| {
        value["parts"][0]["idd"] = json!("work");
        value["parts"][0].as_object_mut().expect("an object").remove("id");
        value["fields"][0]["ask_in"] = json!("work");
        value["title"] = json!(1);
        let choice = json!({ "id": "a", "name": "甲", "type": "choice", "options": ["是", 2], "example": "二" });
        value["fields"].as_array_mut().expect("an array").push(choice);
    });
    let found: Vec<&str> = found.iter().filter_map(|line| line.split('｜').next()).collect();
    assert_eq!(
        found,
        [
            "模板 own.json：$.title：这里应是一段文字",
            "模板 own.json：$.fields[1].options[1]：这里应是一段文字",
            "模板 own.json：$.parts[0]：不认识的键“idd”",
            "模板 own.json：$.parts[0]：缺少“id”",
        ]
    );
}

#[test]
fn conditions_are_read_to_the_bottom() {
    let found = mistakes(|value| {
        value["parts"][0]["when"] =
            json!({ "not": { "any": [{ "equals": { "field": "unit", "valu": "甲", "value": "" } }] } });
    });
    assert_eq!(found, ["模板 own.json：$.parts[0].when.not.any[0].equals：不认识的键“valu”｜是不是“value”？"]);
    let found = mistakes(|value| value["fields"][0]["when"] = json!({ "filled": {} }));
    assert_eq!(found, ["模板 own.json：$.fields[0].when.filled：缺少“field”｜补上“field”"]);
    let found = mistakes(|value| value["fields"][0]["when"] = json!({}));
    let one = "一个条件里要正好有一个键｜写 equals、filled、not、all、any 之一";
    assert_eq!(found, [format!("模板 own.json：$.fields[0].when：{one}")]);
}

/// A part with parts within each other, `depth` in all.
fn nested(depth: usize) -> Value {
    let part = |depth| json!({ "id": format!("p{depth}"), "name": "部分", "heading": "标题" });
    (1..depth).fold(part(0), |inner, depth| {
        let mut outer = part(depth);
        outer["parts"] = json!([inner]);
        outer
    })
}

#[test]
fn parts_go_as_deep_as_a_draft_can_hold_them() {
    assert_eq!(mistakes(|value| value["parts"] = json!([nested(20)])), [""; 0]);
    let found = mistakes(|value| value["parts"] = json!([nested(40)]));
    assert_eq!(found, ["模板 own.json：$.parts：一层套一层，套得太深｜部分里再分部分，最多分到 20 层"]);
}

#[test]
fn a_key_of_any_length_is_told_at_once() {
    let found = mistakes(|value| value["长".repeat(1_000_000)] = json!(1));
    assert_eq!(found.len(), 1);
    assert!(found[0].len() < 600, "{}", found[0].len());
}

#[test]
#[cfg(unix)]
fn what_is_no_template_file_is_told_and_the_others_are_read() -> Result {
    let folder = tempfile::tempdir()?;
    let read = || {
        let (templates, errors) = read_user_templates(folder.path());
        (templates.len(), errors.iter().map(ToString::to_string).collect::<Vec<_>>())
    };
    let path = |name: &str| folder.path().join(name);
    assert!(std::process::Command::new("mkfifo").arg(path("a.json")).status()?.success());
    std::fs::create_dir(path("b.json"))?;
    std::os::unix::fs::symlink("/dev/zero", path("c.json"))?;
    shuzhi::export::write_file(&path("d.json"), good().to_string().as_bytes())?;
    shuzhi::export::write_file(&path("e.json"), good().to_string().as_bytes())?;
    shuzhi::export::write_file(&path("f.json"), b"\xff\xfe{\x00")?;
    let keys: serde_json::Map<String, Value> = (0..1000).map(|n| (format!("key{n}"), json!(n))).collect();
    shuzhi::export::write_file(&path("g.json"), Value::Object(keys).to_string().as_bytes())?;
    let (count, errors) = read();
    assert_eq!(count, 1, "{errors:?}");
    for (error, says) in errors.iter().zip([
        "模板文件 a.json 不是普通文件",
        "模板文件 b.json 不是普通文件",
        "模板文件 c.json 不是普通文件",
        "模板 e.json：$.id：编号“own”已被前面的一个模板文件占用",
        "模板文件 f.json 不是 UTF-8 编码",
        "模板 g.json：$：不认识的键“key0”",
    ]) {
        assert_eq!(error, says);
    }
    assert_eq!(errors.len(), 5 + 10 + 1);
    assert_eq!(errors.last().map(String::as_str), Some("模板 g.json：还有 996 处错误没有列出"));
    shuzhi::export::write_file(&path("h.json"), format!("{{\"parts\":[1{}]}}", ",1".repeat(100_000)).as_bytes())?;
    let (_, errors) = read();
    assert_eq!(errors.last().map(String::as_str), Some("模板 h.json：还有 9990 处以上错误没有列出"));
    let file = path("d.json");
    let (_, errors) = read_user_templates(&file);
    assert!(errors[0].message().contains("读不了模板文件夹") && errors[0].message().contains("d.json"), "{errors:?}");
    Ok(())
}

#[test]
fn ids_that_clash_and_links_that_lead_nowhere_are_named() {
    let found = mistakes(|value| {
        let part = value["parts"][0].clone();
        value["parts"].as_array_mut().expect("an array").push(part);
        value["fields"][0]["ask_in"] = json!("nowhere");
    });
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[0].starts_with("模板 own.json：$.fields[0].ask_in：没有编号为“nowhere”的部分"), "{found:?}");
    assert!(found[1].starts_with("模板 own.json：$.parts[1].id：编号“work”重复"), "{found:?}");
    let found = mistakes(|value| value["parts"][0]["when"] = json!({ "filled": { "field": "x" } }));
    assert!(found[0].starts_with("模板 own.json：$.parts[0].when：没有编号为“x”的字段"), "{found:?}");
    let found = mistakes(|value| value["parts"][0]["example"] = json!({ "items": [{ "answers": ["k"] }] }));
    assert!(
        found[0].starts_with("模板 own.json：$.parts[0].example.items[0].answers：没有 key 为“k”的问题"),
        "{found:?}"
    );
}

#[test]
fn broken_json_is_named_with_its_place() {
    let found = messages("{\n  \"schema\": 1,\n");
    assert!(found[0].starts_with("own.json：文件没有写完，到第 3 行就断了｜"), "{found:?}");
    let found = messages("{\n  \"schema\" 1}");
    assert!(found[0].starts_with("own.json 第 2 行第 12 列：不是正确的 JSON｜"), "{found:?}");
    assert!(!messages("").is_empty() && !messages("[]").is_empty() && !messages("null").is_empty());
}

fn start<'a>(ids: &'a mut dyn shuzhi::model::Ids) -> Start<'a> {
    Start { year: 2025, now: "2025-12-01T09:00:00+08:00".parse().expect("a time"), ids }
}

fn sample(template: &Template) -> Draft {
    let mut count = 0;
    let mut ids = || {
        count += 1;
        format!("id-{count}")
    };
    sample_draft(template, start(&mut ids))
}

fn each_part<'a>(parts: &'a [TemplatePart], visit: &mut impl FnMut(&'a TemplatePart)) {
    for part in parts {
        visit(part);
        each_part(&part.parts, visit);
    }
}

#[test]
fn the_program_has_ten_templates_each_with_hints_examples_and_prompts() {
    let templates = builtin().expect("templates without mistakes");
    assert_eq!(templates.len(), 10);
    assert_eq!(templates.iter().map(|template| &template.id).collect::<HashSet<_>>().len(), 10);
    for template in &templates {
        let mut kinds = HashSet::new();
        each_part(&template.parts, &mut |part| {
            kinds.insert(part.kind);
            let place = format!("{} {}", template.id, part.id);
            assert!(!part.hint.is_empty() && !part.prompts.is_empty(), "{place}: hint and prompts");
            let example = &part.example;
            let filled = !example.lead.is_empty() || !example.items.is_empty();
            assert!(filled || !part.parts.is_empty(), "{place}: an example");
        });
        for kind in [PartKind::Work, PartKind::Rectification, PartKind::Problem, PartKind::Plan] {
            assert!(kinds.contains(&kind), "{} has no {kind:?}", template.id);
        }
    }
}

#[test]
fn every_sample_is_complete_and_long_enough_for_several_pages() {
    for template in builtin().expect("templates") {
        let draft = sample(&template);
        let view = view(&draft);
        let errors: Vec<_> = view.findings.iter().filter(|finding| finding.level != Level::Hint).collect();
        assert!(errors.is_empty(), "{}: {errors:#?}", template.id);
        assert!((1_800..4_000).contains(&view.characters), "{}: {}", template.id, view.characters);
        if template.settings.person == Person::Organisation {
            let text = view.document.text();
            assert!(!text.contains('我') && !text.contains("本人"), "{} speaks as a person", template.id);
        }
    }
}

#[test]
fn an_empty_draft_says_what_is_missing_and_holds_every_part() {
    for template in builtin().expect("templates") {
        let mut ids = || "id".to_string();
        let draft = new_draft(&template, start(&mut ids));
        let view = view(&draft);
        let required = view.findings.iter().filter(|finding| finding.level == Level::Error).count();
        assert!(required >= 4, "{}: {required} errors", template.id);
        assert_eq!(view.problem_share, None, "{}: headings are no share", template.id);
        // 基本信息, 关键数据, and 版头、附件和版记.
        let mut parts = 3;
        each_part(&template.parts, &mut |_| parts += 1);
        assert_eq!(view.sections.len(), parts, "{}", template.id);
        let sum: u32 = view.sections.iter().map(|section| section.characters).sum();
        assert_eq!(sum, view.characters, "{}", template.id);
    }
}

#[test]
fn unknown_keys_of_a_draft_survive_a_round_trip() {
    let template = builtin().expect("templates").remove(0);
    let mut value = serde_json::to_value(sample(&template)).expect("JSON");
    value["later"] = json!({ "a": [1, 2] });
    value["parts"][1]["items"][0]["later"] = json!("x");
    value["template"]["content"]["parts"][0]["later"] = json!(true);
    value["layout"]["later"] = json!(1);
    let mut ids = || "new".to_string();
    let read = shuzhi::model::read_draft(&value.to_string(), "draft.json", &mut ids).expect("a draft");
    let again = serde_json::to_value(&read).expect("JSON");
    assert_eq!(again, value);
}
