//! Clauses that name problems. In: text and a range of it. Out: the clause that finds fault, without what leads to it or explains it;
//! whether a clause names one, leads to some, or says what was reached.

use std::ops::Range;

use super::sentence::{chars, ends_sentence, find_stop, split, trimmed};
use super::words::{ACHIEVED, BEFORE_PROBLEM, ENDS, FAULT_TAILS, FAULTS, INTRODUCTIONS};

/// The naming clause at the beginning of `range`: its first sentence, without what only explains it.
pub(super) fn naming(text: &str, range: Range<usize>) -> Range<usize> {
    let range = trimmed(text, range);
    let words = text.get(range.clone()).unwrap_or("");
    let stop = find_stop(words, |c| ends_sentence(c) || matches!(c, '；' | ';'));
    let (first, after) = stop.map_or((words.len(), words.len()), |stop| (stop.start, stop.end));
    let sentence = words.get(..first).unwrap_or("").trim_end_matches(|c: char| ENDS.contains(&c));
    let goes_on = words.get(after..).is_some_and(|after| !after.trim().is_empty());
    let mut length = sentence.len();
    if let Some(colon) = find_stop(sentence, |c| matches!(c, '：' | ':')) {
        let before = sentence.get(..colon.start).unwrap_or("");
        if is_fault(before) && chars(before) >= 4 {
            length = colon.start;
        }
    }
    let sentence = sentence.get(..length).unwrap_or("");
    let clauses = split(sentence, |c| matches!(c, '，' | ','));
    if let Some(first) = clauses.first().filter(|_| clauses.len() > 1) {
        let clause = sentence.get(first.clone()).unwrap_or("");
        let all = clauses.iter().all(|clause| sentence.get(clause.clone()).is_some_and(is_fault));
        let explains = if goes_on { chars(sentence) > 45 } else { !all || chars(sentence) > 32 };
        if explains && is_fault(clause) && chars(clause) >= 5 {
            length = first.end;
        }
    }
    range.start..range.start + length
}

/// Whether a clause says that something is not as it should be.
pub(super) fn is_fault(clause: &str) -> bool {
    let plain = clause.trim_end_matches(|c: char| ENDS.contains(&c));
    FAULTS.iter().any(|word| plain.contains(word))
        || FAULT_TAILS.iter().any(|tail| plain.ends_with(tail)) && chars(plain) >= 3
}

/// `range` without words that only lead to a problem, and without 等问题 after it.
pub(super) fn bare(text: &str, range: Range<usize>) -> Range<usize> {
    let mut range = trimmed(text, range);
    loop {
        let words = text.get(range.clone()).unwrap_or("");
        let Some(lead) = BEFORE_PROBLEM.iter().find(|lead| words.starts_with(**lead) && words.len() > lead.len() + 6)
        else {
            break;
        };
        range = trimmed(text, range.start + lead.len()..range.end);
    }
    let words = text.get(range.clone()).unwrap_or("");
    for tail in ["等方面的问题", "等一些问题", "等问题", "等不足", "等短板", "等现象", "等情况"]
    {
        if let Some(rest) = words.strip_suffix(tail).filter(|rest| chars(rest) >= 4) {
            return range.start..range.start + rest.len();
        }
    }
    range
}

/// Whether a clause names a problem: it finds fault with something of its own, and is no introduction.
pub(super) fn names(clause: &str) -> bool {
    is_fault(clause) && chars(clause) >= 4 && !is_lead(clause) && !is_achieved(clause)
}

/// Whether a clause says what was reached.
pub(super) fn is_achieved(clause: &str) -> bool {
    ACHIEVED.iter().any(|word| clause.contains(word)) && !strong(clause)
}

/// Whether a clause only leads to problems and names none.
pub(super) fn is_lead(clause: &str) -> bool {
    let compares = ["与", "同", "和", "对照", "离", "距", "对标"].iter().any(|word| clause.starts_with(word))
        && ["差距", "不足", "短板"].iter().any(|word| clause.contains(word));
    let generic = {
        let mut rest = clause.to_string();
        for word in [
            "还有", "还", "仍", "仍然", "依然", "也", "存在", "一些", "不少", "不足", "问题", "差距", "薄弱环节",
            "短板", "困难", "之处", "以下", "的", "和", "与", "着", "一定", "诸多", "许多", "明显", "几个", "方面",
            "主要", "工作", "党建", "支部", "党委", "党组", "班子", "本人", "单位", "中", "自己", "我", "们", "在",
            "上", "、", "有", "不尽如人意", "地方", "清醒", "认识到", "看到", "地", "同时", "仍有", "是",
        ] {
            rest = rest.replace(word, "");
        }
        chars(&rest) <= 1
    };
    // `还有几处明显的短板` says that problems follow.
    let counted = [
        "几处", "几个", "几点", "几方面", "一些", "不少", "诸多", "以下", "若干", "许多", "如下", "三个", "四个",
        "五个", "两个",
    ]
    .iter()
    .any(|word| clause.contains(word))
        && ["问题", "短板", "不足", "差距", "薄弱环节", "弱项", "短处", "欠缺", "毛病", "不足之处"]
            .iter()
            .any(|word| clause.ends_with(word));
    let introduces =
        INTRODUCTIONS.iter().any(|lead| clause.starts_with(lead)) && !FAULTS.iter().any(|word| clause.ends_with(word));
    compares || generic || counted || introduces
}

/// Whether a clause finds fault beyond doubt.
fn strong(clause: &str) -> bool {
    [
        "不够", "不足", "有待", "欠缺", "薄弱", "滞后", "不到位", "不强", "不高", "不深", "差距", "不实", "不严",
        "缺乏", "不多", "不明显", "偏", "较少", "不均衡", "不平衡", "仍需", "还需",
    ]
    .iter()
    .any(|word| clause.contains(word))
}
