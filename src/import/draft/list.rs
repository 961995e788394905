//! The headings below a part as its items and parts.

use super::built::{Builder, Built, arranged, lines, style};
use super::rectify;
use super::text::plain;
use super::tree::Node;
use crate::model::{Item, ListStyle};
use crate::template::PartKind;

impl Builder<'_> {
    /// Gives `built` the headings below `node`; answers whether they can be told so.
    pub(super) fn branch(&mut self, built: &mut Built, node: &Node<'_>) -> bool {
        let Some(arranged) = arranged(&node.content).filter(|arranged| arranged.tail.is_empty()) else { return false };
        built.part.lead = lines(&arranged.lead);
        built.expected.push_str(&built.part.lead.replace('\n', ""));
        for rows in arranged.tables {
            built.part.tables.push(self.table(rows));
            built.expected.extend(rows.iter().flatten().map(|cell| plain(cell)));
        }
        let style = style(&node.children);
        built.part.style = style;
        let own = |child: &Node<'_>| {
            let kind = child.heading.and_then(|piece| piece.kind);
            kind.is_some_and(|kind| kind != built.kind)
        };
        // Items are printed before parts: from the first heading of another kind on, or all where items come after it.
        let first = node.children.iter().position(own);
        let items = match first {
            Some(first) if node.children.iter().skip(first).all(own) => first,
            Some(_) => 0,
            None => node.children.len(),
        };
        let items = if built.kind == PartKind::Prose { 0 } else { items };
        let (listed, parts) = node.children.split_at(items);
        if built.kind == PartKind::Rectification {
            if !rectify::list(self, built, listed) {
                return false;
            }
        } else {
            for (index, child) in listed.iter().enumerate() {
                let Some((item, expected)) = self.item(child, style, &style.numbering.label(index + 1)) else {
                    return false;
                };
                built.part.items.push(item);
                built.expected.push_str(&expected);
            }
        }
        for (index, child) in parts.iter().enumerate() {
            let mut inner = self.part(child, built.kind);
            let Some(piece) = child.heading else { continue };
            built.expected.push_str(&style.numbering.label(items + index + 1));
            built.expected.push_str(&plain(&format!("{}{}", piece.text, piece.end)));
            if style.run_in && piece.end == "。" {
                inner.part.heading = plain(&piece.text);
            }
            built.expected.push_str(&inner.expected);
            built.parts.push(inner);
        }
        true
    }

    /// A heading with all below it as an item, and what it is printed as.
    pub(super) fn item(&mut self, node: &Node<'_>, list: ListStyle, label: &str) -> Option<(Item, String)> {
        let arranged = arranged(&node.content).filter(|arranged| arranged.tail.is_empty())?;
        if !arranged.tables.is_empty() && !node.children.is_empty() {
            return None;
        }
        let mut item = Item { id: self.ids.next(), ..Item::default() };
        let body = lines(&arranged.lead);
        let piece = node.heading?;
        let mut expected = format!("{label}{}{}{}", plain(&piece.text), piece.end, body.replace('\n', ""));
        (item.heading, item.body) = heading_and_body(node, list, body);
        for rows in arranged.tables {
            expected.extend(rows.iter().flatten().map(|cell| plain(cell)));
            item.tables.push(self.table(rows));
        }
        if !node.children.is_empty() {
            let style = style(&node.children);
            item.style = Some(style);
            for (index, child) in node.children.iter().enumerate() {
                let (inner, text) = self.item(child, style, &style.numbering.label(index + 1))?;
                item.items.push(inner);
                expected.push_str(&text);
            }
        }
        Some((item, expected))
    }
}

/// A heading and the text after it as the list writes them: what stands otherwise than the list is all text.
pub(super) fn heading_and_body(node: &Node<'_>, list: ListStyle, body: String) -> (String, String) {
    let Some(piece) = node.heading else { return (String::new(), body) };
    let (text, end) = (plain(&piece.text), piece.end.as_str());
    let whole = format!("{text}{end}");
    let own = if end == "。" { text } else { whole.clone() };
    match (list.run_in, piece.run_in) {
        (true, true) if !end.is_empty() => (own, body),
        (true, false) if body.is_empty() && !end.is_empty() => (own, body),
        (false, false) => (whole, body),
        (_, true) => (String::new(), format!("{whole}{body}")),
        (true, false) => (String::new(), if body.is_empty() { whole } else { format!("{whole}\n{body}") }),
    }
}
