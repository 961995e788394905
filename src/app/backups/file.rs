//! Writing one archive so that it is a backup: all that is stored, read back and verified before it gets its name.

use std::io::{self, ErrorKind, Read};
use std::path::Path;

use chrono::{DateTime, FixedOffset};
use tempfile::TempPath;

use crate::archive::{self, Content, Manifest, OwnTemplate, plain_name};
use crate::export::{Beside, write_with};
use crate::store::{Counts, Damage, Store};
use crate::{Code, Error, Result};

/// What is written.
pub(super) struct Writing<'a> {
    /// All that is stored; for reading.
    pub(super) store: &'a Store,
    /// The own templates.
    pub(super) templates: &'a [OwnTemplate],
    /// The time.
    pub(super) made: DateTime<FixedOffset>,
    /// The folder for what is written on the way.
    pub(super) scratch: &'a Path,
}

impl Writing<'_> {
    /// Writes the archive to `target`, and answers what is not in it because it is damaged: that must not keep the rest from
    /// being backed up.
    ///
    /// # Errors
    /// [`Code::Invalid`] when the structure of the database is damaged or what was read back is not what was written;
    /// [`Code::Io`] when it cannot be written.
    pub(super) fn write(&self, target: &Path, beside: Beside<'_>, password: Option<&str>) -> Result<Damage> {
        let copy = scratch(self.scratch)?;
        self.store.copy_to(&copy)?;
        let damage = Store::open_copy(&copy, self.store.file())?.leave_out_damaged()?;
        write_verified(
            target,
            beside,
            password,
            &Packing {
                database: &copy,
                shown: self.store.file(),
                templates: self.templates,
                made: self.made.to_rfc3339(),
                scratch: self.scratch,
            },
        )?;
        Ok(damage)
    }
}

/// What is told of damage that was left out.
pub(super) fn left_out(damage: &Damage) -> Option<Error> {
    const NAMED: usize = 3;
    let reports = damage.reports.iter().take(NAMED).map(|(id, title)| format!("报告“{title}”（编号 {id}）"));
    let mut what: Vec<String> = reports.collect();
    let counted = |count: usize, of: &str| (count > 0).then(|| format!("{count} {of}"));
    what.extend(counted(damage.reports.len().saturating_sub(NAMED), "份别的报告"));
    what.extend(counted(damage.versions.len(), "个历史版本"));
    what.extend((!damage.settings.is_empty()).then(|| "保存的设置".to_owned()));
    if what.is_empty() {
        return None;
    }
    let message = format!("{}已损坏，没有备份进去；其余的都备份好了", what.join("、"));
    let hint = "请打开损坏的报告，按提示找回；设置损坏了，请重新填写；在这以前，数据文件夹里以前的备份都会留着";
    Some(Error::new(Code::Invalid, message, hint))
}

/// A database's copy and what goes with it into an archive.
pub(super) struct Packing<'a> {
    /// The copy.
    pub(super) database: &'a Path,
    /// Of which file, for errors.
    pub(super) shown: &'a Path,
    /// The own templates.
    pub(super) templates: &'a [OwnTemplate],
    /// When the copy was made, RFC 3339.
    pub(super) made: String,
    /// The folder for what is written on the way.
    pub(super) scratch: &'a Path,
}

/// Writes an archive, reads it back and verifies every row of it before it takes the place of `target`.
///
/// # Errors
/// Those of [`Writing::write`].
pub(super) fn write_verified(
    target: &Path,
    beside: Beside<'_>,
    password: Option<&str>,
    packing: &Packing<'_>,
) -> Result<()> {
    let counts = Store::open_copy(packing.database, packing.shown)?.counts()?;
    let manifest = Manifest {
        made: packing.made.clone(),
        program: env!("CARGO_PKG_VERSION").into(),
        reports: counts.reports,
        versions: counts.versions,
    };
    let content = Content { manifest: &manifest, database: packing.database, templates: packing.templates };
    write_with(
        target,
        beside,
        |file| archive::write(file, &content, password),
        |written| {
            let opened = archive::read(written, password, packing.scratch).map_err(|refusal| refusal.told(target))?;
            let whole = Store::open_copy(&opened.database, packing.shown)?.verify()? == counts;
            if whole && opened.manifest == manifest && opened.templates == packing.templates {
                return Ok(());
            }
            Err(archive::Refusal::Damaged.told(target))
        },
    )
}

impl Manifest {
    /// Whether it says what the database beside it holds.
    pub(super) fn fits(&self, counts: Counts) -> bool {
        (self.reports, self.versions) == (counts.reports, counts.versions)
    }
}

/// An empty file of its own in `folder`.
pub(super) fn scratch(folder: &Path) -> Result<TempPath> {
    let file = tempfile::Builder::new().prefix("scratch-").suffix(".sqlite3").tempfile_in(folder);
    file.map(tempfile::NamedTempFile::into_temp_path).map_err(|error| {
        let message = format!("无法在备份文件夹“{}”里写文件", folder.display());
        Error::new(Code::Io, message, "请检查磁盘是否已满、这个文件夹是否可以写入").with_source(error)
    })
}

/// The user's own templates as they stand, and what is wrong with those that cannot be taken along.
pub(super) fn own_templates(data_dir: &Path) -> (Vec<OwnTemplate>, Vec<Error>) {
    let (mut templates, mut faults) = (Vec::<OwnTemplate>::new(), Vec::new());
    let entries = match std::fs::read_dir(data_dir.join("templates")) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound => return (templates, faults),
        Err(error) => {
            let message = "读不了模板文件夹 templates，没有备份里面的模板";
            faults.push(Error::new(Code::Io, message, "看看它是不是文件夹、是否有权限").with_source(error));
            return (templates, faults);
        }
    };
    let mut paths: Vec<_> = entries.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json")));
    paths.sort();
    for path in paths {
        let shown = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut name = plain_name(&shown);
        for n in 2.. {
            if templates.iter().all(|other| !other.name.eq_ignore_ascii_case(&name)) {
                break;
            }
            name = plain_name(&format!("{n}-{shown}"));
        }
        match small(&path) {
            Ok(bytes) => templates.push(OwnTemplate { name, bytes }),
            Err(error) => {
                let message = format!("模板文件 {shown} 读不出来，没有备份");
                let hint = "看看它是不是一个不大的文件、是否有权限；不要了就移走";
                faults.push(Error::new(Code::Io, message, hint).with_source(error));
            }
        }
    }
    (templates, faults)
}

/// The bytes of a file that is a template only when it is small.
fn small(path: &Path) -> io::Result<Vec<u8>> {
    // A pipe or a device would never end.
    if !std::fs::metadata(path)?.is_file() {
        return Err(ErrorKind::InvalidInput.into());
    }
    let mut bytes = Vec::new();
    std::fs::File::open(path)?.take(archive::MOST_TEMPLATE + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > archive::MOST_TEMPLATE { Err(ErrorKind::FileTooLarge.into()) } else { Ok(bytes) }
}
