//! Word files made by hand: the parts of a package as strings.

use std::io::{Cursor, Write};

use shuzhi::import::{Cancel, Limits, Reading, Source, read};
use zip::write::SimpleFileOptions;

/// The namespaces of every part made here.
const NAMES: &str = concat!(
    r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" "#,
    r#"xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" "#,
    r#"xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" "#,
    r#"xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" "#,
    r#"xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" "#,
    r#"xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" "#,
    r#"xmlns:v="urn:schemas-microsoft-com:vml""#,
);

const RELATIONSHIPS: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A Word file.
#[derive(Clone)]
pub(crate) struct Docx {
    parts: Vec<(String, Vec<u8>)>,
    leads: Vec<(String, String)>,
}

impl Docx {
    /// A document with this in its body.
    pub(crate) fn new(body: &str) -> Docx {
        let main = format!("<w:document {NAMES}><w:body>{body}</w:body></w:document>");
        Docx { parts: vec![("word/document.xml".into(), main.into())], leads: Vec::new() }
    }

    /// With these styles.
    pub(crate) fn styles(self, styles: &str) -> Docx {
        self.lead("styles", "w:styles", styles)
    }

    /// With these lists.
    pub(crate) fn numbering(self, lists: &str) -> Docx {
        self.lead("numbering", "w:numbering", lists)
    }

    /// With a part of this kind, whose outermost element is `root`; its relationship is `r` and the kind.
    pub(crate) fn lead(mut self, kind: &str, root: &str, content: &str) -> Docx {
        let xml = format!("<{root} {NAMES}>{content}</{root}>");
        self.leads.push((kind.into(), format!("{kind}.xml")));
        self.part(&format!("word/{kind}.xml"), xml)
    }

    /// With this part.
    pub(crate) fn part(mut self, name: &str, content: impl Into<Vec<u8>>) -> Docx {
        self.parts.push((name.into(), content.into()));
        self
    }

    /// With a relationship written by hand.
    pub(crate) fn leads_to(mut self, kind: &str, target: &str) -> Docx {
        self.leads.push((kind.into(), target.into()));
        self
    }

    /// The XML of its main part.
    pub(crate) fn main(&self) -> String {
        String::from_utf8(self.parts[0].1.clone()).unwrap()
    }

    /// The file.
    pub(crate) fn bytes(self) -> Vec<u8> {
        let leads = self
            .leads
            .iter()
            .map(|(kind, target)| format!(r#"<Relationship Id="r{kind}" Type="{KINDS}/{kind}" Target="{target}"/>"#));
        let leads = format!(r#"<Relationships xmlns="{RELATIONSHIPS}">{}</Relationships>"#, leads.collect::<String>());
        let mut parts = vec![
            ("[Content_Types].xml".to_owned(), b"<Types/>".to_vec()),
            ("_rels/.rels".to_owned(), package_lead("officeDocument", "word/document.xml").into_bytes()),
            ("word/_rels/document.xml.rels".to_owned(), leads.into_bytes()),
        ];
        parts.retain(|(name, _)| !self.parts.iter().any(|(own, _)| own == name));
        parts.extend(self.parts);
        zipped(&parts)
    }

    /// What the reader makes of it.
    pub(crate) fn read(self) -> Source {
        read_bytes(&self.bytes()).unwrap()
    }

    /// Its text.
    pub(crate) fn text(self) -> String {
        self.read().text()
    }
}

/// What leads from the package to its main part.
pub(crate) fn package_lead(kind: &str, target: &str) -> String {
    format!(
        r#"<Relationships xmlns="{RELATIONSHIPS}"><Relationship Id="rId1" Type="{KINDS}/{kind}" Target="{target}"/></Relationships>"#
    )
}

/// A zip of these files.
pub(crate) fn zipped(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// What the reader makes of a file with this content.
pub(crate) fn read_bytes(bytes: &[u8]) -> shuzhi::Result<Source> {
    let cancel = Cancel::default();
    read(bytes, "报告.docx", &Reading { limits: Limits::default(), cancel: &cancel, foreign: None })
}

/// Paragraphs of plain text.
pub(crate) fn plain(texts: &[&str]) -> String {
    texts.iter().map(|text| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")).collect()
}
