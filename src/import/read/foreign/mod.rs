//! Foreign binaries, such as Word's `.doc`: read by somebody else's code, and therefore by a process of its own, which may have
//! so much memory and time and no more, and whose end ends nothing else. In: the file's bytes. Out: its paragraphs.
//!
//! The process is this program again, with [`ARGUMENT`]: bytes on its standard input, an [`Answer`] as JSON on its output.

mod child;
mod flatten;

pub use child::read_foreign;

use serde::{Deserialize, Serialize};

use super::gauge::{Gauge, SAVE_AS};
use crate::import::{Align, Format, Look, Notice, Paragraph, Run, Source, Story};
use crate::model::Cell;
use crate::platform::process;
use crate::{Error, Result};

/// What a program is started with to read a foreign file.
const ARGUMENT: &str = "read-foreign";

/// The longest answer, in bytes: the longest text with all its runs.
const LONGEST_ANSWER: u64 = 64 << 20;

/// What the process answers.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Answer {
    /// The paragraphs.
    Read(Lines),
    /// The file asks for a password.
    Encrypted,
    /// The file cannot be read.
    #[default]
    Damaged,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Lines {
    lines: Vec<Line>,
    /// How many footnotes, comments and the like were left out, and how their words begin.
    notes: usize,
    note_words: String,
    pictures: usize,
    /// Part of the text is missing.
    incomplete: bool,
}

/// A paragraph.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Line {
    text: String,
    /// Length in bytes, whether it is bold, size in half points.
    runs: Vec<(usize, bool, u16)>,
    style: String,
    outline: Option<u8>,
    align: char,
    /// Table, row, column.
    cell: Option<(u32, u32, u32)>,
    text_box: bool,
}

/// Reads the foreign binary in `bytes`.
pub(super) fn read(bytes: &[u8], gauge: &Gauge<'_>) -> Result<Source> {
    let Some(program) = gauge.reading().foreign else {
        return Err(gauge.refuse("这是旧版 Word 文档（.doc），这里读不了", SAVE_AS));
    };
    let mut stopped = None;
    let mut goes_on = || {
        stopped = gauge.look().err();
        stopped.is_none()
    };
    let failed = |error| not_started(gauge, error);
    let said = process::ask(program, ARGUMENT, bytes, LONGEST_ANSWER, &mut goes_on).map_err(failed)?;
    if let Some(stopped) = stopped {
        return Err(stopped);
    }
    let answer = said.filter(|said| said.status.success());
    match answer.and_then(|said| serde_json::from_slice(&said.output).ok()).unwrap_or_default() {
        Answer::Read(lines) => source(lines, gauge),
        Answer::Encrypted => {
            Err(gauge.refuse("文件加了密码，读不出来", "请用 Word 或 WPS 打开，取消密码，另存为 .docx 再导入"))
        }
        Answer::Damaged => Err(gauge.refuse("这份旧版 Word 文档（.doc）读不出来", SAVE_AS)),
    }
}

fn not_started(gauge: &Gauge<'_>, error: std::io::Error) -> Error {
    gauge.refuse("读旧版 Word 文档（.doc）的程序没能启动", SAVE_AS).with_source(error)
}

/// The source that the answer comes to. Nothing in it is believed unseen.
fn source(lines: Lines, gauge: &Gauge<'_>) -> Result<Source> {
    let mut source = Source { format: Format::Foreign, ..Source::default() };
    for line in lines.lines {
        gauge.step()?;
        gauge.paragraph()?;
        gauge.keep(&line.text)?;
        source.paragraphs.push(paragraph(line));
    }
    let mut tell = |text: String, left_out: String| source.notices.push(Notice { text, left_out });
    tell(
        "这是旧版 Word 文档（.doc），自动编号和字体读不全；用 Word 或 WPS 另存为 .docx 再导入更准".into(),
        String::new(),
    );
    if lines.incomplete {
        tell("文件有损坏，文字可能不全，请与原文核对".into(), String::new());
    }
    if lines.notes > 0 {
        tell(format!("批注、脚注、尾注共 {} 条没有读入", lines.notes), lines.note_words);
    }
    if lines.pictures > 0 {
        tell(format!("图片 {} 张没有读入", lines.pictures), String::new());
    }
    Ok(source)
}

fn paragraph(line: Line) -> Paragraph {
    let is_text = |letter: &char| matches!(letter, '\n' | '\t') || !letter.is_control();
    let text: String = line.text.chars().filter(is_text).collect();
    let run = |&(len, bold, size): &(usize, bool, u16)| Run { len, look: Look { bold, size, ..Look::default() } };
    let mut runs: Vec<Run> = line.runs.iter().map(run).collect();
    let ends = runs.iter().scan(0_usize, |end, run| {
        *end = end.saturating_add(run.len);
        Some(*end)
    });
    let ends: Vec<usize> = ends.collect();
    let fits = ends.iter().all(|end| text.is_char_boundary(*end)) && ends.last().copied().unwrap_or(0) == text.len();
    if !fits {
        runs = vec![Run { len: text.len(), ..Run::default() }];
    }
    Paragraph {
        text,
        runs,
        style: line.style.to_lowercase(),
        outline: line.outline.filter(|level| (1..=9).contains(level)),
        align: match line.align {
            'c' => Align::Centre,
            'r' => Align::Right,
            _ => Align::Left,
        },
        cell: line.cell.map(|(table, row, column)| Cell { table, row, column }),
        story: if line.text_box { Story::TextBox } else { Story::Body },
        ..Paragraph::default()
    }
}
