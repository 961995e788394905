//! What is wrong with a template, beyond its shape: ids that clash, links that lead nowhere, values that cannot be meant.

use std::collections::HashSet;

use serde_json::Value;

use super::keys::Mistakes;
use super::{Condition, ExampleItem, FieldType, PartKind, Template, TemplatePart};

/// How deep a template's JSON may go: 20 parts within each other and an example in the innermost. A draft holds the template
/// some levels down, and no reader of JSON goes deeper than 128.
const DEEPEST: usize = 60;

/// Whether the JSON goes deeper than a draft could hold it.
pub(super) fn is_too_deep(value: &Value) -> bool {
    fn deeper(value: &Value, left: usize) -> bool {
        let Some(left) = left.checked_sub(1) else { return true };
        match value {
            Value::Array(list) => list.iter().any(|inner| deeper(inner, left)),
            Value::Object(object) => object.values().any(|inner| deeper(inner, left)),
            _ => false,
        }
    }
    deeper(value, DEEPEST)
}

/// Ids that clash, links that lead nowhere, values that cannot be meant.
pub(super) fn meaning(template: &Template, mistakes: &mut Mistakes<'_>) {
    let links = mistakes.knows_all_targets();
    Found { template, ids: HashSet::new(), problems: HashSet::new(), links, mistakes }.template();
}

struct Found<'a, 'm, 's> {
    template: &'a Template,
    ids: HashSet<&'a str>,
    problems: HashSet<&'a str>,
    /// Whether a link that leads nowhere is a mistake of its own.
    links: bool,
    mistakes: &'m mut Mistakes<'s>,
}

impl<'a> Found<'a, '_, '_> {
    fn say(&mut self, path: &str, what: impl AsRef<str>, hint: impl Into<String>) {
        self.mistakes.say(path, what, hint);
    }

    fn link(&mut self, path: &str, what: String, hint: &str) {
        if self.links {
            self.say(path, what, hint);
        }
    }

    fn id(&mut self, path: &str, id: &'a str) {
        let form = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
        if id.is_empty() || !id.chars().all(form) {
            self.say(&format!("{path}.id"), format!("编号“{id}”不合要求"), "只用小写字母、数字、- 和 _");
        }
    }

    fn template(&mut self) {
        let template = self.template;
        if template.schema != crate::model::SCHEMA {
            self.say("$.schema", format!("模板的格式版本是 {}", template.schema), "应是 1");
        }
        self.id("$", &template.id);
        let layout = &template.settings.layout;
        if !layout.is_empty() && crate::profile::Profile::named(layout).is_err() {
            self.say("$.settings.layout", format!("没有名为“{layout}”的版式"), "应是 gbt9704");
        }
        for (name, text) in [("name", &template.name), ("title", &template.title)] {
            if text.trim().is_empty() {
                self.say(&format!("$.{name}"), "不能为空", "写上文字");
            }
        }
        if template.parts.is_empty() {
            self.say("$.parts", "一个部分也没有", "至少写一个部分");
        }
        for (index, field) in template.fields.iter().enumerate() {
            let path = format!("$.fields[{index}]");
            self.id(&path, &field.id);
            if template.fields.iter().take(index).any(|other| other.id == field.id) {
                self.say(&format!("{path}.id"), format!("编号“{}”重复", field.id), "每个字段用不同的编号");
            }
            if !field.ask_in.is_empty() && template.part(&field.ask_in).is_none() {
                self.link(&format!("{path}.ask_in"), format!("没有编号为“{}”的部分", field.ask_in), "写一个部分的编号");
            }
            let chosen = field.kind != FieldType::Choice || field.options.contains(&field.example);
            if !chosen && self.mistakes.is_whole(&format!("{path}.options")) {
                self.say(&format!("{path}.example"), "选项字段的 example 要是 options 之一", "它是新报告的初始值");
            }
            self.condition(&format!("{path}.when"), field.when.as_ref());
        }
        for part in &template.parts {
            self.collect_problems(part);
        }
        for (index, part) in template.parts.iter().enumerate() {
            self.part(&format!("$.parts[{index}]"), part);
        }
    }

    fn condition(&mut self, path: &str, condition: Option<&Condition>) {
        match condition {
            None => {}
            Some(Condition::Equals { field, .. } | Condition::Filled { field }) => {
                let known = self.template.fields.iter().any(|known| known.id == *field);
                if !known {
                    self.link(path, format!("没有编号为“{field}”的字段"), "写一个字段的编号");
                }
            }
            Some(Condition::Not(inner)) => self.condition(path, Some(inner)),
            Some(Condition::All(inner) | Condition::Any(inner)) => {
                inner.iter().for_each(|inner| self.condition(path, Some(inner)));
            }
        }
    }

    fn collect_problems(&mut self, part: &'a TemplatePart) {
        if matches!(part.kind, PartKind::Problem | PartKind::Rectification) {
            self.problems.extend(part.example.items.iter().map(|item| item.key.as_str()).filter(|key| !key.is_empty()));
        }
        part.parts.iter().for_each(|part| self.collect_problems(part));
    }

    fn part(&mut self, path: &str, part: &'a TemplatePart) {
        self.id(path, &part.id);
        if part.id == "basic" || !self.ids.insert(&part.id) {
            self.say(
                &format!("{path}.id"),
                format!("编号“{}”重复", part.id),
                "每个部分用不同的编号；basic 已用于基本信息",
            );
        }
        if let (Some(min), Some(max)) = (part.min, part.max)
            && min > max
        {
            self.say(&format!("{path}.min"), format!("最少 {min} 条，比最多 {max} 条还多"), "改小 min 或改大 max");
        }
        if part.kind == PartKind::Rectification && !part.pattern.is_empty() && !part.pattern.contains("{text}") {
            self.say(
                &format!("{path}.pattern"),
                "句式里没有 {text}",
                "写上问题所在的位置，如“针对{text}的问题，{measure}{result}”",
            );
        }
        self.condition(&format!("{path}.when"), part.when.as_ref());
        for (index, item) in part.example.items.iter().enumerate() {
            self.item(&format!("{path}.example.items[{index}]"), item);
        }
        for (index, part) in part.parts.iter().enumerate() {
            self.part(&format!("{path}.parts[{index}]"), part);
        }
    }

    fn item(&mut self, path: &str, item: &'a ExampleItem) {
        for (name, links) in [("answers", &item.item.answers), ("explains", &item.item.explains)] {
            for link in links.iter().filter(|link| !self.problems.contains(link.as_str())).collect::<Vec<_>>() {
                self.link(&format!("{path}.{name}"), format!("没有 key 为“{link}”的问题"), "写一个问题范例的 key");
            }
        }
    }
}
