//! `shuzhi check` and `shuzhi export`.

use std::path::Path;

use shuzhi::app::{self, App, Env, View};
use shuzhi::check::{Finding, Level};
use shuzhi::model::Draft;
use shuzhi::{Code, Error, platform};

use super::args::{Given, misuse};
use super::draft::{Source, read, stored};
use super::{Outcome, Run, layouts, output};

/// `shuzhi check`
pub(crate) fn check(given: &Given) -> Run {
    let draft = read(given)?;
    let view = app::view_on(&draft, platform::now().date_naive());
    if given.has("json") {
        output::print(&output::json(&view.findings)?)?;
    } else {
        output::print(&lines(&draft, &view, view.findings.iter()))?;
    }
    Ok(if app::blocking(&view).next().is_some() { Outcome::Found } else { Outcome::Done })
}

/// Names that promise another kind of file than the one that is written.
const NOT_WORD: [&str; 7] = ["pdf", "doc", "wps", "odt", "rtf", "txt", "xlsx"];

/// `shuzhi export`
pub(crate) fn export(given: &Given) -> Run {
    let target = Path::new(given.value("output").ok_or_else(|| misuse("缺少选项 -o：写到哪个文件".into()))?);
    if let Some(other) =
        target.extension().filter(|extension| NOT_WORD.iter().any(|not| extension.eq_ignore_ascii_case(not)))
    {
        let message = format!("只能导出 .docx，不能导出 .{}", other.to_string_lossy().to_lowercase());
        return Err(Error::new(Code::Invalid, message, "把 -o 的文件名改成 .docx；PDF 可在窗口里导出").into());
    }
    let source = Source::of(given.operand());
    output::refuse_onto(given.operand(), given.value("output"))?;
    let mut store = match source {
        Source::Store(id) => hold(given)?.map(|app| (app, id)),
        Source::Input | Source::File(_) => None,
    };
    let mut draft = match &mut store {
        Some((app, id)) => stored(app, id)?,
        None => read(given)?,
    };
    if let Some(layout) = given.text("layout")? {
        app::set_layout(&mut draft, layouts::layout(given, layout)?);
    }
    if given.has("ledger") {
        app::attach_ledger(&mut draft, &mut platform::new_id);
    }
    let view = app::view_on(&draft, platform::now().date_naive());
    let open = app::blocking(&view).count();
    if open > 0 && !given.has("force") {
        output::print(&lines(&draft, &view, app::blocking(&view)))?;
        return Ok(Outcome::Found);
    }
    write(&draft, store, target, open > 0)?;
    for finding in view.findings.iter().filter(|one| given.has("ledger") && one.rule == "empty-ledger") {
        output::complain(&finding.message);
    }
    if open > 0 {
        output::complain(&format!("还有 {open} 处没有填好，按 --force 导出了"));
    }
    Ok(Outcome::Done)
}

/// The store, held from reading to recording, so that no save comes in between. While the window holds it a report can
/// still be exported as it was last saved, only not recorded.
fn hold(given: &Given) -> Result<Option<App>, output::Stop> {
    match App::open(Env::real(given.data_dir()?)) {
        Ok(app) => Ok(Some(app)),
        Err(error) if error.code() == Code::InUse => {
            output::complain("述职的窗口正开着：按最近一次保存的内容导出，这次导出不记在报告上");
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

fn write(draft: &Draft, store: Option<(App, &str)>, target: &Path, forced: bool) -> Result<(), output::Stop> {
    let creator = store.as_ref().map(|(app, _)| app.creator()).transpose()?.unwrap_or_default();
    let bytes = app::word_file(draft, &creator, forced)?;
    output::write(Some(target.as_os_str()), &bytes)?;
    if let Some((mut app, id)) = store {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        app.keep_exported(id)?;
        app.record_export(id, &name, forced)?;
    }
    Ok(())
}

/// The findings, one a line, with their place and their number.
fn lines<'a>(draft: &Draft, view: &View, findings: impl Iterator<Item = &'a Finding>) -> String {
    let mut lines = String::new();
    let mut counts = [0; 3];
    for finding in findings {
        let (level, count) = match (finding.level, &mut counts) {
            (Level::Error, [count, _, _]) => ("错误", count),
            (Level::Warning, [_, count, _]) => ("警告", count),
            (Level::Hint, [_, _, count]) => ("提示", count),
        };
        *count += 1;
        let section = app::section_of(draft, finding);
        let place = view.sections.iter().find(|one| one.id == section);
        let place = place.map(|one| format!("{}{}", one.number, one.name)).unwrap_or_default();
        let label = finding.item.as_ref().and_then(|item| view.labels.get(item)).map_or("", String::as_str);
        let advice = if finding.suggestion.is_empty() { "" } else { "。建议：" };
        let Finding { message, suggestion, .. } = finding;
        lines.push_str(&format!("{level}　{place}{label}：{}{advice}{suggestion}\n", message.trim_end_matches('。')));
    }
    let [errors, warnings, hints] = counts;
    lines.push_str(&match errors + warnings + hints {
        0 => "没有发现问题\n".into(),
        all => format!("共 {all} 处：错误 {errors}，警告 {warnings}，提示 {hints}\n"),
    });
    lines
}
