//! Two texts of one field → their lines side by side.

use std::collections::BTreeMap;
use std::ops::Range;

use super::stretch::{align, pairs};
use super::types::{Row, Side, Stretch};

/// So many lines are compared one by one.
const MOST_LINES: usize = 4_000;

/// Lines with less than this share of their pairs of characters in common are two lines, not one that was changed.
pub(crate) const LIKE: f64 = 0.3;

/// The lines of `older` and `newer`, paired where one became the other.
pub(crate) fn rows(label: &str, older: &str, newer: &str) -> Vec<Row> {
    let (old, new) = (lines(older), lines(newer));
    let mut rows = Vec::new();
    let mut at = (0, 0);
    for (same_old, same_new, length) in equal(&old, &new) {
        changed(label, slice(&old, at.0..same_old), slice(&new, at.1..same_new), &mut rows);
        for line in slice(&old, same_old..same_old + length) {
            rows.push(row(label, Some(same(line)), Some(same(line))));
        }
        at = (same_old + length, same_new + length);
    }
    changed(label, slice(&old, at.0..old.len()), slice(&new, at.1..new.len()), &mut rows);
    rows
}

/// Whether two texts have the same lines, whatever ends them.
pub(super) fn same_lines(older: &str, newer: &str) -> bool {
    older == newer || lines(older) == lines(newer)
}

/// The lines of a text; none of one that is empty.
fn lines(text: &str) -> Vec<&str> {
    if text.is_empty() { Vec::new() } else { text.split('\n').map(|line| line.trim_end_matches('\r')).collect() }
}

fn slice<'s, 'a>(lines: &'s [&'a str], range: Range<usize>) -> &'s [&'a str] {
    lines.get(range).unwrap_or_default()
}

/// The runs of equal lines: where they begin on both sides and how many they are.
fn equal(old: &[&str], new: &[&str]) -> Vec<(usize, usize, usize)> {
    let Some(ops) = align(old, new, MOST_LINES) else {
        let start = old.iter().zip(new).take_while(|(one, other)| one == other).count();
        return vec![(0, 0, start)];
    };
    let equal = |op: similar::DiffOp| match op {
        similar::DiffOp::Equal { old_index, new_index, len } => Some((old_index, new_index, len)),
        _ => None,
    };
    ops.into_iter().filter_map(equal).collect()
}

/// Rows of lines none of which is the same on both sides.
fn changed(label: &str, old: &[&str], new: &[&str], rows: &mut Vec<Row>) {
    for (older, newer) in pair_up(old, new) {
        let (older, newer) = (older.and_then(|at| old.get(at)), newer.and_then(|at| new.get(at)));
        rows.push(match (older, newer) {
            (Some(older), Some(newer)) => side_by_side(label, older, newer),
            (older, newer) => row(label, older.map(|line| whole(line)), newer.map(|line| whole(line))),
        });
    }
}

fn row(label: &str, older: Option<Side>, newer: Option<Side>) -> Row {
    let changed = |side: &Option<Side>| match side {
        Some(side) => side.stretches.iter().any(|stretch| stretch.changed),
        None => true,
    };
    let changed = changed(&older) || changed(&newer);
    Row { label: label.into(), older, newer, changed }
}

fn same(line: &str) -> Side {
    Side { stretches: vec![Stretch { text: line.into(), changed: false }] }
}

fn whole(line: &str) -> Side {
    Side { stretches: vec![Stretch { text: line.into(), changed: true }] }
}

/// One line that became another.
pub(super) fn side_by_side(label: &str, older: &str, newer: &str) -> Row {
    // Hardly anything in common: what stays by chance would only be in the way of reading.
    if older.chars().count().min(newer.chars().count()) > 8 && likeness(&pairs_of(older), &pairs_of(newer)) < LIKE / 2.0
    {
        return row(label, Some(whole(older)), Some(whole(newer)));
    }
    let (mut old, mut new) = (Vec::new(), Vec::new());
    for pair in pairs(older, newer) {
        for (text, range, side) in [(older, pair.old, &mut old), (newer, pair.new, &mut new)] {
            let text = text.get(range).unwrap_or_default();
            if !text.is_empty() {
                side.push(Stretch { text: text.into(), changed: !pair.same });
            }
        }
    }
    Row {
        label: label.into(),
        older: Some(Side { stretches: old }),
        newer: Some(Side { stretches: new }),
        changed: true,
    }
}

/// Which lines of `old` became which of `new`, in their order, so that they have as much in common as can be.
fn pair_up(old: &[&str], new: &[&str]) -> Vec<(Option<usize>, Option<usize>)> {
    if old.len() == 1 && new.len() == 1 || is_too_much(old, new) {
        let place = |lines: &[&str], at: usize| (at < lines.len()).then_some(at);
        return (0..old.len().max(new.len())).map(|at| (place(old, at), place(new, at))).collect();
    }
    most_alike(old, new)
}

/// Whether the likeness of each line with each would take too long.
pub(crate) fn is_too_much(old: &[&str], new: &[&str]) -> bool {
    const MOST: usize = 2_000_000;
    let size = |lines: &[&str]| lines.iter().map(|line| line.len()).sum::<usize>();
    (size(old) + old.len()) * new.len() + size(new) * old.len() > MOST
}

/// The same by likeness alone: lines without much in common are not paired.
pub(crate) fn most_alike(old: &[&str], new: &[&str]) -> Vec<(Option<usize>, Option<usize>)> {
    let of = |lines: &[&str]| lines.iter().map(|line| pairs_of(line)).collect::<Vec<_>>();
    let (old_pairs, new_pairs) = (of(old), of(new));
    // best[i][j]: the most that the first i lines and the first j lines can have in common.
    let mut best = vec![vec![0.0; new.len() + 1]; old.len() + 1];
    let mut like = BTreeMap::new();
    let get = |best: &[Vec<f64>], i: usize, j: usize| best.get(i).and_then(|row| row.get(j)).copied().unwrap_or(0.0);
    for (i, one) in (1..).zip(&old_pairs) {
        for (j, other) in (1..).zip(&new_pairs) {
            let alike = likeness(one, other);
            let mut most = get(&best, i - 1, j).max(get(&best, i, j - 1));
            if alike >= LIKE {
                most = most.max(get(&best, i - 1, j - 1) + alike);
                like.insert((i, j), alike);
            }
            if let Some(place) = best.get_mut(i).and_then(|row| row.get_mut(j)) {
                *place = most;
            }
        }
    }
    let (mut i, mut j) = (old.len(), new.len());
    let mut found = Vec::new();
    while i > 0 || j > 0 {
        let here = get(&best, i, j);
        let paired = like.get(&(i, j)).is_some_and(|alike| get(&best, i - 1, j - 1) + alike >= here);
        if paired {
            (i, j) = (i - 1, j - 1);
            found.push((Some(i), Some(j)));
        } else if j > 0 && (i == 0 || get(&best, i, j - 1) >= here) {
            j -= 1;
            found.push((None, Some(j)));
        } else {
            i -= 1;
            found.push((Some(i), None));
        }
    }
    found.reverse();
    found
}

/// How much two texts have in common, from 0 to 1.
pub(crate) fn alike(one: &str, other: &str) -> f64 {
    likeness(&pairs_of(one), &pairs_of(other))
}

/// The pairs of neighbouring characters of a line, sorted.
fn pairs_of(line: &str) -> Vec<(char, char)> {
    let mut pairs: Vec<(char, char)> = line.chars().zip(line.chars().skip(1)).collect();
    pairs.sort_unstable();
    pairs
}

/// How much two lines have in common, from 0 to 1 (Dice's coefficient).
fn likeness(one: &[(char, char)], other: &[(char, char)]) -> f64 {
    let (mut a, mut b) = (one.iter().peekable(), other.iter().peekable());
    let mut common = 0_u32;
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => drop(a.next()),
            std::cmp::Ordering::Greater => drop(b.next()),
            std::cmp::Ordering::Equal => {
                common += 1;
                a.next();
                b.next();
            }
        }
    }
    let all = u32::try_from(one.len() + other.len()).unwrap_or(u32::MAX);
    if all == 0 { 0.0 } else { f64::from(common) * 2.0 / f64::from(all) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `older | newer`, with what changed in brackets and `-` for nothing.
    fn shown(older: &str, newer: &str) -> Vec<String> {
        let side = |side: &Option<Side>| match side {
            None => "-".to_owned(),
            Some(side) => {
                let marked = |one: &Stretch| if one.changed { format!("[{}]", one.text) } else { one.text.clone() };
                side.stretches.iter().map(marked).collect()
            }
        };
        let rows = rows("正文", older, newer);
        for row in &rows {
            let differs = side(&row.older) != side(&row.newer) || side(&row.older).contains('[');
            assert_eq!(row.changed, differs, "{row:?}");
        }
        rows.iter().map(|row| format!("{} | {}", side(&row.older), side(&row.newer))).collect()
    }

    #[test]
    fn a_line_that_is_put_in_does_not_make_the_others_different() {
        assert_eq!(
            shown("抓好学习教育。\n抓好阵地建设。", "抓好学习教育。\n发展党员12名。\n抓好阵地建设。"),
            ["抓好学习教育。 | 抓好学习教育。", "- | [发展党员12名。]", "抓好阵地建设。 | 抓好阵地建设。"]
        );
    }

    #[test]
    fn a_line_is_paired_with_the_one_it_became() {
        assert_eq!(
            shown(
                "全年召开党工委会议12次。\n培训干部三期。",
                "新写的一段完全不同的话。\n全年召开党工委会议15次。\n培训党员干部三期。"
            ),
            [
                "- | [新写的一段完全不同的话。]",
                "全年召开党工委会议[12]次。 | 全年召开党工委会议[15]次。",
                "培训干部三期。 | 培训[党员]干部三期。",
            ]
        );
    }

    #[test]
    fn lines_without_anything_in_common_are_two() {
        assert_eq!(
            shown("甲乙丙丁戊己庚辛壬癸。\n子丑寅卯。", "金木水火土日月星辰天。\n子丑寅卯。"),
            ["[甲乙丙丁戊己庚辛壬癸。] | [金木水火土日月星辰天。]", "子丑寅卯。 | 子丑寅卯。"]
        );
    }

    #[test]
    fn what_is_empty_has_no_lines() {
        assert_eq!(shown("", ""), [""; 0]);
        assert!(same_lines("甲\r\n乙", "甲\n乙") && !same_lines("甲\n", "甲"));
        assert_eq!(shown("", "甲\n\n乙"), ["- | [甲]", "- | []", "- | [乙]"]);
    }

    #[test]
    fn very_many_lines_are_paired_by_their_place() {
        let many = |word: &str| (0..5_000).map(|n| format!("{word}{n}")).collect::<Vec<_>>().join("\n");
        let rows = rows("正文", &many("甲"), &many("乙"));
        assert_eq!(rows.len(), 5_000);
        assert!(rows.iter().all(|row| row.changed));
    }

    #[test]
    fn both_sides_are_whole_whatever_they_hold() {
        const WORDS: &[&str] = &["会议", "学习", "党建", "12", "，", "。", "的", "\n", "\n", "", "abc"];
        let mut state = 11_u64;
        let mut below = |n: usize| {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).unwrap_or_default() % n
        };
        for _ in 0..300 {
            let text: Vec<&str> = (0..below(60)).map(|_| WORDS[below(WORDS.len())]).collect();
            let mut other = text.clone();
            for _ in 0..below(6) {
                let at = below(other.len() + 1);
                other.splice(
                    at..(at + below(8)).min(other.len()),
                    [WORDS[below(WORDS.len())], WORDS[below(WORDS.len())]],
                );
            }
            let (older, newer) = (text.concat(), other.concat());
            let rows = rows("正文", &older, &newer);
            let whole = |side: fn(&Row) -> &Option<Side>| {
                let line = |side: &Side| side.stretches.iter().map(|one| one.text.as_str()).collect::<String>();
                rows.iter().filter_map(|row| side(row).as_ref().map(line)).collect::<Vec<_>>().join("\n")
            };
            assert_eq!((whole(|row| &row.older), whole(|row| &row.newer)), (older.clone(), newer.clone()));
            assert_eq!(rows.iter().any(|row| row.changed), older != newer);
            for row in rows.iter().filter(|row| !row.changed) {
                assert_eq!(row.older, row.newer);
            }
        }
    }
}
