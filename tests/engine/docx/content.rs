//! Whatever was composed stands in the file, and the same document gives the same bytes.

use std::time::{Duration, Instant};

use quick_xml::Reader;
use quick_xml::events::Event;
use shuzhi::model::{Block, Document, Layout, Role, SpanRole};
use shuzhi::profile::Profile;

use super::{part, sample, standard, write};
use crate::golden;

/// The text of each paragraph in `word/document.xml`.
pub(super) fn paragraphs(docx: &[u8]) -> Vec<String> {
    let xml = part(docx, "word/document.xml");
    let mut reader = Reader::from_str(&xml);
    let mut paragraphs: Vec<String> = Vec::new();
    let mut text = false;
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(tag) if tag.name().as_ref() == "w:p" => paragraphs.push(String::new()),
            Event::Start(tag) if tag.name().as_ref() == "w:t" => text = true,
            Event::End(tag) if tag.name().as_ref() == "w:t" => text = false,
            Event::Text(content) if text => paragraphs.last_mut().expect("a paragraph").push_str(&content),
            Event::GeneralRef(name) if text => {
                let entity = quick_xml::escape::resolve_predefined_entity(&name).expect("a known entity");
                paragraphs.last_mut().expect("a paragraph").push_str(entity);
            }
            Event::Eof => return paragraphs,
            _ => {}
        }
    }
}

fn texts(document: &Document) -> Vec<String> {
    document.blocks.iter().map(Block::text).collect()
}

fn one(text: &str) -> Document {
    sample::document(vec![sample::block(Role::Paragraph, text)])
}

#[test]
fn the_text_is_the_documents_paragraph_by_paragraph() {
    for document in [sample::every_role(), sample::report(4)] {
        assert_eq!(paragraphs(&write(&document)), texts(&document));
    }
}

#[test]
fn what_stands_around_the_text_is_written_in_its_order() {
    for (bodies, signers) in [(0, 0), (1, 0), (1, 1), (2, 3), (12, 4)] {
        let document = sample::framed(bodies, signers);
        assert_eq!(paragraphs(&write(&document)).concat(), texts(&document).concat());
    }
}

#[test]
fn every_role_is_written_as_the_golden_file_has_it() {
    golden::docx("every-role", &write(&sample::every_role()));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let first = write(&sample::report(2));
    write(&sample::every_role());
    assert_eq!(first, write(&sample::report(2)));
}

#[test]
fn blanks_and_marks_of_xml_stay() {
    let text = "  甲 乙　丙  <&>\"'&amp;]]> 1 ";
    assert_eq!(paragraphs(&write(&one(text))), [text]);
}

#[test]
fn rare_characters_stay() {
    let text = "𠮷䶮㛃𪚥👍🏻é①Ⅷ〇";
    assert_eq!(paragraphs(&write(&one(text))), [text]);
}

#[test]
fn control_characters_go() {
    let file = write(&one("甲\u{0}乙\u{b}丙\u{1f}\u{fffe}丁\n戊\r己\t庚"));
    assert_eq!(paragraphs(&file), ["甲乙丙丁戊己 庚"]);
    let mut document = one("甲");
    document.title = "述职\u{b}报告\n<2025>".into();
    let core = part(&write(&document), "docProps/core.xml");
    assert!(core.contains("<dc:title>述职报告 &lt;2025&gt;</dc:title>"), "{core}");
}

#[test]
fn a_hundred_thousand_characters_in_one_paragraph_stay() {
    let text = "述职“报告”2025".repeat(10_000);
    assert_eq!(paragraphs(&write(&one(&text))), [text]);
}

#[test]
fn a_title_of_eighty_characters_keeps_the_rhythm_of_the_lines() {
    let title = "关于".repeat(40);
    let document = sample::document(vec![sample::block(Role::Title, &title), sample::block(Role::Paragraph, "正文。")]);
    let file = write(&document);
    assert_eq!(paragraphs(&file), [title, "正文。".into()]);
    // Four lines of 700 and the gap below make six lines of 579, the last of them empty.
    assert!(part(&file, "word/document.xml").contains(r#"<w:spacing w:after="674"/>"#));
}

#[test]
fn an_empty_document_is_a_file_with_one_empty_paragraph() {
    assert_eq!(paragraphs(&write(&sample::document(vec![]))), [""]);
    assert_eq!(paragraphs(&write(&one(""))), [""]);
}

#[test]
fn a_date_without_a_signature_stands_below_an_empty_line() {
    let blocks = vec![sample::block(Role::Paragraph, "正文。"), sample::block(Role::SignatureDate, "2025年1月5日")];
    let xml = part(&write(&sample::document(blocks)), "word/document.xml");
    assert!(xml.contains(r#"<w:pStyle w:val="Date"/><w:spacing w:before="579"/></w:pPr>"#), "{xml}");
}

#[test]
fn neighbours_of_one_look_are_one_run() {
    let spans =
        [(SpanRole::RunIn2, "（一）"), (SpanRole::RunIn2, "做法。"), (SpanRole::Text, "甲"), (SpanRole::Text, "乙")];
    let file = write(&sample::document(vec![sample::spans(Role::Paragraph, &spans)]));
    assert_eq!(part(&file, "word/document.xml").matches("<w:r>").count(), 2);
}

#[test]
fn metadata_is_the_documents() {
    let core = part(&write(&sample::every_role()), "docProps/core.xml");
    for wanted in [
        "<dc:title>2025年度抓基层党建工作述职报告</dc:title>",
        "<dc:creator>李明远</dc:creator>",
        ">2025-11-20T01:30:00Z</dcterms:created>",
        ">2025-12-05T09:45:10Z</dcterms:modified>",
    ] {
        assert!(core.contains(wanted), "{core}");
    }
}

#[test]
fn body_paragraphs_carry_a_style_and_nothing_else() {
    let xml = part(&write(&sample::every_role()), "word/document.xml");
    let properties = |paragraph: &str| paragraph.split("</w:pPr>").next().expect("properties").to_owned();
    let all = xml.split("<w:p>").skip(1).map(properties);
    let mut body: Vec<String> = all.filter(|of| of.contains("BodyText") || of.contains("Heading")).collect();
    // The last one takes the signature along, which no style can say.
    assert_eq!(body.pop().as_deref(), Some(r#"<w:pPr><w:pStyle w:val="BodyText"/><w:keepNext/>"#));
    for properties in body {
        assert_eq!(properties.matches('<').count(), 2, "{properties}");
    }
}

#[test]
fn time_grows_with_the_text_and_not_faster() {
    // The best of three, because a machine that does other work too may be slow once. Quadratic time would be 1600 times.
    let time = |pages| {
        let document = sample::report(pages);
        let profile = standard();
        let run = || {
            let start = Instant::now();
            shuzhi::export::docx::write(&document, &profile).expect("a Word file");
            start.elapsed()
        };
        (0..3).map(|_| run()).min().unwrap_or(Duration::ZERO)
    };
    let tries: Vec<(Duration, Duration)> = (0..3).map(|_| (time(5), time(200))).collect();
    assert!(tries.iter().any(|(short, long)| *long < *short * 200), "{tries:?}");
}

#[test]
fn an_imprint_of_more_than_half_a_page_goes_on_overleaf() {
    let imprint = |offices: usize| {
        let copies = format!("抄送：{}。", vec!["县委办公室"; offices].join("，"));
        let issuer = sample::block(Role::ImprintIssuer, "云溪县商务局办公室");
        let blocks =
            vec![sample::block(Role::Paragraph, "正文。"), sample::block(Role::ImprintCopies, &copies), issuer];
        part(&write(&sample::document(blocks)), "word/document.xml")
    };
    let (usual, long) = (imprint(20), imprint(300));
    assert!(usual.contains("w:tblpYSpec=\"bottom\"") && usual.contains("<w:cantSplit/>"));
    assert!(!long.contains("w:tblpPr") && !long.contains("<w:cantSplit/>") && long.contains("县委办公室。"));
}

#[test]
fn headings_stay_with_the_next_line_where_the_profile_says_so() {
    let styles = |keep_headings| {
        let profile = Profile::new(&Layout { keep_headings, ..shuzhi::profile::standard() }).expect("a profile");
        let file = shuzhi::export::docx::write(&sample::every_role(), &profile).expect("a Word file");
        part(&file, "word/styles.xml").matches("<w:keepNext/>").count()
    };
    assert_eq!(styles(true) - styles(false), 4);
}
