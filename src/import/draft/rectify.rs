//! Last year's problems put right as rectification items: by one sentence for all where the file uses one, else as typed.

use std::ops::Range;

use super::built::{Builder, Built, arranged, lines, style};
use super::text::{plain, whole};
use super::tree::Node;
use crate::import::Piece;
use crate::import::recognise::series_members;
use crate::model::{Item, Join, ListStyle, Numbering, Utf16Range};

/// What is written of one problem.
struct Unit {
    heading: String,
    /// The text after the heading.
    body: String,
    /// Where the body names the problem.
    name: Option<Range<usize>>,
    /// The name, where the heading has it.
    text: String,
}

/// Text of pieces with the places of last year's problems in it, in bytes.
fn with_names(pieces: &[&Piece]) -> (String, Vec<Range<usize>>) {
    let mut text = String::new();
    let mut names = Vec::new();
    for piece in pieces {
        let start = text.len() + piece.number.len();
        names.extend(bytes(&piece.text, &piece.last_year).into_iter().map(|name| start + name.start..start + name.end));
        text.push_str(&whole(&[piece]));
    }
    (text, names)
}

/// The places of `ranges`, which are UTF-16 units in ascending order, in bytes of `text`.
pub(super) fn bytes(text: &str, ranges: &[Utf16Range]) -> Vec<Range<usize>> {
    let mut chars = text.char_indices();
    let (mut at, mut units) = (0, 0);
    let mut to = |wanted: usize| {
        while units < wanted {
            let Some((start, c)) = chars.next() else { break };
            units += c.len_utf16();
            at = start + c.len_utf8();
        }
        at
    };
    ranges
        .iter()
        .map(|range| {
            let start = to(range.start);
            start..to(range.end)
        })
        .collect()
}

/// The literal text before and after the name in a body, up to the first punctuation after it.
fn around(unit: &Unit) -> Option<(&str, &str)> {
    let name = unit.name.clone()?;
    let before = unit.body.get(..name.start)?;
    let after = unit.body.get(name.end..)?;
    let stop = after
        .char_indices()
        .find(|(_, c)| matches!(c, '，' | '。' | '：' | '；' | '、'))
        .map(|(at, c)| at + c.len_utf8())?;
    let suffix = after.get(..stop)?;
    let short = before.chars().count() <= 24 && suffix.chars().count() <= 10;
    (short && !before.contains(['{', '}', '。']) && !suffix.contains(['{', '}'])).then_some((before, suffix))
}

/// The items of `units`, and the pattern that writes them.
fn items(builder: &mut Builder<'_>, units: Vec<Unit>) -> (String, Vec<Item>) {
    let common = units.first().and_then(around).map(|(before, after)| (before.to_string(), after.to_string()));
    let common = common.filter(|(before, after)| units.iter().all(|unit| around(unit) == Some((before, after))));
    let pattern = match &common {
        Some((before, after)) => format!("{before}{{text}}{after}{{measure}}{{result}}"),
        None => "{measure}{result}".to_string(),
    };
    let item = |unit: Unit| {
        let text = unit.name.clone().and_then(|name| unit.body.get(name)).map_or(unit.text.clone(), String::from);
        let cut = match (&common, &unit.name) {
            (Some((_, after)), Some(name)) => name.end + after.len(),
            _ => 0,
        };
        let measure = plain(unit.body.get(cut..).unwrap_or(""));
        let state = super::table::said(&measure);
        let (id, heading, text) = (builder.ids.next(), plain(&unit.heading), plain(&text));
        Item { id, heading, text, measure, state, ..Item::default() }
    };
    (pattern, units.into_iter().map(item).collect())
}

/// Headings below a part on last year's problems.
pub(super) fn list(builder: &mut Builder<'_>, built: &mut Built, nodes: &[Node<'_>]) -> bool {
    let list = style(nodes);
    let mut units = Vec::new();
    for (index, node) in nodes.iter().enumerate() {
        let Some(arranged) = arranged(&node.content).filter(|arranged| arranged.tables.is_empty()) else {
            return false;
        };
        let Some(piece) = node.heading.filter(|_| node.children.is_empty()) else { return false };
        let (first, names) = arranged.lead.first().map(|line| with_names(line)).unwrap_or_default();
        let rest = arranged.lead.get(1..).unwrap_or_default();
        let body = if rest.is_empty() { first } else { format!("{first}\n{}", lines(rest)) };
        built.expected.push_str(&format!(
            "{}{}{}{}",
            list.numbering.label(index + 1),
            plain(&piece.text),
            piece.end,
            plain(&body.replace('\n', ""))
        ));
        let text = with_names(&[piece]);
        let named = text.1.first().and_then(|name| text.0.get(name.clone())).unwrap_or("").to_string();
        let names = names.first().cloned().filter(|_| names.len() == 1 && named.is_empty());
        let (heading, whole_body) = super::list::heading_and_body(node, list, body.clone());
        let shifted = whole_body.len() - body.len().min(whole_body.len());
        let name = names.map(|name| name.start + shifted..name.end + shifted);
        units.push(Unit { heading, body: whole_body, name, text: named });
    }
    built.part.style = list;
    (built.part.pattern, built.part.items) = items(builder, units);
    true
}

/// Paragraphs without headings: a series, or one sentence after the other.
pub(super) fn text(builder: &mut Builder<'_>, built: &mut Built, text: &[&[&Piece]]) -> bool {
    let named: Vec<usize> = text
        .iter()
        .enumerate()
        .filter(|(_, line)| line.iter().any(|piece| !piece.last_year.is_empty()))
        .map(|(at, _)| at)
        .collect();
    match named.as_slice() {
        [] => false,
        [at] => one_paragraph(builder, built, text, *at),
        [first, .., last] => {
            let Some(own) = text.get(*first..=*last) else { return false };
            let mut units = Vec::new();
            for line in own {
                let (body, names) = with_names(line);
                let [name] = names.as_slice() else { return false };
                units.push(Unit { heading: String::new(), body, name: Some(name.clone()), text: String::new() });
            }
            built.part.style = ListStyle { numbering: Numbering::None, run_in: true, join: Join::Paragraphs };
            built.part.lead = text.get(..*first).map(lines).unwrap_or_default();
            built.part.tail = text.get(last + 1..).map(lines).unwrap_or_default();
            (built.part.pattern, built.part.items) = items(builder, units);
            true
        }
    }
}

/// More problems than this stand in no paragraph; it stays text.
const MOST_NAMES: usize = 60;

fn one_paragraph(builder: &mut Builder<'_>, built: &mut Built, text: &[&[&Piece]], at: usize) -> bool {
    let (Some(before), Some(line), Some(after)) = (text.get(..at), text.get(at), text.get(at + 1..)) else {
        return false;
    };
    let (body, names) = with_names(line);
    if names.len() > MOST_NAMES {
        return false;
    }
    let mut lead = lines(before);
    if !before.is_empty() {
        lead.push('\n');
    }
    let members = series_members(&body);
    let starts: Vec<(usize, usize)> = if members.is_empty() {
        // Each sentence begins after the end of the one before.
        let begin = |name: &Range<usize>| {
            let head = body.get(..name.start).unwrap_or("");
            head.rfind(['。', '；', '：'])
                .and_then(|at| head.get(at..)?.chars().next().map(|c| at + c.len_utf8()))
                .unwrap_or(0)
        };
        names.iter().map(|name| (begin(name), begin(name))).collect()
    } else {
        members.clone()
    };
    let Some((first, _)) = starts.first().copied() else { return false };
    let mut units = Vec::new();
    let mut counted = true;
    for (index, (start, words)) in starts.iter().copied().enumerate() {
        let end = starts.get(index + 1).map_or(body.len(), |(next, _)| *next);
        let own: Vec<&Range<usize>> = names.iter().filter(|name| name.start >= start && name.end <= end).collect();
        let [name] = own.as_slice() else { return false };
        counted &= body.get(start..words) == Some(Numbering::Series.label(index + 1).as_str());
        // With a number, what stands before the problem's sentence is the heading.
        let head = body.get(words..name.start).and_then(|head| head.rfind('。')).map(|at| words + at);
        let from = if members.is_empty() { start } else { head.map_or(words, |at| at + '。'.len_utf8()) };
        let heading = if members.is_empty() { "" } else { head.and_then(|at| body.get(words..at)).unwrap_or("") };
        let Some(own) = body.get(from..end) else { return false };
        units.push(Unit {
            heading: heading.to_string(),
            body: own.to_string(),
            name: Some(name.start - from..name.end - from),
            text: String::new(),
        });
    }
    let series = !members.is_empty();
    if series && !counted {
        return false;
    }
    lead.push_str(&plain(body.get(..first).unwrap_or("")));
    let numbering = if series { Numbering::Series } else { Numbering::None };
    built.part.style = ListStyle { numbering, run_in: true, join: Join::Sentences };
    built.part.lead = lead;
    (built.part.pattern, built.part.items) = items(builder, units);
    if !after.is_empty() {
        built.part.tail = format!("\n{}", lines(after));
    }
    true
}
