//! `shuzhi ledger`

use std::collections::HashSet;
use std::path::Path;

use shuzhi::app::{App, Env, LedgerFormat, ledger_bytes};
use shuzhi::ledger::{self, Query, Row, StateFilter, select};
use shuzhi::model::{Draft, Sheet};
use shuzhi::{Code, Error, Result, platform};

use super::args::{Given, misuse};
use super::draft::{Source, read_from};
use super::{Outcome, Run, output};

/// The ledger over the drafts, as JSON, as a file, or as lines with tabs.
pub(crate) fn ledger(given: &Given) -> Run {
    let format = given.value("output").map(|target| format(Path::new(target), given.has("short"))).transpose()?;
    if given.has("json") && (format.is_some() || given.has("short")) {
        return Err(misuse("--json 不能与 -o、--short 同用".into()).into());
    }
    let drafts = drafts(given)?;
    let today = platform::now().date_naive();
    let ledger = ledger::ledger(&drafts.iter().collect::<Vec<_>>(), today);
    for notice in &ledger.notices {
        output::complain(&output::line("warning", &Error::new(Code::Invalid, notice, "")));
    }
    if given.has("json") {
        return output::print(&output::json(&ledger.rows)?);
    }
    let all = select(&ledger, &Query { state: StateFilter::All, ..Query::default() });
    let rows: Vec<&Row> = all.rows;
    let made = drafts.iter().map(|draft| draft.modified).max().unwrap_or_else(platform::now);
    let sheet = if given.has("short") {
        ledger::short_sheet(&rows, today, made)
    } else {
        ledger::sheet(&rows, &ledger::columns(&[]), today, made)
    };
    match format {
        Some(format) => {
            output::write(given.value("output"), &ledger_bytes(&sheet, format)?)?;
            Ok(Outcome::Done)
        }
        None => output::print(&format!("{}{}\n", lines(&sheet), all.tally.sentence())),
    }
}

/// Every draft that is named; with a report of the store those that it was carried from.
fn drafts(given: &Given) -> Result<Vec<Draft>> {
    let mut store: Option<App> = None;
    let mut drafts: Vec<Draft> = Vec::new();
    let mut stored: HashSet<String> = HashSet::new();
    for operand in &given.words {
        match Source::of(operand) {
            Source::Store(id) => {
                let app = match &mut store {
                    Some(app) => app,
                    None => store.insert(App::open_to_read(Env::real(given.data_dir()?))?),
                };
                // Two reports of one chain bring the same ones along.
                drafts.extend(app.chain(id)?.into_iter().filter(|draft| stored.insert(draft.id.clone())));
            }
            source => {
                if let Source::File(path) = &source {
                    output::refuse_onto(path.as_os_str(), given.value("output"))?;
                }
                drafts.push(read_from(given, source)?);
            }
        }
    }
    Ok(drafts)
}

/// The kind of file that the name of `target` promises.
fn format(target: &Path, short: bool) -> Result<LedgerFormat> {
    let extension = target.extension().map(|extension| extension.to_string_lossy().to_lowercase()).unwrap_or_default();
    match extension.as_str() {
        "xlsx" => Ok(LedgerFormat::Xlsx),
        "docx" if short => Ok(LedgerFormat::ShortDocx),
        "docx" => Ok(LedgerFormat::Docx),
        "csv" => Ok(LedgerFormat::Csv),
        _ => {
            let name = target.display();
            let message = format!("不知道“{name}”要写成什么文件");
            Err(Error::new(Code::Invalid, message, "把 -o 的文件名写成 .xlsx、.docx 或 .csv"))
        }
    }
}

/// Head and rows, one a line, with tabs between the cells.
fn lines(sheet: &Sheet) -> String {
    let line = |cells: Vec<String>| cells.join("\t").replace('\n', " ") + "\n";
    let head = line(sheet.columns.iter().map(|column| column.head.clone()).collect());
    let rows = sheet.rows.iter().map(|row| line(row.iter().map(|cell| cell.text()).collect()));
    head + &rows.collect::<String>()
}
