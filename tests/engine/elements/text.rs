//! What elements say as text, and that what a later version wrote stays in them.

use serde_json::{Value, json};
use shuzhi::app::view;
use shuzhi::model::Role;

use super::{complete, draft};
use crate::cli::{run, stdout};
use crate::support::Result;

#[test]
fn all_elements_are_said_as_text_in_their_order_with_tables_as_rows() -> Result {
    let folder = tempfile::tempdir()?;
    let tables = json!([{ "id": "t-9", "title": "会议", "rows": [["月份", "次数"], ["1月", "2"]] }]);
    let draft = draft(&complete(), &tables)?;
    let text = String::from_utf8(stdout(folder.path(), &["text", "-"], serde_json::to_string(&draft)?.as_bytes())?)?;
    let lines: Vec<&str> = text.lines().collect();
    let head = [
        "000001",
        "机密★1年",
        "特急",
        "中共云溪县商务局党组",
        "中共云溪县财政局党组",
        "文件",
        "云商党〔2025〕12号",
        "签发人：李明远",
        "王一山",
    ];
    assert_eq!(lines[..head.len()], head);
    let mut rest = lines[head.len()..].iter();
    for wanted in [
        "县委组织部：",
        "会议",
        "月份\t次数",
        "1月\t2",
        "附件：1.党员名册",
        "2.学习计划",
        "3.整改台账",
        "（此件公开发布）",
        "附件1",
        "党员名册",
        "序号\t姓名\t",
        "1\t张三 李四\t",
        "2\t\t备注",
        "附件2",
        "学习计划",
        "每月一次。",
        "每季度一次。",
        "附件3",
        "整改台账",
        "序号\t问题",
        "抄送：县纪委监委机关，县委办公室。",
        "云溪县商务局办公室",
        "2025年12月8日印发",
    ] {
        assert!(rest.any(|line| *line == wanted), "{wanted:?} is not there, or too early, in {text}");
    }
    assert_eq!(rest.next(), None);
    Ok(())
}

#[test]
fn keys_of_a_later_version_survive_in_elements_tables_and_attachments() -> Result {
    let folder = tempfile::tempdir()?;
    let mut elements = complete();
    elements["later"] = json!({ "甲": [1, 2] });
    elements["attachments"]["items"][0]["later"] = json!("乙");
    elements["attachments"]["items"][0]["table"]["later"] = json!(3);
    let tables = json!([{ "id": "t-9", "rows": [["甲"]], "later": [true] }]);
    let draft = draft(&elements, &tables)?;
    stdout(folder.path(), &["store", "add", "-"], serde_json::to_string(&draft)?.as_bytes())?;
    let shown: Value = serde_json::from_slice(&stdout(folder.path(), &["store", "show", &draft.id], b"")?)?;
    assert_eq!(shown["elements"]["later"], json!({ "甲": [1, 2] }));
    assert_eq!(shown["elements"]["attachments"]["items"][0]["later"], json!("乙"));
    assert_eq!(shown["elements"]["attachments"]["items"][0]["table"]["later"], json!(3));
    assert_eq!(shown["parts"][0]["tables"][0]["later"], json!([true]));
    Ok(())
}

#[test]
fn an_attachment_without_a_name_holds_the_export_back() -> Result {
    let folder = tempfile::tempdir()?;
    let unnamed = json!({ "attachments": { "on": true, "items": [{ "id": "a-1", "body": "甲。" }] } });
    let draft = serde_json::to_string(&draft(&unnamed, &json!([]))?)?;
    let output = run(folder.path(), &["export", "-", "-o", "a.docx"], draft.as_bytes())?;
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stdout)?.contains("附件没有名称"));
    assert!(!folder.path().join("a.docx").exists());
    Ok(())
}

#[test]
fn a_draft_with_every_element_prints_every_role_of_the_frame() -> Result {
    let document = view(&draft(&complete(), &json!([]))?).document;
    for role in [Role::CopyNumber, Role::Signer, Role::Recipient, Role::Note, Role::AttachmentLabel, Role::ImprintDate]
    {
        assert!(document.blocks.iter().any(|block| block.role == role), "{role:?}");
    }
    Ok(())
}

#[test]
fn a_row_of_many_cells_makes_no_others_of_as_many() -> Result {
    let mut rows = vec![json!(["一"]); 1000];
    let mut long = vec![""; 100_000];
    (long[0], long[99_999]) = ("首", "尾");
    rows.push(json!(long));
    let draft = draft(&json!({}), &json!([{ "id": "t", "rows": rows }]))?;
    let blocks = shuzhi::compose::compose(&draft).blocks;
    let cells: Vec<_> = blocks.iter().filter(|block| block.cell.is_some()).collect();
    // 1001 rows of 63 cells, and what is left of 100,000 columns in the last piece, in the one row that holds something.
    assert_eq!(cells.len(), 1001 * 63 + 100_000 % 63);
    assert_eq!(cells.iter().filter(|block| block.text() == "尾").count(), 1);
    Ok(())
}
