//! The Word file says what the document says, in the same order: paragraph by paragraph, with its role and on the right way
//! up; 版头 and 版记, whose lines hold several paragraphs of the document, as wholes.

use shuzhi::export::docx;
use shuzhi::model::{Document, Draft, Role};
use shuzhi::profile::Profile;

use crate::docx::faults_of;
use crate::docx::rules::{Case, File, faults, roles};
use crate::support::Result;

/// A paragraph, or a whole of several.
#[derive(Debug, PartialEq, Eq)]
struct Said {
    role: Role,
    text: String,
    wide: bool,
}

/// The Word file of `document`, once it has said all and kept all rules.
pub(super) fn word_file(draft: &Draft, document: &Document) -> Result<Vec<u8>> {
    let profile = Profile::of(draft);
    let bytes = docx::write(document, &profile)?;
    let file = File::read(&bytes);
    let case = Case::new(&file, &profile);
    let of_file = together(case.paragraphs.iter().filter_map(|paragraph| {
        let wide = case.sections.get(paragraph.section).is_some_and(|section| section.wide);
        Some(Said { role: paragraph.role?, text: paragraph.text.clone(), wide })
    }));
    let of_document =
        together(document.blocks.iter().map(|block| Said { role: block.role, text: block.text(), wide: block.wide }));
    if let Some((file, document)) = of_file.iter().zip(&of_document).find(|(file, document)| file != document) {
        return Err(format!("the file says {file:?}, not {document:?}").into());
    }
    if of_file.len() != of_document.len() {
        return Err(format!("the file says {} things, not {}", of_file.len(), of_document.len()).into());
    }
    match faults_of(&bytes).into_iter().chain(faults(&bytes, &profile)).next() {
        Some(fault) => Err(fault.into()),
        None => Ok(bytes),
    }
}

/// `paragraphs` that say something; those of 版头 as one with its characters sorted, as names stand beside numbers there, and
/// those of 版记 as one.
fn together(paragraphs: impl Iterator<Item = Said>) -> Vec<Said> {
    let mut out: Vec<Said> = Vec::new();
    let mut head = String::new();
    let mut foot = String::new();
    for said in paragraphs.filter(|said| !said.text.is_empty()) {
        if roles::in_letterhead(said.role) {
            head.push_str(&said.text);
        } else if roles::in_imprint(said.role) {
            foot.push_str(&said.text);
        } else {
            out.push(said);
        }
    }
    let mut head: Vec<char> = head.chars().filter(|c| !c.is_whitespace()).collect();
    head.sort_unstable();
    out.push(Said { role: Role::IssuingBody, text: head.into_iter().collect(), wide: false });
    let foot = foot.chars().filter(|c| !c.is_whitespace()).collect();
    out.push(Said { role: Role::ImprintIssuer, text: foot, wide: false });
    out
}
