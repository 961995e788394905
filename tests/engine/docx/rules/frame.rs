//! How 版头, 附件 and 版记 must be. Clauses 7.2, 7.3.7, 7.4.

use shuzhi::model::Role;

use super::case::{Case, Paragraph};
use super::roles::{in_imprint, in_letterhead};
use super::sheet::{number, on};
use super::xml::Node;

/// The sides of `node`, a border's parent, that are drawn: name, eighths of a point, colour.
fn drawn(node: Option<&Node>) -> Vec<(String, i32, String)> {
    let line = |side: &Node| {
        let val = side.attribute("w:val").unwrap_or("none");
        let size = side.number("w:sz").unwrap_or(0);
        let color = side.attribute("w:color").unwrap_or("auto").to_owned();
        (!matches!(val, "none" | "nil") && size > 0).then(|| (side.name.clone(), size, color))
    };
    node.map(|node| node.children.iter().filter_map(line).collect()).unwrap_or_default()
}

/// Clause 7.2.7: a red rule below 版头.
pub(super) fn red_rule(case: &Case<'_>) -> Vec<String> {
    let letterhead = case.paragraphs.iter().filter(|paragraph| paragraph.role.is_some_and(in_letterhead));
    let Some(end) = letterhead.map(|paragraph| paragraph.child).max() else { return Vec::new() };
    let mut red = 0;
    let body = case.file.body();
    for child in body.iter().take(end + 2) {
        child.each(&mut |node| {
            if matches!(node.name.as_str(), "w:pBdr" | "w:tblBorders" | "w:tcBorders") {
                red += drawn(Some(node)).iter().filter(|(_, _, color)| color == "FF0000").count();
            }
        });
    }
    if red == 1 { Vec::new() } else { vec![format!("{red} red rules")] }
}

fn imprint<'a, 'c>(case: &'c Case<'a>) -> Vec<&'c Paragraph<'a>> {
    case.paragraphs.iter().filter(|paragraph| paragraph.role.is_some_and(in_imprint)).collect()
}

/// Clause 7.4.1: the first and the last rule 0.35 mm, those between 0.25 mm; eighths of a point: 8 and 6.
pub(super) fn imprint_rules(case: &Case<'_>) -> Vec<String> {
    let (Some(first), Some(last)) = (imprint(case).first().map(|p| p.child), imprint(case).last().map(|p| p.child))
    else {
        return Vec::new();
    };
    let body = case.file.body();
    let mut lines: Vec<i32> = Vec::new();
    for child in body.iter().take(last + 1).skip(first) {
        if child.is("w:tbl") {
            lines.extend(of_table(child));
        } else {
            let sides = drawn(child.child("w:pPr").and_then(|node| node.child("w:pBdr")));
            lines.extend(sides.iter().map(|(_, size, _)| *size));
        }
    }
    let ends = lines.first() == Some(&8) && lines.last() == Some(&8);
    let between = lines.iter().skip(1).rev().skip(1).all(|size| *size == 6);
    if lines.len() >= 2 && ends && between { Vec::new() } else { vec![format!("{lines:?}")] }
}

/// The horizontal rules of a table, from the top.
fn of_table(table: &Node) -> Vec<i32> {
    let whole = drawn(table.child("w:tblPr").and_then(|node| node.child("w:tblBorders")));
    let of = |sides: &[(String, i32, String)], name: &str| {
        sides.iter().find(|(side, ..)| side == name).map(|(_, size, _)| *size)
    };
    let rows: Vec<&Node> = table.children.iter().filter(|node| node.is("w:tr")).collect();
    let mut out = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let cell = row.child("w:tc").and_then(|cell| cell.child("w:tcPr")).and_then(|node| node.child("w:tcBorders"));
        let own = drawn(cell);
        let above = if index == 0 { of(&whole, "w:top") } else { of(&whole, "w:insideH") };
        out.extend(of(&own, "w:top").or(above));
        if index + 1 == rows.len() {
            out.extend(of(&own, "w:bottom").or(of(&whole, "w:bottom")));
        }
    }
    out
}

/// Clause 7.4.2: one character in on both sides, in the paragraph or by the cell it stands in.
pub(super) fn imprint_indent(case: &Case<'_>) -> Vec<String> {
    let character = i32::from(case.profile.block(Role::ImprintIssuer).size.0) * 10;
    let mut broken = Vec::new();
    for paragraph in imprint(case).into_iter().filter(|paragraph| paragraph.role == Some(Role::ImprintCopies)) {
        let body = case.file.body();
        let margins = body.get(paragraph.child).map(|child| child.all("w:tblCellMar")).unwrap_or_default();
        let of_cell = |side: &str| margins.first()?.child(side)?.number("w:w");
        let of = |key: &str| number(&paragraph.properties, key).unwrap_or(0);
        // 抄送： hangs, so that further lines begin behind its colon.
        let left = of("ind.left") - of("ind.hanging") + of_cell("w:left").unwrap_or(0);
        let right = of("ind.right") + of_cell("w:right").unwrap_or(0);
        let near = |is: i32| (is - character).abs() <= 40;
        if !near(left) || !near(right) {
            broken.push(format!("{}: {left} and {right}, not {character}", paragraph.brief()));
        }
    }
    broken
}

/// Clause 7.3.7: an attachment begins a page.
pub(super) fn attachment_page(case: &Case<'_>) -> Vec<String> {
    let mut broken = Vec::new();
    let body = case.file.body();
    for (index, paragraph) in case.paragraphs.iter().enumerate() {
        if paragraph.role != Some(Role::AttachmentLabel) {
            continue;
        }
        let before = paragraph.child.checked_sub(1).and_then(|child| body.get(child));
        let section = before.and_then(|child| child.child("w:pPr")).and_then(|node| node.child("w:sectPr"));
        let continuous = section.and_then(|node| node.value("w:type")) == Some("continuous");
        let begins = on(&paragraph.properties, "pageBreakBefore") || section.is_some() && !continuous;
        if !begins && index > 0 {
            broken.push(paragraph.brief());
        }
    }
    broken
}
