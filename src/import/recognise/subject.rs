//! What the words of a heading say it is about. In: words. Out: the kinds of parts they name, and whether they only announce.

use super::sentence::chars;
use super::words::{FAULTS, LAST_YEAR};
use crate::template::PartKind;

/// What headings call problems.
const PROBLEMS: [&str; 7] = ["问题", "不足", "短板", "差距", "薄弱环节", "弱项", "缺点"];

/// What headings call causes.
const CAUSES: [&str; 4] = ["原因", "根源", "成因", "症结"];

/// The kinds that a heading's words name, the weightiest first; none for words that say nothing.
pub(super) fn of_words(words: &str) -> Vec<PartKind> {
    let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
    let mut kinds = Vec::new();
    let earlier = has(LAST_YEAR);
    let put_right = has(&["整改", "销号", "回头看", "整治", "要改", "改了", "改得"]);
    let problem_words = has(&["问题", "不足", "短板", "差距", "薄弱环节", "弱项", "困难", "欠缺"]);
    let rectified = earlier && (put_right || problem_words)
        || has(&[
            "问题整改情况", "整改落实情况", "整改完成情况", "整改情况", "问题整改", "整改落实", "整改进展",
            "改得怎么样", "整改成效",
        ]) && !has(&["下一步", "今后", "下步", "方向", "打算", "计划"]);
    let rectified = rectified || problem_words && has(&["整改与", "整改和", "整改及", "整改、"]);
    if rectified {
        kinds.push(PartKind::Rectification);
    }
    // What is left of the words beside those on last year.
    let rest = if rectified { after_rectification(words) } else { words };
    let cause = CAUSES.iter().any(|word| rest.contains(word));
    let now = [
        "存在", "主要问题", "问题", "不足", "短板", "差距", "薄弱环节", "弱项", "欠缺", "缺憾", "毛病", "没干好",
        "没做好", "没有做好", "没有干好", "做得不好", "不够", "有待改进", "差在哪", "短处", "弱点", "没办好", "没做到",
        "还差什么", "不尽如人意", "缺点", "不满意", "剖析", "检视",
    ]
    .iter()
    .any(|word| rest.contains(word));
    let solved = [
        "解决", "破解", "整改", "聚焦问题", "瞄准", "紧盯", "对准", "锚定", "问题导向", "补短板", "补齐", "针对",
        "改进",
    ]
    .iter()
    .any(|word| rest.contains(word))
        && !rest.contains("存在")
        && !joined(rest);
    let only_causes = cause && cause_alone(rest);
    let only_earlier = rectified && !names_now(rest);
    if now && !solved && !only_causes && !only_earlier {
        kinds.push(PartKind::Problem);
    }
    if cause {
        kinds.push(PartKind::Cause);
    }
    let plan = [
        "下一步", "下步", "今后", "努力方向", "努力的方向", "打算", "明年", "来年", "下年", "改进措施", "整改措施",
        "整改方向", "工作思路", "思路", "计划", "工作安排", "下阶段", "下一阶段", "整改方案", "改进方向", "对策",
        "设想", "努力目标", "改进工作", "提升方向", "未来", "改进办法", "整改思路", "新一年", "新的一年", "接下来",
        "改进举措", "整改举措", "工作规划", "努力重点",
    ];
    if plan.iter().any(|word| rest.contains(word))
        || rest.contains("措施") && !rest.contains("成效") && !has(&["主要措施", "做法"])
    {
        kinds.push(PartKind::Plan);
    }
    let work = [
        "主要工作", "工作情况", "履职", "成效", "做法", "成绩", "任务完成", "任务落实", "落实情况", "完成情况",
        "开展情况", "工作回顾", "亮点", "主要措施", "履行", "回顾", "一年来", "所做", "做的", "主要举措", "责任落实",
        "工作开展", "特色", "推进情况", "抓党建情况", "基本情况", "工作总结", "主要工作",
    ];
    if kinds.is_empty() && work.iter().any(|word| words.contains(word)) {
        kinds.push(PartKind::Work);
    }
    kinds
}

/// The words after those on last year's problems: `上年度问题整改情况及本年度存在的问题` → `本年度存在的问题`.
fn after_rectification(words: &str) -> &str {
    let ends = ["整改情况", "整改落实情况", "整改", "落实情况", "完成情况"];
    let end = ends.iter().filter_map(|end| words.find(end).map(|at| at + end.len())).max().unwrap_or(words.len());
    words.get(end..).unwrap_or("")
}

fn names_now(rest: &str) -> bool {
    ["存在", "本年", "今年", "当前", "目前", "问题", "不足"].iter().any(|word| rest.contains(word))
}

/// `问题及整改思路`: the problems themselves, and something else.
fn joined(words: &str) -> bool {
    let after = PROBLEMS.iter().filter_map(|word| words.rfind(word).and_then(|at| words.get(at + word.len()..)));
    after.map(|rest| rest.trim_start_matches("之处")).any(begins_joined)
}

fn begins_joined(rest: &str) -> bool {
    rest.starts_with(['及', '和', '与', '、', '暨']) || rest.starts_with("以及")
}

/// `存在上述问题的主要原因`: it is the cause of problems, and names none.
fn cause_alone(words: &str) -> bool {
    let end = CAUSES.iter().filter_map(|word| words.find(word)).min().unwrap_or(0);
    let before = words.get(..end).unwrap_or("");
    // `问题及其成因` names both.
    let after = PROBLEMS.iter().filter_map(|word| before.rfind(word).map(|at| at + word.len())).max();
    let between = after.and_then(|after| before.get(after..)).unwrap_or("");
    between.starts_with('的') || !between.contains(['及', '和', '与', '、', '暨'])
}

/// Whether words of a line say that something follows below: they end an introduction, not an address.
pub(super) fn says_below(words: &str) -> bool {
    ["如下", "情况", "问题", "工作", "措施", "方面", "汇报", "报告", "述职", "表现", "原因"]
        .iter()
        .any(|word| words.ends_with(word))
}

/// Whether words name a part of a report and nothing else: `存在的主要问题`, `下一步打算`.
pub(super) fn is_part(words: &str) -> bool {
    chars(words) <= 24 && !of_words(words).is_empty() && !words.contains('“')
}

/// Whether a heading under problems only says that problems follow: `基层党建工作存在的主要问题`.
pub(super) fn is_container(words: &str) -> bool {
    let named = ["问题", "不足", "短板", "差距", "薄弱", "困难", "欠缺", "弱项", "缺点"];
    if !named.iter().any(|word| words.contains(word)) {
        return false;
    }
    let ends = named.iter().any(|word| words.ends_with(word)) || words.ends_with("薄弱环节");
    let plain = |word: &&&str| !["不足", "短板", "差距", "薄弱", "困难", "欠缺", "欠", "弱项"].contains(*word);
    if ends
        && words.contains("存在")
        && chars(words) <= 18
        && !FAULTS.iter().filter(plain).any(|word| words.contains(word))
    {
        return true;
    }
    let generic = [
        "存在", "主要", "问题", "不足", "短板", "差距", "薄弱环节", "薄弱", "困难", "欠缺", "弱项", "缺点", "当前",
        "目前", "突出", "党建工作", "工作", "党建", "基层", "方面", "自身", "本人", "个人", "履职", "表现", "地方",
        "具体", "之处", "环节", "中", "的", "和", "与", "及", "一些", "几个", "还", "仍", "本年度", "今年", "年度",
        "上", "抓", "仍然", "依然", "、", "检视", "查摆", "查找", "梳理", "剖析", "分析", "自查", "自我", "反思",
        "看到", "发现", "列出", "出来", "出", "有哪些", "哪些", "不容回避", "不容忽视", "面临", "正视", "客观", "需要",
        "解决", "值得", "注意", "领导", "班子", "对照", "检查", "情况", "有",
    ];
    let mut rest = words.to_string();
    for word in generic {
        rest = rest.replace(word, "");
    }
    chars(&rest) <= 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use PartKind::{Cause, Plan, Problem, Rectification, Work};

    #[test]
    fn headings_say_what_parts_are_about() {
        for (words, kinds) in [
            ("主要工作情况", &[Work][..]),
            ("主要措施和工作成效", &[Work]),
            ("存在的主要问题", &[Problem]),
            ("存在的问题及今后努力方向", &[Problem, Plan]),
            ("存在问题和原因分析", &[Problem, Cause]),
            ("产生问题的原因", &[Cause]),
            ("下一步工作打算", &[Plan]),
            ("下一步整改方向和措施", &[Plan]),
            ("上年度问题整改情况", &[Rectification]),
            ("上年度问题整改情况及本年度存在的问题", &[Rectification, Problem]),
            ("去年查出问题的整改情况", &[Rectification]),
            ("抓实理论学习", &[]),
        ] {
            assert_eq!(of_words(words), kinds, "{words}");
        }
    }

    #[test]
    fn a_heading_that_only_announces_problems_is_none() {
        assert!(["存在的主要问题", "基层党建工作存在的主要问题", "主要问题", "存在问题"].into_iter().all(is_container));
        assert!(!["学习不够深入", "党员教育管理不够严格的问题", "思想认识方面"].into_iter().any(is_container));
    }
}
