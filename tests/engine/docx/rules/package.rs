//! What a file must not give away, and what it must say of itself.

use shuzhi::model::Role;

use super::case::Case;
use super::xml::Node;

const CORE: &str = "docProps/core.xml";

pub(super) fn title(case: &Case<'_>) -> Vec<String> {
    let core = case.file.part(CORE);
    let is = core.child("dc:title").map_or("", |node| node.text.as_str());
    let wanted: String =
        case.written().filter(|(role, _)| *role == Role::Title).map(|(_, paragraph)| paragraph.text.as_str()).collect();
    if is == wanted { Vec::new() } else { vec![format!("{is:?}, not {wanted:?}")] }
}

pub(super) fn creator(case: &Case<'_>) -> Vec<String> {
    let core = case.file.part(CORE);
    let named = ["dc:creator", "cp:lastModifiedBy"]
        .into_iter()
        .filter(|name| core.child(name).is_none_or(|node| node.text.trim().is_empty() || node.text == "unknown"));
    named.map(|name| format!("no {name}")).collect()
}

pub(super) fn times(case: &Case<'_>) -> Vec<String> {
    let core = case.file.part(CORE);
    let wrong = ["dcterms:created", "dcterms:modified"].into_iter().filter(|name| {
        let time = core.child(name).map_or("", |node| node.text.as_str());
        time.parse::<chrono::DateTime<chrono::Utc>>().is_err()
    });
    wrong.map(|name| format!("no {name}")).collect()
}

/// Every attribute of every part.
fn attributes(case: &Case<'_>, mut look: impl FnMut(&str, &Node, &str, &str)) {
    for (part, xml) in &case.file.parts {
        xml.each(&mut |node| {
            node.attributes.iter().for_each(|(key, value)| look(part, node, key, value));
        });
    }
}

pub(super) fn no_rsid(case: &Case<'_>) -> Vec<String> {
    let mut broken = Vec::new();
    attributes(case, |part, node, key, _| {
        let traced = ["rsid", "paraId", "textId"].iter().any(|mark| key.contains(mark) || node.name.contains(mark));
        if traced {
            broken.push(format!("{part}: {key} on {}", node.name));
        }
    });
    broken
}

pub(super) fn nothing_external(case: &Case<'_>) -> Vec<String> {
    let mut broken = Vec::new();
    attributes(case, |part, node, key, value| {
        let outside = key == "TargetMode" || key == "Target" && (value.contains(':') || value.contains(".."));
        if node.is("Relationship") && outside {
            broken.push(format!("{part}: {key} {value}"));
        }
    });
    for (part, xml) in &case.file.parts {
        xml.each(&mut |node| {
            if ["w:attachedTemplate", "w:hyperlink", "w:mailMerge", "w:altChunk"].contains(&node.name.as_str()) {
                broken.push(format!("{part}: {}", node.name));
            }
        });
    }
    broken
}

pub(super) fn known_parts(case: &Case<'_>) -> Vec<String> {
    const KNOWN: [&str; 8] = [
        "[Content_Types].xml",
        "_rels/.rels",
        CORE,
        "word/document.xml",
        "word/styles.xml",
        "word/settings.xml",
        "word/fontTable.xml",
        "word/_rels/document.xml.rels",
    ];
    let footer = |name: &str| name.starts_with("word/footer") && name.ends_with(".xml");
    let parts = || case.file.parts.keys();
    let more = parts().filter(|name| !KNOWN.contains(&name.as_str()) && !footer(name)).cloned();
    let fewer = KNOWN.iter().filter(|name| !case.file.parts.contains_key(**name)).map(|name| format!("no {name}"));
    more.chain(fewer).collect()
}

/// Paths of the machine that wrote the file, in what no one typed.
pub(super) fn no_paths(case: &Case<'_>) -> Vec<String> {
    let path = |text: &str| {
        ["/home/", "/root/", "/tmp/", "/Users/", "file:", ":\\", "\\\\"].iter().any(|mark| text.contains(mark))
    };
    let mut broken = Vec::new();
    attributes(case, |part, node, key, value| {
        if path(value) {
            broken.push(format!("{part}: {key} on {}", node.name));
        }
    });
    let texts = case.file.parts.iter().filter(|(part, _)| *part != "word/document.xml" && *part != CORE);
    for (part, xml) in texts {
        xml.each(&mut |node| {
            if path(&node.text) {
                broken.push(format!("{part}: {}", node.text));
            }
        });
    }
    broken
}
