//! 关键数据: their names, what is not filled in, and numbers that were typed otherwise than the figure says.

use std::collections::{BTreeMap, HashSet};

use super::{Finding, Fix, Level};
use crate::compose::{LAST_YEARS_PROBLEMS, is_asked, tally};
use crate::model::{Document, Draft, Figure, Item, Origin, Part, brief, figure_token, is_blank, utf16_len};

/// What may stand between a figure's name and its number: `党委会议共召开12次`.
const BETWEEN: [&str; 18] = [
    "", "共", "了", "为", "达", "有", "数", "数为", "达到", "召开", "举办", "开展", "累计", "共计", "共召开", "共举办",
    "全年召开", "：",
];

/// Every finding about the figures of `draft`, whose composed document is `document`.
pub(super) fn check(draft: &Draft, document: &Document) -> Vec<Finding> {
    let uses = uses(draft);
    let counted = tally(draft).names().map(|(name, _)| name);
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for figure in &draft.figures {
        let name = figure.name.trim();
        let mut say = |rule: &str, level, field: &str, message: String, suggestion: &str| {
            found.push(Finding::on_entry(rule, level, (None, &figure.id, field), message, suggestion));
        };
        if is_blank(name) {
            if !is_blank(&figure.value) {
                say(
                    "figure-name",
                    Level::Warning,
                    "name",
                    "这个数据没有名称，正文里用不上".into(),
                    "写上名称，如 党委会议",
                );
            }
        } else if name.contains(['{', '}']) || name == LAST_YEARS_PROBLEMS || counted.contains(&name) {
            let message = format!("“{}”不能作数据的名称", brief(name));
            say("figure-name", Level::Warning, "name", message, "换一个名称；大括号，以及程序自己统计的名称，不能用");
        } else if !seen.insert(name) {
            let message = format!("有两个数据都叫“{}”，正文里用的是前一个", brief(name));
            say("figure-name", Level::Warning, "name", message, "换一个名称，或删去其中一个");
        } else if figure.value.contains(['{', '}']) {
            let message = format!("数据“{}”的值里有大括号，会照原样印出来", brief(name));
            say("figure-name", Level::Warning, "value", message, "写上数本身");
        } else if is_blank(&figure.value) && uses.get(&figure.id) == Some(&0) {
            say("figure-empty", Level::Hint, "value", format!("数据“{}”还没有填", brief(name)), "填上今年的数，或删去");
        }
    }
    found.extend(differing(draft, document));
    found
}

/// Numbers that stand in a text beside a figure's name and are not its value. Where no value is filled in, the first one typed counts.
fn differing(draft: &Draft, document: &Document) -> Vec<Finding> {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    let spans = || document.blocks.iter().flat_map(|block| &block.spans).filter(|span| span.literal);
    for figure in draft.figures.iter().filter(|figure| figure.name.trim().chars().count() > 1) {
        let name = figure.name.trim();
        let mut right = number(figure.value.trim()).map(|(value, _)| value.to_string());
        // 会议 within 党委会议 is another figure's.
        let longer: Vec<&str> = draft
            .figures
            .iter()
            .map(|one| one.name.trim())
            .filter(|one| one.len() > name.len() && one.ends_with(name))
            .collect();
        for span in spans() {
            let Some(origin) = &span.origin else { continue };
            for typed in typed_numbers(&span.text, figure) {
                if longer.iter().any(|longer| typed.after.ends_with(longer)) {
                    continue;
                }
                let right = right.get_or_insert_with(|| typed.value.to_string());
                let place =
                    (origin.part.clone(), origin.item.clone(), origin.field.clone(), origin.start + typed.start);
                if same(right, typed.value) || !seen.insert(place) {
                    continue;
                }
                found.push(differs(figure, right, &typed, origin));
            }
        }
    }
    found
}

fn differs(figure: &Figure, right: &str, typed: &Typed<'_>, origin: &Origin) -> Finding {
    let (start, end) = (origin.start + typed.start, origin.start + typed.start + utf16_len(typed.value));
    let (name, unit) = (figure.name.trim(), figure.unit.trim());
    let beside = if is_blank(&figure.value) { "别处" } else { "关键数据里" };
    let message = format!("“{name}”这里写的是{}{unit}，{beside}是{right}{unit}", typed.value);
    let own = Origin { start, end, ..origin.clone() };
    let mut finding = Finding::in_text("figure-differs", own, typed.value, message, "核对一下，或用关键数据里的数");
    finding.level = Level::Warning;
    finding.fix = origin.part.clone().map(|part| Fix::UseFigure {
        part,
        item: origin.item.clone(),
        field: origin.field.clone(),
        start,
        end,
        name: name.into(),
    });
    finding
}

/// A number that is typed beside a figure's name.
struct Typed<'a> {
    value: &'a str,
    /// What stands before it, up to the figure's name.
    after: &'a str,
    /// In UTF-16 units from the beginning of the text.
    start: usize,
}

/// The numbers of `figure` in `text`, after its name. One before it may count something else: `5名党员代表`.
fn typed_numbers<'a>(text: &'a str, figure: &Figure) -> Vec<Typed<'a>> {
    let (name, unit) = (figure.name.trim(), figure.unit.trim());
    let mut found = Vec::new();
    for (at, _) in text.match_indices(name) {
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + name.len()..).unwrap_or_default());
        let gap = after.find(|c: char| c.is_ascii_digit()).unwrap_or(after.len());
        let (between, rest) = after.split_at(gap);
        if let Some((value, rest)) = number(rest).filter(|_| BETWEEN.contains(&between.trim()))
            && rest.trim_start().starts_with(unit)
        {
            let up_to_name = text.get(..at + name.len()).unwrap_or_default();
            let start = utf16_len(before) + utf16_len(name) + utf16_len(between);
            found.push(Typed { value, after: up_to_name, start });
        }
    }
    found
}

const fn in_number(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, ',' | '.')
}

/// The number that `text` begins with, and what follows.
fn number(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !in_number(c)).unwrap_or(text.len());
    let (value, rest) = text.split_at(end);
    let trimmed = value.trim_end_matches([',', '.']);
    (trimmed.starts_with(|c: char| c.is_ascii_digit())).then_some((trimmed, if trimmed == value { rest } else { "" }))
}

/// Whether two numbers are one: `1,200` and `1200`, `12` and `12.0`.
fn same(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        let digits: String = text.chars().filter(|c| *c != ',').collect();
        if digits.contains('.') { digits.trim_end_matches('0').trim_end_matches('.').to_string() } else { digits }
    };
    plain(one) == plain(other)
}

/// How often each figure of `draft` stands in a text that is printed, by figure id.
#[must_use]
pub fn uses(draft: &Draft) -> BTreeMap<String, u32> {
    let mut by_name: BTreeMap<String, u32> = BTreeMap::new();
    let mut count = |text: &str| {
        let mut rest = text;
        while let Some((_, name, after)) = figure_token(rest) {
            *by_name.entry(name.trim().to_string()).or_default() += 1;
            rest = after;
        }
    };
    draft.fields.values().for_each(|text| count(text));
    in_parts(draft, &draft.parts, &mut count);
    draft
        .figures
        .iter()
        .map(|figure| (figure.id.clone(), by_name.get(figure.name.trim()).copied().unwrap_or(0)))
        .collect()
}

fn in_parts(draft: &Draft, parts: &[Part], count: &mut impl FnMut(&str)) {
    for part in parts.iter().filter(|part| !part.left_out && is_asked(draft, &part.id)) {
        [&part.heading, &part.lead, &part.tail].into_iter().for_each(|text| count(text));
        in_items(&part.items, count);
        in_parts(draft, &part.parts, count);
    }
}

fn in_items(items: &[Item], count: &mut impl FnMut(&str)) {
    for item in items {
        [&item.heading, &item.body, &item.text, &item.measure, &item.result].into_iter().for_each(|text| count(text));
        in_items(&item.items, count);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Vec<(usize, &str)> {
        let figure = Figure { name: "党委会议".into(), unit: "次".into(), ..Figure::default() };
        typed_numbers(text, &figure).into_iter().map(|typed| (typed.start, typed.value)).collect()
    }

    #[test]
    fn numbers_beside_the_name_are_found_and_others_are_not() {
        assert_eq!(typed("党委会议12次，党委会议共召开1,200次"), [(4, "12"), (15, "1,200")]);
        assert_eq!(typed("党委会议 14 次"), [(5, "14")]);
        for other in [
            "召开12次党委会议",
            "党委会议每季度不少于1次",
            "党委会议议题12个",
            "党委会议，12次",
            "12个党委会议",
            "党委会议12",
            "次党委会议",
        ] {
            assert_eq!(typed(other), [], "{other}");
        }
    }

    #[test]
    fn a_comma_makes_no_other_number() {
        assert!(same("1,200", "1200") && same("12.0", "12") && !same("120", "1200") && !same("12.5", "12"));
        assert_eq!(number("12."), Some(("12", "")));
        assert_eq!(number("次"), None);
    }
}
