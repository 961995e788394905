//! 导出 PDF, with the LibreOffice of this computer: told while it is made, cancelled without a trace, ended with the window.

use std::fs;
use std::time::Duration;

use crate::harness::{Desk, Outcome, Window, until, within};
use crate::steps::begin_sample;

/// How long LibreOffice may take on a computer that is busy otherwise.
const CONVERSION: Duration = Duration::from_secs(120);

#[test]
fn a_pdf_is_made_and_a_cancelled_one_leaves_the_old_file_whole() -> Outcome {
    let desk = Desk::new()?;
    let window = ready(&desk)?;
    window.click("export-pdf")?.wait("pdf-progress")?.wait_text("pdf-step", "正在转换")?;
    within(CONVERSION, "the PDF", || Ok((window.count("exported")? > 0).then_some(())))?;
    window.wait_count("pdf-progress", 0)?.wait("open-file")?.wait_text("exported-name", "导出 的报告.pdf")?;
    let file = desk.exported().with_extension("pdf");
    let first = fs::read(&file)?;
    assert!(first.starts_with(b"%PDF-") && first.trim_ascii_end().ends_with(b"%%EOF"), "no whole PDF");

    convert(&desk, &window)?;
    window.click("pdf-cancel")?.wait_count("pdf-progress", 0)?.wait_text("pdf-dropped", "已取消")?;
    assert!(fs::read(&file)? == first, "the file that was there before has changed");
    nothing_left(&desk)?;
    assert!(window.enabled("export-pdf")?, "another try is possible");
    Ok(())
}

#[test]
fn closing_the_window_ends_the_conversion() -> Outcome {
    let desk = Desk::new()?;
    let window = ready(&desk)?;
    convert(&desk, &window)?;
    desk.hands()?.close()?;
    window.ended(&desk)?;
    assert!(!desk.exported().with_extension("pdf").exists(), "the conversion was over before the window closed");
    nothing_left(&desk)
}

/// A sample report on 检查并导出, where a program for PDF files is known.
fn ready(desk: &Desk) -> Outcome<Window> {
    let window = desk.open()?;
    begin_sample(&window)?;
    window.click("to-check")?.wait("all-clear")?;
    until("what is said of PDF files", || {
        if window.count("no-pdf")? > 0 {
            return Err("no LibreOffice is found here; install what scripts/packages.txt lists".into());
        }
        Ok((window.count("export-pdf")? > 0 && window.enabled("export-pdf")?).then_some(()))
    })?;
    Ok(window)
}

/// Begins a conversion and waits until LibreOffice is at work.
fn convert(desk: &Desk, window: &Window) -> Outcome {
    window.click("export-pdf")?.wait("pdf-progress")?;
    until("LibreOffice at work", || Ok((!desk.offices().is_empty()).then_some(())))
}

/// No office program and no copy of the report. What was just killed may need a moment, but far less than a conversion.
fn nothing_left(desk: &Desk) -> Outcome {
    const MOMENT: Duration = Duration::from_millis(500);
    within(MOMENT, "LibreOffice to be gone", || Ok(desk.offices().is_empty().then_some(())))?;
    let copies: Vec<String> = fs::read_dir(desk.temporary())?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter(|name| name.starts_with("shuzhi-pdf"))
        .collect();
    assert!(copies.is_empty(), "{copies:?}");
    Ok(())
}
