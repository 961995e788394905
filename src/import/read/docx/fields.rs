//! Fields: of each its result is text, its instruction is not (ECMA-376 part 1, 17.16).

/// How much of an instruction is kept, in bytes: enough to tell what it is.
const KEPT: usize = 200;

/// The most fields within each other that are told apart.
const MOST: usize = 256;

/// The fields that are open, the innermost last.
#[derive(Debug, Default)]
pub(super) struct Fields {
    open: Vec<Field>,
    /// How many more are open than are told apart.
    beyond: usize,
    /// A field that did not end hid text.
    broken: bool,
    /// Fields are passed over: all text is shown.
    ignored: bool,
}

#[derive(Debug, Default)]
struct Field {
    instruction: String,
    in_result: bool,
    is_contents: bool,
    /// Text stood where only the instruction should.
    hid: bool,
}

impl Fields {
    /// Fields that count, or are `ignored`.
    pub(super) fn new(ignored: bool) -> Fields {
        Fields { ignored, ..Fields::default() }
    }

    /// The fields outside a text box; those within it begin anew.
    pub(super) fn outside(&mut self) -> Fields {
        std::mem::replace(self, Fields::new(self.ignored))
    }

    /// The text box ends: those `outside` go on.
    pub(super) fn go_on(&mut self, outside: Fields) {
        let broken = self.is_broken();
        *self = outside;
        self.broken |= broken;
    }

    /// Text is not shown, being before the result.
    pub(super) fn hide(&mut self) {
        if let Some(field) = self.open.iter_mut().rfind(|field| !field.in_result) {
            field.hid = true;
        }
    }

    /// Whether a field that never ends has hidden text.
    pub(super) fn is_broken(&self) -> bool {
        self.broken || self.open.iter().any(|field| field.is_contents || field.hid)
    }

    /// A field begins.
    pub(super) fn begin(&mut self) {
        if self.ignored {
            return;
        }
        if self.open.len() < MOST {
            self.open.push(Field::default());
        } else {
            self.beyond += 1;
        }
    }

    /// Its instruction goes on.
    pub(super) fn instruct(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut().filter(|field| !field.in_result && field.instruction.len() < KEPT) {
            field.instruction.extend(text.chars().take(KEPT));
        }
    }

    /// Its instruction ends, and its result begins.
    pub(super) fn separate(&mut self) {
        if let Some(field) = self.open.last_mut() {
            field.in_result = true;
            field.is_contents = field.word() == "TOC";
        }
    }

    /// It ends; a field that is all instruction may stand for a text.
    pub(super) fn end(&mut self) -> Option<String> {
        if self.beyond > 0 {
            self.beyond -= 1;
            return None;
        }
        let field = self.open.pop()?;
        if field.in_result { None } else { field.overstruck() }
    }

    /// A paragraph ends. A field that has no result yet is a broken one: what follows must not get lost in it.
    pub(super) fn end_paragraph(&mut self) {
        self.broken |= self.beyond > 0 || self.open.iter().any(|field| !field.in_result && field.hid);
        self.open.retain(|field| field.in_result);
        self.beyond = 0;
    }

    /// Whether what stands here is shown.
    pub(super) fn shows(&self) -> bool {
        self.beyond == 0 && self.open.iter().all(|field| field.in_result)
    }

    /// Whether what stands here is a line of a table of contents.
    pub(super) fn in_contents(&self) -> bool {
        self.open.iter().any(|field| field.is_contents)
    }
}

impl Field {
    /// The field's name.
    fn word(&self) -> String {
        self.instruction.split_whitespace().next().unwrap_or_default().to_uppercase()
    }

    /// What 带圈字符 writes: `EQ \o\ac(○,1)` puts signs over one another, and ○ over 1 is ①.
    fn overstruck(&self) -> Option<String> {
        let rest = self.instruction.trim().get(2..).filter(|_| self.word() == "EQ")?.trim();
        let signs = rest.strip_prefix("\\o").or_else(|| rest.strip_prefix("\\O"))?;
        let signs = signs.split_once('(')?.1.rsplit_once(')')?.0;
        let (over, under) = signs.split_once([',', ';', '，'])?;
        let number: Option<u32> = under.trim().parse().ok();
        match number.filter(|number| "○◯〇".contains(over.trim()) && (1..=20).contains(number)) {
            Some(number) => Some(super::numerals::numeral(number, "decimalEnclosedCircle")),
            None => Some(under.trim().to_owned()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ring_around_a_number_is_a_letter() {
        for (instruction, text) in [
            (r" EQ \o\ac(○,1)", Some("①")),
            (r"eq \o\ac(○,12)", Some("⑫")),
            (r"EQ \o\ac(□,是)", Some("是")),
            (r"EQ \f(1,2)", None),
            ("EQ", None),
            ("é", None),
            ("PAGE", None),
        ] {
            let mut fields = Fields::default();
            fields.begin();
            fields.instruct(instruction);
            assert_eq!(fields.end().as_deref(), text, "{instruction}");
        }
    }
}
