//! How often everything typed must be printed: counted from the draft alone.

use std::collections::BTreeMap;

use shuzhi::compose::is_asked;
use shuzhi::model::{Attachment, AttachmentKind, Document, Draft, Item, LedgerColumn, Part, Table};
use shuzhi::template::{PartKind, Shown};

use crate::support::Result;

/// Whether every mark stands in the document as often as it should.
pub(super) fn agree(draft: &Draft, document: &Document) -> Result {
    let text = document.text();
    let mut found: BTreeMap<&str, usize> = BTreeMap::new();
    for mark in marks(&text) {
        *found.entry(mark).or_default() += 1;
    }
    let mut wanted = Wanted { draft, quoted: BTreeMap::new(), marks: BTreeMap::new() };
    wanted.find_quoted(&draft.parts);
    wanted.parts(&draft.parts);
    wanted.once(&draft.fields["title"]);
    wanted.elements();
    match wanted.marks.iter().find(|(mark, count)| found.get(*mark).unwrap_or(&0) != *count) {
        Some((mark, count)) => Err(format!("{mark}: {:?} times, not {count} in {text}", found.get(mark)).into()),
        None => Ok(()),
    }
}

/// The marks in a text.
fn marks(text: &str) -> Vec<&str> {
    text.match_indices('标')
        .filter_map(|(at, _)| text.get(at..at + text.get(at..)?.find('记')? + '记'.len_utf8()))
        .collect()
}

struct Wanted<'a> {
    draft: &'a Draft,
    /// Last year's problems that are quoted where work answers them, by their id.
    quoted: BTreeMap<&'a str, &'a str>,
    marks: BTreeMap<&'a str, usize>,
}

impl<'a> Wanted<'a> {
    fn times(&mut self, count: usize, text: &'a str) {
        for mark in marks(text) {
            *self.marks.entry(mark).or_default() += count;
        }
    }

    fn once(&mut self, text: &'a str) {
        self.times(1, text);
    }

    fn shown(&self, part: &Part) -> (PartKind, Shown) {
        let template = self.draft.template.content.part(&part.id);
        template.map_or((PartKind::Prose, Shown::Here), |part| (part.kind, part.shown))
    }

    fn is_in(&self, part: &Part) -> bool {
        !part.left_out && is_asked(self.draft, &part.id)
    }

    fn find_quoted(&mut self, parts: &'a [Part]) {
        for part in parts.iter().filter(|part| !part.left_out && is_asked(self.draft, &part.id)) {
            if self.shown(part) == (PartKind::Rectification, Shown::Quoted) {
                let of = |item: &'a Item| (item.problem.as_deref().unwrap_or(&item.id), item.text.as_str());
                self.quoted.extend(part.items.iter().map(of));
            }
            self.find_quoted(&part.parts);
        }
    }

    /// What the text of `parts` prints.
    fn parts(&mut self, parts: &'a [Part]) {
        for part in parts {
            let (kind, shown) = self.shown(part);
            if !self.is_in(part) || shown == Shown::Quoted {
                continue;
            }
            let before: usize = self.marks.values().sum();
            self.once(&part.lead);
            self.once(&part.tail);
            self.tables(&part.tables);
            let pattern = if part.pattern.is_empty() { "{text}{measure}{result}" } else { &part.pattern };
            self.items(&part.items, (kind == PartKind::Rectification).then_some(pattern));
            self.parts(&part.parts);
            // A heading with nothing below it may be left out.
            if self.marks.values().sum::<usize>() > before {
                self.once(&part.heading);
            }
        }
    }

    fn items(&mut self, items: &'a [Item], pattern: Option<&str>) {
        for item in items.iter().filter(|item| !is_empty(item)) {
            self.once(&item.heading);
            self.once(&item.body);
            for (name, text) in [("{text}", &item.text), ("{measure}", &item.measure), ("{result}", &item.result)] {
                if pattern.is_some_and(|pattern| pattern.contains(name)) {
                    self.once(text);
                }
            }
            for id in &item.answers {
                if let Some(text) = self.quoted.get(id.as_str()).copied() {
                    self.once(text);
                }
            }
            self.tables(&item.tables);
            self.items(&item.items, None);
        }
    }

    fn tables(&mut self, tables: &'a [Table]) {
        for table in tables.iter().filter(|table| has_cells(table)) {
            self.once(&table.title);
            table.rows.iter().flatten().for_each(|cell| self.once(cell));
        }
    }

    /// What stands around the text; nothing of what is switched off.
    fn elements(&mut self) {
        let elements = &self.draft.elements;
        let (letterhead, imprint) = (&elements.letterhead, &elements.imprint);
        let head = [
            &letterhead.copy_number, &letterhead.secrecy, &letterhead.urgency, &letterhead.bodies, &letterhead.number,
            &letterhead.signers,
        ];
        head.into_iter().for_each(|text| self.times(usize::from(letterhead.on), text));
        for element in [&elements.recipient, &elements.note] {
            self.times(usize::from(element.on), &element.text);
        }
        let foot = [&imprint.copies, &imprint.issuer, &imprint.date];
        foot.into_iter().for_each(|text| self.times(usize::from(imprint.on), text));
        let on = usize::from(elements.attachments.on);
        for attachment in &elements.attachments.items {
            self.attachment(attachment, on);
        }
    }

    /// In 附件说明 and as the title; what it holds once.
    fn attachment(&mut self, attachment: &'a Attachment, on: usize) {
        let is = |kind| usize::from(attachment.kind == kind);
        let all = self.all(&self.draft.parts);
        let is_row = |kind: &PartKind| matches!(kind, PartKind::Problem | PartKind::Rectification);
        // A ledger without rows is not made.
        let rows = all.iter().any(|(kind, _)| is_row(kind));
        let on = if attachment.kind == AttachmentKind::Ledger && !rows { 0 } else { on };
        self.times(2 * on, &attachment.name);
        self.times(on * is(AttachmentKind::Text), &attachment.body);
        for cell in attachment.table.rows.iter().flatten() {
            self.times(on * is(AttachmentKind::Table), cell);
        }
        if on * is(AttachmentKind::Ledger) > 0 {
            let columns =
                if attachment.columns.is_empty() { &LedgerColumn::USUAL[..] } else { attachment.columns.as_slice() };
            for (kind, item) in &all {
                if is_row(kind) {
                    columns.iter().for_each(|column| self.cell(*column, *kind, item, &all));
                }
            }
        }
    }

    /// The items of the parts that are in the report, whether they are printed there or not, with their part's kind.
    fn all(&self, parts: &'a [Part]) -> Vec<(PartKind, &'a Item)> {
        let mut out = Vec::new();
        for part in parts.iter().filter(|part| self.is_in(part)) {
            let kind = self.shown(part).0;
            out.extend(part.items.iter().filter(|item| !is_empty(item)).map(|item| (kind, item)));
            out.extend(self.all(&part.parts));
        }
        out
    }

    fn cell(&mut self, column: LedgerColumn, kind: PartKind, item: &'a Item, all: &[(PartKind, &'a Item)]) {
        let old = kind == PartKind::Rectification;
        match column {
            LedgerColumn::Problem => self.once(if old { &item.text } else { &item.heading }),
            LedgerColumn::Shows => self.once(&item.body),
            LedgerColumn::Cause => self.linked(&item.cause, item, PartKind::Cause, all),
            LedgerColumn::Measure if old => self.once(&item.measure),
            LedgerColumn::Measure => self.linked(&item.measure, item, PartKind::Plan, all),
            LedgerColumn::Goal => self.once(&item.goal),
            LedgerColumn::Leader => self.once(&item.leader),
            LedgerColumn::Owner => self.once(&item.owner),
            LedgerColumn::Due => self.once(&item.due),
            LedgerColumn::Closed => self.once(&item.closed),
            LedgerColumn::Result => self.once(&item.result),
            LedgerColumn::Evidence => self.once(&item.evidence),
            LedgerColumn::Progress => item.progress.iter().for_each(|note| self.once(&note.text)),
            LedgerColumn::Number | LedgerColumn::Source | LedgerColumn::Kind | LedgerColumn::State => {}
        }
    }

    /// The item's own text, else what others say that are linked to it.
    fn linked(&mut self, own: &'a str, item: &Item, kind: PartKind, all: &[(PartKind, &'a Item)]) {
        if !blank(own) {
            return self.once(own);
        }
        for (_, other) in all.iter().filter(|(other, _)| *other == kind) {
            let links = if kind == PartKind::Cause { &other.explains } else { &other.answers };
            let times = usize::from(links.contains(&item.id));
            self.times(times, if blank(&other.heading) { &other.body } else { &other.heading });
        }
    }
}

/// Whether nothing of `text` would be seen; texts are made of marks and of such things.
fn blank(text: &str) -> bool {
    marks(text).is_empty() && !text.contains("2025")
}

fn has_cells(table: &Table) -> bool {
    table.rows.iter().flatten().any(|cell| !blank(cell))
}

fn is_empty(item: &Item) -> bool {
    [&item.heading, &item.body, &item.text, &item.measure, &item.result].iter().all(|text| blank(text))
        && item.items.iter().all(is_empty)
        && !item.tables.iter().any(has_cells)
}
