//! What stands around title and text: 版头, 主送机关, 附件说明, 附注, 附件, 版记. Each is written only where it is switched on
//! and says something.

use super::date::date_in_words;
use super::head::is_end_punctuation;
use super::ledger::{has_rows, write_ledger};
use super::table::{has_cells, write_cells};
use super::writer::{Place, Source, Writer, lines};
use crate::model::{Attachment, AttachmentKind, Draft, Role, SpanRole, is_blank, one_line};

/// Writes 版头: 份号, 密级和保密期限, 紧急程度, 发文机关标志, 发文字号, 签发人 (clause 7.2).
pub(super) fn write_letterhead(writer: &mut Writer<'_>) {
    let letterhead = &writer.draft.elements.letterhead;
    if !letterhead.on {
        return;
    }
    line(writer, element("elements.copy_number", &letterhead.copy_number), Role::CopyNumber);
    line(writer, element("elements.secrecy", &letterhead.secrecy), Role::Secrecy);
    line(writer, element("elements.urgency", &letterhead.urgency), Role::Urgency);
    let bodies = element("elements.bodies", &letterhead.bodies);
    for (start, body) in lines(bodies.text) {
        writer.begin(Role::IssuingBody);
        writer.single(bodies, start, body, SpanRole::Text);
    }
    writer.close();
    if letterhead.suffix && !is_blank(bodies.text) {
        writer.begin(Role::IssuingSuffix);
        writer.generated("文件", SpanRole::Text);
        writer.close();
    }
    line(writer, element("elements.number", &letterhead.number), Role::DocumentNumber);
    let signers = element("elements.signers", &letterhead.signers);
    for (index, (start, signer)) in lines(signers.text).enumerate() {
        writer.begin(Role::Signer);
        if index == 0 {
            writer.generated("签发人：", SpanRole::Text);
        }
        writer.single(signers, start, signer, SpanRole::Name);
    }
    writer.close();
}

/// Writes 主送机关 with its colon (clause 7.3.2).
pub(super) fn write_recipient(writer: &mut Writer<'_>) {
    let recipient = &writer.draft.elements.recipient;
    if !recipient.on || is_blank(&recipient.text) {
        return;
    }
    writer.begin(Role::Recipient);
    listed(writer, element("elements.recipient", &recipient.text));
    if !writer.last_char().is_some_and(is_end_punctuation) {
        writer.generated("：", SpanRole::Text);
    }
    writer.close();
}

/// Writes 附件说明, one paragraph an attachment: `附件：1.名称`, `2.名称`; a single one has no number (clause 7.3.4).
pub(super) fn write_attachment_notes(writer: &mut Writer<'_>) {
    let attachments = printed(writer);
    for (index, attachment) in attachments.iter().enumerate() {
        writer.begin(Role::AttachmentNote);
        if index == 0 {
            writer.generated("附件：", SpanRole::Text);
        }
        if attachments.len() > 1 {
            writer.generated(&format!("{}.", index + 1), SpanRole::Text);
        }
        name(writer, attachment);
        writer.close();
    }
}

/// Writes 附注 in its brackets (clause 7.3.6).
pub(super) fn write_note(writer: &mut Writer<'_>) {
    let note = &writer.draft.elements.note;
    if !note.on || is_blank(&note.text) {
        return;
    }
    let bracket = !note.text.trim_start().starts_with(['（', '(']);
    writer.begin(Role::Note);
    if bracket {
        writer.generated("（", SpanRole::Text);
    }
    in_one_line(writer, element("elements.note", &note.text));
    if bracket {
        writer.generated("）", SpanRole::Text);
    }
    writer.close();
}

/// Writes the attachments, each with its label and title (clause 7.3.7).
pub(super) fn write_attachments(writer: &mut Writer<'_>) {
    let attachments = printed(writer);
    for (index, attachment) in attachments.iter().enumerate() {
        let wide = match attachment.kind {
            AttachmentKind::Text => false,
            AttachmentKind::Table => attachment.table.wide,
            AttachmentKind::Ledger => attachment.wide,
        };
        writer.turn(wide);
        writer.begin(Role::AttachmentLabel);
        let number = if attachments.len() > 1 { (index + 1).to_string() } else { String::new() };
        writer.generated(&format!("附件{number}"), SpanRole::Text);
        writer.begin(Role::AttachmentTitle);
        name(writer, attachment);
        writer.close();
        match attachment.kind {
            AttachmentKind::Text => {
                for (start, line) in lines(&attachment.body) {
                    writer.begin(Role::Paragraph);
                    writer.single(of(attachment, "body", &attachment.body), start, line, SpanRole::Text);
                }
                writer.close();
            }
            AttachmentKind::Table if has_cells(&attachment.table) => write_cells(writer, None, &attachment.table),
            AttachmentKind::Table => {}
            AttachmentKind::Ledger => write_ledger(writer, &attachment.columns),
        }
        writer.turn(false);
    }
}

/// Writes 版记: 抄送机关, 印发机关 and 印发日期 (clause 7.4).
pub(super) fn write_imprint(writer: &mut Writer<'_>) {
    let imprint = &writer.draft.elements.imprint;
    if !imprint.on {
        return;
    }
    if !is_blank(&imprint.copies) {
        writer.begin(Role::ImprintCopies);
        writer.generated("抄送：", SpanRole::Text);
        listed(writer, element("elements.copies", &imprint.copies));
        if !writer.last_char().is_some_and(is_end_punctuation) {
            writer.generated("。", SpanRole::Text);
        }
        writer.close();
    }
    line(writer, element("elements.issuer", &imprint.issuer), Role::ImprintIssuer);
    if let Some(words) = date_in_words(&imprint.date) {
        writer.begin(Role::ImprintDate);
        writer.stand_in(element("elements.print_date", &imprint.date), &one_line(&words), SpanRole::Text);
        if !words.trim_end().ends_with("印发") {
            writer.generated("印发", SpanRole::Text);
        }
        writer.close();
    }
}

/// The attachments to print: those that have something to say.
fn printed<'a>(writer: &Writer<'a>) -> Vec<&'a Attachment> {
    let attachments = &writer.draft.elements.attachments;
    let items = attachments.items.iter().filter(|one| attachments.on && !is_unused(writer.draft, one));
    items.collect()
}

/// Whether nothing was entered into the attachment, or `draft` has no problem that a ledger could list: a table of heads alone is
/// handed in by no office.
pub(crate) fn is_unused(draft: &Draft, attachment: &Attachment) -> bool {
    match attachment.kind {
        AttachmentKind::Text => is_blank(&attachment.name) && is_blank(&attachment.body),
        AttachmentKind::Table => is_blank(&attachment.name) && !has_cells(&attachment.table),
        AttachmentKind::Ledger => !has_rows(draft),
    }
}

/// The name without the punctuation that 附件说明 has none of; what stands for one where it is missing.
fn name<'a>(writer: &mut Writer<'a>, attachment: &'a Attachment) {
    let typed = attachment.name.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '。' | '；' | '，'));
    if is_blank(typed) {
        let ledger = attachment.kind == AttachmentKind::Ledger;
        let stand_in = if ledger { "整改台账" } else { super::text::UNFILLED };
        writer.stand_in(of(attachment, "name", &attachment.name), stand_in, SpanRole::Text);
    } else {
        in_one_line(writer, of(attachment, "name", typed));
    }
}

fn of<'a>(attachment: &'a Attachment, field: &'static str, text: &'a str) -> Source<'a> {
    Source { part: None, item: Some(&attachment.id), field: Place::Field(field), text }
}

fn element<'a>(field: &'static str, text: &'a str) -> Source<'a> {
    Source { part: None, item: None, field: Place::Field(field), text }
}

/// A paragraph of `role`, unless there is nothing to say.
fn line<'a>(writer: &mut Writer<'a>, source: Source<'a>, role: Role) {
    if !is_blank(source.text) {
        writer.begin(role);
        in_one_line(writer, source);
        writer.close();
    }
}

/// Offices that may have been typed one a line, in one paragraph with commas between them.
fn listed<'a>(writer: &mut Writer<'a>, source: Source<'a>) {
    for (index, (start, line)) in lines(source.text).enumerate() {
        if index > 0 && !writer.last_char().is_some_and(is_end_punctuation) {
            writer.generated("，", SpanRole::Text);
        }
        writer.single(source, start, line, SpanRole::Text);
    }
}

/// A typed text that stays in one paragraph whatever line breaks it holds.
fn in_one_line<'a>(writer: &mut Writer<'a>, source: Source<'a>) {
    for (start, line) in lines(source.text) {
        writer.single(source, start, line, SpanRole::Text);
    }
}
