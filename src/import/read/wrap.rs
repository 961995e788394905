//! Text whose lines were broken at a fixed width, as copies of a PDF or a mail are. In: its lines. Out: its paragraphs.

use crate::model::is_wide;

/// Lines that reach the edge, from which on the whole text counts as broken.
const LEAST: usize = 8;

/// The paragraphs that `lines` were broken from; none where they are paragraphs themselves.
///
/// A line goes on in the next one where it reaches the edge and the next is not indented. A page's number between two
/// halves of a paragraph follows it.
pub(super) fn joined(lines: &[String]) -> Option<Vec<String>> {
    let edge = edge(lines)?;
    let mut paragraphs: Vec<String> = Vec::with_capacity(lines.len());
    // The paragraph that goes on, and the page numbers met since.
    let mut open: Option<usize> = None;
    let mut between: Vec<String> = Vec::new();
    for line in lines {
        if open.is_some() && (line.trim().is_empty() || is_page_number(line)) {
            between.push(line.clone());
            continue;
        }
        match open.and_then(|at| paragraphs.get_mut(at)).filter(|_| !line.starts_with(char::is_whitespace)) {
            Some(paragraph) if !line.is_empty() => paragraph.push_str(line),
            _ => {
                paragraphs.append(&mut between);
                open = Some(paragraphs.len());
                paragraphs.push(line.clone());
            }
        }
        if width(line) + 4 < edge {
            open = None;
            paragraphs.append(&mut between);
        }
    }
    paragraphs.append(&mut between);
    Some(paragraphs)
}

/// The width at which the lines end, in halves of a Chinese character; none where they end where they like.
fn edge(lines: &[String]) -> Option<usize> {
    let widths: Vec<usize> = lines.iter().map(|line| width(line)).filter(|width| *width > 0).collect();
    let edge = widths.iter().copied().max().filter(|edge| (40..=120).contains(edge))?;
    let full = |line: &&String| width(line) + 4 >= edge;
    let reaching = lines.iter().filter(full).count();
    // Where a width breaks lines, most of them end within a sentence; and paragraphs are told by their indent.
    let within = lines.iter().filter(full).filter(|line| !line.ends_with(['。', '！', '？', '：', '；'])).count();
    let indented = lines.iter().filter(|line| line.starts_with(['　', ' '])).count();
    let goes_on = lines.windows(2).filter(|pair| {
        let [line, next] = pair else { return false };
        width(line) + 4 >= edge && !next.is_empty() && !next.starts_with(char::is_whitespace)
    });
    (reaching >= LEAST
        && reaching * 4 >= widths.len()
        && within * 2 > reaching
        && indented >= 3
        && goes_on.count() * 2 > reaching)
        .then_some(edge)
}

/// The width of `line` without the blanks at its end, in halves of a Chinese character.
fn width(line: &str) -> usize {
    line.trim_end().chars().map(|letter| if is_wide(letter) { 2 } else { 1 }).sum()
}

/// `- 2 -`, `第2页`, `2 / 5`: figures and the signs around them.
fn is_page_number(line: &str) -> bool {
    let line = line.trim();
    line.chars().count() <= 12
        && line.contains(|letter: char| letter.is_ascii_digit())
        && line.chars().all(|letter| letter.is_ascii_digit() || " -—–－/第页共，,　".contains(letter))
}

#[cfg(test)]
mod tests {
    use super::joined;

    /// `text` broken after `width` characters, with an indent of two.
    fn broken(paragraphs: &[&str], width: usize) -> Vec<String> {
        let lines = paragraphs.iter().flat_map(|text| {
            let letters: Vec<char> = format!("　　{text}").chars().collect();
            letters.chunks(width).map(|line| line.iter().collect()).collect::<Vec<String>>()
        });
        lines.collect()
    }

    const TEXT: [&str; 4] = [
        "全年召开会议十二次，研究事项三十一件，办结二十九件，其余两件因为手续没有办齐，已经向大会作了说明，并写明了办结的日期。",
        "一、主要工作",
        "（一）固定学习时间。每月第一个周五下午集中学习，汛期改在晚上，缺席的同志由支部委员送学上门，记录当天整理，月底由办公室收齐装订。",
        "（二）修缮阅览室。更换书架十二组，新购图书三百册，借阅登记由退休职工轮流负责，全年借出一千四百册次，丢失的三册已经照价补上。",
    ];

    #[test]
    fn paragraphs_are_put_together_again_around_page_numbers() {
        let mut lines = broken(&TEXT, 22);
        lines.insert(2, "- 1 -".into());
        let wanted: Vec<String> = TEXT.iter().map(|text| format!("　　{text}")).collect();
        let mut found = joined(&lines).unwrap_or_default();
        let number = found.iter().position(|line| line == "- 1 -");
        assert_eq!(number, Some(1), "{found:?}");
        found.remove(1);
        assert_eq!(found, wanted);
    }

    #[test]
    fn paragraphs_of_many_lengths_stay_as_they_are() {
        let lines: Vec<String> = TEXT.iter().map(|text| format!("　　{text}")).collect();
        assert_eq!(joined(&lines), None);
        assert_eq!(joined(&[]), None);
        let short: Vec<String> = (1..30).map(|n| format!("{n}.项目名称")).collect();
        assert_eq!(joined(&short), None);
    }
}
