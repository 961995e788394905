//! Last year's problems where the text names them: `针对……的问题`, quoted after 上年查摆出来的, heads of a part on them. In: rows with
//! zones. Out: the places in their texts.

use std::ops::Range;

use super::clause::is_fault;
use super::date::years;
use super::named::in_sentence;
use super::row::Row;
use super::sentence::{chars, ends_sentence, split, trimmed};
use super::series;
use super::words::{FOUND, LAST_YEAR, PUT_RIGHT};
use crate::template::PartKind;

/// Marks last year's problems.
pub(super) fn last_year(rows: &mut [Row<'_>], year: Option<i32>) {
    // Whether what stands here tells of last year's problems, from an introduction on to the next heading.
    let mut told = false;
    // Whether the text before the first part says that such problems were put right in the work.
    let mut announced = false;
    let mut level = 0;
    let repeating = repeating(rows);
    for (row, repeats) in rows.iter_mut().zip(repeating) {
        let text = row.line.text;
        if row.is_noise() || row.line.cell.is_some() || !(row.is_text() || row.is_heading()) {
            continue;
        }
        if row.is_heading() && (!told || row.level <= level) {
            let words = row.heading_text();
            told = says_last_year(words, year) || row.level > 1 && PUT_RIGHT.iter().any(|word| words.contains(word));
            level = row.level;
        }
        let zone = row.zone;
        announced |= row.is_text() && zone == PartKind::Prose && says_last_year(text, year) && names_any(text);
        let open = zone == PartKind::Rectification || told && matches!(zone, PartKind::Work | PartKind::Prose);
        let mut found: Vec<Range<usize>> = Vec::new();
        // `围绕“……”问题抓整改`: a heading of the work that quotes one of those announced.
        let quoting = announced && row.is_heading() && zone == PartKind::Work && row.heading_text().contains('“');
        let mut earlier = open || quoting;
        // `针对上年……的“甲”问题，……。针对“乙”的问题，……`: the second is of last year, too.
        let mut goes_on = false;
        let begin = if row.is_heading() { row.heading.start } else { 0 };
        let whole = text.get(begin..).unwrap_or("");
        for sentence in split(whole, |c| ends_sentence(c) || matches!(c, '；' | ';')) {
            let sentence = begin + sentence.start..begin + sentence.end;
            let words = text.get(sentence.clone()).unwrap_or("");
            let says = says_last_year(words, year);
            let allowed = (repeats || goes_on) && begins_named(words)
                || match zone {
                    PartKind::Plan | PartKind::Cause | PartKind::Problem => {
                        says && words.contains("上") && zone == PartKind::Problem
                    }
                    _ => earlier || says,
                };
            if !allowed {
                continue;
            }
            let named = in_sentence(words, zone == PartKind::Rectification || earlier, says);
            goes_on |= says && !named.is_empty();
            // An introduction that names none goes on in the sentences after it.
            if says && named.is_empty() && names_any(words) {
                earlier = true;
                told |= !row.is_heading() || row.body_text().is_empty();
                level = level.max(1);
            }
            found.extend(named.into_iter().map(|name| sentence.start + name.start..sentence.start + name.end));
        }
        if found.is_empty() && zone == PartKind::Rectification {
            found = heads(row);
        }
        row.last_year = found;
    }
    among_work(rows);
}

/// Which rows stand below a heading whose text goes from one `针对……问题` to the next: problems are put right there, and the year's own
/// are not known yet where the work is told.
fn repeating(rows: &[Row<'_>]) -> Vec<bool> {
    let known: Vec<&str> = rows.iter().flat_map(known).collect();
    let mut repeating = vec![false; rows.len()];
    let mut start = 0;
    for end in 1..=rows.len() {
        if rows.get(end).is_some_and(|row| !row.is_heading()) {
            continue;
        }
        let found = rows.get(start..end).unwrap_or_default().iter().flat_map(|row| put_right(row, &known));
        let told = found.filter(|one| one.telling).count();
        if let Some(group) = repeating.get_mut(start..end).filter(|_| told >= 2) {
            group.fill(true);
        }
        start = end;
    }
    repeating
}

/// The words of this year's problems in a row.
fn known<'a>(row: &Row<'a>) -> Vec<&'a str> {
    let marks = row.marks.iter().filter(|mark| mark.problem).map(|mark| mark.text..mark.text_end);
    let marked = marks.filter_map(|place| row.line.text.get(place));
    marked.chain(row.problem.then(|| row.heading_text())).collect()
}

/// A problem that a sentence of the work begins with: `针对……问题`.
struct PutRight {
    name: Range<usize>,
    /// Whether the sentence stops there, or follows `一是` and a measure: a manner that only tells of last year's problems.
    telling: bool,
}

/// The problems that sentences of a row begin with, but for those that are `known` to be of this year.
fn put_right(row: &Row<'_>, known: &[&str]) -> Vec<PutRight> {
    let told = matches!(row.zone, PartKind::Work | PartKind::Prose | PartKind::Rectification);
    let mut found = Vec::new();
    if !told || row.is_noise() || row.line.cell.is_some() || !(row.is_text() || row.is_heading()) {
        return found;
    }
    let (body, text) = (row.body(), row.line.text);
    let mut after_measure = false;
    for sentence in split(row.body_text(), |c| ends_sentence(c) || matches!(c, '；' | ';')) {
        let sentence = body.start + sentence.start..body.start + sentence.end;
        let words = text.get(sentence.clone()).unwrap_or("");
        let names = if begins_named(words) { in_sentence(words, true, false) } else { Vec::new() };
        let telling = words.trim_end().ends_with("问题") || after_measure;
        let new = names.into_iter().filter(|name| {
            let name = words.get(name.clone()).unwrap_or("");
            !known.iter().any(|known| known.contains(name) || name.contains(known))
        });
        found
            .extend(new.map(|name| PutRight { name: sentence.start + name.start..sentence.start + name.end, telling }));
        after_measure = series::begins(words) && chars(words) <= 20;
    }
    found
}

/// Problems that the items of the work begin sentences with, where nothing else names any of last year: this year's are told elsewhere.
fn among_work(rows: &mut [Row<'_>]) {
    if rows.iter().any(|row| !row.last_year.is_empty() || row.zone == PartKind::Rectification) {
        return;
    }
    let known: Vec<&str> = rows.iter().flat_map(known).collect();
    let found: Vec<Vec<PutRight>> = rows.iter().map(|row| put_right(row, &known)).collect();
    if known.is_empty() || found.iter().map(Vec::len).sum::<usize>() < 2 {
        return;
    }
    for (row, found) in rows.iter_mut().zip(found) {
        row.last_year = found.into_iter().map(|one| one.name).collect();
    }
}

/// Whether a sentence begins with 针对.
fn begins_named(words: &str) -> bool {
    words.trim_start().starts_with("针对")
}

/// Whether `words` speak of problems, by whatever name.
fn names_any(words: &str) -> bool {
    ["问题", "意见", "不足", "事项", "短板"].iter().any(|word| words.contains(word))
}

/// Whether `words` speak of what was found in an earlier year.
fn says_last_year(words: &str, year: Option<i32>) -> bool {
    let near = |at: usize| {
        let after: String = words.get(at..).unwrap_or("").chars().take(30).collect();
        FOUND.iter().chain(&["问题", "整改"]).any(|word| after.contains(word))
    };
    let word = LAST_YEAR.iter().filter_map(|word| words.find(word).map(|at| at + word.len())).any(near);
    let named = years(words).iter().any(|(named, at)| {
        let after: String = words.get(*at..).unwrap_or("").chars().take(16).collect();
        year.is_none_or(|year| *named == year - 1)
            && year.is_some()
            && ["查摆", "述职", "反馈", "指出", "问题", "点评", "评议", "测评"].iter().any(|word| after.contains(word))
    });
    word || named
}

/// A head or a lead of a series in a part on last year's problems that finds fault names one.
fn heads(row: &Row<'_>) -> Vec<Range<usize>> {
    let text = row.line.text;
    if row.is_heading() && row.level > 1 && is_fault(row.heading_text()) && row.kind.is_none() {
        return vec![without_tail(text, row.heading.clone())];
    }
    if !row.is_text() {
        return Vec::new();
    }
    let mut members = series::of_words(text);
    if let Some((length, _)) = series::line_number(text).filter(|_| members.is_empty()) {
        members = vec![series::Member { start: 0, words: length, end: text.len() }];
    }
    let lead = |member: &series::Member| {
        let words = text.get(member.words..member.end)?;
        // `一是“……”，已……`: quoted as it was named.
        let quoted = words.strip_prefix('“').and_then(|inner| inner.split_once('”'));
        if let Some((name, after)) = quoted.filter(|(name, _)| (4..=60).contains(&chars(name))) {
            let start = member.words + '“'.len_utf8();
            return after.starts_with(['，', '：', ',', ':']).then(|| start..start + name.len());
        }
        let end = super::sentence::find_stop(words, |c| ends_sentence(c) || matches!(c, '；' | '：'))?;
        let goes_on = words.get(end.end..).is_some_and(|after| chars(after) > 2);
        let name = words.get(..end.start)?;
        (is_fault(name) && goes_on && chars(name) <= 40)
            .then(|| without_tail(text, member.words..member.words + end.start))
    };
    members.iter().filter_map(lead).collect()
}

/// `range` without 的问题 at its end.
fn without_tail(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or("");
    let rest = words.strip_suffix("的问题").or_else(|| words.strip_suffix("问题")).unwrap_or(words);
    trimmed(text, range.start..range.start + rest.len())
}
