//! Drafts that no one would type, over every template: whatever they hold, nothing typed is lost, each place leads back to
//! its field, and the Word file is a valid one with the same text.

mod draft;

use std::collections::BTreeMap;

use shuzhi::app::view;
use shuzhi::compose::{compose, is_asked};
use shuzhi::export::docx;
use shuzhi::model::{Block, Document, Draft, Item, Origin, Part, Role, read_draft};
use shuzhi::profile::Profile;
use shuzhi::template::{PartKind, Shown, Start, builtin, new_draft};

use self::draft::Random;
use crate::docx::{faults_of, paragraphs};
use crate::support::{self, Result};

/// Drafts of each template.
const DRAFTS: u64 = 30;

/// Calls `judge` with each draft and its document, and says which draft it was when that fails.
fn each(judge: impl Fn(&Draft, &Document) -> Result) -> Result {
    for template in builtin()? {
        for seed in 1..=DRAFTS {
            let mut ids = support::ids();
            let start = Start { year: 2025, now: support::now(), ids: &mut ids };
            let empty = new_draft(&template, start);
            let draft = Random::new(seed).draft(empty, &mut ids);
            judge(&draft, &compose(&draft)).map_err(|error| format!("{} {seed}: {error}", template.id))?;
        }
    }
    Ok(())
}

/// The text that `origin` names.
fn field<'a>(draft: &'a Draft, origin: &Origin) -> Option<&'a str> {
    fn part<'a>(parts: &'a [Part], id: &str) -> Option<&'a Part> {
        parts.iter().find_map(|one| if one.id == id { Some(one) } else { part(&one.parts, id) })
    }
    fn item<'a>(items: &'a [Item], id: &str) -> Option<&'a Item> {
        items.iter().find_map(|one| if one.id == id { Some(one) } else { item(&one.items, id) })
    }
    let Some(id) = &origin.part else { return draft.fields.get(&origin.field).map(String::as_str) };
    let part = part(&draft.parts, id)?;
    let Some(id) = &origin.item else {
        return match origin.field.as_str() {
            "heading" => Some(&part.heading),
            "lead" => Some(&part.lead),
            "tail" => Some(&part.tail),
            _ => None,
        };
    };
    let item = item(&part.items, id)?;
    match origin.field.as_str() {
        "heading" => Some(&item.heading),
        "body" => Some(&item.body),
        "text" => Some(&item.text),
        "measure" => Some(&item.measure),
        "result" => Some(&item.result),
        _ => None,
    }
}

#[test]
fn every_place_leads_back_to_what_was_typed_there() -> Result {
    each(|draft, document| {
        for span in document.blocks.iter().flat_map(|block| &block.spans) {
            if span.text.is_empty() || span.text.chars().any(char::is_control) {
                return Err(format!("not a text of one line: {span:?}").into());
            }
            let Some(origin) = &span.origin else { continue };
            // The reporter's own byline may be composed: its field need not be in the template.
            let text = field(draft, origin).or((!span.literal).then_some("")).ok_or_else(|| format!("{origin:?}"))?;
            let units: Vec<u16> = text.encode_utf16().collect();
            let range = units.get(origin.start..origin.end).ok_or_else(|| format!("{origin:?} in {text:?}"))?;
            if span.literal && String::from_utf16(range)?.replace('\t', " ") != span.text {
                return Err(format!("{span:?} in {text:?}").into());
            }
        }
        Ok(())
    })
}

/// The marks in a text.
fn marks(text: &str) -> Vec<&str> {
    text.match_indices('标')
        .filter_map(|(at, _)| text.get(at..at + text.get(at..)?.find('记')? + '记'.len_utf8()))
        .collect()
}

/// The marks of what `parts` print.
fn printed<'a>(draft: &'a Draft, parts: &'a [Part], out: &mut Vec<&'a str>) {
    fn of_items<'a>(items: &'a [Item], pattern: Option<&str>, out: &mut Vec<&'a str>) {
        for item in items {
            out.extend(marks(&item.heading).into_iter().chain(marks(&item.body)));
            for (name, text) in [("{text}", &item.text), ("{measure}", &item.measure), ("{result}", &item.result)] {
                if pattern.is_some_and(|pattern| pattern.contains(name)) {
                    out.extend(marks(text));
                }
            }
            of_items(&item.items, None, out);
        }
    }
    for part in parts.iter().filter(|part| !part.left_out && is_asked(draft, &part.id)) {
        let template = draft.template.content.part(&part.id);
        if template.is_some_and(|part| part.shown == Shown::Quoted) {
            continue;
        }
        let before = out.len();
        out.extend(marks(&part.lead).into_iter().chain(marks(&part.tail)));
        let pattern = if part.pattern.is_empty() { "{text}{measure}{result}" } else { &part.pattern };
        let rectification = template.is_some_and(|part| part.kind == PartKind::Rectification);
        of_items(&part.items, rectification.then_some(pattern), out);
        printed(draft, &part.parts, out);
        // A heading with nothing below it may be left out.
        if out.len() > before {
            out.extend(marks(&part.heading));
        }
    }
}

#[test]
fn everything_typed_is_printed_once() -> Result {
    each(|draft, document| {
        let text = document.text();
        let mut found: BTreeMap<&str, usize> = BTreeMap::new();
        for mark in marks(&text) {
            *found.entry(mark).or_default() += 1;
        }
        let mut wanted = Vec::new();
        printed(draft, &draft.parts, &mut wanted);
        wanted.extend(marks(&draft.fields["title"]));
        match wanted.iter().find(|mark| found.get(*mark) != Some(&1)) {
            Some(mark) => Err(format!("{mark}: {:?} times in {text}", found.get(mark)).into()),
            None => Ok(()),
        }
    })
}

#[test]
fn no_number_stands_before_nothing() -> Result {
    fn flatten(parts: &mut [Part]) {
        for part in parts {
            // An item that only holds items has nothing of its own beside its number.
            part.items.iter_mut().for_each(|item| item.items.clear());
            flatten(&mut part.parts);
        }
    }
    each(|draft, _| {
        let mut draft = draft.clone();
        flatten(&mut draft.parts);
        let bare = |block: &&Block| block.spans.iter().all(|span| span.origin.is_none());
        match compose(&draft).blocks.iter().find(bare) {
            Some(block) => Err(format!("{block:?}").into()),
            None => Ok(()),
        }
    })
}

#[test]
fn the_word_file_says_the_same_and_keeps_to_the_schema() -> Result {
    each(|draft, document| {
        let view = view(draft);
        assert_eq!(view.document, *document);
        let file = docx::write(document, &Profile::of(draft))?;
        assert_eq!(paragraphs(&file), document.blocks.iter().map(Block::text).collect::<Vec<_>>());
        assert_eq!(faults_of(&file), [""; 0]);
        Ok(())
    })
}

#[test]
fn a_draft_is_read_as_it_was_written() -> Result {
    each(|draft, document| {
        let json = serde_json::to_string(draft)?;
        let read = read_draft(&json, "随机", &mut support::ids())?;
        assert_eq!(read, *draft);
        assert_eq!(document.blocks.iter().any(|block| block.role == Role::Title), !document.title.is_empty());
        Ok(())
    })
}
