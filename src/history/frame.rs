//! What stands around the parts: 基本信息, 版头、附件和版记, 版式 and the template, as sections of labelled texts.

use std::borrow::Cow;

use super::section::{BASIC, ELEMENTS, Field, Group, LAYOUT, Section, table};
use crate::model::{Attachment, AttachmentKind, DigitFace, Draft, PageNumber, Place};

/// The filled-in fields that the form asks in the part `part`; those of 基本信息 when it is empty.
pub(super) fn fields_asked_in<'a>(draft: &'a Draft, part: &str) -> Vec<Field<'a>> {
    let asked = &draft.template.content.fields;
    let text = |id: &str| draft.fields.get(id).map_or("", String::as_str);
    let mut fields: Vec<Field<'a>> = asked
        .iter()
        .filter(|field| field.ask_in == part)
        .map(|field| Field::typed(&field.id, field.name.as_str(), text(&field.id)))
        .collect();
    if part.is_empty() {
        let unknown = draft.fields.iter().filter(|(id, _)| !asked.iter().any(|field| field.id == **id));
        fields.extend(unknown.map(|(id, text)| Field::typed(id, id.as_str(), text)));
    }
    fields
}

/// 基本信息.
pub(super) fn basic(draft: &Draft) -> Section<'_> {
    let year = draft.year.map(|year| year.to_string()).unwrap_or_default();
    let mut fields = vec![Field::typed("year of the report", "述职年度", year)];
    fields.extend(fields_asked_in(draft, ""));
    let figures = draft.figures.iter().map(|figure| Group {
        id: &figure.id,
        title: String::new(),
        fields: vec![Field::typed("figure", "数据", format!("{} {}{}", figure.name, figure.value, figure.unit))],
    });
    let groups = std::iter::once(group("basic", fields)).chain(figures).collect();
    Section { id: BASIC, name: "基本信息", place: None, groups }
}

/// 版头、附件和版记.
pub(super) fn elements(draft: &Draft) -> Section<'_> {
    let elements = &draft.elements;
    let (letterhead, imprint) = (&elements.letterhead, &elements.imprint);
    let suffix = if letterhead.suffix { "加" } else { "不加" };
    let head = vec![
        switch("letterhead", "版头", letterhead.on),
        Field::typed("copy_number", "份号", &letterhead.copy_number),
        Field::typed("secrecy", "密级和保密期限", &letterhead.secrecy),
        Field::typed("urgency", "紧急程度", &letterhead.urgency),
        Field::typed("bodies", "发文机关", &letterhead.bodies),
        Field::chosen("suffix", "后面加“文件”二字", suffix),
        Field::typed("number", "发文字号", &letterhead.number),
        Field::typed("signers", "签发人", &letterhead.signers),
        switch("recipient on", "主送机关", elements.recipient.on),
        Field::typed("recipient", "主送机关", &elements.recipient.text),
        switch("attachments", "附件", elements.attachments.on),
    ];
    let tail = vec![
        switch("note on", "附注", elements.note.on),
        Field::typed("note", "附注", &elements.note.text),
        switch("imprint", "版记", imprint.on),
        Field::typed("copies", "抄送机关", &imprint.copies),
        Field::typed("issuer", "印发机关", &imprint.issuer),
        Field::typed("date", "印发日期", &imprint.date),
    ];
    let mut groups = vec![group("before the attachments", head)];
    groups.extend((1..).zip(&elements.attachments.items).map(|(number, one)| attachment(number, one)));
    groups.push(group("after the attachments", tail));
    Section { id: ELEMENTS, name: "版头、附件和版记", place: None, groups }
}

fn attachment(number: usize, attachment: &Attachment) -> Group<'_> {
    let kind = match attachment.kind {
        AttachmentKind::Text => "文字",
        AttachmentKind::Table => "表格",
        AttachmentKind::Ledger => "整改台账",
    };
    let columns: Vec<&str> = attachment.columns.iter().map(|column| column.name()).collect();
    let fields = vec![
        Field::typed("name", "名称", &attachment.name),
        Field::chosen("kind", "种类", kind),
        Field::typed("body", "内容", &attachment.body),
        table(&attachment.table),
        Field::chosen("columns", "栏目", columns.join("、")),
        Field::chosen("wide", "横排", yes(attachment.wide)),
    ];
    Group { id: &attachment.id, title: format!("附件{number}"), fields }
}

/// 版式 and the template, whose name and version say what they are; `profile` is the name of the layout profile.
pub(super) fn layout<'a>(draft: &'a Draft, profile: &'a str) -> Section<'a> {
    let layout = &draft.layout;
    let template = &draft.template;
    let byline = layout.byline.map(|place| match place {
        Place::Title => "标题下",
        Place::End => "文末",
        Place::None => "不写",
    });
    let digits = layout.digits.map(|face| match face {
        DigitFace::Times => "Times New Roman",
        DigitFace::Text => "与文字相同",
    });
    let page_number = layout.page_number.map(|place| match place {
        PageNumber::Outside => "单页右、双页左",
        PageNumber::Centre => "居中",
    });
    let as_profile = |words: Option<&'static str>| words.unwrap_or("按版式");
    let fields = vec![
        Field::chosen("profile", "版式", profile),
        Field::chosen("byline", "署名与日期", as_profile(byline)),
        Field::chosen("sealed", "文末加盖印章", as_profile(layout.sealed.map(yes))),
        Field::chosen("digits", "数字和字母", as_profile(digits)),
        Field::chosen("page_number", "页码", as_profile(page_number)),
        Field::chosen("bold_level3", "三级标题加粗", as_profile(layout.bold_level3.map(yes))),
        Field::chosen("bold_series", "“一是”一句加粗", as_profile(layout.bold_series.map(yes))),
        Field::chosen("review", "送审稿", as_profile(layout.review.map(yes))),
        Field::chosen("template", "模板", format!("{}（第 {} 版）", template.content.name, template.version)),
    ];
    Section { id: LAYOUT, name: "版式", place: None, groups: vec![group("layout", fields)] }
}

fn group<'a>(id: &'a str, fields: Vec<Field<'a>>) -> Group<'a> {
    Group { id, title: String::new(), fields }
}

fn switch<'a>(key: &'a str, name: &'a str, on: bool) -> Field<'a> {
    Field::chosen(key, Cow::Borrowed(name), if on { "印" } else { "不印" })
}

fn yes(yes: bool) -> &'static str {
    if yes { "是" } else { "否" }
}
