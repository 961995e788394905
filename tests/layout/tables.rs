//! Tables on upright and landscape pages: whole rows, the head on every page, the page number on its side of the sheet.

use shuzhi::export::docx;
use shuzhi::model::{Block, Cell, Document, PageNumber, PageNumberForm, Role};
use shuzhi::profile::{Profile, Pt, Twip};

use crate::pages::{Line, Page, pages};
use crate::{measure, sample, standard, tools};

/// The cells of a table, row by row.
fn table(number: u32, wide: bool, rows: &[Vec<String>]) -> Vec<Block> {
    let mut blocks = Vec::new();
    for (row, cells) in (0..).zip(rows) {
        for (column, text) in (0..).zip(cells) {
            let role = if row == 0 { Role::TableHead } else { Role::TableCell };
            let cell = Some(Cell { table: number, row, column });
            let block = if text.is_empty() { Block::new(role, Vec::new()) } else { sample::block(role, text) };
            blocks.push(Block { cell, wide, ..block });
        }
    }
    blocks
}

/// A ledger of so many rows. Each row begins with `A` and its number, and its long cells end with `Z` and its number.
fn ledger(number: u32, wide: bool, rows: usize) -> Vec<Block> {
    let row = |row: usize| {
        vec![
            format!("A{row}"),
            "联系服务对象不够经常，走访次数偏少。".repeat(1 + row % 2),
            "2025年度".into(),
            "建立联系点制度，每月走访不少于2次，逐户记录诉求，逐件办理反馈。".repeat(1 + row % 4) + &format!("Z{row}"),
            String::new(),
            format!("2026年{}月底", 1 + row % 12),
        ]
    };
    let head = ["序号", "问题", "来源", "整改措施", "责任单位/责任人", "完成时限"].map(String::from).to_vec();
    table(number, wide, &std::iter::once(head).chain((1..=rows).map(row)).collect::<Vec<_>>())
}

fn wide(block: Block) -> Block {
    Block { wide: true, ..block }
}

/// A page of text, a ledger on landscape pages, a page of text.
fn with_wide_ledger() -> Document {
    let text = || sample::report(1).blocks.into_iter().skip(3).take(4);
    let mut blocks: Vec<Block> = text().collect();
    blocks.push(wide(sample::block(Role::AttachmentLabel, "附件1")));
    blocks.push(wide(sample::block(Role::AttachmentTitle, "台账")));
    blocks.extend(ledger(0, true, 24));
    blocks.push(sample::block(Role::AttachmentLabel, "附件2"));
    blocks.push(sample::block(Role::AttachmentTitle, "说明"));
    blocks.extend(text());
    sample::document(blocks)
}

/// Prints `documents`, each as its profile says, and answers their pages; their files have to be valid.
fn printed(documents: &[(Document, Profile)]) -> Vec<Vec<Page>> {
    let files: Vec<Vec<u8>> =
        documents.iter().map(|(document, profile)| docx::write(document, profile).unwrap()).collect();
    for file in &files {
        assert_eq!(tools::validate(file), [""; 0]);
    }
    let profiles = documents.iter().map(|(_, profile)| profile);
    print(&files).iter().zip(profiles).map(|(boxes, profile)| pages(boxes, profile)).collect()
}

fn print(files: &[Vec<u8>]) -> Vec<String> {
    tools::print(&files.iter().map(Vec::as_slice).collect::<Vec<_>>())
}

/// Where in `pages` a line holds `text`.
fn places(pages: &[Page], text: &str) -> Vec<usize> {
    let holds = |page: &Page| page.lines.iter().any(|line| line.text.contains(text));
    (0..pages.len()).filter(|index| holds(&pages[*index])).collect()
}

/// The rows of a ledger that are not whole, or not below a head.
fn broken(pages: &[Page], rows: usize) -> Vec<String> {
    let heads = places(pages, "序号问题来源");
    let find = |mark: String| {
        let words = |page: &Page| page.lines.iter().flat_map(|line| &line.words).any(|word| word.ends_with(&mark));
        pages.iter().position(words).unwrap_or_else(|| panic!("{mark} is not printed"))
    };
    let fault = |row: usize| {
        let (from, to) = (find(format!("A{row}")), find(format!("Z{row}")));
        let whole = from == to && heads.contains(&from);
        (!whole).then(|| format!("row {row} stands on the pages {from} and {to}, heads on {heads:?}"))
    };
    (1..=rows).filter_map(fault).collect()
}

/// What is wrong with the page numbers.
fn misplaced(pages: &[Page], profile: &Profile) -> Vec<String> {
    let fault = |(index, page): (usize, &Page)| {
        let back = page.turned_back();
        let found: Vec<&Line> = if page.is_landscape() { back.iter().collect() } else { number_below(page, profile) };
        measure::page_number(index + 1, pages.len(), profile, &found)
    };
    pages.iter().enumerate().filter_map(fault).collect()
}

/// The lines below the text area of an upright page.
fn number_below<'a>(page: &'a Page, profile: &Profile) -> Vec<&'a Line> {
    let bottom = page.height - Pt::from(profile.page.bottom).0;
    page.lines.iter().filter(|line| line.middle > bottom).collect()
}

#[test]
fn a_wide_ledger_stands_on_landscape_pages_with_the_number_where_the_sheet_has_it() {
    let with = |place, form| Profile { page_number: place, page_number_form: form, ..standard() };
    let profiles = [
        standard(),
        with(PageNumber::Centre, PageNumberForm::Dashes),
        with(PageNumber::Outside, PageNumberForm::Plain),
        with(PageNumber::Centre, PageNumberForm::OfTotal),
    ];
    let documents: Vec<(Document, Profile)> = profiles.map(|profile| (with_wide_ledger(), profile)).into();
    for (pages, (_, profile)) in printed(&documents).iter().zip(&documents) {
        let landscape: Vec<bool> = pages.iter().map(Page::is_landscape).collect();
        let turned = landscape.iter().filter(|turned| **turned).count();
        let runs: Vec<bool> = landscape.chunk_by(|a, b| a == b).map(|run| run[0]).collect();
        assert_eq!(runs, [false, true, false], "{landscape:?}");
        assert!(turned >= 3, "{turned} landscape pages are too few to be judged");
        assert_eq!(broken(pages, 24), [""; 0]);
        assert_eq!(misplaced(pages, profile), [""; 0]);
        assert!(pages.iter().all(|page| !page.lines.is_empty()), "an empty page");
    }
}

#[test]
fn split_rows_and_moved_page_numbers_are_found() {
    let file = docx::write(&with_wide_ledger(), &standard()).unwrap();
    let place = format!(r#"w:tblpX="{}""#, standard().page.footer.0);
    let moved = sample::replace(&file, "word/footer3.xml", &place, r#"w:tblpX="1560""#);
    let mut split = file;
    for _ in 0..25 {
        split = sample::replace(&split, "word/document.xml", "<w:cantSplit/>", "");
    }
    let boxes = print(&[moved, split]);
    let [moved, split] = [0, 1].map(|index| pages(&boxes[index], &standard()));
    assert_eq!(broken(&moved, 24), [""; 0]);
    let odd = moved.iter().enumerate().filter(|(index, page)| index % 2 == 0 && page.is_landscape()).count();
    assert_eq!(misplaced(&moved, &standard()).len(), odd);
    assert!(!broken(&split, 24).is_empty());
}

#[test]
fn a_table_in_the_text_keeps_its_rows_whole_and_the_text_goes_on_below() {
    let mut blocks = vec![sample::block(Role::Paragraph, "情况见下表。")];
    blocks.push(sample::block(Role::TableTitle, "整改情况一览表"));
    blocks.extend(ledger(0, false, 20));
    blocks.push(sample::block(Role::Paragraph, "表后的一段。"));
    let pages = printed(&[(sample::document(blocks), standard())]).remove(0);
    assert_eq!(broken(&pages, 20), [""; 0]);
    assert_eq!(places(&pages, "表后的一段。"), [pages.len() - 1]);
    assert_eq!(places(&pages, "整改情况一览表"), [0]);
}

#[test]
fn a_row_that_is_higher_than_a_page_goes_on_below_the_head() {
    let long = "走访联系服务对象，逐户记录诉求。".repeat(400);
    let row = |cells: [&str; 2]| cells.map(String::from).to_vec();
    let blocks = table(0, false, &[row(["序号", "内容"]), row(["1", &long]), row(["2", "短"])]);
    let pages = printed(&[(sample::document(blocks), standard())]).remove(0);
    assert_eq!(places(&pages, "序号内容"), (0..pages.len()).collect::<Vec<_>>());
    let printed = pages.iter().flat_map(|page| &page.lines).flat_map(|line| line.text.matches('逐')).count();
    assert_eq!(printed, 400);
}

#[test]
fn tables_of_many_columns_are_valid_and_stay_in_the_text_area() {
    let grid = |number, wide, columns: usize| {
        let row = |row: usize| {
            (0..columns).map(move |column| if column % 3 == 2 { String::new() } else { format!("数{row}") })
        };
        table(number, wide, &(0..4).map(|index| row(index).collect()).collect::<Vec<_>>())
    };
    let documents: Vec<(Document, Profile)> = [(false, 40), (true, 40), (false, 63), (true, 63), (false, 1)]
        .map(|(wide, columns)| {
            let mut blocks = grid(0, wide, columns);
            blocks.extend(grid(1, wide, columns));
            (sample::document(blocks), standard())
        })
        .into();
    for (pages, (document, _)) in printed(&documents).iter().zip(&documents) {
        assert_eq!(pages.len(), 1);
        let text: String = pages[0].lines.iter().map(|line| line.text.as_str()).collect();
        let cells = document.blocks.iter().filter(|block| !block.spans.is_empty()).count();
        assert_eq!(text.matches('数').count(), cells);
        let page = if pages[0].is_landscape() { standard().page.turned() } else { standard().page };
        let right = Pt::from(Twip(page.width.0 - page.right.0)).0;
        assert!(pages[0].lines.iter().all(|line| line.right < right));
    }
}
