//! The arguments of the command line.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use lexopt::{Arg, Parser};
use shuzhi::{Code, Error, Result, platform};

/// An option: its name, its short form, and whether a value follows.
const OPTIONS: &[(&str, Option<char>, bool)] = &[
    ("compare", None, true),
    ("data", None, true),
    ("force", None, false),
    ("help", Some('h'), false),
    ("json", None, false),
    ("layout", None, true),
    ("ledger", None, false),
    ("mend", None, false),
    ("output", Some('o'), true),
    ("password-file", None, true),
    ("rescue", None, false),
    ("sample", None, false),
    ("set-aside", None, true),
    ("short", None, false),
    ("template", None, true),
    ("text", None, true),
    ("version", Some('V'), false),
    ("year", None, true),
];

/// The number of operands of a command that takes one or more.
pub(crate) const SOME: usize = usize::MAX;

/// What was given.
pub(crate) struct Given {
    /// The command's name, then its operands.
    pub(crate) words: Vec<OsString>,
    options: BTreeMap<&'static str, OsString>,
}

impl Given {
    /// The arguments of this process.
    pub(crate) fn from_env() -> Result<Given> {
        let mut parser = Parser::from_env();
        let mut given = Given { words: Vec::new(), options: BTreeMap::new() };
        while let Some(arg) = parser.next().map_err(misused)? {
            let option = match &arg {
                Arg::Value(word) => {
                    given.words.push(word.clone());
                    continue;
                }
                Arg::Long(name) => OPTIONS.iter().find(|(long, ..)| long == name),
                Arg::Short(letter) => OPTIONS.iter().find(|(_, short, _)| short.as_ref() == Some(letter)),
            };
            let Some((name, _, takes_value)) = option else { return Err(misused(arg.unexpected())) };
            // `store show ID --version 12` asks for a version of a report, not for the program's.
            let takes_value =
                *takes_value || (*name == "version" && given.words.first().is_some_and(|word| word == "store"));
            let value = if takes_value { parser.value().map_err(misused)? } else { OsString::new() };
            if given.options.insert(name, value).is_some() {
                return Err(misuse(format!("选项 --{name} 给了两次")));
            }
        }
        Ok(given)
    }

    /// Takes the command's name off the words; `store` has one of two words.
    pub(crate) fn take_name(&mut self) -> String {
        let words = if self.words.first().is_some_and(|word| word == "store") { 2 } else { 1 };
        let name = self.words.drain(..words.min(self.words.len()));
        name.map(|word| word.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
    }

    /// Refuses what the command does not take.
    pub(crate) fn expect(&self, command: &str, operands: usize, options: &[&str]) -> Result<()> {
        let operands = if operands == SOME { self.words.len().max(1) } else { operands };
        if let Some(name) = self.options.keys().find(|name| !options.contains(name)) {
            return Err(misuse(format!("命令 {command} 没有选项 --{name}")));
        }
        if self.words.len() < operands {
            return Err(misuse(format!("命令 {command} 缺少参数")));
        }
        match self.words.get(operands) {
            Some(word) => Err(misuse(format!("命令 {command} 不需要参数“{}”", word.to_string_lossy()))),
            None => Ok(()),
        }
    }

    /// Whether the option is given.
    pub(crate) fn has(&self, option: &str) -> bool {
        self.options.contains_key(option)
    }

    /// The option's value, if it is given.
    pub(crate) fn value(&self, option: &str) -> Option<&OsStr> {
        self.options.get(option).map(OsString::as_os_str)
    }

    /// The option's value as text.
    pub(crate) fn text(&self, option: &str) -> Result<Option<&str>> {
        self.value(option)
            .map(|value| value.to_str().ok_or_else(|| misuse(format!("选项 --{option} 的值不是正确的文字"))))
            .transpose()
    }

    /// The option's value as text; the command cannot do without.
    pub(crate) fn needed(&self, option: &str) -> Result<&str> {
        self.text(option)?.ok_or_else(|| misuse(format!("缺少选项 --{option}")))
    }

    /// The first operand.
    pub(crate) fn operand(&self) -> &OsStr {
        self.words.first().map_or(OsStr::new(""), OsString::as_os_str)
    }

    /// All operands, with blanks between.
    pub(crate) fn operands(&self) -> String {
        self.words.iter().map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
    }

    /// The data folder: `--data`, else the user's own.
    pub(crate) fn data_dir(&self) -> Result<PathBuf> {
        self.value("data").map_or_else(platform::default_data_dir, |folder| Ok(folder.into()))
    }
}

/// Wrong usage, told by [`lexopt`].
fn misused(error: lexopt::Error) -> Error {
    let message = match &error {
        lexopt::Error::UnexpectedOption(option) => format!("不认识的选项“{option}”"),
        lexopt::Error::MissingValue { option: Some(option) } => format!("选项 {option} 后面缺少值"),
        lexopt::Error::UnexpectedValue { option, .. } => format!("选项 {option} 不需要值"),
        _ => "命令行看不懂".into(),
    };
    misuse(message).with_source(error)
}

/// Wrong usage.
pub(crate) fn misuse(message: String) -> Error {
    Error::new(Code::Invalid, message, "用 shuzhi --help 看用法")
}
