//! This year's problems in the text: heads below a problem heading, 一是 in one paragraph or several, clauses of one sentence. In: rows
//! with zones. Out: the headings, series and clauses that name one.

use super::clause::is_fault;
use super::row::Row;
use super::sentence::chars;
use super::series::{self, Member};
use super::shapes::{in_text, mark};
use super::subject::{is_container, of_words};
use crate::template::PartKind;

/// Marks this year's problems.
pub(super) fn problems(rows: &mut [Row<'_>]) {
    let mut any = false;
    let holders: Vec<usize> = (0..rows.len()).filter(|at| rows.get(*at).is_some_and(is_holder)).collect();
    for at in holders {
        any |= below(rows, at);
    }
    if !any {
        leaves(rows);
    }
}

/// Marks 一是 at the beginning of paragraphs outside the problems: plans, causes, work.
pub(super) fn other_series(rows: &mut [Row<'_>]) {
    let mut run: Vec<usize> = Vec::new();
    for at in 0..=rows.len() {
        let row = rows.get(at);
        let open = row.is_some_and(|row| {
            row.is_text() && row.marks.is_empty() && row.last_year.is_empty() && row.line.cell.is_none()
        });
        let told = row.is_some_and(|row| matches!(row.zone, PartKind::Plan | PartKind::Cause | PartKind::Work));
        if open && told {
            if row.is_some_and(|row| series::begins(row.line.text)) {
                run.push(at);
            }
            continue;
        }
        let members = std::mem::take(&mut run);
        for at in members.iter().filter(|_| members.len() >= 2) {
            let Some(row) = rows.get_mut(*at) else { continue };
            let words = series::line_number(row.line.text).map_or(0, |(length, _)| length);
            mark(row, Member { start: 0, words, end: row.line.text.len() }, false);
        }
    }
}

/// Whether a heading says that problems follow and names none itself.
fn is_holder(row: &Row<'_>) -> bool {
    let words = row.heading_text();
    let says = of_words(words).contains(&PartKind::Problem);
    row.is_heading() && (row.zone == PartKind::Problem || says && row.kind == Some(PartKind::Prose)) && (row.level == 1 || is_container(words))
        // Problems may be told within a part on last year's.
        || row.is_heading() && row.level == 1 && says
}

/// Marks the problems below the heading at `at`; answers whether there are any.
fn below(rows: &mut [Row<'_>], at: usize) -> bool {
    let level = rows.get(at).map_or(0, |row| row.level);
    let end = (at + 1..rows.len())
        .find(|next| rows.get(*next).is_some_and(|row| row.is_heading() && row.level <= level))
        .unwrap_or(rows.len());
    let inner = at + 1..end;
    let child = |row: &Row<'_>| row.is_heading() && row.level == level + 1 && row.zone == PartKind::Problem;
    let heads: Vec<usize> = inner.clone().filter(|at| rows.get(*at).is_some_and(child)).collect();
    let named: Vec<usize> =
        heads.iter().copied().filter(|at| rows.get(*at).is_some_and(|row| !is_container(row.heading_text()))).collect();
    if let [only] = named.as_slice()
        && rows.get(*only).is_some_and(|row| !is_fault(row.heading_text()))
        && below(rows, *only)
    {
        // One heading alone that finds no fault says that problems follow, in whatever words.
        return true;
    }
    if !named.is_empty() && named.iter().all(|at| rows.get(*at).is_some_and(|row| is_field(row.heading_text()))) {
        // `思想建设方面` says where, and what stands below says what.
        return named.into_iter().fold(false, |any, at| below(rows, at) | any);
    }
    for at in &named {
        if let Some(row) = rows.get_mut(*at) {
            row.problem = true;
        }
    }
    if !named.is_empty() {
        return true;
    }
    let first = inner.clone().find(|at| rows.get(*at).is_some_and(Row::is_heading)).unwrap_or(end);
    if !heads.is_empty() {
        // The headings in it announce problems; they are looked at by themselves.
        return false;
    }
    let texts: Vec<usize> = (at..first)
        .filter(|at| {
            rows.get(*at).is_some_and(|row| {
                row.zone == PartKind::Problem
                    && (row.is_text() || row.is_heading())
                    && !row.body().is_empty()
                    && !super::back::is_closing(row.line.text)
            })
        })
        .collect();
    in_text(rows, &texts, true)
}

/// Whether a heading only says in what field problems are.
fn is_field(words: &str) -> bool {
    (words.ends_with("方面") || words.ends_with("层面")) && !is_fault(words) && chars(words) <= 12
}

/// Looks for problems where no heading announces them: after 还存在 and the like.
fn leaves(rows: &mut [Row<'_>]) {
    let announced = |row: &Row<'_>| {
        let text = row.body_text();
        matches!(row.zone, PartKind::Prose | PartKind::Work | PartKind::Problem | PartKind::Rectification)
            && row.line.cell.is_none()
            && !row.line.is_endless()
            && announces(text)
    };
    let Some(start) = rows.iter().position(announced) else { return };
    let end = (start + 1..rows.len())
        .find(|at| rows.get(*at).is_some_and(|row| row.is_heading() || begins_plan(row.line.text)))
        .unwrap_or(rows.len());
    let texts: Vec<usize> = (start..end)
        .filter(|at| {
            rows.get(*at)
                .is_some_and(|row| (row.is_text() || row.is_heading()) && !super::back::is_closing(row.line.text))
        })
        .collect();
    in_text(rows, &texts, false);
}

/// Whether a paragraph says that problems follow.
pub(super) fn announces(text: &str) -> bool {
    let signs = [
        "还存在", "仍存在", "也存在", "仍然存在", "依然存在", "存在一些", "存在以下", "存在的问题", "存在的主要问题",
        "存在不少", "存在着", "不足之处", "主要问题", "清醒认识到", "清醒地认识到", "清醒看到", "清醒地看到",
        "也要看到", "还有不少", "还有一些", "存在的不足", "存在几个", "差距和不足", "问题和不足", "不足和问题",
        "不足主要", "问题主要", "几个问题", "几点不足", "具体表现为", "主要表现为",
    ];
    let first = text.get(..text.char_indices().nth(160).map_or(text.len(), |(at, _)| at)).unwrap_or(text);
    !first.trim_start().starts_with("针对") && signs.iter().any(|sign| first.contains(sign))
}

/// Whether a paragraph begins to tell what comes next.
pub(super) fn begins_plan(text: &str) -> bool {
    let first: String = text.chars().take(24).collect();
    [
        "下一步", "下步", "今后", "明年", "来年", "新的一年", "接下来", "下一阶段", "下一年", "针对以上", "针对上述",
        "针对这些", "针对存在",
    ]
    .iter()
    .any(|word| first.contains(word))
}
