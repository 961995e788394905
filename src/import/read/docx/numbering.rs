//! Automatic numbering. In: the part `numbering`, and list by list the paragraphs that are entries. Out: the label that Word
//! shows before each, such as `（一）`.

use std::collections::{HashMap, HashSet};
use std::io::BufRead;

use super::numerals::numeral;
use super::styles::Styles;
use super::symbols;
use super::xml::{Tag, Token, Xml};
use crate::Result;

/// A list has nine levels (ECMA-376 part 1, 17.9.6).
const LEVELS: usize = 9;

/// The most lists; a document that was pasted together for years has hundreds.
const MOST_LISTS: usize = 20_000;

/// The lists of a document, and how far each has come.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// What lists are made from, by `abstractNumId`.
    kinds: HashMap<u32, Kind>,
    /// The lists, by `numId`.
    lists: HashMap<u32, List>,
    /// How far the lists of a kind have come: they count on together.
    counters: HashMap<u32, [Option<u32>; LEVELS]>,
    /// The lists and levels that have begun at a start of their own.
    begun: HashSet<(u32, usize)>,
}

#[derive(Debug, Default)]
struct Kind {
    levels: [Option<Level>; LEVELS],
    /// The numbering style that has the levels instead.
    style: Option<String>,
}

#[derive(Debug, Default)]
struct List {
    kind: u32,
    levels: [Option<Level>; LEVELS],
    starts: [Option<u32>; LEVELS],
}

/// One level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    start: Option<u32>,
    format: String,
    /// The label, with `%1` for the number of the first level.
    text: String,
    /// 0: never starts again. n: starts again after level n (from 1) or a higher one.
    restart: Option<usize>,
    /// All numbers in it are Arabic ones.
    legal: bool,
    /// The paragraph style that means this level.
    style: Option<String>,
    hidden: bool,
}

impl Numbering {
    /// Reads the part `numbering` (ECMA-376 part 1, 17.9).
    pub(super) fn read<B: BufRead>(mut xml: Xml<'_, B>) -> Result<Numbering> {
        let mut numbering = Numbering::default();
        let (mut kind, mut list): (Option<u32>, Option<u32>) = (None, None);
        let (mut overridden, mut level): (usize, usize) = (0, LEVELS);
        loop {
            let tag = match xml.next()? {
                Token::Start(tag) => tag,
                Token::Eof => return Ok(numbering),
                _ => continue,
            };
            match tag.word() {
                "abstractNum" => {
                    (kind, list, level) = (id(&tag, "abstractNumId"), None, LEVELS);
                    if let Some(id) = kind.filter(|_| numbering.kinds.len() < MOST_LISTS) {
                        numbering.kinds.insert(id, Kind::default());
                    }
                }
                "num" => {
                    (kind, list, level, overridden) = (None, id(&tag, "numId"), LEVELS, LEVELS);
                    if let Some(id) = list.filter(|_| numbering.lists.len() < MOST_LISTS) {
                        numbering.lists.insert(id, List::default());
                    }
                }
                "abstractNumId" => {
                    if let (Some(list), Some(kind)) = (list.and_then(|id| numbering.lists.get_mut(&id)), tag.number()) {
                        list.kind = kind;
                    }
                }
                "numStyleLink" => {
                    if let Some(kind) = kind.and_then(|id| numbering.kinds.get_mut(&id)) {
                        kind.style = tag.attribute("val").map(Into::into);
                    }
                }
                "lvlOverride" => (overridden, level) = (level_of(&tag), LEVELS),
                "startOverride" => {
                    let starts = list.and_then(|id| numbering.lists.get_mut(&id)).map(|list| &mut list.starts);
                    if let Some(start) = starts.and_then(|starts| starts.get_mut(overridden)) {
                        *start = tag.number();
                    }
                }
                "lvl" => {
                    level = if list.is_some() { overridden } else { level_of(&tag) };
                    if let Some(slot) = numbering.slot(kind, list, level) {
                        *slot = Some(Level { format: "decimal".into(), ..Level::default() });
                    }
                }
                _ => {
                    if let Some(Some(level)) = numbering.slot(kind, list, level) {
                        level.set(&tag);
                    }
                }
            }
        }
    }

    fn slot(&mut self, kind: Option<u32>, list: Option<u32>, level: usize) -> Option<&mut Option<Level>> {
        let levels = match (kind, list) {
            (Some(kind), _) => &mut self.kinds.get_mut(&kind)?.levels,
            (None, Some(list)) => &mut self.lists.get_mut(&list)?.levels,
            (None, None) => return None,
        };
        levels.get_mut(level)
    }

    /// The kind that `list` is made of: lists made by a numbering style have the levels of the style's own list (17.9.21).
    fn kind_of(&self, list: u32, styles: &Styles) -> Option<u32> {
        let mut id = self.lists.get(&list)?.kind;
        // A style's list has its levels itself; two steps are more than there are, and no loop goes on.
        for _ in 0..2 {
            let Some(style) = self.kinds.get(&id)?.style.as_deref() else { break };
            match styles.list_of(style).and_then(|list| self.lists.get(&list)) {
                Some(list) => id = list.kind,
                None => break,
            }
        }
        self.kinds.contains_key(&id).then_some(id)
    }

    /// The level of `list` that a paragraph style means, by the first of the `chain` of its ids that one names.
    pub(super) fn level_of_style(&self, list: u32, chain: &[String], styles: &Styles) -> Option<usize> {
        let kind = self.kinds.get(&self.kind_of(list, styles)?)?;
        let means = |level: &Option<Level>, id: &String| level.as_ref().is_some_and(|l| l.style.as_ref() == Some(id));
        chain.iter().find_map(|id| kind.levels.iter().position(|level| means(level, id)))
    }

    /// Counts a paragraph that is an entry of `list` at `level` (from 0), and answers its label.
    pub(super) fn label(&mut self, list: u32, level: usize, styles: &Styles) -> String {
        if level >= LEVELS {
            return String::new();
        }
        let Some(kind) = self.kind_of(list, styles) else { return String::new() };
        let (Some(made_of), Some(entry)) = (self.kinds.get(&kind), self.lists.get(&list)) else { return String::new() };
        let definition = |level: usize| {
            let own = entry.levels.get(level).and_then(Option::as_ref);
            own.or_else(|| made_of.levels.get(level).and_then(Option::as_ref))
        };
        let start_of = |level: usize| {
            let own = entry.starts.get(level).copied().flatten();
            own.or_else(|| definition(level).and_then(|level| level.start)).unwrap_or(1)
        };
        let counters = self.counters.entry(kind).or_default();
        // A start of its own counts when the list comes to the level for the first time (17.9.27).
        let anew = entry.starts.get(level).copied().flatten().is_some() && self.begun.insert((list, level));
        for (at, counter) in counters.iter_mut().enumerate().skip(level) {
            if at == level {
                *counter = Some(match *counter {
                    Some(count) if !anew => count.saturating_add(1),
                    _ => start_of(at),
                });
                continue;
            }
            // Word starts a level again after any higher one, and heeds no restart of an override (MS-OI29500, 17.9.10).
            let restart = made_of.levels.get(at).and_then(Option::as_ref).and_then(|level| level.restart);
            if restart.is_none_or(|after| level < after) {
                *counter = None;
            }
        }
        let Some(shown) = definition(level).filter(|level| !level.hidden) else { return String::new() };
        if shown.format == "bullet" {
            return symbols::bullet(&shown.text);
        }
        let number = |at: usize| {
            let format = definition(at).map_or("decimal", |level| level.format.as_str());
            let format = if shown.legal && !["none", "bullet"].contains(&format) { "decimal" } else { format };
            numeral(counters.get(at).copied().flatten().unwrap_or_else(|| start_of(at)), format)
        };
        let mut label = String::new();
        let mut letters = shown.text.chars().peekable();
        while let Some(letter) = letters.next() {
            match letters.peek().and_then(|next| next.to_digit(10)).filter(|digit| letter == '%' && *digit > 0) {
                Some(digit) => {
                    letters.next();
                    label.push_str(&number(digit as usize - 1));
                }
                None => label.push(letter),
            }
        }
        label.trim().to_owned()
    }
}

impl Level {
    fn set(&mut self, tag: &Tag<'_>) {
        /// Longer labels are cut: they stand before every paragraph of the list.
        const LONGEST: usize = 64;
        match tag.word() {
            "start" => self.start = tag.number(),
            // A form of its own is followed by the nearest of the known ones.
            "numFmt" => {
                self.format = tag.attribute("val").filter(|v| v != "custom").unwrap_or("decimal".into()).into_owned();
            }
            "lvlText" => self.text = tag.attribute("val").unwrap_or_default().chars().take(LONGEST).collect(),
            "lvlRestart" => self.restart = tag.number(),
            "isLgl" => self.legal = tag.on(),
            "pStyle" => self.style = tag.attribute("val").map(Into::into),
            "vanish" => self.hidden = tag.on(),
            _ => {}
        }
    }
}

fn id(tag: &Tag<'_>, name: &str) -> Option<u32> {
    tag.attribute(name)?.trim().parse().ok()
}

fn level_of(tag: &Tag<'_>) -> usize {
    tag.attribute("ilvl").and_then(|level| level.trim().parse().ok()).unwrap_or(LEVELS)
}
