//! Two texts → the stretches in which they differ, made to be read: numbers and words of Latin letters whole, no
//! crumbs of equal characters between changes, borders at punctuation where there is a choice.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::order::anchors;
use super::pieces::{clauses, is_word, tokens};

/// A stretch of two texts, in bytes: the same in both, or one in place of the other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pair {
    pub(crate) old: Range<usize>,
    pub(crate) new: Range<usize>,
    pub(crate) same: bool,
}

impl Pair {
    fn moved(&self, (old, new): (usize, usize)) -> Pair {
        let shifted = |range: &Range<usize>, by: usize| range.start + by..range.end + by;
        Pair { old: shifted(&self.old, old), new: shifted(&self.new, new), same: self.same }
    }
}

/// Myers' algorithm takes lengths times differences: more pieces than these are not compared one by one.
const MOST_TOKENS: usize = 2_000;

/// The stretches of `old` and `new`, same and changed by turns. Texts that are too long to compare by characters are compared
/// between their equal clauses, and what is too long even so is one change between its equal beginning and end.
pub(crate) fn pairs(old: &str, new: &str) -> Vec<Pair> {
    let (old_tokens, new_tokens) = (tokens(old), tokens(new));
    let mut found = Vec::new();
    match align(&old_tokens, &new_tokens, MOST_TOKENS) {
        Some(ops) => collect(&ops, (&old_tokens, &new_tokens), (0, 0), &mut found),
        None => by_clauses(old, new, &mut found),
    }
    slide(join(found, old, new), old, new)
}

/// Clauses that stand once in each text, and in the same order, are equal; what lies between them is compared by itself.
pub(crate) fn by_clauses(old: &str, new: &str, found: &mut Vec<Pair>) {
    let (old_clauses, new_clauses) = (clauses(old), clauses(new));
    let (old_starts, new_starts) = (starts(&old_clauses), starts(&new_clauses));
    let (mut old_at, mut new_at) = (0, 0);
    for (old_clause, new_clause) in anchors(&old_clauses, &new_clauses) {
        let (Some(old_start), Some(new_start)) = (old_starts.get(old_clause), new_starts.get(new_clause)) else {
            continue;
        };
        let length = old_clauses.get(old_clause).map_or(0, |clause| clause.len());
        gap((old, old_at..*old_start), (new, new_at..*new_start), found);
        (old_at, new_at) = (old_start + length, new_start + length);
        found.push(Pair { old: *old_start..old_at, new: *new_start..new_at, same: true });
    }
    gap((old, old_at..old.len()), (new, new_at..new.len()), found);
}

/// Where each of `pieces` begins.
fn starts(pieces: &[&str]) -> Vec<usize> {
    let next = |at: &mut usize, piece: &&str| {
        let start = *at;
        *at += piece.len();
        Some(start)
    };
    pieces.iter().scan(0, next).collect()
}

/// Compares two ranges by tokens, or takes their middle as one change.
fn gap((old, old_range): (&str, Range<usize>), (new, new_range): (&str, Range<usize>), found: &mut Vec<Pair>) {
    let at = (old_range.start, new_range.start);
    let (Some(old), Some(new)) = (old.get(old_range), new.get(new_range)) else { return };
    let (old_tokens, new_tokens) = (tokens(old), tokens(new));
    match align(&old_tokens, &new_tokens, MOST_TOKENS) {
        Some(ops) => collect(&ops, (&old_tokens, &new_tokens), at, found),
        None => found.extend(between(old, new).map(|pair| pair.moved(at))),
    }
}

/// The equal beginning, one change, the equal end.
fn between(old: &str, new: &str) -> [Pair; 3] {
    let bytes = |(one, other): (char, char)| if one == other { Some(one.len_utf8()) } else { None };
    let start: usize = old.chars().zip(new.chars()).map_while(bytes).sum();
    let rest = |text: &str| text.get(start..).unwrap_or_default().to_owned();
    let end: usize = rest(old).chars().rev().zip(rest(new).chars().rev()).map_while(bytes).sum();
    let (old_end, new_end) = (old.len() - end, new.len() - end);
    [
        Pair { old: 0..start, new: 0..start, same: true },
        Pair { old: start..old_end, new: start..new_end, same: false },
        Pair { old: old_end..old.len(), new: new_end..new.len(), same: true },
    ]
}

/// What Myers' algorithm says of `old` and `new`; `None` when more than `most` pieces are left between their equal
/// beginning and their equal end.
pub(super) fn align<T: Eq + std::hash::Hash + Ord>(old: &[T], new: &[T], most: usize) -> Option<Vec<DiffOp>> {
    let start = old.iter().zip(new).take_while(|(one, other)| one == other).count();
    let (old_rest, new_rest) = (old.get(start..)?, new.get(start..)?);
    let end = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(one, other)| one == other).count();
    let old_middle = old_rest.get(..old_rest.len() - end)?;
    let new_middle = new_rest.get(..new_rest.len() - end)?;
    if old_middle.len() + new_middle.len() > most {
        return None;
    }
    let mut ops = vec![DiffOp::Equal { old_index: 0, new_index: 0, len: start }];
    ops.extend(capture_diff_slices(Algorithm::Myers, old_middle, new_middle).into_iter().map(|op| shifted(op, start)));
    ops.push(DiffOp::Equal { old_index: old.len() - end, new_index: new.len() - end, len: end });
    Some(ops)
}

fn shifted(op: DiffOp, by: usize) -> DiffOp {
    match op {
        DiffOp::Equal { old_index, new_index, len } => {
            DiffOp::Equal { old_index: old_index + by, new_index: new_index + by, len }
        }
        DiffOp::Delete { old_index, old_len, new_index } => {
            DiffOp::Delete { old_index: old_index + by, old_len, new_index: new_index + by }
        }
        DiffOp::Insert { old_index, new_index, new_len } => {
            DiffOp::Insert { old_index: old_index + by, new_index: new_index + by, new_len }
        }
        DiffOp::Replace { old_index, old_len, new_index, new_len } => {
            DiffOp::Replace { old_index: old_index + by, old_len, new_index: new_index + by, new_len }
        }
    }
}

/// `ops` on pieces as stretches in bytes that begin at `at`.
fn collect(ops: &[DiffOp], (old, new): (&[&str], &[&str]), at: (usize, usize), found: &mut Vec<Pair>) {
    let (mut old_at, mut new_at) = at;
    let bytes = |pieces: &[&str], range: Range<usize>| -> usize {
        pieces.get(range).unwrap_or_default().iter().map(|piece| piece.len()).sum()
    };
    for op in ops {
        let (old_end, new_end) = (old_at + bytes(old, op.old_range()), new_at + bytes(new, op.new_range()));
        let same = matches!(op, DiffOp::Equal { .. });
        found.push(Pair { old: old_at..old_end, new: new_at..new_end, same });
        (old_at, new_at) = (old_end, new_end);
    }
}

/// Joins neighbours of one kind, and changes with the crumbs of equal characters between them.
fn join(stretches: Vec<Pair>, old: &str, new: &str) -> Vec<Pair> {
    let mut joined: Vec<Pair> = Vec::new();
    for mut next in stretches.into_iter().filter(|one| !(one.old.is_empty() && one.new.is_empty())) {
        loop {
            match joined.as_slice() {
                [.., last] if last.same == next.same => {
                    next = Pair { old: last.old.start..next.old.end, new: last.new.start..next.new.end, ..next };
                    joined.pop();
                }
                [.., before, island] if !next.same && is_crumb(island, before, &next, (old, new)) => {
                    next =
                        Pair { old: before.old.start..next.old.end, new: before.new.start..next.new.end, same: false };
                    joined.truncate(joined.len() - 2);
                }
                _ => break,
            }
        }
        joined.push(next);
    }
    joined
}

/// Whether `island`, equal in both texts, is too little to be seen as such between two changes.
fn is_crumb(island: &Pair, before: &Pair, after: &Pair, (old, new): (&str, &str)) -> bool {
    let count = |text: &str, range: &Range<usize>| text.get(range.clone()).map_or(0, |text| text.chars().count());
    let size = |stretch: &Pair| count(old, &stretch.old).max(count(new, &stretch.new));
    let island = count(old, &island.old);
    island <= 2 || (island <= 4 && island * 2 <= size(before) && island * 2 <= size(after))
}

/// Moves what was only put in or only taken out along equal characters, to where a reader sees its border: `甲，乙` with
/// `丙，` put in, not with `，丙`.
fn slide(mut stretches: Vec<Pair>, old: &str, new: &str) -> Vec<Pair> {
    for at in 1..stretches.len().saturating_sub(1) {
        let Some([before, change, after]) = stretches.get_mut(at - 1..=at + 1) else { continue };
        if change.same || !(change.old.is_empty() || change.new.is_empty()) {
            continue;
        }
        let (text, range) = if change.old.is_empty() { (new, change.new.clone()) } else { (old, change.old.clone()) };
        let (back, on) = (before.old.len(), after.old.len());
        let best = best_place(text, range.clone(), back, on);
        let moved = |to: &mut usize| *to = (*to + best).saturating_sub(range.start);
        for to in [&mut before.old.end, &mut before.new.end, &mut after.old.start, &mut after.new.start] {
            moved(to);
        }
        for to in [&mut change.old.start, &mut change.old.end, &mut change.new.start, &mut change.new.end] {
            moved(to);
        }
    }
    stretches.retain(|one| !(one.old.is_empty() && one.new.is_empty()));
    stretches
}

/// So many characters a change is moved at most.
const FARTHEST: usize = 100;

/// Where the change `range` of `text` begins best when it may be moved back by `back` bytes and on by `on`.
fn best_place(text: &str, range: Range<usize>, back: usize, on: usize) -> usize {
    let mut places = vec![range.start];
    let equal = |(one, other): &(char, char)| one == other;
    let (before, within) = (text.get(..range.start).unwrap_or_default(), text.get(range.clone()).unwrap_or_default());
    let mut start = range.start;
    // Going back, what comes in at the front has just gone out at the end, so the change repeats itself.
    for (c, _) in
        before.chars().rev().zip(within.chars().rev().chain(before.chars().rev())).take(FARTHEST).take_while(equal)
    {
        start -= c.len_utf8();
        if range.start - start <= back {
            places.push(start);
        }
    }
    let after = text.get(range.end..).unwrap_or_default();
    let mut start = range.start;
    for (c, _) in after.chars().zip(within.chars().chain(after.chars())).take(FARTHEST).take_while(equal) {
        start += c.len_utf8();
        if start - range.start <= on {
            places.push(start);
        }
    }
    let length = range.len();
    let score = |start: usize| border(text, start) + border(text, start + length);
    places.into_iter().rev().max_by_key(|start| (score(*start), *start == range.start)).unwrap_or(range.start)
}

/// How well a change begins or ends at the byte `at`.
fn border(text: &str, at: usize) -> i32 {
    let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else { return -10 };
    match (before.chars().next_back(), after.chars().next()) {
        (None, _) | (_, None) => 3,
        (Some(a), Some(b)) if is_word(a) && is_word(b) => -10,
        (Some('。' | '！' | '？' | '；'), _) => 3,
        (Some('，' | '、' | '：' | ' '), _) => 2,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `[-taken out-][+put in+]`.
    fn shown(old: &str, new: &str) -> String {
        let mut shown = String::new();
        for one in pairs(old, new) {
            let (was, is) = (&old[one.old.clone()], &new[one.new.clone()]);
            if one.same {
                assert_eq!(was, is);
                shown.push_str(is);
                continue;
            }
            for (text, marks) in [(was, ["[-", "-]"]), (is, ["[+", "+]"])] {
                if !text.is_empty() {
                    shown.push_str(&[marks[0], text, marks[1]].concat());
                }
            }
        }
        shown
    }

    #[test]
    fn numbers_and_latin_words_are_whole() {
        assert_eq!(shown("全年召开会议12次", "全年召开会议15次"), "全年召开会议[-12-][+15+]次");
        assert_eq!(shown("达到98.5%以上", "达到98.7%以上"), "达到[-98.5-][+98.7+]%以上");
        assert_eq!(shown("使用Excel汇总台账", "使用Exact汇总台账"), "使用[-Excel-][+Exact+]汇总台账");
    }

    #[test]
    fn crumbs_between_changes_go() {
        assert_eq!(
            shown("坚持学习制度，落实会议制度", "加强学风建设，落实会议制度"),
            "[-坚持学习制度-][+加强学风建设+]，落实会议制度"
        );
        assert_eq!(shown("认真履行第一责任人职责", "认真履行直接责任人职责"), "认真履行[-第一-][+直接+]责任人职责");
    }

    #[test]
    fn what_was_put_in_begins_after_a_mark() {
        assert_eq!(shown("抓学习，抓制度。", "抓学习，抓作风，抓制度。"), "抓学习，[+抓作风，+]抓制度。");
        assert_eq!(shown("一次。二次。三次。", "一次。三次。"), "一次。[-二次。-]三次。");
        assert_eq!(shown("会议。", "会议。会议。"), "会议。[+会议。+]");
        assert_eq!(shown("2025", "20252025"), "[-2025-][+20252025+]");
    }

    #[test]
    fn nothing_and_everything() {
        assert_eq!(shown("", ""), "");
        assert_eq!(shown("", "甲"), "[+甲+]");
        assert_eq!(shown("甲", ""), "[-甲-]");
        assert_eq!(shown("甲乙", "甲乙"), "甲乙");
    }

    #[test]
    fn a_letter_is_not_parted_from_its_marks() {
        assert_eq!(shown("葛\u{E0100}氏", "葛\u{E0101}氏"), "[-葛\u{E0100}-][+葛\u{E0101}+]氏");
        assert_eq!(shown("👨‍👩‍👧好", "👨‍👩‍👦好"), "[-👨‍👩‍👧-][+👨‍👩‍👦+]好");
    }

    #[test]
    fn long_texts_are_compared_by_clauses_and_huge_ones_by_their_middle() {
        let clause = |n: usize| format!("第{n}项工作认真抓好落实。");
        let long: String = (0..9_000).map(clause).collect();
        assert!(long.chars().count() > 100_000);
        let changed = long.replace("第70项工作", "第70项任务").replace("第8000项工作", "第8000项任务");
        let found = pairs(&long, &changed);
        let parts: Vec<&str> = found.iter().filter(|one| !one.same).map(|one| &changed[one.new.clone()]).collect();
        assert_eq!(parts, ["任务", "任务"]);

        let other: String = (0..9_000).map(|n| format!("{n}另写一遍，")).collect();
        assert_eq!(pairs(&format!("头{long}尾"), &format!("头{other}尾")).iter().filter(|one| !one.same).count(), 1);
        let flat = "长".repeat(100_000);
        assert_eq!(shown(&flat, &format!("{flat}短")).chars().count(), 100_005);
        assert_eq!(pairs(&flat, &"短".repeat(100_000)).len(), 1);
    }

    #[test]
    fn both_texts_are_whole_whatever_they_hold() {
        const PIECES: &[&str] =
            &["甲", "乙", "。", "，", "12", "3", "ab", "\u{301}", "\u{200D}", "👩", "会议", "\n", " "];
        let mut state = 7_u64;
        let mut text = || {
            let mut text = String::new();
            for _ in 0..40 {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let at = usize::try_from(state >> 33).unwrap_or_default();
                text.push_str(PIECES[at % PIECES.len()]);
            }
            text
        };
        for _ in 0..500 {
            let (old, new) = (text(), text());
            let found = pairs(&old, &new);
            let (was, is): (String, String) =
                found.iter().map(|one| (&old[one.old.clone()], &new[one.new.clone()])).unzip();
            assert_eq!((was, is), (old.clone(), new.clone()));
            for pair in found.windows(2) {
                assert_ne!(pair[0].same, pair[1].same, "{old:?} {new:?}");
            }
            for one in found.iter().filter(|one| one.same) {
                assert_eq!(old[one.old.clone()], new[one.new.clone()]);
            }
        }
    }
}
