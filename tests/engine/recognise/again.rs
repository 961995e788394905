//! What the program exports is read back as it was: text, headings, levels, run-in, kinds, problems.

use shuzhi::compose::{compose, compose_all};
use shuzhi::export::docx;
use shuzhi::import::{Cancel, Limits, Outline, Reading, Section, Source, draft, outline, read, recognise};
use shuzhi::model::{Draft, Item, Join, ListStyle, Numbering, Part, Place, read_draft};
use shuzhi::profile::Profile;
use shuzhi::template::{PartKind, Shown, Start, builtin, sample_draft};

use crate::dice::Dice;
use crate::support::{ids, now};

fn letters(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn exported(draft: &Draft) -> Source {
    let bytes = docx::write(&compose(draft), &Profile::of(draft)).unwrap();
    let cancel = Cancel::default();
    read(&bytes, "报告.docx", &Reading { limits: Limits::default(), cancel: &cancel, foreign: None }).unwrap()
}

/// What an outline says, one line a heading: level, number, heading, whether it is run-in.
fn heads(sections: &[Section], lines: &mut Vec<String>) {
    for section in sections {
        let mark = if section.run_in { "…" } else { "" };
        lines.push(format!("{} {}{}{mark}", section.level, section.number, section.heading));
        heads(&section.children, lines);
    }
}

/// What the outline of a draft's file is to be.
struct Wanted<'a> {
    draft: &'a Draft,
    numbers: std::collections::BTreeMap<String, String>,
    heads: Vec<String>,
    problems: Vec<String>,
    kinds: Vec<PartKind>,
}

impl<'a> Wanted<'a> {
    fn of(draft: &'a Draft) -> Wanted<'a> {
        let mut wanted = Wanted {
            draft,
            numbers: compose_all(draft).numbers,
            heads: Vec::new(),
            problems: Vec::new(),
            kinds: Vec::new(),
        };
        for part in &draft.parts {
            wanted.part(part, ListStyle { numbering: Numbering::Han, run_in: false, join: Join::Paragraphs }, 1);
        }
        wanted
    }

    fn part(&mut self, part: &Part, style: ListStyle, level: u8) {
        let template = self.draft.template.content.part(&part.id).unwrap();
        if part.left_out || template.shown == Shown::Quoted {
            return;
        }
        let headed = !part.heading.is_empty();
        let listed = headed && style.numbering.level().is_some();
        if listed {
            let number = self.numbers[&part.id].clone();
            let text = !part.lead.is_empty() || part.style.join != Join::Paragraphs && !part.items.is_empty();
            let mark = if style.run_in && text { "…" } else { "" };
            self.heads.push(format!("{level} {number}{}{mark}", part.heading));
            if level == 1 {
                let inner: Vec<PartKind> = part
                    .parts
                    .iter()
                    .filter_map(|part| self.draft.template.content.part(&part.id))
                    .map(|part| part.kind)
                    .collect();
                self.kinds.push(if template.kind == PartKind::Prose && inner.len() > 1 {
                    PartKind::Prose
                } else {
                    template.kind
                });
            }
        }
        let inner = if listed { level + 1 } else { level };
        self.items(&part.items, part.style, part.nested, inner, template.kind);
        part.parts.iter().for_each(|child| self.part(child, part.style, inner));
    }

    fn items(&mut self, items: &[Item], style: ListStyle, nested: Option<ListStyle>, level: u8, kind: PartKind) {
        for item in items {
            if style.numbering.level().is_some() && !item.heading.is_empty() {
                let number = self.numbers[&item.id].clone();
                let text = !item.body.is_empty() || !item.text.is_empty();
                self.heads.push(format!(
                    "{level} {number}{}{}",
                    item.heading,
                    if style.run_in && text { "…" } else { "" }
                ));
            }
            if kind == PartKind::Problem {
                self.problems.push(item.heading.clone());
            }
            let style = item.style.or(nested).unwrap_or_default();
            self.items(&item.items, style, None, level + 1, PartKind::Prose);
        }
    }
}

/// Checks one draft; answers what differs.
fn differences(original: &Draft) -> Vec<String> {
    let source = exported(original);
    let recognition = recognise(&source);
    let said = outline(&source, &recognition);
    let wanted = Wanted::of(original);
    let mut out = Vec::new();
    let mut differ = |what: &str, wanted: &[String], found: &[String]| {
        if wanted != found {
            out.push(format!("{what}\n  wanted {wanted:#?}\n  found {found:#?}"));
        }
    };
    let lines = |outline: &Outline| {
        let mut lines = Vec::new();
        heads(&outline.sections, &mut lines);
        lines
    };
    differ("headings", &wanted.heads, &lines(&said));
    differ("problems", &wanted.problems, &said.problems);
    let kinds: Vec<String> = recognition
        .pieces
        .iter()
        .filter(|piece| piece.level == 1)
        .map(|piece| format!("{:?}", piece.kind.unwrap()))
        .collect();
    differ("kinds", &wanted.kinds.iter().map(|kind| format!("{kind:?}")).collect::<Vec<_>>(), &kinds);
    let mut new = ids();
    let start = Start { year: original.year.unwrap(), now: now(), ids: &mut new };
    let again = draft(&source, &recognition, &original.template.content, start);
    let text = |draft: &Draft| letters(&compose(draft).text());
    differ("text", &[text(original)], &[text(&again)]);
    let json = serde_json::to_string(&again).unwrap();
    assert!(read_draft(&json, "草稿", &mut ids()).is_ok());
    let second = exported(&again);
    let said_again = outline(&second, &recognise(&second));
    differ("outline of the draft that was made", &lines(&said), &lines(&said_again));
    differ("problems of the draft that was made", &said.problems, &said_again.problems);
    differ("last year's of the draft that was made", &said.last_year_problems, &said_again.last_year_problems);
    out
}

#[test]
fn every_sample_is_recognised_again() {
    for template in builtin().unwrap() {
        let mut ids = ids();
        let sample = sample_draft(&template, Start { year: 2025, now: now(), ids: &mut ids });
        let differences = differences(&sample);
        assert!(differences.is_empty(), "{}: {}", template.id, differences.join("\n"));
    }
}

/// A xorshift generator.
struct Random(Dice);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0.below(n)
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for at in (1..list.len()).rev() {
            list.swap(at, self.below(at + 1));
        }
    }

    /// A sample with its items in another order and number, written otherwise.
    fn vary(&mut self, draft: &mut Draft) {
        let mut parts = std::mem::take(&mut draft.parts);
        for part in &mut parts {
            self.part(draft, part);
        }
        draft.parts = parts;
        draft.layout.byline = [None, Some(Place::Title), Some(Place::End)][self.below(3)];
        if self.below(3) == 0 {
            draft.fields.insert("salutation".into(), String::new());
        }
        if self.below(4) == 0 {
            draft.fields.insert("date".into(), "2025-12-08".into());
        }
    }

    fn part(&mut self, draft: &Draft, part: &mut Part) {
        let template = draft.template.content.part(&part.id).unwrap();
        if template.shown == Shown::Here && part.items.len() > 2 {
            self.shuffle(&mut part.items);
            let keep = 2 + self.below(part.items.len() - 1);
            part.items.truncate(keep);
        }
        // `1.` below `1.` no reader could tell apart.
        let nested = part.items.iter().any(|item| !item.items.is_empty());
        if part.style.numbering == Numbering::HanParen
            && !nested
            && part.parts.is_empty()
            && template.kind != PartKind::Rectification
        {
            part.style.numbering = [Numbering::HanParen, Numbering::HanParen, Numbering::Arabic][self.below(3)];
            part.style.run_in = self.below(2) == 0;
        }
        for child in &mut part.parts {
            self.part(draft, child);
        }
    }
}

fn many(count: u64) {
    let templates = builtin().unwrap();
    for seed in 1..=count {
        let mut random = Random(Dice::new(seed));
        let template = &templates[random.below(templates.len())];
        let mut new = ids();
        let mut sample = sample_draft(template, Start { year: 2025, now: now(), ids: &mut new });
        random.vary(&mut sample);
        let differences = differences(&sample);
        assert!(differences.is_empty(), "seed {seed}, {}: {}", template.id, differences.join("\n"));
    }
}

#[test]
fn varied_samples_are_recognised_again() {
    many(60);
}

#[test]
#[ignore = "a minute; make torture"]
fn many_varied_samples_are_recognised_again() {
    many(1200);
}
