//! The names of templates' files in an archive. They come from elsewhere and become names in the data folder, so none may
//! lead out of it or mean something to a system.

/// Characters that some system takes for more than a letter of a name.
const SPECIAL: &[char] = &['/', '\\', ':', '*', '?', '"', '<', '>', '|'];

/// The longest name in bytes that every file system takes, with room for an addition.
const LONGEST: usize = 200;

/// `name` as the plain name of a file: without folders, special characters and a dot in front, not too long. A plain name
/// stays as it is.
///
/// ```
/// assert_eq!(shuzhi::archive::plain_name("../党建:一.json"), "_._党建_一.json");
/// assert_eq!(shuzhi::archive::plain_name("党建.json"), "党建.json");
/// ```
#[must_use]
pub fn plain_name(name: &str) -> String {
    let plain = |c: char| if c.is_control() || SPECIAL.contains(&c) { '_' } else { c };
    let mut name: String = name.chars().map(plain).collect();
    if name.starts_with(['.', ' ']) {
        name.replace_range(..1, "_");
    }
    let (stem, extension) = match name.rsplit_once('.') {
        Some((stem, extension)) if extension.len() <= 10 => (stem, format!(".{extension}")),
        _ => (name.as_str(), String::new()),
    };
    let end = (0..=LONGEST.min(stem.len())).rev().find(|end| stem.is_char_boundary(*end)).unwrap_or(0);
    let stem = stem.get(..end).unwrap_or_default().trim_end_matches([' ', '.']);
    // Windows takes these for devices, whatever follows the dot.
    let device = |word: &str| {
        let word = word.to_ascii_uppercase();
        let numbered =
            |of: &str| word.strip_prefix(of).is_some_and(|n| n.len() == 1 && n.bytes().all(|n| n.is_ascii_digit()));
        ["CON", "PRN", "AUX", "NUL"].contains(&word.as_str()) || numbered("COM") || numbered("LPT")
    };
    let first = stem.split('.').next().unwrap_or_default().trim_end();
    let mark = if stem.is_empty() || device(first) { "_" } else { "" };
    format!("{mark}{stem}{}", extension.trim_end())
}

/// Whether `name` may stand for a template's file.
pub(super) fn is_template(name: &str) -> bool {
    let json = name.len() > 5 && name.get(name.len() - 5..).is_some_and(|end| end.eq_ignore_ascii_case(".json"));
    json && plain_name(name) == name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_plain_stays_and_what_is_not_becomes_plain() {
        for name in ["党建.json", "a.b.json", "村.JSON", "述职 2025.json", "COM10.json"] {
            assert!(is_template(name), "{name}");
        }
        let long = format!("{}.json", "长".repeat(300));
        let odd = [
            "", ".json", "../a.json", "/etc/a.json", "a/b.json", "C:\\a.json", "a\0.json", "CON.json", "com1.x.json",
            " a.json", "a .json", "..json", &long,
        ];
        for name in odd {
            assert!(!is_template(name), "{name}");
            let plain = plain_name(name);
            assert_eq!(plain_name(&plain), plain, "{name}");
            assert!(
                !plain.is_empty() && plain.len() < 255 && !plain.contains(['/', '\\']) && !plain.starts_with('.'),
                "{name}: {plain}"
            );
        }
    }
}
