//! Signs of symbol fonts, which Word keeps by their place in the font, as the letters that they look like.

/// The place in the private area where Word keeps a font's signs (ECMA-376 part 1, 17.3.3.30).
const PRIVATE: std::ops::RangeInclusive<u32> = 0xF020..=0xF0FF;

/// What stands at a place of Wingdings and of Symbol; the places of other fonts mean the same more often than not.
const SIGNS: [(u32, char); 24] = [
    (0x6C, '●'),
    (0x6E, '■'),
    (0x6F, '□'),
    (0x71, '□'),
    (0x72, '□'),
    (0x74, '◆'),
    (0x75, '◆'),
    (0x76, '◆'),
    (0x77, '◆'),
    (0x9F, '•'),
    (0xA1, '○'),
    (0xA7, '▪'),
    (0xA8, '□'),
    (0xB2, '★'),
    (0xB7, '•'),
    (0xD8, '➢'),
    (0xDF, '←'),
    (0xE0, '→'),
    (0xE8, '➔'),
    (0xFB, '✗'),
    (0xFC, '✓'),
    (0xFD, '☒'),
    (0xFE, '☑'),
    (0xAB, '★'),
];

/// The letter for the sign `code` of the font `font`; none where nobody knows it.
pub(super) fn sign(code: u32, font: &str) -> Option<char> {
    if !PRIVATE.contains(&code) && code > 0xFF {
        return char::from_u32(code).filter(|letter| !letter.is_control());
    }
    let place = code & 0xFF;
    if font.to_lowercase().starts_with("wingdings 2") {
        return match place {
            0x50 => Some('✓'),
            0x52 => Some('☑'),
            0xA3 => Some('□'),
            0x6A..=0x73 => char::from_u32(0x2460 + place - 0x6A),
            _ => None,
        };
    }
    if font.eq_ignore_ascii_case("wingdings") && (0x81..=0x8A).contains(&place) {
        return char::from_u32(0x2460 + place - 0x81);
    }
    SIGNS.iter().find(|(at, _)| *at == place).map(|(_, letter)| *letter)
}

/// The letters of a bullet; signs that nobody knows are left out.
pub(super) fn bullet(text: &str) -> String {
    let letter = |letter: char| {
        if ('\u{E000}'..='\u{F8FF}').contains(&letter) { sign(u32::from(letter), "") } else { Some(letter) }
    };
    text.chars().filter_map(letter).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_become_the_letters_they_look_like() {
        assert_eq!(sign(0xF0FE, "Wingdings"), Some('☑'));
        assert_eq!(sign(0xF083, "Wingdings"), Some('③'));
        assert_eq!(sign(0xF052, "Wingdings 2"), Some('☑'));
        assert_eq!(sign(0x2605, "宋体"), Some('★'));
        assert_eq!(sign(0xF021, "Webdings"), None);
        assert_eq!(bullet("\u{F06C}"), "●");
        assert_eq!(bullet("\u{F021}"), "");
        assert_eq!(bullet("—"), "—");
    }
}
