//! A number in the forms that Word's lists know (ECMA-376 part 1, 17.18.59). Forms that Chinese documents do not use are written in
//! Arabic numerals.

/// `n` in the form `format`; nothing where the form has no numbers.
pub(super) fn numeral(n: u32, format: &str) -> String {
    match format {
        "none" | "bullet" => String::new(),
        "decimalZero" => format!("{n:02}"),
        "upperLetter" => letters(n, b'A'),
        "lowerLetter" => letters(n, b'a'),
        "upperRoman" => roman(n),
        "lowerRoman" => roman(n).to_lowercase(),
        "chineseCounting" | "taiwaneseCounting" if n < 100 => counted(n, &PLAIN, false),
        "chineseCounting" | "taiwaneseCounting" => digit_by_digit(n, '○'),
        "chineseCountingThousand" | "taiwaneseCountingThousand" => counted(n, &PLAIN, false),
        "japaneseCounting" => counted(n, &JAPANESE, false),
        "ideographDigital" | "japaneseDigitalTenThousand" => digit_by_digit(n, '〇'),
        "taiwaneseDigital" => digit_by_digit(n, '○'),
        "chineseLegalSimplified" => counted(n, &LEGAL, true),
        "ideographLegalTraditional" => counted(n, &LEGAL_TRADITIONAL, true),
        "ideographTraditional" => nth("甲乙丙丁戊己庚辛壬癸", n),
        "ideographZodiac" => nth("子丑寅卯辰巳午未申酉戌亥", n),
        "ideographZodiacTraditional" => {
            let turn = n.saturating_sub(1) % 60;
            nth("甲乙丙丁戊己庚辛壬癸", turn % 10 + 1) + &nth("子丑寅卯辰巳午未申酉戌亥", turn % 12 + 1)
        }
        "ideographEnclosedCircle" => nth("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉", n),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => nth("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳", n),
        "decimalEnclosedParen" => nth("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", n),
        "decimalEnclosedFullstop" => nth("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛", n),
        "decimalFullWidth" | "decimalFullWidth2" => {
            let wide =
                |digit: char| char::from_u32(u32::from(digit) - u32::from('0') + u32::from('０')).unwrap_or(digit);
            n.to_string().chars().map(wide).collect()
        }
        "numberInDash" => format!("- {n} -"),
        "hex" => format!("{n:X}"),
        _ => n.to_string(),
    }
}

/// A way to write numbers out: the digits from 0, ten, hundred, thousand, ten thousand, and the sign for a gap.
struct Counting {
    digits: &'static str,
    units: [&'static str; 5],
    gap: &'static str,
    /// Whether hundred and thousand need no 一 before them.
    bare: bool,
}

const PLAIN: Counting =
    Counting {
        digits: "〇一二三四五六七八九", units: ["", "十", "百", "千", "万"], gap: "零", bare: false
    };
const JAPANESE: Counting =
    Counting { digits: "〇一二三四五六七八九", units: ["", "十", "百", "千", "万"], gap: "", bare: true };
const LEGAL: Counting =
    Counting {
        digits: "零壹贰叁肆伍陆柒捌玖", units: ["", "拾", "佰", "仟", "万"], gap: "零", bare: false
    };
const LEGAL_TRADITIONAL: Counting =
    Counting {
        digits: "零壹貳參肆伍陸柒捌玖", units: ["", "拾", "佰", "仟", "萬"], gap: "零", bare: false
    };

/// `n` written out: `二十三`, `一百零五`; with `full`, ten to nineteen have their 壹 (`壹拾`).
fn counted(n: u32, way: &Counting, full: bool) -> String {
    if n == 0 || n > 99_999 {
        return if n == 0 { way.digits.chars().take(1).collect() } else { n.to_string() };
    }
    let digits: Vec<usize> = n.to_string().bytes().map(|digit| usize::from(digit - b'0')).collect();
    let mut text = String::new();
    let mut gap = false;
    for (at, digit) in digits.iter().enumerate() {
        let unit = digits.len() - 1 - at;
        if *digit == 0 {
            gap = true;
            continue;
        }
        if gap {
            text.push_str(way.gap);
            gap = false;
        }
        let bare = *digit == 1 && ((unit == 1 && text.is_empty() && !full) || (way.bare && (1..=3).contains(&unit)));
        if !bare {
            text.extend(way.digits.chars().nth(*digit));
        }
        text.push_str(way.units.get(unit).copied().unwrap_or_default());
    }
    text
}

/// `n` digit by digit: `一〇二`; ten is `一〇`.
fn digit_by_digit(n: u32, zero: char) -> String {
    let digit = |digit: char| match digit.to_digit(10) {
        Some(0) => zero,
        Some(value) => PLAIN.digits.chars().nth(value as usize).unwrap_or(digit),
        None => digit,
    };
    n.to_string().chars().map(digit).collect()
}

/// The `n`th of the signs, from 1; where they end, Arabic numerals.
fn nth(signs: &str, n: u32) -> String {
    let found = (n as usize).checked_sub(1).and_then(|at| signs.chars().nth(at));
    found.map_or_else(|| n.to_string(), String::from)
}

/// `a` to `z`, then `aa`, `bb`: Word doubles the letter.
fn letters(n: u32, first: u8) -> String {
    let Some(before) = n.checked_sub(1).filter(|before| *before < 26 * 30) else { return n.to_string() };
    let letter = char::from(first + u8::try_from(before % 26).unwrap_or_default());
    std::iter::repeat_n(letter, (before / 26) as usize + 1).collect()
}

fn roman(n: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if n == 0 || n > 32_767 {
        return n.to_string();
    }
    let mut rest = n;
    let mut text = String::new();
    for (value, sign) in SIGNS {
        while rest >= value {
            text.push_str(sign);
            rest -= value;
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        for (format, expected) in [
            ("decimal", "1 2 10 11 20 21 99 100"),
            ("decimalZero", "01 02 10 11 20 21 99 100"),
            ("upperLetter", "A B J K T U UUUU VVVV"),
            ("lowerRoman", "i ii x xi xx xxi xcix c"),
            ("chineseCounting", "一 二 十 十一 二十 二十一 九十九 一○○"),
            ("chineseCountingThousand", "一 二 十 十一 二十 二十一 九十九 一百"),
            ("japaneseCounting", "一 二 十 十一 二十 二十一 九十九 百"),
            ("ideographDigital", "一 二 一〇 一一 二〇 二一 九九 一〇〇"),
            ("chineseLegalSimplified", "壹 贰 壹拾 壹拾壹 贰拾 贰拾壹 玖拾玖 壹佰"),
            ("ideographTraditional", "甲 乙 癸 11 20 21 99 100"),
            ("ideographZodiac", "子 丑 酉 戌 20 21 99 100"),
            ("ideographZodiacTraditional", "甲子 乙丑 癸酉 甲戌 癸未 甲申 壬寅 癸卯"),
            ("decimalEnclosedCircleChinese", "① ② ⑩ ⑪ ⑳ 21 99 100"),
            ("decimalEnclosedParen", "⑴ ⑵ ⑽ ⑾ ⒇ 21 99 100"),
            ("decimalFullWidth", "１ ２ １０ １１ ２０ ２１ ９９ １００"),
            ("none", "       "),
        ] {
            let written: Vec<String> = [1, 2, 10, 11, 20, 21, 99, 100].map(|n| numeral(n, format)).into();
            assert_eq!(written.join(" "), expected, "{format}");
        }
        let thousands = [101, 110, 111, 1000, 1001, 1010, 20_304].map(|n| numeral(n, "chineseCountingThousand"));
        assert_eq!(thousands.join(" "), "一百零一 一百一十 一百一十一 一千 一千零一 一千零一十 二万零三百零四");
        assert_eq!(numeral(0, "chineseCounting"), "〇");
        for format in ["upperLetter", "upperRoman", "chineseCountingThousand", "ideographTraditional"] {
            assert_eq!(numeral(u32::MAX, format), u32::MAX.to_string());
        }
    }
}
