//! The header of an archive: lines of text, always of the same length, with the length and the SHA-256 of the rest. There
//! is one way to write it, so that a header that was changed anywhere is none.

use std::io::{self, Read, Seek, SeekFrom, Write};

use sha2::{Digest, Sha256};

use super::{FORMAT, Refusal};

const MAGIC: &str = "shuzhi-archive ";

/// For those who open the file with something else.
const NOTE: &str = "这是“述职”的备份，请用“述职”打开";

/// What the header says of the rest of the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Header {
    /// Its SHA-256.
    pub(super) digest: [u8; 32],
    /// Its length in bytes.
    pub(super) bytes: u64,
}

impl Header {
    pub(super) fn text(&self) -> String {
        let digest: String = self.digest.iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{MAGIC}{FORMAT}\n{NOTE}\nsha256 {digest}\nbytes {:020}\n\n", self.bytes)
    }

    /// The length of every header of this format.
    pub(super) fn length() -> u64 {
        Header::default().text().len() as u64
    }

    /// Reads the header and leaves `file` at the first byte of the rest, whose length is compared.
    pub(super) fn read(file: &mut (impl Read + Seek)) -> Result<Header, Refusal> {
        let whole = file.seek(SeekFrom::End(0))?;
        file.seek(SeekFrom::Start(0))?;
        let mut start = Vec::new();
        file.by_ref().take(Header::length()).read_to_end(&mut start)?;
        let magic = MAGIC.as_bytes();
        if !start.starts_with(magic) {
            // An empty file is what some copying programs leave behind.
            return Err(if magic.starts_with(&start) { Refusal::Truncated } else { Refusal::Foreign });
        }
        let mut lines = start.split(|byte| *byte == b'\n').map(|line| std::str::from_utf8(line).unwrap_or_default());
        let format = lines.next().and_then(|line| line.strip_prefix(MAGIC)).and_then(|format| format.parse().ok());
        if format.is_some_and(|format: u32| format > FORMAT) {
            return Err(Refusal::Newer);
        }
        if whole < Header::length() {
            return Err(Refusal::Truncated);
        }
        let digest = lines.nth(1).and_then(|line| unhex(line.strip_prefix("sha256 ")?));
        let bytes = lines.next().and_then(|line| line.strip_prefix("bytes ")?.parse().ok());
        let (Some(digest), Some(bytes)) = (digest, bytes) else { return Err(Refusal::Damaged) };
        let header = Header { digest, bytes };
        if header.text().as_bytes() != start {
            return Err(Refusal::Damaged);
        }
        match (whole - Header::length()).cmp(&header.bytes) {
            std::cmp::Ordering::Less => Err(Refusal::Truncated),
            std::cmp::Ordering::Equal => Ok(header),
            std::cmp::Ordering::Greater => Err(Refusal::Damaged),
        }
    }

    /// Reads the rest of `file` and compares its digest.
    pub(super) fn compare(&self, file: &mut impl Read) -> Result<(), Refusal> {
        let mut sealed = Sealing::new(io::sink());
        io::copy(file, &mut sealed)?;
        if sealed.header() == *self { Ok(()) } else { Err(Refusal::Damaged) }
    }
}

fn unhex(hex: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(hex.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(bytes)
}

/// Passes on what is written and keeps its digest.
pub(super) struct Sealing<W> {
    inner: W,
    hash: Sha256,
    bytes: u64,
}

impl<W: Write> Sealing<W> {
    pub(super) fn new(inner: W) -> Sealing<W> {
        Sealing { inner, hash: Sha256::new(), bytes: 0 }
    }

    /// The header of what was written.
    pub(super) fn header(self) -> Header {
        Header { digest: self.hash.finalize().into(), bytes: self.bytes }
    }
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.inner.write(bytes)?;
        self.hash.update(bytes.get(..written).unwrap_or_default());
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.inner.flush()
    }
}
