//! Draft → what the ledger needs of it. An extract is small beside its draft and can be kept, so that the ledger of many
//! reports reads no draft twice.

use std::collections::HashMap;

use chrono::{DateTime, Datelike, FixedOffset};

use super::problem::{answered_problem, own_problems, without_end, wording};
use super::{Entry, EntryRole};
use crate::compose::{Values, is_asked, is_empty, linked_text};
use crate::model::{Carried, Draft, Item, MeasureKind, Part, State, is_blank, one_line};
use crate::template::PartKind;

/// What one report says of problems, and where it stands in its chain.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Extract {
    pub(super) report: String,
    pub(super) previous: Option<String>,
    /// The year reported on, or where none is set the one in which such a report is usually begun.
    pub(super) year: i32,
    /// The draft says its year.
    pub(super) has_year: bool,
    pub(super) begun: DateTime<FixedOffset>,
    pub(super) modified: DateTime<FixedOffset>,
    pub(super) unit: String,
    pub(super) reporter: String,
    /// In the order of the report.
    pub(super) mentions: Vec<Mention>,
    pub(super) carried: Vec<Carried>,
    pub(super) values: Values,
}

/// What a report says of one problem.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Mention {
    pub(super) problem: String,
    /// As typed, so that it can be edited; only the wording is as printed.
    pub(super) entry: Entry,
    /// The year of the report that named it.
    pub(super) found: Option<i32>,
    /// What was done, by the item itself or by work items that answer the problem.
    pub(super) done: String,
    /// The measure that is promised where none is written.
    pub(super) promised: String,
    pub(super) source: String,
    pub(super) shows: String,
    pub(super) cause: String,
    pub(super) goal: String,
    pub(super) kind: Option<MeasureKind>,
    pub(super) recurs: Option<String>,
}

impl Extract {
    /// The report's id.
    #[must_use]
    pub fn report(&self) -> &str {
        &self.report
    }

    /// The id of the report that it was carried from.
    #[must_use]
    pub fn previous(&self) -> Option<&str> {
        self.previous.as_deref()
    }

    /// When the draft was last changed.
    #[must_use]
    pub fn modified(&self) -> DateTime<FixedOffset> {
        self.modified
    }

    /// The unit.
    #[must_use]
    pub fn unit(&self) -> &str {
        &self.unit
    }

    /// The report as notices name it.
    pub(super) fn name(&self) -> String {
        let who = [self.unit.as_str(), self.reporter.as_str()].map(one_line);
        let who = who.into_iter().filter(|who| !who.is_empty()).collect::<Vec<_>>().join(" ");
        let year = if self.has_year { format!("{}年度", self.year) } else { "没有填年度的".into() };
        if who.is_empty() { format!("{year}报告") } else { format!("{year}报告（{who}）") }
    }
}

/// What the ledger needs of `draft`: the problems that it prints as this year's, and its items on earlier ones wherever they
/// stand.
#[must_use]
pub fn extract(draft: &Draft) -> Extract {
    let values = Values::of(draft);
    let field = |id: &str| draft.fields.get(id).map(|text| one_line(text)).unwrap_or_default();
    let mut links = Links::default();
    links.collect(draft, &draft.parts);
    let mut walk = Walk {
        draft,
        values: &values,
        links,
        own: own_problems(draft),
        unit: field("unit"),
        reporter: field("reporter"),
        mentions: Vec::new(),
    };
    walk.parts(&draft.parts, true);
    let Walk { unit, reporter, mentions, .. } = walk;
    Extract {
        report: draft.id.clone(),
        previous: draft.previous.clone().filter(|id| !id.is_empty()),
        year: draft.year.unwrap_or_else(|| begun_in(draft.created)),
        has_year: draft.year.is_some(),
        begun: draft.created,
        modified: draft.modified,
        unit,
        reporter,
        mentions,
        carried: draft.carried.clone(),
        values,
    }
}

/// The year that a report begun then is usually about: reports are written from November to the end of March.
fn begun_in(begun: DateTime<FixedOffset>) -> i32 {
    if begun.month() <= 3 { begun.year() - 1 } else { begun.year() }
}

/// What causes, plans and work items say of problems, by the problem's id.
#[derive(Default)]
struct Links<'a> {
    causes: HashMap<&'a str, Vec<&'a str>>,
    plans: HashMap<&'a str, Vec<&'a str>>,
    work: HashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Links<'a> {
    fn collect(&mut self, draft: &Draft, parts: &'a [Part]) {
        for part in parts.iter().filter(|part| !part.left_out && is_asked(draft, &part.id)) {
            let kind = draft.template.content.part(&part.id).map(|part| part.kind);
            for item in part.items.iter().filter(|item| !is_empty(item)) {
                let (links, by) = match kind {
                    Some(PartKind::Cause) => (&item.explains, &mut self.causes),
                    Some(PartKind::Plan) => (&item.answers, &mut self.plans),
                    Some(PartKind::Work) => (&item.answers, &mut self.work),
                    _ => continue,
                };
                for id in links {
                    by.entry(id).or_default().push(linked_text(item).1);
                }
            }
            self.collect(draft, &part.parts);
        }
    }
}

/// The texts linked to `id`, in one line.
fn linked(by: &HashMap<&str, Vec<&str>>, id: &str) -> String {
    let texts = by.get(id).into_iter().flatten().map(|text| without_end(text)).filter(|text| !text.is_empty());
    texts.collect::<Vec<_>>().join("；")
}

struct Walk<'a> {
    draft: &'a Draft,
    values: &'a Values,
    links: Links<'a>,
    /// The problems that the report itself names.
    own: HashMap<&'a str, &'a Item>,
    unit: String,
    reporter: String,
    mentions: Vec<Mention>,
}

impl Walk<'_> {
    fn parts(&mut self, parts: &[Part], printed: bool) {
        for part in parts {
            let printed = printed && !part.left_out && is_asked(self.draft, &part.id);
            match self.draft.template.content.part(&part.id).map(|part| part.kind) {
                Some(PartKind::Problem) if printed => {
                    let items = part.items.iter().filter(|item| !is_empty(item));
                    let named: Vec<Mention> = items.map(|item| self.named(part, item)).collect();
                    self.mentions.extend(named);
                }
                Some(PartKind::Rectification) => {
                    let items = part.items.iter().filter(|item| item.problem_id() != item.id || !is_empty(item));
                    let answered: Vec<Mention> = items.map(|item| self.answered(part, item)).collect();
                    self.mentions.extend(answered);
                }
                _ => {}
            }
            self.parts(&part.parts, printed);
        }
    }

    fn entry(&self, part: &Part, item: &Item) -> Entry {
        Entry {
            report: self.draft.id.clone(),
            unit: self.unit.clone(),
            reporter: self.reporter.clone(),
            part: part.id.clone(),
            item: item.id.clone(),
            measure: item.measure.clone(),
            owner: item.owner.clone(),
            leader: item.leader.clone(),
            due: item.due.clone(),
            progress: item.progress.clone(),
            ..Entry::default()
        }
    }

    fn mention(&self, problem: &str, entry: Entry, item: &Item) -> Mention {
        Mention {
            problem: problem.to_string(),
            entry,
            found: item.year,
            source: item.source.clone(),
            cause: item.cause.clone(),
            goal: item.goal.clone(),
            kind: item.kind,
            recurs: item.recurs.clone().filter(|id| !is_blank(id)),
            ..Mention::default()
        }
    }

    /// One of this year's problems: nothing has been done about it yet.
    fn named(&self, part: &Part, item: &Item) -> Mention {
        let mut mention = self.mention(&item.id, self.entry(part, item), item);
        mention.entry.text = self.values.fill(&wording(item));
        mention.found = self.draft.year;
        mention.shows.clone_from(&item.body);
        if is_blank(&mention.entry.measure) {
            mention.entry.measure = linked(&self.links.plans, &item.id);
        }
        mention.promised.clone_from(&mention.entry.measure);
        if is_blank(&mention.cause) {
            mention.cause = linked(&self.links.causes, &item.id);
        }
        mention
    }

    /// An earlier problem with what was done about it.
    fn answered(&self, part: &Part, item: &Item) -> Mention {
        let problem = answered_problem(item, &self.own);
        let mut mention = self.mention(problem, self.entry(part, item), item);
        let entry = &mut mention.entry;
        entry.role = if is_blank(&item.waived) { EntryRole::Answered } else { EntryRole::Waived };
        entry.text = self.values.fill(&without_end(&item.text));
        if entry.text.is_empty() {
            let carried = self.draft.carried.iter().find(|carried| carried.problem == problem);
            entry.text = match carried.map(|carried| without_end(&carried.text)).filter(|text| !text.is_empty()) {
                Some(text) => text,
                None => self.values.fill(&wording(item)),
            };
        }
        entry.state = item.state.unwrap_or(State::Open);
        entry.result.clone_from(&item.result);
        entry.evidence.clone_from(&item.evidence);
        entry.reason.clone_from(&item.reason);
        entry.waived.clone_from(&item.waived);
        entry.closed.clone_from(&item.closed);
        mention.promised.clone_from(&item.promised);
        // Where problems are quoted in work items, those say what was done.
        mention.done = if is_blank(&item.measure) { linked(&self.links.work, problem) } else { item.measure.clone() };
        mention
    }
}
