//! Word files. A file that begins as a zip is one; of any other the stretches between zeros are the parts of a package, so that
//! what changes is XML and not its checksum.
#![no_main]

mod through;

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;

const NAMES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" "#,
    r#"xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" "#,
    r#"xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" "#,
    r#"xmlns:v="urn:schemas-microsoft-com:vml""#,
);

/// The parts in their order, and what each stands in.
const PARTS: [(&str, &str, &str); 7] = [
    ("document", "<w:document", "</w:document>"),
    ("styles", "<w:styles", "</w:styles>"),
    ("numbering", "<w:numbering", "</w:numbering>"),
    ("theme", "<a:theme", "</a:theme>"),
    ("comments", "<w:comments", "</w:comments>"),
    ("footnotes", "<w:footnotes", "</w:footnotes>"),
    ("header", "<w:hdr", "</w:hdr>"),
];

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    if data.starts_with(b"PK") {
        through::all(data);
    } else if let Ok(package) = package(data) {
        through::all(&package);
    }
});

fn package(data: &[u8]) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    zip.start_file("word/_rels/document.xml.rels", options)?;
    zip.write_all(b"<Relationships>")?;
    for (name, ..) in &PARTS[1..] {
        write!(zip, r#"<Relationship Id="r{name}" Type="{kinds}/{name}" Target="{name}.xml"/>"#)?;
    }
    zip.write_all(b"</Relationships>")?;
    for ((name, begin, end), part) in PARTS.iter().zip(data.split(|byte| *byte == 0)) {
        zip.start_file(format!("word/{name}.xml"), options)?;
        write!(zip, "{begin} {NAMES}>")?;
        zip.write_all(part)?;
        zip.write_all(end.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}
