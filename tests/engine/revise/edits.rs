//! Random edits, such as a superior makes in Word: words, paragraphs, items.

use shuzhi::model::{Draft, Item, Join, Part};
use shuzhi::template::{PartKind, Shown};

use crate::dice::Dice;

const WORDS: &[&str] = &["切实", "进一步", "（已核实）", "坚持问题导向，", "2026年", "做到了", "的", "全区"];

/// What an edit touched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Did {
    Words,
    Paragraph,
    Gone,
    Added,
    Moved,
    Field,
    Nothing,
}

/// Makes one edit in `draft`.
pub(super) fn edit(draft: &mut Draft, dice: &mut Dice, count: usize) -> Did {
    let all = ids(draft, |_| true);
    edit_in(draft, &all, dice, count)
}

/// Makes one edit in one of these parts.
pub(super) fn edit_in(draft: &mut Draft, parts: &[String], dice: &mut Dice, count: usize) -> Did {
    let quoted: Vec<String> = quoted(draft);
    let rectification: Vec<String> = of_kind(draft, PartKind::Rectification);
    let mut all = parts.to_vec();
    all.retain(|id| !quoted.contains(id));
    let Some(part) = all.get(dice.below(all.len())).and_then(|id| find(&mut draft.parts, id)) else {
        return Did::Nothing;
    };
    let is_rectification = rectification.contains(&part.id);
    match dice.below(12) {
        0..=4 => {
            let mut texts = texts(part);
            texts.retain(|text| text.chars().count() > 4);
            let which = dice.below(texts.len());
            match texts.into_iter().nth(which) {
                Some(text) => words(text, dice),
                None => return Did::Nothing,
            }
            Did::Words
        }
        5 => {
            // A new item of several paragraphs among items that follow each other in one is told, and not merged.
            let in_one = part.style.join != Join::Paragraphs;
            let items = part.items.iter_mut().filter(|item| !(in_one && item.id.starts_with("new-")));
            let mut bodies: Vec<&mut String> = items.map(|item| &mut item.body).collect();
            bodies.push(&mut part.lead);
            bodies.retain(|text| text.contains('。'));
            let which = dice.below(bodies.len());
            let Some(text) = bodies.into_iter().nth(which) else { return Did::Nothing };
            paragraph(text, dice, count);
            Did::Paragraph
        }
        6 | 7 if part.items.len() > 1 => {
            let at = dice.below(part.items.len());
            part.items.remove(at);
            Did::Gone
        }
        8 | 9 if !is_rectification && !part.items.is_empty() => {
            let own_line = part.items.iter().all(|item| item.body.is_empty());
            let at = dice.below(part.items.len() + 1);
            let item = Item {
                id: format!("new-{count}"),
                heading: format!("新增第{count}条工作要点"),
                body: if own_line {
                    String::new()
                } else {
                    format!("这是新增第{count}条的内容，共{count}件。")
                },
                ..Item::default()
            };
            part.items.insert(at, item);
            Did::Added
        }
        10 if part.items.len() > 1 && part.style.join == Join::Paragraphs => {
            let item = part.items.remove(dice.below(part.items.len()));
            part.items.insert(dice.below(part.items.len() + 1), item);
            Did::Moved
        }
        11 => {
            let ids = ["unit", "reporter", "post", "salutation", "date"];
            let id = ids[dice.below(ids.len())];
            if id == "salutation" {
                draft.fields.insert(id.into(), "各位同志：".into());
            } else if id == "date" {
                draft.fields.insert(id.into(), "2026-01-03".into());
            }
            Did::Field
        }
        _ => Did::Nothing,
    }
}

fn words(text: &mut String, dice: &mut Dice) {
    let chars: Vec<char> = text.chars().collect();
    let at = 1 + dice.below(chars.len() - 2);
    // Inside braces stands a name that nobody sees in Word.
    let before: String = chars[..at].iter().collect();
    if before.matches("{{").count() != before.matches("}}").count() || before.ends_with('{') || before.ends_with('}') {
        return;
    }
    let word = WORDS[dice.below(WORDS.len())];
    let gone = match dice.below(3) {
        0 => 0,
        _ => (1 + dice.below(6)).min(chars.len() - 1 - at),
    };
    let kept = chars[at..at + gone].iter().all(|c| !"\n。{}；，".contains(*c));
    let gone = if kept { gone } else { 0 };
    let put = if dice.below(3) == 0 && gone > 0 { "" } else { word };
    *text = chars[..at].iter().chain(&put.chars().collect::<Vec<_>>()).chain(&chars[at + gone..]).collect();
}

fn paragraph(text: &mut String, dice: &mut Dice, count: usize) {
    match dice.below(3) {
        0 => text.push_str(&format!("\n这一段是第{count}次补写的话，原来没有。")),
        1 if text.contains('\n') => {
            let lines: Vec<&str> = text.split('\n').collect();
            let gone = 1 + dice.below(lines.len() - 1);
            *text = lines
                .iter()
                .enumerate()
                .filter(|(at, _)| *at != gone)
                .map(|(_, line)| *line)
                .collect::<Vec<_>>()
                .join("\n");
        }
        _ => {
            // One paragraph becomes two.
            let ends: Vec<usize> = text.match_indices('。').map(|(at, _)| at + '。'.len_utf8()).collect();
            let at = ends[dice.below(ends.len())];
            if at < text.len() && !text[at..].starts_with('\n') {
                text.insert(at, '\n');
            }
        }
    }
}

fn texts(part: &mut Part) -> Vec<&mut String> {
    fn of_items<'a>(items: &'a mut [Item], out: &mut Vec<&'a mut String>) {
        for item in items {
            let Item { heading, body, text, measure, result, items, .. } = item;
            out.extend([heading, body, text, measure, result]);
            of_items(items, out);
        }
    }
    let Part { lead, tail, items, heading, .. } = part;
    let mut out = vec![lead, tail, heading];
    of_items(items, &mut out);
    out
}

fn find<'a>(parts: &'a mut [Part], id: &str) -> Option<&'a mut Part> {
    parts.iter_mut().find_map(|part| if part.id == id { Some(part) } else { find(&mut part.parts, id) })
}

fn quoted(draft: &Draft) -> Vec<String> {
    ids(draft, |part| part.shown == Shown::Quoted)
}

fn of_kind(draft: &Draft, kind: PartKind) -> Vec<String> {
    ids(draft, |part| part.kind == kind)
}

fn ids(draft: &Draft, is: impl Fn(&shuzhi::template::TemplatePart) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    super::each_part(&draft.parts, &mut |part| {
        if draft.template.content.part(&part.id).is_some_and(&is) {
            found.push(part.id.clone());
        }
    });
    found
}
