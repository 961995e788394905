//! Every template with its sample answers → golden document → golden document.xml.

use std::collections::BTreeMap;

use shuzhi::compose::compose;
use shuzhi::export::docx;
use shuzhi::model::{Document, Draft, SpanRole};
use shuzhi::profile::Profile;
use shuzhi::template::{Start, Template, builtin, sample_draft};

use crate::golden;

/// The sample report of `template` for 2025, with ids that are the same each time.
fn sample(template: &Template) -> Draft {
    let mut count = 0;
    let mut ids = || {
        count += 1;
        format!("id-{count}")
    };
    let now = "2025-12-01T09:00:00+08:00".parse().expect("a time");
    sample_draft(template, Start { year: 2025, now, ids: &mut ids })
}

/// A document to be read by people: a line a paragraph, with its role, and the roles of stretches that differ from it.
fn readable(document: &Document) -> String {
    let mut out = format!("title: {}\ncreator: {}\n", document.title, document.creator);
    for block in &document.blocks {
        out += &format!("{:?}: ", block.role);
        let mut role = SpanRole::Text;
        for span in &block.spans {
            if span.role != role {
                role = span.role;
                out += &format!("[{role:?}]");
            }
            out += &span.text;
        }
        out.push('\n');
    }
    out
}

#[test]
fn every_sample_is_composed_and_exported_as_its_golden_files_have_it() {
    for template in builtin().expect("templates") {
        let draft = sample(&template);
        let document = compose(&draft);
        let bytes = docx::write(&document, &Profile::of(&draft)).expect("a Word file");
        let parts: BTreeMap<_, _> = crate::docx::sample::parts(&bytes).into_iter().collect();
        let body = String::from_utf8_lossy(&parts["word/document.xml"]);
        let files = BTreeMap::from([
            ("document.txt".to_string(), readable(&document)),
            ("document.xml".to_string(), body.replace("><", ">\n<") + "\n"),
        ]);
        golden::compare(&format!("templates/{}", template.id), files);
    }
}
