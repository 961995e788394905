//! Which style stands for which kind of text: by the names that Word shows, written down apart from the export's own list.

use shuzhi::model::{Role, SpanRole};

const ROLES: [(&str, Role); 29] = [
    ("份号", Role::CopyNumber),
    ("密级和保密期限", Role::Secrecy),
    ("紧急程度", Role::Urgency),
    ("发文机关标志", Role::IssuingBody),
    ("发文机关标志（文件）", Role::IssuingSuffix),
    ("发文字号", Role::DocumentNumber),
    ("签发人", Role::Signer),
    ("Title", Role::Title),
    ("题下署名", Role::Byline),
    ("题下日期", Role::DateLine),
    ("主送机关", Role::Recipient),
    ("Salutation", Role::Salutation),
    ("heading 1", Role::Heading1),
    ("heading 2", Role::Heading2),
    ("heading 3", Role::Heading3),
    ("heading 4", Role::Heading4),
    ("Body Text", Role::Paragraph),
    ("表题", Role::TableTitle),
    ("表头", Role::TableHead),
    ("表格文字", Role::TableCell),
    ("附件说明", Role::AttachmentNote),
    ("Signature", Role::Signature),
    ("Date", Role::SignatureDate),
    ("附注", Role::Note),
    ("附件", Role::AttachmentLabel),
    ("附件标题", Role::AttachmentTitle),
    ("抄送机关", Role::ImprintCopies),
    ("印发机关", Role::ImprintIssuer),
    ("印发日期", Role::ImprintDate),
];

const SPANS: [(&str, SpanRole); 6] = [
    ("一级标题（接排）", SpanRole::RunIn1),
    ("二级标题（接排）", SpanRole::RunIn2),
    ("三级标题（接排）", SpanRole::RunIn3),
    ("四级标题（接排）", SpanRole::RunIn4),
    ("一是领句", SpanRole::SeriesLead),
    ("签发人姓名", SpanRole::Name),
];

/// The kind of paragraph that the style of this name stands for.
pub(crate) fn role(style: &str) -> Option<Role> {
    ROLES.iter().find(|(name, _)| *name == style).map(|(_, role)| *role)
}

/// The kind of stretch that the character style of this name stands for.
pub(crate) fn span(style: &str) -> Option<SpanRole> {
    SPANS.iter().find(|(name, _)| *name == style).map(|(_, role)| *role)
}

/// Whether it stands above the red rule.
pub(crate) fn in_letterhead(role: Role) -> bool {
    use Role::{CopyNumber, DocumentNumber, IssuingBody, IssuingSuffix, Secrecy, Signer, Urgency};
    matches!(role, CopyNumber | Secrecy | Urgency | IssuingBody | IssuingSuffix | DocumentNumber | Signer)
}

/// Whether it stands in 版记.
pub(crate) fn in_imprint(role: Role) -> bool {
    matches!(role, Role::ImprintCopies | Role::ImprintIssuer | Role::ImprintDate)
}

/// Whether it stands in a table of figures or words, or above one.
pub(crate) fn in_table(role: Role) -> bool {
    matches!(role, Role::TableHead | Role::TableCell)
}

/// Whether its lines have a pitch and size of their own, which may shrink where there is little room.
pub(crate) fn is_loose(role: Role) -> bool {
    in_letterhead(role) || in_imprint(role) || in_table(role)
}
