//! Makes drafts that no one would type, the same ones in each run.

use shuzhi::model::{Draft, Figure, Ids, Item, Join, ListStyle, MeasureKind, Numbering, Part, Progress, State};
use shuzhi::template::PartKind;

use crate::dice::Dice;

/// What texts are made of besides their marks.
const PIECES: &[&str] = &[
    "", "", "", "", "履职情况", "党委会议12次", "。", "；", "，", "”", "。”", "）", "问题", "\n", "\r\n", "\r", "\n\n",
    "\t", "　", " ", "\u{0}", "\u{b}", "\u{2028}", "\u{200B}", "\u{202E}", "\u{FFFE}", "{{会议}}", "{{无}}", "{{",
    "}}", "{{{{会议}}}}", "{text}", "<&>\"]]>", "××", "20XX", "𠮷䶮", "👍🏻", "1.", "（一）",
];

/// Chance that makes texts.
pub(super) struct Random {
    dice: Dice,
    marks: u32,
}

impl Random {
    pub(super) fn new(seed: u64) -> Random {
        Random { dice: Dice::new(seed), marks: 0 }
    }

    pub(super) fn below(&mut self, n: usize) -> usize {
        self.dice.below(n)
    }

    pub(super) fn one<T: Copy>(&mut self, list: &[T]) -> T {
        self.dice.one(list)
    }

    pub(super) fn flip(&mut self) -> bool {
        self.below(2) == 0
    }

    /// Nothing, what looks like nothing, or pieces around a mark that no other text has.
    pub(super) fn text(&mut self) -> String {
        match self.below(8) {
            0 => String::new(),
            1 => self.one(&[" ", "\n", "\r\n　", "\u{200B}", "\u{0}"]).into(),
            _ => {
                self.marks += 1;
                let mark = format!("标{}记", self.marks);
                [self.one(PIECES), self.one(PIECES), &mark, self.one(PIECES), self.one(PIECES)].concat()
            }
        }
    }

    fn style(&mut self) -> ListStyle {
        ListStyle {
            numbering: self.one(&Numbering::ALL),
            run_in: self.flip(),
            join: self.one(&[Join::Paragraphs, Join::Sentences, Join::Clauses]),
        }
    }

    fn items(&mut self, rectification: bool, depth: usize, ids: &mut dyn Ids) -> Vec<Item> {
        let count = self.below(if depth == 0 { 4 } else { 3 });
        let mut items = Vec::new();
        for _ in 0..count {
            let mut item = Item { id: ids.next(), heading: self.text(), body: self.text(), ..Item::default() };
            if rectification {
                (item.text, item.measure, item.result) = (self.text(), self.text(), self.text());
                item.problem = self.flip().then(|| ids.next());
                item.year = self.one(&[None, Some(2024)]);
            }
            item.tables = self.tables(ids);
            self.for_the_ledger(&mut item);
            if self.flip() {
                item.style = Some(self.style());
            }
            if depth < 3 {
                item.items = self.items(false, depth + 1, ids);
            }
            items.push(item);
        }
        items
    }

    /// What is kept for the ledger and not printed in the text.
    fn for_the_ledger(&mut self, item: &mut Item) {
        for text in [&mut item.cause, &mut item.owner, &mut item.leader, &mut item.goal, &mut item.evidence] {
            *text = self.text();
        }
        for date in [&mut item.due, &mut item.closed] {
            *date = if self.flip() { "2025-06-30".into() } else { self.text() };
        }
        item.kind = self.one(&[None, Some(MeasureKind::Staged)]);
        item.state = self.one(&[None, Some(State::Closed), Some(State::Underway)]);
        for _ in 0..self.below(3) {
            let date = self.one(&["2025-03-01", "", "三月\n初"]).into();
            item.progress.push(Progress { date, text: self.text(), ..Progress::default() });
        }
    }

    /// Links items to others: work and plans to problems that they answer, causes to those that they explain.
    fn link(&mut self, parts: &mut [Part]) {
        fn ids(parts: &[Part], out: &mut Vec<String>) {
            for part in parts {
                out.extend(part.items.iter().map(|item| item.problem.clone().unwrap_or_else(|| item.id.clone())));
                ids(&part.parts, out);
            }
        }
        let mut all = Vec::new();
        ids(parts, &mut all);
        self.link_to(parts, &all);
    }

    fn link_to(&mut self, parts: &mut [Part], ids: &[String]) {
        for part in parts {
            for item in &mut part.items {
                if self.below(3) == 0 {
                    item.answers.push(ids[self.below(ids.len())].clone());
                    item.explains.push(ids[self.below(ids.len())].clone());
                }
            }
            self.link_to(&mut part.parts, ids);
        }
    }

    fn parts(&mut self, draft: &Draft, parts: &mut [Part], ids: &mut dyn Ids) {
        for part in parts {
            let kind = draft.template.content.part(&part.id).map(|part| part.kind);
            let rectification = kind == Some(PartKind::Rectification);
            (part.heading, part.lead, part.tail) = (self.text(), self.text(), self.text());
            if self.flip() {
                part.style = self.style();
            }
            part.nested = self.flip().then(|| self.style());
            part.left_out = self.below(6) == 0;
            if rectification && self.flip() {
                part.pattern = self
                    .one(&[
                        "{heading}。针对{text}的问题，{measure}{result}",
                        "{text}{无}，{measure}\n{result}",
                        "{text",
                        "{measure}",
                    ])
                    .into();
            }
            part.tables = self.tables(ids);
            part.items = self.items(rectification, 0, ids);
            self.parts(draft, &mut part.parts, ids);
        }
    }

    /// `draft` with everything filled in at random.
    pub(super) fn draft(&mut self, mut draft: Draft, ids: &mut dyn Ids) -> Draft {
        for field in &draft.template.content.fields {
            draft.fields.insert(field.id.clone(), self.text());
        }
        draft.figures = vec![
            Figure {
                id: ids.next(),
                name: "会议".into(),
                value: self.one(&["12", "", "1\n2"]).into(),
                ..Figure::default()
            },
            Figure { id: ids.next(), value: "空".into(), ..Figure::default() },
        ];
        draft.year = self.one(&[Some(2025), None, Some(0), Some(i32::MIN), Some(i32::MAX)]);
        draft.layout = self.layout();
        draft.elements = self.elements(ids);
        let mut parts = std::mem::take(&mut draft.parts);
        self.parts(&draft, &mut parts, ids);
        if self.flip() {
            parts.reverse();
        }
        self.link(&mut parts);
        draft.parts = parts;
        draft
    }
}
