//! This year's problems in the text: heads below a problem heading, 一是 in one paragraph or several, clauses of one sentence. In: rows
//! with zones. Out: the headings, series and clauses that name one.

use std::ops::Range;

use super::clause::{bare, is_fault, names, naming};
use super::kinds::{is_container, of_words};
use super::list::clauses;
use super::number;
use super::row::{Mark, Row};
use super::sentence::{chars, ends_sentence, find_stop, split};
use super::series::{self, Member};
use super::words::ENDS;
use crate::import::piece::PieceRole;
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
        "还存在",
        "仍存在",
        "也存在",
        "仍然存在",
        "依然存在",
        "存在一些",
        "存在以下",
        "存在的问题",
        "存在的主要问题",
        "存在不少",
        "存在着",
        "不足之处",
        "主要问题",
        "清醒认识到",
        "清醒地认识到",
        "清醒看到",
        "清醒地看到",
        "也要看到",
        "还有不少",
        "还有一些",
        "存在的不足",
        "存在几个",
        "差距和不足",
        "问题和不足",
        "不足和问题",
        "不足主要",
        "问题主要",
        "几个问题",
        "几点不足",
    ];
    let first = text.get(..text.char_indices().nth(160).map_or(text.len(), |(at, _)| at)).unwrap_or(text);
    !first.trim_start().starts_with("针对") && signs.iter().any(|sign| first.contains(sign))
}

/// Whether a paragraph begins to tell what comes next.
pub(super) fn begins_plan(text: &str) -> bool {
    let first: String = text.chars().take(24).collect();
    [
        "下一步",
        "下步",
        "今后",
        "明年",
        "来年",
        "新的一年",
        "接下来",
        "下一阶段",
        "下一年",
        "针对以上",
        "针对上述",
        "针对这些",
        "针对存在",
    ]
    .iter()
    .any(|word| first.contains(word))
}

/// Marks the problems in the texts of these rows; `told` says that a heading has announced them.
fn in_text(rows: &mut [Row<'_>], texts: &[usize], told: bool) -> bool {
    as_paragraphs(rows, texts)
        || as_series(rows, texts, told)
        || in_fields(rows, texts)
        || as_clauses(rows, texts, told)
        || as_sentences(rows, texts)
}

/// 一是, or a number that makes no heading, at the beginning of paragraphs.
fn as_paragraphs(rows: &mut [Row<'_>], texts: &[usize]) -> bool {
    let number = |row: &Row<'_>| {
        let text = row.body_text();
        let typed = series::line_number(text)
            .or_else(|| number::parse(text).filter(|number| !number.weak).map(|number| (number.len, number.value)));
        typed.or_else(|| number::parse(row.line.label).map(|number| (0, number.value)))
    };
    let members: Vec<(usize, usize)> =
        texts.iter().filter_map(|at| rows.get(*at).and_then(number).map(|(length, _)| (*at, length))).collect();
    if members.len() < 2 {
        return false;
    }
    for (at, length) in members {
        if let Some(row) = rows.get_mut(at) {
            let start = row.body().start;
            mark(row, Member { start, words: start + length, end: row.line.text.len() }, true);
        }
    }
    true
}

/// 一是 within the text of one row, or of several that follow each other.
fn as_series(rows: &mut [Row<'_>], texts: &[usize], told: bool) -> bool {
    let mut any = false;
    for at in texts {
        let Some(row) = rows.get_mut(*at) else { continue };
        let start = row.body().start;
        let text = row.body_text();
        let mut members = series::of_words(text);
        if members.is_empty() {
            members = series::of_figures(text);
        }
        // 一是 after words on causes numbers causes.
        let before = members.first().and_then(|member| text.get(..member.start)).unwrap_or("");
        let lead = split(before, ends_sentence).pop().and_then(|last| before.get(last)).unwrap_or("");
        if lead.contains("原因") || lead.contains("根源") {
            continue;
        }
        let faulty = told && !members.is_empty()
            || members.iter().any(|member| text.get(member.words..member.end).is_some_and(is_fault));
        if !faulty || any {
            continue;
        }
        any = true;
        for member in members {
            mark(
                row,
                Member { start: start + member.start, words: start + member.words, end: start + member.end },
                true,
            );
        }
    }
    any
}

/// Makes a piece of the naming clause of a member.
pub(super) fn mark(row: &mut Row<'_>, member: Member, problem: bool) {
    let text = row.line.text;
    let name = naming(text, member.words..member.end);
    let after = text.get(name.end..member.end).unwrap_or("");
    let end = name.end + (after.len() - after.trim_start_matches(|c| ENDS.contains(&c)).len());
    row.marks.push(Mark {
        start: member.start,
        text: name.start,
        text_end: name.end,
        end,
        role: PieceRole::Series,
        problem,
    });
}

/// Sentences that each begin with a field: `在理论武装上，……。在组织建设上，……。` The first clause that finds fault names the problem.
fn in_fields(rows: &mut [Row<'_>], texts: &[usize]) -> bool {
    let mut found: Vec<(usize, Range<usize>)> = Vec::new();
    for at in texts {
        let Some(row) = rows.get(*at) else { continue };
        let (body, words) = (row.body(), row.body_text());
        for sentence in split(words, |c| ends_sentence(c) || c == '；') {
            let text = words.get(sentence.clone()).unwrap_or("");
            let clauses = split(text, |c| matches!(c, '，' | ',' | '：' | ':'));
            let field = clauses.first().and_then(|first| text.get(first.clone())).unwrap_or("");
            let leads = field.starts_with(['在', '从', '对', '就']) || field.ends_with("方面");
            let closes = ["上", "方面", "中", "看", "层面", "里", "环节"].iter().any(|word| field.ends_with(word));
            if !leads || !closes || chars(field) > 14 {
                continue;
            }
            let named = clauses.iter().skip(1).find(|clause| text.get((*clause).clone()).is_some_and(names));
            if let Some(clause) = named {
                let start = body.start + sentence.start;
                found.push((*at, bare(row.line.text, start + clause.start..start + clause.end)));
            }
        }
    }
    if found.len() < 2 {
        return false;
    }
    for (at, clause) in found {
        if let Some(row) = rows.get_mut(at) {
            mark_clause(row, clause);
        }
    }
    true
}

/// Clauses of one sentence, each of which names a problem.
fn as_clauses(rows: &mut [Row<'_>], texts: &[usize], told: bool) -> bool {
    let mut best: Option<(usize, Vec<Range<usize>>)> = None;
    for at in texts {
        let Some(row) = rows.get(*at) else { continue };
        let body = row.body();
        for sentence in split(row.body_text(), ends_sentence) {
            let sentence = body.start + sentence.start..body.start + sentence.end;
            let found = clauses(row.line.text, sentence, told);
            if found.len() >= 2 && best.as_ref().is_none_or(|(_, known)| known.len() < found.len()) {
                best = Some((*at, found));
            }
        }
    }
    let Some((at, found)) = best else { return false };
    if let Some(row) = rows.get_mut(at) {
        found.into_iter().for_each(|clause| mark_clause(row, clause));
    }
    true
}

fn mark_clause(row: &mut Row<'_>, clause: Range<usize>) {
    let after = row.line.text.get(clause.end..).unwrap_or("");
    let end = clause.end + (after.len() - after.trim_start_matches(|c| ENDS.contains(&c)).len());
    row.marks.push(Mark {
        start: clause.start,
        text: clause.start,
        text_end: clause.end,
        end,
        role: PieceRole::Clause,
        problem: true,
    });
}

/// The first sentence of each paragraph, or each sentence of one.
fn as_sentences(rows: &mut [Row<'_>], texts: &[usize]) -> bool {
    let first = |row: &Row<'_>| {
        let body = row.body();
        let words = row.body_text();
        let end =
            find_stop(words, |c| ends_sentence(c) || matches!(c, '；' | '：')).map_or(words.len(), |stop| stop.start);
        let clause = bare(row.line.text, body.start..body.start + end);
        let named = row.line.text.get(clause.clone()).unwrap_or("");
        (names(named) && chars(named) <= 40).then_some(clause)
    };
    let found: Vec<(usize, Range<usize>)> =
        texts.iter().filter_map(|at| rows.get(*at).and_then(first).map(|clause| (*at, clause))).collect();
    if found.len() >= 2 {
        for (at, clause) in found {
            if let Some(row) = rows.get_mut(at) {
                mark_clause(row, clause);
            }
        }
        return true;
    }
    let mut any = false;
    for at in texts {
        let Some(row) = rows.get_mut(*at) else { continue };
        let body = row.body();
        let sentences = split(row.body_text(), |c| ends_sentence(c) || c == '；');
        for sentence in sentences {
            let clause = bare(row.line.text, body.start + sentence.start..body.start + sentence.end);
            let words = row.line.text.get(clause.clone()).unwrap_or("");
            let inner = split(words, |c| c == '，');
            // A longer sentence is named by the clause that finds fault.
            let faulty = inner.iter().find(|part| words.get((*part).clone()).is_some_and(names));
            let clause = match faulty {
                Some(part) if chars(words) > 30 => {
                    bare(row.line.text, clause.start + part.start..clause.start + part.end)
                }
                _ => clause,
            };
            if row.line.text.get(clause.clone()).is_some_and(|words| names(words) && chars(words) <= 45) {
                mark_clause(row, clause);
                any = true;
            }
        }
    }
    any
}
