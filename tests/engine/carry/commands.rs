//! `shuzhi carry`, run as the real program.

use shuzhi::model::Draft;
use shuzhi::template::PartKind;

use super::items;
use super::report::of_2024;
use crate::cli::{run, stdout};
use crate::support::{self, Result};

fn file(folder: &std::path::Path) -> Result<Vec<u8>> {
    let json = serde_json::to_vec(&of_2024(&mut support::ids())?)?;
    shuzhi::export::write_file(&folder.join("a.json"), &json)?;
    Ok(json)
}

fn read(bytes: &[u8]) -> Result<Draft> {
    Ok(serde_json::from_slice(bytes)?)
}

#[test]
fn every_kind_of_draft_is_carried_and_none_is_changed() -> Result {
    let folder = tempfile::tempdir()?;
    let path = folder.path();
    let before = file(path)?;
    // What is worth knowing goes to standard error, and the draft alone to standard output.
    let output = run(path, &["carry", "a.json", "--year", "2026"], b"")?;
    let said = String::from_utf8(output.stderr)?;
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert_eq!(said.lines().count(), 2, "{said}");
    assert!(said.contains("中间跳过了2025年度") && said.contains("有 1 个问题没有写内容"), "{said}");
    let draft = read(&output.stdout)?;
    assert_eq!((draft.year, items(&draft, PartKind::Rectification).len()), (Some(2026), 2));
    assert_eq!(draft.previous.as_deref(), Some(read(&before)?.id.as_str()));
    let output = run(path, &["carry", "-", "--year", "2025", "-o", "b.json"], &before)?;
    assert!(output.status.success() && output.stdout.is_empty());
    assert_eq!(read(&std::fs::read(path.join("b.json"))?)?.year, Some(2025));
    assert_eq!(std::fs::read(path.join("a.json"))?, before);
    let id = String::from_utf8(stdout(path, &["store", "add", "b.json"], b"")?)?.trim().to_owned();
    let stored = stdout(path, &["store", "show", &id], b"")?;
    let first = run(path, &["carry", &id, "--year", "2026"], b"")?;
    let (next, said) = (read(&first.stdout)?, String::from_utf8(first.stderr)?);
    // The report before it is no stored one.
    assert!(said.contains("更早的那份报告已经删除或者损坏") && said.lines().count() == 1, "{said}");
    assert_eq!((next.previous.as_deref(), items(&next, PartKind::Rectification).len()), (Some(id.as_str()), 2));
    assert_eq!(stdout(path, &["store", "show", &id], b"")?, stored);
    // What was carried from it already is told, as in the window; the draft is made all the same.
    let there = run(path, &["store", "add", "-"], &serde_json::to_vec(&next)?)?;
    assert!(there.status.success());
    let again = run(path, &["carry", &id, "--year", "2027"], b"")?;
    let said = String::from_utf8(again.stderr)?;
    assert!(said.contains("已经从它沿用过 1 份（2026年度）") && read(&again.stdout).is_ok(), "{said}");
    let there = String::from_utf8(there.stdout)?.trim().to_owned();
    shuzhi::app::App::open(support::env(path))?.remove(shuzhi::app::ReportId { id: there })?;
    let said = String::from_utf8(run(path, &["carry", &id, "--year", "2027"], b"")?.stderr)?;
    assert!(said.contains("回收站里有一份已经从它沿用的报告") && !said.contains("已经从它沿用过"), "{said}");
    // Nothing is answered yet, and the check says so.
    let checked = run(path, &["check", "-"], &serde_json::to_vec(&next)?)?;
    assert_eq!(checked.status.code(), Some(1));
    assert!(String::from_utf8(checked.stdout)?.contains("“走访少”还没有写整改措施"));
    Ok(())
}

#[test]
fn what_cannot_be_carried_is_told_in_one_line() -> Result {
    let folder = tempfile::tempdir()?;
    let path = folder.path();
    let before = file(path)?;
    let id = String::from_utf8(stdout(path, &["store", "add", "a.json"], b"")?)?.trim().to_owned();
    shuzhi::app::App::open(support::env(path))?.remove(shuzhi::app::ReportId { id: id.clone() })?;
    for (args, says) in [
        (&["carry", "a.json"][..], "缺少选项 --year"),
        (&["carry", "--year", "2025"], "命令 carry 缺少参数"),
        (&["carry", "a.json", "--year", "明年"], "年份“明年”不是数字"),
        (&["carry", "a.json", "--year", "2500"], "年份“2500”不对"),
        (&["carry", "a.json", "--year", "2024"], "2024年度的报告不能沿用到2024年度 hint: 请选2025年度或以后的年度"),
        (&["carry", "a.json", "--year", "2023"], "2024年度的报告不能沿用到2023年度"),
        (&["carry", "a.json", "--year", "2025", "-o", "./a.json"], "是正在读的那个文件"),
        (&["carry", "没有.json", "--year", "2025"], "没有这个文件"),
        (&["carry", &id, "--year", "2025"], "在回收站里，不能沿用 hint: 请先在首页的回收站里恢复它"),
        (&["carry", "00000000-0000-4000-8000-0000000000ff", "--year", "2025"], "没有编号为"),
    ] {
        let output = run(path, args, b"")?;
        let said = String::from_utf8(output.stderr)?;
        assert_eq!(output.status.code(), Some(2), "{args:?}: {said}");
        assert!(output.stdout.is_empty() && said.lines().count() == 1 && said.len() <= 400, "{args:?}: {said}");
        assert!(said.contains(says), "{args:?}: {said}");
    }
    assert_eq!(std::fs::read(path.join("a.json"))?, before);
    Ok(())
}
