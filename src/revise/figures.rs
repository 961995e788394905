//! Values of figures that were changed in the text: of the figure where all its places agree, else of the words in that place.

use std::collections::BTreeMap;

use super::changes::{Comparison, Found};
use super::types::{Change, ChangeKind, Op};
use crate::history::rows;
use crate::model::{Origin, is_blank};

/// The places of all figures that were met: what they said and what they say.
#[derive(Default)]
pub(super) struct Uses(BTreeMap<String, Vec<Use>>);

struct Use {
    origin: Origin,
    before: String,
    after: String,
    line: usize,
}

impl Uses {
    pub(super) fn note(&mut self, name: &str, origin: &Origin, before: &str, after: &str, line: usize) {
        let (before, after) = (before.to_owned(), after.to_owned());
        self.0.entry(name.into()).or_default().push(Use { origin: origin.clone(), before, after, line });
    }
}

/// Adds the changes of figures.
pub(super) fn changes(of: &Comparison<'_>, uses: &Uses, found: &mut Found) {
    for (name, uses) in &uses.0 {
        let changed: Vec<&Use> = uses.iter().filter(|one| one.before != one.after).collect();
        let Some(first) = changed.first() else { continue };
        let figure = of.draft.figures.iter().find(|figure| figure.name.trim() == name);
        // What the program counts follows from the rest; where it does not, that is told at the end.
        let Some(figure) = figure else { continue };
        let agree = changed.len() == uses.len() && changed.iter().all(|one| one.after == first.after);
        if agree && !is_blank(&first.after) {
            let label = format!("关键数据“{name}”");
            let note =
                if uses.len() > 1 { format!("正文里 {} 处都会跟着改", uses.len()) } else { String::new() };
            let change = Change {
                section: "figures".into(),
                section_name: "关键数据".into(),
                item: Some(figure.id.clone()),
                field: "value".into(),
                rows: rows(&label, &first.before, &first.after),
                label,
                before: first.before.clone(),
                after: first.after.clone(),
                ticked: true,
                note,
                ops: vec![Op::Figure { id: figure.id.clone(), value: first.after.clone() }],
                ..Change::default()
            };
            found.push((first.line, change));
            continue;
        }
        for one in changed {
            let mut change = of.change(ChangeKind::Changed, &one.origin, &one.before, &one.after);
            change.note = format!("只改这一处的文字；关键数据“{name}”和别处不变");
            change.ops = vec![Op::Write { at: one.origin.clone(), text: one.after.clone() }];
            found.push((one.line, change));
        }
    }
}
