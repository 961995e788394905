//! The walk over a draft leaves no text out.

use shuzhi::app::searchable;
use shuzhi::model::{
    Attachment, AttachmentKind, Attachments, Draft, Element, Elements, Extra, Figure, Imprint, Item, Letterhead,
    ListStyle, Part, Progress, Table,
};

use super::draft;
use crate::support::Result;

/// Gives out texts that stand nowhere else.
#[derive(Default)]
struct Marks(Vec<String>);

impl Marks {
    fn text(&mut self) -> String {
        let mark = format!("记号{}号", self.0.len());
        self.0.push(mark.clone());
        mark
    }

    fn table(&mut self, id: &str) -> Table {
        let rows = vec![vec![self.text(), self.text()], vec![self.text()]];
        Table { id: id.into(), title: self.text(), rows, wide: false, extra: Extra::new() }
    }

    // Every field is named: one that is added to the model does not compile until it stands here.
    fn item(&mut self, id: &str, items: Vec<Item>) -> Item {
        Item {
            id: id.into(),
            heading: self.text(),
            body: self.text(),
            items,
            tables: vec![self.table(&format!("{id}-table"))],
            style: Some(ListStyle::default()),
            cause: self.text(),
            owner: self.text(),
            due: self.text(),
            leader: self.text(),
            goal: self.text(),
            kind: None,
            recurs: None,
            problem: None,
            report: None,
            year: None,
            text: self.text(),
            measure: self.text(),
            result: self.text(),
            evidence: self.text(),
            closed: self.text(),
            source: self.text(),
            promised: self.text(),
            reason: self.text(),
            waived: self.text(),
            state: None,
            progress: vec![Progress { date: self.text(), text: self.text(), extra: Extra::new() }],
            answers: Vec::new(),
            explains: Vec::new(),
            extra: Extra::new(),
        }
    }

    fn part(&mut self, id: &str, parts: Vec<Part>) -> Part {
        let below = self.item(&format!("{id}-below"), Vec::new());
        Part {
            id: id.into(),
            heading: self.text(),
            style: ListStyle::default(),
            nested: None,
            pattern: self.text(),
            lead: self.text(),
            tables: vec![self.table(&format!("{id}-table"))],
            items: vec![self.item(&format!("{id}-item"), vec![below])],
            tail: self.text(),
            parts,
            left_out: true,
            extra: Extra::new(),
        }
    }

    fn elements(&mut self) -> Elements {
        let mut element = || Element { on: false, text: self.text(), extra: Extra::new() };
        let (recipient, note) = (element(), element());
        let attachment = Attachment {
            id: "attachment".into(),
            name: self.text(),
            kind: AttachmentKind::Ledger,
            body: self.text(),
            table: self.table("attached"),
            columns: Vec::new(),
            wide: false,
            extra: Extra::new(),
        };
        Elements {
            letterhead: Letterhead {
                on: false,
                copy_number: self.text(),
                secrecy: self.text(),
                urgency: self.text(),
                bodies: self.text(),
                suffix: false,
                number: self.text(),
                signers: self.text(),
                extra: Extra::new(),
            },
            recipient,
            attachments: Attachments { on: false, items: vec![attachment], extra: Extra::new() },
            note,
            imprint: Imprint {
                on: false,
                copies: self.text(),
                issuer: self.text(),
                date: self.text(),
                extra: Extra::new(),
            },
            extra: Extra::new(),
        }
    }

    fn draft(&mut self) -> Result<Draft> {
        let empty = draft("id", 2025, "")?;
        let asked: Vec<String> = empty.template.content.fields.iter().map(|field| field.id.clone()).collect();
        let inner = self.part("inner", Vec::new());
        let (first, second) = (empty.parts[0].id.clone(), empty.parts[1].id.clone());
        Ok(Draft {
            schema: 1,
            id: "id".into(),
            previous: None,
            // Said in the reports themselves.
            carried: Vec::new(),
            year: Some(2025),
            created: empty.created,
            modified: empty.modified,
            template: empty.template,
            fields: asked.into_iter().chain(["unasked".into()]).map(|id| (id, self.text())).collect(),
            figures: vec![Figure {
                id: "figure".into(),
                name: self.text(),
                value: self.text(),
                unit: self.text(),
                // Those of another report.
                last: String::new(),
                last_year: None,
                extra: Extra::new(),
            }],
            parts: vec![self.part(&first, vec![inner]), self.part(&second, Vec::new())],
            layout: empty.layout,
            elements: self.elements(),
            done: Vec::new(),
            extra: Extra::new(),
        })
    }
}

#[test]
fn every_text_of_a_draft_is_looked_into_once() -> Result {
    let mut marks = Marks::default();
    let draft = marks.draft()?;
    let passages = searchable(&draft);
    for mark in &marks.0 {
        let found: Vec<_> = passages.iter().filter(|passage| passage.text == *mark).collect();
        assert_eq!(found.len(), 1, "{mark}: {found:?}");
        assert!(!found[0].section.is_empty() && !found[0].field.is_empty(), "{found:?}");
    }
    assert_eq!(passages.len(), marks.0.len(), "nothing but what was typed: a title is typed too");
    let mut places: Vec<_> = passages.iter().map(|one| (&one.part, &one.item, &one.field)).collect();
    places.sort();
    places.dedup();
    assert_eq!(places.len(), passages.len(), "two texts share a place");
    println!("{} texts", marks.0.len());
    Ok(())
}
