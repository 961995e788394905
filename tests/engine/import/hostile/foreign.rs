//! Word's format up to 2003, read by a process of its own.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use shuzhi::import::{Align, Cancel, Format, Limits, Reading, Source, read};
use shuzhi::model::Cell;

use super::refused;
use crate::support::root;

fn file() -> Vec<u8> {
    std::fs::read(root().join("tests/fixtures/import-reader/report.doc")).unwrap()
}

fn program() -> PathBuf {
    env!("CARGO_BIN_EXE_shuzhi").into()
}

fn read_with(bytes: &[u8], program: Option<&Path>, limits: Limits) -> shuzhi::Result<Source> {
    let cancel = Cancel::default();
    read(bytes, "报告.docx", &Reading { limits, cancel: &cancel, foreign: program })
}

#[test]
fn an_old_document_is_read_whatever_its_name() {
    let source = read_with(&file(), Some(&program()), Limits::default()).unwrap();
    assert_eq!(source.format, Format::Foreign);
    let texts: Vec<&str> = source.paragraphs.iter().map(|one| one.text.as_str()).collect();
    assert_eq!(
        &texts[..5],
        [
            "2024年度抓基层党建工作述职报告",
            "青禾镇党委书记　林知远",
            "现将一年来的工作述职如下。",
            "一、主要工作",
            "（一）抓实责任。全年开会××次。\n换行后的话。",
        ]
    );
    assert_eq!((source.paragraphs[1].align, source.paragraphs[3].outline), (Align::Centre, Some(1)));
    assert!(source.paragraphs[4].runs[0].look.bold && !source.paragraphs[4].runs[1].look.bold);
    let cell = source.paragraphs.iter().find(|one| one.text == "已销号").unwrap().cell;
    assert_eq!(cell, Some(Cell { table: 0, row: 1, column: 2 }));
    assert!(source.notices[0].text.contains("自动编号"), "{:?}", source.notices);
}

#[test]
fn without_a_program_and_without_time_it_is_refused() {
    let limits = Limits::default;
    assert_eq!(refused(read_with(&file(), None, limits()).unwrap_err()), "这是旧版 Word 文档（.doc），这里读不了");
    let gone = refused(read_with(&file(), Some(Path::new("/none")), limits()).unwrap_err());
    assert_eq!(gone, "读旧版 Word 文档（.doc）的程序没能启动");
    let limits = Limits { time: Duration::from_millis(300), ..Limits::default() };
    let slow = Instant::now();
    let said = refused(read_with(&file(), Some(&asleep()), limits).unwrap_err());
    assert_eq!(said, "0 秒内没有读完，已经停止");
    assert!(slow.elapsed() < Duration::from_secs(20), "it was waited for");
}

/// A program that hears nothing, says nothing and does not end.
fn asleep() -> PathBuf {
    use std::os::unix::fs::PermissionsExt;
    static FOLDER: std::sync::OnceLock<tempfile::TempDir> = std::sync::OnceLock::new();
    let path = FOLDER.get_or_init(|| tempfile::tempdir().unwrap()).path().join("asleep");
    if !path.exists() {
        crate::support::plant(&path, b"#!/bin/sh\nexec sleep 60\n").unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
    }
    path
}

#[test]
fn who_cancels_ends_the_process() {
    let cancel = Cancel::default();
    let program = asleep();
    let reading = Reading { limits: Limits::default(), cancel: &cancel, foreign: Some(&program) };
    std::thread::scope(|scope| {
        scope.spawn(|| {
            std::thread::sleep(Duration::from_millis(100));
            cancel.cancel();
        });
        assert_eq!(refused(read(&file(), "报告.docx", &reading).unwrap_err()), "已取消导入");
    });
}

/// Cuts the file off and changes it at every `stride`th place.
fn damage(stride: usize) {
    let (file, program) = (file(), program());
    let mut counts = (0, 0);
    let mut add = |bytes: &[u8]| match read_with(bytes, Some(&program), Limits::default()) {
        Ok(_) => counts.0 += 1,
        Err(error) => {
            refused(error);
            counts.1 += 1;
        }
    };
    for at in (0..file.len()).step_by(stride) {
        add(&file[..at]);
        let mut changed = file.clone();
        changed[at] ^= 0xFF;
        add(&changed);
    }
    println!("{} read, {} refused", counts.0, counts.1);
    assert!(counts.0 > 0 && counts.1 > 0);
}

#[test]
fn damaged_old_documents_are_read_or_refused() {
    damage(499);
}

#[test]
#[ignore = "long; make torture"]
fn thousands_of_damaged_old_documents() {
    damage(7);
}
