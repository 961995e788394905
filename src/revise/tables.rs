//! Tables beside tables: cells by their place, rows by what they say.

use super::changes::{Comparison, Found};
use super::figures::Uses;
use super::pairing::{Texts, pair};
use super::printed::{Line, Seg, squeezed};
use super::types::{Change, ChangeKind, Op};
use crate::history::rows;

/// Adds the changes in tables.
pub(super) fn changes(of: &Comparison<'_>, figures: &mut Uses, found: &mut Found) {
    let end = of.printed.lines.len();
    for (at, own) in of.printed.tables.iter().enumerate() {
        match of.table_pairs.new_of(at).and_then(|new| of.file.tables.get(new)) {
            Some(theirs) => table(of, own, theirs, figures, found),
            None => found.push((end, gone(of, own))),
        }
    }
    for (new, theirs) in of.file.tables.iter().enumerate() {
        if of.table_pairs.old_of(new).is_none() {
            found.push((end, put_in(theirs)));
        }
    }
}

fn table(of: &Comparison<'_>, own: &[Vec<Line>], theirs: &[Vec<String>], figures: &mut Uses, found: &mut Found) {
    let end = of.printed.lines.len();
    let text = |cells: &[String]| cells.iter().map(|cell| squeezed(cell)).collect::<Vec<_>>().join("，");
    let old: Vec<String> = own.iter().map(|row| text(&row.iter().map(Line::full).collect::<Vec<_>>())).collect();
    let new: Vec<String> = theirs.iter().map(|row| text(row)).collect();
    if old == new {
        return;
    }
    let columns = own.first().map_or(0, Vec::len);
    let width = |row: &Vec<String>| row.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    if theirs.iter().map(width).max().unwrap_or(0) > columns {
        let before = old.join("\n");
        return found
            .push((end, cannot(of, own, &before, &new.join("\n"), "表格的列数变了，不能合并；请在“编写”里改表格")));
    }
    let old_texts: Vec<&str> = old.iter().map(String::as_str).collect();
    let new_texts: Vec<&str> = new.iter().map(String::as_str).collect();
    let mut pairs = pair(&Texts { old: &old_texts, new: &new_texts, may_be: &|_, _| true, must_be: &|_, _| false });
    for old in pairs.crossing() {
        pairs.part(old);
    }
    let mut after = None;
    for (at, row) in theirs.iter().enumerate() {
        match pairs.old_of(at) {
            Some(before) => {
                after = Some(before);
                for (cell, text) in
                    own.get(before).into_iter().flatten().zip(row.iter().map(Some).chain(std::iter::repeat(None)))
                {
                    let text = text.map_or("", String::as_str);
                    if squeezed(&cell.full()) != squeezed(text) {
                        cell_words(of, cell, text, figures, found);
                    }
                }
            }
            None => found.push((end, row_put_in(of, own, after, row))),
        }
    }
    for (at, row) in own.iter().enumerate() {
        if pairs.new_of(at).is_none() {
            found.push((end, row_gone(of, own, at, row)));
        }
    }
}

fn cell_words(of: &Comparison<'_>, cell: &Line, text: &str, figures: &mut Uses, found: &mut Found) {
    let end = of.printed.lines.len();
    if cell.segs.is_empty() && cell.label.is_empty() {
        return;
    }
    if cell.last().is_none() {
        let note = "表格里的这一格由程序编写，不能合并";
        return found.push((end, cannot(of, &[vec![cell.clone()]], &cell.full(), text, note)));
    }
    of.line_words(cell, cell.behind(text), end, figures, found);
}

/// The id of a typed table and the number of the row in it.
fn place(row: &[Line]) -> Option<(String, usize)> {
    let origin = row.iter().find_map(|cell| cell.segs.iter().find_map(Seg::origin))?;
    let (number, _) = origin.field.strip_prefix("cell:")?.split_once(':')?;
    Some((origin.item.clone()?, number.parse().ok()?))
}

fn row_put_in(of: &Comparison<'_>, own: &[Vec<Line>], after: Option<usize>, row: &[String]) -> Change {
    let text = row.join("　|　");
    let place = after.and_then(|after| own.get(after)).and_then(|row| place(row));
    let Some((table, after)) = place else {
        return cannot(of, own, "", &text, "这张表由程序编写，新加的一行不能合并");
    };
    let mut change = based(of, own, ChangeKind::Added, "", &text);
    change.ops = vec![Op::AddRow { table, after, cells: row.to_vec() }];
    change
}

fn row_gone(of: &Comparison<'_>, own: &[Vec<Line>], at: usize, row: &[Line]) -> Change {
    let text = row.iter().map(Line::full).collect::<Vec<_>>().join("　|　");
    match place(row).filter(|_| at > 0) {
        Some((table, row)) => {
            let mut change = based(of, own, ChangeKind::Removed, &text, "");
            change.ops = vec![Op::RemoveRow { table, row }];
            change
        }
        None => cannot(of, own, &text, "", "这一行由程序编写，不能合并"),
    }
}

fn gone(of: &Comparison<'_>, own: &[Vec<Line>]) -> Change {
    let text = own.iter().map(|row| row.iter().map(Line::full).collect::<Vec<_>>().join("　|　")).collect::<Vec<_>>();
    match own.iter().find_map(|row| place(row)) {
        Some((table, _)) => {
            let mut change = based(of, own, ChangeKind::Removed, &text.join("\n"), "");
            change.label = "整张表格".into();
            change.ops = vec![Op::RemoveTable { table }];
            change
        }
        None => {
            cannot(of, own, &text.join("\n"), "", "这张表由程序编写，不能合并；不要的话请在“版头、附件和版记”里去掉")
        }
    }
}

fn put_in(rows_in_file: &[Vec<String>]) -> Change {
    let text = rows_in_file.iter().map(|row| row.join("　|　")).collect::<Vec<_>>().join("\n");
    let label = "新的表格";
    Change {
        kind: ChangeKind::Cannot,
        section: "elements".into(),
        section_name: "版头、附件和版记".into(),
        label: label.into(),
        rows: rows(label, "", &text),
        after: text,
        note: "新加的表格不能合并；请在“编写”里插入表格，再从 Word 里复制过来".into(),
        ..Change::default()
    }
}

fn cannot(of: &Comparison<'_>, own: &[Vec<Line>], before: &str, after: &str, note: &str) -> Change {
    Change { note: note.into(), ..based(of, own, ChangeKind::Cannot, before, after) }
}

/// A change of a table, in the section that it stands in.
fn based(of: &Comparison<'_>, own: &[Vec<Line>], kind: ChangeKind, before: &str, after: &str) -> Change {
    let origin = own.iter().flatten().find_map(|cell| cell.segs.iter().find_map(Seg::origin));
    let typed = origin.filter(|origin| origin.field.starts_with("cell:"));
    let (section, section_name) = match typed {
        Some(origin) => super::place::section(of.draft, origin.part.as_deref(), &origin.field),
        None => ("elements".into(), "版头、附件和版记".into()),
    };
    let label = "表格";
    Change {
        kind,
        section,
        section_name,
        item: typed.and_then(|origin| origin.item.clone()),
        label: label.into(),
        before: before.into(),
        after: after.into(),
        rows: rows(label, before, after),
        ticked: kind != ChangeKind::Cannot,
        ..Change::default()
    }
}
