//! 附件 (clause 7.3.7), 版记 (clause 7.4) and the page number (clause 7.5).

use shuzhi::export::docx;
use shuzhi::model::{Block, Role};

use super::{Faults, LINE, SMALL, TEXT, line, text};
use crate::ink::{self, Area, Colour, Print};
use crate::pages::Line;
use crate::{sample, standard, tools};

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
