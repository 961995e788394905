//! Merging the file that was read last. What is here is never overwritten: reports go into their history, templates stay
//! beside under another name.

use std::path::{Path, PathBuf};

use serde_json::Value;

use super::super::{App, ArchivedState, MergeArchive, MergeChoice, Merged, copy, layouts, settings, summary, view};
use super::preview::Reading;
use crate::archive::OwnTemplate;
use crate::export::write_file;
use crate::model::{Layout, read_draft};
use crate::store::{Merge, Store, Take};
use crate::{Code, Error, Result, platform};

impl App {
    /// Merges the file that was read last, all of its reports or none.
    ///
    /// # Errors
    /// [`Code::NotFound`] when no file was read; [`Code::Io`] when it cannot be stored.
    pub fn merge_archive(&mut self, args: MergeArchive) -> Result<Merged> {
        let Some(reading) = self.reading.take() else {
            return Err(Error::new(Code::NotFound, "还没有读入文件", "请先选择备份或换机文件，再合并"));
        };
        let merged = self.merge_reading(&reading, &args);
        if merged.is_err() {
            // It can be tried again.
            self.reading = Some(reading);
        }
        merged
    }

    fn merge_reading(&mut self, reading: &Reading, args: &MergeArchive) -> Result<Merged> {
        let mut merged = Merged { added: 0, replaced: 0, copied: 0, unchanged: 0, templates: 0, notices: Vec::new() };
        let mut merge = Merge { made: (self.env.now)().to_rfc3339(), ..Merge::default() };
        for report in self.content(reading)?.reports {
            let choice = args.reports.get(&report.id).copied();
            let take = match (report.state, choice) {
                (_, Some(MergeChoice::Skip)) => continue,
                (ArchivedState::New, _) => {
                    merged.added += 1;
                    Take::Beside
                }
                (ArchivedState::Same, _) => {
                    merged.unchanged += 1;
                    Take::Same
                }
                (ArchivedState::Different, Some(MergeChoice::Theirs)) => {
                    merged.replaced += 1;
                    Take::Over
                }
                (ArchivedState::Different, Some(MergeChoice::Both)) => {
                    merge.copies.push(self.copied(&report.id, &reading.store)?);
                    merged.copied += 1;
                    merged.notices.push(format!(
                        "“{}”两份都留了：文件里的那份成了另一份报告，列表里标着“副本”；与往年报告的联系仍在原来那份上",
                        report.title
                    ));
                    Take::Same
                }
                (ArchivedState::Different, Some(MergeChoice::Mine) | None) => {
                    merged.unchanged += 1;
                    merged.notices.push(format!("“{}”没有改动；文件里的那份放进了它的历史版本", report.title));
                    Take::Beside
                }
            };
            merge.take.insert(report.id, take);
        }
        // Versions of reports whose rows were lost to damage.
        for id in reading.store.known()? {
            if !args.reports.contains_key(&id) {
                merge.take.entry(id).or_insert(Take::Same);
            }
        }
        self.store.merge(&reading.store, &merge)?;
        // What came in is to be kept before it is changed.
        self.history = Default::default();
        if args.settings {
            self.take_settings(&reading.store)?;
        }
        for template in reading.templates().iter().filter(|template| args.templates.contains(&template.name)) {
            if let Some(kept) = self.take_template(template)? {
                merged.notices.push(format!("原来的模板“{}”改名为“{kept}”留在 templates 文件夹里", template.name));
            }
            merged.templates += 1;
        }
        Ok(merged)
    }

    /// The report `id` of `theirs` as a copy, as 复制报告 makes one: it is another report, with items of its own.
    fn copied(&mut self, id: &str, theirs: &Store) -> Result<(crate::model::Draft, crate::store::Summary)> {
        let mut draft = read_draft(&theirs.get(id)?.draft, &format!("报告 {id}"), self.env.ids.as_mut())?;
        copy::renew(&mut draft, self.env.ids.as_mut());
        draft.created = (self.env.now)();
        draft.modified = draft.created;
        let summary = summary(&draft, &view(&draft));
        Ok((draft, summary))
    }

    /// Whether `theirs` has settings or layout profiles that are not here.
    pub(super) fn settings_differ(&self, theirs: &Store) -> Result<bool> {
        let theirs_settings = setting(theirs, settings::KEY)?;
        if theirs_settings.is_some() && theirs_settings != setting(&self.store, settings::KEY)? {
            return Ok(true);
        }
        match self.new_layouts(theirs) {
            // Beside damaged ones none can be added; the reports can be merged all the same.
            Err(error) if error.code() == Code::Invalid => Ok(false),
            new => Ok(!new?.is_empty()),
        }
    }

    /// Whether nobody has set anything here yet.
    ///
    /// # Errors
    /// [`Code::Io`] when the database cannot be read.
    pub fn is_unset(&self) -> Result<bool> {
        let own_layouts = match self.own_layouts() {
            // Damaged, but set.
            Err(error) if error.code() == Code::Invalid => return Ok(false),
            own => own?,
        };
        Ok(setting(&self.store, settings::KEY)?.is_none() && own_layouts.is_empty())
    }

    /// Takes over the settings of `theirs`, and its layout profiles beside those here.
    fn take_settings(&mut self, theirs: &Store) -> Result<()> {
        if let Some(json) = theirs.setting(settings::KEY)? {
            self.store.set_setting(settings::KEY, &json)?;
        }
        for layout in self.new_layouts(theirs)? {
            self.add_layout(layout)?;
        }
        Ok(())
    }

    /// The layout profiles of `theirs` that are none of those here, whatever they are called.
    fn new_layouts(&self, theirs: &Store) -> Result<Vec<Layout>> {
        let bare = |layout: &Layout| Layout { id: String::new(), name: String::new(), ..layout.clone() };
        let here: Vec<Layout> = self.own_layouts()?.iter().map(bare).collect();
        let mut new = layouts::own(theirs)?;
        new.retain(|layout| !here.contains(&bare(layout)));
        Ok(new)
    }

    /// Writes one of the user's own templates, and answers under which name the one that was there is kept.
    fn take_template(&self, template: &OwnTemplate) -> Result<Option<String>> {
        let state = self.template_state(template);
        let folder = self.env.data_dir.join("templates");
        let refused = |error| {
            let message = format!("无法在模板文件夹“{}”里写“{}”", folder.display(), template.name);
            Error::new(Code::Io, message, "请检查这个文件夹是否可以写入、磁盘是否已满").with_source(error)
        };
        platform::private_folder(&folder).map_err(refused)?;
        let target = folder.join(&template.name);
        let kept = match state {
            ArchivedState::Same => return Ok(None),
            ArchivedState::New => None,
            ArchivedState::Different => Some(free_name(&folder, &template.name)),
        };
        if let Some(kept) = &kept {
            std::fs::rename(&target, folder.join(kept)).map_err(refused)?;
        }
        write_file(&target, &template.bytes)?;
        Ok(kept)
    }
}

/// A name in `folder` for the file `name` that is kept; no template is read from it.
fn free_name(folder: &Path, name: &str) -> String {
    let path = |name: &str| -> PathBuf { folder.join(name) };
    let mut kept = format!("{name}.old");
    for n in 2.. {
        if !path(&kept).exists() {
            break;
        }
        kept = format!("{name}.old{n}");
    }
    kept
}

/// What is stored under `key`; what is damaged here is not there.
fn setting(store: &Store, key: &str) -> Result<Option<Value>> {
    match store.setting(key) {
        Ok(json) => Ok(json.and_then(|json| serde_json::from_str(&json).ok())),
        Err(error) if error.code() == Code::Invalid => Ok(None),
        Err(error) => Err(error),
    }
}
