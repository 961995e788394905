//! The text of a Word file, read as a stranger would: without the program's own code.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::Outcome;

/// The paragraphs of the document's body, one a line.
pub(crate) fn word_text(file: &Path) -> Outcome<String> {
    let paragraphs = word_part(file, "word/document.xml")?.split("</w:p>").map(text_of).collect::<Vec<_>>();
    Ok(paragraphs.join("\n"))
}

/// A part of the package, such as `word/document.xml`.
pub(crate) fn word_part(file: &Path, name: &str) -> Outcome<String> {
    let mut archive = zip::ZipArchive::new(File::open(file)?)?;
    let mut xml = String::new();
    archive.by_name(name)?.read_to_string(&mut xml)?;
    Ok(xml)
}

fn text_of(xml: &str) -> String {
    let texts = xml.split("<w:t").skip(1).filter(|part| part.starts_with(['>', ' ']));
    let texts =
        texts.filter_map(|part| part.split_once('>').map(|(_, rest)| rest.split('<').next().unwrap_or_default()));
    let text: String = texts.collect();
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]
        .iter()
        .fold(text, |text, (from, to)| text.replace(from, to))
}

#[test]
fn the_text_of_a_paragraph_is_that_of_its_runs() {
    let xml =
        r#"<w:p><w:pPr><w:tabs/></w:pPr><w:r><w:t>一&lt;</w:t></w:r><w:r><w:t xml:space="preserve"> 二</w:t></w:r>"#;
    assert_eq!(text_of(xml), "一< 二");
}
