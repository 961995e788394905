//! 整改台账 over 20 years with 60 problems each, and its spreadsheet.

use std::hint::black_box;
use std::time::{Duration, Instant};

use shuzhi::app::{App, Create, Env, LedgerFormat, ledger_bytes};
use shuzhi::ledger::{columns, extract, ledger, of_extracts, sheet};
use shuzhi::model::{Draft, Item, LedgerColumn, Progress, State};

use crate::harness::Outcome;
use crate::{median, row};

const YEARS: i32 = 20;
const PROBLEMS: usize = 60;
const ROUNDS: usize = 31;

pub(crate) fn measure() -> Outcome {
    let drafts = chain()?;
    let all: Vec<&Draft> = drafts.iter().collect();
    let at = drafts.last().ok_or("no draft")?.modified;
    let today = at.date_naive();
    let json: Vec<String> = drafts.iter().map(serde_json::to_string).collect::<Result<_, _>>()?;
    let extracts: Vec<_> = drafts.iter().map(extract).collect();
    let kept: Vec<_> = extracts.iter().collect();
    let time = |work: &mut dyn FnMut() -> Outcome| -> Outcome<Duration> {
        let once = |_| {
            let begin = Instant::now();
            work()?;
            Ok(begin.elapsed())
        };
        Ok(median((0..ROUNDS).map(once).collect::<Outcome<_>>()?))
    };
    let made = ledger(&all, today);
    if made.rows.len() != PROBLEMS * drafts.len() {
        return Err(format!("{} rows", made.rows.len()).into());
    }
    let ours = time(&mut || {
        black_box(ledger(&all, today));
        Ok(())
    })?;
    let parsed = time(&mut || {
        let read: Result<Vec<Draft>, _> = json.iter().map(|json| serde_json::from_str(json)).collect();
        if read?.len() == drafts.len() { Ok(()) } else { Err("another chain".into()) }
    })?;
    row("ledger, 20 years × 60 problems; reading their JSON", ours, parsed);
    let again = time(&mut || {
        black_box(of_extracts(&kept, today));
        Ok(())
    })?;
    row("  with what the window keeps in memory", again, ours);
    let rows: Vec<_> = made.rows.iter().collect();
    let write = |columns: &[LedgerColumn], format| {
        time(&mut || ledger_bytes(&sheet(&rows, columns, today, at), format).map(drop).map_err(Into::into))
    };
    let word = write(&columns(&[]), LedgerFormat::Docx)?;
    row("its .xlsx, 1,200 rows × 8 columns; .docx", write(&columns(&[]), LedgerFormat::Xlsx)?, word);
    row("  × 16 columns; .docx of 8", write(&LedgerColumn::ALL, LedgerFormat::Xlsx)?, word);
    Ok(())
}

/// Reports of 20 years, each with 60 problems of its own and those of the year before, half of them for a second time.
fn chain() -> Outcome<Vec<Draft>> {
    let folder = tempfile::tempdir()?;
    let mut app = App::open(Env::real(folder.path().into()))?;
    let first = app.create(Create { template: "general".into(), year: 2006, sample: true })?.draft;
    let mut drafts: Vec<Draft> = Vec::new();
    for year in 2006..2006 + YEARS {
        let mut draft = first.clone();
        draft.id = format!("r{year}");
        draft.previous = drafts.last().map(|draft| draft.id.clone());
        draft.year = Some(year);
        let mut items: Vec<Item> = Vec::new();
        for (back, count) in [(1, PROBLEMS), (2, PROBLEMS / 2)] {
            let named = year - back;
            items.extend((0..count).filter(|_| named >= 2006).map(|at| answer(named, at, back == 1)));
        }
        for part in &mut draft.parts {
            match part.id.as_str() {
                "problem" => part.items = (0..PROBLEMS).map(|at| problem(year, at)).collect(),
                "rectification" => part.items.clone_from(&items),
                _ => {}
            }
        }
        drafts.push(draft);
    }
    Ok(drafts)
}

const TEXT: &str = "每月走访不少于2次，逐户记录诉求，逐件办理反馈。";

fn problem(year: i32, at: usize) -> Item {
    Item {
        id: format!("p-{year}-{at}"),
        heading: format!("第{at}项工作抓得不紧"),
        body: TEXT.into(),
        cause: TEXT.into(),
        measure: TEXT.into(),
        owner: format!("科室{}", at % 9),
        due: format!("{}-06-30", year + 1),
        ..Item::default()
    }
}

/// An item on a problem of the year `named`: half of them are not closed at once.
fn answer(named: i32, at: usize, first: bool) -> Item {
    let state = if first && at < PROBLEMS / 2 { State::Underway } else { State::Closed };
    let note = |month| Progress { date: format!("{}-{month}-20", named + 1), text: TEXT.into(), ..Progress::default() };
    Item {
        id: format!("r-{named}-{at}-{first}"),
        problem: Some(format!("p-{named}-{at}")),
        report: Some(format!("r{named}")),
        year: Some(named),
        text: format!("第{at}项工作抓得不紧"),
        measure: TEXT.repeat(2),
        result: TEXT.into(),
        evidence: "会议记录".into(),
        owner: format!("科室{}", at % 9),
        due: format!("{}-12-31", named + 1),
        state: Some(state),
        progress: vec![note("03"), note("09")],
        ..Item::default()
    }
}
