//! Reading a backup or a 换机 file: verified as a whole, then shown beside what is here. Nothing is merged by it.

use std::fmt;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::super::{App, ArchiveContent, ArchiveRead, ArchivedReport, ArchivedState, ArchivedTemplate, export};
use super::backup_folder;
use crate::archive::{self, Opened, OwnTemplate, Refusal};
use crate::model::read_draft;
use crate::store::{Entry, Store};
use crate::{Error, Result};

/// A file that was read; it stays open until it is merged or another one is read.
pub(in crate::app) struct Reading {
    /// Its database. Before the file it is in, so that it is closed before that goes away.
    pub(in crate::app) store: Store,
    /// The rest of it.
    opened: Opened,
    /// The file's name.
    name: String,
}

impl Reading {
    /// Reads the file at `path` and verifies every row in it.
    ///
    /// # Errors
    /// The [`Refusal`] of the file; what is damaged in it.
    pub(in crate::app) fn open(path: &Path, password: Option<&str>, scratch: &Path) -> Result<Reading, Unread> {
        let opened = archive::read(path, password, scratch)?;
        let store = Store::open_copy(&opened.database, path)?;
        if !opened.manifest.fits(store.verify()?) {
            return Err(Refusal::Damaged.into());
        }
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Reading { store, opened, name })
    }

    /// The own templates in it.
    pub(super) fn templates(&self) -> &[OwnTemplate] {
        &self.opened.templates
    }

    /// The file of its database.
    pub(super) fn database(&self) -> &Path {
        &self.opened.database
    }

    /// When it was written, RFC 3339.
    pub(in crate::app) fn made(&self) -> &str {
        &self.opened.manifest.made
    }
}

/// Why a file was not read.
pub(in crate::app) enum Unread {
    /// The archive is refused.
    Refused(Refusal),
    /// What is in it is not what it should be.
    Failed(Error),
}

impl Unread {
    /// As an error that names the file at `path`.
    pub(in crate::app) fn told(self, path: &Path) -> Error {
        match self {
            Unread::Refused(refusal) => refusal.told(path),
            Unread::Failed(error) => error,
        }
    }
}

impl From<Refusal> for Unread {
    fn from(refusal: Refusal) -> Unread {
        Unread::Refused(refusal)
    }
}

impl From<Error> for Unread {
    fn from(error: Error) -> Unread {
        Unread::Failed(error)
    }
}

/// A file as it was read, for [`App::show_file`].
pub struct FileRead {
    path: PathBuf,
    read: Result<Reading, Unread>,
}

impl fmt::Debug for FileRead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("FileRead").field("path", &self.path).field("read", &self.read.is_ok()).finish()
    }
}

/// Reads the file at `path`, a backup or a 换机 file, for the program over `data_dir`, and verifies every row in it. That may
/// take long, on a USB stick say, and needs nothing of [`App`].
#[must_use]
pub fn read_file(data_dir: &Path, path: &Path, password: Option<&str>) -> FileRead {
    let read = backup_folder(data_dir).map_err(Unread::Failed);
    FileRead { path: path.into(), read: read.and_then(|scratch| Reading::open(path, password, &scratch)) }
}

impl App {
    /// Reads the file at `path` and shows it; [`read_file`] and [`App::show_file`] in one.
    ///
    /// # Errors
    /// Those of [`App::show_file`].
    pub fn read_archive(&mut self, path: &Path, password: Option<&str>) -> Result<ArchiveRead> {
        let read = read_file(&self.env.data_dir, path, password);
        self.show_file(read)
    }

    /// Shows a file that was read beside what is here, and keeps it to be merged. A draft that was saved as a file is stored
    /// as a report.
    ///
    /// # Errors
    /// [`Code::Invalid`] when it is none of them or damaged; [`crate::Code::Io`] when it cannot be read.
    pub fn show_file(&mut self, FileRead { path, read }: FileRead) -> Result<ArchiveRead> {
        self.reading = None;
        match read {
            Ok(reading) => {
                let content = self.content(&reading)?;
                self.reading = Some(reading);
                Ok(ArchiveRead::Content(content))
            }
            Err(Unread::Refused(Refusal::Password { wrong })) => {
                let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                Ok(ArchiveRead::Password { name, wrong })
            }
            Err(Unread::Refused(Refusal::Foreign)) => match draft_text(&path) {
                Some(text) => {
                    let draft = read_draft(&text, &path.display().to_string(), self.env.ids.as_mut())?;
                    Ok(ArchiveRead::Draft { id: self.add(draft)? })
                }
                None => Err(Refusal::Foreign.told(&path)),
            },
            Err(unread) => Err(unread.told(&path)),
        }
    }

    pub(super) fn content(&self, reading: &Reading) -> Result<ArchiveContent> {
        let reports = reading.store.list()?.into_iter().map(|entry| self.beside(entry, &reading.store));
        let templates = reading
            .templates()
            .iter()
            .map(|template| ArchivedTemplate { name: template.name.clone(), state: self.template_state(template) });
        Ok(ArchiveContent {
            name: reading.name.clone(),
            made: reading.made().into(),
            reports: reports.collect::<Result<_>>()?,
            settings: self.settings_differ(&reading.store)?,
            templates: templates.collect(),
        })
    }

    /// A report of `theirs` beside the one here.
    fn beside(&self, entry: Entry, theirs: &Store) -> Result<ArchivedReport> {
        let Entry { id, summary, modified, deleted, .. } = entry;
        let deleted = deleted.is_some();
        let here = self.store.entry(&id)?;
        let state = match &here {
            None => ArchivedState::New,
            Some(here) => match self.store.get(&id) {
                Ok(stored) if here.deleted.is_some() == deleted && same(&stored.draft, &theirs.get(&id)?.draft) => {
                    ArchivedState::Same
                }
                // The one here is damaged: the other can take its place.
                Ok(_) | Err(_) => ArchivedState::Different,
            },
        };
        let here = here.map(|here| here.modified);
        Ok(ArchivedReport {
            id,
            title: summary.title,
            unit: summary.unit,
            year: summary.year,
            modified,
            deleted,
            state,
            here,
        })
    }

    pub(super) fn template_state(&self, template: &OwnTemplate) -> ArchivedState {
        match std::fs::read(self.env.data_dir.join("templates").join(&template.name)) {
            Ok(here) if here == template.bytes => ArchivedState::Same,
            Ok(_) => ArchivedState::Different,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => ArchivedState::New,
            Err(_) => ArchivedState::Different,
        }
    }
}

/// Whether two drafts are the same but for the record of exports, which the program keeps without a new revision.
fn same(here: &str, theirs: &str) -> bool {
    let bare = |draft: &str| {
        let mut draft: Value = serde_json::from_str(draft).ok()?;
        draft.as_object_mut()?.remove(export::EXPORTS);
        Some(draft)
    };
    here == theirs || bare(here).is_some_and(|here| Some(here) == bare(theirs))
}

/// The text of a file that may be a draft.
fn draft_text(path: &Path) -> Option<String> {
    const MOST_BYTES: u64 = 256 << 20;
    let mut bytes = Vec::new();
    std::fs::File::open(path).ok()?.take(MOST_BYTES).read_to_end(&mut bytes).ok()?;
    let text = String::from_utf8(bytes).ok()?;
    text.trim_start_matches('\u{FEFF}').trim_start().starts_with('{').then_some(text)
}
