//! Word export: document + profile → the bytes of a `.docx` after GB/T 9704-2012. Pure: the same input gives the same bytes.
//!
//! docx-rs builds the paragraphs; what they stand in (`body`, `table`, `section`) is written around them, and what docx-rs cannot
//! say right is put right by one pass over the XML (`finish`). Everything typographic lives in named styles (`styles`), which are the project's own, like
//! the other parts (`parts`). `package` makes one file of it.

mod body;
mod finish;
mod imprint;
mod letterhead;
mod names;
mod package;
mod paragraph;
mod parts;
mod section;
mod styles;
mod table;

use crate::model::Document;
use crate::profile::Profile;
use crate::{Code, Error, Result};

/// The Word file of `document`, set as `profile` says.
///
/// Created and modified times are the document's, so the same document gives the same bytes.
///
/// ```
/// use shuzhi::model::{Block, Document, Role, Span, SpanRole};
/// use shuzhi::profile::{Profile, STANDARD};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let span = Span { text: "2025年度述职报告".into(), role: SpanRole::Text, origin: None, literal: true };
/// let document = Document {
///     title: "2025年度述职报告".into(),
///     creator: "述职".into(),
///     created: "2025-12-01T08:00:00+08:00".parse()?,
///     modified: "2025-12-05T08:00:00+08:00".parse()?,
///     names: Vec::new(),
///     blocks: vec![Block::new(Role::Title, vec![span])],
/// };
/// let bytes = shuzhi::export::docx::write(&document, &Profile::named(STANDARD)?)?;
/// assert!(bytes.starts_with(b"PK"));
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// [`Code::Invalid`] when a part cannot be built; the message names the part.
pub fn write(document: &Document, profile: &Profile) -> Result<Vec<u8>> {
    let mut parts = vec![("word/document.xml", finished("word/document.xml", &body::document(document, profile))?)];
    let footers = section::footers(document, profile);
    for (name, xml) in &footers {
        parts.push((name, finished(name, xml)?));
    }
    let footers: Vec<&str> = footers.iter().map(|(name, _)| name.as_str()).collect();
    parts.push(("word/styles.xml", styles::styles(document, profile).into_bytes()));
    parts.push(("word/settings.xml", parts::settings(profile).into_bytes()));
    parts.push(("word/fontTable.xml", parts::fonts(profile).into_bytes()));
    parts.push(("word/_rels/document.xml.rels", parts::document_relations(&footers).into_bytes()));
    parts.push(("docProps/core.xml", parts::core(document).into_bytes()));
    parts.push(("_rels/.rels", parts::RELATIONS.as_bytes().to_vec()));
    parts.push(("[Content_Types].xml", parts::content_types(&footers).into_bytes()));
    package::package(parts).map_err(|error| failure("压缩包", error))
}

fn finished(part: &str, xml: &[u8]) -> Result<Vec<u8>> {
    finish::finish(xml).map(String::into_bytes).map_err(|error| failure(part, error))
}

fn failure(part: &str, cause: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    let message = format!("生成 Word 文件时，{part} 出错");
    Error::new(Code::Invalid, message, "可先导出为纯文本；请把这份报告的草稿交给维护人员").with_source(cause)
}
