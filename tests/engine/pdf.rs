//! PDF through an office program: a script stands in for it where it is to misbehave, and LibreOffice itself converts a
//! real report.
#![allow(clippy::disallowed_methods, reason = "the writer is under test, so something else prepares its files")]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::sleep;
use std::time::{Duration, Instant};

use shuzhi::app::word_file;
use shuzhi::export::pdf::{Outcome, Step, best, convert};
use shuzhi::platform::office::{Converter, converters};
use shuzhi::{Code, Error};
use tempfile::TempDir;

use crate::support;

const WORD: &[u8] = b"PK a Word file";
const PDF: &[u8] = b"%PDF-1.7\nthe report\n%%EOF\n";

/// A folder with a converter in it and an old PDF to be replaced.
struct Office {
    folder: TempDir,
    converter: Converter,
    target: PathBuf,
    steps: Vec<Step>,
}

impl Office {
    /// With the script behaving as its `case` of this name says.
    fn that_is(behaviour: &str) -> Office {
        let folder = tempfile::tempdir().expect("a folder");
        let program = folder.path().join(behaviour);
        symlink(support::root().join("tests/fixtures/office/converter.sh"), &program).expect("a name for the script");
        let target = folder.path().join("述职报告.pdf");
        fs::write(&target, "old").expect("an old file");
        let mut converter = Converter::libre_office(program);
        converter.limit = Duration::from_secs(60);
        Office { folder, converter, target, steps: Vec::new() }
    }

    fn convert(&mut self) -> Result<Outcome, Error> {
        convert(WORD, &self.converter, &self.target, &mut |step| self.steps.push(step), &AtomicBool::new(false))
    }

    /// What the script wrote down, once it is there.
    fn note(&self, name: &str) -> String {
        let path = self.folder.path().join(name);
        wait_until(|| path.is_file(), name);
        fs::read_to_string(path).expect("a note of the script")
    }

    /// The folder in which the script worked.
    fn work_folder(&self) -> PathBuf {
        let arguments = self.note("arguments");
        let file = Path::new(arguments.lines().last().expect("an argument"));
        file.parent().expect("its folder").into()
    }

    /// Expects that nothing is left of the work but `target` with the content `pdf`.
    fn left(&self, pdf: &[u8]) {
        assert_eq!(fs::read(&self.target).expect("the target"), pdf);
        assert!(!self.work_folder().exists(), "{} is left", self.work_folder().display());
    }

    /// Expects that the script and what it started have ended.
    fn all_ended(&self) {
        let processes = self.note("processes");
        assert_eq!(processes.split_whitespace().count(), 2, "{processes}");
        for id in processes.split_whitespace() {
            wait_until(|| has_ended(id), &format!("process {id} to end"));
        }
    }

    /// Expects a failure that says `message` and leaves the old file.
    fn fails(&mut self, code: Code, message: &str) -> Error {
        let error = self.convert().expect_err(message);
        assert_eq!((error.code(), error.message()), (code, message));
        assert!(error.hint().contains("类型选 PDF"), "{}", error.hint());
        self.left(b"old");
        error
    }
}

/// Ended, or only waiting for its parent to take note.
fn has_ended(id: &str) -> bool {
    fs::read_to_string(format!("/proc/{id}/stat")).map_or(true, |stat| stat.contains(") Z "))
}

fn wait_until(done: impl Fn() -> bool, what: &str) {
    let start = Instant::now();
    while !done() {
        assert!(start.elapsed() < Duration::from_secs(20), "waited in vain for {what}");
        sleep(Duration::from_millis(10));
    }
}

fn source(error: &Error) -> String {
    std::error::Error::source(error).map(ToString::to_string).unwrap_or_default()
}

#[test]
fn the_pdf_takes_the_place_of_the_old_one() {
    let mut office = Office::that_is("good");
    assert_eq!(office.convert().expect("a PDF"), Outcome::Written);
    office.left(PDF);
    assert_eq!(office.note("permissions").trim(), "700");
    assert_eq!(fs::read(office.folder.path().join("seen.docx")).expect("what was converted"), WORD);
    assert_eq!(office.steps, [Step::Preparing, Step::Converting { seconds: 0 }, Step::Saving]);
}

#[test]
fn libreoffice_is_told_to_keep_to_its_own_folder() {
    let mut office = Office::that_is("good");
    assert_eq!(office.convert().expect("a PDF"), Outcome::Written);
    let folder = office.work_folder();
    let folder = folder.to_str().expect("a plain path");
    let expected = format!(
        "-env:UserInstallation=file://{folder}/profile\n--headless\n--norestore\n--convert-to\npdf:writer_pdf_Export\n\
         --outdir\n{folder}\n{folder}/report.docx\n"
    );
    assert_eq!(office.note("arguments"), expected);
    assert_eq!(office.note("temporary").trim(), folder);
}

#[test]
fn progress_is_told_each_second() {
    let mut office = Office::that_is("slow");
    assert_eq!(office.convert().expect("a PDF"), Outcome::Written);
    let seconds = [0, 1].map(|seconds| Step::Converting { seconds });
    assert_eq!(office.steps[..3], [Step::Preparing, seconds[0], seconds[1]]);
    assert_eq!(office.steps.last(), Some(&Step::Saving));
}

#[test]
fn what_fails_is_said_with_its_last_line() {
    let error = Office::that_is("failing").fails(Code::Io, "LibreOffice没有把报告转换成 PDF（exit status: 3）");
    assert_eq!(source(&error), "LibreOffice: Error: source file could not be loaded");
}

#[test]
fn a_result_that_is_no_whole_pdf_is_refused() {
    Office::that_is("silent").fails(Code::Io, "LibreOffice没有把报告转换成 PDF（exit status: 0）");
    for behaviour in ["empty", "garbage", "broken"] {
        Office::that_is(behaviour).fails(Code::Io, "LibreOffice生成的 PDF 不完整");
    }
}

#[test]
fn what_hangs_is_ended_with_all_it_started() {
    let mut office = Office::that_is("hanging");
    office.converter.limit = Duration::from_secs(1);
    let start = Instant::now();
    office.fails(Code::Io, "LibreOffice用了 1 秒还没有转换成 PDF，已经停止");
    let took = start.elapsed();
    assert!(took >= office.converter.limit && took < Duration::from_secs(10), "it took {took:?}");
    office.all_ended();
}

#[test]
fn cancelling_ends_it_and_leaves_the_old_file() {
    let office = Office::that_is("hanging");
    let cancel = AtomicBool::new(false);
    let mut asked = None;
    let outcome = std::thread::scope(|scope| {
        let converting = scope.spawn(|| convert(WORD, &office.converter, &office.target, &mut |_| {}, &cancel));
        office.note("processes");
        cancel.store(true, Ordering::Relaxed);
        asked = Some(Instant::now());
        converting.join().expect("no panic")
    });
    assert_eq!(outcome.expect("no failure"), Outcome::Cancelled);
    let took = asked.expect("cancelled").elapsed();
    assert!(took < Duration::from_secs(2), "cancelling took {took:?}");
    office.left(b"old");
    office.all_ended();
}

#[test]
fn what_is_cancelled_at_the_last_moment_is_not_written() {
    let office = Office::that_is("good");
    let cancel = AtomicBool::new(false);
    let mut progress = |step| cancel.store(matches!(step, Step::Converting { .. }), Ordering::Relaxed);
    let outcome = convert(WORD, &office.converter, &office.target, &mut progress, &cancel).expect("no failure");
    assert_eq!(outcome, Outcome::Cancelled);
    assert_eq!(fs::read(&office.target).expect("the target"), b"old");
}

#[test]
fn what_it_leaves_behind_is_ended() {
    let mut office = Office::that_is("leaving");
    assert_eq!(office.convert().expect("a PDF"), Outcome::Written);
    office.left(PDF);
    office.all_ended();
}

#[test]
fn a_program_that_is_gone_is_named() {
    let mut office = Office::that_is("good");
    fs::remove_file(office.converter.program()).expect("the program uninstalled");
    let error = office.convert().expect_err("no program");
    let path = office.converter.program().display();
    assert_eq!(error.code(), Code::NotFound);
    assert_eq!(error.message(), format!("LibreOffice已经不在“{path}”，没有转换成 PDF"));
    assert!(error.hint().contains("类型选 PDF"), "{}", error.hint());
    assert_eq!(fs::read(&office.target).expect("the target"), b"old");
}

#[test]
fn a_target_that_cannot_be_written_is_named() {
    let mut office = Office::that_is("good");
    office.target = office.folder.path().join("没有/报告.pdf");
    let error = office.convert().expect_err("no folder");
    assert_eq!(error.code(), Code::NotFound);
    assert_eq!(error.message(), format!("无法写入“{}”：文件夹不存在", office.target.display()));
    assert!(!office.work_folder().exists());
}

#[test]
fn without_a_program_the_way_by_hand_is_told() {
    let error = best(&[]).expect_err("no program");
    assert_eq!(error.code(), Code::NotFound);
    assert_eq!(error.message(), "这台电脑上没有找到能转换 PDF 的办公软件");
    assert_eq!(error.hint(), "用 WPS 或 Word 打开导出的 Word 文件，点“文件—另存为”，类型选 PDF");
}

/// The environment belongs to the whole process, so the conversions run in one of their own.
#[test]
fn libreoffice_makes_the_pdf_and_leaves_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let temporary = folder.path().join("临时 #1%20");
    fs::create_dir(&temporary).expect("a folder");
    let mut tests = Command::new(std::env::current_exe().expect("this program"));
    let output = tests.args(["--ignored", "pdf::inside"]).env("TMPDIR", &temporary).output().expect("the tests to run");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("2 passed"), "{said}");
    let left: Vec<_> = fs::read_dir(&temporary).expect("the folder").flatten().map(|entry| entry.path()).collect();
    assert!(left.is_empty(), "{left:?}");
}

mod inside {
    use super::*;

    /// The Word file of the general template's sample.
    fn report() -> Vec<u8> {
        let folder = tempfile::tempdir().expect("a folder");
        let mut app = support::app(folder.path()).expect("an application");
        let draft = support::sample(&mut app).expect("the sample").draft;
        word_file(&draft, "", true).expect("a Word file")
    }

    fn libre_office() -> Converter {
        let found = converters();
        best(&found).expect("install libreoffice-writer-nogui (scripts/packages.txt)").clone()
    }

    #[test]
    #[ignore = "run by libreoffice_makes_the_pdf_and_leaves_nothing"]
    fn a_report_is_converted() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("述职报告.pdf");
        let never = AtomicBool::new(false);
        let start = Instant::now();
        let outcome = convert(&report(), &libre_office(), &target, &mut |_| {}, &never).expect("a PDF");
        assert_eq!(outcome, Outcome::Written);
        let pdf = fs::read(&target).expect("the PDF");
        assert!(pdf.starts_with(b"%PDF-1.") && pdf.len() > 5_000, "{} bytes", pdf.len());
        println!("{} bytes in {:?}", pdf.len(), start.elapsed());
    }

    #[test]
    #[ignore = "run by libreoffice_makes_the_pdf_and_leaves_nothing"]
    fn a_conversion_is_cancelled_at_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let target = folder.path().join("述职报告.pdf");
        let cancel = AtomicBool::new(false);
        let mut asked = None;
        let report = report();
        let outcome = std::thread::scope(|scope| {
            let converting = scope.spawn(|| convert(&report, &libre_office(), &target, &mut |_| {}, &cancel));
            sleep(Duration::from_millis(600));
            cancel.store(true, Ordering::Relaxed);
            asked = Some(Instant::now());
            converting.join().expect("no panic")
        });
        assert_eq!(outcome.expect("no failure"), Outcome::Cancelled);
        let took = asked.expect("cancelled").elapsed();
        assert!(took < Duration::from_secs(2), "cancelling took {took:?}");
        assert!(!target.exists());
    }
}
