//! What stands around the text, measured on the printed page against GB/T 9704-2012, clause 7, within a millimetre.

use shuzhi::export::docx;
use shuzhi::model::{Block, Role, SpanRole};
use shuzhi::profile::Profile;

use crate::ink::{self, Area, Colour, Print};
use crate::pages::Line;
use crate::{sample, standard, tools};

/// The standard's tolerance (clause 5.1).
const TOLERANCE: f64 = 1.0;
/// The text area (clause 5.1).
const TEXT: Area = Area { top: 37.0, bottom: 262.0, left: 28.0, right: 184.0 };
/// A line and a character of the page (clause 5.2.3).
const LINE: f64 = 225.0 / 22.0;
const CHARACTER: f64 = 156.0 / 28.0;
/// 4号, one character of 版记.
const SMALL: f64 = 14.0 / 72.0 * 25.4;

/// LibreOffice 7.4 sets digits a fifth of their size apart from Chinese, whatever `autoSpaceDE` says; `2025年12月5日` has five such
/// places. Word does not, and the geometry is Word's.
const APART: f64 = 5.0 * 0.2 * 16.0 / 72.0 * 25.4;

const BODIES: [&str; 12] = [
    "云溪县商务局",
    "云溪县财政局",
    "云溪县人力资源和社会保障局",
    "云溪县农业农村局",
    "云溪县教育局",
    "云溪县水利局",
    "云溪县民政局",
    "云溪县司法局",
    "云溪县交通运输局",
    "云溪县卫生健康局",
    "云溪县审计局",
    "云溪县统计局",
];
const LONG: &str = "云溪县推进城乡融合发展和乡村全面振兴工作领导小组办公室推进城乡融合发展和乡村全面振兴工作领导小组办公室推进城乡融合发展和";

#[derive(Default)]
struct Faults(Vec<String>);

impl Faults {
    fn near(&mut self, what: &str, found: f64, wanted: f64) {
        if (found - wanted).abs() > TOLERANCE {
            self.0.push(format!("{what}: {found:.2} mm, not {wanted:.2}"));
        }
    }

    fn hold(&mut self, what: &str, holds: bool) {
        if !holds {
            self.0.push(what.into());
        }
    }
}

/// Text of so many pages, without title and signature.
fn text(pages: usize) -> Vec<Block> {
    let text =
        |role| !matches!(role, Role::Title | Role::Byline | Role::DateLine | Role::Signature | Role::SignatureDate);
    sample::report(pages).blocks.into_iter().filter(|block| text(block.role)).collect()
}

struct Letterhead<'a> {
    marks: &'a [Role],
    bodies: &'a [&'a str],
    number: bool,
    signers: &'a [&'a str],
}

impl Letterhead<'_> {
    fn blocks(&self) -> Vec<Block> {
        let mark = |role: &Role| {
            let text = match role {
                Role::CopyNumber => "000012",
                Role::Secrecy => "机密★1年",
                _ => "特急",
            };
            sample::block(*role, text)
        };
        let mut blocks: Vec<Block> = self.marks.iter().map(mark).collect();
        blocks.extend(self.bodies.iter().map(|body| sample::block(Role::IssuingBody, body)));
        blocks.push(sample::block(Role::IssuingSuffix, "文件"));
        if self.number {
            blocks.push(sample::block(Role::DocumentNumber, "云商党〔2025〕12号"));
        }
        for (index, signer) in self.signers.iter().enumerate() {
            let label = if index == 0 { "签发人：" } else { "" };
            blocks.push(sample::spans(Role::Signer, &[(SpanRole::Text, label), (SpanRole::Name, signer)]));
        }
        blocks.push(sample::block(Role::Title, "2025年度抓基层党建工作述职报告"));
        blocks.push(sample::block(Role::Recipient, "县委组织部，县直属机关工委："));
        blocks.extend(text(2));
        blocks
    }

    fn file(&self) -> Vec<u8> {
        docx::write(&sample::document(self.blocks()), &standard()).unwrap()
    }

    /// What is wrong on the printed first page (clauses 7.2 and 7.3.1).
    fn faults(&self, print: &Print) -> Vec<String> {
        let mut faults = Faults::default();
        let ink = &print.ink[0];
        let red = ink.rows(Area::PAGE, Colour::Red);
        let Some((rule, letters)) = red.split_last() else { return vec!["no red".into()] };
        let (Some(first), Some(last)) = (letters.first(), letters.last()) else { return vec!["no letters".into()] };
        faults.near("letters below the text area's top", first.top - TEXT.top, 35.0);
        for row in letters {
            faults.hold("letters within the text area", row.left > TEXT.left - 0.5 && row.right < TEXT.right + 0.5);
        }
        faults.near("middle of the letters", (first.left.min(last.left) + right(letters)) / 2.0, 106.0);
        faults.hold("the rule is a rule", rule.is_rule());
        faults.near("the rule's left end", rule.left, TEXT.left);
        faults.near("the rule's right end", rule.right, TEXT.right);
        let above = Area { top: last.bottom + 0.5, bottom: rule.top, ..Area::PAGE };
        if let Some(number) = ink.rows(above, Colour::Black).last() {
            faults.near("rule below the number", rule.top - number.bottom, 4.0);
            let lines = self.signers.len().saturating_sub(1) / 2;
            let lines = 3.0 + f64::from(u32::try_from(lines).unwrap());
            faults.near("number below the letters", number.bottom - last.bottom, lines * LINE);
            if self.signers.is_empty() {
                faults.near("middle of the number", (number.left + number.right) / 2.0, 106.0);
            } else {
                faults.near("the number's left end", number.left, TEXT.left + CHARACTER);
                faults.near("the signers' right end", number_right(print), TEXT.right - CHARACTER);
            }
        }
        let below = Area { top: rule.bottom, bottom: TEXT.bottom, ..Area::PAGE };
        let title = ink.rows(below, Colour::Black)[0];
        faults.near("title below the rule", title.bottom - rule.bottom, 3.0 * LINE);
        on_the_pages_lines(print, &mut faults);
        faults.0
    }
}

fn right(rows: &[Area]) -> f64 {
    rows.iter().fold(0.0, |right: f64, row| right.max(row.right))
}

/// Where the line with the first signer ends.
fn number_right(print: &Print) -> f64 {
    ink::area(line(print, 0, "签发人")).right
}

fn line<'a>(print: &'a Print, page: usize, begins: &str) -> &'a Line {
    let lines = &print.pages[page].lines;
    lines.iter().find(|line| line.text.contains(begins)).unwrap_or_else(|| panic!("{begins} is not in {lines:?}"))
}

/// Below the title, page 1 has its lines where page 2 has them, down to the last.
fn on_the_pages_lines(print: &Print, faults: &mut Faults) {
    let middle = |line: &Line| (ink::area(line).top + ink::area(line).bottom) / 2.0;
    let within = |line: &&Line| middle(line) < TEXT.bottom;
    let top = middle(&print.pages[1].lines[0]);
    let begin = print.pages[0].lines.iter().position(|line| line.text.starts_with("县委组织部")).expect("a recipient");
    let lines: Vec<&Line> = print.pages[0].lines.iter().skip(begin).filter(within).collect();
    for line in &lines {
        let row = (middle(line) - top) / LINE;
        faults.near(&format!("line {}", line.text), row * LINE, row.round() * LINE);
    }
    let last = lines.last().map_or(0.0, |line| (middle(line) - top) / LINE + 1.0);
    faults.hold(&format!("page 1 ends in line {last:.2}"), last.round() == 22.0);
    faults.hold("text on page 1", lines.len() > 1);
}

const MARKS: [Role; 3] = [Role::CopyNumber, Role::Secrecy, Role::Urgency];

#[test]
fn letterheads_keep_the_standards_measures() {
    let letterhead = |marks, bodies, signers| Letterhead { marks, bodies, number: true, signers };
    let long = [LONG];
    let two_long = [LONG, BODIES[0]];
    let cases = [
        letterhead(&MARKS, &BODIES[..1], &[]),
        letterhead(&[], &BODIES[..1], &["李明远"]),
        letterhead(&MARKS[..1], &BODIES[..2], &["李明远", "王小川"]),
        letterhead(&[], &BODIES[..3], &["李明远", "王小川", "张文"]),
        letterhead(&MARKS, &BODIES, &[]),
        letterhead(&MARKS, &long, &[]),
        letterhead(&MARKS[1..], &two_long, &["李明远"]),
        Letterhead { number: false, ..letterhead(&MARKS, &BODIES[..2], &[]) },
    ];
    let files: Vec<Vec<u8>> = cases.iter().map(Letterhead::file).collect();
    let prints = ink::print(&files.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let mut faults = Vec::new();
    for (index, ((case, file), print)) in cases.iter().zip(&files).zip(&prints).enumerate() {
        let found = case.faults(print).into_iter().chain(tools::validate(file));
        faults.extend(found.map(|fault| format!("case {index}: {fault}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn a_letterhead_that_stands_5_mm_too_high_is_found() {
    let case = Letterhead { marks: &[], bodies: &BODIES[..1], number: true, signers: &[] };
    let file = case.file();
    // 35 mm less an eighth of 36 points, and 30 mm less that.
    let broken = sample::replace(&file, "word/document.xml", r#"w:before="1894""#, r#"w:before="1611""#);
    let faults = case.faults(&ink::print(&[&broken])[0]).join("\n");
    assert!(faults.contains("letters below the text area's top: 29."), "{faults}");
    let broken = sample::replace(&file, "word/styles.xml", r#"<w:spacing w:line="181""#, r#"<w:spacing w:line="281""#);
    let faults = case.faults(&ink::print(&[&broken])[0]).join("\n");
    assert!(faults.contains("rule below the number: 5."), "{faults}");
}

fn ending(signatures: &[&str], sealed: bool) -> Vec<u8> {
    let mut blocks =
        vec![sample::block(Role::Title, "述职报告"), sample::block(Role::Paragraph, "以上述职，请予评议。")];
    blocks.extend(signatures.iter().map(|text| sample::block(Role::Signature, text)));
    blocks.push(sample::block(Role::SignatureDate, "2025年12月5日"));
    blocks.push(sample::block(Role::Note, "（此件公开发布）"));
    let profile = Profile { sealed, ..standard() };
    let file = docx::write(&sample::document(blocks), &profile).unwrap();
    assert_eq!(tools::validate(&file), Vec::<String>::new());
    file
}

#[test]
fn signature_and_date_stand_as_the_standard_wants() {
    let mut faults = Faults::default();
    let at = |print: &Print, text: &str| ink::area(line(print, 0, text));
    let files = [
        ending(&["中共云溪县商务局党组"], false),
        ending(&["李明远"], false),
        ending(&["中共云溪县商务局党组", "中共云溪县财政局机关总支部委员会"], false),
        ending(&["中共云溪县商务局党组", "云溪县财政局"], true),
        ending(&["中共云溪县城乡融合发展领导小组办公室机关支部委员会"], true),
    ];
    let prints = ink::print(&files.each_ref().map(Vec::as_slice));
    let [one, short, several, sealed, sealed_long] = prints.as_slice() else { panic!("{} prints", prints.len()) };
    let (body, signature, date) = (at(one, "以上述职"), at(one, "中共云溪"), at(one, "2025年"));
    faults.near("signature below the text", signature.top - body.top, 2.0 * LINE);
    faults.near("signature's right end", signature.right, TEXT.right - 2.0 * CHARACTER);
    faults.near("date right of the signature", date.left - signature.left, 2.0 * CHARACTER);
    faults.near("date below the signature", date.top - signature.top, LINE);
    let note = at(one, "此件公开");
    faults.near("note below the date", note.top - date.top, LINE);
    faults.near("note's left end", note.left, TEXT.left + 2.0 * CHARACTER);

    let (signature, date) = (at(short, "李明远"), at(short, "2025年"));
    faults.near("longer date's right end", date.right - APART, TEXT.right - 2.0 * CHARACTER);
    faults.near("date right of the short signature", date.left - signature.left, 2.0 * CHARACTER);

    let (first, second, date) = (at(several, "商务局"), at(several, "财政局"), at(several, "2025年"));
    faults.near("the longest signature's right end", second.right, TEXT.right - 2.0 * CHARACTER);
    faults.near("signatures begin together", first.left, second.left);
    faults.near("date right of both", date.left - first.left, 2.0 * CHARACTER);

    let middle = |area: Area| (area.left + area.right) / 2.0;
    // The date's right end is where it belongs; what sets its digits apart goes to the left.
    let (first, second, date) = (at(sealed, "商务局"), at(sealed, "财政局"), at(sealed, "2025年"));
    faults.near("sealed date's right end", date.right, TEXT.right - 4.0 * CHARACTER);
    faults.near("first signature above the date", middle(first), middle(date) + APART / 2.0);
    faults.near("second signature above the date", middle(second), middle(date) + APART / 2.0);

    faults.near("a long signature's right end", at(sealed_long, "中共云溪").right, TEXT.right);
    assert!(faults.0.is_empty(), "{}", faults.0.join("\n"));
}

#[test]
fn wrapped_names_of_attachments_begin_below_the_name() {
    let mut faults = Faults::default();
    let name = "国".repeat(30);
    for several in [false, true] {
        let numbers = if several { ["1.", "2."] } else { ["", ""] };
        let mut blocks = vec![
            sample::block(Role::Paragraph, "以上述职，请予评议。"),
            sample::block(Role::AttachmentNote, &format!("附件：{}{name}", numbers[0])),
        ];
        if several {
            blocks.push(sample::block(Role::AttachmentNote, &format!("2.{name}")));
        }
        let file = docx::write(&sample::document(blocks), &standard()).unwrap();
        assert_eq!(tools::validate(&file), Vec::<String>::new());
        let print = ink::print(&[&file]).remove(0);
        let areas: Vec<Area> = print.pages[0].lines.iter().map(ink::area).collect();
        faults.near("note below the text", areas[1].top - areas[0].top, 2.0 * LINE);
        faults.near("note's left end", areas[1].left, TEXT.left + 2.0 * CHARACTER);
        let begins = |line: &Area| print.ink[0].beginnings(*line);
        // Each 国 is one stretch of ink; the name's first is behind label and number, the last 30 less those below.
        let first = areas[2];
        let of_name = |line: &Area| {
            let here = begins(line);
            here.into_iter().map(|x| (x - begins(&first)[0]).abs()).fold(f64::MAX, f64::min)
        };
        faults.hold("the wrapped line begins below a character", of_name(&areas[1]) < TOLERANCE);
        let label = if several { 3.72 } else { 3.0 };
        faults.near("the wrapped line's left end", first.left, TEXT.left + (2.0 + label) * CHARACTER);
        if several {
            faults.near("the second number below the first", areas[3].left, TEXT.left + 5.0 * CHARACTER);
            faults.near("the second name below the first", areas[4].left, first.left);
        }
    }
    assert!(faults.0.is_empty(), "{}", faults.0.join("\n"));
}

fn imprint() -> Vec<Block> {
    let copies =
        "抄送：县委办公室，县人大常委会办公室，县政府办公室，县政协办公室，县纪委监委，县委宣传部，县委统战部。";
    vec![
        sample::block(Role::ImprintCopies, copies),
        sample::block(Role::ImprintIssuer, "云溪县商务局办公室"),
        sample::block(Role::ImprintDate, "2025年12月5日印发"),
    ]
}

/// What is wrong with 版记 on the last page (clause 7.4).
fn imprint_faults(print: &Print) -> Vec<String> {
    let mut faults = Faults::default();
    let (Some(ink), Some(page)) = (print.ink.last(), print.pages.len().checked_sub(1)) else { return vec![] };
    let rules: Vec<Area> = ink.rows(Area::PAGE, Colour::Black).into_iter().filter(Area::is_rule).collect();
    let [first, middle, last] = rules.as_slice() else { return vec![format!("{} rules", rules.len())] };
    faults.near("last rule on the text area's bottom", last.bottom, TEXT.bottom);
    for rule in [first, middle, last] {
        faults.near("a rule's left end", rule.left, TEXT.left);
        faults.near("a rule's right end", rule.right, TEXT.right);
    }
    for (rule, wanted) in [(first, 0.35), (middle, 0.25), (last, 0.35)] {
        faults.hold(&format!("a rule of {:.2} mm", rule.height()), (rule.height() - wanted).abs() < 0.09);
    }
    let at = |text: &str| ink::area(line(print, page, text));
    faults.near("copies' left end", at("抄送").left, TEXT.left + SMALL);
    faults.near("copies' wrapped line", at("县委统战部").left, TEXT.left + 4.0 * SMALL);
    faults.near("issuer's left end", at("云溪县商务局办公室").left, TEXT.left + SMALL);
    faults.near("date's right end", at("12月5日印发").right, TEXT.right - SMALL);
    faults.hold("issuer and date on one line", at("云溪县商务局办公室").top == at("5日印发").top);
    let between =
        |line: Area, above: &Area, below: &Area| line.top + 2.0 > above.bottom && line.bottom - 2.0 < below.top;
    faults.hold("issuer between its rules", between(at("5日印发"), middle, last));
    faults.0
}

#[test]
fn the_imprint_stands_at_the_foot_of_the_last_page() {
    let line = "坚持每月初确定一个学习主题由班子成员轮流领学";
    let mut files = Vec::new();
    // From a page almost empty to one that is full, and one line more.
    for lines in [3, 18, 19, 20, 21, 22, 23] {
        let mut blocks = vec![sample::block(Role::Paragraph, line); lines];
        blocks.extend(imprint());
        files.push((lines, docx::write(&sample::document(blocks), &standard()).unwrap()));
    }
    let prints = ink::print(&files.iter().map(|(_, file)| file.as_slice()).collect::<Vec<_>>());
    let mut faults = Vec::new();
    for ((lines, file), print) in files.iter().zip(&prints) {
        let found = imprint_faults(print).into_iter().chain(tools::validate(file));
        faults.extend(found.map(|fault| format!("{lines} lines: {fault}")));
        let texts: Vec<&str> = print.pages.iter().flat_map(|page| &page.lines).map(|line| line.text.as_str()).collect();
        let printed = texts.iter().filter(|text| **text == line).count();
        let pages = if *lines < 20 { 1 } else { 2 };
        if printed != *lines || print.pages.len() != pages {
            faults.push(format!("{lines} lines: {printed} of them on {} pages", print.pages.len()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn an_imprint_below_a_landscape_section_has_an_upright_page() {
    let blocks = [vec![sample::block(Role::Paragraph, "正文。")], imprint()].concat();
    let file = docx::write(&sample::document(blocks), &standard()).unwrap();
    let anchor = r#"<w:p><w:pPr><w:pStyle w:val="ImprintAnchor"/></w:pPr></w:p>"#;
    let section =
        r#"<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/></w:sectPr></w:pPr></w:p>"#;
    let file = sample::replace(&file, "word/document.xml", anchor, &format!("{section}{anchor}"));
    let print = ink::print(&[&file]).remove(0);
    assert_eq!(print.pages.len(), 2);
    assert_eq!(imprint_faults(&print), Vec::<String>::new());
}

#[test]
fn an_imprint_in_the_text_is_found() {
    let blocks = [vec![sample::block(Role::Paragraph, "正文。")], imprint()].concat();
    let file = docx::write(&sample::document(blocks), &standard()).unwrap();
    let broken = sample::replace(&file, "word/document.xml", r#" w:tblpYSpec="bottom""#, r#" w:tblpY="2000""#);
    let faults = imprint_faults(&ink::print(&[&broken])[0]).join("\n");
    assert!(faults.contains("last rule on the text area's bottom"), "{faults}");
}

#[test]
fn an_attachment_has_a_page_with_its_title_on_the_third_line() {
    let mut blocks = text(1);
    blocks.push(sample::block(Role::AttachmentLabel, "附件1"));
    blocks.push(sample::block(Role::AttachmentTitle, "党员名册"));
    blocks.extend(text(2));
    blocks.push(sample::block(Role::AttachmentLabel, "附件2"));
    blocks.push(sample::block(Role::AttachmentTitle, "台账"));
    blocks.push(sample::block(Role::Paragraph, "正文。"));
    blocks.extend(imprint());
    let file = docx::write(&sample::document(blocks), &standard()).unwrap();
    assert_eq!(tools::validate(&file), Vec::<String>::new());
    let print = ink::print(&[&file]).remove(0);
    let mut faults = Faults(imprint_faults(&print));
    let middle = |line: &Line| (ink::area(line).top + ink::area(line).bottom) / 2.0;
    let top = middle(&print.pages[0].lines[0]);
    let mut labels = 0;
    for (index, page) in print.pages.iter().enumerate().filter(|(_, page)| page.lines[0].text.starts_with("附件")) {
        let [label, title, text, ..] = page.lines.as_slice() else { panic!("a page of {} lines", page.lines.len()) };
        labels += 1;
        faults.near("label on line 1", middle(label), top);
        faults.near("label's left end", ink::area(label).left, TEXT.left);
        let bottom = ink_of(&print, index, title).bottom;
        faults.near("title on line 3", bottom, TEXT.top + 3.0 * LINE);
        faults.near("title in the middle", (ink::area(title).left + ink::area(title).right) / 2.0, 106.0);
        faults.near("text on line 5", middle(text), top + 4.0 * LINE);
    }
    assert_eq!(labels, 2);
    // The dash of the page number, 7 mm below the text area (clause 7.5).
    let below = Area { top: TEXT.bottom + 1.0, left: 160.0, ..Area::PAGE };
    let number = print.ink[0].rows(below, Colour::Black)[0];
    let dash = print.ink[0].rows(Area { right: number.left + 3.0, ..below }, Colour::Black)[0];
    faults.near("page number below the text area", dash.top - TEXT.bottom, 7.0);
    assert!(faults.0.is_empty(), "{}", faults.0.join("\n"));
}

fn ink_of(print: &Print, page: usize, line: &Line) -> Area {
    print.ink[page].rows(ink::area(line), Colour::Black)[0]
}
