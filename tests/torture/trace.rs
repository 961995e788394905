//! What strace writes with `-f -y -xx`: one system call a line → its name, arguments and result. All strings come as `\x…`, so
//! that no comma or bracket inside one can mislead.

use crate::Outcome;

/// A system call.
#[derive(Debug)]
pub(crate) struct Call<'a> {
    pub(crate) name: &'a str,
    args: Vec<&'a str>,
    result: &'a str,
}

impl<'a> Call<'a> {
    /// The call of a line; `None` for signals and exits.
    pub(crate) fn read(line: &'a str) -> Outcome<Option<Call<'a>>> {
        let line = line.trim_start_matches(|c: char| c.is_ascii_digit()).trim();
        if line.is_empty() || line.starts_with("---") || line.starts_with("+++") {
            return Ok(None);
        }
        if line.contains("unfinished ...") || line.contains("resumed>") {
            return Err("two threads made calls at once; their order is not known".into());
        }
        let (call, result) = line.rsplit_once(" = ").ok_or_else(|| format!("no result in {}", short(line)))?;
        let (name, args) = call.trim_end().split_once('(').ok_or_else(|| format!("no call in {}", short(line)))?;
        let args = args.strip_suffix(')').ok_or_else(|| format!("no end in {}", short(line)))?;
        Ok(Some(Call { name, args: args.split(", ").collect(), result }))
    }

    fn arg(&self, at: usize) -> Outcome<&'a str> {
        Ok(*self.args.get(at).ok_or_else(|| format!("{} has no argument {at}", self.name))?)
    }

    /// A number, or the number of a descriptor.
    pub(crate) fn number(&self, at: usize) -> Outcome<usize> {
        number(self.arg(at)?)
    }

    /// The answer; `None` when the call failed.
    pub(crate) fn result(&self) -> Outcome<Option<usize>> {
        if self.result.starts_with('-') { Ok(None) } else { number(self.result).map(Some) }
    }

    /// The bytes of a string.
    pub(crate) fn bytes(&self, at: usize) -> Outcome<Vec<u8>> {
        let text = self.arg(at)?.strip_prefix('"').ok_or_else(|| format!("{}: no string", self.name))?;
        unescape(text.strip_suffix('"').ok_or_else(|| format!("{}: a string was cut", self.name))?)
    }

    /// A string that is a path.
    pub(crate) fn path(&self, at: usize) -> Outcome<String> {
        Ok(String::from_utf8(self.bytes(at)?)?)
    }

    /// The path that a descriptor stands for.
    pub(crate) fn path_of(&self, at: usize) -> Outcome<String> {
        let (_, path) = self.arg(at)?.split_once('<').ok_or_else(|| format!("{}: no path", self.name))?;
        let path = path.split('>').next().unwrap_or_default();
        Ok(String::from_utf8(unescape(path)?)?)
    }

    /// Whether the flags at `at` have `flag`.
    pub(crate) fn has(&self, at: usize, flag: &str) -> bool {
        self.args.get(at).is_some_and(|flags| flags.split('|').any(|set| set == flag))
    }
}

fn number(text: &str) -> Outcome<usize> {
    let digits = text.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default();
    Ok(digits.parse().map_err(|_| format!("no number: {}", short(text)))?)
}

fn unescape(text: &str) -> Outcome<Vec<u8>> {
    let digits = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let byte = |escaped: &[u8]| match escaped {
        [b'\\', b'x', high, low] => Some(digits(*high)? << 4 | digits(*low)?),
        _ => None,
    };
    let bytes: Option<Vec<u8>> = text.as_bytes().chunks(4).map(byte).collect();
    Ok(bytes.ok_or_else(|| format!("no string of bytes: {}", short(text)))?)
}

fn short(line: &str) -> String {
    line.chars().take(200).collect()
}
