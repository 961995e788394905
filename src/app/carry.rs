//! 沿用上年报告, and mends of findings.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use serde::Deserialize;

use super::home::report_year;
use super::{
    App, ApplyFix, CarryChoice, CarryFrom, CarryOffer, CarryResult, ReportId, ReportSummary, check_year, templates,
};
use crate::carry::{self, Choice, Taken};
use crate::model::{Draft, brief, read_draft};
use crate::store::Cause;
use crate::template::{Start, Template};
use crate::{Code, Error, Result};

impl App {
    /// What goes on from a report into a new one, before anything is made.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report; [`Code::Invalid`] when it is damaged or the year is none.
    pub fn carry_offer(&mut self, from: CarryFrom) -> Result<CarryOffer> {
        let year = from.year.map(check_year).transpose()?;
        let draft = self.stored_draft(&from.id)?;
        let reports = self.reports()?;
        let summary = reports.iter().find(|report| report.id == from.id).cloned().ok_or_else(|| gone(&from.id))?;
        let later = later(&summary, &reports).cloned();
        let (carried, known) = self.carried_already(&draft, reports);
        let year = year.unwrap_or_else(|| {
            let next = carried
                .iter()
                .filter_map(|report| report.year)
                .filter(|year| summary.year.is_none_or(|own| *year > own));
            next.min().unwrap_or_else(|| {
                year_after(summary.year, later.is_some(), report_year((self.env.now)().date_naive()))
            })
        });
        let refused = refusal(&summary, &draft, year);
        let mut notices = carry::notices(&draft, year);
        notices.extend(newer_template(Some(self.data_dir()), &draft).1);
        notices.extend(known);
        if let Some(later) = later.filter(|later| !carried.iter().any(|report| report.id == later.id)) {
            let (title, year) = (brief(&later.title), later.year.unwrap_or_default());
            notices.push(format!("这里还有更晚的一份：{year}年度“{title}”；一般从最近的那份沿用，问题才不会漏掉"));
        }
        Ok(CarryOffer {
            from: summary,
            year,
            plan: carry::plan(&draft),
            notices,
            refused: refused.map(|error| format!("{}；{}", error.message(), error.hint())).unwrap_or_default(),
            carried,
        })
    }

    /// What to know of the reports that were carried from the stored one `from` already, and of those before it, one sentence each.
    ///
    /// # Errors
    /// [`Code::Io`] when the database cannot be read.
    pub fn chain_notices(&self, from: &Draft) -> Result<Vec<String>> {
        Ok(self.carried_already(from, self.reports()?).1)
    }

    /// Those of `reports` that were carried from `from` and are not deleted; and what to know of the chain.
    fn carried_already(&self, from: &Draft, reports: Vec<ReportSummary>) -> (Vec<ReportSummary>, Vec<String>) {
        let previous = self.previous(&reports);
        let (mut notices, mut carried) = (Vec::new(), Vec::new());
        for report in reports {
            if previous.get(&report.id) != Some(&from.id) || report.id == from.id {
                continue;
            }
            if report.deleted.is_none() {
                carried.push(report);
            } else {
                notices.push(format!("回收站里有一份已经从它沿用的报告：“{}”，需要的话先恢复它", brief(&report.title)));
            }
        }
        if !carried.is_empty() {
            let years: Vec<String> =
                carried.iter().filter_map(|report| report.year).map(|year| year.to_string()).collect();
            let named = if years.is_empty() { String::new() } else { format!("（{}年度）", years.join("、")) };
            let count = carried.len();
            notices.push(format!("已经从它沿用过 {count} 份{named}；可以补进已有的那份，再建一份会分成两支"));
        }
        notices.extend(self.broken_chain(&from.id, from, &previous));
        (carried, notices)
    }

    /// Makes the new report, or takes what it lacks into one that was made before.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report; [`Code::Invalid`] when one is damaged or deleted, the year does not
    /// follow, or the one that is to take problems in was not carried from the other; [`Code::Io`] when it cannot be stored.
    pub fn carry(&mut self, carry: CarryChoice) -> Result<CarryResult> {
        let CarryChoice { id, year, problems, waived, into } = carry;
        let choice = Choice { problems: problems.into_iter().collect(), waived };
        let from = self.carry_source(&id)?;
        if let Some(into) = into {
            return self.carry_into(&from, &choice, &into);
        }
        refuse_year(&from, check_year(year)?)?;
        let template = newer_template(Some(self.data_dir()), &from).0;
        let start = Start { year, now: (self.env.now)(), ids: self.env.ids.as_mut() };
        let draft = carry::carry(&from, &choice, template.as_ref(), start);
        Ok(CarryResult { report: self.store_new(draft)?, told: String::new() })
    }

    /// The stored report `id`, to be carried forward.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report; [`Code::Invalid`] when it is damaged or deleted.
    pub fn carry_source(&mut self, id: &str) -> Result<Draft> {
        let draft = self.stored_draft(id)?;
        match self.store.entry(id)? {
            Some(entry) if entry.deleted.is_some() => Err(in_bin(&entry.summary.title)),
            Some(_) => Ok(draft),
            None => Err(gone(id)),
        }
    }

    fn carry_into(&mut self, from: &Draft, choice: &Choice, into: &str) -> Result<CarryResult> {
        let opened = self.open_report(ReportId { id: into.into() })?;
        let title = &opened.view.document.title;
        if self.store.entry(into)?.is_some_and(|entry| entry.deleted.is_some()) {
            return Err(in_bin(title));
        }
        if opened.draft.previous.as_deref() != Some(from.id.as_str()) || into == from.id {
            let message = format!("“{}”不是从这份报告沿用的，没有补进", brief(title));
            return Err(Error::new(Code::Invalid, message, "请选从这份报告沿用的那一份，或者另建一份"));
        }
        if let Some(year) = opened.draft.year {
            refuse_year(from, year)?;
        }
        let mut draft = opened.draft.clone();
        let taken = carry::take_in(&mut draft, from, choice, self.env.ids.as_mut());
        let told = told(taken);
        if !taken.any() {
            return Ok(CarryResult { report: opened, told });
        }
        draft.modified = (self.env.now)();
        self.write(&draft, opened.revision, Some(Cause::Carry))?;
        Ok(CarryResult { report: self.open_report(ReportId { id: into.into() })?, told })
    }

    /// Makes a finding's mend in a draft, saved or not; the draft as it was where the mend no longer fits.
    ///
    /// # Errors
    /// None.
    pub fn fix(&mut self, of: ApplyFix) -> Result<Draft> {
        let mut draft = of.draft;
        carry::fix(&mut draft, &of.fix, self.env.ids.as_mut());
        Ok(draft)
    }

    fn stored_draft(&mut self, id: &str) -> Result<Draft> {
        let stored = self.store.get(id)?;
        read_draft(&stored.draft, &format!("报告 {id}"), self.env.ids.as_mut())
    }

    /// Which report each of `reports` was carried from, as far as they can be read.
    fn previous(&self, reports: &[ReportSummary]) -> HashMap<String, String> {
        #[derive(Deserialize)]
        struct Link {
            previous: Option<String>,
        }
        let link = |report: &ReportSummary| {
            let stored = self.store.get(&report.id).ok()?;
            let link: Link = serde_json::from_str(&stored.draft).ok()?;
            Some((report.id.clone(), link.previous?))
        };
        reports.iter().filter_map(link).collect()
    }

    /// What is odd about the reports before the report `id`.
    fn broken_chain(&self, id: &str, draft: &Draft, previous: &HashMap<String, String>) -> Option<String> {
        let before = draft.previous.as_deref().filter(|before| !before.is_empty())?;
        let mut seen = HashSet::from([id]);
        let mut at = Some(before);
        while let Some(report) = at {
            if !seen.insert(report) {
                return Some("往年的报告前后绕成了一圈；这次沿用不受影响，问题按这份报告里写的接续".into());
            }
            at = previous.get(report).map(String::as_str);
        }
        let there = self.store.entry(before).is_ok_and(|entry| entry.is_some_and(|entry| entry.deleted.is_none()))
            && self.store.get(before).is_ok();
        let missing = "更早的那份报告已经删除或者损坏；这次沿用不受影响，问题按这份报告里写的接续";
        (!there).then(|| missing.into())
    }
}

/// The latest report that `of`'s unit and reporter have after it.
fn later<'a>(of: &ReportSummary, reports: &'a [ReportSummary]) -> Option<&'a ReportSummary> {
    let same = |other: &&ReportSummary| {
        other.deleted.is_none() && other.year > of.year && (&other.unit, &other.reporter) == (&of.unit, &of.reporter)
    };
    reports.iter().filter(same).max_by_key(|report| report.year).filter(|_| of.year.is_some())
}

/// The year that is most likely meant when a report of the year `from` is carried: the one that is written this year, unless the report
/// is of this year itself, or a later one stands between.
fn year_after(from: Option<i32>, has_later: bool, this_year: i32) -> i32 {
    match from {
        Some(from) if has_later || from >= this_year => from.saturating_add(1),
        _ => this_year,
    }
}

/// What a report that was there already took in.
fn told(taken: Taken) -> String {
    let Taken { problems, figures, listed } = taken;
    let parts = [(problems, "个上年问题"), (figures, "项关键数据")];
    let counts = parts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
    match (counts.collect::<Vec<_>>().join("、"), listed) {
        (counts, 0) if counts.is_empty() => "没有新的可补：上年的问题和数据，这份报告里都有了".into(),
        (counts, listed) if counts.is_empty() => format!("没有补进内容，只记下了上年还有 {listed} 个问题没有带过来"),
        (counts, _) => format!("已补进 {counts}，写过的没有动"),
    }
}

/// The report that follows `from`, which is no stored one, with every problem that is open; and what to know about it.
///
/// # Errors
/// [`Code::Invalid`] when the year is none or does not follow.
pub fn carry_all(from: &Draft, data_dir: Option<&Path>, start: Start<'_>) -> Result<(Draft, Vec<String>)> {
    refuse_year(from, check_year(start.year)?)?;
    let mut notices = carry::notices(from, start.year);
    let (template, notice) = newer_template(data_dir, from);
    notices.extend(notice);
    Ok((carry::carry(from, &Choice::all_open(from), template.as_ref(), start), notices))
}

/// A newer version of the template that `draft` was begun with, if there is one; and what to know about that.
fn newer_template(data_dir: Option<&Path>, draft: &Draft) -> (Option<Template>, Option<String>) {
    let copy = &draft.template;
    let known = templates(data_dir).map(|(known, _)| known).unwrap_or_default();
    let name = brief(&copy.content.name);
    match known.into_iter().find(|known| known.template.id == copy.id).map(|known| known.template) {
        None => (None, Some(format!("模板“{name}”已经没有了，用这份报告里存着的那一份"))),
        Some(template) if template.version > copy.version => {
            (Some(template), Some(format!("模板“{name}”有了新的版本，新报告用新的")))
        }
        Some(_) => (None, None),
    }
}

fn refusal(report: &ReportSummary, draft: &Draft, year: i32) -> Option<Error> {
    if report.deleted.is_some() { Some(in_bin(&report.title)) } else { refuse_year(draft, year).err() }
}

fn refuse_year(from: &Draft, year: i32) -> Result<()> {
    match carry::refused(from, year) {
        Some((message, hint)) => Err(Error::new(Code::Invalid, message, hint)),
        None => Ok(()),
    }
}

fn in_bin(title: &str) -> Error {
    let message = format!("“{}”在回收站里，不能沿用", brief(title));
    Error::new(Code::Invalid, message, "请先在首页的回收站里恢复它")
}

fn gone(id: &str) -> Error {
    Error::new(Code::NotFound, format!("没有编号为 {id} 的报告"), "请回到首页，在列表里重新选择")
}
