//! A draft beside a file: which lines became which, and what that means for the fields.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::file::File;
use super::naming::label;
use super::number;
use super::pairing::{Pairs, Texts, pair};
use super::place::{Places, section};
use super::printed::{Kind, Line, Printed, Seg, same_field, squeezed};
use super::types::{Change, ChangeKind, Op};
use super::words::new_texts;
use crate::history::{LIKE, alike, rows};
use crate::model::{Draft, Origin, is_blank};

/// A draft, the file, and the pairs of their lines.
pub(super) struct Comparison<'a> {
    pub(super) draft: &'a Draft,
    pub(super) printed: Printed,
    pub(super) file: &'a File,
    pub(super) pairs: Pairs,
    pub(super) places: Places<'a>,
    /// Lines of one side that belong to a pair beside them: a paragraph was split, or two became one.
    pub(super) groups: Vec<Group>,
    old_groups: Vec<Option<usize>>,
    new_groups: Vec<Option<usize>>,
    /// Lines of the file that stood elsewhere, with the printed line.
    pub(super) moved: HashMap<usize, usize>,
    pub(super) table_pairs: Pairs,
}

/// Printed lines that became lines of the file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Group {
    pub(super) old: Range<usize>,
    pub(super) new: Range<usize>,
}

/// Changes with their place in the report.
pub(super) type Found = Vec<(usize, Change)>;

/// A line this long is text and no heading.
const SHORT: usize = 60;

impl<'a> Comparison<'a> {
    pub(super) fn new(draft: &'a Draft, printed: Printed, file: &'a File) -> Comparison<'a> {
        let pairs = line_pairs(&printed.lines, &file.lines);
        let table_pairs = table_pairs(&printed, file);
        let places = Places::of(draft, &printed);
        Comparison {
            draft,
            printed,
            file,
            pairs,
            places,
            groups: Vec::new(),
            old_groups: Vec::new(),
            new_groups: Vec::new(),
            moved: HashMap::new(),
            table_pairs,
        }
    }

    /// How much of the shorter text stands in the other one, in percent. Few words prove nothing.
    pub(super) fn alike(&self) -> u8 {
        let size = |text: &str| text.chars().count();
        let own: usize = self.printed.lines.iter().map(|line| size(&line.text)).sum();
        let theirs: usize = self.file.lines.iter().map(|line| size(line)).sum();
        let shared = |(old, new): (usize, usize)| -> Option<f64> {
            let (line, text) = (self.printed.lines.get(old)?, self.file.lines.get(new)?);
            let text = line.behind(text);
            let like = if text == line.text { 1.0 } else { alike(&line.text, text) };
            Some(like * f64::from(u32::try_from(size(&line.text).min(size(text))).unwrap_or(u32::MAX)))
        };
        let pairs = self.pairs.of_old.iter().enumerate().filter_map(|(old, new)| Some((old, (*new)?)));
        let shared: f64 = pairs.filter_map(shared).sum();
        let least = own.min(theirs);
        if least < SHORT {
            return if theirs == 0 && own >= SHORT { 0 } else { 100 };
        }
        let percent = shared * 100.0 / f64::from(u32::try_from(least).unwrap_or(u32::MAX));
        (0..=100_u8).rev().find(|step| f64::from(*step) <= percent).unwrap_or(0)
    }

    /// Everything that differs, in the order of the report.
    pub(super) fn changes(mut self) -> Vec<Change> {
        for old in self.pairs.crossing() {
            if let Some(new) = self.pairs.new_of(old) {
                self.moved.insert(new, old);
                self.pairs.part(old);
            }
        }
        self.group();
        let mut found = Found::new();
        let mut figures = super::figures::Uses::default();
        for group in self.groups.clone() {
            if !super::series::changes(&self, &group, &mut figures, &mut found) {
                self.words(&group, &mut figures, &mut found);
            }
        }
        super::tables::changes(&self, &mut figures, &mut found);
        super::figures::changes(&self, &figures, &mut found);
        let mut taken = HashSet::new();
        super::added::changes(&self, &mut taken, &mut found);
        super::removed::changes(&self, &taken, &mut found);
        found.sort_by_key(|(at, _)| *at);
        found.into_iter().map(|(_, change)| change).collect()
    }

    /// Lines that were paired, with those beside them that were split off or joined.
    fn group(&mut self) {
        let mut groups: Vec<Group> = Vec::new();
        let text = |at: usize| self.file.lines.get(at).map(String::as_str);
        let own = |at: usize| self.printed.lines.get(at).map(|line| line.text.as_str());
        let pairs = self.pairs.of_old.iter().enumerate().filter_map(|(old, new)| Some((old, (*new)?)));
        let mut joined_old = HashSet::new();
        let mut joined_new = HashSet::new();
        let moved_old: HashSet<usize> = self.moved.values().copied().collect();
        for (old, new) in pairs {
            let mut group = Group { old: old..old + 1, new: new..new + 1 };
            let (Some(one), Some(other)) = (own(old), text(new)) else { continue };
            if self.printed.lines.get(old).is_some_and(|line| line.behind(other) != line.text) {
                let free_new = |at: usize| self.pairs.old_of(at).is_none() && !self.moved.contains_key(&at);
                let free_old = |at: usize| self.pairs.new_of(at).is_none() && !moved_old.contains(&at);
                while free_new(group.new.end)
                    && text(group.new.end).is_some_and(|next| is_rest(number::bare(next), number::bare(other), one))
                {
                    joined_new.insert(group.new.end);
                    group.new.end += 1;
                }
                while group.new.start > 0
                    && !joined_new.contains(&(group.new.start - 1))
                    && free_new(group.new.start - 1)
                    && text(group.new.start - 1)
                        .is_some_and(|next| is_rest(number::bare(next), number::bare(other), one))
                {
                    group.new.start -= 1;
                    joined_new.insert(group.new.start);
                }
                while free_old(group.old.end) && own(group.old.end).is_some_and(|next| is_rest(next, one, other)) {
                    joined_old.insert(group.old.end);
                    group.old.end += 1;
                }
                while group.old.start > 0
                    && !joined_old.contains(&(group.old.start - 1))
                    && free_old(group.old.start - 1)
                    && own(group.old.start - 1).is_some_and(|next| is_rest(next, one, other))
                {
                    group.old.start -= 1;
                    joined_old.insert(group.old.start);
                }
            }
            groups.push(group);
        }
        let places = |count: usize, range: fn(&Group) -> Range<usize>| {
            let mut of = vec![None; count];
            for (number, group) in groups.iter().enumerate() {
                of.get_mut(range(group)).into_iter().flatten().for_each(|place| *place = Some(number));
            }
            of
        };
        self.old_groups = places(self.printed.lines.len(), |group| group.old.clone());
        self.new_groups = places(self.file.lines.len(), |group| group.new.clone());
        self.groups = groups;
    }

    /// Whether the printed line belongs to a group.
    pub(super) fn has_old(&self, at: usize) -> bool {
        self.old_groups.get(at).is_some_and(Option::is_some)
    }

    /// The group of a line of the file.
    pub(super) fn group_of_new(&self, at: usize) -> Option<&Group> {
        self.groups.get(self.new_groups.get(at).copied().flatten()?)
    }

    fn words(&self, group: &Group, figures: &mut super::figures::Uses, found: &mut Found) {
        let Some((line, new)) = self.beside(group) else { return };
        self.line_words(&line, &new, group.old.start, figures, found);
    }

    /// The printed lines of a group as one, and what it became, without its number.
    pub(super) fn beside(&self, group: &Group) -> Option<(Line, String)> {
        let mut lines = self.printed.lines.get(group.old.clone())?.iter().cloned();
        let mut line = lines.next()?;
        lines.for_each(|next| line.join(next));
        let new = self.file.lines.get(group.new.clone())?.join("\n");
        let new = line.behind(&new).to_owned();
        Some((line, new))
    }

    /// The words that differ between a line and what it became, field by field.
    pub(super) fn line_words(
        &self,
        line: &Line,
        new: &str,
        at: usize,
        figures: &mut super::figures::Uses,
        found: &mut Found,
    ) {
        let texts = new_texts(&line.segs, new);
        let mut fields: Vec<(&Origin, Vec<(&Seg, String)>)> = Vec::new();
        for (seg, text) in line.segs.iter().zip(texts) {
            let Some(origin) = seg.origin() else { continue };
            if let Kind::Figure(_, name) = &seg.kind {
                figures.note(name, origin, &seg.text, &text, at);
                // Beside its text it stands as it was.
                push(&mut fields, origin, (seg, seg.text.clone()));
            } else {
                push(&mut fields, origin, (seg, text));
            }
        }
        for (origin, segs) in fields {
            if segs.iter().all(|(seg, text)| seg.text == *text) {
                continue;
            }
            let before: String = segs.iter().map(|(seg, _)| seg.text.as_str()).collect();
            let one_line = is_one_line(origin);
            let fit = |text: &str| if one_line { text.replace('\n', "") } else { text.to_owned() };
            let after: String = segs.iter().map(|(_, text)| fit(text)).collect();
            let ops = segs.iter().filter(|(seg, text)| seg.text != *text).filter_map(|(seg, text)| {
                let at = seg.origin()?.clone();
                Some(Op::Write { at, text: fit(text) })
            });
            let kind = if is_blank(&after) { ChangeKind::Removed } else { ChangeKind::Changed };
            let mut change = self.change(kind, origin, &before, &after);
            change.ops = ops.collect();
            found.push((at, change));
        }
    }

    /// A change of the field of `origin`.
    pub(super) fn change(&self, kind: ChangeKind, origin: &Origin, before: &str, after: &str) -> Change {
        let (section, section_name) = section(self.draft, origin.part.as_deref(), &origin.field);
        let label = label(self.draft, &self.places, &self.printed, origin);
        Change {
            kind,
            section,
            section_name,
            item: origin.item.clone(),
            field: origin.field.clone(),
            rows: rows(&label, before, after),
            label,
            before: before.into(),
            after: after.into(),
            ticked: kind != ChangeKind::Cannot,
            ..Change::default()
        }
    }
}

fn push<'s>(fields: &mut Vec<(&'s Origin, Vec<(&'s Seg, String)>)>, origin: &'s Origin, seg: (&'s Seg, String)) {
    match fields.iter_mut().find(|(there, _)| same_field(there, origin)) {
        Some((_, segs)) => segs.push(seg),
        None => fields.push((origin, vec![seg])),
    }
}

/// Whether the text of a field is printed in one line whatever it holds.
pub(super) fn is_one_line(origin: &Origin) -> bool {
    let cell = origin.field.starts_with("cell:");
    !cell && !matches!(origin.field.as_str(), "lead" | "tail" | "body" | "measure" | "result" | "title" | "byline")
}

/// Whether `rest` is what `whole` has more than `piece`: most of it stands there, and with it they are more alike.
fn is_rest(rest: &str, piece: &str, whole: &str) -> bool {
    let size = |text: &str| f64::from(u32::try_from(text.chars().count().saturating_sub(1)).unwrap_or(u32::MAX));
    let (own, all) = (size(rest), size(whole));
    let is_in = own >= 3.0 && own <= all && alike(rest, whole) * (own + all) / 2.0 >= own * 0.7;
    is_in && alike(&format!("{piece}{rest}"), whole) > alike(piece, whole)
}

fn line_pairs(own: &[Line], file: &[String]) -> Pairs {
    let old: Vec<&str> = own.iter().map(Line::bare).collect();
    let new: Vec<&str> = file.iter().map(|line| number::bare(line)).collect();
    let may_be = |one: usize, other: usize| {
        let (Some(line), Some(text)) = (own.get(one), file.get(other)) else { return false };
        let (form, other_form) = (line.form(), number::split(text).map(|(form, _)| form));
        let bare = number::bare(text);
        let short = line.text.chars().count() < SHORT && bare.chars().count() < SHORT;
        form == other_form && short || alike(&line.text, bare) >= LIKE / 2.0
    };
    // A part's heading is always there, whatever was struck out beside it.
    let must_be = |one: usize, other: usize| {
        let form = own.get(one).and_then(Line::form);
        form == Some(number::Form::Han) && may_be(one, other)
    };
    pair(&Texts { old: &old, new: &new, may_be: &may_be, must_be: &must_be })
}

fn table_pairs(printed: &Printed, file: &File) -> Pairs {
    let own: Vec<String> = printed
        .tables
        .iter()
        .map(|rows| rows.iter().flatten().map(|cell| squeezed(&cell.full())).collect::<Vec<_>>().join("，"))
        .collect();
    let theirs: Vec<String> = file
        .tables
        .iter()
        .map(|rows| rows.iter().flatten().map(|cell| squeezed(cell)).collect::<Vec<_>>().join("，"))
        .collect();
    let old: Vec<&str> = own.iter().map(String::as_str).collect();
    let new: Vec<&str> = theirs.iter().map(String::as_str).collect();
    let mut pairs = pair(&Texts { old: &old, new: &new, may_be: &|_, _| true, must_be: &|_, _| false });
    for old in pairs.crossing() {
        pairs.part(old);
    }
    pairs
}
