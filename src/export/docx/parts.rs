//! The parts beside body and styles: settings, fonts, metadata, and what ties the package together.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use chrono::{DateTime, FixedOffset, SecondsFormat, Utc};
use quick_xml::escape::escape;

use super::section::{R as OFFICE, footer_id};
use crate::model::{Document, PageNumber, clean};
use crate::profile::Profile;

pub(super) const DECLARATION: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#;
/// The namespace of WordprocessingML.
pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

/// `_rels/.rels`.
pub(super) const RELATIONS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="document" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>"#,
    r#"<Relationship Id="core" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>"#,
    r#"</Relationships>"#
);

/// `word/_rels/document.xml.rels`.
pub(super) fn document_relations(footers: &[&str]) -> String {
    let mut xml = format!(r#"{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">"#);
    let mut relate = |id: &str, kind: &str, target: &str| {
        let _ = write!(xml, r#"<Relationship Id="{id}" Type="{OFFICE}/{kind}" Target="{target}"/>"#);
    };
    relate("styles", "styles", "styles.xml");
    relate("settings", "settings", "settings.xml");
    relate("fonts", "fontTable", "fontTable.xml");
    for (index, footer) in footers.iter().enumerate() {
        relate(&footer_id(index), "footer", footer.trim_start_matches("word/"));
    }
    xml + "</Relationships>"
}

/// `[Content_Types].xml`.
pub(super) fn content_types(footers: &[&str]) -> String {
    let mut xml = format!(r#"{DECLARATION}<Types xmlns="{PACKAGE}/content-types">"#);
    let _ = write!(
        xml,
        r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#
    );
    xml.push_str(r#"<Default Extension="xml" ContentType="application/xml"/>"#);
    let mut part = |name: &str, kind: &str| {
        let _ = write!(xml, r#"<Override PartName="/{name}" ContentType="{kind}"/>"#);
    };
    part("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
    part("word/document.xml", &format!("{WORD}.document.main+xml"));
    part("word/styles.xml", &format!("{WORD}.styles+xml"));
    part("word/settings.xml", &format!("{WORD}.settings+xml"));
    part("word/fontTable.xml", &format!("{WORD}.fontTable+xml"));
    for footer in footers {
        part(footer, &format!("{WORD}.footer+xml"));
    }
    xml + "</Types>"
}

/// `word/settings.xml`. Punctuation keeps its full width, or lines would hold more than the standard's characters.
pub(super) fn settings(profile: &Profile) -> String {
    let even_and_odd = match profile.page_number {
        PageNumber::Outside => "<w:evenAndOddHeaders/>",
        PageNumber::Centre => "",
    };
    let setting = |name: &str, value: u8| {
        format!(
            r#"<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>"#
        )
    };
    [
        &format!(r#"{DECLARATION}<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>"#),
        even_and_odd,
        r#"<w:characterSpacingControl w:val="doNotCompress"/>"#,
        "<w:compat><w:doNotExpandShiftReturn/><w:useFELayout/>",
        // Word 2013 and later; without it Word opens the file in its compatibility mode.
        &setting("compatibilityMode", 15),
        &setting("overrideTableStyleFontSizeAndJustification", 1),
        &setting("enableOpenTypeFeatures", 1),
        &setting("doNotFlipMirrorIndents", 1),
        &setting("differentiateMultirowTableHeaders", 1),
        r#"</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/>"#,
        r#"<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>"#,
    ]
    .concat()
}

/// `word/fontTable.xml`: for each face the name under which machines without it may hold its like.
pub(super) fn fonts(profile: &Profile) -> String {
    let blocks = profile.blocks.values().map(|style| style.face.as_str());
    let spans = profile.spans.values().filter_map(|style| style.face.as_deref());
    let faces: BTreeSet<&str> = blocks.chain(spans).chain([profile.footer.face.as_str()]).collect();
    let mut xml = format!(r#"{DECLARATION}<w:fonts xmlns:w="{W}">"#);
    for face in &faces {
        let _ = write!(xml, r#"<w:font w:name="{}">"#, escape(*face));
        if let Some((_, other)) = ALIKE.iter().find(|(name, _)| name == face) {
            let _ = write!(xml, r#"<w:altName w:val="{other}"/>"#);
        }
        xml.push_str(r#"<w:charset w:val="86"/></w:font>"#);
    }
    if let Some(latin) = profile.digits.as_ref().filter(|latin| !faces.contains(latin.as_str())) {
        let _ = write!(xml, r#"<w:font w:name="{}"><w:charset w:val="00"/></w:font>"#, escape(latin.as_str()));
    }
    xml + "</w:fonts>"
}

/// The faces of GB 2312 times, and what Windows and WPS ship in their place.
const ALIKE: [(&str, &str); 3] =
    [("仿宋_GB2312", "仿宋"), ("楷体_GB2312", "楷体"), ("方正小标宋简体", "方正小标宋_GBK")];

/// `docProps/core.xml`.
pub(super) fn core(document: &Document) -> String {
    let text = |text: &str| escape(clean(text).replace('\n', " ")).into_owned();
    let time = |time: DateTime<FixedOffset>| time.with_timezone(&Utc).to_rfc3339_opts(SecondsFormat::Secs, true);
    let creator = text(&document.creator);
    format!(
        concat!(
            r#"{declaration}<cp:coreProperties xmlns:cp="{package}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/""#,
            r#" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">"#,
            r#"<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator><cp:lastModifiedBy>{creator}</cp:lastModifiedBy>"#,
            r#"<dcterms:created xsi:type="dcterms:W3CDTF">{created}</dcterms:created>"#,
            r#"<dcterms:modified xsi:type="dcterms:W3CDTF">{modified}</dcterms:modified></cp:coreProperties>"#,
        ),
        declaration = DECLARATION,
        package = PACKAGE,
        title = text(&document.title),
        creator = creator,
        created = time(document.created),
        modified = time(document.modified),
    )
}
