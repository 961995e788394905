//! A database that cannot be opened: what is whole in it becomes a new one, and the rest comes from versions and backups.

use std::collections::BTreeMap;

use chrono::DateTime;

use super::backups::look_into;
use super::damage::{Rank, put_back, states};
use super::{Env, RemedySource, Rescued, layouts, settings};
use crate::Result;
use crate::store::{self, Merge, Rescue, Store, Take};

/// Rescues the database in the data folder of `env`, which no window may have open. The broken files are kept.
///
/// # Errors
/// [`crate::Code::InUse`] when another process works there; [`crate::Code::Io`] when the broken files cannot be kept or the
/// new one not be written. Nothing has changed then.
pub fn rescue(mut env: Env) -> Result<Rescued> {
    let mut refill = Refill::default();
    let rescue = store::rescue(&env.data_dir.clone(), |store, rescue| refill.run(store, rescue, &mut env))?;
    let Refill { brought_back, mut lost, older } = refill;
    if rescue.lost_versions > 0 {
        lost.push(format!("{} 个历史版本", rescue.lost_versions));
    }
    Ok(Rescued { whole: rescue.reports - older, brought_back, lost, kept: rescue.kept.display().to_string() })
}

/// What comes from elsewhere.
#[derive(Default)]
struct Refill {
    /// One sentence each.
    brought_back: Vec<String>,
    /// One sentence each.
    lost: Vec<String>,
    /// Reports of which the file had an older state only.
    older: u32,
}

/// A time as a clerk writes it, by the clock of the computer that noted it; one that cannot be read as it stands.
fn told(time: &str) -> String {
    DateTime::parse_from_rfc3339(time)
        .map_or_else(|_| time.to_owned(), |time| time.format("%Y年%-m月%-d日 %H:%M").to_string())
}

impl Refill {
    fn run(&mut self, store: &mut Store, rescue: &Rescue, env: &mut Env) -> Result<()> {
        let wanted = wanted(store, rescue)?;
        let ids: Vec<&str> = wanted.keys().map(String::as_str).collect();
        let mut states = states(store, &env.data_dir, &ids)?;
        for (id, title) in &wanted {
            let there = match (store.entry(id)?, store.number_of(id)?) {
                (Some(entry), Some(number)) => Some(Rank::new(&entry.modified, number)),
                _ => None,
            };
            self.older += u32::from(there.is_some());
            let newest = states.remove(id).unwrap_or_default().into_iter().next();
            match newest {
                Some(state) if there.as_ref().is_none_or(|there| *there < state.rank()) => {
                    let title = put_back(store, &state, id, env.ids.as_mut())?;
                    let from = match &state.remedy.source {
                        RemedySource::Version { .. } => "历史版本".to_owned(),
                        RemedySource::Backup { name } => format!("备份“{name}”"),
                    };
                    let modified = told(&state.remedy.modified);
                    self.brought_back.push(format!("“{title}”：从{from}找回，内容是 {modified} 保存的"));
                }
                _ if there.is_some() => {
                    self.brought_back.push(format!("“{title}”：最后一次保存的内容已损坏，找回了再前一次保存的"));
                }
                _ => self.lost.push(format!("“{title}”（编号 {id}）：没有完好的历史版本，备份里也没有")),
            }
        }
        self.take_from_newest_backup(store, env)
    }

    /// Takes what the file does not even name from the newest backup, with its versions: reports and settings.
    fn take_from_newest_backup(&mut self, store: &mut Store, env: &Env) -> Result<()> {
        look_into(&env.data_dir, |name, reading| {
            let mut merge = Merge { made: (env.now)().to_rfc3339(), ..Merge::default() };
            for entry in reading.store.list()? {
                if !store.contains(&entry.id)? {
                    self.brought_back.push(format!("“{}”：数据文件里没有了，从备份“{name}”找回", entry.summary.title));
                    merge.take.insert(entry.id, Take::Beside);
                }
            }
            store.merge(&reading.store, &merge)?;
            for key in [settings::KEY, layouts::KEY] {
                if let (None, Some(json)) = (store.setting(key)?, reading.store.setting(key)?) {
                    store.set_setting(key, &json)?;
                }
            }
            Ok(true)
        })
    }
}

/// The reports that are not whole, with their titles: those that the file still names, and those of which only versions
/// are left.
fn wanted(store: &Store, rescue: &Rescue) -> Result<BTreeMap<String, String>> {
    let mut wanted: BTreeMap<String, String> = rescue.lost.iter().cloned().collect();
    for id in store.without_row()? {
        wanted.entry(id).or_insert_with(|| "标题不明".into());
    }
    Ok(wanted)
}
