//! Files cut off and changed anywhere: refused or read, never a panic, never a hang.

use shuzhi::compose::compose;
use shuzhi::export::docx;
use shuzhi::profile::Profile;
use shuzhi::template::{Start, builtin, sample_draft};

use crate::import::package::{Docx, read_bytes};
use crate::support::{ids, now};

/// A Word file with all its parts: a sample of ours.
fn whole() -> Vec<u8> {
    let template = &builtin().unwrap()[0];
    let mut ids = ids();
    let draft = sample_draft(template, Start { year: 2025, now: now(), ids: &mut ids });
    docx::write(&compose(&draft), &Profile::of(&draft)).unwrap()
}

/// The same, with nothing compressed, so that a changed bit is a changed letter of the XML; checksums are mended.
fn stored(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    use std::io::{Cursor, Write};
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, content) in parts {
        zip.start_file(name.as_str(), plain).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn parts(file: &[u8]) -> Vec<(String, Vec<u8>)> {
    crate::docx::sample::parts(file).into_iter().collect()
}

/// How many of the changed files could be read, and how many not.
#[derive(Default, Debug)]
struct Count {
    read: usize,
    refused: usize,
}

impl Count {
    fn add(&mut self, bytes: &[u8]) {
        match read_bytes(bytes) {
            Ok(_) => self.read += 1,
            Err(error) => {
                assert!(error.message().starts_with("报告.docx："), "{}", error.message());
                self.refused += 1;
            }
        }
    }
}

/// Cuts a file off, and changes it: a bit of the package, then a letter or a bit of one of its parts.
fn damage(stride: usize) {
    let file = whole();
    let mut cut = Count::default();
    (0..file.len()).step_by(stride).for_each(|end| cut.add(&file[..end]));
    assert_eq!(cut.read, 0, "what is cut off has no directory");

    let mut flipped = Count::default();
    for bit in (0..file.len() * 8).step_by(stride * 3) {
        let mut file = file.clone();
        file[bit / 8] ^= 1 << (bit % 8);
        flipped.add(&file);
    }

    let parts = parts(&file);
    let mut changed = Count::default();
    for (n, (name, content)) in parts.iter().enumerate().filter(|(_, (name, _))| name.ends_with(".xml")) {
        for at in (0..content.len()).step_by(stride * 7) {
            for byte in [b'<', b'>', b'"', b'/', b'&', 0, 0xFF, content[at] ^ 1] {
                let mut parts = parts.clone();
                parts[n].1[at] = byte;
                changed.add(&stored(&parts));
            }
            let mut parts = parts.clone();
            parts[n].1.truncate(at);
            changed.add(&stored(&parts));
        }
        assert!(!name.is_empty());
    }
    println!("cut {cut:?}, flipped {flipped:?}, changed {changed:?}");
    assert!(flipped.refused > 0 && changed.read > 0 && changed.refused > 0);
}

#[test]
fn damaged_files_are_read_or_refused() {
    damage(211);
}

#[test]
#[ignore = "long; make torture"]
fn thousands_of_damaged_files() {
    damage(5);
}

#[test]
fn damage_beside_the_text_is_told_and_not_passed_over() {
    let broken = Docx::new(&super::plain(&["正文"])).lead("comments", "w:comments", "<w:comment>");
    assert_eq!(super::refusal(&broken.bytes()), "文件已经损坏，读不出来");
}
