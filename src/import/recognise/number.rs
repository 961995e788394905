//! Numbers of headings as they are typed or as Word makes them: a line → its number, if it begins with one.

/// The form of a number; what tells one level of headings from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Form {
    /// `第一部分`, `壹、`, `甲、`
    Part,
    /// `一、`
    Han,
    /// `（一）`
    HanParen,
    /// `1.`
    Arabic,
    /// `1.1`, with the count of its dots.
    Dotted(u8),
    /// `（1）`
    ArabicParen,
    /// `1）`
    HalfParen,
    /// `①`
    Circle,
}

impl Form {
    /// Where the form stands by custom, the outermost lowest (GB/T 9704-2012, clause 7.3.3).
    pub(super) fn rank(self) -> u16 {
        match self {
            Form::Part => 10,
            Form::Han => 20,
            Form::HanParen => 30,
            Form::Arabic => 40,
            Form::Dotted(depth) => 40 + u16::from(depth.min(5)),
            Form::ArabicParen => 50,
            Form::HalfParen => 55,
            Form::Circle => 60,
        }
    }
}

/// A number at the beginning of a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// Its form.
    pub(super) form: Form,
    /// What it counts; the last figure of `1.2`.
    pub(super) value: u32,
    /// How many bytes of the line it takes, with the blanks after it; 0 where Word made it.
    pub(super) len: usize,
    /// As displayed, without blanks.
    pub(super) shown: String,
    /// Whether what stands after the figure is a slip, such as `一，`: it is believed only in a sequence.
    pub(super) weak: bool,
}

/// The number at the beginning of `line`.
pub(super) fn parse(line: &str) -> Option<Number> {
    let mut at = Cursor { text: line, at: 0 };
    let (form, value, weak) = at.number()?;
    let shown: String = line.get(..at.at)?.chars().filter(|c| !c.is_whitespace()).collect();
    at.blanks();
    Some(Number { form, value, len: at.at, shown, weak })
}

/// What follows a figure that counts or measures; `3.5万元` is no number.
const UNITS: &str = "万亿千百个元倍米吨分年月日时小人名次级亩公%％℃度场期项家户件条岁折:：-—~～";

struct Cursor<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Cursor<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    fn take(&mut self, wanted: impl Fn(char) -> bool) -> Option<char> {
        let c = self.peek().filter(|c| wanted(*c))?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn blanks(&mut self) {
        while self.take(char::is_whitespace).is_some() {}
    }

    fn number(&mut self) -> Option<(Form, u32, bool)> {
        let first = self.peek()?;
        if let Some(found) = self.enclosed(first) {
            return Some(found);
        }
        match first {
            '第' => self.part(),
            '（' | '(' | '〔' | '[' | '【' | '﹝' | '［' => self.bracketed(),
            c if arabic(c).is_some() => self.arabic(),
            c if han(c).is_some() => self.han(),
            c if position(FORMAL, c).is_some() => self.lettered(FORMAL, false),
            c if position(STEMS, c).is_some() => self.lettered(STEMS, true),
            _ => None,
        }
    }

    /// One character that is a number by itself: `①`, `⑴`, `㈠`, `⒈`.
    fn enclosed(&mut self, c: char) -> Option<(Form, u32, bool)> {
        let found = [
            ('①', '⑳', Form::Circle),
            ('⑴', '⒇', Form::ArabicParen),
            ('⒈', '⒛', Form::Arabic),
            ('㈠', '㈩', Form::HanParen),
            ('❶', '❿', Form::Circle),
        ]
        .into_iter()
        .find(|(first, last, _)| (*first..=*last).contains(&c))?;
        self.at += c.len_utf8();
        self.take(|c| c == '、');
        Some((found.2, u32::from(c) - u32::from(found.0) + 1, false))
    }

    fn part(&mut self) -> Option<(Form, u32, bool)> {
        self.at += '第'.len_utf8();
        let value = self.han_value().or_else(|| self.arabic_value())?;
        let word = ["部分", "章", "篇"].into_iter().find(|word| self.rest().starts_with(word))?;
        self.at += word.len();
        self.take(|c| matches!(c, '、' | '：' | ':' | '，' | '.' | '．'));
        Some((Form::Part, value, false))
    }

    /// `壹、`, `甲、`: one character and a stop.
    fn lettered(&mut self, letters: &str, weak: bool) -> Option<(Form, u32, bool)> {
        let value = position(letters, self.take(|_| true)?)?;
        self.take(|c| matches!(c, '、' | '.' | '．'))?;
        Some((Form::Part, value, weak))
    }

    fn bracketed(&mut self) -> Option<(Form, u32, bool)> {
        self.at += self.peek()?.len_utf8();
        self.blanks();
        let han = self.han_value();
        let (form, value) = match han {
            Some(value) => (Form::HanParen, value),
            None => (Form::ArabicParen, self.arabic_value()?),
        };
        self.blanks();
        self.take(|c| matches!(c, '）' | ')' | '〕' | ']' | '】' | '﹞' | '］'))?;
        self.take(|c| matches!(c, '、' | '.' | '．'));
        Some((form, value, false))
    }

    fn han(&mut self) -> Option<(Form, u32, bool)> {
        let value = self.han_value()?;
        if self.take(|c| matches!(c, '）' | ')')).is_some() {
            return Some((Form::HanParen, value, true));
        }
        if self.take(|c| c == '、').is_some() {
            self.take(|c| matches!(c, '.' | '．'));
            return Some((Form::Han, value, false));
        }
        if self.take(|c| matches!(c, '.' | '．')).is_some() {
            return Some((Form::Han, value, false));
        }
        if self.take(|c| matches!(c, '，' | ',' | '：' | ':')).is_some() {
            return Some((Form::Han, value, true));
        }
        let blank = self.rest().starts_with([' ', '　', '\t']);
        blank.then_some((Form::Han, value, true))
    }

    fn arabic(&mut self) -> Option<(Form, u32, bool)> {
        let mut value = self.arabic_value()?;
        let mut dots = 0u8;
        // A figure after a dot is a further one, as in 1.2, unless it measures something.
        loop {
            let before = self.at;
            if self.take(|c| matches!(c, '.' | '．')).is_none() {
                break;
            }
            match self.arabic_value() {
                Some(next) => {
                    value = next;
                    dots = dots.saturating_add(1);
                }
                None if self.peek().is_some_and(|c| arabic(c).is_some()) => return None,
                None => {
                    self.at = if dots == 0 { before } else { self.at };
                    break;
                }
            }
        }
        if dots > 0 {
            let unit = self.peek().is_none_or(|c| UNITS.contains(c) || c.is_ascii_alphabetic());
            self.take(|c| c == '、');
            return (!unit && value > 0).then_some((Form::Dotted(dots), value, true));
        }
        if self.take(|c| matches!(c, '）' | ')')).is_some() {
            return Some((Form::HalfParen, value, false));
        }
        if self.take(|c| matches!(c, '.' | '．' | '、')).is_some() {
            self.take(|c| matches!(c, '、' | '.' | '．'));
            return Some((Form::Arabic, value, false));
        }
        if self.take(|c| matches!(c, '，' | ',' | '。' | '：' | ':')).is_some() {
            return Some((Form::Arabic, value, true));
        }
        let mut after = self.rest().chars();
        let blank = after.next().is_some_and(char::is_whitespace);
        let unit = self.rest().trim_start().starts_with(|c| UNITS.contains(c));
        (blank && !unit).then_some((Form::Arabic, value, true))
    }

    /// One or two digits.
    fn arabic_value(&mut self) -> Option<u32> {
        let before = self.at;
        let mut value = 0;
        let mut digits = 0;
        while let Some(digit) = self.peek().and_then(arabic) {
            value = value * 10 + digit;
            digits += 1;
            self.at += self.peek()?.len_utf8();
            if digits > 2 {
                self.at = before;
                return None;
            }
        }
        (digits > 0 && value > 0).then_some(value).or_else(|| {
            self.at = before;
            None
        })
    }

    fn han_value(&mut self) -> Option<u32> {
        let before = self.at;
        let end = self.rest().find(|c| han(c).is_none()).unwrap_or(self.rest().len());
        let value = self.rest().get(..end).and_then(han_number);
        match value {
            Some(_) => self.at = before + end,
            None => self.at = before,
        }
        value
    }
}

/// The figures of cheques, which number parts too.
const FORMAL: &str = "壹贰叁肆伍陆柒捌玖拾";

/// The heavenly stems, which do so rarely.
const STEMS: &str = "甲乙丙丁戊己庚辛壬癸";

/// Which of `letters` this is, from 1.
fn position(letters: &str, c: char) -> Option<u32> {
    letters.chars().position(|letter| letter == c).and_then(|at| u32::try_from(at + 1).ok())
}

fn arabic(c: char) -> Option<u32> {
    c.to_digit(10).or_else(|| ('０'..='９').contains(&c).then(|| u32::from(c) - u32::from('０')))
}

/// The value of one Chinese digit; 十 is 10.
fn han(c: char) -> Option<u32> {
    const DIGITS: [char; 11] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];
    let at = DIGITS.iter().position(|digit| *digit == c)?;
    u32::try_from(at).ok()
}

/// `十二` as 12, up to 99.
pub(super) fn han_number(text: &str) -> Option<u32> {
    let digits: Vec<u32> = text.chars().map(han).collect::<Option<_>>()?;
    match digits.as_slice() {
        [one @ 1..=10] => Some(*one),
        [10, ones @ 1..=9] => Some(10 + ones),
        [tens @ 2..=9, 10] => Some(tens * 10),
        [tens @ 2..=9, 10, ones @ 1..=9] => Some(tens * 10 + ones),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(line: &str) -> Option<(Form, u32, String, usize)> {
        parse(line).map(|number| (number.form, number.value, number.shown, number.len))
    }

    #[test]
    fn numbers_of_all_forms_are_read() {
        for (line, form, value, shown) in [
            ("一、主要工作", Form::Han, 1, "一、"),
            ("十二、其他", Form::Han, 12, "十二、"),
            ("二. 问题", Form::Han, 2, "二."),
            ("（一）责任", Form::HanParen, 1, "（一）"),
            ("（一)责任", Form::HanParen, 1, "（一)"),
            ("〔三〕 责任", Form::HanParen, 3, "〔三〕"),
            ("( 二 )责任", Form::HanParen, 2, "(二)"),
            ("1.学习", Form::Arabic, 1, "1."),
            ("１．学习", Form::Arabic, 1, "１．"),
            ("2、学习", Form::Arabic, 2, "2、"),
            ("1.2学习", Form::Dotted(1), 2, "1.2"),
            ("(3)学习", Form::ArabicParen, 3, "(3)"),
            ("3）学习", Form::HalfParen, 3, "3）"),
            ("④学习", Form::Circle, 4, "④"),
            ("第二部分 问题", Form::Part, 2, "第二部分"),
            ("叁、问题", Form::Part, 3, "叁、"),
            ("丙、问题", Form::Part, 3, "丙、"),
        ] {
            let found = of(line).unwrap_or_else(|| panic!("{line}"));
            assert_eq!((found.0, found.1, found.2.as_str()), (form, value, shown), "{line}");
            assert!(line.get(found.3..).is_some_and(|rest| !rest.starts_with(' ')), "{line}");
        }
    }

    #[test]
    fn figures_of_the_text_are_no_numbers() {
        for line in [
            "2024年，我们", "3.5万元用于", "12月底前", "第一，加强", "第三是过好", "一是加强", "一方面", "二十大以来",
            "20.5%", "100.加强", "（2024年12月）", "（草案）", "一九九八年", "3 个支部", "",
        ] {
            assert_eq!(of(line), None, "{line}");
        }
    }
}
