//! How large the letters of 发文机关标志 are, and where their lines end (clause 7.2.4).

use crate::model::is_wide;
use crate::profile::geometry::together;
use crate::profile::{HalfPoint, Profile, Twip};

/// Sizes of 发文机关标志 in points: a line for each name where the names let it be striking, several lines otherwise, and
/// smaller where page 1 has no room (clause 7.2.4).
const SIZES: (i32, i32, i32) = (36, 22, 12);
/// So that text begins on page 1, it does not get smaller than this many points; then rather no text.
const FOR_TEXT: i32 = 16;
/// Most lines of one name, before letters get smaller than that.
const MOST_LINES: i32 = 5;
/// The pitch of lines whose letters have to stand at a given height. Word sets a line's letters in its middle, LibreOffice
/// four fifths down; with a pitch of 1.2 times the size both come to the same.
pub(super) fn tight(size: HalfPoint) -> Twip {
    Twip(Twip::from(size).0 * 6 / 5)
}

/// The heights that 发文机关标志 may take.
#[derive(Clone, Copy)]
pub(super) struct Heights {
    /// Text begins below it on page 1.
    pub(super) with_text: Twip,
    /// The rest of 版头 stands below it on page 1.
    pub(super) alone: Twip,
}

/// How 发文机关标志 is set.
pub(super) struct Letters {
    /// Their size.
    pub(super) size: HalfPoint,
    /// The width that the lines of several bodies share.
    pub(super) spread: Twip,
    /// The width of a line of one body, with 文件 behind a single one.
    column: Twip,
    /// Half characters behind the name on its last line.
    behind: i32,
}

impl Letters {
    /// As large as the width of the text area lets them be, and smaller for the text if that makes room for it.
    pub(super) fn of(bodies: &[String], suffix: bool, heights: Heights, profile: &Profile) -> Letters {
        let (most, least, floor) = SIZES;
        let joint = bodies.len() > 1;
        let set = |points: i32| {
            // Half a character and 文件 beside several bodies.
            let beside = if joint && suffix { 50 * points } else { 0 };
            Letters {
                size: HalfPoint(u16::try_from(2 * points).unwrap_or(0)),
                spread: Twip(0),
                // On the narrowest pages it wraps beside 文件.
                column: Twip((profile.page.text_width().0 - beside).max(profile.page.text_width().0 / 3)),
                behind: if suffix && !joint { 4 } else { 0 },
            }
        };
        let fits = |letters: &Letters, lines: i32, height: Twip| {
            let rows: Vec<i32> = bodies.iter().map(|body| letters.rows(body)).collect();
            let of_one = rows.iter().all(|rows| *rows <= lines);
            of_one && together(rows.iter().map(|rows| rows.saturating_mul(tight(letters.size).0))) <= height.0
        };
        let largest = |floor: i32, height: Twip| {
            let striking = (1..=MOST_LINES).flat_map(|lines| (least..=most).rev().map(move |points| (points, lines)));
            let small = (floor..least).rev().map(|points| (points, i32::MAX));
            let mut choices = striking.chain(small).map(|(points, lines)| (set(points), lines));
            choices.find(|(letters, lines)| fits(letters, *lines, height)).map(|(letters, _)| letters)
        };
        let chosen = largest(FOR_TEXT, heights.with_text).or_else(|| largest(floor, heights.alone));
        let mut letters = chosen.unwrap_or_else(|| set(floor));
        let longest = bodies.iter().map(|body| letters.width(body)).max().unwrap_or(0);
        // A little more than the letters take, or rounding would wrap the longest name.
        letters.spread = Twip(longest.saturating_add(Twip::from(letters.size).0 / 10).min(letters.column.0));
        letters
    }

    fn width(&self, name: &str) -> i32 {
        (halves(name) + self.behind).saturating_mul(Twip::from(self.size).0 / 2)
    }

    fn rows(&self, name: &str) -> i32 {
        // Whole characters, so that lines of one length fit too.
        let a_line = 2 * (self.column.0 / Twip::from(self.size).0.max(1)).max(1);
        ((halves(name) + self.behind + a_line - 1) / a_line).max(1)
    }

    /// Where the lines of `name` end, so that they are of one length.
    pub(super) fn breaks(&self, name: &str) -> Vec<usize> {
        let (rows, all) = (i64::from(self.rows(name)), i64::from(halves(name)) + i64::from(self.behind));
        let mut breaks = Vec::new();
        let (mut at, mut sum, mut done) = (0, 0, 1);
        for c in name.chars() {
            if done < rows && sum >= all * done / rows {
                breaks.push(at);
                done += 1;
            }
            at += c.len_utf16();
            sum += if is_wide(c) { 2 } else { 1 };
        }
        breaks
    }
}

/// The width of `text` in half characters.
fn halves(text: &str) -> i32 {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Result;
    use crate::profile::STANDARD;

    const HEIGHTS: Heights = Heights { with_text: Twip(4800), alone: Twip(9000) };

    fn letters(bodies: &[&str], suffix: bool) -> Result<(u16, Vec<Vec<usize>>)> {
        let bodies: Vec<String> = bodies.iter().map(ToString::to_string).collect();
        let letters = Letters::of(&bodies, suffix, HEIGHTS, &Profile::named(STANDARD)?);
        Ok((letters.size.0 / 2, bodies.iter().map(|body| letters.breaks(body)).collect()))
    }

    #[test]
    fn letters_are_as_large_as_the_longest_name_lets_them() -> Result<()> {
        assert_eq!(letters(&["云溪县商务局"], true)?, (36, vec![vec![]]));
        // Nineteen letters with 文件 in 442 points.
        assert_eq!(letters(&[&"局".repeat(17)], true)?, (23, vec![vec![]]));
        // Thirteen letters, half a one, and 文件 beside them.
        assert_eq!(letters(&["云溪县商务局", &"局".repeat(13)], true)?.0, 28);
        assert_eq!(letters(&[], false)?.0, 36);
        Ok(())
    }

    #[test]
    fn a_long_name_takes_lines_of_one_length() -> Result<()> {
        // With 文件 four lines of 15 or 16 letters.
        assert_eq!(letters(&[&"局".repeat(60)], true)?, (27, vec![vec![16, 31, 47]]));
        assert_eq!(letters(&[&"𠮷".repeat(22)], false)?, (36, vec![vec![22]]));
        Ok(())
    }

    #[test]
    fn many_bodies_get_smaller_only_where_that_leaves_room_for_text() -> Result<()> {
        // A line is 24 twips a point high: 12 of 16 points take 4608, 13 would leave no text, and stand 9000 high at most.
        for (bodies, size) in [(5, 36), (6, 33), (12, 16), (13, 28), (31, 12), (60, 12)] {
            assert_eq!(letters(&vec!["云溪县商务局"; bodies], true)?.0, size, "{bodies}");
        }
        Ok(())
    }

    #[test]
    fn a_name_of_any_length_is_broken_in_time() -> Result<()> {
        let name = "局".repeat(100_000);
        let letters = Letters::of(std::slice::from_ref(&name), true, HEIGHTS, &Profile::named(STANDARD)?);
        let rows = usize::try_from(letters.rows(&name)).unwrap_or_default();
        let breaks = letters.breaks(&name);
        assert_eq!((letters.size, breaks.len() + 1), (HalfPoint(24), rows));
        assert!(breaks.is_sorted() && breaks.iter().all(|at| (1..100_000).contains(at)));
        Ok(())
    }
}
