//! Dates as they are typed and as they are printed (GB/T 9704-2012, clause 7.3.5.4: Arabic digits, no leading zeros).

use chrono::{Months, NaiveDate};

use crate::model::is_blank;

/// `2025-01-05`, `2025.1.5`, `2025/01/05` and `2025年01月05日` as `2025年1月5日`, `2025-12` as `2025年12月`; words as they are, and so
/// what no calendar has; `None` for nothing.
#[must_use]
pub fn date_in_words(text: &str) -> Option<String> {
    let text = text.trim();
    if is_blank(text) {
        return None;
    }
    let numbers = numbers(text).filter(|_| !is_impossible_date(text));
    let words = numbers.map(|numbers| match numbers.as_slice() {
        [year, month] => format!("{year}年{month}月"),
        [year, month, day] => format!("{year}年{month}月{day}日"),
        _ => text.to_string(),
    });
    Some(words.unwrap_or_else(|| text.to_string()))
}

/// Whether `text` has the form of a date that no calendar has, such as `2025-02-30`.
#[must_use]
pub fn is_impossible_date(text: &str) -> bool {
    let Some(numbers) = numbers(text.trim()) else { return false };
    let (Some(year), month, day) = (numbers.first(), numbers.get(1), numbers.get(2)) else { return false };
    let day = i32::try_from(*year)
        .ok()
        .and_then(|year| NaiveDate::from_ymd_opt(year, month.copied().unwrap_or(1), day.copied().unwrap_or(1)));
    day.is_none()
}

/// Whether `text` is a date with year, month and day that a calendar has.
#[must_use]
pub fn is_full_date(text: &str) -> bool {
    numbers(text.trim()).is_some_and(|numbers| numbers.len() == 3) && !is_impossible_date(text)
}

/// The day that `text` names with year, month and day.
#[must_use]
pub fn full_date(text: &str) -> Option<NaiveDate> {
    match numbers(text.trim())?.as_slice() {
        [year, month, day] => NaiveDate::from_ymd_opt(i32::try_from(*year).ok()?, *month, *day),
        _ => None,
    }
}

/// The last day that a due date leaves: the day it names, or the last one of the month; `None` for words and for what no
/// calendar has.
#[must_use]
pub fn last_day(text: &str) -> Option<NaiveDate> {
    match numbers(text.trim())?.as_slice() {
        [year, month] => {
            let first = NaiveDate::from_ymd_opt(i32::try_from(*year).ok()?, *month, 1)?;
            first.checked_add_months(Months::new(1))?.pred_opt()
        }
        _ => full_date(text),
    }
}

/// Year and month, or year, month and day. Without a year of four digits it is none: `12-05` is a day.
fn numbers(text: &str) -> Option<Vec<u32>> {
    // 2025年12月5日 as 2025-12-5.
    let plain = text.strip_suffix(['日', '月']).unwrap_or(text);
    let separated = plain.replace(['.', '/', '．', '－', '年', '月'], "-");
    let number = |(index, digits): (usize, &str)| {
        let digits = digits.trim();
        let length = if index == 0 { 4..=4 } else { 1..=4 };
        let digits = (length.contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit())).then_some(digits);
        digits?.parse().ok()
    };
    let numbers: Option<Vec<u32>> = separated.split('-').enumerate().map(number).collect();
    numbers.filter(|numbers| (2..=3).contains(&numbers.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_lose_their_leading_zeros_and_words_stay() {
        for typed in ["2025-01-05", "2025.1.5", "2025/01/05", "2025年01月05日", " 2025年1月5日 ", "2025．1．5"]
        {
            assert_eq!(date_in_words(typed).as_deref(), Some("2025年1月5日"), "{typed}");
        }
        for typed in ["2025-12", "2025年12月", "2025.12"] {
            assert_eq!(date_in_words(typed).as_deref(), Some("2025年12月"), "{typed}");
        }
        for words in ["2025年底", "12-05", "2026-13", "2025-02-30", "2025年13月41日", "2025年", "明天", "第3月"]
        {
            assert_eq!(date_in_words(words).as_deref(), Some(words));
        }
        assert_eq!(date_in_words(" \u{200B}"), None);
    }

    #[test]
    fn only_a_date_that_no_calendar_has_is_impossible() {
        assert!(["2025-02-30", "2025-13", "2025年13月41日", "2025.2.30"].into_iter().all(is_impossible_date));
        assert!(!["2024-02-29", "年底", "2025年", "明天"].into_iter().any(is_impossible_date));
    }

    #[test]
    fn a_due_date_lasts_to_its_day_or_to_the_end_of_its_month() {
        let days = |text| (full_date(text), last_day(text));
        let day = NaiveDate::from_ymd_opt;
        assert_eq!(days("2025年2月5日"), (day(2025, 2, 5), day(2025, 2, 5)));
        assert_eq!(days("2024-02"), (None, day(2024, 2, 29)));
        assert_eq!(days("2025.12"), (None, day(2025, 12, 31)));
        assert!(["2025-02-30", "2025-13", "长期", "2025年底", ""].into_iter().all(|text| days(text) == (None, None)));
    }

    #[test]
    fn a_full_date_has_a_day() {
        assert!(["2025-12-05", "2025年12月5日"].into_iter().all(is_full_date));
        assert!(!["2025-12", "2025-02-30", "明天", ""].into_iter().any(is_full_date));
    }
}
