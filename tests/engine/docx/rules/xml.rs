//! XML as a tree, as far as the rules need it.

use quick_xml::Reader;
use quick_xml::escape::{resolve_predefined_entity, unescape};
use quick_xml::events::{BytesStart, Event};

/// An element.
#[derive(Debug, Default)]
pub(crate) struct Node {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    pub(crate) children: Vec<Node>,
    /// The text directly in it.
    pub(crate) text: String,
}

impl Node {
    /// The root of `xml`.
    pub(crate) fn read(xml: &str) -> Node {
        let mut reader = Reader::from_str(xml);
        let mut open = vec![Node::default()];
        loop {
            match reader.read_event().expect("well-formed XML") {
                Event::Start(tag) => open.push(begin(&tag)),
                Event::Empty(tag) => last(&mut open).children.push(begin(&tag)),
                Event::End(_) => {
                    let node = open.pop().expect("an open element");
                    last(&mut open).children.push(node);
                }
                Event::Text(text) => last(&mut open).text.push_str(&text),
                Event::GeneralRef(name) => {
                    last(&mut open).text.push_str(resolve_predefined_entity(&name).expect("a known entity"));
                }
                Event::Eof => return last(&mut open).children.pop().expect("a root"),
                _ => {}
            }
        }
    }

    pub(crate) fn is(&self, name: &str) -> bool {
        self.name == name
    }

    pub(crate) fn attribute(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
    }

    pub(crate) fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The `w:val` of a child.
    pub(crate) fn value(&self, child: &str) -> Option<&str> {
        self.child(child)?.attribute("w:val")
    }

    /// A whole number in an attribute.
    pub(crate) fn number(&self, key: &str) -> Option<i32> {
        self.attribute(key)?.parse().ok()
    }

    /// All elements of this name in it, from the top.
    pub(crate) fn all<'a>(&'a self, name: &str) -> Vec<&'a Node> {
        let mut found = Vec::new();
        self.each(&mut |node| {
            if node.is(name) {
                found.push(node);
            }
        });
        found
    }

    /// Calls `look` with it and everything in it, from the top.
    pub(crate) fn each<'a>(&'a self, look: &mut impl FnMut(&'a Node)) {
        look(self);
        self.children.iter().for_each(|child| child.each(look));
    }
}

fn begin(tag: &BytesStart) -> Node {
    let attribute = |attribute: quick_xml::events::attributes::Attribute| {
        (attribute.key.as_ref().to_owned(), unescape(&attribute.value).expect("a known entity").into_owned())
    };
    let attributes = tag.attributes().map(|one| attribute(one.expect("a well-formed attribute"))).collect();
    Node { name: tag.name().as_ref().to_owned(), attributes, ..Node::default() }
}

fn last(open: &mut [Node]) -> &mut Node {
    open.last_mut().expect("the document around the root")
}
