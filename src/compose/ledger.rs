//! 整改台账 of one draft as a table: last year's problems with what was done about them, then this year's with what will be.

use super::part::{is_asked, is_empty};
use super::writer::{Place, Source, Writer};
use crate::model::{Draft, Item, LedgerColumn, MeasureKind, Part, Progress, State, is_blank, one_line};
use crate::template::PartKind;

/// Writes the ledger with these `columns`; the usual ones where none are chosen.
pub(super) fn write_ledger<'a>(writer: &mut Writer<'a>, columns: &[LedgerColumn]) {
    let chosen = if columns.is_empty() { LedgerColumn::USUAL.as_slice() } else { columns };
    let mut columns: Vec<LedgerColumn> = Vec::new();
    for column in chosen {
        // Twice the same says nothing more; only a file changed by hand has it.
        if !columns.contains(column) {
            columns.push(*column);
        }
    }
    let draft = writer.draft;
    let mut rows = Vec::new();
    let mut plans = Vec::new();
    collect(draft, &draft.parts, &mut rows, &mut plans);
    rows.sort_by_key(|row: &Row<'_>| row.kind != PartKind::Rectification);
    writer.begin_table();
    for (column, name) in (0..).zip(&columns) {
        writer.generated_cell((0, column), name.name());
    }
    for (number, row) in (1..).zip(&rows) {
        for (column, name) in (0..).zip(&columns) {
            match row.cell(draft, *name, number, &plans) {
                Cell::Typed(texts) => writer.cell((number, column), &texts),
                Cell::Generated(text) => writer.generated_cell((number, column), &text),
            }
        }
    }
}

/// Whether a ledger of `draft` has a row.
pub(super) fn has_rows(draft: &Draft) -> bool {
    let mut rows = Vec::new();
    collect(draft, &draft.parts, &mut rows, &mut Vec::new());
    !rows.is_empty()
}

/// A problem, or an item that answers problems, with the part it stands in.
struct Row<'a> {
    part: &'a Part,
    item: &'a Item,
    kind: PartKind,
}

/// What a cell says.
enum Cell<'a> {
    /// Texts of the draft.
    Typed(Vec<Source<'a>>),
    /// The program's own words.
    Generated(String),
}

/// The problems of `parts`, and the plan's items.
fn collect<'a>(draft: &Draft, parts: &'a [Part], rows: &mut Vec<Row<'a>>, plans: &mut Vec<Row<'a>>) {
    for part in parts.iter().filter(|part| !part.left_out && is_asked(draft, &part.id)) {
        let kind = draft.template.content.part(&part.id).map_or(PartKind::Prose, |part| part.kind);
        for item in part.items.iter().filter(|item| !is_empty(item)) {
            let row = Row { part, item, kind };
            match kind {
                PartKind::Problem | PartKind::Rectification => rows.push(row),
                PartKind::Plan | PartKind::Cause | PartKind::Work => plans.push(row),
                _ => {}
            }
        }
        collect(draft, &part.parts, rows, plans);
    }
}

impl<'a> Row<'a> {
    fn text(&self, field: &'static str, text: &'a str) -> Source<'a> {
        Source { part: Some(&self.part.id), item: Some(&self.item.id), field: Place::Field(field), text }
    }

    fn cell(&self, draft: &Draft, column: LedgerColumn, number: u32, plans: &[Row<'a>]) -> Cell<'a> {
        let item = self.item;
        let rectification = self.kind == PartKind::Rectification;
        let text = |field, text| Cell::Typed(vec![self.text(field, text)]);
        match column {
            LedgerColumn::Number => Cell::Generated(number.to_string()),
            LedgerColumn::Problem if rectification => text("text", &item.text),
            LedgerColumn::Problem => text("heading", &item.heading),
            LedgerColumn::Source => {
                let year = if rectification { item.year } else { draft.year };
                Cell::Generated(source_in_words(year, &item.source))
            }
            LedgerColumn::Shows => text("body", &item.body),
            LedgerColumn::Cause => self.with_linked("cause", &item.cause, plans, PartKind::Cause),
            LedgerColumn::Goal => text("goal", &item.goal),
            LedgerColumn::Kind => Cell::Generated(item.kind.map(MeasureKind::name).unwrap_or_default().into()),
            // What is only quoted in work items was done where they say so.
            LedgerColumn::Measure if rectification => self.with_linked("measure", &item.measure, plans, PartKind::Work),
            LedgerColumn::Measure => self.with_linked("measure", &item.measure, plans, PartKind::Plan),
            LedgerColumn::Leader => text("leader", &item.leader),
            LedgerColumn::Owner => text("owner", &item.owner),
            LedgerColumn::Due => date(&item.due),
            LedgerColumn::Progress => Cell::Generated(notes_in_words(&item.progress)),
            LedgerColumn::Result => text("result", &item.result),
            LedgerColumn::Evidence => text("evidence", &item.evidence),
            LedgerColumn::State => {
                // A problem named this year has not been worked on yet.
                let state = item.state.or((!rectification).then_some(State::Open));
                Cell::Generated(state.map(State::name).unwrap_or_default().into())
            }
            LedgerColumn::Closed => date(&item.closed),
        }
    }

    /// The item's own text, or else what items of `kind` say that are linked to this problem.
    fn with_linked(&self, field: &'static str, own: &'a str, linked: &[Row<'a>], kind: PartKind) -> Cell<'a> {
        if !is_blank(own) {
            return Cell::Typed(vec![self.text(field, own)]);
        }
        let names = |row: &&Row<'a>| {
            let links = if kind == PartKind::Cause { &row.item.explains } else { &row.item.answers };
            row.kind == kind && links.iter().any(|id| *id == self.item.id || Some(id) == self.item.problem.as_ref())
        };
        let texts = linked.iter().filter(names).map(|row| {
            let (field, text) = linked_text(row.item);
            row.text(field, text)
        });
        Cell::Typed(texts.collect())
    }
}

fn date<'a>(text: &str) -> Cell<'a> {
    Cell::Generated(one_line(&super::date_in_words(text).unwrap_or_default()))
}

/// What an item that is linked to a problem says of it, with the field that says so.
pub(crate) fn linked_text(item: &Item) -> (&'static str, &str) {
    if is_blank(&item.heading) { ("body", &item.body) } else { ("heading", &item.heading) }
}

/// 来源: the year of the report that named a problem, and who pointed it out.
pub(crate) fn source_in_words(year: Option<i32>, source: &str) -> String {
    one_line(&format!("{}{}", year.map(|year| format!("{year}年度")).unwrap_or_default(), source.trim()))
}

/// 进展情况: the notes in one line, each with its day.
pub(crate) fn notes_in_words(notes: &[Progress]) -> String {
    let note = |note: &Progress| {
        let day = super::date_in_words(&note.date).unwrap_or_default();
        format!("{day}{}{}", if day.is_empty() { "" } else { "：" }, note.text)
    };
    one_line(&notes.iter().map(note).collect::<Vec<_>>().join("；"))
}
