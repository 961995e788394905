//! 版头: all above the red rule, and the rule (GB/T 9704-2012, clause 7.2). What stands side by side stands in a table without
//! borders.

use docx_rs::{BuildXML as _, LineSpacing, LineSpacingType, Paragraph, Run, Tab, TabValueType};

use super::names::{self, RULE};
use super::paragraph::{paragraph, with_text};
use crate::model::{Block, Role};
use crate::profile::{Placement, Profile, Side, Twip, rule_before};

/// Whether a block of `role` belongs to 版头.
pub(super) fn belongs(role: Role) -> bool {
    crate::profile::is_letterhead(role)
}

/// A block where it stands.
type Placed<'a> = (&'a Block, &'a Placement);

/// The 版头 that `blocks` make up.
pub(super) fn letterhead(blocks: &[Block], placements: &[Placement], profile: &Profile) -> Vec<u8> {
    let of = |roles: &[Role]| -> Vec<Placed> {
        blocks.iter().zip(placements).filter(|(block, _)| roles.contains(&block.role)).collect()
    };
    let marks = of(&[Role::CopyNumber, Role::Secrecy, Role::Urgency]);
    let mut xml: Vec<u8> = marks.into_iter().flat_map(|(block, place)| paragraph(block, place).build()).collect();
    let bodies = of(&[Role::IssuingBody]);
    let suffix = of(&[Role::IssuingSuffix]);
    let number = of(&[Role::DocumentNumber]);
    let signers = of(&[Role::Signer]);
    if bodies.len() > 1 {
        xml.extend(joint(&bodies, &suffix, profile));
    } else {
        xml.extend(single(bodies.into_iter().chain(suffix)));
    }
    if signers.is_empty() {
        xml.extend(number.into_iter().flat_map(|(block, place)| paragraph(block, place).build()));
    } else {
        xml.extend(with_signers(&number, &signers, of(&[Role::IssuingBody]).len() > 1, profile));
    }
    if let Some(before) = rule_before(blocks, profile) {
        let rule = Paragraph::new().style(RULE.id);
        let rule =
            if before.0 > 0 { rule.line_spacing(LineSpacing::new().before(before.0.unsigned_abs())) } else { rule };
        xml.extend(rule.build());
    }
    xml
}

/// One issuing body, with 文件 behind it.
fn single<'a>(blocks: impl Iterator<Item = Placed<'a>>) -> Vec<u8> {
    let line = blocks.fold(None, |line, (block, place)| {
        Some(match line {
            None => paragraph(block, place),
            Some(line) => with_text(line, block, place),
        })
    });
    line.map(|line| line.build()).unwrap_or_default()
}

/// Several issuing bodies below each other, spread to one width, and 文件 beside their middle.
fn joint(bodies: &[Placed], suffix: &[Placed], profile: &Profile) -> Vec<u8> {
    let width = bodies.first().and_then(|(_, place)| place.spread).unwrap_or(profile.page.text_width());
    let letter = bodies.first().and_then(|(_, place)| place.size).map_or(Twip(0), |(size, _)| Twip::from(size));
    let build = |blocks: &[Placed]| blocks.iter().flat_map(|(block, place)| paragraph(block, place).build()).collect();
    let names = Cell { width: width.0, lower: "top", before: 0, content: build(bodies) };
    // Half a letter apart.
    let beside = Cell { width: letter.0 * 5 / 2, lower: "center", before: letter.0 / 2, content: build(suffix) };
    let cells = if suffix.is_empty() { vec![names] } else { vec![names, beside] };
    table(r#"<w:jc w:val="center"/>"#, &cells)
}

/// 发文字号 on the last line of the signers.
fn with_signers(number: &[Placed], signers: &[Placed], below_table: bool, profile: &Profile) -> Vec<u8> {
    let left = |place: &Placement| match place.side {
        Some(Side::Left { left, .. }) => left.0,
        _ => 0,
    };
    // Without a number there is nothing to stand beside; LibreOffice does not keep the width of an empty first cell.
    let alone = number.is_empty();
    let edge = if alone { 0 } else { signers.first().map_or(0, |(_, place)| left(place)) };
    let mut content = Vec::new();
    for line in signers.chunk_by(|(_, before), (_, after)| before.line == after.line) {
        let Some((first, place)) = line.first() else { continue };
        let side = Some(Side::Left { left: Twip(left(place) - edge), overhang: Twip(0) });
        let mut paragraph = paragraph(first, &Placement { side, ..(*place).clone() });
        for (signer, place) in line.iter().skip(1) {
            let stop = usize::try_from(left(place) - edge).unwrap_or_default();
            paragraph = paragraph.add_tab(Tab::new().val(TabValueType::Left).pos(stop)).add_run(Run::new().add_tab());
            paragraph = with_text(paragraph, signer, place);
        }
        content.extend(paragraph.build());
    }
    if alone {
        return content;
    }
    let number: Vec<u8> = number.iter().flat_map(|(block, place)| paragraph(block, place).build()).collect();
    let mut xml = Vec::new();
    if below_table {
        // Word would make one table of two.
        xml.extend(empty(Twip(20)));
    }
    let right = profile.page.text_width().0 - edge;
    xml.extend(table(
        "",
        &[
            Cell { width: edge, lower: "bottom", before: 0, content: number },
            Cell { width: right, lower: "top", before: 0, content },
        ],
    ));
    xml
}

/// A paragraph without text, `height` high.
fn empty(height: Twip) -> Vec<u8> {
    let paragraph = Paragraph::new().style(names::of_role(Role::DocumentNumber).id);
    paragraph.line_spacing(LineSpacing::new().line(height.0).line_rule(LineSpacingType::Exact)).build()
}

/// A cell of a table without borders.
struct Cell {
    /// Its width, twips.
    width: i32,
    /// Where its content stands when the row is higher.
    lower: &'static str,
    /// What stays free on its left, twips.
    before: i32,
    /// Its paragraphs.
    content: Vec<u8>,
}

/// A table of one row, its cells without borders and margins.
fn table(place: &str, cells: &[Cell]) -> Vec<u8> {
    let width: i32 = cells.iter().map(|cell| cell.width).sum();
    let grid: String = cells.iter().map(|cell| format!(r#"<w:gridCol w:w="{}"/>"#, cell.width)).collect();
    let mut xml = format!(
        concat!(
            r#"<w:tbl><w:tblPr><w:tblW w:w="{}" w:type="dxa"/>{}<w:tblLayout w:type="fixed"/>"#,
            r#"<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>"#,
            r#"<w:tblGrid>{}</w:tblGrid><w:tr>"#
        ),
        width, place, grid
    )
    .into_bytes();
    for Cell { width, lower, before, content } in cells {
        let properties = format!(
            r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:tcMar><w:left w:w="{before}" w:type="dxa"/></w:tcMar><w:vAlign w:val="{lower}"/></w:tcPr>"#
        );
        xml.extend(properties.into_bytes());
        xml.extend(content);
        xml.extend(b"</w:tc>");
    }
    xml.extend(b"</w:tr></w:tbl>");
    xml
}
