//! How pages must be: paper, margins, grid, page number. Clauses 5.1, 5.2.3, 7.5.

use shuzhi::model::{PageNumber, PageNumberForm, Role};

use super::case::{Case, Section, read};
use super::sheet::number;
use super::xml::Node;

/// `place: what` for each section of which `what` is said.
fn in_sections(case: &Case<'_>, look: impl Fn(&Section<'_>) -> Option<String>) -> Vec<String> {
    let say = |(index, section)| look(section).map(|what| format!("section {}: {what}", index + 1));
    case.sections.iter().enumerate().filter_map(say).collect()
}

pub(super) fn paper(case: &Case<'_>) -> Vec<String> {
    in_sections(case, |section| {
        let size = section.node.child("w:pgSz")?;
        let is = (size.number("w:w"), size.number("w:h"));
        // Clause 5.1.1: A4, 210 mm × 297 mm.
        let wanted = if section.wide { (Some(16838), Some(11906)) } else { (Some(11906), Some(16838)) };
        (is != wanted).then(|| format!("{is:?}"))
    })
}

fn sides(section: &Section<'_>) -> Option<[i32; 4]> {
    let margins = section.node.child("w:pgMar")?;
    let of = |key: &str| margins.number(key);
    Some([of("w:top")?, of("w:right")?, of("w:bottom")?, of("w:left")?])
}

pub(super) fn margins(case: &Case<'_>) -> Vec<String> {
    let page = &case.profile.page;
    let wanted = [page.top.0, page.right.0, page.bottom.0, page.left.0];
    in_sections(case, |section| {
        (!section.wide && sides(section) != Some(wanted)).then(|| format!("{:?}, not {wanted:?}", sides(section)))
    })
}

/// The sheet, turned back upright, has the same margins: its left one is above the table.
pub(super) fn landscape_margins(case: &Case<'_>) -> Vec<String> {
    let page = &case.profile.page;
    let wanted = [page.left.0, page.top.0, page.right.0, page.bottom.0];
    in_sections(case, |section| {
        (section.wide && sides(section) != Some(wanted)).then(|| format!("{:?}, not {wanted:?}", sides(section)))
    })
}

/// The grid's lines are as far apart as the text's or farther, a twip of rounding aside, and as many as the profile says find room.
pub(super) fn grid(case: &Case<'_>) -> Vec<String> {
    let page = &case.profile.page;
    let room = page.height.0 - page.top.0 - page.bottom.0;
    in_sections(case, |section| {
        let grid = section.node.child("w:docGrid");
        let kind = grid.and_then(|grid| grid.attribute("w:type"));
        let of = |key| grid.and_then(|grid| grid.number(key));
        let (pitch, spacing) = (of("w:linePitch").unwrap_or(0), of("w:charSpace"));
        let lines = pitch + 1 >= page.pitch.0 && pitch * i32::from(page.lines) <= room;
        let fits = kind == Some("linesAndChars") && lines && spacing == Some(page.grid_spacing);
        (!section.wide && !fits).then(|| format!("{kind:?} {pitch} {spacing:?}"))
    })
}

pub(super) fn normal_size(case: &Case<'_>) -> Vec<String> {
    let wanted = i32::from(case.profile.block(Role::Paragraph).size.0);
    let normal = case.file.sheet.normal.as_deref().unwrap_or_default();
    let is = number(&case.file.sheet.own_letters(normal), "sz.val");
    if is == Some(wanted) { Vec::new() } else { vec![format!("Normal's own size is {is:?}, not {wanted}")] }
}

/// Landscape sections hold tables, whose lines Word does not number.
pub(super) fn line_numbers(case: &Case<'_>) -> Vec<String> {
    in_sections(case, |section| {
        let numbered = section.node.child("w:lnNumType");
        let is = numbered.map(|node| (node.attribute("w:countBy"), node.attribute("w:restart")));
        let fits = match is {
            // Each page anew, which is what is meant where nothing is said.
            Some((count, restart)) => count == Some("1") && restart.is_none_or(|restart| restart == "newPage"),
            None => false,
        };
        (if case.profile.line_numbers { !section.wide && !fits } else { is.is_some() }).then(|| format!("{is:?}"))
    })
}

pub(super) fn counts_on(case: &Case<'_>) -> Vec<String> {
    in_sections(case, |section| {
        let start = section.node.child("w:pgNumType").and_then(|node| node.attribute("w:start"));
        start.map(|start| format!("starts at {start}"))
    })
}

/// The footers that a section has, its own and those that go on from before: kind and part.
fn footers<'a>(case: &Case<'a>) -> Vec<Vec<(&'a str, String)>> {
    let relations = case.file.part("word/_rels/document.xml.rels");
    let target = |id: &str| {
        let relation = relations.children.iter().find(|one| one.attribute("Id") == Some(id))?;
        Some(format!("word/{}", relation.attribute("Target")?))
    };
    let mut now: Vec<(&str, String)> = Vec::new();
    let mut out = Vec::new();
    for section in &case.sections {
        for node in section.node.children.iter().filter(|node| node.is("w:footerReference")) {
            let kind = node.attribute("w:type").unwrap_or("default");
            now.retain(|(other, _)| *other != kind);
            now.extend(node.attribute("r:id").and_then(target).map(|target| (kind, target)));
        }
        out.push(now.clone());
    }
    out
}

pub(super) fn odd_and_even(case: &Case<'_>) -> Vec<String> {
    let settings = case.file.part("word/settings.xml");
    let outside = case.profile.page_number == PageNumber::Outside;
    let mut broken = Vec::new();
    if settings.child("w:evenAndOddHeaders").is_some() != outside {
        broken.push("evenAndOddHeaders in settings".into());
    }
    for (index, footers) in footers(case).iter().enumerate() {
        let has = |kind: &str| footers.iter().any(|(one, _)| *one == kind);
        if !has("default") || outside && !has("even") || has("first") {
            broken.push(format!("section {}: {footers:?}", index + 1));
        }
    }
    broken
}

/// What a footer says, with its fields in braces.
fn said(footer: &Node) -> String {
    let (mut out, mut result) = (String::new(), false);
    footer.each(&mut |node| match node.name.as_str() {
        "w:fldChar" => result = node.attribute("w:fldCharType") == Some("separate"),
        "w:instrText" => out.push_str(&format!("{{{}}}", node.text.trim())),
        "w:fldSimple" => out.push_str(&format!("{{{}}}", node.attribute("w:instr").unwrap_or_default().trim())),
        "w:t" if !result => out.push_str(&node.text),
        _ => {}
    });
    out.trim().to_owned()
}

fn each_footer<'a>(case: &Case<'a>) -> Vec<(usize, &'a str, &'a Node)> {
    let mut out = Vec::new();
    for (index, footers) in footers(case).into_iter().enumerate() {
        out.extend(footers.into_iter().map(|(kind, part)| (index, kind, case.file.part(&part))));
    }
    out
}

pub(super) fn page_number(case: &Case<'_>) -> Vec<String> {
    let wanted = match case.profile.page_number_form {
        PageNumberForm::Dashes => "— {PAGE} —",
        PageNumberForm::Plain => "{PAGE}",
        PageNumberForm::OfTotal => "第{PAGE}页 共{NUMPAGES}页",
    };
    let each = each_footer(case);
    let wrong = each.iter().filter(|(_, _, footer)| said(footer) != wanted);
    wrong.map(|(section, kind, footer)| format!("section {}, {kind}: {}", section + 1, said(footer))).collect()
}

pub(super) fn page_number_letters(case: &Case<'_>) -> Vec<String> {
    let style = &case.profile.footer;
    let mut broken = Vec::new();
    for (section, kind, footer) in each_footer(case) {
        for paragraph in footer.all("w:p") {
            for run in read(&case.file.sheet, paragraph, 0, section).runs {
                let (face, ascii) = (run.properties.get("rFonts.eastAsia"), run.properties.get("rFonts.ascii"));
                let size = number(&run.properties, "sz.val");
                let fits = face == Some(&style.face) && ascii == Some(&style.face) && size == Some(style.size.0.into());
                if !fits {
                    broken.push(format!("section {}, {kind}: {face:?} {ascii:?} {size:?}", section + 1));
                }
            }
        }
    }
    broken
}

/// On an upright page: outside, one character in, or in the middle.
pub(super) fn page_number_side(case: &Case<'_>) -> Vec<String> {
    let character = i32::from(case.profile.footer.size.0) * 10;
    let mut broken = Vec::new();
    for (section, kind, footer) in each_footer(case) {
        if case.sections.get(section).is_some_and(|section| section.wide) {
            continue;
        }
        let written = footer.all("w:p");
        let Some(node) = written.iter().find(|node| !node.all("w:r").is_empty()) else { continue };
        let properties = read(&case.file.sheet, node, 0, section).properties;
        let jc = properties.get("jc.val").map_or("left", String::as_str);
        let of = |key: &str| number(&properties, key).unwrap_or(0);
        let fits = match (case.profile.page_number, kind) {
            (PageNumber::Centre, _) => jc == "center",
            (PageNumber::Outside, "even") => jc == "left" && of("ind.left") == character,
            (PageNumber::Outside, "default") => jc == "right" && of("ind.right") == character,
            // What is no such footer is told by another rule.
            _ => true,
        };
        if !fits {
            broken.push(format!("section {}, {kind}: {jc}", section + 1));
        }
    }
    broken
}

pub(super) fn footer_distance(case: &Case<'_>) -> Vec<String> {
    in_sections(case, |section| {
        let is = section.node.child("w:pgMar").and_then(|node| node.number("w:footer"));
        (!section.wide && is != Some(case.profile.page.footer.0)).then(|| format!("{is:?}"))
    })
}
