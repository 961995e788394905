//! The package of a .docx: its parts by name, inflated as they are read, and what leads from one part to others. In: the
//! file's bytes. Out: the XML of a part. Names are compared, never used as paths; nothing outside is ever opened.

use std::collections::HashMap;
use std::io::{BufReader, Cursor, Read};

use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::super::gauge::{Gauge, SAVE_AS};
use super::xml::{Token, Xml};
use crate::{Error, Result};

/// The most parts; Word writes some twenty, and one for each picture.
const MOST_PARTS: usize = 10_000;

/// The most relationships of one part that are looked at.
const MOST_RELATIONSHIPS: usize = 10_000;

/// Parts up to so many bytes may grow as they like when they are inflated: they cost nothing.
const SMALL: u64 = 16 << 20;

/// How an entry of a zip's directory begins, and how many there may be; then how its ends begin, of which there is one of each
/// kind, and a few more where files in it are zips.
const RECORDS: [(&[u8], usize); 4] =
    [(b"PK\x01\x02", MOST_PARTS), (b"PK\x05\x06", 100), (b"PK\x06\x06", 100), (b"PK\x06\x07", 100)];

/// A package that is open.
pub(super) struct Package<'g> {
    zip: ZipArchive<Cursor<&'g [u8]>>,
    /// Number in the zip by name: lower case, without `/` at the beginning, as names of parts are compared.
    parts: HashMap<String, usize>,
    gauge: &'g Gauge<'g>,
}

/// A part of a package.
pub(super) type Part<'p, 'g> = Xml<'g, BufReader<Inflating<'p, 'g>>>;

/// Which part a part leads to, and as what.
pub(super) struct Relationship {
    pub(super) id: String,
    /// The last word of its type, such as `styles`: the rest differs between transitional and strict.
    pub(super) kind: String,
    /// The name of the part.
    pub(super) target: String,
}

impl<'g> Package<'g> {
    /// Opens the package in `bytes`.
    pub(super) fn open(bytes: &'g [u8], gauge: &'g Gauge<'g>) -> Result<Package<'g>> {
        // The directory is read whole into memory, and its end is looked for wherever one may be: both are counted first.
        let mut records = [0_usize; RECORDS.len()];
        for window in bytes.windows(4).filter(|window| window.starts_with(b"PK")) {
            let kind = RECORDS.iter().zip(&mut records).find(|((begin, _), _)| window == *begin);
            let Some(((_, most), count)) = kind else { continue };
            *count += 1;
            if *count > *most {
                return Err(gauge.refuse(format!("里面的部件太多，超过 {most} 个"), SAVE_AS));
            }
        }
        gauge.look()?;
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| gauge.damaged().with_source(error))?;
        if zip.has_duplicate_names() {
            return Err(twice(gauge));
        }
        let mut parts = HashMap::new();
        for (number, name) in zip.file_names_raw().enumerate() {
            if parts.insert(normal(&String::from_utf8_lossy(name)), number).is_some() {
                return Err(twice(gauge));
            }
        }
        Ok(Package { zip, parts, gauge })
    }

    /// Whether there is such a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.parts.contains_key(&normal(name))
    }

    /// Whether a part lies in this folder.
    pub(super) fn has_folder(&self, folder: &str) -> bool {
        self.parts.keys().any(|name| name.starts_with(folder))
    }

    /// The first `most` bytes of a small part.
    pub(super) fn start_of(&mut self, name: &str, most: u64) -> Result<Vec<u8>> {
        let gauge = self.gauge;
        let mut start = Vec::new();
        if let Some(part) = self.inflating(name)? {
            part.take(most).read_to_end(&mut start).map_err(|error| gauge.failed(error))?;
        }
        Ok(start)
    }

    /// The XML of the part `name`; none where there is no such part.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Part<'_, 'g>>> {
        let gauge = self.gauge;
        let part = self.inflating(name)?;
        Ok(part.map(|part| Xml::new(BufReader::with_capacity(1 << 15, part), gauge)))
    }

    fn inflating(&mut self, name: &str) -> Result<Option<Inflating<'_, 'g>>> {
        let gauge = self.gauge;
        let Some(&number) = self.parts.get(&normal(name)) else { return Ok(None) };
        let file = self.zip.by_index(number).map_err(|error| unreadable(gauge, error))?;
        let (size, packed) = (file.size(), file.compressed_size().max(1));
        if size > gauge.inflated_left() {
            return Err(gauge.inflates_too_much());
        }
        if size > SMALL && size / packed > gauge.limits().ratio {
            return Err(gauge.grows_too_much());
        }
        Ok(Some(Inflating { file, packed, inflated: 0, gauge }))
    }

    /// What the part `name` leads to within the package; the empty name stands for the package itself.
    pub(super) fn relationships(&mut self, name: &str) -> Result<Vec<Relationship>> {
        let (folder, file) = name.rsplit_once('/').unwrap_or(("", name));
        let mut found = Vec::new();
        let Some(mut xml) = self.part(&format!("{folder}/_rels/{file}.rels"))? else { return Ok(found) };
        loop {
            match xml.next()? {
                Token::Start(tag) if tag.name() == "Relationship" && found.len() < MOST_RELATIONSHIPS => {
                    let outside = tag.attribute("TargetMode").is_some_and(|mode| mode.eq_ignore_ascii_case("external"));
                    let (Some(kind), Some(target), false) = (tag.attribute("Type"), tag.attribute("Target"), outside)
                    else {
                        continue;
                    };
                    found.push(Relationship {
                        id: tag.attribute("Id").unwrap_or_default().into_owned(),
                        kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
                        target: resolve(folder, &target),
                    });
                }
                Token::Eof => return Ok(found),
                _ => {}
            }
        }
    }
}

/// The name of a part as names are compared.
fn normal(name: &str) -> String {
    name.trim_start_matches(['/', '\\']).replace('\\', "/").to_lowercase()
}

/// The name of the part that `target` names, seen from `folder`.
fn resolve(folder: &str, target: &str) -> String {
    let target = target.replace('\\', "/");
    let mut steps: Vec<&str> = if target.starts_with('/') { Vec::new() } else { folder.split('/').collect() };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(steps.pop()),
            step => steps.push(step),
        }
    }
    steps.retain(|step| !step.is_empty());
    steps.join("/")
}

fn twice(gauge: &Gauge<'_>) -> Error {
    gauge.refuse("里面有同名的部件，不知道该读哪一个", SAVE_AS)
}

fn unreadable(gauge: &Gauge<'_>, error: ZipError) -> Error {
    match error {
        ZipError::UnsupportedArchive(why) if why == ZipError::PASSWORD_REQUIRED => {
            gauge.refuse("文件加了密码，读不出来", "请用 Word 或 WPS 打开，取消密码，另存为 .docx 再导入")
        }
        error => gauge.damaged().with_source(error),
    }
}

/// The bytes of a part as they are inflated.
pub(super) struct Inflating<'p, 'g> {
    file: ZipFile<'p, Cursor<&'g [u8]>>,
    packed: u64,
    inflated: u64,
    gauge: &'g Gauge<'g>,
}

impl Read for Inflating<'_, '_> {
    fn read(&mut self, target: &mut [u8]) -> std::io::Result<usize> {
        let read = self.file.read(target)?;
        self.inflated += read as u64;
        // What the directory says of sizes need not be true.
        if self.inflated > SMALL && self.inflated / self.packed > self.gauge.limits().ratio {
            return Err(self.gauge.stop(self.gauge.grows_too_much()));
        }
        self.gauge.inflate(read).map_err(|error| self.gauge.stop(error))?;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_a_name_within_the_package() {
        for (folder, target, name) in [
            ("", "word/document.xml", "word/document.xml"),
            ("word", "styles.xml", "word/styles.xml"),
            ("word", "/docs/a.xml", "docs/a.xml"),
            ("word", "../a.xml", "a.xml"),
            ("word", "../../../../etc/passwd", "etc/passwd"),
            ("word/sub", ".\\..\\a.xml", "word/a.xml"),
        ] {
            assert_eq!(resolve(folder, target), name, "{folder} {target}");
        }
    }
}
