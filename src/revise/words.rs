//! One printed line and the text that it became → the new text of each of its stretches. What the program wrote between them
//! stays where it is; what was put in goes to the field beside it.

use std::ops::Range;

use super::printed::{Kind, Seg};
use crate::history::by_clauses;

/// The new texts of `segs` when their line became `new`. What the program wrote is answered as it was, though it may have been
/// changed.
pub(super) fn new_texts(segs: &[Seg], new: &str) -> Vec<String> {
    let mut texts = divided(segs, new);
    // The program ends a sentence by itself: what was put in behind its mark need not bring another one.
    for at in 0..segs.len().saturating_sub(1) {
        let (Some(seg), Some(next)) = (segs.get(at), segs.get(at + 1)) else { continue };
        let Some(text) = texts.get_mut(at).filter(|text| **text != seg.text) else { continue };
        if seg.kind != Kind::Own && next.kind == Kind::Own && next.text == "。" && text.ends_with('。') {
            text.pop();
        }
    }
    texts
}

fn divided(segs: &[Seg], new: &str) -> Vec<String> {
    if let Some((head, text)) = run_in(segs, new) {
        let (before, after) = segs.split_at(head);
        let mut texts = spread(before, new.get(..text).unwrap_or_default());
        texts.extend(spread(after, new.get(text..).unwrap_or_default()));
        return texts;
    }
    spread(segs, new)
}

/// A heading ends with the first `。` of its paragraph: how many stretches it has, and where the text after it begins.
fn run_in(segs: &[Seg], new: &str) -> Option<(usize, usize)> {
    let (first, rest) = segs.split_first()?;
    let heading = |seg: &Seg| seg.origin().is_some_and(|origin| origin.field == "heading" && origin.item.is_some());
    let [stop, next, ..] = rest else { return None };
    let is_run_in = heading(first) && stop.kind == Kind::Own && stop.text == "。" && next.kind != Kind::Own;
    if !is_run_in || first.text.contains('。') {
        return None;
    }
    Some((2, new.find('。')? + '。'.len_utf8()))
}

fn spread(segs: &[Seg], new: &str) -> Vec<String> {
    let old: String = segs.iter().map(|seg| seg.text.as_str()).collect();
    if old == new {
        return segs.iter().map(|seg| seg.text.clone()).collect();
    }
    let new_chars: Vec<char> = new.chars().collect();
    // Which stretch each old character belongs to.
    let seg_of: Vec<usize> =
        segs.iter().enumerate().flat_map(|(at, seg)| std::iter::repeat_n(at, seg.text.chars().count())).collect();
    // Which old character each new one was.
    let was = matches(&old, new);
    let mut owner: Vec<Option<usize>> = was.iter().map(|old| old.and_then(|old| seg_of.get(old).copied())).collect();
    let mut at = 0;
    while at < new_chars.len() {
        if owner.get(at).copied().flatten().is_some() {
            at += 1;
            continue;
        }
        let end = (at..new_chars.len()).find(|next| was.get(*next).copied().flatten().is_some());
        let end = end.unwrap_or(new_chars.len());
        let before = at.checked_sub(1).and_then(|before| was.get(before).copied().flatten());
        let after = was.get(end).copied().flatten();
        give(segs, &seg_of, (before, after), at..end, &mut owner);
        at = end;
    }
    let mut texts: Vec<String> =
        segs.iter().map(|seg| if seg.kind == Kind::Own { seg.text.clone() } else { String::new() }).collect();
    for (c, owner) in new_chars.iter().zip(&owner) {
        let Some(seg) = *owner else { continue };
        let typed = segs.get(seg).is_some_and(|seg| seg.kind != Kind::Own);
        if let Some(text) = texts.get_mut(seg).filter(|_| typed) {
            text.push(*c);
        }
    }
    texts
}

/// Gives the new characters `range`, which stand between the old ones `before` and `after`, to a stretch.
fn give(
    segs: &[Seg],
    seg_of: &[usize],
    (before, after): (Option<usize>, Option<usize>),
    range: Range<usize>,
    owner: &mut [Option<usize>],
) {
    let typed = |seg: usize| segs.get(seg).is_some_and(|seg| seg.kind != Kind::Own);
    let is_figure = |seg: usize| segs.get(seg).is_some_and(|seg| matches!(seg.kind, Kind::Figure(..)));
    let seg = |old: usize| seg_of.get(old).copied();
    let gone = before.map_or(0, |before| before + 1)..after.unwrap_or(seg_of.len());
    // What was struck out here says whose place it is: the stretch that lost most.
    let mut lost: Vec<(usize, usize)> = Vec::new();
    for here in gone.filter_map(seg).filter(|seg| typed(*seg)) {
        match lost.last_mut() {
            Some((seg, count)) if *seg == here => *count += 1,
            _ => lost.push((here, 1)),
        }
    }
    let loser = lost.iter().rev().max_by_key(|(_, count)| *count).map(|(seg, _)| *seg);
    let (left, right) = (before.and_then(seg), after.and_then(seg));
    let inside = left.filter(|left| Some(*left) == right && typed(*left));
    let beside = |seg: &usize| typed(*seg) && !is_figure(*seg);
    let chosen = inside.or(loser).or(left.filter(beside)).or(right.filter(beside));
    if let Some(chosen) = chosen {
        owner.get_mut(range).into_iter().flatten().for_each(|owner| *owner = Some(chosen));
        return;
    }
    // Beside the program's own words: the text before them takes them in, as it then ends where they end.
    let first = left.or(right.map(|right| right.saturating_sub(1))).unwrap_or(0);
    if let Some(to) = (0..=first.min(segs.len().saturating_sub(1))).rev().find(|seg| beside(seg)) {
        let from = owner.iter().rposition(|owner| *owner == Some(to));
        let begin = from.map_or(0, |from| from + 1).min(range.start);
        let taken = owner.get_mut(begin..range.end).into_iter().flatten();
        taken.for_each(|owner| *owner = Some(to));
    } else if let Some(to) = (first..segs.len()).find(|seg| beside(seg)) {
        owner.get_mut(range).into_iter().flatten().for_each(|owner| *owner = Some(to));
    }
}

/// For each character of `new`, the one of `old` that it was. Clauses that stand once in both are equal before anything is
/// compared by characters, so that a sentence that is gone leaves no crumbs.
fn matches(old: &str, new: &str) -> Vec<Option<usize>> {
    let mut stretches = Vec::new();
    by_clauses(old, new, &mut stretches);
    let count = |text: &str, range: Range<usize>| text.get(range).map_or(0, |text| text.chars().count());
    let mut was = Vec::new();
    let mut at = 0;
    for stretch in stretches {
        let (old_len, new_len) = (count(old, stretch.old), count(new, stretch.new));
        was.extend((0..new_len).map(|step| stretch.same.then_some(at + step)));
        at += old_len;
    }
    was
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Origin;

    /// `甲|[。]|乙`: typed, the program's own, typed.
    fn segs(shown: &str) -> Vec<Seg> {
        let seg = |(at, text): (usize, &str)| {
            let own = text.strip_prefix('[').and_then(|text| text.strip_suffix(']'));
            let origin = Origin {
                part: Some("part".into()),
                item: Some("item".into()),
                field: if at == 0 { "heading".into() } else { format!("field{at}") },
                start: 0,
                end: 0,
            };
            Seg { text: own.unwrap_or(text).into(), kind: if own.is_some() { Kind::Own } else { Kind::Typed(origin) } }
        };
        shown.split('|').enumerate().map(seg).collect()
    }

    fn became(shown: &str, new: &str) -> String {
        let segs = segs(shown);
        let texts = new_texts(&segs, new);
        let shown = segs.iter().zip(texts).map(|(seg, text)| match seg.kind {
            Kind::Own => format!("[{text}]"),
            _ => text,
        });
        shown.collect::<Vec<_>>().join("|")
    }

    #[test]
    fn a_word_changes_in_its_own_field() {
        assert_eq!(became("抓学习|[。]|全年开会。", "抓好学习。全年开会。"), "抓好学习|[。]|全年开会。");
        assert_eq!(became("抓学习|[。]|全年开会。", "抓学习教育。全年开会。"), "抓学习教育|[。]|全年开会。");
        assert_eq!(became("抓学习|[。]|全年开会。", "抓学习。今年全年开会两次。"), "抓学习|[。]|今年全年开会两次。");
        assert_eq!(
            became("抓学习|[。]|全年开会。", "抓学习。我们开会。全年开会。"),
            "抓学习|[。]|我们开会。全年开会。"
        );
        assert_eq!(became("抓学习|[。]|全年开会。", "重视干部。跑了企业。"), "重视干部|[。]|跑了企业。");
    }

    #[test]
    fn what_comes_after_the_programs_words_takes_them_in() {
        assert_eq!(
            became("[针对]|甲|[的问题，]|做了乙|[。]", "针对甲的问题，做了乙。又做了丙。"),
            "[针对]|甲|[的问题，]|做了乙。又做了丙|[。]"
        );
        assert_eq!(became("抓学习|[。]", "抓学习。开会。"), "抓学习。开会|[。]");
    }

    #[test]
    fn a_text_may_be_emptied() {
        assert_eq!(
            became("[针对]|甲|[的问题，]|做了乙|[。]|成了丙|[。]", "针对甲的问题，做了乙。"),
            "[针对]|甲|[的问题，]|做了乙|[。]||[。]"
        );
    }
}
