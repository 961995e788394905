//! Random tables, elements and layouts.

use shuzhi::model::{
    Attachment, AttachmentKind, Attachments, DigitFace, Draft, Element, Elements, Ids, Imprint, Layout, LayoutChoice,
    LayoutFace, LedgerColumn, Letterhead, PageNumber, PageNumberForm, Place, Table,
};
use shuzhi::profile::{faults, shipped, standard};

use super::draft::Random;

impl Random {
    /// No table mostly; otherwise ragged, empty, wide ones, and some with more columns than Word can hold.
    pub(super) fn tables(&mut self, ids: &mut dyn Ids) -> Vec<Table> {
        let count = self.one(&[0, 0, 0, 0, 0, 1, 2]);
        (0..count).map(|_| self.table(ids)).collect()
    }

    fn table(&mut self, ids: &mut dyn Ids) -> Table {
        let most = if self.below(40) == 0 { 150 } else { 5 };
        let rows = (0..self.below(5)).map(|_| (0..self.below(most)).map(|_| self.text()).collect()).collect();
        Table { id: ids.next(), title: self.text(), rows, wide: self.flip(), ..Table::default() }
    }

    fn attachment(&mut self, ids: &mut dyn Ids) -> Attachment {
        let mut columns = LedgerColumn::ALL.to_vec();
        for index in (1..columns.len()).rev() {
            columns.swap(index, self.below(index + 1));
        }
        columns.truncate(self.below(columns.len() + 1));
        Attachment {
            id: ids.next(),
            name: self.text(),
            kind: self.one(&[AttachmentKind::Text, AttachmentKind::Table, AttachmentKind::Ledger]),
            body: self.text(),
            table: self.table(ids),
            columns,
            wide: self.flip(),
            ..Attachment::default()
        }
    }

    /// Usually a word of the kind that belongs there, else anything.
    fn word(&mut self, usual: &[&str]) -> String {
        if self.flip() { self.one(usual).into() } else { self.text() }
    }

    pub(super) fn elements(&mut self, ids: &mut dyn Ids) -> Elements {
        let bodies = ["某某局", "某某局\n某某委", "某\r\n某某\n\n某某某某某某某某某某某某"];
        let count = self.below(5);
        Elements {
            letterhead: Letterhead {
                on: self.flip(),
                copy_number: self.word(&["000001", ""]),
                secrecy: self.word(&["机密★1年", ""]),
                urgency: self.word(&["特急", ""]),
                bodies: if self.below(6) == 0 { "某某局\n".repeat(12) } else { self.word(&bodies) },
                suffix: self.flip(),
                number: self.word(&["云商党〔2025〕12号", ""]),
                signers: self.word(&["张三", "张三\n李四\n王五", ""]),
                ..Letterhead::default()
            },
            recipient: Element { on: self.flip(), text: self.text(), ..Element::default() },
            attachments: Attachments {
                on: self.flip(),
                items: (0..count).map(|_| self.attachment(ids)).collect(),
                ..Attachments::default()
            },
            note: Element {
                on: self.flip(),
                text: self.word(&["此件公开发布", "（此件公开发布）"]),
                ..Element::default()
            },
            imprint: Imprint {
                on: self.flip(),
                copies: self.text(),
                issuer: self.text(),
                date: self.word(&["2025-12-08", "2025-02-30", ""]),
                ..Imprint::default()
            },
            ..Elements::default()
        }
    }

    /// What the report chooses: a profile that comes with the program, one of its own, one that is gone; and each switch.
    pub(super) fn layout(&mut self) -> LayoutChoice {
        let mut choice = LayoutChoice {
            byline: self.one(&[None, Some(Place::Title), Some(Place::End), Some(Place::None)]),
            sealed: self.one(&[None, Some(false), Some(true)]),
            digits: self.one(&[None, Some(DigitFace::Times), Some(DigitFace::Text)]),
            bold_level3: self.one(&[None, Some(true)]),
            bold_series: self.one(&[None, Some(true)]),
            page_number: self.one(&[None, Some(PageNumber::Outside), Some(PageNumber::Centre)]),
            review: self.one(&[None, None, Some(false), Some(true)]),
            ..LayoutChoice::default()
        };
        match self.below(8) {
            0 => {}
            1 => choice.profile = "gone".into(),
            2..=4 => {
                let shipped = shipped();
                choice.profile = shipped[self.below(shipped.len())].id.clone();
            }
            _ => {
                let own = self.own_layout();
                (choice.profile, choice.content) = (own.id.clone(), Some(Box::new(own)));
            }
        }
        choice
    }

    /// A layout that no office has, but that a page can be set with.
    fn own_layout(&mut self) -> Layout {
        loop {
            let layout = self.any_layout();
            if faults(&layout).is_empty() {
                return layout;
            }
        }
    }

    fn any_layout(&mut self) -> Layout {
        let mut layout = Layout { id: "our-own".into(), name: "本局".into(), ..standard() };
        let page = &mut layout.page;
        for side in [&mut page.top, &mut page.bottom, &mut page.left, &mut page.right] {
            *side = self.between(15.0, 60.0);
        }
        page.lines = self.one(&[15, 20, 22, 24, 28]);
        page.characters = self.one(&[18, 22, 26, 28, 30]);
        page.pitch = self.one(&[None, Some(24.0), Some(28.0), Some(28.95), Some(33.5)]);
        layout.title.pitch = self.between(24.0, 45.0);
        layout.title.below = self.one(&[0, 1, 1, 2]);
        let faces = &mut layout.faces;
        for (face, usual) in [
            (&mut faces.title, 22.0),
            (&mut faces.byline, 16.0),
            (&mut faces.heading1, 16.0),
            (&mut faces.heading2, 16.0),
            (&mut faces.heading3, 16.0),
            (&mut faces.heading4, 16.0),
            (&mut faces.body, 16.0),
            (&mut faces.table, 12.0),
            (&mut faces.page_number, 14.0),
        ] {
            *face = LayoutFace {
                face: self.one(&["仿宋", "仿宋_GB2312", "方正小标宋_GBK", "黑体", "楷体", "Noto Serif CJK SC"]).into(),
                size: usual + self.one(&[0.0, 0.0, -1.5, 2.0]),
                bold: self.below(4) == 0,
            };
        }
        layout.digits = self.one(&[None, Some("Times New Roman"), Some("Arial")]).map(String::from);
        layout.bold_series = self.flip();
        layout.keep_headings = self.flip();
        layout.page_number.place = self.one(&[PageNumber::Outside, PageNumber::Centre]);
        layout.page_number.form = self.one(&[PageNumberForm::Dashes, PageNumberForm::Plain, PageNumberForm::OfTotal]);
        layout.byline = self.one(&[None, Some(Place::Title), Some(Place::End)]);
        layout
    }

    /// A length in tenths.
    fn between(&mut self, least: f64, most: f64) -> f64 {
        let steps = self.below(1000);
        let share = f64::from(u16::try_from(steps).unwrap_or(0)) / 1000.0;
        ((least + share * (most - least)) * 10.0).round() / 10.0
    }
}

/// What `draft` is set with, in a word.
pub(super) fn setting(draft: &Draft) -> String {
    let layout = &draft.layout;
    let on = |wish: Option<bool>| wish.unwrap_or(false);
    let elements = &draft.elements;
    format!(
        "{}{}{}{}{}{}{}",
        if layout.profile.is_empty() { "default" } else { &layout.profile },
        if on(layout.sealed) { " sealed" } else { "" },
        if on(layout.review) { " review" } else { "" },
        if elements.letterhead.on { " letterhead" } else { "" },
        if elements.attachments.on { " attachments" } else { "" },
        if elements.note.on { " note" } else { "" },
        if elements.imprint.on { " imprint" } else { "" },
    )
}
