//! `shuzhi store`: the local database.

use shuzhi::app::{App, Env, Hit, ReportSummary, Search};

use super::args::Given;
use super::draft::read;
use super::{Run, output};

/// `shuzhi store add`
pub(crate) fn add(given: &Given) -> Run {
    let draft = read(given)?;
    let id = App::open(Env::real(given.data_dir()?))?.add(draft)?;
    output::print(&format!("{id}\n"))
}

/// `shuzhi store list`; deleted reports are left out. A data folder that is not there yet holds none, and is not made.
pub(crate) fn list(given: &Given) -> Run {
    let folder = given.data_dir()?;
    let mut reports = match std::fs::exists(&folder) {
        Ok(false) => Vec::new(),
        _ => App::open_to_read(Env::real(folder))?.reports()?,
    };
    reports.retain(|report| report.deleted.is_none());
    if given.has("json") {
        return output::print(&output::json(&reports)?);
    }
    output::print(&reports.iter().map(line).collect::<String>())
}

/// `shuzhi store search`; reports in the bin are found too. Words that stand nowhere are no failure: the list is empty.
pub(crate) fn search(given: &Given) -> Run {
    let words = given.operands();
    let folder = given.data_dir()?;
    let hits = match std::fs::exists(&folder) {
        Ok(false) => Vec::new(),
        _ => App::open_to_read(Env::real(folder))?.search(Search { words, limit: u32::MAX })?.hits,
    };
    if given.has("json") {
        return output::print(&output::json(&hits)?);
    }
    output::print(&hits.iter().map(found).collect::<String>())
}

fn found(hit: &Hit) -> String {
    let Hit { id, title, unit, section_name, before, found, after, .. } = hit;
    let year = hit.year.map(|year| year.to_string()).unwrap_or_default();
    let version = hit.version.map(|number| format!("（历史版本 {number}）")).unwrap_or_default();
    let bin = if hit.deleted { "（已删除）" } else { "" };
    format!("{id}\t{year}\t{unit}\t{title}{bin}{version}\t{section_name}：{before}{found}{after}\n")
}

fn line(report: &ReportSummary) -> String {
    let ReportSummary { id, title, unit, reporter, parts_done, parts_total, placeholders, .. } = report;
    let year = report.year.map(|year| year.to_string()).unwrap_or_default();
    let done = match parts_total {
        0 => "导入的报告".to_string(),
        total => format!("{parts_done}/{total} 部分完成"),
    };
    format!("{id}\t{year}\t{unit}\t{reporter}\t{title}\t{done}\t{placeholders} 处待填\n")
}
