//! What every part must keep to: the schema's order of elements, the hint on Chinese runs, faces by name, nothing from
//! outside. Written down a second time on purpose, apart from the export's own tables.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use shuzhi::model::{Block, Cell, DigitFace, Document, PageNumber, PageNumberForm, Role};
use shuzhi::profile::Profile;

use super::{part, sample, standard, write};

/// Children in the order of ECMA-376 part 1, annex A.1, as far as a report needs them.
const ORDER: [(&str, &str); 10] = [
    (
        "w:pPr",
        "pStyle keepNext pageBreakBefore widowControl suppressLineNumbers pBdr tabs kinsoku overflowPunct autoSpaceDE autoSpaceDN snapToGrid spacing ind jc outlineLvl rPr sectPr",
    ),
    ("w:rPr", "rStyle rFonts b bCs color spacing kern sz szCs lang"),
    ("w:sectPr", "headerReference footerReference pgSz pgMar lnNumType cols docGrid"),
    ("w:tbl", "tblPr tblGrid tr"),
    ("w:tblPr", "tblpPr tblOverlap tblW jc tblInd tblBorders tblLayout tblCellMar"),
    ("w:tcPr", "tcW gridSpan tcMar textDirection vAlign"),
    ("w:tc", "tcPr p"),
    ("w:style", "name aliases basedOn next uiPriority semiHidden qFormat pPr rPr tblPr"),
    (
        "w:settings",
        "zoom defaultTabStop evenAndOddHeaders characterSpacingControl compat themeFontLang decimalSymbol listSeparator",
    ),
    ("w:styles", "docDefaults latentStyles style"),
];

/// What is wrong with one part.
fn faults(xml: &str) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let mut faults = Vec::new();
    // Each open element with the rank of its last child.
    let mut open: Vec<(String, usize)> = Vec::new();
    let (mut hint, mut text) = (false, false);
    loop {
        let event = reader.read_event().expect("well-formed XML");
        match &event {
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                order(&name, open.last_mut(), &mut faults);
                attributes(tag, &mut faults);
                match name.as_str() {
                    "w:r" => hint = false,
                    "w:rFonts" => hint |= value(tag, "w:hint").is_some_and(|hint| hint == "eastAsia"),
                    "w:t" => text = true,
                    _ => {}
                }
                if matches!(event, Event::Start(_)) {
                    open.push((name, 0));
                }
            }
            Event::Text(content) if text && !hint && !content.is_ascii() => {
                faults.push(format!("no hint: {}", &**content));
            }
            Event::End(tag) => {
                text &= tag.name().as_ref() != "w:t";
                open.pop();
            }
            Event::Eof => return faults,
            _ => {}
        }
    }
}

fn order(name: &str, parent: Option<&mut (String, usize)>, faults: &mut Vec<String>) {
    let Some((parent, last)) = parent else { return };
    let Some((_, children)) = ORDER.iter().find(|(element, _)| element == parent) else { return };
    match children.split(' ').position(|child| name.strip_prefix("w:") == Some(child)) {
        Some(rank) if rank < *last => faults.push(format!("{name} comes too late in {parent}")),
        Some(rank) => *last = rank,
        None => faults.push(format!("{name} in {parent}")),
    }
}

fn attributes(tag: &BytesStart, faults: &mut Vec<String>) {
    for attribute in tag.attributes().map(|attribute| attribute.expect("a well-formed attribute")) {
        let key = attribute.key.as_ref();
        if key.contains("rsid") || key.contains("Theme") || key == "TargetMode" || key.contains("paraId") {
            faults.push(format!("{key} on {}", tag.name().as_ref()));
        }
    }
}

fn value(tag: &BytesStart, name: &str) -> Option<String> {
    Some(tag.try_get_attribute(name).ok()??.value.into_owned())
}

pub(crate) fn faults_of(docx: &[u8]) -> Vec<String> {
    sample::parts(docx)
        .into_iter()
        .flat_map(|(name, bytes)| {
            let xml = String::from_utf8(bytes).expect("UTF-8");
            faults(&xml).into_iter().map(move |fault| format!("{name}: {fault}"))
        })
        .collect()
}

#[test]
fn every_part_keeps_to_the_schema() {
    let framed = [(0, 0), (1, 0), (2, 1), (12, 3)].map(|(bodies, signers)| sample::framed(bodies, signers));
    for document in
        [sample::every_role(), sample::report(3), tables(), sample::document(vec![])].into_iter().chain(framed)
    {
        for profile in profiles() {
            let file = shuzhi::export::docx::write(&document, &profile).expect("a Word file");
            assert_eq!(faults_of(&file), Vec::<String>::new());
        }
    }
}

/// A table in the text and one on a landscape page.
fn tables() -> Document {
    let cell = |table, row, text: &str, wide| {
        let role = if row == 0 { Role::TableHead } else { Role::TableCell };
        Block { cell: Some(Cell { table, row, column: 0 }), wide, ..sample::block(role, text) }
    };
    let table = |number, wide| [cell(number, 0, "序号", wide), cell(number, 1, "1", wide)];
    let text = sample::block(Role::Paragraph, "正文。");
    let blocks = [vec![text.clone()], table(0, false).into(), vec![text], table(1, true).into()];
    sample::document(blocks.concat())
}

#[test]
fn the_head_row_is_repeated_and_rows_stay_whole() {
    let xml = part(&write(&tables()), "word/document.xml");
    let head = r#"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"#;
    assert_eq!((xml.matches(head).count(), xml.matches("<w:cantSplit/>").count()), (2, 4));
}

#[test]
fn the_section_of_a_wide_table_is_the_sheet_turned_with_its_margins() {
    let xml = part(&write(&tables()), "word/document.xml");
    let [upright, turned] = xml.split("<w:sectPr>").skip(1).collect::<Vec<_>>().try_into().expect("two sections");
    let margins = r#"<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587""#;
    assert!(upright.contains(&format!(r#"<w:pgSz w:w="11906" w:h="16838"/>{margins}"#)), "{upright}");
    // Read from the right side: what is on the left of the sheet is above.
    let margins = r#"<w:pgMar w:top="1587" w:right="2098" w:bottom="1474" w:left="1984""#;
    let size = r#"<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>"#;
    assert!(turned.contains(&format!("{size}{margins}")), "{turned}");
    assert!(turned.contains(r#"<w:footerReference w:type="even" r:id="footer4"/>"#), "{turned}");
}

#[test]
fn only_styles_of_the_text_and_those_in_use_are_written() {
    let count =
        |document: &Document| part(&write(document), "word/styles.xml").matches(r#"w:type="paragraph""#).count();
    // Normal, the eleven of a report's text, two footers.
    assert_eq!(count(&sample::document(vec![])), 14);
    assert_eq!(count(&tables()), 16);
}

/// The standard with each setting that changes what is written.
fn profiles() -> [Profile; 3] {
    let with = |page_number, digits| {
        let mut profile = standard();
        profile.page_number = page_number;
        if digits == DigitFace::Text {
            profile.digits = None;
        }
        for span in profile.spans.values_mut() {
            span.bold = true;
        }
        profile.page_number_form = PageNumberForm::OfTotal;
        profile.line_numbers = true;
        profile
    };
    [standard(), with(PageNumber::Centre, DigitFace::Times), with(PageNumber::Outside, DigitFace::Text)]
}

#[test]
fn planted_faults_are_found() {
    let file = write(&sample::every_role());
    let plant = |name, old, new| faults_of(&sample::replace(&file, name, old, new));
    let document = "word/document.xml";
    let style = r#"<w:pStyle w:val="Title"/>"#;
    let late = format!(r#"<w:jc w:val="left"/>{style}"#);
    assert_eq!(plant(document, style, &late), ["word/document.xml: w:pStyle comes too late in w:pPr"]);
    let hint = r#"<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>"#;
    assert_eq!(plant(document, hint, ""), ["word/document.xml: no hint: 云溪县商务局党组书记"]);
    assert_eq!(plant(document, "<w:p>", r#"<w:p w:rsidR="00000001">"#), ["word/document.xml: w:rsidR on w:p"]);
    assert_eq!(plant(document, style, "<w:nonsense/>"), ["word/document.xml: w:nonsense in w:pPr"]);
    assert_eq!(
        plant("word/styles.xml", "<w:rFonts ", r#"<w:rFonts w:eastAsiaTheme="minorEastAsia" "#),
        ["word/styles.xml: w:eastAsiaTheme on w:rFonts"]
    );
}

#[test]
fn headings_are_named_styles_with_outline_levels() {
    let styles = part(&write(&sample::every_role()), "word/styles.xml");
    for level in 1..=4 {
        let start = styles.find(&format!(r#"<w:name w:val="heading {level}"/>"#)).expect("a heading style");
        let style = styles.split_at(start).1.split("</w:style>").next().expect("its end");
        assert!(style.contains(&format!(r#"<w:outlineLvl w:val="{}"/>"#, level - 1)), "{style}");
    }
    assert_eq!(styles.matches("<w:outlineLvl").count(), 4);
    assert_eq!(styles.matches(r#"w:type="paragraph" w:default="1""#).count(), 1);
}

#[test]
fn every_style_that_is_named_exists() {
    let file = write(&sample::every_role());
    let styles = part(&file, "word/styles.xml");
    for name in ["word/document.xml", "word/footer1.xml", "word/footer2.xml", "word/styles.xml"] {
        let xml = part(&file, name);
        for element in ["<w:pStyle w:val=\"", "<w:rStyle w:val=\"", "<w:basedOn w:val=\"", "<w:next w:val=\""] {
            for id in xml.split(element).skip(1).filter_map(|rest| rest.split('"').next()) {
                assert!(styles.contains(&format!(r#"w:styleId="{id}""#)), "{name}: {id}");
            }
        }
    }
}
