//! A database that cannot be opened: what is whole in it becomes a new one, and the rest comes from versions and backups.

use super::damage::{put_back, states};
use super::{Env, RemedySource, Rescued};
use crate::Result;
use crate::store::{self, Rescue, Store};

/// Rescues the database in the data folder of `env`, which no window may have open. The broken files are kept.
///
/// # Errors
/// [`crate::Code::InUse`] when another process works there; [`crate::Code::Io`] when the broken files cannot be kept or the
/// new one not be written. Nothing has changed then.
pub fn rescue(env: &mut Env) -> Result<Rescued> {
    let (mut brought_back, mut lost, mut older) = (Vec::new(), Vec::new(), 0);
    let rescue = store::rescue(&env.data_dir, |store, rescue| {
        for (id, title) in wanted(store, rescue)? {
            let title = if title.is_empty() { "（标题不明）".into() } else { title };
            // An older row of it may be whole.
            let there = store.number_of(&id)?;
            older += u32::from(there.is_some());
            let state = states(store, &id)?.into_iter().next();
            match state {
                Some(state) if there.is_none_or(|there| there < state.number) => {
                    let title = put_back(store, &state, &id, env.ids.as_mut())?;
                    brought_back.push(told(&title, &state.remedy.source, &state.remedy.modified));
                }
                _ if there.is_some() => {
                    brought_back.push(format!("“{title}”：最后一次保存的内容已损坏，找回了再前一次保存的"));
                }
                _ => lost.push(format!("“{title}”（编号 {id}）：没有完好的历史版本，备份里也没有")),
            }
        }
        Ok(())
    })?;
    if rescue.lost_versions > 0 {
        lost.push(format!("{} 个历史版本", rescue.lost_versions));
    }
    Ok(Rescued { whole: rescue.reports - older, brought_back, lost, kept: rescue.kept.display().to_string() })
}

/// The reports that are not whole: those that the file still names, and those of which only versions are left.
fn wanted(store: &Store, rescue: &Rescue) -> Result<Vec<(String, String)>> {
    let mut wanted = rescue.lost.clone();
    for id in store.without_row()? {
        if wanted.iter().all(|(known, _)| *known != id) {
            wanted.push((id, String::new()));
        }
    }
    Ok(wanted)
}

fn told(title: &str, source: &RemedySource, modified: &str) -> String {
    match source {
        RemedySource::Version { .. } => format!("“{title}”：从历史版本找回，内容是 {modified} 保存的"),
        RemedySource::Backup { name } => format!("“{title}”：从备份“{name}”找回，内容是 {modified} 保存的"),
    }
}
