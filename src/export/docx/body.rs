//! Paragraphs, section and footers, as docx-rs builds them. A paragraph carries its style's name; only what depends on its
//! neighbours or on its own length (the gaps around the title and above the signature, the signature's place) stands in it.

use std::borrow::Cow;

use docx_rs::{
    AlignmentType, BuildXML, DocGrid, DocGridType, Document as Tree, Footer, LineSpacing, PageMargin, PageNum,
    PageSize, Paragraph, Run, RunFonts, SectionProperty,
};

use super::names::{self, FOOTER, FOOTER_EVEN};
use crate::model::{Block, Document, PageNumber, Role, clean};
use crate::profile::{Page, Profile, Twip};

/// What stands in one paragraph beside its style's name.
#[derive(Debug, Clone, Copy, Default)]
struct Placement {
    before: Option<Twip>,
    after: Option<Twip>,
    side: Option<Side>,
}

/// Where a line of the signature stands.
#[derive(Debug, Clone, Copy)]
enum Side {
    /// Its end, from the right.
    Right(Twip),
    /// Its beginning, from the left. Where digits are set wider than in Word, it may run into the margin and stays one line.
    Left { left: Twip, overhang: Twip },
}

/// `word/document.xml`, as docx-rs writes it.
pub(super) fn document(document: &Document, profile: &Profile) -> Vec<u8> {
    let mut tree = Tree::new().default_section_property(section(profile));
    for (block, placement) in document.blocks.iter().zip(placements(&document.blocks, profile)) {
        tree = tree.add_paragraph(paragraph(block, placement));
    }
    if document.blocks.is_empty() {
        // Word has no document without a paragraph.
        tree = tree.add_paragraph(Paragraph::new().style(names::of_role(Role::Paragraph).id));
    }
    tree.build()
}

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

fn placements(blocks: &[Block], profile: &Profile) -> Vec<Placement> {
    let mut placements = vec![Placement::default(); blocks.len()];
    let mut add = |at: Option<usize>, change: &dyn Fn(&mut Placement)| {
        if let Some(placement) = at.and_then(|index| placements.get_mut(index)) {
            change(placement);
        }
    };
    // The title block: whole lines of the page, then one empty line.
    let titles = blocks.iter().take_while(|block| block.role == Role::Title).count();
    let head =
        blocks.iter().take_while(|block| matches!(block.role, Role::Title | Role::Byline | Role::DateLine)).count();
    let lines: Vec<String> = blocks.iter().take(titles).map(Block::text).collect();
    let padding = profile.title_padding(lines.iter().map(String::as_str));
    let empty = profile.page.pitch;
    let below_title = if titles == head { Twip(padding.0 + empty.0) } else { padding };
    add(head.checked_sub(1), &|placement| placement.after = Some(empty));
    add(titles.checked_sub(1), &|placement| placement.after = Some(below_title));
    // One empty line above the signature, or above a date that stands alone (clause 7.3.5.2).
    let ending = |block: &&Block| matches!(block.role, Role::Signature | Role::SignatureDate);
    let end = blocks.len() - blocks.iter().rev().take_while(ending).count();
    if end > 0 {
        add(Some(end), &|placement| placement.before = Some(empty));
    }
    let last = |role| blocks.iter().enumerate().skip(end).rfind(|(_, block)| block.role == role);
    if let (Some((at, signature)), Some((date_at, date))) = (last(Role::Signature), last(Role::SignatureDate)) {
        let overhang = Twip(2 * profile.page.character().0);
        let place = profile.signature_place(&signature.text(), &date.text());
        add(Some(at), &|placement| placement.side = Some(Side::Right(place.signature_right)));
        add(Some(date_at), &|placement| placement.side = Some(Side::Left { left: place.date_left, overhang }));
    }
    placements
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
        Some(Side::Right(right)) => paragraph.indent(None, None, Some(right.0), None),
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
