//! 版头, 主送机关, 附件, 附注, 版记 and tables: what is told about them, and (in `text`) what they say.

mod text;

use serde_json::{Value, json};
use shuzhi::app::view;
use shuzhi::check::{Finding, Level};
use shuzhi::compose::compose;
use shuzhi::model::{AttachmentKind, Block, Draft, Role, read_draft};

use crate::support::{Result, app, ids, sample};

/// A complete report, signed by two bodies, with these elements, and these tables in its first part.
fn draft(elements: &Value, tables: &Value) -> Result<Draft> {
    let folder = tempfile::tempdir()?;
    let mut json = serde_json::to_value(sample(&mut app(folder.path())?)?.draft)?;
    json["fields"]["byline"] = "中共云溪县商务局党组\n中共云溪县财政局党组".into();
    json["fields"]["date"] = "2025-12-05".into();
    json["fields"]["salutation"] = "".into();
    json["layout"]["byline"] = "end".into();
    json["elements"] = elements.clone();
    json["parts"][0]["tables"] = tables.clone();
    Ok(read_draft(&json.to_string(), "测试", &mut ids())?)
}

/// The findings on a complete report with these elements.
fn findings(elements: &Value) -> Result<Vec<Finding>> {
    Ok(view(&draft(elements, &json!([]))?).findings)
}

/// Rule, field and message of each finding.
fn told(elements: &Value) -> Result<Vec<(String, String, String)>> {
    let brief = |one: Finding| (one.rule, one.field.unwrap_or_default(), one.message);
    Ok(findings(elements)?.into_iter().map(brief).collect())
}

/// Rule and field of the one finding that `elements` give.
fn only(elements: &Value) -> Result<(String, String)> {
    match told(elements)?.as_slice() {
        [(rule, field, _)] => Ok((rule.clone(), field.clone())),
        all => Err(format!("{elements}: {all:?}").into()),
    }
}

fn letterhead(key: &str, value: &str) -> Value {
    let mut letterhead =
        json!({ "on": true, "bodies": "中共云溪县商务局党组", "suffix": true, "number": "云商党〔2025〕12号" });
    letterhead[key] = value.into();
    json!({ "letterhead": letterhead })
}

/// Every element, filled in as the standard wants it.
fn complete() -> Value {
    json!({
        "letterhead": {
            "on": true, "copy_number": "000001", "secrecy": "机密★1年", "urgency": "特急",
            "bodies": "中共云溪县商务局党组\n中共云溪县财政局党组", "suffix": true, "number": "云商党〔2025〕12号",
            "signers": "李明远\n王一山",
        },
        "recipient": { "on": true, "text": "县委组织部" },
        "attachments": { "on": true, "items": [
            { "id": "a-1", "name": "党员名册", "kind": "table",
              "table": { "id": "t-1", "rows": [["序号", "姓名", ""], ["1", "张三\n李四"], ["", "", ""], ["2", "", "备注"]] } },
            { "id": "a-2", "name": "学习计划", "kind": "text", "body": "每月一次。\n每季度一次。" },
            { "id": "a-3", "kind": "ledger", "columns": ["序号", "问题"], "wide": true },
        ] },
        "note": { "on": true, "text": "此件公开发布" },
        "imprint": { "on": true, "copies": "县纪委监委机关，县委办公室", "issuer": "云溪县商务局办公室", "date": "2025-12-08" },
    })
}

#[test]
fn elements_as_the_standard_has_them_are_not_spoken_of() -> Result {
    assert_eq!(findings(&complete())?, []);
    Ok(())
}

#[test]
fn what_is_switched_off_is_not_looked_at() -> Result {
    let off = json!({
        "letterhead": { "on": false, "copy_number": "1", "number": "12" },
        "attachments": { "on": false, "items": [{ "id": "a-1", "body": "甲" }] },
        "note": { "on": false, "text": "（（甲" },
        "imprint": { "on": false, "date": "2025-02-30" },
    });
    assert_eq!(findings(&off)?, []);
    Ok(())
}

#[test]
fn the_forms_of_a_letterhead_are_told_where_they_are_broken() -> Result {
    for (key, rule, good, bad) in [
        ("copy_number", "copy-number", vec!["000001", ""], vec!["1", "12345", "00000a", "０００００１"]),
        (
            "secrecy",
            "secrecy",
            vec!["绝密", "机密★1年", "秘密★长期"],
            vec!["保密", "机密1年", "机密★", "机密*1年", "机密 ★1年"],
        ),
        ("urgency", "urgency", vec!["特急", "加急", "平急", "特提"], vec!["急", "紧急", "特急件"]),
        (
            "number",
            "document-number",
            vec!["云商党〔2025〕12号", " 云商党〔2025〕12号\n"],
            vec!["云商党[2025]12号", "云商党〔2025〕第12号", "12号", "云商党〔2025〕012号"],
        ),
    ] {
        for value in good {
            assert_eq!(told(&letterhead(key, value))?, [], "{value}");
        }
        for value in bad {
            // An asterisk may stand for something unknown as well, which is told as such.
            if value.contains('*') {
                assert_eq!(only(&letterhead(key, value))?.0, "placeholder");
                continue;
            }
            assert_eq!(only(&letterhead(key, value))?, (rule.to_string(), format!("elements.{key}")), "{value}");
        }
    }
    let found = findings(&letterhead("number", "云商党(2025)第012号"))?;
    assert_eq!((found[0].level, found[0].suggestion.as_str()), (Level::Warning, "写成 云商党〔2025〕12号"));
    Ok(())
}

#[test]
fn what_is_still_to_be_filled_in_is_told_once() -> Result {
    let rules = |value: &str| -> Result<Vec<String>> {
        Ok(told(&letterhead("number", value))?.into_iter().map(|(rule, ..)| rule).collect())
    };
    assert_eq!(rules("云商党〔2025〕××号")?, ["placeholder"]);
    assert_eq!(rules("云商党〔2025〕{{序号}}号")?, ["figure"]);
    Ok(())
}

#[test]
fn a_letterhead_needs_a_body_and_not_too_many() -> Result {
    assert_eq!(only(&letterhead("bodies", " \n"))?, ("letterhead-body".into(), "elements.bodies".into()));
    assert_eq!(findings(&letterhead("bodies", ""))?[0].level, Level::Error);
    assert_eq!(told(&letterhead("bodies", &["中共云溪县商务局党组"; 7].join("\n")))?, []);
    let many = findings(&letterhead("bodies", &["中共云溪县商务局党组"; 8].join("\r\n")))?;
    assert_eq!((many.len(), many[0].rule.as_str(), many[0].level), (1, "many-bodies", Level::Hint));
    assert!(many[0].message.contains("8 个"), "{}", many[0].message);
    Ok(())
}

#[test]
fn an_imprint_needs_something_in_it_and_a_date_that_exists() -> Result {
    let empty = json!({ "imprint": { "on": true, "copies": " " } });
    assert_eq!(only(&empty)?, ("imprint-empty".into(), "elements.copies".into()));
    assert_eq!(findings(&empty)?[0].level, Level::Error);
    let date = json!({ "imprint": { "on": true, "issuer": "云溪县商务局办公室", "date": "2025-02-30" } });
    assert_eq!(only(&date)?, ("date".into(), "elements.print_date".into()));
    assert_eq!(findings(&date)?[0].level, Level::Error);
    Ok(())
}

#[test]
fn brackets_of_a_note_are_told_unless_they_are_one_pair_around_it() -> Result {
    let note = |text: &str| json!({ "note": { "on": true, "text": text } });
    for good in
        ["此件公开发布", "（此件公开发布）", "(此件公开发布)", "联系人：张三（电话：1234567）", " ", "（甲（乙）丙）"]
    {
        assert_eq!(told(&note(good))?, [], "{good}");
    }
    for (bad, says) in [
        ("（此件公开发布", "不成对"),
        ("此件公开发布）", "不成对"),
        ("（（此件公开发布））", "两层"),
        ("（ (此件公开发布) ）", "两层"),
        ("（一）公开；（二）存档", "不会再加括号"),
    ] {
        let told = told(&note(bad))?;
        assert!(
            matches!(told.as_slice(), [(rule, _, message)] if rule == "note-brackets" && message.contains(says)),
            "{bad}: {told:?}"
        );
    }
    Ok(())
}

#[test]
fn an_attachment_without_a_name_is_named_by_its_number_and_told_once() -> Result {
    let attachments = |items: Value| json!({ "attachments": { "on": true, "items": items } });
    let two = attachments(json!([
        { "id": "a-0" },
        { "id": "a-1", "name": "甲" },
        { "id": "a-2", "name": " ", "kind": "table", "table": { "id": "t", "rows": [["甲"]] } },
    ]));
    let found = findings(&two)?;
    let [one] = found.as_slice() else { return Err(format!("{found:?}").into()) };
    assert_eq!((one.rule.as_str(), one.level, one.item.as_deref()), ("attachment-name", Level::Error, Some("a-2")));
    assert_eq!((one.message.as_str(), one.field.as_deref()), ("附件2没有名称", Some("name")));
    let alone = attachments(json!([{ "id": "a-1", "body": "每月一次。" }]));
    assert_eq!(told(&alone)?[0].2, "附件没有名称");
    Ok(())
}

#[test]
fn what_an_attachments_name_holds_is_told_once_though_it_is_printed_twice() -> Result {
    let named =
        |name: &str| json!({ "attachments": { "on": true, "items": [{ "id": "a-1", "name": name, "body": "甲。" }] } });
    for (name, rule, text) in [
        ("××名册", "placeholder", "××"),
        ("{{名册}}", "figure", "{{名册}}"),
        ("名册。 ", "attachment-end", "。"),
        ("名册：", "attachment-end", "："),
    ] {
        let found = findings(&named(name))?;
        let [one] = found.as_slice() else { return Err(format!("{found:?}").into()) };
        assert_eq!((one.rule.as_str(), one.text.as_str(), one.item.as_deref()), (rule, text, Some("a-1")));
        let units: Vec<u16> = name.encode_utf16().skip(one.start).take(one.end - one.start).collect();
        assert_eq!(String::from_utf16(&units)?, text);
    }
    assert!(told(&named("名册。"))?[0].2.contains("会去掉"));
    assert!(!told(&named("名册："))?[0].2.contains("会去掉"));
    assert_eq!(told(&named("“名册”（2025年）"))?, []);
    Ok(())
}

#[test]
fn a_title_that_ends_in_a_mark_is_told_at_the_mark() -> Result {
    let mut draft = draft(&json!({}), &json!([]))?;
    draft.fields.insert("title".into(), "2025年度，\n述职报告。 ".into());
    let found = view(&draft).findings;
    let [one] = found.as_slice() else { return Err(format!("{found:?}").into()) };
    assert_eq!((one.rule.as_str(), one.level, one.field.as_deref()), ("title-end", Level::Warning, Some("title")));
    assert_eq!((one.start, one.end, one.text.as_str()), (12, 13, "。"));
    draft.fields.insert("title".into(), "关于“两学一做”的报告（2025年）".into());
    assert_eq!(view(&draft).findings, []);
    Ok(())
}

#[test]
fn a_table_that_word_cannot_hold_is_told_at_the_first_cell_beyond() -> Result {
    let wide = |columns: usize| json!([{ "id": "t-1", "rows": [["甲"], vec!["乙"; columns]] }]);
    assert_eq!(view(&draft(&json!({}), &wide(63))?).findings, []);
    let in_part = draft(&json!({}), &wide(64))?;
    let found = view(&in_part).findings;
    let [one] = found.as_slice() else { return Err(format!("{found:?}").into()) };
    assert_eq!((one.rule.as_str(), one.level, one.item.as_deref()), ("table-columns", Level::Error, Some("t-1")));
    assert_eq!((one.part.as_ref(), one.field.as_deref()), (Some(&in_part.parts[0].id), Some("cell:1:63")));
    let mut left_out = in_part.clone();
    left_out.parts[0].left_out = true;
    assert!(view(&left_out).findings.iter().all(|one| one.rule != "table-columns"));
    let attached = json!({ "attachments": { "on": true, "items": [
        { "id": "a-1", "name": "名册", "kind": "table", "table": wide(100)[0] },
    ] } });
    assert_eq!(only(&attached)?, ("table-columns".into(), "cell:1:63".into()));
    Ok(())
}

#[test]
fn a_ledger_without_rows_is_not_made_and_that_is_told() -> Result {
    let ledger = json!({ "attachments": { "on": true, "items": [{ "id": "a-1", "name": "台账", "kind": "ledger" }] } });
    let mut draft = draft(&ledger, &json!([]))?;
    assert_eq!(view(&draft).findings, []);
    let labels = |draft: &Draft| {
        let blocks = compose(draft).blocks;
        let of = |role| blocks.iter().filter(|block| block.role == role).map(Block::text).collect::<Vec<_>>();
        [of(Role::AttachmentNote), of(Role::AttachmentLabel)].concat()
    };
    assert_eq!(labels(&draft), ["附件：台账", "附件"]);
    draft.parts.iter_mut().for_each(|part| part.left_out = true);
    let found = view(&draft).findings;
    let [told] = &found.iter().filter(|one| one.rule == "empty-ledger").collect::<Vec<_>>()[..] else {
        return Err(format!("{found:?}").into());
    };
    assert_eq!((told.level, told.item.as_deref()), (Level::Warning, Some("a-1")));
    assert_eq!(told.message, "附件“台账”没有内容，不会印出来：报告里还没有写问题");
    assert_eq!(labels(&draft), [""; 0]);
    // The one that is made is the only one.
    let mut other = draft.elements.attachments.items[0].clone();
    (other.id, other.kind, other.body) = ("a-2".into(), AttachmentKind::Text, "说明。".into());
    draft.elements.attachments.items.push(other);
    assert_eq!(labels(&draft), ["附件：台账", "附件"]);
    Ok(())
}

/// What is told of who signs and of dates when `key` of the fields, or the place of the signature, is another.
fn ending(key: &str, value: &str) -> Result<Vec<(String, Level)>> {
    let mut draft = draft(&complete(), &json!([]))?;
    match key {
        "place" => draft.layout.byline = None,
        "recipient" => draft.elements.recipient.text = value.into(),
        "print_date" => draft.elements.imprint.date = value.into(),
        field => drop(draft.fields.insert(field.into(), value.into())),
    }
    let rules = ["recipient-empty", "salutation-too", "signature-place", "signature-body", "date-day", "date"];
    let found = view(&draft).findings.into_iter().filter(|one| rules.contains(&one.rule.as_str()));
    Ok(found.map(|one| (one.rule, one.level)).collect())
}

#[test]
fn a_document_is_signed_by_the_bodies_that_issue_it_with_a_whole_date() -> Result {
    let one = |rule: &str, level| vec![(rule.to_string(), level)];
    assert_eq!(ending("byline", "中共云溪县商务局党组\n中共云溪县财政局党组")?, []);
    assert_eq!(ending("byline", "中共云溪县商务局党组")?, one("signature-body", Level::Warning));
    assert_eq!(ending("byline", "")?, one("signature-body", Level::Warning));
    assert_eq!(ending("place", "")?, one("signature-place", Level::Hint));
    assert_eq!(ending("date", "2025-12")?, one("date-day", Level::Warning));
    assert_eq!(ending("date", "2025年13月41日")?, one("date", Level::Error));
    assert_eq!(ending("date", "2025.12.31")?, []);
    assert_eq!(ending("print_date", "明天")?, one("date-day", Level::Warning));
    assert_eq!(ending("recipient", " ")?, one("recipient-empty", Level::Warning));
    assert_eq!(ending("salutation", "各位领导")?, one("salutation-too", Level::Hint));
    Ok(())
}
