//! What parts are about: work, last year's problems, this year's, causes, plans. In: headings with levels. Out: their kinds, by their
//! words, by their place and by what stands below them; and for each line of text what it is about.

use super::row::Row;
use super::sentence::chars;
use super::subject::{is_container, of_words};
use super::words::{FAULTS, LAST_YEAR};
use crate::template::PartKind;

/// Gives headings their kinds and each line what it is about.
pub(super) fn kinds(rows: &mut [Row<'_>], year: Option<i32>) {
    let heads: Vec<usize> = (0..rows.len()).filter(|at| rows.get(*at).is_some_and(Row::is_heading)).collect();
    let levels: Vec<u8> = heads.iter().filter_map(|at| rows.get(*at)).map(|row| row.level).collect();
    let own: Vec<Vec<PartKind>> = heads.iter().filter_map(|at| rows.get(*at)).map(|row| named(row, year)).collect();
    let tops: Vec<usize> = (0..heads.len()).filter(|at| levels.get(*at) == Some(&1)).collect();
    // Where a heading says that it tells the problems, no other is taken to tell them.
    let said = tops.iter().any(|top| own.get(*top).is_some_and(|kinds| kinds.contains(&PartKind::Problem)));
    for (place, top) in tops.iter().enumerate() {
        let next = tops.get(place + 1).copied().unwrap_or(heads.len());
        let end = heads.get(next).copied().unwrap_or(rows.len());
        let Some(start) = heads.get(*top).copied() else { continue };
        let mut kinds = own.get(*top).cloned().unwrap_or_default();
        if kinds.is_empty() {
            kinds.push(by_content(rows, start..end, place, tops.len(), said));
        }
        let children: Vec<usize> = (top + 1..next).filter(|at| levels.get(*at) == Some(&2)).collect();
        part(rows, &heads, &own, (start, end), &kinds, &children);
    }
    zones(rows);
}

/// The kinds that a heading's words name, with a later year as a sign of plans.
fn named(row: &Row<'_>, year: Option<i32>) -> Vec<PartKind> {
    let words = row.heading_text();
    let mut kinds = of_words(words);
    let later = year.is_some_and(|year| super::date::years(words).iter().any(|(named, _)| *named > year));
    if later && !kinds.contains(&PartKind::Plan) {
        kinds.retain(|kind| *kind != PartKind::Work);
        kinds.push(PartKind::Plan);
    }
    kinds
}

/// Settles the kind of one part of level 1 and of the headings right below it.
fn part(
    rows: &mut [Row<'_>],
    heads: &[usize],
    own: &[Vec<PartKind>],
    (start, end): (usize, usize),
    kinds: &[PartKind],
    children: &[usize],
) {
    let first = kinds.first().copied().unwrap_or_default();
    let mut mixed = false;
    let mut current = first;
    let mut given: Vec<(usize, PartKind)> = Vec::new();
    for child in children {
        let Some(at) = heads.get(*child).copied() else { continue };
        let named = own.get(*child).cloned().unwrap_or_default();
        let words = rows.get(at).map_or("", |row| row.heading_text());
        let kind = named.iter().copied().find(|kind| *kind != first && may_stand(first, *kind, kinds, words));
        if let Some(kind) = kind {
            current = kind;
            mixed = true;
        } else if named.contains(&first) || first == PartKind::Work && kinds.len() == 1 {
            // After last year's problems the work goes on.
            current = first;
        }
        given.push((at, current));
    }
    let prose = mixed && kinds.len() > 1;
    if let Some(row) = rows.get_mut(start) {
        row.kind = Some(if prose { PartKind::Prose } else { first });
        row.zone = first;
    }
    if children.is_empty() && kinds.len() > 1 {
        paragraphs(rows, start + 1..end, kinds);
        let told = rows.get(start + 1..end).unwrap_or_default();
        let several =
            told.iter().any(|row| row.own_zone == Some(first)) && told.iter().any(|row| row.own_zone != Some(first));
        if let Some(row) = rows.get_mut(start).filter(|_| several) {
            row.kind = Some(PartKind::Prose);
        }
    } else if children.is_empty() && first == PartKind::Problem {
        // Causes and plans may follow problems without a heading of their own.
        paragraphs(rows, start + 1..end, &[PartKind::Problem, PartKind::Cause, PartKind::Plan]);
    }
    for (at, kind) in given {
        if let Some(row) = rows.get_mut(at) {
            row.kind = (prose || kind != first).then_some(kind);
            row.zone = kind;
        }
    }
}

/// Says of each paragraph of a part of several kinds without headings which of them it is about.
fn paragraphs(rows: &mut [Row<'_>], range: std::ops::Range<usize>, kinds: &[PartKind]) {
    let mut current = kinds.first().copied().unwrap_or_default();
    for row in rows.get_mut(range).unwrap_or_default() {
        let text = row.line.text;
        let first: String = text.chars().take(60).collect();
        let begins = |kind: PartKind| match kind {
            PartKind::Problem => {
                !first.starts_with("针对")
                    && !first.starts_with("对照")
                    && (super::problems::announces(text)
                        || ["存在", "不足"].iter().any(|word| first.contains(word))
                            && current != PartKind::Rectification)
            }
            PartKind::Cause => {
                let first: String = text.chars().take(26).collect();
                ["原因", "根源"].iter().any(|word| first.contains(word)) && super::number::parse(text).is_none()
            }
            PartKind::Plan => super::problems::begins_plan(text),
            PartKind::Rectification => LAST_YEAR.iter().any(|word| first.contains(word)),
            _ => false,
        };
        let after = kinds.iter().skip_while(|kind| **kind != current).skip(1);
        if let Some(next) = after.copied().find(|kind| begins(*kind)) {
            current = next;
        }
        row.own_zone = Some(current);
    }
}

/// Whether a heading below a part of kind `part` may be of another kind.
fn may_stand(part: PartKind, kind: PartKind, kinds: &[PartKind], words: &str) -> bool {
    if kinds.len() > 1 && kinds.contains(&kind) {
        return true;
    }
    match (part, kind) {
        (PartKind::Work, PartKind::Rectification) => {
            LAST_YEAR.iter().any(|word| words.contains(word))
                || words.contains("查摆")
                || words.contains("反馈")
                || words.contains("问题整改")
        }
        (PartKind::Problem, PartKind::Cause) => chars(words) <= 20,
        // `支部工作计划性不强` is no plan.
        (PartKind::Problem, PartKind::Plan) => chars(words) <= 14 && !super::clause::is_fault(words),
        (PartKind::Rectification, PartKind::Problem) => is_container(words),
        // `整改清单照抄上年` is a problem of this year.
        (PartKind::Problem, PartKind::Rectification) => {
            let at = |list: &[&str]| list.iter().filter_map(|word| words.find(word)).min();
            at(LAST_YEAR).zip(at(&["整改", "问题"])).is_some_and(|(earlier, what)| earlier < what)
        }
        (PartKind::Prose, _) => true,
        _ => false,
    }
}

/// What a part whose heading does not say it is about, by its text and its place.
fn by_content(rows: &[Row<'_>], range: std::ops::Range<usize>, place: usize, of: usize, said: bool) -> PartKind {
    let (mut faults, mut coming, mut done, mut length) = (0usize, 0usize, 0usize, 1usize);
    for row in rows.get(range).unwrap_or_default() {
        let text = row.line.text;
        if row.line.is_endless() {
            continue;
        }
        length += row.line.chars;
        faults += FAULTS.iter().filter(|word| text.contains(**word)).count();
        coming += ["将", "要", "进一步", "继续", "力争", "计划", "明年", "下一步", "年内", "确保", "拟"]
            .iter()
            .map(|word| text.matches(word).count())
            .sum::<usize>();
        done += ["了", "已", "共", "累计", "全年", "先后", "今年"]
            .iter()
            .map(|word| text.matches(word).count())
            .sum::<usize>();
    }
    let share = |count: usize| count * 1000 / length;
    if !said && share(faults) >= 15 && faults > coming.max(done) / 2 && place > 0 {
        PartKind::Problem
    } else if place + 1 == of && of > 1 && share(coming) > share(done) {
        PartKind::Plan
    } else {
        PartKind::Work
    }
}

/// Says of each line what it is about: what the heading above it is.
fn zones(rows: &mut [Row<'_>]) {
    let mut above: Vec<(u8, PartKind)> = Vec::new();
    for row in rows.iter_mut() {
        if row.is_heading() {
            while above.last().is_some_and(|(level, _)| *level >= row.level) {
                above.pop();
            }
            let inherited = above.last().map_or(PartKind::Prose, |(_, kind)| *kind);
            if row.level > 2 || row.level == 2 && row.kind.is_none() {
                row.zone = inherited;
            }
            above.push((row.level, row.zone));
        } else {
            row.zone = row.own_zone.unwrap_or_else(|| above.last().map_or(PartKind::Prose, |(_, kind)| *kind));
        }
    }
}
