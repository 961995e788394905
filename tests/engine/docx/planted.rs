//! The rules of the layout, held against files that keep them, and shown to find each fault that is planted.

mod frame;

use shuzhi::model::{Block, Document, Role, SpanRole};
use shuzhi::profile::{Profile, shipped};

use super::rules::{RULES, broken, faults};
use super::{sample, standard, write};

/// `document` with its title in the metadata, as composing puts it there.
fn titled(document: Document) -> Document {
    let titles = document.blocks.iter().filter(|block| block.role == Role::Title);
    Document { title: titles.map(Block::text).collect(), ..document }
}

#[test]
fn documents_of_every_profile_keep_the_rules() {
    for layout in shipped() {
        let profile = Profile::new(&layout).expect("a shipped profile");
        for document in [sample::every_role(), sample::report(2), sample::document(vec![])].map(titled) {
            let file = shuzhi::export::docx::write(&document, &profile).expect("a Word file");
            assert_eq!(faults(&file, &profile), [""; 0], "{}", layout.id);
        }
    }
}

#[test]
fn rules_have_ids_of_their_own_and_say_what_they_hold() {
    let mut ids: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), RULES.len());
    assert!(RULES.iter().all(|rule| rule.says.is_ascii() && rule.says.len() > 15));
}

/// The standard in numbers, from its text: role, face, half-points.
#[test]
fn the_standard_profile_has_the_standards_faces_and_sizes() {
    let profile = standard();
    let (song, fang, kai, hei) = ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体");
    for (role, face, size) in [
        (Role::CopyNumber, fang, 32),
        (Role::Secrecy, hei, 32),
        (Role::Urgency, hei, 32),
        (Role::DocumentNumber, fang, 32),
        (Role::Signer, fang, 32),
        (Role::Title, song, 44),
        (Role::Byline, kai, 32),
        (Role::DateLine, kai, 32),
        (Role::Recipient, fang, 32),
        (Role::Heading1, hei, 32),
        (Role::Heading2, kai, 32),
        (Role::Heading3, fang, 32),
        (Role::Heading4, fang, 32),
        (Role::Paragraph, fang, 32),
        (Role::AttachmentNote, fang, 32),
        (Role::Note, fang, 32),
        (Role::AttachmentLabel, hei, 32),
        (Role::AttachmentTitle, song, 44),
        (Role::ImprintCopies, fang, 28),
        (Role::ImprintIssuer, fang, 28),
        (Role::ImprintDate, fang, 28),
    ] {
        let style = profile.block(role);
        assert_eq!((style.face.as_str(), style.size.0, style.bold), (face, size, false), "{role:?}");
    }
    assert_eq!(profile.block(Role::IssuingBody).face, song);
    assert_eq!((profile.footer.face.as_str(), profile.footer.size.0), ("宋体", 28));
    let page = profile.page;
    let margins = (page.top.0, page.bottom.0, page.left.0, page.right.0);
    assert_eq!(margins, (2098, 1984, 1587, 1474));
    assert_eq!((page.pitch.0, page.spacing.0, page.grid_spacing, page.footer.0), (579, -6, -849, 1446));
    assert_eq!(profile.block(Role::Paragraph).line.0, 579);
}

/// A fault to plant: in which part, behind which text, what is replaced by what, and the rule that has to find it.
type Fault = (&'static str, &'static str, &'static str, &'static str, &'static str);

const DOCUMENT: &str = "word/document.xml";
const STYLES: &str = "word/styles.xml";
const SETTINGS: &str = "word/settings.xml";
const CORE: &str = "docProps/core.xml";
const RELATIONS: &str = "word/_rels/document.xml.rels";
const ODD: &str = "word/footer1.xml";
const HINT: &str = r#"<w:rFonts w:hint="eastAsia"/>"#;
const BODY: &str = r#"<w:pStyle w:val="BodyText"/>"#;

const FAULTS: &[Fault] = &[
    (STYLES, r#"w:styleId="Title""#, r#"w:eastAsia="方正小标宋简体""#, r#"w:eastAsia="黑体""#, "face"),
    (STYLES, r#"w:styleId="RunIn2""#, "楷体_GB2312", "黑体", "face"),
    (STYLES, r#"w:styleId="Normal""#, r#"w:ascii="Times New Roman""#, r#"w:ascii="宋体""#, "digits"),
    (
        STYLES,
        r#"w:styleId="Heading1""#,
        r#"<w:rFonts w:eastAsia="黑体"/>"#,
        r#"<w:rFonts w:eastAsia="黑体"/><w:b/>"#,
        "bold",
    ),
    (STYLES, r#"w:styleId="BodyText""#, "<w:qFormat/>", "<w:qFormat/><w:rPr><w:b/></w:rPr>", "bold"),
    (DOCUMENT, BODY, HINT, r#"<w:rFonts w:hint="eastAsia"/><w:b/>"#, "bold"),
    (STYLES, r#"w:styleId="Title""#, r#"<w:sz w:val="44"/>"#, r#"<w:sz w:val="36"/>"#, "size"),
    (STYLES, r#"w:styleId="Title""#, r#"<w:spacing w:val="0"/>"#, "", "spacing"),
    (STYLES, r#"w:styleId="Normal""#, r#"w:line="579""#, r#"w:line="580""#, "pitch"),
    (STYLES, r#"w:styleId="Normal""#, r#"w:lineRule="exact""#, r#"w:lineRule="atLeast""#, "pitch"),
    (STYLES, r#"w:styleId="Normal""#, r#"<w:sz w:val="32"/>"#, "", "normal-size"),
    (STYLES, r#"w:styleId="Normal""#, r#"<w:widowControl w:val="0"/>"#, "", "widows"),
    (STYLES, r#"w:styleId="Normal""#, "<w:kinsoku/>", "", "kinsoku"),
    (STYLES, r#"w:styleId="Normal""#, "<w:overflowPunct/>", r#"<w:overflowPunct w:val="0"/>"#, "kinsoku"),
    (STYLES, r#"w:styleId="Normal""#, r#"<w:autoSpaceDN w:val="0"/>"#, "", "auto-space"),
    (STYLES, r#"w:styleId="Normal""#, r#"<w:snapToGrid w:val="0"/>"#, "", "no-grid"),
    (STYLES, r#"w:styleId="Normal""#, r#"<w:jc w:val="both"/>"#, "", "alignment"),
    (STYLES, r#"w:styleId="Title""#, r#"<w:jc w:val="center"/>"#, "", "alignment"),
    (STYLES, r#"w:styleId="BodyText""#, r#" w:firstLineChars="200""#, "", "first-line"),
    (STYLES, r#"w:styleId="Heading2""#, r#"w:firstLine="632""#, r#"w:firstLine="640""#, "first-line"),
    (STYLES, r#"w:styleId="Heading3""#, r#"<w:outlineLvl w:val="2"/>"#, "", "outline"),
    (STYLES, r#"w:styleId="Heading3""#, r#"<w:outlineLvl w:val="2"/>"#, r#"<w:outlineLvl w:val="1"/>"#, "outline"),
    (STYLES, r#"w:styleId="Normal""#, r#"<w:color w:val="000000"/>"#, r#"<w:color w:val="FF0000"/>"#, "else-black"),
    (DOCUMENT, BODY, HINT, r#"<w:rFonts w:hint="eastAsia"/><w:color w:val="FF0000"/>"#, "else-black"),
    (DOCUMENT, BODY, HINT, "", "hint"),
    (ODD, "", HINT, "", "hint"),
    (STYLES, r#"w:styleId="Normal""#, "<w:rFonts ", r#"<w:rFonts w:eastAsiaTheme="minorEastAsia" "#, "no-theme"),
    (DOCUMENT, "", BODY, r#"<w:pStyle w:val="ListParagraph"/>"#, "style-known"),
    (DOCUMENT, r#"<w:pStyle w:val="Date"/>"#, "<w:t", "<w:br/><w:t", "unbroken"),
    (DOCUMENT, "w:pgSz", r#"w:h="16838""#, r#"w:h="15840""#, "paper"),
    (DOCUMENT, "w:pgMar", r#"w:left="1587""#, r#"w:left="1800""#, "margins"),
    (DOCUMENT, "w:pgMar", r#"w:footer="1446""#, r#"w:footer="992""#, "footer-distance"),
    (DOCUMENT, "w:docGrid", r#" w:charSpace="-849""#, "", "grid"),
    (DOCUMENT, "w:docGrid", r#"w:linePitch="579""#, r#"w:linePitch="312""#, "grid"),
    (DOCUMENT, "w:docGrid", r#"w:linePitch="579""#, r#"w:linePitch="580""#, "grid"),
    (DOCUMENT, "", "w:docGrid", "w:nonsense", "grid"),
    (DOCUMENT, "", r#"<w:pgSz "#, r#"<w:pgSz w:orient="landscape" "#, "paper landscape-margins"),
    (DOCUMENT, "", "<w:docGrid ", r#"<w:pgNumType w:start="1"/><w:docGrid "#, "counts-on"),
    (DOCUMENT, "", "<w:docGrid ", r#"<w:lnNumType w:countBy="1"/><w:docGrid "#, "line-numbers"),
    (SETTINGS, "", "<w:evenAndOddHeaders/>", "", "odd-and-even"),
    (DOCUMENT, "", r#"w:type="even""#, r#"w:type="first""#, "odd-and-even"),
    (ODD, "", "PAGE", "NUMPAGES", "page-number"),
    (ODD, "", "— ", "- ", "page-number"),
    (STYLES, r#"w:styleId="Footer""#, r#"<w:sz w:val="28"/>"#, r#"<w:sz w:val="36"/>"#, "page-number-letters"),
    (STYLES, r#"w:styleId="Footer""#, r#"<w:jc w:val="right"/>"#, "", "page-number-side"),
    (STYLES, r#"w:styleId="FooterEven""#, r#"<w:ind w:left="280"/>"#, "", "page-number-side"),
    (CORE, "", "2025年度", "2024年度", "metadata-title"),
    (CORE, "<dc:creator", ">李明远<", "><", "metadata-creator"),
    (CORE, "<dcterms:created", "2025-11-20T", "昨天", "metadata-times"),
    (DOCUMENT, "", "<w:p>", r#"<w:p w:rsidR="00A12345">"#, "no-rsid"),
    (RELATIONS, "", r#"Target="styles.xml""#, r#"Target="https://example.org/" TargetMode="External""#, "no-external"),
    (SETTINGS, "", "<w:compat>", r#"<w:attachedTemplate r:id="x"/><w:compat>"#, "no-external"),
    (SETTINGS, "", "<w:compat>", r#"<w:x w:val="/home/clerk/报告.docx"/><w:compat>"#, "no-paths"),
    ("word/fontTable.xml", "", r#"w:name="黑体""#, r#"w:name="黑体字""#, "font-table"),
];

/// `docx` with a fault in it.
fn plant(docx: &[u8], (part, behind, old, new, _): Fault) -> Vec<u8> {
    let text = super::part(docx, part);
    let start = text.find(behind).expect("the place to plant behind");
    let length = text.get(start..).and_then(|rest| rest.find(old)).expect("what is to be replaced");
    let (head, tail) = text.split_at(start + length);
    sample::replace(docx, part, &text, &format!("{head}{}", tail.replacen(old, new, 1)))
}

/// The rules that `docx` breaks.
fn rules(docx: &[u8]) -> Vec<&'static str> {
    let mut rules: Vec<&str> = broken(docx, &standard()).iter().map(|one| one.rule).collect();
    rules.dedup();
    rules
}

#[test]
fn each_planted_fault_is_found_by_its_rule_and_by_no_other() {
    let file = write(&titled(sample::every_role()));
    assert_eq!(rules(&file), [""; 0]);
    let mut missed = Vec::new();
    for fault in FAULTS {
        let found = rules(&plant(&file, *fault)).join(" ");
        if found != fault.4 {
            missed.push(format!("{fault:?}: {found}"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn a_title_that_ends_in_a_mark_is_found() {
    let file = write(&sample::document(vec![sample::block(Role::Title, "2025年度抓基层党建工作述职报告。")]));
    assert_eq!(rules(&file), ["title-end", "metadata-title"]);
}

#[test]
fn a_part_too_many_is_found() {
    let file = write(&titled(sample::every_role()));
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in
        sample::parts(&file).into_iter().chain([("docProps/app.xml".into(), b"<Properties/>".to_vec())])
    {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a part");
        std::io::Write::write_all(&mut zip, &bytes).expect("its bytes");
    }
    assert_eq!(rules(&zip.finish().expect("a zip").into_inner()), ["parts"]);
}

#[test]
fn a_bold_run_in_a_bold_paragraph_is_plain_as_word_has_it() {
    // ECMA-376 part 1, 17.7.3: of two toggles in the hierarchy of styles each takes the other back.
    let spans = [(SpanRole::SeriesLead, "一是补齐短板。"), (SpanRole::Text, "逐月通报。")];
    let file = write(&sample::document(vec![
        sample::block(Role::Title, "2025年度抓基层党建工作述职报告"),
        sample::spans(Role::Paragraph, &spans),
    ]));
    let bold = "<w:qFormat/><w:rPr><w:b/></w:rPr>";
    let lead = plant(&file, (STYLES, r#"w:styleId="SeriesLead""#, "<w:qFormat/>", bold, ""));
    assert_eq!(rules(&lead), ["bold"]);
    let mut profile = standard();
    profile.spans.entry(SpanRole::SeriesLead).and_modify(|style| style.bold = true);
    assert_eq!(faults(&lead, &profile), [""; 0]);
    let both = plant(&lead, (STYLES, r#"w:styleId="BodyText""#, "<w:qFormat/>", bold, ""));
    assert_eq!(broken(&both, &profile).len(), 2, "the lead is plain, its text is bold");
}
