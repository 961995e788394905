//! What a report leaves for the next year.

use serde::Serialize;
use ts_rs::TS;

use super::left::left;
use super::shape::{dropped_headings, is_reshaped};
use crate::model::{AttachmentKind, Draft, Part, State, brief, is_blank};
use crate::template::{Carry, FieldType, TemplatePart};

/// What goes on from a report, and what does not.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
#[ts(rename = "CarryPlan")]
pub struct Plan {
    /// Every problem that the report leaves, the open ones first.
    pub problems: Vec<CarriedProblem>,
    /// What is taken over beside them, one sentence each.
    pub taken: Vec<String>,
    /// What is not, one sentence each.
    pub left: Vec<String>,
}

/// A problem that a report leaves.
#[derive(Debug, Clone, Default, PartialEq, Serialize, TS)]
pub struct CarriedProblem {
    /// The problem's id.
    pub problem: String,
    /// Its wording.
    pub text: String,
    /// The year of the report that named it.
    pub year: Option<i32>,
    /// How far it is.
    pub state: State,
    /// Whether it still has to be answered; only those are ticked at first.
    pub open: bool,
    /// The measure that was promised.
    pub promised: String,
    /// Who answers for it.
    pub owner: String,
    /// The due date.
    pub due: String,
}

/// What `from` leaves.
#[must_use]
pub fn plan(from: &Draft) -> Plan {
    let (mut taken, mut not) = (Vec::new(), Vec::new());
    fields(from, &mut taken, &mut not);
    taken.push(format!("模板“{}”", from.template.content.name));
    parts(from, &mut taken, &mut not);
    if !from.figures.is_empty() {
        taken.push(format!("{} 个关键数据的名称和单位，上年的数值列在旁边", from.figures.len()));
    }
    taken.push("版式".into());
    elements(from, &mut taken, &mut not);
    not.push("各部分的正文".into());
    let all = left(from);
    if all.nameless > 0 {
        not.push(format!("{} 个没有写内容的问题", all.nameless));
    }
    let mut problems: Vec<CarriedProblem> = all
        .problems
        .into_iter()
        .map(|left| CarriedProblem {
            open: left.is_open(),
            state: left.carried.state.unwrap_or_default(),
            problem: left.carried.problem,
            text: left.carried.text,
            year: left.carried.year,
            promised: left.carried.promised,
            owner: left.item.owner,
            due: left.item.due,
        })
        .collect();
    problems.sort_by_key(|problem| !problem.open);
    Plan { problems, taken, left: not }
}

fn fields(from: &Draft, taken: &mut Vec<String>, not: &mut Vec<String>) {
    let mut again = Vec::new();
    for field in &from.template.content.fields {
        let value = from.fields.get(&field.id).map_or("", String::as_str);
        if is_blank(value) {
            continue;
        }
        if field.carry == Carry::Copy {
            taken.push(format!("{}：{}", field.name, brief(value)));
        } else if field.kind != FieldType::Choice {
            again.push(field.name.as_str());
        }
    }
    if !again.is_empty() {
        not.push(format!("{}，每年重新填", again.join("、")));
    }
}

fn parts(from: &Draft, taken: &mut Vec<String>, not: &mut Vec<String>) {
    if is_reshaped(from) {
        taken.push("改过的标题、编号方式、各部分的次序和不写的部分".into());
    }
    let dropped = dropped_headings(from);
    if !dropped.is_empty() {
        let named: Vec<String> = dropped.iter().map(|heading| format!("“{}”", brief(heading))).collect();
        not.push(format!("带年份的标题{}，换回模板的标题", named.join("、")));
    }
    fn copied<'a>(parts: &'a [Part], from: &'a Draft, found: &mut Vec<&'a TemplatePart>) {
        for part in parts {
            let template = from.template.content.part(&part.id).filter(|part| part.carry == Carry::Copy);
            found.extend(template);
            copied(&part.parts, from, found);
        }
    }
    let mut found = Vec::new();
    copied(&from.parts, from, &mut found);
    taken.extend(found.iter().map(|part| format!("“{}”的文字", part.name)));
}

fn elements(from: &Draft, taken: &mut Vec<String>, not: &mut Vec<String>) {
    let elements = &from.elements;
    for (on, what) in [
        (elements.letterhead.on, "版头，发文字号和份号重新填"),
        (elements.recipient.on, "主送机关"),
        (elements.imprint.on, "版记，印发日期重新填"),
    ] {
        if on {
            taken.push(what.into());
        }
    }
    let attachments = elements.attachments.items.iter().filter(|_| elements.attachments.on);
    let (ledgers, others): (Vec<_>, Vec<_>) = attachments.partition(|one| one.kind == AttachmentKind::Ledger);
    if !ledgers.is_empty() {
        taken.push("附件里的整改台账".into());
    }
    if !others.is_empty() {
        not.push(format!("{} 个附件", others.len()));
    }
    if elements.note.on {
        not.push("附注".into());
    }
}
