//! What the reader of .docx makes of each thing that Word writes.

use shuzhi::import::{Align, Face, Look, Run, Story};

use super::package::{Docx, package_lead, plain, read_bytes, zipped};

mod left_out;
mod numbering;
mod tables;

/// A run with properties.
fn run(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>")
}

#[test]
fn runs_are_one_text_with_breaks_and_tabs() {
    let body = concat!(
        "<w:p><w:r><w:t>第一</w:t></w:r><w:r><w:t xml:space=\"preserve\">行 </w:t><w:br/><w:t>第二行</w:t><w:tab/>",
        "<w:t>右</w:t><w:br w:type=\"page\"/><w:cr/><w:noBreakHyphen/><w:t>&lt;&#x4E2D;&amp;</w:t></w:r></w:p>",
        "<w:p/><w:p><w:r><w:t>a<![CDATA[<b>]]>c</w:t></w:r></w:p>",
    );
    assert_eq!(Docx::new(body).text(), "第一行 \n第二行\t右\n-<中&\n\na<b>c");
}

#[test]
fn containers_are_looked_through() {
    let body = concat!(
        "<w:sdt><w:sdtPr><w:alias w:val=\"不读\"/></w:sdtPr><w:sdtContent><w:p><w:sdt><w:sdtContent><w:r><w:t>甲</w:t></w:r>",
        "</w:sdtContent></w:sdt><w:hyperlink r:id=\"x\"><w:r><w:t>乙</w:t></w:r></w:hyperlink><w:smartTag><w:smartTagPr/>",
        "<w:r><w:t>丙</w:t></w:r></w:smartTag><w:customXml><w:r><w:t>丁</w:t></w:r></w:customXml></w:p></w:sdtContent></w:sdt>",
        "<w:p><w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>jǐng</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>警</w:t></w:r>",
        "</w:rubyBase></w:ruby></w:r></w:p>",
    );
    assert_eq!(Docx::new(body).text(), "甲乙丙丁\n警");
}

#[test]
fn of_fields_the_result_is_text() {
    let mark = |kind: &str| format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>");
    let body = format!(
        "<w:p><w:r><w:t>共</w:t></w:r>{}<w:r><w:instrText> =SUM( </w:instrText></w:r>{}<w:r><w:t>内</w:t></w:r>{}\
         <w:r><w:t>错</w:t></w:r>{}{}<w:r><w:t>12</w:t></w:r>{}<w:r><w:t>次</w:t></w:r>\
         <w:fldSimple w:instr=\"REF x\"><w:r><w:t>又</w:t></w:r></w:fldSimple></w:p>\
         <w:p>{}<w:r><w:instrText>eq \\o\\ac(○,3)</w:instrText></w:r>{}<w:r><w:t>圈</w:t></w:r></w:p>\
         <w:p>{}<w:r><w:instrText>坏</w:instrText></w:r></w:p><w:p><w:r><w:t>不丢</w:t></w:r></w:p>",
        mark("begin"),
        mark("begin"),
        mark("separate"),
        mark("end"),
        mark("separate"),
        mark("end"),
        mark("begin"),
        mark("end"),
        mark("begin"),
    );
    assert_eq!(Docx::new(&body).text(), "共12次又\n③圈\n\n不丢");
}

#[test]
fn text_boxes_are_read_once_and_stand_before_what_they_hang_on() {
    let shape = |text: &str| {
        format!(
            "<mc:AlternateContent><mc:Choice Requires=\"wps\"><wps:wsp><wps:txbx><w:txbxContent>{0}</w:txbxContent>\
             </wps:txbx></wps:wsp></mc:Choice><mc:Fallback><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox>\
             </mc:Fallback></mc:AlternateContent>",
            plain(&[text])
        )
    };
    let body = format!(
        "<w:p><w:r>{}</w:r><w:r><w:t>正文</w:t></w:r><w:r>{}</w:r><w:r><w:t>还是正文</w:t></w:r></w:p><w:p><w:r><w:pict>\
         <v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox><v:textpath string=\"红头\"/></w:pict></w:r></w:p>",
        shape("框一"),
        shape("框二"),
        plain(&["框三"])
    );
    let source = Docx::new(&body).read();
    assert_eq!(source.text(), "框一\n正文还是正文\n框二\n框三\n红头\n");
    let stories: Vec<bool> = source.paragraphs.iter().map(|one| one.story == Story::TextBox).collect();
    assert_eq!(stories, [true, false, true, true, true, false]);
}

const STYLES: &str = concat!(
    "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:eastAsiaTheme=\"minorEastAsia\"/><w:sz w:val=\"21\"/></w:rPr></w:rPrDefault>",
    "<w:pPrDefault><w:pPr><w:jc w:val=\"both\"/></w:pPr></w:pPrDefault></w:docDefaults>",
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"a\"><w:name w:val=\"Normal\"/><w:rPr><w:sz w:val=\"32\"/></w:rPr></w:style>",
    "<w:style w:type=\"paragraph\" w:styleId=\"1\"><w:name w:val=\"heading 1\"/><w:basedOn w:val=\"a\"/>",
    "<w:pPr><w:outlineLvl w:val=\"0\"/></w:pPr><w:rPr><w:rFonts w:eastAsia=\"黑体\"/><w:b/></w:rPr></w:style>",
    "<w:style w:type=\"paragraph\" w:styleId=\"own\"><w:name w:val=\"自己的标题\"/><w:basedOn w:val=\"1\"/>",
    "<w:pPr><w:jc w:val=\"center\"/></w:pPr><w:rPr><w:b w:val=\"0\"/></w:rPr>",
    "<w:tblStylePr><w:rPr><w:sz w:val=\"99\"/></w:rPr></w:tblStylePr></w:style>",
    "<w:style w:type=\"paragraph\" w:styleId=\"2\"><w:name w:val=\"标题 2\"/></w:style>",
    "<w:style w:type=\"paragraph\" w:styleId=\"loop\"><w:name w:val=\"Loop\"/><w:basedOn w:val=\"pool\"/></w:style>",
    "<w:style w:type=\"paragraph\" w:styleId=\"pool\"><w:basedOn w:val=\"loop\"/><w:rPr><w:sz w:val=\"28\"/></w:rPr></w:style>",
    "<w:style w:type=\"character\" w:styleId=\"c\"><w:name w:val=\"Strong\"/><w:rPr><w:b/></w:rPr></w:style>",
    "<w:style w:type=\"character\" w:styleId=\"h\"><w:name w:val=\"Hyperlink\"/></w:style>",
);

#[test]
fn looks_follow_defaults_styles_and_direct_formatting() {
    let paragraph = |properties: &str, runs: &str| format!("<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>");
    let style = |id: &str| format!("<w:pStyle w:val=\"{id}\"/>");
    let body = [
        paragraph("", &(run("", "正") + &run("<w:b/>", "粗") + &run("<w:b w:val=\"false\"/>", "文"))),
        paragraph(
            &style("1"),
            &(run("", "一") + &run("<w:rStyle w:val=\"c\"/>", "二") + &run("<w:rStyle w:val=\"h\"/>", "三")),
        ),
        paragraph(&style("own"), &run("<w:rFonts w:ascii=\"楷体\" w:hAnsi=\"楷体\"/>", "楷")),
        paragraph(
            &(style("2") + "<w:jc w:val=\"end\"/>"),
            &run("<w:rFonts w:eastAsiaTheme=\"majorEastAsia\"/><w:sz w:val=\"36\"/>", "题"),
        ),
        paragraph(
            &(style("gone") + "<w:outlineLvl w:val=\"2\"/>"),
            &run("<w:rFonts w:eastAsia=\"方正小标宋简体\"/>", "丢"),
        ),
        paragraph(&style("loop"), &run("", "圈")),
        paragraph(
            "<w:pPrChange><w:pPr><w:outlineLvl w:val=\"1\"/><w:jc w:val=\"center\"/></w:pPr></w:pPrChange>",
            &run("<w:rPrChange><w:rPr><w:b/></w:rPr></w:rPrChange>", "旧"),
        ),
    ];
    let theme = concat!(
        "<a:themeElements><a:fontScheme><a:majorFont><a:ea typeface=\"\"/><a:font script=\"Hans\" typeface=\"黑体\"/></a:majorFont>",
        "<a:minorFont><a:ea typeface=\"\"/><a:font script=\"Hans\" typeface=\"宋体\"/></a:minorFont></a:fontScheme></a:themeElements>",
    );
    let source = Docx::new(&body.concat()).styles(STYLES).lead("theme", "a:theme", theme).read();
    let text = Look { size: 32, ..Look::default() };
    let hei = Look { face: Face::Hei, ..text };
    let runs = |n: usize| source.paragraphs[n].runs.iter().map(|run| run.look).collect::<Vec<_>>();
    assert_eq!(runs(0), [text, Look { bold: true, ..text }, text]);
    // Bold in the paragraph's style and in the character's is none.
    assert_eq!(runs(1), [Look { bold: true, ..hei }, Look { styled: true, ..hei }, Look { bold: true, ..hei }]);
    assert_eq!(runs(2), [Look { face: Face::Kai, ..text }]);
    assert_eq!(runs(3), [Look { face: Face::Hei, size: 36, ..text }]);
    assert_eq!(runs(4), [Look { face: Face::Title, ..text }]);
    assert_eq!(runs(5), [Look { size: 28, ..text }]);
    assert_eq!(runs(6), [text]);
    let of = |n: usize| (source.paragraphs[n].style.as_str(), source.paragraphs[n].outline, source.paragraphs[n].align);
    assert_eq!(of(0), ("", None, Align::Left));
    assert_eq!(of(1), ("heading 1", Some(1), Align::Left));
    assert_eq!(of(2), ("自己的标题", Some(1), Align::Centre));
    assert_eq!(of(3), ("标题 2", Some(2), Align::Right));
    assert_eq!(of(4), ("", Some(3), Align::Left));
    assert_eq!(of(5), ("loop", None, Align::Left));
    assert_eq!(of(6), ("", None, Align::Left));
}

#[test]
fn runs_of_one_look_are_one() {
    let source =
        Docx::new(&format!("<w:p>{}{}{}</w:p>", run("<w:b/>", "一、"), run("<w:b/>", "主要"), run("", "。"))).read();
    let bold = Look { bold: true, ..Look::default() };
    assert_eq!(source.paragraphs[0].runs, [Run { len: 12, look: bold }, Run { len: 3, look: Look::default() }]);
}

#[test]
fn the_main_part_is_found_by_what_leads_to_it() {
    let strict = concat!(
        "<d:document xmlns:d=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><d:body><d:p><d:pPr><d:jc d:val=\"end\"/></d:pPr>",
        "<d:r><d:t>严格</d:t></d:r></d:p></d:body></d:document>",
    );
    let lead = package_lead("officeDocument", "/Docs/正文.xml")
        .replace("schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument");
    let parts =
        [("_rels/.rels".to_owned(), lead.into_bytes()), ("docs/正文.xml".to_owned(), strict.as_bytes().to_vec())];
    let source = read_bytes(&zipped(&parts)).unwrap();
    assert_eq!((source.text().as_str(), source.paragraphs[0].align), ("严格", Align::Right));
}

#[test]
fn parts_may_be_utf_16() {
    let main = format!("<?xml version=\"1.0\" encoding=\"UTF-16\"?>{}", Docx::new(&plain(&["正文𠮷"])).main());
    for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
        let part: Vec<u8> = format!("\u{FEFF}{main}").encode_utf16().flat_map(bytes).collect();
        let read = |part: &[u8]| read_bytes(&zipped(&[("word/document.xml".to_owned(), part.to_vec())]));
        assert_eq!(read(&part).unwrap().text(), "正文𠮷");
        let cut = read(&part[..part.len() - 1]).unwrap_err();
        assert!(cut.message().contains("损坏"), "{}", cut.message());
    }
}

#[test]
fn nothing_outside_is_opened() {
    let lead =
        package_lead("officeDocument", "file:///etc/passwd").replace("Target=", "TargetMode=\"External\" Target=");
    let file = Docx::new(&plain(&["正文"])).leads_to("styles", "../../../../etc/passwd").part("_rels/.rels", lead);
    assert_eq!(file.text(), "正文");
}
