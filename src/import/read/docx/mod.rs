//! The reader of .docx (ECMA-376, also strict). In: the bytes of a package. Out: its paragraphs as Word shows them, with what
//! was left out. Every part is streamed once, the text again where a field never ends; nothing here calls itself.
//!
//! `package` → `xml` → (`faces`, `styles`, `numbering`) → `body` with `paragraph`, `table`, `fields`, `left_out`.

mod aside;
mod body;
mod faces;
mod fields;
mod left_out;
mod numbering;
mod numerals;
mod package;
mod paragraph;
mod properties;
mod styles;
mod symbols;
mod table;
mod xml;

use super::gauge::{Gauge, SAVE_AS};
use crate::Result;
use crate::import::{Format, Source};
use body::Context;
use faces::Theme;
use left_out::{Kind, LeftOut};
use numbering::Numbering;
use package::{Package, Relationship};
use styles::Styles;

/// Reads the package in `bytes`.
pub(super) fn read(bytes: &[u8], gauge: &Gauge<'_>) -> Result<Source> {
    let mut package = Package::open(bytes, gauge)?;
    let main = main_part(&mut package, gauge)?;
    let leads = package.relationships(&main)?;
    let target = |kind: &str| leads.iter().find(|lead| lead.kind == kind).map(|lead| lead.target.as_str());

    let theme = match target("theme") {
        Some(name) => package.part(name)?.map(Theme::read).transpose()?,
        None => None,
    };
    let theme = theme.unwrap_or_default();
    let styles = match target("styles") {
        Some(name) => package.part(name)?.map(|xml| Styles::read(xml, &theme)).transpose()?,
        None => None,
    };
    let styles = styles.unwrap_or_default();
    let mut read = |ignore_fields: bool| {
        let numbering = match target("numbering") {
            Some(name) => package.part(name)?.map(Numbering::read).transpose()?,
            None => None,
        };
        let mut numbering = numbering.unwrap_or_default();
        let mut left_out = LeftOut::default();
        let Some(xml) = package.part(&main)? else { return Err(gauge.damaged()) };
        let (theme, styles, numbering) = (&theme, &styles, &mut numbering);
        let mut context = Context { gauge, theme, styles, numbering, left_out: &mut left_out, ignore_fields };
        Ok((body::read(xml, &mut context)?, left_out))
    };
    let (mut text, mut left_out) = read(false)?;
    if text.broken_fields {
        // What is hidden in it is text of the report, for all that is known.
        gauge.begin_again();
        (text, left_out) = read(true)?;
        left_out.count(Kind::Fields);
    }
    aside::read(&mut package, &leads, &text.sections, &mut left_out)?;
    Ok(Source { format: Format::Docx, paragraphs: text.paragraphs, notices: left_out.notices() })
}

/// The name of the part with the text: what the package leads to, whatever it is called.
fn main_part(package: &mut Package<'_>, gauge: &Gauge<'_>) -> Result<String> {
    let is_main = |lead: &Relationship| lead.kind == "officeDocument";
    let main = package.relationships("")?.into_iter().find(is_main).map(|lead| lead.target);
    let main = main.filter(|name| package.has(name)).unwrap_or_else(|| "word/document.xml".to_owned());
    let folder = main.split('/').next().unwrap_or_default();
    if package.has(&main) && !["xl", "ppt"].contains(&folder) {
        return Ok(main);
    }
    let start = package.start_of("mimetype", 100)?;
    let is_open_document = String::from_utf8_lossy(&start).contains("opendocument");
    let what = match folder {
        _ if is_open_document => "这是 OpenDocument 文档（.odt 等），不是 Word 文档",
        "xl" => "这是 Excel 表格，不是 Word 文档",
        "ppt" => "这是 PowerPoint 演示文稿，不是 Word 文档",
        _ if package.has_folder("xl/") => "这是 Excel 表格，不是 Word 文档",
        _ if package.has_folder("ppt/") => "这是 PowerPoint 演示文稿，不是 Word 文档",
        _ if package.has("[content_types].xml") => return Err(gauge.damaged()),
        _ => return Err(gauge.refuse("这是压缩包，不是 Word 文档", "请先解压，再导入里面的 Word 文件")),
    };
    Err(gauge.refuse(
        what,
        if is_open_document { SAVE_AS } else { "请把报告的文字复制到 Word 里，另存为 .docx 再导入" },
    ))
}
