//! The write-ahead log (<https://www.sqlite.org/fileformat2.html#the_write_ahead_log>). In: its bytes. Out: the frames that
//! belong to it, also those beyond a damaged one, where SQLite itself stops reading.

use std::collections::{HashMap, HashSet};

/// A page as it was written to the log.
#[derive(Debug, Clone, Copy)]
pub(super) struct Frame {
    /// The page's number in the database, from 1.
    pub(super) page: u32,
    /// Whether it ends a transaction.
    pub(super) commits: bool,
    /// Where the page begins in the log.
    at: usize,
}

impl Frame {
    /// Whether page number, commit and salts lie in one sector of a disk. Where a power cut came between the sectors, the salts may be
    /// of this round and what stands before them of the one before.
    fn is_head_whole(&self) -> bool {
        const SECTOR: usize = 512;
        (self.at - FRAME_HEADER) % SECTOR + SALTS_END <= SECTOR
    }
}

/// A log, read.
#[derive(Debug)]
pub(super) struct Log<'a> {
    bytes: &'a [u8],
    size: usize,
    /// The frames that belong to the log, in their order.
    pub(super) frames: Vec<Frame>,
    /// For each page the indexes of its frames, rising.
    of_page: HashMap<u32, Vec<usize>>,
    /// How many frames SQLite reads: up to the last commit before the first frame whose sum is wrong.
    pub(super) sound: usize,
}

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
/// Where the salts end in a frame's head.
const SALTS_END: usize = 16;

impl<'a> Log<'a> {
    /// Reads the log `bytes` of a database with pages of `size` bytes.
    pub(super) fn read(bytes: &'a [u8], size: usize) -> Log<'a> {
        let mut log = Log { bytes, size, frames: Vec::new(), of_page: HashMap::new(), sound: 0 };
        let mut sum = HeaderSum::of(bytes, size);
        // Those of the header, and where the header is damaged, those of the first frame.
        let salts = if sum.is_some() { bytes.get(16..24) } else { bytes.get(HEADER + 8..HEADER + 16) };
        let body = bytes.get(HEADER..).unwrap_or_default();
        for (index, frame) in body.chunks_exact(FRAME_HEADER + size).enumerate() {
            let (head, page) = frame.split_at_checked(FRAME_HEADER).unwrap_or_default();
            // What an earlier round of the log left behind.
            if head.get(8..SALTS_END) != salts {
                sum = None;
                continue;
            }
            sum = sum.and_then(|sum| sum.after(head, page));
            let number = word(head, 0);
            let commits = word(head, 4) != 0;
            if number == 0 {
                continue;
            }
            log.of_page.entry(number).or_default().push(log.frames.len());
            let at = HEADER + index * (FRAME_HEADER + size) + FRAME_HEADER;
            log.frames.push(Frame { page: number, commits, at });
            if sum.is_some() && commits {
                log.sound = log.frames.len();
            }
        }
        log
    }

    /// The page `number` as the first `upto` frames leave it.
    pub(super) fn page(&self, number: u32, upto: usize) -> Option<&'a [u8]> {
        let frames = self.of_page.get(&number)?;
        let last = frames.partition_point(|index| *index < upto).checked_sub(1)?;
        self.image(*frames.get(last)?)
    }

    /// Whether something is damaged that had reached the disk: each commit is synced before the next frame is written. SQLite
    /// would leave out what follows, without a word. The last transaction may as well have been cut short by a power cut.
    pub(super) fn is_damaged(&self) -> bool {
        let beyond = self.frames.get(self.sound..).unwrap_or_default();
        if HeaderSum::of(self.bytes, self.size).is_some() {
            return has_two_transactions(beyond);
        }
        // The header is synced before the first frame is written. One of a new round, torn, does not belong to the frames
        // of the round before.
        beyond.iter().any(|frame| frame.commits) && self.header_belongs()
    }

    /// Whether the header, damaged as it is, is the one that the first frame was written after.
    fn header_belongs(&self) -> bool {
        let Some(header) = self.bytes.get(..HEADER) else { return false };
        let Some((head, page)) =
            self.bytes.get(HEADER..HEADER + FRAME_HEADER + self.size).map(|f| f.split_at(FRAME_HEADER))
        else {
            return false;
        };
        [true, false].into_iter().any(|big| {
            let start = HeaderSum { big, sum: (0, 0) };
            let stored = HeaderSum { big, sum: (word(header, 24), word(header, 28)) };
            let computed = start.add(header.get(..24).unwrap_or_default());
            stored.after(head, page).is_some() || computed.after(head, page).is_some()
        })
    }

    /// The page in the frame `index`.
    pub(super) fn image(&self, index: usize) -> Option<&'a [u8]> {
        let at = self.frames.get(index)?.at;
        self.bytes.get(at..at + self.size)
    }
}

/// Whether `frames`, in their order, are of more than one transaction: one commits before others follow, or a page stands there twice,
/// which a transaction writes but once. A frame whose head may be half of an earlier round says neither.
fn has_two_transactions(frames: &[Frame]) -> bool {
    let mut pages = HashSet::new();
    frames.iter().enumerate().filter(|(_, frame)| frame.is_head_whole()).any(|(index, frame)| {
        let is_followed = frame.commits && index + 1 < frames.len();
        !pages.insert(frame.page) || is_followed
    })
}

/// The page size that a log's header names.
pub(super) fn page_size(bytes: &[u8]) -> usize {
    usize::try_from(word(bytes, 8)).unwrap_or(0)
}

/// The sum over the log so far.
#[derive(Debug, Clone, Copy)]
struct HeaderSum {
    /// Whether words are summed as big-endian.
    big: bool,
    sum: (u32, u32),
}

impl HeaderSum {
    /// The sum over the header; `None` when SQLite would not read this log.
    fn of(bytes: &[u8], size: usize) -> Option<HeaderSum> {
        let header = bytes.get(..HEADER)?;
        let magic = word(header, 0);
        if magic & !1 != 0x377f_0682 || word(header, 4) != 3_007_000 || page_size(header) != size {
            return None;
        }
        let sum = HeaderSum { big: magic & 1 == 1, sum: (0, 0) }.add(header.get(..24)?);
        (sum.sum == (word(header, 24), word(header, 28))).then_some(sum)
    }

    /// The sum after a frame; `None` when the frame says otherwise.
    fn after(self, head: &[u8], page: &[u8]) -> Option<HeaderSum> {
        let sum = self.add(head.get(..8)?).add(page);
        (sum.sum == (word(head, 16), word(head, 20))).then_some(sum)
    }

    fn add(mut self, bytes: &[u8]) -> HeaderSum {
        let (mut first, mut second) = self.sum;
        for pair in bytes.chunks_exact(8) {
            let read = |at| if self.big { word(pair, at) } else { word(pair, at).swap_bytes() };
            first = first.wrapping_add(read(0)).wrapping_add(second);
            second = second.wrapping_add(read(4)).wrapping_add(first);
        }
        self.sum = (first, second);
        self
    }
}

/// The big-endian number of four bytes at `at`; 0 beyond the end.
pub(super) fn word(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).unwrap_or_default().iter().fold(0, |number, byte| number << 8 | u32::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_of_a_head_tells_of_no_second_transaction() {
        // The head of the second frame stands at `head` of a sector.
        let frames = |page: u32, head: usize| {
            let at = |n: usize, head: usize| n * 8192 + head + FRAME_HEADER;
            [
                Frame { page: 3, commits: false, at: at(1, 0) },
                Frame { page, commits: page == 7, at: at(2, head) },
                Frame { page: 9, commits: false, at: at(3, 0) },
            ]
        };
        for (page, head, two) in
            [(7, 0, true), (7, 496, true), (7, 504, false), (3, 0, true), (3, 504, false), (5, 0, false)]
        {
            assert_eq!(has_two_transactions(&frames(page, head)), two, "page {page} at {head}");
        }
    }
}
