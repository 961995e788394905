//! The file that came back, as lines and tables that can be laid beside the printed ones.

use std::collections::HashMap;

use super::printed::{Printed, squeezed};
use crate::import::{Align, Paragraph, Source};
use crate::model::clean;

/// The file's text.
#[derive(Debug, Clone, Default)]
pub(super) struct File {
    /// Its lines, without those in tables.
    pub(super) lines: Vec<String>,
    /// Its tables: the texts of the cells, row by row.
    pub(super) tables: Vec<Vec<Vec<String>>>,
}

/// The lines of `source`. A title that is only set in several lines is one; 版头 and 版记 as printed are left out.
pub(super) fn file(source: &Source, printed: &Printed) -> File {
    let mut found = File::default();
    let mut table = None;
    for paragraph in &source.paragraphs {
        let Some(cell) = paragraph.cell else {
            table = None;
            let text = paragraph.full_text();
            let lines = if is_set_in_lines(paragraph, printed) { vec![text.replace('\n', "")] } else { split(&text) };
            found.lines.extend(lines.iter().map(|line| tidy(line)).filter(|line| !line.is_empty()));
            continue;
        };
        if table != Some(cell.table) {
            table = Some(cell.table);
            found.tables.push(Vec::new());
        }
        let place = |n: u32| usize::try_from(n).unwrap_or(usize::MAX).min(100_000);
        let Some(rows) = found.tables.last_mut() else { continue };
        while rows.len() <= place(cell.row) {
            rows.push(Vec::new());
        }
        let Some(cells) = rows.get_mut(place(cell.row)) else { continue };
        // Merged cells may leave some out.
        while cells.len() < place(cell.column).min(1_000) {
            cells.push(String::new());
        }
        let text = split(&paragraph.full_text()).iter().map(|line| tidy(line)).collect::<Vec<_>>().join("\n");
        match cells.get_mut(place(cell.column)) {
            Some(there) if text.is_empty() || there.is_empty() => there.push_str(&text),
            Some(there) => *there = format!("{there}\n{text}"),
            None => cells.push(text),
        }
    }
    without_frame(&mut found, printed);
    found
}

fn split(text: &str) -> Vec<String> {
    text.split('\n').map(str::to_owned).collect()
}

/// Whether the line breaks in a paragraph were put there by the program: a long title has them.
fn is_set_in_lines(paragraph: &Paragraph, printed: &Printed) -> bool {
    if !paragraph.text.contains('\n') {
        return false;
    }
    let whole = squeezed(&paragraph.full_text());
    paragraph.align == Align::Centre
        || ["title", "标题"].iter().any(|word| paragraph.style.contains(word))
        || printed.lines.iter().any(|line| squeezed(&line.text) == whole)
}

fn tidy(line: &str) -> String {
    clean(line).trim().to_owned()
}

/// Leaves out what `printed` says stands around the text. What is said there is not compared.
fn without_frame(file: &mut File, printed: &Printed) {
    if printed.frame.is_empty() {
        return;
    }
    let frame: String = printed.frame.concat();
    // The same may be said in the text: as often as it is there, it stays.
    let mut spare: HashMap<String, usize> = HashMap::new();
    file.lines.iter().for_each(|line| *spare.entry(squeezed(line)).or_default() += 1);
    for line in &printed.lines {
        spare.entry(squeezed(&line.full())).and_modify(|count| *count = count.saturating_sub(1));
    }
    let in_frame = |line: &str| {
        let text = squeezed(line);
        frame.contains(&text) || text.starts_with("抄送：") || text.starts_with("签发人：")
    };
    file.lines.retain(|line| {
        let count = spare.get_mut(&squeezed(line)).filter(|count| **count > 0);
        !(in_frame(line) && count.is_some_and(|count| std::mem::replace(count, count.saturating_sub(1)) > 0))
    });
    let is_frame = |rows: &Vec<Vec<String>>| {
        rows.iter().flatten().filter(|cell| !cell.is_empty()).all(|cell| cell.split('\n').all(in_frame))
    };
    file.tables.retain(|rows| !is_frame(rows));
}
