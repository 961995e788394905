//! Damage, and what is done about it: which reports are damaged, from what they can be brought back, and doing it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use chrono::{DateTime, FixedOffset};

use super::backups::look_into;
use super::{App, DamagedReport, Health, Mend, Nothing, Remedy, RemedySource, ReportId, SetAside, summary, view};
use crate::model::read_draft;
use crate::store::{Store, Version};
use crate::{Code, Error, Result};

/// Checks the database in `data_dir` by a reader of its own, so that a window beside it can go on saving.
///
/// # Errors
/// [`Code::Damaged`] when it cannot be opened, or its structure is damaged: [`super::rescue`] helps; [`Code::Io`] when it
/// cannot be read.
pub fn check_store(data_dir: &Path) -> Result<Health> {
    let store = Store::open_to_read(data_dir)?;
    let damage = store.check()?;
    let ids: Vec<&str> = damage.reports.iter().map(|(id, _)| id.as_str()).collect();
    let mut states = states(&store, data_dir, &ids)?;
    let mut damaged = Vec::new();
    for (id, title) in damage.reports {
        let remedies = states.remove(&id).unwrap_or_default().into_iter().map(|state| state.remedy).collect();
        damaged.push(DamagedReport { id, title, remedies });
    }
    let mut notices = Vec::new();
    if !damage.settings.is_empty() {
        notices.push("保存的设置已损坏：请在“设置”里重新填写；报告不受影响".into());
    }
    if damage.without_log {
        notices.push(
            "数据文件夹所在的磁盘（可能是网络盘）不支持最稳妥的保存方式，已改用较慢的一种：请把数据文件夹放在本机磁盘上"
                .into(),
        );
    }
    let versions = u32::try_from(damage.versions.len()).unwrap_or(u32::MAX);
    Ok(Health { damaged, versions, settings: !damage.settings.is_empty(), notices })
}

/// A whole state of a report.
pub(super) struct State {
    /// Where it comes from and when it was saved.
    pub(super) remedy: Remedy,
    /// Its draft as JSON.
    pub(super) draft: String,
    /// Its revision.
    pub(super) revision: i64,
    /// Its number in the order of saves and versions.
    pub(super) number: i64,
    /// When it was deleted, RFC 3339.
    pub(super) deleted: Option<String>,
    /// Whether it never was the report here.
    aside: bool,
}

impl State {
    /// Its place among other states; the largest is the one to take.
    pub(super) fn rank(&self) -> Rank {
        Rank { own: !self.aside, ..Rank::new(&self.remedy.modified, self.number) }
    }
}

/// The place of a state among others. Numbers tell the order within one database only, and a backup may be of one that was
/// lost: between files it is the time of the save that counts.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Rank {
    /// What was the report here goes before what never was.
    own: bool,
    modified: Option<DateTime<FixedOffset>>,
    number: i64,
}

impl Rank {
    /// The rank of a state of the report itself.
    pub(super) fn new(modified: &str, number: i64) -> Rank {
        Rank { own: true, modified: DateTime::parse_from_rfc3339(modified).ok(), number }
    }
}

/// The whole states of damaged reports: of each its newest whole version, and what the newest backup has that holds it; the
/// newer first, and last what never was the report.
pub(super) fn states(store: &Store, data_dir: &Path, ids: &[&str]) -> Result<BTreeMap<String, Vec<State>>> {
    let mut states: BTreeMap<String, Vec<State>> = BTreeMap::new();
    for id in ids {
        states.insert((*id).into(), newest_version(store, id)?.into_iter().collect());
    }
    let mut missing: BTreeSet<&str> = ids.iter().copied().collect();
    if !missing.is_empty() {
        look_into(data_dir, |name, reading| {
            for (id, states) in &mut states {
                if missing.contains(id.as_str())
                    && let Some(state) = of_backup(name, &reading.store, id)?
                {
                    states.push(state);
                    missing.remove(id.as_str());
                }
            }
            Ok(missing.is_empty())
        })?;
    }
    for states in states.values_mut() {
        states.sort_by_key(|state| std::cmp::Reverse(state.rank()));
    }
    Ok(states)
}

fn of_backup(name: &str, backup: &Store, id: &str) -> Result<Option<State>> {
    let (Some(entry), Some(number)) = (backup.entry(id)?, backup.number_of(id)?) else { return Ok(None) };
    let report = backup.get(id)?;
    let remedy = Remedy { source: RemedySource::Backup { name: name.into() }, modified: entry.modified };
    Ok(Some(State {
        remedy,
        draft: report.draft,
        revision: report.revision,
        number,
        deleted: entry.deleted,
        aside: false,
    }))
}

/// The newest whole version that was the report; one that never was only where there is no other.
fn newest_version(store: &Store, id: &str) -> Result<Option<State>> {
    let (own, aside): (Vec<Version>, Vec<Version>) =
        store.versions(id)?.into_iter().partition(|version| !version.is_aside());
    for version in own.into_iter().chain(aside) {
        match store.version(id, version.number) {
            Ok(draft) => return Ok(Some(of_version(&version, draft))),
            // That one is damaged too.
            Err(error) if error.code() == Code::Invalid => {}
            Err(error) => return Err(error),
        }
    }
    Ok(None)
}

fn of_version(version: &Version, draft: String) -> State {
    let Version { number, revision, .. } = *version;
    let remedy = Remedy { source: RemedySource::Version { number }, modified: modified(&draft) };
    State { remedy, draft, revision, number, deleted: None, aside: version.is_aside() }
}

/// When a draft was last saved, as it says itself.
fn modified(draft: &str) -> String {
    let json: Option<serde_json::Value> = serde_json::from_str(draft).ok();
    json.as_ref().and_then(|json| json.get("modified")?.as_str()).unwrap_or_default().into()
}

impl App {
    /// Puts a whole state in the place of a damaged report; what stands there is kept as a file in `damaged/` first.
    ///
    /// # Errors
    /// [`Code::NotFound`] when the report is whole, or there is no such state; [`Code::Io`] when the database cannot be read
    /// or written.
    pub fn mend(&mut self, mend: Mend) -> Result<Nothing> {
        let Mend { id, source } = mend;
        // What is whole is not to be overwritten: a window may offer what another one has done.
        if self.store.get(&id).is_ok() {
            return Err(whole());
        }
        let states = states(&self.store, self.data_dir(), &[&id])?;
        let chosen = states
            .into_values()
            .flatten()
            .find(|state| source.as_ref().is_none_or(|source| state.remedy.source == *source));
        let Some(state) = chosen else {
            let message = format!("报告 {id} 没有完好的历史版本，备份里也没有");
            return Err(Error::new(Code::NotFound, message, "如果别处（U盘、另一台电脑）有备份，请从那里读入"));
        };
        // As far as the damaged row says it.
        let deleted = self.store.entry(&id)?.and_then(|entry| entry.deleted);
        let state = State { deleted: deleted.or(state.deleted), ..state };
        put_back(&mut self.store, &state, &id, self.env.ids.as_mut())?;
        Ok(Nothing {})
    }

    /// Takes a damaged report of which no whole state is left out of the database, with its versions, which are damaged too.
    /// All bytes of them are kept as a file in `damaged/` first.
    ///
    /// # Errors
    /// [`Code::NotFound`] when no such report is damaged; [`Code::Invalid`] when there is a whole state of it;
    /// [`Code::Io`] when it cannot be kept, or the database not be read or written.
    pub fn set_aside(&mut self, report: ReportId) -> Result<SetAside> {
        let ReportId { id } = report;
        if self.store.get(&id).is_ok() {
            return Err(whole());
        }
        let states = states(&self.store, self.data_dir(), &[&id])?;
        if states.values().any(|states| !states.is_empty()) {
            let message = format!("报告 {id} 还有完好的旧稿，没有移出");
            return Err(Error::new(Code::Invalid, message, "请用历史版本或备份把它找回来"));
        }
        let kept = self.store.set_report_aside(&id)?;
        let kept = kept.ok_or_else(|| {
            let message = format!("没有编号为“{id}”的损坏的报告");
            Error::new(Code::NotFound, message, "请重新检查一遍，按列出来的编号核对")
        })?;
        Ok(SetAside { kept: kept.display().to_string() })
    }

    /// Takes damaged versions and settings out of the database; they are kept as files in `damaged/` first.
    ///
    /// # Errors
    /// [`Code::Io`] when they cannot be kept, or the database not be written.
    pub fn set_damaged_aside(&mut self) -> Result<Nothing> {
        self.store.set_aside().map(|()| Nothing {})
    }
}

fn whole() -> Error {
    Error::new(Code::NotFound, "这份报告没有损坏，不需要修复", "请回到报告列表，直接打开它")
}

/// Stores a whole state as the report `id`, and answers its title.
pub(super) fn put_back(
    store: &mut Store,
    state: &State,
    id: &str,
    ids: &mut (dyn crate::model::Ids + Send),
) -> Result<String> {
    let draft = read_draft(&state.draft, &format!("报告 {id}"), ids)?;
    let summary = summary(&draft, &view(&draft));
    store.bring_back(&draft, &summary, state.revision)?;
    if state.deleted.is_some() {
        store.set_deleted(id, state.deleted.as_deref())?;
    }
    Ok(summary.title)
}
