//! Sections and their footers: consecutive blocks of one orientation are a section. On the landscape pages of 横表 the page
//! number stands where it stands on the upright sheet (GB/T 9704-2012, clause 7.5): in the margin on the left, turned.

use docx_rs::{BuildXML, NumPages, PageNum, Paragraph, Run, RunFonts};

use super::names::{FOOTER, FOOTER_EVEN, Name};
use super::parts::{DECLARATION, W};
use crate::model::{Document, PageNumber, PageNumberForm};
use crate::profile::{Page, Profile};

/// The namespace of relationship ids.
pub(super) const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The footers' part names and contents, in the order of their relationship ids: those of upright pages, then those of
/// landscape pages where there are any.
pub(super) fn footers(document: &Document, profile: &Profile) -> Vec<(String, Vec<u8>)> {
    let turned = document.blocks.iter().any(|block| block.wide);
    let orientations: &[bool] = if turned { &[false, true] } else { &[false] };
    let kinds = orientations.iter().flat_map(|wide| kinds(profile).iter().map(|(_, style)| (*wide, *style)));
    let part = |(index, (wide, style)): (usize, (bool, Name))| {
        (format!("word/footer{}.xml", index + 1), footer(style, wide, profile))
    };
    kinds.enumerate().map(part).collect()
}

/// The relationship id of the footer at `index`.
pub(super) fn footer_id(index: usize) -> String {
    format!("footer{}", index + 1)
}

/// What kinds of pages have a footer of their own, and its style.
fn kinds(profile: &Profile) -> &'static [(&'static str, Name)] {
    match profile.page_number {
        PageNumber::Outside => &[("default", FOOTER), ("even", FOOTER_EVEN)],
        PageNumber::Centre => &[("default", FOOTER)],
    }
}

/// The properties of an upright section, or of one of landscape pages.
pub(super) fn section(profile: &Profile, wide: bool) -> String {
    let upright = profile.page;
    let Page { width, height, top, bottom, left, right, lines, pitch, grid_spacing, .. } =
        if wide { upright.turned() } else { upright };
    let kinds = kinds(profile);
    let first = if wide { kinds.len() } else { 0 };
    let reference = |(index, (kind, _)): (usize, &(&str, Name))| {
        format!(r#"<w:footerReference w:type="{kind}" r:id="{}"/>"#, footer_id(first + index))
    };
    let footers: String = kinds.iter().enumerate().map(reference).collect();
    let orient = if wide { r#" w:orient="landscape""# } else { "" };
    // On landscape pages the footer's own line is empty and only must not push the text up.
    let footer = if wide { bottom.0 / 2 } else { upright.footer.0 };
    let grid = if wide {
        format!(r#"<w:docGrid w:linePitch="{}"/>"#, pitch.0)
    } else {
        // Lines have their exact pitch; the grid is spread over the page, or LibreOffice moves the text down by half of what it
        // leaves free. It counts the grid's lines in hundredths of a millimetre: half a twip each is for its rounding.
        let lines = i32::from(lines.max(1));
        let pitch = (height.0 - top.0 - bottom.0 - lines / 2) / lines;
        format!(r#"<w:docGrid w:type="linesAndChars" w:linePitch="{pitch}" w:charSpace="{grid_spacing}"/>"#)
    };
    format!(
        concat!(
            r#"<w:sectPr>{footers}<w:pgSz w:w="{width}" w:h="{height}"{orient}/>"#,
            r#"<w:pgMar w:top="{top}" w:right="{right}" w:bottom="{bottom}" w:left="{left}" w:header="{footer}" w:footer="{footer}" w:gutter="0"/>"#,
            r#"{numbers}<w:cols w:space="425" w:num="1"/>{grid}</w:sectPr>"#
        ),
        footers = footers,
        width = width.0,
        height = height.0,
        orient = orient,
        top = top.0,
        right = right.0,
        bottom = bottom.0,
        left = left.0,
        footer = footer,
        numbers = if profile.line_numbers && !wide { LINE_NUMBERS } else { "" },
        grid = grid,
    )
}

/// 送审稿: every page counts its lines from 1; the numbers stand 5 mm left of the text.
const LINE_NUMBERS: &str = r#"<w:lnNumType w:countBy="1" w:distance="283" w:restart="newPage"/>"#;

fn footer(style: Name, wide: bool, profile: &Profile) -> Vec<u8> {
    let number = String::from_utf8_lossy(&number(style, profile).build()).into_owned();
    let content = if wide { turned(&number, style, profile) } else { number };
    format!(r#"{DECLARATION}<w:ftr xmlns:r="{R}" xmlns:w="{W}">{content}</w:ftr>"#).into_bytes()
}

/// The page number in a strip of the left margin that reads from the top, as on the sheet turned back: a table of one cell
/// that has its place on the page. Its place across is that of the upright footer's line; along, it is as long as the text area.
fn turned(number: &str, style: Name, profile: &Profile) -> String {
    let page = profile.page.turned();
    format!(
        concat!(
            r#"<w:tbl><w:tblPr><w:tblpPr w:leftFromText="0" w:rightFromText="0" w:vertAnchor="page" w:horzAnchor="page" w:tblpX="{x}" w:tblpY="{y}"/>"#,
            r#"<w:tblOverlap w:val="never"/><w:tblW w:w="{width}" w:type="dxa"/><w:tblLayout w:type="fixed"/>"#,
            r#"<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>"#,
            r#"<w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid><w:tr><w:trPr><w:trHeight w:val="{height}" w:hRule="exact"/></w:trPr>"#,
            r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:textDirection w:val="tbRl"/></w:tcPr>{number}</w:tc></w:tr></w:tbl>"#,
            r#"<w:p><w:pPr><w:pStyle w:val="{style}"/><w:spacing w:line="1" w:lineRule="exact"/></w:pPr></w:p>"#
        ),
        x = profile.page.footer.0,
        y = page.top.0,
        width = profile.footer.line.0,
        height = page.height.0 - page.top.0 - page.bottom.0,
        number = number,
        style = style.id,
    )
}

/// The page number as the profile writes it (clause 7.5: `— 1 —`).
fn number(style: Name, profile: &Profile) -> Paragraph {
    let words = |text: &str| Run::new().fonts(RunFonts::new().hint("eastAsia")).add_text(text);
    let paragraph = Paragraph::new().style(style.id);
    match profile.page_number_form {
        PageNumberForm::Dashes => paragraph.add_run(words("— ")).add_page_num(PageNum::new()).add_run(words(" —")),
        PageNumberForm::Plain => paragraph.add_page_num(PageNum::new()),
        PageNumberForm::OfTotal => paragraph
            .add_run(words("第"))
            .add_page_num(PageNum::new())
            .add_run(words("页 共"))
            .add_num_pages(NumPages::new())
            .add_run(words("页")),
    }
}
