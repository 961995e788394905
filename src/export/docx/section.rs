//! Section properties and footers, as docx-rs builds them.

use docx_rs::{
    BuildXML, DocGrid, DocGridType, Footer, PageMargin, PageNum, PageSize, Paragraph, Run, RunFonts, SectionProperty,
};

use super::names::{FOOTER, FOOTER_EVEN};
use crate::model::PageNumber;
use crate::profile::{Page, Profile};

/// The footers' part names and contents, as docx-rs writes them, in the order of their relationship ids.
pub(super) fn footers(profile: &Profile) -> Vec<(&'static str, Vec<u8>)> {
    let mut footers = vec![("word/footer1.xml", footer(FOOTER.id).build())];
    if profile.page_number == PageNumber::Outside {
        footers.push(("word/footer2.xml", footer(FOOTER_EVEN.id).build()));
    }
    footers
}

/// The relationship id of the footer at `index`.
pub(super) fn footer_id(index: usize) -> String {
    format!("footer{}", index + 1)
}

/// The properties of an upright section.
pub(super) fn section(profile: &Profile) -> SectionProperty {
    let Page { width, height, top, bottom, left, right, pitch, footer: distance, grid_spacing, .. } = profile.page;
    let grid = DocGrid::with_empty()
        .grid_type(DocGridType::LinesAndChars)
        .line_pitch(usize::try_from(pitch.0).unwrap_or_default())
        .char_space(isize::try_from(grid_spacing).unwrap_or_default());
    let section = SectionProperty::new()
        .page_size(PageSize::new().size(width.0.unsigned_abs(), height.0.unsigned_abs()))
        .page_margin(
            PageMargin::new()
                .top(top.0)
                .bottom(bottom.0)
                .left(left.0)
                .right(right.0)
                .header(distance.0)
                .footer(distance.0),
        )
        .doc_grid(grid)
        .footer(Footer::new(), &footer_id(0));
    match profile.page_number {
        PageNumber::Outside => section.even_footer(Footer::new(), &footer_id(1)),
        PageNumber::Centre => section,
    }
}

/// `— 1 —` (clause 7.5).
fn footer(style: &str) -> Footer {
    let dash = |text: &str| Run::new().fonts(RunFonts::new().hint("eastAsia")).add_text(text);
    Footer::new().add_paragraph(
        Paragraph::new().style(style).add_run(dash("— ")).add_page_num(PageNum::new()).add_run(dash(" —")),
    )
}
