//! Word export beside python-docx that writes the same paragraphs, in turns.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use shuzhi::app::{App, Create, Env, view, word_file};
use shuzhi::model::{Attachment, AttachmentKind, Attachments, Draft, Table};

use crate::harness::Outcome;
use crate::{median, row, single};

const ROUNDS: usize = 15;

pub(crate) fn measure() -> Outcome {
    let folder = tempfile::tempdir()?;
    let short = report(folder.path(), 6_000)?;
    let long = report(folder.path(), 600_000)?;
    let (text, json) = (folder.path().join("text.txt"), folder.path().join("draft.json"));
    fs::write(&text, view(&short).document.text())?;
    fs::write(&json, serde_json::to_string(&short)?)?;
    in_process(&short, &text, folder.path())?;
    whole_program(&json, &text, folder.path())?;
    let once = |draft: &Draft| -> Outcome<Duration> {
        let begin = Instant::now();
        word_file(draft, "", true)?;
        Ok(begin.elapsed())
    };
    let (mut shorts, mut longs) = (Vec::new(), Vec::new());
    for _ in 0..5 {
        shorts.push(once(&short)?);
        longs.push(once(&long)?);
    }
    row("export, 6,000 against 600,000 characters", median(shorts), median(longs));
    let ledger = with_table(&short);
    let times: Vec<Duration> = (0..ROUNDS).map(|_| once(&ledger)).collect::<Outcome<_>>()?;
    row("export; with a table of 500 rows × 8 columns", once(&short)?, median(times));
    let peak = peak(folder.path(), &long)?.saturating_sub(peak(folder.path(), &short)?);
    single("memory for 600,000 characters above 6,000's", &format!("{:.1} MB", peak as f64 / 1e3));
    Ok(())
}

/// `draft` with a ledger as an attachment on landscape pages.
fn with_table(draft: &Draft) -> Draft {
    const HEAD: [&str; 8] = ["序号", "问题", "来源", "整改措施", "责任人", "完成时限", "成效", "状态"];
    let text = "每月走访不少于2次，逐户记录诉求，逐件办理反馈。";
    let row = |row: usize| {
        vec![
            row.to_string(),
            text.into(),
            "2025年度".into(),
            text.repeat(2),
            "办公室".into(),
            "2026年12月底".into(),
            text.into(),
            "整改中".into(),
        ]
    };
    let head = HEAD.map(String::from).to_vec();
    let rows = std::iter::once(head).chain((1..=500).map(row)).collect();
    let table = Table { id: "table".into(), rows, wide: true, ..Table::default() };
    let attachment = Attachment {
        id: "ledger".into(),
        name: "台账".into(),
        kind: AttachmentKind::Table,
        table,
        ..Attachment::default()
    };
    let mut draft = draft.clone();
    draft.elements.attachments = Attachments { on: true, items: vec![attachment], ..Attachments::default() };
    draft
}

/// The most memory that the whole program holds while it exports `draft`, in KB: its high-water mark (VmHWM), read again and
/// again while it runs.
fn peak(folder: &Path, draft: &Draft) -> Outcome<u64> {
    let json = folder.join("peak.json");
    fs::write(&json, serde_json::to_string(draft)?)?;
    let mut program = Command::new(program())
        .arg("export")
        .arg(&json)
        .arg("-o")
        .arg(folder.join("peak.docx"))
        .arg("--force")
        .stdout(Stdio::null())
        .spawn()?;
    let status = format!("/proc/{}/status", program.id());
    let mut peak = 0;
    while program.try_wait()?.is_none() {
        let status = fs::read_to_string(&status).unwrap_or_default();
        let mark =
            status.lines().find_map(|line| line.strip_prefix("VmHWM:")?.trim().strip_suffix(" kB")?.parse().ok());
        peak = peak.max(mark.unwrap_or(0));
        std::thread::sleep(Duration::from_micros(200));
    }
    Ok(peak)
}

fn program() -> PathBuf {
    Path::new(env!("CARGO_BIN_EXE_shuzhi-desktop")).with_file_name("shuzhi")
}

fn in_process(draft: &Draft, text: &Path, folder: &Path) -> Outcome {
    let mut python = Command::new(python())
        .arg(script())
        .arg(text)
        .arg(folder.join("python.docx"))
        .arg("loop")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let mut ask = python.stdin.take().ok_or("no input")?;
    let mut answers = BufReader::new(python.stdout.take().ok_or("no output")?).lines();
    let (mut own, mut other) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let begin = Instant::now();
        fs::write(folder.join("own.docx"), word_file(draft, "", true)?)?;
        own.push(begin.elapsed());
        writeln!(ask)?;
        let answer: f64 = answers.next().ok_or("python-docx ended")??.parse()?;
        other.push(Duration::from_secs_f64(answer / 1000.0));
    }
    drop(ask);
    python.wait()?;
    row("export in process, 6,000 characters; python-docx", median(own), median(other));
    Ok(())
}

fn whole_program(json: &Path, text: &Path, folder: &Path) -> Outcome {
    let program = program();
    let run = |command: &mut Command| -> Outcome<Duration> {
        let begin = Instant::now();
        let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status()?;
        if status.success() { Ok(begin.elapsed()) } else { Err(format!("{command:?}: {status}").into()) }
    };
    let (mut own, mut other) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let target = folder.join("own.docx");
        own.push(run(Command::new(&program).arg("export").arg(json).arg("-o").arg(target).arg("--force"))?);
        other.push(run(Command::new(python()).arg(script()).arg(text).arg(folder.join("python.docx")))?);
    }
    row("export as a whole program; python-docx", median(own), median(other));
    single("  the program's size", &format!("{:.1} MB", fs::metadata(&program)?.len() as f64 / 1e6));
    Ok(())
}

/// A report of about this many characters: the sample, with its own paragraphs again and again.
fn report(folder: &Path, characters: u32) -> Outcome<Draft> {
    let mut app = App::open(Env::real(folder.join(characters.to_string())))?;
    let mut draft = app.create(Create { template: "general".into(), year: 2026, sample: true })?.draft;
    let sample = view(&draft).characters;
    let item = draft
        .parts
        .iter()
        .flat_map(|part| &part.items)
        .map(|item| item.body.clone())
        .find(|body| body.chars().count() > 100);
    let item = item.ok_or("the sample has no long paragraph")?;
    let opening = draft.parts.first_mut().ok_or("the sample has no parts")?;
    let paragraphs = characters.saturating_sub(sample) as usize / item.chars().count();
    for _ in 0..paragraphs {
        opening.lead.push('\n');
        opening.lead.push_str(&item);
    }
    Ok(draft)
}

fn python() -> PathBuf {
    root().join("target/python-docx/bin/python")
}

fn script() -> PathBuf {
    root().join("bench/python_docx.py")
}

pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}
