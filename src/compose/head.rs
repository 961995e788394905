//! Title, byline, date and salutation; signature and date at the end.

use super::date::date_in_words;
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
pub(crate) fn is_end_punctuation(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '：' | '，' | '、' | '…' | '.' | '!' | '?' | ';' | ':' | ',')
}
