//! The shape of a template's JSON: unknown keys, missing keys, values of the wrong type and words that mean nothing, each
//! with its path. What is wrong is taken out of the JSON, so that the rest can still be read and looked at.

use std::collections::HashSet;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Ask, Carry, FieldType, PartKind, Person, Shown};
use crate::model::{Extra, Join, MeasureKind, Numbering, Place, State, brief, likely, wrong_value};
use crate::{Code, Error};

/// Reads a value as what it must be, and says why it cannot.
type Check = fn(&Value) -> Option<serde_json::Error>;

fn is<T: DeserializeOwned>(value: &Value) -> Option<serde_json::Error> {
    T::deserialize(value).err()
}

/// What a key's value must be.
enum Shape {
    One(Check),
    /// A list of such values.
    Each(Check),
}

const TEXT: Shape = Shape::One(is::<String>);
const TEXTS: Shape = Shape::Each(is::<String>);
const FLAG: Shape = Shape::One(is::<bool>);
const NUMBER: Shape = Shape::One(is::<u32>);
const COUNT: Shape = Shape::One(is::<Option<u32>>);
const OBJECT: Shape = Shape::One(is::<Extra>);
const OPTION: Shape = Shape::One(is::<Option<Extra>>);
const OBJECTS: Shape = Shape::Each(is::<Extra>);
const CARRY: Shape = Shape::One(is::<Carry>);
const NUMBERING: Shape = Shape::One(is::<Numbering>);
const JOIN: Shape = Shape::One(is::<Join>);
const PLACE: Shape = Shape::One(is::<Place>);

/// The keys that a kind of object may have, each with what its value must be; `*` marks a key that must be there.
type Keys = &'static [(&'static str, Shape)];

const TEMPLATE: Keys = &[
    ("*schema", NUMBER),
    ("*id", TEXT),
    ("*version", NUMBER),
    ("*name", TEXT),
    ("description", TEXT),
    ("*title", TEXT),
    ("byline", TEXT),
    ("settings", OBJECT),
    ("fields", OBJECTS),
    ("*parts", OBJECTS),
];
const SETTINGS: Keys = &[
    ("person", Shape::One(is::<Person>)),
    ("length", COUNT),
    ("problem_share", COUNT),
    ("layout", TEXT),
    ("byline", PLACE),
];
const FIELD: Keys = &[
    ("*id", TEXT),
    ("*name", TEXT),
    ("type", Shape::One(is::<FieldType>)),
    ("options", TEXTS),
    ("required", FLAG),
    ("hint", TEXT),
    ("example", TEXT),
    ("ask_in", TEXT),
    ("carry", CARRY),
    ("when", OPTION),
];
const PART: Keys = &[
    ("*id", TEXT),
    ("kind", Shape::One(is::<PartKind>)),
    ("*name", TEXT),
    ("heading", TEXT),
    ("alternatives", TEXTS),
    ("numbering", NUMBERING),
    ("run_in", FLAG),
    ("join", JOIN),
    ("nested", OPTION),
    ("pattern", TEXT),
    ("shown", Shape::One(is::<Shown>)),
    ("asks", Shape::Each(is::<Ask>)),
    ("required", FLAG),
    ("min", COUNT),
    ("max", COUNT),
    ("when", OPTION),
    ("carry", CARRY),
    ("hint", TEXT),
    ("prompts", TEXTS),
    ("example", OBJECT),
    ("parts", OBJECTS),
];
const CONDITION: Keys = &[("equals", OBJECT), ("filled", OBJECT), ("not", OBJECT), ("all", OBJECTS), ("any", OBJECTS)];
const EQUALS: Keys = &[("*field", TEXT), ("*value", TEXT)];
const FILLED: Keys = &[("*field", TEXT)];
const STYLE: Keys = &[("numbering", NUMBERING), ("run_in", FLAG), ("join", JOIN)];
const EXAMPLE: Keys = &[("lead", TEXT), ("items", OBJECTS), ("tail", TEXT)];
const ITEM: Keys = &[
    ("key", TEXT),
    ("heading", TEXT),
    ("body", TEXT),
    ("items", OBJECTS),
    ("style", OPTION),
    ("cause", TEXT),
    ("owner", TEXT),
    ("due", TEXT),
    ("kind", Shape::One(is::<Option<MeasureKind>>)),
    ("text", TEXT),
    ("measure", TEXT),
    ("result", TEXT),
    ("evidence", TEXT),
    ("reason", TEXT),
    ("state", Shape::One(is::<Option<State>>)),
    ("answers", TEXTS),
    ("explains", TEXTS),
];

/// How many mistakes of one file are kept: a file with more of them is no template.
pub(super) const MOST_KEPT: usize = 10_000;

/// The mistakes in one template file, and where they are.
pub(super) struct Mistakes<'a> {
    source: &'a str,
    /// The values that are wrong or missing: what follows from them is not said as well.
    at: HashSet<String>,
    pub(super) errors: Vec<Error>,
}

impl<'a> Mistakes<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Mistakes { source, at: HashSet::new(), errors: Vec::new() }
    }

    /// Says what is wrong at `path`, unless it only follows from what has been said.
    pub(super) fn say(&mut self, path: &str, what: impl AsRef<str>, hint: impl Into<String>) {
        if self.errors.len() < MOST_KEPT && self.is_sound(path) {
            let message = format!("模板 {}：{path}：{}", self.source, what.as_ref());
            self.errors.push(Error::new(Code::Invalid, message, hint));
        }
    }

    /// Whether nothing wrong has been found at `path` or around it.
    pub(super) fn is_sound(&self, path: &str) -> bool {
        let ends = path.match_indices(['.', '[']).map(|(end, _)| end).chain([path.len()]);
        ends.filter_map(|end| path.get(..end)).all(|around| !self.at.contains(around))
    }

    /// Whether nothing wrong has been found within the list at `path` either.
    pub(super) fn is_whole(&self, path: &str) -> bool {
        self.is_sound(path) && !self.at.iter().any(|at| at.strip_prefix(path).is_some_and(|rest| rest.starts_with('[')))
    }

    /// Whether all that a link could lead to has been understood.
    pub(super) fn knows_all_targets(&self) -> bool {
        const TARGETS: [&str; 7] = ["id", "key", "kind", "fields", "parts", "example", "items"];
        let key = |at: &str| at.rsplit('.').next().and_then(|key| key.split('[').next().map(String::from));
        !self.at.iter().filter_map(|at| key(at)).any(|key| TARGETS.contains(&key.as_str()))
    }

    /// Says what is wrong with the value at `path`; what follows from it is not said as well.
    pub(super) fn spoilt(&mut self, path: String, what: &str, hint: impl Into<String>) {
        self.say(&path, what, hint);
        self.at.insert(path);
    }

    /// Looks at the shape of the whole template, and takes out of `value` what is wrong.
    pub(super) fn shape(&mut self, value: &mut Value) {
        self.object(value, "$", TEMPLATE);
        self.inner(value, "$", "settings", |this, value, path| this.object(value, path, SETTINGS));
        self.each(value, "$", "fields", |this, value, path| {
            this.object(value, path, FIELD);
            this.when(value, path);
        });
        self.each(value, "$", "parts", Self::part);
    }

    fn object(&mut self, value: &mut Value, path: &str, keys: Keys) {
        let Some(object) = value.as_object_mut().filter(|_| self.errors.len() < MOST_KEPT) else { return };
        let names = || keys.iter().map(|(key, _)| key.trim_start_matches('*'));
        object.retain(|key, _| {
            let known = names().any(|name| name == key);
            if !known {
                let meant = likely(key, names());
                let hint = match meant {
                    Some(name) => format!("是不是“{name}”？"),
                    None => format!("这里可以有：{}", names().collect::<Vec<_>>().join("、")),
                };
                self.say(path, format!("不认识的键“{}”", brief(key)), hint);
                self.at.extend(meant.map(|name| format!("{path}.{name}")));
            }
            known
        });
        for (key, shape) in keys {
            let name = key.trim_start_matches('*');
            let Some(value) = object.get(name) else {
                if *key != name {
                    self.say(path, format!("缺少“{name}”"), format!("补上“{name}”"));
                    self.at.insert(format!("{path}.{name}"));
                }
                continue;
            };
            let wrong = shape.wrong(value);
            if !wrong.is_empty() {
                match shape.rest(value) {
                    Some(rest) => object.insert(name.into(), rest),
                    None => object.shift_remove(name),
                };
            }
            for (index, error) in wrong {
                let (what, right) = wrong_value(&error);
                self.spoilt(format!("{path}.{name}{index}"), &what, right.unwrap_or_else(|| "改好这一处".into()));
            }
        }
    }

    fn inner(&mut self, value: &mut Value, path: &str, key: &str, visit: impl Fn(&mut Self, &mut Value, &str)) {
        if let Some(inner) = value.get_mut(key) {
            visit(self, inner, &format!("{path}.{key}"));
        }
    }

    fn each(&mut self, value: &mut Value, path: &str, key: &str, visit: impl Fn(&mut Self, &mut Value, &str)) {
        for (index, inner) in value.get_mut(key).and_then(Value::as_array_mut).into_iter().flatten().enumerate() {
            visit(self, inner, &format!("{path}.{key}[{index}]"));
        }
    }

    /// A condition of which only a part is understood is none: it is taken out as a whole.
    fn when(&mut self, value: &mut Value, path: &str) {
        let before = self.errors.len();
        self.inner(value, path, "when", Self::condition);
        if let Some(object) = value.as_object_mut().filter(|_| self.errors.len() > before) {
            object.shift_remove("when");
        }
    }

    fn condition(&mut self, value: &mut Value, path: &str) {
        let Some(count) = value.as_object().map(|object| object.len()) else { return };
        let before = self.errors.len();
        self.object(value, path, CONDITION);
        if count != 1 && self.errors.len() == before {
            self.spoilt(path.into(), "一个条件里要正好有一个键", "写 equals、filled、not、all、any 之一");
        }
        self.inner(value, path, "equals", |this, value, path| this.object(value, path, EQUALS));
        self.inner(value, path, "filled", |this, value, path| this.object(value, path, FILLED));
        self.inner(value, path, "not", Self::condition);
        self.each(value, path, "all", Self::condition);
        self.each(value, path, "any", Self::condition);
    }

    fn part(&mut self, value: &mut Value, path: &str) {
        self.object(value, path, PART);
        self.when(value, path);
        self.inner(value, path, "nested", |this, value, path| this.object(value, path, STYLE));
        self.inner(value, path, "example", |this, value, path| {
            this.object(value, path, EXAMPLE);
            this.each(value, path, "items", Self::item);
        });
        self.each(value, path, "parts", Self::part);
    }

    fn item(&mut self, value: &mut Value, path: &str) {
        self.object(value, path, ITEM);
        self.inner(value, path, "style", |this, value, path| this.object(value, path, STYLE));
        self.each(value, path, "items", Self::item);
    }
}

impl Shape {
    /// What is wrong with `value`, with the index of the place within a list.
    fn wrong(&self, value: &Value) -> Vec<(String, serde_json::Error)> {
        match (self, value) {
            (Shape::One(check), _) => check(value).map(|error| (String::new(), error)).into_iter().collect(),
            (Shape::Each(check), Value::Array(list)) => {
                let wrong = list.iter().enumerate().filter_map(|(n, value)| Some((format!("[{n}]"), check(value)?)));
                wrong.take(MOST_KEPT).collect()
            }
            (Shape::Each(_), _) => is::<Vec<Value>>(value).map(|error| (String::new(), error)).into_iter().collect(),
        }
    }

    /// What is left of `value` without what is wrong: of a list what is right in it, with objects where they were.
    fn rest(&self, value: &Value) -> Option<Value> {
        let (Shape::Each(check), Value::Array(list)) = (self, value) else { return None };
        let empty = Value::Object(Extra::new());
        let stand_in = check(&empty).is_none().then_some(&empty);
        Some(list.iter().filter_map(|one| if check(one).is_none() { Some(one) } else { stand_in }).cloned().collect())
    }
}
