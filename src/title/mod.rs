//! Where the lines of a title end. In: a title, how much fits a line, and the values that the draft knows. Out: the lines.
//!
//! GB/T 9704-2012, 7.3.1: the lines of a title end where the sense does (词意完整), are of fitting and symmetrical length, and
//! have the outline of a trapezoid or a lozenge (梯形, 菱形). `words` finds the words, `sense` says what a line's end
//! costs between two of them, `shape` what the lengths cost, and `fit` chooses. Nothing here knows pages or faces.

mod fit;
mod sense;
mod shape;
mod vocabulary;
mod words;

#[cfg(test)]
mod tests;

use crate::model::{Draft, is_line_end, is_wide};

/// A wider line is on no page: at 2号 these are 64 characters, more than A3 across. Titles are never set wider, so that a
/// long one takes no time.
const WIDEST: usize = 128;

/// The narrowest line: one Chinese character.
const NARROWEST: usize = 2;

/// The lines of `title`, where a line has room for `room` half-widths (a Latin letter takes one, a Chinese character two).
///
/// A title that fits one line stays in one. Otherwise there are as few lines as hold it without a fault (a word, a number or
/// what stands between 《》 broken, 的 or 和 at a line's start, a verb taken from its object, less than four characters in a
/// line), and they end where sense and outline are best. `names` are values of the draft (unit, post, reporter): they stay whole where they fit
/// a line. What cannot be broken well is still broken so that each line fits.
///
/// No character is dropped: the lines in a row are the title without the white space around it. White space where a line
/// ends stays at that end and takes no room. Line ends that were typed are kept, and belong to neither line.
///
/// ```
/// let title = "临江经济技术开发区党工委书记2025年度抓基层党建工作述职报告";
/// let lines = shuzhi::title::lines(title, 40, &[]);
/// assert_eq!(lines, ["临江经济技术开发区党工委书记", "2025年度抓基层党建工作述职报告"]);
/// ```
#[must_use]
pub fn lines(title: &str, room: usize, names: &[&str]) -> Vec<String> {
    let typed = title.split(is_line_end).map(str::trim).filter(|line| !line.is_empty());
    typed.flat_map(|line| broken(line, room, names)).map(str::to_owned).collect()
}

/// The values of `draft` that a title may hold: every field but the title itself, each line for itself.
#[must_use]
pub fn names(draft: &Draft) -> Vec<&str> {
    let others = draft.fields.iter().filter(|(id, _)| *id != "title");
    others.flat_map(|(_, value)| value.split(is_line_end)).map(str::trim).filter(|name| !name.is_empty()).collect()
}

/// The lines of `title`, which has no line end and no white space around it.
fn broken<'a>(title: &'a str, room: usize, names: &[&str]) -> Vec<&'a str> {
    if width(title) <= room {
        return vec![title];
    }
    let room = room.clamp(NARROWEST, WIDEST);
    let whole = |name: &&str| name.chars().count() > 1 && width(name) <= room;
    let names: Vec<&str> = names.iter().map(|name| name.trim()).filter(whole).collect();
    let words = words::words(title, &names);
    let costs = sense::costs(title, &words, room);
    let ends = fit::ends(title, &costs, room);
    let starts = std::iter::once(0).chain(ends.iter().copied());
    starts.zip(&ends).filter_map(|(start, end)| title.get(start..*end)).collect()
}

/// How much room `text` takes, in half-widths.
fn width(text: &str) -> usize {
    text.chars().map(advance).sum()
}

/// How much room `c` takes, in half-widths.
fn advance(c: char) -> usize {
    if is_wide(c) { 2 } else { 1 }
}
