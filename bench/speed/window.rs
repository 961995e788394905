//! The window: its start beside an almost empty one, and the way from a key to the disk.

use std::fs;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

use rusqlite::{Connection, OpenFlags};
use shuzhi::app::{App, Create, Env};

use crate::export::root;
use crate::harness::{Desk, Outcome, PROGRAM, Process};
use crate::{median, row, single};

const ROUNDS: usize = 11;

pub(crate) fn measure() -> Outcome {
    start()?;
    keystroke()?;
    size()
}

/// From the start of the process until something is drawn below the bar at the top: there, ours shows the list of reports,
/// which has gone through the engine and the database.
fn start() -> Outcome {
    let desk = Desk::new()?;
    App::open(Env::real(desk.data()))?.create(Create { template: "general".into(), year: 2026, sample: true })?;
    let empty = root().join("target/release/empty-window");
    let usable = |program: PathBuf, title: &str| -> Outcome<Duration> {
        let begin = Instant::now();
        let _program = Process::start(&mut desk.command(program), &desk.file("log"))?;
        desk.hands_on(title)?.wait_drawn()?;
        Ok(begin.elapsed())
    };
    let (mut own, mut other) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        other.push(usable(empty.clone(), "empty")?);
        own.push(usable(PROGRAM.into(), "述职")?);
    }
    row("start to usable window; an almost empty window", median(own), median(other));
    Ok(())
}

/// From a key to the committed save, the pause for typing and the driver's own time included.
fn keystroke() -> Outcome {
    let desk = Desk::new()?;
    let window = desk.open()?;
    window.click("open-sample")?.click("section-basic")?.wait("field-unit")?;
    let database = Connection::open_with_flags(desk.data().join("shuzhi.sqlite3"), OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let revision = || database.query_row("SELECT revision FROM report", [], |row| row.get::<_, i64>(0));
    let mut times = Vec::new();
    for _ in 0..ROUNDS {
        let before = revision()?;
        let begin = Instant::now();
        window.type_into("field-unit", "一")?;
        while revision()? == before {
            std::thread::sleep(Duration::from_millis(2));
        }
        times.push(begin.elapsed());
        std::thread::sleep(Duration::from_millis(300));
    }
    single("keystroke to durable save, the pause included", &format!("{:.0} ms", crate::millis(median(times))));
    Ok(())
}

/// The page and what it names open at the start; the other chunks come with the screens that need them.
fn size() -> Outcome {
    let dist = root().join("ui/dist");
    let page = fs::read_to_string(dist.join("index.html"))?;
    let (mut start, mut total) = (0, 0);
    let chunks: Vec<PathBuf> = fs::read_dir(dist.join("assets"))?.flatten().map(|entry| entry.path()).collect();
    for file in chunks.iter().chain([&dist.join("index.html")]) {
        let bytes = Command::new("gzip").args(["-9", "-c"]).arg(file).output()?.stdout.len();
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        total += bytes;
        if name == "index.html" || page.contains(&format!("/{name}\"")) {
            start += bytes;
        }
    }
    let kilobytes = |bytes: usize| bytes as f64 / 1000.0;
    let told = format!("{:.1} KB; with every screen {:.1} KB", kilobytes(start), kilobytes(total));
    single("page and script at the start, compressed", &told);
    Ok(())
}
