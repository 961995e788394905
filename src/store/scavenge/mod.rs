//! Looks for rows in the bytes of a database that SQLite cannot or should not open. In: the bytes of the file and of its log.
//! Out: every row whose seal fits, and what is known of the others. Nothing is read from a disk or changed.
//!
//! No tree is followed: a record is looked for at every byte of every page, so that neither the header of the file nor the
//! schema, the inner pages or a page's own list of its cells are needed. What passes for a row by chance has no seal.

mod log;
mod record;
mod rows;
mod view;

#[cfg(test)]
#[allow(clippy::indexing_slicing, reason = "a test may fail loudly")]
mod tests;

use std::cell::Cell;

use log::Log;
use record::Shape;
use view::View;

pub(super) use rows::Found;

/// The page sizes of SQLite.
const SIZES: [usize; 8] = [4096, 512, 1024, 2048, 8192, 16384, 32768, 65536];

/// What is whole in the bytes of a database and its log.
pub(super) fn scavenge(file: &[u8], log: &[u8]) -> Found {
    let of_header = match log::word(file, 16) >> 16 {
        1 => 65536,
        size => usize::try_from(size).unwrap_or(0),
    };
    // The header may be wrong and still name a size: what the program writes is tried as well.
    let mut likely = vec![SIZES[0]];
    for size in [of_header, log::page_size(log)] {
        if SIZES.contains(&size) && !likely.contains(&size) {
            likely.push(size);
        }
    }
    let best = |sizes: &[usize]| {
        sizes.iter().map(|size| with_pages_of(*size, file, log)).max_by_key(Found::whole).unwrap_or_default()
    };
    let found = best(&likely);
    if found.whole() > 0 {
        return found;
    }
    let others: Vec<usize> = SIZES.into_iter().filter(|size| !likely.contains(size)).collect();
    let other = best(&others);
    if other.whole() > 0 { other } else { found }
}

/// The first page as SQLite reads it from a log, where the log has it.
pub(super) fn first_page(log: &[u8]) -> Option<&[u8]> {
    let log = Log::read(log, SIZES[0]);
    log.page(1, log.sound)
}

/// Whether a log holds saves that SQLite would leave out because something before them is damaged.
pub(super) fn is_log_damaged(log: &[u8]) -> bool {
    Log::read(log, SIZES[0]).is_damaged()
}

fn with_pages_of(size: usize, file: &[u8], log: &[u8]) -> Found {
    let budget = Cell::new((file.len() + log.len()).saturating_mul(64));
    let log = Log::read(log, size);
    let view = |upto| View { file, log: &log, size, upto, budget: &budget };
    // The state of the last commit; then what a later, unfinished or damaged transaction left; then earlier states, for
    // pages whose last image is damaged.
    let ends: Vec<usize> =
        log.frames.iter().enumerate().filter(|(_, frame)| frame.commits).map(|(index, _)| index + 1).collect();
    let last = ends.last().copied().unwrap_or(0);
    let mut found = Found::default();
    let in_file = u32::try_from(file.len().div_ceil(size)).unwrap_or(u32::MAX);
    let in_log = log.frames.iter().map(|frame| frame.page).max().unwrap_or(0);
    // A damaged frame may name any page; those beyond the file are looked for among the frames alone.
    let beyond = log.frames.iter().map(|frame| frame.page).filter(|page| *page > in_file);
    let mut beyond: Vec<u32> = if in_log > in_file { beyond.collect() } else { Vec::new() };
    beyond.sort_unstable();
    beyond.dedup();
    let now = view(last);
    for number in (1..=in_file).chain(beyond) {
        if let Some(page) = now.page(number) {
            look(&now, page, &mut |shape, row| found.take(shape, row, true));
        }
    }
    let mut begin = 0;
    for end in ends.iter().copied().chain([log.frames.len()]) {
        let then = view(end);
        for index in begin..end {
            if let Some(page) = log.image(index) {
                look(&then, page, &mut |shape, row| found.take(shape, row, false));
            }
        }
        begin = end;
    }
    if last > 0 {
        let before = view(0);
        for page in file.chunks(size) {
            look(&before, page, &mut |shape, row| found.take(shape, row, false));
        }
    }
    found.finish();
    found
}

/// Hands on every record of a page.
fn look(view: &View<'_>, page: &[u8], take: &mut impl FnMut(Shape, Vec<rusqlite::types::Value>)) {
    for (at, byte) in page.iter().enumerate() {
        // The length of a head; zeros and most bytes of Chinese text are none.
        if !(3..=127).contains(byte) {
            continue;
        }
        for shape in Shape::ALL {
            if let Some(row) = view.row(page, at, shape) {
                take(shape, row);
            }
        }
    }
}
