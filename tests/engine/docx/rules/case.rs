//! A Word file, read for the rules: its paragraphs wherever they stand, with what their formatting comes to.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use shuzhi::model::{Role, SpanRole};
use shuzhi::profile::Profile;

use super::roles;
use super::sheet::{Properties, Sheet};
use super::xml::Node;

/// Stands for a part that the file does not have.
static MISSING: Node = Node { name: String::new(), attributes: Vec::new(), children: Vec::new(), text: String::new() };

/// The parts of a Word file, and its styles.
pub(crate) struct File {
    pub(crate) parts: BTreeMap<String, Node>,
    pub(crate) sheet: Sheet,
}

impl File {
    pub(crate) fn read(docx: &[u8]) -> File {
        let mut archive = zip::ZipArchive::new(Cursor::new(docx)).expect("a zip");
        let mut parts = BTreeMap::new();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).expect("a part");
            let mut text = String::new();
            file.read_to_string(&mut text).expect("a part in UTF-8");
            parts.insert(file.name().expect("a name").into_owned(), Node::read(&text));
        }
        let sheet = Sheet::read(&parts["word/styles.xml"]);
        File { parts, sheet }
    }

    pub(crate) fn part(&self, name: &str) -> &Node {
        self.parts.get(name).unwrap_or(&MISSING)
    }

    /// What stands in the body, from the top.
    pub(crate) fn body(&self) -> &[Node] {
        self.part("word/document.xml").child("w:body").map_or(&[], |body| &body.children)
    }
}

/// A file and what it is to look like.
pub(crate) struct Case<'a> {
    pub(crate) file: &'a File,
    pub(crate) profile: &'a Profile,
    pub(crate) paragraphs: Vec<Paragraph<'a>>,
    pub(crate) sections: Vec<Section<'a>>,
    pub(crate) tables: Vec<Table<'a>>,
}

/// A section of the body.
pub(crate) struct Section<'a> {
    pub(crate) node: &'a Node,
    pub(crate) wide: bool,
}

/// A paragraph of the body, in a table or not.
pub(crate) struct Paragraph<'a> {
    pub(crate) node: &'a Node,
    pub(crate) style: Option<&'a str>,
    /// What its style stands for.
    pub(crate) role: Option<Role>,
    pub(crate) properties: Properties,
    pub(crate) runs: Vec<Run>,
    pub(crate) text: String,
    /// Which child of the body it is, or stands in.
    pub(crate) child: usize,
    pub(crate) section: usize,
}

impl Paragraph<'_> {
    /// To name it in a message.
    pub(crate) fn brief(&self) -> String {
        let text: String = self.text.chars().take(12).collect();
        format!("{:?} “{text}”", self.role)
    }
}

/// A run with text.
pub(crate) struct Run {
    pub(crate) text: String,
    pub(crate) span: SpanRole,
    pub(crate) properties: Properties,
}

impl Run {
    /// Whether any of it is taken from the East Asian face.
    pub(crate) fn is_chinese(&self) -> bool {
        !self.text.is_ascii()
    }
}

/// A table of the body that holds typed cells.
pub(crate) struct Table<'a> {
    pub(crate) node: &'a Node,
    pub(crate) section: usize,
}

impl<'a> Case<'a> {
    pub(crate) fn new(file: &'a File, profile: &'a Profile) -> Case<'a> {
        let mut case = Case { file, profile, paragraphs: Vec::new(), sections: Vec::new(), tables: Vec::new() };
        for (index, child) in file.body().iter().enumerate() {
            let section = case.sections.len();
            case.walk(child, index, section);
            let properties = match child.name.as_str() {
                "w:sectPr" => Some(child),
                _ => child.child("w:pPr").and_then(|node| node.child("w:sectPr")),
            };
            if let Some(node) = properties {
                let orientation = node.child("w:pgSz").and_then(|size| size.attribute("w:orient"));
                case.sections.push(Section { node, wide: orientation == Some("landscape") });
            }
        }
        case
    }

    fn walk(&mut self, node: &'a Node, child: usize, section: usize) {
        if node.is("w:p") {
            let paragraph = read(&self.file.sheet, node, child, section);
            self.paragraphs.push(paragraph);
        }
        let before = self.paragraphs.len();
        node.children.iter().for_each(|inner| self.walk(inner, child, section));
        let inside = self.paragraphs.get(before..).unwrap_or_default();
        if node.is("w:tbl") && inside.iter().any(|paragraph| paragraph.role.is_some_and(roles::in_table)) {
            self.tables.push(Table { node, section });
        }
    }

    /// The paragraphs that say something, with what their style stands for.
    pub(crate) fn written(&self) -> impl Iterator<Item = (Role, &Paragraph<'a>)> {
        self.paragraphs
            .iter()
            .filter(|paragraph| !paragraph.text.is_empty())
            .filter_map(|paragraph| Some((paragraph.role?, paragraph)))
    }

    /// The same, run by run.
    pub(crate) fn runs(&self) -> impl Iterator<Item = (Role, &Paragraph<'a>, &Run)> {
        self.written().flat_map(|(role, paragraph)| paragraph.runs.iter().map(move |run| (role, paragraph, run)))
    }
}

/// `node` as a paragraph; also used for footers.
pub(crate) fn read<'a>(sheet: &Sheet, node: &'a Node, child: usize, section: usize) -> Paragraph<'a> {
    let direct = node.child("w:pPr");
    let style = direct.and_then(|node| node.value("w:pStyle"));
    let name = style.and_then(|id| sheet.style(id)).map(|style| style.name.as_str());
    let run = |node: &'a Node| {
        let direct = node.child("w:rPr");
        let of_run = direct.and_then(|node| node.value("w:rStyle"));
        let name = of_run.and_then(|id| sheet.style(id)).map_or("", |style| style.name.as_str());
        let text: String =
            node.children.iter().filter(|child| child.is("w:t")).map(|child| child.text.as_str()).collect();
        let span = roles::span(name).unwrap_or(SpanRole::Text);
        Run { text, span, properties: sheet.letters(style, of_run, direct) }
    };
    let runs: Vec<Run> =
        node.children.iter().filter(|child| child.is("w:r")).map(run).filter(|run| !run.text.is_empty()).collect();
    Paragraph {
        node,
        style,
        role: name.and_then(roles::role),
        properties: sheet.paragraph(style, direct),
        text: runs.iter().map(|run| run.text.as_str()).collect(),
        runs,
        child,
        section,
    }
}
