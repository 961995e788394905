//! Parts and their items: headings with numbers, run-in or own-line, items as paragraphs, sentences or clauses.

use std::collections::HashMap;

use super::head::is_end_punctuation;
use super::table::{has_cells, write_table};
use super::text::UNFILLED;
use super::writer::{Place, Source, Writer};
use crate::model::{
    Carried, Draft, Item, Join, ListStyle, Numbering, Part, Role, SpanRole, clean, figure_token, is_blank, is_line_end,
};
use crate::template::{PartKind, Shown, TemplatePart};

/// How level-1 parts are written (clause 7.3.3).
const TOP: ListStyle = ListStyle { numbering: Numbering::Han, run_in: false, join: Join::Paragraphs };

/// How items below items are written where neither item nor part says.
const NESTED: ListStyle = ListStyle { numbering: Numbering::Series, run_in: true, join: Join::Sentences };

/// The sentence of a rectification item where the part has no pattern of its own.
const PATTERN: &str = "针对{text}的问题，{measure}{result}";

/// Whether the template asks for the part of this id, given the draft's fields. A part that no template knows is asked.
#[must_use]
pub fn is_asked(draft: &Draft, part: &str) -> bool {
    let template = draft.template.content.part(part);
    template.and_then(|part| part.when.as_ref()).is_none_or(|condition| condition.holds(&draft.fields))
}

/// Writes all parts.
pub(super) fn write_parts(writer: &mut Writer<'_>) {
    let draft = writer.draft;
    let mut problems = HashMap::new();
    collect(draft, &draft.parts, &mut problems);
    let mut parts = Parts { writer, draft, problems };
    let mut count = 0;
    for part in &draft.parts {
        parts.part(part, TOP, &mut count);
    }
    parts.writer.close();
}

/// Last year's problems by their id: where their wording stands, and whether work items quote it.
type Problems<'a> = HashMap<&'a str, (Source<'a>, bool)>;

fn collect<'a>(draft: &'a Draft, parts: &'a [Part], problems: &mut Problems<'a>) {
    for part in parts.iter().filter(|part| !part.left_out && is_asked(draft, &part.id)) {
        if let Some(template) =
            draft.template.content.part(&part.id).filter(|part| part.kind == PartKind::Rectification)
        {
            for item in part.items.iter().filter(|item| !is_waived(item)) {
                let source = Source {
                    part: Some(&part.id),
                    item: Some(&item.id),
                    field: Place::Field("text"),
                    text: &item.text,
                };
                problems.insert(item.problem_id(), (source, template.shown == Shown::Quoted));
            }
        }
        collect(draft, &part.parts, problems);
    }
}

struct Parts<'w, 'a> {
    writer: &'w mut Writer<'a>,
    draft: &'a Draft,
    problems: Problems<'a>,
}

/// What the items of a part have in common.
#[derive(Clone, Copy)]
struct List<'a> {
    part: &'a Part,
    kind: PartKind,
    style: ListStyle,
}

impl<'a> Parts<'_, 'a> {
    fn part(&mut self, part: &'a Part, style: ListStyle, count: &mut usize) {
        let template = self.draft.template.content.part(&part.id);
        if part.left_out || !is_asked(self.draft, &part.id) || template.is_some_and(|part| part.shown == Shown::Quoted)
        {
            return;
        }
        let has_heading = !is_blank(&part.heading);
        // A heading alone stands for what is still to be written.
        let awaited = template.is_some_and(|template| is_awaited(self.draft, part, template) || requires(template));
        if has_heading && !has_text(part) && !awaited {
            return;
        }
        self.writer.close();
        let before = self.writer.enter_part(Some(&part.id));
        let source = |field, text| Source { part: Some(&part.id), item: None, field: Place::Field(field), text };
        if has_heading {
            *count += 1;
            let label = style.numbering.label(*count);
            self.writer.number(&part.id, &label);
            self.heading(source("heading", &part.heading), &label, style);
        }
        self.writer.typed(source("lead", &part.lead), SpanRole::Text, &[]);
        if part.style.join == Join::Paragraphs || part.lead.ends_with(is_line_end) {
            self.end_lead(part);
        }
        part.tables.iter().for_each(|table| write_table(self.writer, Some(&part.id), table));
        let kind = template.map_or(PartKind::Prose, |part| part.kind);
        let mut inner = self.items(&part.items, List { part, kind, style: part.style });
        if part.style.join == Join::Paragraphs || part.tail.starts_with(is_line_end) {
            self.writer.close();
        }
        self.writer.typed(source("tail", &part.tail), SpanRole::Text, &[]);
        for child in &part.parts {
            self.part(child, part.style, &mut inner);
        }
        self.writer.close();
        self.writer.enter_part(before);
    }

    /// Items that are paragraphs do not go on in the paragraph before them.
    fn end_lead(&mut self, part: &Part) {
        if part.items.iter().any(is_printed) {
            self.writer.close();
        }
    }

    /// Writes `label` and heading; leaves the paragraph open where text may go on in it.
    fn heading(&mut self, source: Source<'a>, label: &str, style: ListStyle) {
        let level = style.numbering.level();
        let empty = is_blank(source.text);
        let (role, own_line) = match level {
            Some(level) if style.run_in || empty => (SpanRole::run_in(level), false),
            Some(level) => {
                self.writer.begin(Role::heading(level));
                (SpanRole::Text, true)
            }
            None if empty || style.numbering == Numbering::None => (SpanRole::Text, false),
            None => (SpanRole::SeriesLead, false),
        };
        if level.is_some() && !own_line {
            self.writer.begin(Role::Paragraph);
        }
        self.writer.generated(label, role);
        self.one_line(source, role);
        let plain_line = style.numbering == Numbering::None && !style.run_in && style.join == Join::Paragraphs;
        if own_line || plain_line {
            self.writer.close();
        } else if !empty && style.join != Join::Clauses {
            self.end_sentence(role);
        }
    }

    /// A typed text that stays in one paragraph whatever line breaks it holds.
    fn one_line(&mut self, source: Source<'a>, role: SpanRole) {
        for (start, line) in super::writer::lines(source.text) {
            self.writer.single(source, start, line, role);
        }
    }

    fn end_sentence(&mut self, role: SpanRole) {
        if self.writer.is_open() && !self.writer.ends_sentence() {
            self.writer.generated("。", role);
        }
    }

    /// Writes the items and answers how many were printed.
    fn items(&mut self, items: &'a [Item], list: List<'a>) -> usize {
        let last = items.iter().rposition(is_printed);
        let mut count = 0;
        for (index, item) in items.iter().enumerate() {
            let label = list.style.numbering.label(count + 1);
            self.writer.number(&item.id, if is_waived(item) { "" } else { &label });
            if !is_printed(item) {
                continue;
            }
            count += 1;
            if list.style.join == Join::Paragraphs {
                self.writer.close();
            }
            self.writer.enter_item(&item.id);
            self.item(item, &label, list);
            match list.style.join {
                Join::Paragraphs => {}
                Join::Clauses if Some(index) != last => {
                    if self.writer.last_char().is_some_and(|c| !is_end_punctuation(c)) {
                        self.writer.generated("，", SpanRole::Text);
                    }
                }
                Join::Sentences | Join::Clauses => self.end_sentence(SpanRole::Text),
            }
            // A sentence that goes on in the next item is not cut by a table; its tables follow the paragraph.
            if list.style.join == Join::Paragraphs {
                self.tables(item, list);
            }
            self.writer.leave_item();
        }
        if list.style.join != Join::Paragraphs {
            items.iter().filter(|item| is_printed(item)).for_each(|item| self.tables(item, list));
        }
        count
    }

    fn tables(&mut self, item: &'a Item, list: List<'a>) {
        item.tables.iter().for_each(|table| write_table(self.writer, Some(&list.part.id), table));
    }

    fn item(&mut self, item: &'a Item, label: &str, list: List<'a>) {
        let source =
            |field, text| Source { part: Some(&list.part.id), item: Some(&item.id), field: Place::Field(field), text };
        if list.kind == PartKind::Rectification {
            self.rectification(item, label, list);
        } else {
            self.heading(source("heading", &item.heading), label, list.style);
            // What is a clause by itself goes on in one.
            let goes_on = list.style.join == Join::Clauses && !is_blank(&item.heading) && !is_blank(&item.body);
            if goes_on && self.writer.last_char().is_some_and(|c| !is_end_punctuation(c)) {
                self.writer.generated("，", SpanRole::Text);
            }
        }
        let answers = self.answers(item);
        if !answers.is_empty() && !quotes_problems(&item.body) {
            self.writer.generated("针对上年查摆出的", SpanRole::Text);
            self.writer.quote(&answers);
            self.writer.generated("问题，", SpanRole::Text);
        }
        self.writer.typed(source("body", &item.body), SpanRole::Text, &answers);
        if item.items.iter().all(is_empty) {
            item.items.iter().for_each(|item| self.writer.number(&item.id, ""));
            return;
        }
        let style = item.style.or(list.part.nested).unwrap_or(NESTED);
        if style.join == Join::Paragraphs || item.body.ends_with(is_line_end) {
            self.writer.close();
        }
        self.items(&item.items, List { kind: PartKind::Prose, style, ..list });
    }

    /// Last year's problems that `item` answers, where work items are to quote them.
    fn answers(&self, item: &Item) -> Vec<Source<'a>> {
        let of = |id: &String| self.problems.get(id.as_str()).filter(|(_, quoted)| *quoted).map(|(source, _)| *source);
        item.answers.iter().filter_map(of).collect()
    }

    /// One of last year's problems with what was done about it, as the part's pattern says.
    fn rectification(&mut self, item: &'a Item, label: &str, list: List<'a>) {
        let source =
            |field, text| Source { part: Some(&list.part.id), item: Some(&item.id), field: Place::Field(field), text };
        let pattern = if is_blank(&list.part.pattern) { PATTERN } else { &list.part.pattern };
        let heading = source("heading", &item.heading);
        if pattern.contains("{heading}") {
            self.heading(Source { text: "", ..heading }, label, list.style);
        } else {
            self.heading(heading, label, list.style);
        }
        let lead = list.style.numbering.level().map_or(SpanRole::SeriesLead, SpanRole::run_in);
        let (mut rest, mut after) = (pattern, "");
        while let Some((before, tail)) = rest.split_once('{') {
            self.literal(before, after);
            let Some((name, next)) = tail.split_once('}') else { break };
            rest = next;
            after = "";
            match name {
                "heading" if is_blank(&item.heading) => rest = next.trim_start_matches(is_end_punctuation),
                "heading" => self.one_line(heading, lead),
                "text" if is_blank(&item.text) => {
                    self.writer.stand_in(source("text", &item.text), UNFILLED, SpanRole::Text);
                }
                "text" => {
                    self.one_line(source("text", &item.text), SpanRole::Text);
                    after = item.text.trim_end();
                }
                "measure" => self.sentence(source("measure", &item.measure)),
                "result" => self.sentence(source("result", &item.result)),
                _ => {}
            }
        }
        self.literal(rest, after);
    }

    fn sentence(&mut self, source: Source<'a>) {
        if self.writer.typed(source, SpanRole::Text, &[]) {
            self.end_sentence(SpanRole::Text);
        }
    }

    /// Text of a pattern, without what the text before it already says: `的问题` after a wording that ends in 问题, and
    /// punctuation after punctuation.
    fn literal(&mut self, text: &str, after: &str) {
        let mut text = text;
        if after.ends_with("问题") {
            text = text.strip_prefix("的问题").or_else(|| text.strip_prefix("问题")).unwrap_or(text);
        }
        if self.writer.last_char().is_some_and(is_end_punctuation) {
            text = text.strip_prefix(is_end_punctuation).unwrap_or(text);
        }
        self.writer.generated(&clean(&text.replace(is_line_end, "")), SpanRole::Text);
    }
}

/// Whether `{{上年问题}}` stands in `text`.
fn quotes_problems(text: &str) -> bool {
    let mut tokens = std::iter::successors(figure_token(text), |(_, _, after)| figure_token(after));
    tokens.any(|(_, name, _)| name.trim() == super::LAST_YEARS_PROBLEMS)
}

/// Whether anything is typed into the part, or below it into what is not left out.
pub(crate) fn has_text(part: &Part) -> bool {
    let typed = |text: &str| !is_blank(text);
    typed(&part.lead)
        || typed(&part.tail)
        || part.tables.iter().any(has_cells)
        || part.items.iter().any(is_printed)
        || part.parts.iter().any(|part| !part.left_out && has_text(part))
}

/// Whether the item stands in the report: something is typed into it, and it is not left out with a reason.
pub(crate) fn is_printed(item: &Item) -> bool {
    !is_empty(item) && !is_waived(item)
}

/// Whether the item is left out of the report with a reason.
fn is_waived(item: &Item) -> bool {
    !is_blank(&item.waived)
}

/// Whether nothing that is printed is typed into the item or below it.
pub(crate) fn is_empty(item: &Item) -> bool {
    [&item.heading, &item.body, &item.text, &item.measure, &item.result].iter().all(|text| is_blank(text))
        && item.items.iter().all(is_empty)
        && !item.tables.iter().any(has_cells)
}

/// Whether something has to be written into the part itself. Where the earlier report left nothing open, or all of it is left out with a
/// reason, there is no rectification to tell.
pub(crate) fn is_awaited(draft: &Draft, part: &Part, template: &TemplatePart) -> bool {
    let open = |carried: &Carried| carried.state.unwrap_or_default().is_open();
    let nothing_left = draft.previous.is_some() && !draft.carried.iter().any(open);
    let settled = template.kind == PartKind::Rectification && (nothing_left || part.items.iter().any(is_waived));
    template.required && !settled
}

fn requires(part: &TemplatePart) -> bool {
    part.parts.iter().any(|part| part.required || requires(part))
}
