//! How a table is set: its columns share the page's width by what they hold, in a size at which they all find room. In: the
//! blocks of one table. Out: a [`TableForm`], the same for Word file and preview.

use serde::Serialize;
use ts_rs::TS;

use super::resolve::loose;
use super::shares::shares;
use super::{HalfPoint, Placement, Profile, Pt, Twip};
use crate::model::{Block, Role, is_wide};

/// How one table is set.
#[derive(Debug, Clone, PartialEq, Serialize, TS)]
pub struct TableForm {
    /// The size of its text.
    pub size: HalfPoint,
    /// The pitch of its lines, exact.
    pub line: Twip,
    /// What stays free between a cell's text and its border, left and right; half of it above and below.
    pub padding: Twip,
    /// Its columns; their widths make up the width of the text area.
    pub columns: Vec<TableColumn>,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
pub struct TableColumn {
    /// Its width, borders and padding included.
    pub width: Twip,
    /// It holds numbers, dates, names or other short texts, which stand in the middle.
    pub centred: bool,
}

/// The sizes that a table may shrink to, points: 小四, 五号, 小五, 六号, 小六, 七号, 八号.
const SIZES: [f64; 7] = [12.0, 10.5, 9.0, 7.5, 6.5, 5.5, 5.0];
/// What Word leaves beside the text of a cell.
const PADDING: i64 = 108;
/// A column that is no wider than this has no room to spare beside its text: a character of 八号 and its borders.
const NARROWEST: i64 = 140;
/// What two half borders and rounded widths of characters take from a line, twips.
const BORDERS: i64 = 24;
/// A text of a column up to this long stays on one line and in the middle, half characters.
const SHORT: i64 = 14;
/// A word of letters and digits up to this long is not broken, half characters.
const WORD: i64 = 24;

/// How much a column has to hold, in half characters.
#[derive(Clone, Copy, Default)]
struct Load {
    /// The longest paragraph, the head's as far as it should stay in one line, with the gaps that some programs leave in it.
    longest: i64,
    /// The same without gaps.
    tight: i64,
    /// The longest paragraph below the head.
    text: i64,
    /// The longest word of letters and digits.
    word: i64,
    /// The fourth powers of its paragraphs' lengths together: a measure of how high it makes the rows.
    weight: f64,
}

/// How narrow a column may become.
#[derive(Clone, Copy)]
enum Tightness {
    /// Short texts stay on one line.
    Lines,
    /// Words stay whole, three characters beside each other.
    Words,
    /// One character.
    Character,
}

impl Load {
    /// Its weight when room is shared out. A row is as high as its longest cell, so that one long text weighs more than the
    /// same text in pieces: shares that go with (Σ length⁴)^⅕ make the sum of the fourth powers of all heights least.
    #[allow(clippy::cast_possible_truncation, reason = "a fifth root of lengths is small")]
    fn share(self) -> i64 {
        (self.weight.powf(0.2) * 16.0) as i64 + 1
    }

    /// The least width of text in half characters.
    fn least(self, tightness: Tightness) -> i64 {
        match tightness {
            Tightness::Lines if self.tight <= SHORT => self.longest.max(2),
            Tightness::Lines => self.word.max(8),
            Tightness::Words => self.longest.min(self.word.max(6)).max(2),
            Tightness::Character => 2,
        }
    }
}

impl TableForm {
    /// The form of the table that `blocks`, all of them in cells of it, make up.
    #[must_use]
    pub fn of(blocks: &[Block], profile: &Profile) -> TableForm {
        let loads = loads(blocks);
        let wide = blocks.first().is_some_and(|block| block.wide);
        let page = if wide { profile.page.turned() } else { profile.page };
        let room = i64::from(page.text_width().0);
        let count = i64::try_from(loads.len()).unwrap_or(i64::MAX).max(1);
        let padding = ((room / count - NARROWEST) / 6).clamp(NARROWEST / 16, PADDING);
        let around = 2 * padding + BORDERS;
        let room = room - around * count;
        let (size, least) = fit(&loads, profile.block(Role::TableCell).size, room);
        let half = i64::from(size.0) * 5;
        let longest: Vec<i64> = loads.iter().map(|load| load.longest.max(2) * half).collect();
        let weights: Vec<i64> = loads.iter().map(|load| load.share()).collect();
        let least: Vec<i64> = least.iter().map(|least| least * half).collect();
        let shares = shares(&least, &longest, &weights, room);
        let column = |(load, share): (&Load, i64)| TableColumn {
            width: twips(share + around),
            centred: load.tight <= SHORT && load.text * half <= share,
        };
        TableForm {
            size,
            line: loose(Pt::from(size)),
            padding: twips(padding),
            columns: loads.iter().zip(shares).map(column).collect(),
        }
    }

    /// About how high the row is that `row`, the blocks of its cells, makes up.
    #[must_use]
    pub fn height(&self, row: &[Block]) -> Twip {
        let cells = row.chunk_by(|a, b| a.cell == b.cell).filter_map(|cell| {
            let column = usize::try_from(cell.first()?.cell?.column).ok()?;
            let width = self.columns.get(column)?.width.0 - 2 * self.padding.0;
            let room = (i64::from(width) - BORDERS).max(1);
            let lines = |block: &Block| (halves(block) * i64::from(self.size.0) * 5 + room - 1).div_euclid(room).max(1);
            Some(cell.iter().map(lines).sum::<i64>())
        });
        let lines = cells.max().unwrap_or(1);
        twips(lines * i64::from(self.line.0) + i64::from(self.padding.0))
    }
}

/// Gives the cells of tables that must shrink their size.
pub(super) fn place_tables(blocks: &[Block], profile: &Profile, placements: &mut [Placement]) {
    let usual = profile.block(Role::TableCell).size;
    let mut start = 0;
    for table in blocks.chunk_by(|a, b| a.cell.map(|cell| cell.table) == b.cell.map(|cell| cell.table)) {
        let end = start + table.len();
        if table.first().is_some_and(|block| block.cell.is_some()) {
            let form = TableForm::of(table, profile);
            if form.size != usual {
                let cells = placements.get_mut(start..end).unwrap_or_default();
                cells.iter_mut().for_each(|placement| placement.size = Some((form.size, form.line)));
            }
        }
        start = end;
    }
}

/// What each column holds.
fn loads(blocks: &[Block]) -> Vec<Load> {
    let mut loads: Vec<Load> = Vec::new();
    for block in blocks {
        let Some(column) = block.cell.and_then(|cell| usize::try_from(cell.column).ok()) else { continue };
        if loads.len() <= column {
            loads.resize(column + 1, Load::default());
        }
        let Some(load) = loads.get_mut(column) else { continue };
        let length = halves(block);
        let loose = length + gaps(block);
        if block.role == Role::TableHead {
            // A head of more than four characters goes into two lines.
            let line = if length > 8 { (length + 1) / 2 } else { loose };
            load.longest = load.longest.max(line);
            load.tight = load.tight.max(line);
        } else {
            load.weight += fourth(length);
            load.longest = load.longest.max(loose);
            load.tight = load.tight.max(length);
            load.text = load.text.max(loose);
            load.word = load.word.max(word(block)).min(WORD);
        }
    }
    loads
}

fn fourth(length: i64) -> f64 {
    let length = f64::from(i32::try_from(length).unwrap_or(i32::MAX));
    (length * length).powi(2)
}

/// How wide a paragraph is on one line: a letter or digit takes half of what a Chinese character takes.
fn halves(block: &Block) -> i64 {
    block.spans.iter().flat_map(|span| span.text.chars()).map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

/// What some programs leave between Chinese characters and digits on one line: a fifth of a character each time, in half
/// characters.
fn gaps(block: &Block) -> i64 {
    let mut before = None;
    let mut gaps = 0;
    for wide in block.spans.iter().flat_map(|span| span.text.chars()).map(is_wide) {
        gaps += i64::from(before.is_some_and(|before: bool| before != wide));
        before = Some(wide);
    }
    (gaps + 1) / 2
}

/// The longest run of letters and digits.
fn word(block: &Block) -> i64 {
    let (mut longest, mut here) = (0, 0);
    for c in block.spans.iter().flat_map(|span| span.text.chars()) {
        here = if is_wide(c) || c.is_whitespace() { 0 } else { here + 1 };
        longest = longest.max(here);
    }
    longest
}

/// The largest size at which all columns find `room`, and the least width of each in half characters.
fn fit(loads: &[Load], usual: HalfPoint, room: i64) -> (HalfPoint, Vec<i64>) {
    let smaller = SIZES.into_iter().map(|size| HalfPoint::from(Pt(size))).filter(|size| *size < usual);
    let sizes: Vec<HalfPoint> = std::iter::once(usual).chain(smaller).collect();
    for (tightness, smallest) in [(Tightness::Lines, 10.5), (Tightness::Words, 9.0), (Tightness::Character, 0.0)] {
        let least: Vec<i64> = loads.iter().map(|load| load.least(tightness)).collect();
        let needed: i64 = least.iter().sum();
        let fits = |size: &&HalfPoint| Pt::from(**size).0 >= smallest && needed * i64::from(size.0) * 5 <= room;
        if let Some(size) = sizes.iter().find(fits) {
            return (*size, least);
        }
    }
    (sizes.last().copied().unwrap_or(usual), vec![0; loads.len()])
}

fn twips(length: i64) -> Twip {
    Twip(i32::try_from(length).unwrap_or(i32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Result;
    use crate::model::{Cell, Span, SpanRole};
    use crate::profile::STANDARD;

    fn form(rows: &[&[&str]]) -> Result<TableForm> {
        let mut blocks = Vec::new();
        for (row, cells) in (0..).zip(rows) {
            for (column, text) in (0..).zip(*cells) {
                let role = if row == 0 { Role::TableHead } else { Role::TableCell };
                let span = Span { text: (*text).into(), role: SpanRole::Text, origin: None, literal: true };
                let cell = Some(Cell { table: 0, row, column });
                blocks.push(Block { cell, ..Block::new(role, vec![span]) });
            }
        }
        Ok(TableForm::of(&blocks, &Profile::named(STANDARD)?))
    }

    fn widths(form: &TableForm) -> Vec<i32> {
        form.columns.iter().map(|column| column.width.0).collect()
    }

    #[test]
    fn short_columns_are_narrow_and_in_the_middle() -> Result<()> {
        let long = "走访联系服务对象，逐户记录诉求，逐件办理反馈，按月通报进度。".repeat(3);
        let form = form(&[&["序号", "问题", "完成时限"], &["1", &long, "2025年12月"], &["2", &long, "长期坚持"]])?;
        let around = 2 * form.padding.0 + 24;
        assert_eq!(form.size, HalfPoint(24));
        let widths = widths(&form);
        assert_eq!(widths.iter().sum::<i32>(), 8845);
        // Two characters, and 2025年12月: six digits, two characters and the gaps between them.
        assert!(widths.starts_with(&[480 + around]) && widths.ends_with(&[6 * 240 + around]), "{widths:?}");
        let centred: Vec<bool> = form.columns.iter().map(|column| column.centred).collect();
        assert_eq!(centred, [true, false, true]);
        Ok(())
    }

    #[test]
    fn a_date_stays_on_one_line_and_one_long_text_gets_more_room_than_many_short_ones() -> Result<()> {
        let sentence = "走访联系服务对象，逐户记录诉求，逐件办理反馈，按月通报进度。";
        let long = sentence.repeat(6);
        let head: &[&str] = &["整改措施", "成效", "完成时限"];
        let short: &[&str] = &[sentence, "", "2025年12月31日"];
        let form = form(&[head, &[sentence, &long, "2025年12月31日"], short, short, short, short, short])?;
        let widths = widths(&form);
        let (measures, results, due) = (widths[0], widths[1], widths[2]);
        // The same text in all, once in one row, once in six.
        assert!(results > measures, "{results} {measures}");
        // 2025年12月31日: eight digits, three characters and the gaps between them.
        assert!(due - 2 * form.padding.0 - 24 >= 7 * 240, "{due}");
        assert!(form.columns[2].centred);
        Ok(())
    }

    #[test]
    fn a_table_always_fills_the_width_and_has_room_for_a_character() -> Result<()> {
        for columns in [1, 2, 7, 20, 40, 63] {
            for text in ["", "1", "甲", "整改措施", "2025-12-31", &"走访联系服务对象。".repeat(200)] {
                let row = vec![text; columns];
                let form = form(&[&row, &row])?;
                let widths = widths(&form);
                assert_eq!(widths.iter().sum::<i32>(), 8845, "{columns} columns of {text}");
                let least = Twip::from(form.size).0 + 2 * form.padding.0 + 24;
                assert!(widths.iter().all(|width| *width >= least), "{columns} columns of {text}: {form:?}");
            }
        }
        Ok(())
    }

    #[test]
    fn many_columns_are_set_smaller_only_when_they_must() -> Result<()> {
        let size = |columns, text| form(&[&vec![text; columns]]).map(|form| form.size.0);
        assert_eq!((size(20, "3")?, size(40, "甲乙丙")?, size(63, "甲乙丙")?), (24, 15, 10));
        Ok(())
    }
}
