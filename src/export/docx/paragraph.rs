//! One block as a paragraph of docx-rs. It carries its style's name; only what depends on its neighbours or on its own length
//! ([`Placement`]) stands in it.

use std::borrow::Cow;

use docx_rs::{AlignmentType, BreakType, LineSpacing, Paragraph, Run, RunFonts, SpecialIndentType};

use super::names;
use crate::model::{Block, clean, utf16_len};
use crate::profile::{Placement, Side};

/// `block` as a paragraph.
pub(super) fn paragraph(block: &Block, placement: &Placement) -> Paragraph {
    with_text(placed(Paragraph::new().style(names::of_role(block.role).id), placement), block, placement)
}

/// `paragraph` with the text of `block` at its end.
pub(super) fn with_text(paragraph: Paragraph, block: &Block, placement: &Placement) -> Paragraph {
    let mut paragraph = paragraph;
    let mut at = 0;
    // Spans differ in origin too, which no page shows: neighbours of one look are one run.
    for spans in block.spans.chunk_by(|left, right| left.role == right.role) {
        let text: String = spans.iter().map(|span| printable(&span.text)).collect();
        let Some(style) = spans.first().map(|span| names::of_span(span.role).map(|name| name.id)) else { continue };
        for (index, line) in cut(&text, at, &placement.breaks).into_iter().enumerate() {
            if index > 0 {
                paragraph = paragraph.add_run(Run::new().add_break(BreakType::TextWrapping));
            }
            if !line.is_empty() {
                let mut run = run(line, style);
                if let Some((size, _)) = placement.size {
                    run = run.size(usize::from(size.0));
                }
                paragraph = paragraph.add_run(run);
            }
        }
        at += utf16_len(&text);
    }
    paragraph
}

/// `paragraph` with its gaps and indents.
pub(super) fn placed(paragraph: Paragraph, placement: &Placement) -> Paragraph {
    let mut paragraph = if placement.keep { paragraph.keep_next(true) } else { paragraph };
    if placement.before.is_some() || placement.after.is_some() || placement.size.is_some() {
        let mut spacing = LineSpacing::new();
        if let Some(before) = placement.before {
            spacing = spacing.before(before.0.unsigned_abs());
        }
        if let Some(after) = placement.after {
            spacing = spacing.after(after.0.unsigned_abs());
        }
        if let Some((_, line)) = placement.size {
            spacing = spacing.line(line.0).line_rule(docx_rs::LineSpacingType::Exact);
        }
        paragraph = paragraph.line_spacing(spacing);
    }
    if placement.spread.is_some() {
        paragraph = paragraph.align(AlignmentType::Distribute);
    }
    match placement.side {
        Some(Side::Right { right }) => paragraph.indent(None, None, Some(right.0), None),
        Some(Side::Left { left, overhang }) => {
            paragraph.align(AlignmentType::Left).indent(Some(left.0), None, Some(-overhang.0), None)
        }
        Some(Side::Middle { left }) => paragraph.align(AlignmentType::Center).indent(Some(left.0), None, None, None),
        Some(Side::Hanging { left, hanging }) => {
            let hanging = Some(SpecialIndentType::Hanging(hanging.0));
            paragraph.align(AlignmentType::Left).indent(Some(left.0), hanging, None, None)
        }
        None => paragraph,
    }
}

/// A run of `text` in the character style `style`.
pub(super) fn run(text: &str, style: Option<&str>) -> Run {
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

/// `text`, which begins `at` so many UTF-16 units into its block, cut at the block's `breaks`.
fn cut<'a>(text: &'a str, at: usize, breaks: &[usize]) -> Vec<&'a str> {
    let mut lines = Vec::new();
    let mut rest = text;
    let mut begin = at;
    for place in breaks.iter().filter(|place| **place > at) {
        let mut units = begin;
        let Some((split, _)) = rest.char_indices().find(|(_, c)| {
            let here = units >= *place;
            units += c.len_utf16();
            here
        }) else {
            break;
        };
        let (line, after) = rest.split_at(split);
        lines.push(line);
        begin += utf16_len(line);
        rest = after;
    }
    lines.push(rest);
    lines
}

/// Documents hold no control characters; one that does must still not become a file that Word refuses.
fn printable(text: &str) -> Cow<'_, str> {
    match clean(text) {
        text if text.contains('\n') => Cow::Owned(text.replace('\n', "")),
        text => text,
    }
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn a_run_is_cut_at_the_blocks_breaks() {
        assert_eq!(cut("甲乙丙丁", 0, &[2]), ["甲乙", "丙丁"]);
        assert_eq!(cut("甲𠮷丙丁", 0, &[3]), ["甲𠮷", "丙丁"]);
        assert_eq!(cut("丙丁戊", 2, &[2, 4]), ["丙丁", "戊"]);
        assert_eq!(cut("甲乙", 0, &[]), ["甲乙"]);
        assert_eq!(cut("甲乙", 0, &[2, 9]), ["甲乙"]);
    }
}
