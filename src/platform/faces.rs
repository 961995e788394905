//! Which faces this computer has. In: the font folders of the system and of the user. Out: the names under which office
//! programs know what lies there. Nothing here decides which face a report wants.
//!
//! Linux: the folders that fontconfig names. Windows: `%SystemRoot%\Fonts` and the user's own
//! `%LOCALAPPDATA%\Microsoft\Windows\Fonts`, after Microsoft's documentation; not tried there yet.

use std::collections::BTreeSet;

use fontdb::Database;
use ttf_parser::{RawFace, Tag, name, name_id};

/// The family names of all installed faces, in all languages their files speak: `方正小标宋简体` and `FZXiaoBiaoSong-B05S`
/// are one face, and both are there.
///
/// It reads the head of every font file: some 10 ms where there are a hundred of them, more when the disk is cold.
#[must_use]
pub fn installed_faces() -> BTreeSet<String> {
    let mut fonts = Database::new();
    fonts.load_system_fonts();
    names(&fonts)
}

fn names(fonts: &Database) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for face in fonts.faces() {
        // Office programs go by the family of at most four faces (name 1), the font library by the whole one (name 16)
        // where there is such: `Arial Black` is a name in Word, and of the family Arial here.
        found.extend(face.families.iter().map(|(name, _)| name.trim().to_owned()));
        fonts.with_face_data(face.id, |data, index| add_family_names(data, index, &mut found));
    }
    found
}

/// Adds the names of the families (1 and 16) of the face at `index` of the file `data`.
fn add_family_names(data: &[u8], index: u32, found: &mut BTreeSet<String>) {
    let table = RawFace::parse(data, index).ok().and_then(|face| face.table(Tag::from_bytes(b"name")));
    let Some(table) = table.and_then(name::Table::parse) else { return };
    let families =
        table.names.into_iter().filter(|name| [name_id::FAMILY, name_id::TYPOGRAPHIC_FAMILY].contains(&name.name_id));
    found.extend(families.filter_map(|name| name.to_string()).map(|name| name.trim().to_owned()));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The language of a name on Windows: English of the United States, Chinese of the mainland.
    const ENGLISH: u16 = 0x0409;
    const CHINESE: u16 = 0x0804;

    /// A font file of nothing but its names (id, language, text), all as Windows writes them.
    fn font(names: &[(u16, u16, &str)]) -> Vec<u8> {
        let mut records = Vec::new();
        let mut texts: Vec<u8> = Vec::new();
        for (id, language, text) in names {
            let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
            let (length, offset) = (utf16.len().try_into().unwrap(), texts.len().try_into().unwrap());
            records.extend([3, 1, *language, *id, length, offset].map(u16::to_be_bytes).concat());
            texts.extend(utf16);
        }
        let count: u16 = names.len().try_into().unwrap();
        let mut table = [0, count, 6 + 12 * count].map(u16::to_be_bytes).concat();
        table.extend(records);
        table.extend(texts);
        let mut file = vec![0, 1, 0, 0, 0, 1, 0, 16, 0, 0, 0, 0];
        file.extend(b"name\0\0\0\0");
        file.extend([28, u32::try_from(table.len()).unwrap()].map(u32::to_be_bytes).concat());
        file.extend(table);
        file
    }

    fn names_of(file: Vec<u8>) -> Vec<String> {
        let mut fonts = Database::new();
        fonts.load_font_data(file);
        names(&fonts).into_iter().collect()
    }

    #[test]
    fn a_face_is_known_by_its_names_in_all_languages() {
        let file = font(&[
            (1, ENGLISH, "FZXiaoBiaoSong-B05S"),
            (1, CHINESE, "方正小标宋简体"),
            (4, ENGLISH, "FZXiaoBiaoSong-B05S Regular"),
            (6, ENGLISH, "FZXBSJW--GB1-0"),
        ]);
        assert_eq!(names_of(file), ["FZXiaoBiaoSong-B05S", "方正小标宋简体"]);
    }

    #[test]
    fn a_wider_family_hides_no_name() {
        let file = font(&[
            (1, ENGLISH, "Source Han Serif SC Heavy"),
            (1, CHINESE, "思源宋体 Heavy"),
            (6, ENGLISH, "SourceHanSerifSC-Heavy"),
            (16, ENGLISH, "Source Han Serif SC"),
        ]);
        assert_eq!(names_of(file), ["Source Han Serif SC", "Source Han Serif SC Heavy", "思源宋体 Heavy"]);
    }

    #[test]
    fn a_broken_file_is_passed_over() {
        let whole = font(&[(1, CHINESE, "黑体"), (6, ENGLISH, "SimHei")]);
        assert_eq!(names_of(whole.clone()), ["黑体"]);
        for length in 0..whole.len() - 14 {
            // Only what is read counts: a name cut off is no name.
            assert_eq!(names_of(whole[..length].to_vec()), [""; 0], "{length} bytes");
        }
    }

    #[test]
    fn the_faces_of_this_computer_are_found() {
        let found = installed_faces();
        assert!(found.contains("Noto Sans CJK SC"), "install fonts-noto-cjk (scripts/packages.txt): {found:?}");
        assert!(found.iter().all(|name| !name.is_empty()), "{found:?}");
    }
}
