//! Sheet → CSV after RFC 4180, in UTF-8 with its mark, so that Excel reads the Chinese: the heads and rows alone. Pure.

use crate::model::{Sheet, SheetCell, clean};

/// What a spreadsheet takes for the beginning of a formula, in the full width of Chinese input too.
const FORMULA: [char; 10] = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r'];

/// The CSV file of `sheet`. A text that a spreadsheet would take for a formula has `'` before it.
#[must_use]
pub fn write(sheet: &Sheet) -> Vec<u8> {
    let mut csv = String::from('\u{FEFF}');
    line(&mut csv, sheet.columns.iter().map(|column| harmless(&column.head)));
    for row in &sheet.rows {
        let cells = row.iter().map(|cell| match cell {
            SheetCell::Text(text) => harmless(text),
            SheetCell::Date(_) | SheetCell::Number { .. } => cell.text(),
        });
        line(&mut csv, cells);
    }
    csv.into_bytes()
}

fn line(csv: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            csv.push(',');
        }
        if cell.contains(['"', ',', '\n', '\r']) {
            csv.push('"');
            csv.push_str(&cell.replace('"', "\"\""));
            csv.push('"');
        } else {
            csv.push_str(&cell);
        }
    }
    csv.push_str("\r\n");
}

/// `text` so that no program calculates it.
fn harmless(text: &str) -> String {
    let text = clean(text);
    let begins = text.trim_start().starts_with(FORMULA) || text.starts_with(FORMULA);
    if begins { format!("'{text}") } else { text.into_owned() }
}
