//! `word/styles.xml`: the roles of the profile as named styles, those of a report's text and what else the document uses. Normal holds what all share, with the body's size, because
//! Word measures its grid by Normal; the others say where they differ.

use std::fmt::Write as _;

use quick_xml::escape::escape;

use super::names::{self, ANCHOR, FOOTER, FOOTER_EVEN, NORMAL, Name, RULE};
use super::parts::{DECLARATION, W};
use super::{imprint, letterhead};
use crate::model::{Block, Document, PageNumber, Role, SpanRole};
use crate::profile::{Align, Profile, RULE_GAP, RULE_WIDTH, TextStyle, Twip};

pub(super) fn styles(document: &Document, profile: &Profile) -> String {
    let body = profile.block(Role::Paragraph);
    let mut xml = format!("{DECLARATION}<w:styles xmlns:w=\"{W}\">");
    // Writing into a String cannot fail; the result has no meaning.
    let _ = write!(
        xml,
        r#"<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>"#,
        fonts = faces(&body.face, latin(&body.face, profile)),
        size = body.size.0,
    );
    xml.push_str(LATENT);
    xml.push_str(&normal(profile));
    xml.push_str(DEFAULTS);
    // Empty paragraphs around tables and at the end of sections are of the cells' style.
    let stands_in = |block: &Block| block.wide || block.cell.is_some();
    let used =
        |role| document.blocks.iter().any(|block| block.role == role || (role == Role::TableCell && stands_in(block)));
    for role in names::ROLES.into_iter().filter(|role| is_of_text(*role) || used(*role)) {
        xml.push_str(&paragraph(names::of_role(role), profile.block(role), role, profile));
    }
    xml.push_str(&footers(profile));
    if document.blocks.iter().any(|block| letterhead::belongs(block.role) || imprint::belongs(block.role)) {
        xml.push_str(&frame());
    }
    if profile.line_numbers {
        xml.push_str(LINE_NUMBER);
    }
    let used = |role| document.blocks.iter().flat_map(|block| &block.spans).any(|span| span.role == role);
    for role in names::SPANS.into_iter().filter(|role| *role != SpanRole::Name || used(*role)) {
        xml.push_str(&character(role, profile));
    }
    xml.push_str("</w:styles>");
    xml
}

/// The red of 版头 (clause 7.2.4).
const RED: &str = "FF0000";

/// Whether a report's text may need `role` when somebody writes on in Word.
fn is_of_text(role: Role) -> bool {
    use Role::{Byline, DateLine, Paragraph, Salutation, Signature, SignatureDate, Title};
    role.level().is_some()
        || matches!(role, Title | Byline | DateLine | Salutation | Paragraph | Signature | SignatureDate)
}

/// Whether lines of `role` are not counted on 送审稿: what is not text to be discussed, and what has its own numbers.
fn is_not_counted(role: Role) -> bool {
    use Role::{Byline, DateLine, TableCell, TableHead, TableTitle, Title};
    letterhead::belongs(role)
        || imprint::belongs(role)
        || matches!(role, Title | Byline | DateLine | TableTitle | TableHead | TableCell)
}

/// The numbers beside the lines of 送审稿, 5号.
const LINE_NUMBER: &str = r#"<w:style w:type="character" w:styleId="LineNumber"><w:name w:val="line number"/><w:aliases w:val="行号"/><w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/><w:rPr><w:spacing w:val="0"/><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:style>"#;

/// Only the styles of this file are offered in Word's gallery.
const LATENT: &str = r#"<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="0" w:defUnhideWhenUsed="0" w:defQFormat="0" w:count="376"/>"#;

const DEFAULTS: &str = concat!(
    r#"<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>"#,
    r#"<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"#,
    r#"<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/><w:semiHidden/></w:style>"#,
);

/// Widow control would end pages after 20 or 21 lines; snapping to the grid is read differently by Word and LibreOffice, so
/// exact pitch and spacing stand in for it.
fn normal(profile: &Profile) -> String {
    let body = profile.block(Role::Paragraph);
    let Name { id, name, .. } = NORMAL;
    format!(
        concat!(
            r#"<w:style w:type="paragraph" w:default="1" w:styleId="{id}"><w:name w:val="{name}"/><w:qFormat/>"#,
            r#"<w:pPr><w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>"#,
            r#"<w:snapToGrid w:val="0"/><w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr>"#,
            r#"<w:rPr>{fonts}<w:color w:val="000000"/><w:spacing w:val="{spacing}"/><w:kern w:val="2"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr></w:style>"#,
        ),
        id = id,
        name = name,
        line = profile.page.pitch.0,
        fonts = faces(&body.face, latin(&body.face, profile)),
        spacing = profile.page.spacing.0,
        size = body.size.0,
    )
}

fn paragraph(name: Name, style: &TextStyle, role: Role, profile: &Profile) -> String {
    let mut properties = String::new();
    let kept = profile.keep_headings && role.level().is_some();
    if kept || role == Role::TableTitle {
        // A table and the line above it stay on one page.
        properties.push_str("<w:keepNext/>");
    }
    if role == Role::AttachmentLabel {
        // Clause 7.3.7: an attachment begins a page.
        properties.push_str("<w:pageBreakBefore/>");
    }
    if profile.line_numbers && is_not_counted(role) {
        properties.push_str(UNCOUNTED);
    }
    properties.push_str(&line(style, profile));
    properties.push_str(&indent(style, profile));
    properties.push_str(align(style.align));
    if let Some(level) = role.level() {
        let _ = write!(properties, r#"<w:outlineLvl w:val="{}"/>"#, level - 1);
    }
    let next =
        if role.level().is_some() || role == Role::Salutation { names::of_role(Role::Paragraph).id } else { name.id };
    let mut letters = letters(style, profile);
    if matches!(role, Role::TableTitle | Role::TableHead | Role::TableCell) && !letters.contains(UNSPACED) {
        // Not on the page's grid even where they are as large as the text.
        letters.push_str(UNSPACED);
    }
    element("paragraph", name, NORMAL.id, next, &properties, &letters)
}

const UNCOUNTED: &str = "<w:suppressLineNumbers/>";
const UNSPACED: &str = r#"<w:spacing w:val="0"/>"#;

/// The page number stands outside, one character in, or in the middle.
fn footers(profile: &Profile) -> String {
    let style = &profile.footer;
    let letters = letters(style, profile);
    let footer = |name, place: String| {
        let counted = if profile.line_numbers { UNCOUNTED } else { "" };
        let properties = counted.to_owned() + &line(style, profile) + &place;
        element("paragraph", name, NORMAL.id, name.id, &properties, &letters)
    };
    let side = Twip::from(style.size).0 * i32::from(style.right);
    match profile.page_number {
        PageNumber::Centre => footer(FOOTER, align(Align::Centre).into()),
        PageNumber::Outside => {
            footer(FOOTER, format!(r#"<w:ind w:right="{side}"/>{}"#, align(Align::Right)))
                + &footer(FOOTER_EVEN, format!(r#"<w:ind w:left="{side}"/>{}"#, align(Align::Left)))
        }
    }
}

/// The red rule, as wide as the text area, and the paragraph that 版记 is anchored to: so low that it finds room wherever the
/// text leaves any. Neither is a line of the text.
fn frame() -> String {
    let rule = format!(
        r#"<w:suppressLineNumbers/><w:pBdr><w:bottom w:val="single" w:sz="{}" w:space="0" w:color="{RED}"/></w:pBdr><w:spacing w:line="{}" w:lineRule="exact"/>"#,
        // In eighths of a point.
        RULE_WIDTH.0 * 8 / 20,
        RULE_GAP.0,
    );
    let anchor = r#"<w:suppressLineNumbers/><w:spacing w:line="20" w:lineRule="exact"/>"#;
    element("paragraph", RULE, NORMAL.id, RULE.id, &rule, "")
        + &element("paragraph", ANCHOR, NORMAL.id, ANCHOR.id, anchor, "")
}

fn character(role: SpanRole, profile: &Profile) -> String {
    let (Some(name), Some(style)) = (names::of_span(role), profile.spans.get(&role)) else {
        return String::new();
    };
    let face = style.face.as_deref().map(|face| other_face(face, false, profile)).unwrap_or_default();
    // Bold in the styles of both paragraph and stretch cancels itself (ECMA-376 part 1, 17.7.3).
    let bold = style.bold != profile.block(Role::Paragraph).bold;
    element("character", name, "DefaultParagraphFont", "", "", &(face + &weight(bold)))
}

/// A style's element, its children in the schema's order.
fn element(kind: &str, name: Name, based_on: &str, next: &str, properties: &str, letters: &str) -> String {
    let custom = if name.is_own() { r#" w:customStyle="1""# } else { "" };
    let mut xml =
        format!(r#"<w:style w:type="{kind}"{custom} w:styleId="{}"><w:name w:val="{}"/>"#, name.id, name.name);
    if let Some(alias) = name.alias {
        let _ = write!(xml, r#"<w:aliases w:val="{alias}"/>"#);
    }
    let _ = write!(xml, r#"<w:basedOn w:val="{based_on}"/>"#);
    if !next.is_empty() && next != name.id {
        let _ = write!(xml, r#"<w:next w:val="{next}"/>"#);
    }
    xml.push_str(r#"<w:uiPriority w:val="9"/><w:qFormat/>"#);
    if !properties.is_empty() {
        let _ = write!(xml, "<w:pPr>{properties}</w:pPr>");
    }
    if !letters.is_empty() {
        let _ = write!(xml, "<w:rPr>{letters}</w:rPr>");
    }
    xml.push_str("</w:style>");
    xml
}

fn line(style: &TextStyle, profile: &Profile) -> String {
    if style.line == profile.page.pitch {
        return String::new();
    }
    format!(r#"<w:spacing w:line="{}" w:lineRule="exact"/>"#, style.line.0)
}

/// Word goes by the characters, LibreOffice and older readers by the twips.
fn indent(style: &TextStyle, profile: &Profile) -> String {
    let cell = profile.page.character().0;
    let mut sides = String::new();
    if style.right > 0 {
        // Twips alone: a paragraph that depends on its text's length overrides them.
        let _ = write!(sides, r#" w:right="{}""#, cell * i32::from(style.right));
    }
    if style.first_line > 0 {
        let characters = i32::from(style.first_line);
        let _ = write!(sides, r#" w:firstLineChars="{}" w:firstLine="{}""#, 100 * characters, cell * characters);
    }
    if sides.is_empty() { sides } else { format!("<w:ind{sides}/>") }
}

fn align(align: Align) -> &'static str {
    match align {
        Align::Both => "",
        Align::Left => r#"<w:jc w:val="left"/>"#,
        Align::Centre => r#"<w:jc w:val="center"/>"#,
        Align::Right => r#"<w:jc w:val="right"/>"#,
    }
}

/// Face, weight and size, where they differ from the body's.
fn letters(style: &TextStyle, profile: &Profile) -> String {
    let body = profile.block(Role::Paragraph);
    let same = style.face == body.face && style.own_digits == body.own_digits;
    let face = if same { String::new() } else { other_face(&style.face, style.own_digits, profile) };
    let colour = if style.red { format!(r#"<w:color w:val="{RED}"/>"#) } else { String::new() };
    face + &weight(style.bold) + &colour + &size(style, profile)
}

fn weight(bold: bool) -> String {
    if bold { "<w:b/><w:bCs/>".into() } else { String::new() }
}

fn size(style: &TextStyle, profile: &Profile) -> String {
    let size = style.size.0;
    if style.size == profile.block(Role::Paragraph).size {
        return String::new();
    }
    let spacing = profile.spacing(style).0;
    format!(r#"<w:spacing w:val="{spacing}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/>"#)
}

/// The face of digits and Latin letters beside `face`.
fn latin<'a>(face: &'a str, profile: &'a Profile) -> &'a str {
    profile.digits.as_deref().unwrap_or(face)
}

/// Another East Asian face than Normal's; digits keep Normal's face unless they follow the text around them or are to
/// be of this face.
fn other_face(face: &str, own_digits: bool, profile: &Profile) -> String {
    match profile.digits {
        Some(_) if !own_digits => format!(r#"<w:rFonts w:eastAsia="{}"/>"#, escape(face)),
        _ => faces(face, face),
    }
}

/// All faces by name: a theme's would win over them.
fn faces(face: &str, latin: &str) -> String {
    let (face, latin) = (escape(face), escape(latin));
    format!(r#"<w:rFonts w:ascii="{latin}" w:eastAsia="{face}" w:hAnsi="{latin}" w:cs="{latin}"/>"#)
}
