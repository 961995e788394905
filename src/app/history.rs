//! The versions of a report: when one is kept, which go, what changed in each, and the way back.

use std::collections::HashMap;
use std::time::Duration;

use chrono::DateTime;

use super::export::keep_exports;
use super::{
    App, CompareVersions, Comparison, KeepVersion, NameVersion, Nothing, OpenReport, ReportId, RestoreVersion,
    VersionEntry, Versions, summary, view,
};
use crate::history::{self, Mark, PartChange};
use crate::model::{Draft, one_line};
use crate::profile::Profile;
use crate::store::{Cause, Keep, Report, Version};
use crate::{Code, Error, Result};

/// While someone writes, a version is kept at most this often.
const EVERY: Duration = Duration::from_secs(5 * 60);

/// The longest name of a version, in characters.
const LONGEST_NAME: usize = 60;

/// What the program remembers of versions while it runs.
#[derive(Default)]
pub(super) struct Memory {
    /// When the last version of each report was kept, by [`super::Env::elapsed`].
    kept: HashMap<String, Duration>,
    /// What changed between two versions, by their numbers: versions never change.
    changes: HashMap<(Option<i64>, i64), Vec<PartChange>>,
}

impl App {
    /// The versions of a report, the latest first, with what changed in each since the one before. A version that never was
    /// the report (a conflict, what a backup held) is not what the next one is compared with.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is neither such a report nor a version of it; [`Code::Io`] or [`Code::Invalid`] when the
    /// file cannot be read.
    pub fn versions(&mut self, which: ReportId) -> Result<Versions> {
        let id = which.id;
        let listed = self.store.versions(&id)?;
        let stored = match self.store.get(&id) {
            Ok(stored) => Some(Ok(stored)),
            Err(error) if error.code() == Code::NotFound && !listed.is_empty() => None,
            Err(error) if error.code() == Code::Invalid => Some(Err(error)),
            Err(error) => return Err(error),
        };
        let mut versions = Vec::with_capacity(listed.len() + 1);
        let mut before = Before::default();
        for version in listed.into_iter().rev() {
            let aside = version.is_aside();
            let changes = self.changes_since(&mut before, &version);
            if !aside && changes.is_some() {
                before.number = Some(version.number);
            }
            versions.push(entry(version, changes));
        }
        if let Some(stored) = stored {
            versions.push(self.stored_entry(&id, stored, &mut before));
        }
        versions.reverse();
        let title = match self.store.title(&id) {
            Ok(title) => title,
            // The report is gone; its last version has a title too.
            Err(_) => before.draft(self, &id).map(|draft| view(draft).document.title).unwrap_or_default(),
        };
        Ok(Versions { id, title, versions })
    }

    /// What changed in `version`; `None` when it is damaged.
    fn changes_since(&mut self, before: &mut Before, version: &Version) -> Option<Vec<PartChange>> {
        let key = (before.number, version.number);
        if let Some(changes) = self.history.changes.get(&key) {
            return Some(changes.clone());
        }
        let draft = self.version_draft(&version.report, version.number).ok()?;
        let changes = match before.draft(self, &version.report) {
            Some(before) => history::changes(before, &draft),
            None => Vec::new(),
        };
        if !version.is_aside() {
            before.loaded = Some((version.number, draft));
        }
        self.history.changes.insert(key, changes.clone());
        Some(changes)
    }

    /// What is stored now, as the last entry.
    fn stored_entry(&self, id: &str, stored: Result<Report>, before: &mut Before) -> VersionEntry {
        let draft = stored.and_then(|stored| Ok((stored.revision, parse(&stored.draft, id)?)));
        let (revision, made, changes) = match &draft {
            Ok((revision, draft)) => {
                let changes = before.draft(self, id).map(|before| history::changes(before, draft));
                (*revision, draft.modified.to_rfc3339(), changes.unwrap_or_default())
            }
            Err(_) => (0, String::new(), Vec::new()),
        };
        VersionEntry { number: None, revision, cause: Cause::Work, name: None, made, changes, damaged: draft.is_err() }
    }

    /// Keeps what is stored as a version, unless it has no name and the last version is the same already.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report; [`Code::Invalid`] when it is damaged, or the name is too long;
    /// [`Code::Io`] when it cannot be written.
    pub fn keep_version(&mut self, keep: KeepVersion) -> Result<Nothing> {
        let name = version_name(keep.name)?;
        let made = (self.env.now)().to_rfc3339();
        self.store.keep(&keep.id, &Keep { cause: keep.cause, name: name.as_deref(), made: &made })?;
        self.note_kept(&keep.id);
        Ok(Nothing {})
    }

    /// Names a version, or takes its name away.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such version; [`Code::Invalid`] when it is damaged, or the name is too long;
    /// [`Code::Io`] when it cannot be written.
    pub fn name_version(&mut self, name: NameVersion) -> Result<Nothing> {
        let NameVersion { id, number, name } = name;
        let name = version_name(name)?;
        self.store.name_version(&id, number, name.as_deref()).map(|()| Nothing {})
    }

    /// Two states of a report side by side: the sections that differ.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such report or version; [`Code::Invalid`] when one is damaged.
    pub fn compare(&mut self, of: CompareVersions) -> Result<Comparison> {
        let [older, newer] = [of.older, of.newer].map(|number| match number {
            Some(number) => self.version_draft(&of.id, number),
            None => parse(&self.store.get(&of.id)?.draft, &of.id),
        });
        let (older, newer) = (older?, newer?);
        let profiles = [&older, &newer].map(|draft| Profile::of(draft).name);
        Ok(Comparison { sections: history::compare(&older, &newer, profiles.each_ref().map(String::as_str)) })
    }

    /// Restores a version, or one section of it. What is stored is kept as a version first, and stays marked as exported or
    /// deleted as it was; a report that is gone or damaged comes back as the version has it.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such version, or no such section in it; [`Code::Invalid`] when it is damaged;
    /// [`Code::Io`] when it cannot be written.
    pub fn restore_version(&mut self, which: RestoreVersion) -> Result<OpenReport> {
        let RestoreVersion { id, number, section } = which;
        let version = self.version_draft(&id, number)?;
        let stored = match self.store.get(&id) {
            Ok(stored) => Some(stored),
            Err(error) if section.is_none() && matches!(error.code(), Code::NotFound | Code::Invalid) => None,
            Err(error) => return Err(error),
        };
        let mut draft = match (&stored, &section) {
            (Some(stored), Some(section)) => {
                let now = parse(&stored.draft, &id)?;
                history::restore_part(&now, &version, section).ok_or_else(|| {
                    let message = format!("历史版本 {number} 里没有这一部分，没有恢复");
                    Error::new(Code::NotFound, message, "请换一个版本，或者恢复整份报告")
                })?
            }
            _ => version,
        };
        draft.id.clone_from(&id);
        let revision = match &stored {
            Some(stored) => {
                keep_exports(&stored.draft, &mut draft)?;
                draft.created = parse(&stored.draft, &id)?.created;
                stored.revision
            }
            None => self.store.revision(&id)?,
        };
        draft.modified = (self.env.now)();
        self.write(&draft, revision, Some(Cause::Restore))?;
        self.open_report(ReportId { id })
    }

    /// Saves `draft`, which is based on `revision`, and answers its new revision; what was stored before becomes a version
    /// for `cause`.
    pub(super) fn write(&mut self, draft: &Draft, revision: i64, cause: Option<Cause>) -> Result<i64> {
        let summary = summary(draft, &view(draft));
        let made = draft.modified.to_rfc3339();
        let keep = cause.map(|cause| Keep { cause, name: None, made: &made });
        let revision = self.store.save(draft, &summary, revision, keep.as_ref())?;
        if keep.is_some() {
            self.note_kept(&draft.id);
        }
        Ok(revision)
    }

    /// [`Cause::Work`] when it is time to keep what is stored of a report before it is written over: at the first save of a
    /// sitting, then every five minutes.
    pub(super) fn due(&self, id: &str) -> Option<Cause> {
        let now = (self.env.elapsed)();
        let due = self.history.kept.get(id).is_none_or(|kept| now.saturating_sub(*kept) >= EVERY);
        due.then_some(Cause::Work)
    }

    /// Begins the sitting of a report that was made just now: there is nothing to keep yet.
    pub(super) fn begin_sitting(&mut self, id: &str) {
        self.history.kept.insert(id.into(), (self.env.elapsed)());
    }

    /// After a version was kept: counts its five minutes and removes versions that may go.
    pub(super) fn note_kept(&mut self, id: &str) {
        self.begin_sitting(id);
        // What was asked for is done and on disk; when old versions cannot be removed now, they are with the next one.
        let _ = self.thin(id);
    }

    fn thin(&mut self, id: &str) -> Result<()> {
        let today = (self.env.now)().date_naive();
        let mark = |version: Version| Mark {
            number: version.number,
            // A version whose day cannot be read is not old.
            day: DateTime::parse_from_rfc3339(&version.made).map_or(today, |made| made.date_naive()),
            named: version.name.is_some(),
            aside: version.is_aside(),
            exported: version.cause == Cause::Export,
        };
        let marks: Vec<Mark> = self.store.versions(id)?.into_iter().map(mark).collect();
        match history::thin(&marks, history::settled_day(&marks, today)) {
            gone if gone.is_empty() => Ok(()),
            gone => self.store.drop_versions(id, &gone),
        }
    }

    /// The draft of a version.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such version; [`Code::Invalid`] when it is damaged.
    pub fn version_draft(&self, id: &str, number: i64) -> Result<Draft> {
        parse(&self.store.version(id, number)?, id)
    }
}

/// The last version that was the report, read when it is needed.
#[derive(Default)]
struct Before {
    number: Option<i64>,
    loaded: Option<(i64, Draft)>,
}

impl Before {
    fn draft(&mut self, app: &App, id: &str) -> Option<&Draft> {
        let number = self.number?;
        if self.loaded.as_ref().is_none_or(|(loaded, _)| *loaded != number) {
            self.loaded = Some((number, app.version_draft(id, number).ok()?));
        }
        self.loaded.as_ref().map(|(_, draft)| draft)
    }
}

fn entry(version: Version, changes: Option<Vec<PartChange>>) -> VersionEntry {
    let Version { number, revision, cause, name, made, .. } = version;
    let damaged = changes.is_none();
    VersionEntry { number: Some(number), revision, cause, name, made, changes: changes.unwrap_or_default(), damaged }
}

/// A name as it is kept; `None` when it says nothing.
fn version_name(name: Option<String>) -> Result<Option<String>> {
    let name = name.map(|name| one_line(&name)).filter(|name| !name.is_empty());
    match &name {
        Some(long) if long.chars().count() > LONGEST_NAME => {
            let message = format!("版本的名称太长，超过 {LONGEST_NAME} 个字");
            Err(Error::new(Code::Invalid, message, "请起一个短些的名称"))
        }
        _ => Ok(name),
    }
}

/// A draft as the store gave it, which has verified that it is what was written.
fn parse(json: &str, id: &str) -> Result<Draft> {
    serde_json::from_str(json).map_err(|error| {
        let message = format!("报告 {id} 里有本程序不认识的内容");
        Error::new(Code::Invalid, message, "请用写下它的那个版本的程序打开，或更新本程序").with_source(error)
    })
}
