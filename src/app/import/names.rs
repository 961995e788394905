//! The parts of an imported report under the names that its file gives them. In: the draft. Out: the same, its copy of the template
//! with other names, so that the list of parts, findings and versions speak of what the user knows.

use std::collections::HashSet;

use crate::model::{Draft, Part, is_blank, one_line};
use crate::template::{Shown, TemplatePart};

/// A name longer than this is cut; the list has room for two lines.
const LONGEST: usize = 18;

/// Gives the parts of `draft` their headings as names; no two have the same one.
pub(super) fn name_parts(draft: &mut Draft) {
    let mut taken = HashSet::new();
    name(&mut draft.template.content.parts, &draft.parts, &mut taken);
}

fn name(known: &mut [TemplatePart], parts: &[Part], taken: &mut HashSet<String>) {
    for own in known {
        let part = parts.iter().find(|part| part.id == own.id);
        let heading = part.map(|part| of_any_year(&one_line(&part.heading))).unwrap_or_default();
        if own.shown == Shown::Quoted {
            own.name = "上年问题清单".into();
        } else if !is_blank(&heading) {
            own.name = brief(&heading);
        }
        let mut names = (1..).map(|n| if n == 1 { own.name.clone() } else { format!("{}（{n}）", own.name) });
        if let Some(free) = names.find(|name| is_blank(name) || !taken.contains(name)) {
            taken.insert(free.clone());
            own.name = free;
        }
        name(&mut own.parts, part.map_or(&[], |part| part.parts.as_slice()), taken);
    }
}

/// A heading without the year in it: next year's report takes over the names.
fn of_any_year(heading: &str) -> String {
    let Some((at, _)) = heading.match_indices('年').find(|(at, _)| {
        let before = heading.get(..*at).unwrap_or("");
        before.chars().rev().take_while(char::is_ascii_digit).count() == 4
    }) else {
        return heading.to_string();
    };
    let before = heading.get(..at.saturating_sub(4)).unwrap_or("");
    let after = heading.get(at + '年'.len_utf8()..).unwrap_or("");
    let without = format!("{before}{}", after.strip_prefix('度').unwrap_or(after));
    if is_blank(&without) { heading.to_string() } else { without }
}

fn brief(heading: &str) -> String {
    let words = heading.trim_end_matches(['。', '：', '；', ':', ';']);
    match words.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or("")),
        None => words.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_hold_no_year_and_are_short() {
        for (heading, name) in [
            ("2023年度查摆问题整改情况", "查摆问题整改情况"),
            ("关于2023年问题整改", "关于问题整改"),
            ("2023年度", "2023年度"),
            ("近5年工作", "近5年工作"),
            ("坚持把抓好党建作为最大政绩，压紧压实主体责任", "坚持把抓好党建作为最大政绩，压紧压实…"),
            ("存在的问题。", "存在的问题"),
        ] {
            assert_eq!(brief(&of_any_year(heading)), name);
        }
    }
}
