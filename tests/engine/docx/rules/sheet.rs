//! What formatting comes to: document defaults, the chain of styles, the character style, what stands in the paragraph or
//! run itself (ECMA-376 part 1, 17.7.2), and toggles, of which two cancel each other out (17.7.3).

use std::collections::BTreeMap;

use super::xml::Node;

/// Properties by element and attribute, such as `spacing.line`.
pub(crate) type Properties = BTreeMap<String, String>;

/// What stands in a `w:pPr` or `w:rPr`; of borders also what stands one level down, such as `pBdr.top.sz`.
fn properties(node: Option<&Node>) -> Properties {
    let mut out = Properties::new();
    for child in node.iter().flat_map(|node| &node.children) {
        let name = child.name.trim_start_matches("w:");
        if child.attributes.is_empty() {
            out.insert(format!("{name}.val"), "1".into());
        }
        for (key, value) in &child.attributes {
            out.insert(format!("{name}.{}", key.trim_start_matches("w:")), value.clone());
        }
        for inner in &child.children {
            let side = inner.name.trim_start_matches("w:");
            for (key, value) in &inner.attributes {
                out.insert(format!("{name}.{side}.{}", key.trim_start_matches("w:")), value.clone());
            }
        }
    }
    out
}

/// Whether the property of this name is switched on.
pub(crate) fn on(properties: &Properties, name: &str) -> bool {
    properties.get(&format!("{name}.val")).is_some_and(|value| !matches!(value.as_str(), "0" | "false" | "off"))
}

/// A whole number among `properties`.
pub(crate) fn number(properties: &Properties, name: &str) -> Option<i32> {
    properties.get(name)?.parse().ok()
}

pub(crate) struct Style {
    /// What Word shows.
    pub(crate) name: String,
    based_on: Option<String>,
    paragraph: Properties,
    letters: Properties,
}

/// `word/styles.xml`.
pub(crate) struct Sheet {
    paragraph: Properties,
    letters: Properties,
    styles: BTreeMap<String, Style>,
    /// The paragraph style of what names none.
    pub(crate) normal: Option<String>,
}

impl Sheet {
    pub(crate) fn read(root: &Node) -> Sheet {
        let defaults = |outer: &str, inner: &str| {
            let node =
                root.child("w:docDefaults").and_then(|node| node.child(outer)).and_then(|node| node.child(inner));
            properties(node)
        };
        let style = |node: &Node| Style {
            name: node.value("w:name").unwrap_or_default().into(),
            based_on: node.value("w:basedOn").map(String::from),
            paragraph: properties(node.child("w:pPr")),
            letters: properties(node.child("w:rPr")),
        };
        let nodes = || root.children.iter().filter(|node| node.is("w:style"));
        let id = |node: &Node| node.attribute("w:styleId").unwrap_or_default().to_owned();
        let is_normal = |node: &&Node| {
            node.attribute("w:type") == Some("paragraph")
                && node.attribute("w:default").is_some_and(|value| value == "1")
        };
        Sheet {
            paragraph: defaults("w:pPrDefault", "w:pPr"),
            letters: defaults("w:rPrDefault", "w:rPr"),
            styles: nodes().map(|node| (id(node), style(node))).collect(),
            normal: nodes().find(is_normal).map(id),
        }
    }

    pub(crate) fn style(&self, id: &str) -> Option<&Style> {
        self.styles.get(id)
    }

    /// What the style itself says of letters, without what it rests on.
    pub(crate) fn own_letters(&self, id: &str) -> Properties {
        self.styles.get(id).map(|style| style.letters.clone()).unwrap_or_default()
    }

    /// The styles that `id` rests on, the last one first, and itself.
    fn chain(&self, id: Option<&str>) -> Vec<&Style> {
        let mut chain = Vec::new();
        let mut next = id;
        while let Some(style) = next.and_then(|id| self.styles.get(id)).filter(|_| chain.len() < 20) {
            chain.push(style);
            next = style.based_on.as_deref();
        }
        chain.reverse();
        chain
    }

    /// What a paragraph of the style `id` with `direct` properties of its own comes to.
    pub(crate) fn paragraph(&self, id: Option<&str>, direct: Option<&Node>) -> Properties {
        let mut out = self.paragraph.clone();
        for style in self.chain(id.or(self.normal.as_deref())) {
            out.extend(style.paragraph.clone());
        }
        out.extend(properties(direct));
        out
    }

    /// What a run comes to, in a paragraph of the style `paragraph`, of the character style `run`, with `direct` properties.
    pub(crate) fn letters(&self, paragraph: Option<&str>, run: Option<&str>, direct: Option<&Node>) -> Properties {
        let merged = |id| {
            let mut out = Properties::new();
            self.chain(id).into_iter().for_each(|style| out.extend(style.letters.clone()));
            out
        };
        let of_paragraph = merged(paragraph.or(self.normal.as_deref()));
        let of_run = run.map(|id| merged(Some(id))).unwrap_or_default();
        let bold = on(&of_paragraph, "b") != on(&of_run, "b");
        let mut out = self.letters.clone();
        out.extend(of_paragraph);
        out.extend(of_run);
        out.insert("b.val".into(), if bold { "1" } else { "0" }.into());
        out.extend(properties(direct));
        out
    }
}
