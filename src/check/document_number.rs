//! The form of 发文字号 (GB/T 9704-2012, clause 7.2.5): the body's letters, the year in 〔〕, the number without 第 and leading
//! zeros, 号.

/// How a number is written.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As the standard wants it.
    Right,
    /// What it means is clear.
    Nearly {
        /// What is wrong with it, in Chinese.
        faults: Vec<&'static str>,
        /// How it is written right.
        right: String,
    },
    /// Something else.
    Unknown,
}

const OPEN: [char; 8] = ['〔', '[', '［', '(', '（', '【', '﹝', '{'];
const CLOSE: [char; 8] = ['〕', ']', '］', ')', '）', '】', '﹞', '}'];

/// Judges `text`, one line without blanks around it.
pub(super) fn form(text: &str) -> Form {
    read(text).unwrap_or(Form::Unknown)
}

fn read(text: &str) -> Option<Form> {
    let mut faults = Vec::new();
    let mut say = |wrong: bool, fault| {
        if wrong {
            faults.push(fault);
        }
    };
    let solid: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    say(solid != text, "中间有空格");
    let (letters, rest) = solid.split_at(solid.find(OPEN)?);
    let (year, rest) = rest.split_once(CLOSE)?;
    let mut year = year.chars();
    say(year.next() != Some('〔') || !solid.contains('〕'), "年份没有用六角括号〔〕");
    let year = year.as_str().trim_end_matches('年');
    let rest = match rest.strip_prefix('第') {
        Some(rest) => {
            say(true, "序号前多了“第”");
            rest
        }
        None => rest,
    };
    let number = match rest.strip_suffix('号') {
        Some(number) => number,
        None => {
            say(true, "末尾少了“号”");
            rest
        }
    };
    let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let plain = number.trim_start_matches('0');
    if letters.is_empty() || !digits(year) || !digits(number) || plain.is_empty() {
        return None;
    }
    say(number != plain, "序号前多了 0");
    let whole = match year.len() {
        4 => year.to_string(),
        2 => {
            say(true, "年份没有写全");
            format!("20{year}")
        }
        _ => return None,
    };
    let right = format!("{letters}〔{whole}〕{plain}号");
    if faults.is_empty() && right != text {
        faults.push("年份里多了字");
    }
    Some(if faults.is_empty() { Form::Right } else { Form::Nearly { faults, right } })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_the_standard_has_them_are_right() {
        for text in ["云商党〔2025〕12号", "国发〔2012〕1号", "云商党办发〔2026〕100号"] {
            assert_eq!(form(text), Form::Right, "{text}");
        }
    }

    #[test]
    fn usual_slips_are_named_with_what_is_right() {
        for (text, says) in [
            ("云商党[2025]12号", "年份没有用六角括号〔〕"),
            ("云商党（2025）12号", "年份没有用六角括号〔〕"),
            ("云商党【2025】12号", "年份没有用六角括号〔〕"),
            ("云商党〔2025]12号", "年份没有用六角括号〔〕"),
            ("云商党〔2025〕第12号", "序号前多了“第”"),
            ("云商党〔2025〕012号", "序号前多了 0"),
            ("云商党〔2025〕12", "末尾少了“号”"),
            ("云商党〔25〕12号", "年份没有写全"),
            ("云商党 〔2025〕 12号", "中间有空格"),
            ("云商党〔2025年〕12号", "年份里多了字"),
        ] {
            let right = "云商党〔2025〕12号".to_string();
            assert_eq!(form(text), Form::Nearly { faults: vec![says], right }, "{text}");
        }
        let Form::Nearly { faults, .. } = form("云商党(25)第012") else { panic!("not read") };
        assert_eq!(faults.len(), 5);
    }

    #[test]
    fn what_is_no_number_is_unknown() {
        for text in
            ["第12号", "云商党12号", "〔2025〕12号", "云商党〔二〇二五〕12号", "云商党〔2025〕号", "云商党〔2025〕0号"]
        {
            assert_eq!(form(text), Form::Unknown, "{text}");
        }
    }
}
