//! How much memory a file may cost, measured in a process of its own.
#![cfg(target_os = "linux")]

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use shuzhi::import::{Cancel, Limits, Reading, read_file};

use super::{BEGIN, END, large, stored};
use crate::support::plant;

/// The variable that names the file to read.
const FILE: &str = "SHUZHI_TEST_READ";

/// The most memory this process ever had, in kilobytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches("kB").trim().parse().unwrap()
}

/// Reads the file it is told to, and says what that cost. It is not optimized, and may take longer than a user's.
#[test]
#[ignore = "a part of the tests below"]
fn child() {
    let Some((_, file)) = std::env::vars_os().find(|(name, _)| name == FILE) else { return };
    let before = peak();
    let cancel = Cancel::default();
    let reading = Reading {
        limits: Limits { time: Duration::from_secs(600), ..Limits::default() },
        cancel: &cancel,
        foreign: None,
    };
    let read = read_file(Path::new(&file), &reading);
    let (paragraphs, said) = read
        .map_or_else(|error| (0, error.message().to_owned()), |source| (source.paragraphs.len(), String::from("read")));
    println!("\n@{} {} {paragraphs} {said}", before, peak());
}

/// Megabytes before, in all, how many paragraphs were read, and what was said.
fn cost(bytes: &[u8]) -> (u64, u64, usize, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.docx");
    plant(&path, bytes).unwrap();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["import::hostile::memory::child", "--exact", "--ignored", "--nocapture"]).env(FILE, &path);
    let output = command.output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    let line = said.lines().find_map(|line| line.strip_prefix('@')).unwrap_or_default();
    let told: Vec<&str> = line.splitn(4, ' ').collect();
    assert_eq!(told.len(), 4, "{said}");
    let megabytes = |number: &str| number.parse::<u64>().unwrap() >> 10;
    (megabytes(told[0]), megabytes(told[1]), told[2].parse().unwrap(), told[3].to_owned())
}

/// A document of so many paragraphs of 100 characters that differ.
fn document(paragraphs: usize) -> Vec<u8> {
    let text = "认真落实抓基层党建工作责任制，坚持问题导向，全年召开党委会议专题研究。".repeat(3);
    let line = |n: usize| {
        let words: String = text.chars().skip(n % 7).take(94).collect();
        format!("<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{n:06}</w:t></w:r><w:r><w:t>{words}</w:t></w:r></w:p>").into_bytes()
    };
    large([BEGIN.into()].into_iter().chain((0..paragraphs).map(line)).chain([END.into()]))
}

#[test]
fn two_million_characters_cost_less_than_100_mb() {
    let (before, peak, paragraphs, said) = cost(&document(19_990));
    println!("{paragraphs} paragraphs: {before} MB before, {peak} MB at the most");
    assert_eq!((paragraphs, said.as_str()), (19_990, "read"));
    assert!(peak - before <= 100, "{before} MB before, {peak} MB at the most");
}

#[test]
fn no_file_costs_more_than_400_mb() {
    let blanks = || vec![b' '; 1 << 20];
    let run = "<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r><w:r><w:t>b</w:t></w:r>".repeat(1000).into_bytes();
    let styles: Vec<Vec<u8>> = (0..40)
        .map(|n| (0..10_000).map(|m| format!("<w:style w:styleId=\"{n}-{m}\"/>")).collect::<String>().into_bytes())
        .collect();
    let names: Vec<(String, Vec<u8>)> = (0..9000).map(|n| (format!("{n}{}", "x".repeat(2000)), Vec::new())).collect();
    let files = [
        ("20 MB in a paragraph", stored([BEGIN.into(), b"<w:p><w:r><w:t>".to_vec(), "字".repeat(7 << 20).into()])),
        (
            "a tag without an end",
            stored([b"<".to_vec()].into_iter().chain(std::iter::repeat_n(vec![b'a'; 1 << 20], 40))),
        ),
        ("a comment without an end", stored([b"<!--".to_vec()].into_iter().chain(std::iter::repeat_n(blanks(), 40)))),
        (
            "600,000 looks",
            stored(
                [BEGIN.into(), b"<w:p>".to_vec()]
                    .into_iter()
                    .chain(std::iter::repeat_n(run, 300))
                    .chain([b"</w:p>".to_vec(), END.into()]),
            ),
        ),
        ("400,000 styles", with_styles(&String::from_utf8(styles.concat()).unwrap())),
        ("long names", super::zipped(&names)),
        ("50 MB of zeros", vec![0; 50 << 20]),
        ("50 MB of one line", vec![b'a'; 50 << 20]),
        ("50 MB of entries", b"PK\x03\x04PK\x01\x02".iter().copied().cycle().take(50 << 20).collect()),
    ];
    for (name, bytes) in files {
        let (before, peak, _, said) = cost(&bytes);
        println!("{name}: {before} MB before, {peak} MB at the most: {said}");
        assert!(peak <= 400, "{name}: {peak} MB");
    }
}

/// A document with these styles, not compressed.
fn with_styles(styles: &str) -> Vec<u8> {
    use std::io::{Cursor, Read, Write};
    let compressed = super::Docx::new(&super::plain(&["a"])).styles(styles).bytes();
    let mut from = zip::ZipArchive::new(Cursor::new(compressed)).unwrap();
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for n in 0..from.len() {
        let mut part = from.by_index(n).unwrap();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        to.start_file(part.name().unwrap(), options).unwrap();
        to.write_all(&content).unwrap();
    }
    to.finish().unwrap().into_inner()
}
