//! Reading foreign files: a Word file of a report's length, and one a hundred times as long, which should take a hundred times as
//! long and no more.

use std::hint::black_box;
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use shuzhi::app::find_template;
use shuzhi::import::{Cancel, Limits, Reading, draft, read, recognise};
use shuzhi::platform;
use shuzhi::template::{Start, Template};
use zip::write::SimpleFileOptions;

use crate::harness::Outcome;
use crate::{median, row};

/// Paragraphs of 200 characters each: 6,000 in all.
const REPORT: usize = 30;

const ROUNDS: usize = 31;

pub(crate) fn measure() -> Outcome {
    let report = time(&document(REPORT)?, REPORT)?;
    let long = time(&document(100 * REPORT)?, 100 * REPORT)?;
    row("import: a .docx of 6,000 characters; of 600,000", report, long);
    let text: String = (0..REPORT).map(|n| line(n) + "\n").collect();
    let long = text.repeat(100);
    row(
        "import: a text of 6,000 characters; of 600,000",
        time(text.as_bytes(), REPORT)?,
        time(long.as_bytes(), 100 * REPORT)?,
    );
    let template = find_template(None, "general")?;
    row(
        "  to the draft, of 6,000 characters (wanted: 5 ms); of 600,000",
        whole(&report_of(6_000), &template)?,
        whole(&report_of(600_000), &template)?,
    );
    Ok(())
}

/// How long it takes to read `bytes`, which hold so many paragraphs.
fn time(bytes: &[u8], paragraphs: usize) -> Outcome<Duration> {
    let cancel = Cancel::default();
    let reading = Reading { limits: Limits::default(), cancel: &cancel, foreign: None };
    let once = |_| {
        let begin = Instant::now();
        let source = black_box(read(bytes, "报告", &reading)?);
        if source.paragraphs.len() != paragraphs {
            return Err(format!("{} paragraphs", source.paragraphs.len()).into());
        }
        Ok(begin.elapsed())
    };
    Ok(median((0..ROUNDS).map(once).collect::<Outcome<_>>()?))
}

/// The `n`th paragraph; no two are alike, as nothing would be left of equal ones in a zip.
fn line(n: usize) -> String {
    const TEXT: &str =
        "认真落实抓基层党建工作责任制，坚持问题导向，全年召开党委会议专题研究，逐项整改到位，党员教育管理不断加强。";
    let turned = TEXT.chars().cycle().skip(n % 50).take(190);
    format!("（{n:06}）").chars().chain(turned).collect()
}

fn document(paragraphs: usize) -> Outcome<Vec<u8>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("word/document.xml", SimpleFileOptions::default())?;
    let name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    write!(zip, "<w:document xmlns:w=\"{name}\"><w:body>")?;
    for n in 0..paragraphs {
        let text = line(n);
        let (head, rest) = text.split_at(12);
        write!(zip, "<w:p><w:pPr><w:ind w:firstLineChars=\"200\" w:firstLine=\"640\"/></w:pPr>")?;
        for (bold, text) in [("<w:b/>", head), ("", rest)] {
            let face = "<w:rFonts w:ascii=\"仿宋\" w:eastAsia=\"仿宋\" w:hAnsi=\"仿宋\"/>";
            write!(zip, "<w:r><w:rPr>{face}{bold}<w:sz w:val=\"32\"/></w:rPr><w:t>{text}</w:t></w:r>")?;
        }
        write!(zip, "</w:p>")?;
    }
    write!(zip, "</w:body></w:document>")?;
    Ok(zip.finish()?.into_inner())
}

/// A report of this many characters, as the recognition meets it: parts, headings, problems.
fn report_of(characters: usize) -> String {
    let mut text = String::from("2025年度抓基层党建工作述职报告\n");
    let parts = ["主要工作", "存在的问题", "下一步打算"];
    let each = characters / parts.len();
    for (number, part) in ["一", "二", "三"].iter().zip(parts) {
        text.push_str(&format!("{number}、{part}\n"));
        let begin = text.len();
        for n in 0.. {
            if (text.len() - begin) / 3 >= each {
                break;
            }
            text.push_str(&format!("（{}）第{n}项学习安排不够具体。{}\n", ["一", "二", "三", "四"][n % 4], line(n)));
        }
    }
    text
}

/// How long it takes from the bytes of `text` to the draft.
fn whole(text: &str, template: &Template) -> Outcome<Duration> {
    let cancel = Cancel::default();
    let reading = Reading { limits: Limits::default(), cancel: &cancel, foreign: None };
    let now = platform::now();
    let once = |_| {
        let begin = Instant::now();
        let source = read(text.as_bytes(), "报告", &reading)?;
        let recognition = recognise(&source);
        let mut next = 0_u32;
        let mut ids = || {
            next += 1;
            format!("id-{next}")
        };
        let made = draft(&source, &recognition, template, Start { year: 2025, now, ids: &mut ids });
        if black_box(&made).parts.is_empty() {
            return Err("a draft without parts".into());
        }
        Ok(begin.elapsed())
    };
    Ok(median((0..5).map(once).collect::<Outcome<_>>()?))
}
