//! Title, byline, date and salutation; signature and date at the end.

use super::elements::write_recipient;
use super::text::UNFILLED;
use super::writer::{Place, Source, Writer, lines};
use crate::model::{Draft, Place as Where, Role, SpanRole, clean, is_blank, one_line};

/// Title, byline and date of a draft, typed or composed.
pub(super) struct Head<'a> {
    draft: &'a Draft,
    pub(super) composed_title: String,
    pub(super) composed_byline: String,
}

impl<'a> Head<'a> {
    pub(super) fn of(draft: &'a Draft) -> Self {
        let template = &draft.template.content;
        let year = draft.year.map_or_else(|| "××××".to_string(), |year| year.to_string());
        let title = if template.title.trim().is_empty() { "{year}年度述职报告" } else { &template.title };
        Head {
            draft,
            composed_title: fill(draft, &title.replace("{year}", &year), UNFILLED),
            composed_byline: fill(draft, &template.byline, "").trim().to_string(),
        }
    }

    /// Writes what stands above the text.
    pub(super) fn write(&self, writer: &mut Writer<'a>, place: Where) {
        self.lines(writer, self.field("title"), &self.composed_title, Role::Title);
        if place == Where::Title {
            self.lines(writer, self.field("byline"), &self.composed_byline, Role::Byline);
            self.date(writer, Role::DateLine);
        }
        write_recipient(writer);
        let salutation = self.field("salutation");
        if !is_blank(salutation.text) {
            writer.begin(Role::Salutation);
            writer.typed(salutation, SpanRole::Text, &[]);
            if !writer.last_char().is_some_and(is_end_punctuation) {
                writer.generated("：", SpanRole::Text);
            }
            writer.close();
        }
    }

    /// Writes 署名 and 成文日期 at the end.
    pub(super) fn write_signature(&self, writer: &mut Writer<'a>) {
        self.lines(writer, self.field("byline"), &self.composed_byline, Role::Signature);
        self.date(writer, Role::SignatureDate);
        writer.close();
    }

    fn field(&self, id: &'static str) -> Source<'a> {
        let text = self.draft.fields.get(id).map_or("", String::as_str);
        Source { part: None, item: None, field: Place::Field(id), text }
    }

    /// The typed lines of `field`, one block each; what is composed where nothing is typed.
    fn lines(&self, writer: &mut Writer<'a>, field: Source<'a>, composed: &str, role: Role) {
        let typed: Vec<_> = lines(field.text).collect();
        for (start, line) in &typed {
            writer.begin(role);
            writer.single(field, *start, line, SpanRole::Text);
        }
        if typed.is_empty() {
            for (_, line) in lines(composed) {
                writer.begin(role);
                writer.stand_in(field, &clean(line), SpanRole::Text);
            }
        }
        writer.close();
    }

    fn date(&self, writer: &mut Writer<'a>, role: Role) {
        let field = self.field("date");
        let Some(words) = date_in_words(field.text) else { return };
        let bracket = role == Role::DateLine && !words.starts_with(['（', '(']);
        writer.begin(role);
        if bracket {
            writer.generated("（", SpanRole::Text);
        }
        writer.stand_in(field, &one_line(&words), SpanRole::Text);
        if bracket {
            writer.generated("）", SpanRole::Text);
        }
        writer.close();
    }
}

/// `2025-01-05` as `2025年1月5日` (clause 7.3.5.4: Arabic digits, no leading zeros), `2025-12` as `2025年12月`, words as they
/// are, and so what no calendar has; `None` for nothing.
#[must_use]
pub fn date_in_words(text: &str) -> Option<String> {
    let text = text.trim();
    if is_blank(text) {
        return None;
    }
    let numbers = date_numbers(text).filter(|_| !is_impossible_date(text));
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
    let Some(numbers) = date_numbers(text.trim()) else { return false };
    match numbers.as_slice() {
        [year, month] => {
            i32::try_from(*year).ok().and_then(|year| chrono::NaiveDate::from_ymd_opt(year, *month, 1)).is_none()
        }
        [year, month, day] => {
            i32::try_from(*year).ok().and_then(|year| chrono::NaiveDate::from_ymd_opt(year, *month, *day)).is_none()
        }
        _ => false,
    }
}

/// The two or three numbers of `2025-12` or `2025-12-05`. Without a year of four digits it is none: `12-05` is a day.
fn date_numbers(text: &str) -> Option<Vec<u32>> {
    let number = |(index, digits): (usize, &str)| {
        let length = if index == 0 { 4..=4 } else { 1..=4 };
        let digits = (length.contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit())).then_some(digits);
        digits?.parse().ok()
    };
    let numbers: Option<Vec<u32>> = text.split('-').enumerate().map(number).collect();
    numbers.filter(|numbers| (2..=3).contains(&numbers.len()))
}

/// `pattern` with field ids in braces replaced; a field that is empty becomes `missing`, with the blanks around it when that
/// is nothing.
fn fill(draft: &Draft, pattern: &str, missing: &str) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, tail)) = rest.split_once('{') {
        let Some((id, after)) = tail.split_once('}') else { break };
        out.push_str(before);
        let value = draft.fields.get(id).map_or("", |value| value.trim());
        let value = lines(value).next().map_or("", |(_, line)| line);
        if value.is_empty() && missing.is_empty() {
            out.truncate(out.trim_end().len());
            rest = if out.is_empty() { after.trim_start() } else { after };
        } else {
            out.push_str(if value.is_empty() { missing } else { value });
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// Whether a sentence that ends in `c` needs no `。`.
pub(super) fn is_end_punctuation(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '：' | '，' | '、' | '…' | '.' | '!' | '?' | ';' | ':' | ',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_lose_their_leading_zeros_and_words_stay() {
        assert_eq!(date_in_words("2025-01-05").as_deref(), Some("2025年1月5日"));
        assert_eq!(date_in_words(" 2025-12 ").as_deref(), Some("2025年12月"));
        assert_eq!(date_in_words("2025年底").as_deref(), Some("2025年底"));
        assert_eq!(date_in_words("12-05").as_deref(), Some("12-05"));
        assert_eq!(date_in_words("2026-13").as_deref(), Some("2026-13"));
        assert_eq!(date_in_words("2025-02-30").as_deref(), Some("2025-02-30"));
        assert_eq!(date_in_words(" \u{200B}"), None);
    }

    #[test]
    fn only_a_date_that_no_calendar_has_is_impossible() {
        assert!(is_impossible_date("2025-02-30"));
        assert!(is_impossible_date("2025-13"));
        assert!(!is_impossible_date("2024-02-29"));
        assert!(!is_impossible_date("年底"));
    }
}
