//! How tables of typed cells must be: head repeated, rows whole, as wide as the text, thin black rules.

use super::case::{Case, Table, read};
use super::sheet::number;
use super::xml::Node;

/// `table n: what` for each table of which `look` says something.
fn in_tables(case: &Case<'_>, look: impl Fn(&Table<'_>) -> Option<String>) -> Vec<String> {
    let say = |(index, table)| look(table).map(|what| format!("table {}: {what}", index + 1));
    case.tables.iter().enumerate().filter_map(say).collect()
}

fn rows<'a>(table: &Table<'a>) -> Vec<&'a Node> {
    table.node.children.iter().filter(|node| node.is("w:tr")).collect()
}

fn row_is(row: &Node, property: &str) -> bool {
    let node = row.child("w:trPr").and_then(|node| node.child(property));
    node.is_some_and(|node| !matches!(node.attribute("w:val"), Some("0" | "false")))
}

/// About how high a row is, in twips, set in half of its cells' width; where a character or two find room in a cell, it may be
/// twice as high.
fn height(case: &Case<'_>, row: &Node) -> i32 {
    let cell = |cell: &&Node| {
        let width = cell.child("w:tcPr").and_then(|node| node.child("w:tcW")).and_then(|node| node.number("w:w"));
        let room = (width.unwrap_or(0) / 2).max(60);
        let lines = |node: &&Node| {
            let paragraph = read(&case.file.sheet, node, 0, 0);
            let size = paragraph.runs.iter().filter_map(|run| number(&run.properties, "sz.val")).max().unwrap_or(0);
            let halves: i32 = paragraph.text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
            (halves * size * 5 / room + 1) * number(&paragraph.properties, "spacing.line").unwrap_or(0)
        };
        cell.all("w:p").iter().map(lines).sum::<i32>()
    };
    row.all("w:tc").iter().map(cell).max().unwrap_or(0)
}

/// The height of the text area that a table stands on.
fn room(case: &Case<'_>, table: &Table<'_>) -> i32 {
    let section = case.sections.get(table.section);
    let of = |element, key| section.and_then(|section| section.node.child(element)?.number(key)).unwrap_or(0);
    of("w:pgSz", "w:h") - of("w:pgMar", "w:top") - of("w:pgMar", "w:bottom")
}

/// A head that would fill a third of each page need not be repeated.
pub(super) fn head(case: &Case<'_>) -> Vec<String> {
    in_tables(case, |table| {
        let rows = rows(table);
        let repeated: Vec<bool> = rows.iter().map(|row| row_is(row, "w:tblHeader")).collect();
        let first = rows.first()?;
        let missing = repeated.first() == Some(&false) && height(case, first) < room(case, table) / 8;
        (missing || repeated.iter().skip(1).any(|repeated| *repeated)).then(|| format!("{repeated:?}"))
    })
}

/// A row that may be higher than a page may be cut.
pub(super) fn whole_rows(case: &Case<'_>) -> Vec<String> {
    in_tables(case, |table| {
        let most = room(case, table) / 4;
        let cut = |row: &&&Node| !row_is(row, "w:cantSplit") && height(case, row) < most;
        let cut = rows(table).iter().filter(cut).count();
        (cut > 0).then(|| format!("{cut} rows"))
    })
}

pub(super) fn rules(case: &Case<'_>) -> Vec<String> {
    in_tables(case, |table| {
        let borders = table.node.child("w:tblPr").and_then(|node| node.child("w:tblBorders"));
        let thin = |side: &str| {
            let own = borders.and_then(|borders| borders.child(side));
            own.is_some_and(|line| line.attribute("w:val") == Some("single") && line.number("w:sz") == Some(4))
        };
        let missing: Vec<&str> = ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"]
            .into_iter()
            .filter(|side| !thin(side))
            .collect();
        (!missing.is_empty()).then(|| missing.join(" "))
    })
}

pub(super) fn width(case: &Case<'_>) -> Vec<String> {
    in_tables(case, |table| {
        let section = case.sections.get(table.section)?;
        let (size, margins) = (section.node.child("w:pgSz")?, section.node.child("w:pgMar")?);
        let room = size.number("w:w")? - margins.number("w:left")? - margins.number("w:right")?;
        let columns: Vec<i32> = table.node.all("w:gridCol").iter().filter_map(|node| node.number("w:w")).collect();
        let layout = table.node.child("w:tblPr").and_then(|node| node.child("w:tblLayout"));
        let fixed = layout.and_then(|node| node.attribute("w:type")) == Some("fixed");
        let sum: i32 = columns.iter().sum();
        let fits = (sum - room).abs() <= 20 && columns.len() <= 63 && columns.iter().all(|width| *width > 0) && fixed;
        (!fits).then(|| format!("{sum} of {room} twips, {} columns, fixed {fixed}", columns.len()))
    })
}

pub(super) fn cells_centred(case: &Case<'_>) -> Vec<String> {
    in_tables(case, |table| {
        let cells = table.node.all("w:tc");
        let centred = |cell: &&&Node| cell.child("w:tcPr").and_then(|node| node.value("w:vAlign")) == Some("center");
        let others = cells.len() - cells.iter().filter(centred).count();
        (others > 0).then(|| format!("{others} cells"))
    })
}

/// Word has no cell and no body that ends with a table.
pub(super) fn paragraph_after(case: &Case<'_>) -> Vec<String> {
    let mut broken = Vec::new();
    case.file.part("word/document.xml").each(&mut |node| {
        let content: Vec<&Node> =
            node.children.iter().filter(|child| !child.is("w:sectPr") && !child.is("w:tcPr")).collect();
        let holds = node.is("w:body") || node.is("w:tc");
        if holds && !content.last().is_some_and(|last| last.is("w:p")) {
            broken.push(format!("{} ends with {:?}", node.name, content.last().map(|last| &last.name)));
        }
        for pair in content.windows(2) {
            // Two tables in a row grow together.
            if holds && pair.iter().all(|node| node.is("w:tbl")) {
                broken.push(format!("two tables touch in {}", node.name));
            }
        }
    });
    broken
}
