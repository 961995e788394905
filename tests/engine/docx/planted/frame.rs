//! Tables, letterhead, attachments and imprint as they should be, written by hand, and faults planted in them.

use shuzhi::model::Role;

use super::{Fault, plant, rules, titled};
use crate::docx::{sample, write};

const DOCUMENT: &str = "word/document.xml";
const STYLES: &str = "word/styles.xml";

/// A paragraph of the style `style` with `properties` and the colour `color`.
fn paragraph(style: &str, properties: &str, letters: &str, text: &str) -> String {
    format!(
        r#"<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr><w:r><w:rPr><w:rFonts w:hint="eastAsia"/>{letters}</w:rPr><w:t>{text}</w:t></w:r></w:p>"#
    )
}

/// A table of two rows on the standard's page, 8845 twips wide.
fn table() -> String {
    let side = |side: &str| format!(r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>"#);
    let borders: String = ["top", "left", "bottom", "right", "insideH", "insideV"].map(side).concat();
    let cell = |style: &str, text: &str| {
        let inner = paragraph(style, "", "", text);
        format!(r#"<w:tc><w:tcPr><w:tcW w:w="4422" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{inner}</w:tc>"#)
    };
    format!(
        r#"<w:tbl><w:tblPr><w:tblW w:w="8845" w:type="dxa"/><w:tblBorders>{borders}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid><w:gridCol w:w="4422"/><w:gridCol w:w="4423"/></w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{}{}</w:tr><w:tr><w:trPr><w:cantSplit/></w:trPr>{}{}</w:tr></w:tbl>{}"#,
        cell("TableHead", "序号"),
        cell("TableHead", "姓名"),
        cell("TableCell", "1"),
        cell("TableCell", "张三"),
        paragraph("BodyText", "", "", "以上。"),
    )
}

/// 版记 of paragraphs with rules of their own.
fn imprint() -> String {
    let line =
        |side: &str, size: u8| format!(r#"<w:{side} w:val="single" w:sz="{size}" w:space="0" w:color="000000"/>"#);
    let inside = r#"<w:ind w:left="280" w:right="280"/>"#;
    let copies = format!("<w:pBdr>{}{}</w:pBdr>{inside}", line("top", 8), line("bottom", 6));
    let issuer = format!("<w:pBdr>{}</w:pBdr>{inside}", line("bottom", 8));
    paragraph("ImprintCopies", &copies, "", "抄送：县委办公室。")
        + &paragraph("ImprintIssuer", &issuer, "", "县商务局办公室")
}

/// 版头 of one body with its number and the red rule, and the title below it.
fn letterhead() -> String {
    let rule = r#"<w:pBdr><w:bottom w:val="single" w:sz="12" w:space="1" w:color="FF0000"/></w:pBdr>"#;
    let red = r#"<w:color w:val="FF0000"/>"#;
    paragraph("IssuingBody", "", red, "云溪县商务局") + &paragraph("DocumentNumber", rule, "", "云商〔2025〕12号")
}

/// A file with `text` on a line of its own, which is then exchanged for `xml`. What is exchanged stands in a style of each
/// role that `xml` needs, because only styles in use may be written.
fn file(xml: &str, roles: &[Role]) -> Vec<u8> {
    let title = sample::block(Role::Title, "2025年度抓基层党建工作述职报告");
    let needed = roles.iter().map(|role| sample::block(*role, "此处"));
    let body = sample::block(Role::Paragraph, "正文。");
    let plain = write(&titled(sample::document([title, body].into_iter().chain(needed).collect())));
    let document = crate::docx::part(&plain, DOCUMENT);
    let (begin, end) = (document.find("<w:body>").expect("a body") + 8, document.rfind("<w:sectPr").expect("its end"));
    // Of what was written only the styles stay, and the section.
    let title = paragraph("Title", "", "", "2025年度抓基层党建工作述职报告");
    let (above, below) = if xml.contains("IssuingBody") { (xml, "") } else { ("", xml) };
    let body = paragraph("BodyText", "", "", "正文。");
    let (head, tail) = (&document[..begin], &document[end..]);
    sample::replace(&plain, DOCUMENT, &document, &format!("{head}{above}{title}{body}{below}{tail}"))
}

fn held(xml: &str, roles: &[Role], faults: &[Fault]) {
    let file = file(xml, roles);
    assert_eq!(rules(&file), [""; 0]);
    let mut missed = Vec::new();
    for fault in faults {
        let found = rules(&plant(&file, *fault)).join(" ");
        if found != fault.4 {
            missed.push(format!("{fault:?}: {found}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn faults_of_tables_are_found() {
    held(
        &table(),
        &[Role::TableHead, Role::TableCell],
        &[
            (DOCUMENT, "", "<w:tblHeader/>", "", "table-head"),
            (DOCUMENT, "<w:tblHeader/>", "<w:cantSplit/>", "<w:cantSplit/><w:tblHeader/>", "table-head"),
            (DOCUMENT, "", "<w:cantSplit/>", "", "table-rows"),
            (DOCUMENT, "", r#"<w:insideV w:val="single""#, r#"<w:insideV w:val="none""#, "table-rules"),
            (DOCUMENT, "", r#"<w:top w:val="single" w:sz="4""#, r#"<w:top w:val="single" w:sz="12""#, "table-rules"),
            (DOCUMENT, "", r#"<w:gridCol w:w="4422"/>"#, r#"<w:gridCol w:w="4000"/>"#, "table-width"),
            (DOCUMENT, "", r#"<w:tblLayout w:type="fixed"/>"#, "", "table-width"),
            (DOCUMENT, "", r#"<w:vAlign w:val="center"/>"#, "", "table-cells"),
            (DOCUMENT, "<w:tbl>", "</w:p></w:tc>", "</w:p><w:tbl/></w:tc>", "table-end"),
            (STYLES, r#"w:styleId="TableHead""#, r#"<w:jc w:val="center"/>"#, "", "alignment"),
        ],
    );
}

#[test]
fn a_table_at_the_end_and_tables_that_touch_are_found() {
    let table = table();
    let alone = table.split_inclusive("</w:tbl>").next().expect("a table");
    let roles = [Role::TableHead, Role::TableCell];
    assert_eq!(rules(&file(alone, &roles)), ["table-end"]);
    assert_eq!(rules(&file(&[alone, &table].concat(), &roles)), ["table-end"]);
}

#[test]
fn faults_of_an_imprint_are_found() {
    held(
        &imprint(),
        &[Role::ImprintCopies, Role::ImprintIssuer],
        &[
            (DOCUMENT, "", r#"<w:top w:val="single" w:sz="8""#, r#"<w:top w:val="single" w:sz="4""#, "imprint-rules"),
            (
                DOCUMENT,
                "",
                r#"<w:bottom w:val="single" w:sz="6""#,
                r#"<w:bottom w:val="single" w:sz="8""#,
                "imprint-rules",
            ),
            (DOCUMENT, "ImprintIssuer", r#"w:sz="8""#, r#"w:sz="6""#, "imprint-rules"),
            (DOCUMENT, "ImprintIssuer", r#"<w:bottom w:val="single""#, r#"<w:bottom w:val="nil""#, "imprint-rules"),
            (DOCUMENT, "ImprintCopies", r#"w:right="280""#, r#"w:right="0""#, "imprint-indent"),
            (DOCUMENT, "ImprintIssuer", r#"w:left="280""#, r#"w:left="560""#, "imprint-indent"),
            (DOCUMENT, "ImprintIssuer", r#"w:color="000000""#, r#"w:color="C00000""#, "else-black"),
        ],
    );
}

#[test]
fn faults_of_a_letterhead_are_found() {
    held(
        &letterhead(),
        &[Role::IssuingBody, Role::DocumentNumber],
        &[
            (DOCUMENT, "IssuingBody", r#"<w:color w:val="FF0000"/>"#, r#"<w:color w:val="C00000"/>"#, "letterhead-red"),
            (DOCUMENT, "<w:pBdr>", r#"w:color="FF0000""#, r#"w:color="000000""#, "red-rule"),
            (
                DOCUMENT,
                "DocumentNumber",
                r#"w:hint="eastAsia"/>"#,
                r#"w:hint="eastAsia"/><w:color w:val="FF0000"/>"#,
                "else-black",
            ),
            (DOCUMENT, "DocumentNumber", "<w:t>云商", "<w:t>云商</w:t><w:br/><w:t>", "unbroken"),
        ],
    );
}

#[test]
fn an_attachment_in_the_middle_of_a_page_is_found() {
    let label = |properties: &str| paragraph("AttachmentLabel", properties, "", "附件");
    let of = |properties: &str| rules(&file(&label(properties), &[Role::AttachmentLabel]));
    assert_eq!(of("<w:pageBreakBefore/>"), [""; 0]);
    assert_eq!(of(r#"<w:pageBreakBefore w:val="0"/>"#), ["attachment-page"]);
}

#[test]
fn margins_that_were_not_turned_with_the_sheet_are_found() {
    let plain = file("", &[]);
    let document = crate::docx::part(&plain, DOCUMENT);
    let (begin, end) =
        (document.find("<w:footerReference").expect("a footer"), document.find("<w:pgSz").expect("a size"));
    let section = |margins: &str| {
        format!(
            r#"<w:p><w:pPr><w:sectPr>{}<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar {margins} w:header="1446" w:footer="1446" w:gutter="0"/></w:sectPr></w:pPr></w:p>"#,
            &document[begin..end]
        )
    };
    let turned = r#"w:top="1587" w:right="2098" w:bottom="1474" w:left="1984""#;
    assert_eq!(rules(&file(&section(turned), &[])), [""; 0]);
    let upright = r#"w:top="2098" w:right="1474" w:bottom="1984" w:left="1587""#;
    assert_eq!(rules(&file(&section(upright), &[])), ["landscape-margins"]);
}
