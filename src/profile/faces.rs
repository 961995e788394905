//! Which faces the pages of a document are set in, and what each is for.

use super::Profile;
use crate::model::{Document, Role, SpanRole};

/// The faces that `document` asks for, each with one of the things it is for, in the order of the page; a face may come
/// several times.
#[must_use]
pub fn wanted_faces(document: &Document, profile: &Profile) -> Vec<(String, String)> {
    let mut wanted: Vec<(String, String)> = Vec::new();
    let mut add = |face: &str, what: &str| {
        let pair = (face.to_string(), what.to_string());
        if !wanted.contains(&pair) {
            wanted.push(pair);
        }
    };
    let mut digits = false;
    for block in &document.blocks {
        let style = profile.block(block.role);
        add(&style.face, name(block.role));
        for span in &block.spans {
            let of_span = profile.spans.get(&span.role).and_then(|style| style.face.as_deref());
            if let Some(face) = of_span {
                add(face, span_name(span.role));
            }
            digits |= !style.own_digits && span.text.contains(|c: char| c.is_ascii_alphanumeric());
        }
    }
    add(&profile.footer.face, "页码");
    if let Some(face) = profile.digits.as_deref().filter(|_| digits) {
        add(face, "数字和字母");
    }
    wanted
}

fn name(role: Role) -> &'static str {
    match role {
        Role::CopyNumber | Role::Secrecy | Role::Urgency | Role::DocumentNumber | Role::Signer => "版头",
        Role::IssuingBody | Role::IssuingSuffix => "发文机关标志",
        Role::Title | Role::AttachmentTitle => "标题",
        Role::Byline | Role::DateLine => "署名行",
        Role::Heading1 => "一级标题",
        Role::Heading2 => "二级标题",
        Role::Heading3 => "三级标题",
        Role::Heading4 => "四级标题",
        Role::TableTitle | Role::TableHead | Role::TableCell => "表格",
        Role::AttachmentLabel => "附件",
        Role::ImprintCopies | Role::ImprintIssuer | Role::ImprintDate => "版记",
        Role::Recipient
        | Role::Salutation
        | Role::Paragraph
        | Role::AttachmentNote
        | Role::Signature
        | Role::SignatureDate
        | Role::Note => "正文",
    }
}

fn span_name(role: SpanRole) -> &'static str {
    match role {
        SpanRole::RunIn1 => "一级标题",
        SpanRole::RunIn2 => "二级标题",
        SpanRole::RunIn3 => "三级标题",
        SpanRole::RunIn4 => "四级标题",
        SpanRole::Text | SpanRole::SeriesLead => "正文",
        SpanRole::Name => "签发人",
    }
}
