//! A draft as the window shows it: composed, counted, checked.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::summary::is_imported;
use super::{Section, SectionState, View};
use crate::check::{self, Finding, Level};
use crate::compose::{self, Composition, compose_all, has_text, is_asked};
use crate::model::{Draft, Part, Role, count_characters, is_blank};
use crate::profile::{Profile, departures, layout_of, placements};
use crate::template::{PartKind, Shown, TemplatePart};

/// The id of 基本信息 among the sections.
pub(super) const BASIC: &str = "basic";

/// The id of 版头、附件和版记 among the sections.
pub(super) const ELEMENTS: &str = "elements";

/// The name of 基本信息 among the sections.
pub(super) const BASIC_NAME: &str = "基本信息";

/// The id of 关键数据 among the sections.
pub(super) const FIGURES: &str = "figures";

/// The name of 关键数据 among the sections.
const FIGURES_NAME: &str = "关键数据";

/// The name of 版头、附件和版记 among the sections.
pub(super) const ELEMENTS_NAME: &str = "版头、附件和版记";

/// Composes, counts and checks `draft`, as of the day it was last changed.
#[must_use]
pub fn view(draft: &Draft) -> View {
    view_on(draft, draft.modified.date_naive())
}

/// Composes, counts and checks `draft`, as of `today`: only what is overdue depends on it.
#[must_use]
pub fn view_on(draft: &Draft, today: NaiveDate) -> View {
    let composition = compose_all(draft);
    let profile = Profile::of(draft);
    let findings = check::check(draft, &composition.document, today);
    let blocks = &composition.document.blocks;
    let text =
        blocks.iter().take_while(|block| block.role != Role::AttachmentLabel).filter(|block| !block.role.is_frame());
    let characters: usize = text.map(|block| count_characters(&block.text())).sum();
    let mut sections =
        Sections { draft, composition: &composition, findings: &findings, list: Vec::new(), problems: 0 };
    sections.basic();
    sections.parts(&draft.parts, 0);
    sections.rest(characters);
    sections.figures();
    sections.elements();
    let Sections { list: sections, problems, .. } = sections;
    let texts = composition.texts.iter();
    View {
        placeholders: number(findings.iter().filter(|finding| finding.rule == "placeholder").count()),
        problem_share: (problems * 100).checked_div(characters).filter(|share| *share > 0).map(number),
        item_characters: texts
            .map(|(id, text)| (id.clone(), number(count_characters(text))))
            .collect::<BTreeMap<_, _>>(),
        characters: number(characters),
        sections,
        matrix: check::matrix(draft, &composition.numbers),
        counted: compose::tally(draft).names().map(|(name, value)| (name.into(), value)).into(),
        figures: check::uses(draft),
        labels: composition.numbers,
        composed_title: composition.title,
        composed_byline: composition.byline,
        placements: placements(&composition.document, &profile),
        departures: departures(&layout_of(draft)),
        document: composition.document,
        profile,
        findings,
    }
}

/// The id of the section in whose form `finding` is put right.
#[must_use]
pub fn section_of<'a>(draft: &'a Draft, finding: &'a Finding) -> &'a str {
    if let Some(part) = &finding.part {
        return part;
    }
    if finding.item.as_ref().is_some_and(|item| draft.figures.iter().any(|figure| figure.id == *item)) {
        return FIGURES;
    }
    let attached =
        |item: &String| draft.elements.attachments.items.iter().any(|one| one.id == *item || one.table.id == *item);
    if finding.item.as_ref().is_some_and(attached)
        || finding.field.as_ref().is_some_and(|field| field.starts_with("elements."))
    {
        return ELEMENTS;
    }
    let field = draft.template.content.fields.iter().find(|field| Some(&field.id) == finding.field.as_ref());
    field.map(|field| field.ask_in.as_str()).filter(|part| !part.is_empty()).unwrap_or(BASIC)
}

struct Sections<'a> {
    draft: &'a Draft,
    composition: &'a Composition,
    findings: &'a [Finding],
    list: Vec<Section>,
    /// 字数 of the problem parts and their causes.
    problems: usize,
}

impl Sections<'_> {
    fn basic(&mut self) {
        let asked_here = |id: &str| {
            let field = self.draft.template.content.fields.iter().find(|field| field.id == id);
            field.is_some_and(|field| field.ask_in.is_empty() && field.options.is_empty())
        };
        let started = self.draft.fields.iter().any(|(id, value)| !is_blank(value) && asked_here(id));
        let section = self.section(BASIC, BASIC_NAME, 0, started);
        self.list.push(section);
    }

    fn parts(&mut self, parts: &[Part], depth: u32) {
        for part in parts.iter().filter(|part| is_asked(self.draft, &part.id)) {
            let template = self.draft.template.content.part(&part.id);
            let name = template.map(|part| part.name.as_str()).filter(|name| !name.is_empty()).unwrap_or(&part.heading);
            let mut section = self.section(&part.id, name, depth, has_text(part));
            let text = self.composition.texts.get(&part.id).map_or("", String::as_str);
            let characters = count_characters(text);
            // A heading alone is no share.
            let on_problems = template.is_some_and(|part| matches!(part.kind, PartKind::Problem | PartKind::Cause));
            if on_problems && has_text(part) {
                self.problems += characters;
            }
            section.about = template.filter(|_| depth == 0 && is_imported(self.draft)).and_then(about);
            section.number = self.composition.numbers.get(&part.id).cloned().unwrap_or_default();
            section.characters = number(characters);
            section.items = number(part.items.len());
            section.left_out = part.left_out;
            self.list.push(section);
            self.parts(&part.parts, depth + 1);
        }
    }

    /// What no part holds (title, byline, date, salutation) is 基本信息's, so that the sections add up to the whole.
    fn rest(&mut self, characters: usize) {
        let in_parts: u32 = self.list.iter().map(|section| section.characters).sum();
        if let Some(basic) = self.list.first_mut() {
            basic.characters = number(characters).saturating_sub(in_parts);
        }
    }

    /// The figures stand right after 基本信息: what is typed there is used by all parts.
    fn figures(&mut self) {
        let mut section = self.section(FIGURES, FIGURES_NAME, 0, true);
        section.items = number(self.draft.figures.len());
        if self.draft.figures.is_empty() {
            section.state = SectionState::Unused;
        }
        self.list.insert(1, section);
    }

    /// What stands around the text; most reports have nothing of it.
    fn elements(&mut self) {
        let elements = &self.draft.elements;
        let on = [
            elements.letterhead.on, elements.recipient.on, elements.attachments.on, elements.note.on,
            elements.imprint.on,
        ];
        let mut section = self.section(ELEMENTS, ELEMENTS_NAME, 0, true);
        if !on.contains(&true) {
            section.state = SectionState::Unused;
        }
        self.list.push(section);
    }

    fn section(&self, id: &str, name: &str, depth: u32, started: bool) -> Section {
        let here: Vec<_> = self.findings.iter().filter(|finding| section_of(self.draft, finding) == id).collect();
        let state = match (self.draft.done.iter().any(|done| done == id), started) {
            (true, _) => SectionState::Done,
            (false, true) => SectionState::Started,
            (false, false) => SectionState::NotStarted,
        };
        Section {
            id: id.into(),
            name: name.into(),
            about: None,
            number: String::new(),
            depth,
            state,
            characters: 0,
            items: 0,
            placeholders: number(here.iter().filter(|finding| finding.rule == "placeholder").count()),
            errors: number(here.iter().filter(|finding| finding.level == Level::Error).count()),
            left_out: false,
        }
    }
}

/// What a part is about, in the words of 导入旧稿, where its name does not say it.
fn about(part: &TemplatePart) -> Option<String> {
    let (about, word) = match part.kind {
        _ if part.shown == Shown::Quoted => ("不单独印，备查", "不单独印"),
        PartKind::Work => ("工作", "工作"),
        PartKind::Rectification => ("上年整改", "整改"),
        PartKind::Problem => ("问题", "问题"),
        PartKind::Cause => ("原因", "原因"),
        PartKind::Plan => ("打算", "打算"),
        PartKind::Prose => return None,
    };
    (!part.name.contains(word)).then(|| about.into())
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
