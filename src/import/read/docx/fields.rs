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

/// What a field leaves behind that has no result.
#[derive(Debug, PartialEq)]
pub(super) enum Ended {
    /// Nothing that is shown.
    Nothing,
    /// The text that Word makes of the instruction.
    Text(String),
    /// Something is shown that is not known here.
    Unknown,
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
    pub(super) fn end(&mut self) -> Ended {
        if self.beyond > 0 {
            self.beyond -= 1;
            return Ended::Nothing;
        }
        match self.open.pop() {
            Some(field) if !field.in_result => field.ended(),
            _ => Ended::Nothing,
        }
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

    /// What Word shows of a field that is all instruction (17.16.5.22, 17.16.5.35).
    fn ended(&self) -> Ended {
        let shown = match self.word().as_str() {
            "EQ" => self.equation(),
            // The name of a macro, then what is shown.
            "MACROBUTTON" => self.instruction.split_whitespace().nth(2).and_then(|first| {
                let at = self.instruction.find(first)?;
                Some(self.instruction.get(at..)?.trim().to_owned())
            }),
            "LISTNUM" | "AUTONUM" | "AUTONUMLGL" | "AUTONUMOUT" | "FORMDROPDOWN" => None,
            _ => return Ended::Nothing,
        };
        shown.map_or(Ended::Unknown, Ended::Text)
    }

    /// The letters of an equation: 带圈字符 (`\o\ac(○,1)`: ○ over 1 is ①), 拼音指南 (`\o\ad(\s\up 9(yǐn),引)`), 合并字符
    /// (`\o(\s\up 5(合并),\s\do 2(字符))`), a frame (`\x(重点)`).
    fn equation(&self) -> Option<String> {
        let instruction = self.instruction.to_lowercase();
        let (at, over) = match (instruction.find("\\o"), instruction.find("\\x(")) {
            (Some(at), _) => (at, true),
            (None, Some(at)) => (at, false),
            (None, None) => return None,
        };
        let rest = self.instruction.get(at..)?;
        let signs = rest.split_once('(')?.1.rsplit_once(')')?.0;
        if !over {
            return Some(signs.to_owned());
        }
        let (over, under) = signs.split_once([',', ';', '，'])?;
        // What stands higher or lower is in brackets of its own.
        let plain = |words: &str| match words.split_once('(') {
            Some((_, inner)) => inner.trim_end().trim_end_matches(')').to_owned(),
            None => words.trim().to_owned(),
        };
        let lower = rest.to_lowercase();
        if lower.starts_with("\\o\\ac") {
            let number: Option<u32> = under.trim().parse().ok();
            let ring = number.filter(|number| "○◯〇".contains(over.trim()) && (1..=20).contains(number));
            return Some(match ring {
                Some(number) => super::numerals::numeral(number, "decimalEnclosedCircle"),
                None => plain(under),
            });
        }
        Some(if lower.starts_with("\\o(") { plain(over) + &plain(under) } else { plain(under) })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_all_instruction_may_show_letters() {
        let text = |text: &str| Ended::Text(text.to_owned());
        for (instruction, ended) in [
            (r" EQ \o\ac(○,1)", text("①")),
            (r"eq \o\ac(○,12)", text("⑫")),
            (r"EQ \o\ac(□,是)", text("是")),
            (r#"EQ \* jc2 \* "Font:宋体" \* hps10 \o\ad(\s\up 9(yǐn),引)"#, text("引")),
            (r"EQ \* jc0 \* hps21 \o(\s\up 9(合并),\s\do 3(字符))", text("合并字符")),
            (r"EQ \x(重点)", text("重点")),
            ("MACROBUTTON NoMacro [单击此处 填写]", text("[单击此处 填写]")),
            (r"EQ \f(1,2)", Ended::Unknown),
            ("FORMDROPDOWN", Ended::Unknown),
            ("EQ", Ended::Unknown),
            ("é", Ended::Nothing),
            ("PAGE", Ended::Nothing),
        ] {
            let mut fields = Fields::default();
            fields.begin();
            fields.instruct(instruction);
            assert_eq!(fields.end(), ended, "{instruction}");
        }
    }
}
