//! The pages of a database at one moment: those of the file under those of the log. In: a place in a page. Out: the record
//! that stands there, with the overflow pages it runs through.

use std::cell::Cell;

use rusqlite::types::Value;

use super::log::{Log, word};
use super::record::{Shape, head};

/// A database at one moment.
#[derive(Debug, Clone, Copy)]
pub(super) struct View<'a> {
    pub(super) file: &'a [u8],
    pub(super) log: &'a Log<'a>,
    /// The size of a page in bytes.
    pub(super) size: usize,
    /// How many frames of the log had been written.
    pub(super) upto: usize,
    /// How many more bytes may be put together: what is damaged may point to the same pages again and again.
    pub(super) budget: &'a Cell<usize>,
}

impl<'a> View<'a> {
    /// The page `number`, from 1; the last one of a file that was cut off is shorter.
    pub(super) fn page(&self, number: u32) -> Option<&'a [u8]> {
        self.log.page(number, self.upto).or_else(|| {
            let start = usize::try_from(number).ok()?.checked_sub(1)?.checked_mul(self.size)?;
            let rest = self.file.get(start..).filter(|rest| !rest.is_empty())?;
            Some(rest.get(..self.size).unwrap_or(rest))
        })
    }

    /// The row of this shape whose record begins at `at` of `page`; for a version its row id stands in the place of its
    /// first value, as SQL shows it.
    pub(super) fn row(&self, page: &[u8], at: usize, shape: Shape) -> Option<Vec<Value>> {
        let bytes = page.get(at..)?;
        let head = head(bytes, shape)?;
        let mut values = if head.total <= most_local(self.size, shape) {
            head.values(bytes)?
        } else {
            head.values(&self.gather(bytes, head.total, shape)?)?
        };
        if shape == Shape::Version {
            *values.first_mut()? = Value::Integer(row_id(page.get(..at)?)?);
        }
        Some(values)
    }

    /// A record of `total` bytes, of which `bytes` holds the first; the rest stands in a chain of overflow pages. The chain
    /// is followed for as many pages as the record needs, so that a loop ends.
    fn gather(&self, bytes: &[u8], total: usize, shape: Shape) -> Option<Vec<u8>> {
        let left = self.budget.get().checked_sub(total)?;
        let least = least_local(self.size);
        let local = least + (total - least) % (self.size - 4);
        let local = if local <= most_local(self.size, shape) { local } else { least };
        let mut record = Vec::new();
        record.extend_from_slice(bytes.get(..local)?);
        let mut next = word(bytes.get(local..local + 4)?, 0);
        while record.len() < total {
            let page = self.page(next).filter(|_| next > 0)?;
            let wanted = (total - record.len()).min(self.size - 4);
            record.extend_from_slice(page.get(4..4 + wanted)?);
            next = word(page, 0);
        }
        self.budget.set(left);
        Some(record)
    }
}

/// The longest record that stands in its page as a whole
/// (<https://www.sqlite.org/fileformat2.html#cell_payload_overflow_pages>).
fn most_local(size: usize, shape: Shape) -> usize {
    if shape.in_index() { (size - 12) * 64 / 255 - 23 } else { size - 35 }
}

/// The least that stands in the page of a longer one.
fn least_local(size: usize) -> usize {
    (size - 12) * 32 / 255 - 23
}

/// The number that ends `bytes`: all bytes of a varint but its last have the highest bit set, and so has not the last byte
/// of the length that stands before it.
fn row_id(bytes: &[u8]) -> Option<i64> {
    let (last, before) = bytes.split_last().filter(|(last, _)| **last < 128)?;
    let mut number = i64::from(*last);
    for (at, byte) in before.iter().rev().take(7).take_while(|byte| **byte >= 128).enumerate() {
        number |= i64::from(byte & 0x7f) << (7 * (at + 1));
    }
    Some(number)
}
