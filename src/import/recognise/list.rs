//! A sentence that lists problems. In: text and a range of it. Out: the clauses that name one.

use std::ops::Range;

use super::clause::{bare, is_achieved, is_fault, is_lead, names};
use super::sentence::{chars, split};

/// The clauses of the sentence at `range` that name problems; `told` says that a heading has announced them.
pub(super) fn clauses(text: &str, range: Range<usize>, told: bool) -> Vec<Range<usize>> {
    let sentence = text.get(range.clone()).unwrap_or("");
    let listed = ["等问题", "等不足", "等现象", "等方面的问题", "等情况", "的问题", "等短板"]
        .iter()
        .any(|tail| sentence.ends_with(tail));
    let units = split(sentence, |c| matches!(c, '；' | ';'));
    let long = |unit: &Range<usize>| sentence.get(unit.clone()).is_some_and(|unit| unit.contains(['，', ',']));
    if units.len() >= 2 && units.iter().filter(|unit| long(unit)).count() * 2 >= units.len() {
        // Between `；` each unit names one problem, and its commas explain it.
        return units
            .into_iter()
            .filter_map(|unit| of_unit(text, range.start + unit.start..range.start + unit.end))
            .collect();
    }
    let mut pieces = split(sentence, |c| matches!(c, '，' | '；' | ',' | ';' | '：' | ':'));
    if listed {
        // `存在学习不够深入、调研不够经常等问题`: each of the words between 、 names one.
        let last = pieces.pop();
        if let Some(last) = last {
            let clause = sentence.get(last.clone()).unwrap_or("");
            let parts = split(clause, |c| c == '、');
            let faulty = parts.len() > 1 && parts.iter().all(|part| clause.get(part.clone()).is_some_and(is_fault));
            if faulty {
                pieces.extend(parts.into_iter().map(|part| last.start + part.start..last.start + part.end));
            } else {
                pieces.push(last);
            }
        }
    }
    let pieces: Vec<Range<usize>> =
        pieces.into_iter().map(|piece| range.start + piece.start..range.start + piece.end).collect();
    let after_lead = if told { listed_after_lead(text, &pieces) } else { Vec::new() };
    if !after_lead.is_empty() {
        return after_lead;
    }
    let named = pieces.into_iter().map(|piece| bare(text, piece));
    named.filter(|clause| text.get(clause.clone()).is_some_and(names)).collect()
}

/// What begins the clause that turns from what was reached to what was not.
const TURNS: [&str; 9] = ["但", "可是", "可", "然而", "不过", "只是", "主要是", "主要有", "主要表现"];

/// What ends a clause after which problems are listed.
const SEEN: [&str; 11] =
    ["看到", "发现", "认识到", "意识到", "感到", "相比", "比较", "要求看", "标准看", "对照", "对标"];

/// What begins a clause that explains the one before.
const EXPLAINS: [&str; 15] = [
    "比如", "例如", "有的", "特别是", "尤其是", "导致", "影响了", "造成", "致使", "使得", "从而", "因此", "所以",
    "以致", "甚至",
];

/// What begins turns of phrase after which reports say first what is well.
const GENERALLY: [&str; 7] = ["总", "整体", "客观", "应该说", "平心", "公允", "回头"];

/// What begins a clause that has no subject of its own.
const WITHOUT_SUBJECT: [&str; 15] =
    ["满足", "有时", "多在", "多走", "多是", "往往", "常常", "总是", "习惯", "只", "仅", "忙于", "靠", "凭", "真正"];

/// What says of a clause that is not known for a fault that it may be one.
const HINTS: &str = "不未没无缺欠难偏弱慢浅窄空虚软散松旧滞漏断乱僵低少差乏拖";

/// The clauses after the lead of a list (`但仍有许多不尽如人意的地方：`, `总体平稳，但`): once the lead has said that problems follow, each
/// names one, in whatever words, but for those that explain the one before. Empty where nothing leads to problems.
fn listed_after_lead(text: &str, pieces: &[Range<usize>]) -> Vec<Range<usize>> {
    let of = |piece: &Range<usize>| text.get(piece.clone()).unwrap_or("").trim();
    let follows = |piece: &Range<usize>| text.get(piece.end..).and_then(|rest| rest.chars().next());
    let is_turn = |piece: &Range<usize>| TURNS.iter().any(|turn| of(piece).starts_with(turn));
    let colon = pieces.iter().rposition(|piece| matches!(follows(piece), Some('：' | ':'))).map(|at| at + 1);
    let turn = || pieces.iter().rposition(is_turn);
    let seen = || pieces.iter().rposition(|piece| is_seen(of(piece))).map(|at| at + 1);
    let phrase = || pieces.iter().rposition(|piece| leads_on(of(piece)));
    // Without a lead the first fault begins the list, after what was reached.
    let fault = || {
        let first = pieces.iter().position(|piece| names(of(piece)))?;
        let before = pieces.get(..first)?;
        let led = before.iter().any(|piece| is_achieved(of(piece)) || is_lead(of(piece)));
        (before.is_empty() || led).then_some(first)
    };
    let led = colon.or_else(turn).or_else(seen).or_else(phrase);
    let Some(start) = led.or_else(fault) else { return Vec::new() };
    let clauses = pieces.iter().skip(start).map(|piece| bare(text, piece.clone()));
    // `总的来说` is followed by what is well.
    let well = pieces.get(start).is_some_and(|piece| GENERALLY.iter().any(|word| of(piece).starts_with(word)));
    let mut list: Vec<Range<usize>> = clauses
        .skip_while(|clause| is_lead(of(clause)) || leads_on(of(clause)) || well && !is_faulty(of(clause)))
        .filter(|clause| !explains(of(clause)))
        .collect();
    if let [only] = list.as_slice() {
        let parts = split(of(only), |c| c == '、');
        let start = only.start;
        if parts.len() > 1 && parts.iter().all(|part| chars(of(only).get(part.clone()).unwrap_or("")) >= 4) {
            list = parts.into_iter().map(|part| start + part.start..start + part.end).collect();
        }
    }
    let fits = |clause: &Range<usize>| {
        let words = of(clause);
        (3..=36).contains(&chars(words))
            && (is_fault(words) || !is_achieved(words))
            && !super::problems::begins_plan(words)
    };
    if list.len() < 2 || !list.iter().all(fits) {
        return Vec::new();
    }
    let others = list.iter().filter(|clause| !is_faulty(of(clause))).count();
    // Where nothing led to it, few of them may be in words that are not known; none where nothing stands before it at all.
    let most = match (led, start) {
        (Some(_), _) => list.len(),
        (None, 0) => 0,
        (None, _) => list.len() / 3,
    };
    if others > most { Vec::new() } else { list }
}

/// Whether a clause finds fault, or has a letter of those that do.
fn is_faulty(words: &str) -> bool {
    names(words) || words.contains(|c| HINTS.contains(c))
}

fn is_seen(words: &str) -> bool {
    SEEN.iter().any(|word| words.ends_with(word))
}

/// Whether a clause explains the one before: it says so, or has no subject of its own.
fn explains(words: &str) -> bool {
    let begins = |list: &[&str]| list.iter().any(|word| words.starts_with(word));
    begins(&EXPLAINS) || begins(&WITHOUT_SUBJECT) && !names(words)
}

/// Whether a clause is no more than a turn of phrase: `具体来说`, `静下心来看`, `突出问题是`.
fn leads_on(words: &str) -> bool {
    let ends = ["说", "讲", "看", "衡量", "而言", "想", "起来", "是", "找"];
    let longest = if words.starts_with('从') { 20 } else { 10 };
    is_seen(words) || chars(words) <= longest && ends.iter().any(|end| words.ends_with(end)) && !is_fault(words)
}

/// What names the problem of a unit between `；`: the first clause that finds fault, or all of it where it is short and
/// begins otherwise.
fn of_unit(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let unit = text.get(range.clone())?;
    let clauses = split(unit, |c| matches!(c, '，' | ',' | '：' | ':'));
    let clause = clauses.iter().find(|clause| unit.get((*clause).clone()).is_some_and(names))?;
    let own = bare(text, range.start + clause.start..range.start + clause.end);
    let first = clause.start == 0;
    Some(if !first && chars(unit) <= 16 { bare(text, range) } else { own })
}
