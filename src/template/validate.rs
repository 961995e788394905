//! What is wrong with a template, beyond the types: unknown keys, missing keys, ids that clash, links that lead nowhere.

use std::collections::HashSet;

use serde_json::Value;

use super::{Condition, ExampleItem, FieldType, PartKind, Template, TemplatePart};
use crate::model::brief;
use crate::{Code, Error};

/// The keys that each kind of object may have; the first of the pair is a key that must be there.
mod keys {
    pub(super) const TEMPLATE: &[&str] =
        &["*schema", "*id", "*version", "*name", "description", "*title", "byline", "settings", "fields", "*parts"];
    pub(super) const SETTINGS: &[&str] = &["person", "length", "problem_share", "layout", "byline"];
    pub(super) const FIELD: &[&str] =
        &["*id", "*name", "type", "options", "required", "hint", "example", "ask_in", "carry", "when"];
    pub(super) const PART: &[&str] = &[
        "*id",
        "kind",
        "*name",
        "heading",
        "alternatives",
        "numbering",
        "run_in",
        "join",
        "nested",
        "pattern",
        "shown",
        "asks",
        "required",
        "min",
        "max",
        "when",
        "carry",
        "hint",
        "prompts",
        "example",
        "parts",
    ];
    pub(super) const EQUALS: &[&str] = &["*field", "*value"];
    pub(super) const FILLED: &[&str] = &["*field"];
    pub(super) const STYLE: &[&str] = &["numbering", "run_in", "join"];
    pub(super) const EXAMPLE: &[&str] = &["lead", "items", "tail"];
    pub(super) const ITEM: &[&str] = &[
        "key", "heading", "body", "items", "style", "cause", "owner", "due", "kind", "text", "measure", "result",
        "evidence", "state", "answers", "explains",
    ];
}

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

/// Unknown and missing keys, each with its JSON path.
pub(super) fn keys(value: &Value, source: &str) -> Vec<Error> {
    let mut walk = Walk { source, errors: Vec::new() };
    walk.object(value, "$", keys::TEMPLATE);
    walk.inner(value, "$", "settings", |walk, value, path| walk.object(value, path, keys::SETTINGS));
    walk.each(value, "$", "fields", |walk, value, path| {
        walk.object(value, path, keys::FIELD);
        walk.inner(value, path, "when", Walk::condition);
    });
    walk.each(value, "$", "parts", Walk::part);
    walk.errors
}

struct Walk<'a> {
    source: &'a str,
    errors: Vec<Error>,
}

impl Walk<'_> {
    fn object(&mut self, value: &Value, path: &str, allowed: &[&str]) {
        let Some(object) = value.as_object() else { return };
        let names = || allowed.iter().map(|key| key.trim_start_matches('*'));
        for key in object.keys().filter(|key| !names().any(|name| name == *key)) {
            // What is longer than any key by more than two letters is like none of them.
            let like = names().filter(|name| key.len() <= name.len() + 2).map(|name| (distance(name, key), name));
            let hint = match like.min().filter(|(distance, _)| *distance <= 2) {
                Some((_, name)) => format!("是不是“{name}”？"),
                None => format!("这里可以有：{}", names().collect::<Vec<_>>().join("、")),
            };
            self.errors.push(invalid(self.source, path, &format!("不认识的键“{}”", brief(key)), hint));
        }
        for key in allowed.iter().filter_map(|key| key.strip_prefix('*')).filter(|key| !object.contains_key(*key)) {
            self.errors.push(invalid(self.source, path, &format!("缺少“{key}”"), format!("补上“{key}”")));
        }
    }

    fn inner(&mut self, value: &Value, path: &str, key: &str, visit: impl Fn(&mut Self, &Value, &str)) {
        if let Some(inner) = value.get(key) {
            visit(self, inner, &format!("{path}.{key}"));
        }
    }

    fn each(&mut self, value: &Value, path: &str, key: &str, visit: impl Fn(&mut Self, &Value, &str)) {
        for (index, inner) in value.get(key).and_then(Value::as_array).into_iter().flatten().enumerate() {
            visit(self, inner, &format!("{path}.{key}[{index}]"));
        }
    }

    fn condition(&mut self, value: &Value, path: &str) {
        self.inner(value, path, "equals", |walk, value, path| walk.object(value, path, keys::EQUALS));
        self.inner(value, path, "filled", |walk, value, path| walk.object(value, path, keys::FILLED));
        self.inner(value, path, "not", Walk::condition);
        self.each(value, path, "all", Walk::condition);
        self.each(value, path, "any", Walk::condition);
    }

    fn part(&mut self, value: &Value, path: &str) {
        self.object(value, path, keys::PART);
        self.inner(value, path, "when", Walk::condition);
        self.inner(value, path, "nested", |walk, value, path| walk.object(value, path, keys::STYLE));
        self.inner(value, path, "example", |walk, value, path| {
            walk.object(value, path, keys::EXAMPLE);
            walk.each(value, path, "items", Walk::item);
        });
        self.each(value, path, "parts", Walk::part);
    }

    fn item(&mut self, value: &Value, path: &str) {
        self.object(value, path, keys::ITEM);
        self.inner(value, path, "style", |walk, value, path| walk.object(value, path, keys::STYLE));
        self.each(value, path, "items", Walk::item);
    }
}

/// Ids that clash, links that lead nowhere, values that cannot be meant.
pub(super) fn meaning(template: &Template, source: &str) -> Vec<Error> {
    let mut found = Found { source, template, ids: HashSet::new(), problems: HashSet::new(), errors: Vec::new() };
    found.template();
    found.errors
}

struct Found<'a> {
    source: &'a str,
    template: &'a Template,
    ids: HashSet<&'a str>,
    problems: HashSet<&'a str>,
    errors: Vec<Error>,
}

impl<'a> Found<'a> {
    fn say(&mut self, path: &str, what: impl AsRef<str>, hint: impl Into<String>) {
        self.errors.push(invalid(self.source, path, what.as_ref(), hint));
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
                self.say(&format!("{path}.ask_in"), format!("没有编号为“{}”的部分", field.ask_in), "写一个部分的编号");
            }
            if field.kind == FieldType::Choice && !field.options.contains(&field.example) {
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
                    self.say(path, format!("没有编号为“{field}”的字段"), "写一个字段的编号");
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
                self.say(&format!("{path}.{name}"), format!("没有 key 为“{link}”的问题"), "写一个问题范例的 key");
            }
        }
    }
}

fn invalid(source: &str, path: &str, what: &str, hint: impl Into<String>) -> Error {
    Error::new(Code::Invalid, format!("模板 {source}：{path}：{what}"), hint)
}

/// How many letters must change to make `b` of `a` (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut next = vec![i + 1];
        for ((&y, &above), &diagonal) in b.iter().zip(row.iter().skip(1)).zip(&row) {
            let left = next.last().copied().unwrap_or(0);
            next.push((diagonal + usize::from(x != y)).min(above + 1).min(left + 1));
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}
