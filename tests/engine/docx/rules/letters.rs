//! How letters must look: faces, size, weight, colour, spacing, the hint. Clauses 5.2.2, 7.2 and 7.3, and the notes on
//! WordprocessingML beside them.

use shuzhi::model::{Role, SpanRole};

use super::case::Case;
use super::roles::{in_letterhead, is_loose};
use super::sheet::{number, on};

const RED: &str = "FF0000";

pub(super) fn style_known(case: &Case<'_>) -> Vec<String> {
    let unknown = case.paragraphs.iter().filter(|paragraph| paragraph.role.is_none() && !paragraph.text.is_empty());
    unknown.map(|paragraph| format!("{:?} {}", paragraph.style, paragraph.brief())).collect()
}

pub(super) fn face(case: &Case<'_>) -> Vec<String> {
    let mut broken = Vec::new();
    for (role, paragraph, run) in case.runs().filter(|(_, _, run)| run.is_chinese()) {
        let like = match run.span {
            SpanRole::RunIn1 => Role::Heading1,
            SpanRole::RunIn2 | SpanRole::Name => Role::Heading2,
            SpanRole::RunIn3 => Role::Heading3,
            SpanRole::RunIn4 => Role::Heading4,
            SpanRole::Text | SpanRole::SeriesLead => role,
        };
        let wanted = &case.profile.block(like).face;
        let is = run.properties.get("rFonts.eastAsia");
        if is != Some(wanted) {
            broken.push(format!("{}: {is:?}, not {wanted}", paragraph.brief()));
        }
    }
    broken
}

pub(super) fn digits(case: &Case<'_>) -> Vec<String> {
    let mut broken = Vec::new();
    for (role, paragraph, run) in case.runs() {
        // The title's digits are of the title's face, 2号 小标宋.
        let own = matches!(role, Role::Title | Role::AttachmentTitle | Role::IssuingBody | Role::IssuingSuffix);
        let around = run.properties.get("rFonts.eastAsia");
        let wanted = if own { Some(&case.profile.block(role).face) } else { case.profile.digits.as_ref().or(around) };
        // Without digits the face of the run is of no account, and a character style may leave it open.
        if !run.text.contains(|c: char| c.is_ascii_alphanumeric()) {
            continue;
        }
        for key in ["rFonts.ascii", "rFonts.hAnsi"] {
            let is = run.properties.get(key);
            if is != wanted {
                broken.push(format!("{}: {key} {is:?}, not {wanted:?}", paragraph.brief()));
            }
        }
    }
    broken
}

pub(super) fn size(case: &Case<'_>) -> Vec<String> {
    let mut broken = Vec::new();
    for (role, paragraph, run) in case.runs() {
        let wanted = i32::from(case.profile.block(role).size.0);
        let is = number(&run.properties, "sz.val");
        let shrunk = is_loose(role) && is.is_some_and(|is| (10..wanted).contains(&is));
        if is != Some(wanted) && !shrunk {
            broken.push(format!("{}: {is:?}, not {wanted}", paragraph.brief()));
        }
    }
    broken
}

pub(super) fn bold(case: &Case<'_>) -> Vec<String> {
    let mut broken = Vec::new();
    for (role, paragraph, run) in case.runs() {
        let block = |role| case.profile.block(role).bold;
        let wanted = match run.span {
            SpanRole::Text => block(role),
            SpanRole::RunIn1 => block(Role::Heading1),
            SpanRole::RunIn2 => block(Role::Heading2),
            SpanRole::RunIn3 => block(Role::Heading3),
            SpanRole::RunIn4 => block(Role::Heading4),
            SpanRole::SeriesLead => case.profile.spans.get(&SpanRole::SeriesLead).is_some_and(|style| style.bold),
            SpanRole::Name => false,
        };
        if on(&run.properties, "b") != wanted {
            broken.push(format!("{}: bold {}", paragraph.brief(), !wanted));
        }
    }
    broken
}

/// Characters of the body's size keep to the page's grid; others are set plain.
pub(super) fn spacing(case: &Case<'_>) -> Vec<String> {
    let profile = case.profile;
    let body = i32::from(profile.block(Role::Paragraph).size.0);
    let mut broken = Vec::new();
    for (role, paragraph, run) in case.runs() {
        let is = number(&run.properties, "spacing.val").unwrap_or(0);
        let of_body = number(&run.properties, "sz.val") == Some(body);
        let grid = profile.page.spacing.0;
        let fits = is == if of_body { grid } else { 0 }
            || is_loose(role) && [0, grid].contains(&is)
            || role == Role::TableTitle && is == 0;
        if !fits {
            broken.push(format!("{}: {is}", paragraph.brief()));
        }
    }
    broken
}

pub(super) fn hint(case: &Case<'_>) -> Vec<String> {
    let mut broken = Vec::new();
    let mut look = |part: &str, node: &super::xml::Node| {
        for run in node.all("w:r") {
            let text: String = run.children.iter().filter(|child| child.is("w:t")).map(|t| t.text.as_str()).collect();
            let fonts = run.child("w:rPr").and_then(|node| node.child("w:rFonts"));
            if !text.is_ascii() && fonts.and_then(|fonts| fonts.attribute("w:hint")) != Some("eastAsia") {
                broken.push(format!("{part}: {text}"));
            }
        }
    };
    case.file.parts.iter().for_each(|(name, part)| look(name, part));
    broken
}

pub(super) fn no_theme(case: &Case<'_>) -> Vec<String> {
    let mut broken = Vec::new();
    for (name, xml) in &case.file.parts {
        xml.each(&mut |node| {
            for (key, _) in &node.attributes {
                if key.ends_with("Theme") || key.starts_with("w:theme") {
                    broken.push(format!("{name}: {key} on {}", node.name));
                }
            }
        });
    }
    broken
}

pub(super) fn letterhead_red(case: &Case<'_>) -> Vec<String> {
    let red = |role| matches!(role, Role::IssuingBody | Role::IssuingSuffix);
    let runs = case
        .runs()
        .filter(|(role, _, run)| red(*role) && run.properties.get("color.val").is_none_or(|color| color != RED));
    runs.map(|(_, paragraph, run)| format!("{}: {:?}", paragraph.brief(), run.properties.get("color.val"))).collect()
}

/// Clause 5.2.5: text is black. The letterhead's rule may stand in the paragraph or table after its last line.
pub(super) fn else_black(case: &Case<'_>) -> Vec<String> {
    let black = |color: &str| matches!(color, "000000" | "auto" | "none");
    let mut broken = Vec::new();
    for (role, paragraph, run) in case.runs() {
        let exempt = matches!(role, Role::IssuingBody | Role::IssuingSuffix);
        let color = run.properties.get("color.val").map_or("auto", String::as_str);
        if !exempt && !black(color) {
            broken.push(format!("{}: {color}", paragraph.brief()));
        }
    }
    let letterhead = case.paragraphs.iter().filter(|paragraph| paragraph.role.is_some_and(in_letterhead));
    let end = letterhead.map(|paragraph| paragraph.child + 2).max().unwrap_or(0);
    for child in case.file.body().iter().skip(end) {
        child.each(&mut |node| {
            let color = node.attribute("w:color").or(node.attribute("w:fill"));
            if color.is_some_and(|color| !black(color) && color != "FFFFFF") {
                broken.push(format!("{}: {color:?}", node.name));
            }
        });
    }
    broken
}

pub(super) fn font_table(case: &Case<'_>) -> Vec<String> {
    let fonts = case.file.part("word/fontTable.xml");
    let named: Vec<&str> = fonts.all("w:font").iter().filter_map(|font| font.attribute("w:name")).collect();
    let mut broken = Vec::new();
    for (_, paragraph, run) in case.runs() {
        for key in ["rFonts.ascii", "rFonts.hAnsi", "rFonts.eastAsia"] {
            if let Some(face) = run.properties.get(key).filter(|face| !named.contains(&face.as_str())) {
                broken.push(format!("{}: {face}", paragraph.brief()));
            }
        }
    }
    broken
}
