//! Which kind of face a font is, by its name in any of the ways Chinese offices write it, and which fonts a theme names.

use std::io::BufRead;

use super::xml::{Token, Vocabulary, Xml};
use crate::Result;
use crate::import::Face;

/// Parts of names, without blanks and in lower case, by the kind of face. 小标宋 comes first: it is a 宋 that marks titles.
const NAMES: [(Face, &[&str]); 3] = [
    (Face::Title, &["标宋", "xiaobiaosong", "fzxb", "biaosong"]),
    (
        Face::Hei,
        &["黑体", "雅黑", "黑简", "simhei", "heiti", "yahei", "fzhei", "fzht", "sthei", "中黑", "大黑", "粗黑"],
    ),
    (Face::Kai, &["楷", "kaiti", "simkai", "fzkai", "fzkt", "stkai"]),
];

/// The kind of face that the font `name` is.
pub(super) fn face_of(name: &str) -> Face {
    let name: String = name.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let kind = NAMES.iter().find(|(_, parts)| parts.iter().any(|part| name.contains(part)));
    kind.map_or(Face::Text, |(face, _)| *face)
}

/// The fonts of a theme for Chinese.
#[derive(Debug, Default)]
pub(super) struct Theme {
    major: Option<Face>,
    minor: Option<Face>,
}

impl Theme {
    /// Reads a theme's part (ECMA-376 part 1, 20.1.4.1.18): the font for East Asia, else that for simplified Chinese.
    pub(super) fn read<B: BufRead>(mut xml: Xml<'_, B>) -> Result<Theme> {
        let mut theme = Theme::default();
        let mut major = None;
        loop {
            let tag = match xml.next()? {
                Token::Start(tag) => tag,
                Token::Eof => return Ok(theme),
                _ => continue,
            };
            let font = match (tag.vocabulary, tag.name()) {
                (Vocabulary::Drawing, "majorFont") => {
                    major = Some(true);
                    continue;
                }
                (Vocabulary::Drawing, "minorFont") => {
                    major = Some(false);
                    continue;
                }
                (Vocabulary::Drawing, "ea") => tag.attribute("typeface"),
                (Vocabulary::Drawing, "font") if tag.attribute("script").is_some_and(|script| script == "Hans") => {
                    tag.attribute("typeface")
                }
                _ => continue,
            };
            let face = font.filter(|font| !font.is_empty()).map(|font| face_of(&font));
            let slot = match major {
                Some(true) => &mut theme.major,
                Some(false) => &mut theme.minor,
                None => continue,
            };
            *slot = slot.or(face);
        }
    }

    /// The face that `majorEastAsia` or the like stands for.
    pub(super) fn face(&self, name: &str) -> Option<Face> {
        if name.starts_with("major") { self.major } else { self.minor }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faces_are_known_by_all_their_names() {
        for (face, names) in [
            (Face::Hei, &["黑体", "SimHei", "方正黑体_GBK", "方正黑体简体", "华文黑体", "微软雅黑", "FZHei-B01"][..]),
            (Face::Kai, &["楷体", "KaiTi", "楷体_GB2312", "KaiTi_GB2312", "方正楷体_GBK", "华文楷体", "STKaiti"][..]),
            (
                Face::Title,
                &["方正小标宋简体", "方正小标宋_GBK", "小标宋体", "FZXiaoBiaoSong-B05S", "FZ XiaoBiaoSong"][..],
            ),
            (
                Face::Text,
                &["仿宋", "仿宋_GB2312", "FangSong", "宋体", "SimSun", "等线", "Times New Roman", "", "华文中宋"][..],
            ),
        ] {
            for name in names {
                assert_eq!(face_of(name), face, "{name}");
            }
        }
    }
}
