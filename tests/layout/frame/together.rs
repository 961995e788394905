//! No page holds a signature and no text, and what stands below the text is not torn (clauses 7.3.4 to 7.3.6).

use shuzhi::export::docx;
use shuzhi::model::{Block, Document, Role};
use shuzhi::profile::Profile;

use crate::pages::{Page, pages};
use crate::{measure, sample, standard, tools};

/// What each line begins with, by which it is found again.
const LAST: &str = "末段";
const ENDING: [(Role, &str); 5] = [
    (Role::AttachmentNote, "附件：1.名单"),
    (Role::AttachmentNote, "2.台账"),
    (Role::Signature, "中共云溪县商务局党组"),
    (Role::SignatureDate, "2025年12月5日"),
    (Role::Note, "（此件公开发布）"),
];
/// The lines of [`ENDING`], with the empty ones above 附件说明 and 署名.
const ROWS: usize = 7;
const PAGE: usize = 22;

/// So many paragraphs of a line, one of so many lines, and the ending, printed.
fn printed(texts: &[(usize, usize)]) -> Vec<Vec<Page>> {
    let profile = Profile { sealed: true, ..standard() };
    let document = |&(lines, last): &(usize, usize)| {
        let mut blocks: Vec<Block> =
            (0..lines).map(|_| sample::block(Role::Paragraph, "逐项研究，逐项落实。")).collect();
        // A line of the middle holds 28 characters, the first one 26.
        blocks.push(sample::block(Role::Paragraph, &(LAST.to_owned() + &"国".repeat(28 * last - 6))));
        blocks.extend(ENDING.map(|(role, text)| sample::block(role, text)));
        sample::document(blocks)
    };
    let documents: Vec<_> = texts.iter().map(document).collect();
    let files: Vec<Vec<u8>> = documents.iter().map(|document| docx::write(document, &profile).unwrap()).collect();
    let boxes = tools::print(&files.iter().map(Vec::as_slice).collect::<Vec<_>>());
    let print = |((document, file), boxes): ((&Document, &Vec<u8>), &String)| {
        assert_eq!(tools::validate(file), [""; 0]);
        let pages = pages(boxes, &profile);
        assert_eq!(measure::measure(document, &profile, &pages).faults, [""; 0]);
        pages
    };
    documents.iter().zip(&files).zip(&boxes).map(print).collect()
}

/// Which page holds the line that begins with `text`.
fn page_of(pages: &[Page], text: &str) -> usize {
    let holds = |page: &Page| page.lines.iter().any(|line| line.text.starts_with(text));
    pages.iter().position(holds).unwrap_or_else(|| panic!("{text} is not printed"))
}

#[test]
fn the_last_paragraph_stands_on_the_page_of_the_ending() {
    let mut texts = Vec::new();
    for last in [1, 3, 7] {
        let fits = PAGE - ROWS - last;
        texts.extend(
            [fits, fits + 1, fits + 2, fits + 4, PAGE - last - 1, PAGE - last, PAGE].map(|lines| (lines, last)),
        );
    }
    for ((lines, last), pages) in texts.iter().zip(printed(&texts)) {
        let ending = ENDING.map(|(_, text)| page_of(&pages, text));
        let here = page_of(&pages, LAST);
        assert_eq!(ending, [here; 5], "{lines} lines and one of {last}");
        // What does not fit below the text, and nothing else, goes overleaf.
        assert_eq!((here, pages.len()), if lines + last + ROWS <= PAGE { (0, 1) } else { (1, 2) }, "{lines}, {last}");
    }
}

#[test]
fn a_long_last_paragraph_fills_the_page_before() {
    // In LibreOffice it would go overleaf as a whole, and leave the page before half empty.
    let texts = [(PAGE - 10, 12), (PAGE - 4, 12), (PAGE - 10, 20)];
    for ((lines, last), pages) in texts.iter().zip(printed(&texts)) {
        assert_eq!(page_of(&pages, LAST), 0, "{lines} lines and one of {last}");
        assert_eq!(
            ENDING.map(|(_, text)| page_of(&pages, text)),
            [pages.len() - 1; 5],
            "{lines} lines and one of {last}"
        );
        assert_eq!(measured_lines(&pages[0]), PAGE);
    }
}

/// The lines in the text area, without the page number below it.
fn measured_lines(page: &Page) -> usize {
    page.lines.len() - 1
}
