//! Word export beside python-docx that writes the same paragraphs, in turns.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use shuzhi::app::{App, Create, Env, view, word_file};
use shuzhi::model::Draft;

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
    Ok(())
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
    let program = Path::new(env!("CARGO_BIN_EXE_shuzhi-desktop")).with_file_name("shuzhi");
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
