//! How a list of items is written: numbering, run-in or own-line, paragraphs or one flowing text.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The numbering of a list, named by its first number (GB/T 9704-2012, clause 7.3.3: `一、` `（一）` `1.` `（1）`).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub enum Numbering {
    /// `一、` heading level 1, 黑体.
    #[serde(rename = "一、")]
    Han,
    /// `（一）` heading level 2, 楷体.
    #[default]
    #[serde(rename = "（一）")]
    HanParen,
    /// `1.` heading level 3, 仿宋.
    #[serde(rename = "1.")]
    Arabic,
    /// `（1）` heading level 4, 仿宋.
    #[serde(rename = "（1）")]
    ArabicParen,
    /// `一是` a series of sentences within the text.
    #[serde(rename = "一是")]
    Series,
    /// No number.
    #[serde(rename = "none")]
    None,
}

impl Numbering {
    /// All numberings, from the outermost in.
    pub const ALL: [Numbering; 6] = [
        Numbering::Han,
        Numbering::HanParen,
        Numbering::Arabic,
        Numbering::ArabicParen,
        Numbering::Series,
        Numbering::None,
    ];

    /// The heading level (1–4) that a number of this form stands for; `None` for text.
    #[must_use]
    pub fn level(self) -> Option<u8> {
        match self {
            Numbering::Han => Some(1),
            Numbering::HanParen => Some(2),
            Numbering::Arabic => Some(3),
            Numbering::ArabicParen => Some(4),
            Numbering::Series | Numbering::None => None,
        }
    }

    /// The number `n` (from 1) as it is printed, for example `（十二）`; empty for [`Numbering::None`].
    #[must_use]
    pub fn label(self, n: usize) -> String {
        match self {
            Numbering::Han => format!("{}、", han(n)),
            Numbering::HanParen => format!("（{}）", han(n)),
            Numbering::Arabic => format!("{n}."),
            Numbering::ArabicParen => format!("（{n}）"),
            Numbering::Series => format!("{}是", han(n)),
            Numbering::None => String::new(),
        }
    }
}

/// How the items of a list stand to each other.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Join {
    /// Each item begins a paragraph.
    #[default]
    Paragraphs,
    /// The items follow each other as sentences of one paragraph, after the text before them.
    Sentences,
    /// The items are clauses of one sentence, with `，` between them and `。` at the end.
    Clauses,
}

/// How a list of items is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct ListStyle {
    /// The form of the numbers.
    #[serde(default)]
    pub numbering: Numbering,
    /// Heading and text in one paragraph (`true`), or the heading on a line of its own.
    #[serde(default)]
    pub run_in: bool,
    /// Paragraphs, sentences or clauses.
    #[serde(default)]
    pub join: Join,
}

/// `n` in Chinese numerals; from 100 on in Arabic ones, as nobody reads `（一百零一）` at a glance.
fn han(n: usize) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let digit = |i: usize| DIGITS.get(i).copied().unwrap_or("");
    match n {
        0 => "零".into(),
        1..=9 => digit(n).into(),
        10..=19 => format!("十{}", digit(n % 10)),
        20..=99 => format!("{}十{}", digit(n / 10), digit(n % 10)),
        _ => n.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_printed_as_in_the_standard() {
        let of = |numbering: Numbering| [1, 10, 11, 20, 99].map(|n| numbering.label(n));
        assert_eq!(of(Numbering::Han), ["一、", "十、", "十一、", "二十、", "九十九、"]);
        assert_eq!(of(Numbering::HanParen), ["（一）", "（十）", "（十一）", "（二十）", "（九十九）"]);
        assert_eq!(of(Numbering::Arabic), ["1.", "10.", "11.", "20.", "99."]);
        assert_eq!(of(Numbering::ArabicParen), ["（1）", "（10）", "（11）", "（20）", "（99）"]);
        assert_eq!(of(Numbering::Series), ["一是", "十是", "十一是", "二十是", "九十九是"]);
        assert_eq!(Numbering::None.label(3), "");
        assert_eq!(Numbering::HanParen.label(100), "（100）");
    }
}
