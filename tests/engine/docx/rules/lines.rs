//! How paragraphs must stand: alignment, indent, pitch, outline, line breaking. Clauses 5.2.3, 7.3.

use shuzhi::model::Role;

use super::case::Case;
use super::roles::is_loose;
use super::sheet::{number, on};

/// Roles that begin two characters in.
fn is_indented(role: Role) -> bool {
    role.level().is_some() || matches!(role, Role::Paragraph | Role::Note)
}

pub(super) fn alignment(case: &Case<'_>) -> Vec<String> {
    use Role::{
        AttachmentLabel, AttachmentTitle, Byline, CopyNumber, DateLine, Heading1, Heading2, Heading3, Heading4, Note,
        Paragraph, Recipient, Salutation, Secrecy, TableHead, TableTitle, Title, Urgency,
    };
    let mut broken = Vec::new();
    for (role, paragraph) in case.written() {
        let wanted: &[&str] = match role {
            Title | Byline | DateLine | AttachmentTitle | TableTitle | TableHead => &["center"],
            Heading1 | Heading2 | Heading3 | Heading4 | Paragraph => &["both"],
            Recipient | Salutation | Note => &["both", "left", "start"],
            CopyNumber | Secrecy | Urgency | AttachmentLabel => &["left", "start", "both"],
            // Where these stand depends on what stands beside them.
            _ => continue,
        };
        let is = paragraph.properties.get("jc.val").map_or("left", String::as_str);
        if !wanted.contains(&is) {
            broken.push(format!("{}: {is}", paragraph.brief()));
        }
    }
    broken
}

pub(super) fn first_line(case: &Case<'_>) -> Vec<String> {
    let page = &case.profile.page;
    let width = f64::from(page.width.0 - page.left.0 - page.right.0) / f64::from(page.characters);
    let mut broken = Vec::new();
    for (role, paragraph) in case.written() {
        let of = |key: &str| number(&paragraph.properties, key);
        let (characters, twips) = (of("ind.firstLineChars").unwrap_or(0), of("ind.firstLine").unwrap_or(0));
        let fits = match role {
            role if is_indented(role) => characters == 200 && (f64::from(twips) - 2.0 * width).abs() < 2.0,
            // Its further lines stand under the name.
            Role::AttachmentNote => continue,
            _ => characters == 0 && twips == 0,
        };
        if !fits {
            broken.push(format!("{}: {characters} hundredths, {twips} twips", paragraph.brief()));
        }
    }
    broken
}

pub(super) fn pitch(case: &Case<'_>) -> Vec<String> {
    let mut broken = Vec::new();
    for (role, paragraph) in case.written() {
        let exact = paragraph.properties.get("spacing.lineRule").is_some_and(|rule| rule == "exact");
        let line = number(&paragraph.properties, "spacing.line").unwrap_or(0);
        let highest = paragraph.runs.iter().filter_map(|run| number(&run.properties, "sz.val")).max().unwrap_or(0);
        let fits = if is_loose(role) { line >= highest * 10 } else { line == case.profile.block(role).line.0 };
        if !exact || !fits {
            broken.push(format!("{}: {line} {:?}", paragraph.brief(), paragraph.properties.get("spacing.lineRule")));
        }
    }
    broken
}

pub(super) fn outline(case: &Case<'_>) -> Vec<String> {
    let mut broken = Vec::new();
    for (role, paragraph) in case.written() {
        let is = number(&paragraph.properties, "outlineLvl.val");
        let wanted = role.level().map(|level| i32::from(level) - 1);
        if is != wanted && (wanted.is_some() || role == Role::Paragraph) {
            broken.push(format!("{}: {is:?}", paragraph.brief()));
        }
    }
    broken
}

/// The paragraphs whose text says something where `wrong` holds.
fn where_not(case: &Case<'_>, right: impl Fn(&super::sheet::Properties) -> bool) -> Vec<String> {
    let wrong = case.written().filter(|(_, paragraph)| !right(&paragraph.properties));
    wrong.map(|(_, paragraph)| paragraph.brief()).collect()
}

pub(super) fn widows(case: &Case<'_>) -> Vec<String> {
    // Where nothing is said, Word has it on.
    where_not(case, |properties| properties.contains_key("widowControl.val") && !on(properties, "widowControl"))
}

pub(super) fn kinsoku(case: &Case<'_>) -> Vec<String> {
    where_not(case, |properties| on(properties, "kinsoku") && on(properties, "overflowPunct"))
}

pub(super) fn auto_space(case: &Case<'_>) -> Vec<String> {
    let off = |properties: &super::sheet::Properties, name: &str| {
        properties.contains_key(&format!("{name}.val")) && !on(properties, name)
    };
    where_not(case, |properties| off(properties, "autoSpaceDE") && off(properties, "autoSpaceDN"))
}

pub(super) fn no_grid(case: &Case<'_>) -> Vec<String> {
    where_not(case, |properties| properties.contains_key("snapToGrid.val") && !on(properties, "snapToGrid"))
}

/// A number or a date is one run without a break in it.
pub(super) fn unbroken(case: &Case<'_>) -> Vec<String> {
    let mut broken = Vec::new();
    for (role, paragraph) in case.written() {
        let alone = matches!(role, Role::DateLine | Role::SignatureDate | Role::ImprintDate);
        if !alone && role != Role::DocumentNumber {
            continue;
        }
        let breaks = paragraph.node.all("w:br").len();
        if breaks > 0 || alone && paragraph.runs.len() != 1 {
            broken.push(format!("{}: {breaks} breaks, {} runs", paragraph.brief(), paragraph.runs.len()));
        }
    }
    broken
}

pub(super) fn title_end(case: &Case<'_>) -> Vec<String> {
    let titles: Vec<_> = case.written().filter(|(role, _)| *role == Role::Title).collect();
    let end = titles.last().and_then(|(_, paragraph)| paragraph.text.trim_end().chars().next_back());
    end.filter(|c| "。！？；：，、….!?;:,".contains(*c)).map(|c| format!("ends in {c}")).into_iter().collect()
}
