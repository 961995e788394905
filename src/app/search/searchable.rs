//! The one walk over a draft that search looks into: every text that was typed, and the title that is composed.

use crate::app::view::{BASIC_NAME, ELEMENTS_NAME};
use crate::compose::composed_title;
use crate::model::{Draft, Item, Part, Table, is_blank};
use crate::store::Passage;

/// Every text of `draft`, in the order of the form. Identities, choices from lists, the template and the layout are none.
#[must_use]
pub fn searchable(draft: &Draft) -> Vec<Passage> {
    let mut walk = Walk { draft, passages: Vec::new(), section: BASIC_NAME.into(), part: "" };
    walk.title();
    walk.fields();
    walk.figures();
    walk.parts(&draft.parts);
    walk.section = ELEMENTS_NAME.into();
    walk.part = "";
    walk.elements();
    walk.passages
}

struct Walk<'a> {
    draft: &'a Draft,
    passages: Vec<Passage>,
    /// The name of the section that is walked.
    section: String,
    /// The id of the part that is walked.
    part: &'a str,
}

impl<'a> Walk<'a> {
    fn text(&mut self, item: &str, field: &str, text: &str) {
        if is_blank(text) {
            return;
        }
        self.passages.push(Passage {
            section: self.section.clone(),
            part: self.part.into(),
            item: item.into(),
            field: field.into(),
            text: text.into(),
            composed: false,
        });
    }

    /// The title that is composed where none is typed.
    fn title(&mut self) {
        if self.draft.fields.get("title").is_none_or(|typed| is_blank(typed)) {
            self.text("", "title", &composed_title(self.draft));
            self.passages.iter_mut().for_each(|passage| passage.composed = true);
        }
    }

    /// The template's fields in their order, each in the section that asks for it, then those that no template asks for.
    fn fields(&mut self) {
        let asked = &self.draft.template.content.fields;
        for field in asked {
            let part = self.draft.template.content.part(&field.ask_in);
            self.section = part.map_or(BASIC_NAME, |part| name(&part.name, &part.heading)).into();
            self.text("", &field.id, self.draft.fields.get(&field.id).map_or("", String::as_str));
        }
        self.section = BASIC_NAME.into();
        for (id, value) in self.draft.fields.iter().filter(|(id, _)| asked.iter().all(|field| field.id != **id)) {
            self.text("", id, value);
        }
    }

    fn figures(&mut self) {
        for figure in &self.draft.figures {
            for (field, text) in [("name", &figure.name), ("value", &figure.value), ("unit", &figure.unit)] {
                self.text(&figure.id, field, text);
            }
        }
    }

    fn parts(&mut self, parts: &'a [Part]) {
        for part in parts {
            let template = self.draft.template.content.part(&part.id);
            self.section = name(template.map_or("", |part| &part.name), &part.heading).into();
            self.part = &part.id;
            self.text("", "heading", &part.heading);
            self.text("", "pattern", &part.pattern);
            self.text("", "lead", &part.lead);
            self.tables(&part.tables);
            self.items(&part.items);
            self.text("", "tail", &part.tail);
            self.parts(&part.parts);
        }
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            for (field, text) in [
                ("heading", &item.heading),
                ("text", &item.text),
                ("body", &item.body),
                ("cause", &item.cause),
                ("measure", &item.measure),
                ("result", &item.result),
                ("goal", &item.goal),
                ("owner", &item.owner),
                ("leader", &item.leader),
                ("due", &item.due),
                ("evidence", &item.evidence),
                ("closed", &item.closed),
                ("source", &item.source),
                ("promised", &item.promised),
                ("reason", &item.reason),
                ("waived", &item.waived),
            ] {
                self.text(&item.id, field, text);
            }
            for (at, note) in item.progress.iter().enumerate() {
                self.text(&item.id, &format!("progress:{at}:date"), &note.date);
                self.text(&item.id, &format!("progress:{at}:text"), &note.text);
            }
            self.tables(&item.tables);
            self.items(&item.items);
        }
    }

    fn tables(&mut self, tables: &[Table]) {
        for table in tables {
            self.text(&table.id, "title", &table.title);
            for (row, cells) in table.rows.iter().enumerate() {
                for (column, cell) in cells.iter().enumerate() {
                    self.text(&table.id, &format!("cell:{row}:{column}"), cell);
                }
            }
        }
    }

    fn elements(&mut self) {
        let elements = &self.draft.elements;
        let (letterhead, imprint) = (&elements.letterhead, &elements.imprint);
        for (field, text) in [
            ("elements.copy_number", &letterhead.copy_number),
            ("elements.secrecy", &letterhead.secrecy),
            ("elements.urgency", &letterhead.urgency),
            ("elements.bodies", &letterhead.bodies),
            ("elements.number", &letterhead.number),
            ("elements.signers", &letterhead.signers),
            ("elements.recipient", &elements.recipient.text),
        ] {
            self.text("", field, text);
        }
        for attachment in &elements.attachments.items {
            self.text(&attachment.id, "name", &attachment.name);
            self.text(&attachment.id, "body", &attachment.body);
            self.tables(std::slice::from_ref(&attachment.table));
        }
        for (field, text) in [
            ("elements.note", &elements.note.text),
            ("elements.copies", &imprint.copies),
            ("elements.issuer", &imprint.issuer),
            ("elements.print_date", &imprint.date),
        ] {
            self.text("", field, text);
        }
    }
}

/// A part's name in the list of sections.
fn name<'a>(name: &'a str, heading: &'a str) -> &'a str {
    if name.is_empty() { heading } else { name }
}
