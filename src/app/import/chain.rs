//! Which report an import follows: the nearest earlier year of the same unit, stored or of the same batch.

use super::super::{App, ImportEarlier, ReportId, ReportSummary};
use super::Import;
use crate::carry::{Linked, link, rename_all};
use crate::model::{Carried, Draft, one_line};
use crate::store::Cause;
use crate::{Code, Result};

/// A report that was made in this sitting.
pub(super) struct Made {
    /// The report's id.
    pub(super) report: String,
    pub(super) batch: u32,
    pub(super) who: Who,
    /// It is to follow an earlier one, and does not yet: that may still be made.
    pub(super) loose: bool,
}

/// What tells whose report it is, and of which year.
#[derive(Clone)]
pub(super) struct Who {
    pub(super) year: i32,
    pub(super) unit: String,
    pub(super) reporter: String,
}

/// What came of following a report.
#[derive(Default)]
pub(super) struct Followed {
    /// One sentence each.
    pub(super) told: Vec<String>,
    /// See [`Linked::renamed`].
    renamed: Vec<(String, Carried)>,
}

/// What an import follows.
pub(super) enum Before {
    /// A stored report.
    Report(ReportSummary),
    /// One that is under way in the same batch.
    Import(u32),
}

impl Before {
    /// As the page shows it.
    pub(super) fn told(&self, open: &[Import], year: i32) -> Option<ImportEarlier> {
        match self {
            Before::Report(report) => {
                Some(ImportEarlier { year: report.year.unwrap_or(year), title: report.title.clone(), waiting: false })
            }
            Before::Import(id) => {
                let one = open.iter().find(|one| one.id == *id)?;
                Some(ImportEarlier { year: one.year()?, title: one.name.clone(), waiting: true })
            }
        }
    }
}

impl Import {
    /// Whose report it will be; nothing without a year.
    pub(super) fn who(&self) -> Option<Who> {
        let unit = one_line(self.unit());
        Some(Who { year: self.year()?, unit, reporter: self.found.reporter.clone() })
    }
}

/// A report that may come before another one.
struct Candidate {
    who: Who,
    before: Before,
}

impl App {
    /// What comes before `who` of a batch; nothing where several reports of that year could.
    pub(super) fn before(&self, who: &Who, batch: u32, reports: &[ReportSummary]) -> Option<Before> {
        let stored = reports.iter().filter(|report| report.deleted.is_none()).filter_map(|report| {
            let who = Who { year: report.year?, unit: one_line(&report.unit), reporter: one_line(&report.reporter) };
            Some(Candidate { who, before: Before::Report(report.clone()) })
        });
        let open = self.imports.open.iter().filter(|one| one.batch == batch && one.chained);
        let open = open.filter_map(|one| Some(Candidate { who: one.who()?, before: Before::Import(one.id) }));
        let of_batch = |report: &ReportSummary| {
            self.imports.made.iter().any(|made| made.batch == batch && made.report == report.id)
        };
        let fits = |other: &Candidate| {
            let known = match &other.before {
                Before::Report(report) => !who.unit.is_empty() || of_batch(report),
                Before::Import(_) => true,
            };
            other.who.year < who.year && other.who.unit == who.unit && known
        };
        let mut candidates: Vec<Candidate> = stored.chain(open).filter(fits).collect();
        let year = candidates.iter().map(|other| other.who.year).max()?;
        candidates.retain(|other| other.who.year == year);
        if candidates.len() > 1 {
            candidates.retain(|other| other.who.reporter == who.reporter);
        }
        // A file that was imported before, too, will be the same report.
        if candidates.iter().any(|other| matches!(other.before, Before::Report(_))) {
            candidates.retain(|other| matches!(other.before, Before::Report(_)));
        }
        match candidates.len() {
            1 => candidates.pop().map(|other| other.before),
            _ => None,
        }
    }

    /// Says in `draft` that it follows the stored report `id`, and what came of it.
    pub(super) fn follow(&mut self, draft: &mut Draft, id: &str) -> Result<Followed> {
        let from = match self.carry_source(id) {
            Ok(from) => from,
            // It cannot be read: the new report stands by itself.
            Err(error) if matches!(error.code(), Code::Invalid | Code::NotFound) => {
                let told = vec![format!("没有接上往年的报告：{}", error.message())];
                return Ok(Followed { told, renamed: Vec::new() });
            }
            Err(error) => return Err(error),
        };
        let linked = link(draft, &from);
        Ok(Followed { told: told(&from, &linked), renamed: linked.renamed })
    }

    /// Reports of a batch that follow none yet, as what comes before them had still to be made: follow it now where it is there.
    pub(super) fn link_loose(&mut self, batch: u32) -> Result<Vec<String>> {
        let mut notices = Vec::new();
        for at in 0..self.imports.made.len() {
            let Some(made) = self.imports.made.get(at).filter(|made| made.loose && made.batch == batch) else {
                continue;
            };
            let (who, report) = (made.who.clone(), made.report.clone());
            let Some(Before::Report(before)) = self.before(&who, batch, &self.reports()?) else { continue };
            let told = self.link_stored(&report, &before.id)?;
            notices.extend(told.into_iter().map(|told| format!("{}年度的报告：{told}", who.year)));
            if let Some(made) = self.imports.made.get_mut(at) {
                made.loose = false;
            }
        }
        Ok(notices)
    }

    /// A stored report follows another one, unless it was given one meanwhile, or is gone.
    fn link_stored(&mut self, report: &str, before: &str) -> Result<Vec<String>> {
        let mut followed = Followed::default();
        self.change_stored(report, |app, draft| {
            if draft.previous.is_none() {
                followed = app.follow(draft, before)?;
            }
            Ok(draft.previous.as_deref() == Some(before))
        })?;
        // Those that follow it were linked to what it called a problem of its own till now.
        if !followed.renamed.is_empty() {
            let others: Vec<String> = self.imports.made.iter().map(|made| made.report.clone()).collect();
            for other in others.iter().filter(|other| *other != report) {
                self.change_stored(other, |_, draft| Ok(rename_all(draft, &followed.renamed)))?;
            }
        }
        Ok(followed.told)
    }

    /// Changes a report that was made in this sitting, if it can be read still and `act` answers that it is another one then.
    fn change_stored(&mut self, id: &str, act: impl FnOnce(&mut App, &mut Draft) -> Result<bool>) -> Result<()> {
        let opened = match self.open_report(ReportId { id: id.into() }) {
            Ok(opened) => opened,
            Err(error) if matches!(error.code(), Code::Invalid | Code::NotFound) => return Ok(()),
            Err(error) => return Err(error),
        };
        let mut draft = opened.draft;
        if act(self, &mut draft)? {
            draft.modified = (self.env.now)();
            self.write(&draft, opened.revision, Some(Cause::Carry))?;
        }
        Ok(())
    }
}

fn told(from: &Draft, linked: &Linked) -> Vec<String> {
    let year = from.year.map_or_else(|| "往年".into(), |year| format!("{year}年度"));
    let mut notices = vec![match linked.linked.as_slice() {
        [] => format!("接在{year}的报告之后"),
        linked => format!("接在{year}的报告之后，{} 个上年问题对上了：{}", linked.len(), quoted(linked)),
    }];
    if !linked.loose.is_empty() {
        let loose = quoted(&linked.loose);
        notices.push(format!(
            "{} 个上年问题在{year}的报告里找不到措辞相同的，或者不止一条，没有接上：{loose}",
            linked.loose.len()
        ));
    }
    notices
}

fn quoted(texts: &[String]) -> String {
    texts.iter().map(|text| format!("“{}”", crate::model::brief(text))).collect()
}
