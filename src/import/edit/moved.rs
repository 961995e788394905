//! A piece moved by one place: a heading with all below it, a table as a whole. In: the pieces. Out: the same in another order.
//!
//! A heading goes past the neighbouring branch of its level. At the edge of its parent it goes on into the next one that is deep
//! enough: nothing else on the screen would put it there, and stopping would look like a broken key. Its level stays, so that a
//! step back leads back. The closing lines below the last heading stay at the end.

use std::ops::Range;

use crate::Result;
use crate::import::{Piece, PieceRole, Recognition, recognise};
use crate::model::is_blank;

/// Closing lines are looked for among so many at the end, as the draft does.
const LAST_LINES: usize = 8;

impl Recognition {
    /// Moves the piece `id` by one place, up or down; at the edge nothing changes.
    pub(super) fn shift(&mut self, id: u32, up: bool) -> Result<()> {
        let at = self.place(id)?;
        let run = self.moves_with(at);
        let heading = self.pieces.get(at).is_some_and(is_heading);
        let to = if heading { self.next_for_branch(&run, up) } else { self.next_for_block(&run, up) };
        let Some(to) = to else { return Ok(()) };
        let (around, left) = if to < run.start { (to..run.end, run.start - to) } else { (run.start..to, run.len()) };
        if let Some(around) = self.pieces.get_mut(around) {
            around.rotate_left(left);
        }
        Ok(())
    }

    /// What is moved with the piece at `at`: below a heading all, of a cell the table.
    pub(crate) fn moves_with(&self, at: usize) -> Range<usize> {
        let heading = self.pieces.get(at).is_some_and(is_heading);
        if heading { self.branch(at) } else { self.block(at) }
    }

    /// The places of the headings, with their levels.
    fn headings(&self) -> impl DoubleEndedIterator<Item = (usize, u8)> {
        let headings = self.pieces.iter().enumerate().filter(|(_, piece)| is_heading(piece));
        headings.map(|(at, piece)| (at, piece.level))
    }

    /// The heading at `at` with all below it.
    fn branch(&self, at: usize) -> Range<usize> {
        let level = self.pieces.get(at).map_or(0, |piece| piece.level);
        let next = self.headings().find(|(other, other_level)| *other > at && *other_level <= level);
        at..next.map_or_else(|| self.foot(), |(next, _)| next).max(at + 1)
    }

    /// Where a branch stands after one step: before a heading that does not come below it then, where its own level skips none.
    fn next_for_branch(&self, run: &Range<usize>, up: bool) -> Option<usize> {
        let level = self.pieces.get(run.start)?.level;
        let mut before = 0;
        let mut last_above = None;
        for (place, next) in self.headings().chain([(self.foot(), 0)]) {
            let fits = before + 1 >= level && next <= level;
            before = next;
            if place < run.start && fits {
                last_above = Some(place);
            } else if place > run.end && fits && !up {
                return Some(place);
            }
        }
        last_above.filter(|_| up)
    }

    /// Where the closing lines begin that end the report, not its last part; the end where there are none.
    fn foot(&self) -> usize {
        let Some((heading, _)) = self.headings().next_back() else { return self.pieces.len() };
        let is_line = |piece: &Piece| {
            !piece.goes_on && !is_empty(piece) && !matches!(piece.role, PieceRole::Cell | PieceRole::Noise)
        };
        let closes = |piece: &Piece| match piece.role {
            PieceRole::Signature | PieceRole::SignatureDate => true,
            PieceRole::Text => recognise::is_closing(piece.text.trim()) || piece.text.trim().starts_with("附件"),
            _ => false,
        };
        let lines = self.pieces.iter().enumerate().skip(heading + 1).filter(|(_, piece)| is_line(piece));
        let lines: Vec<(usize, &Piece)> = lines.collect();
        let first = lines.iter().skip(lines.len().saturating_sub(LAST_LINES)).find(|(_, piece)| closes(piece));
        first.map_or(self.pieces.len(), |(at, _)| *at)
    }

    /// The piece at `at`; of a table's cell the whole table.
    fn block(&self, at: usize) -> Range<usize> {
        let is_cell = |piece: &Piece| piece.role == PieceRole::Cell;
        if !self.pieces.get(at).is_some_and(is_cell) {
            return at..at + 1;
        }
        let before = self.pieces.iter().take(at).rev().take_while(|piece| is_cell(piece)).count();
        let after = self.pieces.iter().skip(at).take_while(|piece| is_cell(piece)).count();
        at - before..at + after
    }

    /// Where a text or a table stands after one step: past the next that can be seen.
    fn next_for_block(&self, run: &Range<usize>, up: bool) -> Option<usize> {
        let seen = |(_, piece): &(usize, &Piece)| !is_empty(piece);
        let mut pieces = self.pieces.iter().enumerate();
        if up {
            pieces.take(run.start).rfind(seen).map(|(at, _)| self.block(at).start)
        } else {
            pieces.find(|one| one.0 >= run.end && seen(one)).map(|(at, _)| self.block(at).end)
        }
    }
}

fn is_heading(piece: &Piece) -> bool {
    piece.role == PieceRole::Heading
}

/// Blank lines of the file are pieces, too.
fn is_empty(piece: &Piece) -> bool {
    is_blank(&piece.text) && is_blank(&piece.number)
}

#[cfg(test)]
mod tests {
    use crate::import::{Edit, Limits, PieceRole, Recognition, read_text, recognise};

    const TEXT: &str = "2024年度述职报告\n我负责支部工作，现将情况报告如下。\n一、主要工作\n今年做了三件事。\n（一）抓学习。全年学习12次。\n\
        （二）改作风。下乡40次。\n二、存在问题\n（一）学习不够深入。平时忙。\n（二）调研不够经常。多在近处。\n三、下一步打算\n坚持学习。\n\
        以上报告，请予评议。\n青禾县水利局\n2024年12月5日";

    fn recognised() -> Recognition {
        recognise(&read_text(TEXT, "甲", &Limits::default()).unwrap())
    }

    fn find(recognition: &Recognition, text: &str) -> usize {
        recognition.pieces.iter().position(|piece| piece.text.contains(text)).unwrap()
    }

    fn moved(recognition: &Recognition, text: &str, up: bool) -> Recognition {
        let piece = recognition.pieces[find(recognition, text)].id;
        recognition.edited(&Edit::Move { piece, up }).unwrap()
    }

    /// The places of these words, which must stand in this order.
    fn in_order(recognition: &Recognition, words: &[&str]) {
        let places: Vec<usize> = words.iter().map(|text| find(recognition, text)).collect();
        assert!(places.is_sorted(), "{words:?} at {places:?}");
    }

    #[test]
    fn a_heading_takes_its_branch_past_the_next_of_its_level() {
        let before = recognised();
        let down = moved(&before, "抓学习", false);
        in_order(&down, &["今年做了三件事", "改作风", "下乡40次", "抓学习", "全年学习", "存在问题"]);
        assert_eq!(moved(&down, "抓学习", true), before, "a step back leads back");
        let part = moved(&before, "存在问题", true);
        in_order(
            &part,
            &["情况报告如下", "存在问题", "学习不够", "调研不够", "多在近处", "主要工作", "下乡40次", "下一步打算"],
        );
    }

    #[test]
    fn at_the_edge_of_its_parent_it_goes_on_into_the_next_one() {
        let before = recognised();
        let over = moved(&before, "改作风", false);
        in_order(&over, &["全年学习", "存在问题", "改作风", "下乡40次", "学习不够"]);
        assert_eq!(moved(&over, "改作风", true), before);
        let last = moved(&before, "调研不够", false);
        in_order(&last, &["平时忙", "下一步打算", "坚持学习", "调研不够", "多在近处", "以上报告"]);
        assert_eq!(moved(&last, "调研不够", false), last, "there is no further part");
        assert_eq!(moved(&before, "抓学习", true), before, "nothing stands above the first part");
        assert_eq!(moved(&before, "主要工作", true), before);
    }

    #[test]
    fn closing_lines_stay_at_the_end() {
        let before = recognised();
        let plans = moved(&before, "下一步打算", true);
        in_order(&plans, &["下一步打算", "坚持学习", "存在问题", "调研不够", "多在近处", "以上报告"]);
        let last = &plans.pieces[plans.pieces.len() - 1];
        assert_eq!(last.role, PieceRole::SignatureDate);
        assert_eq!(moved(&plans, "下一步打算", false), before);
    }

    #[test]
    fn a_table_is_moved_as_a_whole() {
        let mut before = recognised();
        for text in ["平时忙", "调研不够", "多在近处"] {
            let at = find(&before, text);
            before.pieces[at].role = PieceRole::Cell;
        }
        let up = moved(&before, "调研不够", true);
        in_order(&up, &["存在问题", "平时忙", "调研不够", "多在近处", "学习不够", "下一步打算"]);
        let over = moved(&up, "学习不够", true);
        in_order(&over, &["学习不够", "平时忙", "多在近处"]);
    }
}
