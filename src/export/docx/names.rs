//! The names of styles. Word's built-in names are used wherever one fits, so that the navigation pane, a table of contents
//! and the user's own habits work; Word shows them in the user's language. The Chinese alias says what the style is here.

use crate::model::{Role, SpanRole};

/// What a style is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Name {
    /// What paragraphs and runs refer to.
    pub(super) id: &'static str,
    /// What Word shows.
    pub(super) name: &'static str,
    /// A second name that Word shows beside a built-in one.
    pub(super) alias: Option<&'static str>,
}

impl Name {
    /// Whether the style is the project's own, not one that Word knows.
    pub(super) fn is_own(self) -> bool {
        self.alias.is_none()
    }
}

const fn built_in(id: &'static str, name: &'static str, alias: &'static str) -> Name {
    Name { id, name, alias: Some(alias) }
}

const fn own(id: &'static str, name: &'static str) -> Name {
    Name { id, name, alias: None }
}

/// All kinds of paragraph, in the order of styles.xml.
pub(super) const ROLES: [Role; 29] = [
    Role::CopyNumber,
    Role::Secrecy,
    Role::Urgency,
    Role::IssuingBody,
    Role::IssuingSuffix,
    Role::DocumentNumber,
    Role::Signer,
    Role::Title,
    Role::Byline,
    Role::DateLine,
    Role::Recipient,
    Role::Salutation,
    Role::Heading1,
    Role::Heading2,
    Role::Heading3,
    Role::Heading4,
    Role::Paragraph,
    Role::TableTitle,
    Role::TableHead,
    Role::TableCell,
    Role::AttachmentNote,
    Role::Signature,
    Role::SignatureDate,
    Role::Note,
    Role::AttachmentLabel,
    Role::AttachmentTitle,
    Role::ImprintCopies,
    Role::ImprintIssuer,
    Role::ImprintDate,
];

/// All kinds of stretch that have a style, in the order of styles.xml.
pub(super) const SPANS: [SpanRole; 6] =
    [SpanRole::RunIn1, SpanRole::RunIn2, SpanRole::RunIn3, SpanRole::RunIn4, SpanRole::SeriesLead, SpanRole::Name];

/// The style that every other one rests on.
pub(super) const NORMAL: Name = built_in("Normal", "Normal", "基准");
/// Page number on odd pages, and on all pages where it stands in the middle.
pub(super) const FOOTER: Name = built_in("Footer", "footer", "页码");
/// Page number on even pages.
pub(super) const FOOTER_EVEN: Name = own("FooterEven", "偶数页页码");

/// The red rule below 版头.
pub(super) const RULE: Name = own("LetterheadRule", "红色分隔线");
/// The paragraph that 版记 is anchored to; nothing stands in it.
pub(super) const ANCHOR: Name = own("ImprintAnchor", "版记位置");

pub(super) fn of_role(role: Role) -> Name {
    match role {
        Role::CopyNumber => own("CopyNumber", "份号"),
        Role::Secrecy => own("Secrecy", "密级和保密期限"),
        Role::Urgency => own("Urgency", "紧急程度"),
        Role::IssuingBody => own("IssuingBody", "发文机关标志"),
        Role::IssuingSuffix => own("IssuingSuffix", "发文机关标志（文件）"),
        Role::DocumentNumber => own("DocumentNumber", "发文字号"),
        Role::Signer => own("Signer", "签发人"),
        Role::Title => built_in("Title", "Title", "公文标题"),
        Role::Byline => own("Byline", "题下署名"),
        Role::DateLine => own("DateLine", "题下日期"),
        Role::Recipient => own("Recipient", "主送机关"),
        Role::Salutation => built_in("Salutation", "Salutation", "称谓"),
        Role::Heading1 => built_in("Heading1", "heading 1", "一级标题"),
        Role::Heading2 => built_in("Heading2", "heading 2", "二级标题"),
        Role::Heading3 => built_in("Heading3", "heading 3", "三级标题"),
        Role::Heading4 => built_in("Heading4", "heading 4", "四级标题"),
        Role::Paragraph => built_in("BodyText", "Body Text", "公文正文"),
        Role::TableTitle => own("TableTitle", "表题"),
        Role::TableHead => own("TableHead", "表头"),
        Role::TableCell => own("TableCell", "表格文字"),
        Role::AttachmentNote => own("AttachmentNote", "附件说明"),
        Role::Signature => built_in("Signature", "Signature", "署名"),
        Role::SignatureDate => built_in("Date", "Date", "成文日期"),
        Role::Note => own("Note", "附注"),
        Role::AttachmentLabel => own("AttachmentLabel", "附件"),
        Role::AttachmentTitle => own("AttachmentTitle", "附件标题"),
        Role::ImprintCopies => own("ImprintCopies", "抄送机关"),
        Role::ImprintIssuer => own("ImprintIssuer", "印发机关"),
        Role::ImprintDate => own("ImprintDate", "印发日期"),
    }
}

/// `None` for plain text, which looks as its paragraph does.
pub(super) fn of_span(role: SpanRole) -> Option<Name> {
    match role {
        SpanRole::Text => None,
        SpanRole::RunIn1 => Some(own("RunIn1", "一级标题（接排）")),
        SpanRole::RunIn2 => Some(own("RunIn2", "二级标题（接排）")),
        SpanRole::RunIn3 => Some(own("RunIn3", "三级标题（接排）")),
        SpanRole::RunIn4 => Some(own("RunIn4", "四级标题（接排）")),
        SpanRole::SeriesLead => Some(own("SeriesLead", "一是领句")),
        SpanRole::Name => Some(own("SignerName", "签发人姓名")),
    }
}
