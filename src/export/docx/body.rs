//! Paragraphs, section and footers, as docx-rs builds them. A paragraph carries its style's name; only what depends on its
//! neighbours or on its own length ([`placements`]) stands in it.

use std::borrow::Cow;

use docx_rs::{
    AlignmentType, BuildXML, DocGrid, DocGridType, Document as Tree, Footer, LineSpacing, PageMargin, PageNum,
    PageSize, Paragraph, Run, RunFonts, SectionProperty,
};

use super::names::{self, FOOTER, FOOTER_EVEN};
use crate::model::{Block, Document, PageNumber, Role, clean};
use crate::profile::{Page, Placement, Profile, Side, placements};

/// `word/document.xml`, as docx-rs writes it.
///
/// A paragraph of docx-rs takes kilobytes of memory; each is written and dropped before the next is built, so that a long
/// report costs no more time a paragraph than a short one.
pub(super) fn document(document: &Document, profile: &Profile) -> Vec<u8> {
    let frame = Tree::new().default_section_property(section(profile)).build();
    // The section's properties stand behind all paragraphs.
    let end = frame.windows(SECTION.len()).position(|window| window == SECTION).unwrap_or(frame.len());
    let (head, tail) = frame.split_at(end);
    let mut xml = head.to_vec();
    for (block, placement) in document.blocks.iter().zip(placements(&document.blocks, profile)) {
        xml.extend(paragraph(block, placement).build());
    }
    if document.blocks.is_empty() {
        // Word has no document without a paragraph.
        xml.extend(Paragraph::new().style(names::of_role(Role::Paragraph).id).build());
    }
    xml.extend(tail);
    xml
}

/// How the section's properties begin.
const SECTION: &[u8] = b"<w:sectPr";

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

fn section(profile: &Profile) -> SectionProperty {
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

fn paragraph(block: &Block, placement: Placement) -> Paragraph {
    let mut paragraph = Paragraph::new().style(names::of_role(block.role).id);
    if placement.before.is_some() || placement.after.is_some() {
        let mut spacing = LineSpacing::new();
        if let Some(before) = placement.before {
            spacing = spacing.before(before.0.unsigned_abs());
        }
        if let Some(after) = placement.after {
            spacing = spacing.after(after.0.unsigned_abs());
        }
        paragraph = paragraph.line_spacing(spacing);
    }
    paragraph = match placement.side {
        Some(Side::Right { right }) => paragraph.indent(None, None, Some(right.0), None),
        Some(Side::Left { left, overhang }) => {
            paragraph.align(AlignmentType::Left).indent(Some(left.0), None, Some(-overhang.0), None)
        }
        None => paragraph,
    };
    // Spans differ in origin too, which no page shows: neighbours of one look are one run.
    for spans in block.spans.chunk_by(|left, right| left.role == right.role) {
        let text: String = spans.iter().map(|span| printable(&span.text)).collect();
        if let (Some(span), false) = (spans.first(), text.is_empty()) {
            paragraph = paragraph.add_run(run(text, names::of_span(span.role).map(|name| name.id)));
        }
    }
    paragraph
}

fn run(text: String, style: Option<&str>) -> Run {
    let mut run = Run::new();
    if let Some(style) = style {
        run = run.style(style);
    }
    if !text.is_ascii() {
        // Without the hint Word takes “ ” — … from the Latin face.
        run = run.fonts(RunFonts::new().hint("eastAsia"));
    }
    run.add_text(text)
}

/// Documents hold no control characters; one that does must still not become a file that Word refuses.
fn printable(text: &str) -> Cow<'_, str> {
    match clean(text) {
        text if text.contains('\n') => Cow::Owned(text.replace('\n', "")),
        text => text,
    }
}
