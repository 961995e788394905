//! `import` and `outline`: a foreign file → a draft, or what was recognised in it.

use super::Outcome;
use super::args::Given;
use super::foreign::{source, tell};
use super::output::{complain, json, print, refuse_onto, write};
use super::{Run, draft as drafts};
use chrono::Datelike;
use shuzhi::import::{Outline, Recognition, Section};
use shuzhi::template::{Start, Template};

use shuzhi::{Code, Error, Result, app, import as engine, platform};

/// The headings, problems and set-aside lines of a file, for people or as JSON.
pub(super) fn outline(given: &Given) -> Run {
    let source = source(given.operand())?;
    let outline = engine::outline(&source, &engine::recognise(&source));
    let done = print(&if given.has("json") { json(&outline)? } else { plain(&outline) })?;
    tell(&source.notices);
    Ok(done)
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
    refuse_onto(given.operand(), given.value("output"))?;
    let typed = given.text("year")?.map(drafts::year).transpose()?;
    let named = given.text("template")?.map(|_| drafts::template(given)).transpose()?;
    let source = source(given.operand())?;
    let recognition = engine::recognise(&source);
    let (template, why) = match named {
        Some(template) => (template, None),
        None => best(given, &recognition).map(|(template, why)| (template, Some(why)))?,
    };
    let year = typed.or_else(|| recognition.year.and_then(|year| app::check_year(year).ok()));
    let mut ids = platform::new_id;
    let now = platform::now();
    // A year that nobody knows is not made up: it is asked for in the form.
    let start = Start { year: year.unwrap_or_else(|| now.year()), now, ids: &mut ids };
    let mut draft = engine::draft(&source, &recognition, &template, start);
    draft.year = year;
    write(given.value("output"), json(&draft)?.as_bytes())?;
    // Told once nothing can fail any more: a failure is one line.
    tell(&source.notices);
    why.iter().for_each(|why| complain(why));
    tell(&engine::told(&recognition, &draft));
    Ok(Outcome::Done)
}

/// The template that fits best, and why it does.
fn best(given: &Given, recognition: &Recognition) -> Result<(Template, String)> {
    let (known, _) = app::templates(given.data_dir().ok().as_deref())?;
    let templates: Vec<&Template> = known.iter().map(|known| &known.template).collect();
    let proposal = engine::propose(recognition, &templates).into_iter().next();
    let found = proposal.as_ref().and_then(|best| templates.iter().find(|template| template.id == best.template));
    let Some((template, best)) = found.zip(proposal.as_ref()) else {
        return Err(Error::new(Code::NotFound, "没有可用的模板", "请检查模板文件夹"));
    };
    let why = if best.reasons.is_empty() { String::new() } else { format!("：{}", best.reasons.join("，")) };
    Ok(((*template).clone(), format!("notice: 用模板“{}”{why}", template.name)))
}
