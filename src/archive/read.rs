//! An archive → what it holds. Nothing in it is believed before its digest fits, and nothing then beyond the bounds of
//! [`most`]: who can change a file can make its digest fit.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::Path;

use age::secrecy::SecretString;
use age::{DecryptError, Decryptor};
use tempfile::TempPath;
use zip::ZipArchive;
use zip::result::ZipError;

use super::header::Header;
use super::{
    DATABASE, MANIFEST, MOST_TEMPLATE, Manifest, Opened, OwnTemplate, Refusal, TEMPLATES, WORK_FACTOR, most, names,
};

/// Reads the archive at `path`. Its database is unpacked into the folder `scratch`, under a name that begins with
/// `scratch-`, and goes away with what is answered.
///
/// # Errors
/// The [`Refusal`]; [`Refusal::told`] makes it an error that names the file.
pub fn read(path: &Path, password: Option<&str>, scratch: &Path) -> Result<Opened, Refusal> {
    let mut file = open(path)?;
    Header::read(&mut file)?.compare(&mut file)?;
    match payload(&mut file)? {
        Payload::Plain => unpack(Rest::of(file)?, scratch),
        Payload::Encrypted => unpack(decrypted(Rest::of(file)?, password)?, scratch),
    }
}

/// Whether `password` opens the archive at `path`; one that is not encrypted needs none. Nothing is unpacked.
///
/// # Errors
/// The [`Refusal`].
pub fn unlock(path: &Path, password: Option<&str>) -> Result<(), Refusal> {
    let mut file = open(path)?;
    Header::read(&mut file)?;
    match payload(&mut file)? {
        Payload::Plain => Ok(()),
        Payload::Encrypted => decrypted(Rest::of(file)?, password).map(|_| ()),
    }
}

/// Reads what the archive at `path` says of itself, without comparing the digest of all; `None` when it is encrypted.
///
/// # Errors
/// The [`Refusal`].
pub fn manifest(path: &Path) -> Result<Option<Manifest>, Refusal> {
    let mut file = open(path)?;
    Header::read(&mut file)?;
    match payload(&mut file)? {
        Payload::Plain => read_manifest(&mut directory(Rest::of(file)?)?).map(Some),
        Payload::Encrypted => Ok(None),
    }
}

/// Compares the digest of the archive at `path`, whatever it holds, and answers it.
///
/// # Errors
/// The [`Refusal`].
pub fn check(path: &Path) -> Result<[u8; 32], Refusal> {
    let mut file = open(path)?;
    let header = Header::read(&mut file)?;
    header.compare(&mut file)?;
    Ok(header.digest)
}

fn open(path: &Path) -> Result<File, Refusal> {
    // Opening a pipe would wait for whoever writes into it.
    let data = std::fs::metadata(path).map_err(Refusal::Io)?;
    if data.is_dir() {
        return Err(Refusal::Io(io::ErrorKind::IsADirectory.into()));
    }
    if !data.is_file() {
        return Err(Refusal::Foreign);
    }
    File::open(path).map_err(Refusal::Io)
}

enum Payload {
    Plain,
    Encrypted,
}

fn payload(file: &mut File) -> Result<Payload, Refusal> {
    const AGE: &[u8] = b"age-encryption.org/v1\n";
    file.seek(SeekFrom::Start(Header::length()))?;
    let mut start = Vec::new();
    Read::by_ref(file).take(AGE.len() as u64).read_to_end(&mut start)?;
    match start.as_slice() {
        AGE => Ok(Payload::Encrypted),
        [b'P', b'K', 3, 4, ..] => Ok(Payload::Plain),
        _ => Err(Refusal::Damaged),
    }
}

/// A file without its header.
struct Rest(BufReader<File>);

impl Rest {
    fn of(mut file: File) -> io::Result<Rest> {
        file.seek(SeekFrom::Start(Header::length()))?;
        Ok(Rest(BufReader::new(file)))
    }
}

impl Read for Rest {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        self.0.read(bytes)
    }
}

impl Seek for Rest {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let to = match to {
            SeekFrom::Start(at) => SeekFrom::Start(at.saturating_add(Header::length())),
            other => other,
        };
        self.0.seek(to)?.checked_sub(Header::length()).ok_or_else(|| io::ErrorKind::InvalidInput.into())
    }
}

fn decrypted(mut rest: Rest, password: Option<&str>) -> Result<impl Read + Seek + use<>, Refusal> {
    let Some(password) = password.filter(|password| !password.is_empty()) else {
        return Err(Refusal::Password { wrong: false });
    };
    // age reads its header to the end, wherever that is; one for a password is short.
    const LONGEST_HEADER: u64 = 1024;
    let mut start = Vec::new();
    rest.by_ref().take(LONGEST_HEADER).read_to_end(&mut start)?;
    rest.seek(SeekFrom::Start(0))?;
    if !start.windows(5).any(|bytes| bytes == b"\n--- ") {
        return Err(Refusal::Damaged);
    }
    let mut identity = age::scrypt::Identity::new(SecretString::from(password.to_owned()));
    identity.set_max_work_factor(WORK_FACTOR);
    let refused = |error: DecryptError| match error {
        DecryptError::DecryptionFailed | DecryptError::KeyDecryptionFailed | DecryptError::NoMatchingKeys => {
            Refusal::Password { wrong: true }
        }
        DecryptError::Io(error) => error.into(),
        _ => Refusal::Damaged,
    };
    let decryptor = Decryptor::new(rest).map_err(refused)?;
    decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)).map_err(refused)
}

/// The zip's directory, once its length is known to be sensible.
fn directory<R: Read + Seek>(mut zip: R) -> Result<ZipArchive<R>, Refusal> {
    // The end of a zip without a comment (APPNOTE 4.3.16): signature, disks, entries here, entries in all, …
    let mut end = [0; 22];
    zip.seek(SeekFrom::End(-22))?;
    zip.read_exact(&mut end)?;
    zip.seek(SeekFrom::Start(0))?;
    let [b'P', b'K', 5, 6, 0, 0, 0, 0, here_low, here_high, low, high, ..] = end else { return Err(Refusal::Damaged) };
    let entries = usize::from(u16::from_le_bytes([low, high]));
    if (here_low, here_high) != (low, high) {
        return Err(Refusal::Damaged);
    }
    if entries > most::ENTRIES {
        return Err(Refusal::TooLarge);
    }
    let zip = ZipArchive::new(zip).map_err(unzip)?;
    if zip.len() != entries { Err(Refusal::Damaged) } else { Ok(zip) }
}

fn unpack<R: Read + Seek>(zip: R, scratch: &Path) -> Result<Opened, Refusal> {
    let mut zip = directory(zip)?;
    let manifest = read_manifest(&mut zip)?;
    let database = unpack_database(&mut zip, scratch)?;
    let mut templates = Vec::new();
    let mut room = most::TEMPLATES;
    for index in 0..zip.len() {
        let mut file = zip.by_index(index).map_err(unzip)?;
        let name = file.name().map_err(unzip)?.into_owned();
        if [MANIFEST, DATABASE].contains(&name.as_str()) {
            continue;
        }
        let Some(name) = name.strip_prefix(TEMPLATES).filter(|name| names::is_template(name)) else {
            return Err(Refusal::Damaged);
        };
        let bytes = small(&mut file, MOST_TEMPLATE.min(room))?;
        room -= bytes.len() as u64;
        templates.push(OwnTemplate { name: name.into(), bytes });
    }
    Ok(Opened { manifest, database, templates })
}

fn read_manifest<R: Read + Seek>(zip: &mut ZipArchive<R>) -> Result<Manifest, Refusal> {
    let mut file = zip.by_name(MANIFEST).map_err(unzip)?;
    serde_json::from_slice(&small(&mut file, most::MANIFEST)?).map_err(|_| Refusal::Damaged)
}

fn unpack_database<R: Read + Seek>(zip: &mut ZipArchive<R>, scratch: &Path) -> Result<TempPath, Refusal> {
    let file = zip.by_name(DATABASE).map_err(unzip)?;
    let mut target =
        tempfile::Builder::new().prefix("scratch-").suffix(".sqlite3").tempfile_in(scratch).map_err(Refusal::Io)?;
    if io::copy(&mut file.take(most::DATABASE + 1), &mut target)? > most::DATABASE {
        return Err(Refusal::TooLarge);
    }
    target.flush()?;
    Ok(target.into_temp_path())
}

fn unzip(error: ZipError) -> Refusal {
    match error {
        ZipError::Io(error) => error.into(),
        _ => Refusal::Damaged,
    }
}

/// The bytes of a file of the zip, at most `most`.
fn small(file: &mut impl Read, most: u64) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    file.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(Refusal::TooLarge) } else { Ok(bytes) }
}
