//! The problems that a sentence names: `针对……的问题`, `上年查摆出来的“……”和“……”等问题`. In: a sentence. Out: the places of their words in it.

use std::ops::Range;

use super::clause::is_fault;
use super::sentence::{chars, split, trimmed};
use super::series;
use super::words::{FOUND, LAST_YEAR};

/// The longest stretch between 针对 and 问题, in bytes.
const LONGEST: usize = 480;

/// The problems that a sentence names.
pub(super) fn in_sentence(words: &str, open: bool, says: bool) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(at) = words.get(from..).and_then(|rest| rest.find("针对")) {
        let start = from + at + "针对".len();
        let Some(end) = problem_word(words, start) else { break };
        let names = names(words, start..end);
        from = if names.is_empty() { start } else { end };
        found.extend(names);
    }
    let ends = problem_word(words, 0);
    if !found.is_empty() || words.find("针对").is_some_and(|at| ends.is_none_or(|end| at < end)) {
        return found;
    }
    // Other ways to begin, at the beginning of the sentence.
    let begin = series::line_number(words).map_or(0, |(length, _)| length);
    let start = begin + words.get(begin..).map_or(0, |rest| rest.len() - rest.trim_start().len());
    let rest = words.get(start..).unwrap_or("");
    let Some(end) = problem_word(words, start) else {
        // `评议时提出的“……”两条意见`: opinions name a problem where they are quoted.
        let opinions = words.find("意见").filter(|at| (says || open) && *at > start);
        return opinions.map_or(found, |end| quotes(words, start..end));
    };
    let lead = ["关于", "对于", "围绕", "聚焦", "对照", "对", "就"].iter().find(|lead| rest.starts_with(**lead));
    let quoted =
        (says || open && rest.starts_with('“')) && words.get(start..end).is_some_and(|words| words.contains('“'));
    let told = cut(words, start..end);
    if let Some(lead) = lead.filter(|_| open || quoted) {
        return names(words, start + lead.len()..end);
    }
    if quoted {
        let names = quotes(words, start..end);
        return names;
    }
    let after = words.get(end + "问题".len()..).unwrap_or("");
    let stops = after.chars().next().is_none_or(|c| "，：。,:".contains(c));
    let said = told.start > start && says;
    if open
        && stops
        && (said || words.get(start..end).is_some_and(is_fault))
        && words.get(told.clone()).is_some_and(|name| chars(name) <= 45)
    {
        return names(words, start..end);
    }
    found
}

/// Where the word 问题 stands that ends what begins at `start`.
fn problem_word(words: &str, start: usize) -> Option<usize> {
    let mut limit = words.len().min(start + LONGEST);
    while !words.is_char_boundary(limit) {
        limit -= 1;
    }
    let stretch = words.get(start..limit)?;
    let compound = [
        "导向", "线索", "清单", "意识", "台账", "整改", "隐患", "反馈", "楼", "村", "党员", "学生", "企业", "户",
        "较多", "突出", "不",
    ];
    let mut inside = 0u32;
    let mut found = None;
    for (at, c) in stretch.char_indices() {
        match c {
            '“' | '‘' | '《' => inside += 1,
            '”' | '’' | '》' => inside = inside.saturating_sub(1),
            '问' if inside == 0 => {
                let Some(after) = stretch.get(at..).and_then(|rest| rest.strip_prefix("问题")) else { continue };
                if compound.iter().any(|word| after.starts_with(word)) {
                    continue;
                }
                found = Some(start + at);
                break;
            }
            _ => {}
        }
    }
    found
}

/// The names in `range`, which stands between 针对 and 问题.
fn names(words: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let quoted = quotes(words, range.clone());
    if !quoted.is_empty() {
        return quoted;
    }
    let name = cut(words, range);
    let text = words.get(name.clone()).unwrap_or("");
    let generic = [
        "上述", "以上", "这些", "这个", "自身", "相关", "有关", "突出", "各类", "各种", "重点", "热点", "难点", "具体",
        "查摆", "整改", "反馈", "巡察", "存在", "这方面", "此类", "该", "一些", "主要", "薄弱环节", "群众反映",
        "群众反映强烈", "共性", "个性", "点评", "述职", "检查", "本年度", "指出", "评议",
    ];
    // Two clauses belong to one name only where the last of them finds fault.
    let clauses = split(text, |c| c == '，');
    let loose = clauses.len() > 1 && !clauses.last().and_then(|last| text.get(last.clone())).is_some_and(is_fault);
    let counted =
        text.chars().all(|c| "一二三四五六七八九十两几数若干0123456789个方面项条类大主要突出共了的有".contains(c));
    // `本人存在3个` says how many, not which.
    let mut rest = text.to_string();
    for word in [
        "本人", "我们", "我局", "单位", "党委", "党组", "支部", "存在", "方面", "主要", "突出", "具体", "查摆", "指出",
        "了", "的", "我", "个", "项", "条", "在",
    ] {
        rest = rest.replace(word, "");
    }
    let counted = counted || rest.chars().all(|c| c.is_ascii_digit() || "一二三四五六七八九十两几多".contains(c));
    // `账销号，问题改起来`: what ends in a comma is a clause of its own.
    let clause = text.ends_with(['，', ',', '、']);
    if clause || chars(text) < 3 || counted || generic.contains(&text) || loose {
        return Vec::new();
    }
    vec![name]
}

/// The quoted names in `range`, where nothing but words of finding stands around them.
fn quotes(words: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let text = words.get(range.clone()).unwrap_or("");
    let mut found = Vec::new();
    let mut outside = String::new();
    let mut open: Option<usize> = None;
    let mut depth = 0u32;
    for (at, c) in text.char_indices() {
        match c {
            '“' => {
                if depth == 0 {
                    open = Some(at + c.len_utf8());
                }
                depth += 1;
            }
            '”' if depth > 0 => {
                depth -= 1;
                if let Some(start) = open.filter(|_| depth == 0) {
                    found.push(range.start + start..range.start + at);
                    outside.push('\u{1}');
                }
            }
            _ if depth == 0 => outside.push(c),
            _ => {}
        }
    }
    // What joins the quotes and follows them says nothing of its own.
    let after = outside.split_once('\u{1}').map_or("", |(_, after)| after);
    let joins = after.chars().all(|c| "\u{1}、，和及与以等的几个两三四五六七八九十项条方面这些0123456789 ".contains(c));
    let before = outside.split('\u{1}').next().unwrap_or("");
    let told = before.trim().is_empty()
        || before.ends_with(['的', '：', '出', '来', '在'])
        || FOUND.iter().any(|word| before.ends_with(word))
        || before.chars().count() <= 3;
    let own = is_fault(before.trim_end_matches('的')) && !FOUND.iter().any(|word| before.contains(word));
    if !joins || !told || own {
        return Vec::new();
    }
    found.retain(|name| words.get(name.clone()).is_some_and(|name| chars(name) >= 3));
    found
}

/// `range` without `上年述职查摆出来的` before a name and `的` after it.
fn cut(words: &str, range: Range<usize>) -> Range<usize> {
    let mut range = trimmed(words, range);
    let text = words.get(range.clone()).unwrap_or("");
    let official = |before: &str| {
        chars(before) <= 4
            || LAST_YEAR.iter().any(|word| before.contains(word))
            || [
                "述职", "上级", "县委", "市委", "区委", "省委", "领导", "评委", "点评", "反馈", "考核", "巡察", "会上",
                "年度", "组织部", "年", "工委", "党委",
            ]
            .iter()
            .any(|word| before.contains(word))
    };
    let mut skip = 0;
    for verb in FOUND {
        for (at, _) in text.match_indices(verb).take(8) {
            let before = text.get(..at).unwrap_or("");
            let mut after = at + verb.len();
            for tail in ["出来", "出", "到", "过", "中", "时", "了"] {
                if text.get(after..).is_some_and(|rest| rest.starts_with(tail)) {
                    after += tail.len();
                }
            }
            let rest = text.get(after..).unwrap_or("");
            let of = rest.starts_with('的') || rest.starts_with('，') || rest.starts_with('：');
            let told = LAST_YEAR.iter().any(|word| before.contains(word))
                && matches!(*verb, "说到" | "查出" | "点到" | "指出" | "提出" | "查摆" | "反馈");
            if chars(before) <= 40 && (of || told) && official(before) {
                let after = if rest.starts_with('的') { after + '的'.len_utf8() } else { after };
                skip = skip.max(after);
            }
        }
    }
    // `上年度议事规则不够完善` and `2023年……`.
    let rest = text.get(skip..).unwrap_or("");
    for lead in ["上一年度", "上年度", "上一年", "上年", "去年", "往年"] {
        if let Some(after) = rest.strip_prefix(lead) {
            skip += rest.len() - after.trim_start_matches('的').len();
            break;
        }
    }
    let rest = text.get(skip..).unwrap_or("");
    for lead in ["存在的", "有的", "“"] {
        if rest.starts_with(lead) && lead != "“" {
            skip += lead.len();
            break;
        }
    }
    range.start += skip.min(text.len());
    for tail in ["等几个方面的", "等方面的", "等方面", "这一方面", "这一", "这个", "等的", "等", "的"]
    {
        let text = words.get(range.clone()).unwrap_or("");
        if let Some(rest) = text.strip_suffix(tail) {
            range.end = range.start + rest.len();
        }
    }
    let range = trimmed(words, range);
    let text = words.get(range.clone()).unwrap_or("");
    match text.strip_prefix('“').and_then(|inner| inner.strip_suffix('”')) {
        Some(inner) if !inner.contains('“') => range.start + '“'.len_utf8()..range.end - '”'.len_utf8(),
        _ => range,
    }
}
