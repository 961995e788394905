//! The shapes in which running text tells problems: 一是 in paragraphs or within one, fields, clauses, sentences. In: rows and which of
//! them tell problems. Out: the pieces of their text that name one.

use std::ops::Range;

use super::clause::{bare, is_fault, names, naming};
use super::list::clauses;
use super::number;
use super::row::{Mark, Row};
use super::sentence::{chars, ends_sentence, find_stop, split};
use super::series::{self, Member};
use super::words::ENDS;
use crate::import::piece::PieceRole;

/// Marks the problems in the texts of these rows; `told` says that a heading has announced them.
pub(super) fn in_text(rows: &mut [Row<'_>], texts: &[usize], told: bool) -> bool {
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
        let faulty = (told || super::problems::announces(lead)) && !members.is_empty()
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
