//! What the ledger and the table of figures need of the stored reports, kept in memory: a keystroke in a filter reads no
//! draft that was read before.

use std::collections::{HashMap, HashSet};

use super::App;
use super::summary::is_imported;
use crate::ledger::{Extract, extract};
use crate::model::{Draft, Figure, one_line, read_draft};
use crate::store::Save;
use crate::{Code, Result};

/// How many reports are read where a window waits to be shown.
const MOST_IN_A_HURRY: usize = 100;

/// Extracts by report.
#[derive(Default)]
pub(super) struct Extracts(HashMap<String, Extracted>);

/// What is kept of one report.
pub(super) struct Extracted {
    /// The number of the save that it was read from.
    saved: i64,
    pub(super) ledger: Extract,
    pub(super) reporter: String,
    /// It was made from a file.
    pub(super) imported: bool,
    pub(super) year: Option<i32>,
    pub(super) figures: Vec<Figure>,
}

impl Extracted {
    /// Larger is later.
    pub(super) fn saved(&self) -> i64 {
        self.saved
    }

    fn of(draft: &Draft, saved: i64) -> Extracted {
        Extracted {
            saved,
            ledger: extract(draft),
            reporter: draft.fields.get("reporter").map(|name| one_line(name)).unwrap_or_default(),
            imported: is_imported(draft),
            year: draft.year,
            figures: draft.figures.clone(),
        }
    }
}

impl App {
    /// Reads what was saved since the last time: all of it, or of the reports from the year `since` on the newest hundred, for
    /// those who cannot wait. Answers what cannot be read, in Chinese.
    pub(super) fn refresh_extracts(&mut self, since: Option<i32>) -> Result<Vec<String>> {
        let saves = self.store.saves()?;
        let there: HashSet<&str> = saves.iter().map(|save| save.id.as_str()).collect();
        self.extracts.0.retain(|id, _| there.contains(id.as_str()));
        let mut notices = Vec::new();
        let late_enough = |save: &&Save| since.is_none_or(|since| save.year.is_none_or(|year| year >= since));
        let most = if since.is_some() { MOST_IN_A_HURRY } else { usize::MAX };
        for Save { id, saved, .. } in saves.iter().filter(late_enough).take(most) {
            if self.extracts.0.get(id).is_some_and(|known| known.saved == *saved) {
                continue;
            }
            match self.extracted(id, *saved) {
                Ok(extracted) => {
                    self.extracts.0.insert(id.clone(), extracted);
                }
                Err(error) if error.code() == Code::Invalid => {
                    self.extracts.0.remove(id);
                    let title = self.store.title(id).unwrap_or_default();
                    notices.push(format!("“{title}”已损坏，没有算在内；请在首页修复它"));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(notices)
    }

    fn extracted(&mut self, id: &str, saved: i64) -> Result<Extracted> {
        let stored = self.store.get(id)?;
        let draft = read_draft(&stored.draft, &format!("报告 {id}"), self.env.ids.as_mut())?;
        Ok(Extracted::of(&draft, saved))
    }

    /// What is kept, as it was refreshed last.
    pub(super) fn extracts(&self) -> impl Iterator<Item = &Extracted> {
        self.extracts.0.values()
    }
}
