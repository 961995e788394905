//! How 版头, 附件 and 版记 must be. Clauses 7.2, 7.3.7, 7.4.

use shuzhi::model::Role;

use super::case::{Case, Paragraph};
use super::roles::{in_imprint, in_letterhead};
use super::sheet::{number, on};
use super::xml::Node;

/// The sides of `node`, a table's borders, that are drawn: name, eighths of a point, colour.
fn drawn(node: Option<&Node>) -> Vec<(String, i32, String)> {
    let line = |side: &Node| {
        let val = side.attribute("w:val").unwrap_or("none");
        let size = side.number("w:sz").unwrap_or(0);
        let color = side.attribute("w:color").unwrap_or("auto").to_owned();
        (!matches!(val, "none" | "nil") && size > 0).then(|| (side.name.clone(), size, color))
    };
    node.map(|node| node.children.iter().filter_map(line).collect()).unwrap_or_default()
}

/// The rules above and below a paragraph: eighths of a point, colour.
fn beside<'c>(paragraph: &'c Paragraph<'_>) -> Vec<(i32, &'c str)> {
    let line = |side: &&str| {
        let of = |key: &str| paragraph.properties.get(&format!("pBdr.{side}.{key}")).map(String::as_str);
        let is_drawn = of("val").is_some_and(|val| !matches!(val, "none" | "nil"));
        is_drawn.then(|| (of("sz").and_then(|size| size.parse().ok()).unwrap_or(0), of("color").unwrap_or("auto")))
    };
    ["top", "bottom"].iter().filter_map(line).collect()
}

/// Clause 7.2.7: a red rule below 版头.
pub(super) fn red_rule(case: &Case<'_>) -> Vec<String> {
    let body = |role| matches!(role, Some(Role::IssuingBody | Role::DocumentNumber));
    if !case.paragraphs.iter().any(|paragraph| body(paragraph.role) && !paragraph.text.is_empty()) {
        return Vec::new();
    }
    let letterhead = case.paragraphs.iter().filter(|paragraph| paragraph.role.is_some_and(in_letterhead));
    let end = letterhead.map(|paragraph| paragraph.child).max().unwrap_or(0) + 2;
    let lines = case.paragraphs.iter().filter(|paragraph| paragraph.child < end).flat_map(beside);
    let mut red = lines.filter(|(_, color)| *color == "FF0000").count();
    for child in case.file.body().iter().take(end) {
        child.each(&mut |node| {
            if matches!(node.name.as_str(), "w:tblBorders" | "w:tcBorders") {
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
    let imprint = imprint(case);
    if imprint.is_empty() {
        return Vec::new();
    }
    let mut lines: Vec<i32> = Vec::new();
    let mut tables: Vec<usize> = Vec::new();
    for paragraph in imprint {
        let table = case.file.body().get(paragraph.child).filter(|child| child.is("w:tbl"));
        if let Some(table) = table.filter(|_| !tables.contains(&paragraph.child)) {
            tables.push(paragraph.child);
            lines.extend(of_table(table));
        }
        lines.extend(beside(paragraph).iter().map(|(size, _)| *size));
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
    for paragraph in imprint(case).into_iter().filter(|paragraph| !paragraph.text.is_empty()) {
        let of_cell = |side: &str| of_cell(case, paragraph, side).unwrap_or(0);
        let of = |key: &str| number(&paragraph.properties, key).unwrap_or(0);
        // 抄送： hangs, so that further lines begin behind its colon.
        let left = of("ind.left") - of("ind.hanging") + of_cell("w:left");
        let right = of("ind.right") + of_cell("w:right");
        let near = |is: i32| (is - character).abs() <= 40;
        let (issuer, date) = (paragraph.role == Some(Role::ImprintIssuer), paragraph.role == Some(Role::ImprintDate));
        if !date && !near(left) || !issuer && !near(right) {
            broken.push(format!("{}: {left} and {right}, not {character}", paragraph.brief()));
        }
    }
    broken
}

/// What the cell around `paragraph` leaves free on a side, by itself or as its table says.
fn of_cell(case: &Case<'_>, paragraph: &Paragraph<'_>, side: &str) -> Option<i32> {
    let table = case.file.body().get(paragraph.child)?;
    let around = |cell: &&Node| cell.all("w:p").iter().any(|node| std::ptr::eq(*node, paragraph.node));
    let own = table.all("w:tc").into_iter().find(around)?.child("w:tcPr").and_then(|node| node.child("w:tcMar"));
    let whole = table.child("w:tblPr").and_then(|node| node.child("w:tblCellMar"));
    let of = |margins: Option<&Node>| margins?.child(side)?.number("w:w");
    of(own).or_else(|| of(whole))
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
