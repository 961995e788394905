//! 版记 at the foot of the last page (GB/T 9704-2012, clause 7.4): a table that floats at the lower edge of the text area, as
//! offices set it, anchored to a last paragraph of hardly any height. Where the text leaves no room for it, Word and LibreOffice take
//! both to a new page.

use docx_rs::{BuildXML as _, Paragraph};

use super::names::ANCHOR;
use super::paragraph::paragraph;
use crate::model::{Block, Role};
use crate::profile::{Placement, Profile, Twip};

/// The first and the last rule, 0.35 mm, in eighths of a point (clause 7.4.1).
const OUTER_RULE: u8 = 8;
/// The rules between, 0.25 mm.
const INNER_RULE: u8 = 6;

/// Whether a block of `role` belongs to 版记.
pub(super) fn belongs(role: Role) -> bool {
    matches!(role, Role::ImprintCopies | Role::ImprintIssuer | Role::ImprintDate)
}

/// The 版记 that `blocks` make up.
pub(super) fn imprint(blocks: &[Block], placements: &[Placement], profile: &Profile) -> Vec<u8> {
    let content = |role: Role| -> Vec<u8> {
        let of_role = blocks.iter().zip(placements).filter(|(block, _)| block.role == role);
        of_role.flat_map(|(block, place)| paragraph(block, place).build()).collect()
    };
    let (copies, issuer, date) =
        (content(Role::ImprintCopies), content(Role::ImprintIssuer), content(Role::ImprintDate));
    let width = profile.page.text_width().0;
    // One character in on both sides (clause 7.4.2).
    let margin = Twip::from(profile.block(Role::ImprintIssuer).size).0;
    let words = blocks.iter().filter(|block| block.role == Role::ImprintDate).map(Block::text);
    let words: i32 = words.map(|text| profile.width(&text, Role::ImprintDate).0).sum();
    // The date stays on one line; two characters more, because LibreOffice sets digits apart from Chinese.
    let right = (words + 4 * margin).min(width * 2 / 3);
    // What is higher than half a page would run off its foot; it stands where the text ends and may go on overleaf.
    let rows_of = |block: &Block| profile.rows(&block.text(), &[], block.role, profile.page.text_width());
    let line = profile.block(Role::ImprintCopies).line.0;
    let floats = 2 * line * blocks.iter().map(rows_of).sum::<i32>() < profile.page.text_height().0;
    let mut rows = Vec::new();
    if !copies.is_empty() {
        rows.extend(row(margin, floats, &[(width, 2, copies)]));
    }
    match (issuer.is_empty(), date.is_empty()) {
        (true, true) => {}
        (false, false) => rows.extend(row(margin, floats, &[(width - right, 1, issuer), (right, 1, date)])),
        _ => rows.extend(row(margin, floats, &[(width, 2, [issuer, date].concat())])),
    }
    let border =
        |side, eighths: u8| format!(r#"<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="000000"/>"#);
    let place = format!(
        r#"<w:tblpPr w:leftFromText="0" w:rightFromText="0" w:topFromText="0" w:bottomFromText="0" w:vertAnchor="margin" w:horzAnchor="page" w:tblpX="{}" w:tblpYSpec="bottom"/><w:tblOverlap w:val="never"/>"#,
        profile.page.left.0,
    );
    // LibreOffice lets a table of full width float only when it is placed on the page, not in the text area.
    let table = format!(
        concat!(
            r#"<w:tbl><w:tblPr>{place}<w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{top}{bottom}{inside}</w:tblBorders><w:tblLayout w:type="fixed"/>"#,
            r#"<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>"#,
            r#"<w:tblGrid><w:gridCol w:w="{first}"/><w:gridCol w:w="{right}"/></w:tblGrid>"#,
        ),
        place = if floats { place } else { String::new() },
        width = width,
        top = border("top", OUTER_RULE),
        bottom = border("bottom", OUTER_RULE),
        inside = border("insideH", INNER_RULE),
        first = width - right,
        right = right,
    );
    // The first keeps it from a table above; and LibreOffice begins no section with a floating table.
    let anchor = || Paragraph::new().style(ANCHOR.id).build();
    let mut xml = anchor();
    xml.extend(table.into_bytes());
    xml.extend(rows);
    xml.extend(b"</w:tbl>");
    xml.extend(anchor());
    xml
}

/// A row of cells (width in twips, columns, paragraphs), which stays on one page when it is `whole`.
fn row(margin: i32, whole: bool, cells: &[(i32, u8, Vec<u8>)]) -> Vec<u8> {
    let mut xml = if whole { b"<w:tr><w:trPr><w:cantSplit/></w:trPr>".to_vec() } else { b"<w:tr>".to_vec() };
    for (width, columns, content) in cells {
        let cell = format!(
            r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{columns}"/><w:tcMar><w:left w:w="{margin}" w:type="dxa"/><w:right w:w="{margin}" w:type="dxa"/></w:tcMar></w:tcPr>"#
        );
        xml.extend(cell.into_bytes());
        xml.extend(content);
        xml.extend(b"</w:tc>");
    }
    xml.extend(b"</w:tr>");
    xml
}
