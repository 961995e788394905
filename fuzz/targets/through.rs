//! A file all the way: read, recognised, outlined.

use shuzhi::import::{Cancel, Limits, Reading, Source, outline, read, recognise};

/// Reads `bytes`; what is refused says so in one line.
pub fn all(bytes: &[u8]) {
    let cancel = Cancel::default();
    match read(bytes, "file", &Reading { limits: Limits::default(), cancel: &cancel, foreign: None }) {
        Ok(source) => recognised(&source),
        Err(error) => {
            assert!(error.message().starts_with("file：") && !error.message().contains('\n') && !error.hint().is_empty());
        }
    }
}

/// Recognises `source`, whose runs must be as long as its paragraphs.
pub fn recognised(source: &Source) {
    for paragraph in &source.paragraphs {
        let mut end = 0;
        for run in &paragraph.runs {
            end += run.len;
            assert!(run.len > 0 && paragraph.text.is_char_boundary(end));
        }
        assert_eq!(end, paragraph.text.len());
    }
    let recognition = recognise(source);
    outline(source, &recognition);
}
