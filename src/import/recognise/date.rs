//! Dates as they stand on a line of their own.

use super::number::han_number;

/// A date found in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found {
    /// Where the line holds it, brackets included.
    pub(super) start: usize,
    /// The year, where it is written out.
    pub(super) year: Option<i32>,
    /// The month.
    pub(super) month: Option<u32>,
}

/// The date that `line` is, brackets and `日期：` aside.
pub(super) fn whole(line: &str) -> Option<Found> {
    let inner = bare(line);
    let inner = ["日期：", "日期:", "时间：", "时间:", "述职时间：", "汇报时间：", "述职日期："]
        .iter()
        .find_map(|lead| inner.strip_prefix(lead))
        .unwrap_or(inner);
    date(inner.trim()).map(|(year, month)| Found { start: 0, year, month })
}

/// `line` without brackets around it.
pub(super) fn bare(line: &str) -> &str {
    let line = line.trim();
    let open = line.strip_prefix(['（', '(', '〔', '[', '【']);
    open.and_then(|inner| inner.strip_suffix(['）', ')', '〕', ']', '】'])).map_or(line, str::trim)
}

/// The date at the end of `line`, after something else and a blank or bracket.
pub(super) fn at_end(line: &str) -> Option<Found> {
    // No date is longer; looking at all of a long line again and again would take for ever.
    let from = line.char_indices().rev().nth(40).map_or(0, |(at, _)| at);
    let breaks = line
        .char_indices()
        .skip_while(|(at, _)| *at < from)
        .filter(|(at, c)| *at > 0 && (c.is_whitespace() || matches!(c, '（' | '(')));
    breaks.filter_map(|(at, _)| whole(line.get(at..)?).map(|found| Found { start: at, ..found })).next()
}

/// Year and month of `text` if it is a date and nothing else.
fn date(text: &str) -> Option<(Option<i32>, Option<u32>)> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (first, rest) = match text.find('年') {
        Some(at) => (text.get(..at)?, text.get(at + '年'.len_utf8()..)?),
        None => {
            let at = text.find(['.', '-', '/', '．', '－', '—'])?;
            let sign = text.get(at..)?.chars().next()?;
            (text.get(..at)?, text.get(at + sign.len_utf8()..)?)
        }
    };
    if first.chars().count() != 4 || !first.chars().all(is_figure) {
        return None;
    }
    let year = year(first);
    if rest.is_empty() || matches!(rest, "底" | "末" | "初" | "春" | "冬") {
        return text.contains('年').then_some((year, None));
    }
    let mut parts = rest.split(['月', '日', '号', '.', '-', '/', '．', '－']).filter(|part| !part.is_empty());
    let month = parts.next()?;
    let day = parts.next();
    let short = |part: &str| part.chars().count() <= 3 && part.chars().all(is_figure);
    let months = month.parse().ok().or_else(|| han_number(month));
    let fits = short(month)
        && day.is_none_or(short)
        && parts.next().is_none()
        && months.is_none_or(|month: u32| (1..=12).contains(&month));
    fits.then_some((year, months))
}

fn is_figure(c: char) -> bool {
    c.is_ascii_digit() || ('０'..='９').contains(&c) || "〇○零一二三四五六七八九十×Xx＊*_".contains(c)
}

/// Four digits, Arabic or Chinese, as a year that reports are about.
pub(super) fn year(text: &str) -> Option<i32> {
    let digit = |c: char| match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(u32::from(c) - u32::from('０')),
        '〇' | '○' | '零' => Some(0),
        _ => "一二三四五六七八九".chars().zip(1..).find_map(|(han, value)| (han == c).then_some(value)),
    };
    let digits: Vec<u32> = text.chars().map(digit).collect::<Option<_>>()?;
    let value = (digits.len() == 4).then(|| digits.iter().fold(0, |value, digit| value * 10 + digit))?;
    i32::try_from(value).ok().filter(|year| crate::model::YEARS.contains(year))
}

/// The years that `text` names, each with where it ends in bytes.
pub(super) fn years(text: &str) -> Vec<(i32, usize)> {
    let mut found = Vec::new();
    let mut run = 0;
    let mut start = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let figure = c.is_ascii_digit() || "〇○零一二三四五六七八九".contains(c) || ('０'..='９').contains(&c);
        if figure {
            if run == 0 {
                start = at;
            }
            run += 1;
        } else {
            if run == 4 {
                found.extend(text.get(start..at).and_then(year).map(|year| (year, at)));
            }
            run = 0;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_dates_are_known() {
        for line in [
            "2024年12月",
            "（2024年12月10日）",
            "二〇二四年十二月",
            "2024.12",
            "2024-12-05",
            "20XX年12月",
            "（2024年X月X日）",
            "2024 年 12 月",
            "日期：2024年12月",
            "二○二四年十二月二十五日",
        ] {
            assert!(whole(line).is_some(), "{line}");
        }
        for line in ["2024年工作", "2024年，我们", "12月", "1.1", "2024年13月", "在2024年12月", ""] {
            assert_eq!(whole(line), None, "{line}");
        }
        assert_eq!(whole("（二〇二四年一月）").and_then(|found| found.year), Some(2024));
    }

    #[test]
    fn a_date_after_a_name_is_found() {
        let found = at_end("林知远（2024年12月）").map(|found| found.start);
        assert_eq!(found, Some("林知远".len()));
        assert!(at_end("县水利局 林知远　2024年12月").is_some());
        assert_eq!(at_end("2024年12月"), None);
    }
}
