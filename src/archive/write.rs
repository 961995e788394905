//! Content → an archive.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom, Write};

use age::Encryptor;
use age::secrecy::SecretString;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::header::{Header, Sealing};
use super::{Content, DATABASE, MANIFEST, MOST_TEMPLATE, TEMPLATES, WORK_FACTOR, most, names};

/// Writes an archive of `content` to `target`, from its start; encrypted where there is a password that is not empty.
///
/// # Errors
/// What the file system says; [`ErrorKind::FileTooLarge`] when there is more than an archive can hold,
/// [`ErrorKind::InvalidInput`] when a template's name is none.
pub fn write(target: &mut (impl Write + Seek), content: &Content<'_>, password: Option<&str>) -> io::Result<()> {
    target.write_all(Header::default().text().as_bytes())?;
    let sealed = match password.filter(|password| !password.is_empty()) {
        None => pack(Sealing::new(&mut *target), content)?,
        Some(password) => {
            let mut recipient = age::scrypt::Recipient::new(SecretString::from(password.to_owned()));
            recipient.set_work_factor(WORK_FACTOR);
            let recipients = std::iter::once(&recipient as &dyn age::Recipient);
            let encryptor = Encryptor::with_recipients(recipients).map_err(io::Error::other)?;
            pack(encryptor.wrap_output(Sealing::new(&mut *target))?, content)?.finish()?
        }
    };
    let header = sealed.header();
    target.seek(SeekFrom::Start(0))?;
    target.write_all(header.text().as_bytes())?;
    target.flush()
}

/// Writes the zip to `out`.
fn pack<W: Write>(out: W, content: &Content<'_>) -> io::Result<W> {
    let too_large = |what: &str| io::Error::new(ErrorKind::FileTooLarge, format!("{what}: too large for an archive"));
    let mut zip = ZipWriter::new_stream(out);
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o600);
    // First, so that a list of backups is quick to make.
    zip.start_file(MANIFEST, options)?;
    zip.write_all(&serde_json::to_vec(content.manifest)?)?;
    zip.start_file(DATABASE, options)?;
    let copied = io::copy(&mut File::open(content.database)?.take(most::DATABASE + 1), &mut zip)?;
    if copied > most::DATABASE {
        return Err(too_large(DATABASE));
    }
    let mut room = most::TEMPLATES;
    if content.templates.len() > most::ENTRIES - 2 {
        return Err(too_large(TEMPLATES));
    }
    for template in content.templates {
        let bytes = template.bytes.len() as u64;
        if !names::is_template(&template.name) {
            return Err(io::Error::new(ErrorKind::InvalidInput, format!("{}: no name of a template", template.name)));
        }
        if bytes > MOST_TEMPLATE || bytes > room {
            return Err(too_large(&template.name));
        }
        room -= bytes;
        zip.start_file(format!("{TEMPLATES}{}", template.name), options)?;
        zip.write_all(&template.bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
