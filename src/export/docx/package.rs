//! One deflated zip of all parts, without times, in an order of its own, so that the same parts give the same bytes.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Readers look for the content types first; the rest follows by name.
pub(super) fn package(mut parts: Vec<(&str, Vec<u8>)>) -> zip::result::ZipResult<Vec<u8>> {
    parts.sort_by_key(|(name, _)| (!name.starts_with('['), *name));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(name, options)?;
        zip.write_all(&bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}
