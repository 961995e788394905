//! 导入旧稿: what is under way between the reading of a file and the report made of it. In: a file that was read, the user's steps
//! and choices. Out: what the screen shows, and in the end a report in the store. Nothing is stored before that.

mod chain;
mod finish;
mod names;
mod place;
mod prepare;
mod show;
mod steps;

use super::{App, ImportChoose, ImportEdit, ImportId, ImportText, ImportView, Imports, Nothing, check_year, templates};
use crate::import::{Limits, PieceRole, Proposal, Recognition, Source, propose};
use crate::model::one_line;
use crate::template::{Start, Template};
use crate::{Code, Error, Result, import};

pub use prepare::{Prepared, prepare_file};
use steps::Steps;

/// The key of a draft that says which file it was made from.
pub(super) const IMPORTED: &str = "imported";

/// What a pasted text is called where a file has its name.
const PASTED: &str = "粘贴的文字";

/// The imports of this sitting.
#[derive(Default)]
pub(super) struct Underway {
    /// Counted up, so that no number is given twice.
    next: u32,
    /// Those to be confirmed.
    open: Vec<Import>,
    /// Those of which a report was made, as later ones of the same batch may come before them in the chain.
    made: Vec<chain::Made>,
    /// What the stored reports were made from, once it is known.
    origins: Option<finish::Origins>,
}

/// A file on its way to a report.
struct Import {
    id: u32,
    /// Files that were chosen together have the same number.
    batch: u32,
    name: String,
    /// SHA-256 of its bytes, as hexadecimal digits.
    sha256: String,
    source: Source,
    steps: Steps,
    templates: Vec<Template>,
    proposals: Vec<Proposal>,
    template: Option<String>,
    year: Option<i32>,
    unit: Option<String>,
    chained: bool,
    /// What the draft as it would be made now says.
    found: Found,
}

/// What is known of a report before it is made.
#[derive(Default)]
struct Found {
    unit: String,
    reporter: String,
}

impl Import {
    fn year(&self) -> Option<i32> {
        self.year.or(self.steps.now().year)
    }

    fn unit(&self) -> &str {
        self.unit.as_deref().unwrap_or(&self.found.unit)
    }

    /// The template that was chosen, or else the best.
    fn template(&self) -> &str {
        self.template.as_deref().unwrap_or_else(|| self.proposals.first().map_or("", |best| best.template.as_str()))
    }

    /// Works out anew what follows from the pieces.
    fn look(&mut self, start: Start<'_>) {
        let known: Vec<&Template> = self.templates.iter().collect();
        self.proposals = propose(self.steps.now(), &known);
        let chosen = self.template().to_string();
        let Some(template) = self.templates.iter().find(|template| template.id == chosen) else { return };
        // The lines around the text say it; the text itself would only cost time.
        let around = self.steps.now().pieces.iter().filter(|piece| is_around(piece.role)).cloned().collect();
        let draft =
            import::draft(&self.source, &Recognition { pieces: around, ..Recognition::default() }, template, start);
        let field = |id: &str| draft.fields.get(id).map(|text| one_line(text)).unwrap_or_default();
        self.found = Found { unit: field("unit"), reporter: field("reporter") };
    }
}

impl App {
    /// The number of a new batch: files with the same one are put into a chain.
    ///
    /// # Errors
    /// None.
    pub fn begin_batch(&mut self) -> Result<u32> {
        self.imports.next += 1;
        Ok(self.imports.next)
    }

    /// Takes in a file that was read, to be confirmed.
    ///
    /// # Errors
    /// [`Code::Invalid`] when a template of the program itself is broken.
    pub fn begin_import(&mut self, prepared: Prepared, batch: u32) -> Result<u32> {
        let Prepared { name, sha256, source, recognition } = prepared;
        let known = templates(Some(self.data_dir()))?.0;
        self.imports.next += 1;
        let id = self.imports.next;
        let mut begun = Import {
            id,
            batch,
            name,
            sha256,
            source,
            steps: Steps::begin(recognition),
            templates: known.into_iter().map(|known| known.template).collect(),
            proposals: Vec::new(),
            template: None,
            year: None,
            unit: None,
            chained: true,
            found: Found::default(),
        };
        begun.look(self.trial());
        if begun.found.unit.is_empty() {
            begun.unit = Some(self.settings_or_default()?.unit).filter(|unit| !unit.is_empty());
        }
        self.imports.open.push(begun);
        Ok(id)
    }

    /// Takes in a text that was pasted.
    ///
    /// # Errors
    /// [`Code::Invalid`] when it is empty or too long.
    pub fn import_text(&mut self, of: ImportText) -> Result<ImportView> {
        let prepared = prepare::prepare_text(&of.text, PASTED, &Limits::default())?;
        let batch = self.begin_batch()?;
        let id = self.begin_import(prepared, batch)?;
        self.import_view(ImportId { id })
    }

    /// The imports under way.
    ///
    /// # Errors
    /// [`Code::Io`] when the database cannot be read.
    pub fn imports(&mut self, _: Nothing) -> Result<Imports> {
        self.know_origins()?;
        let reports = self.reports()?;
        let mut entries: Vec<_> = self.imports.open.iter().map(|one| self.entry(one, &reports)).collect();
        entries.sort_by_key(|entry| (entry.year.unwrap_or(i32::MAX), entry.id));
        Ok(Imports { entries })
    }

    /// All that the screen of one import shows.
    ///
    /// # Errors
    /// [`Code::NotFound`] when it is not under way; [`Code::Io`] when the database cannot be read.
    pub fn import_view(&mut self, of: ImportId) -> Result<ImportView> {
        self.know_origins()?;
        let reports = self.reports()?;
        let one = self.under_way(of.id)?;
        Ok(ImportView {
            entry: self.entry(one, &reports),
            duplicates: self.duplicates(one, &reports),
            ..show::view(one)
        })
    }

    /// Takes a step.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such import or piece; [`Code::Invalid`] when the step does not fit.
    pub fn import_edit(&mut self, of: ImportEdit) -> Result<ImportView> {
        let ImportEdit { id, step } = of;
        self.change(id, |steps| steps.take(step))
    }

    /// Takes the last step back.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such import.
    pub fn import_undo(&mut self, of: ImportId) -> Result<ImportView> {
        self.change(of.id, Steps::undo)
    }

    /// Takes the step again that was taken back last.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such import.
    pub fn import_redo(&mut self, of: ImportId) -> Result<ImportView> {
        self.change(of.id, Steps::redo)
    }

    /// Chooses template, year, unit, and whether it is put into a chain.
    ///
    /// # Errors
    /// [`Code::NotFound`] when there is no such import or template; [`Code::Invalid`] when the year is none.
    pub fn import_choose(&mut self, of: ImportChoose) -> Result<ImportView> {
        let ImportChoose { id, template, year, unit, chained } = of;
        let year = year.map(check_year).transpose()?;
        let one = self.under_way_mut(id)?;
        if let Some(template) = template {
            if one.templates.iter().all(|known| known.id != template) {
                let message = format!("没有编号为“{template}”的模板");
                return Err(Error::new(Code::NotFound, message, "请在列表里重新选一个模板"));
            }
            one.template = Some(template);
        }
        one.year = year.or(one.year);
        one.unit = unit.map(|unit| one_line(&unit)).or(one.unit.take());
        one.chained = chained.unwrap_or(one.chained);
        self.import_view(ImportId { id })
    }

    /// Drops an import; nothing was stored of it.
    ///
    /// # Errors
    /// [`Code::Io`] when a report that waited for it in the chain cannot be stored.
    pub fn import_discard(&mut self, of: ImportId) -> Result<Nothing> {
        let dropped = self.imports.open.iter().position(|one| one.id == of.id);
        if let Some(dropped) = dropped.map(|at| self.imports.open.remove(at)) {
            self.link_loose(dropped.batch)?;
        }
        Ok(Nothing {})
    }

    fn change(&mut self, id: u32, act: impl FnOnce(&mut Steps) -> Result<()>) -> Result<ImportView> {
        let now = (self.env.now)();
        let one = under_way(&mut self.imports.open, id)?;
        act(&mut one.steps)?;
        one.look(Start { year: now_year(now), now, ids: self.env.ids.as_mut() });
        self.import_view(ImportId { id })
    }

    /// What a draft that is made for a look alone begins with.
    fn trial(&mut self) -> Start<'_> {
        let now = (self.env.now)();
        Start { year: now_year(now), now, ids: self.env.ids.as_mut() }
    }

    fn under_way(&self, id: u32) -> Result<&Import> {
        self.imports.open.iter().find(|one| one.id == id).ok_or_else(gone)
    }

    fn under_way_mut(&mut self, id: u32) -> Result<&mut Import> {
        under_way(&mut self.imports.open, id)
    }
}

fn is_around(role: PieceRole) -> bool {
    use PieceRole::{Byline, Date, Signature, SignatureDate, Title};
    matches!(role, Title | Byline | Date | Signature | SignatureDate)
}

fn now_year(now: chrono::DateTime<chrono::FixedOffset>) -> i32 {
    super::home::report_year(now.date_naive())
}

fn under_way(open: &mut [Import], id: u32) -> Result<&mut Import> {
    open.iter_mut().find(|one| one.id == id).ok_or_else(gone)
}

fn gone() -> Error {
    Error::new(Code::NotFound, "这次导入已经结束了", "请回到首页，重新导入")
}
