//! Rule `figure`: a name in `{{ }}` that stands for nothing, and braces that hold no name, would be printed as they are.

use std::collections::HashSet;

use super::Finding;
use crate::model::{Document, Origin, Span, brief, figure_token, utf16_len};

/// A finding for every `{{name}}` that composing has left as it was typed, once however often it is printed.
pub(super) fn check(document: &Document) -> Vec<Finding> {
    let mut seen = HashSet::new();
    let mut found: Vec<Finding> = document.blocks.iter().flat_map(|block| &block.spans).flat_map(in_span).collect();
    found.retain(|one| seen.insert((one.part.clone(), one.item.clone(), one.field.clone(), one.start, one.end)));
    found
}

fn in_span(span: &Span) -> Vec<Finding> {
    let mut found = Vec::new();
    let Some(origin) = span.origin.as_ref().filter(|_| span.literal) else { return found };
    let (mut rest, mut at) = (span.text.as_str(), origin.start);
    while let Some((before, name, after)) = figure_token(rest) {
        let start = at + utf16_len(before);
        let end = start + utf16_len(name) + 4;
        found.extend(stray(before, at, origin));
        found.push(finding(Origin { start, end, ..origin.clone() }, name));
        (rest, at) = (after, end);
    }
    found.extend(stray(rest, at, origin));
    found
}

/// The first braces in `text`, which begins at `at`, that are half of a name or as wide as a Chinese letter.
fn stray(text: &str, at: usize, origin: &Origin) -> Option<Finding> {
    let (place, braces) =
        ["{{", "}}", "｛｛", "｝｝"].into_iter().filter_map(|one| Some((text.find(one)?, one))).min()?;
    let start = at + utf16_len(text.get(..place)?);
    let own = Origin { start, end: start + 2, ..origin.clone() };
    let message = format!("“{braces}”会照原样印出来");
    Some(Finding::in_text(
        "figure",
        own,
        braces,
        message,
        "数据写成 {{名称}}，前后各两个英文大括号；不是数据的，去掉大括号",
    ))
}

fn finding(origin: Origin, name: &str) -> Finding {
    let message = format!("“{{{{{}}}}}”没有对应的内容，会照原样印出来", brief(name));
    Finding::in_text("figure", origin, &format!("{{{{{name}}}}}"), message, "改成确切的文字，去掉大括号")
}
